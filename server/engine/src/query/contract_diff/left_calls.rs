//! Macros that are not followed: what they are given is read as if it stood there, and may not be what they make.

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, Confidence, ItemKind, LeftCall, Place, SignatureChange, SurfaceChange, SurfaceItem,
};

use super::{Side, one};

const GIVEN_TO_MACRO: &str = "given_to_macro";

/// What a macro alone makes on one side is not compared with what stands there on the other; what is gone may be made by a
/// call that came and names it, or its type.
pub(super) fn settle(changes: &mut [SurfaceChange], befores: &Side<'_>, others: &Side<'_>) {
    if befores.surface.left_calls.is_empty() && others.surface.left_calls.is_empty() {
        return;
    }
    let breaks = |it: &&mut SurfaceChange| it.class() == ChangeClass::Breaking;
    for change in changes.iter_mut().filter(breaks) {
        let Some(was) = change.before.as_ref() else { continue };
        let told = match &change.now {
            Some(is) => given_otherwise((was, befores), (is, others)),
            None => gone(&change.symbol, was, (befores, others)),
        };
        if let Some(reason) = told {
            change.changes = vec![unknown(reason)];
        }
    }
}

fn unknown(reason: String) -> SignatureChange {
    one((ChangeClass::Unknown, Confidence::Likely), GIVEN_TO_MACRO, reason)
}

/// The call that is given what stands here.
fn around<'s>(place: &Place, side: &Side<'s>) -> Option<&'s LeftCall> {
    let holds = |it: &LeftCall| {
        it.given.start() <= place.range.start() && place.range.end() <= it.given.end()
    };
    let own = side.surface.left_calls.iter().filter(|(path, _)| *path == place.path);
    own.map(|(_, it)| it).find(|it| holds(it))
}

fn given_otherwise(
    (was, befores): (&Place, &Side<'_>),
    (is, others): (&Place, &Side<'_>),
) -> Option<String> {
    let (was, is) = (around(was, befores), around(is, others));
    if was.map(|it| &it.name) == is.map(|it| &it.name) {
        return None;
    }
    let (when, call) = is.map(|it| ("now", it)).or_else(|| Some(("before the change", was?)))?;
    let name = &call.name;
    Some(format!("is given to `{name}!` {when}: what that makes is not known"))
}

fn gone(symbol: &str, was: &Place, (befores, others): (&Side<'_>, &Side<'_>)) -> Option<String> {
    let type_of = symbol.rsplit_once("::").map(|(of, _)| of);
    let is_type = |it: &&SurfaceItem| it.kind != ItemKind::Module;
    let whole = type_of.filter(|it| named(it, befores).iter().any(is_type)).unwrap_or(symbol);
    for (then, now) in named(whole, befores).iter().zip(named(whole, others)) {
        if let Some(reason) = given_otherwise((&then.place, befores), (&now.place, others)) {
            return Some(reason);
        }
    }
    let name = whole.rsplit("::").next()?;
    let calls = |side: &Side<'_>| -> BTreeSet<_> {
        let own = side.surface.left_calls.iter().filter(|(path, _)| *path == was.path);
        let naming = own.filter(|(_, it)| it.words.iter().any(|word| **word == *name));
        naming.map(|(_, it)| it.name.clone()).collect()
    };
    let came = &calls(others) - &calls(befores);
    let call = came.first()?;
    Some(format!("removed, and `{call}!` is given `{name}` now: what that makes is not known"))
}

fn named<'a, 's>(path: &str, side: &'a Side<'s>) -> &'a [&'s SurfaceItem] {
    side.items.get(path).map(Vec::as_slice).unwrap_or_default()
}
