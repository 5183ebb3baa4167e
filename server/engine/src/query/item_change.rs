//! What differs of one item between two states of its file.

use boundstone_model::{
    FileSignatures, ItemNumber, ItemSignature, Language, Place, RepoPath, SignatureChange,
};

use super::aligned::{KnownBy, Meanings, aligned};
use super::code::Signed;
use super::sealed::{NamedTrait, is_sealed};
use crate::class::{item_changes, trait_name, without_derives};

/// An item on one side of a change.
#[derive(Clone, Copy)]
pub(super) struct OneSide<'s> {
    pub state: Signed<'s>,
    pub language: Language,
    pub path: &'s RepoPath,
    pub number: ItemNumber,
    /// The signatures of its file.
    pub file: &'s FileSignatures,
    pub own: &'s ItemSignature,
}

/// What differs, and how that is known.
#[derive(Default)]
pub(super) struct ItemChange {
    /// The worst first.
    pub changes: Vec<SignatureChange>,
    /// The files that were looked into for what names mean, on the old side and on the new one.
    pub followed: [Vec<RepoPath>; 2],
}

/// All that differs, where a type of TypeScript means what its names stand for.
pub(super) fn item_change(old: OneSide<'_>, new: OneSide<'_>) -> ItemChange {
    let changes = written_change(old, new);
    if changes.is_empty() || old.language == Language::Rust {
        return ItemChange { changes, ..ItemChange::default() };
    }
    let [meant, means] = [old, new].map(|side| Meanings::new(side.state, KnownBy::Place));
    let aligned = old.place().zip(new.place()).and_then(|(was, is)| {
        let (before, now) = old.own.signature.as_ref().zip(new.own.signature.as_ref())?;
        aligned((&was, before, &meant), (&is, now, &means))
    });
    let changes = match aligned {
        Some((was, is)) => {
            let with = |own: &ItemSignature, signature| ItemSignature {
                signature: Some(signature),
                ..own.clone()
            };
            compared((old, with(old.own, was)), (new, with(new.own, is)))
        }
        None => changes,
    };
    ItemChange { changes, followed: [meant, means].map(|it| it.consulted()) }
}

/// The same by the texts alone.
pub(super) fn written_change(old: OneSide<'_>, new: OneSide<'_>) -> Vec<SignatureChange> {
    compared((old, old.own.clone()), (new, new.own.clone()))
}

/// What was derived may be written by hand now, and the other way.
fn compared(
    (old, was): (OneSide<'_>, ItemSignature),
    (new, is): (OneSide<'_>, ItemSignature),
) -> Vec<SignatureChange> {
    let name = old.name();
    let without = |own: ItemSignature, other: &FileSignatures| {
        let is_given = |wanted: &str| other.traits_of(name).any(|it| trait_name(it) == wanted);
        let signature = own.signature.as_ref().map(|own| without_derives(own, is_given));
        ItemSignature { signature, ..own }
    };
    let (was, is) = (without(was, new.file), without(is, old.file));
    item_changes(old.language, &was, &is, &|signature| {
        let folder = old.state.world.boundaries.at(old.path).map(|boundary| &boundary.path);
        let named = NamedTrait { name, path: old.path, signature };
        folder.is_some_and(|folder| is_sealed(old.state, folder, named))
    })
}

impl<'s> OneSide<'s> {
    fn name(&self) -> &'s str {
        let facts = self.state.world.facts(self.path);
        facts.and_then(|it| it.item(self.number)).map(|it| it.name()).unwrap_or_default()
    }

    fn place(&self) -> Option<Place> {
        let item = self.state.world.facts(self.path)?.item(self.number)?;
        Some(Place { path: self.path.clone(), range: item.name_range })
    }
}
