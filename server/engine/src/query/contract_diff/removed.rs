//! What is said of an item that nobody finds any more.

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, Item, ItemKind, Language, SignatureChange, SurfaceChange,
    SurfaceItem, Visibility,
};

use super::super::stands_for::Block;
use super::{Side, change, is_ordinary_item, one};
use crate::class::doubt;

const HIDDEN: &str = "item_hidden";
const HIDES: &str = "hidden from the documentation now";

pub(super) fn removed(item: &SurfaceItem, sides: (&Side<'_>, &Side<'_>)) -> SurfaceChange {
    let (rule, reason, now) = told(item, sides);
    let mut removed = one((ChangeClass::Breaking, Confidence::Proved), rule, reason);
    let may_be_there = item.paths.iter().any(|path| sides.1.may_hand_on(path));
    if !is_ordinary_item(item) || is_whole_of_names(item) || may_be_there {
        doubt(&mut removed);
    }
    change(item, vec![removed], Some(item), now)
}

/// Whether it is a namespace that `export =` exports: each name that it holds is told by itself, and a module that exports
/// these is brought in the same ways, but for its default.
fn is_whole_of_names(item: &SurfaceItem) -> bool {
    item.language != Language::Rust && item.kind == ItemKind::Namespace && item.name() == "export="
}

/// Where it went, if that is known.
fn told<'s>(
    item: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'s>),
) -> (&'static str, String, Option<&'s SurfaceItem>) {
    let is_path_hidden = item.paths.iter().any(|it| others.surface.hidden_paths.contains(it));
    if is_path_hidden && !is_private_now(item, befores, others) || is_hidden(item, befores, others)
    {
        return (HIDDEN, HIDES.to_owned(), None);
    }
    // Its name is left in other builds.
    if let (Some(cfg), true, None) = (&item.cfg, others.has(item.symbol()), &item.of_trait) {
        return ("item_removed", format!("removed where `cfg({cfg})`"), None);
    }
    if let Some(other) = elsewhere(item, befores, others) {
        let reason = format!("removed: `{}` is written alike", other.symbol());
        return ("item_removed", reason, Some(other));
    }
    match of_trait(item, befores).filter(|it| !has_member_of(it, item, others)) {
        Some(gone) => {
            ("item_removed", format!("removed with the implementation of `{gone}`"), None)
        }
        None => ("item_removed", "removed".to_owned(), None),
    }
}

/// Whether it stands where it stood, and `#[doc(hidden)]` before it or before its `impl`.
fn is_hidden(item: &SurfaceItem, befores: &Side<'_>, others: &Side<'_>) -> bool {
    let hides = |it: Option<Item<'_>>| it.is_some_and(|it| it.marks.is_hidden);
    stands_still(item, befores, others, &|_, now, facts| {
        now.marks.is_hidden
            || hides(
                now.parent.and_then(|it| facts.item(it)).filter(|it| it.kind == ItemKind::Impl),
            )
    })
}

/// Whether it stands where it stood, and is less visible there: what its path leads to is another item of its name, as a derive.
fn is_private_now(item: &SurfaceItem, befores: &Side<'_>, others: &Side<'_>) -> bool {
    stands_still(item, befores, others, &|was, now, _| {
        was.visibility == Visibility::Public && now.visibility != Visibility::Public
    })
}

/// Whether something holds of an item of Rust and of one that stands where it stood.
fn stands_still(
    item: &SurfaceItem,
    befores: &Side<'_>,
    others: &Side<'_>,
    holds: &dyn Fn(&Item<'_>, &Item<'_>, &FileFacts) -> bool,
) -> bool {
    let path = &item.place.path;
    let found = || {
        let origin = befores.meanings.origin(path, item.place.range)?;
        let was = befores.meanings.facts(path)?;
        let is = others.meanings.facts(path)?;
        let (name, own) = (was.path(origin.item), was.item(origin.item)?);
        let mut all = (0..).zip(is.items());
        all.find(|(number, it)| {
            it.kind == own.kind && is.path(*number) == name && holds(&own, it, is)
        })
    };
    item.language == Language::Rust && item.made_by.is_none() && found().is_some()
}

/// The members of a type that are there, and that documentation hides now.
pub(super) fn hidden_members(
    new: &SurfaceItem,
    others: &Side<'_>,
    changes: &mut [SignatureChange],
) {
    let mut removed = changes.iter_mut().filter(|it| it.rule == "member_removed").peekable();
    if new.language != Language::Rust || removed.peek().is_none() {
        return;
    }
    let path = &new.place.path;
    let found = others.meanings.origin(path, new.place.range).zip(others.meanings.facts(path));
    let Some((origin, facts)) = found else { return };
    let own = facts.items().filter(|it| it.parent == Some(origin.item) && it.marks.is_hidden);
    let hidden: Vec<String> = own.map(|it| format!("`{}`", it.name())).collect();
    for change in removed {
        let name = hidden.iter().find(|name| *change.reason == format!("{name} removed"));
        if let Some(name) = name {
            (change.rule, change.reason) = (HIDDEN, format!("{name} {HIDES}").into());
        }
    }
}

/// The only item that came and has its name, its kind and its signature. Members are of their types.
fn elsewhere<'s>(
    item: &SurfaceItem,
    befores: &Side<'_>,
    others: &Side<'s>,
) -> Option<&'s SurfaceItem> {
    let around = item.around();
    let is_module = |it: &&SurfaceItem| matches!(it.kind, ItemKind::Module | ItemKind::Namespace);
    let is_in_module =
        around.is_none_or(|it| befores.items.get(it).is_some_and(|all| all.iter().all(is_module)));
    let is_it = |other: &&SurfaceItem| {
        other.kind == item.kind
            && other.signature == item.signature
            && other.of_trait.is_none()
            && other.name() == item.name()
            && !other.paths.iter().any(|path| befores.has(path))
    };
    if item.signature.is_none() || item.of_trait.is_some() || !is_in_module {
        return None;
    }
    let mut alike = others.surface.items.iter().filter(is_it);
    alike.next().filter(|_| alike.next().is_none())
}

/// Whether the type that it is one of has another of the same trait.
fn has_member_of(implemented: &str, item: &SurfaceItem, others: &Side<'_>) -> bool {
    let around = |it: &'_ SurfaceItem| it.symbol().rsplit_once("::").map(|(it, _)| it.to_owned());
    let own = around(item);
    others.surface.items.iter().any(|other| {
        other.of_trait == item.of_trait
            && around(other) == own
            && of_trait(other, others).as_deref() == Some(implemented)
    })
}

/// The trait of the `impl` that an item stands in, with what it is given.
fn of_trait(item: &SurfaceItem, side: &Side<'_>) -> Option<String> {
    item.of_trait.as_ref()?;
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    Block::around(&side.meanings, origin)?.of_trait
}
