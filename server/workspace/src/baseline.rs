//! Writes findings into the baseline of a boundary.

use std::fs;
use std::io::{self, Error, ErrorKind};

use boundstone_model::RepoPath;
pub use boundstone_records::contract::NewAccepted;
use boundstone_records::contract::accept;

use crate::root::Root;

/// Adds entries to `[[accepted]]` of the `boundary.toml` at `path`, which is made where there is none.
///
/// # Errors
/// When the file cannot be read or written, is no contract that can be written to, or changed meanwhile.
pub fn accept_findings(root: &Root, path: &RepoPath, entries: &[NewAccepted]) -> io::Result<()> {
    let file = root.absolute(path);
    let read = || match fs::read_to_string(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read,
    };
    if fs::symlink_metadata(&file).is_ok_and(|it| !it.is_file()) {
        return Err(Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    let before = read()?;
    let after = accept(&before, entries).map_err(|why| Error::new(ErrorKind::InvalidData, why))?;
    let beside = file.with_extension(format!("toml.{}", std::process::id()));
    fs::write(&beside, after)?;
    let replaced = read().and_then(|now| {
        if now != before {
            return Err(Error::other("it changed meanwhile; run this again"));
        }
        fs::rename(&beside, &file)
    });
    if replaced.is_err() {
        // What failed is said; that the copy stays beside it would be no better news.
        fs::remove_file(&beside).ok();
    }
    replaced
}
