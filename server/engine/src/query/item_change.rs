//! What differs of one item between two states of its file.

use std::cell::LazyCell;

use boundstone_model::{
    ChangeClass, Confidence, FileSignatures, ItemKind, ItemNumber, ItemSignature, Language, Place,
    RepoPath, Signature, SignatureChange,
};

use super::aligned::{KnownBy, Meanings, aligned};
use super::code::Signed;
use super::contract_diff::features::Features;
use super::implied::completed;
use super::kept_back::{self, Members};
use super::sealed::{NamedTrait, is_sealed};
use super::stands_for::{Block, StandsFor, more_exact};
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

/// All that differs, where a type means what its names stand for.
pub(super) fn item_change(old: OneSide<'_>, new: OneSide<'_>) -> ItemChange {
    match promised(old, new) {
        Some((was, is)) => whole_change(OneSide { own: &was, ..old }, OneSide { own: &is, ..new }),
        None => whole_change(old, new),
    }
}

/// Both without the members that are kept back; `None` where there are none.
fn promised(old: OneSide<'_>, new: OneSide<'_>) -> Option<(ItemSignature, ItemSignature)> {
    let [was, is] = [old, new].map(|side| {
        let facts = side.state.world.facts(side.path);
        facts.map(|facts| Members::of(facts, side.number)).unwrap_or_default()
    });
    let (before, now) = old.own.signature.as_ref().zip(new.own.signature.as_ref())?;
    let (before, now) = kept_back::without((before, &was), (now, &is))?;
    let with = |own: &ItemSignature, signature| ItemSignature {
        signature: Some(signature),
        ..own.clone()
    };
    Some((with(old.own, before), with(new.own, now)))
}

fn whole_change(old: OneSide<'_>, new: OneSide<'_>) -> ItemChange {
    let written = written_change(old, new);
    if written.is_empty() {
        return ItemChange::default();
    }
    let [meant, means] = [old, new].map(|side| Meanings::new(side.state, KnownBy::Place));
    let by_meaning = match old.language {
        Language::Rust => in_full((old, &meant), (new, &means)),
        _ => in_one_form((old, &meant), (new, &means)),
    };
    let changes = match by_meaning {
        Some((was, is)) => {
            let with = |own: &ItemSignature, signature| ItemSignature {
                signature: Some(signature),
                ..own.clone()
            };
            let changes = compared((old, with(old.own, was)), (new, with(new.own, is)));
            if old.language == Language::Rust { more_exact(written, changes) } else { changes }
        }
        None => written,
    };
    ItemChange { changes, followed: [meant, means].map(|it| it.consulted()) }
}

type Meant<'o, 's> = (OneSide<'o>, &'o Meanings<'s>);

/// Both signatures of TypeScript, where one says otherwise than it is written.
fn in_one_form(
    (old, meant): Meant<'_, '_>,
    (new, means): Meant<'_, '_>,
) -> Option<(Signature, Signature)> {
    let (was, is) = old.place().zip(new.place())?;
    let (before, now) = old.own.signature.as_ref().zip(new.own.signature.as_ref())?;
    aligned((&was, before, meant), (&is, now, means))
}

/// Both signatures of Rust with what their names stand for, where one has such.
fn in_full(old: Meant<'_, '_>, new: Meant<'_, '_>) -> Option<(Signature, Signature)> {
    let written_out = |(side, meanings): Meant<'_, '_>| -> Option<(Signature, bool)> {
        let signature = side.own.signature.as_ref()?;
        let place = side.place()?;
        let origin = meanings.origin(&place.path, place.range)?;
        let types = Block::around(meanings, origin).map(Block::associated).unwrap_or_default();
        let names = StandsFor { meanings, types, is_left: &|_| false, called: &|_, _| None };
        let written_out = names.written_out(signature, origin);
        let says_more = written_out.is_some();
        Some((written_out.unwrap_or_else(|| signature.clone()), says_more))
    };
    let ((was, one), (is, other)) = written_out(old).zip(written_out(new))?;
    let (old_meanings, new_meanings) = (old.1, new.1);
    let stated = |(side, meanings): Meant<'_, '_>, signature: &Signature| {
        let place = side.place()?;
        let origin = meanings.origin(&place.path, place.range)?;
        let of_trait = Block::around(meanings, origin).and_then(|it| it.of_trait);
        Some((signature.clone(), origin, of_trait.is_some()))
    };
    let both = stated(old, &was).zip(stated(new, &is));
    let completed =
        both.and_then(|(before, now)| completed((&before, old_meanings), (&now, new_meanings)));
    completed.or((one || other).then_some((was, is)))
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
    let folder = old.state.world.boundaries.at(old.path).map(|boundary| &boundary.path);
    let is_sealed = |signature: &Signature| {
        let named = NamedTrait { name, path: old.path, signature };
        folder.is_some_and(|folder| is_sealed(old.state, folder, named))
    };
    let [by_old, by_new] = [old, new].map(|side| {
        LazyCell::new(move || folder.and_then(|it| Features::in_folder(side.state.world, it)))
    });
    let enables = |by: &Option<Features>, one: &str, other: &str| {
        by.as_ref().is_some_and(|it| it.enables(one, other))
    };
    let by_old = |one: &str, other: &str| enables(&by_old, one, other);
    let by_new = |one: &str, other: &str| enables(&by_new, one, other);
    let mut changes = item_changes(old.language, &was, &is, &is_sealed, [&by_old, &by_new]);
    if let Some(kind) = old.kind() {
        either_way(old.language, kind, &mut changes);
    }
    changes
}

/// What a type of TypeScript gains, or may miss, breaks those who make one or those who are handed one: which of them users
/// are, the surface of the package tells, and none is made for one item.
pub(super) fn either_way(language: Language, kind: ItemKind, changes: &mut [SignatureChange]) {
    if language != Language::Rust && matches!(kind, ItemKind::Interface | ItemKind::TypeAlias) {
        changes.iter_mut().for_each(not_followed);
    }
}

fn not_followed(change: &mut SignatureChange) {
    let is_of_one = matches!(
        change.rule,
        "member_optional" | "member_required" | "parameter_required" | "required_member_added"
    );
    let is_proved = change.confidence == Confidence::Proved;
    if is_of_one && is_proved && change.class == ChangeClass::Breaking {
        change.confidence = Confidence::Likely;
        change.reason = format!(
            "{} (whether users make one, or are handed it, was not followed)",
            change.reason
        )
        .into();
    }
}

impl<'s> OneSide<'s> {
    fn name(&self) -> &'s str {
        let facts = self.state.world.facts(self.path);
        facts.and_then(|it| it.item(self.number)).map(|it| it.name()).unwrap_or_default()
    }

    fn kind(&self) -> Option<ItemKind> {
        Some(self.state.world.facts(self.path)?.item(self.number)?.kind)
    }

    fn place(&self) -> Option<Place> {
        let item = self.state.world.facts(self.path)?.item(self.number)?;
        Some(Place { path: self.path.clone(), range: item.name_range })
    }
}
