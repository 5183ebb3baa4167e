//! What members of a type of Rust say to those who use it as they did.

mod of_form;

use std::sync::Arc;

use boundstone_model::{
    Callable, Form, Generic, GenericKind, Generics, Language, Signature, SignatureChange,
    SurfaceItem,
};

use super::super::stands_for::{each_path, each_type};
use super::forms::{generics, given, written};
use super::{Side, captured};
use crate::class::{each_text, given_to, parameters_in};
use crate::rust_types::{Argument, Given, Segment, list};

/// Whether all that is said is that a member is one of all forms of its type.
pub(super) fn is_for_all_forms(change: &SignatureChange) -> bool {
    change.rule == "bound_removed" && change.reason.contains("`Self = ")
}

/// Both signatures of an item as users see them; `None` where that is as they are written.
pub(super) fn both(
    (old, before): (&SurfaceItem, &Signature),
    (new, now): (&SurfaceItem, &Signature),
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<(Signature, Signature)> {
    if new.language != Language::Rust {
        return None;
    }
    // What a macro made stands nowhere, so that its names cannot be looked up.
    let is_made = old.made_by.is_some() || new.made_by.is_some();
    let named = if is_made { in_short((before, befores), (now, others)) } else { None };
    let (before, now) = named.as_ref().map_or((before, now), |(was, is)| (was, is));
    let captured = captured::said((old, before, befores), (new, now, others));
    let named = captured.or_else(|| named.clone());
    let (before, now) = named.as_ref().map_or((before, now), |(was, is)| (was, is));
    of_member(before, (new, now), (befores, others)).or(named)
}

/// Both, where one names public items of the crate by their paths, and the other does not.
fn in_short(
    (before, befores): (&Signature, &Side<'_>),
    (now, others): (&Signature, &Side<'_>),
) -> Option<(Signature, Signature)> {
    let (was, is) = (in_own_names(before, befores), in_own_names(now, others));
    // Two paths with one last name may be two items.
    ((was == *before) != (is == *now)).then_some((was, is))
}

/// A signature that names public items of its crate by their last names, as it does where an import says `crate::`.
fn in_own_names(signature: &Signature, side: &Side<'_>) -> Signature {
    let mut signature = signature.clone();
    each_text(&mut signature, &mut |text| {
        let written = each_type(text, &mut |ty| {
            each_path(ty, &mut |path| {
                let names = path.names();
                // An `impl` for all types has what is called as a member of a parameter.
                let is_of_parameter = path
                    .segments
                    .first()
                    .is_some_and(|it| parameters_in(&it.name).next().is_some());
                if path.segments.len() > 1 && !is_of_parameter && side.items.contains_key(&*names) {
                    path.segments.drain(..path.segments.len() - 1);
                }
            });
        });
        if let Some(written) = written {
            *text = written.into();
        }
    });
    signature
}

fn of_member(
    before: &Signature,
    (new, now): (&SurfaceItem, &Signature),
    sides: (&Side<'_>, &Side<'_>),
) -> Option<(Signature, Signature)> {
    // An `impl` demands of an associated type no more than its trait does. Source: the explanation of the error E0276.
    if new.of_trait.is_none() || !matches!(now.form, Form::Alias(_)) {
        if let Some(given) = as_given(before, (new, now), sides) {
            return Some((before.clone(), given));
        }
        return renumbered(before, now).map(|before| (before, now.clone()));
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

/// A member as it was, counted as if it had the parameter that came between others. `None` where more or none came, or one
/// behind them, and where that makes no two bounds the same.
fn renumbered(before: &Signature, now: &Signature) -> Option<Signature> {
    let (was, is) = (types_in(before), types_in(now));
    if was + 1 != is {
        return None;
    }
    let told = |signature: &Signature| -> Vec<Arc<str>> {
        let Form::Function(functions) = &signature.form else { return Vec::new() };
        functions.iter().flat_map(|it| it.generics.bounds.to_vec()).collect()
    };
    let wanted = told(now);
    let same = |it: &Signature| told(it).iter().filter(|bound| wanted.contains(bound)).count();
    let best = (0..was).map(|at| with_one_before(before, at)).max_by_key(same)?;
    (same(&best) > same(before)).then_some(best)
}

/// One more than the highest number of its parameters that are types.
fn types_in(signature: &Signature) -> usize {
    let mut most = 0;
    each_text(&mut signature.clone(), &mut |text| {
        let numbers = parameters_in(text).filter_map(|it| it.strip_prefix('T')?.parse().ok());
        most = numbers.map(|it: usize| it + 1).chain([most]).max().unwrap_or(most);
    });
    most
}

/// The same signature, where the parameters from `at` on are counted one higher.
fn with_one_before(signature: &Signature, at: usize) -> Signature {
    let mut signature = signature.clone();
    each_text(&mut signature, &mut |text| {
        let mut numbers: Vec<usize> =
            parameters_in(text).filter_map(|it| it.strip_prefix('T')?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut written = text.to_string();
        for number in numbers.into_iter().rev().filter(|it| *it >= at) {
            written = with_word(&written, &format!("T{number}"), &format!("T{}", number + 1));
        }
        *text = written.into();
    });
    signature
}

fn with_word(text: &str, word: &str, other: &str) -> String {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut written = String::with_capacity(text.len() + other.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(word) {
        written.push_str(before);
        let is_whole = !written.ends_with(is_part) && !behind.starts_with(is_part);
        written.push_str(if is_whole { other } else { word });
        rest = behind;
    }
    written.push_str(rest);
    written
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
    if let Some(given) = of_form::as_of_form(before, now, (name, owners.1), others) {
        return Some(given);
    }
    if let Some(given) = with_parameters_of_block((new, now), others, (name, owners)) {
        return Some(given);
    }
    let (was, is) = (types_around(before, owners.0)?, types_around(now, owners.1)?);
    if was >= is {
        return of_default_form(now, name, owners)
            .or_else(|| of_default_lengths(now, name, owners));
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

/// The same of a member whose `impl` has parameters of its own beside those that it gives to the type: `impl<I, K, S> A<I, S>` of
/// `A<I, S = u8>`, as one of `impl<I, K> A<I>`. `None` for any other.
fn with_parameters_of_block(
    (new, now): (&SurfaceItem, &Signature),
    others: &Side<'_>,
    (name, (was, is)): (&str, (&Generics, &Generics)),
) -> Option<Signature> {
    let (kept, all) = (given(was).count(), given(is).count());
    let (_, written) = written(new, others)?;
    let Form::Function(functions) = &now.form else { return None };
    let [function] = &**functions else { return None };
    let number = |it: &str| it.strip_prefix('T')?.parse::<usize>().ok();
    let numbers: Vec<usize> = written.iter().map(|it| number(it)).collect::<Option<_>>()?;
    let in_block = match function.generics.parameters.is_empty() {
        true => numbers.iter().map(|it| it + 1).chain([types_in(now)]).max()?,
        false => function.generics.outer[1] as usize,
    };
    if kept >= all || written.len() != all || in_block <= all {
        return None;
    }
    let mut left = 0_u32;
    let mut stands_for = |number: usize| match numbers.iter().position(|it| *it == number) {
        Some(at) if at >= kept => given(is).nth(at)?.default.as_deref().map(str::to_owned),
        _ => {
            left += 1;
            Some(format!("T{}", left - 1))
        }
    };
    let types: Vec<String> = (0..in_block).map(&mut stands_for).collect::<Option<_>>()?;
    let mut signature = given_to(now, &types, Some(left))?;
    let Form::Function(functions) = &mut signature.form else { return None };
    let as_given: Vec<&String> = numbers.iter().filter_map(|it| types.get(*it)).collect();
    functions.iter_mut().for_each(|it| leave_out_defaults(it, name, &as_given, kept));
    Some(signature)
}

/// Writes the type as it was, where it is given what it took, and defaults behind.
fn leave_out_defaults<S: AsRef<str>>(
    function: &mut Callable,
    name: &str,
    given: &[S],
    kept: usize,
) {
    let is_lifetime = |it: &Argument| matches!(it, Argument::Lifetime(_));
    let is_given = |arguments: &[Argument]| {
        let others = arguments.iter().filter(|it| !is_lifetime(it));
        others.map(ToString::to_string).eq(given.iter().map(AsRef::as_ref))
    };
    let without = |text: &str| {
        each_type(text, &mut |ty| {
            each_path(ty, &mut |path| {
                let Some(Segment { name: of, given: it }) = path.segments.last_mut() else {
                    return;
                };
                let Given::Arguments(arguments) = it else { return };
                if of == name && is_given(arguments) {
                    let lifetimes = arguments.iter().filter(|it| is_lifetime(it)).count();
                    arguments.truncate(lifetimes + kept);
                    if arguments.is_empty() {
                        *it = Given::Nothing;
                    }
                }
            });
        })
    };
    let types = function.parameters.iter_mut().filter_map(|it| it.ty.as_mut());
    for text in types.chain(&mut function.result) {
        if let Some(written) = without(text) {
            *text = written.into();
        }
    }
    // What a bound says of which forms a member is, tells the form.
    let (forms, others): (Vec<Arc<str>>, Vec<_>) =
        function.generics.bounds.iter().cloned().partition(|it| !it.contains(": "));
    let of_bound = |bound: Arc<str>| {
        let both = bound.split_once(": ").and_then(|(of, demanded)| {
            let demanded = without(&format!("impl {demanded}"))?;
            Some(format!("{}: {}", without(of)?, demanded.strip_prefix("impl ")?))
        });
        both.map_or(bound, Arc::from)
    };
    let bounds = forms.into_iter().chain(others.into_iter().map(of_bound));
    let mut bounds: Vec<Arc<str>> = bounds.collect();
    bounds.sort_unstable();
    function.generics.bounds = bounds.into();
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
    let inner = given.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let mut given = inner.map(list).unwrap_or_default();
    // What is left out is the default.
    let left_out = all.iter().skip(given.len()).filter_map(|it| it.default.as_deref());
    given.extend(left_out);
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

/// A member of a type that got constants with defaults behind all else, where each is its default.
fn of_default_lengths(
    now: &Signature,
    name: &str,
    (was, is): (&Generics, &Generics),
) -> Option<Signature> {
    let is_constant = |it: &&Generic| matches!(it.kind, GenericKind::Const(_));
    let constants = |it: &Generics| it.parameters.iter().filter(is_constant).count();
    let come = (0..).zip(is.parameters.iter().filter(is_constant)).skip(constants(was));
    let come: Vec<(usize, &str)> =
        come.map(|(at, it)| Some((at, it.default.as_deref()?))).collect::<Option<_>>()?;
    let others = given(was).count();
    let Form::Function(functions) = &now.form else { return None };
    let [function] = &**functions else { return None };
    let is_form = |it: &Arc<str>| it.starts_with("Self = ");
    if come.is_empty()
        || others + come.len() != given(is).count()
        || function.generics.bounds.iter().any(is_form)
    {
        return None;
    }
    let types = (0..others - constants(was)).map(|at| format!("T{at}"));
    let kept = types.chain((0..constants(was)).map(|at| format!("N{at}")));
    let all: Vec<String> = kept.chain(come.iter().map(|(_, it)| (*it).to_owned())).collect();
    let mut signature = now.clone();
    each_text(&mut signature, &mut |text| {
        for (at, default) in &come {
            *text = with_word(text, &format!("N{at}"), default).into();
        }
    });
    let Form::Function(functions) = &mut signature.form else { return None };
    functions.iter_mut().for_each(|it| leave_out_defaults(it, name, &all, others));
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
