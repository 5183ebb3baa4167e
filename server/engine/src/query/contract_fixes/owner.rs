//! Where `owner` says other than the ownership file.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{ContractEdit, Finding};

use super::{Asked, ContractFix, fix};
use crate::query::ownership_of_all;

/// The owners whom the ownership file asks, where those are the same for all that `owner` decides.
pub(super) fn follow(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let (world, path) = (asked.world, &finding.place.path);
    asked.contract(path)?;
    let folder = path.parent()?;
    let forge = world.forge.as_deref()?;
    let mut all: BTreeSet<Vec<Arc<str>>> = BTreeSet::new();
    ownership_of_all(world, world.files_below(&folder).map(|(path, _)| path), |_, answer| {
        let is_decided_here = answer.because.iter().any(|it| it.place.path == *path);
        if is_decided_here && !answer.forge_owners.is_empty() {
            all.insert(answer.forge_owners);
        }
    });
    let owners = all.pop_first().filter(|_| all.is_empty())?;
    let name = &world.boundaries.in_folder(&folder)?.name;
    let title = format!("Let {} own {name}, as {} says", owners.join(", "), forge.path);
    Some(fix(title, finding, false, [(path.clone(), ContractEdit::Own { owners })]))
}
