//! `boundstone boundaries`.

use std::io::Write;

use anyhow::Result;
use boundstone_engine::query;
use boundstone_model::Boundary;
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{CommonArguments, Format};
use crate::json::{VERSION, names};
use crate::output::{FAINT, STRONG, print_json, stdout, styled};
use crate::owners::owners_in_words;
use crate::position::Repository;

/// `boundaries --format json`.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct BoundariesJson {
    version: u32,
    boundaries: Vec<BoundaryJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct BoundaryJson {
    name: String,
    /// The npm name of a folder that is also a Cargo package.
    alias: Option<String>,
    path: String,
    language: Vec<String>,
    owners: Vec<String>,
    /// Whether a `boundary.toml` declares or refines it.
    declared: bool,
    layer: Option<String>,
    /// The decisions that govern the boundary as a whole.
    decisions: Vec<String>,
}

pub(crate) fn run(arguments: &CommonArguments) -> Result<u8> {
    let repository = Repository::read(arguments.root.as_deref())?;
    let world = &repository.snapshot.world;
    let rows: Vec<_> = query::boundaries(world)
        .iter()
        .map(|it| (it, query::card_of_boundary(world, it)))
        .collect();
    match arguments.format {
        Format::Json => {
            let boundaries = rows.iter().map(|(boundary, card)| BoundaryJson {
                name: boundary.name.to_string(),
                alias: boundary.alias.as_ref().map(ToString::to_string),
                path: boundary.path.to_string(),
                language: boundary.languages.iter().map(ToString::to_string).collect(),
                owners: names(&card.ownership.owners),
                declared: boundary.is_declared,
                layer: boundary.layer.as_ref().map(ToString::to_string),
                decisions: decisions(card),
            });
            print_json(&BoundariesJson { version: VERSION, boundaries: boundaries.collect() })?;
        }
        Format::Human => {
            let width = rows.iter().map(|(it, _)| it.name.chars().count()).max().unwrap_or(0);
            let mut out = stdout();
            for (boundary, card) in &rows {
                let path = if boundary.path.is_root() { "." } else { boundary.path.as_str() };
                let owners = owners_in_words(&card.ownership);
                let name = format!("{:width$}", boundary.name);
                let more = details(boundary, &decisions(card));
                writeln!(out, "{}  {path}  {owners}{}", styled(name, STRONG), styled(more, FAINT))?;
            }
            if rows.is_empty() {
                writeln!(out, "No boundaries: no Cargo or npm package, and no boundary.toml.")?;
            }
            out.flush()?;
        }
    }
    Ok(EXIT_CLEAN)
}

fn decisions(card: &boundstone_model::Card) -> Vec<String> {
    let mut names: Vec<_> =
        card.decisions.iter().map(|it| it.decision.display.to_string()).collect();
    names.sort();
    names.dedup();
    names
}

fn details(boundary: &Boundary, decisions: &[String]) -> String {
    let mut details = Vec::new();
    details.extend(boundary.alias.as_ref().map(|alias| format!("also {alias}")));
    details.extend(boundary.layer.as_ref().map(|layer| format!("layer {layer}")));
    details.extend((!decisions.is_empty()).then(|| decisions.join(", ")));
    if details.is_empty() { String::new() } else { format!("  {}", details.join(" · ")) }
}
