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

use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, RepoPath};
use boundstone_text::TextRange;

use super::Findings;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::crossings::RowTarget;

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

/// The contract of exactly this boundary.
pub(super) fn contract_of<'w>(
    world: &'w World,
    boundary: &Boundary,
) -> Option<(RepoPath, &'w Arc<ContractFile>)> {
    let path = boundary.path.join(CONTRACT_FILE).filter(|_| boundary.is_declared)?;
    match world.record(&path)? {
        Record::Contract(contract) => Some((path, contract)),
        _ => None,
    }
}
