//! Functions that are called on a type that got parameters with defaults: where it is called by its path, a default says nothing.
//! Source: RFC 213, "Inference".

use boundstone_model::{ChangeClass, Confidence, Form, ItemKind, SignatureChange, SurfaceItem};

use super::forms::{generics, given, written};
use super::{Side, one};

/// `A::new()`, which was of `A` alone, and is of `A<S>` for every `S` now, of which nothing that it takes tells.
pub(super) fn change(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> Option<SignatureChange> {
    let around = new.around()?;
    let was = generics(befores.items.get(old.around()?)?)?;
    let is = generics(others.items.get(around)?)?;
    let (count, all) = (given(was).count(), given(is).count());
    if all <= count || !given(is).skip(count).all(|it| it.default.is_some()) {
        return None;
    }
    let called = |item: &SurfaceItem| -> Option<Vec<String>> {
        let functions = match &item.signature.as_ref()?.form {
            Form::Function(functions) => functions,
            Form::Value(_) if item.kind == ItemKind::Constant => return Some(Vec::new()),
            _ => return None,
        };
        let [function] = &**functions else { return None };
        let types = function.parameters.iter().filter_map(|it| it.ty.as_deref());
        function.receiver.is_none().then(|| types.map(str::to_owned).collect())
    };
    let (_, taken) = called(old).zip(called(new))?;
    let (_, written) = written(new, others)?;
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let is_told =
        |name: &str| taken.iter().any(|ty| ty.split(|it| !is_word(it)).any(|word| word == name));
    let is_parameter = |it: &&String| {
        it.strip_prefix(['T', 'N']).is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let open = written.iter().skip(count).filter(is_parameter).find(|it| !is_told(it))?;
    let reason = format!(
        "is one of `{around}<{}>` now: where it is called, nothing says what `{open}` is",
        written.join(", ")
    );
    Some(one((ChangeClass::Breaking, Confidence::Likely), "type_left_open", reason))
}
