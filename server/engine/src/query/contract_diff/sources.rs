//! Types of other packages that keep their name, and come from another package: whether they are the same, nobody knows
//! here. Source: The signatures of TypeScript name a type as its definer does, without its package.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, ImportForm, Language, RepoPath, SignatureChange, Surface,
    SurfaceChange, SurfaceItem,
};

use super::super::signature_names::type_names;
use super::{CodeState, change};

/// Each item of the files of the change that names such a type, and says nothing else that is new.
pub(super) fn changes(
    (before, old): (CodeState<'_>, &Surface),
    (now, new): (CodeState<'_>, &Surface),
    touched: &BTreeSet<&RepoPath>,
) -> Vec<SurfaceChange> {
    let mut changes = Vec::new();
    for path in touched {
        let sources = |state: CodeState<'_>| state.world.facts(path).and_then(sources);
        let (Some(were), Some(are)) = (sources(before), sources(now)) else { continue };
        let moved: Vec<Moved> =
            were.iter().filter_map(|(name, was)| moved(name, was, &are)).collect();
        if moved.is_empty() {
            continue;
        }
        let in_file = |surface: &'_ Surface| -> Vec<SurfaceItem> {
            surface.items.iter().filter(|it| it.place.path == **path).cloned().collect()
        };
        let now = in_file(new);
        for item in in_file(old) {
            let same = now.iter().find(|it| it.paths == item.paths && it.kind == item.kind);
            let kept = same.filter(|it| it.signature == item.signature);
            changes.extend(kept.and_then(|now| named(&item, now, &moved)));
        }
    }
    changes
}

/// A name that another package defines now.
struct Moved {
    name: String,
    reason: String,
}

fn moved(name: &str, was: &Source, are: &BTreeMap<String, Source>) -> Option<Moved> {
    let is = are.get(name)?;
    let said = |source: &Source| match source {
        Source::Package(package) => format!("that of `{package}`"),
        Source::File => "one of its own file".to_owned(),
    };
    let reason = format!("`{name}` is {} now, and was {}", said(is), said(was));
    (was != is).then(|| Moved { name: name.to_owned(), reason })
}

fn named(item: &SurfaceItem, now: &SurfaceItem, moved: &[Moved]) -> Option<SurfaceChange> {
    let names = type_names(item.signature.as_ref()?, item.language);
    let found = moved.iter().filter(|it| names.contains(it.name.as_str()));
    let changes: Vec<SignatureChange> = found
        .map(|it| SignatureChange {
            class: ChangeClass::Unknown,
            confidence: Confidence::Likely,
            rule: "type_from_elsewhere",
            reason: it.reason.as_str().into(),
        })
        .collect();
    (!changes.is_empty()).then(|| change(item, changes, Some(item), Some(now)))
}

/// Where a file has a name from.
#[derive(Clone, PartialEq, Eq)]
enum Source {
    Package(String),
    /// It declares it.
    File,
}

/// The names that a file of TypeScript declares, and those that it takes from other packages, as their definers call
/// them. A name of two packages is left out.
fn sources(facts: &FileFacts) -> Option<BTreeMap<String, Source>> {
    if facts.language == Language::Rust {
        return None;
    }
    let mut found: BTreeMap<String, Option<Source>> = BTreeMap::new();
    let references = facts.references();
    let named =
        references.imports.iter().filter(|it| it.scope == 0 && it.form == ImportForm::Named);
    let imported = named
        .filter_map(|it| Some((it.name.to_owned(), Source::Package(package(it.from)?.to_owned()))));
    let own = facts.items().filter(|it| it.parent.is_none());
    let declared = own.map(|it| (it.name().to_owned(), Source::File));
    for (name, source) in imported.chain(declared) {
        let known = found.entry(name).or_insert_with(|| Some(source.clone()));
        if known.as_ref() != Some(&source) {
            *known = None;
        }
    }
    Some(found.into_iter().filter_map(|(name, source)| Some((name, source?))).collect())
}

/// The package of a specifier: `@a/b` of `@a/b/c`, `fs` of `node:fs`; `None` for a path, and what a project may name as it
/// likes.
fn package(specifier: &str) -> Option<&str> {
    let specifier = specifier.strip_prefix("node:").unwrap_or(specifier);
    let begins_name = |text: &str| text.starts_with(|it: char| it.is_ascii_alphanumeric());
    let of_scope = specifier.strip_prefix('@').filter(|it| begins_name(it));
    let length = match of_scope {
        Some(inner) => inner.match_indices('/').nth(1).map(|(at, _)| at + 1),
        None if begins_name(specifier) => specifier.find('/'),
        None => return None,
    };
    specifier.get(..length.unwrap_or(specifier.len()))
}
