//! A class and an interface of one name are one type, and what a namespace of its name holds is as static as what the class
//! has. Source: TypeScript Handbook, "Declaration Merging".

use std::borrow::Cow;
use std::cell::Cell;

use boundstone_model::{
    Confidence, Form, ItemKind, Language, Member, Record, Signature, SignatureChange, SurfaceItem,
    Value,
};

use super::{Side, forms};
use crate::class::doubt;
use crate::types::{self, Follower, Key, Type, members_of, parse};

/// What an item promises; of an interface with what other files of the package add to it, of a class with what the interface of its name adds, and what the namespace has that is a static
/// member on the other side.
pub(super) fn signature<'s>(
    item: &'s SurfaceItem,
    side: &Side<'_>,
    other: &Side<'_>,
) -> Option<Cow<'s, Signature>> {
    let own = item.signature.as_ref()?;
    if let Some(formed) = forms::of_member(item, own, side) {
        return Some(Cow::Owned(formed));
    }
    let Form::Record(class) = &own.form else { return Some(Cow::Borrowed(own)) };
    let is_own = |it: &&Member| !class.members.iter().any(|own| own.name == it.name);
    let mut added = Vec::new();
    if item.kind == ItemKind::Interface {
        added.extend(side.own_modules().added_to(item).iter().filter(is_own).cloned());
    }
    if let Some(interface) = beside(item, ItemKind::Class, ItemKind::Interface, side) {
        added.extend(interface.members.iter().filter(is_own).cloned());
    }
    if let Some(class) = beside(item, ItemKind::Class, ItemKind::Class, other)
        && item.language != Language::Rust
    {
        let is_static = |it: &&Member| it.signature.marks.iter().any(|mark| &**mark == "static");
        let named = class.members.iter().filter(is_static).filter(is_own);
        added.extend(named.filter_map(|it| of_namespace(item, &it.name, side)));
    }
    if added.is_empty() {
        return Some(Cow::Borrowed(own));
    }
    let mut merged = own.clone();
    if let Form::Record(class) = &mut merged.form {
        class.members = class.members.iter().cloned().chain(added).collect();
    }
    Some(Cow::Owned(merged))
}

/// What the namespace of a class holds under a name, as a member of the class.
fn of_namespace(class: &SurfaceItem, name: &str, side: &Side<'_>) -> Option<Member> {
    let symbol = format!("{}.{name}", class.symbol());
    let item = side.items.get(symbol.as_str())?.iter().find(|it| is_held(it.kind))?;
    let mut signature = item.signature.clone()?;
    let mut marks = signature.marks.to_vec();
    marks.push("static".into());
    if let Form::Value(value) = &mut signature.form {
        if value.word == "const" {
            marks.push("readonly".into());
        }
        value.word = "";
    }
    marks.sort();
    signature.marks = marks.into();
    Some(Member { name: name.into(), is_optional: false, signature })
}

fn is_held(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Variable | ItemKind::Function)
}

/// Whether an item is of a namespace on one side, and of the class of that name on the other: that is told of the class.
pub(super) fn is_in_class_now(old: &SurfaceItem, new: &SurfaceItem, befores: &Side<'_>) -> bool {
    let is_of_class = |kind| matches!(kind, ItemKind::Property | ItemKind::Method);
    let around = match (old.kind, new.kind) {
        _ if old.language == Language::Rust => None,
        // What it held is told of each.
        (ItemKind::Namespace, ItemKind::Class) => Some(old.symbol()),
        (of, is) if is_held(of) && is_of_class(is) => old.around(),
        _ => None,
    };
    let named = around.and_then(|it| befores.items.get(it));
    named.is_some_and(|named| named.iter().any(|it| it.kind == ItemKind::Class))
}

/// Whether what an interface says is told of the class of its name.
pub(super) fn is_told_of_class(item: &SurfaceItem, side: &Side<'_>) -> bool {
    beside(item, ItemKind::Interface, ItemKind::Class, side).is_some()
}

/// A type and a value may share a name: what one was, both may be now, and a class is both.
pub(super) fn settle(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    changes: &mut [SignatureChange],
) {
    let is_shared = |item: &SurfaceItem, side: &Side<'_>| {
        side.items.get(item.symbol()).is_some_and(|named| named.len() > 1)
    };
    let was_shared = old.language != Language::Rust && is_shared(old, befores);
    if !was_shared && !is_shared(new, others) {
        return;
    }
    let is_class = |it: &SurfaceItem| it.kind == ItemKind::Class;
    // It is made and named as before; whether it has what it had, is not looked into.
    let is_made_alike = is_class(new) && is_type_too(old, befores) && constructs(old, befores)
        || is_class(old) && is_type_too(new, others) && constructs(new, others);
    for change in changes.iter_mut().filter(|it| it.rule == "kind_changed") {
        change.confidence = Confidence::Likely;
        if is_made_alike {
            doubt(change);
        }
    }
}

/// Whether a type stands beside a value of its name.
pub(super) fn is_type_too(item: &SurfaceItem, side: &Side<'_>) -> bool {
    let is_type = |it: &&SurfaceItem| matches!(it.kind, ItemKind::Interface | ItemKind::TypeAlias);
    side.items.get(item.symbol()).is_some_and(|named| named.iter().any(is_type))
}

/// Whether a value makes others: `const A: { new (): A }`.
pub(super) fn constructs(item: &SurfaceItem, side: &Side<'_>) -> bool {
    let signature = item.signature.as_ref().filter(|_| item.language != Language::Rust);
    let Some(Form::Value(Value { ty: Some(ty), .. })) = signature.map(|it| &it.form) else {
        return false;
    };
    let origin = side.meanings.origin(&item.place.path, item.place.range);
    let steps = Cell::new(0);
    let names = Follower { lookup: &side.meanings, steps: &steps };
    let members = origin.and_then(|origin| members_of(&parse(ty, origin)?, names));
    // An object that is written out says `new` as a name.
    let is_signature = |it: &types::Member| it.key == Key::Call || it.name() == Some("new");
    let makes = |it: &types::Member| match &it.ty {
        Type::Function(function) => is_signature(it) && function.qualifiers == "new",
        _ => false,
    };
    members.is_some_and(|all| all.iter().any(makes))
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
