use crate::{FileEdit, Place, Rule};

/// A change that is offered at a place in the code, and made only when somebody asks for it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    pub kind: FixKind,
    /// The finding that it settles: by its rule, and where it stands.
    pub settles: Option<(Rule, Place)>,
    /// Whether it is what most people would do: the one sensible answer to its finding.
    pub is_preferred: bool,
    /// In no order; none of them overlap.
    pub edits: Vec<FileEdit>,
    /// Where the next word is to be written, in the text after the edits.
    pub cursor: Option<Place>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FixKind {
    /// Settles a finding.
    QuickFix,
    /// Nothing is wrong, but more can be said.
    Refactor,
    /// All that has one sensible answer in a file at once.
    FixAll,
}
