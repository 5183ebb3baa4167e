//! How far a change reaches.

use crate::place::Name;
use crate::{
    Because, ChangeClass, Crossing, DecisionSummary, FileChange, Governing, InterfaceAnswer,
    ItemKind, Place, RepoPath, SignatureChange, Status,
};

/// Which of the two states of a repository something is said of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// Only the state before the change.
    Before,
    Now,
}

/// What a change touches, by path and place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Impact {
    pub files: Vec<TouchedFile>,
    pub symbols: Vec<TouchedSymbol>,
    /// The references from other boundaries to what is touched. Those in files of the change are as
    /// they are now.
    pub crossings: Vec<ReachingCrossing>,
    pub boundaries: Vec<TouchedBoundary>,
    pub promises: Vec<TouchedPromise>,
    pub decisions: Vec<ApplyingDecision>,
    pub changed_decisions: Vec<ChangedDecision>,
    pub owners: Vec<AskedOwner>,
    /// Files of the change that nobody owns.
    pub unowned: Vec<RepoPath>,
}

/// A file of the change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchedFile {
    pub change: FileChange,
    pub boundary: Option<Name>,
    pub owners: Vec<Name>,
}

/// What happened to a symbol, from what its users see most to what they see least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SymbolChange {
    Removed,
    /// It is called otherwise, or stands elsewhere.
    Moved,
    /// What stands before its body, or its visibility; of a type, what is in it.
    Signature,
    /// What stands above it in attributes or decorators.
    Attributes,
    Body,
    Added,
    /// Comments and white space, and nothing else.
    Comments,
}

impl SymbolChange {
    /// The word in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Signature => "signature",
            Self::Attributes => "attributes",
            Self::Body => "body",
            Self::Added => "added",
            Self::Comments => "comments",
        }
    }

    /// Whether those who use the symbol may have to change what they wrote.
    pub fn is_seen_by_users(self) -> bool {
        self <= Self::Attributes
    }
}

/// A symbol that a change touches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchedSymbol {
    /// As it is called now; as it was called where it is gone.
    pub symbol: Name,
    /// What it was called, where that is something else.
    pub was: Option<Name>,
    pub kind: ItemKind,
    pub change: SymbolChange,
    /// The side that its place is on: `Before` where it is gone.
    pub side: Side,
    /// Its name in the code.
    pub place: Place,
    pub boundary: Option<Name>,
    /// References to it from other boundaries. Of one that is gone, those that the change leaves as
    /// they are.
    pub uses: u32,
    /// Of a member: references to the type that it belongs to. Where a member is used, syntax does not
    /// always show.
    pub uses_of_type: u32,
}

/// How a crossing comes to be touched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reach {
    /// It led somewhere before the change, and leads nowhere now.
    Lost,
    /// It leads to a touched symbol.
    Symbol,
    /// It leads to a type with a touched member.
    Type,
}

impl Reach {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Symbol => "symbol",
            Self::Type => "type",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReachingCrossing {
    pub crossing: Crossing,
    pub reach: Reach,
    /// The most that happens to what it leads to.
    pub change: SymbolChange,
}

/// A boundary with a file of the change, or that uses what is touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchedBoundary {
    pub name: Name,
    pub path: RepoPath,
    pub owners: Vec<Name>,
    /// Files of the change in it.
    pub files: u32,
    /// Symbols of it that the change touches.
    pub symbols: u32,
    /// Its references to touched symbols: in code, in tests, and those that are lost, in both.
    pub code: u32,
    pub tests: u32,
    pub lost: u32,
    /// Its references to types with touched members.
    pub of_types: u32,
    /// The most that happens to what it uses.
    pub change: Option<SymbolChange>,
}

/// An entry of a contract that differs, or whose item is touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchedPromise {
    /// `BOUNDARY#key`; `BOUNDARY` alone where its package is called otherwise, or misses a feature: then the entry is the one
    /// that promises most.
    pub symbol: Name,
    pub before: Option<InterfaceAnswer>,
    pub now: Option<InterfaceAnswer>,
    /// The touched symbols that it is about.
    pub touched: Vec<TouchedItem>,
}

/// A touched symbol that somebody promised something of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchedItem {
    pub symbol: Name,
    pub change: SymbolChange,
    /// What differs for those who use it, the worst first; empty when nothing does.
    pub differs: Vec<SignatureChange>,
}

impl TouchedPromise {
    /// The worst of what differs; `None` when nothing does.
    pub fn class(&self) -> Option<ChangeClass> {
        self.touched.iter().flat_map(|it| &it.differs).map(|it| it.class).max()
    }
}

/// A decision that governs something of the change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplyingDecision {
    pub decision: DecisionSummary,
    /// What says so, each for one place: what it governs there, and the path.
    pub because: Vec<(Side, RepoPath, Governing)>,
}

/// A decision that the change itself makes, edits or takes away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedDecision {
    pub decision: DecisionSummary,
    /// `added`, `deleted`, `modified`, `renamed`.
    pub what: &'static str,
    pub before: Option<Status>,
    pub now: Option<Status>,
}

/// Someone to ask or to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedOwner {
    pub owner: Name,
    pub files: Vec<OwnedFile>,
    pub consumers: Vec<OwnedConsumer>,
    pub reviews: Vec<RequiredReview>,
}

impl AskedOwner {
    /// Whether the owner has a say: over a file, or over code that may have to follow.
    pub fn is_asked(&self) -> bool {
        let must_follow = |it: &OwnedConsumer| it.lost > 0 || it.change.is_seen_by_users();
        let is_required = !self.files.is_empty() || !self.reviews.is_empty();
        is_required || self.consumers.iter().any(must_follow)
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnedFile {
    pub path: RepoPath,
    pub source: OwnerSource,
}

/// A boundary of the owner that uses what is touched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnedConsumer {
    pub boundary: Name,
    pub uses: u32,
    pub lost: u32,
    /// Beside those, uses of types with touched members.
    pub of_types: u32,
    pub change: SymbolChange,
    pub source: OwnerSource,
}

/// A decision in force asks that the owner reviews what it governs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequiredReview {
    /// As it is shown: `ADR-0007`.
    pub decision: Name,
    /// The files of the change that it governs, or that hold what it governs.
    pub paths: Vec<RepoPath>,
    pub source: OwnerSource,
}

/// What names an owner.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OwnerSource {
    /// `Before`: the change takes it away. A forge asks by the rules that were.
    pub side: Side,
    pub because: Because,
    /// The 1-based line, where it is a rule of the forge's file.
    pub line: Option<u32>,
    /// The pattern of that rule.
    pub pattern: Option<Name>,
}
