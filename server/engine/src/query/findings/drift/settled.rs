//! What in the same change allows an item to change.

use boundstone_model::{Boundary, GovernsEntry, GovernsTarget, ItemNumber, RepoPath, may_break};

use super::super::At;
use super::super::named_item::was_in;
use crate::World;
use crate::claims::{Claims, segments_of};
use crate::decisions::Record;
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
    let governing = governing(world, path, Some(named));
    governing.iter().any(|it| it.how.is_declared() && is_decided(world, code, &it.decision.path))
}

/// The same of the type with which a contract or a decision promises an item.
pub(super) fn by_decision_on_owner(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    item: ItemNumber,
) -> bool {
    let by_decisions = world.claims.of_owner_by_decisions(world, path, item);
    let mut claims = world.claims.of_owner(world, path, item).into_iter().chain(by_decisions);
    claims.any(|claim| {
        world.claims.meant(world, &claim.by, claim.entry).iter().any(|(path, item)| {
            let named = NamedItem::find(world, path, *item);
            named.is_some_and(|named| by_decision(world, code, path, &named))
        })
    })
}

/// The same of a file as a whole.
pub(super) fn by_decision_on(world: &World, code: &dyn CodeReader, path: &RepoPath) -> bool {
    let governing = governing(world, path, None);
    governing.iter().any(|it| it.how.is_declared() && is_decided(world, code, &it.decision.path))
}

/// The same of what a key named at the base, and that may be there no more, of the boundary in whose folder `at` is: by that
/// name or the name of what it was in, by its file of then, or by its boundary.
pub(super) fn by_decision_on_gone(at @ At { world, code, path }: At<'_>, key: &str) -> bool {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = world.boundaries.in_folder(&folder) else { return false };
    // Where the item was, the whole boundary has to be asked.
    if !world.decisions.iter().any(|(_, it)| is_decided(world, code, &it.path)) {
        return false;
    }
    let names = segments_of(key);
    let alone = Claims::of_key(world, path, key);
    let last = names.last().filter(|it| *it != "*");
    let file = last.and_then(|last| was_in(at, &alone, &folder, 0, last));
    let gone = Gone { boundary, names, file };
    let governs = |record: &Record| record.file.governs.iter().any(|it| gone.is_named_by(it));
    by_decision_on(world, code, path)
        || gone.file.as_ref().is_some_and(|file| by_decision_on(world, code, file))
        || world.decisions.iter().any(|(_, it)| governs(it) && is_decided(world, code, &it.path))
}

/// What a contract named at the base.
struct Gone<'w> {
    boundary: &'w Boundary,
    names: Vec<String>,
    /// Where it stood.
    file: Option<RepoPath>,
}

impl Gone<'_> {
    fn is_named_by(&self, entry: &GovernsEntry) -> bool {
        let GovernsTarget::Symbol { container, path } = &entry.target else { return false };
        let mut named = segments_of(path);
        named.pop_if(|last| last == "*");
        let of_file = || self.file.as_ref().is_some_and(|file| file.as_str() == &**container);
        (*container == self.boundary.name && self.names.starts_with(&named))
            || (of_file() && self.names.ends_with(&named))
    }
}

/// Whether a record is in force, and the change adds or edits it.
fn is_decided(world: &World, code: &dyn CodeReader, record: &RepoPath) -> bool {
    let index = world.decisions.at(record);
    index.is_some_and(|index| world.decisions.is_in_force(index)) && is_edited(world, code, record)
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
