//! Numbers for the files of code, so that tables hold four bytes where they mean a file.

use boundstone_model::RepoPath;
use imbl::{OrdMap, Vector};

/// The number of a file. It is no answer: two Worlds of the same files may number them differently.
pub(crate) type FileId = u32;

/// The files that have or had code. A file that is gone keeps its number, for when it comes back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    numbers: OrdMap<RepoPath, FileId>,
    paths: Vector<RepoPath>,
}

impl Files {
    pub(crate) fn number(&self, path: &RepoPath) -> Option<FileId> {
        self.numbers.get(path).copied()
    }

    pub(crate) fn path(&self, file: FileId) -> Option<&RepoPath> {
        self.paths.get(file as usize)
    }

    /// The number of a path, a new one where it has none.
    pub(crate) fn add(&mut self, path: &RepoPath) -> FileId {
        if let Some(number) = self.number(path) {
            return number;
        }
        let number = self.paths.len() as FileId;
        self.paths.push_back(path.clone());
        self.numbers.insert(path.clone(), number);
        number
    }

    pub(crate) fn len(&self) -> usize {
        self.paths.len()
    }
}
