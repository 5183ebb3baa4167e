//! `boundstone contract lock`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{Context, Result, bail};
use boundstone_engine::query::{self, FrozenItem};
use boundstone_model::RepoPath;
use boundstone_workspace::lock_signatures;

use crate::arguments::ContractLockArguments;
use crate::output::{counted, plain, stdout};
use crate::position::Repository;
use crate::{EXIT_CLEAN, EXIT_FAILED};

pub(crate) fn run(arguments: &ContractLockArguments) -> Result<u8> {
    let repository = Repository::read(arguments.root.as_deref())?;
    let snapshot = &repository.snapshot;
    let wanted = wanted(&repository, &arguments.boundaries)?;
    let is_wanted = |item: &FrozenItem| {
        wanted.is_empty() || item.contract.parent().is_some_and(|it| wanted.contains(&it))
    };
    let frozen = query::frozen_items(&snapshot.world, snapshot);
    let frozen: Vec<FrozenItem> = frozen.into_iter().filter(is_wanted).collect();
    let mut out = stdout();
    let mut changed: BTreeMap<&RepoPath, Vec<(&str, &str)>> = BTreeMap::new();
    let mut unknown = 0;
    for item in &frozen {
        match &item.signature {
            Ok(signature) if item.recorded.as_deref() == Some(signature) => {}
            Ok(signature) => {
                writeln!(out, "{}: {} = {}", item.contract, plain(&item.key), plain(signature))?;
                changed.entry(&item.contract).or_default().push((&item.key, signature));
            }
            Err(why) => {
                unknown += 1;
                writeln!(out, "Not recorded: {}: {}: {why}", item.contract, plain(&item.key))?;
            }
        }
    }
    let count: usize = changed.values().map(Vec::len).sum();
    if !arguments.dry_run {
        for (contract, keys) in &changed {
            lock_signatures(&repository.root, contract, keys)
                .with_context(|| format!("{contract} cannot be written to"))?;
        }
    }
    let word = if arguments.dry_run { "would be recorded" } else { "recorded" };
    let all = counted(frozen.len(), "frozen item");
    writeln!(out, "{all}, {} {word}.", counted(count, "signature"))?;
    out.flush()?;
    Ok(if unknown > 0 { EXIT_FAILED } else { EXIT_CLEAN })
}

/// The folders of the boundaries of these names.
fn wanted(repository: &Repository, names: &[String]) -> Result<BTreeSet<RepoPath>> {
    let mut folders = BTreeSet::new();
    for name in names {
        match query::boundary_named(&repository.snapshot.world, name) {
            Some(boundary) => drop(folders.insert(boundary.path.clone())),
            None => bail!("no boundary is called {name}; `boundstone boundaries` lists them"),
        }
    }
    Ok(folders)
}
