//! The items of a file whose signature somebody promised to keep.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    Because, FileFacts, How, InterfaceEntry, ItemNumber, Language, RepoPath, Spanned, Stability,
};

use crate::World;
use crate::change::Record;
use crate::claims::{Claim, segments_of};
use crate::query::card::interface;
use crate::query::freeze::{Freeze, freeze_of};
use crate::query::symbol::NamedItem;

/// An item, and how closely it is kept.
pub(in crate::query) struct Held<'w> {
    pub(super) path: &'w RepoPath,
    pub(super) item: ItemNumber,
    pub(in crate::query) named: NamedItem<'w>,
    pub(in crate::query) promise: Promise,
}

/// What was promised of an item.
#[derive(Clone)]
pub(in crate::query) struct Promise {
    /// Else it is stable.
    pub(in crate::query) is_frozen: bool,
    pub(super) by: By,
    /// As the contract records it.
    pub(super) recorded: Option<Spanned<Arc<str>>>,
    pub(super) because: Because,
    /// The record that promises, and the position of the entry there.
    pub(super) entry: (RepoPath, usize),
}

/// Who promised.
#[derive(Clone)]
pub(in crate::query) enum By {
    Contract {
        key: Arc<str>,
        since: Option<Arc<str>>,
    },
    /// A decision in force that freezes the item, as it names that.
    Decision {
        display: Arc<str>,
        text: Arc<str>,
    },
}

impl Promise {
    /// `stable since 1.0`, `frozen by ADR-0007`.
    pub(super) fn in_words(&self) -> String {
        let word = if self.is_frozen { Stability::Frozen } else { Stability::Stable }.name();
        match &self.by {
            By::Decision { display, .. } => format!("{word} by {display}"),
            By::Contract { since: Some(since), .. } => format!("{word} since {since}"),
            By::Contract { since: None, .. } => word.to_owned(),
        }
    }
}

impl<'w> Held<'w> {
    /// Whether it was promised with others and not by its name: by `Money::*`, or with its type.
    pub(super) fn is_promised_with_others(&self) -> bool {
        match &self.promise.by {
            By::Contract { key, .. } => {
                segments_of(key).last().map(String::as_str) != Some(self.named.item.name())
            }
            By::Decision { text, .. } => {
                let (by, entry) = &self.promise.entry;
                let is_it = |it: &&Claim| it.by == *by && it.entry == *entry;
                text.ends_with('*') || !self.named.claims.iter().any(is_it)
            }
        }
    }

    /// The names of the item and of those around it in its file, outermost first.
    pub(super) fn names(&self) -> Vec<&'w str> {
        self.named.enclosing.iter().rev().map(|(_, it)| it.name()).collect()
    }

    /// An entry of the list of what was not checked.
    pub(super) fn not_compared(&self, why: &str) -> (RepoPath, String) {
        let word = if self.promise.is_frozen { "frozen" } else { "stable" };
        let said = format!("the {word} {} was not compared: {why}", self.named.symbol);
        (self.path.clone(), said)
    }
}

/// Those of the file at `path`, in source order.
pub(in crate::query) fn held<'w>(
    world: &'w World,
    path: &'w RepoPath,
) -> impl Iterator<Item = Held<'w>> {
    let mut items = world.claims.items_of(world, path);
    items.extend(world.claims.members_of(world, path));
    items.sort_unstable();
    items.dedup();
    let firsts = firsts(world.facts(path).filter(|_| !items.is_empty()));
    items.retain(|number| firsts.as_ref().is_none_or(|it| it.contains(number)));
    items.into_iter().filter_map(move |item| held_item(world, path, item))
}

/// An item, where somebody promised to keep it.
pub(super) fn held_item<'w>(
    world: &'w World,
    path: &'w RepoPath,
    item: ItemNumber,
) -> Option<Held<'w>> {
    let named = NamedItem::find(world, path, item)?;
    let by_contract = by_contract(world, path, item);
    let is_frozen = by_contract.as_ref().is_some_and(|promise| promise.is_frozen);
    let promise = match is_frozen {
        true => by_contract,
        false => by_decision(world, path, item).or(by_contract),
    }?;
    Some(Held { path, item, named, promise })
}

impl Promise {
    /// What an entry of a contract promises, with its position there.
    pub(super) fn by_contract(
        entry: &InterfaceEntry,
        (contract, number): (&RepoPath, usize),
    ) -> Self {
        let is_frozen = entry.stability.value == Stability::Frozen;
        let since = entry.since.as_ref().map(|since| Arc::clone(&since.value));
        Self {
            is_frozen,
            by: By::Contract { key: Arc::clone(&entry.key.value), since },
            recorded: entry.signature.clone().filter(|_| is_frozen),
            because: Because::new(contract, entry.key.range, How::Contract),
            entry: (contract.clone(), number),
        }
    }

    pub(super) fn by_decision(Freeze { display, text, because, entry }: Freeze) -> Self {
        Self { is_frozen: true, by: By::Decision { display, text }, recorded: None, because, entry }
    }
}

fn by_contract(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Promise> {
    let answer = interface(world, path, item)?;
    if !answer.entry.stability.value.is_promise() {
        return None;
    }
    let (contract, number) = entry_at(world, &answer.because)?;
    Some(Promise::by_contract(&answer.entry, (&contract, number)))
}

/// Of several declarations of TypeScript that are one, as overloads, the first, which promises for all; of Rust each is one.
fn firsts(facts: Option<&FileFacts>) -> Option<BTreeSet<ItemNumber>> {
    let facts = facts.filter(|it| it.language != Language::Rust)?;
    let mut known = BTreeSet::new();
    let items = (0..).zip(facts.items());
    let first = items.filter(|(_, it)| known.insert((it.parent, it.kind, it.name())));
    Some(first.map(|(number, _)| number).collect())
}

/// The entry of a contract whose key stands there.
fn entry_at(world: &World, because: &Because) -> Option<(RepoPath, usize)> {
    let place = &because.place;
    let Record::Contract(contract) = world.record(&place.path)? else { return None };
    let mut keys = contract.interface.iter().flatten();
    Some((place.path.clone(), keys.position(|it| it.key.range == place.range)?))
}

fn by_decision(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Promise> {
    Some(Promise::by_decision(freeze_of(world, path, item)?))
}
