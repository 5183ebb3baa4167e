//! Types whose name is an alias now of another type, which nobody else can name otherwise: what they had is looked for in the
//! file of that.

use boundstone_model::{
    Alias, ChangeClass, Confidence, Form, Implementation, Item, ItemKind, ItemNumber, Place,
    Signature, SignatureChange, SurfaceChange, SurfaceItem, Visibility,
};

use super::super::super::stands_for::{Block, each_path, each_type};
use super::super::followed::{
    as_called, in_short, is_called_otherwise, keeps_order, member_as_called,
};
use super::super::named::parameters;
use super::super::{Side, change, one};
use super::target;
use crate::class::{derived, doubt, each_text, signature_changes, trait_name, without_derives};
use crate::rust_types::{Argument, Path, Type, parse};
use crate::types::Origin;

/// Such a type.
struct Other<'s> {
    item: &'s SurfaceItem,
    alias: &'s Alias,
    /// What the type behind it is given.
    types: Vec<String>,
    meant: Origin,
    place: Place,
    signature: Signature,
}

impl<'s> Other<'s> {
    /// That of this name, where it is an alias on this side alone.
    fn called(path: &str, (befores, others): (&Side<'_>, &Side<'s>)) -> Option<Self> {
        let is_alias = |it: &&SurfaceItem| it.kind == ItemKind::TypeAlias;
        let item = others.items.get(path)?.iter().copied().find(is_alias)?;
        let Form::Alias(alias) = &item.signature.as_ref()?.form else { return None };
        let (path_of_type, meant) = target(item, others)?;
        let (place, signature) = others.meanings.signed(meant)?;
        let is_new = befores.items.get(path)?.iter().all(|it| !is_alias(it));
        if others.shows(&place) || !is_new {
            return None;
        }
        let types = path_of_type.last()?.arguments().iter().filter_map(|it| match it {
            Argument::Type(ty) => Some(ty.to_string()),
            _ => None,
        });
        Some(Self { item, alias, types: types.collect(), meant, place, signature })
    }

    /// Whether that is what it stands for.
    fn is_written(&self, ty: &str) -> bool {
        self.alias.ty.as_deref().is_some_and(|meant| in_short(meant) == in_short(ty))
    }

    /// The path of the type behind it in its file.
    fn path(&self, side: &Side<'_>) -> Option<String> {
        Some(side.meanings.facts(&self.place.path)?.path(self.meant.item))
    }

    fn name(&self, side: &Side<'_>) -> Option<String> {
        let facts = side.meanings.facts(&self.place.path)?;
        Some(facts.item(self.meant.item)?.name().to_owned())
    }

    /// A member of the type behind it, as it is by the name of the alias.
    fn member(&self, signature: &Signature) -> Option<Signature> {
        let meant = in_short(self.alias.ty.as_deref()?);
        let mut member = signature.clone();
        named_as(&mut member, &meant, &meant);
        let mut member = member_as_called(&member, (self.alias, &self.types), &meant)?;
        let given = parameters(&self.alias.generics).join(", ");
        let own = match given.is_empty() {
            true => self.item.name().to_owned(),
            false => format!("{}<{given}>", self.item.name()),
        };
        named_as(&mut member, &meant, &own);
        Some(member)
    }

    /// The members of that name and kind that the type behind it has, of this trait.
    fn members(
        &self,
        (name, of_trait): (&str, Option<&str>),
        kind: ItemKind,
        side: &Side<'_>,
    ) -> Option<Vec<ItemNumber>> {
        let facts = side.meanings.facts(&self.place.path)?;
        let path = format!("{}::{name}", self.path(side)?);
        let is_of_trait = |number: ItemNumber| {
            let origin = Origin { item: number, ..self.meant };
            let block = Block::around(&side.meanings, origin);
            let own = block.as_ref().and_then(|it| it.of_trait.as_deref());
            own.map(trait_name) == of_trait
        };
        let is_it = |number: ItemNumber, it: &Item<'_>| {
            let is_seen = of_trait.is_some() || it.visibility == Visibility::Public;
            it.kind == kind && is_seen && facts.path(number) == path && is_of_trait(number)
        };
        let all = (0..).zip(facts.items()).filter(|(number, it)| is_it(*number, it));
        Some(all.map(|(number, _)| number).collect())
    }
}

/// What differs of such a type.
pub(in super::super) fn type_of_other(
    old: &SurfaceItem,
    new: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<Vec<SignatureChange>> {
    let is_alias = new.kind == ItemKind::TypeAlias && old.kind != ItemKind::TypeAlias;
    let before = old.signature.as_ref().filter(|_| is_alias)?;
    let other = Other::called(old.symbol(), (befores, others))?;
    let now = as_called(&other.signature, (other.alias, &other.types))?;
    let signatures = others.meanings.signatures(&other.place.path);
    let name = other.name(others)?;
    let has = |wanted: &str| {
        let own = signatures.iter().flat_map(|it| it.traits_of(&name));
        own.into_iter().any(|it| trait_name(it) == wanted)
    };
    let mut changes = signature_changes(old.language, &without_derives(before, has), &now);
    changes.iter_mut().for_each(doubt);
    let reason = format!("is another name for `{name}` now");
    if keeps_order(other.alias, &other.types) {
        changes.extend(is_called_otherwise(before, reason));
    } else {
        changes.push(one((ChangeClass::Breaking, Confidence::Likely), "kind_changed", reason));
    }
    Some(changes)
}

/// A member of such a type. What it takes there depends on what the type is given, so that what differs is unknown.
pub(in super::super) fn of_other_type(
    old: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<Option<SurfaceChange>> {
    let other = Other::called(old.around()?, (befores, others))?;
    let own = befores.meanings.facts(&old.place.path)?;
    let origin = befores.meanings.origin(&old.place.path, old.place.range)?;
    let kind = own.item(origin.item)?.kind;
    let of_trait = old.of_trait.as_deref().map(trait_name);
    let derives = |name| other.signature.marks.iter().any(|mark| derived(mark) == Some(name));
    let members = other.members((old.name(), of_trait), kind, others)?;
    if members.is_empty() {
        return of_trait.is_some_and(derives).then_some(None);
    }
    let signatures = others.meanings.signatures(&other.place.path)?;
    let before = old.signature.as_ref()?;
    let all = members.into_iter().filter_map(|it| signatures.of(it)?.signature.as_ref());
    let as_called = all.map(|now| other.member(now).unwrap_or_else(|| now.clone()));
    let changes = as_called.map(|now| signature_changes(old.language, before, &now));
    let mut changes = changes.min_by_key(Vec::len)?;
    changes.iter_mut().for_each(doubt);
    Some((!changes.is_empty()).then(|| change(old, changes, Some(old), Some(other.item))))
}

/// Whether the type behind such an alias has a trait, as the file of that type says.
pub(in super::super) fn other_has(
    path: &str,
    of_trait: &str,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> bool {
    Other::called(path, (befores, others)).is_some_and(|other| {
        let name = other.name(others).unwrap_or_default();
        let signatures = others.meanings.signatures(&other.place.path);
        let heads = signatures.iter().flat_map(|it| it.items.iter().flatten());
        let mut heads = heads.filter_map(|it| it.implementation.as_ref());
        let is_of = |it: &Implementation| {
            let meant = it.parts().filter(|(own, ..)| trait_name(own) == of_trait);
            let of_type = it.for_type.as_deref().and_then(|path| path.rsplit("::").next());
            let is_it = |ty: &str| it.is_whole() || other.is_written(ty);
            of_type == Some(&name) && meant.is_some_and(|(_, ty, _)| is_it(ty))
        };
        heads.any(is_of) || other.signature.marks.iter().any(|mark| derived(mark) == Some(of_trait))
    })
}

/// Calls a type in a signature by another name, whatever path it is written by.
fn named_as(signature: &mut Signature, meant: &str, name: &str) {
    let Some(Type::Path(named)) = parse(name) else { return };
    each_text(signature, &mut |text| {
        let written = each_type(text, &mut |ty| {
            each_path(ty, &mut |path| {
                let is_it = |end: &usize| {
                    let segments = path.segments.get(..*end).unwrap_or_default().to_vec();
                    in_short(&Type::Path(Path { segments }).to_string()) == meant
                };
                if let Some(end) = (1..=path.segments.len()).find(is_it) {
                    path.segments.splice(..end, named.segments.iter().cloned());
                }
            });
        });
        if let Some(written) = written {
            *text = written.into();
        }
    });
}
