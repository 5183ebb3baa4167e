use std::fmt;

use boundstone_text::TextRange;

use crate::place::Name;

/// How an ownership file is to be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Dialect {
    GitHub,
    GitLab,
}

impl Dialect {
    /// The dialect's name in settings and JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::GitLab => "gitlab",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::GitHub, Self::GitLab].into_iter().find(|dialect| dialect.name() == name)
    }

    /// Where the forge looks for its ownership file, first found first.
    /// Source: GitHub and GitLab documentation of code owners.
    pub fn locations(self) -> [&'static str; 3] {
        match self {
            Self::GitHub => [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
            Self::GitLab => ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
        })
    }
}

/// An owner as an ownership file names it: `@org/team`, `@user`, `@@role`, an email.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Owner {
    pub name: Name,
    pub range: TextRange,
}

/// An ownership file as it was read. What could not be read is in the problems beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnershipFile {
    pub dialect: Dialect,
    /// Why the file is read in that dialect, as a clause: "it stands in .gitlab/".
    pub dialect_why: Box<str>,
    /// The first is the nameless section that rules before any header belong to; sections of one
    /// name, in any case, are merged.
    pub sections: Box<[Section]>,
    pub rules: Box<[OwnershipRule]>,
}

/// The position of a section in its file's list.
pub type SectionId = u16;

/// A GitLab section. GitHub files have only the nameless one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// `None` for the rules before any header.
    pub name: Option<Name>,
    /// True only when every header of this name says so.
    pub is_optional: bool,
    /// Approvals asked for, when a header says how many.
    pub approvals: Option<u32>,
    /// The header's bytes; empty for the nameless section.
    pub range: TextRange,
}

/// One rule line of an ownership file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnershipRule {
    /// 1-based line.
    pub line: u32,
    /// The line's bytes without white space around them.
    pub range: TextRange,
    /// The pattern as written.
    pub text: Name,
    pub text_range: TextRange,
    pub pattern: Pattern,
    /// The rule's own owners, or its section's defaults. Empty: the path is deliberately unowned.
    pub owners: Box<[Owner]>,
    pub section: SectionId,
    /// A GitLab `!` entry: empties its section for the paths that it matches.
    pub is_exclusion: bool,
}

/// What paths a rule matches, after its dialect's normalisation: one segment after the other from
/// the root of the repository.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pattern {
    pub segments: Box<[Segment]>,
    /// The pattern matches whole paths.
    pub matches_self: bool,
    /// The pattern also matches everything below a folder that it matches.
    pub matches_below: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Segment {
    /// Exactly this name.
    Literal(Box<str>),
    /// A name that this glob matches: `*`, `?`, `[set]`, and `\` before a character that stands for
    /// itself. Never crosses `/`.
    Glob(Box<str>),
    /// Any number of folders, also none.
    AnyDepth,
}
