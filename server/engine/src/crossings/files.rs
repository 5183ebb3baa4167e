//! Numbers for the files of code, so that tables hold four bytes where they mean a file.

use boundstone_model::RepoPath;
use imbl::Vector;

/// The number of a file. It is no answer: two Worlds of the same files may number them differently.
pub(crate) type FileId = u32;

/// The files that have or had code. A file that is gone keeps its number, for when it comes back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    paths: Vector<RepoPath>,
    /// All numbers in the order of their paths, to find a path by halves: a map would hold each path again.
    sorted: Vector<FileId>,
}

impl Files {
    pub(crate) fn number(&self, path: &RepoPath) -> Option<FileId> {
        let at = self.place_of(path).ok()?;
        self.sorted.get(at).copied()
    }

    pub(crate) fn path(&self, file: FileId) -> Option<&RepoPath> {
        self.paths.get(file as usize)
    }

    /// The number of a path, a new one where it has none.
    pub(crate) fn add(&mut self, path: &RepoPath) -> FileId {
        let number = self.paths.len() as FileId;
        match self.place_of(path) {
            Ok(at) => return self.sorted.get(at).copied().unwrap_or(number),
            // Files that come in order need no room made for them.
            Err(at) if at == self.sorted.len() => self.sorted.push_back(number),
            Err(at) => self.sorted.insert(at, number),
        }
        self.paths.push_back(path.clone());
        number
    }

    pub(crate) fn len(&self) -> usize {
        self.paths.len()
    }

    /// Where the number of a path stands in the order, or would.
    fn place_of(&self, path: &RepoPath) -> Result<usize, usize> {
        if self.last().is_none_or(|last| last < path) {
            return Err(self.sorted.len());
        }
        self.sorted.binary_search_by(|file| self.path(*file).cmp(&Some(path)))
    }

    fn last(&self) -> Option<&RepoPath> {
        self.path(*self.sorted.last()?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_path_has_the_number_that_it_got_first(names in vec("[a-e]{1,3}", 0..90)) {
            let mut files = Files::default();
            let mut got = Vec::new();
            for name in &names {
                let path = RepoPath::new(name).unwrap();
                let is_known = got.iter().any(|(known, _)| *known == path);
                prop_assert_eq!(files.number(&path).is_some(), is_known);
                got.push((path.clone(), files.add(&path)));
            }
            for (path, number) in got {
                prop_assert_eq!(files.number(&path), Some(number));
                prop_assert_eq!(files.path(number), Some(&path));
            }
        }
    }
}
