use std::sync::Arc;

use boundstone_model::{
    Because, Boundary, ItemNumber, Language, NamedKind, NamedPlace, Place, RepoPath,
};

use super::crossings::item_at;
use super::definition::place_of;
use super::symbol::{symbol, symbol_by_layout};
use crate::World;
use crate::crossings::Keys;

/// The boundaries and decisions whose name holds the letters of `text` in order, case aside.
pub fn named_places(world: &World, text: &str) -> Vec<NamedPlace> {
    let mut found = Vec::new();
    let is_meant = |boundary: &&Boundary| holds_in_order(&boundary.name, text);
    for boundary in world.boundaries.all().iter().filter(is_meant) {
        let place = boundary.because.first().map(|because: &Because| because.place.clone());
        found.extend(place.map(|place| NamedPlace {
            name: boundary.name.to_string(),
            kind: NamedKind::Boundary,
            detail: boundary.path.to_string(),
            place,
        }));
    }
    for (index, record) in world.decisions.iter() {
        let name = format!("{} {}", record.display, record.file.title.value);
        if !holds_in_order(&name, text) {
            continue;
        }
        found.extend(place_of(world, index).map(|place| NamedPlace {
            name,
            kind: NamedKind::Decision,
            detail: record.file.status.name().to_owned(),
            place,
        }));
    }
    found
}

/// The items that `name` can mean: a symbol in its one spelling, or `file#name`, or a Rust path whose
/// first part is the boundary's name in code.
pub fn items_named(world: &World, name: &str) -> Vec<(Place, ItemNumber)> {
    let (container, inner) = match name.split_once('#') {
        Some((container, inner)) => (container.to_owned(), inner.to_owned()),
        None => match name.split_once("::") {
            Some((package, inner)) => (package.to_owned(), inner.to_owned()),
            None => return Vec::new(),
        },
    };
    if let Some(path) = RepoPath::new(&container).filter(|path| world.facts(path).is_some()) {
        return in_file(world, &path, |number| {
            world.facts(&path).is_some_and(|facts| facts.path(number) == inner)
        });
    }
    let boundary = world
        .boundaries
        .by_name(&container)
        .or_else(|| world.boundaries.by_name(&container.replace('_', "-")));
    let Some(boundary) = boundary else { return Vec::new() };
    let mut found = by_symbol(world, boundary, &inner, symbol);
    if found.is_empty() {
        found = by_key(world, boundary, &inner);
    }
    if found.is_empty() {
        found = by_symbol(world, boundary, &inner, symbol_by_layout);
    }
    found
}

fn by_symbol(
    world: &World,
    boundary: &Boundary,
    inner: &str,
    symbol: fn(&World, &RepoPath, ItemNumber) -> Option<Arc<str>>,
) -> Vec<(Place, ItemNumber)> {
    let wanted = format!("{}#{inner}", boundary.name);
    let last = inner.rsplit([':', '.', '/']).next().unwrap_or(inner);
    let mut found = Vec::new();
    for (path, input) in world.files_below(&boundary.path) {
        let Some(facts) = &input.source else { continue };
        let named = facts.items().any(|item| item.name() == last);
        if named && facts.language != Language::Markdown {
            found.extend(in_file(world, path, |number| {
                symbol(world, path, number).as_deref() == Some(wanted.as_str())
            }));
        }
    }
    found
}

/// What a contract would mean by it: any path that users can write.
fn by_key(world: &World, boundary: &Boundary, key: &str) -> Vec<(Place, ItemNumber)> {
    let (meant, can_be_named) = Keys::new(world).meant(&boundary.path, key);
    let items = meant.into_iter().filter(|it| can_be_named && !it.is_level).filter_map(|it| {
        let path = world.crossings.files.path(it.file)?;
        let facts = world.facts(path)?;
        let number = item_at(facts, &it.path)?;
        let range = facts.item(number)?.name_range;
        Some((Place { path: path.clone(), range }, number))
    });
    items.collect()
}

fn in_file(
    world: &World,
    path: &RepoPath,
    is_meant: impl Fn(ItemNumber) -> bool,
) -> Vec<(Place, ItemNumber)> {
    let Some(facts) = world.facts(path) else { return Vec::new() };
    let symbols = (0..).zip(facts.items()).filter(|(_, item)| item.kind.is_symbol());
    symbols
        .filter(|(number, _)| is_meant(*number))
        .map(|(number, item)| (Place { path: path.clone(), range: item.name_range }, number))
        .collect()
}

fn holds_in_order(name: &str, letters: &str) -> bool {
    let mut name = name.chars().flat_map(char::to_lowercase);
    let mut letters = letters.chars().flat_map(char::to_lowercase).filter(|ch| !ch.is_whitespace());
    letters.all(|letter| name.any(|ch| ch == letter))
}
