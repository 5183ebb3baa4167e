use std::io;
use std::path::{Component, Path, PathBuf};

use boundstone_model::RepoPath;

/// The folder that a repository's paths are relative to: the top of the git repository, or a folder
/// that is in none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root {
    /// As the user spelled it, so that the links we print are the ones that their editor knows.
    path: PathBuf,
    /// Without symbolic links, to recognise the same place under another spelling.
    canonical: PathBuf,
    has_git: bool,
}

const GIT: &str = ".git";

impl Root {
    /// The root of the repository that `path`, a file or a folder, lies in. A path that does not
    /// exist counts as its nearest folder that does. A worktree and a submodule are roots of their own.
    ///
    /// # Errors
    /// When the file system does not tell where `path` is.
    pub fn of(path: &Path) -> io::Result<Self> {
        let given = lexical(&std::path::absolute(path)?);
        let folder = nearest_folder(&given);
        let canonical = std::fs::canonicalize(folder)?;
        let Some(top) = canonical.ancestors().find(|folder| is_repository(folder)) else {
            return Ok(Self { path: folder.to_path_buf(), canonical, has_git: false });
        };
        let levels = canonical.ancestors().position(|folder| folder == top).unwrap_or(0);
        let spelled = folder.ancestors().nth(levels);
        let is_same = |spelled: &&Path| std::fs::canonicalize(spelled).is_ok_and(|it| it == top);
        let path = spelled.filter(is_same).unwrap_or(top).to_path_buf();
        Ok(Self { path, canonical: top.to_path_buf(), has_git: true })
    }

    /// The folder at `path` itself, in a git repository or not.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn exactly(path: &Path) -> io::Result<Self> {
        let path = lexical(&std::path::absolute(path)?);
        let canonical = std::fs::canonicalize(&path)?;
        let has_git = is_repository(&canonical);
        Ok(Self { path, canonical, has_git })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the root is the top of a git repository.
    pub fn has_git(&self) -> bool {
        self.has_git
    }

    /// Where a path of the repository is on disk.
    pub fn absolute(&self, path: &RepoPath) -> PathBuf {
        let mut absolute = self.path.clone();
        absolute.extend(path.segments());
        absolute
    }

    /// The path of the repository that `absolute` spells; `None` when it lies outside or is not UTF-8.
    /// Touches no disk: [`crate::locate`] also sees through links and other spellings.
    pub fn relative(&self, absolute: &Path) -> Option<RepoPath> {
        let absolute = lexical(absolute);
        let rest = absolute
            .strip_prefix(&self.path)
            .or_else(|_| absolute.strip_prefix(&self.canonical))
            .ok()?;
        relative_path(rest)
    }

    /// Where the root is, without symbolic links.
    pub fn canonical(&self) -> &Path {
        &self.canonical
    }
}

/// `rest`, which has no prefix and does not climb, as a path of the repository.
pub(crate) fn relative_path(rest: &Path) -> Option<RepoPath> {
    let segments: Option<Vec<&str>> =
        rest.components().map(|component| component.as_os_str().to_str()).collect();
    RepoPath::new(&segments?.join("/"))
}

/// Whether `folder` is the top of a git repository, a worktree or a submodule.
pub(crate) fn is_repository(folder: &Path) -> bool {
    std::fs::symlink_metadata(folder.join(GIT)).is_ok()
}

/// The path without `.` and `..`, as an editor means it.
fn lexical(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn nearest_folder(path: &Path) -> &Path {
    path.ancestors().find(|path| path.is_dir()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_the_repository_whatever_was_opened() {
        let dir = tempfile::tempdir().unwrap();
        let top = dir.path().canonicalize().unwrap().join("repo");
        std::fs::create_dir_all(top.join("a/b")).unwrap();
        std::fs::create_dir(top.join(".git")).unwrap();
        for opened in ["", "a", "a/b/missing.rs", "a/../a"] {
            let root = Root::of(&top.join(opened)).unwrap();
            assert_eq!((root.path(), root.has_git()), (top.as_path(), true), "{opened}");
        }
    }

    #[test]
    fn a_submodule_and_a_worktree_are_roots_of_their_own() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("repo/.git")).unwrap();
        std::fs::create_dir_all(dir.path().join("repo/sub/src")).unwrap();
        std::fs::write(dir.path().join("repo/sub/.git"), "gitdir: ../.git/modules/sub\n").unwrap();
        let root = Root::of(&dir.path().join("repo/sub/src")).unwrap();
        assert!(root.path().ends_with("repo/sub"));
    }

    #[test]
    fn without_git_the_folder_itself() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("plain");
        std::fs::create_dir(&folder).unwrap();
        let root = Root::of(&folder).unwrap();
        assert_eq!((root.path(), root.has_git()), (folder.as_path(), false));
    }

    #[test]
    fn never_outside() {
        let dir = tempfile::tempdir().unwrap();
        let root = Root::of(dir.path()).unwrap();
        let relative = |path: &str| root.relative(&dir.path().join(path)).map(|it| it.to_string());
        assert_eq!(relative("a/./b/../c").as_deref(), Some("a/c"));
        assert_eq!(relative("../other/x"), None);
        assert_eq!(relative("/etc/passwd"), None);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_the_spelling_that_the_editor_knows() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("real/.git")).unwrap();
        std::fs::create_dir_all(dir.path().join("real/src")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("real"), dir.path().join("link")).unwrap();
        let root = Root::of(&dir.path().join("link/src")).unwrap();
        assert_eq!(root.path(), dir.path().join("link"));
        let real = root.canonical().join("src/a.rs");
        assert_eq!(root.relative(&real).unwrap().as_str(), "src/a.rs");
    }
}
