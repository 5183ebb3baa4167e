//! For which forms of its type an `impl` is, where a default says a part of that: `impl M<K>` of `M<K, S = u8>`.

use std::sync::Arc;

use boundstone_model::{Form, Generic, GenericKind, Generics, Language, Signature, SurfaceItem};

use super::super::stands_for::Block;
use super::Side;
use crate::rust_types::{Argument, Type, parse};

/// A member that says the form of its type without what is a default, written or not. `None` where that leaves it as it is.
pub(super) fn of_member(
    item: &SurfaceItem,
    signature: &Signature,
    side: &Side<'_>,
) -> Option<Signature> {
    let Form::Function(functions) = &signature.form else { return None };
    let ([function], Language::Rust) = (&**functions, item.language) else { return None };
    let owner = generics(side.items.get(item.around()?)?)?;
    let all: Vec<&Generic> = given(owner).collect();
    all.last()?.default.as_ref()?;
    let (name, mut written) = written(item, side)?;
    while written.len() <= all.len()
        && let Some(last) = written.last()
        && written.len().checked_sub(1).and_then(|at| all.get(at)?.default.as_deref()) == Some(last)
    {
        written.pop();
    }
    if written.len() >= all.len() {
        return None;
    }
    let form = match written.is_empty() {
        true => format!("Self = {name}"),
        false => format!("Self = {name}<{}>", written.join(", ")),
    };
    let told = function.generics.bounds.iter().filter(|it| !it.starts_with("Self = ")).cloned();
    let mut bounds: Vec<Arc<str>> = told.chain([form.into()]).collect();
    bounds.sort();
    let mut function = function.clone();
    let is_changed = *bounds != *function.generics.bounds;
    function.generics.bounds = bounds.into();
    is_changed.then(|| Signature { form: Form::Function([function].into()), ..signature.clone() })
}

/// The parameters of a type.
pub(super) fn generics<'s>(named: &[&'s SurfaceItem]) -> Option<&'s Generics> {
    match &named.iter().find_map(|it| it.signature.as_ref())?.form {
        Form::Record(it) => Some(&it.generics),
        Form::Enum(it) => Some(&it.generics),
        _ => None,
    }
}

/// Those that are given by their places.
pub(super) fn given(generics: &Generics) -> impl Iterator<Item = &Generic> {
    generics.parameters.iter().filter(|it| it.kind != GenericKind::Lifetime)
}

/// The name of the type that the `impl` around a member is for, and what that is given there but lifetimes.
pub(super) fn written(item: &SurfaceItem, side: &Side<'_>) -> Option<(String, Vec<String>)> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let block = Block::around(&side.meanings, origin)?;
    let Type::Path(path) = parse(&block.of)? else { return None };
    let last = path.last()?;
    let others = last.arguments().iter().filter(|it| !matches!(it, Argument::Lifetime(_)));
    Some((last.name.clone(), others.map(ToString::to_string).collect()))
}
