//! What a package of TypeScript declares of names that are not its own: `declare global { … }`, `declare module "a" { … }`.
//! No surface lists it, and whoever imports the package has it.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, ChangedKind, Confidence, Item, ItemKind, Language, Place, RepoPath, Signature,
    SignatureChange, SurfaceChange,
};

use super::super::aligned::aligned;
use super::{Side, one, own_modules};
use crate::World;
use crate::class::{doubt, signature_changes};
use crate::crossings::{FileId, loaded};

/// By the name of the module, or `global`, and its own.
type Declared = BTreeMap<(String, ItemKind), (Signature, Place)>;

/// What differs of it in the files of the change that users load.
pub(super) fn changes(
    before: &Side<'_>,
    now: &Side<'_>,
    touched: &BTreeSet<&RepoPath>,
    is_inside: &dyn Fn(&RepoPath) -> bool,
) -> Vec<SurfaceChange> {
    let all = |side: &Side<'_>| -> Declared {
        let inside = touched.iter().filter(|path| is_inside(path));
        inside.flat_map(|path| declared(side, path)).collect()
    };
    let (olds, news) = (all(before), all(now));
    if olds.is_empty() && news.is_empty() {
        return Vec::new();
    }
    let (were, are) = (Loaded::of(before), Loaded::of(now));
    let mut changes = Vec::new();
    for (key, (was, old)) in &olds {
        let (found, place) = match news.get(key) {
            Some((is, new)) => (compared((was, old, before), (is, new, now)), Some(new)),
            None => (vec![told(ChangeClass::Breaking, "item_removed", "no longer declared")], None),
        };
        changes.extend(change(key, found, (Some(old), place), were.has(old)));
    }
    for (key, (_, place)) in news.iter().filter(|(key, _)| !olds.contains_key(*key)) {
        let added = vec![told(ChangeClass::Additive, "item_added", "declared")];
        changes.extend(change(key, added, (None, Some(place)), are.has(place)));
    }
    changes
}

/// The files that users of a package load with it.
struct Loaded<'s> {
    world: &'s World,
    files: BTreeSet<FileId>,
}

impl<'s> Loaded<'s> {
    fn of(side: &Side<'s>) -> Self {
        let world = side.state.world;
        Self { world, files: side.folder.map(|it| loaded(world, it)).unwrap_or_default() }
    }

    fn has(&self, place: &Place) -> bool {
        let file = self.world.crossings.files.number(&place.path);
        file.is_some_and(|file| self.files.contains(&file))
    }
}

fn compared(
    (was, old, before): (&Signature, &Place, &Side<'_>),
    (is, new, now): (&Signature, &Place, &Side<'_>),
) -> Vec<SignatureChange> {
    let changes = signature_changes(Language::TypeScript, was, is);
    if changes.is_empty() {
        return changes;
    }
    match aligned((old, was, &before.meanings), (new, is, &now.meanings)) {
        Some((was, is)) => signature_changes(Language::TypeScript, &was, &is),
        None => changes,
    }
}

fn told(class: ChangeClass, rule: &'static str, reason: &str) -> SignatureChange {
    one((class, Confidence::Likely), rule, reason.to_owned())
}

fn change(
    (symbol, kind): &(String, ItemKind),
    mut changes: Vec<SignatureChange>,
    (before, now): (Option<&Place>, Option<&Place>),
    is_loaded: bool,
) -> Option<SurfaceChange> {
    for change in &mut changes {
        change.confidence = Confidence::Likely;
        // Few make what all have.
        if change.rule == "required_member_added" {
            doubt(change);
        }
    }
    (!changes.is_empty() && is_loaded).then(|| SurfaceChange {
        symbol: symbol.as_str().into(),
        kind: ChangedKind::Item(*kind),
        changes,
        stability: None,
        before: before.cloned(),
        now: now.cloned(),
    })
}

/// What a file declares so. Of a name that is declared several times, the first has the signature of all.
fn declared(side: &Side<'_>, path: &RepoPath) -> Declared {
    let facts = side.state.world.facts(path).filter(|it| it.language != Language::Rust);
    let Some((facts, signatures)) = facts.zip(side.state.code.signatures(path).ok()) else {
        return Declared::new();
    };
    let around: BTreeMap<u32, String> =
        (0..).zip(facts.items()).filter_map(|(number, it)| Some((number, module(&it)?))).collect();
    let is_told = |module: &Item<'_>, name: &str| is_told_of_its_own(side, path, module, name);
    let mut found = Declared::new();
    for (number, item) in (0..).zip(facts.items()) {
        let Some(module) = item.parent.and_then(|parent| around.get(&parent)) else { continue };
        let around = item.parent.and_then(|parent| facts.item(parent));
        if item.kind == ItemKind::Interface && around.is_some_and(|it| is_told(&it, item.name())) {
            continue;
        }
        let signature = signatures.of(number).and_then(|it| it.signature.clone());
        let Some(signature) = signature else { continue };
        let place = Place { path: path.clone(), range: item.name_range };
        let symbol = format!("{module}.{}", item.name());
        found.entry((symbol, item.kind)).or_insert((signature, place));
    }
    found
}

/// Whether what is declared of a module of the package is told of the interface there.
fn is_told_of_its_own(side: &Side<'_>, path: &RepoPath, module: &Item<'_>, name: &str) -> bool {
    let file = own_modules::file_of(side.state, path, module);
    let own = file.map(|it| side.of_file(it)).unwrap_or_default();
    own.iter().any(|it| it.kind == ItemKind::Interface && it.name() == name)
}

/// How a module of others is called that an item stands for, or all there is.
fn module(item: &Item<'_>) -> Option<String> {
    match item.kind {
        _ if item.parent.is_some() => None,
        ItemKind::Module => Some(format!("\"{}\"", item.name())),
        ItemKind::Namespace if item.name() == "global" => Some("global".to_owned()),
        _ => None,
    }
}
