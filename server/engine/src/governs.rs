//! Which paths the decisions say they govern. Each entry stands at the folder that its glob names before its first
//! pattern, so that a path meets only the entries of the folders around it, and an edit of a record changes only its
//! own.

mod globs;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{Boundary, DecisionFile, GovernsTarget, RepoPath};
use imbl::OrdMap;
use imbl::shared_ptr::DefaultSharedPtr;
use rustc_hash::FxBuildHasher;

use crate::decisions::{DecisionIndex, Decisions, Record};

pub(crate) use globs::{Globs, is_governed, matchers};
use globs::{PathEntry, Reach};

/// Cheap to clone: it shares what an edit leaves as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Governs {
    top: Folder,
    /// The boundaries that entries name.
    boundaries: OrdMap<Arc<str>, Vec<(DecisionIndex, usize)>>,
}

/// Something by the name of a folder or a file; looked up for each name in each path.
type Names<Value> = imbl::GenericHashMap<Arc<str>, Value, FxBuildHasher, DefaultSharedPtr>;

/// A folder, or a file, that some entry names.
#[derive(Clone, Debug, Default)]
struct Folder {
    entries: Vec<(DecisionIndex, Arc<PathEntry>)>,
    /// Entries that match no path without a certain name or extension in it, by that.
    telling: Names<Vec<(DecisionIndex, Arc<PathEntry>)>>,
    inside: Names<Arc<Folder>>,
}

impl Governs {
    pub(crate) fn new(decisions: &Decisions) -> Self {
        let mut all = Self::default();
        for (decision, record) in decisions.iter() {
            all.add(decision, record);
        }
        all
    }

    /// Whether two texts of a record say different things here.
    pub(crate) fn differ(a: &Record, b: &Record) -> bool {
        !Arc::ptr_eq(&a.globs, &b.globs) || !boundaries_of(&a.file).eq(boundaries_of(&b.file))
    }

    /// Takes the decision from what it was `before` to what it is `now`.
    pub(crate) fn replace(&mut self, decision: DecisionIndex, before: &Record, now: &Record) {
        self.remove(decision, before);
        self.add(decision, now);
    }

    fn add(&mut self, decision: DecisionIndex, record: &Record) {
        for entry in &record.globs.governs {
            let place = names_in(&entry.place);
            let folder = place.fold(&mut self.top, |folder, name| {
                Arc::make_mut(folder.inside.entry(name.into()).or_default())
            });
            folder.list(entry).push((decision, Arc::clone(entry)));
        }
        for (number, name) in boundaries_of(&record.file) {
            self.boundaries.entry(name.clone()).or_default().push((decision, number));
        }
    }

    fn remove(&mut self, decision: DecisionIndex, record: &Record) {
        for entry in &record.globs.governs {
            self.top.remove(&mut names_in(&entry.place), entry, decision);
        }
        for (_, name) in boundaries_of(&record.file) {
            if let Some(named) = self.boundaries.get_mut(name) {
                named.retain(|(other, _)| *other != decision);
                if named.is_empty() {
                    self.boundaries.remove(name);
                }
            }
        }
    }

    /// The decisions that govern `path` by a glob, each with the entry that says so first.
    pub(crate) fn of(&self, path: &RepoPath) -> Vec<(DecisionIndex, usize)> {
        let mut matched = Vec::new();
        let mut folder = &self.top;
        let mut names = names_in(path.as_str());
        loop {
            let next = names.next();
            let is_below = next.is_some() || std::ptr::eq(folder, &raw const self.top);
            let entries = folder.entries.iter();
            let telling = folder.telling_for(path);
            let all = entries.chain(telling.into_iter().flatten());
            matched.extend(all.filter(|(_, entry)| entry.reach.holds(path, is_below)));
            let Some(inside) = next.and_then(|name| folder.inside.get(name)) else { break };
            folder = inside;
        }
        if matched.is_empty() {
            return Vec::new();
        }
        let excluded = |decision| {
            matched.iter().any(|(other, entry)| entry.is_exclusion && *other == decision)
        };
        let mut found: Vec<_> = matched
            .iter()
            .filter(|(decision, entry)| !entry.is_exclusion && !excluded(*decision))
            .map(|(decision, entry)| (*decision, entry.number))
            .collect();
        found.sort_unstable();
        found.dedup_by_key(|(decision, _)| *decision);
        found
    }

    /// Whether the same entries stand at the same places, in whatever order.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let boundaries = |all: &Self| -> Vec<_> {
            let sorted = |named: &Vec<_>| BTreeSet::from_iter(named.iter().copied());
            all.boundaries.iter().map(|(name, named)| (name.clone(), sorted(named))).collect()
        };
        self.top.is_same(&other.top) && boundaries(self) == boundaries(other)
    }

    /// The decisions that govern a boundary by its name, each with the entry that says so.
    pub(crate) fn of_boundary(&self, boundary: &Boundary) -> Vec<(DecisionIndex, usize)> {
        let alias = boundary.alias.as_ref().filter(|alias| **alias != boundary.name);
        let names = std::iter::once(&boundary.name).chain(alias);
        let named = names.filter_map(|name| self.boundaries.get(name)).flatten();
        let mut found: Vec<_> = named.copied().collect();
        found.sort_unstable();
        found
    }
}

impl Folder {
    /// The entries that stand where `entry` does.
    fn list(&mut self, entry: &PathEntry) -> &mut Vec<(DecisionIndex, Arc<PathEntry>)> {
        match &entry.telling {
            Some(telling) => self.telling.entry(telling.clone()).or_default(),
            None => &mut self.entries,
        }
    }

    /// The lists of entries that a path may match by what is in it.
    fn telling_for<'f>(
        &'f self,
        path: &'f RepoPath,
    ) -> Option<impl Iterator<Item = &'f (DecisionIndex, Arc<PathEntry>)>> {
        if self.telling.is_empty() {
            return None;
        }
        // A folder may bear an extension as well as a file.
        let extension = |name: &'f str| name.rfind('.').and_then(|dot| name.get(dot..));
        let words = path.segments().flat_map(move |name| [Some(name), extension(name)]);
        Some(words.flatten().filter_map(|word| self.telling.get(word)).flatten())
    }

    /// Forgets what a decision says at a place, and the folders of which nothing is said any more.
    fn remove(
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
        folder.remove(place, entry, decision);
        if folder.is_empty() {
            self.inside.remove(name);
        }
    }

    fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.telling.is_empty() && self.inside.is_empty()
    }

    fn is_same(&self, other: &Self) -> bool {
        let entries = |folder: &Self| -> BTreeSet<_> {
            let telling = folder.telling.values().flatten();
            let entries = folder.entries.iter().chain(telling);
            entries.map(|(decision, it)| (*decision, it.number, it.is_exclusion)).collect()
        };
        let is_inside = |(name, folder): (&Arc<str>, &Arc<Self>)| {
            other.inside.get(name).is_some_and(|other| folder.is_same(other))
        };
        entries(self) == entries(other)
            && self.inside.len() == other.inside.len()
            && self.inside.iter().all(is_inside)
    }
}

impl Reach {
    /// Whether an entry means a path at or below its place.
    fn holds(&self, path: &RepoPath, is_below: bool) -> bool {
        match self {
            Self::Whole => true,
            Self::Below => is_below,
            Self::Pattern(set) => set.is_match(path.as_str()),
        }
    }
}

/// The names in a path; none in that of the root.
fn names_in(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(move |_| !path.is_empty())
}

/// The entries that name a boundary, each with its position.
fn boundaries_of(file: &DecisionFile) -> impl Iterator<Item = (usize, &Arc<str>)> {
    let named = file.governs.iter().enumerate();
    named.filter_map(|(number, entry)| match &entry.target {
        GovernsTarget::Boundary(name) => Some((number, name)),
        _ => None,
    })
}
