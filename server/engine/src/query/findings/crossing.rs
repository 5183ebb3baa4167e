//! The rules on references between boundaries, on the tokens of the code.
//!
//! A symbol that is reached through the re-export of a third boundary is a use of that one: what stands
//! behind it is for its own contract to say.

mod cycle;
mod deprecated;
mod offer;
mod permission;
mod private_use;
mod usage;
mod written;

use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, Place, RepoPath};
use boundstone_text::TextRange;

use super::Findings;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::crossings::{FileId, RowTarget, TargetForm};

pub(super) use deprecated::is_past;
pub(super) use offer::Closeness;
pub(in super::super) use offer::{Asked, entry_of};

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(usage) = usage::Usage::of(found.world, found.path) else { return };
    private_use::check(found, &usage);
    permission::check(found, &usage);
    deprecated::check(found, &usage);
    cycle::check(found, &usage);
}

/// The symbol of another boundary that the name at exactly this place leads to.
pub(in crate::query) fn use_at(
    world: &World,
    path: &RepoPath,
    range: TextRange,
) -> Option<RowTarget> {
    let usage = usage::Usage::of(world, path)?;
    let used = usage.uses.iter().find(|it| it.range == range && !it.row.is_likely)?;
    Some(RowTarget::clone(&used.target))
}

/// The paths that may be meant by the name at exactly this place, without the boundary.
pub(in crate::query) fn written_at(
    world: &World,
    path: &RepoPath,
    range: TextRange,
) -> Vec<String> {
    let Some(usage) = usage::Usage::of(world, path) else { return Vec::new() };
    let used = usage.uses.iter().find(|it| it.range == range && !it.row.is_likely);
    used.map(|it| written::candidates(world, path, &usage, it)).unwrap_or_default()
}

/// A name that leads to a symbol of another boundary.
pub(in crate::query) struct UseAt {
    pub(in crate::query) range: TextRange,
    pub(in crate::query) is_import: bool,
    pub(in crate::query) is_likely: bool,
}

/// The names of a file that lead where the one at exactly this place does, in the order of the text.
pub(in crate::query) fn uses_like(world: &World, path: &RepoPath, range: TextRange) -> Vec<UseAt> {
    let Some(usage) = usage::Usage::of(world, path) else { return Vec::new() };
    let Some(asked) = usage.uses.iter().find(|it| it.range == range) else { return Vec::new() };
    let alike = usage.uses.iter().filter(|it| it.row.target == asked.row.target);
    let mut all: Vec<UseAt> = alike
        .map(|it| UseAt { range: it.range, is_import: it.is_import, is_likely: it.row.is_likely })
        .collect();
    all.sort_by_key(|it| it.range);
    all
}

/// Whether any code of a boundary uses another one, or may.
pub(super) fn uses_boundary(world: &World, from: &Boundary, to: &Boundary) -> bool {
    let is_own =
        |path: &&RepoPath| world.boundaries.at(path).is_some_and(|it| it.path == from.path);
    let mut own = world.files_below(&from.path).map(|(path, _)| path).filter(is_own);
    own.any(|path| {
        let usage = usage::Usage::of(world, path);
        usage.is_some_and(|usage| usage.uses.iter().any(|used| used.to.path == to.path))
    })
}

/// The contract of exactly this boundary.
pub(in super::super) fn contract_of<'w>(
    world: &'w World,
    boundary: &Boundary,
) -> Option<(RepoPath, &'w Arc<ContractFile>)> {
    let path = boundary.path.join(CONTRACT_FILE).filter(|_| boundary.is_declared)?;
    match world.record(&path)? {
        Record::Contract(contract) => Some((path, contract)),
        _ => None,
    }
}

/// A reference from another boundary to a symbol of one, or to one that it hands on.
pub(in super::super) struct UsedSymbol {
    pub(in super::super) from: Arc<str>,
    pub(in super::super) place: Place,
    pub(in super::super) file: FileId,
    /// Its path inside its file.
    pub(in super::super) path: String,
    /// The name, as it is written.
    pub(in super::super) written: String,
    /// The paths that may be meant by what is written, without the boundary.
    pub(in super::super) paths: Vec<String>,
}

/// Every use of a boundary that its contract has to allow, by path and place.
pub(in super::super) fn used_from_outside(world: &World, boundary: &Boundary) -> Vec<UsedSymbol> {
    let mut used = Vec::new();
    for (path, _) in world.files() {
        let Some(usage) = usage::Usage::of(world, path) else { continue };
        let is_meant = |it: &&usage::Use<'_>| {
            it.to.path == boundary.path && !it.row.is_likely && it.target.form == TargetForm::Item
        };
        used.extend(usage.uses.iter().filter(is_meant).map(|it| UsedSymbol {
            from: usage.from.name.clone(),
            place: Place { path: path.clone(), range: it.range },
            file: it.target.file,
            path: it.target.path.clone(),
            written: it.written.to_owned(),
            paths: written::candidates(world, path, &usage, it),
        }));
    }
    used
}
