//! What a boundary would have to promise for what others already use of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    Boundary, FileFacts, Item, ItemKind, ItemNumber, Place, RepoPath, Stability, names_to,
};

use super::findings::{Asked, UsedSymbol, contract_of, entry_of, used_from_outside};
use crate::World;
use crate::claims::module_path;
use crate::crossings::{FileId, Keys, Meant, Shown};

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
}

/// What others use of a boundary, as keys of its `[interface]`; without those that its contract has. Types stand for
/// what lies in them.
pub fn first_contract(world: &World, boundary: &Boundary) -> FirstContract {
    let mut known = 0;
    let mut uses: BTreeMap<(FileId, String), Uses> = BTreeMap::new();
    for used in used_from_outside(world, boundary) {
        if is_listed(world, boundary, &used) {
            known += 1;
            continue;
        }
        let item = uses.entry(outermost(world, &used)).or_default();
        item.count += 1;
        item.by.insert(used.from);
        item.first.get_or_insert(used.place);
    }
    let mut finder = KeyFinder::new(world, boundary);
    let (mut entries, mut private) = (Vec::new(), Vec::new());
    for ((file, path), uses) in uses {
        let by: Vec<Arc<str>> = uses.by.into_iter().collect();
        let stability = stability(world, file, &path);
        let key = finder.key(file, &path);
        match (key, uses.first) {
            (Some(key), _) => {
                entries.push(FirstEntry { key, stability, uses: uses.count, by });
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

fn is_listed(world: &World, boundary: &Boundary, used: &UsedSymbol) -> bool {
    let asked =
        Asked { folder: &boundary.path, file: used.file, path: &used.path, written: &used.written };
    contract_of(world, boundary)
        .is_some_and(|(_, contract)| entry_of(world, contract, asked).is_some())
}

/// What a used symbol is told with: the type of a member, the enum of a variant; itself where it stands in a module.
fn outermost(world: &World, used: &UsedSymbol) -> (FileId, String) {
    let found = || {
        let facts = world.facts(world.crossings.files.path(used.file)?)?;
        let items: Vec<Item<'_>> = facts.items().collect();
        let separator = facts.language.separator();
        let names: Vec<&str> = used.path.split(separator).collect();
        // Of the items on the way, the first that is no module: the rest lies in it.
        let ends = (1..=names.len()).filter_map(|end| names.get(..end));
        let mut ends = ends.filter(|path| is_holder(&items, path));
        Some(ends.next()?.join(separator))
    };
    (used.file, found().unwrap_or_else(|| used.path.clone()))
}

/// Whether a path is an item that holds what lies in it, and no module.
fn is_holder(items: &[Item<'_>], path: &[&str]) -> bool {
    let is_way = |kind| matches!(kind, ItemKind::Module | ItemKind::Namespace | ItemKind::Impl);
    let mut named = (0..).zip(items).filter(|(_, item)| Some(&item.name()) == path.last());
    named.any(|(number, item)| !is_way(item.kind) && names_to(items, number) == path)
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

fn items_called<'f>(facts: &'f FileFacts, path: &str) -> Vec<(ItemNumber, Item<'f>)> {
    let items: Vec<Item<'f>> = facts.items().collect();
    let is_it =
        |number: ItemNumber| names_to(&items, number).join(facts.language.separator()) == path;
    let symbols = (0..).zip(&items).filter(|(_, item)| item.kind.is_symbol());
    symbols.filter(|(number, _)| is_it(*number)).map(|(number, item)| (number, *item)).collect()
}

/// Finds the shortest path by which users name what a boundary shows.
struct KeyFinder<'w> {
    world: &'w World,
    boundary: &'w Boundary,
    shown: Shown,
    keys: Keys<'w>,
    /// What other boundaries show, whose items this one hands on.
    of_others: BTreeMap<RepoPath, Shown>,
}

impl<'w> KeyFinder<'w> {
    fn new(world: &'w World, boundary: &'w Boundary) -> Self {
        let shown = Shown::new(world, &boundary.path);
        Self { world, boundary, shown, keys: Keys::new(world), of_others: BTreeMap::new() }
    }

    fn key(&mut self, file: FileId, path: &str) -> Option<String> {
        let definer = self.world.crossings.files.path(file)?;
        let facts = self.world.facts(definer)?;
        let items = items_called(facts, path);
        let mut shown = items.iter().filter_map(|(item, _)| self.shown.path_of(file, *item));
        if let Some(key) = shown.next() {
            return Some(key.to_owned());
        }
        let home = self.world.boundaries.at(definer)?.path.clone();
        let mut inner: Vec<String> = Vec::new();
        if home != self.boundary.path {
            let world = self.world;
            let other =
                self.of_others.entry(home.clone()).or_insert_with(|| Shown::new(world, &home));
            inner.extend(
                items.iter().filter_map(|(item, _)| other.path_of(file, *item).map(str::to_owned)),
            );
        }
        inner.push(path.to_owned());
        let separator = facts.language.separator();
        let mut candidates: Vec<String> = Vec::new();
        for outer in self.shown.all_handed_on() {
            match outer.strip_suffix('*') {
                Some(level) => candidates.extend(inner.iter().map(|it| format!("{level}{it}"))),
                None => {
                    candidates.push(outer.to_owned());
                    candidates.extend(inner.iter().map(|it| [outer, it].join(separator)));
                }
            }
        }
        // Where the source hides it, users can name it all the same.
        if home == self.boundary.path {
            let module = module_path(definer, &home, facts.language)?;
            candidates.push([module, vec![path]].concat().join(separator));
        }
        candidates.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        candidates.dedup();
        let wanted = Meant { file, path: path.to_owned(), is_level: false };
        let means = |key: &String| {
            let (meant, can_be_named) = self.keys.meant(&self.boundary.path, key);
            can_be_named && meant.contains(&wanted)
        };
        candidates.into_iter().find(means)
    }
}
