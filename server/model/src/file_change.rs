use crate::RepoPath;

/// One file of a change. Has a path at least on one side; two that differ where it was renamed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileChange {
    pub before: Option<RepoPath>,
    pub now: Option<RepoPath>,
    pub kind: FileKind,
}

/// What stands at a path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FileKind {
    File,
    Link,
    /// A repository of its own inside this one.
    Submodule,
}

impl FileChange {
    /// The path now, or the one before where the file is gone.
    pub fn path(&self) -> Option<&RepoPath> {
        self.now.as_ref().or(self.before.as_ref())
    }

    /// The word for what happened to the file, in messages and JSON.
    pub fn what(&self) -> &'static str {
        match (&self.before, &self.now) {
            (None, _) => "added",
            (Some(_), None) => "deleted",
            (Some(before), Some(now)) if before == now => "modified",
            (Some(_), Some(_)) => "renamed",
        }
    }
}

impl FileKind {
    /// The word for it in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Link => "link",
            Self::Submodule => "submodule",
        }
    }
}
