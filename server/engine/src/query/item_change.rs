//! What differs of one item between two states of its file.

use boundstone_model::{FileSignatures, ItemSignature, Language, RepoPath, SignatureChange};

use super::code::CodeReader;
use super::sealed::{NamedTrait, is_sealed};
use crate::World;
use crate::class::{item_changes, trait_name, without_derives};

/// An item, and the signatures of its file.
pub(super) type Signed<'s> = (&'s FileSignatures, &'s ItemSignature);

/// Where the item stands in a repository on one side of the change.
#[derive(Clone, Copy)]
pub(super) struct Standing<'s> {
    pub world: &'s World,
    pub code: &'s dyn CodeReader,
    pub path: &'s RepoPath,
    pub name: &'s str,
}

/// All that differs, the worst first. What was derived may be written by hand now, and the other way.
pub(super) fn item_change(
    it: Standing<'_>,
    language: Language,
    (old_file, old): Signed<'_>,
    (new_file, new): Signed<'_>,
) -> Vec<SignatureChange> {
    let without = |own: &ItemSignature, other: &FileSignatures| {
        let is_given = |wanted: &str| other.traits_of(it.name).any(|it| trait_name(it) == wanted);
        let signature = own.signature.as_ref().map(|own| without_derives(own, is_given));
        ItemSignature { signature, ..own.clone() }
    };
    let (old, new) = (without(old, new_file), without(new, old_file));
    item_changes(language, &old, &new, &|signature| {
        let folder = it.world.boundaries.at(it.path).map(|boundary| &boundary.path);
        let named = NamedTrait { name: it.name, path: it.path, signature };
        folder.is_some_and(|folder| is_sealed(it.world, it.code, folder, named))
    })
}
