//! What the keys of `[interface]` mean, followed through re-exports to the items.

use std::sync::{Arc, OnceLock};

use boundstone_model::RepoPath;
use imbl::OrdMap;

use super::{FileId, rust, typescript};
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
    consulted: Vec<FileId>,
}

/// The promises of all contracts with `[interface]`, by their folders; each is found out when someone
/// asks.
///
/// Equal Worlds may know more or less of them: they follow from the rest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promises(OrdMap<RepoPath, Arc<OnceLock<Promise>>>);

impl World {
    /// What the keys of the contract in `folder` mean.
    pub(crate) fn promise(&self, folder: &RepoPath) -> Option<&Promise> {
        let known = self.crossings.promises.0.get(folder)?;
        Some(known.get_or_init(|| self.find_promise(folder)))
    }

    fn find_promise(&self, folder: &RepoPath) -> Promise {
        let contract = folder.join(CONTRACT_FILE).and_then(|path| self.record(&path));
        let Some(Record::Contract(contract)) = contract else { return Promise::default() };
        let mut rust = rust::Resolver::new(self);
        let mut typescript = typescript::Resolver::new(self);
        let entries = contract.interface.iter().flatten();
        let keys = entries.map(|entry| {
            let mut meant = rust::meant(&mut rust, folder, &entry.key.value);
            meant.extend(typescript::meant(&mut typescript, folder, &entry.key.value));
            meant.sort();
            meant.dedup();
            meant
        });
        let keys = keys.collect();
        let mut consulted = rust.looked_into();
        consulted.extend(typescript.looked_into());
        consulted.sort_unstable();
        consulted.dedup();
        Promise { keys, consulted }
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
        let touched: Vec<FileId> =
            touched.iter().filter_map(|path| self.crossings.files.number(path)).collect();
        if touched.is_empty() {
            return;
        }
        // One that is not known yet may be found out by a reader of the World before.
        let is_stale = |promise: &Arc<OnceLock<Promise>>| {
            promise.get().is_none_or(|known| {
                touched.iter().any(|file| known.consulted.binary_search(file).is_ok())
            })
        };
        let promises = self.crossings.promises.0.iter();
        let stale: Vec<RepoPath> =
            promises.filter(|(_, it)| is_stale(it)).map(|(folder, _)| folder.clone()).collect();
        for folder in stale {
            self.crossings.promises.0.insert(folder, Arc::default());
        }
    }
}
