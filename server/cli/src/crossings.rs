//! `boundstone crossings`.

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_engine::query::{self, CrossingFilter};
use boundstone_model::{Crossing, Place, RepoPath};
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{CrossingsArguments, Format};
use crate::json::{CrossingJson, VERSION, crossing};
use crate::output::{FAINT, STRONG, counted, plain, print_json, stdout, styled};
use crate::places::Places;
use crate::position::Repository;

/// `crossings --format json`: the references between boundaries, by path and place.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct CrossingsJson {
    version: u32,
    crossings: Vec<CrossingJson>,
    /// References into another boundary that were not resolved, and files that could not be read.
    not_checked: Vec<NotCheckedJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct NotCheckedJson {
    path: String,
    /// Of the reference; absent for a file that could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    reason: String,
}

pub(crate) fn run(arguments: &CrossingsArguments) -> Result<u8> {
    let repository = Repository::read(arguments.common.root.as_deref())?;
    let world = &repository.snapshot.world;
    let folder = |name: &Option<String>| -> Result<Option<RepoPath>> {
        let Some(name) = name else { return Ok(None) };
        match query::boundary_named(world, name) {
            Some(boundary) => Ok(Some(boundary.path.clone())),
            None => bail!("no boundary is called {name}; `boundstone boundaries` lists them"),
        }
    };
    let mut filter = CrossingFilter { from: folder(&arguments.from)?, ..CrossingFilter::default() };
    let (boundary, symbol) = match &arguments.symbol {
        Some(symbol) => match symbol.split_once('#') {
            Some((boundary, inner)) => (Some(boundary.to_owned()), Some(inner)),
            None => (None, Some(symbol.as_str())),
        },
        None => (None, None),
    };
    filter.to = folder(&arguments.to.clone().or(boundary))?;
    filter.symbol = symbol.map(Into::into);
    let (crossings, not_checked) = query::crossings(world, &filter);
    let files = query::not_checked(world);
    let places = Places::new(&repository.snapshot);
    match arguments.common.format {
        Format::Json => print_json(&json(&places, &crossings, &not_checked, &files))?,
        Format::Human => write(&places, &crossings, &not_checked, &files)?,
    }
    Ok(EXIT_CLEAN)
}

fn json(
    places: &Places<'_>,
    crossings: &[Crossing],
    not_checked: &[(Place, String)],
    files: &[(RepoPath, String)],
) -> CrossingsJson {
    let references = not_checked.iter().map(|(place, reason)| NotCheckedJson {
        path: place.path.to_string(),
        line: Some(places.line(place)),
        reason: reason.clone(),
    });
    let files = files.iter().map(|(path, reason)| NotCheckedJson {
        path: path.to_string(),
        line: None,
        reason: reason.clone(),
    });
    CrossingsJson {
        version: VERSION,
        crossings: crossings.iter().map(|it| crossing(places, it)).collect(),
        not_checked: references.chain(files).collect(),
    }
}

fn write(
    places: &Places<'_>,
    crossings: &[Crossing],
    not_checked: &[(Place, String)],
    files: &[(RepoPath, String)],
) -> Result<()> {
    let mut out = stdout();
    for crossing in crossings {
        let start = places.start(&crossing.place);
        let place = format!("{}:{}:{}", crossing.place.path, start.line, start.column);
        let likely = if crossing.is_likely { ", likely" } else { "" };
        let facade = crossing.to.facade.as_ref();
        let through = facade.map(|it| format!(", through {}", plain(it))).unwrap_or_default();
        writeln!(
            out,
            "{}: {} -> {}#{}{}",
            styled(place, STRONG),
            plain(&crossing.from),
            plain(&crossing.to.boundary),
            plain(&crossing.to.symbol),
            styled(format!("  {}{likely}{through}", crossing.kind.name()), FAINT)
        )?;
    }
    for (place, reason) in not_checked {
        let start = places.start(place);
        writeln!(
            out,
            "{}:{}:{}: not checked: {}",
            place.path,
            start.line,
            start.column,
            plain(reason)
        )?;
    }
    for (path, reason) in files {
        writeln!(out, "{path}: not checked: {}", plain(reason))?;
    }
    writeln!(
        out,
        "{}; not checked: {}, {}.",
        counted(crossings.len(), "crossing"),
        counted(not_checked.len(), "reference"),
        counted(files.len(), "file")
    )?;
    out.flush()?;
    Ok(())
}
