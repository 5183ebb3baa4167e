//! `boundstone check --accept`: from findings to entries of baselines.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use boundstone_engine::query;
use boundstone_model::{Finding, RepoPath, Rule};
use boundstone_workspace::{NewAccepted, accept_findings};

use crate::position::Repository;

const CONTRACT_FILE: &str = "boundary.toml";

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
        let path = &finding.place.path;
        let is_code = world.facts(path).is_some_and(|facts| facts.language.is_code());
        let is_about_allow = matches!(finding.rule, Rule::AllowNoReason | Rule::AllowUnused);
        let folder = query::boundary(world, path).map(|boundary| boundary.path.clone());
        let folder = folder.filter(|_| is_code && !is_about_allow && is_meant(&finding));
        let contract = folder.as_ref().and_then(|folder| folder.join(CONTRACT_FILE));
        let inside = folder.as_ref().and_then(|folder| path.strip_prefix(folder));
        let (Some(contract), Some(inside)) = (contract, inside) else {
            left.push(finding);
            continue;
        };
        contracts.entry(contract).or_default().insert(NewAccepted {
            rule: finding.rule.id().to_owned(),
            in_path: inside.to_owned(),
            to: finding.about.as_deref().map(str::to_owned),
            reason: reason.to_owned(),
        });
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
