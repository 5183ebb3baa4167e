//! Where the boundaries of a change stand before it and now.

use std::collections::BTreeSet;

use boundstone_model::{Boundary, FileChange, RepoPath};

use super::captured::edition;
use super::dependencies;
use super::npm::needs;
use crate::World;
use crate::boundaries::{CARGO_FILE, NPM_FILE, PNPM_FILE};

/// Those of one boundary, where it is there. They differ where it was moved: one that keeps its name is the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folders {
    pub(super) is: Option<RepoPath>,
    pub(super) was: Option<RepoPath>,
}

impl Folders {
    /// Those of the boundaries that hold a file of the change, or that inherit another package or edition of a file of the
    /// change.
    pub(super) fn touched(before: &World, now: &World, changes: &[FileChange]) -> BTreeSet<Self> {
        let of = |change: &FileChange| {
            let folder = |world: &World, path: &Option<RepoPath>| {
                world.boundaries.at(path.as_ref()?).map(|boundary| boundary.path.clone())
            };
            let was = folder(before, &change.before)
                .map(|was| Self { is: counterpart(&was, before, now), was: Some(was) });
            let is = folder(now, &change.now)
                .map(|is| Self { was: counterpart(&is, now, before), is: Some(is) });
            [was, is]
        };
        let mut touched: BTreeSet<Self> = changes.iter().flat_map(of).flatten().collect();
        let is_root = |change: &&FileChange| {
            let is_manifest = |it: &Option<RepoPath>| it.as_ref().is_some_and(is_inherited);
            is_manifest(&change.before) && is_manifest(&change.now)
        };
        for root in changes.iter().filter(is_root).filter_map(|it| it.now.as_ref()?.parent()) {
            touched.extend(inheriting(&root, before, now));
        }
        touched
    }

    /// Whether a file is one of the boundary's, on either side.
    pub(super) fn hold(&self, path: &RepoPath, (before, now): (&World, &World)) -> bool {
        let is_in = |world: &World, folder: &Option<RepoPath>| {
            folder.is_some() && world.boundaries.at(path).map(|it| &it.path) == folder.as_ref()
        };
        is_in(before, &self.was) || is_in(now, &self.is)
    }

    /// The manifests that may be there, before and now.
    pub(super) fn manifests(&self) -> impl Iterator<Item = (RepoPath, RepoPath)> {
        let both = |it| Some((self.was.as_ref()?.join(it)?, self.is.as_ref()?.join(it)?));
        [CARGO_FILE, NPM_FILE].into_iter().filter_map(both)
    }
}

/// Whether a file may say something for the packages below.
fn is_inherited(path: &RepoPath) -> bool {
    matches!(path.name(), CARGO_FILE | PNPM_FILE)
}

/// Those of the boundaries below a folder to which the manifest there gives something else.
fn inheriting(root: &RepoPath, before: &World, now: &World) -> Vec<Folders> {
    let below = now.boundaries.all().iter().map(|it| &it.path);
    let below = below.filter(|path| *path != root && path.ancestors().any(|it| it == *root));
    let pairs = below.map(|is| Folders { was: counterpart(is, now, before), is: Some(is.clone()) });
    let gets_other = |it: &Folders| {
        it.was.as_ref().zip(it.is.as_ref()).is_some_and(|(was, is)| {
            dependencies::are_others((before, was), (now, is))
                || needs::are_others((before, was), (now, is))
                || edition(before, was) != edition(now, is)
        })
    };
    pairs.filter(gets_other).collect()
}

/// Where the boundary in a folder stands on the other side: where its name does, or else in the same folder, unless another
/// has that.
fn counterpart(folder: &RepoPath, from: &World, to: &World) -> Option<RepoPath> {
    let (own, other) = (from.boundaries.in_folder(folder), to.boundaries.in_folder(folder));
    if own.zip(other).is_some_and(|(own, other)| own.name == other.name) {
        return Some(folder.clone());
    }
    let moved = own.and_then(|it| namesake(it, from, to));
    let is_of_another = || other.is_some_and(|it| namesake(it, to, from).is_some());
    moved.map(|it| it.path.clone()).or_else(|| (!is_of_another()).then(|| folder.clone()))
}

/// The one that has the name of a boundary, which no other has on either side.
fn namesake<'w>(it: &Boundary, from: &World, to: &'w World) -> Option<&'w Boundary> {
    from.boundaries.by_name(&it.name)?;
    to.boundaries.by_name(&it.name)
}
