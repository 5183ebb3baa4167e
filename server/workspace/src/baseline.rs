//! Writes into contracts: findings into the baseline, signatures, and what is offered.

use std::io::{self, Error, ErrorKind};

pub use boundstone_model::NewAccepted;
use boundstone_model::RepoPath;
use boundstone_records::contract::{accept, lock, offer};

use crate::file_edits::rewrite;
use crate::root::Root;
use crate::snapshot::Snapshot;

/// Records signatures in the `boundary.toml` at `path`, each under its key of `[interface]`.
///
/// # Errors
/// When the file cannot be read or written, is no contract that can be written to, or changed meanwhile.
pub fn lock_signatures(root: &Root, path: &RepoPath, keys: &[(&str, &str)]) -> io::Result<()> {
    rewrite(root, path, |before| {
        lock(before, keys).map_err(|why| Error::new(ErrorKind::InvalidData, why))
    })
}

/// Adds entries to `[[accepted]]` of the `boundary.toml` at `path`, which is made where there is none.
///
/// # Errors
/// When the file cannot be read or written, is no contract that can be written to, or changed meanwhile.
pub fn accept_findings(root: &Root, path: &RepoPath, entries: &[NewAccepted]) -> io::Result<()> {
    rewrite(root, path, |before| {
        accept(before, entries).map_err(|why| Error::new(ErrorKind::InvalidData, why))
    })
}

/// The text that the `boundary.toml` at `path` would have with these keys of `[interface]`, each with its stability.
///
/// # Errors
/// When it is no contract that can be written to.
pub fn offered(snapshot: &Snapshot, path: &RepoPath, keys: &[(&str, &str)]) -> io::Result<String> {
    let before = snapshot.text(path);
    offer(before.as_deref().unwrap_or_default(), keys)
        .map_err(|why| Error::new(ErrorKind::InvalidData, why))
}

/// Adds keys to `[interface]` of the `boundary.toml` at `path`, which is made where there is none.
///
/// # Errors
/// When the file cannot be read or written, is no contract that can be written to, or changed meanwhile.
pub fn write_offered(root: &Root, path: &RepoPath, keys: &[(&str, &str)]) -> io::Result<()> {
    rewrite(root, path, |before| {
        offer(before, keys).map_err(|why| Error::new(ErrorKind::InvalidData, why))
    })
}
