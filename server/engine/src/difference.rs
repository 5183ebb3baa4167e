use boundstone_model::RepoPath;

use crate::World;

/// Whose answers may differ between two Worlds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// A table that joins several files changed, or the set of paths: any file's may.
    pub is_global: bool,
    /// Otherwise: the files that changed.
    pub paths: Vec<RepoPath>,
    /// Who uses what of other boundaries: what is counted above items of any file may differ.
    pub has_other_uses: bool,
}

impl World {
    /// What differs from the World `before`, given the files of the change between them. Costs the
    /// changed files, not the repository.
    pub fn difference(&self, before: &Self, changed: &[RepoPath]) -> Difference {
        let appears_or_goes =
            |path: &&RepoPath| self.file(path).is_some() != before.file(path).is_some();
        let is_global =
            !self.shares_tables_with(before) || changed.iter().any(|path| appears_or_goes(&path));
        let has_other_uses = !self.crossings.shares_uses_with(&before.crossings);
        Difference { is_global, paths: changed.to_vec(), has_other_uses }
    }
}
