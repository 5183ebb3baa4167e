//! Items that no longer promise what they promised: frozen ones as their contract records it, or else, with the
//! stable ones, as it was at the base; where nobody knows that, as a report of the package has it.

mod base;
mod by_surfaces;
mod compared;
mod conditions;
mod gone;
mod held;
mod implementations;
mod let_go;
mod manifest;
mod moved;
mod pairs;
mod recorded;
mod redirected;
mod renamed;
mod report;
mod settled;
mod without_contract;
mod without_decision;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use boundstone_model::RepoPath;

pub use self::by_surfaces::{BySurfaces, by_surfaces};
pub(in crate::query) use self::held::held;

use self::held::Held;
use super::Findings;
use crate::World;
use crate::change::Record;
use crate::query::code::CodeReader;

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    if let Some(Record::Contract(contract)) = world.record(path) {
        recorded::check_entries(found, contract);
        let_go::check(found, contract);
    }
    gone::check(found);
    without_contract::check(found);
    without_decision::check(found);
    manifest::check(found);
    conditions::check(found);
    by_surfaces::check(found);
    let (recorded, others): (Vec<Held<'_>>, Vec<Held<'_>>) =
        held(world, path).partition(|it| it.promise.recorded.is_some());
    // What cannot be compared is counted by `not_compared`.
    if !recorded.is_empty() {
        recorded::check_items(found, &recorded);
    }
    let is_held = !recorded.is_empty() || !others.is_empty();
    let may_lead = redirected::may_lead(world, path);
    if !is_held && !may_lead && !implementations::may_implement(world, path) {
        return;
    }
    let mut followed = implementations::check(found);
    if may_lead {
        followed.extend(redirected::check(found));
    }
    if is_held {
        followed.extend(base::check(found, &others, &recorded));
    }
    followed.remove(path);
    found.code.follows(path, followed.into_iter().collect());
}

/// Those of the files, and of the records that speak of them, that are held against what they were at the base.
pub fn compared_with_the_past(world: &World, paths: &[&RepoPath]) -> Vec<RepoPath> {
    let mut compared = Vec::new();
    for path in paths {
        if matches!(world.record(path), Some(Record::Contract(_))) {
            compared.push((*path).clone());
        }
        compared.extend(without_contract::gone(world, path));
        compared.extend(manifest::is_kept(world, path).then(|| (*path).clone()));
        if implementations::may_implement(world, path)
            || conditions::may_lead(world, path)
            || redirected::may_lead(world, path)
        {
            compared.push((*path).clone());
        }
        let mut held = held(world, path).filter(|it| it.promise.recorded.is_none()).peekable();
        if held.peek().is_some() {
            compared.push((*path).clone());
            compared.extend(held.map(|it| it.promise.because.place.path));
        }
    }
    compared.sort();
    compared.dedup();
    compared
}

/// The items that are kept and could not be compared, and why: for the list of what was not checked.
pub(super) fn not_compared<'p>(
    world: &World,
    code: &dyn CodeReader,
    paths: impl Iterator<Item = &'p RepoPath>,
) -> Vec<(RepoPath, String)> {
    let (asked, in_doubt) = (OnceCell::new(), OnceCell::new());
    let base = || asked.get_or_init(|| code.base());
    let doubt = || *in_doubt.get_or_init(|| code.doubt());
    let mut rows = Vec::new();
    // What is so of all the items that somebody keeps is said once for each who promised.
    let (mut without_base, mut doubtful) = (Counts::new(), Counts::new());
    for path in paths {
        let (recorded, others): (Vec<Held<'_>>, Vec<Held<'_>>) =
            held(world, path).partition(|it| it.promise.recorded.is_some());
        rows.extend(unread(code, path, recorded.iter().chain(&others)));
        let kept = recorded::kept(world, path);
        if others.is_empty() && kept == 0 {
            continue;
        }
        if base().is_err() {
            let is_judged = |held: &&Held<'_>| report::is_recorded(world, code, held);
            count(&mut without_base, path, kept, others.iter().filter(|it| !is_judged(it)));
            continue;
        }
        if doubt().is_some() {
            count(&mut doubtful, path, kept, others.iter());
        }
        if kept > 0 {
            rows.extend(recorded::not_compared(code, path, kept));
        }
        rows.extend(base::not_compared(world, code, path, &others, &recorded));
    }
    if let Some(Err(why)) = asked.get() {
        rows.extend(counted(without_base, &format!("not compared with the past: {why}")));
    }
    if let Some(Some(why)) = in_doubt.get() {
        rows.extend(counted(doubtful, &format!("compared with HEAD alone: {why}")));
    }
    rows
}

/// How many items each of the records keeps.
type Counts = BTreeMap<RepoPath, usize>;

/// Counts the `kept` signatures that the contract at `path` records, and items by who promised them.
fn count<'h>(
    counts: &mut Counts,
    path: &RepoPath,
    kept: usize,
    items: impl Iterator<Item = &'h Held<'h>>,
) {
    for held in items {
        *counts.entry(held.promise.because.place.path.clone()).or_default() += 1;
    }
    if kept > 0 {
        *counts.entry(path.clone()).or_default() += kept;
    }
}

fn counted(counts: Counts, what: &str) -> impl Iterator<Item = (RepoPath, String)> {
    counts.into_iter().map(move |(record, count)| {
        let items = if count == 1 { "item that it keeps was" } else { "items that it keeps were" };
        (record, format!("{count} {items} {what}"))
    })
}

/// Those whose signature cannot be read.
fn unread<'h>(
    code: &dyn CodeReader,
    path: &RepoPath,
    all: impl Iterator<Item = &'h Held<'h>> + Clone,
) -> Vec<(RepoPath, String)> {
    if all.clone().next().is_none() {
        return Vec::new();
    }
    match code.signatures(path) {
        Err(why) => all.map(|it| it.not_compared(&why)).collect(),
        Ok(known) => {
            let is_read =
                |it: &&Held<'_>| known.of(it.item).is_some_and(|own| own.signature.is_some());
            all.filter(|it| !is_read(it))
                .map(|it| it.not_compared("its signature cannot be read"))
                .collect()
        }
    }
}
