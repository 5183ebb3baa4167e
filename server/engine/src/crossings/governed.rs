//! What the names of items in decisions mean, followed as the keys of contracts are.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use boundstone_model::{GovernsTarget, RepoPath};
use imbl::OrdMap;

use super::FileId;
use super::promise::Promise;
use crate::World;
use crate::change::Record;

/// What decisions name of one boundary.
#[derive(Debug, Default)]
pub(crate) struct Governed {
    /// Each record that does, and the position of the entry there; sorted.
    entries: Vec<(RepoPath, usize)>,
    /// What each of them leads to, by its place among them.
    pub(crate) meant: Promise,
}

/// The same, as soon as somebody asks.
pub(crate) type NamedThere = Arc<OnceLock<Governed>>;

impl Governed {
    /// The place of an entry among all that name something of the boundary.
    pub(crate) fn position(&self, by: &RepoPath, entry: usize) -> Option<usize> {
        self.entries.binary_search_by(|it| (&it.0, it.1).cmp(&(by, entry))).ok()
    }

    /// The entry at a place.
    pub(crate) fn entry(&self, position: usize) -> Option<&(RepoPath, usize)> {
        self.entries.get(position)
    }

    fn of(world: &World, folder: &RepoPath) -> Self {
        let mut named: Vec<((RepoPath, usize), &str)> = Vec::new();
        for (_, record) in world.decisions.iter() {
            for (entry, it) in record.file.governs.iter().enumerate() {
                if let Some((_, path)) = named_of(world, &it.target).filter(|it| it.0 == folder) {
                    named.push(((record.path.clone(), entry), path));
                }
            }
        }
        named.sort();
        let meant = Promise::of(world, folder, named.iter().map(|it| it.1));
        Self { entries: named.into_iter().map(|it| it.0).collect(), meant }
    }
}

impl World {
    /// What decisions name of the boundary in `folder`; `None` where that is nothing.
    pub(crate) fn governed(&self, folder: &RepoPath) -> Option<&Governed> {
        let known = self.crossings.promises.of_decisions.get(folder)?;
        Some(known.get_or_init(|| Governed::of(self, folder)))
    }

    /// Forgets what the names in these records mean, of which some others say, or said `before`.
    pub(crate) fn forget_named_by(&mut self, before: &Self, records: &[RepoPath]) {
        let mut folders = BTreeSet::new();
        for path in records {
            let (old, new) = (before.names_in(path), self.names_in(path));
            if old != new {
                folders.extend(old.into_iter().chain(new).map(|it| it.1.clone()));
            }
        }
        if !folders.is_empty() {
            let all = named_there(self);
            let known = &mut self.crossings.promises.of_decisions;
            for folder in folders {
                match all.get(&folder) {
                    Some(new) => drop(known.insert(folder, Arc::clone(new))),
                    None => drop(known.remove(&folder)),
                }
            }
        }
    }

    /// Forgets what a change of these files may make another one.
    pub(super) fn forget_named_there(&mut self, touched: &[(RepoPath, FileId)]) {
        let known = &mut self.crossings.promises.of_decisions;
        // One that is not known yet may be found out by a reader of the World before.
        let is_stale = |it: &NamedThere| it.get().is_none_or(|it| it.meant.depends_on(touched));
        let stale = known.iter().filter(|(_, it)| is_stale(it)).map(|(folder, _)| folder.clone());
        for folder in stale.collect::<Vec<_>>() {
            known.insert(folder, Arc::default());
        }
    }

    /// The files with items that decisions mean, and did not mean before, or the other way round.
    pub(crate) fn governed_otherwise(&self, before: &Self) -> BTreeSet<RepoPath> {
        let mut files = BTreeSet::new();
        for (folder, known) in &self.crossings.promises.of_decisions {
            let old = before.crossings.promises.of_decisions.get(folder);
            let other = old.filter(|old| !Arc::ptr_eq(old, known));
            let both = other.and_then(|_| before.governed(folder)).zip(self.governed(folder));
            files
                .extend(both.into_iter().flat_map(|(old, new)| old.meant.files_unlike(&new.meant)));
        }
        files.into_iter().filter_map(|file| self.crossings.files.path(file).cloned()).collect()
    }

    /// The items that a record names, by their boundaries, with the positions of the entries.
    fn names_in(&self, path: &RepoPath) -> BTreeSet<(usize, &RepoPath, &str)> {
        let Some(Record::Decision(file)) = self.record(path) else { return BTreeSet::new() };
        let named = file.governs.iter().enumerate().filter_map(|(entry, it)| {
            let (folder, path) = named_of(self, &it.target)?;
            Some((entry, folder, path))
        });
        named.collect()
    }
}

/// The folders of the boundaries of which decisions name items; nothing is known of them.
pub(super) fn named_there(world: &World) -> OrdMap<RepoPath, NamedThere> {
    let entries = world.decisions.iter().flat_map(|(_, record)| &record.file.governs);
    let folders: BTreeSet<&RepoPath> =
        entries.filter_map(|it| Some(named_of(world, &it.target)?.0)).collect();
    folders.into_iter().map(|folder| (folder.clone(), Arc::default())).collect()
}

/// The folder of the boundary that an entry names an item of, and how it calls that.
fn named_of<'w>(world: &'w World, target: &'w GovernsTarget) -> Option<(&'w RepoPath, &'w str)> {
    let GovernsTarget::Symbol { container, path } = target else { return None };
    Some((&world.boundaries.by_name(container)?.path, path))
}
