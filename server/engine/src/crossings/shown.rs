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
    items: Named,
    /// The paths of names that no item of the boundary bears.
    others: BTreeSet<String>,
    /// The folders of the packages of the repository whose names are all brought, by such a path.
    brought: BTreeMap<String, BTreeSet<RepoPath>>,
    /// There may be more, as not all paths were followed.
    is_cut: bool,
    /// There are public modules that documentation hides, whose items are not among these.
    pub(crate) hides_modules: bool,
    /// Files outside of the boundary's folder that were looked into; sorted.
    consulted: Vec<FileId>,
}

/// The shortest path of each item, by its file. There are as many as a repository has public items: they lie in one
/// piece.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Named {
    /// Sorted, each with where its path ends in `paths`.
    items: Box<[(FileId, ItemNumber, u32)]>,
    paths: Box<str>,
}

impl Named {
    fn new(all: BTreeMap<(FileId, ItemNumber), String>) -> Self {
        let mut paths = String::new();
        let items = all.into_iter().map(|((file, item), path)| {
            paths.push_str(&path);
            (file, item, paths.len() as u32)
        });
        let items = items.collect();
        Self { items, paths: paths.into() }
    }

    /// Those of one file, in their order.
    fn of_file(&self, file: FileId) -> impl Iterator<Item = (ItemNumber, &str)> {
        let first = self.items.partition_point(|it| it.0 < file);
        let before = first.checked_sub(1).and_then(|last| self.items.get(last));
        let mut start = before.map_or(0, |it| it.2);
        let of_it =
            self.items.get(first..).unwrap_or_default().iter().take_while(move |it| it.0 == file);
        of_it.map(move |&(_, item, end)| {
            let path = self.paths.get(start as usize..end as usize).unwrap_or_default();
            start = end;
            (item, path)
        })
    }

    fn path_of(&self, file: FileId, item: ItemNumber) -> Option<&str> {
        let at = self.items.binary_search_by(|it| (it.0, it.1).cmp(&(file, item))).ok()?;
        let before = at.checked_sub(1).and_then(|last| self.items.get(last));
        let (start, end) = (before.map_or(0, |it| it.2), self.items.get(at)?.2);
        self.paths.get(start as usize..end as usize)
    }

    fn files(&self) -> impl Iterator<Item = FileId> {
        self.items.chunk_by(|a, b| a.0 == b.0).filter_map(|of_file| Some(of_file.first()?.0))
    }
}

impl Shown {
    pub(crate) fn new(world: &World, folder: &RepoPath) -> Self {
        let mut rust = rust::Resolver::new(world);
        let mut typescript = typescript::Resolver::new(world);
        let mut shown = Self::default();
        let mut items = BTreeMap::new();
        shown.add(rust::named(&mut rust, folder, &|_| None), &mut items);
        shown.add(typescript::exposed(&mut typescript, folder), &mut items);
        shown.items = Named::new(items);
        let is_outside = |file: &FileId| {
            world.crossings.files.path(*file).is_some_and(|path| !path.starts_with(folder))
        };
        let consulted: BTreeSet<FileId> =
            rust.looked_into().into_iter().chain(typescript.looked_into()).collect();
        shown.consulted = consulted.into_iter().filter(is_outside).collect();
        shown
    }

    fn add(&mut self, exposure: Exposure, items: &mut BTreeMap<(FileId, ItemNumber), String>) {
        self.is_cut |= exposure.is_cut;
        self.hides_modules |= exposure.hides_modules;
        for it in exposure.items {
            let Some(path) = it.paths.into_iter().next() else { continue };
            items.insert((it.file, it.item), path);
        }
        for it in exposure.handed_on {
            for path in it.paths {
                match &it.package {
                    Some(package) => {
                        self.brought.entry(path).or_default().insert(package.clone());
                    }
                    None => {
                        self.others.insert(path);
                    }
                }
            }
        }
    }

    /// The files whose items are not shown alike in both, which number files alike.
    pub(crate) fn files_unlike(&self, other: &Self) -> BTreeSet<FileId> {
        let all: BTreeSet<FileId> = self.items.files().chain(other.items.files()).collect();
        let is_alike = |file: &FileId| self.of_file(*file).eq(other.of_file(*file));
        all.into_iter().filter(|file| !is_alike(file)).collect()
    }

    /// Whether there is nothing at all: no library, no entry, or an empty one.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.items.is_empty() && self.others.is_empty() && self.brought.is_empty()
    }

    /// Those of one file, each with its shortest path.
    pub(crate) fn of_file(&self, file: FileId) -> impl Iterator<Item = (ItemNumber, &str)> {
        self.items.of_file(file)
    }

    /// The shortest path of an item; `None` for one that cannot be named.
    pub(crate) fn path_of(&self, file: FileId, item: ItemNumber) -> Option<&str> {
        self.items.path_of(file, item)
    }

    /// The files with an item of this path, however it is reached: `b` and `a/b` are both `b`.
    pub(crate) fn files_with(&self, path: &str) -> impl Iterator<Item = FileId> {
        let of_file = |file| self.of_file(file).map(|(_, path)| path);
        let ends = move |it: &str| it.rsplit('/').next() == Some(path);
        self.items.files().filter(move |file| of_file(*file).any(ends))
    }

    /// Whether an item is shown under exactly this path, and under no shorter one.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.items.files().any(|file| self.of_file(file).any(|(_, own)| own == path))
    }

    /// Whether a name of another package, or one that a macro makes, is shown under this path.
    pub(crate) fn hands_on(&self, path: &str) -> bool {
        self.others.contains(path)
    }

    /// Whether a path that is not among these may be there: under its name another package hands something on, or a package that
    /// the repository does not have all that it has, there or around.
    pub(crate) fn may_have(&self, path: &str) -> bool {
        self.is_cut || self.hands_on(path) || self.others.iter().any(|it| is_around(it, path))
    }

    /// Whether there may be names anywhere that are not known: all that a package has which the repository does not have.
    pub(crate) fn brings_unknown_names(&self) -> bool {
        self.is_cut || self.others.iter().any(|it| it.ends_with('*'))
    }

    /// The folders of the packages of the repository of which all names are brought, to wherever.
    pub(crate) fn all_packages(&self) -> impl Iterator<Item = &RepoPath> {
        self.brought.values().flatten()
    }

    /// Those that are brought by a path, which ends with `*`.
    pub(crate) fn packages_behind(&self, all: &str) -> impl Iterator<Item = &RepoPath> {
        self.brought.get(all).into_iter().flatten()
    }

    /// Those that are brought to where a path is.
    pub(crate) fn packages_around(&self, path: &str) -> impl Iterator<Item = &RepoPath> {
        let around = self.brought.iter().filter(move |(all, _)| is_around(all, path));
        around.flat_map(|(_, packages)| packages)
    }

    /// The paths of all such names; one that stands for every name of another package ends with `*`.
    pub(crate) fn all_handed_on(&self) -> impl Iterator<Item = &str> {
        self.others.iter().chain(self.brought.keys()).map(String::as_str)
    }

    /// Whether a change of what a file defines or imports may make another one of it.
    pub(super) fn depends_on(&self, folder: &RepoPath, path: &RepoPath, file: FileId) -> bool {
        path.starts_with(folder) || self.consulted.binary_search(&file).is_ok()
    }
}

/// Whether `all`, which ends with `*` if it stands for all names of a package, stands for a path.
fn is_around(all: &str, path: &str) -> bool {
    all.strip_suffix('*').is_some_and(|around| path.starts_with(around))
}
