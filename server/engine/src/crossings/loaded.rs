//! Which files of a TypeScript package its users load.

use std::collections::BTreeSet;

use boundstone_model::RepoPath;

use super::files::FileId;
use super::typescript;
use crate::World;

/// The files of the ways into the package in exactly this folder, and all that their imports lead to, directly or not.
pub(crate) fn loaded(world: &World, folder: &RepoPath) -> BTreeSet<FileId> {
    let mut resolver = typescript::Resolver::new(world);
    let mut open = typescript::entry_files(&mut resolver, folder);
    let mut loaded: BTreeSet<FileId> = open.iter().copied().collect();
    while let Some(file) = open.pop() {
        let new = typescript::modules(&mut resolver, file).into_iter();
        open.extend(new.filter(|it| loaded.insert(*it)));
    }
    loaded
}

/// The file that a specifier leads to from a file of TypeScript, where it is one of the repository.
pub(crate) fn own_module(world: &World, from: &RepoPath, specifier: &str) -> Option<FileId> {
    let from = world.crossings.files.number(from)?;
    typescript::module_file(&mut typescript::Resolver::new(world), from, specifier)
}
