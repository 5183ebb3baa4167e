//! Which files of a commit hold a word.

use boundstone_model::RepoPath;

use super::{GitError, answer, failure, git};
use crate::root::Root;

/// The files below `folder` in `commit` in whose text `word` stands on its own. Paths that are not UTF-8 are left out.
pub(crate) fn files_with(
    root: &Root,
    commit: &str,
    folder: &RepoPath,
    word: &str,
) -> Result<Vec<RepoPath>, GitError> {
    let mut git = git(root);
    git.args(["--literal-pathspecs", "grep", "--no-color", "--full-name", "-l", "-z", "-w", "-F"]);
    git.args(["-e", word, commit, "--"]);
    git.arg(if folder.as_str().is_empty() { "." } else { folder.as_str() });
    let output = answer(git)?;
    // 1: there are none. Source: git-grep(1).
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(failure(&output));
    }
    let rows = output.stdout.split(|byte| *byte == 0);
    let path = |row: &[u8]| {
        let (_, path) = std::str::from_utf8(row).ok()?.split_once(':')?;
        RepoPath::new(path)
    };
    Ok(rows.filter_map(path).collect())
}
