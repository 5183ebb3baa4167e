use std::collections::BTreeSet;

use boundstone_model::RepoPath;

use super::{git, success};
use crate::root::Root;

/// Every file that git tracks, in path order; `None` without git or a repository of it. A path that is
/// not UTF-8 is left out.
pub fn tracked_files(root: &Root) -> Option<Vec<RepoPath>> {
    let mut paths = listed(root, &[])?;
    paths.sort();
    // A file in conflict is listed once for each side.
    paths.dedup();
    Some(paths)
}

/// Those that a rule would leave alone; none where git cannot be asked.
pub(crate) fn tracked_but_ignored(root: &Root) -> BTreeSet<RepoPath> {
    let asked = ["--cached", "--ignored", "--exclude-standard"];
    listed(root, &asked).unwrap_or_default().into_iter().collect()
}

fn listed(root: &Root, asked: &[&str]) -> Option<Vec<RepoPath>> {
    if !root.has_git() {
        return None;
    }
    let mut git = git(root);
    git.args(["ls-files", "-z", "--full-name"]).args(asked);
    let output = match success(git) {
        Ok(output) => output,
        Err(error) => {
            tracing::info!(%error, "git does not list the files");
            return None;
        }
    };
    let names = output.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Some(names.filter_map(|name| RepoPath::new(std::str::from_utf8(name).ok()?)).collect())
}
