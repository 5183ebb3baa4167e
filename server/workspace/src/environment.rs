//! What a face needs of the process it runs in.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use boundstone_model::Date;
use etcetera::{BaseStrategy, choose_base_strategy};

/// What day it is: the one that was set, else that of the system's clock in UTC.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clock(pub(crate) Option<Date>);

const SECONDS_OF_DAY: u64 = 24 * 60 * 60;

impl Clock {
    /// `None` where the clock of the system says nothing that can be: then nothing has expired.
    pub(crate) fn today(self) -> Option<Date> {
        let by_system = || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
            Date::from_days(u32::try_from(since.as_secs() / SECONDS_OF_DAY).ok()?)
        };
        self.0.or_else(by_system)
    }
}

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

/// Says where the cache is kept; empty for nowhere.
const CACHE_VARIABLE: &str = "BOUNDSTONE_CACHE_DIR";

/// The folder for what is kept from one run to the next: `BOUNDSTONE_CACHE_DIR`, else the user's folder for
/// such things. `None` where the variable is empty, or the system names no such folder.
pub fn cache_folder() -> Option<PathBuf> {
    match std::env::var_os(CACHE_VARIABLE) {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(PathBuf::from(folder)),
        None => choose_base_strategy().ok().map(|user| user.cache_dir().join("boundstone")),
    }
}
