use boundstone_model::{Card, CrossingKind, ImportOwner, ItemNumber, Reached, RepoPath};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

use super::card::{card_of_boundary, card_of_item};
use super::crossings::{item_at, range_of};
use super::ownership;
use crate::World;
use crate::crossings::{FileId, RowTarget, TargetForm};

/// A use of another boundary, and what it leads to.
pub(super) struct UseAt {
    /// The name in the code.
    pub(super) range: TextRange,
    target: RowTarget,
    is_likely: bool,
}

/// The use of another boundary whose name stands at `offset`; the surest where it may be several.
pub(super) fn use_at(world: &World, path: &RepoPath, offset: u32) -> Option<UseAt> {
    let rows = world.crossings.rows(world.crossings.files.number(path)?);
    if rows.rows.is_empty() {
        return None;
    }
    let references = world.facts(path)?.references();
    let here = rows.rows.iter().filter_map(|row| {
        let range = range_of(&references, row.at).filter(|range| range.touches(offset))?;
        let target = rows.targets.get(row.target as usize)?;
        Some((row.is_likely, target.form, range, target))
    });
    let (is_likely, _, range, target) =
        here.min_by_key(|&(is_likely, form, range, _)| (is_likely, form, range))?;
    Some(UseAt { range, target: target.clone(), is_likely })
}

/// The item that a use leads to; `None` for a module, and for what is no item of the syntax tree.
pub(super) fn item_of(world: &World, used: &UseAt) -> Option<(RepoPath, ItemNumber)> {
    let path = world.crossings.files.path(used.target.file)?;
    let item = item_at(world.facts(path)?, &used.target.path)?;
    (used.target.form == TargetForm::Item).then(|| (path.clone(), item))
}

/// The card of what a use leads to: of the item, else of the boundary that it belongs to.
pub(super) fn card_of_use(world: &World, used: &UseAt) -> Option<Card> {
    let path = world.crossings.files.path(used.target.file)?;
    let facade = used.target.facade.and_then(|file| world.crossings.files.path(file));
    let facade = facade.and_then(|path| world.boundaries.at(path)).map(|it| it.name.clone());
    let card = match item_of(world, used) {
        Some((path, item)) => card_of_item(world, &path, item)?,
        None => card_of_boundary(world, world.boundaries.at(path)?),
    };
    Some(Card {
        range: Some(used.range),
        reached: Some(Reached { facade, is_likely: used.is_likely }),
        ..card
    })
}

/// The imports of a file from boundaries whose files have owners, by place.
pub fn import_owners(world: &World, path: &RepoPath) -> Vec<ImportOwner> {
    let Some(file) = world.crossings.files.number(path) else { return Vec::new() };
    let rows = world.crossings.rows(file);
    let Some(facts) = world.facts(path).filter(|_| !rows.rows.is_empty()) else {
        return Vec::new();
    };
    let references = facts.references();
    let mut known: FxHashMap<FileId, Option<ImportOwner>> = FxHashMap::default();
    let imports = rows.rows.iter().filter(|row| row.kind == CrossingKind::Import);
    let owned = imports.filter_map(|row| {
        let range = range_of(&references, row.at)?;
        let target = rows.targets.get(row.target as usize)?.file;
        let found = known.entry(target).or_insert_with(|| import_owner(world, target)).clone()?;
        Some(ImportOwner { range, ..found })
    });
    let mut owned: Vec<_> = owned.collect();
    owned.sort_by_key(|import| import.range);
    owned
}

fn import_owner(world: &World, file: FileId) -> Option<ImportOwner> {
    let path = world.crossings.files.path(file)?;
    let boundary = world.boundaries.at(path)?.name.clone();
    let owners = ownership(world, path).owners;
    let range = TextRange::default();
    (!owners.is_empty()).then(|| ImportOwner { range, boundary, path: path.clone(), owners })
}
