//! A repository as it was at the base, as far as anybody asked: what was not asked for is as it is now.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{FileFacts, FileSignatures, RepoPath};

use super::code::{CodeReader, SignatureReader, Signed};
use crate::World;

/// What asking for more files brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// All of them are as they are now.
    Same,
    /// Some were others, and are known now.
    Others,
    /// Of one nobody can say what it was, or it was not there.
    Unknown,
}

pub(super) struct Then<'c> {
    now: &'c World,
    world: World,
    code: &'c dyn CodeReader,
    asked: BTreeSet<RepoPath>,
    others: BTreeSet<RepoPath>,
}

impl<'c> Then<'c> {
    /// Knows one file, that at `path`.
    pub(super) fn new(
        now: &'c World,
        code: &'c dyn CodeReader,
        path: &RepoPath,
        facts: &Arc<FileFacts>,
    ) -> Self {
        let paths = BTreeSet::from([path.clone()]);
        let world = now.with_names_of(std::iter::once((path, facts)));
        Self { now, world, code, asked: paths.clone(), others: paths }
    }

    pub(super) fn signed(&self) -> Signed<'_> {
        Signed { world: &self.world, signatures: self }
    }

    /// Looks up these files, too.
    pub(super) fn ask(&mut self, paths: &[RepoPath]) -> Asked {
        let new: Vec<RepoPath> =
            paths.iter().filter(|path| !self.asked.contains(*path)).cloned().collect();
        self.code.read_past(&new);
        let mut others = Vec::new();
        for path in new {
            let now = self.now.facts(&path).map(|facts| facts.text);
            match self.code.past(&path).ok().flatten().and_then(|input| input.source) {
                Some(facts) if Some(facts.text) == now => {}
                Some(facts) => others.push((path.clone(), facts)),
                None => return Asked::Unknown,
            }
            self.asked.insert(path);
        }
        if others.is_empty() {
            return Asked::Same;
        }
        self.world = self.world.with_names_of(others.iter().map(|(path, facts)| (path, facts)));
        self.others.extend(others.into_iter().map(|(path, _)| path));
        Asked::Others
    }
}

impl SignatureReader for Then<'_> {
    fn signatures(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        match self.others.contains(path) {
            true => self.code.past_signatures(path),
            false => self.code.signatures(path),
        }
    }
}
