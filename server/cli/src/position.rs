//! The repository and the place in it that the arguments of a command name.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use boundstone_model::{FileChange, RepoPath};
use boundstone_workspace::{
    Base, Comparison, Options, Root, Snapshot, Workspace, absolute, with_surfaces,
    with_surfaces_since_base,
};

use crate::output::plain;
use crate::places::LineColumn;

/// A repository, read whole, and the folder in it from which its paths are meant.
pub(crate) struct Repository {
    pub(crate) root: Root,
    pub(crate) snapshot: Snapshot,
    /// Relative paths on the command line count from here.
    from: PathBuf,
}

/// What changed since a revision, and the repository before it.
pub(crate) struct Past {
    pub(crate) base: Base,
    pub(crate) changes: Vec<FileChange>,
    /// What of the change could not be looked at: a path, and why not.
    pub(crate) not_checked: Vec<(String, String)>,
    pub(crate) before: Snapshot,
}

impl Repository {
    /// Reads `--root` as it is named, or the repository of the current folder.
    pub(crate) fn read(root: Option<&Path>) -> Result<Self> {
        Self::read_with(root, &Options::of_user())
    }

    /// The same, with options.
    pub(crate) fn read_with(root: Option<&Path>, options: &Options) -> Result<Self> {
        let (root, from) = find(root)?;
        let snapshot =
            Workspace::load(root.clone(), options).context("the repository cannot be read")?;
        Ok(Self { root, snapshot, from })
    }

    /// The same, with what changed since `revision`.
    pub(crate) fn read_change(
        root: Option<&Path>,
        revision: Option<&str>,
        options: &Options,
    ) -> Result<(Self, Past)> {
        let (root, from) = find(root)?;
        let comparison = Comparison::load(&root, options, revision)?;
        let Comparison { base, changes, not_checked, now, before } = comparison;
        Ok((Self { root, snapshot: now, from }, Past { base, changes, not_checked, before }))
    }

    /// The same, with what the whole change breaks of what boundaries have promised.
    pub(crate) fn with_surfaces(self, past: &Past) -> Self {
        Self { snapshot: with_surfaces(&past.before, self.snapshot, &past.changes), ..self }
    }

    /// The same since the base that findings are compared with, where git knows one. Gives what was not compared, and why.
    pub(crate) fn with_surfaces_since_base(self) -> (Self, Option<(String, String)>) {
        match with_surfaces_since_base(&self.snapshot) {
            Ok(snapshot) => (Self { snapshot, ..self }, None),
            Err(error) => {
                let why = format!("surfaces were not compared with the past: {error}");
                (self, Some((".".to_owned(), why)))
            }
        }
    }

    /// A path of the command line as a path of the repository. It need not exist. Relative to the
    /// folder of `--root` first, then to the top of the repository.
    pub(crate) fn path(&self, written: &str) -> Result<RepoPath> {
        let joined = self.from.join(written);
        let found = self.root.relative(&without_dots(&joined));
        if let Some(path) = &found
            && (self.snapshot.world.file(path).is_some() || self.root.absolute(path).exists())
        {
            return Ok(path.clone());
        }
        let from_top = RepoPath::root().join(written.trim_end_matches('/'));
        let exists_at_top =
            from_top.clone().filter(|path| self.snapshot.world.file(path).is_some());
        match exists_at_top.or(found) {
            Some(path) => Ok(path),
            None => bail!(
                "{written} lies outside the repository {}; name a path inside it",
                self.root.path().display()
            ),
        }
    }
}

/// The repository that `--root` names, and the folder from which paths are meant.
fn find(root: Option<&Path>) -> Result<(Root, PathBuf)> {
    let written = root.unwrap_or(Path::new("."));
    let from = absolute(written).with_context(|| format!("{} is no path", written.display()))?;
    if !from.exists() {
        bail!("{} does not exist; name a folder of the repository", from.display());
    }
    let found = if root.is_some() { Root::exactly(&from) } else { Root::of(&from) };
    let root = found.with_context(|| format!("{} cannot be read", from.display()))?;
    Ok((root, from))
}

/// `origin/main (a1b2c3d4e5f6)`.
pub(crate) fn since(base: &Base) -> String {
    const SHORT: usize = 12;
    let commit = base.commit.get(..SHORT).unwrap_or(&base.commit);
    format!("{} ({commit})", plain(&base.revision))
}

/// The path without `.` and `..`, by its letters alone: it may not exist.
fn without_dots(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// `PATH:LINE:COL`, `PATH:LINE` or `PATH`. A colon that no number follows belongs to the path.
pub(crate) fn split_position(text: &str) -> (&str, Option<u32>, Option<u32>) {
    let number_after = |text: &'_ str| -> Option<(usize, u32)> {
        let (rest, number) = text.rsplit_once(':')?;
        Some((rest.len(), number.parse().ok().filter(|&number| number > 0)?))
    };
    let Some((end, last)) = number_after(text) else { return (text, None, None) };
    let rest = text.get(..end).unwrap_or_default();
    match number_after(rest) {
        Some((end, line)) => (rest.get(..end).unwrap_or_default(), Some(line), Some(last)),
        None => (rest, Some(last), None),
    }
}

pub(crate) fn line_column(line: u32, column: Option<u32>) -> LineColumn {
    LineColumn { line, column: column.unwrap_or(1) }
}

#[cfg(test)]
mod tests {
    use super::split_position;

    #[test]
    fn a_position_is_the_numbers_at_the_end() {
        assert_eq!(split_position("a.rs"), ("a.rs", None, None));
        assert_eq!(split_position("a.rs:3"), ("a.rs", Some(3), None));
        assert_eq!(split_position("a.rs:3:14"), ("a.rs", Some(3), Some(14)));
        assert_eq!(split_position("odd:name.rs"), ("odd:name.rs", None, None));
        assert_eq!(split_position("billing#Ledger::new"), ("billing#Ledger::new", None, None));
        assert_eq!(split_position("a.rs:0"), ("a.rs:0", None, None));
    }
}
