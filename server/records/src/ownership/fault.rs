//! What can be wrong in a line of an ownership file, in words.

use boundstone_model::{Problem, Rule};
use boundstone_text::TextRange;

/// One thing wrong. GitLab's own names for its errors stand in the messages, so that they can be
/// found in its documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    Conflict,
    Nul,
    TooLarge,
    TooLong,
    /// GitHub: `!`.
    Negation,
    /// GitHub: `[` or `]`; the pattern with both escaped.
    Bracket(String),
    /// GitHub: `#` in a pattern; the pattern with `?` in its place.
    NumberSign(String),
    /// GitHub: `***`.
    ThreeStars,
    /// GitHub: `/` alone.
    Root,
    /// GitHub: a section header.
    SectionInGitHub,
    /// GitHub: a word that is no owner costs the line.
    GitHubOwner(String),
    MissingOwner,
    MissingSectionName,
    OptionalApprovals,
    SectionFormat,
    SectionOwners,
    AfterHeader(String),
    /// GitLab: a word that is no owner is left out; where its error is reported by GitLab too.
    GitLabOwner {
        word: String,
        is_entry: bool,
    },
    UnknownRole(String),
    CommentAfterOwners,
    UnclosedSet,
    LoneExclusion,
}

impl Fault {
    pub(super) fn at(&self, range: TextRange) -> Problem {
        Problem::new(Rule::OwnershipMalformed, range, self.message(), self.help())
    }

    fn message(&self) -> String {
        let text = match self {
            Self::Conflict => "a merge conflict is left in the file",
            Self::Nul => "a NUL byte stands in the line, which is skipped",
            Self::TooLarge => "GitHub loads no CODEOWNERS file over 3 MB: nobody owns anything",
            Self::TooLong => "the pattern is longer than any path can be, so the line is skipped",
            Self::Negation => "GitHub has no `!` patterns and skips the line",
            Self::Bracket(_) => "GitHub skips a line with an unescaped `[` or `]` in its pattern",
            Self::NumberSign(_) => {
                "GitHub takes every `#` as the start of a comment, also after `\\`"
            }
            Self::ThreeStars => "GitHub skips a line with `***` in its pattern",
            Self::Root => "GitHub skips the line: the pattern `/` never matches anything",
            Self::SectionInGitHub => "GitHub has no sections and skips the line",
            Self::GitHubOwner(word) => {
                return format!(
                    "GitHub skips the line: `{word}` is neither @user, @org/team nor an email"
                );
            }
            Self::MissingOwner => {
                "the entry has no owner, and its section no default owner (GitLab: missing_entry_owner)"
            }
            Self::MissingSectionName => "the section has no name (GitLab: missing_section_name)",
            Self::OptionalApprovals => {
                "an optional section cannot require approvals (GitLab: invalid_approval_requirement)"
            }
            Self::SectionFormat => "the section header has no `]` (GitLab: invalid_section_format)",
            Self::SectionOwners => {
                "the section's default owners cannot be read (GitLab: invalid_section_owner_format)"
            }
            Self::AfterHeader(text) => {
                return format!("GitLab ignores `{text}` after the section header");
            }
            Self::GitLabOwner { word, is_entry } => {
                let name = if *is_entry { " (GitLab: malformed_entry_owner)" } else { "" };
                return format!(
                    "GitLab ignores `{word}`: it is neither @name, @@role nor an email{name}"
                );
            }
            Self::UnknownRole(word) => {
                return format!("GitLab knows no role `{word}` (GitLab: malformed_entry_owner)");
            }
            Self::CommentAfterOwners => {
                "GitLab has no comments after an entry and reads these words as owners \
                 (GitLab: malformed_entry_owner)"
            }
            Self::UnclosedSet => {
                "the `[` has no `]`, so the pattern matches nothing and is skipped"
            }
            Self::LoneExclusion => "`!` alone excludes every path from its section",
        };
        text.to_owned()
    }

    fn help(&self) -> String {
        let text = match self {
            Self::Conflict => "resolve the conflict; until then the rules of both sides count",
            Self::Nul => "remove the byte, and save the file as UTF-8",
            Self::TooLarge => "shorten the file: replace lists of paths by patterns",
            Self::TooLong => "shorten the pattern",
            Self::Negation => {
                "name the path in a later rule without owners, which leaves it unowned"
            }
            Self::Bracket(escaped) => {
                return format!(
                    "to mean the name itself, write `{escaped}`; there are no character sets"
                );
            }
            Self::NumberSign(pattern) => return format!("write `{pattern}`"),
            Self::ThreeStars => "write `**`",
            Self::Root => "write `*` for every file, `/*` for the files of the root",
            Self::SectionInGitHub => {
                "remove the header, or set `dialect = \"gitlab\"` under `[ownership]` in boundstone.toml"
            }
            Self::GitHubOwner(_) => {
                "correct the owner or remove the word; a comment starts with `#`"
            }
            Self::MissingOwner => "add an owner, or default owners to the section header",
            Self::MissingSectionName => "write a name between the brackets",
            Self::OptionalApprovals => "remove `^`, or the number of approvals",
            Self::SectionFormat => "close the name with `]`",
            Self::SectionOwners => "write them as @name, @@role or an email, with spaces between",
            Self::AfterHeader(_) => {
                "remove it, or write the header as `[Name][2] @owner`; a pattern that starts with a \
                 character set must start with `/` or `**/` instead"
            }
            Self::GitLabOwner { .. } => "correct the owner or remove the word",
            Self::UnknownRole(_) => "write @@developer, @@maintainer or @@owner",
            Self::CommentAfterOwners => "move the comment to a line of its own",
            Self::UnclosedSet => "close the set with `]`, or write `\\[` for the character itself",
            Self::LoneExclusion => "write the pattern to exclude after it",
        };
        text.to_owned()
    }
}
