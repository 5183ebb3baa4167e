//! What only git knows, asked of git itself, read-only.

use std::process::{Command, Stdio};

use boundstone_model::RepoPath;

use crate::root::Root;

/// Settings of a repository that would make git run its programs. Source: git-config(1).
const NO_PROGRAMS: [&str; 2] = ["core.fsmonitor=false", "core.hooksPath=/dev/null"];

/// Variables of a git that started us, which would have git look at another repository.
const OF_ANOTHER_GIT: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/// Every file that git tracks, in path order; `None` without git or a repository of it. A path that is
/// not UTF-8 is left out.
pub fn tracked_files(root: &Root) -> Option<Vec<RepoPath>> {
    if !root.has_git() {
        return None;
    }
    let mut git = Command::new("git");
    git.arg("--no-pager").arg("-C").arg(root.path());
    for setting in NO_PROGRAMS {
        git.args(["-c", setting]);
    }
    git.args(["ls-files", "-z", "--full-name"]).env("GIT_OPTIONAL_LOCKS", "0");
    for variable in OF_ANOTHER_GIT {
        git.env_remove(variable);
    }
    let output = match git.stdin(Stdio::null()).stderr(Stdio::null()).output() {
        Ok(output) if output.status.success() => output.stdout,
        Ok(output) => {
            tracing::info!(status = %output.status, "git does not list the files");
            return None;
        }
        Err(error) => {
            tracing::info!(%error, "git cannot be run");
            return None;
        }
    };
    let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let mut paths: Vec<RepoPath> =
        names.filter_map(|name| RepoPath::new(std::str::from_utf8(name).ok()?)).collect();
    paths.sort();
    // A file in conflict is listed once for each side.
    paths.dedup();
    Some(paths)
}
