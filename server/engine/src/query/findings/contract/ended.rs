//! Entries whose last day is past and that nothing needs any more: they can go.
//!
//! While something needs them, that is said where it does.

use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, Rule, Stability, UseCount};

use super::super::crossing::{is_past, uses_boundary};
use super::super::{Findings, NewFinding};
use crate::query::usage::usage_of_all;

const HELP: &str = "Remove the entry, and what it allowed for so long";

pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    let folder = found.path.parent().and_then(|it| found.world.boundaries.in_folder(&it).cloned());
    let Some(boundary) = folder else { return };
    ended_uses(found, &boundary, contract);
    ended_items(found, &boundary, contract);
}

fn ended_uses(found: &mut Findings<'_>, boundary: &Boundary, contract: &ContractFile) {
    let world = found.world;
    for entry in contract.uses.iter().flatten() {
        let Some(until) = entry.until.as_ref().filter(|it| is_past(world, Some(it))) else {
            continue;
        };
        let all = world.boundaries.all().iter();
        let mut meant =
            all.filter(|it| world.boundaries.may_mean(&entry.name.value, it)).peekable();
        if meant.peek().is_none() || meant.any(|to| uses_boundary(world, boundary, to)) {
            continue;
        }
        let (from, to) = (&boundary.name, &entry.name.value);
        let message =
            format!("{from} does not use {to} any more, which it might until {}", until.value);
        found.add(NewFinding::new(Rule::AllowUnused, until.range, message, HELP));
    }
}

fn ended_items(found: &mut Findings<'_>, boundary: &Boundary, contract: &ContractFile) {
    let world = found.world;
    for (number, entry) in contract.interface.iter().flatten().enumerate() {
        let is_going = entry.stability.value == Stability::Deprecated;
        let until = entry.until.as_ref().filter(|it| is_going && is_past(world, Some(it)));
        let Some(until) = until else { continue };
        let meant = world.claims.meant(world, found.path, number);
        // A key that means nothing is a finding of its own.
        if meant.is_empty() || usage_of_all(world, &meant).total() != UseCount::default() {
            continue;
        }
        let message = format!(
            "Nothing here uses {} any more, which was deprecated until {}",
            entry.key.value, until.value
        );
        let symbol: Arc<str> = format!("{}#{}", boundary.name, entry.key.value).into();
        found.add(NewFinding::new(Rule::AllowUnused, until.range, message, HELP).about(symbol));
    }
}
