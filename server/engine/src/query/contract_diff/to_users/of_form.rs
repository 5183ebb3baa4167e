//! A member of one form of a type, which all forms of it have now: `impl A<T, 4>`, and `impl A<T, N>`.

use std::sync::Arc;

use boundstone_model::{Callable, Form, GenericKind, Generics, Signature};

use super::{leave_out_defaults, with_word};
use crate::class::{each_text, parameters_in};
use crate::query::contract_diff::Side;
use crate::query::contract_diff::forms::given as taken;
use crate::rust_types::list;

/// The member as it is now for that form, by its constants and by what it leaves to defaults; what it is given of types, those who
/// compare both look at. `None` where it was for all, or is for one.
pub(super) fn as_of_form(
    before: &Signature,
    now: &Signature,
    (name, is): (&str, &Generics),
    side: &Side<'_>,
) -> Option<Signature> {
    let form = form_of(before)?;
    if form_of(now).is_some() {
        return None;
    }
    let written = form.strip_prefix(SELF_IS)?.strip_prefix(name)?;
    let inner = written.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let mut given: Vec<&str> = inner.map(list).unwrap_or_default();
    given.retain(|it| !it.starts_with('\''));
    let kept = given.len();
    let left_out = taken(is).skip(kept).map(|it| it.default.as_deref());
    given.extend(left_out.collect::<Option<Vec<_>>>()?);
    let known = stand_for_parameters(&given, kept, is)?;
    let mut signature = now.clone();
    each_text(&mut signature, &mut |text| {
        for (parameter, meant) in &known {
            *text = with_word(text, parameter, meant).into();
        }
    });
    let Form::Function(functions) = &mut signature.form else { return None };
    for function in functions.iter_mut() {
        leave_out_defaults(function, name, &given, kept);
        let mut bounds = function.generics.bounds.to_vec();
        let is_had =
            |it: &Arc<str>| parameters_in(it).next().is_none() && side.implemented.fulfils(it);
        bounds.retain(|it| !is_had(it));
        function.generics.bounds = bounds.into();
    }
    Some(signature)
}

/// What the constants are, and the types that are left out: `N0` is `4`. `None` where none of that is said, or types are given
/// beside constants.
fn stand_for_parameters<'g>(
    given: &[&'g str],
    kept: usize,
    is: &Generics,
) -> Option<Vec<(String, &'g str)>> {
    let (mut types, mut constants) = (0, 0);
    let mut known = Vec::new();
    let mut is_of_types = true;
    for (at, (own, given)) in taken(is).zip(given).enumerate() {
        let (letter, number) = match own.kind {
            GenericKind::Const(_) => ('N', &mut constants),
            _ => ('T', &mut types),
        };
        let parameter = format!("{letter}{number}");
        *number += 1;
        match parameter == *given {
            true => {}
            false if letter == 'N' || at >= kept => known.push((parameter, *given)),
            false => is_of_types = false,
        }
    }
    (!known.is_empty() && (is_of_types || constants == 0)).then_some(known)
}

const SELF_IS: &str = "Self = ";

fn form_of(signature: &Signature) -> Option<Arc<str>> {
    let Form::Function(functions) = &signature.form else { return None };
    let [Callable { generics, .. }] = &**functions else { return None };
    generics.bounds.iter().find(|it| it.starts_with(SELF_IS)).cloned()
}
