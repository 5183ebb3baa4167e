//! Which paths the decisions say they govern. Each entry stands at the folder that its glob names before its first
//! pattern, so that a path meets only the entries of the folders around it, and an edit of a record changes only its
//! own.

mod folder;
mod glob;
mod globs;
mod pattern;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{Boundary, DecisionFile, GovernsTarget, RepoPath};
use imbl::{OrdMap, OrdSet};

use crate::decisions::{DecisionIndex, Decisions, Record};

use folder::Folder;
pub(crate) use glob::PathGlob;
pub(crate) use globs::Globs;
use globs::PathEntry;
use table::Table;

/// Cheap to clone: it shares what an edit leaves as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Governs {
    /// The entries of all decisions, as they were when this was made.
    made: Arc<Table>,
    /// The decisions of which `made` says what no longer holds.
    edited: OrdSet<DecisionIndex>,
    /// The entries of the edited decisions.
    since: Folder,
    /// The boundaries that entries name.
    boundaries: OrdMap<Arc<str>, Arc<[(DecisionIndex, usize)]>>,
}

/// Of so many decisions one may be edited before the table is made again. An edit then costs no more than so many
/// entries of a new one.
const MOST_EDITED: usize = 4;

/// By so many entries a path is governed at most, but for a few.
const USUAL: usize = 8;

impl Governs {
    pub(crate) fn new(decisions: &Decisions) -> Self {
        let mut all = Self { made: Arc::new(Table::new(decisions)), ..Self::default() };
        let mut boundaries: Vec<(&Arc<str>, (DecisionIndex, usize))> = Vec::new();
        for (decision, record) in decisions.iter() {
            let named = boundaries_of(&record.file);
            boundaries.extend(named.map(|(number, name)| (name, (decision, number))));
        }
        boundaries.sort_unstable();
        for alike in boundaries.chunk_by(|a, b| a.0 == b.0) {
            let Some((name, _)) = alike.first() else { continue };
            all.boundaries.insert((*name).clone(), alike.iter().map(|it| it.1).collect());
        }
        all
    }

    /// Whether two texts of a record say different things here.
    pub(crate) fn differ(a: &Record, b: &Record) -> bool {
        !Arc::ptr_eq(&a.globs, &b.globs) || !boundaries_of(&a.file).eq(boundaries_of(&b.file))
    }

    /// Takes the decision from what it was `before` to what it is `now`.
    pub(crate) fn replace(&mut self, decision: DecisionIndex, before: &Record, now: &Record) {
        if !Arc::ptr_eq(&before.globs, &now.globs) {
            let is_first = self.edited.insert(decision).is_none();
            if !is_first {
                before.globs.governs.iter().for_each(|it| self.since.remove(decision, it));
            }
            now.globs.governs.iter().for_each(|it| self.since.add(decision, it));
        }
        if !boundaries_of(&before.file).eq(boundaries_of(&now.file)) {
            boundaries_of(&before.file).for_each(|(_, name)| self.unname(name, decision));
            boundaries_of(&now.file).for_each(|(number, name)| self.name(name, decision, number));
        }
    }

    /// Whether so much was edited that it costs less to make all again than to go on.
    pub(crate) fn is_outgrown(&self, decisions: &Decisions) -> bool {
        self.edited.len() * MOST_EDITED > decisions.len()
    }

    fn name(&mut self, boundary: &Arc<str>, decision: DecisionIndex, number: usize) {
        let named = self.boundaries.get(boundary).map(Arc::as_ref).unwrap_or_default();
        let more = named.iter().copied().chain([(decision, number)]).collect();
        self.boundaries.insert(boundary.clone(), more);
    }

    fn unname(&mut self, boundary: &Arc<str>, decision: DecisionIndex) {
        let named = self.boundaries.get(boundary).map(Arc::as_ref).unwrap_or_default();
        let others: Arc<[_]> = named.iter().copied().filter(|it| it.0 != decision).collect();
        match others.is_empty() {
            true => self.boundaries.remove(boundary),
            false => self.boundaries.insert(boundary.clone(), others),
        };
    }

    /// The decisions that govern `path` by a glob, each with the entry that says so first.
    pub(crate) fn of(&self, path: &RepoPath) -> Vec<(DecisionIndex, usize)> {
        // An exclusion comes before the other entries of its decision.
        let mut matched: Vec<(DecisionIndex, Option<usize>)> = Vec::with_capacity(USUAL);
        let is_told = |decision| self.edited.is_empty() || !self.edited.contains(&decision);
        self.made.each_of(path.as_str(), |it| {
            if is_told(it.decision) {
                matched.push((it.decision, it.number));
            }
        });
        if !self.edited.is_empty() {
            self.since.each_of(path.as_str(), |(decision, entry)| {
                matched.push((*decision, (!entry.is_exclusion).then_some(entry.number)));
            });
        }
        matched.sort_unstable();
        matched.dedup_by_key(|(decision, _)| *decision);
        matched.into_iter().filter_map(|(decision, entry)| Some((decision, entry?))).collect()
    }

    /// Whether the same entries stand at the same places, in whatever order.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let boundaries = |all: &Self| -> Vec<_> {
            let sorted = |named: &Arc<[_]>| BTreeSet::from_iter(named.iter().copied());
            all.boundaries.iter().map(|(name, named)| (name.clone(), sorted(named))).collect()
        };
        self.entries() == other.entries() && boundaries(self) == boundaries(other)
    }

    /// Every entry by its place and its decision.
    fn entries(&self) -> BTreeSet<(Box<str>, DecisionIndex, usize, bool)> {
        let named = |decision: DecisionIndex, it: &PathEntry| {
            (it.glob.place().into(), decision, it.number, it.is_exclusion)
        };
        let told = self.made.iter().filter(|it| !self.edited.contains(&it.decision));
        let mut all: BTreeSet<_> = told.map(|it| named(it.decision, &it.entry)).collect();
        self.since.each(&mut |(decision, entry)| all.extend([named(*decision, entry)]));
        all
    }

    /// The decisions that govern a boundary by its name, each with the entry that says so.
    pub(crate) fn of_boundary(&self, boundary: &Boundary) -> Vec<(DecisionIndex, usize)> {
        let alias = boundary.alias.as_ref().filter(|alias| **alias != boundary.name);
        let names = std::iter::once(&boundary.name).chain(alias);
        let named = names.filter_map(|name| self.boundaries.get(name)).flat_map(|it| it.iter());
        let mut found: Vec<_> = named.copied().collect();
        found.sort_unstable();
        found
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
