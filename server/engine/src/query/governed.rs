//! What a decision declares to govern: the files and the items behind its words.

use std::collections::BTreeSet;

use boundstone_model::{
    Boundary, DecisionReach, Finding, GovernsTarget, ItemNumber, Place, RepoPath, Rule,
};

use super::code::CodeReader;
use super::decision::{decision, named_by_contracts};
use super::findings::{findings, not_looked_for};
use crate::World;
use crate::decisions::DecisionIndex;
use crate::governs::PathGlob;

/// So many files of code are looked into for what breaks a decision, before somebody asks for all.
const MOST_SEARCHED: usize = 2_000;

/// The files that a decision governs whole, in path order.
pub(super) fn files(world: &World, index: DecisionIndex) -> BTreeSet<RepoPath> {
    let mut files = BTreeSet::new();
    let Some(record) = world.decisions.get(index) else { return files };
    let excluded: Vec<&PathGlob> = record.globs.exclusions().collect();
    for glob in record.globs.governed() {
        let of_it = world.files_matching(glob);
        files.extend(of_it.filter(|path| !excluded.iter().any(|it| it.is_match(path))).cloned());
    }
    let mut boundaries: Vec<&Boundary> = Vec::new();
    for entry in &record.file.governs {
        if let GovernsTarget::Boundary(name) = &entry.target {
            boundaries.extend(world.boundaries.by_name(name));
        }
    }
    let named = named_by_contracts(world, index);
    boundaries.extend(named.boundaries.iter().filter_map(|path| world.boundaries.in_folder(path)));
    for boundary in boundaries {
        let below = world.files_below(&boundary.path).map(|(path, _)| path);
        let is_of_it =
            |path: &&RepoPath| world.boundaries.at(path).is_some_and(|it| it.path == boundary.path);
        files.extend(below.filter(is_of_it).cloned());
    }
    files
}

/// The items that a decision names, or a contract for it.
pub(super) fn items(world: &World, index: DecisionIndex) -> BTreeSet<(RepoPath, ItemNumber)> {
    let Some(record) = world.decisions.get(index) else { return BTreeSet::new() };
    let entries = (0..record.file.governs.len()).map(|entry| (record.path.clone(), entry));
    let named = named_by_contracts(world, index);
    let all = entries.chain(named.entries);
    all.flat_map(|(by, entry)| world.claims.meant(world, &by, entry)).collect()
}

/// Where the name of an item stands.
pub(super) fn place_of_item(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Place> {
    let range = world.facts(path)?.item(item)?.name_range;
    Some(Place { path: path.clone(), range })
}

/// The decisions that govern a path by their globs, each by its position, with that of the entry that says so.
pub fn decisions_by_globs(world: &World, path: &RepoPath) -> Vec<(usize, usize)> {
    world.governs.of(path)
}

/// How far the decision at `path` reaches; `None` where there is none.
pub fn decision_reach(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
) -> Option<DecisionReach> {
    let index = world.decisions.at(path)?;
    let (files, items) = (files(world, index), items(world, index));
    let searched = code_files(world, &files, &items);
    let is_searched = searched.len() <= MOST_SEARCHED;
    let violations = is_searched.then(|| breaking(world, code, path, &searched).len());
    Some(DecisionReach {
        files: files.len(),
        symbols: items.len(),
        mentions: decision(world, index)?.mentions.len(),
        violations: violations.filter(|_| forbids(world, index)),
        not_looked_into: if is_searched {
            not_looked_into(world, code, path, &searched)
        } else {
            0
        },
        is_searched: is_searched || !forbids(world, index),
    })
}

/// The findings that code breaks the decision at `path`, by path and place.
pub fn violations(world: &World, code: &dyn CodeReader, path: &RepoPath) -> Vec<Finding> {
    let Some(index) = world.decisions.at(path).filter(|index| forbids(world, *index)) else {
        return Vec::new();
    };
    let searched = code_files(world, &files(world, index), &items(world, index));
    breaking(world, code, path, &searched)
}

/// How many of the files could not be looked into for what the decision forbids.
fn not_looked_into(
    world: &World,
    code: &dyn CodeReader,
    record: &RepoPath,
    files: &BTreeSet<RepoPath>,
) -> usize {
    let is_of_it = |path: &&RepoPath| {
        not_looked_for(world, code, path).iter().any(|not| not.record.path == *record)
    };
    files.iter().filter(is_of_it).count()
}

fn forbids(world: &World, index: DecisionIndex) -> bool {
    let record = world.decisions.get(index);
    record.is_some_and(|record| record.file.constraints.iter().any(|it| it.demand.forbids()))
        && world.decisions.is_in_force(index)
}

fn code_files(
    world: &World,
    files: &BTreeSet<RepoPath>,
    items: &BTreeSet<(RepoPath, ItemNumber)>,
) -> BTreeSet<RepoPath> {
    let is_code = |path: &&RepoPath| world.facts(path).is_some_and(|it| it.language.is_code());
    let of_items = items.iter().map(|(path, _)| path);
    files.iter().chain(of_items).filter(is_code).cloned().collect()
}

fn breaking(
    world: &World,
    code: &dyn CodeReader,
    record: &RepoPath,
    files: &BTreeSet<RepoPath>,
) -> Vec<Finding> {
    let is_of_it = |finding: &Finding| {
        finding.rule == Rule::DecisionConstraint
            && finding.because.iter().any(|because| because.place.path == *record)
    };
    let found = files.iter().flat_map(|path| findings(world, code, path));
    found.filter(is_of_it).collect()
}
