//! What only git knows, asked of git itself, read-only.

mod base;
mod blobs;
mod changes;
mod tracked;
mod tree;
mod words;

use std::fmt;
use std::process::{Command, Output, Stdio};

pub use base::{Base, BaseChoice};
pub(crate) use base::{Found, base, files_of_base, names_no_commit};
pub(crate) use blobs::{Blob, blobs};
pub(crate) use changes::{Entry, GitChange, GitChanges, changes};
pub(crate) use tracked::tracked_but_ignored;
pub use tracked::tracked_files;
pub(crate) use tree::{entries, files_in};
pub(crate) use words::files_with;

use crate::root::Root;

/// Settings of a repository that would make git run its programs. Source: git-config(1).
const NO_PROGRAMS: [&str; 2] = ["core.fsmonitor=false", "core.hooksPath=/dev/null"];

/// Variables of a git that started us, which would have git look at another repository.
const OF_ANOTHER_GIT: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/// What git writes nowhere and fetches nothing for. An object that a partial clone lacks would
/// otherwise be asked of the network. Source: git(1).
const QUIET: [(&str, &str); 5] = [
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Why git does not say what was asked, with what to do about it, as a sentence without a full stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GitError(pub(crate) String);

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GitError {}

/// A git that runs no program of the repository's and changes nothing.
fn git(root: &Root) -> Command {
    let mut git = Command::new("git");
    git.arg("--no-pager").arg("-C").arg(root.path());
    for setting in NO_PROGRAMS {
        git.args(["-c", setting]);
    }
    git.envs(QUIET);
    for variable in OF_ANOTHER_GIT {
        git.env_remove(variable);
    }
    git.stdin(Stdio::null());
    git
}

/// What git answers, whatever its exit code.
fn answer(mut command: Command) -> Result<Output, GitError> {
    command
        .output()
        .map_err(|error| GitError(format!("git cannot be run ({error}); install it, or see PATH")))
}

/// What git answers when all is well.
fn success(command: Command) -> Result<Vec<u8>, GitError> {
    let output = answer(command)?;
    if output.status.success() { Ok(output.stdout) } else { Err(failure(&output)) }
}

/// What git itself says is wrong.
fn failure(output: &Output) -> GitError {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason is given");
    GitError(format!("git fails ({}): {}", output.status, line.trim()))
}

fn first_line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).lines().next().unwrap_or_default().trim().to_owned()
}
