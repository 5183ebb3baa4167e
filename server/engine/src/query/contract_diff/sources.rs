//! Types that keep their name, and come from another place. Whether those of two packages are the same, nobody knows
//! here. Source: The signatures of TypeScript name a type as its definer does, without its package.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, ImportForm, Language, RepoPath, SignatureChange,
    SurfaceChange, SurfaceItem,
};

use super::super::aligned::{Meanings, told_apart};
use super::super::signature_names::type_names;
use super::{Side, change};
use crate::class::signature_changes;
use crate::types::{Comparison, Lookup, Meant, Name, Origin, Sides, Type, is_keyword};

/// Each item of the files of the change that names such a type, and says nothing else that is new. `is_compared`: by its name,
/// whether a type that another package has now is compared with what it was.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
    is_compared: &dyn Fn(&str) -> bool,
) -> Vec<SurfaceChange> {
    let mut changes = Vec::new();
    for path in touched {
        let sources = |side: &Side<'_>| side.state.world.facts(path).and_then(sources);
        let (Some(were), Some(are)) = (sources(before), sources(now)) else { continue };
        let names: BTreeSet<&String> = were
            .keys()
            .chain(are.keys())
            .filter(|it| !is_keyword(it) && !is_compared(it))
            .collect();
        let moved: Vec<Moved> =
            names.into_iter().filter_map(|name| moved(name, &were, &are)).collect();
        if moved.is_empty() {
            continue;
        }
        let (meant, means) = (&before.meanings, &now.meanings);
        let kept = now.of_file(path);
        for item in before.of_file(path) {
            let same = kept.iter().find(|it| it.paths == item.paths && it.kind == item.kind);
            let Some(kept) = same.filter(|it| it.signature == item.signature) else { continue };
            let origins =
                (meant.origin(path, item.place.range), means.origin(path, kept.place.range));
            let is_other = |moved: &Moved| match origins {
                (Some(old), Some(new)) => {
                    moved.is_known(meant, old, means, new)
                        && (!moved.is_inside || is_another(&moved.name, (meant, old), (means, new)))
                }
                _ => !moved.is_of_all(),
            };
            let told = || {
                let (was, is) = (item.signature.as_ref()?, kept.signature.as_ref()?);
                let both = told_apart((&item.place, was, meant), (&kept.place, is, means))?;
                Some(signature_changes(item.language, &both.0, &both.1))
            };
            changes.extend(named(item, kept, &moved, &is_other).map(|it| more_exact(it, told())));
        }
    }
    changes
}

/// Tells by what the two types are, where that is known, and not only that they are two.
fn more_exact(other: SurfaceChange, told: Option<Vec<SignatureChange>>) -> SurfaceChange {
    match told.filter(|it| !it.is_empty()) {
        Some(mut changes) => {
            changes.iter_mut().for_each(|it| it.confidence = Confidence::Likely);
            SurfaceChange { changes, ..other }
        }
        None => other,
    }
}

/// A name that another package defines now.
struct Moved {
    name: String,
    reason: String,
    /// From one file of the package to another: it may be the same there.
    is_inside: bool,
    /// Nothing says where it is from, on the old side and on the new one.
    is_everywhere: [bool; 2],
}

impl Moved {
    fn is_of_all(&self) -> bool {
        self.is_everywhere.contains(&true)
    }

    /// Whether each side that says nothing of the name leaves it to what is known everywhere.
    fn is_known(
        &self,
        meant: &Meanings<'_>,
        old: Origin,
        means: &Meanings<'_>,
        new: Origin,
    ) -> bool {
        let is_global = |lookup: &Meanings<'_>, origin| {
            let name = Name { name: self.name.clone(), given: Vec::new(), origin };
            matches!(lookup.ty(&name), Meant::Global)
        };
        let [was, is] = self.is_everywhere;
        (!was || is_global(meant, old)) && (!is || is_global(means, new))
    }
}

fn moved(name: &str, were: &Sources, are: &Sources) -> Option<Moved> {
    let source = |all: &Sources| match all.get(name) {
        Some(told) => told.clone(),
        None => Some(Source::Everywhere),
    };
    let (was, is) = (source(were)?, source(are)?);
    let said = |source: &Source| match source {
        Source::Package(package) => format!("that of `{package}`"),
        Source::Path(path) => format!("that of `{path}`"),
        Source::File => "one of its own file".to_owned(),
        Source::Everywhere => "what every file knows by this name".to_owned(),
    };
    let reason = format!("`{name}` is {} now, and was {}", said(&is), said(&was));
    let is_inside = !matches!((&was, &is), (Source::Package(_), _) | (_, Source::Package(_)));
    let is_everywhere = [was == Source::Everywhere, is == Source::Everywhere];
    (was != is).then(|| Moved { name: name.to_owned(), reason, is_inside, is_everywhere })
}

/// Whether a name means another type now.
fn is_another(
    name: &str,
    (meant, old): (&Meanings<'_>, Origin),
    (means, new): (&Meanings<'_>, Origin),
) -> bool {
    let named = |lookup: &Meanings<'_>, origin| {
        let bare = Name { name: name.to_owned(), given: Vec::new(), origin };
        let count = match lookup.ty(&bare) {
            Meant::Item(definition) => definition.generics.len(),
            _ => 0,
        };
        let given = (0..count).map(|it| Type::Word(format!("T{it}")));
        Type::Name(Name { given: given.collect(), ..bare })
    };
    let steps = Cell::new(0);
    let mut comparison = Comparison::new(Sides { old: meant, new: means }, &steps);
    !comparison.is_same(&named(meant, old), &named(means, new))
}

fn named(
    item: &SurfaceItem,
    now: &SurfaceItem,
    moved: &[Moved],
    is_other: &dyn Fn(&Moved) -> bool,
) -> Option<SurfaceChange> {
    let names = type_names(item.signature.as_ref()?, item.language);
    let found = moved.iter().filter(|it| names.contains(it.name.as_str()) && is_other(it));
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
    /// The specifier of a file of the project.
    Path(String),
    /// It declares it.
    File,
    /// Nothing in it says where: it is of the language, or of where it runs.
    Everywhere,
}

/// Where a file has its names from; `None` of one that it has from two places.
type Sources = BTreeMap<String, Option<Source>>;

/// The names that a file of TypeScript declares, and those that it takes from other packages, as their definers call
/// them. A name of two packages is `None`.
fn sources(facts: &FileFacts) -> Option<Sources> {
    if facts.language == Language::Rust {
        return None;
    }
    let mut found = Sources::new();
    let references = facts.references();
    let named =
        references.imports.iter().filter(|it| it.scope == 0 && it.form == ImportForm::Named);
    let imported = named.map(|it| {
        let source = match package(it.from) {
            Some(package) => Source::Package(package.to_owned()),
            None => Source::Path(it.from.to_owned()),
        };
        (it.name.to_owned(), source)
    });
    let own = facts.items().filter(|it| it.parent.is_none());
    let declared = own.map(|it| (it.name().to_owned(), Source::File));
    for (name, source) in imported.chain(declared) {
        let known = found.entry(name).or_insert_with(|| Some(source.clone()));
        if known.as_ref() != Some(&source) {
            *known = None;
        }
    }
    Some(found)
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
