//! Types of TypeScript that nobody can import, and that what is exported names: they are promised with it.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangedKind, Confidence, FileFacts, Form, ItemKind, Language, Place, RepoPath, Signature,
    Surface, SurfaceChange, SurfaceItem, Visibility,
};
use boundstone_text::TextRange;

use super::CodeState;
use crate::class::signature_changes;

/// A type that is not exported, in a file of the change, on one side of it.
struct Unexported {
    name: String,
    kind: ItemKind,
    is_of_module: bool,
    signature: Signature,
    place: Place,
}

/// What differs of those that an exported item names, in its own file or from another one, each with who names it.
pub(super) fn changes(
    (before, old): (CodeState<'_>, &Surface),
    (now, new): (CodeState<'_>, &Surface),
    touched: &BTreeSet<&RepoPath>,
    is_inside: &dyn Fn(&RepoPath) -> bool,
) -> Vec<SurfaceChange> {
    let files: Vec<&RepoPath> = touched.iter().copied().filter(|path| is_inside(path)).collect();
    let of = |state: CodeState<'_>, surface: &Surface| -> Vec<Unexported> {
        files.iter().flat_map(|path| unexported(state, surface, path)).collect()
    };
    let (olds, news) = (of(before, old), of(now, new));
    let by_name: BTreeMap<_, &Unexported> =
        news.iter().map(|it| ((&it.place.path, &it.name, it.kind), it)).collect();
    let mut changed = Vec::new();
    for it in &olds {
        let Some(other) = by_name.get(&(&it.place.path, &it.name, it.kind)) else { continue };
        let changes = signature_changes(Language::TypeScript, &it.signature, &other.signature);
        if let Some(by) = (!changes.is_empty()).then(|| named_by(it, &olds, old)).flatten() {
            let changes = changes.into_iter().map(|mut change| {
                change.confidence = Confidence::Likely;
                change.reason =
                    format!("{}; it is not exported, and `{by}` names it", change.reason).into();
                change
            });
            changed.push(SurfaceChange {
                symbol: it.name.as_str().into(),
                kind: ChangedKind::Item(it.kind),
                changes: changes.collect(),
                stability: None,
                before: Some(it.place.clone()),
                now: Some(other.place.clone()),
            });
        }
    }
    changed
}

/// The types of one file that nobody can import from the package.
fn unexported(state: CodeState<'_>, surface: &Surface, path: &RepoPath) -> Vec<Unexported> {
    let facts = state.world.facts(path).filter(|facts| is_typescript(facts));
    let Some((facts, signatures)) = facts.zip(state.code.signatures(path).ok()) else {
        return Vec::new();
    };
    let of_file = surface.items.iter().filter(|it| it.place.path == *path);
    let exported: BTreeSet<TextRange> = of_file.map(|it| it.place.range).collect();
    let types = (0..).zip(facts.items()).filter(|(_, item)| {
        item.parent.is_none() && is_type(item.kind) && !exported.contains(&item.name_range)
    });
    let read = |(number, item): (u32, boundstone_model::Item<'_>)| {
        Some(Unexported {
            name: item.name().to_owned(),
            kind: item.kind,
            is_of_module: item.visibility == Visibility::Public,
            signature: signatures.of(number)?.signature.clone()?,
            place: Place { path: path.clone(), range: item.name_range },
        })
    };
    types.filter_map(read).collect()
}

/// The exported item that names a type, itself or through others of the same file that are not exported.
fn named_by(it: &Unexported, all: &[Unexported], surface: &Surface) -> Option<String> {
    let same_file = |other: &&Unexported| other.place.path == it.place.path;
    let mut names = BTreeSet::from([it.name.as_str()]);
    // Each pass finds those that name one that is known; there are no more passes than types.
    loop {
        let known = names.len();
        for other in all.iter().filter(same_file) {
            let text = other.signature.to_string();
            if names.iter().any(|name| mentions(&text, name)) {
                names.insert(&other.name);
            }
        }
        if names.len() == known {
            break;
        }
    }
    let is_unique = |name: &&&str| all.iter().filter(|it| it.name == ***name).count() == 1;
    let importable = all.iter().filter(same_file).filter(|it| it.is_of_module);
    let importable: Vec<&str> = importable.map(|it| it.name.as_str()).collect();
    let names_it = |item: &&SurfaceItem| {
        let Some(signature) = item.signature.as_ref().filter(|it| it.form != Form::Module) else {
            return false;
        };
        let text = signature.to_string();
        match item.place.path == it.place.path {
            true => names.iter().any(|name| mentions(&text, name)),
            false => {
                let mut others =
                    names.iter().filter(|it| importable.contains(*it)).filter(is_unique);
                others.any(|name| mentions(&text, name))
            }
        }
    };
    surface
        .items
        .iter()
        .filter(|item| !item.is_part)
        .find(names_it)
        .map(|it| it.symbol().to_owned())
}

/// Whether a name stands in a text as a word.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |sign: Option<char>| {
        sign.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '"' | '\''))
    };
    text.match_indices(name).any(|(at, word)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let behind = text.get(at + word.len()..).unwrap_or_default();
        // A member of the same name is none.
        let is_member = behind.starts_with(": ") || behind.starts_with("?: ");
        !is_part(before) && !is_part(behind.chars().next()) && !is_member
    })
}

fn is_typescript(facts: &FileFacts) -> bool {
    facts.language != Language::Rust
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Interface | ItemKind::TypeAlias | ItemKind::Class | ItemKind::Enum)
}
