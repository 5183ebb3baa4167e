//! What the keys of `[interface]` mean, followed through re-exports to the items.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use boundstone_model::{
    FileFacts, Import, ImportForm, Item, ItemNumber, RepoPath, Visibility, names_to,
};
use imbl::OrdMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::governed::{NamedThere, named_there};
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
    /// Of each key, whether every name of a Rust path is public on its own, or an entry exports it. Where none is hidden, users can
    /// write it.
    is_public: Vec<bool>,
    /// Of each key, whether it is certain that users can write no such name, as far as it is known what a package exports.
    is_absent: Vec<bool>,
    /// The items that keys lead to, each with the positions of its keys. Sorted: a file has many.
    items: Vec<(FileId, ItemNumber, usize)>,
    /// The positions of the keys that lead into each file, and of those that lead nowhere. Sorted.
    into: Vec<(FileId, usize)>,
    nowhere: Vec<usize>,
    /// Of each key, whether others can have what it leads to: an item that its file does not keep to itself, a file, what a macro
    /// makes.
    is_shared: Vec<bool>,
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
        let (exported, _) = typescript::meant(&mut self.typescript, folder, key);
        let can_be_named = is_public || !exported.is_empty();
        meant.extend(exported);
        (meant, can_be_named)
    }

    /// Whether it is certain that users of an npm package can write no such key.
    pub(crate) fn is_absent(&mut self, folder: &RepoPath, key: &str) -> bool {
        typescript::meant(&mut self.typescript, folder, key).1
    }

    /// Whether the manifest of the npm package in exactly this folder says by which paths users get into it.
    pub(crate) fn has_exports(&self, folder: &RepoPath) -> bool {
        self.typescript.has_exports(folder)
    }

    /// Whether a key of a crate leads to what another crate defines that is not in the repository.
    pub(crate) fn is_elsewhere(&mut self, folder: &RepoPath, key: &str) -> bool {
        rust::is_elsewhere(&mut self.rust, folder, key)
    }

    /// Whether a key leads to what a package or a crate defines that is not in the repository, as far as statements say.
    pub(crate) fn leads_out(&mut self, folder: &RepoPath, key: &str) -> bool {
        self.is_elsewhere(folder, key)
            || typescript::is_elsewhere(&mut self.typescript, folder, key)
    }

    /// Whether a key of an npm package leads to something that is handed on as a type alone.
    pub(crate) fn is_type_alone(&mut self, folder: &RepoPath, key: &str) -> bool {
        typescript::is_type_alone(&mut self.typescript, folder, key)
    }

    /// What a file of TypeScript exports under a name.
    pub(crate) fn exported(&mut self, file: FileId, name: &str) -> Option<Meant> {
        typescript::exported(&mut self.typescript, file, name)
    }

    /// The package of the repository that a specifier in a file of TypeScript means, and what its users write behind its name to
    /// get the same.
    pub(crate) fn package_behind(
        &mut self,
        from: FileId,
        specifier: &str,
    ) -> Option<(RepoPath, String)> {
        typescript::package_behind(&mut self.typescript, from, specifier)
    }

    /// What users of the npm package in exactly this folder write behind its name to get a file.
    pub(crate) fn way_to(&mut self, folder: &RepoPath, file: FileId) -> Option<String> {
        typescript::way_to(&mut self.typescript, folder, file)
    }

    /// The files that were looked into, each once; forgets them.
    pub(crate) fn consulted(&mut self) -> BTreeSet<FileId> {
        self.rust.looked_into().into_iter().chain(self.typescript.looked_into()).collect()
    }
}

impl Promise {
    /// What names of items of the boundary in `folder` mean, each written as its users do.
    pub(super) fn of<'n>(
        world: &World,
        folder: &RepoPath,
        names: impl Iterator<Item = &'n str>,
    ) -> Self {
        let mut rust = rust::Resolver::new(world);
        let mut typescript = typescript::Resolver::new(world);
        let is_crate = world.crossings.packages.library_in(folder).is_some();
        let (mut keys, mut is_public, mut is_absent) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let (mut meant, can_be_written) = rust::meant(&mut rust, folder, name);
            let (exported, is_nowhere) = typescript::meant(&mut typescript, folder, name);
            // What an entry exports can be written, whatever it is called where it stands. A member has a visibility of its own.
            let is_export = !exported.is_empty() && !is_member(name);
            meant.extend(exported);
            meant.sort();
            meant.dedup();
            keys.push(meant);
            is_public.push(can_be_written || is_export);
            is_absent.push(is_nowhere && !is_crate);
        }
        let (items, is_shared) = items_meant(world, &keys);
        let each = || keys.iter().enumerate();
        let into: BTreeSet<(FileId, usize)> =
            each().flat_map(|(key, meant)| meant.iter().map(move |it| (it.file, key))).collect();
        let into = into.into_iter().collect();
        let nowhere = each().filter(|(_, meant)| meant.is_empty()).map(|(key, _)| key).collect();
        let mut consulted = rust.looked_into();
        consulted.extend(typescript.looked_into());
        consulted.sort_unstable();
        consulted.dedup();
        Self { keys, is_public, is_absent, items, into, nowhere, is_shared, consulted }
    }

    /// Whether every name in the Rust path of a key is public, or an entry of the package exports it.
    pub(crate) fn is_public(&self, key: usize) -> bool {
        self.is_public.get(key).copied().unwrap_or_default()
    }

    /// Whether no entry of the package exports what a key names.
    pub(crate) fn is_absent(&self, key: usize) -> bool {
        self.is_absent.get(key).copied().unwrap_or_default()
    }

    /// Whether a key leads to something that others can have.
    pub(crate) fn is_shared(&self, key: usize) -> bool {
        self.is_shared.get(key).copied().unwrap_or_default()
    }

    /// The items of a file that keys lead to, each with the position of a key, sorted.
    pub(crate) fn items_of(&self, file: FileId) -> &[(FileId, ItemNumber, usize)] {
        let of_it = self.items.partition_point(|it| it.0 < file);
        let end = self.items.partition_point(|it| it.0 <= file);
        self.items.get(of_it..end).unwrap_or_default()
    }

    /// The positions of the keys that lead into a file, and of those of which only the words are known; in order.
    pub(crate) fn keys_into(&self, file: FileId) -> Vec<usize> {
        let from = self.into.partition_point(|it| it.0 < file);
        let to = self.into.partition_point(|it| it.0 <= file);
        let into = self.into.get(from..to).unwrap_or_default().iter().map(|it| it.1);
        let mut keys: Vec<usize> = into.chain(self.nowhere.iter().copied()).collect();
        keys.sort_unstable();
        keys
    }

    /// The positions of the keys that lead to an item.
    pub(crate) fn keys_of(&self, file: FileId, item: ItemNumber) -> impl Iterator<Item = usize> {
        let from = self.items.partition_point(|it| (it.0, it.1) < (file, item));
        let items = self.items.get(from..).unwrap_or_default().iter();
        items.take_while(move |it| (it.0, it.1) == (file, item)).map(|it| it.2)
    }

    /// Whether a change of one of these files may make another one of it.
    pub(super) fn depends_on(&self, touched: &[(RepoPath, FileId)]) -> bool {
        touched.iter().any(|(_, file)| self.consulted.binary_search(file).is_ok())
    }

    /// The files of which not the same items are meant in both, which number files alike.
    pub(super) fn files_unlike(&self, other: &Self) -> BTreeSet<FileId> {
        let all = self.items.iter().chain(&other.items).map(|it| it.0);
        let is_unlike = |file: &FileId| self.items_of(*file) != other.items_of(*file);
        all.collect::<BTreeSet<_>>().into_iter().filter(is_unlike).collect()
    }

    /// The items that a key leads to.
    pub(crate) fn items_of_key(&self, key: usize) -> impl Iterator<Item = (FileId, ItemNumber)> {
        let files: BTreeSet<FileId> =
            self.keys.get(key).into_iter().flatten().map(|it| it.file).collect();
        let items = files.into_iter().flat_map(|file| self.items_of(file));
        items.filter(move |it| it.2 == key).map(|it| (it.0, it.1))
    }
}

/// The promises of all contracts with `[interface]`, by their folders, and what decisions name of boundaries, by theirs; each is
/// found out when someone asks.
///
/// Equal Worlds may know more or less of them: they follow from the rest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promises {
    of_contracts: OrdMap<RepoPath, Arc<Known>>,
    pub(super) of_decisions: OrdMap<RepoPath, NamedThere>,
}

/// What is known of one of them.
#[derive(Debug, Default)]
struct Known {
    promise: OnceLock<Arc<Promise>>,
    shown: OnceLock<Arc<Shown>>,
}

impl World {
    /// What the keys of the contract in `folder` mean.
    pub(crate) fn promise(&self, folder: &RepoPath) -> Option<&Promise> {
        let known = self.crossings.promises.of_contracts.get(folder)?;
        Some(known.promise.get_or_init(|| Arc::new(self.find_promise(folder))))
    }

    /// The folders of contracts whose keys were looked for in one of these files: also of boundaries that hand on what others
    /// define.
    pub(crate) fn promised_through(&self, paths: &[&RepoPath]) -> Vec<RepoPath> {
        let number = |path: &RepoPath| Some((path.clone(), self.crossings.files.number(path)?));
        let files: Vec<(RepoPath, FileId)> = paths.iter().filter_map(|it| number(it)).collect();
        let folders = self.crossings.promises.of_contracts.keys();
        let leads_there =
            |folder: &&RepoPath| self.promise(folder).is_some_and(|it| it.depends_on(&files));
        folders.filter(leads_there).cloned().collect()
    }

    /// What users can name of the boundary in `folder`, which has a contract with `[interface]`.
    pub(crate) fn shown(&self, folder: &RepoPath) -> Option<&Shown> {
        let known = self.crossings.promises.of_contracts.get(folder)?;
        Some(known.shown.get_or_init(|| Arc::new(Shown::new(self, folder))))
    }

    /// What users can name of the package in `folder`, whether or not it has a contract.
    pub(crate) fn find_shown(&self, folder: &RepoPath) -> Arc<Shown> {
        let known = self.crossings.promises.of_contracts.get(folder);
        let find = || Arc::new(Shown::new(self, folder));
        known.map_or_else(find, |known| Arc::clone(known.shown.get_or_init(find)))
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
        let keys = contract.interface.iter().flatten().map(|entry| &*entry.key.value);
        Promise::of(self, folder, keys)
    }

    /// Forgets the promises that a change of these files may make others; all of them where boundaries,
    /// packages or the set of files changed.
    pub(crate) fn forget_promises(&mut self, is_all: bool, touched: &[RepoPath]) {
        if is_all {
            let contracts = self.records().filter_map(|(path, record)| match record {
                Record::Contract(contract) if contract.interface.is_some() => path.parent(),
                _ => None,
            });
            let of_contracts = contracts.map(|folder| (folder, Arc::default())).collect();
            let of_decisions = named_there(self);
            self.crossings.promises = Promises { of_contracts, of_decisions };
            return;
        }
        let number = |path: &RepoPath| self.crossings.files.number(path);
        let touched: Vec<(RepoPath, FileId)> =
            touched.iter().filter_map(|path| Some((path.clone(), number(path)?))).collect();
        if touched.is_empty() {
            return;
        }
        self.forget_named_there(&touched);
        let promises = self.crossings.promises.of_contracts.iter();
        let after = promises.filter_map(|(folder, known)| {
            Some((folder.clone(), Arc::new(known.after(folder, &touched)?)))
        });
        for (folder, known) in after.collect::<Vec<_>>() {
            self.crossings.promises.of_contracts.insert(folder, known);
        }
    }
}

/// Whether a key of an npm package names what lies in something: `Invoice.total`, and not `util.js/read`.
fn is_member(key: &str) -> bool {
    key.rsplit('/').next().is_some_and(|path| path.contains('.'))
}

/// The items that keys lead to, by file, and of each key whether others can have what it leads to.
fn items_meant(
    world: &World,
    keys: &[Vec<Meant>],
) -> (Vec<(FileId, ItemNumber, usize)>, Vec<bool>) {
    let mut by_file: BTreeMap<FileId, Vec<(&Meant, usize)>> = BTreeMap::new();
    for (key, meant) in keys.iter().enumerate() {
        meant.iter().for_each(|it| by_file.entry(it.file).or_default().push((it, key)));
    }
    let mut items = Vec::new();
    let mut is_shared = vec![false; keys.len()];
    for (file, meant) in by_file {
        let facts = world.crossings.files.path(file).and_then(|path| world.facts(path));
        let by_path = facts.map(ByPath::new).unwrap_or_default();
        for (it, key) in meant {
            items.extend(by_path.items(it).iter().map(|item| (file, *item, key)));
            if let Some(is_shared) = is_shared.get_mut(key) {
                *is_shared |= !by_path.is_private(it);
            }
        }
    }
    items.sort_unstable();
    items.dedup();
    (items, is_shared)
}

/// The items of a file that others can mean, by their paths and by the paths of what they stand in.
#[derive(Default)]
struct ByPath {
    own: FxHashMap<String, Vec<ItemNumber>>,
    around: FxHashMap<String, Vec<ItemNumber>>,
    /// The paths of the others.
    private: FxHashSet<String>,
}

impl ByPath {
    fn new(facts: &FileFacts) -> Self {
        let mut found = Self::default();
        let items: Vec<Item<'_>> = facts.items().collect();
        let separator = facts.language.separator();
        // Source: MDN, "export", "Export list".
        let lists =
            |it: &&Import<'_>| it.form == ImportForm::Local && it.visibility == Visibility::Public;
        let listed: FxHashSet<&str> =
            facts.references().imports.iter().filter(lists).map(|it| it.name).collect();
        for (number, item) in (0..).zip(&items).filter(|(_, it)| it.kind.is_symbol()) {
            let names = names_to(&items, number);
            let is_listed = || names.first().is_some_and(|it| listed.contains(it));
            if item.visibility == Visibility::Public || is_listed() {
                found.own.entry(names.join(separator)).or_default().push(number);
            } else {
                found.private.insert(names.join(separator));
            }
            if let Some((_, around)) = names.split_last()
                && item.visibility == Visibility::Public
            {
                found.around.entry(around.join(separator)).or_default().push(number);
            }
        }
        found
    }

    /// Whether a path is that of an item which the file keeps to itself.
    fn is_private(&self, meant: &Meant) -> bool {
        let path = &meant.path;
        !meant.is_level && self.private.contains(path) && !self.own.contains_key(path)
    }

    fn items(&self, meant: &Meant) -> &[ItemNumber] {
        let by_path = if meant.is_level { &self.around } else { &self.own };
        by_path.get(&meant.path).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Known {
    /// What is still known after a change of these files; `None` where that is all of it.
    fn after(&self, folder: &RepoPath, touched: &[(RepoPath, FileId)]) -> Option<Self> {
        let promise = self.promise.get().filter(|promise| !promise.depends_on(touched));
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
