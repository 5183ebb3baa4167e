//! Types that nobody else can name but by an alias on one side, and that a re-export gives the same name on the other.

mod other_type;

use std::collections::BTreeMap;

use boundstone_model::{
    Form, Item, ItemKind, Language, Place, Signature, SignatureChange, SurfaceChange, SurfaceItem,
};

pub(super) use self::other_type::{of_other_type, other_has, type_of_other};
use super::followed::is_called_otherwise;
use super::named::parameters;
use super::{Side, change};
use crate::class::signature_changes;
use crate::rust_types::{Path, Type, parse};
use crate::types::Origin;

/// What an alias stands for that gives on what it is given, and where that stands.
pub(super) fn meant(item: &SurfaceItem, side: &Side<'_>) -> Option<(Place, Signature)> {
    let Form::Alias(alias) = &item.signature.as_ref()?.form else { return None };
    let (path, meant) = target(item, side)?;
    let found = side.meanings.signed(meant)?;
    let given = path.last()?.arguments().iter().map(ToString::to_string);
    given.eq(parameters(&alias.generics)).then_some(found)
}

/// The type that an alias stands for, whatever that is given, with how it is written.
fn target(item: &SurfaceItem, side: &Side<'_>) -> Option<(Path, Origin)> {
    let Form::Alias(alias) = &item.signature.as_ref()?.form else { return None };
    let Type::Path(path) = parse(alias.ty.as_deref()?)? else { return None };
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let is = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
    let meant = side.meanings.item(origin, &path.names(), is)?;
    Some((path, meant))
}

/// The names of such types. What an `impl` calls a type of its trait is none, nor is that of another package.
pub(super) fn names(side: &Side<'_>) -> BTreeMap<Place, String> {
    let items = side.surface.items.iter().rev().filter(|it| it.language == Language::Rust);
    let aliases = items.filter(|it| it.kind == ItemKind::TypeAlias && it.of_trait.is_none());
    let meant = aliases.filter_map(|it| Some((meant(it, side)?.0, it.symbol().to_owned())));
    let is_own = |place: &Place| {
        let boundary = side.state.world.boundaries.at(&place.path);
        boundary.is_some_and(|it| *it.name == *side.surface.boundary)
    };
    meant.filter(|(place, _)| is_own(place) && !side.shows(place)).collect()
}

/// The type that a path was, where an alias gives it the same name now; what it is now.
fn same(path: &str, (befores, others): (&Side<'_>, &Side<'_>)) -> Option<Signature> {
    let alias = others.items.get(path)?.iter().find(|it| it.kind == ItemKind::TypeAlias)?;
    let (place, signature) = meant(alias, others).filter(|(place, _)| !others.shows(place))?;
    let in_file = |place: &Place, side: &Side<'_>| {
        let origin = side.meanings.origin(&place.path, place.range)?;
        Some(side.meanings.facts(&place.path)?.path(origin.item))
    };
    let is_it = |old: &&SurfaceItem| {
        old.place.path == place.path
            && in_file(&old.place, befores).is_some_and(|it| in_file(&place, others) == Some(it))
    };
    let was = befores.items.get(path)?;
    was.iter().copied().any(|it| is_it(&it)).then_some(signature)
}

/// Whether a path names one type on both sides so.
pub(super) fn is_same(path: &str, sides: (&Side<'_>, &Side<'_>)) -> bool {
    same(path, sides).is_some()
}

/// What differs of such a type.
pub(super) fn type_changes(
    old: &SurfaceItem,
    new: &SurfaceItem,
    sides: (&Side<'_>, &Side<'_>),
) -> Option<Vec<SignatureChange>> {
    let before = old.signature.as_ref().filter(|_| new.kind == ItemKind::TypeAlias)?;
    let now = same(old.symbol(), sides)?;
    let mut changes = signature_changes(Language::Rust, before, &now);
    let reason = "is an alias of it now".to_owned();
    changes.extend(is_called_otherwise(before, reason));
    Some(changes)
}

/// A member of such a type stands where it stood: what differs, if something does.
pub(super) fn member(
    old: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<Option<SurfaceChange>> {
    let around = old.around().filter(|it| is_same(it, (befores, others)))?;
    let path = &old.place.path;
    let origin = befores.meanings.origin(path, old.place.range)?;
    let (was, is) = (befores.meanings.facts(path)?, others.meanings.facts(path)?);
    let own = was.item(origin.item)?;
    let signatures = others.meanings.signatures(path)?;
    let is_it = |number, it: &Item<'_>| {
        it.kind == own.kind && it.name() == own.name() && is.path(number) == was.path(origin.item)
    };
    let all = (0..).zip(is.items()).filter(|(number, it)| is_it(*number, it));
    let all = all.filter_map(|(number, _)| signatures.of(number)?.signature.as_ref());
    let before = old.signature.as_ref()?;
    let changes = all.map(|now| signature_changes(Language::Rust, before, now));
    let changes = changes.min_by_key(Vec::len)?;
    let alias = others.items.get(around)?.first().copied();
    Some((!changes.is_empty()).then(|| change(old, changes, Some(old), alias)))
}
