//! `boundstone contract init`.

use std::io::Write;

use anyhow::{Context, Result, bail};
use boundstone_engine::query::{self, FirstContract};
use boundstone_model::{Boundary, RepoPath};
use boundstone_workspace::{offered, write_offered};
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{ContractInitArguments, Format};
use crate::json::{PlaceJson, UnreadJson, VERSION, names, place};
use crate::output::{FAINT, STRONG, counted, plain, print_json, stdout, styled, wrapped};
use crate::places::Places;
use crate::position::Repository;

/// `contract init --format json`: a first list of what boundaries offer.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct ContractInitJson {
    version: u32,
    boundaries: Vec<FirstContractJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct FirstContractJson {
    boundary: String,
    /// Its boundary.toml, which need not be there yet.
    path: String,
    /// Whether the file was written.
    written: bool,
    /// The keys that `[interface]` gains.
    entries: Vec<FirstEntryJson>,
    /// What others use and cannot name: no key can stand for it.
    private: Vec<PrivateUseJson>,
    /// The text of the file with these keys; null where it gains none.
    text: Option<String>,
    not_checked: Vec<UnreadJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct FirstEntryJson {
    key: String,
    /// `stable`; `deprecated` or `experimental` where the source says so.
    stability: String,
    /// How many references from other boundaries lead to it.
    uses: u32,
    /// The boundaries that they stand in.
    by: Vec<String>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct PrivateUseJson {
    /// Its path inside its file.
    symbol: String,
    uses: u32,
    by: Vec<String>,
    /// The first use.
    first: PlaceJson,
}

/// A boundary with the list that it gets.
struct First<'w> {
    boundary: &'w Boundary,
    path: RepoPath,
    contract: FirstContract,
    text: Option<String>,
}

pub(crate) fn run(arguments: &ContractInitArguments) -> Result<u8> {
    let repository = Repository::read(arguments.root.as_deref())?;
    let mut all = Vec::new();
    for boundary in wanted(&repository, arguments)? {
        let first = first(&repository, boundary)?;
        // Among all, those that nobody uses are not worth a word.
        if !arguments.all || first.text.is_some() || !first.contract.private.is_empty() {
            all.push(first);
        }
    }
    if arguments.write {
        for it in all.iter().filter(|it| it.text.is_some()) {
            write_offered(&repository.root, &it.path, &keys(&it.contract))
                .with_context(|| format!("{} cannot be written to", it.path))?;
        }
    }
    let places = Places::new(&repository.snapshot);
    match arguments.format {
        Format::Json => {
            let boundaries = all.iter().map(|it| json(&places, it, arguments.write)).collect();
            print_json(&ContractInitJson { version: VERSION, boundaries })?;
        }
        Format::Human => write(&places, &all, arguments.write)?,
    }
    Ok(EXIT_CLEAN)
}

/// The boundaries that the arguments name, else the one of the folder that is asked from.
fn wanted<'r>(
    repository: &'r Repository,
    arguments: &ContractInitArguments,
) -> Result<Vec<&'r Boundary>> {
    let world = &repository.snapshot.world;
    if arguments.all {
        return Ok(query::boundaries(world).iter().collect());
    }
    if arguments.boundaries.is_empty() {
        let here = repository.path(".")?;
        let inside = here.join("boundary.toml").unwrap_or_else(|| here.clone());
        return match query::boundary(world, &inside) {
            Some(boundary) => Ok(vec![boundary]),
            None => bail!("no boundary holds this folder; name one, or say --all"),
        };
    }
    let named = |name: &String| match query::boundary_named(world, name) {
        Some(boundary) => Ok(boundary),
        None => bail!("no boundary is called {name}; `boundstone boundaries` lists them"),
    };
    arguments.boundaries.iter().map(named).collect()
}

fn first<'r>(repository: &'r Repository, boundary: &'r Boundary) -> Result<First<'r>> {
    let snapshot = &repository.snapshot;
    let contract = query::first_contract(&snapshot.world, snapshot, boundary);
    let path = boundary.path.join("boundary.toml").context("the boundary has no folder")?;
    let text = match contract.entries.is_empty() {
        true => None,
        false => {
            let text = offered(snapshot, &path, &keys(&contract));
            Some(text.with_context(|| format!("{path} cannot be written to"))?)
        }
    };
    Ok(First { boundary, path, contract, text })
}

fn keys(contract: &FirstContract) -> Vec<(&str, &str)> {
    contract.entries.iter().map(|it| (it.key.as_str(), it.stability.name())).collect()
}

fn json(places: &Places<'_>, it: &First<'_>, is_written: bool) -> FirstContractJson {
    let entry = |it: &query::FirstEntry| FirstEntryJson {
        key: it.key.clone(),
        stability: it.stability.name().to_owned(),
        uses: it.uses,
        by: names(&it.by),
    };
    let private = |it: &query::PrivateUse| PrivateUseJson {
        symbol: it.symbol.clone(),
        uses: it.uses,
        by: names(&it.by),
        first: place(places, &it.place),
    };
    let unread = |(path, reason): &(RepoPath, String)| UnreadJson {
        path: path.to_string(),
        reason: reason.clone(),
    };
    FirstContractJson {
        boundary: it.boundary.name.to_string(),
        path: it.path.to_string(),
        written: is_written && it.text.is_some(),
        entries: it.contract.entries.iter().map(entry).collect(),
        private: it.contract.private.iter().map(private).collect(),
        text: it.text.clone(),
        not_checked: it.contract.not_checked.iter().map(unread).collect(),
    }
}

fn write(places: &Places<'_>, all: &[First<'_>], is_written: bool) -> Result<()> {
    let mut out = stdout();
    for it in all {
        write_one(&mut out, places, it, is_written)?;
        writeln!(out)?;
    }
    let changed = all.iter().filter(|it| it.text.is_some()).count();
    let files = counted(changed, "file");
    match (changed, is_written) {
        (0, _) => writeln!(out, "Nothing to add.")?,
        (_, true) => writeln!(
            out,
            "{files} written. What is public and not listed is a hint now, contract/undeclared-item:\n\
             list what others outside the repository use, or make it private.\n\
             `boundstone check --min-severity warning` leaves hints out."
        )?,
        (_, false) => writeln!(out, "{files} would be written; --write writes.")?,
    }
    out.flush()?;
    Ok(())
}

fn write_one(
    out: &mut impl Write,
    places: &Places<'_>,
    it: &First<'_>,
    is_written: bool,
) -> Result<()> {
    let word = if is_written && it.text.is_some() { " written" } else { "" };
    writeln!(out, "{}{word}", styled(&it.path, STRONG))?;
    match &it.text {
        Some(text) if !is_written => {
            text.lines().try_for_each(|line| writeln!(out, "  {}", plain(line)))?;
        }
        Some(_) => {
            let count = it.contract.entries.len();
            writeln!(out, "  {} in `[interface]`", counted(count, "new entry"))?;
        }
        None if it.contract.known > 0 => {
            writeln!(out, "  Its `[interface]` names all that others use.")?;
        }
        None => writeln!(out, "  No other boundary uses an item of {} by name.", it.boundary.name)?,
    }
    if !it.contract.private.is_empty() {
        let said = "Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is \
                    boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.";
        writeln!(out, "{}", wrapped(said, 2))?;
    }
    for private in &it.contract.private {
        let line = places.line(&private.place);
        let place = format!("{}:{line}", private.place.path);
        let uses = counted(private.uses as usize, "use");
        let symbol = plain(&private.symbol);
        writeln!(out, "    {symbol}  {}", styled(format!("{uses}, first {place}"), FAINT))?;
    }
    for (path, reason) in &it.contract.not_checked {
        writeln!(out, "{}", wrapped(&format!("Not checked: {path}: {reason}"), 2))?;
    }
    Ok(())
}
