use std::sync::Arc;

use boundstone_model::{
    CargoDependency, CargoDependencyKind, CargoPatch, DependencySource, WorkspaceDependency,
};

use super::{read_flag, read_name};
use crate::toml::{Entry, Kind, Table};

/// The tables of dependencies, each with its name in old editions, which counts where the other is
/// absent.
const TABLES: [(&str, Option<&str>, CargoDependencyKind); 3] = [
    ("dependencies", None, CargoDependencyKind::Normal),
    ("dev-dependencies", Some("dev_dependencies"), CargoDependencyKind::Dev),
    ("build-dependencies", Some("build_dependencies"), CargoDependencyKind::Build),
];

/// The dependencies of the package: those of all its targets.
pub(super) fn all(manifest: &Table) -> Box<[CargoDependency]> {
    let targets = manifest.table("target").map(|targets| targets.entries.as_slice());
    let targets = targets.unwrap_or_default().iter().filter_map(as_table);
    std::iter::once(manifest).chain(targets).flat_map(in_tables).collect()
}

/// The dependencies of one table that holds tables of them.
fn in_tables(table: &Table) -> impl Iterator<Item = CargoDependency> {
    TABLES.into_iter().flat_map(|(name, old_name, kind)| {
        let found = table.table(name).or_else(|| table.table(old_name?));
        let entries = found.map(|found| found.entries.as_slice()).unwrap_or_default();
        entries.iter().map(move |entry| dependency(entry, kind))
    })
}

fn dependency(entry: &Entry, kind: CargoDependencyKind) -> CargoDependency {
    let (key, version) = (key(entry), version(entry));
    let source = DependencySource::Elsewhere;
    let Some(stated) = as_table(entry) else {
        return CargoDependency { key, package: None, version, source, kind };
    };
    if read_flag(stated, "workspace") == Some(true) {
        let source = DependencySource::Inherited;
        return CargoDependency { key, package: None, version: None, source, kind };
    }
    let source = path(stated).map_or(source, DependencySource::At);
    CargoDependency { key, package: read_name(stated, "package"), version, source, kind }
}

/// `workspace.dependencies`.
pub(super) fn of_workspace(workspace: &Table) -> Box<[WorkspaceDependency]> {
    let entries = workspace.table("dependencies").map(|table| table.entries.as_slice());
    let read = |entry| {
        let stated = as_table(entry);
        WorkspaceDependency {
            key: key(entry),
            package: stated.and_then(|stated| read_name(stated, "package")),
            version: version(entry),
            path: stated.and_then(path),
        }
    };
    entries.unwrap_or_default().iter().map(read).collect()
}

/// What `[patch.…]` and `[replace]` take from folders.
pub(super) fn patches(manifest: &Table) -> Box<[CargoPatch]> {
    let sources = manifest.table("patch").map(|patch| patch.entries.as_slice());
    let patched = sources
        .unwrap_or_default()
        .iter()
        .filter_map(as_table)
        .flat_map(|source| &source.entries)
        .filter_map(|entry| {
            let stated = as_table(entry)?;
            let package = read_name(stated, "package").unwrap_or_else(|| key(entry));
            Some(CargoPatch { package, path: path(stated)? })
        });
    let replaced = manifest.table("replace").map(|replace| replace.entries.as_slice());
    let replaced = replaced.unwrap_or_default().iter().filter_map(|entry| {
        let package = Arc::from(name_in_specification(&entry.key.value));
        Some(CargoPatch { package, path: path(as_table(entry)?)? })
    });
    patched.chain(replaced).collect()
}

/// The package's name in `name`, `name:1.2.3`, `name@1.2.3`, `url`, or `url#` with one of these or with
/// a version alone.
/// Source: The Cargo Book, "Package ID Specifications".
fn name_in_specification(specification: &str) -> &str {
    let is_url = specification.contains("://");
    let (url, rest) = match specification.split_once('#') {
        Some((url, rest)) => (url, rest),
        None if is_url => (specification, ""),
        None => ("", specification),
    };
    let is_name = rest.starts_with(|ch: char| ch.is_alphabetic() || ch == '_');
    if !is_url || is_name {
        return rest.split([':', '@']).next().unwrap_or(rest);
    }
    let path = url.split('?').next().unwrap_or(url).trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

fn key(entry: &Entry) -> Arc<str> {
    Arc::from(entry.key.value.as_str())
}

/// The version that is asked for: `a = "1"`, `a = { version = "1" }`.
fn version(entry: &Entry) -> Option<Arc<str>> {
    match &entry.value.kind {
        Kind::Table(stated) => read_name(stated, "version"),
        Kind::Text(text) => Some(Arc::from(text.as_str())),
        _ => None,
    }
}

fn as_table(entry: &Entry) -> Option<&Table> {
    match &entry.value.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

/// The folder of a dependency; one that starts from a `base` of the user's configuration is unknown.
fn path(dependency: &Table) -> Option<Arc<str>> {
    if dependency.get("base").is_some() {
        return None;
    }
    read_name(dependency, "path")
}
