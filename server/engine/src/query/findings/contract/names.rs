//! Names in a contract that match nothing: what is said of them holds for nothing, and reads as if it did.

use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, RepoPath, Rule, Severity, Spanned};

use super::super::named_item::is_written;
use super::super::{At, Findings, NewFinding};
use super::missing::NOT_EXPORTED;
use crate::crossings::Keys;
use crate::query::contract_name::file_named;
use crate::query::named::items_named;
use crate::world::CONFIG_FILE;

pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    let folder = found.path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = found.world.boundaries.in_folder(&folder).cloned() else { return };
    layer_without_layers(found, contract);
    repeated_uses(found, contract, &boundary);
    missing_entries(found, contract);
    if !boundary.languages.is_empty() && found.world.unread(&folder).is_none() {
        empty_levels(found, contract, &boundary);
        unknown_replacements(found, contract, &boundary);
    }
}

/// A layer is one among those of the root file. Where that is half typed, nothing is known of them.
fn layer_without_layers(found: &mut Findings<'_>, contract: &ContractFile) {
    let world = found.world;
    let Some(layer) = contract.layer.as_ref().filter(|_| world.config.layers.is_none()) else {
        return;
    };
    let config = RepoPath::new(CONFIG_FILE).and_then(|path| world.file(&path));
    if config.is_some_and(|it| !it.problems().is_empty() || it.not_checked().is_some()) {
        return;
    }
    let message = format!("`{}` is no layer: {CONFIG_FILE} has no `layers`", layer.value);
    let help = format!("List them there, high to low: layers = [\"{}\"]", layer.value);
    found.add(NewFinding::new(Rule::ConfigUnknownName, layer.range, message, help));
}

/// A boundary that `uses` names twice, or that is this one: one of the two entries does nothing.
fn repeated_uses(found: &mut Findings<'_>, contract: &ContractFile, own: &Boundary) {
    let lists = [
        ("uses", contract.uses.iter().flatten().map(|it| &it.name).collect::<Vec<_>>()),
        ("used-by", contract.used_by.iter().flatten().collect()),
    ];
    for (list, names) in lists {
        for (number, name) in names.iter().enumerate() {
            let mut before = names.iter().take(number);
            let message = if found.world.boundaries.by_name(&name.value) == Some(own) {
                format!("{} is this boundary itself", name.value)
            } else if before.any(|other| other.value == name.value) {
                format!("`{list}` names {} twice", name.value)
            } else {
                continue;
            };
            let help = "Remove it";
            found.add(NewFinding::new(Rule::ConfigMalformed, name.range, message, help));
        }
    }
}

fn missing_entries(found: &mut Findings<'_>, contract: &ContractFile) {
    for entry in contract.entry.iter().flatten() {
        if file_named(found.world, found.path, &entry.value).is_some() {
            continue;
        }
        let message = format!("There is no file {} here", entry.value);
        let help = "Name a source file as seen from the folder of this file";
        found.add(NewFinding::new(Rule::ConfigUnknownName, entry.range, message, help));
    }
}

fn empty_levels(found: &mut Findings<'_>, contract: &ContractFile, boundary: &Boundary) {
    for (number, entry) in contract.interface.iter().flatten().enumerate() {
        let key = &entry.key.value;
        let Some(level) = level(key) else { continue };
        let Some(why) = why_empty(found.at(), &boundary.path, (number, key)) else { continue };
        let message = format!("{} has nothing called {level}{why}", boundary.name);
        let help = "Name a module or a type as its users write it, or remove the key";
        found.add(NewFinding::new(Rule::ContractMissingItem, entry.key.range, message, help));
    }
}

/// What is to be said of a `*` of a level that no entry of a package has, or that is written nowhere, so that no macro makes it;
/// `None` for any other.
pub(super) fn why_empty(
    at: At<'_>,
    folder: &RepoPath,
    (number, key): (usize, &str),
) -> Option<&'static str> {
    let level = level(key)?;
    let promise = at.world.promise(folder);
    if promise.is_some_and(|it| it.is_absent(number)) {
        return Some(NOT_EXPORTED);
    }
    // A way that `exports` opens is there, whatever is built of it.
    if key.ends_with("/*") && Keys::new(at.world).has_exports(folder) {
        return None;
    }
    (!is_level_known(at, folder, number) && !is_written(at, folder, last(level))).then_some("")
}

/// Whether a `*` is of a level that is found.
pub(super) fn is_level_known(
    At { world, path, .. }: At<'_>,
    folder: &RepoPath,
    number: usize,
) -> bool {
    let meant = world.promise(folder).and_then(|it| it.keys.get(number));
    meant.is_some_and(|it| !it.is_empty()) || world.claims.has_match(path, number)
}

/// `a::b` of `a::b::*`; `None` for other keys, and for all of the boundary.
pub(super) fn level(key: &str) -> Option<&str> {
    let level = key.strip_suffix('*')?.trim_end_matches(SEPARATORS);
    (!level.is_empty()).then_some(level)
}

const SEPARATORS: [char; 3] = [':', '.', '/'];

fn last(path: &str) -> &str {
    path.rsplit(SEPARATORS).next().unwrap_or(path)
}

fn unknown_replacements(found: &mut Findings<'_>, contract: &ContractFile, boundary: &Boundary) {
    let replacements = contract.interface.iter().flatten();
    for name in replacements.filter_map(|entry| entry.replacement.as_ref()) {
        if is_there(found, contract, boundary, name) {
            continue;
        }
        let message = format!("Nothing is called `{}`, which is to be used instead", name.value);
        let help = "Name an item as its users write it, of another boundary as `BOUNDARY#path`";
        let finding = NewFinding::new(Rule::ConfigUnknownName, name.range, message, help);
        // A word may be the name of a package of others.
        let is_word = !name.value.contains('#');
        found.add(if is_word { finding.usually(Severity::Warning) } else { finding });
    }
}

/// Whether what serves instead may be there: it is found, or written somewhere in the code, or said in words. A longer path
/// may be one of a package that is not in the repository.
fn is_there(
    found: &Findings<'_>,
    contract: &ContractFile,
    boundary: &Boundary,
    name: &Spanned<Arc<str>>,
) -> bool {
    let (world, at, name) = (found.world, found.at(), &*name.value);
    let is_word = |name: &str| name.chars().all(|ch| ch.is_alphanumeric() || "_$-".contains(ch));
    let (of, inner) = name.split_once('#').unwrap_or((&boundary.name, name));
    let is_elsewhere = name.contains('#');
    if !is_word(last(inner)) || (!is_elsewhere && !is_word(name)) {
        return true;
    }
    let Some(of) = world.boundaries.by_name(of) else { return !is_elsewhere };
    let mut keys = contract.interface.iter().flatten();
    keys.any(|entry| *entry.key.value == *name)
        || is_written(at, &of.path, last(inner))
        || !Keys::new(world).meant(&of.path, inner).0.is_empty()
        || !items_named(world, &format!("{}#{inner}", of.name)).is_empty()
}
