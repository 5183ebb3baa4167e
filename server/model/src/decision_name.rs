//! What the name of a decision record says of it: its id.

use crate::RepoPath;

/// What the name of a decision record says of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionName {
    /// The leading id as written: `0007`, `ODH-ADR-Operator-0005`; the whole stem of a name without a
    /// number, and of one that starts with a date.
    pub id: String,
    pub number: Option<u32>,
    /// The word before the number in upper case: `ADR`, `ODH-ADR-OPERATOR`.
    pub prefix: Option<String>,
    /// What follows the id, made readable: `use postgres`.
    pub words: String,
}

/// The fewest digits of a bare number that speak for a record in a folder that nothing else marks as one
/// of decisions; chapters and steps are numbered with one or two.
pub(crate) const DIGITS_OF_A_RECORD: usize = 3;

/// The most digits of a number; more of them are a time or a hash.
const MAX_DIGITS: usize = 6;

/// Words that stand before the number of a record.
const PREFIXES: &[&str] = &[
    "adr",
    "adrs",
    "ard",
    "madr",
    "rfc",
    "rfd",
    "pep",
    "kep",
    "dep",
    "eip",
    "bip",
    "cip",
    "dr",
    "ddr",
    "edr",
    "tdr",
    "pdr",
    "mdr",
    "sdr",
    "decision",
    "proposal",
    "enhancement",
];

impl DecisionName {
    /// Reads the name of the file at `path`, or of its folder where the file is its README.
    pub fn of(path: &RepoPath) -> Self {
        let folder = path.parent().filter(|folder| !folder.is_root());
        match folder {
            Some(folder) if is_readme(path) => Self::of_stem(folder.name()),
            _ => Self::of_stem(path.stem()),
        }
    }

    /// Reads a name without its extension, or the name of a folder.
    pub fn of_stem(stem: &str) -> Self {
        if let Some((date, id)) = numbered_after_date(stem) {
            let words = readable(stem.get(date + id.length..).unwrap_or_default());
            return Self { id: id.id.to_owned(), number: Some(id.number), prefix: None, words };
        }
        if let Some(date) = date_length(stem) {
            let words = readable(stem.get(date..).unwrap_or_default());
            return Self { id: stem.to_owned(), number: None, prefix: None, words };
        }
        match leading_id(stem) {
            Some(found) => Self {
                id: found.id.to_owned(),
                number: Some(found.number),
                prefix: found.prefix.map(str::to_uppercase),
                words: readable(stem.get(found.length..).unwrap_or_default()),
            },
            None => Self { id: stem.to_owned(), number: None, prefix: None, words: readable(stem) },
        }
    }
}

pub(crate) fn is_known_prefix(prefix: &str) -> bool {
    prefix.split(is_separator).any(|word| is_any(word, PREFIXES))
}

pub(crate) struct LeadingId<'a> {
    pub id: &'a str,
    pub number: u32,
    pub digits: usize,
    pub prefix: Option<&'a str>,
    /// Bytes of the stem up to the end of the id.
    pub length: usize,
}

pub(crate) fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | ' ')
}

/// The id at the start of a stem: `0007`, `adr-0007`, `adr007`, `ODH-ADR-Operator-0005`.
pub(crate) fn leading_id(stem: &str) -> Option<LeadingId<'_>> {
    let digits_at = stem.find(|c: char| c.is_ascii_digit())?;
    let (head, tail) = (stem.get(..digits_at)?, stem.get(digits_at..)?);
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let after = tail.get(digits..)?.chars().next();
    if digits > MAX_DIGITS || after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let number = tail.get(..digits)?.parse().ok()?;
    let length = digits_at + digits;
    let prefix = head.trim_end_matches(is_separator);
    if head.is_empty() {
        return Some(LeadingId { id: stem.get(..length)?, number, digits, prefix: None, length });
    }
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    let is_one_word = is_word(prefix);
    let is_prefix = prefix.split(is_separator).all(is_word)
        && (is_known_prefix(prefix)
            || (is_one_word && prefix.len() > 1 && prefix.bytes().all(|b| b.is_ascii_uppercase())));
    let id = if is_one_word { tail.get(..digits)? } else { stem.get(..length)? };
    is_prefix.then_some(LeadingId { id, number, digits, prefix: Some(prefix), length })
}

/// The bytes of the date at the start of a stem: `20200924-…`, `2020-09-24-…`.
pub(crate) fn date_length(stem: &str) -> Option<usize> {
    let bytes = stem.as_bytes();
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = stem.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let is_sep = |at: usize| bytes.get(at).is_some_and(|b| matches!(b, b'-' | b'_' | b'.'));
    let (month, day, length) = if is_sep(4) && is_sep(7) {
        (number(5..7)?, number(8..10)?, 10)
    } else {
        (number(4..6)?, number(6..8)?, 8)
    };
    let ends = bytes.get(length).is_none_or(|b| !b.is_ascii_alphanumeric());
    let year = number(0..4)?;
    let is_date =
        (1970..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_date && ends).then_some(length)
}

/// The number after a date: `2021-06-05_001-use-x`. It is the id, since others name the record by it.
fn numbered_after_date(stem: &str) -> Option<(usize, LeadingId<'_>)> {
    let date = date_length(stem)?;
    let rest = stem.get(date..)?;
    let skip = rest.len() - rest.trim_start_matches(is_separator).len();
    let id = leading_id(rest.get(skip..)?)?;
    let is_long = id.prefix.is_none() && id.digits >= DIGITS_OF_A_RECORD;
    let has_words = id.length < rest.len() - skip;
    (is_long && has_words && skip > 0).then_some((date + skip, id))
}

/// `-use_postgres` as `use postgres`.
fn readable(rest: &str) -> String {
    let words: Vec<&str> = rest.split(is_separator).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

pub(crate) fn is_any(segment: &str, names: &[&str]) -> bool {
    names.iter().any(|name| segment.eq_ignore_ascii_case(name))
}

pub(crate) fn is_readme(path: &RepoPath) -> bool {
    is_any(path.stem(), &["readme", "index"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_as_their_names_write_them() {
        let read = |path: &str| {
            let name = DecisionName::of(&RepoPath::new(path).unwrap());
            (name.id, name.number, name.prefix, name.words)
        };
        let is = |id: &str, number, prefix: Option<&str>, words: &str| {
            (id.to_owned(), number, prefix.map(str::to_owned), words.to_owned())
        };
        assert_eq!(read("docs/adr/0007-use-x.md"), is("0007", Some(7), None, "use x"));
        assert_eq!(read("adr/adr001-use_x.md"), is("001", Some(1), Some("ADR"), "use x"));
        assert_eq!(read("adr/ADR-12.md"), is("12", Some(12), Some("ADR"), ""));
        assert_eq!(
            read("a/X-ADR-Team-0005-y.md"),
            is("X-ADR-Team-0005", Some(5), Some("X-ADR-TEAM"), "y")
        );
        assert_eq!(read("adr/20200924-use-x.md"), is("20200924-use-x", None, None, "use x"));
        assert_eq!(read("adr/2020-09-24-use-x.md"), is("2020-09-24-use-x", None, None, "use x"));
        assert_eq!(read("adr/2021-06-05_001-use-x.md"), is("001", Some(1), None, "use x"));
        assert_eq!(read("adr/003-release/index.md"), is("003", Some(3), None, "release"));
        assert_eq!(read("adr/use-http-2.md"), is("use-http-2", None, None, "use http 2"));
        assert_eq!(read("adr/2fa-for-all.md"), is("2fa-for-all", None, None, "2fa for all"));
        assert_eq!(read("adr/99999999999-x.md").1, None);
    }
}
