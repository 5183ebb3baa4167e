//! Items that are there several times, each under its own condition: what all of them are compiled under together, and which of
//! them stands where another one did.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{ChangeClass, Language, SignatureChange, SurfaceChange, SurfaceItem};

use super::super::sealed::NamedTrait;
use super::{Side, compared, is_same};
use crate::class::{doubt, is_ordinary};

pub(super) const CFG_CHANGED: &str = "cfg_changed";

/// What the conditions mean under which an item is compiled, whichever of its forms a build has.
pub(super) fn changes(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
) -> Option<SignatureChange> {
    let is_only = |it: &SurfaceItem, side: &Side<'_>| {
        side.items.get(it.symbol()).is_none_or(|named| named.len() < 2)
    };
    let is_kept = old.cfg == new.cfg;
    if is_kept && is_only(old, befores) && is_only(new, others) {
        return None;
    }
    // What changed for all that stands in an item is told of that.
    if condition_around(old, befores) != condition_around(new, others) {
        return None;
    }
    let (was, is) = (condition_of(old, befores, is_kept), condition_of(new, others, is_kept));
    let changed = befores.cfg_changed(&was, others, &is)?;
    let inside = |it: &Option<Arc<str>>| {
        let around = condition_around(old, befores)??;
        Some(format!("all({around}, {})", it.as_deref().unwrap_or("true")).into())
    };
    // It is not compiled without what it stands in.
    let is_same = inside(&was).is_some()
        && befores.cfg_changed(&inside(&was), others, &inside(&is)).is_none();
    // Where it stands under the condition that it had, what another form lost is told of that.
    let is_told = is_same || is_kept && changed.class != ChangeClass::Additive;
    (!is_told).then_some(changed)
}

/// The condition of what an item stands in, where that is public.
fn condition_around(item: &SurfaceItem, side: &Side<'_>) -> Option<Option<Arc<str>>> {
    let around = side.items.get(item.around()?)?;
    Some(any_of(around.iter().map(|it| it.cfg.as_deref())))
}

/// The condition under which an item is compiled as it is, or in some form.
fn condition_of(item: &SurfaceItem, side: &Side<'_>, as_it_is: bool) -> Option<Arc<str>> {
    let named = side.items.get(item.symbol()).map(Vec::as_slice).unwrap_or_default();
    // Where a build may have two of them, as each `impl` has its own, one does not stand for another.
    let is_alone = |one: &SurfaceItem| {
        one.of_trait.is_none()
            && named.iter().all(|it| is_same(one, it) || !side.may_meet(&one.cfg, side, &it.cfg))
    };
    let are_alternatives = !as_it_is && named.iter().all(|it| is_alone(it));
    let is_form =
        |it: &&&SurfaceItem| is_same(item, it) || are_alternatives && it.kind == item.kind;
    any_of(named.iter().filter(is_form).map(|it| it.cfg.as_deref()))
}

/// Where an item is now, unless that is another form of it that was there before.
pub(super) fn still_there<'i>(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&'i SurfaceItem, &Side<'_>),
) -> Option<&'i SurfaceItem> {
    let mut were = befores.items.get(old.symbol()).into_iter().flatten();
    let mut was_there =
        || were.any(|it| is_same(it, new) && befores.may_meet(&it.cfg, others, &new.cfg));
    (befores.may_meet(&old.cfg, others, &new.cfg) || !was_there()).then_some(new)
}

/// What holds where one of several conditions does; `None` for always.
pub(super) fn any_of<'c>(all: impl Iterator<Item = Option<&'c str>>) -> Option<Arc<str>> {
    let all: BTreeSet<&str> = all.collect::<Option<_>>()?;
    match all.first() {
        Some(only) if all.len() == 1 => Some((*only).into()),
        _ => Some(format!("any({})", all.into_iter().collect::<Vec<_>>().join(", ")).into()),
    }
}

/// What differs of the other forms that stand now where an item did: a part of its builds has its counterpart, and others have them.
pub(super) fn in_other_builds(
    item: &SurfaceItem,
    found: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SurfaceChange> {
    if item.language != Language::Rust || found.cfg.is_none() || found.cfg == item.cfg {
        return Vec::new();
    }
    let named = others.items.get(item.symbol()).into_iter().flatten();
    let (same, rest): (Vec<&SurfaceItem>, Vec<&SurfaceItem>) =
        named.copied().partition(|it| is_same(item, it) || is_same(found, it));
    let covered = any_of(same.iter().map(|it| it.cfg.as_deref()));
    let (Some(covered), own) = (covered, item.cfg.as_deref().unwrap_or("true")) else {
        return Vec::new();
    };
    let left = Some(format!("all({own}, not({covered}))").into());
    let was_there = |it: &SurfaceItem| {
        befores.under(item.symbol(), &item.cfg).any(|before| is_same(before, it))
    };
    let is_it = |it: &&SurfaceItem| {
        (it.kind, &it.of_trait) == (found.kind, &found.of_trait)
            && !others.may_meet(&found.cfg, others, &it.cfg)
            && befores.may_meet(&left, others, &it.cfg)
            && !was_there(it)
    };
    let told = rest.into_iter().filter(is_it).filter_map(|it| {
        let mut told = compared(item, it, (befores, others), is_sealed)?;
        // Where it is compiled, is told of the counterpart.
        told.changes.retain(|it| it.rule != CFG_CHANGED);
        if !it.cfg.as_deref().is_none_or(is_ordinary) {
            told.changes.iter_mut().for_each(doubt);
        }
        (!told.changes.is_empty()).then_some(told)
    });
    told.collect()
}

/// The same is told of each form of an item: once is enough.
pub(super) fn told_once(changes: &mut Vec<SurfaceChange>) {
    let mut known = BTreeSet::new();
    for change in changes.iter_mut() {
        let symbol = change.symbol.clone();
        change.changes.retain(|it| {
            it.rule != CFG_CHANGED || known.insert((symbol.clone(), it.reason.clone()))
        });
    }
    changes.retain(|it| !it.changes.is_empty());
}
