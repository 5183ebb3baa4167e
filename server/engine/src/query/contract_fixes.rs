//! Which changes of contracts settle the findings of a file. How a contract is written is not known here.

mod baseline;
mod ended;
mod names;
mod owner;
mod permission;

use std::collections::BTreeMap;

use boundstone_model::{ContractEdit, ContractFile, Finding, RepoPath, Rule};
use boundstone_text::TextRange;

use super::code::CodeReader;
use super::findings::findings;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

pub use baseline::acceptance;

/// A change of contracts that may settle a finding: whether it does shows when it is tried.
#[derive(Clone, Debug)]
pub struct ContractFix {
    /// What it does, in the imperative.
    pub title: String,
    pub settles: Finding,
    /// Whether it is the one sensible answer.
    pub is_preferred: bool,
    pub edits: BTreeMap<RepoPath, ContractEdit>,
}

/// What may be offered for the places of a file that `range` touches, in the order of the findings.
pub fn contract_fixes(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    range: TextRange,
) -> Vec<ContractFix> {
    let touches = |other: TextRange| range.start() <= other.end() && other.start() <= range.end();
    let findings = findings(world, code, path);
    let asked = Asked { world, code };
    let touched = findings.iter().filter(|finding| touches(finding.place.range));
    touched.flat_map(|finding| asked.of_finding(finding)).collect()
}

struct Asked<'a> {
    world: &'a World,
    code: &'a dyn CodeReader,
}

impl Asked<'_> {
    fn of_finding(&self, finding: &Finding) -> Vec<ContractFix> {
        let mut all = match finding.rule {
            Rule::BoundaryPrivateUse => permission::offer(self, finding).into_iter().collect(),
            Rule::ContractUndeclaredItem => {
                permission::declare(self, finding).into_iter().collect()
            }
            Rule::BoundaryForbiddenUse => permission::forbidden(self, finding),
            Rule::BoundaryUndeclared => permission::undeclared(self, finding).into_iter().collect(),
            Rule::AllowUnused => {
                let of_baseline = baseline::stale(self, finding);
                of_baseline.or_else(|| ended::unused(self, finding)).into_iter().collect()
            }
            Rule::ContractExpired => {
                let of_baseline = baseline::stale(self, finding);
                of_baseline.or_else(|| ended::needed(self, finding)).into_iter().collect()
            }
            Rule::ConfigUnknownName | Rule::ContractMissingItem => names::unknown(self, finding),
            Rule::OwnershipConflict => owner::follow(self, finding).into_iter().collect(),
            _ => Vec::new(),
        };
        all.extend(baseline::accept(self, finding));
        all
    }

    fn contract(&self, path: &RepoPath) -> Option<&ContractFile> {
        match self.world.record(path)? {
            Record::Contract(contract) => Some(contract),
            _ => None,
        }
    }

    /// The contract of the boundary of a file, which may not be there yet.
    fn contract_around(&self, path: &RepoPath) -> Option<RepoPath> {
        self.world.boundaries.at(path)?.path.join(CONTRACT_FILE)
    }
}

fn fix(
    title: String,
    finding: &Finding,
    is_preferred: bool,
    edits: impl IntoIterator<Item = (RepoPath, ContractEdit)>,
) -> ContractFix {
    ContractFix {
        title,
        settles: finding.clone(),
        is_preferred,
        edits: edits.into_iter().collect(),
    }
}
