//! Parameters of a type or an `impl` of Rust that stand for something.

use std::sync::Arc;

use boundstone_model::{Callable, Form, GenericKind, Generics, Signature};

use crate::rust_types::{Type, fulfils, parse};

type Text = Arc<str>;

/// A text with what each name of a parameter stands for.
pub(crate) fn substituted(text: &str, given: &[(String, String)]) -> String {
    let Some(mut ty) = parse(text).filter(|_| !given.is_empty()) else { return text.to_owned() };
    substitute(&mut ty, given);
    ty.to_string()
}

fn substitute(ty: &mut Type, given: &[(String, String)]) {
    ty.inside_out(&mut |ty| {
        let Type::Path(path) = &*ty else { return };
        let Some((first, rest)) = path.segments.split_first() else { return };
        let stands_for = given.iter().find(|(name, _)| *name == first.name);
        let Some(meant) = stands_for.and_then(|(_, text)| parse(text)) else { return };
        *ty = match (meant, rest) {
            (meant, []) => meant,
            (Type::Path(mut of), rest) => {
                of.segments.extend(rest.iter().cloned());
                Type::Path(of)
            }
            (ty, rest) => Type::Qualified { ty: Box::new(ty), of_trait: None, rest: rest.to_vec() },
        };
    });
}

/// What an `impl` says that its `Self` is.
fn own_type(signature: &Signature) -> Option<Type> {
    let Form::Function(functions) = &signature.form else { return None };
    let [only] = &**functions else { return None };
    only.generics.bounds.iter().find_map(|bound| bound.strip_prefix("Self = ")).and_then(parse)
}

/// A member of an `impl` for all forms of a type, as that of the one form that had it before: `impl<T: Display> W<T>`
/// where it was `impl W<u32>`. What is demanded of what stands for a parameter then is fulfilled, or left.
pub(super) fn as_before(old: &Signature, new: &Signature) -> Option<Signature> {
    let Type::Path(was) = own_type(old)? else { return None };
    if own_type(new).is_some() {
        return None;
    }
    let arguments = was.last()?.arguments();
    let types = arguments.iter().filter_map(|it| match it {
        crate::rust_types::Argument::Type(ty) => Some(ty.to_string()),
        _ => None,
    });
    let types: Vec<String> = types.collect();
    if types.is_empty() || types.len() != arguments.len() {
        return None;
    }
    given_to(new, &types, outer_types(old))
}

/// A member of a type as it is for the type that is given these; behind the parameters of the type stand its own, which
/// are counted from `own_from` then.
pub(crate) fn given_to(
    signature: &Signature,
    types: &[String],
    own_from: Option<u32>,
) -> Option<Signature> {
    let Form::Function(functions) = &signature.form else { return None };
    let [function] = &**functions else { return None };
    let mut given: Vec<(String, String)> =
        types.iter().enumerate().map(|(at, ty)| (format!("T{at}"), ty.clone())).collect();
    let own = function.generics.parameters.iter().filter(|it| it.kind == GenericKind::Type).count();
    if own > 0 {
        let [_, from, _] = function.generics.outer;
        let to = own_from?;
        for number in 0..u32::try_from(own).ok()? {
            given.push((format!("T{}", from + number), format!("T{}", to + number)));
        }
    }
    let text = |text: &Text| -> Text { substituted(text, &given).into() };
    let mut function = function.clone();
    for ty in function.parameters.iter_mut().filter_map(|it| it.ty.as_mut()) {
        *ty = text(ty);
    }
    function.result = function.result.as_ref().map(text);
    function.receiver = function.receiver.as_ref().map(text);
    bounds(&mut function.generics, &given, types);
    // What has none of its own says nothing of how many are around.
    let says_outer = !function.generics.parameters.is_empty();
    if let ([lifetimes, _, constants], Some(from)) = (function.generics.outer, own_from)
        && says_outer
    {
        function.generics.outer = [lifetimes, from, constants];
    }
    Some(Signature { form: Form::Function([function].into()), ..signature.clone() })
}

/// What is demanded: of a type that is named, nothing where it has that.
fn bounds(generics: &mut Generics, given: &[(String, String)], types: &[String]) {
    let each = generics.bounds.iter().filter_map(|bound| {
        let filled = bound_filled(bound, given);
        let Some(demands) = crate::rust_types::demands(&filled) else { return Some(bound.clone()) };
        let is_fulfilled = demands
            .iter()
            .all(|it| types.contains(&it.of.to_string()) && fulfils(&it.of, &it.bound));
        (!is_fulfilled).then(|| filled.into())
    });
    generics.bounds = each.collect();
}

/// A bound with what each name of a parameter stands for.
pub(crate) fn bound_filled(bound: &str, given: &[(String, String)]) -> String {
    match bound.split_once(": ") {
        Some((of, demanded)) if !given.is_empty() => {
            format!("{}: {}", substituted(of, given), of_bound(demanded, given))
        }
        _ => bound.to_owned(),
    }
}

fn of_bound(text: &str, given: &[(String, String)]) -> String {
    let Some(ty) = parse(&format!("impl {text}")) else { return text.to_owned() };
    let written = substituted(&ty.to_string(), given);
    written.strip_prefix("impl ").unwrap_or(text).to_owned()
}

fn outer_types(signature: &Signature) -> Option<u32> {
    let Form::Function(functions) = &signature.form else { return None };
    let [function] = &**functions else { return None };
    let Callable { generics, .. } = function;
    Some(generics.outer[1])
}
