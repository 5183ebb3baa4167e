use std::sync::Arc;

use boundstone_text::TextRange;

use crate::RepoPath;

/// A value, and the bytes of its file that state it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub range: TextRange,
}

impl<T> Spanned<T> {
    pub fn new(value: T, range: TextRange) -> Self {
        Self { value, range }
    }
}

/// A range of one file: where something was said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    pub path: RepoPath,
    pub range: TextRange,
}

/// How a fact came to be known; shown with every answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum How {
    /// `owner` of a `boundary.toml`, or another of its keys.
    Contract,
    /// An `@owner` comment in the file itself.
    OwnerComment,
    /// A rule of the forge's ownership file.
    OwnershipRule,
    /// Front matter of a decision record.
    FrontMatter,
    /// A comment, or a line of a Markdown file, that names a decision.
    Mention,
    /// A `Cargo.toml` or `package.json`.
    Manifest,
    /// A decision record says so in its text.
    Record,
}

/// The evidence for an answer: the place that says it, and how.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Because {
    pub place: Place,
    pub how: How,
}

impl Because {
    pub fn new(path: &RepoPath, range: TextRange, how: How) -> Self {
        Self { place: Place { path: path.clone(), range }, how }
    }
}

/// Names are shared between facts, tables and answers.
pub(crate) type Name = Arc<str>;
