//! What decisions in force freeze, and what so was promised of an item.

use std::sync::Arc;

use boundstone_model::{
    Because, GovernsTarget, How, InterfaceAnswer, InterfaceEntry, ItemNumber, RepoPath, Spanned,
    Stability,
};

use boundstone_text::TextRange;

use super::card::{interface, own_interface};
use super::contract_name::items_of_key;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::claims::Claim;

/// The entry by which a decision in force freezes an item.
pub(super) struct Freeze {
    /// The decision, as people call it.
    pub(super) display: Arc<str>,
    /// The item as the decision names it, or the type that it is a member of.
    pub(super) text: Arc<str>,
    pub(super) because: Because,
    /// The record, and the position of the entry there.
    pub(super) entry: (RepoPath, usize),
}

/// That of an item. A type is frozen with its members, but for those of which a contract says otherwise.
pub(super) fn freeze_of(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Freeze> {
    let own = world.claims.of_item(world, path, item);
    let by_owner = || {
        let claims = world.claims.of_owner_by_decisions(world, path, item);
        let mut frozen = claims.filter_map(|claim| by_claim(world, claim));
        frozen.next().filter(|_| own_interface(world, path, item).is_none())
    };
    own.into_iter().find_map(|claim| by_claim(world, claim)).or_else(by_owner)
}

/// Whether a decision in force freezes what the entry of this number in the contract at `path` means.
pub fn is_frozen_by_decision(world: &World, path: &RepoPath, number: usize) -> bool {
    let items = items_of_key(world, path, number);
    items.iter().any(|(path, item)| freeze_of(world, path, *item).is_some())
}

/// What was promised of an item: what its contract says, and frozen where a decision says so.
pub(super) fn promise_of(
    world: &World,
    path: &RepoPath,
    item: ItemNumber,
) -> Option<InterfaceAnswer> {
    let stated = interface(world, path, item);
    if stated.as_ref().is_some_and(|it| it.entry.stability.value == Stability::Frozen) {
        return stated;
    }
    let Some(freeze) = freeze_of(world, path, item) else { return stated };
    let range = freeze.because.place.range;
    let entry = match stated {
        Some(stated) => {
            let stability = Spanned { value: Stability::Frozen, range };
            InterfaceEntry { stability, ..stated.entry }
        }
        None => entry_of(&freeze.text, range),
    };
    Some(InterfaceAnswer { entry, because: freeze.because, frozen_by: Some(freeze.display) })
}

/// Whether any contract, or any decision in force, promises something.
pub fn has_promises(world: &World) -> bool {
    world.records().any(|(path, record)| match record {
        Record::Contract(contract) => {
            let mut entries = contract.interface.iter().flatten();
            entries.any(|it| it.stability.value.is_promise())
        }
        Record::Decision(file) => {
            let index = world.decisions.at(path);
            file.governs.iter().any(|it| it.freezes)
                && index.is_some_and(|it| world.decisions.is_in_force(it))
        }
        _ => false,
    })
}

/// What decisions and its contract promise of the boundary in `folder`.
pub(super) fn promises_of(
    world: &World,
    folder: &RepoPath,
    name: Option<&str>,
) -> Vec<InterfaceAnswer> {
    let mut answers = frozen_in(world, folder, name);
    let contract = folder.join(CONTRACT_FILE).and_then(|it| Some((it.clone(), world.record(&it)?)));
    if let Some((path, Record::Contract(contract))) = contract {
        let because = |range| Because::new(&path, range, How::Contract);
        let entries = contract.interface.iter().flatten();
        answers.extend(entries.map(|it| InterfaceAnswer::stated(it, because(it.key.range))));
    }
    answers
}

/// What decisions in force freeze of the boundary in `folder`, whose package they may call `name` still.
fn frozen_in(world: &World, folder: &RepoPath, name: Option<&str>) -> Vec<InterfaceAnswer> {
    let answer = |it: Freeze| InterfaceAnswer {
        entry: entry_of(&it.text, it.because.place.range),
        because: it.because,
        frozen_by: Some(it.display),
    };
    freezes_in(world, folder, name).into_iter().map(answer).collect()
}

/// The entries that say so.
pub(super) fn freezes_in(world: &World, folder: &RepoPath, name: Option<&str>) -> Vec<Freeze> {
    let mut found = Vec::new();
    let in_force = world.decisions.iter().filter(|(index, _)| world.decisions.is_in_force(*index));
    for (_, record) in in_force {
        for (number, entry) in record.file.governs.iter().enumerate() {
            if entry.freezes && is_of_boundary(world, folder, name, &entry.target) {
                found.push(Freeze {
                    display: record.display.clone(),
                    text: entry.text.clone(),
                    because: Because::new(&record.path, entry.range, How::FrontMatter),
                    entry: (record.path.clone(), number),
                });
            }
        }
    }
    found
}

/// Whether a record names an item of the boundary in `folder`, by its name, by a file, or by the `name` of its package, which
/// nothing else has.
pub(super) fn is_of_boundary(
    world: &World,
    folder: &RepoPath,
    name: Option<&str>,
    target: &GovernsTarget,
) -> bool {
    let GovernsTarget::Symbol { container, .. } = target else { return false };
    let of_file = || RepoPath::new(container).and_then(|path| world.boundaries.at(&path));
    match world.boundaries.by_name(container).or_else(of_file) {
        Some(boundary) => boundary.path == *folder,
        None => name == Some(container),
    }
}

/// What a contract would say of what a decision freezes, and names so there.
fn entry_of(text: &str, range: TextRange) -> InterfaceEntry {
    InterfaceEntry {
        key: Spanned { value: name_of(text).into(), range },
        stability: Spanned { value: Stability::Frozen, range },
        since: None,
        signature: None,
        replacement: None,
        until: None,
        decisions: Vec::new(),
    }
}

/// What comes behind the boundary: `Ledger` of `payments#Ledger`.
pub(super) fn name_of(text: &str) -> &str {
    text.split_once('#').map_or(text, |(_, name)| name)
}

fn by_claim(world: &World, claim: &Claim) -> Option<Freeze> {
    let Some(Record::Decision(file)) = world.record(&claim.by) else { return None };
    let entry = file.governs.get(claim.entry).filter(|entry| entry.freezes)?;
    let index = world.decisions.at(&claim.by)?;
    if !world.decisions.is_in_force(index) {
        return None;
    }
    Some(Freeze {
        display: world.decisions.get(index)?.display.clone(),
        text: entry.text.clone(),
        because: Because::new(&claim.by, entry.range, How::FrontMatter),
        entry: (claim.by.clone(), claim.entry),
    })
}
