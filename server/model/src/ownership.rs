use std::fmt;

use boundstone_text::TextRange;

use crate::Problem;
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

/// An ownership file, read in every dialect that it may be in: which one counts depends on where it
/// stands and on the settings, which its bytes do not say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnershipSource {
    pub github: (OwnershipFile, Vec<Problem>),
    pub gitlab: (OwnershipFile, Vec<Problem>),
    /// What only GitLab reads, where the file has such a thing, as a clause: "it has a section
    /// header".
    pub has_gitlab_syntax: Option<&'static str>,
}

impl OwnershipSource {
    pub fn reading(&self, dialect: Dialect) -> &(OwnershipFile, Vec<Problem>) {
        match dialect {
            Dialect::GitHub => &self.github,
            Dialect::GitLab => &self.gitlab,
        }
    }
}

/// An ownership file as it was read. What could not be read is in the problems beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnershipFile {
    pub dialect: Dialect,
    /// The first is the nameless section that rules before any header belong to; sections of one
    /// name, in any case, are merged.
    pub sections: Box<[Section]>,
    /// In the order of their lines.
    pub rules: Box<[OwnershipRule]>,
}

/// The position of a section in its file's list.
pub type SectionId = u32;

/// A GitLab section. GitHub files have only the nameless one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// `None` for the rules before any header.
    pub name: Option<Name>,
    /// True when it has entries and every one of them stands below a header that says so.
    pub is_optional: bool,
    /// The bytes of the first header of this name; empty for the nameless section.
    pub range: TextRange,
}

/// One rule line of an ownership file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnershipRule {
    /// 1-based line.
    pub line: u32,
    /// The line's bytes without white space around them.
    pub range: TextRange,
    /// The pattern as written, with the `!` of an exclusion.
    pub text: Name,
    pub text_range: TextRange,
    pub pattern: Pattern,
    /// The rule's own owners, or the defaults of the header above it. Empty: the path is
    /// deliberately unowned.
    pub owners: Box<[Owner]>,
    pub section: SectionId,
    /// Approvals asked for by the header above the rule.
    pub approvals: Option<u32>,
    /// A GitLab `!` entry: empties its section for the paths that it matches.
    pub is_exclusion: bool,
    /// The rank among the rules of its section that match a path: the highest wins. It is the rule's
    /// own index, except that GitLab gives an entry which repeats a pattern the place of the first.
    pub precedence: u32,
    /// Whether a later entry of the section repeats the pattern, and so stands in for this one.
    pub is_replaced: bool,
}

/// What paths a rule matches, after its dialect's normalisation: one segment after the other from
/// the root of the repository.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Pattern {
    pub segments: Box<[Segment]>,
    /// The segments match whole paths.
    pub matches_self: bool,
    /// The pattern matches everything below a folder that the segments match.
    pub matches_below: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Segment {
    /// Exactly this name.
    Literal(Box<str>),
    /// A name that this glob matches: `*`, `?`, `[set]`, and `\` before a character that stands for
    /// itself. A set may be negated by `!` or `^`, has ranges, and is empty when `]` comes first.
    /// Never crosses `/`.
    Glob(Box<str>),
    /// Any number of folders, also none.
    AnyDepth,
}
