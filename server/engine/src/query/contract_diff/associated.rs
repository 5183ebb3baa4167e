//! What names in the signatures of a surface stand for.

use std::collections::BTreeMap;

use boundstone_model::{Form, ItemKind, Place, Signature, SurfaceItem};

use super::super::stands_for::{Block, StandsFor};
use super::Side;
use crate::rust_types::{Segment, Type, parse};
use crate::types::Origin;

/// A signature in which each alias is written out, and each associated type of the `impl` that it is of; `None` where
/// there is none of them.
pub(super) fn written_out(
    item: &SurfaceItem,
    signature: &Signature,
    (side, other): (&Side<'_>, &Side<'_>),
) -> Option<Signature> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let types = associated(item, origin, side);
    let called = |place: &Place, last: &Segment| {
        let by_alias = given_by_alias((place, last), side, other);
        by_alias.or_else(|| Some(Segment { name: kept_name(place, side, other)?, ..last.clone() }))
    };
    let names = StandsFor { meanings: &side.meanings, types, is_left: &|_| false, called: &called };
    names.written_out(signature, origin)
}

/// What stands there by the name that users call a form of a type by on both sides: it was a type by itself on the other.
fn given_by_alias(
    (place, last): (&Place, &Segment),
    side: &Side<'_>,
    other: &Side<'_>,
) -> Option<Segment> {
    let of_place = side.followed.iter().filter(|(path, it)| {
        // A type that is there on both sides is called as it is.
        it.is_of(place) && other.has(path) && !it.paths().any(|path| other.has(path))
    });
    let mut called = of_place.filter_map(|(path, it)| {
        Some(Segment { name: last_name(path).to_owned(), given: it.given_by(last)? })
    });
    called.next()
}

/// What users call a type or a trait on both sides, where that is not what it is called itself: it got another name, and
/// the old one was left behind. Or nobody can call it at all.
fn kept_name(place: &Place, side: &Side<'_>, other: &Side<'_>) -> Option<String> {
    if let Some(renamed) = side.renamed.get(place) {
        return Some(renamed.clone());
    }
    if let Some(alias) = side.named_by_alias().get(place).filter(|it| other.has(it)) {
        return Some(last_name(alias).to_owned());
    }
    let is_it = |it: &&&SurfaceItem| it.place == *place && it.kind != ItemKind::Impl;
    let item = side.of_file(&place.path).iter().find(is_it)?;
    let facts = side.meanings.facts(&place.path)?;
    let origin = side.meanings.origin(&place.path, place.range)?;
    let own = facts.item(origin.item)?.name();
    let aliases = side.followed.iter().filter(|(_, it)| it.is_of(place)).map(|(path, _)| *path);
    let paths = item.paths.iter().map(|it| &**it).chain(aliases);
    let kept: Vec<&str> = paths.filter(|path| other.has(path)).map(last_name).collect();
    let first = kept.first().filter(|_| !kept.contains(&own))?;
    Some((*first).to_owned())
}

fn last_name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The same for aliases that nobody else can name: what changes of the others is told of them.
pub(super) fn without_private(
    item: &SurfaceItem,
    signature: &Signature,
    side: &Side<'_>,
) -> Option<Signature> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let is_left = |place: &Place| !is_private(place, side);
    let types = BTreeMap::new();
    let names =
        StandsFor { meanings: &side.meanings, types, is_left: &is_left, called: &|_, _| None };
    names.written_out(signature, origin)
}

/// Whether an alias stands in the boundary itself, and nobody else can name it.
fn is_private(place: &Place, side: &Side<'_>) -> bool {
    let boundary = side.state.world.boundaries.at(&place.path);
    boundary.is_some_and(|it| *it.name == *side.surface.boundary) && !side.shows(place)
}

/// What the associated types of a type are, by how signatures write them: those of the `impl` that an item stands in,
/// and those of the other `impl`s for exactly that type, where they say the same.
fn associated(item: &SurfaceItem, origin: Origin, side: &Side<'_>) -> BTreeMap<String, Type> {
    let mut found = BTreeMap::new();
    let Some(own) = Block::around(&side.meanings, origin) else {
        return of_trait(origin, side).unwrap_or_default();
    };
    let mut by_name: BTreeMap<String, Vec<Type>> = BTreeMap::new();
    let around = item.paths.iter().filter_map(|path| path.rsplit_once("::"));
    for it in around.flat_map(|(ty, _)| side.implemented.all_of(ty)) {
        let block = side.meanings.origin(&it.place.path, it.place.range);
        let block = block.and_then(|block| Block::read(&side.meanings, &it.place.path, block.item));
        for (name, ty) in block.filter(|it| it.of == own.of).into_iter().flat_map(|it| it.types) {
            by_name.entry(name).or_default().push(ty);
        }
    }
    for (name, types) in by_name {
        if let Some((first, rest)) = types.split_first()
            && rest.iter().all(|it| it == first)
        {
            found.insert(format!("{}::{name}", own.of), first.clone());
        }
    }
    found.extend(own.associated());
    found
}

/// In a trait, `<Self as Trait>::Name` is `Self::Name`.
fn of_trait(origin: Origin, side: &Side<'_>) -> Option<BTreeMap<String, Type>> {
    let facts = side.meanings.facts(side.meanings.path(origin.file)?)?;
    let item = facts.item(origin.item)?;
    let number = if item.kind == ItemKind::Trait { origin.item } else { item.parent? };
    let around = facts.item(number).filter(|it| it.kind == ItemKind::Trait)?;
    let (_, signature) = side.meanings.signed(Origin { item: number, ..origin })?;
    let Form::Record(record) = signature.form else { return None };
    let types = record.members.iter().filter(|it| matches!(it.signature.form, Form::Alias(_)));
    let named = types.filter_map(|it| {
        let whole = format!("<Self as {}>::{}", around.name(), it.name);
        Some((whole, parse(&format!("Self::{}", it.name))?))
    });
    Some(named.collect())
}
