//! What a change does to what boundaries have promised.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    Because, ChangeClass, Confidence, FileChange, FileFacts, How, InterfaceAnswer, InterfaceEntry,
    ItemKind, ItemNumber, RepoPath, Side, SignatureChange, SymbolChange, TouchedItem,
    TouchedPromise, Visibility,
};

use super::symbols::{At, Draft};
use super::{Compared, State, manifests, redirected};
use crate::change::Record;
use crate::crossings::InTurn;
use crate::query::code::CodeState;
use crate::query::contract_diff::promised_diff;
use crate::query::freeze::{promise_of, promises_of};
use crate::query::item_change::{OneSide, item_change};
use crate::query::lost_traits::{Before, Changed, OneFile, lost_traits};
use crate::query::symbol::NamedItem;

type Promises = BTreeMap<Arc<str>, TouchedPromise>;

/// What was promised of items that are touched, and the entries of contracts that differ, by symbol.
pub(super) fn touched(change: &Compared<'_>, drafts: &[Draft]) -> Vec<TouchedPromise> {
    let mut promises = Promises::new();
    for pair in pairs(change, drafts) {
        let before = promised(change, Side::Before, pair.before.as_ref());
        let now = promised(change, Side::Now, pair.now.as_ref());
        let symbols = [&before, &now].map(|it| it.as_ref().map(|(symbol, _)| symbol.clone()));
        let mut symbols: Vec<Arc<str>> = symbols.into_iter().flatten().collect();
        symbols.dedup();
        if symbols.is_empty() {
            continue;
        }
        let mut differs = differs(change, &pair);
        if pair.is_whole && differs.is_empty() {
            continue;
        }
        if differs.is_empty() && pair.change == SymbolChange::Signature {
            differs.push(unfelt());
        }
        for symbol in symbols {
            let of = |it: &Option<(Arc<str>, InterfaceAnswer)>| {
                let answer = it.as_ref().filter(|(other, _)| *other == symbol);
                answer.map(|(_, answer)| answer.clone())
            };
            let promise = entry(&mut promises, &symbol);
            promise.before = promise.before.take().or(of(&before));
            promise.now = promise.now.take().or(of(&now));
            let (symbol, differs) = (pair.symbol.clone(), differs.clone());
            promise.touched.push(TouchedItem { symbol, change: pair.change, differs });
        }
    }
    implementations(change, &mut promises);
    for promise in redirected::promises(change) {
        let known = entry(&mut promises, &promise.symbol);
        known.before = known.before.take().or(promise.before);
        known.now = known.now.take().or(promise.now);
        known.touched.extend(promise.touched);
    }
    for file in change.changes.iter().filter(|it| is_contract(it)) {
        contract(change, file, &mut promises);
    }
    surfaces(change, &mut promises);
    manifests::promises(change).into_iter().chain(promises.into_values()).collect()
}

/// Adds what only the comparison of whole surfaces shows: names that go with their way, and types that nobody can import.
fn surfaces(change: &Compared<'_>, promises: &mut Promises) {
    let (before, now) = (state(change, Side::Before), state(change, Side::Now));
    for boundary in promised_diff(before, now, change.changes, &InTurn) {
        let name = now.world.boundaries.in_folder(&boundary.path).map(|it| &*it.name);
        let kept: BTreeMap<Arc<str>, InterfaceAnswer> =
            promises_of(now.world, &boundary.path, name)
                .into_iter()
                .map(|it| (it.entry.key.value.clone(), it))
                .collect();
        for broken in
            boundary.broken.into_iter().filter(|it| it.change.class() == ChangeClass::Breaking)
        {
            let key = &broken.promise.entry.key.value;
            let promise = entry(promises, &format!("{}#{key}", boundary.boundary).into());
            let is_breaking =
                |it: &TouchedItem| it.differs.iter().any(SignatureChange::is_breaking);
            // Of the rest of one promise that is broken, the first says enough.
            if promise.touched.iter().any(is_breaking) {
                continue;
            }
            promise.now = promise.now.take().or_else(|| kept.get(key).cloned());
            promise.before.get_or_insert(broken.promise);
            let what = if broken.is_lost { SymbolChange::Removed } else { SymbolChange::Signature };
            promise.touched.push(TouchedItem {
                symbol: format!("{}#{}", boundary.boundary, broken.change.symbol).into(),
                change: what,
                differs: broken.change.changes,
            });
        }
    }
}

fn state<'a>(change: &Compared<'a>, side: Side) -> CodeState<'a> {
    let State { world, code, .. } = change.state(side);
    CodeState { world, code }
}

/// Adds the types that have lost a trait.
fn implementations(change: &Compared<'_>, promises: &mut Promises) {
    let (before, now) = (state(change, Side::Before), state(change, Side::Now));
    let file = |path: &RepoPath| {
        let facts = before.world.file(path)?.source.clone()?;
        Some(OneFile { facts, signatures: before.code.signatures(path).ok()? })
    };
    let is_promised = |path: &RepoPath, item| {
        promise_of(now.world, path, item).is_some_and(|it| it.entry.stability.value.is_promise())
    };
    let files = change.files().filter_map(|it| it.before.as_ref().zip(it.now.as_ref()));
    for (was, is) in files {
        let changed =
            Changed { before: Before { world: before.world, file: &file }, now, paths: [was, is] };
        for lost in lost_traits(&changed, &is_promised).into_iter().flatten() {
            let Some((symbol, answer)) = promised(change, Side::Now, Some(&lost.of)) else {
                continue;
            };
            let Some(named) = NamedItem::find(now.world, &lost.of.0, lost.of.1) else { continue };
            let promise = entry(promises, &symbol);
            promise.before.get_or_insert_with(|| answer.clone());
            promise.now.get_or_insert(answer);
            promise.touched.push(TouchedItem {
                symbol: named.symbol,
                change: SymbolChange::Signature,
                differs: vec![lost.change],
            });
        }
    }
}

type ItemAt = (RepoPath, ItemNumber);

/// A touched item on both sides.
struct Pair {
    symbol: Arc<str>,
    change: SymbolChange,
    before: Option<ItemAt>,
    now: Option<ItemAt>,
    /// It is touched by what is touched in it.
    is_whole: bool,
}

/// The touched items, and the types of which a field, a variant or a member is touched.
fn pairs(change: &Compared<'_>, drafts: &[Draft]) -> Vec<Pair> {
    let item_at = |at: &Option<At>| at.as_ref().map(|at| (at.path.clone(), at.number));
    let told = drafts.iter().filter(|it| it.symbol.change != SymbolChange::Comments);
    let of_draft = |draft: &Draft| Pair {
        symbol: draft.symbol.symbol.clone(),
        change: draft.symbol.change,
        before: item_at(&draft.before),
        now: item_at(&draft.now),
        is_whole: false,
    };
    let mut pairs: Vec<Pair> = told.map(of_draft).collect();
    let mut known: BTreeSet<_> =
        pairs.iter().map(|it| (it.before.clone(), it.now.clone())).collect();
    let wholes = pairs.iter().filter_map(|it| whole(change, it)).collect::<Vec<_>>();
    pairs.extend(wholes.into_iter().filter(|it| known.insert((it.before.clone(), it.now.clone()))));
    pairs
}

/// The type that an item is a part of, found by its name where the part is new or gone.
fn whole(change: &Compared<'_>, part: &Pair) -> Option<Pair> {
    let around = |side: Side, at: &Option<ItemAt>| {
        let (path, number) = at.as_ref()?;
        Some((path.clone(), number_around(change.world(side).facts(path)?, *number)?))
    };
    let (before, now) = (around(Side::Before, &part.before), around(Side::Now, &part.now));
    let named = |side: Side, (path, number): &ItemAt| named_alike(change, side, path, *number);
    let before_too = before.clone().or_else(|| named(Side::Now, now.as_ref()?))?;
    let now_too = now.or_else(|| named(Side::Before, before.as_ref()?))?;
    let symbol = NamedItem::find(change.world(Side::Now), &now_too.0, now_too.1)?.symbol;
    let (before, now) = (Some(before_too), Some(now_too));
    Some(Pair { symbol, change: SymbolChange::Signature, before, now, is_whole: true })
}

/// The item on the other side that has the name and the kind of one on this, in the same file.
fn named_alike(
    change: &Compared<'_>,
    side: Side,
    path: &RepoPath,
    number: ItemNumber,
) -> Option<ItemAt> {
    let facts = change.world(side).facts(path)?;
    let (item, full) = (facts.item(number)?, facts.path(number));
    let other_side = if side == Side::Now { Side::Before } else { Side::Now };
    let other = change.world(other_side).facts(path)?;
    let alike = (0..).zip(other.items());
    let mut alike = alike.filter(|(_, it)| it.kind == item.kind && it.name() == item.name());
    alike.find(|(number, _)| other.path(*number) == full).map(|(number, _)| (path.clone(), number))
}

/// The item around another that holds it as its part; an `impl` or a module does not.
fn number_around(facts: &FileFacts, number: ItemNumber) -> Option<ItemNumber> {
    let (around, item) = facts.enclosing(number).into_iter().nth(1)?;
    let holds = !matches!(item.kind, ItemKind::Impl | ItemKind::Module | ItemKind::Namespace);
    holds.then_some(around)
}

/// What is different of an item for those who use it, the worst first.
fn differs(change: &Compared<'_>, pair: &Pair) -> Vec<SignatureChange> {
    let not_read = || SignatureChange {
        class: ChangeClass::Unknown,
        confidence: Confidence::Likely,
        rule: "not_read",
        reason: "its text could not be read on one side".into(),
    };
    let told = |class, rule, reason: &str| {
        vec![SignatureChange { class, confidence: Confidence::Proved, rule, reason: reason.into() }]
    };
    let (before, now) = match (&pair.before, &pair.now) {
        (Some(before), Some(now)) => (before, now),
        (Some(_), None) => return told(ChangeClass::Breaking, "item_removed", "removed"),
        (None, _) => return told(ChangeClass::Additive, "item_added", "added"),
    };
    let visibility = |side: Side, (path, number): &ItemAt| {
        Some(change.world(side).facts(path)?.item(*number)?.visibility)
    };
    let is_public =
        |side: Side, at: &ItemAt| visibility(side, at).is_some_and(|it| it == Visibility::Public);
    if is_public(Side::Before, before) && !is_public(Side::Now, now) {
        return told(ChangeClass::Breaking, "item_removed", "not public any more");
    }
    let signatures = |side: Side, (path, _): &ItemAt| change.state(side).code.signatures(path).ok();
    let read = signatures(Side::Before, before).zip(signatures(Side::Now, now));
    let language = change.world(Side::Now).facts(&now.0).map(|facts| facts.language);
    let Some(((old, new), language)) = read.zip(language) else { return vec![not_read()] };
    match (old.of(before.1), new.of(now.1)) {
        (Some(was), Some(is)) if was.signature.is_some() == is.signature.is_some() => {
            let on = |side: Side, (path, number), file, own| {
                let State { world, code, .. } = change.state(side);
                let state = CodeState { world, code }.signed();
                OneSide { state, language, path, number, file, own }
            };
            let before = on(Side::Before, (&before.0, before.1), &old, was);
            item_change(before, on(Side::Now, (&now.0, now.1), &new, is)).changes
        }
        (None, None) => Vec::new(),
        _ => vec![not_read()],
    }
}

/// Its text is another one, and says the same.
fn unfelt() -> SignatureChange {
    SignatureChange {
        class: ChangeClass::Cosmetic,
        confidence: Confidence::Proved,
        rule: "same_meaning",
        reason: "names or layout alone".into(),
    }
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

/// What was promised of an item, as one side has it.
fn promised(
    change: &Compared<'_>,
    side: Side,
    at: Option<&ItemAt>,
) -> Option<(Arc<str>, InterfaceAnswer)> {
    let ((path, number), world) = (at?, change.world(side));
    let answer = promise_of(world, path, *number)?;
    let boundary = &world.boundaries.at(path)?.name;
    let key = format!("{boundary}#{}", answer.entry.key.value);
    Some((key.into(), answer))
}

/// Adds the entries of one contract that differ.
fn contract(change: &Compared<'_>, file: &FileChange, promises: &mut Promises) {
    let entries = |side: Side, path: &Option<RepoPath>| -> BTreeMap<Arc<str>, InterfaceAnswer> {
        let (world, Some(path)) = (change.world(side), path) else { return BTreeMap::new() };
        let Some(Record::Contract(contract)) = world.record(path) else { return BTreeMap::new() };
        let name = world.boundaries.at(path).map(|boundary| boundary.name.clone());
        let name = name.unwrap_or_default();
        let answer = |entry: &InterfaceEntry| {
            let because = Because::new(path, entry.key.range, How::Contract);
            let symbol = format!("{name}#{}", entry.key.value);
            (symbol.into(), InterfaceAnswer::stated(entry, because))
        };
        contract.interface.iter().flatten().map(answer).collect()
    };
    let (before, now) = (entries(Side::Before, &file.before), entries(Side::Now, &file.now));
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

fn is_contract(file: &FileChange) -> bool {
    file.before.iter().chain(&file.now).any(|path| path.name() == CONTRACT_FILE)
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
