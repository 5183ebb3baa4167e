//! What the names in contracts and decisions lead to: the way that users of an item go, through re-exports under other names,
//! namespaces and subpaths. Where it leads to an item, the words of a name count for nothing.

use boundstone_model::{ItemNumber, RepoPath};

use super::claim::Scope;
use super::{Claim, ClaimNumber, Claims, Match};
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::crossings::{FileId, Governed, Promise};

/// What the contract of a file's boundary leads to, seen from the file.
struct Followed<'w> {
    contract: RepoPath,
    promise: &'w Promise,
    file: FileId,
}

impl<'w> Followed<'w> {
    fn of(world: &'w World, path: &RepoPath) -> Option<Self> {
        let boundary = world.boundaries.at(path).filter(|it| it.is_declared)?;
        let promise = world.promise(&boundary.path)?;
        let file = world.crossings.files.number(path)?;
        Some(Self { contract: boundary.path.join(CONTRACT_FILE)?, promise, file })
    }
}

/// What decisions name of the boundary of a file, and its number.
fn governed_at<'w>(world: &'w World, path: &RepoPath) -> Option<(&'w Governed, FileId)> {
    let governed = world.governed(&world.boundaries.at(path)?.path)?;
    Some((governed, world.crossings.files.number(path)?))
}

/// Where it is known what a claim leads to, and its place there.
fn followed<'w>(world: &'w World, claim: &Claim) -> Option<(&'w Promise, usize)> {
    let Scope::Boundary(folder) = &claim.scope else { return None };
    if !claim.is_followed(world) {
        return None;
    }
    if claim.is_public_only {
        return Some((world.promise(folder)?, claim.entry));
    }
    let governed = world.governed(folder)?;
    Some((&governed.meant, governed.position(&claim.by, claim.entry)?))
}

impl Claims {
    /// The items of the file at `path` that keys and decisions lead to.
    pub(super) fn items_led_to(world: &World, path: &RepoPath) -> Vec<ItemNumber> {
        let by_contract = Followed::of(world, path).map(|it| (it.promise, it.file));
        let by_decisions = governed_at(world, path).map(|(it, file)| (&it.meant, file));
        let both = by_contract.into_iter().chain(by_decisions);
        both.flat_map(|(meant, file)| meant.items_of(file)).map(|it| it.1).collect()
    }

    /// The claims that lead to an item.
    pub(super) fn leading_to(
        &self,
        world: &World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> Vec<&Claim> {
        let by_contract = Followed::of(world, path).into_iter().flat_map(|followed| {
            let keys = followed.promise.keys_of(followed.file, item);
            keys.map(move |key| (followed.contract.clone(), key))
        });
        let by_decisions = governed_at(world, path).into_iter().flat_map(|(governed, file)| {
            let places = governed.meant.keys_of(file, item);
            places.filter_map(|place| governed.entry(place).cloned())
        });
        let numbers = by_contract.chain(by_decisions).filter_map(|it| self.by_entry.get(&it));
        numbers.filter_map(|it| self.list.get(it).map(AsRef::as_ref)).collect()
    }

    /// The items of its boundary that the entry of a record leads to.
    pub(super) fn led_to(
        &self,
        world: &World,
        by: &RepoPath,
        entry: usize,
    ) -> Vec<(RepoPath, ItemNumber)> {
        let claim = self.by_entry.get(&(by.clone(), entry)).and_then(|it| self.list.get(it));
        let Some(claim) = claim else { return Vec::new() };
        let Some((meant, place)) = followed(world, claim) else { return Vec::new() };
        let at = |file: FileId| {
            let path = world.crossings.files.path(file)?;
            let is_own = world.boundaries.at(path).is_some_and(|it| it.path == *claim.scope.top());
            is_own.then(|| path.clone())
        };
        meant.items_of_key(place).filter_map(|(file, item)| Some((at(file)?, item))).collect()
    }

    /// Whether a claim that leads somewhere leads to an item; `None` for one that leads nowhere, of which the words are known alone.
    pub(super) fn leads_to(
        &self,
        world: &World,
        claim: ClaimNumber,
        candidate: &Match,
    ) -> Option<bool> {
        let (meant, place) = followed(world, self.list.get(&claim)?)?;
        let file = world.crossings.files.number(&candidate.path)?;
        let mut items = meant.items_of_key(place).peekable();
        items.peek()?;
        Some(items.any(|it| it == (file, candidate.item)))
    }
}
