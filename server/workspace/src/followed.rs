//! Which files have findings that depend on what other files say of names.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use boundstone_model::RepoPath;
use rustc_hash::FxHashMap;

/// By the file that has the findings. Only those are in it that differ from the base where something is promised.
#[derive(Default)]
pub(crate) struct Followed(Mutex<FxHashMap<RepoPath, BTreeSet<RepoPath>>>);

impl Followed {
    /// Notes all the others of one file.
    pub(crate) fn note(&self, path: &RepoPath, others: Vec<RepoPath>) {
        match others.is_empty() {
            true => drop(self.known().remove(path)),
            false => drop(self.known().insert(path.clone(), others.into_iter().collect())),
        }
    }

    /// The files whose findings may be others now, in path order.
    pub(crate) fn reached(&self, changed: &[RepoPath]) -> Vec<RepoPath> {
        let known = self.known();
        let is_reached = |others: &BTreeSet<RepoPath>| changed.iter().any(|it| others.contains(it));
        let reached = known.iter().filter(|(_, others)| is_reached(others));
        let mut reached: Vec<RepoPath> = reached.map(|(path, _)| path.clone()).collect();
        reached.sort();
        reached
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<RepoPath, BTreeSet<RepoPath>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
