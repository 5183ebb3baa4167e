//! Items of Rust whose signatures name another type than before, which is called the same: `v2::Doc` where `v1::Doc` was.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    Confidence, Item, ItemKind, Language, Place, ReferenceKind, RepoPath, Signature,
    SignatureChange, SurfaceChange, SurfaceItem,
};
use boundstone_text::TextRange;

use super::super::stands_for::{each_path, each_type};
use super::{Side, change};
use crate::class::{each_text, signature_changes};
use crate::rust_types::Path;
use crate::types::Origin;

/// What differs of items that are written as before.
pub(super) fn changes<'s>(
    before: &Side<'s>,
    now: &Side<'s>,
    touched: &BTreeSet<&RepoPath>,
) -> Vec<SurfaceChange> {
    let names = match touched.iter().any(|path| names_in(path, before) != names_in(path, now)) {
        true => names([before, now]),
        false => BTreeSet::new(),
    };
    let own = before.surface.items.iter().filter(|it| it.language == Language::Rust && !it.is_part);
    let own = own.filter(|_| !names.is_empty());
    own.filter_map(|old| {
        let named = old.paths.iter().filter_map(|path| now.items.get(&**path)).flatten();
        let same = |new: &&&SurfaceItem| {
            new.kind == old.kind && new.of_trait == old.of_trait && new.signature == old.signature
        };
        // `from` of several `impl`s may be written alike: it is one of those that are there.
        let mut told = None;
        for new in named.filter(same) {
            let found = of_item((old, before), (new, now), &names);
            if found.is_empty() {
                return None;
            }
            told = told.or_else(|| Some(change(old, found, Some(old), Some(new))));
        }
        told
    })
    .collect()
}

/// What names may mean by what a file of Rust says: its imports, the types that it names by paths, and those that it
/// defines. Empty for another file.
fn names_in(path: &RepoPath, side: &Side<'_>) -> Vec<[String; 3]> {
    let facts = side.meanings.facts(path).filter(|it| it.language == Language::Rust);
    let Some(facts) = facts else { return Vec::new() };
    let references = facts.references();
    let imports =
        references.imports.iter().map(|it| [it.bound, it.name, it.from].map(str::to_owned));
    let types = references.paths.iter().filter(|it| it.kind == ReferenceKind::Type);
    let types = types.map(|it| [it.path.to_owned(), String::new(), String::new()]);
    let own = facts.items().filter(is_type);
    let own = own.map(|it| [it.name().to_owned(), it.kind.name().to_owned(), String::new()]);
    imports.chain(types).chain(own).collect()
}

/// The names that more than one type or trait of the boundary has, on either side.
fn names<'s>(sides: [&Side<'s>; 2]) -> BTreeSet<&'s str> {
    let mut places: BTreeMap<&str, BTreeSet<(&RepoPath, Option<&str>)>> = BTreeMap::new();
    for side in sides {
        let files = side.folder.into_iter().flat_map(|it| side.state.world.files_below(it));
        for (path, input) in files {
            let facts = input.source.as_deref().filter(|it| it.language == Language::Rust);
            let Some(facts) = facts else { continue };
            for item in facts.items().filter(is_type) {
                let around = item.parent.and_then(|parent| facts.item(parent));
                let place = (path, around.map(|it| it.name()));
                places.entry(item.name()).or_default().insert(place);
            }
        }
    }
    places.into_iter().filter(|(_, places)| places.len() > 1).map(|(name, _)| name).collect()
}

fn is_type(item: &Item<'_>) -> bool {
    use ItemKind::{Enum, Struct, Trait, Union};
    matches!(item.kind, Struct | Enum | Union | Trait)
}

/// `names`: those that may mean two things.
fn of_item(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    names: &BTreeSet<&str>,
) -> Vec<SignatureChange> {
    let Some(signature) = &old.signature else { return Vec::new() };
    let (was, is) = (meant(old, signature, befores, names), meant(new, signature, others, names));
    let differ: Vec<Option<(String, String)>> =
        was.iter().zip(&is).map(|both| two_types(both, befores, others)).collect();
    if was.len() != is.len() || differ.iter().all(Option::is_none) {
        return Vec::new();
    }
    let renamed = |name: fn(&(String, String)) -> &String| {
        let mut at = 0;
        let mut signature = signature.clone();
        each_own(&mut signature, names, &mut |path| {
            if let (Some(Some(both)), [.., last]) = (differ.get(at), path.segments.as_mut_slice()) {
                last.name.clone_from(name(both));
            }
            at += 1;
        });
        signature
    };
    let found = signature_changes(Language::Rust, &renamed(|it| &it.0), &renamed(|it| &it.1));
    let likely = |it| SignatureChange { confidence: Confidence::Likely, ..it };
    found.into_iter().map(likely).collect()
}

/// Calls `each` for every path in a signature that ends with one of the names.
fn each_own(signature: &mut Signature, names: &BTreeSet<&str>, each: &mut dyn FnMut(&mut Path)) {
    each_text(signature, &mut |text| {
        if !names.iter().any(|name| text.contains(name)) {
            return;
        }
        let written = each_type(text, &mut |ty| {
            each_path(ty, &mut |path| {
                if path.last().is_some_and(|it| names.contains(&*it.name)) {
                    each(path);
                }
            });
        });
        if let Some(written) = written {
            *text = written.into();
        }
    });
}

/// What each of these paths means, in their order.
fn meant(
    item: &SurfaceItem,
    signature: &Signature,
    side: &Side<'_>,
    names: &BTreeSet<&str>,
) -> Vec<Option<Origin>> {
    let Some(origin) = side.meanings.origin(&item.place.path, item.place.range) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    each_own(&mut signature.clone(), names, &mut |path| {
        let is_type = |kind| {
            matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union | ItemKind::Trait)
        };
        found.push(side.meanings.item(origin, &path.names(), is_type));
    });
    found
}

/// What the two are called, where one of them is there on both sides and the other is not the same.
fn two_types(
    (was, is): (&Option<Origin>, &Option<Origin>),
    befores: &Side<'_>,
    others: &Side<'_>,
) -> Option<(String, String)> {
    let (was, is) = (Named::of((*was)?, befores)?, Named::of((*is)?, others)?);
    let is_same = (&was.place.path, &was.path) == (&is.place.path, &is.path)
        || was
            .paths
            .iter()
            .any(|path| is.paths.contains(path) || others.stands_for(path, &is.place));
    let is_kept = was.is_in(others) || is.is_in(befores);
    (!is_same && is_kept).then(|| (was.shown(), is.shown()))
}

/// A type that a path names.
struct Named<'s> {
    place: Place,
    /// In its file.
    path: String,
    /// By which users call it.
    paths: Vec<&'s str>,
}

impl<'s> Named<'s> {
    fn of(origin: Origin, side: &Side<'s>) -> Option<Self> {
        let file = side.meanings.path(origin.file)?;
        let facts = side.meanings.facts(file)?;
        let place = Place { path: file.clone(), range: facts.item(origin.item)?.name_range };
        let paths = paths_of(&place.path, place.range, side);
        Some(Self { place, path: facts.path(origin.item), paths })
    }

    fn is_in(&self, side: &Side<'_>) -> bool {
        let is_there = || {
            let facts = side.meanings.facts(&self.place.path)?;
            let mut all = (0..).zip(facts.items()).filter(|(_, it)| is_type(it));
            all.find(|(number, _)| facts.path(*number) == self.path)
        };
        self.paths.iter().any(|path| side.has(path)) || is_there().is_some()
    }

    /// As users call it, or else by its file.
    fn shown(&self) -> String {
        match self.paths.first() {
            Some(path) => (*path).to_owned(),
            None => {
                let file = self.place.path.as_str().rsplit('/').next().unwrap_or_default();
                format!("{}::{}", file.trim_end_matches(".rs"), self.path)
            }
        }
    }
}

fn paths_of<'s>(path: &RepoPath, range: TextRange, side: &Side<'s>) -> Vec<&'s str> {
    let own = side.of_file(path).iter().filter(|it| it.place.range == range);
    own.flat_map(|it| &it.paths).map(|it| &**it).collect()
}
