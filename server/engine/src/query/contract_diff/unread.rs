//! What of a change could not be read, so that nothing of it is compared.

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, Confidence, Language, RepoPath, Surface, SurfaceChange, SurfaceItem,
};

use super::super::code::CodeState;
use super::folders::Folders;
use super::implementations::LOST;
use super::paths::PATH_REMOVED;
use super::{Side, change, one};
use crate::World;
use crate::boundaries::NPM_FILE;

pub(super) const NOT_READ: &str = "not_read";

/// The files of the change that one side could not read. Through any of them all of a boundary may be shown, so that nothing
/// of it is compared: what is not known is not gone.
pub(super) fn code(
    states: (CodeState<'_>, CodeState<'_>),
    folders: &Folders,
    touched: &BTreeSet<&RepoPath>,
) -> Vec<(RepoPath, String)> {
    let (before, now) = (states.0.world, states.1.world);
    let was = folders.was.iter().flat_map(|it| before.unread_code(it));
    let is = folders.is.iter().flat_map(|it| now.unread_code(it));
    let unread = was.chain(is);
    let unread = unread.map(|(path, why)| (path.clone(), why.to_owned()));
    let manifests = folders.manifests().flat_map(|(old, new)| [(before, old), (now, new)]);
    let unread = unread.chain(manifests.filter_map(|(world, path)| misread(world, path)));
    let of_change = unread.filter(|(path, _)| touched.contains(path));
    let mut all: Vec<(RepoPath, String)> = of_change
        .map(|(path, why)| (path, format!("{why}; its boundary was not compared")))
        .collect();
    all.dedup();
    all
}

/// A manifest that is half typed: what it names, nobody knows.
fn misread(world: &World, path: RepoPath) -> Option<(RepoPath, String)> {
    let why = world.file(&path)?.not_checked()?.to_owned();
    Some((path, why))
}

/// What nobody can compare. What nobody could read before and nobody touched is no change; what is brought from where nothing
/// is read may be one with any file.
pub(super) fn parts(
    (old, new): (&Surface, &Surface),
    states: (CodeState<'_>, CodeState<'_>),
    folder: &RepoPath,
    touched: &BTreeSet<&RepoPath>,
    is_inside: &dyn Fn(&RepoPath) -> bool,
) -> Vec<(RepoPath, String)> {
    let is_of_change = |(path, _): &&(RepoPath, String)| touched.contains(path) || path == folder;
    let all = old.not_checked.iter().chain(&new.not_checked);
    let mut unread: Vec<_> = all.filter(is_of_change).cloned().collect();
    let is_read = |path: &RepoPath| {
        let is_code = |it: CodeState<'_>| it.world.facts(path).is_some();
        path.name() == NPM_FILE || is_code(states.0) || is_code(states.1)
    };
    if touched.iter().any(|path| is_inside(path) && is_read(path)) {
        unread.extend(old.lost.iter().chain(&new.lost).cloned());
    }
    unread.sort();
    unread.dedup();
    unread
}

/// Leaves out what is said to be gone of a crate with files that are half typed: what could not be read is not gone.
pub(super) fn settle(changes: &mut Vec<SurfaceChange>, now: &Side<'_>) {
    if !now.surface.is_half_typed {
        return;
    }
    let is_of_rust = |it: &SurfaceChange| {
        let place = it.before.as_ref().or(it.now.as_ref());
        place.is_some_and(|it| Language::of(&it.path) == Some(Language::Rust))
    };
    for change in changes.iter_mut().filter(|it| is_of_rust(it)) {
        let is_gone = change.now.is_none();
        change
            .changes
            .retain(|it| !is_gone && !matches!(it.rule, "item_removed" | LOST | PATH_REMOVED));
    }
    changes.retain(|it| !it.changes.is_empty());
}

/// Items of which neither side says what they promise, in files of the change: nobody can tell whether they still do.
pub(super) fn items<'s>(
    old: &'s Surface,
    new: &'s Surface,
    is_touched: &'s dyn Fn(&SurfaceItem) -> bool,
) -> impl Iterator<Item = SurfaceChange> + 's {
    let is_unread = |it: &SurfaceItem| it.language != Language::Rust && it.signature.is_none();
    let unread = new.items.iter().filter(move |it| is_unread(it) && is_touched(it));
    unread.filter_map(move |now| {
        let same = |it: &&SurfaceItem| it.paths == now.paths && it.kind == now.kind;
        let before = old.items.iter().filter(|it| is_unread(it)).find(same)?;
        let reason = "its text could not be read on either side".to_owned();
        let what = (ChangeClass::Unknown, Confidence::Likely);
        Some(change(before, vec![one(what, NOT_READ, reason)], Some(before), Some(now)))
    })
}
