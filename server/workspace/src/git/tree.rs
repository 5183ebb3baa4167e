//! What a commit has at some paths.

use boundstone_model::RepoPath;

use super::changes::kind_of;
use super::{Entry, GitError, git, success};
use crate::root::Root;

/// So many paths fit into one command line everywhere.
const MOST_PATHS: usize = 200;

/// What stands at each of the paths in `commit`, in their order; `None` where nothing does, or a folder.
pub(crate) fn entries(
    root: &Root,
    commit: &str,
    paths: &[RepoPath],
) -> Result<Vec<Option<Entry>>, GitError> {
    let mut all = Vec::with_capacity(paths.len());
    for some in paths.chunks(MOST_PATHS) {
        let mut git = git(root);
        git.args(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--"]);
        git.args(some.iter().map(RepoPath::as_str));
        let found = read(&success(git)?);
        all.extend(some.iter().map(|path| found.iter().find(|it| it.path == *path).cloned()));
    }
    Ok(all)
}

/// The files in these folders in `commit`, and not those below; of a folder that is not there none.
pub(crate) fn files_in(
    root: &Root,
    commit: &str,
    folders: &[RepoPath],
) -> Result<Vec<RepoPath>, GitError> {
    let mut all = Vec::new();
    for some in folders.chunks(MOST_PATHS) {
        let mut git = git(root);
        git.args(["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--"]);
        // The folder itself would be one row. Source: git-ls-tree(1).
        git.args(some.iter().map(|folder| match folder.as_str() {
            "" => ".".to_owned(),
            folder => format!("{folder}/"),
        }));
        all.extend(read(&success(git)?).into_iter().map(|it| it.path));
    }
    Ok(all)
}

/// Reads `MODE TYPE OBJECT`, a tab and the path. Source: git-ls-tree(1), "OUTPUT FORMAT".
fn read(output: &[u8]) -> Vec<Entry> {
    let entry = |row: &[u8]| {
        let row = std::str::from_utf8(row).ok()?;
        let (head, path) = row.split_once('\t')?;
        let [mode, kind, object] = head.split(' ').collect::<Vec<_>>().try_into().ok()?;
        if kind == "tree" {
            return None;
        }
        let object = Some(object.to_owned());
        Some(Entry { path: RepoPath::new(path)?, kind: kind_of(mode)?, object })
    };
    output.split(|byte| *byte == 0).filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use boundstone_model::FileKind;

    use super::*;

    #[test]
    fn rows_of_a_tree() {
        let rows = b"100644 blob 1111\ta b.rs\x00120000 blob 2222\tl\x00040000 tree 3333\tsrc\0cut";
        let found = read(rows);
        let said: Vec<_> = found.iter().map(|it| (it.path.as_str(), it.kind)).collect();
        assert_eq!(said, [("a b.rs", FileKind::File), ("l", FileKind::Link)]);
    }
}
