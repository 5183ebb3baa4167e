//! Public items that the closed `[interface]` of their boundary does not name.
//!
//! What others use of them, `boundary/private-use` says where it is used. A list that names nothing promises nothing,
//! and lacks nothing.

use boundstone_model::{
    ContractFile, FileFacts, Item, ItemKind, ItemNumber, Language, Marks, Place, RepoPath, Rule,
    Stability, names_to,
};
use rustc_hash::FxHashSet;

use super::crossing::{Asked, contract_of, entry_of};
use super::stability::said;
use super::{Findings, NewFinding};
use crate::World;
use crate::crossings::FileId;

/// A public item, and what its users call it.
struct Candidate<'w> {
    number: ItemNumber,
    item: Item<'w>,
    /// Its path inside its file.
    path: String,
    symbol: &'w str,
}

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    if world.severity(Rule::ContractUndeclaredItem).is_none() {
        return;
    }
    let Some(facts) = world.facts(path).filter(|facts| facts.language.is_code()) else { return };
    let Some(boundary) = world.boundaries.at(path) else { return };
    let Some((contract_path, contract)) = contract_of(world, boundary) else { return };
    let Some(first) = contract.interface.as_ref().and_then(|keys| keys.first()) else { return };
    let Some(file) = world.crossings.files.number(path) else { return };
    let mut missing = undeclared(world, contract, &boundary.path, (file, facts));
    if missing.is_empty() {
        return;
    }
    said_at_uses(world, file, &mut missing);
    missing.retain(|it| !is_for_tests(found, facts, it.number));
    let private = match facts.language {
        Language::Rust => "make it private: `pub(crate)`",
        _ => "do not export it",
    };
    for Candidate { item, symbol, .. } in missing {
        let message = format!("`{symbol}` is public, and {contract_path} does not name it");
        let stability = stability_to_offer(contract, item.marks).name();
        let help =
            format!("Add `\"{symbol}\" = \"{stability}\"` to its `[interface]`, or {private}");
        let place = Place { path: contract_path.clone(), range: first.key.range };
        let finding = NewFinding::new(Rule::ContractUndeclaredItem, item.name_range, message, help)
            .about(format!("{}#{symbol}", boundary.name).into())
            .related(place, format!("What {} offers", boundary.name));
        found.add(finding);
    }
}

/// What a contract would say of an item that it lists: what the source says, else what it says of most that it offers for
/// good. What is hidden and used all the same nobody has promised.
pub(in crate::query) fn stability_to_offer(contract: &ContractFile, marks: Marks) -> Stability {
    let usual = || {
        let entries = contract.interface.iter().flatten();
        let (mut stable, mut experimental) = (0, 0);
        for entry in entries {
            match entry.stability.value {
                Stability::Experimental => experimental += 1,
                Stability::Stable | Stability::Frozen => stable += 1,
                Stability::Internal | Stability::Deprecated => {}
            }
        }
        if experimental > stable { Stability::Experimental } else { Stability::Stable }
    };
    match said(marks) {
        Some(Stability::Internal) => Stability::Experimental,
        said => said.unwrap_or_else(usual),
    }
}

/// The items of a file that users can name and no key does. What lies in an item goes with it, and is not looked at.
fn undeclared<'w>(
    world: &'w World,
    contract: &ContractFile,
    folder: &RepoPath,
    (file, facts): (FileId, &'w FileFacts),
) -> Vec<Candidate<'w>> {
    let Some(shown) = world.shown(folder) else { return Vec::new() };
    let items: Vec<Item<'w>> = facts.items().collect();
    let is_way = |item: &Item<'_>| match item.kind {
        ItemKind::Module => facts.language == Language::Rust,
        _ => false,
    };
    let is_member = |item: &Item<'_>| {
        let owner = item.parent.and_then(|parent| items.get(parent as usize));
        owner.is_some_and(|it| !matches!(it.kind, ItemKind::Module | ItemKind::Namespace))
    };
    let candidate = |(number, symbol)| {
        let item = *items.get(number as usize)?;
        let path = names_to(&items, number).join(facts.language.separator());
        let has_name = !item.name_range.is_empty() && !item.marks.is_hidden;
        let has_name = has_name && !is_way(&item) && !is_member(&item);
        has_name.then_some(Candidate { number, item, path, symbol })
    };
    let is_named = |it: &Candidate<'_>| {
        let asked = Asked { folder, file, path: &it.path, written: it.item.name() };
        entry_of(world, contract, asked).is_some()
    };
    shown.of_file(file).filter_map(candidate).filter(|it| !is_named(it)).collect()
}

/// Takes out the items that another boundary uses: that is a finding there.
fn said_at_uses(world: &World, file: FileId, missing: &mut Vec<Candidate<'_>>) {
    if world.severity(Rule::BoundaryPrivateUse).is_none() {
        return;
    }
    let mut used: FxHashSet<String> = FxHashSet::default();
    let is_meant = |path: &str| missing.iter().any(|it| it.path == path);
    world.crossings.each_use(file, is_meant, |_, it| {
        if !it.is_likely && !it.is_by_facade {
            used.insert(it.path.to_owned());
        }
    });
    missing.retain(|it| !used.contains(&it.path));
}

/// Whether an item, or one around it, is compiled for tests alone.
fn is_for_tests(found: &Findings<'_>, facts: &FileFacts, item: ItemNumber) -> bool {
    let Ok(signatures) = found.code.signatures(found.path) else { return false };
    let mut around = facts.enclosing(item).into_iter();
    around.any(|(number, _)| {
        signatures.of(number).is_some_and(|own| own.cfg.as_deref() == Some("test"))
    })
}
