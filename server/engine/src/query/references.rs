use std::collections::BTreeSet;

use boundstone_model::{Boundary, ItemNumber, Place, RepoPath};
use boundstone_text::TextRange;

use super::card::interface;
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

/// The places that refer to what stands at `offset`, by path and place: of an item, and of a contract's key,
/// the crossings and the key; of a decision, all that mentions it or says that it governs; in its own record also what it governs. With
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
    } else {
        for (path, item) in items_at(world, path, offset) {
            of_item(world, &path, item, includes_itself, &mut places);
        }
    }
    places.into_iter().collect()
}

/// The items that are meant at `offset`: by their own name, by a contract's key, by a use.
fn items_at(world: &World, path: &RepoPath, offset: u32) -> Vec<(RepoPath, ItemNumber)> {
    if let Some(Record::Contract(contract)) = world.record(path) {
        let mut entries = contract.interface.iter().flatten();
        let entry = entries.position(|entry| entry.key.range.touches(offset));
        return entry.map(|number| world.claims.meant(path, number)).unwrap_or_default();
    }
    let named = world.facts(path).and_then(|facts| facts.item_named_at(offset));
    let used = || use_at(world, path, offset).and_then(|used| item_of(world, &used));
    named.map(|item| (path.clone(), item)).or_else(used).into_iter().collect()
}

fn of_item(
    world: &World,
    path: &RepoPath,
    item: ItemNumber,
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    let Some(named) = NamedItem::find(world, path, item).filter(|it| it.item.kind.is_symbol())
    else {
        return;
    };
    places.extend(interface(world, &named).map(|answer| answer.because.place));
    places.extend(uses(world, path, item).of_item.into_iter().map(|crossing| crossing.place));
    if includes_itself {
        places.insert(Place { path: path.clone(), range: named.item.name_range });
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
