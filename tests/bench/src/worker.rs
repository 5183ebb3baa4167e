//! Work that is measured in a process of its own, so that one measurement leaves nothing warm for
//! the next. The process measures itself and prints the cost as one line of JSON.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use boundstone_engine::{FileInput, query};
use boundstone_model::RepoPath;
use boundstone_workspace::{Options, Root, Workspace};
use serde::{Deserialize, Serialize};

use crate::cost;

/// What it cost to read or parse a repository, in seconds and bytes.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub struct IndexCost {
    pub cpu: f64,
    pub wall: f64,
    /// All files; in a bare parse, those of source.
    pub files: usize,
    pub source_files: usize,
    pub source_bytes: usize,
}

/// Runs `bench worker NAME ROOT --threads N`.
pub fn run(name: &str, root: &Path, threads: usize) -> Result<IndexCost> {
    let output = Command::new(std::env::current_exe()?)
        .args(["worker", name])
        .arg(root)
        .args(["--threads", &threads.to_string()])
        // For pools that size themselves.
        .env("RAYON_NUM_THREADS", threads.to_string())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        bail!("worker {name} ended with {}", output.status);
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("the output of worker {name}"))
}

/// The cost of Boundstone's cold index: the walk, all that is read from the files, the World of it,
/// and the owners of every path.
pub fn index(folder: &Path, threads: usize) -> Result<IndexCost> {
    let options = Options { threads: NonZero::new(threads), watches: false, ..Options::default() };
    let (cpu, wall) = (cost::of_this_process(), Instant::now());
    let snapshot = Workspace::load(Root::of(folder)?, &options)?;
    let world = &snapshot.world;
    let mut owned = 0_usize;
    query::owners_below(world, &RepoPath::root(), |_, owners| {
        owned += usize::from(!owners.names.is_empty());
    });
    std::hint::black_box(owned);
    let cpu = cost::of_this_process().saturating_sub(cpu).as_secs_f64();
    let wall = wall.elapsed().as_secs_f64();
    let is_code = |input: &FileInput| input.source.as_ref().is_some_and(|it| it.language.is_code());
    let mut cost = IndexCost { cpu, wall, files: 0, source_files: 0, source_bytes: 0 };
    for (path, input) in world.files() {
        cost.files += 1;
        if is_code(input) {
            cost.source_files += 1;
            cost.source_bytes += fs::metadata(folder.join(path.as_str()))?.len() as usize;
        }
    }
    Ok(cost)
}
