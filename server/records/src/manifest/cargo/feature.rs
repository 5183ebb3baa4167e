//! `[features]`, and the optional dependencies that are features of their own.

use std::sync::Arc;

use boundstone_model::{CargoFeature, Spanned};
use boundstone_text::TextRange;

use super::read_flag;
use crate::toml::{Entry, Kind, Table};

const TABLES: [&str; 2] = ["dependencies", "build-dependencies"];

/// All that users may write as a feature, in the order of the text, those of `[features]` first. Source: The Cargo Book,
/// "Features", "Optional dependencies".
pub(super) fn all(manifest: &Table) -> Box<[CargoFeature]> {
    let stated = manifest.table("features").map(|it| it.entries.as_slice()).unwrap_or_default();
    let mut features: Vec<CargoFeature> = stated.iter().map(feature).collect();
    let targets = manifest.table("target").map(|it| it.entries.as_slice()).unwrap_or_default();
    for table in std::iter::once(manifest).chain(targets.iter().filter_map(as_table)) {
        let entries = TABLES.iter().filter_map(|name| table.table(name)).flat_map(|it| &it.entries);
        for entry in entries.filter(|entry| is_optional(entry)) {
            let name = &entry.key.value;
            // With `dep:name` anywhere, the dependency is none by itself.
            let is_named = features.iter().any(|it| {
                *it.name.value == **name
                    || it.enables.iter().any(|it| it.strip_prefix("dep:") == Some(name))
            });
            if !is_named {
                let name = Spanned::new(Arc::from(name.as_str()), entry.key.range);
                features.push(CargoFeature { name, enables: Box::default() });
            }
        }
    }
    features.into()
}

/// Where the table is named in which features are stated.
pub(super) fn table_at(manifest: &Table) -> Option<TextRange> {
    let stated = manifest.entries.iter().find(|it| it.key.value == "features")?;
    Some(stated.key.range)
}

fn feature(entry: &Entry) -> CargoFeature {
    let name = Spanned::new(Arc::from(entry.key.value.as_str()), entry.key.range);
    CargoFeature { name, enables: entry.value.texts().map(Arc::from).collect() }
}

fn is_optional(entry: &Entry) -> bool {
    as_table(entry).and_then(|stated| read_flag(stated, "optional")) == Some(true)
}

fn as_table(entry: &Entry) -> Option<&Table> {
    match &entry.value.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}
