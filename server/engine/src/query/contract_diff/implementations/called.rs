//! How members are called that are of a type itself on one side, and of a trait on the other.

use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, Form, ItemKind, Language, SignatureChange, SurfaceItem,
};

use super::super::{Side, one};
use super::{derives, may_derive};
use crate::class::{implies, trait_name};
use crate::rust_types::{is_in_prelude, list};

/// What a member became that was one of the type itself, and is one of a trait now: who calls it has to import that.
/// Source: The Rust Reference, "Method call expressions".
pub(in super::super) fn now_of_trait(
    old: &SurfaceItem,
    new: &SurfaceItem,
) -> Option<SignatureChange> {
    let of_trait = new.of_trait.as_deref().filter(|_| old.of_trait.is_none())?;
    let is_member = old.language == Language::Rust
        && matches!(old.kind, ItemKind::Method | ItemKind::Constant | ItemKind::Function);
    if !is_member || is_in_prelude(trait_name(of_trait)) {
        return None;
    }
    let reason = format!("is one of the trait `{of_trait}` now, which must be imported");
    Some(one((ChangeClass::Breaking, Confidence::Proved), "now_of_trait", reason))
}

/// Whether a member of a type that is gone has one of a trait of the same name and form beside it, which all import anyway:
/// `A::default()` calls that then.
pub(in super::super) fn is_called_alike(old: &SurfaceItem, others: &Side<'_>) -> bool {
    let named = old.paths.iter().filter_map(|path| others.items.get(&**path)).flatten();
    old.language == Language::Rust
        && old.of_trait.is_none()
        && (is_shown_anyway(old, others)
            || named.filter(|it| it.kind == old.kind && it.signature == old.signature).any(|it| {
                it.of_trait.as_deref().is_some_and(|of_trait| is_in_prelude(trait_name(of_trait)))
            }))
}

/// Whether a type that had `to_string` of itself has it by `Display`, wherever it had it.
/// Source: `impl<T: Display + ?Sized> ToString for T` in the documentation of `std`.
fn is_shown_anyway(old: &SurfaceItem, others: &Side<'_>) -> bool {
    let Some(demanded) = demanded_by_to_string(old) else { return false };
    let shown = old.around().into_iter().flat_map(|ty| others.implemented.of(ty, "Display"));
    shown.filter(|it| it.cfg.is_none() || it.cfg == old.cfg).any(|it| {
        let Some((of_trait, ty, bounds)) = it.head.parts() else { return false };
        let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'));
        let mut types = given.map(list).unwrap_or_default();
        types.retain(|it| !it.starts_with('\''));
        let is_in_order = (0..).zip(&types).all(|(at, it)| *it == format!("T{at}"));
        let is_known = |bound: &&str| {
            demanded.iter().any(|it| **it == **bound || implies(it, bound)) || bound.contains(": ?")
        };
        of_trait == "std::fmt::Display" && is_in_order && list(bounds).iter().all(is_known)
    })
}

/// What is demanded where a type has a `to_string` of itself for all its forms, which is called as that of the trait.
fn demanded_by_to_string(old: &SurfaceItem) -> Option<&[Arc<str>]> {
    let Form::Function(functions) = &old.signature.as_ref()?.form else { return None };
    let [function] = &**functions else { return None };
    let bounds = &function.generics.bounds;
    let is_it = old.name() == "to_string"
        && function.receiver.as_deref() == Some("&self")
        && function.parameters.is_empty()
        && function.qualifiers.is_empty()
        && function.generics.parameters.is_empty()
        && function.result.as_deref() == Some("String");
    (is_it && !bounds.iter().any(|it| it.starts_with("Self = "))).then_some(bounds)
}

/// Whether what a type did of itself is done by a trait that it may have by a derive of another crate, or by an `impl` of its
/// opposite: then a type has to be said, where several are possible.
pub(super) fn may_be_called(old: &SurfaceItem, (befores, others): (&Side<'_>, &Side<'_>)) -> bool {
    let Some(ty) = old.around().filter(|_| old.of_trait.is_none()) else { return false };
    let is_shown = || {
        demanded_by_to_string(old).is_some()
            && (derives(others, (ty, &old.cfg), "Display") || may_derive(ty, befores, others))
    };
    let is_made = || {
        let Form::Function(functions) = &old.signature.as_ref()?.form else { return None };
        let [function] = &**functions else { return None };
        let is_into = old.name() == "into" && function.receiver.as_deref() == Some("self");
        let result = function.result.as_deref().filter(|_| is_into)?;
        let own = ty.rsplit("::").next()?;
        Some(others.implemented.fulfils(&format!("{result}: From<{own}>")))
    };
    old.language == Language::Rust && (is_shown() || is_made().unwrap_or(false))
}
