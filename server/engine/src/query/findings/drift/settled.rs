//! What in the same change allows an item to change.

use boundstone_model::RepoPath;

use crate::World;
use crate::query::card::governing;
use crate::query::code::CodeReader;
use crate::query::symbol::NamedItem;

/// Whether the change adds or edits a decision in force that governs the item.
pub(super) fn by_decision(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    named: &NamedItem<'_>,
) -> bool {
    let governing = governing(world, path, Some(named)).into_iter();
    governing.filter(|it| it.how.is_declared()).any(|it| {
        let index = world.decisions.at(&it.decision.path);
        index.is_some_and(|index| world.decisions.is_in_force(index))
            && is_edited(world, code, &it.decision.path)
    })
}

/// Whether a record says something else than at the base. What nobody can say is no edit.
fn is_edited(world: &World, code: &dyn CodeReader, record: &RepoPath) -> bool {
    let Some(now) = world.file(record) else { return false };
    match code.past(record) {
        Ok(Some(before)) => before != *now,
        Ok(None) => true,
        Err(_) => false,
    }
}
