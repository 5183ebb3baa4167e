//! Stable and frozen items that a file had at the base and has no more: told where they are edited, as their keys are missed in
//! the contract.

use boundstone_model::{
    ChangeClass, ContractFile, FileFacts, InterfaceEntry, Item, ItemKind, ItemNumber, RepoPath,
    Rule, Severity, Stability, Visibility, names_to,
};
use boundstone_text::TextRange;

use super::super::contract::{is_known, last_name, why_missing};
use super::super::crossing::contract_of;
use super::super::{At, Findings, NewFinding};
use super::base::{Past, promised_then};
use super::settled;
use crate::query::code::CodeReader;

pub(super) fn check(found: &mut Findings<'_>) {
    let at @ At { world, code, path } = found.at();
    let Some(boundary) = world.boundaries.at(path).filter(|it| it.is_declared) else { return };
    let Some((contract_path, contract)) = contract_of(world, boundary) else { return };
    let in_contract = At { path: &contract_path, ..at };
    check_macros(found, in_contract, contract);
    // Git is asked of each name once, and not of each file.
    let was_here = |(_, entry): &(usize, &InterfaceEntry)| {
        let holders = last_name(entry).map(|last| code.past_holders(&boundary.path, last));
        holders.is_some_and(|it| it.is_ok_and(|it| it.contains(path)))
    };
    let lost: Vec<(usize, &InterfaceEntry)> =
        lost(in_contract, &boundary.path, contract).filter(was_here).collect();
    if lost.is_empty() || settled::by_version(world, code, path) {
        return;
    }
    let Past::Other { input, .. } = Past::of(world, code, path) else { return };
    let (Some(before), Some(facts)) = (input.source.as_deref(), world.facts(path)) else { return };
    for (number, entry) in lost {
        let of_entry = (&contract_path, number);
        let meant = world.claims.would_mean_in(world, of_entry, (path, before), false);
        let Some(item) = meant.first() else { continue };
        let is_missed = last_name(entry)
            .is_some_and(|last| why_missing(in_contract, &boundary.path, (number, last)).is_some());
        if is_missed
            && was_kept(code, &contract_path, entry)
            && !settled::by_decision_on_gone(in_contract, &entry.key.value)
        {
            let range = place(before, *item, facts).unwrap_or(TextRange::empty(0));
            let symbol = format!("{}#{}", boundary.name, entry.key.value);
            found.add(finding(found, &contract_path, entry, &symbol, range));
        }
    }
}

/// Tells macros that are exported no more, while other items bear their names, so that their keys are not missed.
fn check_macros(found: &mut Findings<'_>, in_contract: At<'_>, contract: &ContractFile) {
    let At { world, code, path } = found.at();
    let Some(facts) = world.facts(path) else { return };
    let folder = in_contract.path.parent();
    let is_own = |it: &Item<'_>| it.kind == ItemKind::Macro && it.visibility != Visibility::Public;
    for item in facts.items().filter(is_own) {
        let of_key = |it: &&InterfaceEntry| *it.key.value == *item.name();
        let mut entries = contract.interface.iter().flatten();
        let entry = entries.find(of_key).filter(|it| it.stability.value.is_promise());
        let Some(entry) = entry else { continue };
        let is_exported = |file| {
            let path = world.crossings.files.path(file);
            let boundary = path.and_then(|path| world.boundaries.at(path));
            boundary.is_some_and(|it| Some(&it.path) == folder.as_ref())
        };
        let Past::Other { input, .. } = Past::of(world, code, path) else { return };
        let was_exported = |it: Item<'_>| {
            it.kind == ItemKind::Macro
                && it.name() == item.name()
                && it.visibility == Visibility::Public
        };
        let before = input.source.as_deref();
        if before.is_some_and(|facts| facts.items().any(was_exported))
            && !world.crossings.macros_named(item.name()).any(is_exported)
            && was_kept(code, in_contract.path, entry)
            && !settled::by_version(world, code, path)
            && !settled::by_decision_on_gone(in_contract, &entry.key.value)
        {
            let boundary = world.boundaries.at(path).map_or("", |it| &it.name);
            let symbol = format!("{boundary}#{}", entry.key.value);
            found.add(finding(found, in_contract.path, entry, &symbol, item.name_range));
        }
    }
}

/// The entries that keep an item that is not there now.
fn lost<'c>(
    at: At<'c>,
    folder: &'c RepoPath,
    contract: &'c ContractFile,
) -> impl Iterator<Item = (usize, &'c InterfaceEntry)> {
    let entries = contract.interface.iter().flatten().enumerate();
    entries.filter(move |(number, entry)| {
        entry.stability.value.is_promise() && !is_known(at, folder, *number)
    })
}

fn was_kept(code: &dyn CodeReader, contract: &RepoPath, entry: &InterfaceEntry) -> bool {
    let is_it =
        |old: &InterfaceEntry| old.key.value == entry.key.value && old.stability.value.is_promise();
    promised_then(code, contract).iter().any(is_it)
}

/// Where it still stands, or else the first that came and is like it.
fn place(before: &FileFacts, item: ItemNumber, now: &FileFacts) -> Option<TextRange> {
    standing(before, item, now).or_else(|| came(before, item, now))
}

/// Where an item of this path stands still, of its kind if there is one.
pub(super) fn standing(before: &FileFacts, item: ItemNumber, now: &FileFacts) -> Option<TextRange> {
    let (path, kind) = (before.path(item), before.item(item)?.kind);
    let symbols = (0..).zip(now.items()).filter(|(_, it)| it.kind.is_symbol());
    let same = symbols.filter(|(number, _)| now.path(*number) == path).map(|(_, it)| it);
    same.min_by_key(|it| it.kind != kind).map(|it| it.name_range)
}

/// The first of its kind that is new beside where it stood: most often it has another name now.
pub(super) fn came(before: &FileFacts, item: ItemNumber, now: &FileFacts) -> Option<TextRange> {
    let then: Vec<Item<'_>> = before.items().collect();
    let here: Vec<Item<'_>> = now.items().collect();
    let names = names_to(&then, item);
    let is_new = |number: ItemNumber| {
        let own = names_to(&here, number);
        own.split_last().map(|it| it.1) == names.split_last().map(|it| it.1)
            && !(0..).zip(&then).any(|(it, _)| names_to(&then, it) == own)
    };
    let kind = then.get(item as usize)?.kind;
    let mut alike = (0..).zip(&here).filter(|(_, it)| it.kind == kind);
    alike.find(|(number, _)| is_new(*number)).map(|(_, it)| it.name_range)
}

fn finding(
    found: &Findings<'_>,
    contract: &RepoPath,
    entry: &InterfaceEntry,
    symbol: &str,
    range: TextRange,
) -> NewFinding {
    let base = found.code.base().unwrap_or_default();
    let word = entry.stability.value.name();
    let what = ChangeClass::Breaking.name();
    let message = format!(
        "{what} change since {base} of {symbol}, {word}: it is gone, or not public any more"
    );
    let help = "Restore it, or keep the old name beside the new one; when nobody is to use it any more, remove its key";
    let place = boundstone_model::Place { path: contract.clone(), range: entry.key.range };
    let finding = NewFinding::new(Rule::ContractDrift, range, message, help)
        .about(symbol.into())
        .by_files()
        .related(place, "promised here");
    match entry.stability.value {
        Stability::Frozen => finding.until_decided(),
        _ => finding.usually(Severity::Warning),
    }
}
