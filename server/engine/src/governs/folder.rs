//! What edited records govern, in a tree of folders that Worlds share: each entry stands at the folder that its glob
//! names before its first pattern.

use std::sync::Arc;

use imbl::shared_ptr::DefaultSharedPtr;
use rustc_hash::FxBuildHasher;

use super::glob::words_in;
use super::globs::PathEntry;
use super::names_in;
use crate::decisions::DecisionIndex;

/// Something by the name of a folder or a file; looked up for each name in each path.
type Names<Value> = imbl::GenericHashMap<Arc<str>, Value, FxBuildHasher, DefaultSharedPtr>;

pub(super) type Entry = (DecisionIndex, Arc<PathEntry>);

/// A folder, or a file, that some entry names.
#[derive(Clone, Debug, Default)]
pub(super) struct Folder {
    entries: Vec<Entry>,
    /// Entries that match no path without a certain name or extension in it, by that.
    telling: Names<Vec<Entry>>,
    inside: Names<Arc<Self>>,
}

impl Folder {
    pub(super) fn add(&mut self, decision: DecisionIndex, entry: &Arc<PathEntry>) {
        let folder = names_in(entry.glob.place()).fold(self, |folder, name| {
            Arc::make_mut(folder.inside.entry(name.into()).or_default())
        });
        folder.list(entry).push((decision, Arc::clone(entry)));
    }

    /// Forgets what a decision says where the entry stands, and the folders of which nothing is said any more.
    pub(super) fn remove(&mut self, decision: DecisionIndex, entry: &PathEntry) {
        self.remove_at(&mut names_in(entry.glob.place()), entry, decision);
    }

    /// Calls `each` with every entry that means the path; with some twice.
    pub(super) fn each_of(&self, path: &str, mut each: impl FnMut(&Entry)) {
        let (mut folder, mut behind, mut is_below) = (self, path, true);
        loop {
            let mut among = |entries: &Vec<Entry>| {
                let holds = |(_, entry): &&Entry| entry.glob.holds(path, behind, is_below);
                entries.iter().filter(holds).for_each(&mut each);
            };
            among(&folder.entries);
            if !folder.telling.is_empty() {
                words_in(behind, |word| folder.telling.get(word).into_iter().for_each(&mut among));
            }
            if behind.is_empty() {
                return;
            }
            let (name, rest) = behind.split_once('/').unwrap_or((behind, ""));
            let Some(inside) = folder.inside.get(name) else { return };
            (folder, behind, is_below) = (inside, rest, !rest.is_empty());
        }
    }

    /// Calls `each` with every entry here and inside.
    pub(super) fn each(&self, each: &mut impl FnMut(&Entry)) {
        self.entries.iter().chain(self.telling.values().flatten()).for_each(&mut *each);
        self.inside.values().for_each(|inside| inside.each(each));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.telling.is_empty() && self.inside.is_empty()
    }

    /// The entries that stand where `entry` does.
    fn list(&mut self, entry: &PathEntry) -> &mut Vec<Entry> {
        match &entry.telling {
            Some(telling) => self.telling.entry(telling.clone()).or_default(),
            None => &mut self.entries,
        }
    }

    fn remove_at(
        &mut self,
        place: &mut dyn Iterator<Item = &str>,
        entry: &PathEntry,
        decision: DecisionIndex,
    ) {
        let Some(name) = place.next() else {
            self.list(entry).retain(|(other, _)| *other != decision);
            if let Some(telling) = &entry.telling
                && self.telling.get(telling).is_some_and(Vec::is_empty)
            {
                self.telling.remove(telling);
            }
            return;
        };
        let Some(inside) = self.inside.get_mut(name) else { return };
        let folder = Arc::make_mut(inside);
        folder.remove_at(place, entry, decision);
        if folder.is_empty() {
            self.inside.remove(name);
        }
    }
}
