//! What the keys of `[interface]` mean, followed through re-exports to the items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use boundstone_model::{FileFacts, Item, ItemNumber, Language, RepoPath, Visibility, names_to};
use imbl::OrdMap;
use rustc_hash::FxHashMap;

use super::{FileId, Shown, rust, typescript};
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

/// One thing that a key means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Meant {
    pub(crate) file: FileId,
    /// The item's path inside its file; empty for the file as a module.
    pub(crate) path: String,
    /// Not the item itself but all that lies directly in it.
    pub(crate) is_level: bool,
}

/// What each key of a contract means, in the order of the keys. Nothing, where a key is not found:
/// then only its text is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promise {
    pub(crate) keys: Vec<Vec<Meant>>,
    /// Of each key, whether every name of a Rust path is public on its own. Where none is hidden, users can write it.
    is_public: Vec<bool>,
    /// The items that keys lead to, each with the positions of its keys. Sorted: a file has many.
    items: Vec<(FileId, ItemNumber, usize)>,
    consulted: Vec<FileId>,
}

/// Finds what keys mean that no contract has yet.
pub(crate) struct Keys<'w> {
    rust: rust::Resolver<'w>,
    typescript: typescript::Resolver<'w>,
}

impl<'w> Keys<'w> {
    pub(crate) fn new(world: &'w World) -> Self {
        let (rust, typescript) = (rust::Resolver::new(world), typescript::Resolver::new(world));
        Self { rust, typescript }
    }

    /// What a key of the contract in `folder` would mean, and whether users can write it.
    pub(crate) fn meant(&mut self, folder: &RepoPath, key: &str) -> (Vec<Meant>, bool) {
        let (mut meant, is_public) = rust::meant(&mut self.rust, folder, key);
        let exported = typescript::meant(&mut self.typescript, folder, key);
        let can_be_named = is_public || !exported.is_empty();
        meant.extend(exported);
        (meant, can_be_named)
    }
}

impl Promise {
    /// Whether every name in the Rust path of a key is public.
    pub(crate) fn is_public(&self, key: usize) -> bool {
        self.is_public.get(key).copied().unwrap_or_default()
    }

    /// The items of a file that keys lead to, each with the position of a key, sorted.
    pub(crate) fn items_of(&self, file: FileId) -> &[(FileId, ItemNumber, usize)] {
        let of_it = self.items.partition_point(|it| it.0 < file);
        let end = self.items.partition_point(|it| it.0 <= file);
        self.items.get(of_it..end).unwrap_or_default()
    }

    /// The positions of the keys that lead to an item.
    pub(crate) fn keys_of(&self, file: FileId, item: ItemNumber) -> impl Iterator<Item = usize> {
        let from = self.items.partition_point(|it| (it.0, it.1) < (file, item));
        let items = self.items.get(from..).unwrap_or_default().iter();
        items.take_while(move |it| (it.0, it.1) == (file, item)).map(|it| it.2)
    }

    /// The items that a key leads to.
    pub(crate) fn items_of_key(&self, key: usize) -> impl Iterator<Item = (FileId, ItemNumber)> {
        let files: BTreeSet<FileId> =
            self.keys.get(key).into_iter().flatten().map(|it| it.file).collect();
        let items = files.into_iter().flat_map(|file| self.items_of(file));
        items.filter(move |it| it.2 == key).map(|it| (it.0, it.1))
    }
}

/// The promises of all contracts with `[interface]`, by their folders; each is found out when someone
/// asks.
///
/// Equal Worlds may know more or less of them: they follow from the rest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promises(OrdMap<RepoPath, Arc<Known>>);

/// What is known of one of them.
#[derive(Debug, Default)]
struct Known {
    promise: OnceLock<Arc<Promise>>,
    shown: OnceLock<Arc<Shown>>,
}

impl World {
    /// What the keys of the contract in `folder` mean.
    pub(crate) fn promise(&self, folder: &RepoPath) -> Option<&Promise> {
        let known = self.crossings.promises.0.get(folder)?;
        Some(known.promise.get_or_init(|| Arc::new(self.find_promise(folder))))
    }

    /// What users can name of the boundary in `folder`, which has a contract with `[interface]`.
    pub(crate) fn shown(&self, folder: &RepoPath) -> Option<&Shown> {
        let known = self.crossings.promises.0.get(folder)?;
        Some(known.shown.get_or_init(|| Arc::new(Shown::new(self, folder))))
    }

    /// The same World, which finds anew what was asked of contracts, and keeps it for itself.
    pub fn with_own_promises(&self) -> Self {
        let mut world = self.clone();
        world.forget_promises(true, &[]);
        world
    }

    fn find_promise(&self, folder: &RepoPath) -> Promise {
        let contract = folder.join(CONTRACT_FILE).and_then(|path| self.record(&path));
        let Some(Record::Contract(contract)) = contract else { return Promise::default() };
        let mut rust = rust::Resolver::new(self);
        let mut typescript = typescript::Resolver::new(self);
        let entries = contract.interface.iter().flatten();
        let keys = entries.map(|entry| {
            let (mut meant, is_public) = rust::meant(&mut rust, folder, &entry.key.value);
            meant.extend(typescript::meant(&mut typescript, folder, &entry.key.value));
            meant.sort();
            meant.dedup();
            (meant, is_public)
        });
        let (keys, is_public): (Vec<Vec<Meant>>, Vec<bool>) = keys.unzip();
        let items = items_meant(self, &keys);
        let mut consulted = rust.looked_into();
        consulted.extend(typescript.looked_into());
        consulted.sort_unstable();
        consulted.dedup();
        Promise { keys, is_public, items, consulted }
    }

    /// Forgets the promises that a change of these files may make others; all of them where boundaries,
    /// packages or the set of files changed.
    pub(crate) fn forget_promises(&mut self, is_all: bool, touched: &[RepoPath]) {
        if is_all {
            let contracts = self.records().filter_map(|(path, record)| match record {
                Record::Contract(contract) if contract.interface.is_some() => path.parent(),
                _ => None,
            });
            self.crossings.promises =
                Promises(contracts.map(|folder| (folder, Arc::default())).collect());
            return;
        }
        let number = |path: &RepoPath| self.crossings.files.number(path);
        let touched: Vec<(RepoPath, FileId)> =
            touched.iter().filter_map(|path| Some((path.clone(), number(path)?))).collect();
        if touched.is_empty() {
            return;
        }
        let promises = self.crossings.promises.0.iter();
        let after = promises.filter_map(|(folder, known)| {
            Some((folder.clone(), Arc::new(known.after(folder, &touched)?)))
        });
        for (folder, known) in after.collect::<Vec<_>>() {
            self.crossings.promises.0.insert(folder, known);
        }
    }
}

/// The items that keys lead to, by file.
fn items_meant(world: &World, keys: &[Vec<Meant>]) -> Vec<(FileId, ItemNumber, usize)> {
    let mut by_file: BTreeMap<FileId, Vec<(&Meant, usize)>> = BTreeMap::new();
    for (key, meant) in keys.iter().enumerate() {
        meant.iter().for_each(|it| by_file.entry(it.file).or_default().push((it, key)));
    }
    let mut items = Vec::new();
    for (file, meant) in by_file {
        let facts = world.crossings.files.path(file).and_then(|path| world.facts(path));
        let Some(facts) = facts else { continue };
        let by_path = ByPath::new(facts);
        let of_it = meant
            .iter()
            .flat_map(|(it, key)| by_path.items(it).iter().map(move |item| (file, *item, *key)));
        items.extend(of_it);
    }
    items.sort_unstable();
    items.dedup();
    items
}

/// The items of a file that others can mean, by their paths and by the paths of what they stand in.
struct ByPath {
    own: FxHashMap<String, Vec<ItemNumber>>,
    around: FxHashMap<String, Vec<ItemNumber>>,
}

impl ByPath {
    fn new(facts: &FileFacts) -> Self {
        let mut found = Self { own: FxHashMap::default(), around: FxHashMap::default() };
        let items: Vec<Item<'_>> = facts.items().collect();
        let separator = facts.language.separator();
        for (number, item) in (0..).zip(&items).filter(|(_, it)| it.kind.is_symbol()) {
            let names = names_to(&items, number);
            // Another name may show what has none of its own for others. Source: MDN, "export", "Export list".
            if item.visibility == Visibility::Public || facts.language != Language::Rust {
                found.own.entry(names.join(separator)).or_default().push(number);
            }
            if let Some((_, around)) = names.split_last()
                && item.visibility == Visibility::Public
            {
                found.around.entry(around.join(separator)).or_default().push(number);
            }
        }
        found
    }

    fn items(&self, meant: &Meant) -> &[ItemNumber] {
        let by_path = if meant.is_level { &self.around } else { &self.own };
        by_path.get(&meant.path).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Known {
    /// What is still known after a change of these files; `None` where that is all of it.
    fn after(&self, folder: &RepoPath, touched: &[(RepoPath, FileId)]) -> Option<Self> {
        let promise = self.promise.get().filter(|promise| {
            let reads = |(_, file): &(_, FileId)| promise.consulted.binary_search(file).is_ok();
            !touched.iter().any(reads)
        });
        let shown = self.shown.get().filter(|shown| {
            !touched.iter().any(|(path, file)| shown.depends_on(folder, path, *file))
        });
        // One that is not known yet may be found out by a reader of the World before.
        (promise.is_none() || shown.is_none()).then(|| Self {
            promise: promise.cloned().map(OnceLock::from).unwrap_or_default(),
            shown: shown.cloned().map(OnceLock::from).unwrap_or_default(),
        })
    }
}
