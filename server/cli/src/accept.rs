//! `boundstone check --accept`: from findings to entries of baselines.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use boundstone_engine::query;
use boundstone_model::{Finding, RepoPath, Severity};
use boundstone_workspace::{NewAccepted, accept_findings};

use crate::output::counted;
use crate::position::Repository;

/// What was accepted: how many entries each contract got.
pub(crate) type Accepted = BTreeMap<RepoPath, usize>;

/// Writes the findings that `is_meant` into the baselines of the boundaries in which they stand, and takes
/// them from the list. What is no matter of code, or stands outside every boundary, stays.
pub(crate) fn accept(
    repository: &Repository,
    findings: &mut Vec<Finding>,
    reason: &str,
    is_meant: impl Fn(&Finding) -> bool,
) -> Result<Accepted> {
    let world = &repository.snapshot.world;
    let mut contracts: BTreeMap<RepoPath, BTreeSet<NewAccepted>> = BTreeMap::new();
    let mut left = Vec::new();
    for finding in std::mem::take(findings) {
        let acceptance = query::acceptance(world, &finding).filter(|_| is_meant(&finding));
        let Some((contract, entry)) = acceptance else {
            left.push(finding);
            continue;
        };
        let entry = NewAccepted { reason: reason.to_owned(), ..entry };
        contracts.entry(contract).or_default().insert(entry);
    }
    *findings = left;
    let mut accepted = Accepted::new();
    for (contract, entries) in contracts {
        let entries: Vec<NewAccepted> = entries.into_iter().collect();
        accept_findings(&repository.root, &contract, &entries)
            .with_context(|| format!("{contract} cannot be written to"))?;
        accepted.insert(contract, entries.len());
    }
    Ok(accepted)
}

/// What `--accept` left, and why: a line each for what no baseline takes, and for what weighs too little to be meant.
pub(crate) fn not_accepted(
    repository: &Repository,
    left: &[Finding],
    is_meant: impl Fn(&Finding) -> bool,
) -> Vec<String> {
    let world = &repository.snapshot.world;
    let (meant, others): (Vec<&Finding>, Vec<&Finding>) = left.iter().partition(|it| is_meant(it));
    let mut said = Vec::new();
    if !meant.is_empty() {
        said.push(format!(
            "not accepted: {}: a baseline takes nothing that needs a decision, or that stands in no code of a boundary",
            in_words(&meant)
        ));
    }
    let could: Vec<&Finding> =
        others.into_iter().filter(|it| query::acceptance(world, it).is_some()).collect();
    if !could.is_empty() {
        let options = SEVERITIES.into_iter().filter(|it| could.iter().any(|of| of.severity == *it));
        let options: Vec<String> = options.map(|it| format!("`--fail-on {}`", it.name())).collect();
        let (options, them) = (options.join(" or "), if could.len() == 1 { "it" } else { "them" });
        said.push(format!("not accepted: {}; {options} accepts {them} as well", in_words(&could)));
    }
    said
}

/// The worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// `2 warnings, 1 hint`
fn in_words(findings: &[&Finding]) -> String {
    let of = |severity: Severity| {
        let count = findings.iter().filter(|it| it.severity == severity).count();
        (count > 0).then(|| counted(count, severity.name()))
    };
    SEVERITIES.into_iter().filter_map(of).collect::<Vec<String>>().join(", ")
}
