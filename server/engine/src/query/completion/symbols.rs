//! The public items of one boundary.

use boundstone_model::{
    Boundary, Choice, ChoiceAbout, Item, ItemNumber, RepoPath, Visibility, names_to,
};

use super::super::symbol::symbol;
use super::{Found, unmatched, value};
use crate::World;
use crate::claims::module_path;

/// Files that are looked through. More would take longer than anyone waits while typing.
const MOST_FILES: usize = 2_000;

/// Where packages of both languages keep what others use.
const SOURCES: &str = "src";

/// The items that `container#` can be followed by: the public ones of the boundary of that name, or those of
/// the file at that path.
pub(super) fn symbols(world: &World, container: &str, found: &mut Found<'_>) {
    let Some(boundary) = world.boundaries.by_name(container) else {
        if let Some(path) = RepoPath::new(container) {
            in_file(world, &path, container, None, found);
        }
        return;
    };
    let mut rest = files_of(world, boundary);
    for path in rest.by_ref().take(MOST_FILES) {
        let is_inside = world.boundaries.at(path).is_some_and(|it| it.path == boundary.path);
        if is_inside && !in_file(world, path, container, Some(boundary), found) {
            return;
        }
    }
    found.is_cut |= rest.next().is_some();
}

/// The files of the boundary's folder, its sources first.
fn files_of<'w>(world: &'w World, boundary: &Boundary) -> impl Iterator<Item = &'w RepoPath> {
    let sources = boundary.path.join(SOURCES).unwrap_or_else(|| boundary.path.clone());
    let of_sources = world.files_below(&sources).map(|(path, _)| path);
    let all = world.files_below(&boundary.path).map(|(path, _)| path);
    let others = all.filter(move |path| !path.starts_with(&sources));
    of_sources.chain(others)
}

/// Adds the items of one file, of a boundary only what others can see of it. False when there is no place for
/// more.
fn in_file(
    world: &World,
    path: &RepoPath,
    container: &str,
    boundary: Option<&Boundary>,
    found: &mut Found<'_>,
) -> bool {
    let Some(facts) = world.facts(path).filter(|facts| facts.language.is_code()) else {
        return true;
    };
    let module = match boundary {
        Some(boundary) => module_path(path, &boundary.path, facts.language),
        None => Some(Vec::new()),
    };
    // No consumer can name what is in a test or an example.
    let Some(module) = module else { return true };
    let items: Vec<Item<'_>> = facts.items().collect();
    let (_, typed) = found.slot.typed.split_once('#').unwrap_or_default();
    let separator = facts.language.separator();
    let held = |left, name: &&str| unmatched(separator, unmatched(name, left));
    // The same for each of many items.
    let left_by_module = module.iter().fold(typed, held).to_owned();
    let is_meant = |number: ItemNumber| {
        names_to(&items, number).iter().fold(left_by_module.as_str(), held).is_empty()
    };
    let is_seen = |number: ItemNumber| boundary.is_none() || is_public(&items, number);
    (0..).zip(&items).filter(|(_, item)| item.kind.is_symbol()).all(|(number, item)| {
        if !is_seen(number) || !is_meant(number) {
            return true;
        }
        let name = symbol(world, path, number);
        let Some((_, inner)) = name.as_deref().and_then(|name| name.split_once('#')) else {
            return true;
        };
        let label = format!("{container}#{inner}");
        let text = value::written(&label, found.slot.quotes);
        let about = ChoiceAbout::Symbol(item.kind);
        found.add(Choice { filter: label.clone(), label, text, about })
    })
}

/// Whether the item and all that it stands in is public, as far as its own file says.
fn is_public(items: &[Item<'_>], number: ItemNumber) -> bool {
    let item = |number: ItemNumber| items.get(number as usize);
    let mut outwards = std::iter::successors(item(number), |inner| item(inner.parent?));
    outwards.all(|it| it.visibility == Visibility::Public || !it.kind.is_symbol())
}
