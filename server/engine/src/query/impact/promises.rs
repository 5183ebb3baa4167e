//! What a change does to what boundaries have promised.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Because, How, InterfaceAnswer, InterfaceEntry, RepoPath, Side, SymbolChange, TouchedPromise,
};

use super::Compared;
use super::symbols::{At, Draft};
use crate::change::Record;
use crate::query::card::interface;
use crate::query::symbol::NamedItem;

type Promises = BTreeMap<Arc<str>, TouchedPromise>;

/// The entries of contracts whose items are touched, and those that differ, by symbol.
pub(super) fn touched(change: &Compared<'_>, drafts: &[Draft]) -> Vec<TouchedPromise> {
    let mut promises = Promises::new();
    for draft in drafts.iter().filter(|it| it.symbol.change != SymbolChange::Comments) {
        let before = promised(change, Side::Before, &draft.before);
        let now = promised(change, Side::Now, &draft.now);
        let symbols = [&before, &now].map(|it| it.as_ref().map(|(symbol, _)| symbol.clone()));
        let mut symbols: Vec<Arc<str>> = symbols.into_iter().flatten().collect();
        symbols.dedup();
        for symbol in symbols {
            let of = |it: &Option<(Arc<str>, InterfaceAnswer)>| {
                let answer = it.as_ref().filter(|(other, _)| *other == symbol);
                answer.map(|(_, answer)| answer.clone())
            };
            let promise = entry(&mut promises, &symbol);
            promise.before = promise.before.take().or(of(&before));
            promise.now = promise.now.take().or(of(&now));
            promise.touched.push((draft.symbol.symbol.clone(), draft.symbol.change));
        }
    }
    for path in change.paths.iter().filter(|path| path.name() == CONTRACT_FILE) {
        contract(change, path, &mut promises);
    }
    promises.into_values().collect()
}

const CONTRACT_FILE: &str = "boundary.toml";

fn entry<'m>(promises: &'m mut Promises, symbol: &Arc<str>) -> &'m mut TouchedPromise {
    promises.entry(symbol.clone()).or_insert_with(|| TouchedPromise {
        symbol: symbol.clone(),
        before: None,
        now: None,
        touched: Vec::new(),
    })
}

/// What the contract says of an item on one side.
fn promised(
    change: &Compared<'_>,
    side: Side,
    at: &Option<At>,
) -> Option<(Arc<str>, InterfaceAnswer)> {
    let (at, world) = (at.as_ref()?, change.world(side));
    let answer = interface(world, &NamedItem::find(world, &at.path, at.number)?)?;
    let boundary = &world.boundaries.at(&at.path)?.name;
    let key = format!("{boundary}#{}", answer.entry.key.value);
    Some((key.into(), answer))
}

/// Adds the entries of one contract that differ.
fn contract(change: &Compared<'_>, path: &RepoPath, promises: &mut Promises) {
    let entries = |side: Side| -> BTreeMap<Arc<str>, InterfaceAnswer> {
        let world = change.world(side);
        let Some(Record::Contract(contract)) = world.record(path) else { return BTreeMap::new() };
        let name = world.boundaries.at(path).map(|boundary| boundary.name.clone());
        let name = name.unwrap_or_default();
        let answer = |entry: &InterfaceEntry| {
            let because = Because::new(path, entry.key.range, How::Contract);
            let symbol = format!("{name}#{}", entry.key.value);
            (symbol.into(), InterfaceAnswer { entry: entry.clone(), because })
        };
        contract.interface.iter().flatten().map(answer).collect()
    };
    let (before, now) = (entries(Side::Before), entries(Side::Now));
    let mut symbols: Vec<&Arc<str>> = before.keys().chain(now.keys()).collect();
    symbols.sort();
    symbols.dedup();
    for symbol in symbols {
        let (one, other) = (before.get(symbol), now.get(symbol));
        if !is_same(one, other) {
            let promise = entry(promises, symbol);
            promise.before = one.cloned();
            promise.now = other.cloned();
        }
    }
}

/// Whether two entries promise the same, wherever they stand.
fn is_same(one: Option<&InterfaceAnswer>, other: Option<&InterfaceAnswer>) -> bool {
    let says = |answer: &InterfaceAnswer| {
        let entry = &answer.entry;
        let text = |it: &Option<boundstone_model::Spanned<Arc<str>>>| {
            it.as_ref().map(|it| it.value.clone())
        };
        let decisions: Vec<Arc<str>> = entry.decisions.iter().map(|it| it.value.clone()).collect();
        let texts = [text(&entry.since), text(&entry.signature), text(&entry.replacement)];
        (entry.stability.value, texts, entry.until.as_ref().map(|it| it.value), decisions)
    };
    one.map(says) == other.map(says)
}
