//! Contracts that are gone, and what they froze: told at the manifest of the package, which is still there.

use boundstone_model::{RepoPath, Rule, Stability};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::base::promised_then;
use super::settled;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

/// Of several in one folder the first tells.
const TELLERS: [&str; 3] = ["Cargo.toml", "package.json", CONTRACT_FILE];

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(contract) = gone(found.world, found.path) else { return };
    let before = promised_then(found.code, &contract);
    let frozen = before.iter().filter(|it| it.stability.value == Stability::Frozen);
    let keys: Vec<String> = frozen.map(|it| it.key.value.to_string()).collect();
    if keys.is_empty() || settled::by_decision_on(found.world, found.code, found.path) {
        return;
    }
    let base = found.code.base().unwrap_or_default();
    let message = format!(
        "{contract}, which is gone, froze {} at {base}, and no decision that governs the package is added or edited by \
         the same change",
        keys.join(", ")
    );
    let help =
        "Write down the decision in a record that governs the package, or restore the contract";
    let finding = NewFinding::new(Rule::ContractDrift, TextRange::empty(0), message, help);
    found.add(finding.until_decided());
}

/// The contract that would stand beside a manifest, where there is none.
pub(super) fn gone(world: &World, manifest: &RepoPath) -> Option<RepoPath> {
    let folder = folder_told_at(world, manifest)?;
    folder.join(CONTRACT_FILE).filter(|it| world.file(it).is_none())
}

/// The folder of the boundary of which a file tells what is gone: the manifest, or the contract where there is none. A repository
/// that has written down nothing at all froze nothing, and git is not asked.
pub(super) fn folder_told_at(world: &World, path: &RepoPath) -> Option<RepoPath> {
    if !TELLERS.contains(&path.name()) {
        return None;
    }
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let is_there = |name: &&str| folder.join(name).is_some_and(|it| world.file(&it).is_some());
    let is_written = |(_, record): (&RepoPath, &Record)| {
        matches!(record, Record::Contract(_) | Record::Decision(_) | Record::Config(_))
    };
    (TELLERS.into_iter().find(is_there) == Some(path.name())
        && world.boundaries.in_folder(&folder).is_some()
        && world.records().any(is_written))
    .then_some(folder)
}
