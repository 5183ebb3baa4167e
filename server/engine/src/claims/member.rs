//! Members of a type that a contract names: what it promises of the type, it promises of them.
//!
//! A `struct` and a `class` have their fields, variants and methods in their own signature. What an `impl` gives a type, and what
//! a namespace holds, stands outside of it, in whatever file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{FileFacts, Item, ItemKind, ItemNumber, RepoPath, Visibility};

use super::{Claim, ClaimNumber, Claims, Match};
use crate::World;

/// What an item is to a claim that can mean it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    Named,
    /// It is in what is named so, and not in the signature of that.
    Member,
    /// The same, of which its source says itself how far to count on it.
    Marked,
    /// It is named so, and users cannot mean it. What stands under this name may be of this one.
    Private,
}

impl Role {
    pub(super) const ALL: [Self; 4] = [Self::Named, Self::Member, Self::Marked, Self::Private];
}

/// The name of the type or namespace that an item is a member of, and what that makes it. What a trait demands, no `impl` of it
/// can change.
pub(super) fn owner<'a>(items: &[Item<'a>], item: &Item<'a>) -> Option<(&'a str, Role)> {
    let around = items.get(item.parent? as usize)?;
    let holds = match around.kind {
        ItemKind::Impl => around.visibility != Visibility::Public,
        kind => kind == ItemKind::Namespace,
    };
    let is_marked = [item, around].iter().any(|it| {
        let marks = it.marks;
        marks.is_hidden || marks.is_deprecated || marks.is_experimental
    });
    holds.then(|| (around.name(), if is_marked { Role::Marked } else { Role::Member }))
}

/// Whether an `impl` of a trait gives a type the item.
pub(super) fn is_of_trait(facts: &FileFacts, item: ItemNumber) -> bool {
    let around = facts.item(item).and_then(|it| facts.item(it.parent?));
    around.is_some_and(|it| it.kind == ItemKind::Impl && it.visibility == Visibility::Public)
}

/// Whether the signature of what an item stands in tells of it.
pub(super) fn is_part(facts: &FileFacts, item: ItemNumber) -> bool {
    use ItemKind::{Impl, Module, Namespace};
    let around = facts.item(item).and_then(|it| facts.item(it.parent?));
    around.is_some_and(|it| !matches!(it.kind, Impl | Module | Namespace))
}

impl Claims {
    /// The claim of a contract on the type that an item is plainly a member of: on its name before its level.
    pub(crate) fn of_owner(
        &self,
        world: &World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> Option<&Claim> {
        let claims = self.of_owners(world, path, item).filter(|it| it.is_public_only);
        claims.min_by_key(|it| (it.is_of_level(), *it))
    }

    /// The claims of decisions on that type.
    pub(crate) fn of_owner_by_decisions(
        &self,
        world: &World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> impl Iterator<Item = &Claim> {
        self.of_owners(world, path, item).filter(|it| !it.is_public_only)
    }

    fn of_owners(
        &self,
        world: &World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> impl Iterator<Item = &Claim> {
        let of_item = self.members(path).filter(move |it| it.item == item);
        let plain = of_item.filter(|it| self.owner_of(world, it.claim).holds(world, it));
        plain.filter_map(|it| self.list.get(&it.claim).map(AsRef::as_ref))
    }

    /// The numbers of the items of `path` that are plainly members of what a contract names.
    pub(crate) fn members_of(&self, world: &World, path: &RepoPath) -> Vec<ItemNumber> {
        let mut owners: BTreeMap<ClaimNumber, Owner> = BTreeMap::new();
        let members = self.members(path).filter(|it| {
            owners
                .entry(it.claim)
                .or_insert_with(|| self.owner_of(world, it.claim))
                .holds(world, it)
        });
        members.map(|it| it.item).collect()
    }

    /// The members that the entry of a contract plainly promises with what it names.
    pub(crate) fn promised_with(
        &self,
        world: &World,
        by: &RepoPath,
        entry: usize,
    ) -> Vec<(RepoPath, ItemNumber)> {
        let Some(claim) = self.by_entry.get(&(by.clone(), entry)) else { return Vec::new() };
        let owner = self.owner_of(world, *claim);
        let members = self.in_role(*claim, Role::Member).filter(|it| owner.holds(world, it));
        members.map(|it| (it.path.clone(), it.item)).collect()
    }

    fn members(&self, path: &RepoPath) -> impl Iterator<Item = &Match> {
        let matches = self.by_file.get(path).map(AsRef::as_ref).unwrap_or_default();
        matches.iter().filter(|it| it.role == Role::Member)
    }

    pub(super) fn owner_of(&self, world: &World, claim: ClaimNumber) -> Owner {
        let is_owner = |it: &&Match| {
            let facts = world.facts(&it.path);
            facts.is_some_and(|facts| is_type(facts, it.item))
        };
        let is_of_level = self.list.get(&claim).is_some_and(|it| it.is_of_level());
        let named: Vec<&Match> = self.matches_of(claim).filter(is_owner).collect();
        let plain = named.iter().filter(|it| self.is_plain(world, it));
        if is_of_level {
            let types = plain.filter_map(|it| {
                let facts = world.facts(&it.path)?;
                Some((it.meaning.clone(), facts.item(it.item)?.name().to_owned()))
            });
            return Owner::OfLevel(types.collect());
        }
        let meanings: BTreeSet<Arc<str>> = plain.map(|it| it.meaning.clone()).collect();
        let is_only = named.iter().all(|it| meanings.contains(&it.meaning))
            && meanings.len() == 1
            && !self.in_role(claim, Role::Private).any(|it| is_owner(&it));
        Owner::Named { meanings, is_only }
    }
}

/// What a claim plainly means that has members.
pub(super) enum Owner {
    Named {
        meanings: BTreeSet<Arc<str>>,
        /// Whether its boundary has no other type of this name, private ones included.
        is_only: bool,
    },
    /// The types of a level, each with what the level is called.
    OfLevel(BTreeSet<(Arc<str>, String)>),
}

impl Owner {
    /// A member stands in the module of its type, or in another where that is the only one of its name.
    /// Source: The Rust Reference, "Implementations": an inherent one stands in the crate of its type.
    pub(super) fn holds(&self, world: &World, member: &Match) -> bool {
        match self {
            Self::Named { meanings, is_only } => *is_only || meanings.contains(&member.meaning),
            Self::OfLevel(types) => {
                let around = world.facts(&member.path).and_then(|facts| {
                    let around = facts.item(facts.item(member.item)?.parent?)?;
                    Some((member.meaning.clone(), around.name().to_owned()))
                });
                around.is_some_and(|it| types.contains(&it))
            }
        }
    }
}

/// Whether an item is a type of its own: what an `impl` or a trait says of a type is none.
fn is_type(facts: &FileFacts, item: ItemNumber) -> bool {
    use ItemKind::{Class, Enum, Impl, Interface, Namespace, Struct, Trait, TypeAlias, Union};
    let Some(item) = facts.item(item) else { return false };
    let around = item.parent.and_then(|it| facts.item(it));
    matches!(item.kind, Class | Enum | Interface | Namespace | Struct | Trait | TypeAlias | Union)
        && !around.is_some_and(|it| matches!(it.kind, Impl | Trait))
}
