//! What the keys of `[interface]` mean, followed through re-exports to the items.

use std::sync::{Arc, OnceLock};

use boundstone_model::RepoPath;
use imbl::OrdMap;

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
        let (keys, is_public) = keys.unzip();
        let mut consulted = rust.looked_into();
        consulted.extend(typescript.looked_into());
        consulted.sort_unstable();
        consulted.dedup();
        Promise { keys, is_public, consulted }
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
