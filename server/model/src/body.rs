use crate::place::Name;
use crate::{ItemNumber, Place, RepoPath};

/// What the text of a decision names, in backticks or as what a link leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BodyReference {
    /// As written.
    pub text: Name,
    pub place: Place,
    pub to: BodyTarget,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BodyTarget {
    /// A file or a folder.
    Path(RepoPath),
    Symbol {
        symbol: Name,
        path: RepoPath,
        item: ItemNumber,
    },
    /// A path into a folder that is there, and that leads to nothing.
    GonePath,
    /// A symbol of a boundary or a file that is there, and does not define it.
    GoneSymbol,
}

impl BodyTarget {
    /// The word in JSON answers.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Path(_) | Self::GonePath => "path",
            Self::Symbol { .. } | Self::GoneSymbol => "symbol",
        }
    }

    pub fn is_gone(&self) -> bool {
        matches!(self, Self::GonePath | Self::GoneSymbol)
    }
}
