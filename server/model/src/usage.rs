use boundstone_text::TextRange;

use crate::place::Name;
use crate::{ItemKind, RepoPath};

/// Who uses an item from other boundaries, and how often.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// By name.
    pub by: Vec<BoundaryUses>,
    /// The item is a member of a type, whose uses syntax does not show all.
    pub is_partial: bool,
}

/// How often one boundary uses an item of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundaryUses {
    pub boundary: Name,
    pub count: UseCount,
}

/// References to one item. No reference is in two of the counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct UseCount {
    /// To the item itself, in code that is part of what a boundary does for others.
    pub code: u32,
    /// To the item itself, in tests, examples and benchmarks.
    pub tests: u32,
    /// Probably to the item itself: syntax alone does not settle it.
    pub likely: u32,
    /// To its members, as far as syntax shows them.
    pub members: u32,
}

impl Usage {
    pub fn is_empty(&self) -> bool {
        self.by.is_empty()
    }

    /// The counts of all boundaries together.
    pub fn total(&self) -> UseCount {
        self.by.iter().fold(UseCount::default(), |sum, it| sum.plus(it.count))
    }
}

impl UseCount {
    pub fn plus(self, other: Self) -> Self {
        Self {
            code: self.code + other.code,
            tests: self.tests + other.tests,
            likely: self.likely + other.likely,
            members: self.members + other.members,
        }
    }
}

impl ItemKind {
    /// Whether uses of such items go through values, whose types syntax does not show.
    pub fn is_reached_through_values(self) -> bool {
        matches!(self, Self::Method | Self::Field | Self::Property)
    }
}

/// How the place that was asked about reaches an item of another boundary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reached {
    /// The boundary through whose re-export it is reached, where that is a third one.
    pub facade: Option<Name>,
    /// Syntax alone does not settle what is meant.
    pub is_likely: bool,
}

/// An import from another boundary, and who owns what it imports.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportOwner {
    /// The name that is imported.
    pub range: TextRange,
    /// The boundary that defines it, and the file.
    pub boundary: Name,
    pub path: RepoPath,
    /// Never empty.
    pub owners: Vec<Name>,
}

/// What uses are called: `used 14 times by 3 boundaries`, the boundaries, and what is counted apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UsageInWords {
    pub used: String,
    /// The first boundaries that `used` counts.
    pub named: Vec<Name>,
    /// How many more there are.
    pub unnamed: usize,
    /// `6 times in tests`, `at least 5 more of its members`.
    pub apart: Vec<String>,
}
