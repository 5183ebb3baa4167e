//! Promises of a contract of which nobody can say which item keeps them: for the list of what was not checked.

use std::collections::BTreeMap;

use boundstone_model::{Boundary, InterfaceEntry, Language, RepoPath, Stability};

use super::super::At;
use super::missing::{
    behind_alias, hidden, is_file, is_known, is_meant, last_name, meanings, why_missing,
};
use super::names::{is_level_known, level, why_empty};
use crate::World;
use crate::change::Record;
use crate::crossings::{Keys, Meant};
use crate::query::card::interface;

/// So many of them are named where all have one reason.
const NAMED: usize = 3;

pub(in super::super) fn not_compared(at: At<'_>) -> Vec<(RepoPath, String)> {
    let At { world, path, .. } = at;
    let Some(Record::Contract(contract)) = world.record(path) else { return Vec::new() };
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = world.boundaries.in_folder(&folder) else { return Vec::new() };
    let mut by_reason: BTreeMap<String, Vec<&InterfaceEntry>> = BTreeMap::new();
    for (number, entry) in contract.interface.iter().flatten().enumerate() {
        if entry.stability.value.is_promise()
            && let Some(why) = why(at, boundary, (number, entry))
        {
            by_reason.entry(why).or_default().push(entry);
        }
    }
    by_reason.into_iter().map(|(why, entries)| (path.clone(), row(&entries, &why))).collect()
}

fn row(entries: &[&InterfaceEntry], why: &str) -> String {
    if let [entry] = entries {
        let (word, key) = (entry.stability.value.name(), &entry.key.value);
        return format!("the {word} {key} was not compared: {why}");
    }
    let named = entries.iter().take(NAMED).map(|it| it.key.value.to_string());
    let more = entries.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("{more} more"));
    let named: Vec<String> = named.chain(more).collect();
    format!("{} promises were not compared ({}): {why}", entries.len(), named.join(", "))
}

/// Why a promise is held against nothing; `None` where it is held, or missed.
fn why(
    at: At<'_>,
    boundary: &Boundary,
    (number, entry): (usize, &InterfaceEntry),
) -> Option<String> {
    let (world, folder) = (at.world, &boundary.path);
    if !world.claims.meant(world, at.path, number).is_empty() || is_file(at, folder, number) {
        return None;
    }
    if let Some(target) = behind_alias(at, folder, number) {
        return Some(format!(
            "its type is another name for `{target}`; `boundstone contract diff` compares it"
        ));
    }
    let name = last_name(entry);
    if name.is_some_and(|name| why_missing(at, folder, (number, name)).is_some()) {
        return None;
    }
    if is_of_others(world, folder, &entry.key.value) {
        let why = "what it names is of another package, which is not in the repository";
        return Some(why.to_owned());
    }
    if world.claims.has_match(at.path, number) {
        return Some("several items may be meant".to_owned());
    }
    let key = &entry.key.value;
    if level(key).is_some() {
        let is_told = why_empty(at, folder, (number, key)).is_some();
        let is_held = is_told || is_level_known(at, folder, number);
        return (!is_held).then(|| "nothing is found there".to_owned());
    }
    name?;
    let has_macros = boundary.languages.contains(&Language::Rust.name());
    if let Some(home) = defined_in(world, boundary, meanings(at, folder, number)) {
        let why = format!(
            "it is defined in {home}, whose contract does not promise as much; `boundstone contract diff` compares it"
        );
        return (!is_held_elsewhere(world, folder, (number, entry))).then_some(why);
    }
    if is_known(at, folder, number) {
        let made = if has_macros { "is made by a macro, or " } else { "" };
        return Some(format!(
            "what it names {made}is defined elsewhere, or is no item of its own; `boundstone contract diff` compares it"
        ));
    }
    if let Some((file, reason)) = world.unread(folder) {
        return Some(format!("{file} was not read: {reason}"));
    }
    let may_be_made = has_macros
        && !is_meant(at, folder, number)
        && hidden(at, folder, (number, &entry.key.value)).is_none();
    let why = "a macro may make it; `boundstone contract diff` looks into macros";
    may_be_made.then(|| why.to_owned())
}

/// Whether the contracts of others promise as much of all that a key leads to: there it is compared.
fn is_held_elsewhere(
    world: &World,
    folder: &RepoPath,
    (number, entry): (usize, &InterfaceEntry),
) -> bool {
    let Some(promise) = world.promise(folder) else { return false };
    let is_held = |(file, item)| {
        let answer = world.crossings.files.path(file).and_then(|it| interface(world, it, item));
        let is = answer.map(|it| it.entry.stability.value);
        is == Some(Stability::Frozen)
            || (is == Some(Stability::Stable) && entry.stability.value == Stability::Stable)
    };
    let mut items = promise.items_of_key(number).peekable();
    items.peek().is_some() && items.all(is_held)
}

/// Whether a statement of the crate in a folder hands a name on that another crate defines, which is not in the repository.
fn is_of_others(world: &World, folder: &RepoPath, key: &str) -> bool {
    world.shown(folder).is_some_and(|it| it.hands_on(key))
        && Keys::new(world).is_elsewhere(folder, key)
}

/// The boundary of what a name of another one leads to.
pub(in super::super) fn defined_in<'w, 'm>(
    world: &'w World,
    boundary: &Boundary,
    meant: impl IntoIterator<Item = &'m Meant>,
) -> Option<&'w str> {
    meant.into_iter().find_map(|it| {
        let home = world.boundaries.at(world.crossings.files.path(it.file)?)?;
        (home.path != boundary.path).then_some(&*home.name)
    })
}
