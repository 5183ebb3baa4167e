//! The key of a contract that names the very path under which an item is used.
//!
//! An item may have several paths, and a contract may keep one of them to itself: `"internal::*" = "internal"`.

use boundstone_model::{
    ContractFile, Import, ImportForm, InterfaceEntry, Language, RepoPath, bare,
};

use super::super::Findings;
use super::offer::Closeness;
use super::usage::{Usage, Use};
use crate::World;
use crate::crossings::split_package;

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
    let segments = segments(usage, used)?;
    let name = segments.first()?;
    let is_hidden = usage.references.imports.iter().any(|import| import.bound == *name);
    behind_crate(found.world, found.path, used, &segments).filter(|_| !is_hidden)
}

/// The segments of a name, as they are written.
fn segments<'w>(usage: &Usage<'w>, used: &Use<'_>) -> Option<Vec<&'w str>> {
    let at = used.row.at;
    let imports = &usage.references.imports;
    let segments: Vec<&str> = match imports.get(at.reference as usize) {
        Some(import) if at.segment == 0 => path_of(import),
        Some(_) => return None,
        None => {
            let path = usage.references.paths.get(at.reference as usize - imports.len())?;
            path.path.split("::").take(at.segment as usize + 1).collect()
        }
    };
    Some(segments.into_iter().filter(|it| !it.is_empty()).map(bare).collect())
}

fn path_of<'w>(import: &Import<'w>) -> Vec<&'w str> {
    let path = import.from.split("::").chain([import.name]);
    path.filter(|it| !it.is_empty()).map(bare).collect()
}

/// What follows the name of the crate that is used.
fn behind_crate(world: &World, path: &RepoPath, used: &Use<'_>, all: &[&str]) -> Option<String> {
    let packages = &world.crossings.packages;
    let (name, rest) = all.split_first()?;
    let library = packages.library_in(&used.to.path)?;
    packages.at(path)?.calls(name, library).then(|| rest.join("::"))
}

/// The paths that may be meant by a use, without the boundary: as it is written, and with what an import brings before it.
pub(super) fn candidates(
    world: &World,
    path: &RepoPath,
    usage: &Usage<'_>,
    used: &Use<'_>,
) -> Vec<String> {
    if usage.facts.language != Language::Rust {
        return in_script(usage, used);
    }
    let Some(segments) = segments(usage, used) else { return Vec::new() };
    let Some((first, rest)) = segments.split_first() else { return Vec::new() };
    let imported = usage.references.imports.iter().filter_map(|import| match import.form {
        ImportForm::Glob => Some([path_of(import), segments.clone()].concat()),
        _ if import.bound == *first => Some([path_of(import), rest.to_vec()].concat()),
        _ => None,
    });
    let all = imported.filter_map(|it| behind_crate(world, path, used, &it));
    let mut all: Vec<String> =
        behind_crate(world, path, used, &segments).into_iter().chain(all).collect();
    all.sort();
    all.dedup();
    all
}

/// The name, and the same with the path inside the package from which an import brings it: `testing/mock.js/mock`.
fn in_script(usage: &Usage<'_>, used: &Use<'_>) -> Vec<String> {
    let first = used.written.split('.').next().unwrap_or(used.written);
    let brings = |import: &&Import<'_>| [import.bound, import.name].contains(&first);
    let inside = usage.references.imports.iter().filter(brings).filter_map(|import| {
        let (_, inside) = split_package(import.from);
        let is_of_package = !inside.is_empty() && !import.from.starts_with('.');
        is_of_package.then(|| format!("{inside}/{}", used.written))
    });
    [used.written.to_owned()].into_iter().chain(inside).collect()
}
