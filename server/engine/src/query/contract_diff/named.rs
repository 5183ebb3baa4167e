//! Items of Rust whose signatures name others: what they say is what those stand for.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, Confidence, Form, GenericKind, Generics, Item, ItemKind, Language, RepoPath,
    Signature, SignatureChange, SurfaceChange, SurfaceItem,
};

use super::super::implied::completed;
use super::super::sealed::NamedTrait;
use super::super::stands_for::{Block, more_exact};
use super::associated::{without_private, written_out};
use super::forms::of_member;
use super::{Side, change, derives, one, seals};
use crate::class::{given_to, parameters_in, signature_changes, stand_for, trait_name};

/// An `impl` of a trait that is given more than before.
pub(super) const GIVEN_MORE: &str = "trait_given_more";

/// What differs of two signatures where each name means what it stands for. `written`: by their texts alone.
pub(super) fn by_meaning(
    (old, old_side): (&SurfaceItem, &Side<'_>),
    (new, new_side): (&SurfaceItem, &Side<'_>),
    written: Vec<SignatureChange>,
    is_sealed: &dyn Fn(NamedTrait<'_>) -> bool,
) -> Vec<SignatureChange> {
    let (Some(before), Some(now)) = (&old.signature, &new.signature) else { return written };
    let formed = (of_member(old, before, old_side), of_member(new, now, new_side));
    let (before, now) = (formed.0.as_ref().unwrap_or(before), formed.1.as_ref().unwrap_or(now));
    let was = written_out(old, before, (old_side, new_side));
    let is = written_out(new, now, (new_side, old_side));
    let given = as_given((old, old_side), (new, new_side), is.as_ref().unwrap_or(now));
    let takes_others = given.is_some();
    let is = given.or(is);
    let is = without_new_defaults((old, before, old_side), is.as_ref().unwrap_or(now)).or(is);
    let (was, is) = with_implied(
        (old, was.or(formed.0.clone()), old_side),
        (new, is.or(formed.1.clone()), new_side),
    );
    let opened = seals::opened(
        (old, was.as_ref().unwrap_or(before), old_side),
        (new, is.as_ref().unwrap_or(now), new_side),
    );
    let (was, is, more) = opened.map_or((was, is, None), |(was, is, it)| (Some(was), Some(is), it));
    if was.is_none() && is.is_none() {
        return written;
    }
    let was = was.as_ref().unwrap_or(before);
    let is = is.as_ref().unwrap_or(now);
    let mut meant = derives::changes((old, was, old_side), (new, is, new_side), is_sealed);
    meant.extend(more);
    if takes_others && meant.is_empty() {
        let of_trait = old.of_trait.as_deref().map(trait_name).unwrap_or_default();
        let reason = format!("implements `{of_trait}` for more than before");
        return vec![one((ChangeClass::Additive, Confidence::Likely), GIVEN_MORE, reason)];
    }
    more_exact(written, meant)
}

type Meant<'i, 's> = (&'i SurfaceItem, Option<Signature>, &'i Side<'s>);

/// Both signatures with what their bounds demand anyway, where the other says that.
fn with_implied(
    (old, was, old_side): Meant<'_, '_>,
    (new, is, new_side): Meant<'_, '_>,
) -> (Option<Signature>, Option<Signature>) {
    let stated = |item: &SurfaceItem, meant: &Option<Signature>, side: &Side<'_>| {
        let signature = meant.as_ref().or(item.signature.as_ref())?.clone();
        let origin = side.meanings.origin(&item.place.path, item.place.range)?;
        Some((signature, origin, item.of_trait.is_some()))
    };
    let both = stated(old, &was, old_side).zip(stated(new, &is, new_side));
    let completed = both.and_then(|(before, now)| {
        completed((&before, &old_side.meanings), (&now, &new_side.meanings))
    });
    completed.map_or((was, is), |(was, is)| (Some(was), Some(is)))
}

/// A member of `impl<T: A> From<Vec<T>> for B` as one of `impl From<Vec<u8>> for B`, where that is what it was.
fn as_given(
    (old, old_side): (&SurfaceItem, &Side<'_>),
    (new, new_side): (&SurfaceItem, &Side<'_>),
    now: &Signature,
) -> Option<Signature> {
    let of_trait = |item: &SurfaceItem, side: &Side<'_>| {
        let origin = side.meanings.origin(&item.place.path, item.place.range)?;
        Block::around(&side.meanings, origin)?.of_trait
    };
    if old.of_trait.is_none() || old.of_trait != new.of_trait {
        return None;
    }
    let (was, is) = (of_trait(old, old_side)?, of_trait(new, new_side)?);
    // Of parameters on both sides the bounds tell.
    if was == is || parameters_in(&was).next().is_some() {
        return None;
    }
    let given = stand_for(&is, &was)?;
    let types = (0..given.len()).map(|at| {
        let name = format!("T{at}");
        given.iter().find(|(own, _)| *own == name).map(|(_, ty)| ty.clone())
    });
    given_to(now, &types.collect::<Option<Vec<_>>>()?, Some(0))
}

/// A member for `Map<K, V, ()>` as one for `Map<K, V>`, which is all that the type was given before it had a parameter
/// more.
fn without_new_defaults(
    (old, before, side): (&SurfaceItem, &Signature, &Side<'_>),
    now: &Signature,
) -> Option<Signature> {
    let (around, _) = old.symbol().rsplit_once("::")?;
    let ty = side.items.get(around)?.iter().find_map(|it| it.signature.as_ref())?;
    let generics = match &ty.form {
        Form::Record(record) => &record.generics,
        Form::Enum(it) => &it.generics,
        _ => return None,
    };
    let own: Vec<String> = parameters(generics);
    let Form::Function(functions) = &before.form else { return None };
    let says_self = |bound: &str| bound.starts_with("Self = ");
    if functions.iter().any(|it| it.generics.bounds.iter().any(|it| says_self(it))) {
        return None;
    }
    let mut now = now.clone();
    let Form::Function(functions) = &mut now.form else { return None };
    let is_whole = |bound: &str| {
        let given = bound.strip_prefix("Self = ").and_then(|it| it.split_once('<'));
        given.is_some_and(|(_, given)| given.trim_end_matches('>') == own.join(", "))
    };
    let mut is_changed = false;
    for function in functions.iter_mut() {
        let bounds = function.generics.bounds.iter().filter(|it| !is_whole(it)).cloned();
        let bounds: Box<[_]> = bounds.collect();
        is_changed |= bounds.len() != function.generics.bounds.len();
        function.generics.bounds = bounds;
    }
    is_changed.then_some(now)
}

/// What signatures call the parameters of a type.
pub(in crate::query) fn parameters(generics: &Generics) -> Vec<String> {
    let [mut lifetime, mut ty, mut constant] = [0_u32; 3];
    let name = |kind: &GenericKind| {
        let (sign, number) = match kind {
            GenericKind::Lifetime => ('\'', &mut lifetime),
            GenericKind::Type => ('T', &mut ty),
            GenericKind::Const(_) => ('N', &mut constant),
        };
        *number += 1;
        format!("{sign}{}", *number - 1)
    };
    generics.parameters.iter().map(|it| &it.kind).map(name).collect()
}

/// What differs of items that are written as before, and name an alias that nobody else can, which is another one now.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
    is_inside: &dyn Fn(&RepoPath) -> bool,
) -> Vec<SurfaceChange> {
    let touched = touched.iter().copied().filter(|path| is_inside(path)).collect();
    let names = changed_aliases(before, now, &touched);
    let mut changes = Vec::new();
    if names.is_empty() {
        return changes;
    }
    for old in before.surface.items.iter().filter(|it| it.language == Language::Rust && !it.is_part)
    {
        let Some(signature) = &old.signature else { continue };
        let is_named =
            LazyCell::new(|| words(&signature.to_string()).any(|word| names.contains(word)));
        let named = old.paths.iter().filter_map(|path| now.items.get(&**path)).flatten();
        let same = |new: &&&SurfaceItem| {
            new.kind == old.kind && new.of_trait == old.of_trait && new.signature == old.signature
        };
        let mut same = named.filter(same).copied();
        let Some(new) = same.next().filter(|_| *is_named) else { continue };
        let was = without_private(old, signature, before);
        let is = without_private(new, signature, now);
        // Of a name that is known on one side alone nothing can be said.
        let Some((was, is)) = was.zip(is) else { continue };
        let found = signature_changes(Language::Rust, &was, &is).into_iter().map(|mut it| {
            it.confidence = Confidence::Likely;
            it
        });
        let found: Vec<SignatureChange> = found.collect();
        if !found.is_empty() {
            changes.push(change(old, found, Some(old), Some(new)));
        }
    }
    changes
}

/// The names of aliases in the files of the change that are others now.
fn changed_aliases(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> BTreeSet<String> {
    let all = |side: &Side<'_>| -> BTreeSet<(RepoPath, String, String)> {
        touched.iter().flat_map(|path| aliases(side, path)).collect()
    };
    let (olds, news) = (all(before), all(now));
    let mut names: BTreeSet<String> =
        olds.symmetric_difference(&news).map(|(_, name, _)| name.clone()).collect();
    // Each pass finds those that name one that is known; there are no more passes than aliases.
    loop {
        let naming = olds.iter().filter(|(_, name, text)| {
            !names.contains(name) && words(text).any(|word| names.contains(word))
        });
        let naming: Vec<String> = naming.map(|(_, name, _)| name.clone()).collect();
        if naming.is_empty() {
            return names;
        }
        names.extend(naming);
    }
}

/// The aliases of a file, each with its text, and its constants, each with its number. What an `impl` says of a trait's types is told of those.
fn aliases(side: &Side<'_>, path: &RepoPath) -> Vec<(RepoPath, String, String)> {
    let Some(facts) = side.state.world.facts(path).filter(|it| it.language == Language::Rust)
    else {
        return Vec::new();
    };
    let is_alias = |it: &Item<'_>| {
        matches!(it.kind, ItemKind::TypeAlias | ItemKind::Constant)
            && it
                .parent
                .and_then(|parent| facts.item(parent))
                .is_none_or(|around| around.kind == ItemKind::Module)
    };
    let items: Vec<(u32, Item<'_>)> =
        (0..).zip(facts.items()).filter(|(_, it)| is_alias(it)).collect();
    // Many files have none, and need not be read.
    let signatures = (!items.is_empty()).then(|| side.meanings.signatures(path)).flatten();
    let text = |number: u32| {
        let own = signatures.as_ref()?.of(number)?;
        match &own.number {
            Some(number) => Some(number.to_string()),
            None => Some(own.signature.as_ref()?.to_string()),
        }
    };
    let named = items.iter().map(|(number, item)| {
        (path.clone(), item.name().to_owned(), text(*number).unwrap_or_default())
    });
    named.collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
}
