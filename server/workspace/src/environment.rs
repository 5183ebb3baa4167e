//! What a face needs of the process it runs in.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// `path` as an absolute path, seen from the current folder. It need not exist.
///
/// # Errors
/// When `path` is empty, or the current folder cannot be told.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
    std::path::absolute(path)
}

/// A log file, opened for appending; made when it does not exist.
///
/// # Errors
/// When the file cannot be opened for writing.
pub fn open_log(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}
