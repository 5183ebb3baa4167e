//! A class and an interface of one name are one type. Source: TypeScript Handbook, "Declaration Merging".

use std::borrow::Cow;

use boundstone_model::{Form, ItemKind, Record, Signature, SurfaceItem};

use super::Side;

/// What an item promises; of a class with what the interface of its name adds.
pub(super) fn signature<'s>(item: &'s SurfaceItem, side: &Side<'_>) -> Option<Cow<'s, Signature>> {
    let own = item.signature.as_ref()?;
    let Some(interface) = beside(item, ItemKind::Class, ItemKind::Interface, side) else {
        return Some(Cow::Borrowed(own));
    };
    let mut merged = own.clone();
    if let Form::Record(class) = &mut merged.form {
        let is_own = |name: &str| class.members.iter().any(|it| *it.name == *name);
        let added = interface.members.iter().filter(|it| !is_own(&it.name)).cloned();
        let added: Vec<_> = added.collect();
        class.members = class.members.iter().cloned().chain(added).collect();
    }
    Some(Cow::Owned(merged))
}

/// Whether what an interface says is told of the class of its name.
pub(super) fn is_told_of_class(item: &SurfaceItem, side: &Side<'_>) -> bool {
    beside(item, ItemKind::Interface, ItemKind::Class, side).is_some()
}

/// What is of one kind and stands beside an item of another.
fn beside<'s>(
    item: &SurfaceItem,
    own: ItemKind,
    other: ItemKind,
    side: &Side<'s>,
) -> Option<&'s Record> {
    let named = if item.kind == own { side.items.get(item.symbol())? } else { return None };
    let other = named.iter().find(|it| it.kind == other)?;
    match &other.signature.as_ref()?.form {
        Form::Record(record) => Some(record),
        _ => None,
    }
}
