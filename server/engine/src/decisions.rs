//! The decision records of the repository, joined: who supersedes whom, which are in force, and
//! which record a name means.

mod graph;
mod name;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use boundstone_model::{
    DecisionFile, DecisionSummary, LinkKind, LinkTarget, RepoPath, StatedLink, Status,
};
use imbl::{OrdMap, Vector};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::governs::Globs;

pub(crate) use graph::{Edge, percent_decoded};
pub(crate) use name::{Meaning, numbered_name};

/// The position of a decision in [`Decisions`], in path order.
pub(crate) type DecisionIndex = usize;

/// All decision records, in path order. Cheap to clone: it shares what an edit leaves as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    records: Vector<Arc<Record>>,
    names: Arc<Names>,
    /// Only of those that have any.
    edges: OrdMap<DecisionIndex, Arc<[Edge]>>,
    /// How many of them state a constraint.
    constraining: usize,
    /// Links whose target is no file of the repository, of those that have any.
    broken: OrdMap<DecisionIndex, Arc<[StatedLink]>>,
}

/// Which record is meant by what name: all that a change of one record's text leaves as it is, unless
/// its name changes.
#[derive(Debug, Default)]
struct Names {
    by_path: FxHashMap<RepoPath, DecisionIndex>,
    by_number: FxHashMap<(Arc<str>, u32), Vec<DecisionIndex>>,
    /// The prefixes that records of this number bear, each once.
    prefixes_of: FxHashMap<u32, Vec<Arc<str>>>,
    /// By each word that is the name of a record, in lower case.
    by_word: FxHashMap<String, Vec<DecisionIndex>>,
    /// Every prefix that some record bears, in upper case.
    prefixes: FxHashSet<Arc<str>>,
    /// Those that a record bears directly before its number: `adr007-use-x.md`.
    prefixes_without_separator: FxHashSet<Arc<str>>,
    /// By the name of the file.
    by_file: FxHashMap<Box<str>, Vec<DecisionIndex>>,
    /// The folders of logs.
    collections: FxHashSet<RepoPath>,
    /// The numbers that are given under a prefix.
    numbers: FxHashMap<Arc<str>, Numbers>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Numbers {
    highest: u32,
    /// Those that records bear.
    count: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) path: RepoPath,
    pub(crate) file: Arc<DecisionFile>,
    pub(crate) prefix: Arc<str>,
    pub(crate) display: Arc<str>,
    /// The folder that the records of one log share.
    pub(crate) collection: RepoPath,
    /// What the record says of paths.
    pub(crate) globs: Arc<Globs>,
}

const DEFAULT_PREFIX: &str = "ADR";
const RFC_PREFIX: &str = "RFC";
/// Folder names that say "RFCs are kept here" where the records' own names do not.
const RFC_FOLDERS: [&str; 2] = ["rfcs", "rfc"];

impl Record {
    /// `before` is what was known of the record at this path.
    fn new(path: RepoPath, file: Arc<DecisionFile>, before: Option<&Arc<Self>>) -> Arc<Self> {
        if let Some(before) = before.filter(|before| Arc::ptr_eq(&before.file, &file)) {
            return Arc::clone(before);
        }
        let globs = Globs::of(&file, before.map(|before| (&*before.file, &before.globs)));
        let collection = collection_of(&path);
        let prefix = file.prefix.clone().unwrap_or_else(|| {
            let is_rfc = collection.segments().any(|segment| RFC_FOLDERS.contains(&segment));
            Arc::from(if is_rfc { RFC_PREFIX } else { DEFAULT_PREFIX })
        });
        let display = match file.number {
            Some(number) => {
                let digits = file.id.trim_start_matches(|ch: char| !ch.is_ascii_digit());
                if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    Arc::from(format!("{prefix}-{number:04}"))
                } else {
                    Arc::from(format!("{prefix}-{digits}"))
                }
            }
            None => file.id.clone(),
        };
        Arc::new(Self { path, file, prefix, display, collection, globs })
    }

    fn lacks_separator(&self) -> bool {
        let name = self.path.stem();
        let prefix = name.get(..self.prefix.len()).unwrap_or_default();
        let behind = name.get(self.prefix.len()..).unwrap_or_default();
        prefix.eq_ignore_ascii_case(&self.prefix)
            && behind.starts_with(|ch: char| ch.is_ascii_digit())
    }
}

/// The folder of the log: above the record's own folder when the record is a folder's README.
fn collection_of(path: &RepoPath) -> RepoPath {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let is_folder_record = matches!(path.stem().to_ascii_lowercase().as_str(), "readme" | "index");
    if is_folder_record { folder.parent().unwrap_or(folder) } else { folder }
}

impl Decisions {
    /// Joins the records; `exists` says whether a path is a file of the repository. What is known of those that
    /// stay as they were `before` is kept.
    pub(crate) fn new(
        files: impl Iterator<Item = (RepoPath, Arc<DecisionFile>)>,
        before: &Self,
        exists: impl Fn(&RepoPath) -> bool,
    ) -> Self {
        let record = |(path, file)| {
            let before = before.at(&path).and_then(|index| before.records.get(index));
            Record::new(path, file, before)
        };
        let mut records: Vec<Arc<Record>> = files.map(record).collect();
        records.sort_by(|a, b| a.path.cmp(&b.path));
        let mut all = Self {
            names: Arc::new(Names::of(&records)),
            constraining: records.iter().filter(|it| !it.file.constraints.is_empty()).count(),
            records: records.into_iter().collect(),
            ..Self::default()
        };
        (all.edges, all.broken) = graph::join(&all, exists);
        all
    }

    /// Whether a record goes by the same name after a change of its text, and is one as much as before. Then the
    /// change is one of that record alone.
    pub(crate) fn is_named_alike(a: &DecisionFile, b: &DecisionFile) -> bool {
        (&a.id, a.number, &a.prefix) == (&b.id, b.number, &b.prefix)
            && a.status_raw.is_some() == b.status_raw.is_some()
    }

    /// Gives a record the text that it has now, which names it alike. The record as it was and as it is.
    pub(crate) fn rewrite(
        &mut self,
        index: DecisionIndex,
        file: &Arc<DecisionFile>,
        exists: impl Fn(&RepoPath) -> bool,
    ) -> Option<(Arc<Record>, Arc<Record>)> {
        let before = Arc::clone(self.records.get(index)?);
        let now = Record::new(before.path.clone(), Arc::clone(file), Some(&before));
        self.records.set(index, Arc::clone(&now));
        self.constraining += usize::from(!file.constraints.is_empty());
        self.constraining -= usize::from(!before.file.constraints.is_empty());
        if before.file.links != file.links {
            graph::rejoin(self, index, exists);
        }
        Some((before, now))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether any record states a constraint, in force or not.
    pub(crate) fn constrain(&self) -> bool {
        self.constraining > 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (DecisionIndex, &Record)> {
        self.records.iter().map(Arc::as_ref).enumerate()
    }

    pub(crate) fn get(&self, index: DecisionIndex) -> Option<&Record> {
        self.records.get(index).map(Arc::as_ref)
    }

    pub(crate) fn at(&self, path: &RepoPath) -> Option<DecisionIndex> {
        self.names.by_path.get(path).copied()
    }

    /// The records that bear a number under a prefix that is meant, in path order.
    fn bearing(&self, number: u32, is_meant: impl Fn(&str) -> bool) -> Vec<DecisionIndex> {
        let prefixes = self.names.prefixes_of.get(&number).map(Vec::as_slice).unwrap_or_default();
        let meant = prefixes.iter().filter(|prefix| is_meant(prefix));
        let found = meant.filter_map(|it| self.names.by_number.get(&(it.clone(), number)));
        let mut found: Vec<_> = found.flatten().copied().collect();
        found.sort_unstable();
        found
    }

    /// The records that a word names, in path order: how they are shown, their id, or the stem of their file.
    fn called(&self, word: &str) -> &[DecisionIndex] {
        let found = self.names.by_word.get(&word.to_ascii_lowercase());
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The other records that bear this one's number in the same collection.
    pub(crate) fn twins(&self, index: DecisionIndex) -> impl Iterator<Item = &Record> {
        let record = self.get(index);
        let key = record.and_then(|it| Some((it.prefix.clone(), it.file.number?)));
        let same = key
            .and_then(|key| self.names.by_number.get(&key))
            .map(Vec::as_slice)
            .unwrap_or_default();
        same.iter()
            .filter(move |&&other| other != index)
            .filter_map(|&other| self.get(other))
            .filter(move |other| record.is_some_and(|it| it.collection == other.collection))
    }

    pub(crate) fn edges(&self, index: DecisionIndex) -> &[Edge] {
        self.edges.get(&index).map(Arc::as_ref).unwrap_or_default()
    }

    /// The links of a record whose target is no file of the repository.
    pub(crate) fn broken(&self, index: DecisionIndex) -> &[StatedLink] {
        self.broken.get(&index).map(Arc::as_ref).unwrap_or_default()
    }

    /// The decision that a stated link leads to.
    pub(crate) fn target_of(
        &self,
        from: DecisionIndex,
        link: &StatedLink,
    ) -> Option<DecisionIndex> {
        self.target_named(from, &link.target)
    }

    /// The decision that a name in a record means.
    pub(crate) fn target_named(
        &self,
        from: DecisionIndex,
        target: &LinkTarget,
    ) -> Option<DecisionIndex> {
        graph::resolve(self, self.get(from)?, target)
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let files = |all: &Self| -> Vec<_> {
            all.records.iter().map(|it| (it.path.clone(), Arc::clone(&it.file))).collect()
        };
        files(self) == files(other) && self.edges == other.edges && self.broken == other.broken
    }

    /// Whether the decision is accepted, or states no status, and no accepted one has superseded it
    /// whole. A proposed decision retires nobody.
    pub(crate) fn is_in_force(&self, index: DecisionIndex) -> bool {
        let Some(record) = self.get(index) else { return false };
        is_accepted(&record.file)
            && !self.edges(index).iter().any(|edge| {
                edge.kind == LinkKind::SupersededBy
                    && !edge.is_partial
                    && self.get(edge.to).is_some_and(|to| to.file.status == Status::Accepted)
            })
    }

    /// Whether another decision has replaced this one whole, by its own word or by that of an accepted
    /// successor.
    pub(crate) fn is_superseded(&self, index: DecisionIndex) -> bool {
        let says_so = self.get(index).is_some_and(|it| it.file.status == Status::Superseded);
        says_so
            || (self.get(index).is_some_and(|it| is_accepted(&it.file)) && !self.is_in_force(index))
    }

    /// The decisions in force that replace a retired one, nearest first.
    pub(crate) fn successors(&self, index: DecisionIndex) -> Vec<DecisionIndex> {
        if self.is_in_force(index) {
            return Vec::new();
        }
        let mut seen = FxHashSet::from_iter([index]);
        let mut queue = std::collections::VecDeque::from([index]);
        let mut live = Vec::new();
        while let Some(next) = queue.pop_front() {
            let replaced_by =
                self.edges(next).iter().filter(|edge| edge.kind == LinkKind::SupersededBy);
            for edge in replaced_by.filter(|edge| !edge.is_partial) {
                if seen.insert(edge.to) {
                    if self.is_in_force(edge.to) {
                        live.push(edge.to);
                    } else {
                        queue.push_back(edge.to);
                    }
                }
            }
        }
        live
    }

    /// The successors in force of which only they themselves tell.
    pub(crate) fn unsaid_successors(
        &self,
        index: DecisionIndex,
    ) -> impl Iterator<Item = DecisionIndex> {
        let is_unsaid = |edge: &&Edge| {
            edge.kind == LinkKind::SupersededBy && !edge.is_partial && edge.is_derived
        };
        let unsaid = self.edges(index).iter().filter(is_unsaid).map(|edge| edge.to);
        unsaid.filter(|to| self.is_in_force(*to))
    }

    /// The records by which this one is superseded, one by the other, until it is itself again; empty where it
    /// is not.
    pub(crate) fn cycle(&self, index: DecisionIndex) -> Vec<DecisionIndex> {
        let mut came_from: FxHashMap<DecisionIndex, DecisionIndex> = FxHashMap::default();
        let mut queue = std::collections::VecDeque::from([index]);
        while let Some(next) = queue.pop_front() {
            for edge in self.edges(next) {
                let leads_on = edge.kind == LinkKind::SupersededBy && !edge.is_partial;
                if !leads_on || came_from.contains_key(&edge.to) {
                    continue;
                }
                came_from.insert(edge.to, next);
                if edge.to == index {
                    let back = |at: &DecisionIndex| came_from.get(at).copied();
                    let first = std::iter::successors(back(&index), |at| back(at));
                    let mut round: Vec<_> = first.take_while(|at| *at != index).collect();
                    round.reverse();
                    round.push(index);
                    return round;
                }
                queue.push_back(edge.to);
            }
        }
        Vec::new()
    }

    pub(crate) fn summary(&self, index: DecisionIndex) -> Option<DecisionSummary> {
        let record = self.get(index)?;
        let named = |index| self.get(index).map(|it| (it.path.clone(), it.display.clone()));
        Some(DecisionSummary {
            path: record.path.clone(),
            id: record.file.id.clone(),
            display: record.display.clone(),
            title: record.file.title.value.clone(),
            title_range: record.file.title.range,
            status: record.file.status,
            status_raw: record.file.status_raw.as_ref().map(|raw| raw.value.clone()),
            date: record.file.date.as_ref().map(|date| date.value),
            is_in_force: self.is_in_force(index),
            outcome: record.file.outcome.as_ref().map(|outcome| outcome.value.clone()),
            successors: self.successors(index).into_iter().filter_map(named).collect(),
        })
    }
}

impl Names {
    /// Those of the records, in path order.
    fn of(records: &[Arc<Record>]) -> Self {
        let mut names = Self::default();
        for (index, record) in records.iter().enumerate() {
            let prefix = &record.prefix;
            names.by_path.insert(record.path.clone(), index);
            names.prefixes.insert(prefix.clone());
            names.collections.insert(record.collection.clone());
            if record.lacks_separator() {
                names.prefixes_without_separator.insert(prefix.clone());
            }
            names.by_file.entry(record.path.name().into()).or_default().push(index);
            for word in [&record.display, &record.file.id, record.path.stem()] {
                let called = names.by_word.entry(word.to_ascii_lowercase()).or_default();
                if called.last() != Some(&index) {
                    called.push(index);
                }
            }
            if let Some(number) = record.file.number {
                names.by_number.entry((prefix.clone(), number)).or_default().push(index);
                let prefixes = names.prefixes_of.entry(number).or_default();
                let numbers = names.numbers.entry(prefix.clone()).or_default();
                numbers.highest = number.max(numbers.highest);
                if !prefixes.contains(prefix) {
                    prefixes.push(prefix.clone());
                    numbers.count += 1;
                }
            }
        }
        names
    }
}

pub(crate) fn is_accepted(file: &DecisionFile) -> bool {
    match file.status {
        Status::Accepted => true,
        Status::Unknown => file.status_raw.is_none(),
        _ => false,
    }
}
