//! The key of a contract that names the very path under which an item is used.
//!
//! An item may have several paths, and a contract may keep one of them to itself: `"internal::*" = "internal"`.

use boundstone_model::{ContractFile, InterfaceEntry, Language};

use super::super::Findings;
use super::offer::Closeness;
use super::usage::{Usage, Use};

/// An entry, how closely it names the path, and the path as it is written, without the crate.
pub(super) struct Written<'w> {
    pub(super) entry: &'w InterfaceEntry,
    pub(super) closeness: Closeness,
    pub(super) path: String,
}

/// The entry that names the path of a use in Rust most closely, where the path begins with the name of the crate.
pub(super) fn entry<'w>(
    found: &Findings<'_>,
    usage: &Usage<'_>,
    used: &Use<'_>,
    contract: &'w ContractFile,
) -> Option<Written<'w>> {
    let path = path(found, usage, used)?;
    let level = path.rsplit_once("::").map_or("", |(level, _)| level);
    let closeness = |entry: &'w InterfaceEntry| {
        let key = &*entry.key.value;
        let is_level = key.strip_suffix('*').is_some_and(|it| it.trim_end_matches("::") == level);
        let closeness = match (key == path, is_level) {
            (true, _) => Closeness::Exact,
            (_, true) => Closeness::Level,
            _ => return None,
        };
        Some((entry, closeness))
    };
    let entries = contract.interface.iter().flatten().filter_map(closeness);
    let (entry, closeness) = entries.rev().max_by_key(|(_, closeness)| *closeness)?;
    Some(Written { entry, closeness, path })
}

fn path(found: &Findings<'_>, usage: &Usage<'_>, used: &Use<'_>) -> Option<String> {
    if usage.facts.language != Language::Rust {
        return None;
    }
    let packages = &found.world.crossings.packages;
    let at = used.row.at;
    let imports = &usage.references.imports;
    let segments: Vec<&str> = match imports.get(at.reference as usize) {
        Some(import) if at.segment == 0 => import.from.split("::").chain([import.name]).collect(),
        Some(_) => return None,
        None => {
            let path = usage.references.paths.get(at.reference as usize - imports.len())?;
            path.path.split("::").take(at.segment as usize + 1).collect()
        }
    };
    let mut segments = segments.into_iter().filter(|it| !it.is_empty()).map(boundstone_model::bare);
    let name = segments.next()?;
    let is_hidden = imports.iter().any(|import| import.bound == name);
    let library = packages.library_in(&used.to.path)?;
    let is_crate = packages.at(found.path)?.calls(name, library) && !is_hidden;
    is_crate.then(|| segments.collect::<Vec<_>>().join("::"))
}
