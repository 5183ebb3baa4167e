//! An `impl` that is there on both sides: what it demands, for which forms of its type it is, and where it is compiled.

use std::sync::Arc;

use boundstone_model::{ChangeClass, Confidence, ImplementedTrait, SignatureChange, SurfaceChange};

use super::super::super::implied::demand_anyway;
use super::super::conditions::any_of;
use super::super::implemented::name_of;
use super::super::{Side, change, one};
use super::{item_of, now_of};
use crate::class::{bound_filled, implies, in_same_words, parameters_in, stand_for, trait_name};
use crate::rust_types::list;

/// Of an `impl` without members, what it demands and where it is compiled.
pub(super) fn kept(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SurfaceChange> {
    if let Some(parted) = parted(it, (befores, others)) {
        let item = item_of(it, befores)?;
        return Some(change(item, vec![parted], Some(item), now_of(item, others)));
    }
    let now = other_side(it, (befores, others))?;
    let name = name_of(it)?;
    // What an alias of a type has by what that holds, is told of the type.
    let is_alias = is_auto_trait(name) && called(it) != called(now);
    if it.has_members || now.has_members || name == "Drop" || is_alias {
        return None;
    }
    let mut changes: Vec<_> = demanded((it, befores), (now, others)).into_iter().collect();
    let item = item_of(it, befores)?;
    // What changed for all of the type is told of it.
    if it.cfg != now.cfg && now_of(item, others).is_some_and(|now| now.cfg == item.cfg) {
        let changed = in_all_builds(it, (befores, others));
        let of_trait = it.head.parts().map(|(of_trait, ..)| of_trait)?;
        changes.extend(changed.map(|mut changed| {
            changed.reason = format!("its `{of_trait}` is {}", changed.reason).into();
            changed
        }));
    }
    (!changes.is_empty()).then(|| change(item, changes, Some(item), now_of(item, others)))
}

/// An `impl` for all forms of a type that became several, each for one form. Members of a trait of the package tell it themselves.
fn parted(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SignatureChange> {
    let now: Vec<&ImplementedTrait> = others.implemented.same_as(it).collect();
    let is_plain = |it: &ImplementedTrait| it.cfg.is_none() && !it.head.is_blanket;
    let is_told = it.has_members && !it.own_trait.is_empty();
    let was_one = befores.implemented.same_as(it).count() == 1;
    if is_told || !was_one || now.len() < 2 || !is_plain(it) || !now.iter().all(|it| is_plain(it)) {
        return None;
    }
    let (of_trait, was, _) = it.head.parts()?;
    let form = |now: &&ImplementedTrait| {
        let (same, is, _) = now.head.parts()?;
        let is_special = called(it) == called(now) && is_of_any(was) && !is_of_any(is);
        (same == of_trait && is_special).then(|| format!("`{is}`"))
    };
    let forms: Vec<String> = now.iter().map(form).collect::<Option<_>>()?;
    let reason =
        format!("implements `{of_trait}` only for {}, and did for `{was}`", forms.join(", "));
    Some(one((ChangeClass::Breaking, Confidence::Likely), "implementation_changed", reason))
}

/// Whether a type is given nothing but parameters, if it is given something.
fn is_of_any(ty: &str) -> bool {
    let given = ty.split_once('<').and_then(|(_, given)| given.strip_suffix('>'));
    let is_parameter = |it: &&str| it.starts_with('\'') || parameters_in(it).eq([*it]);
    given.is_some_and(|given| list(given).iter().all(is_parameter))
}

/// What the conditions mean of an `impl` that may stand there several times, each under its own.
fn in_all_builds(
    it: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Option<SignatureChange> {
    let condition =
        |side: &Side<'_>| any_of(side.implemented.in_some_build(it).map(|it| it.cfg.as_deref()));
    befores.cfg_changed(&condition(befores), others, &condition(others))
}

/// Whether an `impl` for all of a kind takes more of them than it did.
pub(super) fn is_for_more(
    now: &ImplementedTrait,
    (befores, others): (&Side<'_>, &Side<'_>),
) -> bool {
    let was = other_side(now, (others, befores)).filter(|_| now.head.is_blanket);
    let parts = was.and_then(|it| it.head.parts()).zip(now.head.parts());
    parts.is_some_and(|((_, was, old), (_, is, new))| {
        let (old, new) = in_same_words(&texts(old), &texts(new));
        let come = come((&new, now, others), &old);
        was == is && come.iter().any(|it| !is_replaced(it, &new))
    })
}

/// The same `impl` on the other side. Several are told apart by what only their members say.
fn other_side<'s>(
    it: &ImplementedTrait,
    (own, others): (&Side<'_>, &Side<'s>),
) -> Option<&'s ImplementedTrait> {
    let mut same = others.implemented.same_as(it);
    let found = same.next().filter(|_| same.next().is_none())?;
    (own.implemented.same_as(it).count() == 1).then_some(found)
}

fn demanded(
    (it, befores): (&ImplementedTrait, &Side<'_>),
    (now, others): (&ImplementedTrait, &Side<'_>),
) -> Option<SignatureChange> {
    let (of_trait, was, old) = it.head.parts()?;
    let (_, is, new) = now.head.parts()?;
    let (old, new) = (texts(old), texts(new));
    let likely = |class, rule, reason: String| Some(one((class, Confidence::Likely), rule, reason));
    let for_more = || {
        let reason = format!("implements `{of_trait}` for more types");
        likely(ChangeClass::Additive, "bound_removed", reason)
    };
    let general = stand_for(is, was);
    let is_special = stand_for(was, is).is_none();
    match general {
        // For the same forms.
        Some(given) if !is_special => {
            let new: Vec<_> = new.iter().map(|it| bound_filled(it, &given).into()).collect();
            let (old, new) = in_same_words(&old, &new);
            let come = [come((&old, it, befores), &new), lost_sizes(&old, &new)].concat();
            let come: Vec<_> = come.into_iter().filter(|it| !is_of_auto_trait(now, it)).collect();
            match come.is_empty() {
                true if old.iter().any(|it| !new.contains(it) && !it.contains(": ?")) => for_more(),
                true => None,
                false => {
                    let class = match come.iter().all(|it| is_replaced(it, &old)) {
                        true => ChangeClass::Unknown,
                        false => ChangeClass::Breaking,
                    };
                    let come: Vec<String> = come.iter().map(|it| format!("`{it}`")).collect();
                    let reason = format!("implements `{of_trait}` only where {}", come.join(", "));
                    likely(class, "bound_added", reason)
                }
            }
        }
        Some(given)
            if new.iter().all(|it| others.implemented.fulfils(&bound_filled(it, &given))) =>
        {
            for_more()
        }
        None if !is_special => {
            let reason = format!("implements `{of_trait}` only for `{is}`, and did for `{was}`");
            likely(ChangeClass::Breaking, "implementation_changed", reason)
        }
        _ if was.contains('<') => {
            let reason = format!("implements `{of_trait}` for `{is}`, and did for `{was}`");
            likely(ChangeClass::Unknown, "implementation_changed", reason)
        }
        _ => None,
    }
}

fn texts(bounds: &str) -> Vec<Arc<str>> {
    list(bounds).into_iter().map(Arc::from).collect()
}

/// The bounds that others do not demand anyway. That of a lifetime is mostly one of what the type holds.
fn come(
    (known, it, side): (&[Arc<str>], &ImplementedTrait, &Side<'_>),
    all: &[Arc<str>],
) -> Vec<Arc<str>> {
    let origin = side.meanings.origin(&it.place.path, it.place.range);
    let is_known = |bound: &Arc<str>| {
        known.contains(bound)
            || bound.contains(": ?")
            // Nobody chooses what it is of.
            || parameters_in(bound).next().is_none()
            || bound.contains(": '") && !bound.ends_with("'static")
            || known.iter().any(|it| implies(it, bound))
            || origin.is_some_and(|it| demand_anyway(known, bound, (it, &side.meanings)))
    };
    all.iter().filter(|it| !is_known(it)).cloned().collect()
}

/// Whether the same was demanded of the same with something else: a type may be called otherwise now.
fn is_replaced(bound: &str, known: &[Arc<str>]) -> bool {
    let parts = |it: &str| {
        let (of, demanded) = it.split_once(": ")?;
        Some((of.to_owned(), trait_name(demanded).to_owned()))
    };
    bound.ends_with('>') && known.iter().any(|it| it.ends_with('>') && parts(it) == parts(bound))
}

/// Where what has no size was taken, unless what is made or copied was demanded, which has one.
fn lost_sizes(old: &[Arc<str>], new: &[Arc<str>]) -> Vec<Arc<str>> {
    let lost = old.iter().filter(|it| !new.contains(it));
    let of = lost.filter_map(|it| it.strip_suffix(": ?Sized"));
    let sized = of.map(|of| Arc::from(format!("{of}: Sized")));
    sized.filter(|it| !old.iter().any(|known| implies(known, it))).collect()
}

/// Whether a bound of an auto trait says for which an auto trait is had: that is told with what the type holds.
fn is_of_auto_trait(it: &ImplementedTrait, bound: &str) -> bool {
    let followed = bound.split_once(": ").filter(|(of, _)| !of.contains("::"));
    name_of(it).is_some_and(is_auto_trait) && followed.is_some_and(|(_, it)| is_auto_trait(it))
}

fn is_auto_trait(name: &str) -> bool {
    matches!(name, "Send" | "Sync" | "Unpin")
}

/// The name of the type.
fn called(it: &ImplementedTrait) -> Option<&str> {
    it.head.parts().map(|(_, ty, _)| trait_name(ty))
}
