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

use super::Findings;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

pub(super) use offer::{Asked, Closeness, entry_of};

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(usage) = usage::Usage::of(found.world, found.path) else { return };
    private_use::check(found, &usage);
    permission::check(found, &usage);
    deprecated::check(found, &usage);
    cycle::check(found, &usage);
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
