//! What decisions in force freeze, and what so was promised of an item.

use std::sync::Arc;

use boundstone_model::{
    Because, How, InterfaceAnswer, InterfaceEntry, ItemNumber, RepoPath, Spanned, Stability,
};

use super::card::{interface, own_interface};
use crate::World;
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
    let stability = Spanned { value: Stability::Frozen, range };
    let entry = match stated {
        Some(stated) => InterfaceEntry { stability, ..stated.entry },
        None => InterfaceEntry {
            key: Spanned { value: name_of(&freeze.text).into(), range },
            stability,
            since: None,
            signature: None,
            replacement: None,
            until: None,
            decisions: Vec::new(),
        },
    };
    Some(InterfaceAnswer { entry, because: freeze.because, frozen_by: Some(freeze.display) })
}

/// What comes behind the boundary: `Ledger` of `payments#Ledger`.
fn name_of(text: &str) -> &str {
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
