//! `boundstone owners`.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use boundstone_engine::query;
use boundstone_model::{Ownership, OwnershipState, RepoPath};
use boundstone_workspace::tracked_files;
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{Format, OwnersArguments};
use crate::json::{OwnershipJson, VERSION};
use crate::output::{FAINT, STRONG, print_json, stdout, styled};
use crate::places::Places;
use crate::position::Repository;

/// `owners --format json`.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct OwnersJson {
    version: u32,
    files: Vec<FileJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct FileJson {
    path: String,
    #[serde(flatten)]
    ownership: OwnershipJson,
}

pub(crate) fn run(arguments: &OwnersArguments) -> Result<u8> {
    let repository = Repository::read(arguments.common.root.as_deref())?;
    let paths = paths(arguments, &repository)?;
    let places = Places::new(&repository.snapshot);
    let mut answers: Vec<(RepoPath, Ownership)> = Vec::with_capacity(paths.len());
    query::ownership_of_all(&repository.snapshot.world, &paths, |path, ownership| {
        answers.push((path.clone(), ownership));
    });
    match arguments.common.format {
        Format::Json => {
            let files = answers.iter().map(|(path, ownership)| FileJson {
                path: path.to_string(),
                ownership: OwnershipJson::new(&places, ownership),
            });
            print_json(&OwnersJson { version: VERSION, files: files.collect() })?;
        }
        Format::Human => print_table(&places, &answers)?,
    }
    Ok(EXIT_CLEAN)
}

/// The paths that are asked about, in path order.
fn paths(arguments: &OwnersArguments, repository: &Repository) -> Result<Vec<RepoPath>> {
    let mut written = arguments.paths.clone();
    if arguments.stdin {
        let mut input = String::new();
        std::io::stdin().read_to_string(&mut input).context("standard input is not UTF-8 text")?;
        let separator = if arguments.nul { '\0' } else { '\n' };
        let lines = input.split(separator).map(|line| line.trim_end_matches('\r'));
        written.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    let mut paths = match written.is_empty() && !arguments.stdin {
        true => match tracked_files(&repository.root) {
            Some(tracked) => tracked,
            None => repository.snapshot.world.files().map(|(path, _)| path.clone()).collect(),
        },
        false => {
            let paths: Result<Vec<_>> = written.iter().map(|path| repository.path(path)).collect();
            paths?
        }
    };
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn print_table(places: &Places<'_>, answers: &[(RepoPath, Ownership)]) -> Result<()> {
    const WIDEST_PATH: usize = 48;
    let width = answers.iter().map(|(path, _)| path.as_str().chars().count()).max().unwrap_or(0);
    let width = width.min(WIDEST_PATH);
    let mut out = stdout();
    for (path, ownership) in answers {
        let owners = owners_in_words(ownership);
        let source = source_in_words(places, ownership);
        writeln!(
            out,
            "{:width$}  {}{}",
            path.as_str(),
            styled(owners, STRONG),
            source.map(|source| styled(format!("  {source}"), FAINT)).unwrap_or_default()
        )?;
    }
    out.flush()?;
    Ok(())
}

/// The owners as a person reads them, in every state.
pub(crate) fn owners_in_words(ownership: &Ownership) -> String {
    match ownership.state {
        OwnershipState::Owned => ownership.owners.join(" "),
        OwnershipState::DeliberatelyUnowned => "deliberately unowned".to_owned(),
        OwnershipState::NoRule => "no owner".to_owned(),
    }
}

/// `.github/CODEOWNERS:12`.
pub(crate) fn source_in_words(places: &Places<'_>, ownership: &Ownership) -> Option<String> {
    let because = ownership.because.first()?;
    let line = ownership.source_line.unwrap_or_else(|| places.line(&because.place));
    Some(format!("{}:{line}", because.place.path))
}
