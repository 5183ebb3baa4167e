//! Which boundary a file belongs to, kept for the next time.

use boundstone_model::RepoPath;
use rustc_hash::FxHashMap;

use super::files::FileId;
use crate::World;

/// The boundaries of files, by their position among all.
pub(super) struct BoundaryIds<'w> {
    world: &'w World,
    known: FxHashMap<FileId, Option<usize>>,
}

impl<'w> BoundaryIds<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self { world, known: FxHashMap::default() }
    }

    /// The position of the boundary of a path, existing or not.
    pub(super) fn of_path(&self, path: &RepoPath) -> Option<usize> {
        self.world.boundaries.position_at(path)
    }

    /// The folder of the boundary of a file.
    pub(super) fn folder(&mut self, file: FileId) -> Option<&'w RepoPath> {
        let position = self.of(file)?;
        self.world.boundaries.all().get(position).map(|boundary| &boundary.path)
    }

    /// The position of the boundary of a file; `None` outside of all.
    pub(super) fn of(&mut self, file: FileId) -> Option<usize> {
        let find = || {
            let path = self.world.crossings.files.path(file)?;
            self.world.boundaries.position_at(path)
        };
        *self.known.entry(file).or_insert_with(find)
    }

    /// Whether two files belong to boundaries, and not to one.
    pub(super) fn crosses(&mut self, from: FileId, to: FileId) -> bool {
        let here = self.of(from);
        here.is_some() && self.of(to).is_some_and(|there| Some(there) != here)
    }

    /// The first of the files that hand a name on, between two others, that belongs to a third boundary.
    pub(super) fn facade(&mut self, from: FileId, to: FileId, via: &[FileId]) -> Option<FileId> {
        via.iter().copied().find(|&file| self.crosses(from, file) && self.crosses(file, to))
    }
}
