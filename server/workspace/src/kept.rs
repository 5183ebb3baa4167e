//! Files that git tracks although its own rules would leave them alone.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::{Arc, Mutex, PoisonError};

use boundstone_model::RepoPath;

use crate::git;
use crate::root::Root;

type Paths = Arc<BTreeSet<RepoPath>>;

/// They are asked for when a rule would leave something alone for the first time.
#[derive(Default)]
pub(crate) struct KeptFiles(Mutex<Option<Paths>>);

impl KeptFiles {
    /// Whether git tracks the file at `path`, or one below that folder.
    pub(crate) fn holds(&self, root: &Root, path: &RepoPath) -> bool {
        let paths = self.paths(root);
        let mut behind = paths.range((Bound::Included(path.clone()), Bound::Unbounded));
        behind.next().is_some_and(|first| first.starts_with(path))
    }

    /// Has git asked again: what it tracks may be other files now.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn paths(&self, root: &Root) -> Paths {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let paths = known.get_or_insert_with(|| Arc::new(git::tracked_but_ignored(root)));
        Arc::clone(paths)
    }
}
