//! The paths under which users find an item: those that came, and those under which something else stands now.

use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, ItemKind, Language, SignatureChange, SurfaceChange, SurfaceItem,
    is_without_name, path_around,
};

use super::super::sealed::NamedTrait;
use super::{Side, change, compared, is_same, one};
use crate::class::doubt;

/// What is another item than the counterpart of this one under a path that both had: it may promise something else.
pub(super) fn parted(
    item: &SurfaceItem,
    found: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SurfaceChange> {
    let mut changes = Vec::new();
    for path in item.paths.iter().filter(|path| !found.paths.contains(path)) {
        let named = others.items.get(&**path).into_iter().flatten();
        let alike = |it: &&&SurfaceItem| {
            it.kind == item.kind
                && it.of_trait == item.of_trait
                && befores.may_meet(&item.cfg, others, &it.cfg)
        };
        let mut there: Vec<&SurfaceItem> = named.clone().filter(alike).copied().collect();
        // A name that meant one thing means another one.
        if there.is_empty() && item.language != Language::Rust && befores.is_only(path) {
            there.extend(named.copied());
        }
        let Some(other) = there.pop().filter(|_| there.is_empty()) else { continue };
        let told = match is_same(item, other) {
            true => another_type(item, found, other),
            false => compared(item, other, (befores, others), is_sealed),
        };
        let Some(mut change) = told else { continue };
        // Its paths are told of the counterpart.
        change.changes.retain(|it| !matches!(it.rule, PATH_ADDED | PATH_REMOVED));
        if !change.changes.is_empty() {
            change.symbol = path.clone();
            changes.push(change);
        }
    }
    changes
}

/// Types of Rust are others even if they say the same.
fn another_type(
    item: &SurfaceItem,
    found: &SurfaceItem,
    other: &SurfaceItem,
) -> Option<SurfaceChange> {
    use ItemKind::{Enum, Struct, Trait, Union};
    let is_type = item.language == Language::Rust
        && matches!(item.kind, Struct | Enum | Union | Trait)
        && found.cfg == other.cfg;
    let reason = format!("is no longer `{}`, but another one that says the same", found.symbol());
    let what = (ChangeClass::Breaking, Confidence::Likely);
    is_type.then(|| change(item, vec![one(what, "path_parted", reason)], Some(item), Some(other)))
}

const PATH_ADDED: &str = "path_added";
pub(super) const PATH_REMOVED: &str = "path_removed";

/// The paths of an item that came or went. Where all that stands around it did, that is told of what is around.
pub(super) fn changes(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> Vec<SignatureChange> {
    // A member of a type of others has one path, which names its parameters.
    if old.known_as.is_some() && old.known_as == new.known_as {
        return Vec::new();
    }
    // What has a name in a module is in scope of who imports all of it.
    let is_in_scope = |path: &str| {
        let around = path_around(old.language, path);
        new.paths.iter().any(|it| path_around(old.language, it) == around)
    };
    // Not by what has the name in other builds, but where that is what it is now.
    let meets = |it: &SurfaceItem| befores.may_meet(&old.cfg, others, &it.cfg);
    let is_elsewhere = !meets(new);
    let is_there = |path: &Arc<str>| {
        let mut named = others.items.get(&**path).into_iter().flatten();
        new.paths.contains(path)
            || named.any(|it| is_elsewhere || meets(it))
            || is_without_name(path) && is_in_scope(path)
    };
    let is_around = |path: &str| {
        let around = path_around(old.language, path);
        around.is_none_or(|around| befores.items.contains_key(around))
    };
    let was_there = |path: &Arc<str>| befores.items.contains_key(&**path) || is_without_name(path);
    let is_told = |path: &str| {
        let around = path_around(old.language, path);
        let by_alias = |around| others.followed.get(around).is_some_and(|it| it.has(new));
        around.is_some_and(|around| befores.has(around) && !others.has(around) || by_alias(around))
    };
    let gone = old.paths.iter().filter(|path| !is_there(path) && !is_told(path)).map(|path| {
        let reason = match others.surface.hidden_paths.contains(path) {
            true => format!("hidden from the documentation now as `{path}`"),
            false => format!("no longer called `{path}`"),
        };
        path_removed(reason, others.may_hand_on(path))
    });
    let come = new.paths.iter().filter(|path| !was_there(path) && is_around(path)).map(|path| {
        let reason = format!("is also called `{path}` now");
        one((ChangeClass::Additive, Confidence::Proved), PATH_ADDED, reason)
    });
    gone.chain(come).collect()
}

/// Where another package may bring the path, nobody knows what it is.
fn path_removed(reason: String, may_be_there: bool) -> SignatureChange {
    let mut removed = one((ChangeClass::Breaking, Confidence::Proved), PATH_REMOVED, reason);
    if may_be_there {
        doubt(&mut removed);
    }
    removed
}

/// Variants that a module hands on by themselves: `pub use Level::*;`. What differs of the paths of their enum, it says.
pub(super) fn of_variants(befores: &Side<'_>, others: &Side<'_>) -> Vec<SurfaceChange> {
    let mut told = Vec::new();
    for old in befores.surface.items.iter().filter(|it| it.kind == ItemKind::Variant) {
        let mut named =
            old.paths.iter().filter_map(|path| others.items.get(&**path)).flatten().copied();
        let Some(new) = named.find(|it| it.kind == ItemKind::Variant) else { continue };
        // In the root, or in a module of both sides.
        let is_by_itself = |path: &&Arc<str>| {
            path_around(old.language, path)
                .is_none_or(|around| is_module(befores, around) && is_module(others, around))
        };
        let gone = old.paths.iter().filter(|it| !others.has(it));
        let gone = gone.filter(is_by_itself).map(|path| {
            let reason = format!("no longer called `{path}`");
            one((ChangeClass::Breaking, Confidence::Proved), PATH_REMOVED, reason)
        });
        let come = new.paths.iter().filter(|it| !befores.has(it));
        let come = come.filter(is_by_itself).map(|path| {
            let reason = format!("is also called `{path}` now");
            one((ChangeClass::Additive, Confidence::Proved), PATH_ADDED, reason)
        });
        let changes: Vec<SignatureChange> = gone.chain(come).collect();
        if !changes.is_empty() {
            told.push(change(old, changes, Some(old), Some(new)));
        }
    }
    told
}

fn is_module(side: &Side<'_>, path: &str) -> bool {
    let named = side.items.get(path);
    named.is_some_and(|all| all.iter().all(|it| it.kind == ItemKind::Module))
}
