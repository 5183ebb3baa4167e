//! What in the same change allows an item to change.

use boundstone_model::{Governing, ItemNumber, RepoPath, may_break};

use crate::World;
use crate::query::boundary::{version, version_by};
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
    is_decided(world, code, governing(world, path, Some(named)))
}

/// The same of the type with which a contract promises an item.
pub(super) fn by_decision_on_owner(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    item: ItemNumber,
) -> bool {
    let Some(claim) = world.claims.of_owner(world, path, item) else { return false };
    world.claims.meant(world, &claim.by, claim.entry).iter().any(|(path, item)| {
        let named = NamedItem::find(world, path, *item);
        named.is_some_and(|named| by_decision(world, code, path, &named))
    })
}

/// The same of a file as a whole.
pub(super) fn by_decision_on(world: &World, code: &dyn CodeReader, path: &RepoPath) -> bool {
    is_decided(world, code, governing(world, path, None))
}

fn is_decided(world: &World, code: &dyn CodeReader, governing: Vec<Governing>) -> bool {
    governing.iter().filter(|it| it.how.is_declared()).any(|it| {
        let index = world.decisions.at(&it.decision.path);
        index.is_some_and(|index| world.decisions.is_in_force(index))
            && is_edited(world, code, &it.decision.path)
    })
}

/// Whether the change raises the version of the boundary of a file by the part that lets it break its users.
pub(super) fn by_version(world: &World, code: &dyn CodeReader, path: &RepoPath) -> bool {
    let Some(boundary) = world.boundaries.at(path) else { return false };
    let then = |path: &RepoPath| code.past(path).ok().flatten()?.record().cloned();
    let (before, now) = (version_by(&boundary.path, &then), version(world, &boundary.path));
    before.zip(now).is_some_and(|(before, now)| may_break(&before, &now))
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
