//! Contracts that are gone, and what they froze: told at the manifest of the package, which is still there.

use boundstone_model::{RepoPath, Rule, Stability};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::base::promised_then;
use super::settled;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

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

/// The contract that would stand beside a manifest, where there is none. A repository that has written down nothing at all
/// froze nothing, and git is not asked.
pub(super) fn gone(world: &World, manifest: &RepoPath) -> Option<RepoPath> {
    if !matches!(manifest.name(), "Cargo.toml" | "package.json") {
        return None;
    }
    let folder = manifest.parent().unwrap_or_else(RepoPath::root);
    // Of a package of both languages one manifest tells it.
    let has_other = || folder.join("Cargo.toml").is_some_and(|it| world.file(&it).is_some());
    if manifest.name() == "package.json" && has_other() {
        return None;
    }
    let contract = folder.join(CONTRACT_FILE).filter(|it| world.file(it).is_none())?;
    let is_written = |(_, record): (&RepoPath, &Record)| {
        matches!(record, Record::Contract(_) | Record::Decision(_) | Record::Config(_))
    };
    (world.boundaries.in_folder(&folder).is_some() && world.records().any(is_written))
        .then_some(contract)
}
