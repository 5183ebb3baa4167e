use boundstone_text::TextRange;

use crate::place::Name;
use crate::{
    Because, Constraint, Date, Dialect, FileKey, InterfaceEntry, ItemKind, ItemNumber, LinkKind,
    Place, Reached, RepoPath, Rule, Status, Usage,
};

/// The three states of ownership.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OwnershipState {
    NoRule,
    Owned,
    /// A rule says that nobody owns the path.
    DeliberatelyUnowned,
}

impl OwnershipState {
    /// The word in JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoRule => "no-rule",
            Self::Owned => "owned",
            Self::DeliberatelyUnowned => "unowned",
        }
    }
}

/// Who owns one path, and what says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ownership {
    pub state: OwnershipState,
    pub owners: Vec<Name>,
    /// What decided; the first is shown as the source. Empty in state `NoRule`.
    pub because: Vec<Because>,
    /// The 1-based line of the first of `because`, where it is a rule of the forge's file.
    pub source_line: Option<u32>,
    /// The dialect of the forge's ownership file, where there is one.
    pub dialect: Option<Dialect>,
    /// Whom the forge asks, whether or not it decided.
    pub forge_owners: Vec<Name>,
    /// Every rule of the forge's file that matches the path, in the file's order.
    pub rules: Vec<MatchedRule>,
}

/// Who owns a path and what decided: what [`Ownership`] says without what the forge says beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owners {
    pub state: OwnershipState,
    pub names: Vec<Name>,
    /// What decided; the first is shown as the source. Empty in state `NoRule`.
    pub because: Vec<Because>,
    /// The 1-based line of the first of `because`, where it is a rule of the forge's file.
    pub source_line: Option<u32>,
}

/// A rule that matched a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatchedRule {
    pub place: Place,
    /// 1-based.
    pub line: u32,
    pub pattern: Name,
    pub owners: Vec<Name>,
    pub section: Option<Name>,
    pub is_optional: bool,
    pub approvals: Option<u32>,
    /// Whether the forge's answer comes from it.
    pub wins: bool,
}

/// A named region of the repository.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Boundary {
    /// Unique: `name@path` where two packages bear one name.
    pub name: Name,
    /// What else it goes by: the npm name of a folder that is also a Cargo package, or the package's name
    /// where the contract states another.
    pub alias: Option<Name>,
    /// Its folder; the root for a package at the top.
    pub path: RepoPath,
    /// `rust`, `typescript`: from the manifests that imply it; empty for one that is only declared.
    pub languages: Vec<&'static str>,
    /// Whether a `boundary.toml` declares it or refines it.
    pub is_declared: bool,
    pub layer: Option<Name>,
    /// Where its name is stated.
    pub because: Vec<Because>,
}

/// How code refers to a symbol of another boundary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CrossingKind {
    Import,
    /// A module, a value or a variant, named.
    Path,
    Call,
    Type,
    Macro,
    /// A method, a field or another member of a type.
    Member,
}

impl CrossingKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Import, Self::Path, Self::Call, Self::Type, Self::Macro, Self::Member];

    /// The word in JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Path => "path",
            Self::Call => "call",
            Self::Type => "type",
            Self::Macro => "macro",
            Self::Member => "member",
        }
    }
}

/// A reference from one boundary to a symbol of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crossing {
    /// The name in the code.
    pub place: Place,
    /// The boundary of the code.
    pub from: Name,
    pub to: Crossed,
    pub kind: CrossingKind,
    /// Syntax alone does not settle what is meant.
    pub is_likely: bool,
    /// Part of a test, an example or a benchmark.
    pub is_test: bool,
}

/// What a crossing leads to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Crossed {
    /// The boundary that defines the symbol.
    pub boundary: Name,
    /// The symbol as a consumer writes it; `*` for the boundary as a whole, `a::*` for all of a module.
    pub symbol: Name,
    /// The boundary through whose re-export it is reached, where that is a third one.
    pub facade: Option<Name>,
    /// The file that defines it.
    pub path: RepoPath,
}

/// How often one boundary refers to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoundaryEdge {
    pub from: Name,
    pub to: Name,
    /// References in code that is part of what the boundary does for others.
    pub code: u32,
    /// References in tests, examples and benchmarks.
    pub tests: u32,
}

/// How a decision comes to govern something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GoverningHow {
    FrontMatter,
    Contract,
    Mention,
    /// Its text names the place: it tells of it, and need not govern it.
    Body,
}

impl GoverningHow {
    /// The word in JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Contract => "contract",
            Self::Mention => "mention",
            Self::Body => "body",
        }
    }

    /// Whether somebody wrote down that the decision governs it.
    pub fn is_declared(self) -> bool {
        matches!(self, Self::FrontMatter | Self::Contract)
    }
}

/// A decision that governs the place asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Governing {
    pub decision: DecisionSummary,
    pub how: GoverningHow,
    /// What the decision says it governs: a path or glob, a boundary, a symbol.
    pub what: Name,
    /// True when the item itself is governed, not just its file or boundary.
    pub is_specific: bool,
    /// The part of the decision that a mention points at.
    pub clause: Option<Name>,
    pub because: Because,
}

/// What is shown of a decision wherever it is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionSummary {
    pub path: RepoPath,
    pub id: Name,
    /// `ADR-0007`.
    pub display: Name,
    pub title: Name,
    pub title_range: TextRange,
    pub status: Status,
    pub status_raw: Option<Name>,
    pub date: Option<Date>,
    pub is_in_force: bool,
    pub outcome: Option<Name>,
    /// The live decisions that replace a retired one, nearest first.
    pub successors: Vec<(RepoPath, Name)>,
}

/// Longer texts are no status, but what somebody wrote where it belongs.
const LONGEST_STATUS: usize = 60;

impl DecisionSummary {
    /// Whether the decision was in force, or might have come to be, and no longer is.
    pub fn is_retired(&self) -> bool {
        let may_come = matches!(self.status, Status::Proposed | Status::Unknown);
        !self.is_in_force && (!may_come || !self.successors.is_empty())
    }

    /// The status by its name, or as the record writes it.
    pub fn status_in_words(&self) -> &str {
        match (self.status, self.status_raw.as_deref()) {
            (Status::Unknown, None) => "no status",
            (Status::Unknown, Some(raw)) if raw.len() > LONGEST_STATUS => "no known status",
            (Status::Unknown, Some(raw)) => raw,
            (status, _) => status.name(),
        }
    }
}

/// A relation between two decisions of the repository.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionLink {
    pub id: Name,
    pub path: RepoPath,
    pub kind: LinkKind,
    pub is_partial: bool,
    /// Only the other record states it.
    pub is_derived: bool,
}

/// One thing that a decision governs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Governed {
    /// `path`, `boundary` or `symbol`.
    pub to: &'static str,
    pub what: Name,
    pub how: GoverningHow,
    pub because: Because,
}

/// The whole answer about one decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    pub summary: DecisionSummary,
    pub links: Vec<DecisionLink>,
    pub governs: Vec<Governed>,
    pub constraints: Vec<Constraint>,
    /// Every place that names it.
    pub mentions: Vec<Place>,
}

/// The item that a card is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolAnswer {
    /// `BOUNDARY#path`; the path alone outside every boundary.
    pub symbol: Name,
    pub kind: ItemKind,
    pub place: Place,
}

/// What was promised of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InterfaceAnswer {
    /// The contract's; frozen where a decision says so, whatever the contract says.
    pub entry: InterfaceEntry,
    pub because: Because,
    /// The decision that freezes it.
    pub frozen_by: Option<Name>,
}

impl InterfaceAnswer {
    /// What the entry of a contract says.
    pub fn stated(entry: &InterfaceEntry, because: Because) -> Self {
        Self { entry: entry.clone(), because, frozen_by: None }
    }

    /// `stable since 1.0`, `frozen by ADR-0007`.
    pub fn stability_in_words(&self) -> String {
        let word = self.entry.stability.value.name();
        match (&self.frozen_by, &self.entry.since) {
            (Some(decision), _) => format!("{word} by {decision}"),
            (None, Some(since)) => format!("{word} since {}", since.value),
            (None, None) => word.to_owned(),
        }
    }
}

/// The whole answer about one place in the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Card {
    pub path: RepoPath,
    /// `None` for a card about the file as a whole.
    pub symbol: Option<SymbolAnswer>,
    pub boundary: Option<Boundary>,
    pub ownership: Ownership,
    pub interface: Option<InterfaceAnswer>,
    /// Those that govern it; after them those whose text only names it.
    pub decisions: Vec<Governing>,
    /// Who uses the item; empty for a file or a boundary.
    pub usage: Usage,
    /// The other boundaries that refer to the boundary; empty for an item.
    pub dependents: Vec<BoundaryEdge>,
    /// Set where the place that was asked about is a use from another boundary.
    pub reached: Option<Reached>,
    /// Set where a key of a contract was asked about, which means the item.
    pub promised: Option<Promised>,
    /// What was asked about: the token under the cursor, for an editor to highlight.
    pub range: Option<TextRange>,
}

/// What is shown of the item of a contract's key beside what is shown of every item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promised {
    /// `None` where it is not to be had.
    pub signature: Option<Name>,
}

/// What an editor shows for the token under the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The token.
    pub range: TextRange,
    pub content: HoverContent,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HoverContent {
    /// An item, or a boundary where the card has no symbol.
    Card(Box<Card>),
    /// The decision that is named; several where the name is ambiguous.
    Decisions(Vec<Decision>),
    /// A name that no record bears.
    UnknownDecision(Name),
    /// A path or symbol that a record names, and that no longer exists.
    Gone(Name),
    Owner(OwnerAnswer),
    Rule(RuleAnswer),
    /// All that a contract's key with a `*` names.
    Level(Box<LevelAnswer>),
    /// What a contract's key names that is no item of the repository's code.
    Named(Box<NamedAnswer>),
    Layer(LayerAnswer),
    /// A rule that finds, not one of an ownership file.
    RuleOfOurs(Rule),
    /// A key of one of our own files.
    Key(FileKey),
}

/// A key of a contract that names what another package defines, or what a macro makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedAnswer {
    pub key: Name,
    pub boundary: Name,
    pub interface: InterfaceAnswer,
    /// The signature of what a macro makes; its kind where it has none.
    pub signature: Option<Name>,
    /// The package that defines it, as the code names it.
    pub from: Option<Name>,
    /// The re-export, or the call that makes it.
    pub place: Option<Place>,
}

/// All that one key of a contract names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LevelAnswer {
    pub key: Name,
    pub boundary: Name,
    pub interface: InterfaceAnswer,
    /// Their symbols, by place.
    pub items: Vec<Name>,
    /// Who uses any of them.
    pub usage: Usage,
}

/// A layer, and what may use what because of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LayerAnswer {
    pub layer: Name,
    pub place: Place,
    /// The layers above it, from the top, and those below.
    pub above: Vec<Name>,
    pub below: Vec<Name>,
    /// The boundaries that are in it, by folder.
    pub boundaries: Vec<Name>,
}

/// What the ownership files say of one owner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnerAnswer {
    pub owner: Name,
    /// The rules that name the owner: pattern, place, 1-based line.
    pub rules: Vec<(Name, Place, u32)>,
    /// The boundaries whose contract names the owner.
    pub boundaries: Vec<Name>,
}

/// What one rule of an ownership file does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleAnswer {
    pub pattern: Name,
    pub owners: Vec<Name>,
    pub section: Option<Name>,
    pub dialect: Dialect,
    /// Why the file is read in that dialect, as a clause.
    pub dialect_why: String,
    /// Files of the repository that the pattern matches, and those for which it decides.
    pub matched: u32,
    pub won: u32,
}

/// A line of context above a line of code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lens {
    pub range: TextRange,
    pub about: LensAbout,
}

/// How far a decision reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DecisionReach {
    /// The files that it governs whole, and the symbols that it governs beside them.
    pub files: usize,
    pub symbols: usize,
    pub mentions: usize,
    /// The findings that code breaks it; `None` for one that forbids nothing.
    pub violations: Option<usize>,
    /// The files that could not be looked into for what it forbids.
    pub not_looked_into: usize,
    /// False: it governs too many files to look into each for a lens.
    pub is_searched: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LensAbout {
    /// How far the decision of the file reaches.
    Decision,
    /// What is said of the file: boundary, owner, decisions.
    File,
    /// Which boundaries use the boundary of the file.
    Dependents,
    /// What is said of an item: stability, decisions.
    Item(ItemNumber),
    /// Who uses an item.
    Uses(ItemNumber),
}

/// What a lens says, and where a click on it leads: to the decisions, where there are any, or to the
/// crossings of a lens about uses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LensTitle {
    pub text: String,
    pub decisions: Vec<DecisionSummary>,
}

/// A boundary or a decision, found by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedPlace {
    pub name: String,
    pub kind: NamedKind,
    /// What it belongs to: a folder, a status.
    pub detail: String,
    pub place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NamedKind {
    Boundary,
    Decision,
}
