//! Traits that nobody else can name, and so nobody else implements: what is given where one is demanded, the package chose.

use std::sync::Arc;

use boundstone_model::{FileSignatures, Form, ItemKind, Place, RepoPath, SurfaceItem, Visibility};

use super::Side;
use crate::class::trait_name;
use crate::rust_types::is_integer;

/// A trait that is demanded of a parameter.
pub(super) struct Closed {
    place: Place,
    pub name: String,
    /// The types that its own file implements it for.
    types: Vec<String>,
}

impl Closed {
    /// Such a trait that an item demands of its parameter `of`.
    pub(super) fn demanded_of(of: &str, item: &SurfaceItem, side: &Side<'_>) -> Option<Self> {
        let Form::Function(functions) = &item.signature.as_ref()?.form else { return None };
        let origin = side.meanings.origin(&item.place.path, item.place.range)?;
        let bounds = functions.iter().flat_map(|it| &it.generics.bounds);
        let own = bounds.filter_map(|it| it.split_once(": ").filter(|(own, _)| *own == of));
        own.map(|(_, name)| name).find_map(|name| {
            let meant = side.meanings.item(origin, name, |kind| kind == ItemKind::Trait)?;
            let (place, _) = side.meanings.signed(meant).filter(|(at, _)| !side.shows(at))?;
            let name = trait_name(name).to_owned();
            let types = types_of(&name, &*expanded(&place.path, side)?)?;
            Some(Self { place, name, types })
        })
    }

    /// Whether every type that has the trait is known to have what is demanded.
    pub(super) fn all_have(&self, demanded: &str, side: &Side<'_>) -> bool {
        !self.types.is_empty()
            && self.is_of_its_file(side)
            && self.types.iter().all(|it| has(it, demanded, side))
    }

    /// Whether nothing outside of its file can name it.
    fn is_of_its_file(&self, side: &Side<'_>) -> bool {
        let Some(facts) = side.meanings.facts(&self.place.path) else { return false };
        let own = facts.items().find(|it| it.name_range == self.place.range);
        own.is_some_and(|it| it.visibility == Visibility::Private)
            && facts.items().all(|it| it.kind != ItemKind::Module)
    }
}

/// What a file promises with what its macros make.
fn expanded(path: &RepoPath, side: &Side<'_>) -> Option<Arc<FileSignatures>> {
    let packages = &side.state.world.crossings.packages;
    let root = side.folder.and_then(|it| packages.library_in(it));
    let files = root.map(|root| side.state.code.expanded(root)).unwrap_or_default();
    let found = files.iter().find(|it| it.path == *path).map(|it| Arc::clone(&it.signatures));
    found.or_else(|| side.meanings.signatures(path))
}

/// `None` where a file implements a trait for more types than it names: whoever has one of those has the trait.
fn types_of(name: &str, signatures: &FileSignatures) -> Option<Vec<String>> {
    let heads = signatures.items.iter().flatten().filter_map(|it| it.implementation.as_ref());
    let own = heads.filter_map(|it| Some((it, it.parts()?)));
    let own = own.filter(|(_, (of_trait, ..))| trait_name(of_trait) == name);
    own.map(|(head, (_, ty, _))| (!head.is_blanket).then(|| ty.to_owned())).collect()
}

/// Whether a type has a trait. A primitive one has those that say what may be done between threads.
/// Source: the documentation of `Send` and `Sync`, "Auto implementors".
fn has(ty: &str, demanded: &str, side: &Side<'_>) -> bool {
    let is_plain = is_integer(ty) || matches!(ty, "bool" | "char" | "f32" | "f64");
    is_plain && matches!(demanded, "Send" | "Sync" | "Unpin")
        || side.implemented.fulfils(&format!("{ty}: {demanded}"))
}
