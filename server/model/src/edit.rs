use crate::{Place, RepoPath};

/// A change of one file that somebody asked for, by a quick fix or a command.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileEdit {
    /// A file that is not there yet.
    Create { path: RepoPath, text: String },
    /// Text in place of what stands there.
    Replace { place: Place, text: String },
}
