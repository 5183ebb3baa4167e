//! What members of a type of Rust say to those who use it as they did.

use std::sync::Arc;

use boundstone_model::{
    Callable, Form, Generic, GenericKind, Generics, Language, Signature, SurfaceItem,
};

use super::Side;
use crate::class::given_to;
use crate::rust_types::list;

/// Both signatures of a member as users see them; `None` where that is as they are written.
pub(super) fn both(
    before: &Signature,
    (new, now): (&SurfaceItem, &Signature),
    sides: (&Side<'_>, &Side<'_>),
) -> Option<(Signature, Signature)> {
    if new.language != Language::Rust {
        return None;
    }
    // An `impl` demands of an associated type no more than its trait does. Source: the explanation of the error E0276.
    if new.of_trait.is_none() || !matches!(now.form, Form::Alias(_)) {
        let given = as_given(before, (new, now), sides)?;
        return Some((before.clone(), given));
    }
    Some((without_lifetimes(before), without_lifetimes(now)))
}

/// An associated type without what is demanded to outlive a lifetime that is a parameter.
fn without_lifetimes(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    if let Form::Alias(alias) = &mut signature.form {
        let is_kept = |bound: &&Arc<str>| {
            bound.split_once(": ").is_none_or(|(_, it)| !it.starts_with('\'') || it == "'static")
        };
        alias.generics.bounds = alias.generics.bounds.iter().filter(is_kept).cloned().collect();
    }
    signature
}

/// A member as it is now, where each type that came is its default. `None` where none came.
fn as_given(
    before: &Signature,
    (new, now): (&SurfaceItem, &Signature),
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<Signature> {
    let (around, _) = new.symbol().rsplit_once(Language::Rust.separator())?;
    let owners = (generics(befores.items.get(around)?)?, generics(others.items.get(around)?)?);
    let name = around.rsplit(Language::Rust.separator()).next()?;
    let (was, is) = (types_around(before, owners.0)?, types_around(now, owners.1)?);
    if was >= is {
        return of_default_form(now, name, owners);
    }
    let (_, owner) = owners;
    let types = owner.parameters.iter().filter(|it| it.kind == GenericKind::Type);
    let given = |(number, it): (u32, &Generic)| match number < was {
        true => Some(format!("T{number}")),
        false => it.default.as_deref().map(str::to_owned),
    };
    let types: Vec<String> = (0..).zip(types).map(given).collect::<Option<_>>()?;
    if types.len() != is as usize {
        return None;
    }
    let mut signature = given_to(now, &types, Some(was))?;
    let Form::Function(functions) = &mut signature.form else { return None };
    functions.iter_mut().for_each(|it| leave_out_defaults(it, name, &types, was as usize));
    Some(signature)
}

/// Writes the type as it was, where it is given what it took, and defaults behind.
fn leave_out_defaults<S: AsRef<str>>(
    function: &mut Callable,
    name: &str,
    given: &[S],
    kept: usize,
) {
    let form = |given: &[S]| {
        let given: Vec<&str> = given.iter().map(AsRef::as_ref).collect();
        if given.is_empty() { name.to_owned() } else { format!("{name}<{}>", given.join(", ")) }
    };
    let (all, kept) = (form(given), form(given.get(..kept).unwrap_or_default()));
    let types = function.parameters.iter_mut().filter_map(|it| it.ty.as_mut());
    for text in types.chain(&mut function.result) {
        *text = text.replace(&all, &kept).into();
    }
}

/// A member of the form of a type where all that came is its default, `impl A<1>` of `A<const N: usize = 1>`, as one of what the
/// type was. `None` for any other.
fn of_default_form(
    now: &Signature,
    name: &str,
    (was, is): (&Generics, &Generics),
) -> Option<Signature> {
    let given_to = |it: &&Generic| it.kind != GenericKind::Lifetime;
    let count = was.parameters.iter().filter(given_to).count();
    let all: Vec<&Generic> = is.parameters.iter().filter(given_to).collect();
    let mut signature = now.clone();
    let Form::Function(functions) = &mut signature.form else { return None };
    let [function] = &mut **functions else { return None };
    let is_form = |bound: &&Arc<str>| bound.starts_with("Self = ");
    let form = function.generics.bounds.iter().find(is_form)?.clone();
    let given = form.strip_prefix("Self = ")?.strip_prefix(name)?;
    let given = list(given.strip_prefix('<')?.strip_suffix('>')?);
    let is_as_before = |(at, given): (usize, &&str)| match at < count {
        true => **given == format!("T{at}"),
        false => all.get(at).is_some_and(|it| it.default.as_deref() == Some(*given)),
    };
    let is_default = given.len() == all.len() && given.iter().enumerate().all(is_as_before);
    if !is_default || all.len() <= count {
        return None;
    }
    let bounds = function.generics.bounds.iter().filter(|it| **it != form);
    function.generics.bounds = bounds.cloned().collect();
    leave_out_defaults(function, name, &given, count);
    Some(signature)
}

/// How many types what is around a function takes: a function that takes none itself does not say it.
fn types_around(signature: &Signature, owner: &Generics) -> Option<u32> {
    let Form::Function(functions) = &signature.form else { return None };
    let [Callable { generics, .. }] = &**functions else { return None };
    let [_, around, _] = generics.outer;
    let is_of_form = generics.bounds.iter().any(|it| it.starts_with("Self = "));
    let types = owner.parameters.iter().filter(|it| it.kind == GenericKind::Type).count();
    match generics.parameters.is_empty() && !is_of_form {
        true => u32::try_from(types).ok(),
        false => Some(around),
    }
}

/// The parameters of a type.
fn generics<'s>(named: &[&'s SurfaceItem]) -> Option<&'s Generics> {
    match &named.iter().find_map(|it| it.signature.as_ref())?.form {
        Form::Record(it) => Some(&it.generics),
        Form::Enum(it) => Some(&it.generics),
        _ => None,
    }
}
