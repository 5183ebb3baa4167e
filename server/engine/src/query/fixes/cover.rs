//! A record that is made to say of the code that mentions it: this I govern.

use std::collections::BTreeSet;

use boundstone_model::{
    Binding, FileEdit, Fix, FixKind, GovernsEntry, GovernsTarget, ItemNumber, Language, RepoPath,
    Rule, Status,
};
use boundstone_text::TextRange;

use super::front_matter::{self, FrontMatter};
use super::{Asked, meet};
use crate::World;
use crate::claims::Claims;
use crate::decisions::{DecisionIndex, Meaning};
use crate::governs::PathGlob;
use crate::query::symbol::symbol;

/// With the cursor in its front matter or its title, the record with an entry in `governs` for each place in
/// code that mentions it and that it does not govern yet.
pub(super) fn fix(asked: &Asked<'_>, range: TextRange) -> Option<Fix> {
    let world = asked.world;
    let index = world.decisions.at(asked.path)?;
    let record = world.decisions.get(index)?;
    let front_matter = FrontMatter::of(asked.text)?;
    let is_at_head = front_matter.range().is_some_and(|head| meet(head, range))
        || meet(record.file.title.range, range);
    if !is_at_head || !may_govern(world, index) || !can_be_written(asked) {
        return None;
    }
    let entries = uncovered(world, index);
    let is_listed = |entry: &&GovernsEntry| {
        record.file.constraints.iter().all(|constraint| constraint.what.range != entry.range)
    };
    let listed: Vec<_> = record.file.governs.iter().filter(is_listed).cloned().collect();
    let edits = front_matter.with_governs(&listed, &entries)?;
    let title = match entries.as_slice() {
        [] => return None,
        [entry] => format!("Govern what mentions it: {entry}"),
        several => format!("Govern the {} places that mention it", several.len()),
    };
    let edit = |(range, text): (TextRange, String)| -> FileEdit { asked.replace(range, text) };
    Some(Fix {
        title,
        kind: FixKind::Refactor,
        settles: None,
        is_preferred: false,
        edits: edits.into_iter().map(edit).collect(),
        cursor: None,
    })
}

/// What is retired or was never accepted governs nothing new.
fn may_govern(world: &World, index: DecisionIndex) -> bool {
    let status = world.decisions.get(index).map(|record| record.file.status);
    world.decisions.is_in_force(index) || status == Some(Status::Proposed)
}

/// Front matter is Markdown's, and what is not understood is not added to.
fn can_be_written(asked: &Asked<'_>) -> bool {
    let is_markdown = Language::of(asked.path) == Some(Language::Markdown);
    let problems = asked.world.file(asked.path).map(|file| file.problems()).unwrap_or_default();
    is_markdown && !problems.iter().any(|it| it.rule == Rule::DecisionMalformed)
}

/// An entry for each item or file of code whose mention of the decision `governs` does not cover.
fn uncovered(world: &World, index: DecisionIndex) -> Vec<String> {
    let mut files = BTreeSet::new();
    let mut items = BTreeSet::new();
    for (path, number) in world.mentions.of(&world.decisions, index, |path| world.facts(path)) {
        let Some(facts) = world.facts(&path).filter(|facts| facts.language.is_code()) else {
            continue;
        };
        let Some(mention) = facts.mentions().get(number as usize) else { continue };
        if world.decisions.meaning(&path, mention) != Meaning::One(index) {
            continue;
        }
        match mention.binding {
            Binding::File if !is_covered(world, index, &path, None) => {
                files.insert(path);
            }
            Binding::Item(item) if !is_covered(world, index, &path, Some(item)) => {
                items.insert((path, item));
            }
            _ => {}
        }
    }
    items.retain(|(path, _)| !files.contains(path));
    let of_files = files.iter().filter_map(entry_of_file);
    let of_items = items.iter().filter_map(|(path, item)| entry_of_item(world, path, *item));
    let entries: BTreeSet<String> = of_files.chain(of_items).collect();
    entries.into_iter().filter(|entry| front_matter::is_plain(entry)).collect()
}

fn is_covered(
    world: &World,
    index: DecisionIndex,
    path: &RepoPath,
    item: Option<ItemNumber>,
) -> bool {
    let Some(record) = world.decisions.get(index) else { return false };
    let by_glob = world.governs.of(path).iter().any(|(decision, _)| *decision == index);
    let by_boundary = || {
        let boundary = world.boundaries.at(path);
        boundary.is_some_and(|it| world.governs.of_boundary(it).iter().any(|(to, _)| *to == index))
    };
    let by_name = || {
        let claims = item.map(|item| world.claims.of_item(world, path, item)).unwrap_or_default();
        claims.iter().any(|claim| claim.by == record.path)
    };
    by_glob || by_boundary() || by_name()
}

fn entry_of_file(path: &RepoPath) -> Option<String> {
    let glob = path.to_string();
    let is_itself = PathGlob::new(&glob).is_ok_and(|glob| glob.is_match(path));
    is_itself.then_some(glob)
}

/// The item by the name that a consumer calls it by, where the layout of the files makes that the name of
/// nothing else; else by its file. `None` where neither names it.
fn entry_of_item(world: &World, path: &RepoPath, item: ItemNumber) -> Option<String> {
    let facts = world.facts(path)?;
    // Names of TypeScript say nothing of the file, and a program may lie beside a library.
    let is_unique = facts.language == Language::Rust && path.name() != "main.rs";
    let by_boundary = symbol(world, path, item).filter(|_| is_unique).map(|it| it.to_string());
    let by_file = Some(format!("{path}#{}", facts.path(item)));
    let means = |entry: &String| {
        let Some((container, inner)) = entry.split_once('#') else { return false };
        let target = GovernsTarget::Symbol { container: container.into(), path: inner.into() };
        Claims::would_mean(world, &target, path, item)
    };
    [by_boundary, by_file].into_iter().flatten().find(means)
}
