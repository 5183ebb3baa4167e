//! What a contract says of a symbol that is used from outside.

use boundstone_model::{ContractFile, InterfaceEntry, RepoPath};

use super::usage::Use;
use crate::World;
use crate::claims::{module_path, segments_of};
use crate::crossings::{FileId, Meant};

/// A symbol that a contract may speak of.
#[derive(Clone, Copy, Debug)]
pub(in crate::query) struct Asked<'a> {
    /// The folder of the boundary whose contract it is.
    pub(in crate::query) folder: &'a RepoPath,
    pub(in crate::query) file: FileId,
    /// Its path inside its file.
    pub(in crate::query) path: &'a str,
    /// Its name, as it is written where it is used or defined.
    pub(in crate::query) written: &'a str,
}

/// How closely a key names a symbol, the closest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::query) enum Closeness {
    /// The symbol has to be written to reach the item of the key.
    OnTheWay,
    /// The key is what the symbol lies in.
    Around,
    /// A `*` of the level on which the symbol stands.
    Level,
    Exact,
}

const ALL: &str = "*";

/// The key that names what is used most closely.
pub(super) fn entry_for<'w>(
    world: &World,
    contract: &'w ContractFile,
    used: &Use<'_>,
) -> Option<(&'w InterfaceEntry, Closeness)> {
    let target = &used.target;
    let (folder, written) = (&used.to.path, used.written);
    entry_of(world, contract, Asked { folder, file: target.file, path: &target.path, written })
}

/// The key that names a symbol most closely.
pub(in crate::query) fn entry_of<'w>(
    world: &World,
    contract: &'w ContractFile,
    asked: Asked<'_>,
) -> Option<(&'w InterfaceEntry, Closeness)> {
    let promise = world.promise(asked.folder);
    let entries = contract.interface.as_ref()?;
    let numbers = match promise {
        Some(promise) => promise.keys_into(asked.file),
        None => (0..entries.len()).collect(),
    };
    let closeness = |number: usize| {
        let entry = entries.get(number)?;
        let meant = promise.and_then(|it| it.keys.get(number)).map(Vec::as_slice);
        let by_meaning = match meant.unwrap_or_default() {
            // No user can write anything that the key would mean.
            [] if entry.key.value.ends_with(ALL)
                && promise.is_some_and(|it| it.is_absent(number)) =>
            {
                None
            }
            // What the key means is not known, so that its text has to do.
            [] => by_text(world, &entry.key.value, asked),
            meant => {
                let is_star = entry.key.value.ends_with(ALL);
                meant.iter().filter_map(|it| by_meaning(it, is_star, asked)).max()
            }
        };
        Some((entry, by_meaning?))
    };
    // Of equally close ones the first counts.
    numbers.into_iter().filter_map(closeness).rev().max_by_key(|(_, closeness)| *closeness)
}

fn by_meaning(meant: &Meant, is_star: bool, asked: Asked<'_>) -> Option<Closeness> {
    if meant.file != asked.file {
        return None;
    }
    let path = asked.path;
    let exact = if is_star { Closeness::Level } else { Closeness::Exact };
    let inside = match meant.path.as_str() {
        "" => Some(path),
        outer if outer == path => Some(""),
        outer => path.strip_prefix(outer).and_then(|rest| rest.strip_prefix([':', '.'])),
    };
    match inside.map(|inside| inside.trim_start_matches(':')) {
        Some("") if meant.is_level => Some(Closeness::OnTheWay),
        Some("") => Some(exact),
        Some(inside) if meant.is_level && !inside.contains([':', '.']) => Some(Closeness::Level),
        // Of a module's `*`, members of its items too; an item holds its members.
        Some(_) => Some(Closeness::Around),
        None => {
            let rest = meant.path.strip_prefix(path)?;
            rest.starts_with([':', '.']).then_some(Closeness::OnTheWay)
        }
    }
}

fn by_text(world: &World, key: &str, asked: Asked<'_>) -> Option<Closeness> {
    let (inside, key) = key.rsplit_once('/').unwrap_or(("", key));
    if key == ALL && !inside.is_empty() {
        // Of a subpath that leads to no file anything may be.
        return Some(Closeness::Around);
    }
    let segments = segments_of(key);
    let key: Vec<&str> = segments.iter().map(String::as_str).collect();
    let path = world.crossings.files.path(asked.file)?;
    let language = world.facts(path)?.language;
    let mut full = module_path(path, asked.folder, language).unwrap_or_default();
    let module = full.len();
    let inside = segments_of(asked.path);
    full.extend(inside.iter().map(String::as_str));
    if let Some((&ALL, level)) = key.split_last() {
        let levels = (module..full.len()).filter_map(|end| full.get(..end));
        let closest = levels.rev().position(|outer| outer.ends_with(level));
        return match closest {
            Some(0) => Some(Closeness::Level),
            Some(_) => Some(Closeness::Around),
            None => level.ends_with(&full).then_some(Closeness::OnTheWay),
        };
    }
    if full.ends_with(&key) || key == [asked.written] {
        return Some(Closeness::Exact);
    }
    let mut outer = (module + 1..full.len()).filter_map(|end| full.get(..end));
    if outer.any(|outer| outer.ends_with(&key)) {
        return Some(Closeness::Around);
    }
    let mut shorter = (1..key.len()).filter_map(|end| key.get(..end));
    shorter.any(|outer| full.ends_with(outer)).then_some(Closeness::OnTheWay)
}
