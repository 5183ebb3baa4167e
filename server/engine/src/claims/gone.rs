//! What a contract keeps without naming it, and that is there no more.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{FileFacts, ItemNumber, RepoPath};
use rustc_hash::FxHashMap;

use super::member::{Role, is_of_trait, is_part};
use super::{Claim, ClaimNumber, Claims, Match};
use crate::World;

/// A member of a level or a type that a contract or a decision keeps, which is there no more.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Gone {
    pub(crate) record: RepoPath,
    /// The position of the entry there.
    pub(crate) entry: usize,
    /// What it was a member of, as the contract calls that.
    pub(crate) level: String,
    pub(crate) name: String,
    /// Whether the signature of what it was a member of told of it.
    pub(crate) is_part: bool,
}

impl Gone {
    /// The name of what it was a member of; empty for the top.
    pub(crate) fn level_name(&self) -> &str {
        self.level.rsplit([':', '.']).next().unwrap_or_default()
    }
}

impl Claims {
    /// The members of a level or a type that a contract keeps, in a file that was `before`, and that no item bears the name of now.
    pub(crate) fn gone(&self, world: &World, path: &RepoPath, before: &FileFacts) -> Vec<Gone> {
        let matches = self.matches_in(path, before, &world.boundaries);
        // What has a key of its own is missed at that.
        let with_key = matches.iter().filter(|it| {
            let claim = self.list.get(&it.claim);
            it.role == Role::Named && claim.is_some_and(|it| it.is_public_only && !it.is_of_level())
        });
        let with_key: BTreeSet<ItemNumber> = with_key.map(|it| it.item).collect();
        // And what is promised with a type that has one, with that.
        let with_type = matches.iter().filter(|it| {
            let claim = self.list.get(&it.claim);
            let is_of_type = claim.is_some_and(|it| it.is_public_only && !it.is_of_level());
            it.role != Role::Named && is_of_type
        });
        let with_type: BTreeSet<ItemNumber> = with_type.map(|it| it.item).collect();
        let is_kept = |it: &&Match| {
            let is_of_level = self.list.get(&it.claim).is_some_and(|it| it.is_of_level());
            !(with_key.contains(&it.item) || is_of_level && with_type.contains(&it.item))
        };
        let kept = matches.iter().filter(is_kept);
        let mut borne = Borne::default();
        let mut gone: Vec<Gone> =
            kept.filter_map(|it| self.gone_one(world, before, it, &mut borne)).collect();
        gone.sort();
        gone.dedup();
        gone
    }

    fn gone_one<'w>(
        &self,
        world: &'w World,
        before: &FileFacts,
        it: &Match,
        borne: &mut Borne<'w>,
    ) -> Option<Gone> {
        let claim = self.list.get(&it.claim)?;
        let is_kept = match it.role {
            Role::Named => claim.is_of_level(),
            Role::Member => true,
            Role::Marked | Role::Private => false,
        };
        // A derive may give what an `impl` of a trait gave.
        if !is_kept || is_of_trait(before, it.item) {
            return None;
        }
        let name = before.item(it.item)?.name();
        // Of a type that its level alone promises.
        let of_type = (it.role == Role::Member && claim.is_of_level()).then(|| around(before, it));
        let is_alike = |now: &Match| {
            now.meaning == it.meaning
                && self.is_plain(world, now)
                && of_type.is_none_or(|of| {
                    let item = world.facts(&now.path).and_then(|facts| facts.item(now.item));
                    item.is_some_and(|item| Some(item.name()) == of)
                })
        };
        // Of a level or a type that is gone as a whole nothing is known here. An `impl` may stand in any file.
        let is_of_type = it.role == Role::Member && !claim.is_of_level();
        let has_owner = is_of_type && self.owner_of(world, it.claim).holds(world, it);
        if !has_owner && !self.matches_of(it.claim).any(is_alike) {
            return None;
        }
        // In whatever file: it may have moved. And one that is on its way out is there.
        let is_there = [it.role, Role::Marked].into_iter().any(|role| {
            let names =
                borne.entry((it.claim, role)).or_insert_with(|| self.borne(world, it.claim, role));
            names.get(name).is_some_and(|around| of_type.is_none_or(|of| around.contains(&of)))
        });
        if is_there {
            return None;
        }
        let of_type = of_type.flatten().map(str::to_owned);
        let level: Vec<String> = level(claim).iter().cloned().chain(of_type).collect();
        Some(Gone {
            record: claim.by.clone(),
            entry: claim.entry,
            level: level.join(before.language.separator()),
            name: name.to_owned(),
            is_part: is_part(before, it.item),
        })
    }

    fn borne<'w>(
        &self,
        world: &'w World,
        claim: ClaimNumber,
        role: Role,
    ) -> FxHashMap<&'w str, Vec<Option<&'w str>>> {
        let mut borne: FxHashMap<&str, Vec<Option<&str>>> = FxHashMap::default();
        for now in self.in_role(claim, role) {
            let Some(facts) = world.facts(&now.path) else { continue };
            let Some(item) = facts.item(now.item) else { continue };
            borne.entry(item.name()).or_default().push(around(facts, now));
        }
        borne
    }
}

/// The names that items in a role of a claim bear, each with the names of what bears it stands in.
type Borne<'w> = BTreeMap<(ClaimNumber, Role), FxHashMap<&'w str, Vec<Option<&'w str>>>>;

/// The name of what an item stands in.
fn around<'f>(facts: &'f FileFacts, it: &Match) -> Option<&'f str> {
    Some(facts.item(facts.item(it.item)?.parent?)?.name())
}

fn level(claim: &Claim) -> &[String] {
    match claim.segments.as_slice() {
        [around @ .., last] if last == "*" => around,
        all => all,
    }
}
