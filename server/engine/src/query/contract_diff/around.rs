//! What an `impl` demands of what its type is given.

use boundstone_model::{ChangeClass, Confidence, ItemKind, Language, SignatureChange, SurfaceItem};

use super::super::stands_for::Block;
use super::Side;
use super::closed::Closed;
use crate::class::{OTHERWISE, parameters_in};

/// What is demanded of a parameter that has a trait which nobody else implements, breaks nobody where all types with the trait have
/// it: the package chose these.
pub(super) fn of_closed(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    changes: &mut Vec<SignatureChange>,
) {
    // Which types have a trait of the package, its own `impl`s say.
    let is_own = |of_trait: &str| {
        let origin = others.meanings.origin(&new.place.path, new.place.range)?;
        others.meanings.item(origin, of_trait, |kind| kind == ItemKind::Trait)
    };
    let closed = |it: &SignatureChange| {
        let is_it = it.rule == "bound_added" && it.reason.starts_with(DEMANDS);
        let (of, demanded) = bound_of(it).split_once(": ").filter(|_| is_it)?;
        if is_own(demanded).is_some() {
            return None;
        }
        Some((Closed::demanded_of(of, old, befores)?, demanded.to_owned()))
    };
    changes.retain_mut(|change| {
        let Some((closed, demanded)) = closed(change) else { return true };
        (change.class, change.confidence) = (ChangeClass::Unknown, Confidence::Likely);
        let said = format!("{}, if not all have it that have `{}`", change.reason, closed.name);
        change.reason = said.into();
        !closed.all_have(&demanded, befores)
    });
}

const DEMANDS: &str = "now demands `";

/// `T0: Clone` of what is said of it.
fn bound_of(change: &SignatureChange) -> &str {
    change.reason.split('`').nth(1).unwrap_or_default()
}

/// A parameter that stands in the type of the `impl` on both sides was whatever users gave to that, whether the member
/// itself says so or not.
pub(super) fn settle(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    changes: &mut [SignatureChange],
) {
    let is_doubted = |it: &&mut SignatureChange| {
        it.rule == "bound_added"
            && it.class == ChangeClass::Unknown
            && it.reason.ends_with(OTHERWISE)
    };
    let mut doubted = changes.iter_mut().filter(is_doubted).peekable();
    if old.language != Language::Rust || doubted.peek().is_none() {
        return;
    }
    let around = |item: &SurfaceItem, side: &Side<'_>| {
        let origin = side.meanings.origin(&item.place.path, item.place.range)?;
        Block::around(&side.meanings, origin)
    };
    let both = around(old, befores).zip(around(new, others));
    let Some((was, _)) = both.filter(|(was, is)| was.of == is.of && was.of_trait == is.of_trait)
    else {
        return;
    };
    for change in doubted {
        let bound = bound_of(change);
        let is_given = |name: &str| parameters_in(&was.of).any(|it| it == name);
        // What else stands in it may be whatever makes it hold.
        if parameters_in(bound).all(is_given) && bound.split(": ").next().is_some_and(is_given) {
            (change.class, change.confidence) = (ChangeClass::Breaking, Confidence::Proved);
            change.reason = change.reason.trim_end_matches(OTHERWISE).into();
        }
    }
}
