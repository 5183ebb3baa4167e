//! What contracts say of the stability of the items of a file, against what code says.

mod disagreement;
mod leak;

use std::sync::Arc;

use boundstone_model::{
    Boundary, ContractFile, FileFacts, InterfaceEntry, Item, ItemNumber, RepoPath, Visibility,
    names_to,
};

use super::Findings;
use super::crossing::{Asked, Closeness, contract_of, entry_of};
use crate::World;
use crate::crossings::FileId;
use crate::query::symbol::symbol;

pub(super) use disagreement::said;
pub(super) use leak::not_compared;

pub(super) fn check(found: &mut Findings<'_>) {
    let Some(promised) = Promised::of(found.world, found.path) else { return };
    disagreement::check(found, &promised);
    leak::check(found, &promised);
}

/// A file of a boundary whose contract lists items.
struct Promised<'w> {
    world: &'w World,
    boundary: &'w Boundary,
    contract_path: RepoPath,
    contract: &'w Arc<ContractFile>,
    file: FileId,
    facts: &'w FileFacts,
    items: Vec<Item<'w>>,
}

impl<'w> Promised<'w> {
    fn of(world: &'w World, path: &RepoPath) -> Option<Self> {
        let facts = world.facts(path).filter(|facts| facts.language.is_code())?;
        let boundary = world.boundaries.at(path)?;
        let (contract_path, contract) = contract_of(world, boundary)?;
        contract.interface.as_ref().filter(|keys| !keys.is_empty())?;
        let file = world.crossings.files.number(path)?;
        let items = facts.items().collect();
        Some(Self { world, boundary, contract_path, contract, file, facts, items })
    }

    /// The path of an item inside its file.
    fn path(&self, item: ItemNumber) -> String {
        names_to(&self.items, item).join(self.facts.language.separator())
    }

    /// What users call an item, without the boundary.
    fn symbol(&self, path: &RepoPath, item: ItemNumber) -> Arc<str> {
        let symbol = symbol(self.world, path, item).unwrap_or_default();
        match symbol.split_once('#') {
            Some((container, inner)) if container == &*self.boundary.name => inner.into(),
            _ => symbol,
        }
    }

    /// What the contract says of an item, or of what it lies in.
    fn entry(&self, number: ItemNumber) -> Option<(&'w InterfaceEntry, Closeness)> {
        let written = self.items.get(number as usize)?.name();
        let (folder, file, path) = (&self.boundary.path, self.file, self.path(number));
        let asked = Asked { folder, file, path: &path, written };
        let found = entry_of(self.world, self.contract, asked)?;
        (found.1 > Closeness::OnTheWay).then_some(found)
    }

    /// The items that users can see, as far as each says itself.
    fn visible(&self) -> impl Iterator<Item = (ItemNumber, &Item<'w>)> {
        let is_visible =
            |item: &Item<'_>| item.kind.is_symbol() && item.visibility == Visibility::Public;
        (0..).zip(&self.items).filter(move |(_, item)| is_visible(item))
    }
}
