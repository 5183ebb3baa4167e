//! Items that others may count on, and whose signature names what they may not.

use std::sync::Arc;

use boundstone_model::{
    FileSignatures, InterfaceEntry, Item, ItemKind, ItemNumber, Language, Place, RepoPath, Rule,
    Stability, Visibility, names_to,
};

use super::super::crossing::{Asked, Closeness, contract_of, entry_of};
use super::super::{Findings, NewFinding};
use super::Promised;
use crate::World;
use crate::crossings::{FileId, Names};
use crate::query::code::CodeReader;
use crate::query::signature_names::type_names;
use crate::types::is_keyword;

pub(super) fn check(found: &mut Findings<'_>, promised: &Promised<'_>) {
    let stable: Vec<(ItemNumber, &InterfaceEntry)> = promised
        .visible()
        .filter(|(number, _)| !is_in_private(promised, *number))
        // What its source keeps to itself is no promise of its type.
        .filter(|(_, item)| !item.marks.is_hidden && !item.marks.is_experimental)
        .filter_map(|(number, _)| Some((number, promised.entry(number)?.0)))
        .filter(|(_, entry)| entry.stability.value.is_promise())
        .collect();
    if stable.is_empty() || found.world.severity(Rule::ContractStabilityLeak).is_none() {
        return;
    }
    // What cannot be read is counted by `not_compared`.
    let Ok(signatures) = found.code.signatures(found.path) else { return };
    let Some(mut names) = Names::of(found.world, promised.file) else { return };
    for (number, entry) in stable {
        for leaked in leaked(promised, &signatures, &mut names, number) {
            let symbol = promised.symbol(found.path, number);
            if let Some(finding) = finding(promised, (number, &symbol), entry, &leaked) {
                found.add(finding);
            }
        }
    }
}

/// The stable and frozen items of a file whose signatures were not looked through, and why.
pub(in super::super) fn not_compared(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
) -> Option<(RepoPath, String)> {
    let promised = Promised::of(world, path)?;
    let mut entries = promised.visible().filter_map(|(number, _)| promised.entry(number));
    entries.find(|(entry, _)| entry.stability.value.is_promise())?;
    let why = code.signatures(path).err()?;
    Some((path.clone(), format!("what its stable items name was not looked at: {why}")))
}

/// Whether an item lies in one that users cannot see.
fn is_in_private(promised: &Promised<'_>, number: ItemNumber) -> bool {
    let around = promised.facts.enclosing(number).into_iter().skip(1);
    // A module may be handed on under another path.
    let is_type = |item: &Item<'_>| {
        item.kind.is_symbol() && !matches!(item.kind, ItemKind::Module | ItemKind::Namespace)
    };
    let mut types = around.filter(|(_, item)| is_type(item));
    types.any(|(_, item)| item.visibility != Visibility::Public)
}

/// Something that is not for others to count on.
struct Leaked {
    name: Arc<str>,
    stability: Stability,
    /// Where that is said, and by whom.
    place: Place,
    said_by: Arc<str>,
}

fn leaked(
    promised: &Promised<'_>,
    signatures: &FileSignatures,
    names: &mut Names<'_>,
    number: ItemNumber,
) -> Vec<Leaked> {
    let Some(promise) = signatures.of(number) else { return Vec::new() };
    let Some(signature) = &promise.signature else { return Vec::new() };
    let own = names_to(&promised.items, number);
    let mut found = Vec::new();
    let language = promised.facts.language;
    for name in type_names(signature, language) {
        if language != Language::Rust && is_keyword(name) {
            continue;
        }
        let Some(target) = names.in_signature((number, promise.body), name) else { continue };
        // Where the file has its own of that name, the other stands in what is no type: `class: Other = core.Other`.
        let has_own = || promised.items.iter().any(|it| it.parent.is_none() && it.name() == name);
        if target.0 != promised.file && has_own() {
            continue;
        }
        // Itself, and the type that it belongs to: that is told of the type.
        let is_own =
            target.0 == promised.file && own.starts_with(&names_to(&promised.items, target.1));
        if !is_own {
            found.extend(leak_of(promised, target));
        }
    }
    found
}

/// What the contract of a type says of it, else its source, where that is not to be counted on.
fn leak_of(promised: &Promised<'_>, (file, item): (FileId, ItemNumber)) -> Option<Leaked> {
    let world = promised.world;
    let path = world.crossings.files.path(file)?;
    let facts = world.facts(path)?;
    let found = facts.item(item).filter(|it| it.kind != ItemKind::Module)?;
    let boundary = world.boundaries.at(path)?;
    let inside = facts.path(item);
    let asked = Asked { folder: &boundary.path, file, path: &inside, written: found.name() };
    let entry = contract_of(world, boundary).and_then(|(contract_path, contract)| {
        let (entry, closeness) = entry_of(world, contract, asked)?;
        (closeness > Closeness::OnTheWay).then_some((contract_path, entry))
    });
    let (stability, place) = match entry {
        Some((path, entry)) => (entry.stability.value, Place { path, range: entry.key.range }),
        // `#[doc(hidden)]` stands on what has to be public and that nobody names: a sealed trait.
        None if facts.language == Language::Rust => return None,
        None if found.marks.is_hidden => {
            (Stability::Internal, Place { path: path.clone(), range: found.name_range })
        }
        None if found.marks.is_experimental => {
            (Stability::Experimental, Place { path: path.clone(), range: found.name_range })
        }
        None => return None,
    };
    let is_leak = matches!(stability, Stability::Experimental | Stability::Internal);
    let said_by = match place.path == *path {
        true => Arc::from("the source"),
        false => boundary.name.clone(),
    };
    is_leak.then_some(Leaked { name: promised.symbol(path, item), stability, place, said_by })
}

fn finding(
    promised: &Promised<'_>,
    (number, path): (ItemNumber, &str),
    entry: &InterfaceEntry,
    leaked: &Leaked,
) -> Option<NewFinding> {
    let item = promised.items.get(number as usize)?;
    let (own, other) = (entry.stability.value.name(), leaked.stability.name());
    let message =
        format!("`{path}` is {own}, and its signature names `{}`, which is {other}", leaked.name);
    let help = format!("Keep `{}` out of the signature, or promise of both alike", leaked.name);
    let place = Place { path: promised.contract_path.clone(), range: entry.key.range };
    Some(
        NewFinding::new(Rule::ContractStabilityLeak, item.name_range, message, help)
            .about(format!("{}#{path}", promised.boundary.name).into())
            .related(
                leaked.place.clone(),
                format!("What {} says of `{}`", leaked.said_by, leaked.name),
            )
            .related(place, format!("What {} says of `{path}`", promised.boundary.name)),
    )
}
