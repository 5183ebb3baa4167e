//! Work that is measured in a process of its own, so that one measurement leaves nothing warm for
//! the next. The process measures itself and prints the cost as one line of JSON.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// What it cost to read or parse a repository, in seconds and bytes.
#[derive(Serialize, Deserialize, Clone, Copy, Debug)]
pub struct IndexCost {
    pub cpu: f64,
    pub wall: f64,
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

/// The cost of Boundstone's cold index.
pub fn index(_root: &Path, _threads: usize) -> Result<IndexCost> {
    bail!("waits for boundstone_workspace")
}
