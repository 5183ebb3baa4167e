//! What is offered for an item that a contract promises something of.

use boundstone_engine::query;
use boundstone_model::{
    ContractEdit, Finding, Fix, FixKind, InterfaceEntry, RepoPath, Rule, Stability,
};
use boundstone_text::TextRange;

use crate::contract_fixes::Made;
use crate::snapshot::Snapshot;

/// At the key of a contract, or at the name of its item in code: to record what a frozen item promises now, and to
/// mark an item as deprecated.
pub fn promise_fixes(snapshot: &Snapshot, path: &RepoPath, range: TextRange) -> Vec<Fix> {
    let world = &snapshot.world;
    let Some((contract, number, entry)) = query::entry_at(world, path, range.start()) else {
        return Vec::new();
    };
    let recorded = recorded(snapshot, &contract, (number, entry));
    let findings = query::findings(world, snapshot, path);
    let is_here = |it: &&Finding, rule| it.rule == rule && it.place.range.touches(range.start());
    let is_missing = findings.iter().any(|it| is_here(&it, Rule::ContractMissingItem));
    let drift = findings.iter().find(|it| is_here(it, Rule::ContractDrift)).cloned();
    // A stable item is let go after the break, not with it; and who marks what is not there tells nobody.
    let may_retire = drift.is_none() && !is_missing;
    let deprecated = may_retire.then(|| deprecated(snapshot, &contract, (number, entry))).flatten();
    let record = recorded.and_then(|edit| {
        let settles = drift.map(|it| (it.rule, it.place));
        let kind = if settles.is_some() { FixKind::QuickFix } else { FixKind::Refactor };
        let title = format!("Record the signature of {} in {contract}", entry.key.value);
        let made = fix(snapshot, &contract, title, &edit)?;
        Some(Fix { kind, settles, ..made })
    });
    record.into_iter().chain(deprecated).collect()
}

/// The edit that records the signature of a frozen item, where it is another than the recorded one.
fn recorded(
    snapshot: &Snapshot,
    contract: &RepoPath,
    (number, entry): (usize, &InterfaceEntry),
) -> Option<ContractEdit> {
    if entry.stability.value != Stability::Frozen || entry.key.value.ends_with('*') {
        return None;
    }
    let item = query::frozen_item(&snapshot.world, snapshot, contract, (number, entry));
    let signature = item.signature.ok().filter(|it| item.recorded.as_deref() != Some(it))?;
    Some(ContractEdit::Record { key: entry.key.value.clone(), signature: signature.into() })
}

/// What is frozen is let go by a decision, not by the way.
fn deprecated(
    snapshot: &Snapshot,
    contract: &RepoPath,
    (number, entry): (usize, &InterfaceEntry),
) -> Option<Fix> {
    let may_retire = matches!(entry.stability.value, Stability::Stable | Stability::Experimental)
        && !query::is_frozen_by_decision(&snapshot.world, contract, number);
    let key = may_retire.then(|| entry.key.value.clone())?;
    let title = format!("Mark {key} as deprecated, with what to use instead");
    fix(snapshot, contract, title, &ContractEdit::Deprecate { key })
}

fn fix(
    snapshot: &Snapshot,
    contract: &RepoPath,
    title: String,
    edit: &ContractEdit,
) -> Option<Fix> {
    let Made { edit, cursor } = Made::of(snapshot, contract, edit)?;
    let (kind, edits) = (FixKind::Refactor, vec![edit]);
    Some(Fix { title, kind, settles: None, is_preferred: false, edits, cursor })
}
