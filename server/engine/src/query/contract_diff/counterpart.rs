//! What an item became.

use boundstone_model::{ItemKind, Language, SurfaceItem};

use super::Side;
use super::named::{GIVEN_MORE, by_meaning};
use crate::class::{signature_changes, trait_name};

/// What stands under the path of an item now. An item may be there several times, each under its own condition: then it is what a
/// build has now that had the item, and only where there is nothing in any such build, what others have.
pub(super) fn counterpart<'s>(
    item: &SurfaceItem,
    befores: &Side<'_>,
    others: &Side<'s>,
) -> Option<&'s SurfaceItem> {
    let (were, named) = (under(item, befores), under(item, others));
    let is_as_it_was = |it: &&SurfaceItem| it.cfg == item.cfg && is_same(item, it);
    if let Some(same) = named.iter().copied().find(is_as_it_was) {
        return Some(same);
    }
    let in_its_builds = || {
        let (then, now) =
            (meeting(item, &were, befores, befores), meeting(item, &named, befores, others));
        let is_all = (then.len(), now.len()) == (were.len(), named.len());
        (!is_all).then(|| of_several((item, &then, befores), (&now, others))).flatten()
    };
    in_its_builds().or_else(|| of_several((item, &were, befores), (&named, others)))
}

/// Those that some build has that has the item.
fn meeting<'s>(
    item: &SurfaceItem,
    all: &[&'s SurfaceItem],
    own: &Side<'_>,
    side: &Side<'_>,
) -> Vec<&'s SurfaceItem> {
    let is_met = |it: &&&SurfaceItem| own.may_meet(&item.cfg, side, &it.cfg);
    all.iter().filter(is_met).copied().collect()
}

/// Of several, as `from` of each implementation of `From`, it is the same one, or else one that is not the same as another was.
fn of_several<'s>(
    (item, were, befores): (&SurfaceItem, &[&SurfaceItem], &Side<'_>),
    (named, others): (&[&'s SurfaceItem], &Side<'s>),
) -> Option<&'s SurfaceItem> {
    let same = named.iter().copied().filter(|other| is_same(item, other));
    // Several may be the same but for the condition under which each is compiled.
    if let Some(same) = same.min_by_key(|other| other.cfg != item.cfg) {
        return Some(same);
    }
    let is_new = |other: &&SurfaceItem| !were.iter().any(|before| is_same(before, other));
    let left: Vec<&SurfaceItem> = named.iter().copied().filter(is_new).collect();
    let is_gone = |before: &&&SurfaceItem| !named.iter().any(|other| is_same(before, other));
    let gone = were.iter().filter(is_gone).count();
    if left.len() < 2 && gone < 2 {
        return left.first().copied().or_else(|| for_all((item, were), named));
    }
    if item.language == Language::Rust {
        let alike = left.iter().find(|other| says_the_same((item, befores), (other, others)));
        if let Some(alike) = alike {
            return Some(alike);
        }
    }
    // `From<A>` did not become `From<B>` where more of them went than came, or less.
    let of_others = item.of_trait.as_deref().is_some_and(|it| !is_own(it, befores));
    if of_others && left.len() != gone {
        return None;
    }
    let distance = |other: &&SurfaceItem| {
        // What conditions choose between stands in a file for each.
        let has_moved = item.cfg.is_some() && other.place.path != item.place.path;
        let is_other = (other.kind != item.kind, other.of_trait != item.of_trait);
        (is_other, other.cfg != item.cfg, has_moved)
    };
    left.into_iter().min_by_key(|other| (distance(other), differences(item, other)))
}

/// What is there under every condition now, where several stood, each under its own.
fn for_all<'s>(
    (item, were): (&SurfaceItem, &[&SurfaceItem]),
    named: &[&'s SurfaceItem],
) -> Option<&'s SurfaceItem> {
    let is_alternative = |it: &&SurfaceItem| it.cfg.is_some() && it.of_trait.is_none();
    let [only] = named else { return None };
    let is_it = only.cfg.is_none() && only.kind == item.kind && only.of_trait.is_none();
    (is_it && were.iter().all(is_alternative)).then_some(*only)
}

/// Whether two functions differ in words alone, or one is the other for more.
fn says_the_same(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> bool {
    let (Some(was), Some(is)) = (&old.signature, &new.signature) else { return false };
    let written = signature_changes(old.language, was, is);
    old.of_trait == new.of_trait
        && by_meaning((old, befores), (new, others), written, &|_| false)
            .iter()
            .all(|it| it.rule == GIVEN_MORE)
}

/// Whether a trait is one of the surface, so that its members may have changed.
fn is_own(of_trait: &str, side: &Side<'_>) -> bool {
    let name = trait_name(of_trait);
    let mut traits = side.surface.items.iter().filter(|it| it.kind == ItemKind::Trait);
    traits.any(|it| it.symbol().rsplit("::").next() == Some(name))
}

pub(super) fn is_same(one: &SurfaceItem, other: &SurfaceItem) -> bool {
    one.kind == other.kind && one.of_trait == other.of_trait && one.signature == other.signature
}

fn under<'s>(item: &SurfaceItem, side: &Side<'s>) -> Vec<&'s SurfaceItem> {
    let named = item.known_paths().filter_map(|path| side.items.get(&**path));
    named.flatten().copied().collect()
}

/// Of Rust, where several functions of one name differ in what they take.
fn differences(old: &SurfaceItem, new: &SurfaceItem) -> usize {
    match (&old.signature, &new.signature) {
        (Some(was), Some(is)) if old.language == Language::Rust => {
            signature_changes(Language::Rust, was, is).len()
        }
        _ => 0,
    }
}
