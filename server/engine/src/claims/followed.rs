//! What the keys of contracts lead to: the way that users of an item go, through re-exports under other names, namespaces and
//! subpaths. Where it leads to an item, the words of a key count for nothing.

use boundstone_model::{ItemNumber, RepoPath};

use super::{Claim, ClaimNumber, Claims, Match};
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::crossings::{FileId, Promise};

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

impl Claims {
    /// The items of the file at `path` that keys lead to.
    pub(super) fn items_led_to(world: &World, path: &RepoPath) -> Vec<ItemNumber> {
        let Some(followed) = Followed::of(world, path) else { return Vec::new() };
        followed.promise.items_of(followed.file).iter().map(|it| it.1).collect()
    }

    /// The claims that lead to an item.
    pub(super) fn leading_to(
        &self,
        world: &World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> Vec<&Claim> {
        let Some(followed) = Followed::of(world, path) else { return Vec::new() };
        let keys = followed.promise.keys_of(followed.file, item);
        let claim = |key: usize| {
            let number = self.by_entry.get(&(followed.contract.clone(), key))?;
            self.list.get(number).map(AsRef::as_ref)
        };
        keys.filter_map(claim).collect()
    }

    /// The items of its boundary that the entry of a contract leads to.
    pub(super) fn led_to(
        &self,
        world: &World,
        by: &RepoPath,
        entry: usize,
    ) -> Vec<(RepoPath, ItemNumber)> {
        let folder = by.parent().unwrap_or_else(RepoPath::root);
        let Some(promise) = world.promise(&folder) else { return Vec::new() };
        let is_claim = self.by_entry.get(&(by.clone(), entry)).and_then(|it| self.list.get(it));
        if !is_claim.is_some_and(|it| it.is_followed(world)) {
            return Vec::new();
        }
        let at = |file: FileId| {
            let path = world.crossings.files.path(file)?;
            let is_own = world.boundaries.at(path).is_some_and(|it| it.path == folder);
            is_own.then(|| path.clone())
        };
        promise.items_of_key(entry).filter_map(|(file, item)| Some((at(file)?, item))).collect()
    }

    /// Whether a claim that leads somewhere leads to an item; `None` for one that leads nowhere, of which the words are known alone.
    pub(super) fn leads_to(
        &self,
        world: &World,
        claim: ClaimNumber,
        candidate: &Match,
    ) -> Option<bool> {
        let claim = self.list.get(&claim).filter(|it| it.is_followed(world))?;
        let folder = claim.by.parent().unwrap_or_else(RepoPath::root);
        let promise = world.promise(&folder)?;
        let file = world.crossings.files.number(&candidate.path)?;
        let mut items = promise.items_of_key(claim.entry).peekable();
        items.peek()?;
        Some(items.any(|it| it == (file, candidate.item)))
    }
}
