//! Variables of a namespace, which users may assign: those of a module nobody outside of it can. Source: ECMAScript, "Module
//! Environment Records", and the compiler's error 2588.

use boundstone_model::{ChangeClass, Confidence, Form, ItemKind, SignatureChange, SurfaceItem};

use super::Side;

/// `export let a` in a namespace that became `export const a`.
pub(super) fn settle((item, others): (&SurfaceItem, &Side<'_>), changes: &mut [SignatureChange]) {
    let around = item.around().and_then(|it| others.items.get(it)).into_iter().flatten();
    let is_in_namespace = around.into_iter().any(|it| it.kind == ItemKind::Namespace);
    let is_constant = item
        .signature
        .as_ref()
        .is_some_and(|it| matches!(&it.form, Form::Value(value) if value.word == "const"));
    if item.kind != ItemKind::Variable || !is_in_namespace || !is_constant {
        return;
    }
    let is_assigned = |it: &&mut SignatureChange| it.rule == "word_changed";
    for change in changes.iter_mut().filter(is_assigned) {
        (change.class, change.confidence) = (ChangeClass::Breaking, Confidence::Likely);
        change.reason = format!("{}: nobody can assign it any more", change.reason).into();
    }
}
