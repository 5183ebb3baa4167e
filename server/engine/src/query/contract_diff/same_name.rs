//! Items of Rust whose signatures name another type than before, which is called the same: `v2::Doc` where `v1::Doc` was.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    Alias, Confidence, Form, ImportForm, Item, ItemKind, Language, Place, ReferenceKind, RepoPath,
    Signature, SignatureChange, SurfaceChange, SurfaceItem, defined_at,
};
use boundstone_text::TextRange;

use super::super::stands_for::{each_path, each_type};
use super::{Side, change};
use crate::class::{doubt, each_text, signature_changes};
use crate::rust_types::{Path, Type, is_in_prelude, is_primitive, parse};
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
    let own = facts.items().filter(|it| is_type(it) || is_alias_of_prelude(it));
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
            let is_own = |it: &Item<'_>| is_type(it) || is_alias_of_prelude(it);
            for item in facts.items().filter(is_own) {
                let around = item.parent.and_then(|parent| facts.item(parent));
                let place = (path, around.map(|it| it.name()));
                places.entry(item.name()).or_default().insert(place);
            }
        }
    }
    let may_be_two = |it: &(&str, BTreeSet<_>)| it.1.len() > 1 || is_known_everywhere(it.0);
    places.into_iter().filter(may_be_two).map(|(name, _)| name).collect()
}

fn is_alias_of_prelude(item: &Item<'_>) -> bool {
    item.kind == ItemKind::TypeAlias && is_known_everywhere(item.name())
}

/// Whether every file has a type or trait of this name without an import. Source: `std::prelude` and the primitive types in the
/// documentation of `std`.
fn is_known_everywhere(name: &str) -> bool {
    matches!(name, "Box" | "Option" | "Result" | "String" | "Vec" | "Send" | "Sync" | "Sized")
        || is_in_prelude(name)
        || is_primitive(name)
}

/// How many types it is given, where it has parameters.
fn is_given_as_known(path: &Path) -> bool {
    let types = path.last().map_or(0, |it| it.arguments().len());
    match path.names().as_str() {
        // What `std::io::Result` and `std::fmt::Result` stand for is written so as well.
        "Result" => types == 2 && !path.to_string().contains(", std::"),
        "Option" | "Box" | "Vec" => types == 1,
        "String" => types == 0,
        name => !is_primitive(name) || types == 0,
    }
}

fn is_type(item: &Item<'_>) -> bool {
    is_type_kind(item.kind)
}

fn is_type_kind(kind: ItemKind) -> bool {
    use ItemKind::{Enum, Struct, Trait, Union};
    matches!(kind, Struct | Enum | Union | Trait)
}

/// `names`: those that may mean two things.
fn of_item(
    (old, befores): (&SurfaceItem, &Side<'_>),
    (new, others): (&SurfaceItem, &Side<'_>),
    names: &BTreeSet<&str>,
) -> Vec<SignatureChange> {
    let Some(signature) = &old.signature else { return Vec::new() };
    let (was, is) = (meant(old, signature, befores, names), meant(new, signature, others, names));
    let known = known_everywhere(signature, names);
    let mut is_doubted = false;
    let is_written = old.made_by.is_none() && new.made_by.is_none();
    let differ: Vec<Option<(String, String)>> = was
        .iter()
        .zip(&is)
        .zip(&known)
        .map(|((was, is), known)| match (was, is, known) {
            (None, Some(own), Some(known)) if is_written && has_no_other(old, known, befores) => {
                is_doubted = true;
                Some((in_std(known), other_than(known, *own, others)?))
            }
            (Some(own), None, Some(known)) if is_written && has_no_other(new, known, others) => {
                is_doubted = true;
                Some((other_than(known, *own, befores)?, in_std(known)))
            }
            _ => two_types((was, is), befores, others),
        })
        .collect();
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
    let likely = |it| {
        let mut it = SignatureChange { confidence: Confidence::Likely, ..it };
        // A path that begins with `std` is written as the name alone.
        if is_doubted {
            doubt(&mut it);
        }
        it
    };
    found.into_iter().map(likely).collect()
}

/// The names among them that every file knows, in the order of [`meant`].
fn known_everywhere(signature: &Signature, names: &BTreeSet<&str>) -> Vec<Option<String>> {
    let mut found = Vec::new();
    each_own(&mut signature.clone(), names, &mut |path| {
        let name = path.names();
        let is_known = is_known_everywhere(&name) && is_given_as_known(path);
        found.push(is_known.then_some(name));
    });
    found
}

/// Whether the file of an item brings no name by which it may mean something else: where one stands for many, nobody here knows.
fn has_no_other(item: &SurfaceItem, name: &str, side: &Side<'_>) -> bool {
    side.meanings.facts(&item.place.path).is_some_and(|facts| {
        let references = facts.references();
        !references.imports.iter().any(|it| it.form == ImportForm::Glob || it.bound == name)
    })
}

/// What a type is called that is not the one which every file knows by this name: an alias may stand for that.
fn other_than(name: &str, origin: Origin, side: &Side<'_>) -> Option<String> {
    let (_, signature) = side.meanings.signed(origin)?;
    if let Form::Alias(Alias { ty: Some(ty), .. }) = &signature.form
        && let Some(Type::Path(path)) = parse(ty)
        && path.last().is_some_and(|it| it.name == name)
    {
        return None;
    }
    Some(Named::of(origin, side)?.shown_apart())
}

/// `std::option::Option`
fn in_std(name: &str) -> String {
    let defined = defined_at(name).and_then(|it| it.split_once("::"));
    defined.map_or_else(|| format!("std::primitive::{name}"), |(_, path)| format!("std::{path}"))
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
        let is_type: fn(ItemKind) -> bool = match is_known_everywhere(&path.names()) {
            true => |kind| is_type_kind(kind) || kind == ItemKind::TypeAlias,
            false => is_type_kind,
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

    /// The same, which is never one name alone.
    fn shown_apart(&self) -> String {
        let shown = self.shown();
        if shown.contains("::") { shown } else { format!("crate::{shown}") }
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
