//! Overloads of TypeScript that others stand for.

use boundstone_model::{Callable, Parameter};

use super::assignable::{is_required, takes_what_is_given};
use super::generics::parameters_in;
use super::type_text::element;

/// Whether an overload with parameters that may be missing is taken by others in each way in which it may be called.
pub(super) fn cover_each(all: &[Callable], old: &Callable) -> bool {
    let required = old.parameters.iter().filter(|it| is_required(it)).count();
    let has_rest = old.parameters.last().is_some_and(|it| it.is_rest);
    let called_with = |count: usize| {
        let given = old.parameters.iter().take(count).map(|it| match (&it.ty, it.is_optional) {
            (Some(ty), true) => Parameter {
                ty: Some(format!("{ty} | undefined").into()),
                is_optional: false,
                is_rest: false,
            },
            _ => it.clone(),
        });
        Callable { parameters: given.collect(), ..old.clone() }
    };
    let mut ways = (required..=old.parameters.len()).map(called_with);
    !has_rest && ways.all(|way| all.iter().any(|it| covers(it, &way)))
}

/// Whether whatever an overload takes, and gives, another takes and gives as well.
pub(super) fn covers(by: &Callable, old: &Callable) -> bool {
    let required = |it: &Callable| it.parameters.iter().filter(|it| is_required(it)).count();
    let has_rest = |it: &Callable| it.parameters.last().is_some_and(|it| it.is_rest);
    let is_plain = |it: &Callable| it.receiver.is_none();
    let are_taken = || {
        old.parameters.iter().enumerate().all(|(at, narrow)| {
            taken_at(by, at)
                .zip(given_by(narrow))
                .is_some_and(|(wide, narrow)| takes_what_is_given(wide, narrow))
        })
    };
    is_plain(by)
        && is_plain(old)
        && are_generic_alike(by, old)
        && (has_rest(by) || !has_rest(old))
        && by.qualifiers == old.qualifiers
        && by.result == old.result
        && required(by) <= required(old)
        && are_taken()
}

/// What a function takes at a place: there, or by a list of all others.
fn taken_at(function: &Callable, at: usize) -> Option<&str> {
    let parameter = function
        .parameters
        .get(at)
        .or_else(|| function.parameters.last().filter(|it| it.is_rest))?;
    given_by(parameter)
}

/// The type of each value that a parameter stands for; `None` where a list of them does not say it.
fn given_by(parameter: &Parameter) -> Option<&str> {
    let ty = parameter.ty.as_deref()?;
    match parameter.is_rest {
        true => element(ty).map(|(of, _)| of).or_else(|| (ty == "any").then_some(ty)),
        false => Some(ty),
    }
}

/// Whether two functions have the same type parameters, or the one had none, and the other's stand for nothing: what a call finds for
/// them is written in their place.
pub(super) fn are_generic_alike(new: &Callable, old: &Callable) -> bool {
    let texts =
        new.parameters.iter().filter_map(|it| it.ty.as_deref()).chain(new.result.as_deref());
    let mut own = (0..new.generics.parameters.len()).map(|number| format!("T{number}"));
    new.generics == old.generics
        || old.generics.parameters.is_empty()
            && own.all(|own| texts.clone().all(|text| parameters_in(text).all(|it| it != own)))
}
