//! The baseline: findings that the boundary in which they stand has accepted for now.

use std::collections::BTreeSet;

use boundstone_model::{Accepted, Boundary, ContractFile, Finding, ItemNumber, RepoPath, Rule};

use super::allow::needs_decision;
use super::crossing::contract_of;
use super::{At, Findings, NewFinding, stated};
use crate::World;
use crate::query::named::items_named;

/// Takes out of the findings of a file what its boundary has accepted; to those of a contract, adds what
/// is wrong with its baseline.
pub(super) fn settle(at: At<'_>, list: &mut Vec<Finding>) {
    let At { world, path, .. } = at;
    let Some(boundary) = world.boundaries.at(path).filter(|it| it.is_declared) else { return };
    let Some((contract_path, contract)) = contract_of(world, boundary) else { return };
    if contract.accepted.is_empty() {
        return;
    }
    let silences = |entry: &Accepted, finding: &Finding| {
        !finding.needs_decision
            && !has_ended(world, entry)
            && is_meant(world, boundary, entry, finding)
    };
    list.retain(|finding| !contract.accepted.iter().any(|entry| silences(entry, finding)));
    if contract_path == *path {
        check(at, boundary, contract, list);
    }
}

/// Whether the day has come from which an entry no longer counts.
fn has_ended(world: &World, entry: &Accepted) -> bool {
    entry.until.as_ref().zip(world.today).is_some_and(|(until, today)| today >= until.value)
}

fn is_meant(world: &World, boundary: &Boundary, entry: &Accepted, finding: &Finding) -> bool {
    let is_in = |path: &RepoPath| {
        entry.in_path.as_ref().is_none_or(|it| boundary.path.join(&it.value).as_ref() == Some(path))
    };
    finding.rule.id() == &*entry.rule.value
        && is_in(&finding.place.path)
        && entry.to.as_ref().is_none_or(|to| is_about(world, finding, &to.value))
}

/// Whether a finding is about a symbol or, where `to` names a boundary alone, about any of it.
fn is_about(world: &World, finding: &Finding, to: &str) -> bool {
    let Some(about) = finding.about.as_deref() else { return false };
    let (boundary, symbol) = about.split_once('#').unwrap_or((about, ""));
    let (named, path) = to.split_once('#').unwrap_or((to, ""));
    let is_boundary = named == boundary
        || world
            .boundaries
            .by_name(boundary)
            .is_some_and(|boundary| world.boundaries.may_mean(named, boundary));
    is_boundary && (path.is_empty() || path == symbol || is_other_name(world, about, to))
}

/// Whether two names end alike and mean an item: one may have been written before the path was known by which users name it.
fn is_other_name(world: &World, about: &str, to: &str) -> bool {
    let last = |name: &str| name.rsplit(['#', '/', ':', '.']).next().map(str::to_owned);
    let is_alike = about.contains('#') && to.contains('#') && last(about) == last(to);
    let items = |name: &str| -> BTreeSet<(RepoPath, ItemNumber)> {
        let named = items_named(world, name).into_iter();
        named.map(|(place, item)| (place.path, item)).collect()
    };
    is_alike && items(about).intersection(&items(to)).next().is_some()
}

/// Entries that silence nothing, and those that no longer count.
fn check(at: At<'_>, boundary: &Boundary, contract: &ContractFile, list: &mut Vec<Finding>) {
    let world = at.world;
    let mut about = Findings::new(at);
    for entry in &contract.accepted {
        let meant = first_meant(at, boundary, entry);
        if meant.as_ref().is_some_and(|it| it.needs_decision) {
            about.add(needs_decision(entry.rule.range));
            continue;
        }
        let Some(finding) = meant else {
            let rule = &entry.rule.value;
            let file = entry.in_path.as_ref().map_or("here", |it| &*it.value);
            let what = entry.to.as_ref().map(|to| format!(" with {}", to.value));
            about.add(NewFinding::new(
                Rule::AllowUnused,
                entry.rule.range,
                format!("Nothing in {file} breaks {rule}{}", what.unwrap_or_default()),
                "Remove the entry: what it accepted is gone",
            ));
            continue;
        };
        if let Some(until) = entry.until.as_ref().filter(|_| has_ended(world, entry)) {
            let new = NewFinding::new(
                Rule::ContractExpired,
                until.range,
                format!(
                    "{} was accepted until {}, and is still there",
                    entry.rule.value, until.value
                ),
                "Settle it, or give the entry a later day",
            );
            about.add(new.related(finding.place, "The first such finding"));
        }
    }
    list.append(&mut about.list);
}

/// The first finding that an entry means; one that it can accept, if there is any.
fn first_meant(at: At<'_>, boundary: &Boundary, entry: &Accepted) -> Option<Finding> {
    let world = at.world;
    let in_file = |path: &RepoPath| {
        let found = stated(At { path, ..at }).into_iter();
        found.filter(|it| is_meant(world, boundary, entry, it)).min_by_key(|it| it.needs_decision)
    };
    if let Some(file) = &entry.in_path {
        return in_file(&boundary.path.join(&file.value)?);
    }
    let files = world.files_below(&boundary.path).map(|(path, _)| path);
    let mut own =
        files.filter(|path| world.boundaries.at(path).is_some_and(|it| it.path == boundary.path));
    own.find_map(in_file)
}
