//! `boundstone check --accept`: from findings to entries of baselines.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use boundstone_engine::query;
use boundstone_model::{Finding, RepoPath};
use boundstone_workspace::{NewAccepted, accept_findings};

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
