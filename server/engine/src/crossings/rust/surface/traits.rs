//! The traits of a library, by name, and which of them users can name.

use std::collections::BTreeMap;

use boundstone_model::{ItemKind, ItemNumber, RepoPath};

use super::super::super::files::FileId;
use super::super::resolver::Resolver;
use super::Walk;

/// A trait, and whether users of the library can name it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trait {
    pub(crate) file: FileId,
    pub(crate) item: ItemNumber,
    pub(crate) is_public: bool,
}

/// All traits of the library of the package in exactly this folder.
pub(in crate::crossings) fn traits(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
) -> BTreeMap<String, Vec<Trait>> {
    let mut traits: BTreeMap<String, Vec<Trait>> = BTreeMap::new();
    let Some(mut walk) = Walk::of_library(resolver, folder, &|_| None) else { return traits };
    walk.library();
    for file in walk.files(folder) {
        let Some(source) = walk.resolver.search.source(file) else { continue };
        for (item, found) in (0..).zip(&source.items) {
            if found.kind == ItemKind::Trait {
                let is_public = walk.found.contains_key(&(file, item, None));
                let of_name = traits.entry(found.name().to_owned()).or_default();
                of_name.push(Trait { file, item, is_public });
            }
        }
    }
    traits
}
