use boundstone_model::{BodyTarget, DecisionFile, GovernsTarget, ItemNumber, Place, RepoPath};
use boundstone_text::TextRange;

use super::body::body_reference_at;
use super::contract_name::{
    Named, decision_names, file_named, file_names, items_of_key, keys_of_items, named_at,
};
use super::governed::place_of_item;
use super::hover::{layer_place, mention_at};
use crate::World;
use crate::change::Record;
use crate::decisions::{DecisionIndex, Meaning};

/// Where the name at `offset` leads: a mention to its decision, a contract's key to its items and an item to its
/// key, any other name in a contract to what it means. Empty where the name is not ours.
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
        _ => promised(world, path, offset),
    }
}

/// Every name in a file that leads to exactly one decision or file, with its place.
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
        for name in file_names(contract) {
            let file = file_named(world, path, &name.value);
            let place = file.map(|path| Place { path, range: TextRange::default() });
            links.extend(place.map(|place| (name.range, place)));
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
    let items = world.claims.meant(world, path, number).into_iter();
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
    let of_items = |items: Vec<(RepoPath, ItemNumber)>| {
        let places = items.into_iter();
        places.filter_map(|(path, item)| place_of_item(world, &path, item)).collect()
    };
    match named_at(world, path, offset).map(|(_, named)| named) {
        Some(Named::Decisions(_, found)) => {
            found.into_iter().filter_map(|index| place_of(world, index)).collect()
        }
        Some(Named::Boundary(boundary)) => {
            // Its own name leads to the manifest, where there is one.
            let places = || boundary.because.iter().map(|because| &because.place);
            let elsewhere = places().find(|place| place.path != *path);
            elsewhere.or_else(|| places().next()).into_iter().cloned().collect()
        }
        Some(Named::Layer(layer)) => vec![layer_place(layer)],
        Some(Named::File(path)) => vec![Place { path, range: TextRange::default() }],
        Some(Named::Key(number)) => of_items(items_of_key(world, path, number)),
        Some(Named::Items(items)) => of_items(items),
        Some(Named::Owner(_) | Named::Rule(_)) | None => Vec::new(),
    }
}

/// The key of the contract that promises the item whose own name is at `offset`.
fn promised(world: &World, path: &RepoPath, offset: u32) -> Vec<Place> {
    let item = world.facts(path).and_then(|facts| facts.item_named_at(offset));
    item.map(|item| keys_of_items(world, &[(path.clone(), item)])).unwrap_or_default()
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
