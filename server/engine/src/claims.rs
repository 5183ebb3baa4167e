//! Which items the contracts and decisions name: each `[interface]` key and each governed symbol,
//! matched with the items that it can mean.
//!
//! A name means what it leads to for the users of its boundary, as far as that is known. Else names are matched without
//! following re-exports: a name means an item only where that is plain to see: it is the item's path by the layout of the
//! files, or the only item of the boundary whose path ends so.

mod claim;
mod followed;
mod gone;
mod member;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Bound;
use std::sync::Arc;

use boundstone_model::{FileFacts, GovernsTarget, Item, ItemNumber, RepoPath};
use imbl::shared_ptr::DefaultSharedPtr;
use imbl::{OrdMap, OrdSet};
use rustc_hash::FxBuildHasher;

use crate::World;
use crate::boundaries::BoundaryMap;

pub(crate) use claim::{Claim, module_path, segments_of};
use claim::{Scope, of_contract_key, of_contracts_in, of_decision_at, of_decisions_in, of_entry};
pub(crate) use gone::Gone;
use member::Role;

/// Stands for a claim as long as the claim stands.
type ClaimNumber = u32;

/// One item that a claim can mean.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Match {
    claim: ClaimNumber,
    role: Role,
    /// False: the claim is the item's path by the layout of the files. True: its path only ends so.
    is_loose: bool,
    /// What tells one meaning from another: the item's path, or its parent's for a `*` and of a member.
    meaning: Arc<str>,
    path: RepoPath,
    item: ItemNumber,
}

/// Cheap to clone: it shares what a change leaves as it is.
#[derive(Clone, Default, Debug)]
pub(crate) struct Claims {
    list: OrdMap<ClaimNumber, Arc<Claim>>,
    by_entry: OrdMap<(RepoPath, usize), ClaimNumber>,
    /// Claims by the last part of their path; those on `*` under `*`.
    by_name: ByName,
    by_claim: OrdSet<Match>,
    by_file: OrdMap<RepoPath, Arc<[Match]>>,
}

type ByName = imbl::GenericHashMap<String, Vec<ClaimNumber>, FxBuildHasher, DefaultSharedPtr>;

impl Claims {
    /// The claims of `world`.
    pub(crate) fn new(world: &World) -> Self {
        let mut claims = Self::default();
        let mut all = of_contracts_in(world);
        all.extend(of_decisions_in(world));
        claims.add(all, world);
        claims
    }

    /// The claims of `world`, when its contracts claim what they did, only items of the `touched` files differ, and
    /// only these `records` of decisions; any where it is `None`.
    pub(crate) fn after(
        &self,
        world: &World,
        touched: &[RepoPath],
        records: Option<&[RepoPath]>,
    ) -> Self {
        let mut claims = self.clone();
        for path in touched {
            claims.update(path, world.facts(path), &world.boundaries);
        }
        let (before, now): (Vec<Claim>, Vec<Claim>) = match records {
            Some(records) => {
                let before = records.iter().flat_map(|path| self.by(path).cloned()).collect();
                (before, records.iter().flat_map(|path| of_decision_at(world, path)).collect())
            }
            None => {
                let of_decisions = self.list.values().filter(|claim| !claim.is_public_only);
                (of_decisions.map(|claim| (**claim).clone()).collect(), of_decisions_in(world))
            }
        };
        let (before, now) = (BTreeSet::from_iter(before), BTreeSet::from_iter(now));
        let gone = before.difference(&now).cloned().collect();
        let new = now.difference(&before).cloned().collect();
        let (moved, gone, new) = moved(gone, new);
        // Those that go are taken out before others come to stand at their entries.
        gone.iter().for_each(|claim| claims.remove(claim));
        claims.renumber(moved);
        claims.add(new, world);
        claims
    }

    /// Takes claims from the entry where they stood to that where they stand.
    fn renumber(&mut self, moved: Vec<(Claim, Claim)>) {
        let numbered = |(before, now): (Claim, Claim)| {
            Some((self.by_entry.remove(&(before.by, before.entry))?, now))
        };
        // All of them first: one may come to stand where another stood.
        let numbered: Vec<_> = moved.into_iter().filter_map(numbered).collect();
        for (number, claim) in numbered {
            self.by_entry.insert((claim.by.clone(), claim.entry), number);
            self.list.insert(number, Arc::new(claim));
        }
    }

    /// Those of one record.
    fn by(&self, path: &RepoPath) -> impl Iterator<Item = &Claim> {
        let of_it = self.by_entry.range((path.clone(), 0)..=(path.clone(), usize::MAX));
        of_it.filter_map(|(_, number)| self.list.get(number).map(Arc::as_ref))
    }

    fn remove(&mut self, claim: &Claim) {
        let Some(number) = self.by_entry.remove(&(claim.by.clone(), claim.entry)) else { return };
        self.list.remove(&number);
        if let Some(named) = self.by_name.get_mut(claim.name()) {
            named.retain(|other| *other != number);
            if named.is_empty() {
                self.by_name.remove(claim.name());
            }
        }
        let in_role = |role: Role| self.in_role(number, role).cloned();
        let gone: Vec<Match> = Role::ALL.into_iter().flat_map(in_role).collect();
        for gone in gone {
            if let Some(of_file) = self.by_file.get(&gone.path) {
                let others = of_file.iter().filter(|other| other.claim != number);
                let others: Arc<[Match]> = others.cloned().collect();
                self.set(&gone.path, others);
            }
            self.by_claim.remove(&gone);
        }
    }

    /// Adds claims that are not there, and looks through their scopes for what they can mean.
    fn add(&mut self, new: Vec<Claim>, world: &World) {
        let mut added = Self::default();
        let first = self.list.get_max().map_or(0, |(number, _)| number + 1);
        for (number, claim) in (first..).zip(new) {
            added.list.insert(number, Arc::new(claim));
        }
        for (number, claim) in &added.list {
            self.list.insert(*number, Arc::clone(claim));
            self.by_entry.insert((claim.by.clone(), claim.entry), *number);
            for names in [&mut self.by_name, &mut added.by_name] {
                names.entry(claim.name().to_owned()).or_default().push(*number);
            }
        }
        let mut scopes: Vec<&RepoPath> = added.list.values().map(|it| it.scope.top()).collect();
        scopes.sort();
        scopes.dedup();
        let mut done: Option<&RepoPath> = None;
        for scope in scopes {
            // Sorted by path, so that what lies below a scope that was looked through comes after it.
            if done.is_some_and(|done| scope.starts_with(done)) {
                continue;
            }
            for (path, input) in world.files_below(scope) {
                let Some(facts) = input.source.as_deref() else { continue };
                let found = added.matches_in(path, facts, &world.boundaries);
                if !found.is_empty() {
                    let known = self.by_file.get(path).map(Arc::as_ref).unwrap_or_default();
                    let mut all: Vec<Match> = known.iter().chain(&found).cloned().collect();
                    all.sort();
                    self.set(path, all.into());
                    self.by_claim.extend(found);
                }
            }
            done = Some(scope);
        }
    }

    fn set(&mut self, path: &RepoPath, matches: Arc<[Match]>) {
        match matches.is_empty() {
            true => self.by_file.remove(path),
            false => self.by_file.insert(path.clone(), matches),
        };
    }

    /// The claims that plainly mean this item, those of contracts first.
    pub(crate) fn of_item(&self, world: &World, path: &RepoPath, item: ItemNumber) -> Vec<&Claim> {
        let matches = self.by_file.get(path).map(Arc::as_ref).unwrap_or_default();
        let mut claims: Vec<&Claim> = matches
            .iter()
            .filter(|it| it.role == Role::Named && it.item == item && self.is_plain(world, it))
            .filter_map(|it| self.list.get(&it.claim).map(Arc::as_ref))
            .collect();
        claims.extend(self.leading_to(world, path, item));
        claims.sort_by_key(|claim| (!claim.is_public_only, *claim));
        claims.dedup();
        claims
    }

    /// The numbers of the items of `path` that some claim plainly means.
    pub(crate) fn items_of(&self, world: &World, path: &RepoPath) -> Vec<ItemNumber> {
        let matches = self.by_file.get(path).map(Arc::as_ref).unwrap_or_default();
        let named = matches.iter().filter(|it| it.role == Role::Named && self.is_plain(world, it));
        let mut items: Vec<_> = named.map(|it| it.item).collect();
        items.extend(Self::items_led_to(world, path));
        items.sort_unstable();
        items.dedup();
        items
    }

    /// The items that the entry of a record plainly means.
    pub(crate) fn meant(
        &self,
        world: &World,
        by: &RepoPath,
        entry: usize,
    ) -> Vec<(RepoPath, ItemNumber)> {
        let Some(claim) = self.by_entry.get(&(by.clone(), entry)) else { return Vec::new() };
        let plain = self.matches_of(*claim).filter(|it| self.is_plain(world, it));
        let mut items: Vec<_> = plain.map(|it| (it.path.clone(), it.item)).collect();
        items.extend(self.led_to(world, by, entry));
        items.sort();
        items.dedup();
        items
    }

    /// Whether anything at all could be meant by the entry.
    pub(crate) fn has_match(&self, by: &RepoPath, entry: usize) -> bool {
        let claim = self.by_entry.get(&(by.clone(), entry));
        claim.is_some_and(|claim| self.matches_of(*claim).next().is_some())
    }

    /// The items of the file at `path` that the entry of a record could mean, were its text that of `facts`; `with_members` of what
    /// it names, too.
    pub(crate) fn would_mean_in(
        &self,
        world: &World,
        (by, entry): (&RepoPath, usize),
        (path, facts): (&RepoPath, &FileFacts),
        with_members: bool,
    ) -> Vec<ItemNumber> {
        let Some(claim) = self.by_entry.get(&(by.clone(), entry)) else { return Vec::new() };
        let Some(name) = self.list.get(claim).map(|it| it.name()) else { return Vec::new() };
        let only = |called: &str| if called == name { std::slice::from_ref(claim) } else { &[] };
        let matches = self.matches_among(&only, (path, facts), &world.boundaries).into_iter();
        let is_meant = |it: &Match| match it.role {
            Role::Named => true,
            Role::Member => with_members,
            Role::Marked | Role::Private => false,
        };
        matches.filter(is_meant).map(|it| it.item).collect()
    }

    /// The decisions that govern an item of the file at `path`, or of its boundary.
    pub(crate) fn records_that_may_name(&self, world: &World, path: &RepoPath) -> Vec<RepoPath> {
        let boundary = world.boundaries.at(path).map(|boundary| &boundary.path);
        let may_name = |claim: &&Arc<Claim>| match &claim.scope {
            _ if claim.is_public_only => false,
            Scope::File(file) => file == path,
            Scope::Boundary(folder) => boundary == Some(folder),
        };
        self.list.values().filter(may_name).map(|claim| claim.by.clone()).collect()
    }

    /// What a key would claim alone in the contract at `by`, as its first entry.
    pub(crate) fn of_key(world: &World, by: &RepoPath, key: &str) -> Self {
        let mut alone = Self::default();
        alone.add(vec![of_contract_key(by, 0, key)], world);
        alone
    }

    /// The files below `folder` with items that somebody names, and the contracts there.
    pub(crate) fn files_that_promise(&self, folder: &RepoPath) -> Vec<RepoPath> {
        let from = (Bound::Included(folder.clone()), Bound::Unbounded);
        let files = self.by_file.range(from).map(|(path, _)| path);
        let files = files.take_while(|path| path.starts_with(folder));
        let contracts = self.list.values().filter(|it| it.is_public_only).map(|it| &it.by);
        files.chain(contracts.filter(|path| path.starts_with(folder))).cloned().collect()
    }

    /// Whether `target`, were it written in a record, would be the item's path by the layout of the files.
    pub(crate) fn would_mean(
        world: &World,
        target: &GovernsTarget,
        path: &RepoPath,
        item: ItemNumber,
    ) -> bool {
        let claim = of_entry(world, path, 0, target);
        let Some((claim, facts)) = claim.zip(world.facts(path)) else { return false };
        let by_name = std::iter::once((claim.name().to_owned(), vec![0])).collect();
        let list = OrdMap::unit(0, Arc::new(claim));
        let alone = Self { list, by_name, ..Self::default() };
        let matches = alone.matches_in(path, facts, &world.boundaries);
        matches.iter().any(|it| it.item == item && !it.is_loose)
    }

    /// Whether the same is claimed and found, under whatever numbers.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let claims = |all: &Self| BTreeSet::from_iter(all.list.values().cloned());
        let found = |all: &Self| -> BTreeSet<_> {
            let of_file = all.by_file.values().flat_map(|matches| matches.iter().cloned());
            of_file.map(|it| (all.list.get(&it.claim).cloned(), Match { claim: 0, ..it })).collect()
        };
        let by_claim = |all: &Self| -> BTreeSet<_> {
            let found = all.by_claim.iter().cloned();
            found.map(|it| (all.list.get(&it.claim).cloned(), Match { claim: 0, ..it })).collect()
        };
        claims(self) == claims(other)
            && found(self) == found(other)
            && by_claim(self) == by_claim(other)
    }

    fn update(&mut self, path: &RepoPath, facts: Option<&FileFacts>, boundaries: &BoundaryMap) {
        if let Some(old) = self.by_file.remove(path) {
            for gone in old.iter() {
                self.by_claim.remove(gone);
            }
        }
        let Some(facts) = facts.filter(|_| !self.list.is_empty()) else { return };
        let matches = self.matches_in(path, facts, boundaries);
        if !matches.is_empty() {
            self.by_claim.extend(matches.iter().cloned());
            self.set(path, matches.into());
        }
    }

    fn matches_in(
        &self,
        path: &RepoPath,
        facts: &FileFacts,
        boundaries: &BoundaryMap,
    ) -> Vec<Match> {
        let called = |name: &str| self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        self.matches_among(&called, (path, facts), boundaries)
    }

    /// Those of the claims that `called` gives by the name that each ends with.
    fn matches_among<'c>(
        &'c self,
        called: &dyn Fn(&str) -> &'c [ClaimNumber],
        (path, facts): (&RepoPath, &FileFacts),
        boundaries: &BoundaryMap,
    ) -> Vec<Match> {
        let boundary = boundaries.at(path).map(|boundary| &boundary.path);
        let module = boundary.and_then(|folder| module_path(path, folder, facts.language));
        let mut matches = Vec::new();
        let items: Vec<Item<'_>> = facts.items().collect();
        for (number, item) in (0..).zip(&items).filter(|(_, it)| it.kind.is_symbol()) {
            let owner = member::owner(&items, item);
            let of_level = owner.map(|(_, role)| ("*", role));
            let names = [(item.name(), Role::Named), ("*", Role::Named)].into_iter();
            let names = names.chain(owner).chain(of_level);
            let named = names.map(|(name, role)| (called(name), role));
            let named = named.flat_map(|(claims, role)| claims.iter().map(move |it| (*it, role)));
            for (claim_number, role) in named {
                let Some(claim) = self.list.get(&claim_number) else { continue };
                let is_in_scope = match &claim.scope {
                    Scope::File(file) => file == path,
                    Scope::Boundary(folder) => boundary == Some(folder),
                };
                let Some(role) = claim.role(role, item).filter(|_| is_in_scope) else { continue };
                let layout = match (&claim.scope, &module) {
                    (Scope::File(_), _) => Vec::new(),
                    (Scope::Boundary(_), Some(module)) => module.clone(),
                    // Outside the package's sources there is nothing that a consumer could name.
                    (Scope::Boundary(_), None) => continue,
                };
                if let Some((is_loose, meaning)) =
                    claim.reads(role, (&layout, facts.language), &items, number)
                {
                    let path = path.clone();
                    matches.push(Match {
                        claim: claim_number,
                        role,
                        is_loose,
                        meaning,
                        path,
                        item: number,
                    });
                }
            }
        }
        matches.sort();
        matches
    }

    /// The items that a claim names.
    fn matches_of(&self, claim: ClaimNumber) -> impl Iterator<Item = &Match> {
        self.in_role(claim, Role::Named)
    }

    fn in_role(&self, claim: ClaimNumber, role: Role) -> impl Iterator<Item = &Match> {
        let (meaning, path) = (Arc::from(""), RepoPath::root());
        let first = Match { claim, role, is_loose: false, meaning, path, item: 0 };
        self.by_claim.range(first..).take_while(move |it| it.claim == claim && it.role == role)
    }

    /// Plain is what the name leads to. Where that is not known, an exact reading, or a loose one when no exact one exists and all
    /// loose ones mean the same.
    fn is_plain(&self, world: &World, candidate: &Match) -> bool {
        let is_alone = |it: &Match| it.is_loose && it.meaning == candidate.meaning;
        let by_words = || !candidate.is_loose || self.matches_of(candidate.claim).all(is_alone);
        match self.leads_to(world, candidate.claim, candidate) {
            Some(true) => true,
            // Of a level are also the members that an `impl` in another file brings.
            Some(false) => {
                self.list.get(&candidate.claim).is_some_and(|it| it.name() == "*") && by_words()
            }
            None => by_words(),
        }
    }
}

/// Takes out of what went and what came the claims that only stand at another entry of their record, each as it was and
/// as it is: what they can mean is known.
fn moved(gone: Vec<Claim>, new: Vec<Claim>) -> (Vec<(Claim, Claim)>, Vec<Claim>, Vec<Claim>) {
    let says = |claim: &Claim| (claim.by.clone(), claim.scope.clone(), claim.segments.clone());
    let mut left: BTreeMap<_, VecDeque<Claim>> = BTreeMap::new();
    for claim in gone {
        left.entry(says(&claim)).or_default().push_back(claim);
    }
    let (mut moved, mut came) = (Vec::new(), Vec::new());
    for claim in new {
        match left.get_mut(&says(&claim)).and_then(VecDeque::pop_front) {
            Some(before) => moved.push((before, claim)),
            None => came.push(claim),
        }
    }
    (moved, left.into_values().flatten().collect(), came)
}
