//! Traits that nobody else can name, by which others are kept from being implemented: what they are called is of no matter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, Form, ItemKind, Language, Place, RepoPath, Signature, SignatureChange,
    SurfaceItem,
};

use super::{Side, one};
use crate::types::Origin;

/// What each such trait that came was called, where one went that says the same and is implemented for the same types.
pub(super) fn renamed(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> BTreeMap<Place, String> {
    let of = |side: &Side<'_>| -> Vec<Unnamed> {
        touched.iter().flat_map(|path| unnamed(path, side)).collect()
    };
    let (olds, news) = (of(before), of(now));
    let is_in = |it: &Unnamed, all: &[Unnamed]| {
        all.iter().any(|other| (&it.place.path, &it.path) == (&other.place.path, &other.path))
    };
    let gone: Vec<&Unnamed> = olds.iter().filter(|it| !is_in(it, &news)).collect();
    let come = news.iter().filter(|it| !is_in(it, &olds));
    let both = come.filter_map(|new| {
        let mut same = gone.iter().filter(|old| old.says == new.says);
        let (old, None) = (same.next()?, same.next()) else { return None };
        let name = |it: &Unnamed| it.path.rsplit("::").next().unwrap_or(&it.path).to_owned();
        // Signatures write no more than the name.
        let is_one = olds.iter().filter(|it| name(it) == name(old)).count() == 1;
        is_one.then(|| (new.place.clone(), name(old)))
    });
    both.collect()
}

struct Unnamed {
    place: Place,
    /// In its file.
    path: String,
    /// What it promises, and for what it is implemented.
    says: (String, BTreeSet<String>),
}

fn unnamed(path: &RepoPath, side: &Side<'_>) -> Vec<Unnamed> {
    let facts = side.meanings.facts(path).filter(|it| it.language == Language::Rust);
    let Some((facts, signatures)) = facts.zip(side.meanings.signatures(path)) else {
        return Vec::new();
    };
    let items = (0..).zip(facts.items()).filter(|(_, it)| it.kind == ItemKind::Trait);
    let hidden = items.filter(|(_, item)| !is_named(path, item.name_range, side));
    let found = hidden.filter_map(|(number, item)| {
        let place = Place { path: path.clone(), range: item.name_range };
        let origin = side.meanings.origin(path, item.name_range)?;
        let promised = signatures.of(number)?.signature.as_ref()?.to_string();
        let types = (0..).zip(&signatures.items).filter_map(|(block, own)| {
            let head = own.as_ref()?.implementation.as_ref()?;
            let (_, ty, bounds) = head.parts()?;
            let is_trait = |kind| kind == ItemKind::Trait;
            let block = Origin { item: block, ..origin };
            let meant = side.meanings.item(block, head.of_trait.as_deref()?, is_trait);
            (meant == Some(origin)).then(|| format!("{ty} where {bounds}"))
        });
        Some(Unnamed { place, path: facts.path(number), says: (promised, types.collect()) })
    });
    found.collect()
}

fn is_named(path: &RepoPath, range: boundstone_text::TextRange, side: &Side<'_>) -> bool {
    side.of_file(path).iter().any(|it| it.place.range == range)
}

/// A trait that no longer builds on one that nobody else could name, and that has nothing to call: it is the same to who
/// uses it. Gives both sides without that, and what is to be said of it.
pub(super) fn opened(
    (old, before, befores): (&SurfaceItem, &Signature, &Side<'_>),
    (new, now, others): (&SurfaceItem, &Signature, &Side<'_>),
) -> Option<(Signature, Signature, Option<SignatureChange>)> {
    let (mut was, mut is) = (before.clone(), now.clone());
    let (Form::Record(first), Form::Record(second)) = (&mut was.form, &mut is.form) else {
        return None;
    };
    if first.word != "trait" || first.parents == second.parents {
        return None;
    }
    let (olds, news) = (first.parents.clone(), second.parents.clone());
    let gone = seals_alone(&olds, &news, (old, befores));
    let name = gone.first()?;
    let come = seals_alone(&news, &olds, (new, others));
    first.parents = olds.iter().filter(|it| !gone.contains(it)).cloned().collect();
    second.parents = news.iter().filter(|it| !come.contains(it)).cloned().collect();
    let said = come.is_empty().then(|| {
        let reason = format!("no longer builds on `{name}`, which nobody else could implement");
        let what = (ChangeClass::Additive, Confidence::Likely);
        one(what, "supertrait_removed", reason)
    });
    Some((was, is, said))
}

/// Those on one side alone.
fn seals_alone(
    own: &[Arc<str>],
    other: &[Arc<str>],
    (item, side): (&SurfaceItem, &Side<'_>),
) -> Vec<Arc<str>> {
    let alone = own.iter().filter(|it| !other.contains(it));
    alone.filter(|it| is_seal(it, item, side) == Some(true)).cloned().collect()
}

/// Whether a trait that another one builds on has nothing to call, and nobody else can name it.
fn is_seal(parent: &str, item: &SurfaceItem, side: &Side<'_>) -> Option<bool> {
    let origin = side.meanings.origin(&item.place.path, item.place.range)?;
    let meant = side.meanings.item(origin, parent, |kind| kind == ItemKind::Trait)?;
    let (place, signature) = side.meanings.signed(meant)?;
    let Form::Record(record) = signature.form else { return None };
    let is_empty = record.members.is_empty() && record.parents.is_empty();
    Some(is_empty && !is_named(&place.path, place.range, side))
}
