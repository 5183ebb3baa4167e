//! Frozen items whose signature their contract records.

use std::sync::Arc;

use boundstone_model::{
    ContractFile, InterfaceEntry, Language, Place, RepoPath, Rule, Severity, Signature, Spanned,
    Stability,
};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::base::promised_then;
use super::held::Held;
use super::{settled, words};
use crate::World;
use crate::change::Record;
use crate::claims::Claims;
use crate::class::{stated, states_the_same};
use crate::query::code::CodeReader;
use crate::query::promised_signature::{is_recorded, is_same_text};
use crate::query::symbol::NamedItem;

/// Items that are not what is recorded.
pub(super) fn check_items(found: &mut Findings<'_>, all: &[Held<'_>]) {
    let Ok(signatures) = found.code.signatures(found.path) else { return };
    for held in all {
        let own = signatures.of(held.item).and_then(|own| own.signature.as_ref());
        if let Some(finding) = own.and_then(|now| changed(found.world, held, now)) {
            found.add(finding);
        }
    }
}

fn changed(world: &World, held: &Held<'_>, now: &Signature) -> Option<NewFinding> {
    let (named, promise) = (&held.named, &held.promise);
    let recorded = promise.recorded.as_ref().filter(|it| !is_recorded(&it.value, now))?;
    let message = format!(
        "{} is {} as `{}`, and is `{now}` now",
        named.symbol,
        promise.in_words(),
        recorded.value
    );
    let help = "Restore it; or change `sig` in the contract with the same change, and write down the \
                decision that governs it";
    let place = Place { path: promise.because.place.path.clone(), range: recorded.range };
    let finding = NewFinding::new(Rule::ContractDrift, named.item.name_range, message, help)
        .related(place, "recorded here")
        .because(promise.because.clone())
        .until_decided();
    let finding = words::with_dependents(world, held, finding);
    let language = world.facts(held.path)?.language;
    Some(match may_be_same(language, &recorded.value, now) {
        true => finding.usually(Severity::Hint),
        false => finding,
    })
}

/// Whether a signature differs from what is recorded only in what it leaves to inference.
fn may_be_same(language: Language, recorded: &str, now: &Signature) -> bool {
    match language {
        Language::Rust => now.is_inferred,
        _ => states_the_same(recorded, &stated(now)),
    }
}

/// Entries that record another signature than at the base, or let go of a frozen item, while no decision says so.
pub(super) fn check_entries(found: &mut Findings<'_>, contract: &ContractFile) {
    let before = promised_then(found.code, found.path);
    for old in before.iter().filter(|entry| entry.stability.value == Stability::Frozen) {
        let mut entries = contract.interface.iter().flatten().enumerate();
        let new = entries.find(|(_, new)| new.key.value == old.key.value);
        // What cannot be read is no decision to let go.
        if new.is_none() && found.has_problems() {
            continue;
        }
        let Some((range, what)) = let_go(old, new.map(|(_, entry)| entry)) else { continue };
        if is_decided(found, new.map(|(number, _)| number), &old.key.value) {
            continue;
        }
        let base = found.code.base().unwrap_or_default();
        let key = &old.key.value;
        let message = format!(
            "{what} at {base}, and no decision that governs {key} is added or edited by the same change"
        );
        let help = "Write down the decision in a record that governs the item, or its boundary where the item is gone; or restore what \
                    was promised";
        found.add(NewFinding::new(Rule::ContractDrift, range, message, help).until_decided());
    }
}

/// How many signatures the contract at `path` records of frozen items; none where it is no contract.
pub(super) fn kept(world: &World, path: &RepoPath) -> usize {
    let Some(Record::Contract(contract)) = world.record(path) else { return 0 };
    let entries = contract.interface.iter().flatten();
    let is_kept = |entry: &&InterfaceEntry| {
        entry.stability.value == Stability::Frozen && entry.signature.is_some()
    };
    entries.filter(is_kept).count()
}

/// The contract, where nobody can say what it recorded at the base, for the list of what was not checked.
pub(super) fn not_compared(
    code: &dyn CodeReader,
    path: &RepoPath,
    kept: usize,
) -> Option<(RepoPath, String)> {
    let why = code.past(path).err()?;
    let signatures = if kept == 1 { "signature was" } else { "signatures were" };
    Some((path.clone(), format!("{kept} recorded {signatures} not compared with the past: {why}")))
}

/// What a contract no longer promises of a frozen item, and where.
fn let_go(old: &InterfaceEntry, new: Option<&InterfaceEntry>) -> Option<(TextRange, String)> {
    let key = &old.key.value;
    let Some(new) = new else {
        return Some((TextRange::empty(0), format!("{key}, whose key is gone, was frozen")));
    };
    if new.stability.value != Stability::Frozen {
        let word = new.stability.value.name();
        return Some((new.stability.range, format!("{key}, which is {word} now, was frozen")));
    }
    let recorded = old.signature.as_ref()?;
    let is_kept = |new: &Spanned<Arc<str>>| is_same_text(&new.value, &recorded.value);
    if new.signature.as_ref().is_some_and(is_kept) {
        return None;
    }
    let range = new.signature.as_ref().map_or(new.key.range, |it| it.range);
    Some((range, format!("`sig` of {key} was `{}`", recorded.value)))
}

/// Whether a decision that governs what the key means, or meant at the base, came with the change.
fn is_decided(found: &Findings<'_>, entry: Option<usize>, key: &str) -> bool {
    let (world, code) = (found.world, found.code);
    let alone;
    let (claims, number) = match entry {
        Some(number) => (&world.claims, number),
        None => {
            alone = Claims::of_key(world, found.path, key);
            (&alone, 0)
        }
    };
    let meant = claims.meant(world, found.path, number);
    if meant.is_empty() {
        return settled::by_decision_on_gone(found.at(), key);
    }
    meant.iter().any(|(path, item)| {
        let named = NamedItem::find(world, path, *item);
        named.is_some_and(|named| settled::by_decision(world, code, path, &named))
    })
}
