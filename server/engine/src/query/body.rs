//! What the text of a decision record names, and the records that name a place. Never a finding: a record tells
//! of much that no longer is.

use boundstone_model::{
    Because, BodyReference, BodyTarget, Governing, GoverningHow, How, ItemNumber, Place, RepoPath,
    Spanned,
};

use super::named::items_named;
use super::symbol::symbol;
use crate::World;
use crate::bodies::{is_gone, path_named};

type Name = std::sync::Arc<str>;

/// What the record at `path` names, in the order of its text.
pub fn body_references(world: &World, path: &RepoPath) -> Vec<BodyReference> {
    let names = world.file(path).map(|input| input.body()).unwrap_or_default();
    names.iter().filter_map(|name| reference(world, path, name)).collect()
}

/// What the name at `offset` of a record leads to.
pub(super) fn body_reference_at(
    world: &World,
    path: &RepoPath,
    offset: u32,
) -> Option<BodyReference> {
    let mut names = world.file(path)?.body().iter();
    reference(world, path, names.find(|name| name.range.touches(offset))?)
}

fn reference(world: &World, record: &RepoPath, name: &Spanned<Name>) -> Option<BodyReference> {
    let to = target(world, record, &name.value)?;
    let place = Place { path: record.clone(), range: name.range };
    Some(BodyReference { text: name.value.clone(), place, to })
}

fn target(world: &World, record: &RepoPath, text: &str) -> Option<BodyTarget> {
    if let Some(path) = path_named(world, record, text) {
        // To name another record is a link between records.
        return world.decisions.at(&path).is_none().then_some(BodyTarget::Path(path));
    }
    if let Some(definition) = world.bodies.item_named(world, text) {
        let symbol = symbol(world, &definition.path, definition.item)?;
        let (path, item) = (definition.path.clone(), definition.item);
        return Some(BodyTarget::Symbol { symbol, path, item });
    }
    if is_gone(world, record, text) {
        return Some(BodyTarget::GonePath);
    }
    is_gone_from_its_container(world, text).then_some(BodyTarget::GoneSymbol)
}

/// Whether `BOUNDARY#path` or `file#name` names what is there, and nothing in it.
fn is_gone_from_its_container(world: &World, text: &str) -> bool {
    let Some((container, _)) = text.split_once('#') else { return false };
    let is_code = |path: RepoPath| world.facts(&path).is_some_and(|it| it.language.is_code());
    let is_there = world.boundaries.by_name(container).is_some()
        || RepoPath::new(container).is_some_and(is_code);
    is_there && items_named(world, text).is_empty()
}

/// The decisions whose text names the file, folder or item.
pub(super) fn named_in_bodies(
    world: &World,
    path: &RepoPath,
    item: Option<ItemNumber>,
) -> Vec<Governing> {
    let named: Vec<(&RepoPath, u32)> = match item {
        Some(item) => world.bodies.of_item(world, path, item),
        None => world.bodies.of_path(world, path).collect(),
    };
    let mut all = Vec::new();
    for (record, number) in named {
        let name = world.file(record).and_then(|input| input.body().get(number as usize));
        let index = world.decisions.at(record).filter(|_| record != path);
        let decision = index.and_then(|index| world.decisions.summary(index));
        all.extend(name.zip(decision).map(|(name, decision)| Governing {
            decision,
            how: GoverningHow::Body,
            what: name.value.clone(),
            is_specific: item.is_some(),
            clause: None,
            because: Because::new(record, name.range, How::Record),
        }));
    }
    all.sort_by(|a, b| a.because.cmp(&b.because));
    all.dedup_by_key(|it| it.decision.path.clone());
    all
}
