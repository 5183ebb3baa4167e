//! Where the boundaries of a change stand before it and now.

use std::collections::BTreeSet;

use boundstone_model::{FileChange, RepoPath};

use crate::World;
use crate::boundaries::{CARGO_FILE, NPM_FILE};

/// Those of one boundary. They differ where it was moved: one that keeps its name is the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folders {
    pub(super) is: RepoPath,
    pub(super) was: RepoPath,
}

impl Folders {
    /// Those of the boundaries that hold a file of the change.
    pub(super) fn touched(before: &World, now: &World, changes: &[FileChange]) -> BTreeSet<Self> {
        let of = |change: &FileChange| {
            let folder = |world: &World, path: &Option<RepoPath>| {
                world.boundaries.at(path.as_ref()?).map(|boundary| boundary.path.clone())
            };
            let was = folder(before, &change.before).map(|was| Self {
                is: moved(&was, before, now).unwrap_or_else(|| was.clone()),
                was,
            });
            let is = folder(now, &change.now)
                .map(|is| Self { was: moved(&is, now, before).unwrap_or_else(|| is.clone()), is });
            [was, is]
        };
        changes.iter().flat_map(of).flatten().collect()
    }

    /// Whether a file is one of the boundary's, on either side.
    pub(super) fn hold(&self, path: &RepoPath, (before, now): (&World, &World)) -> bool {
        let is_in = |world: &World, folder: &RepoPath| {
            world.boundaries.at(path).is_some_and(|boundary| boundary.path == *folder)
        };
        is_in(before, &self.was) || is_in(now, &self.is)
    }

    /// The manifests that may be there, before and now.
    pub(super) fn manifests(&self) -> impl Iterator<Item = (RepoPath, RepoPath)> {
        let both = |it| Some((self.was.join(it)?, self.is.join(it)?));
        [CARGO_FILE, NPM_FILE].into_iter().filter_map(both)
    }
}

/// Where the boundary of this folder in one state stands in another, if elsewhere: no other one may have its name.
fn moved(folder: &RepoPath, from: &World, to: &World) -> Option<RepoPath> {
    let name = &from.boundaries.in_folder(folder)?.name;
    if to.boundaries.in_folder(folder).is_some_and(|it| it.name == *name) {
        return None;
    }
    from.boundaries.by_name(name)?;
    Some(to.boundaries.by_name(name)?.path.clone())
}
