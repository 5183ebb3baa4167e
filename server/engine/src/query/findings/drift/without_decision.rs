//! Decisions that are gone, and what they froze: told at the manifest of the package, as of a contract that is gone.

use boundstone_model::{DecisionFile, GovernsEntry, GovernsTarget, RepoPath, Rule};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::{settled, without_contract};
use crate::World;
use crate::change::Record;
use crate::decisions::is_accepted;

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(folder) = without_contract::folder_told_at(found.world, found.path) else { return };
    let Ok(records) = found.code.past_records() else { return };
    let is_gone = |path: &RepoPath| found.world.file(path).is_none();
    let gone: Vec<RepoPath> = records.into_iter().filter(is_gone).collect();
    found.code.read_past(&gone);
    for path in gone {
        let Ok(Some(before)) = found.code.past(&path) else { continue };
        let Some(Record::Decision(file)) = before.record() else { continue };
        let freed = freed(found, &folder, file);
        if !freed.is_empty() {
            found.add(finding(found, &path, &freed));
        }
    }
}

/// What a decision froze of the boundary in `folder`, that no other freezes, and no decision lets go.
fn freed(found: &Findings<'_>, folder: &RepoPath, file: &DecisionFile) -> Vec<String> {
    let frozen = file.governs.iter().filter(|it| it.freezes && is_accepted(file));
    let is_freed = |entry: &&GovernsEntry| {
        key_of(found.world, folder, &entry.target).is_some_and(|key| {
            !is_frozen(found.world, &entry.text) && !settled::by_decision_on_gone(found.at(), key)
        })
    };
    frozen.filter(is_freed).map(|it| it.text.to_string()).collect()
}

/// What a target calls an item of the boundary in `folder`.
fn key_of<'t>(world: &World, folder: &RepoPath, target: &'t GovernsTarget) -> Option<&'t str> {
    let GovernsTarget::Symbol { container, path } = target else { return None };
    let of_file = || RepoPath::new(container).and_then(|path| world.boundaries.at(&path));
    let boundary = world.boundaries.by_name(container).or_else(of_file);
    boundary.filter(|it| it.path == *folder).map(|_| &**path)
}

/// Whether a decision in force freezes it.
fn is_frozen(world: &World, text: &str) -> bool {
    world.decisions.iter().any(|(index, record)| {
        let mut governs = record.file.governs.iter();
        governs.any(|it| it.freezes && *it.text == *text) && world.decisions.is_in_force(index)
    })
}

fn finding(found: &Findings<'_>, record: &RepoPath, freed: &[String]) -> NewFinding {
    let base = found.code.base().unwrap_or_default();
    let message = format!(
        "{record}, which is gone, froze {} at {base}, and no decision that governs it is added or edited by the same change",
        freed.join(", ")
    );
    let help = "Restore the record; or write down the decision in one that governs the item or its boundary";
    NewFinding::new(Rule::ContractDrift, TextRange::empty(0), message, help).until_decided()
}
