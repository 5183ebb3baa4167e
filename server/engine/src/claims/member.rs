//! Members of a type that a contract names: what it promises of the type, it promises of them.
//!
//! A `struct` and a `class` have their fields, variants and methods in their own signature. What an `impl` gives a type, and what
//! a namespace holds, stands outside of it, in whatever file.

use boundstone_model::{FileFacts, Item, ItemKind, ItemNumber, RepoPath, Visibility};

use super::{Claim, Claims, Match};

/// What an item is to a claim that can mean it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    Named,
    /// It is in what is named so, and not in the signature of that.
    Member,
    /// It is named so, and users cannot mean it. What stands under this name may be of this one.
    Private,
}

impl Role {
    pub(super) const ALL: [Self; 3] = [Self::Named, Self::Member, Self::Private];
}

/// The name of the type or namespace that an item is a member of. What a trait demands, no `impl` of it can change; what the
/// source marks has a stability of its own.
pub(super) fn owner<'a>(items: &[Item<'a>], item: &Item<'a>) -> Option<&'a str> {
    let around = items.get(item.parent? as usize)?;
    let holds = match around.kind {
        ItemKind::Impl => around.visibility != Visibility::Public,
        kind => kind == ItemKind::Namespace,
    };
    let is_marked = [item, around].iter().any(|it| {
        let marks = it.marks;
        marks.is_hidden || marks.is_deprecated || marks.is_experimental
    });
    (holds && !is_marked).then(|| around.name())
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
    /// The claim of a contract on the type that an item is plainly a member of.
    pub(crate) fn of_owner(&self, path: &RepoPath, item: ItemNumber) -> Option<&Claim> {
        let of_item = self.members(path).filter(|it| it.item == item && self.is_plain_member(it));
        of_item.filter_map(|it| self.list.get(&it.claim).map(AsRef::as_ref)).min()
    }

    /// The numbers of the items of `path` that are plainly members of what a contract names.
    pub(crate) fn members_of(&self, path: &RepoPath) -> Vec<ItemNumber> {
        let members = self.members(path).filter(|it| self.is_plain_member(it));
        members.map(|it| it.item).collect()
    }

    fn members(&self, path: &RepoPath) -> impl Iterator<Item = &Match> {
        let matches = self.by_file.get(path).map(AsRef::as_ref).unwrap_or_default();
        matches.iter().filter(|it| it.role == Role::Member)
    }

    /// One that stands in the module of its type, or in another where the boundary has one type of this name, private ones
    /// included. Source: The Rust Reference, "Implementations": an inherent one stands in the crate of its type.
    fn is_plain_member(&self, member: &Match) -> bool {
        let mut named = self.matches_of(member.claim).filter(|it| self.is_plain(it)).peekable();
        let Some(first) = named.peek().map(|it| it.meaning.clone()) else { return false };
        let is_other = |it: &Match| it.meaning != first;
        named.any(|it| it.meaning == member.meaning)
            || (self.in_role(member.claim, Role::Private).next().is_none()
                && !self.matches_of(member.claim).any(is_other))
    }
}
