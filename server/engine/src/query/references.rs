mod contract;

use std::collections::BTreeSet;

use boundstone_model::{Boundary, GovernsTarget, ItemNumber, Place, RepoPath};
use boundstone_text::TextRange;

use super::contract_name::{Named, items_of_key, keys_of_items, named_at};
use super::crossings::{CrossingFilter, CrossingReader, uses};
use super::decision::decision;
use super::definition::place_of;
use super::governed::{self, place_of_item};
use super::hover::mention_at;
use super::reached::{item_of, use_at};
use super::symbol::NamedItem;
use crate::World;
use crate::change::Record;
use crate::decisions::{DecisionIndex, Meaning};

/// So many of the files that a decision governs are listed; the others are of the same globs.
const MOST_FILES: usize = 1_000;

/// The places that refer to what stands at `offset`, by path and place: of an item, and of a contract's key, the
/// crossings, the keys, and the baselines that name it; of a decision, all that mentions it or says that it governs; in
/// its own record also what it governs; of a boundary, a layer or an owner, the records that name it. With
/// `includes_itself`, also where it is defined.
pub fn references(
    world: &World,
    path: &RepoPath,
    offset: u32,
    includes_itself: bool,
) -> Vec<Place> {
    let mut places = BTreeSet::new();
    if let Some(index) = decision_at(world, path, offset) {
        of_decision(world, index, includes_itself, &mut places);
        if world.decisions.at(path) == Some(index) {
            governed_by(world, index, &mut places);
        }
    } else if let Some((range, named)) = named_at(world, path, offset) {
        let itself = Place { path: path.clone(), range };
        of_named(world, itself, named, includes_itself, &mut places);
    } else if let Some(boundary) = boundary_at(world, path, offset) {
        contract::to_boundary(world, boundary, includes_itself, &mut places);
    } else {
        of_items(world, &items_at(world, path, offset), includes_itself, &mut places);
    }
    places.into_iter().collect()
}

/// Of a name in a contract.
fn of_named(
    world: &World,
    itself: Place,
    named: Named<'_>,
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    match named {
        Named::Decisions(_, found) => {
            for index in found {
                of_decision(world, index, includes_itself, places);
            }
        }
        Named::Boundary(boundary) => {
            contract::to_boundary(world, boundary, includes_itself, places);
        }
        Named::Layer(layer) => contract::to_layer(world, layer, includes_itself, places),
        Named::Owner(owner) => contract::to_owner(world, &owner, places),
        Named::Key(number) => {
            let items = items_of_key(world, &itself.path, number);
            of_items(world, &items, includes_itself, places);
            places.insert(itself);
        }
        Named::Items(items) => of_items(world, &items, includes_itself, places),
        Named::Rule(_) | Named::File(_) => {}
    }
}

/// The boundary that a record says at `offset` that it governs.
fn boundary_at<'w>(world: &'w World, path: &RepoPath, offset: u32) -> Option<&'w Boundary> {
    let Record::Decision(record) = world.record(path)? else { return None };
    let entry = record.governs.iter().find(|entry| entry.range.touches(offset))?;
    let GovernsTarget::Boundary(name) = &entry.target else { return None };
    world.boundaries.by_name(name)
}

/// The item that is meant at `offset` of code: by its own name, by a use.
fn items_at(world: &World, path: &RepoPath, offset: u32) -> Vec<(RepoPath, ItemNumber)> {
    let named = world.facts(path).and_then(|facts| facts.item_named_at(offset));
    let used = || use_at(world, path, offset).and_then(|used| item_of(world, &used));
    named.map(|item| (path.clone(), item)).or_else(used).into_iter().collect()
}

fn of_items(
    world: &World,
    items: &[(RepoPath, ItemNumber)],
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    places.extend(keys_of_items(world, items));
    let mut symbols = BTreeSet::new();
    for (path, item) in items {
        let named = NamedItem::find(world, path, *item).filter(|it| it.item.kind.is_symbol());
        let Some(named) = named else { continue };
        places.extend(uses(world, path, *item).of_item.into_iter().map(|it| it.place));
        if includes_itself {
            places.insert(Place { path: path.clone(), range: named.item.name_range });
        }
        symbols.insert(named.symbol);
    }
    if !symbols.is_empty() {
        contract::to_symbols(world, &symbols, places);
    }
}

fn decision_at(world: &World, path: &RepoPath, offset: u32) -> Option<DecisionIndex> {
    if let Some((_, Meaning::One(index))) = mention_at(world, path, offset) {
        return Some(index);
    }
    let index = world.decisions.at(path)?;
    let title = world.decisions.get(index)?.file.title.range;
    title.touches(offset).then_some(index)
}

fn of_decision(
    world: &World,
    index: DecisionIndex,
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    let Some(decision) = decision(world, index) else { return };
    places.extend(decision.mentions);
    places.extend(decision.governs.into_iter().map(|governed| governed.because.place));
    places.extend(place_of(world, index).filter(|_| includes_itself));
}

/// What a decision declares to govern: symbols, and files of code.
fn governed_by(world: &World, index: DecisionIndex, places: &mut BTreeSet<Place>) {
    let items = governed::items(world, index).into_iter();
    places.extend(items.filter_map(|(path, item)| place_of_item(world, &path, item)));
    let is_code = |path: &RepoPath| world.facts(path).is_some_and(|it| it.language.is_code());
    let files = governed::files(world, index).into_iter().filter(is_code).take(MOST_FILES);
    places.extend(files.map(|path| Place { path, range: TextRange::default() }));
}

/// The references from other boundaries to an item and to its members, by path and place.
pub fn crossings_into_item(world: &World, path: &RepoPath, item: ItemNumber) -> Vec<Place> {
    let uses = uses(world, path, item);
    let mut places: Vec<Place> =
        uses.of_item.into_iter().chain(uses.of_members).map(|crossing| crossing.place).collect();
    places.sort();
    places
}

/// One place in each file that refers to a boundary from another one: the first.
pub fn crossings_into_boundary(world: &World, boundary: &Boundary) -> Vec<Place> {
    let filter = CrossingFilter { to: Some(boundary.path.clone()), ..CrossingFilter::default() };
    let mut reader = CrossingReader::new(world);
    let mut places = Vec::new();
    for ((from, to), _) in world.crossings.edges() {
        if *to != boundary.path {
            continue;
        }
        for (path, _) in world.files_below(from) {
            let is_of_it = world.boundaries.at(path).is_some_and(|it| it.path == *from);
            let first = || reader.of_file(path, &filter).into_iter().next();
            places.extend(is_of_it.then(first).flatten().map(|crossing| crossing.place));
        }
    }
    places.sort();
    places
}
