use boundstone_engine::Difference;
use boundstone_model::RepoPath;
use boundstone_text::{Edit, Encoding};

use crate::snapshot::Snapshot;

/// Something that happened to the repository or to its documents, in the order it happened.
#[derive(Clone, Debug)]
pub enum Event {
    Open {
        path: RepoPath,
        version: i32,
        text: String,
    },
    /// Edits count one after the other, in positions of `encoding`.
    Change {
        path: RepoPath,
        version: i32,
        edits: Vec<Edit>,
        encoding: Encoding,
    },
    Close {
        path: RepoPath,
    },
    Saved {
        path: RepoPath,
    },
    /// Something happened on disk at these paths or below them.
    Watched(Vec<RepoPath>),
    /// Anything may have happened on disk.
    Rescan,
}

/// What a workspace tells its face. Told from its own threads, in order: it must not be held up.
pub enum Notice {
    /// The repository is being read, and that takes long enough to be shown.
    Progress(Progress),
    /// Answers may differ from those of the snapshot before.
    Published { snapshot: Snapshot, difference: Difference },
    /// The base is another commit, so that what is compared with it may be found to differ.
    PastMoved,
    /// Something the user should know, once.
    Trouble(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    Begin,
    /// Files read, and how many there are.
    Report {
        done: usize,
        of: usize,
    },
    End,
}
