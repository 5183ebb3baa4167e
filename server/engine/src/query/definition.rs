use boundstone_model::{BodyTarget, DecisionFile, GovernsTarget, Place, RepoPath};
use boundstone_text::TextRange;

use super::body::body_reference_at;
use super::governed::place_of_item;
use super::hover::{boundary_names, decision_names, mention_at};
use crate::World;
use crate::change::Record;
use crate::decisions::{DecisionIndex, Meaning};

/// Where the name at `offset` leads: a mention to its decision, a contract's key to its item, a name in
/// a contract to the boundary or the decision. Empty where the name is not ours.
pub fn definition(world: &World, path: &RepoPath, offset: u32) -> Vec<Place> {
    if let Some((_, meaning)) = mention_at(world, path, offset) {
        return places(world, &meaning);
    }
    match world.record(path) {
        Some(Record::Contract(_)) => in_contract(world, path, offset),
        Some(Record::Decision(record)) => match linked_decision_at(world, path, offset) {
            Some((_, index)) => place_of(world, index).into_iter().collect(),
            None => governed(world, path, record, offset)
                .or_else(|| in_body(world, path, offset))
                .unwrap_or_default(),
        },
        _ => Vec::new(),
    }
}

/// Every name in a file that leads to exactly one decision, with that decision's place.
pub fn links(world: &World, path: &RepoPath) -> Vec<(TextRange, Place)> {
    let mut links = Vec::new();
    for mention in world.facts(path).iter().flat_map(|facts| facts.mentions()) {
        if let Meaning::One(index) = world.decisions.meaning(path, mention) {
            links.extend(place_of(world, index).map(|place| (mention.range, place)));
        }
    }
    if let Some(Record::Contract(contract)) = world.record(path) {
        for name in decision_names(contract) {
            if let [index] = world.decisions.named(path, &name.value).as_slice() {
                links.extend(place_of(world, *index).map(|place| (name.range, place)));
            }
        }
    }
    links
}

/// The decision that a stated link of a record at `offset` leads to.
pub(super) fn linked_decision_at(
    world: &World,
    path: &RepoPath,
    offset: u32,
) -> Option<(TextRange, DecisionIndex)> {
    let index = world.decisions.at(path)?;
    let record = world.decisions.get(index)?;
    let link = record.file.links.iter().find(|link| link.range.touches(offset))?;
    let to = world.decisions.target_of(index, link)?;
    Some((link.range, to))
}

/// The boundary or the symbol that a record says at `offset` that it governs.
fn governed(
    world: &World,
    path: &RepoPath,
    record: &DecisionFile,
    offset: u32,
) -> Option<Vec<Place>> {
    let mut entries = record.governs.iter().enumerate();
    let (number, entry) = entries.find(|(_, entry)| entry.range.touches(offset))?;
    if let GovernsTarget::Boundary(name) = &entry.target {
        let boundary = world.boundaries.by_name(name);
        let because = boundary.into_iter().flat_map(|boundary| &boundary.because);
        return Some(because.take(1).map(|because| because.place.clone()).collect());
    }
    let items = world.claims.meant(path, number).into_iter();
    Some(items.filter_map(|(path, item)| place_of_item(world, &path, item)).collect())
}

/// The file or the item that the text of a record names at `offset`.
fn in_body(world: &World, path: &RepoPath, offset: u32) -> Option<Vec<Place>> {
    let place = match body_reference_at(world, path, offset)?.to {
        BodyTarget::Symbol { path, item, .. } => place_of_item(world, &path, item),
        // A folder is nothing that an editor opens.
        BodyTarget::Path(path) => {
            world.file(&path).map(|_| Place { path, range: TextRange::default() })
        }
        BodyTarget::GonePath | BodyTarget::GoneSymbol => None,
    };
    Some(place.into_iter().collect())
}

fn in_contract(world: &World, path: &RepoPath, offset: u32) -> Vec<Place> {
    let Some(Record::Contract(contract)) = world.record(path) else { return Vec::new() };
    if let Some(name) = decision_names(contract).find(|name| name.range.touches(offset)) {
        let found = world.decisions.named(path, &name.value);
        return found.into_iter().filter_map(|index| place_of(world, index)).collect();
    }
    if let Some(name) = boundary_names(contract).find(|name| name.range.touches(offset)) {
        let boundary = world.boundaries.by_name(&name.value);
        let because = boundary.into_iter().flat_map(|boundary| &boundary.because);
        return because.take(1).map(|because| because.place.clone()).collect();
    }
    let mut entries = contract.interface.iter().flatten().enumerate();
    let Some((number, _)) = entries.find(|(_, entry)| entry.key.range.touches(offset)) else {
        return Vec::new();
    };
    let items = world.claims.meant(path, number).into_iter();
    items.filter_map(|(path, item)| place_of_item(world, &path, item)).collect()
}

fn places(world: &World, meaning: &Meaning) -> Vec<Place> {
    match meaning {
        Meaning::One(index) => place_of(world, *index).into_iter().collect(),
        Meaning::Several(indexes) => {
            indexes.iter().filter_map(|&index| place_of(world, index)).collect()
        }
        Meaning::Nothing | Meaning::Unknown { .. } => Vec::new(),
    }
}

pub(super) fn place_of(world: &World, index: DecisionIndex) -> Option<Place> {
    let record = world.decisions.get(index)?;
    Some(Place { path: record.path.clone(), range: record.file.title.range })
}
