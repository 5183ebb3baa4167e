//! What a change does to the surfaces of the boundaries that it touches.

mod across;
mod around;
mod assigned;
mod associated;
mod augmented;
mod auto_traits;
mod behind_alias;
mod captured;
mod closed;
mod conditions;
mod counterpart;
mod dependencies;
mod derives;
pub(super) mod features;
mod folders;
mod followed;
mod forms;
mod had;
mod handed_on;
mod handled;
mod hidden_types;
pub(super) mod implementations;
pub(super) mod implemented;
mod inferred;
mod leant_on;
mod left_calls;
mod left_open;
mod merged;
pub(super) mod named;
mod never_called;
mod npm;
mod of_hidden;
mod of_values;
mod own_modules;
mod paths;
mod private_features;
mod promised;
mod removed;
mod same_name;
mod seals;
mod side;
mod sources;
mod to_users;
mod type_only;
mod unexported;
mod unread;
mod without_std;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use boundstone_model::{
    Boundary, BoundaryChange, ChangeClass, ChangedKind, Confidence, FileChange, Form, ItemKind,
    Language, RepoPath, SignatureChange, Surface, SurfaceChange, SurfaceItem,
};

use self::counterpart::{counterpart, is_same};
use self::folders::Folders;
use self::removed::{hidden_members, removed};
use self::side::Side;
use super::aligned::aligned;
use super::boundary::{not_published, version};
use super::code::CodeState;
use super::kept_back::{self, Members};
use super::package_name::renamed;
use super::sealed::{NamedTrait, is_sealed};
use super::surface::surface;
use crate::class::{doubt, is_ordinary, trait_name};
use crate::crossings::Parallel;

/// The boundaries whose surface differs, or may, by their folders. Only those are compared that hold a file of the change;
/// `parallel` runs one for each.
pub fn contract_diff(
    before: CodeState<'_>,
    now: CodeState<'_>,
    changes: &[FileChange],
    parallel: &dyn Parallel,
) -> Vec<BoundaryChange> {
    let folders = Folders::touched(before.world, now.world, changes).into_iter().collect();
    let compared =
        in_folders(before, now, changes, (folders, Asked::Changes), parallel).into_iter();
    let says = |it: &BoundaryChange| {
        !it.changes.is_empty() || !it.not_checked.is_empty() || !it.inferred.is_empty()
    };
    compared.filter(says).collect()
}

/// Whether what is as it was is asked for, too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Changes,
    Promises,
}

/// What becomes of the boundaries of which something was promised, with what is not broken.
pub fn promised_diff(
    before: CodeState<'_>,
    now: CodeState<'_>,
    changes: &[FileChange],
    parallel: &dyn Parallel,
) -> Vec<BoundaryChange> {
    let all = Folders::touched(before.world, now.world, changes).into_iter();
    let promising =
        all.filter(|it| it.was.as_ref().is_some_and(|it| promised::is_any(before.world, it)));
    in_folders(before, now, changes, (promising.collect(), Asked::Promises), parallel)
}

fn in_folders(
    before: CodeState<'_>,
    now: CodeState<'_>,
    changes: &[FileChange],
    (folders, asked): (Vec<Folders>, Asked),
    parallel: &dyn Parallel,
) -> Vec<BoundaryChange> {
    let touched: BTreeSet<&RepoPath> =
        changes.iter().flat_map(|it| it.before.iter().chain(&it.now)).collect();
    let compared: Vec<OnceLock<Option<BoundaryChange>>> =
        folders.iter().map(|_| OnceLock::new()).collect();
    parallel.each(folders.len(), &|number| {
        if let (Some(folders), Some(compared)) = (folders.get(number), compared.get(number)) {
            compared.get_or_init(|| of_boundary(before, now, (folders, asked), &touched));
        }
    });
    compared.into_iter().filter_map(|it| it.into_inner().flatten()).collect()
}

fn of_boundary(
    before: CodeState<'_>,
    now: CodeState<'_>,
    (folders, asked): (&Folders, Asked),
    touched: &BTreeSet<&RepoPath>,
) -> Option<BoundaryChange> {
    let (was, is) = (before.world, now.world);
    let (folder_before, folder_now) = (folders.was.as_ref(), folders.is.as_ref());
    let old_version = folder_before.and_then(|it| version(was, it));
    let version_now = folder_now.and_then(|it| version(is, it));
    let is_sealed =
        |it: NamedTrait<'_>| folder_before.is_some_and(|own| is_sealed(before.signed(), own, it));
    let had = folder_before.filter(|it| was.boundaries.in_folder(it).is_some());
    let not_published = match had {
        Some(folder) => not_published(was, folder),
        None => folder_now.and_then(|it| not_published(is, it)),
    };
    let of = |state: CodeState<'_>, folder: Option<&RepoPath>| {
        let boundary = state.world.boundaries.in_folder(folder?)?;
        Some((boundary.clone(), surface(state.world, state.code, boundary)))
    };
    let states = (before, now);
    let (before, now) = (of(before, folder_before), of(now, folder_now));
    let ((boundary_before, old), (boundary_now, new)) = (before.unzip(), now.unzip());
    let boundary: &Boundary = &boundary_now.or(boundary_before)?;
    let empty = || Surface {
        boundary: boundary.name.clone(),
        items: Vec::new(),
        handed_on: Vec::new(),
        hidden_paths: BTreeSet::new(),
        hidden_at_home: BTreeSet::new(),
        handed_on_from_hidden: Vec::new(),
        implemented: Vec::new(),
        not_checked: Vec::new(),
        left_calls: Vec::new(),
        lost: Vec::new(),
        is_half_typed: false,
    };
    let unread_code = unread::code(states, folders, touched);
    if !unread_code.is_empty() {
        return Some(BoundaryChange {
            boundary: boundary.name.clone(),
            path: boundary.path.clone(),
            version: old_version.or_else(|| version_now.clone()),
            version_now,
            not_published,
            changes: Vec::new(),
            not_checked: unread_code,
            inferred: Vec::new(),
            broken: Vec::new(),
            unbroken: BTreeSet::new(),
        });
    }
    let (old, mut new) = (old.unwrap_or_else(empty), new.unwrap_or_else(empty));
    if let (Some(folder_before), Some(folder_now)) = (folder_before, folder_now) {
        dependencies::call_as_before(&mut new, (was, folder_before), (is, folder_now));
    }
    let (old, new, across) = across::join((old, new), states);
    let is_inside = |path: &RepoPath| folders.hold(path, (was, is));
    let not_checked = unread::parts((&old, &new), states, &boundary.path, touched, &is_inside);
    let is_touched = |item: &SurfaceItem| touched.contains(&item.place.path);
    let before = Side::new(&old, (states.0, folder_before), &new);
    let mut now = Side::new(&new, (states.1, folder_now), &old);
    let own: BTreeSet<&RepoPath> = touched.iter().copied().filter(|path| is_inside(path)).collect();
    now.renamed = seals::renamed(&before, &now, &own);
    now.renamed.extend(hidden_types::renamed(&before, &now, &own));
    let mut changes = surface_changes(&before, &now, &is_sealed);
    changes.extend(unread::items(&old, &new, &is_touched));
    changes.extend(features::changes(&before, &now));
    changes.extend(without_std::change(&before, &now));
    changes.extend(npm::changes(&before, &now, &own));
    changes.extend(folders.manifests().filter_map(|(old, new)| {
        let of_before = |path: &RepoPath| was.record(if *path == new { &old } else { path });
        renamed(&|path| of_before(path).cloned(), is, &new)
    }));
    let unexported = unexported::changes(&before, &now, touched, &is_inside);
    changes.extend(unexported.iter().map(|(it, _)| it.clone()));
    changes.extend(augmented::changes(&before, &now, touched, &is_inside));
    changes.extend(sources::changes(&before, &now, touched, &|name| across.has_moved(name)));
    changes.extend(of_hidden::changes(&before, &now));
    let named = named::changes(&before, &now, touched, &is_inside);
    // The private aliases of another package are not looked into.
    changes.extend(named.into_iter().filter(|it| !across.holds(&it.symbol)));
    changes.extend(same_name::changes(&before, &now, &own));
    changes.extend(seals::narrowed(&before, &now, &own));
    dependencies::settle(&mut changes, &before, &now);
    left_calls::settle(&mut changes, &before, &now);
    auto_traits::settle(&mut changes, &before, &now, &own);
    private_features::settle(&mut changes, &before);
    across.settle(&mut changes, &before, &now);
    changes.extend(across.changes(&before, &now, &changes));
    unread::settle(&mut changes, &now);
    sort(&mut changes);
    let broken = promised::broken(&mut changes, &unexported, (&before, &now));
    let unbroken = match asked {
        Asked::Promises => promised::unbroken(&changes, &unexported, (&before, &now)),
        Asked::Changes => BTreeSet::new(),
    };
    Some(BoundaryChange {
        boundary: boundary.name.clone(),
        path: boundary.path.clone(),
        version: old_version.or_else(|| version_now.clone()),
        version_now,
        not_published,
        changes,
        not_checked,
        inferred: inferred::not_compared(&before, &now, touched),
        broken,
        unbroken,
    })
}

/// What differs between two surfaces, the worst first. What stands in an item that came or went goes with it.
fn surface_changes(
    befores: &Side<'_>,
    others: &Side<'_>,
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SurfaceChange> {
    let sides = (befores, others);
    let (old, new) = (befores.surface, others.surface);
    let handed = |surface: &Surface| -> BTreeSet<Arc<str>> {
        surface.handed_on.iter().flat_map(|it| it.paths.iter().cloned()).collect()
    };
    let (old_handed, new_handed) = (handed(old), handed(new));
    let was_handed_on = |path: &Arc<str>| old_handed.contains(path);
    let mut changes = Vec::new();
    for item in old.items.iter().filter(|item| !item.is_part && !item.is_inherited) {
        let found = counterpart(item, befores, others);
        if let Some(found) = found {
            changes.extend(paths::parted(item, found, sides, is_sealed));
            changes.extend(conditions::in_other_builds(item, found, sides, is_sealed));
        }
        changes.extend(match found {
            Some(found) => compared(item, found, (befores, others), is_sealed),
            None if is_inside_other(item, others) => None,
            None if merged::is_told_of_class(item, befores) && others.has(item.symbol()) => None,
            None if let Some(followed) = followed::member(item, (befores, others)) => followed,
            None if let Some(told) = behind_alias::member(item, sides) => told,
            None if let Some(told) = behind_alias::of_other_type(item, sides) => told,
            None if implementations::is_called_alike(item, others) => None,
            None if derives::is_derived(item, befores, others) => None,
            None if is_of_drop(item) || implementations::has_anyway(item, befores, others) => None,
            None if is_inside_object(item, (befores, others)) => {
                Some(doubted(removed(item, sides)))
            }
            None if implementations::may_be_had(item, (befores, others)) => {
                Some(doubted(removed(item, sides)))
            }
            None if implementations::is_of_trait_of_others(item, (befores, others)) => {
                Some(doubted(removed(item, sides)))
            }
            // Another package defines it now: whether as it was, nobody knows here.
            None if item.paths.iter().any(|path| new_handed.contains(path)) => Some(moved(item)),
            None => Some(removed(item, sides)),
        });
    }
    for item in new.items.iter().filter(|item| !item.is_part && !item.is_inherited) {
        let is_new = counterpart(item, others, befores).is_none()
            && !is_of_drop(item)
            && !implementations::has_anyway(item, others, befores)
            && !derives::is_derived(item, others, befores);
        if is_new && !is_inside_other(item, befores) {
            let was_of_others = item.paths.iter().any(was_handed_on);
            changes.push(if was_of_others { moved_here(item) } else { added(item) });
        }
    }
    conditions::told_once(&mut changes);
    changes.extend(paths::of_variants(befores, others));
    changes.extend(handed_on::changes(befores, others));
    let implemented = implementations::changes(befores, others, &changes, is_sealed);
    changes.extend(implemented);
    changes
}

/// The worst first.
fn sort(changes: &mut [SurfaceChange]) {
    changes.sort_by(|a, b| (b.class(), &a.symbol).cmp(&(a.class(), &b.symbol)));
}

/// Whether what the item stands in is not there on the other side, in the builds that have the item: then that is told.
fn is_inside_other(item: &SurfaceItem, others: &Side<'_>) -> bool {
    let around = item.around();
    // A type of others is no item here, and goes by itself.
    item.known_as.is_none()
        && around.is_some_and(|around| others.under(around, &item.cfg).next().is_none())
}

/// Whether what was a namespace, or a function with properties, is a value now, which may hold it too.
fn is_inside_object(item: &SurfaceItem, (befores, others): (&Side<'_>, &Side<'_>)) -> bool {
    let around = item.around();
    let both = around.and_then(|it| befores.items.get(it).zip(others.items.get(it)));
    item.language != Language::Rust
        && both.is_some_and(|(was, is)| {
            let is_value = |it: &&SurfaceItem| {
                let form = it.signature.as_ref().map(|it| &it.form);
                it.kind == ItemKind::Variable && matches!(form, Some(Form::Value(_)))
            };
            let holds =
                |it: &&SurfaceItem| matches!(it.kind, ItemKind::Namespace | ItemKind::Function);
            was.iter().any(holds) && is.iter().all(is_value)
        })
}

fn doubted(mut change: SurfaceChange) -> SurfaceChange {
    change.changes.iter_mut().for_each(doubt);
    change
}

fn members_of<'s>(item: &SurfaceItem, side: &Side<'s>) -> Members<'s> {
    let path = &item.place.path;
    let found = side.meanings.origin(path, item.place.range).zip(side.meanings.facts(path));
    found.map(|(origin, facts)| Members::of(facts, origin.item)).unwrap_or_default()
}

fn compared(
    old: &SurfaceItem,
    new: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Option<SurfaceChange> {
    if merged::is_told_of_class(old, befores) || merged::is_in_class_now(old, new, befores) {
        return None;
    }
    let both = (merged::signature(old, befores, others), merged::signature(new, others, befores));
    let both = (both.0.as_deref(), both.1.as_deref());
    let changed = both.0.zip(both.1).filter(|(before, now)| before != now);
    let promised = changed.and_then(|(before, now)| {
        let members = (members_of(old, befores), members_of(new, others));
        kept_back::without((before, &members.0), (now, &members.1))
    });
    let both = promised.as_ref().map_or(both, |(before, now)| (Some(before), Some(now)));
    let mut changes = match both {
        // Of a trait that says what it says: that is told of its own item.
        (Some(_), Some(_)) if new.is_inherited => Vec::new(),
        (Some(before), Some(now)) if before == now => {
            let held = captured::by_edition((old, before, befores), others);
            of_values::changes((old, befores), (new, others)).into_iter().chain(held).collect()
        }
        (Some(before), Some(now)) => {
            let said = to_users::both((old, before), (new, now), (befores, others));
            let (before, now) = said.as_ref().map_or((before, now), |(was, is)| (was, is));
            derives::changes((old, before, befores), (new, now, others), is_sealed)
        }
        (None, None) => Vec::new(),
        _ => vec![one(
            (ChangeClass::Unknown, Confidence::Likely),
            "not_read",
            "its text could not be read on one side".to_owned(),
        )],
    };
    if !changes.is_empty()
        && old.language != Language::Rust
        && let (Some(before), Some(now)) = both
        && let Some((before, now)) =
            aligned((&old.place, before, &befores.meanings), (&new.place, now, &others.meanings))
    {
        changes = derives::changes((old, &before, befores), (new, &now, others), is_sealed);
        handled::settle((old, befores), (&before, &now), &mut changes);
    } else if let (Some(before), Some(now)) = both
        && before != now
    {
        handled::settle((old, befores), (before, now), &mut changes);
    }
    if let Some(followed) = followed::type_changes(old, new, others)
        .or_else(|| followed::dissolved((old, befores), new))
        .or_else(|| behind_alias::type_changes(old, new, (befores, others)))
        .or_else(|| behind_alias::type_of_other(old, new, (befores, others)))
    {
        changes = followed;
    } else if old.language == Language::Rust && !changes.iter().all(to_users::is_for_all_forms) {
        changes = named::by_meaning((old, befores), (new, others), changes, is_sealed);
        around::settle((old, befores), (new, others), &mut changes);
        around::of_closed((old, befores), (new, others), &mut changes);
        had::settle(&mut changes, (new, others));
    }
    hidden_members(new, others, &mut changes);
    changes.retain(|it| it.rule != "no_type_any_more" || !merged::is_type_too(new, others));
    merged::settle((old, befores), (new, others), &mut changes);
    assigned::settle((new, others), &mut changes);
    never_called::settle((old, befores), (new, others), &mut changes);
    if !is_ordinary_item(old) {
        changes.iter_mut().for_each(doubt);
    }
    changes.extend(conditions::changes((old, befores), (new, others)));
    changes.extend(left_open::change((old, befores), (new, others)));
    changes.extend(derives::no_patterns((old, befores), (new, others)));
    changes.extend(type_only::change(old, new));
    changes.extend(implementations::now_of_trait(old, new));
    changes.extend(paths::changes((old, befores), (new, others)));
    changes.sort_by(|a, b| (b.class, a.rule).cmp(&(a.class, b.rule)));
    let now = conditions::still_there((old, befores), (new, others));
    (!changes.is_empty()).then(|| change(old, changes, Some(old), now))
}

/// Nobody can call what `Drop` has.
fn is_of_drop(item: &SurfaceItem) -> bool {
    item.language == Language::Rust && item.of_trait.as_deref().map(trait_name) == Some("Drop")
}

/// Whether it is compiled for users who set nothing by hand.
fn is_ordinary_item(item: &SurfaceItem) -> bool {
    item.cfg.as_deref().is_none_or(is_ordinary)
}

fn moved(item: &SurfaceItem) -> SurfaceChange {
    let what = (ChangeClass::Unknown, Confidence::Likely);
    let reason = "handed on from another package now".to_owned();
    change(item, vec![one(what, "item_moved", reason)], Some(item), None)
}

fn moved_here(item: &SurfaceItem) -> SurfaceChange {
    let what = (ChangeClass::Unknown, Confidence::Likely);
    let reason = "defined here now, and was handed on from another package".to_owned();
    change(item, vec![one(what, "item_moved", reason)], None, Some(item))
}

fn added(item: &SurfaceItem) -> SurfaceChange {
    let what = (ChangeClass::Additive, Confidence::Proved);
    change(item, vec![one(what, "item_added", "added".to_owned())], None, Some(item))
}

pub(super) fn one(
    (class, confidence): (ChangeClass, Confidence),
    rule: &'static str,
    reason: String,
) -> SignatureChange {
    SignatureChange { class, confidence, rule, reason: reason.into() }
}

fn change(
    item: &SurfaceItem,
    changes: Vec<SignatureChange>,
    before: Option<&SurfaceItem>,
    now: Option<&SurfaceItem>,
) -> SurfaceChange {
    SurfaceChange {
        symbol: item.symbol().into(),
        kind: ChangedKind::Item(item.kind),
        changes,
        stability: before.and_then(|item| item.stability),
        before: before.map(|item| item.place.clone()),
        now: now.map(|item| item.place.clone()),
    }
}
