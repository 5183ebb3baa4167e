//! What a boundary shows to others: every item that a consumer can name, under each of its paths.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{FileSignatures, ItemKind, ItemNumber, RepoPath};

use super::files::FileId;
use super::rust::Trait;
use super::{rust, typescript};
use crate::World;

/// An item that a consumer can name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Exposed {
    pub(crate) file: FileId,
    pub(crate) item: ItemNumber,
    /// Its kind, which for a re-exported module is not that of an item.
    pub(crate) kind: ItemKind,
    /// Every path, without the name of the boundary, sorted by length.
    pub(crate) paths: Vec<String>,
    /// The trait whose implementation brings it, as it is written there.
    pub(crate) of_trait: Option<Arc<str>>,
    /// Of a member of a type of others: its path with the parameters by their places, which stays when they are renamed.
    pub(crate) known_as: Option<Arc<str>>,
    /// As those of [`boundstone_model::SurfaceItem`], of what may have no value too.
    pub(crate) type_only_paths: Vec<String>,
    /// As that of [`boundstone_model::SurfaceItem`].
    pub(crate) is_as_imported: bool,
    /// The file and the number of the `impl` that leaves a default of its trait as it is.
    pub(crate) inherited_by: Option<(FileId, ItemNumber)>,
    /// The file and the item of each module declaration around it that stands in another file.
    pub(crate) declared_by: Vec<(FileId, ItemNumber)>,
    /// What holds on each way that users have to it, from the outside.
    pub(crate) reached_under: Vec<Arc<str>>,
}

/// A name that is exported and behind which stands no item of the package.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct HandedOn {
    pub(crate) file: FileId,
    /// The import that brings it.
    pub(crate) import: u32,
    pub(crate) brings: Brings,
    /// As that of [`Exposed`].
    pub(crate) declared_by: Vec<(FileId, ItemNumber)>,
    /// As those of [`Exposed`]. One of all the names of another package ends with `*`.
    pub(crate) paths: Vec<String>,
    /// Where it is of, if the path that is written begins in the crate and leads out of it.
    pub(crate) leads_to: Option<String>,
    /// The folder of the package that it is of, if the repository has that, and all of its names are brought.
    pub(crate) package: Option<RepoPath>,
    /// All that it means, if all of that is in the repository.
    pub(crate) meant: Vec<Standing>,
}

/// The item that a name means, or `None` for the library of a file.
pub(crate) type Standing = (FileId, Option<ItemNumber>);

/// An `impl` of a trait that users can name, for a type that they can name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Implemented {
    pub(crate) file: FileId,
    pub(crate) item: ItemNumber,
    /// What users call the type: as the paths of its members begin.
    pub(crate) paths: Vec<String>,
    /// Of a type of others: with its parameters by their places, which stays when they are renamed.
    pub(crate) known_as: Option<Arc<str>>,
    /// The paths of the trait, where the package defines it.
    pub(crate) own_trait: Vec<String>,
    /// As that of [`Exposed`].
    pub(crate) declared_by: Vec<(FileId, ItemNumber)>,
}

/// What stands behind an import.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Brings {
    /// A file of the package as one object, whose exports are found below it.
    Namespace,
    /// What a macro makes of what it is given.
    Made(ItemKind),
    /// A name that another package defines, with what it is there, or a file that is not there.
    OfOthers(Option<ItemKind>),
}

/// All that a package exposes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Exposure {
    pub(crate) items: Vec<Exposed>,
    pub(crate) handed_on: Vec<HandedOn>,
    /// Paths that imports bring which documentation hides.
    pub(crate) hidden_paths: BTreeSet<String>,
    pub(crate) hidden_at_home: HiddenAtHome,
    pub(crate) implemented: Vec<Implemented>,
    /// There are more paths than are followed.
    pub(crate) is_cut: bool,
    /// There are public modules that documentation hides, with all that is in them.
    pub(crate) hides_modules: bool,
}

/// What stands in a module that documentation hides, and is shown by a re-export outside of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct HiddenAtHome {
    /// The paths of items; what lies below them is theirs.
    pub(crate) paths: BTreeSet<String>,
    /// Those that an import names.
    pub(crate) handed_on: Vec<HandedOn>,
}

/// Tells what stands in a file besides its facts: the heads of its implementations.
pub(crate) type Implementations<'a> = dyn Fn(&RepoPath) -> Option<Arc<FileSignatures>> + 'a;

/// The traits of the Rust library in exactly this folder, by name.
pub(crate) fn traits(world: &World, folder: &RepoPath) -> BTreeMap<String, Vec<Trait>> {
    rust::traits(&mut rust::Resolver::for_one_answer(world), folder)
}

/// The names that the keys of `exports` lead to by other conditions, of the npm package in exactly this folder.
pub(crate) fn by_condition(
    world: &World,
    folder: &RepoPath,
) -> BTreeMap<String, typescript::NamesOfKey> {
    typescript::by_condition(&mut typescript::Resolver::for_one_answer(world), folder)
}

/// All that the package in exactly this folder exposes, each item once.
pub(crate) fn exposed(
    world: &World,
    folder: &RepoPath,
    implementations: &Implementations<'_>,
) -> Exposure {
    let mut found = typescript::exposed(&mut typescript::Resolver::for_one_answer(world), folder);
    let rust = rust::exposed(&mut rust::Resolver::for_one_answer(world), folder, implementations);
    found.items.extend(rust.items);
    found.handed_on.extend(rust.handed_on);
    found.hidden_paths.extend(rust.hidden_paths);
    found.hidden_at_home = rust.hidden_at_home;
    found.implemented.extend(rust.implemented);
    found.is_cut |= rust.is_cut;
    found.items.sort();
    found
}

/// The same of a Rust library, without what types have by `impl`: which of its names documentation hides.
pub(crate) fn named(
    world: &World,
    folder: &RepoPath,
    implementations: &Implementations<'_>,
) -> Exposure {
    rust::named(&mut rust::Resolver::for_one_answer(world), folder, implementations)
}
