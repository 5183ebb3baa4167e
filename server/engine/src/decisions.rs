//! The decision records of the repository, joined: who supersedes whom, which are in force, and
//! which record a name means.

mod graph;
mod name;

use std::sync::Arc;

use boundstone_model::{
    DecisionFile, DecisionSummary, LinkKind, LinkTarget, RepoPath, StatedLink, Status,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use graph::{Edge, percent_decoded};
pub(crate) use name::Meaning;

/// The position of a decision in [`Decisions`], in path order.
pub(crate) type DecisionIndex = usize;

/// All decision records, in path order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    records: Vec<Record>,
    by_path: FxHashMap<RepoPath, DecisionIndex>,
    by_number: FxHashMap<(Arc<str>, u32), Vec<DecisionIndex>>,
    /// Every prefix that some record bears, in upper case.
    prefixes: FxHashSet<Arc<str>>,
    highest: FxHashMap<Arc<str>, u32>,
    edges: Vec<Vec<Edge>>,
    /// Whether any of them states a constraint.
    constrain: bool,
    /// Links whose target is no file of the repository.
    pub(crate) broken: Vec<(DecisionIndex, StatedLink)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) path: RepoPath,
    pub(crate) file: Arc<DecisionFile>,
    pub(crate) prefix: Arc<str>,
    pub(crate) display: Arc<str>,
    /// The folder that the records of one log share.
    pub(crate) collection: RepoPath,
}

const DEFAULT_PREFIX: &str = "ADR";
const RFC_PREFIX: &str = "RFC";
/// Folder names that say "RFCs are kept here" where the records' own names do not.
const RFC_FOLDERS: [&str; 2] = ["rfcs", "rfc"];

impl Record {
    fn new(path: RepoPath, file: Arc<DecisionFile>) -> Self {
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
        Self { path, file, prefix, display, collection }
    }
}

/// The folder of the log: above the record's own folder when the record is a folder's README.
fn collection_of(path: &RepoPath) -> RepoPath {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let is_folder_record = matches!(path.stem().to_ascii_lowercase().as_str(), "readme" | "index");
    if is_folder_record { folder.parent().unwrap_or(folder) } else { folder }
}

impl Decisions {
    /// Joins the records; `exists` says whether a path is a file of the repository.
    pub(crate) fn new(
        files: impl Iterator<Item = (RepoPath, Arc<DecisionFile>)>,
        exists: impl Fn(&RepoPath) -> bool,
    ) -> Self {
        let mut all = Self {
            records: files.map(|(path, file)| Record::new(path, file)).collect(),
            ..Self::default()
        };
        all.records.sort_by(|a, b| a.path.cmp(&b.path));
        for (index, record) in all.records.iter().enumerate() {
            all.by_path.insert(record.path.clone(), index);
            all.prefixes.insert(record.prefix.clone());
            if let Some(number) = record.file.number {
                all.by_number.entry((record.prefix.clone(), number)).or_default().push(index);
                let highest = all.highest.entry(record.prefix.clone()).or_default();
                *highest = number.max(*highest);
            }
        }
        all.constrain = all.records.iter().any(|record| !record.file.constraints.is_empty());
        let (edges, broken) = graph::join(&all, exists);
        all.edges = edges;
        all.broken = broken;
        all
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether any record states a constraint, in force or not.
    pub(crate) fn constrain(&self) -> bool {
        self.constrain
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (DecisionIndex, &Record)> {
        self.records.iter().enumerate()
    }

    pub(crate) fn get(&self, index: DecisionIndex) -> Option<&Record> {
        self.records.get(index)
    }

    pub(crate) fn at(&self, path: &RepoPath) -> Option<DecisionIndex> {
        self.by_path.get(path).copied()
    }

    /// The other records that bear this one's number in the same collection.
    pub(crate) fn twins(&self, index: DecisionIndex) -> impl Iterator<Item = &Record> {
        let record = self.get(index);
        let key = record.and_then(|it| Some((it.prefix.clone(), it.file.number?)));
        let same =
            key.and_then(|key| self.by_number.get(&key)).map(Vec::as_slice).unwrap_or_default();
        same.iter()
            .filter(move |&&other| other != index)
            .filter_map(|&other| self.get(other))
            .filter(move |other| record.is_some_and(|it| it.collection == other.collection))
    }

    pub(crate) fn edges(&self, index: DecisionIndex) -> &[Edge] {
        self.edges.get(index).map(Vec::as_slice).unwrap_or_default()
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

fn is_accepted(file: &DecisionFile) -> bool {
    match file.status {
        Status::Accepted => true,
        Status::Unknown => file.status_raw.is_none(),
        _ => false,
    }
}
