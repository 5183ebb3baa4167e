//! A constant of TypeScript that is a function now, or was one, where the type that it has is no function.

use boundstone_model::{ChangeClass, Form, ItemKind, Language, SignatureChange, SurfaceItem};

use super::Side;

pub(super) fn settle(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    changes: &mut [SignatureChange],
) {
    let is_in_doubt =
        |it: &&mut SignatureChange| it.rule == "kind_changed" && it.class == ChangeClass::Unknown;
    let is_constant = |it: &SurfaceItem| it.kind == ItemKind::Variable;
    let constant = match (is_constant(old), is_constant(new)) {
        _ if old.language == Language::Rust => return,
        (true, false) if new.kind == ItemKind::Function => is_never_called(old, befores),
        (false, true) if old.kind == ItemKind::Function => is_never_called(new, others),
        _ => return,
    };
    if constant == Some(true) {
        changes.iter_mut().filter(is_in_doubt).for_each(|it| it.class = ChangeClass::Breaking);
    }
}

/// Whether its type is an interface or a class that says all of its members, and how to call it is none of them.
fn is_never_called(constant: &SurfaceItem, side: &Side<'_>) -> Option<bool> {
    let Form::Value(value) = &constant.signature.as_ref()?.form else { return None };
    let name = value.ty.as_deref()?.split('<').next()?;
    let origin = side.meanings.origin(&constant.place.path, constant.place.range)?;
    let is_type = |kind| matches!(kind, ItemKind::Interface | ItemKind::Class);
    let (_, signature) = side.meanings.signed(side.meanings.item(origin, name, is_type)?)?;
    let Form::Record(record) = signature.form else { return None };
    let is_called = record.members.iter().any(|it| it.name.is_empty());
    Some(record.parents.is_empty() && !is_called)
}
