//! What users of a boundary can name, as facts alone say it: asked for often, while files are edited.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{ItemNumber, RepoPath};

use super::files::FileId;
use super::surface::Exposure;
use super::{rust, typescript};
use crate::World;

/// The items that users of one boundary can name, without what types have by `impl`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Shown {
    /// The shortest path of each item, by its file.
    items: BTreeMap<FileId, BTreeMap<ItemNumber, String>>,
    /// The paths of names that no item of the boundary bears.
    others: BTreeSet<String>,
    /// There may be more: not all paths were followed, or it hands on all names of another package.
    pub(crate) has_more: bool,
    /// There are public modules that documentation hides, whose items are not among these.
    pub(crate) hides_modules: bool,
    /// Files outside of the boundary's folder that were looked into; sorted.
    consulted: Vec<FileId>,
}

impl Shown {
    pub(crate) fn new(world: &World, folder: &RepoPath) -> Self {
        let mut rust = rust::Resolver::new(world);
        let mut typescript = typescript::Resolver::new(world);
        let mut shown = Self::default();
        shown.add(rust::named(&mut rust, folder));
        shown.add(typescript::exposed(&mut typescript, folder));
        let is_outside = |file: &FileId| {
            world.crossings.files.path(*file).is_some_and(|path| !path.starts_with(folder))
        };
        let consulted: BTreeSet<FileId> =
            rust.looked_into().into_iter().chain(typescript.looked_into()).collect();
        shown.consulted = consulted.into_iter().filter(is_outside).collect();
        shown
    }

    fn add(&mut self, exposure: Exposure) {
        self.has_more |= exposure.is_cut;
        self.hides_modules |= exposure.hides_modules;
        for it in exposure.items {
            let Some(path) = it.paths.into_iter().next() else { continue };
            self.items.entry(it.file).or_default().insert(it.item, path);
        }
        for path in exposure.handed_on.into_iter().flat_map(|it| it.paths) {
            self.has_more |= path.ends_with('*');
            self.others.insert(path);
        }
    }

    /// The files whose items are not shown alike in both, which number files alike.
    pub(crate) fn files_unlike(&self, other: &Self) -> BTreeSet<FileId> {
        let unlike = |one: &Self, two: &Self| -> Vec<FileId> {
            let unlike = |(file, items): &(&FileId, _)| two.items.get(*file) != Some(*items);
            one.items.iter().filter(unlike).map(|(file, _)| *file).collect()
        };
        [unlike(self, other), unlike(other, self)].into_iter().flatten().collect()
    }

    /// Whether there is nothing at all: no library, no entry, or an empty one.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.others.is_empty()
    }

    /// Those of one file, each with its shortest path.
    pub(crate) fn of_file(&self, file: FileId) -> impl Iterator<Item = (ItemNumber, &str)> {
        let items = self.items.get(&file).into_iter().flatten();
        items.map(|(item, path)| (*item, path.as_str()))
    }

    /// The shortest path of an item; `None` for one that cannot be named.
    pub(crate) fn path_of(&self, file: FileId, item: ItemNumber) -> Option<&str> {
        self.items.get(&file)?.get(&item).map(String::as_str)
    }

    /// Whether a name of another package, or one that a macro makes, is shown under this path.
    pub(crate) fn hands_on(&self, path: &str) -> bool {
        self.others.contains(path)
    }

    /// The paths of all such names; one that stands for every name of another package ends with `*`.
    pub(crate) fn all_handed_on(&self) -> impl Iterator<Item = &str> {
        self.others.iter().map(String::as_str)
    }

    /// Whether a change of what a file defines or imports may make another one of it.
    pub(super) fn depends_on(&self, folder: &RepoPath, path: &RepoPath, file: FileId) -> bool {
        path.starts_with(folder) || self.consulted.binary_search(&file).is_ok()
    }
}
