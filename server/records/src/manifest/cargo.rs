use std::sync::Arc;

use boundstone_model::{CargoManifest, PathDependency, Spanned};
use boundstone_text::LineIndex;

use crate::toml::{self, Kind, Table};

/// The tables of dependencies; the names with `_` are those of old editions.
const DEPENDENCY_TABLES: [&str; 5] = [
    "dependencies",
    "dev-dependencies",
    "dev_dependencies",
    "build-dependencies",
    "build_dependencies",
];

/// Reads a `Cargo.toml`: what can be read, and the reason why that may not be all.
pub fn read(text: &str) -> (CargoManifest, Option<String>) {
    let (table, problems) = toml::parse(text);
    let reason = problems.first().map(|problem| {
        let line = LineIndex::new(text).line_of(problem.range.start()) + 1;
        format!("line {line}: {}", problem.message)
    });
    let mut manifest = CargoManifest { package: read_name(&table), ..CargoManifest::default() };
    if let Some(workspace) = table.table("workspace") {
        manifest.is_workspace = true;
        manifest.members = read_names(workspace, "members");
        manifest.exclude = read_names(workspace, "exclude");
        manifest.workspace_paths = read_workspace_paths(workspace);
    }
    read_dependencies(&table, &mut manifest.path_dependencies);
    if let Some(targets) = table.table("target") {
        for target in &targets.entries {
            if let Kind::Table(target) = &target.value.kind {
                read_dependencies(target, &mut manifest.path_dependencies);
            }
        }
    }
    (manifest, reason)
}

/// `package.name`, or that of its old name `project`.
fn read_name(table: &Table) -> Option<Spanned<Arc<str>>> {
    let package = table.table("package").or_else(|| table.table("project"))?;
    let name = package.get("name")?;
    Some(Spanned::new(Arc::from(name.text()?), name.range))
}

fn read_names(table: &Table, key: &str) -> Vec<Arc<str>> {
    table.get(key).map(|node| node.texts().map(Arc::from).collect()).unwrap_or_default()
}

fn read_workspace_paths(workspace: &Table) -> Vec<(Arc<str>, Arc<str>)> {
    let Some(dependencies) = workspace.table("dependencies") else { return Vec::new() };
    let path_of = |entry: &toml::Entry| {
        let Kind::Table(dependency) = &entry.value.kind else { return None };
        Some((Arc::from(entry.key.value.as_str()), Arc::from(path(dependency)?)))
    };
    dependencies.entries.iter().filter_map(path_of).collect()
}

/// The dependencies of one package, or of one of its targets, that are or may be on folders.
fn read_dependencies(table: &Table, found: &mut Vec<PathDependency>) {
    let tables = DEPENDENCY_TABLES.iter().filter_map(|name| table.table(name));
    for entry in tables.flat_map(|table| &table.entries) {
        let Kind::Table(dependency) = &entry.value.kind else { continue };
        let is_inherited =
            dependency.get("workspace").is_some_and(|it| matches!(it.kind, Kind::Bool(true)));
        if is_inherited {
            found.push(PathDependency::Inherited(Arc::from(entry.key.value.as_str())));
        } else if let Some(path) = path(dependency) {
            found.push(PathDependency::At(Arc::from(path)));
        }
    }
}

/// The folder of a dependency; one that starts from a `base` of the user's configuration is unknown.
fn path(dependency: &Table) -> Option<&str> {
    if dependency.get("base").is_some() {
        return None;
    }
    dependency.get("path")?.text()
}
