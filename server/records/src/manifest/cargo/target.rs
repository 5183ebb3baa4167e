use std::sync::Arc;

use boundstone_model::{AutoTargets, BuildScript, CargoLibrary, CargoTarget, CargoTargetKind};

use super::{read_flag, read_name, read_spanned};
use crate::toml::{Kind, Node, Table};

/// The lists of targets.
const LISTS: [(&str, CargoTargetKind); 4] = [
    ("bin", CargoTargetKind::Binary),
    ("example", CargoTargetKind::Example),
    ("test", CargoTargetKind::Test),
    ("bench", CargoTargetKind::Bench),
];

/// What `build = true` means.
const BUILD_SCRIPT: &str = "build.rs";

const PROC_MACRO: &str = "proc-macro";

pub(super) fn library(lib: &Table) -> CargoLibrary {
    // The names with `_` are those of old editions.
    let flag = read_flag(lib, PROC_MACRO).or_else(|| read_flag(lib, "proc_macro"));
    let types = lib.get("crate-type").or_else(|| lib.get("crate_type"));
    let has_type = || types.is_some_and(|types| types.texts().any(|it| it == PROC_MACRO));
    CargoLibrary {
        name: lib.get("name").and_then(read_spanned),
        path: read_name(lib, "path"),
        is_proc_macro: flag.unwrap_or_else(has_type),
    }
}

pub(super) fn targets(manifest: &Table) -> Box<[CargoTarget]> {
    let of_kind = |(key, kind)| tables(manifest.get(key)).map(move |it| target(it, kind));
    LISTS.into_iter().flat_map(of_kind).collect()
}

fn tables(list: Option<&Node>) -> impl Iterator<Item = &Table> {
    let nodes = match list.map(|node| &node.kind) {
        Some(Kind::List(nodes)) => nodes.as_slice(),
        _ => &[],
    };
    nodes.iter().filter_map(|node| match &node.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    })
}

fn target(table: &Table, kind: CargoTargetKind) -> CargoTarget {
    CargoTarget { kind, name: read_name(table, "name"), path: read_name(table, "path") }
}

pub(super) fn auto(package: &Table) -> AutoTargets {
    AutoTargets {
        library: read_flag(package, "autolib"),
        binaries: read_flag(package, "autobins"),
        examples: read_flag(package, "autoexamples"),
        tests: read_flag(package, "autotests"),
        benches: read_flag(package, "autobenches"),
    }
}

pub(super) fn build(package: &Table) -> BuildScript {
    match package.get("build").map(|node| &node.kind) {
        Some(Kind::Bool(false)) => BuildScript::Off,
        Some(Kind::Bool(true)) => BuildScript::At([Arc::from(BUILD_SCRIPT)].into()),
        Some(Kind::Text(path)) => BuildScript::At([Arc::from(path.as_str())].into()),
        Some(Kind::List(list)) => {
            BuildScript::At(list.iter().filter_map(Node::text).map(Arc::from).collect())
        }
        _ => BuildScript::Default,
    }
}
