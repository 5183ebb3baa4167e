//! The public items of a boundary, as keys of its contract.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Boundary, Choice, ChoiceAbout, SurfaceItem};

use super::super::code::CodeReader;
use super::super::surface::surface;
use super::{Found, value};
use crate::World;

const ALL: &str = "*";

/// What a key can name: each item that the contract does not name yet, and all of a level. What is least deep
/// comes first.
pub(super) fn keys(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
    has_value: bool,
    found: &mut Found<'_>,
) {
    let items = surface(world, code, boundary).items;
    let items = by_symbol(&items);
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for symbol in items.keys() {
        let (level, _) = split(symbol);
        *levels.entry(level).or_default() += 1;
    }
    let items = items.iter().map(|(symbol, item)| ((*symbol).to_owned(), About::Item(item)));
    let levels =
        levels.iter().map(|(level, count)| (format!("{level}{ALL}"), About::Level(*count)));
    let mut keys: Vec<(String, About<'_>)> = items.chain(levels).collect();
    keys.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
    let behind = if has_value { "" } else { " = " };
    add(keys, behind, found);
}

/// The items alone, for what serves instead of one.
pub(super) fn items(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
    found: &mut Found<'_>,
) {
    let items = surface(world, code, boundary).items;
    let items = by_symbol(&items).into_iter();
    let mut items: Vec<_> =
        items.map(|(symbol, item)| (symbol.to_owned(), About::Item(item))).collect();
    items.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
    add(items, "", found);
}

enum About<'s> {
    Item(&'s SurfaceItem),
    Level(usize),
}

fn add(keys: Vec<(String, About<'_>)>, behind: &str, found: &mut Found<'_>) {
    for (key, about) in keys {
        if !found.takes(&key, &key) {
            continue;
        }
        let about = match about {
            About::Item(item) => ChoiceAbout::Item {
                kind: item.kind,
                signature: item.signature.as_ref().map(|it| Arc::from(it.to_string())),
            },
            About::Level(count) => ChoiceAbout::Level(count),
        };
        let text = format!("{}{behind}", value::written(&key, found.slot.quotes));
        if !found.add(Choice { filter: key.clone(), label: key, text, about }) {
            return;
        }
    }
}

/// Each symbol once. What an implementation of a trait brings is promised with the trait.
fn by_symbol(items: &[SurfaceItem]) -> BTreeMap<&str, &SurfaceItem> {
    let own = items.iter().filter(|item| item.of_trait.is_none() && !item.symbol().is_empty());
    own.rev().map(|item| (item.symbol(), item)).collect()
}

/// What a symbol lies in, with what separates it, and its own name.
fn split(symbol: &str) -> (&str, &str) {
    let at = symbol.rfind(['.', ':', '/']).map_or(0, |at| at + 1);
    symbol.split_at(at)
}

/// By depth; all of a level behind what holds it, and all of the top behind everything of the top.
fn order(key: &str) -> (usize, &str, bool) {
    let is_level = key.ends_with(ALL);
    let named = key.trim_end_matches(ALL).trim_end_matches(['.', ':', '/']);
    let depth = named.matches(['.', '/']).count() + named.matches("::").count();
    if is_level && named.is_empty() { (0, "\u{10ffff}", true) } else { (depth, named, is_level) }
}
