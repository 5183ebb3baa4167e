//! What the names in a `boundary.toml` mean.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    Boundary, ContractFile, ItemKind, ItemNumber, Place, RepoPath, Rule, Spanned, Visibility,
};
use boundstone_text::TextRange;

use super::crossings::item_at;
use super::named::items_named;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::crossings::Meant;
use crate::decisions::DecisionIndex;

/// What one name in a contract means.
pub(super) enum Named<'w> {
    Owner(Arc<str>),
    /// Those that bear the name; none where no record does.
    Decisions(Arc<str>, Vec<DecisionIndex>),
    Boundary(&'w Boundary),
    /// The layer, as the root file states it.
    Layer(&'w Spanned<Arc<str>>),
    Rule(Rule),
    File(RepoPath),
    /// A key of `[interface]`, by its number.
    Key(usize),
    /// Items that are named elsewhere than by a key.
    Items(Vec<(RepoPath, ItemNumber)>),
}

/// The name at `offset` of the contract at `path`, and what it means; `None` where it means nothing.
pub(super) fn named_at<'w>(
    world: &'w World,
    path: &RepoPath,
    offset: u32,
) -> Option<(TextRange, Named<'w>)> {
    let Some(Record::Contract(contract)) = world.record(path) else { return None };
    let here = Here { world, path, contract, offset };
    here.of_boundary().or_else(|| here.of_names()).or_else(|| here.of_symbols())
}

/// Every name of a decision in a contract.
pub(super) fn decision_names(contract: &ContractFile) -> impl Iterator<Item = &Spanned<Arc<str>>> {
    let of_entries = contract.interface.iter().flatten().flat_map(|entry| &entry.decisions);
    let of_uses = contract.uses.iter().flatten().filter_map(|used| used.deprecated.as_ref());
    contract.decisions.iter().chain(of_entries).chain(of_uses)
}

/// Every name of a boundary in a contract.
pub(super) fn boundary_names(contract: &ContractFile) -> impl Iterator<Item = &Spanned<Arc<str>>> {
    let uses = contract.uses.iter().flatten().map(|used| &used.name);
    uses.chain(contract.used_by.iter().flatten())
}

/// Every name of a file in a contract.
pub(super) fn file_names(contract: &ContractFile) -> impl Iterator<Item = &Spanned<Arc<str>>> {
    let accepted = contract.accepted.iter().filter_map(|entry| entry.in_path.as_ref());
    contract.entry.iter().flatten().chain(accepted)
}

/// The file that the contract at `path` calls so.
pub(super) fn file_named(world: &World, path: &RepoPath, name: &str) -> Option<RepoPath> {
    let file = path.parent().unwrap_or_else(RepoPath::root).join(name)?;
    world.file(&file).map(|_| file)
}

/// The items that a key of the contract at `path` means: found through re-exports, else by the layout of the files.
pub(super) fn items_of_key(
    world: &World,
    path: &RepoPath,
    number: usize,
) -> Vec<(RepoPath, ItemNumber)> {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let meant = world.promise(&folder).and_then(|promise| promise.keys.get(number));
    let meant = meant.map(Vec::as_slice).unwrap_or_default();
    let mut items: Vec<_> = meant.iter().flat_map(|it| items_of(world, it)).collect();
    if items.is_empty() {
        items = world.claims.meant(world, path, number);
    }
    items.sort();
    items.dedup();
    items
}

/// The keys that mean any of these items, in the contracts of their own boundaries; the exact ones first.
pub(super) fn keys_of_items(world: &World, items: &[(RepoPath, ItemNumber)]) -> Vec<Place> {
    let wanted: BTreeSet<&(RepoPath, ItemNumber)> = items.iter().collect();
    let around = items.iter().filter_map(|(path, _)| world.boundaries.at(path));
    let folders = around.filter(|it| it.is_declared).map(|it| &it.path);
    let mut keys = Vec::new();
    for folder in folders.collect::<BTreeSet<_>>() {
        let Some(toml) = folder.join(CONTRACT_FILE) else { continue };
        let Some(Record::Contract(contract)) = world.record(&toml) else { continue };
        for (number, entry) in contract.interface.iter().flatten().enumerate() {
            if items_of_key(world, &toml, number).iter().any(|item| wanted.contains(item)) {
                let place = Place { path: toml.clone(), range: entry.key.range };
                keys.push((entry.key.value.ends_with('*'), place));
            }
        }
    }
    keys.sort();
    keys.into_iter().map(|(_, place)| place).collect()
}

fn items_of(world: &World, meant: &Meant) -> Vec<(RepoPath, ItemNumber)> {
    let Some(path) = world.crossings.files.path(meant.file) else { return Vec::new() };
    let Some(facts) = world.facts(path) else { return Vec::new() };
    if !meant.is_level {
        let item = item_at(facts, &meant.path);
        return item.into_iter().map(|item| (path.clone(), item)).collect();
    }
    let separator = facts.language.separator();
    let is_in_level = |name: &str| {
        let rest = match meant.path.as_str() {
            "" => Some(name),
            level => name.strip_prefix(level).and_then(|rest| rest.strip_prefix(separator)),
        };
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(separator))
    };
    let is_shown = |item: &boundstone_model::Item<'_>| {
        let is_part = matches!(item.kind, ItemKind::Variant);
        item.kind.is_symbol() && (item.visibility == Visibility::Public || is_part)
    };
    let items = (0..).zip(facts.items()).filter(|(_, item)| is_shown(item));
    let items = items.filter(|(number, _)| is_in_level(&facts.path(*number)));
    items.map(|(number, _)| (path.clone(), number)).collect()
}

struct Here<'w, 'p> {
    world: &'w World,
    path: &'p RepoPath,
    contract: &'w ContractFile,
    offset: u32,
}

type Found<'w> = Option<(TextRange, Named<'w>)>;

impl<'w> Here<'w, '_> {
    fn at<'a>(
        &self,
        mut names: impl Iterator<Item = &'a Spanned<Arc<str>>>,
    ) -> Option<&'a Spanned<Arc<str>>> {
        names.find(|name| name.range.touches(self.offset))
    }

    /// What is said of the boundary itself.
    fn of_boundary(&self) -> Found<'w> {
        if let Some(owner) = self.at(self.contract.owners.iter().flatten()) {
            return Some((owner.range, Named::Owner(owner.value.clone())));
        }
        if let Some(name) = self.at(self.contract.name.iter()) {
            let folder = self.path.parent().unwrap_or_else(RepoPath::root);
            return Some((name.range, Named::Boundary(self.world.boundaries.in_folder(&folder)?)));
        }
        let layer = self.at(self.contract.layer.iter())?;
        let mut layers = self.world.config.layers.iter().flatten();
        let stated = layers.find(|it| it.value == layer.value)?;
        Some((layer.range, Named::Layer(stated)))
    }

    fn of_names(&self) -> Found<'w> {
        if let Some(name) = self.at(decision_names(self.contract)) {
            let found = self.world.decisions.named(self.path, &name.value);
            return Some((name.range, Named::Decisions(name.value.clone(), found)));
        }
        if let Some(name) = self.at(boundary_names(self.contract)) {
            let boundary = self.world.boundaries.by_name(&name.value)?;
            return Some((name.range, Named::Boundary(boundary)));
        }
        if let Some(name) = self.at(file_names(self.contract)) {
            return Some((
                name.range,
                Named::File(file_named(self.world, self.path, &name.value)?),
            ));
        }
        let rule = self.at(self.contract.accepted.iter().map(|entry| &entry.rule))?;
        Some((rule.range, Named::Rule(Rule::from_id(&rule.value)?)))
    }

    fn of_symbols(&self) -> Found<'w> {
        let mut entries = self.contract.interface.iter().flatten().enumerate();
        if let Some((number, entry)) =
            entries.find(|(_, entry)| entry.key.range.touches(self.offset))
        {
            return Some((entry.key.range, Named::Key(number)));
        }
        let entries = self.contract.interface.iter().flatten();
        if let Some(name) = self.at(entries.filter_map(|entry| entry.replacement.as_ref())) {
            return Some((name.range, Named::Items(self.replacement(&name.value))));
        }
        let accepted = self.contract.accepted.iter();
        let to = self.at(accepted.filter_map(|entry| entry.to.as_ref()))?;
        let named = match to.value.contains('#') {
            true => Named::Items(items_at(items_named(self.world, &to.value))),
            false => Named::Boundary(self.world.boundaries.by_name(&to.value)?),
        };
        Some((to.range, named))
    }

    /// What serves instead of a deprecated item: another key, or an item of this or of another boundary.
    fn replacement(&self, name: &str) -> Vec<(RepoPath, ItemNumber)> {
        let mut keys = self.contract.interface.iter().flatten();
        if let Some(number) = keys.position(|entry| *entry.key.value == *name) {
            return items_of_key(self.world, self.path, number);
        }
        if name.contains('#') {
            return items_at(items_named(self.world, name));
        }
        let folder = self.path.parent().unwrap_or_else(RepoPath::root);
        let Some(boundary) = self.world.boundaries.in_folder(&folder) else { return Vec::new() };
        items_at(items_named(self.world, &format!("{}#{name}", boundary.name)))
    }
}

fn items_at(found: Vec<(Place, ItemNumber)>) -> Vec<(RepoPath, ItemNumber)> {
    found.into_iter().map(|(place, item)| (place.path, item)).collect()
}
