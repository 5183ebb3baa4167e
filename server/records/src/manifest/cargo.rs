//! `Cargo.toml`. The tables of dependencies are read in `dependency`, the features in `feature`, the targets in
//! `target`.

mod dependency;
mod feature;
mod target;

use std::sync::Arc;

use boundstone_model::{CargoManifest, Edition, Publish, Spanned};
use boundstone_text::LineIndex;

use crate::toml::{self, Kind, Node, Table};

/// Reads a `Cargo.toml`: what can be read, and the reason why that may not be all.
pub fn read(text: &str) -> (CargoManifest, Option<String>) {
    let (table, problems) = toml::parse(text);
    let reason = problems.first().map(|problem| {
        let line = LineIndex::new(text).line_of(problem.range.start()) + 1;
        format!("line {line}: {}", problem.message)
    });
    let empty = Table::default();
    // `project` is the old name.
    let package = table.table("package").or_else(|| table.table("project")).unwrap_or(&empty);
    let workspace = table.table("workspace");
    let in_workspace = workspace.unwrap_or(&empty);
    let manifest = CargoManifest {
        package: package.get("name").and_then(read_spanned),
        version: read_name(package, "version"),
        inherits_version: is_inherited(package, "version"),
        publish: read_publish(package),
        edition: read_edition(package),
        library: table.table("lib").map(|lib| Box::new(target::library(lib))),
        targets: target::targets(&table),
        auto: target::auto(package),
        build: target::build(package),
        dependencies: dependency::all(&table),
        features: feature::all(&table),
        features_at: feature::table_at(&table),
        is_workspace: workspace.is_some(),
        members: read_names(in_workspace, "members"),
        exclude: read_names(in_workspace, "exclude"),
        workspace_version: in_workspace.table("package").and_then(|it| read_name(it, "version")),
        workspace_publish: in_workspace.table("package").map(read_publish).unwrap_or_default(),
        workspace_edition: in_workspace.table("package").and_then(|it| year(it.get("edition")?)),
        workspace_dependencies: dependency::of_workspace(in_workspace),
        patches: dependency::patches(&table),
    };
    (manifest, reason)
}

fn read_spanned(node: &Node) -> Option<Spanned<Arc<str>>> {
    Some(Spanned::new(Arc::from(node.text()?), node.range))
}

fn read_name(table: &Table, key: &str) -> Option<Arc<str>> {
    table.get(key)?.text().map(Arc::from)
}

fn read_names(table: &Table, key: &str) -> Box<[Arc<str>]> {
    table.get(key).map(|node| node.texts().map(Arc::from).collect()).unwrap_or_default()
}

fn read_flag(table: &Table, key: &str) -> Option<bool> {
    match table.get(key)?.kind {
        Kind::Bool(value) => Some(value),
        _ => None,
    }
}

fn read_edition(package: &Table) -> Edition {
    match package.get("edition") {
        None => Edition::Unstated,
        Some(_) if is_inherited(package, "edition") => Edition::Inherited,
        Some(node) => year(node).map_or(Edition::Unstated, Edition::Year),
    }
}

fn read_publish(package: &Table) -> Publish {
    match package.get("publish").map(|node| &node.kind) {
        Some(Kind::Bool(false)) => Publish::Nowhere,
        Some(Kind::List(registries)) if registries.is_empty() => Publish::Nowhere,
        Some(_) if is_inherited(package, "publish") => Publish::Inherited,
        _ => Publish::Somewhere,
    }
}

/// Whether the workspace says it: `key.workspace = true`.
fn is_inherited(package: &Table, key: &str) -> bool {
    let Some(Kind::Table(table)) = package.get(key).map(|node| &node.kind) else { return false };
    read_flag(table, "workspace") == Some(true)
}

fn year(edition: &Node) -> Option<u16> {
    edition.text()?.parse().ok()
}
