//! What users can write of a boundary, kept for as long as the code is what it is.

use std::sync::{Arc, Mutex, PoisonError};

use boundstone_model::{ContractFile, ItemKind, Place, RepoPath};

use crate::change::{FileInput, Record};

/// So many boundaries are kept: one whose contract is written, and those whose names it hands on.
const MOST_BOUNDARIES: usize = 16;

/// One name that users can write, without the name of its boundary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PublicName {
    pub(crate) path: Arc<str>,
    pub(crate) is: NameIs,
    /// Where its item stands, or the statement that hands it on.
    pub(crate) place: Option<Place>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NameIs {
    Item {
        kind: ItemKind,
        signature: Option<Arc<str>>,
    },
    /// Of another package, whose specifier this is; more is not known.
    OfOthers(Arc<str>),
    /// All of a level, which has so many names.
    Level(usize),
}

/// The names of one boundary, those before others that are less deep.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct PublicNames {
    /// Each item by its shortest path.
    pub(crate) names: Vec<PublicName>,
    /// Longer paths, each with the position of its item in `names`.
    pub(crate) longer: Vec<(Arc<str>, usize)>,
}

impl PublicNames {
    /// Those that are no whole levels.
    pub(crate) fn items(&self) -> impl Iterator<Item = &PublicName> {
        self.names.iter().filter(|it| !matches!(it.is, NameIs::Level(_)))
    }

    /// What is called so, by any of its paths.
    pub(crate) fn named(&self, path: &str) -> Option<&PublicName> {
        let longer = || {
            let (_, at) = self.longer.iter().find(|(longer, _)| &**longer == path)?;
            self.names.get(*at)
        };
        self.names.iter().find(|it| &*it.path == path).or_else(longer)
    }

    /// The path of the item that stands in a place.
    pub(crate) fn path_of(&self, place: &Place) -> Option<&Arc<str>> {
        self.names.iter().find(|it| it.place.as_ref() == Some(place)).map(|it| &it.path)
    }
}

/// What was asked of the code as it is now. Worlds share it that have the same code.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownNames(Arc<Mutex<Vec<OfBoundary>>>);

/// What is known of the boundary in a folder.
type OfBoundary = (RepoPath, Arc<PublicNames>);

impl KnownNames {
    pub(crate) fn get(&self, folder: &RepoPath) -> Option<Arc<PublicNames>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(path, _)| path == folder).map(|(_, names)| Arc::clone(names))
    }

    pub(crate) fn keep(&self, folder: &RepoPath, names: &Arc<PublicNames>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(path, _)| path != folder);
        if known.len() >= MOST_BOUNDARIES {
            known.remove(0);
        }
        known.push((folder.clone(), Arc::clone(names)));
    }
}

/// Whether the change of a file leaves what users can write: that of a decision, or of a contract that keeps its name and its
/// entries.
pub(crate) fn leaves_names(old: Option<&FileInput>, new: Option<&FileInput>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return false };
    match (old.record(), new.record()) {
        (Some(Record::Contract(old)), Some(Record::Contract(new))) => {
            entries(old).eq(entries(new)) && name(old) == name(new)
        }
        (Some(Record::Decision(_)), Some(Record::Decision(_))) => true,
        _ => false,
    }
}

fn entries(contract: &ContractFile) -> impl Iterator<Item = &str> {
    contract.entry.iter().flatten().map(|it| &*it.value)
}

fn name(contract: &ContractFile) -> Option<&str> {
    contract.name.as_ref().map(|it| &*it.value)
}
