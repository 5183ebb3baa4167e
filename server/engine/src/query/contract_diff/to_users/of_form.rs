//! A member of one form of a type, which all forms of it have now: `impl A<T, 4>`, and `impl A<T, N>`.

use std::sync::Arc;

use boundstone_model::{Callable, Form, Generic, GenericKind, Generics, Signature};

use super::{leave_out_defaults, with_word};
use crate::class::{each_text, given_to, parameters_in};
use crate::query::contract_diff::Side;
use crate::query::contract_diff::forms::given as taken;
use crate::rust_types::list;

/// The member as it is now for that form. `None` where it was for all, or is for one.
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
    let is_value = |it: &&str| !it.starts_with('\'');
    let mut given: Vec<&str> = inner.map(list).unwrap_or_default();
    given.retain(is_value);
    let kept = given.len();
    let left_out = taken(is).skip(kept).map(|it| it.default.as_deref());
    given.extend(left_out.collect::<Option<Vec<_>>>()?);
    let of = |is_it: fn(&GenericKind) -> bool| -> Vec<String> {
        let all = taken(is).zip(&given).filter(|(own, _)| is_it(&own.kind));
        all.map(|(_, given)| (*given).to_owned()).collect()
    };
    let types = of(|kind| matches!(kind, GenericKind::Type));
    let constants = of(|kind| matches!(kind, GenericKind::Const(_)));
    let around = |signature: &Signature| only(signature).map(|it| it.generics.outer[1]);
    let own_from = around(before).filter(|_| has_own(before));
    let mut signature = given_to(now, &types, own_from)?;
    for (at, constant) in constants.iter().enumerate().rev() {
        let parameter = format!("N{at}");
        if *constant != parameter {
            each_text(&mut signature, &mut |text| {
                *text = with_word(text, &parameter, constant).into();
            });
        }
    }
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

const SELF_IS: &str = "Self = ";

fn only(signature: &Signature) -> Option<&Callable> {
    let Form::Function(functions) = &signature.form else { return None };
    let [function] = &**functions else { return None };
    Some(function)
}

fn form_of(signature: &Signature) -> Option<Arc<str>> {
    only(signature)?.generics.bounds.iter().find(|it| it.starts_with(SELF_IS)).cloned()
}

fn has_own(signature: &Signature) -> bool {
    let is_type = |it: &Generic| it.kind == GenericKind::Type;
    only(signature).is_some_and(|it| it.generics.parameters.iter().any(is_type))
}
