//! What a boundary would have to promise for what others already use of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Boundary, ItemNumber, Place, RepoPath, Stability};

use super::code::CodeReader;
use super::findings::{Asked, UsedSymbol, contract_of, entry_of, used_from_outside};
use super::writable::{self, KeyFinder, items_called};
use crate::World;
use crate::crossings::{Exposure, FileId, named};

/// A first list of what a boundary offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstContract {
    /// By key.
    pub entries: Vec<FirstEntry>,
    /// What others use and cannot name: it lies past what the boundary shows. By symbol.
    pub private: Vec<PrivateUse>,
    /// How many uses keys that are there already stand for.
    pub known: usize,
    /// What could not be looked into, and why.
    pub not_checked: Vec<(RepoPath, String)>,
}

/// A key for an item that others use, with all that lies in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstEntry {
    pub key: String,
    pub stability: Stability,
    /// How many references lead to it.
    pub uses: u32,
    /// The boundaries that they stand in, by name.
    pub by: Vec<Arc<str>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivateUse {
    /// Its path inside its file.
    pub symbol: String,
    /// The first use.
    pub place: Place,
    pub uses: u32,
    pub by: Vec<Arc<str>>,
}

/// Every use of one item, or of what lies in it.
#[derive(Default)]
struct Uses {
    count: u32,
    by: BTreeSet<Arc<str>>,
    first: Option<Place>,
    /// What they write for it as it is, and how often.
    written: BTreeMap<String, u32>,
}

impl Uses {
    /// The most usual first.
    fn written(&self) -> Vec<String> {
        let mut all: Vec<_> = self.written.iter().collect();
        all.sort_by_key(|(path, count)| (std::cmp::Reverse(**count), path.len(), *path));
        all.into_iter().map(|(path, _)| path.clone()).collect()
    }
}

/// What others use of a boundary, as keys of its `[interface]`; without those that its contract has. Types stand for
/// what lies in them.
pub fn first_contract(world: &World, code: &dyn CodeReader, boundary: &Boundary) -> FirstContract {
    let mut known = 0;
    let mut uses: BTreeMap<(FileId, String), Uses> = BTreeMap::new();
    for used in used_from_outside(world, boundary) {
        if is_listed(world, boundary, &used) {
            known += 1;
            continue;
        }
        let outermost = outermost(world, &used);
        let is_itself = outermost.1 == used.path;
        let item = uses.entry(outermost).or_default();
        item.count += 1;
        for path in used.paths.into_iter().filter(|_| is_itself) {
            *item.written.entry(path).or_default() += 1;
        }
        item.by.insert(used.from);
        item.first.get_or_insert(used.place);
    }
    let mut finder = KeyFinder::new(world, boundary);
    let all = match uses.is_empty() {
        true => Exposure::default(),
        false => hiding(world, code, boundary),
    };
    let (mut entries, mut private) = (Vec::new(), Vec::new());
    for ((file, path), uses) in uses {
        let found = finder.key(file, &path, &uses.written());
        let found = found.map(|it| it.among(&all, file, &items_of(world, file, &path)));
        let by: Vec<Arc<str>> = uses.by.into_iter().collect();
        match (found, uses.first) {
            (Some(found), _) => {
                let stability = match stability(world, file, &path) {
                    Stability::Stable if found.is_hidden => Stability::Experimental,
                    said => said,
                };
                entries.push(FirstEntry { key: found.key, stability, uses: uses.count, by });
            }
            (None, Some(place)) => {
                private.push(PrivateUse { symbol: path, place, uses: uses.count, by });
            }
            (None, None) => {}
        }
    }
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    // A type and a function of one name have one key.
    entries.dedup_by(|later, first| {
        let is_same = later.key == first.key;
        if is_same {
            first.uses += later.uses;
            first.by = BTreeSet::from_iter([&*first.by, &*later.by].concat()).into_iter().collect();
        }
        is_same
    });
    private.sort_by(|a, b| (&a.symbol, &a.place).cmp(&(&b.symbol, &b.place)));
    FirstContract { entries, private, known, not_checked: world.lost_entries(boundary) }
}

/// What users can name, and which of its re-exports documentation hides. Only a file with that word hides any, and to read
/// what all others say costs what a surface does.
fn hiding(world: &World, code: &dyn CodeReader, boundary: &Boundary) -> Exposure {
    let signatures = |path: &RepoPath| {
        let may_hide = code.may_hold_word(path, "hidden");
        may_hide.then(|| code.signatures(path).ok()).flatten()
    };
    named(world, &boundary.path, &signatures)
}

fn is_listed(world: &World, boundary: &Boundary, used: &UsedSymbol) -> bool {
    let asked =
        Asked { folder: &boundary.path, file: used.file, path: &used.path, written: &used.written };
    contract_of(world, boundary)
        .is_some_and(|(_, contract)| entry_of(world, contract, asked).is_some())
}

fn outermost(world: &World, used: &UsedSymbol) -> (FileId, String) {
    let facts = world.crossings.files.path(used.file).and_then(|path| world.facts(path));
    (used.file, facts.map_or_else(|| used.path.clone(), |it| writable::outermost(it, &used.path)))
}

fn items_of(world: &World, file: FileId, path: &str) -> Vec<ItemNumber> {
    let facts = world.crossings.files.path(file).and_then(|path| world.facts(path));
    facts.map(|it| items_called(it, path)).into_iter().flatten().map(|(item, _)| item).collect()
}

/// What the source says of it; `Stable` where that says nothing. What it hides and others use all the same, nobody has
/// promised: `internal` would forbid what is done.
fn stability(world: &World, file: FileId, path: &str) -> Stability {
    let facts = world.crossings.files.path(file).and_then(|path| world.facts(path));
    let marks: Vec<_> = facts
        .into_iter()
        .flat_map(|facts| items_called(facts, path).into_iter().map(|(_, item)| item.marks))
        .collect();
    let all = |is_said: fn(&boundstone_model::Marks) -> bool| {
        !marks.is_empty() && marks.iter().all(is_said)
    };
    match () {
        () if all(|it| it.is_deprecated) => Stability::Deprecated,
        () if all(|it| it.is_hidden || it.is_experimental) => Stability::Experimental,
        () => Stability::Stable,
    }
}
