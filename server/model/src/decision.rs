use std::fmt;

use boundstone_text::TextRange;

use crate::place::Name;
use crate::{Language, Spanned};

/// A decision record as its own file states it. What other records say of it is joined later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionFile {
    /// The leading id of the file's name as written (`0007`), the stem for date-slug logs, the folder for
    /// a README in a folder.
    pub id: Name,
    /// The number in the id; `None` for date-slug logs.
    pub number: Option<u32>,
    /// The prefix that the records' names bear, in upper case (`ADR`, `RFC`), when they bear one.
    pub prefix: Option<Name>,
    /// Without its id prefix; the stem, made readable, when the file has no heading.
    pub title: Spanned<Name>,
    pub status: Status,
    /// The status as written, and where; `None` when the record states none.
    pub status_raw: Option<Spanned<Name>>,
    /// The date that the record states; never invented.
    pub date: Option<Spanned<Date>>,
    pub links: Box<[StatedLink]>,
    pub governs: Box<[GovernsEntry]>,
    /// What a machine checks inside what it governs.
    pub constraints: Box<[Constraint]>,
    /// The first paragraph of the decision section, word for word.
    pub outcome: Option<Spanned<Name>>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    Proposed,
    Accepted,
    Rejected,
    Deprecated,
    Superseded,
    /// None stated, or a word that is not recognised.
    Unknown,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
            Self::Unknown => "unknown",
        }
    }
}

/// A day, as records and contracts state it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` for a day that the calendar does not have.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year > 0 && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// The day so many days after 1970-01-01; `None` beyond the years that a date has.
    pub fn from_days(days: u32) -> Option<Self> {
        const DAYS_OF_YEAR: u32 = 365;
        let mut year = 1970_u16;
        let mut rest = days;
        loop {
            // February 29th is a day of the leap years alone.
            let length = DAYS_OF_YEAR + u32::from(Self::new(year, 2, 29).is_some());
            if rest < length {
                break;
            }
            rest -= length;
            year = year.checked_add(1)?;
        }
        let mut days_of_year =
            (1..=12).flat_map(|month| (1..=31).filter_map(move |day| Self::new(year, month, day)));
        days_of_year.nth(rest as usize)
    }

    /// Reads `2026-03-02`.
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain =
            year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
        let number =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?;
        if !is_plain {
            return None;
        }
        Self::new(number(year)?, number(month)? as u8, number(day)? as u8)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A relation to another decision, as one record states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatedLink {
    pub kind: LinkKind,
    pub target: LinkTarget,
    /// "in part", "D4–D7": the other record stays in force.
    pub is_partial: bool,
    /// The reference to the other decision.
    pub range: TextRange,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LinkKind {
    Supersedes,
    SupersededBy,
    Amends,
    AmendedBy,
    /// Named as related, without a direction.
    Relates,
}

impl LinkKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::SupersededBy => "superseded-by",
            Self::Amends => "amends",
            Self::AmendedBy => "amended-by",
            Self::Relates => "relates",
        }
    }

    /// The same relation seen from the other record.
    pub fn inverse(self) -> Self {
        match self {
            Self::Supersedes => Self::SupersededBy,
            Self::SupersededBy => Self::Supersedes,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::Relates => Self::Relates,
        }
    }
}

/// How a record names another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// `ADR-0007`, `7`.
    Number { prefix: Option<Name>, number: u32 },
    /// The destination of a link, as written, without its fragment; relative to the record's folder.
    Href(Name),
    /// A slug or an id that is no number: `20200102-use-x`.
    Slug(Name),
}

/// One entry of what a record says it governs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GovernsEntry {
    pub target: GovernsTarget,
    /// As written.
    pub text: Name,
    pub range: TextRange,
    /// It is named under `freeze`: what the symbol promises stays to the letter.
    pub freezes: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GovernsTarget {
    /// A glob over paths; `!` in front excludes.
    Paths { glob: Name, is_exclusion: bool },
    /// `boundary:NAME`.
    Boundary(Name),
    /// `BOUNDARY#path`, or `file#name`.
    Symbol { container: Name, path: Name },
}

/// The part of a decision that a machine can check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Constraint {
    pub demand: Demand,
    /// What the demand is about, as written: what is forbidden, the symbol, or the owner.
    pub what: Spanned<Name>,
    /// Globs of the paths that it leaves out.
    pub except: Box<[Spanned<Name>]>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Demand {
    /// No import of a module or of what is in it: `sqlx`, `std::time`, `lodash`.
    ForbidImport,
    /// No call: `std::time::SystemTime::now`, `println!`, `.unwrap`, `console.log`, `node:fs#readFileSync`.
    ForbidCall,
    /// Nothing in a file of the language that a tree-sitter query matches.
    ForbidQuery(Language),
    /// No change of a symbol's signature.
    Freeze,
    /// A review by an owner; said by `impact`, never a finding.
    Review,
}

impl Demand {
    /// The word in JSON answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::ForbidImport => "forbid-import",
            Self::ForbidCall => "forbid-call",
            Self::ForbidQuery(_) => "forbid-query",
            Self::Freeze => "freeze",
            Self::Review => "require-review",
        }
    }

    /// Whether code can break it by what stands in it.
    pub fn forbids(self) -> bool {
        matches!(self, Self::ForbidImport | Self::ForbidCall | Self::ForbidQuery(_))
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_are_counted_from_1970() {
        let day = |days| Date::from_days(days).unwrap().to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(58), "1970-02-28");
        assert_eq!(day(789), "1972-02-29");
        assert_eq!(day(19_723), "2024-01-01");
        assert_eq!(day(20_664), "2026-07-30");
        assert_eq!(Date::from_days(u32::MAX), None);
    }
}
