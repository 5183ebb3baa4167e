//! Types of TypeScript that nobody can import, and that what is exported names: they are promised with it. So are values,
//! by `typeof`.

mod of_module;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, FileFacts, Form, ImportForm, Item, ItemKind, Language,
    Place, RepoPath, Signature, SignatureChange, Surface, SurfaceChange, SurfaceItem, Visibility,
};
use boundstone_text::TextRange;

use super::super::aligned::aligned;
use super::Side;
use super::handled::{self, Known};
use crate::class::signature_changes;

/// A type or a value that is not exported, in a file of the change, on one side of it.
struct Unexported {
    name: String,
    /// The other names under which its file exports it: `default`.
    exported_as: Vec<String>,
    /// With the namespaces that it stands in: it is known there alone.
    path: String,
    kind: ItemKind,
    is_of_module: bool,
    signature: Signature,
    /// The signature as it is written.
    text: String,
    place: Place,
}

/// What differs of those that an exported item names, in its own file or from another one, each with who names it.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
    is_inside: &dyn Fn(&RepoPath) -> bool,
) -> Vec<(SurfaceChange, Vec<String>)> {
    let files: Vec<&RepoPath> = touched.iter().copied().filter(|path| is_inside(path)).collect();
    let of = |side: &Side<'_>| -> Vec<Unexported> {
        files.iter().flat_map(|path| unexported(side, path)).collect()
    };
    let (olds, news) = (of(before), of(now));
    let by_name: BTreeMap<_, &Unexported> =
        news.iter().map(|it| ((&it.place.path, &it.path, it.kind), it)).collect();
    let naming = LazyCell::new(|| with_texts(before.surface));
    let named_now = LazyCell::new(|| with_texts(now.surface));
    let mut changed = Vec::new();
    for it in &olds {
        let Some(other) = by_name.get(&(&it.place.path, &it.path, it.kind)) else {
            changed.extend(of_module::removed(it, (&naming, &named_now), now));
            continue;
        };
        let is_called_alone = || {
            let mut texts =
                naming.iter().map(|(_, text)| text).chain(olds.iter().map(|it| &it.text));
            let is_of_named = || naming.iter().any(|named| of_module::is_named(it, named));
            it.kind == ItemKind::Function
                && texts.all(|text| it.is_called_alone_in(text))
                && !is_of_named()
        };
        let (was, is) = match it.signature != other.signature && is_called_alone() {
            true => (only_given(&it.signature), only_given(&other.signature)),
            false => (it.signature.clone(), other.signature.clone()),
        };
        if signature_changes(Language::TypeScript, &was, &is).is_empty() {
            continue;
        }
        let both = aligned((&it.place, &was, &before.meanings), (&other.place, &is, &now.meanings));
        let (was, is) = both.unwrap_or((was, is));
        let changes = signature_changes(Language::TypeScript, &was, &is);
        // What names it no longer is compared with what it says instead.
        let is_still_named = || !named_by(other, &news, &named_now, now).is_empty();
        let named_by = match !changes.is_empty() && is_still_named() {
            true => named_by(it, &olds, &naming, before),
            false => Vec::new(),
        };
        if let Some(by) = named_by.first() {
            // What has its name in another file is something else, unless it can be imported there.
            let is_near = |item: &SurfaceItem| it.is_of_module || item.place.path == it.place.path;
            let mut near = naming.iter().filter(|(item, _)| is_near(item));
            let handling = Handling {
                known: handled::known(&it.place, before),
                is_taken_apart: near.any(|(_, text)| it.has_its_parameters_in(text)),
            };
            let changes = handling.changes((&was, &is), changes);
            let changes = changes.into_iter().map(|change| handling.told(change, by));
            let change = SurfaceChange {
                symbol: it.path.as_str().into(),
                kind: ChangedKind::Item(it.kind),
                changes: changes.collect(),
                stability: None,
                before: Some(it.place.clone()),
                now: Some(other.place.clone()),
            };
            changed.push((change, named_by));
        }
    }
    changed
}

/// What users do with a type or value that they cannot import.
struct Handling {
    known: Option<Known>,
    /// They have what it takes as a type of its own.
    is_taken_apart: bool,
}

impl Handling {
    /// What differs, where it is known what users do with it.
    fn changes(
        &self,
        (was, is): (&Signature, &Signature),
        unknown: Vec<SignatureChange>,
    ) -> Vec<SignatureChange> {
        self.known.as_ref().filter(|it| it.is_alone).map_or(unknown, |it| it.changes(was, is))
    }

    /// What is told of a change, at worst as likely.
    fn told(&self, mut change: SignatureChange, by: &str) -> SignatureChange {
        change.confidence = Confidence::Likely;
        if self.is_taken_apart && change.rule.starts_with("parameter_") {
            change.class = ChangeClass::Breaking;
        }
        change.reason =
            format!("{}; it is not exported, and `{by}` names it", change.reason).into();
        change
    }
}

/// A function by what it gives alone: users get that, and call another one.
fn only_given(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    if let Form::Function(all) = &mut signature.form {
        for callable in all {
            callable.parameters = Box::default();
            callable.receiver = None;
        }
    }
    signature
}

/// The types and values of one file that nobody can import from the package.
fn unexported(side: &Side<'_>, path: &RepoPath) -> Vec<Unexported> {
    let state = side.state;
    let facts = state.world.facts(path).filter(|facts| is_typescript(facts));
    let Some((facts, signatures)) = facts.zip(state.code.signatures(path).ok()) else {
        return Vec::new();
    };
    let exported: BTreeSet<TextRange> =
        side.of_file(path).iter().map(|it| it.place.range).collect();
    let inner = (0..).zip(facts.items()).filter(|(_, item)| {
        is_of_file_or_namespace(item, facts)
            && (is_type(item.kind) || is_value(item.kind))
            && !exported.contains(&item.name_range)
    });
    let references = facts.references();
    let exported_as = |item: &Item<'_>| -> Vec<String> {
        let own = references.imports.iter().filter(|it| {
            it.form == ImportForm::Local
                && it.visibility == Visibility::Public
                && it.name == item.name()
                && it.bound != item.name()
        });
        let is_of_file = item.parent.is_none();
        own.filter(|_| is_of_file).map(|it| it.bound.to_owned()).collect()
    };
    let read = |(number, item): (u32, Item<'_>)| {
        let signature = signatures.of(number)?.signature.clone()?;
        Some(Unexported {
            name: item.name().to_owned(),
            exported_as: exported_as(&item),
            path: facts.path(number),
            kind: item.kind,
            is_of_module: item.visibility == Visibility::Public,
            text: signature.to_string(),
            signature,
            place: Place { path: path.clone(), range: item.name_range },
        })
    };
    inner.filter_map(read).collect()
}

fn is_of_file_or_namespace(item: &Item<'_>, facts: &FileFacts) -> bool {
    let around = |number| facts.item(number);
    let mut all = std::iter::successors(item.parent.and_then(around), |it| around(it.parent?));
    all.all(|it| it.kind == ItemKind::Namespace)
}

/// What is not exported and names it, itself or through others of the same file; first it itself.
fn naming_in_file<'u>(it: &'u Unexported, all: &'u [Unexported]) -> Vec<&'u Unexported> {
    let same_file = |other: &&Unexported| other.place.path == it.place.path;
    let mut named = vec![it];
    // Each pass finds those that name one that is known; there are no more passes than declarations.
    loop {
        let known = named.len();
        for other in all.iter().filter(same_file) {
            let is_known = named.iter().any(|it| it.place.range == other.place.range);
            if !is_known && named.iter().any(|it| it.is_named_in(&other.text)) {
                named.push(other);
            }
        }
        if named.len() == known {
            return named;
        }
    }
}

/// The paths of the exported items that name a type or a value, themselves or through others of the same file that are not exported.
fn named_by(
    it: &Unexported,
    all: &[Unexported],
    surface: &[(&SurfaceItem, String)],
    side: &Side<'_>,
) -> Vec<String> {
    let named = naming_in_file(it, all);
    let is_unique = |it: &Unexported| all.iter().filter(|other| other.name == it.name).count() == 1;
    // Another file may have a copy of it, which nobody imports.
    let means = |item: &SurfaceItem, it: &Unexported| Some(side.means(item, &it.name)? == it.place);
    let from_elsewhere: Vec<&&Unexported> = named.iter().filter(|it| it.is_of_module).collect();
    let names_it = |(item, text): &&(&SurfaceItem, String)| match item.place.path == it.place.path {
        true => named.iter().any(|it| {
            let is_alone = || !it.is_in_namespace() && is_unique(it);
            it.is_named_in(text) && means(item, it).unwrap_or_else(is_alone)
        }),
        false => from_elsewhere
            .iter()
            .any(|it| it.is_named_in(text) && means(item, it).unwrap_or_else(|| is_unique(it))),
    };
    let names_otherwise = |(item, text): &&(&SurfaceItem, String)| {
        named.iter().any(|it| {
            let mut known = it.exported_as.iter().filter(|name| it.is_called_in(name, text));
            known.any(|name| side.means(item, name).as_ref() == Some(&it.place))
        })
    };
    let names_it = |named: &&(&SurfaceItem, String)| {
        names_it(named) || names_otherwise(named) || of_module::is_named(it, named)
    };
    let naming = surface.iter().filter(names_it);
    naming.flat_map(|(item, _)| item.paths.iter().map(|it| it.to_string())).collect()
}

/// The items of a surface that name others, each with its signature as text.
fn with_texts(surface: &Surface) -> Vec<(&SurfaceItem, String)> {
    let with_text = |item: &'_ SurfaceItem| {
        let signature = item.signature.as_ref().filter(|it| it.form != Form::Module)?;
        Some(signature.to_string())
    };
    let whole = surface.items.iter().filter(|item| !item.is_part);
    whole.filter_map(|item| Some((item, with_text(item)?))).collect()
}

impl Unexported {
    fn is_in_namespace(&self) -> bool {
        self.path != self.name
    }

    /// Whether a text names it only by what a call of it gives: `ReturnType<typeof a>`.
    fn is_called_alone_in(&self, text: &str) -> bool {
        let named = format!("typeof {}", self.name);
        let called = format!("ReturnType<typeof {}", self.name);
        text.matches(&named).count() == text.matches(&called).count()
    }

    /// Whether a text has what it takes as a type: `Parameters<typeof a>`.
    fn has_its_parameters_in(&self, text: &str) -> bool {
        text.contains(&format!("Parameters<typeof {}>", self.name))
    }

    /// Whether its name stands in the text of a signature as a word; that of a value behind `typeof`.
    fn is_named_in(&self, text: &str) -> bool {
        self.is_called_in(&self.name, text)
    }

    /// The same of another name of it.
    fn is_called_in(&self, name: &str, text: &str) -> bool {
        let is_part = |sign: Option<char>| {
            sign.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '"' | '\''))
        };
        text.match_indices(name).any(|(at, word)| {
            let before = text.get(..at).unwrap_or_default();
            let behind = text.get(at + word.len()..).unwrap_or_default();
            // A member of the same name is none.
            let is_member = behind.starts_with(": ") || behind.starts_with("?: ");
            let is_meant = is_type(self.kind) || before.ends_with("typeof ");
            let is_word = !is_part(before.chars().next_back()) && !is_part(behind.chars().next());
            is_word && !is_member && is_meant
        })
    }
}

fn is_typescript(facts: &FileFacts) -> bool {
    facts.language != Language::Rust
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Interface | ItemKind::TypeAlias | ItemKind::Class | ItemKind::Enum)
}

fn is_value(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Variable | ItemKind::Function)
}
