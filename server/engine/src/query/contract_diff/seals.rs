//! Traits that nobody else can name, by which others are kept from being implemented: what they are called is of no matter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, Form, ItemKind, ItemNumber, Language, Place, RepoPath, Signature,
    SignatureChange, SurfaceChange, SurfaceItem,
};

use super::super::stands_for::{each_path, each_type};
use super::{Side, change, one};
use crate::class::{each_text, trait_name};
use crate::crossings::FileId;
use crate::types::Origin;

/// What each such trait that came was called, where one went that says the same and is implemented for the same types.
pub(super) fn renamed(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> BTreeMap<Place, String> {
    let (olds, news) = (unnamed(touched, before), unnamed(touched, now));
    let is_in = |it: &Unnamed, all: &[Unnamed]| {
        all.iter().any(|other| (&it.place.path, &it.path) == (&other.place.path, &other.path))
    };
    let gone: Vec<&Unnamed> = olds.iter().filter(|it| !is_in(it, &news)).collect();
    let come = news.iter().filter(|it| !is_in(it, &olds));
    let come: Vec<&Unnamed> = come.collect();
    let both = come.iter().filter_map(|new| {
        let same = only(gone.iter().filter(|old| old.says == new.says));
        // What it promises, nobody else can ask for: of one that is alone it is enough who has it.
        let has_same = |one: &Unnamed, other: &Unnamed| one.says.1 == other.says.1;
        let alone = || {
            let is_alone = only(come.iter().filter(|it| has_same(it, new))).is_some();
            let old = only(gone.iter().filter(|old| has_same(old, new)))?;
            (is_alone && !new.says.1.is_empty()).then_some(old)
        };
        let old = same.or_else(alone)?;
        // Signatures write no more than the name.
        let is_one = olds.iter().filter(|it| it.name() == old.name()).count() == 1;
        is_one.then(|| (new.place.clone(), old.name().to_owned()))
    });
    both.collect()
}

/// The one that there is.
pub(super) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

struct Unnamed {
    place: Place,
    /// In its file.
    path: String,
    /// What it promises, and for what it is implemented.
    says: (String, BTreeSet<Has>),
}

/// A type that has such a trait, where that holds, and, of a type of the package, its file with its path in it.
type Has = (String, Option<(RepoPath, String)>);

impl Unnamed {
    fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }
}

/// Those in the files of the change, with what these implement them for.
fn unnamed(touched: &BTreeSet<&RepoPath>, side: &Side<'_>) -> Vec<Unnamed> {
    let mut found: BTreeMap<Origin, Unnamed> = BTreeMap::new();
    let files = || touched.iter().filter_map(|path| Some((*path, side.meanings.facts(path)?)));
    for (path, facts) in files().filter(|(_, it)| it.language == Language::Rust) {
        let traits = (0..).zip(facts.items()).filter(|(_, it)| it.kind == ItemKind::Trait);
        let hidden = traits.filter(|(_, item)| !is_named(path, item.name_range, side));
        found.extend(hidden.filter_map(|(number, item)| {
            let signatures = side.meanings.signatures(path)?;
            let promised = signatures.of(number)?.signature.as_ref()?.to_string();
            let place = Place { path: path.clone(), range: item.name_range };
            let origin = side.meanings.origin(path, item.name_range)?;
            let says = (promised, BTreeSet::new());
            Some((origin, Unnamed { place, path: facts.path(number), says }))
        }));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let names: BTreeSet<String> = found.values().map(|it| it.name().to_owned()).collect();
    for (path, _) in files() {
        let signatures = side.meanings.signatures(path);
        let Some((file, signatures)) = side.meanings.file(path).zip(signatures) else { continue };
        for (item, own) in (0..).zip(&signatures.items) {
            let head = own.as_ref().and_then(|it| it.implementation.as_ref());
            let parts = head.and_then(|it| Some((it.of_trait.as_deref()?, it.parts()?)));
            let Some((of_trait, (_, ty, bounds))) = parts else { continue };
            if !names.contains(trait_name(of_trait)) {
                continue;
            }
            let is_trait = |kind| kind == ItemKind::Trait;
            let meant = side.meanings.item(Origin { file, item }, of_trait, is_trait);
            if let Some(of) = meant.and_then(|it| found.get_mut(&it)) {
                let written = head.and_then(|it| it.for_type.as_deref());
                match own_type(written, file, item, side) {
                    // Nobody else has a value of it.
                    Some((_, _, false)) => {}
                    own => {
                        let own = own.map(|(file, path, _)| (file, path));
                        of.says.1.insert((format!("{ty} where {bounds}"), own));
                    }
                }
            }
        }
    }
    found.into_values().collect()
}

/// A type of the package by its file and its path in it, and whether users can name it.
fn own_type(
    written: Option<&str>,
    file: FileId,
    item: ItemNumber,
    side: &Side<'_>,
) -> Option<(RepoPath, String, bool)> {
    let is_type = |kind| matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union);
    let meant = side.meanings.item(Origin { file, item }, written?, is_type)?;
    let path = side.meanings.path(meant.file)?;
    let facts = side.meanings.facts(path)?;
    let is_known = is_named(path, facts.item(meant.item)?.name_range, side);
    Some((path.clone(), facts.path(meant.item), is_known))
}

fn is_named(path: &RepoPath, range: boundstone_text::TextRange, side: &Side<'_>) -> bool {
    side.shows(&Place { path: path.clone(), range })
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

/// Items that demand such a trait, which fewer types have now: who calls them with one that lost it cannot any more.
pub(super) fn narrowed(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
) -> Vec<SurfaceChange> {
    let news = unnamed(touched, now);
    let mut changes = Vec::new();
    for old in unnamed(touched, before) {
        let same = |it: &&Unnamed| (&it.place.path, &it.path) == (&old.place.path, &old.path);
        let Some(new) = news.iter().find(same) else { continue };
        // What goes with its type is told of that.
        let is_there = |own: &Option<(RepoPath, String)>| {
            own.as_ref().is_none_or(|(path, name)| {
                let facts = now.meanings.facts(path);
                facts.is_some_and(|facts| {
                    (0..).zip(facts.items()).any(|(at, _)| facts.path(at) == *name)
                })
            })
        };
        let lost = old.says.1.difference(&new.says.1).filter(|(_, own)| is_there(own));
        let lost: Vec<&str> = lost.map(|(ty, _)| &**ty).collect();
        if !lost.is_empty() {
            changes.extend(demanding(&old, &lost, before, now));
        }
    }
    changes
}

fn demanding(
    lost_by: &Unnamed,
    lost: &[&str],
    before: &Side<'_>,
    now: &Side<'_>,
) -> Vec<SurfaceChange> {
    let name = lost_by.name();
    let wanted = before.meanings.origin(&lost_by.place.path, lost_by.place.range);
    let types = lost.iter().map(|it| format!("`{}`", it.trim_end_matches(" where ")));
    let types = types.collect::<Vec<_>>().join(", ");
    let found = before.surface.items.iter().filter_map(|item| {
        let signature = item.signature.as_ref().filter(|_| !item.is_part)?;
        let is_function = matches!(signature.form, Form::Function(_));
        let origin = before.meanings.origin(&item.place.path, item.place.range)?;
        let mut is_demanded = false;
        each_text(&mut signature.clone(), &mut |text| {
            if text.contains(name) {
                each_type(text, &mut |ty| {
                    each_path(ty, &mut |path| {
                        let is_trait = |kind| kind == ItemKind::Trait;
                        is_demanded |= path.last().is_some_and(|it| it.name == name)
                            && before.meanings.item(origin, &path.names(), is_trait) == wanted;
                    });
                });
            }
        });
        let same = |new: &&&SurfaceItem| new.kind == item.kind && new.signature == item.signature;
        let new = now.items.get(item.symbol())?.iter().find(same)?;
        let reason = format!("no longer takes {types}: `{name}` is not implemented for that now");
        let what = (ChangeClass::Breaking, Confidence::Likely);
        let changes = vec![one(what, "implementation_removed", reason)];
        (is_function && is_demanded).then(|| change(item, changes, Some(item), Some(new)))
    });
    found.collect()
}
