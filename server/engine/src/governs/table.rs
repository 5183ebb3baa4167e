//! What all records govern, side by side in memory, because it is asked for each path of a repository. It is never
//! changed.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::glob::words_in;
use super::globs::PathEntry;
use crate::decisions::{DecisionIndex, Decisions, Record};

#[derive(Debug, Default)]
pub(super) struct Table {
    top: Place,
    /// Each folder or file that some entry names, and the folders around it.
    places: FxHashMap<Box<str>, Place>,
    /// Those of one place together.
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) decision: DecisionIndex,
    /// The position of the entry in `governs`; `None` for an exclusion.
    pub(super) number: Option<usize>,
    /// What [`PathGlob::takes_place`](super::glob::PathGlob::takes_place) says: most entries are told by that, without
    /// a look at them.
    takes_place: Option<bool>,
    pub(super) entry: Arc<PathEntry>,
}

impl Entry {
    fn new(decision: DecisionIndex, entry: Arc<PathEntry>) -> Self {
        let number = (!entry.is_exclusion).then_some(entry.number);
        Self { decision, number, takes_place: entry.glob.takes_place(), entry }
    }

    fn holds(&self, path: &str, behind: &str, is_below: bool) -> bool {
        match self.takes_place {
            Some(takes_place) => takes_place || is_below,
            None => self.entry.glob.holds(path, behind, is_below),
        }
    }
}

/// Positions of entries.
type Range = std::ops::Range<usize>;

#[derive(Debug, Default)]
struct Place {
    /// Tried on each path that leads here.
    entries: Range,
    /// Few places have any: a place is small, since each folder of each path is looked up among all.
    telling: Option<Box<Telling>>,
}

/// Entries that match no path without a certain name or extension in it, by that.
#[derive(Debug, Default)]
struct Telling {
    by_word: FxHashMap<Arc<str>, Range>,
    /// How long the words are, one bit for each length: most words of a path are as long as none of them.
    lengths: u64,
}

/// As many entries as are tried sooner than found by a word.
const FEW: usize = 8;

impl Table {
    pub(super) fn new(decisions: &Decisions) -> Self {
        let of_record = |(decision, record): (DecisionIndex, &Record)| {
            let entries = record.globs.governs.iter().cloned();
            entries.map(|entry| Entry::new(decision, entry)).collect::<Vec<_>>()
        };
        let mut entries: Vec<Entry> = decisions.iter().flat_map(of_record).collect();
        entries.sort_by(|a, b| key_of(a).cmp(&key_of(b)));
        let mut table = Self::default();
        let mut start = 0;
        for here in entries.chunk_by(|a, b| a.entry.glob.place() == b.entry.glob.place()) {
            if let Some(first) = here.first() {
                *table.place_mut(first.entry.glob.place()) = Place::new(here, start);
            }
            start += here.len();
        }
        table.entries = entries;
        table
    }

    /// All entries.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// Calls `each` with every entry that means the path; with some twice.
    pub(super) fn each_of(&self, path: &str, mut each: impl FnMut(&Entry)) {
        let (mut place, mut end) = (&self.top, 0);
        loop {
            let from = if end == 0 { 0 } else { end + 1 };
            let behind = path.get(from..);
            let is_below = end == 0 || behind.is_some();
            self.each_at(place, path, behind.unwrap_or_default(), is_below, &mut each);
            let Some(behind) = behind.filter(|it| !it.is_empty()) else { return };
            let name = behind.bytes().position(|byte| byte == b'/').unwrap_or(behind.len());
            end = from + name;
            let inside = path.get(..end).and_then(|folder| self.places.get(folder));
            let Some(inside) = inside else { return };
            place = inside;
        }
    }

    fn each_at(
        &self,
        place: &Place,
        path: &str,
        behind: &str,
        is_below: bool,
        each: &mut impl FnMut(&Entry),
    ) {
        let mut among = |range: &Range| {
            let entries = self.entries.get(range.clone()).unwrap_or_default();
            entries.iter().filter(|it| it.holds(path, behind, is_below)).for_each(&mut *each);
        };
        among(&place.entries);
        if let Some(telling) = &place.telling {
            telling.each_in(behind, among);
        }
    }

    fn place_mut(&mut self, path: &str) -> &mut Place {
        if path.is_empty() {
            return &mut self.top;
        }
        for (end, _) in path.match_indices('/') {
            let above = path.get(..end).unwrap_or_default();
            if !self.places.contains_key(above) {
                self.places.insert(above.into(), Place::default());
            }
        }
        self.places.entry(path.into()).or_default()
    }
}

fn key_of(it: &Entry) -> (&str, Option<&str>) {
    (it.entry.glob.place(), it.entry.telling.as_deref())
}

impl Place {
    /// Of the entries `here`, which are sorted, and begin at `start`.
    fn new(here: &[Entry], start: usize) -> Self {
        // Those that nothing tells of come first.
        let untold = here.partition_point(|it| it.entry.telling.is_none());
        let end = start + here.len();
        if here.len() - untold <= FEW {
            return Self { entries: start..end, telling: None };
        }
        let mut telling = Telling::default();
        let mut from = start + untold;
        let told = here.get(untold..).unwrap_or_default();
        for alike in told.chunk_by(|a, b| a.entry.telling == b.entry.telling) {
            let range = from..from + alike.len();
            from = range.end;
            if let Some(word) = alike.first().and_then(|it| it.entry.telling.clone()) {
                telling.lengths |= length_bit(&word);
                telling.by_word.insert(word, range);
            }
        }
        Self { entries: start..start + untold, telling: Some(Box::new(telling)) }
    }
}

impl Telling {
    /// Calls `each` with the entries that a word in the path tells of.
    fn each_in(&self, path: &str, mut each: impl FnMut(&Range)) {
        words_in(path, |word| {
            if self.lengths & length_bit(word) != 0
                && let Some(range) = self.by_word.get(word)
            {
                each(range);
            }
        });
    }
}

/// Those of many bytes share one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(u64::BITS as usize - 1)
}
