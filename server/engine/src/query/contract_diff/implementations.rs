//! Traits that types implement on one side alone. What an `impl` holds is told by its members, which are items; one that holds nothing,
//! as `impl Copy for A {}`, is known by its head alone.

mod called;
mod kept;

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, Form, ImplementedTrait, ItemKind, Language, Member, SignatureChange,
    SurfaceChange, SurfaceItem, Value,
};

use self::called::may_be_called;
pub(super) use self::called::{is_called_alike, now_of_trait};
use self::kept::{is_for_more, kept};
use super::super::sealed::NamedTrait;
use super::conditions::CFG_CHANGED;
use super::derives::{for_more, free_parameter};
use super::implemented::{
    Implemented, Types, may_be_of_one_trait, may_be_together, name_of, trait_of,
};
use super::{Side, behind_alias, change, is_ordinary_item, one};
use crate::class::{derived, doubt, is_ordinary, parameters_in, trait_name};
use crate::rust_types::{demands, fulfils, list};

/// What a type may lose or get by what it holds, and what says how that ends: told of the type.
/// Source: The Rust Reference, "Auto traits".
const OF_ITSELF: [&str; 6] = ["Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe", "Drop"];

/// The traits that `derive` of the standard library implements where the parameters have them.
/// Source: The Rust Reference, "Derive".
const DERIVED: [&str; 9] =
    ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// What came or went without a member that says so. `told`: what is known already.
pub(super) fn changes(
    befores: &Side<'_>,
    others: &Side<'_>,
    told: &[SurfaceChange],
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SurfaceChange> {
    let mut changes = Vec::new();
    for it in &befores.surface.implemented {
        changes.extend(gone(it, (befores, others), told));
        changes.extend(kept(it, (befores, others)));
        if !others.implemented.has(it) {
            changes.extend(no_longer_dropped(it, (befores, others)));
        }
    }
    for it in &others.surface.implemented {
        if others.implemented.same_as(it).any(|same| befores.implemented.has(same)) {
            if is_for_more(it, (befores, others)) {
                changes.extend(come_for_all(it, (befores, others), is_sealed));
            }
            continue;
        }
        changes.extend(come(it, (befores, others)));
        changes.extend(come_for_all(it, (befores, others), is_sealed));
        changes.extend(dropped(it, (befores, others)));
        changes.extend(for_more(it, (befores, others)));
    }
    changes
}

/// A trait that a type no longer has.
fn gone(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
    told: &[SurfaceChange],
) -> Option<SurfaceChange> {
    let (path, item) = (it.paths.first()?, item_of(it, befores)?);
    let mut lost = lost(it, (befores, others))?;
    let now = now_of(item, others);
    if lost.rule != LOST {
        return Some(change(item, vec![lost], Some(item), now));
    }
    let sides = (befores, others);
    let of_trait = it.head.of_trait.as_deref().map_or("", trait_name);
    let is_behind = |path: &Arc<str>| {
        behind_alias::is_same(path, sides)
            || behind_alias::other_has(path, of_trait, sides)
            || others.followed.get(&**path).is_some_and(|it| it.derives(of_trait))
    };
    if it.paths.iter().any(is_behind) {
        return None;
    }
    let has_trait = it.own_trait.is_empty() || it.own_trait.iter().any(|it| others.has(it));
    let start = format!("{path}::");
    let is_told = told.iter().any(|change| {
        let is_loss = |it: &SignatureChange| {
            it.rule == REMOVED || it.rule == CFG_CHANGED && it.class == ChangeClass::Breaking
        };
        change.symbol.starts_with(&start) && change.changes.iter().any(is_loss)
    });
    // What goes with its type is told of that. Types of others are no items.
    let owned = befores.items.get(&**path).is_some_and(|all| all.iter().any(|it| is_type(it)));
    let is_there = |path: &Arc<str>| {
        let mut named = others.items.get(&**path).into_iter().flatten();
        named.any(|item| befores.may_meet(&it.cfg, others, &item.cfg))
    };
    let is_with_type = owned && !it.paths.iter().any(is_there);
    if !has_trait || is_told || is_with_type {
        return None;
    }
    if !owned {
        lost.reason = format!("no longer implemented for `{path}`").into();
    }
    if !is_ordinary_item(item) {
        doubt(&mut lost);
    }
    Some(change(item, vec![lost], Some(item), now))
}

/// The rule of a trait that a type no longer has.
pub(super) const LOST: &str = "implementation_removed";

/// How it is said.
pub(super) fn no_longer(of_trait: &str) -> String {
    format!("no longer implements `{of_trait}`")
}

/// What it is to users that a type has no such `impl` any more; `None` where it has the trait still.
pub(in crate::query) fn lost(
    it: &ImplementedTrait,
    (befores, others): (&dyn Types, &dyn Types),
) -> Option<SignatureChange> {
    let (name, of_trait) = (name_of(it)?, trait_of(it)?);
    let now = others.implemented();
    let is_for_others = is_for_others(it, befores.implemented(), now);
    if OF_ITSELF.contains(&name) || of_trait.starts_with('!') || now.has(it) && !is_for_others {
        return None;
    }
    if now.has_for_any_length(it) {
        return None;
    }
    if let Some(narrowed) = derived_for_less(it, name, others) {
        return Some(narrowed);
    }
    // The trait is given something else: whether that takes all it did, is told by its members.
    let is_other =
        |other: &ImplementedTrait| may_be_of_one_trait(it, other) && may_be_together(it, other);
    let is_given = it.paths.iter().any(|path| {
        now.is_given(path, it, befores.implemented())
            || derives(others, (path, &it.cfg), name)
            || it.has_members && !is_for_others && now.of(path, name).any(is_other)
    });
    if is_given {
        return None;
    }
    let confidence = if it.has_members { Confidence::Likely } else { Confidence::Proved };
    let mut reason = no_longer(of_trait);
    if let (Some((_, ty, _)), true) = (it.head.parts(), is_for_others) {
        reason.push_str(&format!(" for `{ty}`"));
    }
    if let (Some(cfg), true) = (&it.cfg, now.in_some_build(it).next().is_some()) {
        reason.push_str(&format!(" where `cfg({cfg})`"));
    }
    let mut removed = one((ChangeClass::Breaking, confidence), LOST, reason);
    let may_derive = it.paths.iter().any(|path| may_derive(path, befores, others));
    if may_derive || it.cfg.as_deref().is_some_and(|cfg| !is_ordinary(cfg)) {
        doubt(&mut removed);
    }
    Some(removed)
}

/// Whether all that have the trait now are other types than that of this `impl`, each of which had it before: `A<u8>` has it,
/// and `A<u16>` has it no more.
fn is_for_others(it: &ImplementedTrait, before: &Implemented<'_>, now: &Implemented<'_>) -> bool {
    let types = |all: &Implemented<'_>| -> Option<BTreeSet<String>> {
        let parts = all.same_as(it).map(|it| it.head.parts());
        parts.map(|parts| parts.map(|(_, ty, bounds)| format!("{ty} where {bounds}"))).collect()
    };
    let Some((_, own, bounds)) = it.head.parts() else { return false };
    let is_whole = |ty: &String| parameters_in(ty).next().is_none();
    let (Some(before), Some(now)) = (types(before), types(now)) else { return false };
    !now.is_empty()
        && now.iter().all(is_whole)
        && parameters_in(own).next().is_none()
        && now.is_subset(&before)
        && !now.contains(&format!("{own} where {bounds}"))
}

/// What was written by hand for whatever a type is given, and is derived now: for what it is given that has the trait.
fn derived_for_less(
    it: &ImplementedTrait,
    name: &str,
    others: &dyn Types,
) -> Option<SignatureChange> {
    let free = free_parameter(it, name).filter(|_| is_derivable(name))?;
    it.paths.iter().find(|path| derives(others, (path, &it.cfg), name))?;
    let reason = format!("implements `{name}` only where `{free}: {name}`: it is derived now");
    Some(one((ChangeClass::Breaking, Confidence::Likely), "bound_added", reason))
}

pub(super) const REMOVED: &str = "item_removed";

/// A trait that a type of both sides has now, by an `impl` without members.
fn come(it: &ImplementedTrait, (befores, others): (&Side<'_>, &Side<'_>)) -> Option<SurfaceChange> {
    let (name, of_trait) = (name_of(it)?, trait_of(it)?);
    let item = item_of(it, others).filter(|_| !it.has_members && !it.head.is_blanket)?;
    let before = &befores.implemented;
    let had = it.paths.iter().any(|path| {
        derives(befores, (path, &it.cfg), name) || before.is_given(path, it, &others.implemented)
    });
    let was = now_of(item, befores)?;
    if had || OF_ITSELF.contains(&name) || of_trait.starts_with('!') {
        return None;
    }
    let reason = match is_type(item) {
        true => format!("implements `{of_trait}`"),
        false => format!("implemented for `{}`", it.paths.first()?),
    };
    let what = (ChangeClass::Additive, Confidence::Proved);
    Some(change(item, vec![one(what, "implementation_added", reason)], Some(was), Some(item)))
}

/// A trait that others may implement, and that all types of a kind have now: nobody may implement it for those again.
/// Source: RFC 2451 and the compiler's error 119.
fn come_for_all(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Option<SurfaceChange> {
    let is_trait = |item: &&&SurfaceItem| item.kind == ItemKind::Trait;
    let before = it.own_trait.iter().find_map(|path| befores.items.get(&**path)?.first());
    let before = before.filter(is_trait).filter(|_| it.head.is_blanket)?;
    let name = name_of(it)?;
    let had_one = befores.implemented.has_for_all(name) && !befores.implemented.has(it);
    let (_, ty, bounds) = it.head.parts()?;
    if list(bounds).iter().any(|bound| is_of_functions(bound, ty)) {
        return None;
    }
    // What has a trait that is new has no `impl` of others.
    let is_of_new = list(bounds).into_iter().any(|bound| {
        let demanded = bound.split_once(": ").filter(|(of, _)| *of == ty).map(|(_, it)| it);
        demanded.is_some_and(|demanded| {
            let is_it = |all: &Side<'_>| {
                all.surface
                    .items
                    .iter()
                    .any(|item| item.kind == ItemKind::Trait && named(item) == trait_name(demanded))
            };
            is_it(others) && !is_it(befores)
        })
    });
    let signature = before.signature.as_ref()?;
    let named = NamedTrait { name: named(before), path: &before.place.path, signature };
    if had_one || is_of_new || is_sealed(named) {
        return None;
    }
    let is_parameter = ty.strip_prefix('T').is_some_and(|it| it.parse::<u32>().is_ok());
    let all = match (bounds.is_empty(), is_parameter) {
        (true, true) => "all types".to_owned(),
        (true, false) => format!("all `{ty}`"),
        (false, true) => format!("all `{bounds}`"),
        (false, false) => format!("all `{ty}` where `{bounds}`"),
    };
    let reason = format!("implemented for {all}: who did so for one of them cannot any more");
    let what = (ChangeClass::Breaking, Confidence::Likely);
    let changes = vec![one(what, "implemented_for_all", reason)];
    Some(change(before, changes, Some(before), now_of(before, others)))
}

/// Whether a bound is one that only functions and closures fulfil, which others define no type for.
/// Source: The Unstable Book, "fn_traits".
fn is_of_functions(bound: &str, of: &str) -> bool {
    let demanded = bound.split_once(": ").filter(|(it, _)| *it == of).map(|(_, it)| it);
    let name = demanded.and_then(|it| it.split('(').next()).unwrap_or_default();
    let name = name.rsplit("> ").next().unwrap_or(name);
    matches!(name, "Fn" | "FnMut" | "FnOnce" | "AsyncFn" | "AsyncFnMut" | "AsyncFnOnce")
}

/// A type whose fields others can see is taken apart by them, unless something is done when it goes.
/// Source: the compiler's error 509.
fn dropped(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SurfaceChange> {
    let item = item_of(it, others).filter(|_| name_of(it) == Some("Drop"))?;
    let was = now_of(item, befores)?;
    let has_fields = match &was.signature.as_ref()?.form {
        Form::Record(record) => record.word == "struct" && record.members.iter().any(is_moved),
        Form::Enum(it) => it.variants.iter().any(|it| match &it.signature.form {
            Form::Record(record) => record.members.iter().any(is_moved),
            _ => false,
        }),
        _ => false,
    };
    let reason = "is dropped by itself now: nobody can take its fields out of it".to_owned();
    let what = (ChangeClass::Breaking, Confidence::Proved);
    has_fields.then(|| change(was, vec![one(what, "drop_added", reason)], Some(was), Some(item)))
}

/// The other way, its fields can be taken out of it now.
fn no_longer_dropped(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SurfaceChange> {
    let told = dropped(it, (others, befores))?;
    let reason = "is no longer dropped by itself: its fields can be taken out of it".to_owned();
    let what = (ChangeClass::Additive, Confidence::Likely);
    let changes = vec![one(what, "drop_removed", reason)];
    Some(SurfaceChange { changes, before: told.now, now: told.before, ..told })
}

/// Whether a field goes out of what it stands in, and is not copied.
fn is_moved(field: &Member) -> bool {
    let Form::Value(Value { ty: Some(ty), .. }) = &field.signature.form else { return true };
    let copy = demands(&format!("{ty}: Copy"));
    !copy.is_some_and(|it| it.iter().all(|it| fulfils(&it.of, &it.bound)))
}

/// The item at which it is told: the type, and for a type of others the trait.
pub(super) fn item_of<'s>(it: &ImplementedTrait, side: &Side<'s>) -> Option<&'s SurfaceItem> {
    let under = |paths: &[Arc<str>], is: fn(&SurfaceItem) -> bool| {
        let named = paths.iter().filter_map(|path| side.items.get(&**path)).flatten().copied();
        named.filter(|item| is(item)).min_by_key(|item| item.cfg != it.cfg)
    };
    under(&it.paths, is_type).or_else(|| under(&it.own_trait, |it| it.kind == ItemKind::Trait))
}

fn is_type(item: &SurfaceItem) -> bool {
    use ItemKind::{Enum, Struct, TypeAlias, Union};
    item.language == Language::Rust && matches!(item.kind, Struct | Enum | Union | TypeAlias)
}

/// The same item on the other side.
pub(super) fn now_of<'s>(item: &SurfaceItem, side: &Side<'s>) -> Option<&'s SurfaceItem> {
    let under = item.paths.iter().filter_map(|path| side.items.get(&**path)).flatten().copied();
    let same = under.filter(|it| it.kind == item.kind || is_type(it) && is_type(item));
    same.min_by_key(|it| it.cfg != item.cfg)
}

fn named(item: &SurfaceItem) -> &str {
    item.symbol().rsplit(item.language.separator()).next().unwrap_or_default()
}

/// Whether `derive` of the standard library implements a trait.
pub(in crate::query) fn is_derivable(name: &str) -> bool {
    DERIVED.contains(&name)
}

/// Whether a type derives a trait of this name, under whatever condition.
pub(super) fn derives(
    side: &dyn Types,
    (path, cfg): (&str, &Option<Arc<str>>),
    name: &str,
) -> bool {
    side.marks(path, cfg).into_iter().any(|mark| derived(mark) == Some(name))
}

/// Whether a type derives something of another crate on one side alone, which may implement whatever it likes:
/// `thiserror::Error` writes `Display` and `From`.
pub(super) fn may_derive(path: &str, without: &dyn Types, with: &dyn Types) -> bool {
    let known = without.marks(path, &None);
    let is_foreign = |mark: &Arc<str>| derived(mark).is_some_and(|it| !DERIVED.contains(&it));
    with.marks(path, &None).into_iter().any(|mark| is_foreign(mark) && !known.contains(&mark))
}

/// Whether something else may give what an `impl` gave: a derive of another crate, or an `impl` of the trait for
/// whatever it is given, `impl<N: Into<A>> Mul<N> for B`, each on the other side alone.
pub(super) fn may_be_had(item: &SurfaceItem, (own, others): (&Side<'_>, &Side<'_>)) -> bool {
    let Some(of_trait) = item.of_trait.as_deref() else {
        return may_be_called(item, (own, others));
    };
    let Some(ty) = item.around() else { return false };
    let for_many = |side: &Side<'_>| {
        let mut blocks = side.implemented.of(ty, trait_name(of_trait));
        blocks.any(|it| trait_of(it).is_some_and(is_given_parameter))
    };
    may_derive(ty, own, others) || for_many(others) && !for_many(own) || is_alike(item, others)
}

/// Whether a member is one of a trait that the package defined, and hands on from another one now: whether types have it still,
/// that one says.
pub(super) fn is_of_trait_of_others(
    item: &SurfaceItem,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> bool {
    // With a module that is handed on comes what is in it.
    let may_come = |path: &str| {
        let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
        ends.filter_map(|end| path.get(..end)).any(|it| others.may_hand_on(it))
    };
    let is_of_others = |it: &&ImplementedTrait| {
        !it.own_trait.is_empty()
            && !it.own_trait.iter().any(|path| others.has(path))
            && it.own_trait.iter().any(|path| may_come(path))
    };
    let known = item.paths.iter().chain(&item.known_as);
    let around = known.filter_map(|path| path.rsplit_once("::"));
    let blocks = around.flat_map(|(ty, _)| befores.implemented.all_of(ty));
    let mut written = blocks.filter(|it| it.head.of_trait == item.of_trait).peekable();
    item.of_trait.is_some() && written.peek().is_some() && written.all(|it| is_of_others(&it))
}

/// Whether a member of a type that is known by its form alone is there for another form of that: `&A::f`, and `&A<T>::f`;
/// `[u8; 1]::f`, and `[u8; N]::f`.
fn is_alike(item: &SurfaceItem, others: &Side<'_>) -> bool {
    let form = |it: &SurfaceItem| {
        let (mut depth, mut is_length) = (0_i32, false);
        let is_outside = |sign: &char| {
            depth += i32::from(*sign == '<') - i32::from(*sign == '>');
            is_length = *sign == ';' || is_length && *sign != ']';
            depth == 0 && !is_length && *sign != '>'
        };
        it.symbol().chars().filter(is_outside).collect::<String>()
    };
    let is_it = |it: &&SurfaceItem| {
        it.known_as.is_some() && it.of_trait == item.of_trait && it.symbol() != item.symbol()
    };
    item.known_as.is_some() && {
        let own = form(item);
        others.surface.items.iter().filter(is_it).any(|other| form(other) == own)
    }
}

/// `Mul<T0>`, and `From<[u8; N0]>`.
fn is_given_parameter(of_trait: &str) -> bool {
    let given = of_trait.split_once('<').map(|(_, given)| given).unwrap_or_default();
    parameters_in(given).next().is_some()
}

/// Whether a member of an `impl` is one that the trait has anyway: the `impl` is there on the other side, and leaves
/// it as it is, or derives it, or all that have another trait have this one.
pub(super) fn has_anyway(item: &SurfaceItem, own: &Side<'_>, others: &Side<'_>) -> bool {
    if item.of_trait.is_none() {
        return false;
    }
    let around = item.paths.iter().filter_map(|path| path.rsplit_once("::"));
    let blocks = around.flat_map(|(ty, _)| own.implemented.all_of(ty));
    let mut written = blocks.filter(|it| it.head.of_trait == item.of_trait).peekable();
    written.peek().is_some()
        && written.all(|it| {
            // What one of the package itself gives all of its types is inherited, and is found by that.
            it.own_trait.is_empty()
                && others.implemented.same_as(it).any(|now| may_have(now, item, others))
                || it
                    .paths
                    .iter()
                    .any(|path| others.implemented.is_given(path, it, &own.implemented))
        })
}

/// Whether the trait of an `impl` may have a member of this name: what is no trait of the repository may.
fn may_have(it: &ImplementedTrait, member: &SurfaceItem, side: &Side<'_>) -> bool {
    let is_trait = |kind| kind == ItemKind::Trait;
    let origin = side.meanings.origin(&it.place.path, it.place.range);
    let written = origin.zip(it.head.of_trait.as_deref());
    let found = written.and_then(|(origin, path)| side.meanings.item(origin, path, is_trait));
    let signature = found.and_then(|it| side.meanings.signed(it)).map(|(_, it)| it);
    match signature.map(|it| it.form) {
        Some(Form::Record(record)) => record.members.iter().any(|it| *it.name == *named(member)),
        _ => true,
    }
}
