//! Which items the contracts and decisions name: each `[interface]` key and each governed symbol,
//! matched with the items that it can mean.
//!
//! What it is not: name resolution. Without following re-exports, a key names an item only where that
//! is plain to see: it is the item's path by the layout of the files, or the only item of the boundary
//! whose path ends so.

use std::sync::Arc;

use boundstone_model::{
    FileFacts, GovernsTarget, Item, ItemNumber, Language, RepoPath, Visibility, names_to,
};
use imbl::{OrdMap, OrdSet};
use rustc_hash::FxHashMap;

use crate::World;
use crate::boundaries::BoundaryMap;
use crate::change::Record;

/// A name of an item, in a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Claim {
    /// The record that says it.
    pub(crate) by: RepoPath,
    /// The position of the entry there: in `[interface]`, or in `governs`.
    pub(crate) entry: usize,
    scope: Scope,
    /// The parts of the path; the last may be `*`.
    segments: Vec<String>,
    /// Contracts speak of public items only.
    is_public_only: bool,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Scope {
    /// The files of the boundary in this folder.
    Boundary(RepoPath),
    File(RepoPath),
}

/// The position of a claim in the list of all.
type ClaimNumber = u32;

/// One item that a claim can mean.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Match {
    claim: ClaimNumber,
    /// False: the claim is the item's path by the layout of the files. True: its path only ends so.
    is_loose: bool,
    /// What tells one meaning from another: the item's path, or its parent's for a `*`.
    meaning: Arc<str>,
    path: RepoPath,
    item: ItemNumber,
}

#[derive(Clone, Default, Debug)]
pub(crate) struct Claims {
    /// Those of contracts first.
    list: Arc<Vec<Claim>>,
    /// How many are of contracts.
    of_contracts: usize,
    /// Claims by the last part of their path; those on `*` under `*`.
    by_name: Arc<FxHashMap<String, Vec<ClaimNumber>>>,
    by_claim: OrdSet<Match>,
    by_file: OrdMap<RepoPath, Arc<[Match]>>,
}

impl Claims {
    /// The claims of `world`. What `before` knows is kept when the same names stand in the same
    /// boundaries; then only the `touched` files are looked at.
    pub(crate) fn next(
        before: &Self,
        world: &World,
        touched: &[RepoPath],
        same_boundaries: bool,
    ) -> Self {
        let of_decisions = of_decisions(world);
        let (of_contracts, decided) =
            before.list.split_at_checked(before.of_contracts).unwrap_or_default();
        if same_boundaries && *decided == of_decisions {
            return before.after_edits(world, touched);
        }
        // Where no contract changed, none of its claims did.
        let mut list = if same_boundaries { of_contracts.to_vec() } else { of_contracts_in(world) };
        let of_contracts = list.len();
        list.extend(of_decisions);
        let mut by_name: FxHashMap<String, Vec<ClaimNumber>> = FxHashMap::default();
        for (number, claim) in list.iter().enumerate() {
            let last = claim.segments.last().cloned().unwrap_or_default();
            by_name.entry(last).or_default().push(number as ClaimNumber);
        }
        let mut scopes: Vec<RepoPath> =
            list.iter().map(|claim| claim.scope.top().clone()).collect();
        scopes.sort();
        scopes.dedup();
        let mut claims = Self {
            list: Arc::new(list),
            of_contracts,
            by_name: Arc::new(by_name),
            ..Self::default()
        };
        let mut done: Option<RepoPath> = None;
        for scope in scopes {
            // Sorted by path, so that what lies below a scope that was looked through comes after it.
            if done.as_ref().is_some_and(|done| scope.starts_with(done)) {
                continue;
            }
            for (path, input) in world.files_below(&scope) {
                claims.update(path, input.source.as_deref(), &world.boundaries);
            }
            done = Some(scope);
        }
        claims
    }

    /// The same claims, when only items of the `touched` files differ.
    pub(crate) fn after_edits(&self, world: &World, touched: &[RepoPath]) -> Self {
        let mut claims = self.clone();
        for path in touched {
            claims.update(path, world.facts(path), &world.boundaries);
        }
        claims
    }

    /// The claims that plainly mean this item.
    pub(crate) fn of_item(&self, path: &RepoPath, item: ItemNumber) -> Vec<&Claim> {
        let matches = self.by_file.get(path).map(Arc::as_ref).unwrap_or_default();
        matches
            .iter()
            .filter(|it| it.item == item && self.is_plain(it))
            .filter_map(|it| self.list.get(it.claim as usize))
            .collect()
    }

    /// The numbers of the items of `path` that some claim plainly means.
    pub(crate) fn items_of(&self, path: &RepoPath) -> Vec<ItemNumber> {
        let matches = self.by_file.get(path).map(Arc::as_ref).unwrap_or_default();
        let mut items: Vec<_> =
            matches.iter().filter(|it| self.is_plain(it)).map(|it| it.item).collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    /// The items that the entry of a record plainly means.
    pub(crate) fn meant(&self, by: &RepoPath, entry: usize) -> Vec<(RepoPath, ItemNumber)> {
        let claim = self.list.iter().position(|claim| claim.by == *by && claim.entry == entry);
        let Some(claim) = claim else { return Vec::new() };
        self.matches_of(claim as ClaimNumber)
            .filter(|it| self.is_plain(it))
            .map(|it| (it.path.clone(), it.item))
            .collect()
    }

    /// Whether anything at all could be meant by the entry.
    pub(crate) fn has_match(&self, by: &RepoPath, entry: usize) -> bool {
        let claim = self.list.iter().position(|claim| claim.by == *by && claim.entry == entry);
        claim.is_some_and(|claim| self.matches_of(claim as ClaimNumber).next().is_some())
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
        let last = claim.segments.last().cloned().unwrap_or_default();
        let alone = Self {
            list: Arc::new(vec![claim]),
            by_name: Arc::new(std::iter::once((last, vec![0])).collect()),
            ..Self::default()
        };
        let matches = alone.matches_in(path, facts, &world.boundaries);
        matches.iter().any(|it| it.item == item && !it.is_loose)
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.list == other.list && self.by_claim == other.by_claim && self.by_file == other.by_file
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
            self.by_file.insert(path.clone(), matches.into());
        }
    }

    fn matches_in(
        &self,
        path: &RepoPath,
        facts: &FileFacts,
        boundaries: &BoundaryMap,
    ) -> Vec<Match> {
        let boundary = boundaries.at(path).map(|boundary| &boundary.path);
        let module = boundary.and_then(|folder| module_path(path, folder, facts.language));
        let mut matches = Vec::new();
        let items: Vec<Item<'_>> = facts.items().collect();
        for (number, item) in (0..).zip(&items).filter(|(_, it)| it.kind.is_symbol()) {
            let named = [item.name(), "*"].into_iter().filter_map(|name| self.by_name.get(name));
            for &claim_number in named.flatten() {
                let Some(claim) = self.list.get(claim_number as usize) else { continue };
                let is_in_scope = match &claim.scope {
                    Scope::File(file) => file == path,
                    Scope::Boundary(folder) => boundary == Some(folder),
                };
                let is_visible = !claim.is_public_only || item.visibility == Visibility::Public;
                if !is_in_scope || !is_visible {
                    continue;
                }
                let layout = match (&claim.scope, &module) {
                    (Scope::File(_), _) => Vec::new(),
                    (Scope::Boundary(_), Some(module)) => module.clone(),
                    // Outside the package's sources there is nothing that a consumer could name.
                    (Scope::Boundary(_), None) => continue,
                };
                if let Some((is_loose, meaning)) =
                    claim.reads(&layout, facts.language, &items, number)
                {
                    let path = path.clone();
                    matches.push(Match {
                        claim: claim_number,
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

    fn matches_of(&self, claim: ClaimNumber) -> impl Iterator<Item = &Match> {
        let first = Match {
            claim,
            is_loose: false,
            meaning: Arc::from(""),
            path: RepoPath::root(),
            item: 0,
        };
        self.by_claim.range(first..).take_while(move |it| it.claim == claim)
    }

    /// An exact reading is plain; a loose one when no exact one exists and all loose ones mean the
    /// same.
    fn is_plain(&self, candidate: &Match) -> bool {
        if !candidate.is_loose {
            return true;
        }
        self.matches_of(candidate.claim)
            .all(|other| other.is_loose && other.meaning == candidate.meaning)
    }
}

impl Scope {
    fn top(&self) -> &RepoPath {
        match self {
            Self::Boundary(path) | Self::File(path) => path,
        }
    }
}

impl Claim {
    /// Whether the claim can mean the item, loosely or not, and under what meaning.
    fn reads(
        &self,
        module: &[&str],
        language: Language,
        items: &[Item<'_>],
        item: ItemNumber,
    ) -> Option<(bool, Arc<str>)> {
        let mut path = [module, names_to(items, item).as_slice()].concat();
        let is_star = self.segments.last().is_some_and(|last| last == "*");
        let wanted = if is_star { self.segments.split_last()?.1 } else { &self.segments };
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        if is_star {
            path.pop();
        }
        let is_loose = path != wanted;
        // A bare `*` is the top level alone; as an ending it would be everything.
        if is_loose && (wanted.is_empty() || !path.ends_with(&wanted)) {
            return None;
        }
        Some((is_loose, Arc::from(path.join(language.separator()))))
    }
}

/// The module that a file is by the layout of its package: `["a", "b"]` for `src/a/b.rs`. For
/// TypeScript always the top, because exports do not follow folders. `None` for a Rust file that is no
/// module of the library.
/// Source: The Cargo Book, "Package Layout"; The Rust Reference, "Module source filenames".
pub(crate) fn module_path<'p>(
    path: &'p RepoPath,
    folder: &RepoPath,
    language: Language,
) -> Option<Vec<&'p str>> {
    if language != Language::Rust {
        return Some(Vec::new());
    }
    let inside = path.strip_prefix(folder)?.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut segments: Vec<&str> = inside.split('/').collect();
    match segments.as_slice() {
        ["bin", ..] => return None,
        ["lib" | "main"] => return Some(Vec::new()),
        _ => {}
    }
    if segments.last() == Some(&"mod") {
        segments.pop();
    }
    Some(segments)
}

/// Every name of an item in every contract, sorted.
fn of_contracts_in(world: &World) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (path, record) in world.records() {
        if let Record::Contract(contract) = record {
            let folder = path.parent().unwrap_or_else(RepoPath::root);
            let entries = contract.interface.iter().flatten().enumerate();
            claims.extend(entries.map(|(entry, it)| Claim {
                by: path.clone(),
                entry,
                scope: Scope::Boundary(folder.clone()),
                segments: segments_of(&it.key.value),
                is_public_only: true,
            }));
        }
    }
    claims.sort();
    claims
}

/// Every name of an item in every decision, sorted.
fn of_decisions(world: &World) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (_, record) in world.decisions.iter() {
        for (entry, it) in record.file.governs.iter().enumerate() {
            claims.extend(of_entry(world, &record.path, entry, &it.target));
        }
    }
    claims.sort();
    claims
}

/// What an entry of `governs` claims, where it names a symbol.
fn of_entry(world: &World, by: &RepoPath, entry: usize, target: &GovernsTarget) -> Option<Claim> {
    let GovernsTarget::Symbol { container, path } = target else { return None };
    let boundary = world.boundaries.by_name(container);
    let scope = boundary.map(|boundary| Scope::Boundary(boundary.path.clone()));
    let scope = scope.or_else(|| RepoPath::new(container).map(Scope::File))?;
    let segments = segments_of(path);
    Some(Claim { by: by.clone(), entry, scope, segments, is_public_only: false })
}

/// The parts of a symbol's path in either language's spelling.
pub(crate) fn segments_of(path: &str) -> Vec<String> {
    let parts = path.split("::").flat_map(|part| part.split('.'));
    parts.map(|part| part.strip_prefix("r#").unwrap_or(part).trim().to_owned()).collect()
}
