//! How the records of one log are named, learnt from the names it has, and the name of the next one.

use crate::decision_name::{date_length, is_readme, is_separator, leading_id};
use crate::{Date, RepoPath};

/// How a log names its records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordNames {
    lead: Lead,
    /// Between the words of a title; `None` where names have no words.
    separator: Option<char>,
    keeps_case: bool,
    extension: String,
    /// Each record is the README of a folder of its own: that name.
    page: Option<String>,
}

/// What stands before the words.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Lead {
    Number {
        /// `adr-` of `adr-0007-x`.
        before: String,
        /// The number of the next record.
        next: u32,
        /// The fewest digits that a number has.
        digits: usize,
        after: String,
    },
    /// `20260302-`, `2026-03-02-`.
    Date {
        separator: Option<char>,
        after: String,
    },
    Nothing,
}

/// The name of a record that is not there yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewName {
    /// From the folder of the log.
    pub path: String,
    pub number: Option<u32>,
    /// The number as the name writes it: `0008`.
    pub digits: Option<String>,
}

/// Longer names are cut after a word; file systems end names at 255 bytes.
const MAX_SLUG: usize = 120;

impl Default for RecordNames {
    /// `0001-use-x.md`, as MADR names them.
    fn default() -> Self {
        let lead =
            Lead::Number { before: String::new(), next: 1, digits: 4, after: "-".to_owned() };
        Self {
            lead,
            separator: Some('-'),
            keeps_case: false,
            extension: "md".to_owned(),
            page: None,
        }
    }
}

impl RecordNames {
    /// Learns from the records of one log: from the latest of them, and where names differ in little,
    /// from all.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a RepoPath>) -> Self {
        let mut names: Vec<Named> = records.into_iter().filter_map(Named::of).collect();
        names.sort_by(|a, b| (a.number, &a.stem).cmp(&(b.number, &b.stem)));
        // Where most names start with a day, one that does not is a slip.
        let is_dated = |named: &Named| date_length(&named.stem).is_some();
        if names.iter().filter(|named| is_dated(named)).count() * 2 > names.len() {
            names.retain(is_dated);
        }
        let Some(latest) = names.last() else { return Self::default() };
        let lead = match (latest.number, date_length(&latest.stem)) {
            (Some(number), None) => latest.numbered(number, &names),
            (None, Some(length)) => latest.dated(length),
            // A number after a date is given by a rule that only the log's people know.
            _ => Lead::Nothing,
        };
        let words: Vec<&str> = names.iter().map(Named::words).filter(|it| !it.is_empty()).collect();
        let is_cased = |words: &&&str| words.chars().any(char::is_uppercase);
        Self {
            lead,
            separator: (!words.is_empty()).then(|| separator_of(&words)),
            keeps_case: words.iter().filter(is_cased).count() * 2 > words.len(),
            extension: latest.extension.clone(),
            page: latest.page.clone(),
        }
    }

    /// The name of the next record; `None` where no name can be made of `title`, or the numbers are at
    /// their end.
    pub fn next(&self, title: &str, today: Date) -> Option<NewName> {
        let words = self.separator.map(|separator| slug(title, separator, self.keeps_case));
        if words.as_ref().is_some_and(String::is_empty) {
            return None;
        }
        let words = words.unwrap_or_default();
        let (stem, number, digits) = match &self.lead {
            Lead::Number { before, next, digits, after } => {
                let written = format!("{next:0width$}", width = *digits);
                let after = if words.is_empty() { "" } else { after };
                (format!("{before}{written}{after}{words}"), Some(*next), Some(written))
            }
            Lead::Date { separator, after } => {
                let separator = separator.map(String::from).unwrap_or_default();
                let day = today.to_string().replace('-', &separator);
                (format!("{day}{after}{words}"), None, None)
            }
            Lead::Nothing if words.is_empty() => return None,
            Lead::Nothing => (words, None, None),
        };
        let path = match &self.page {
            Some(page) => format!("{stem}/{page}.{}", self.extension),
            None => format!("{stem}.{}", self.extension),
        };
        Some(NewName { path, number, digits })
    }
}

/// The name of one record in parts.
struct Named {
    stem: String,
    extension: String,
    page: Option<String>,
    number: Option<u32>,
    digits: usize,
    /// Bytes of the stem before the number, and up to its end.
    number_at: (usize, usize),
}

impl Named {
    fn of(path: &RepoPath) -> Option<Self> {
        let is_page = is_readme(path);
        let stem = match path.parent() {
            Some(folder) if is_page => folder.name().to_owned(),
            _ => path.stem().to_owned(),
        };
        let id = leading_id(&stem).filter(|_| date_length(&stem).is_none());
        let number = id.as_ref().map(|id| (id.number, id.digits, id.length));
        Some(Self {
            extension: path.extension()?.to_owned(),
            page: is_page.then(|| path.stem().to_owned()),
            number: number.map(|(number, ..)| number),
            digits: number.map_or(0, |(_, digits, _)| digits),
            number_at: number.map_or((0, 0), |(_, digits, end)| (end - digits, end)),
            stem,
        })
    }

    fn lead_end(&self) -> usize {
        match self.number {
            Some(_) => self.number_at.1,
            None => date_length(&self.stem).unwrap_or(0),
        }
    }

    /// The words as written, without the separators before them.
    fn words(&self) -> &str {
        self.stem.get(self.lead_end()..).unwrap_or_default().trim_start_matches(is_separator)
    }

    /// What stands between the lead and the words.
    fn after(&self) -> String {
        let rest = self.stem.get(self.lead_end()..).unwrap_or_default();
        let words = rest.trim_start_matches(is_separator);
        let after = rest.get(..rest.len() - words.len()).unwrap_or_default();
        if after.is_empty() { "-".to_owned() } else { after.to_owned() }
    }

    fn numbered(&self, number: u32, all: &[Self]) -> Lead {
        let has_zero = |named: &&Self| {
            named.stem.get(named.number_at.0..).is_some_and(|rest| rest.starts_with('0'))
                && named.digits > 1
        };
        let digits = all.iter().filter(has_zero).map(|named| named.digits).max().unwrap_or(1);
        let before = self.stem.get(..self.number_at.0).unwrap_or_default().to_owned();
        Lead::Number { before, next: number.saturating_add(1), digits, after: self.after() }
    }

    fn dated(&self, length: usize) -> Lead {
        let separator = self.stem.chars().nth(4).filter(|_| length == 10);
        Lead::Date { separator, after: self.after() }
    }
}

/// The mark that most often stands between words.
fn separator_of(words: &[&str]) -> char {
    let count = |mark: char| words.iter().map(|words| words.matches(mark).count()).sum::<usize>();
    let marks = ['-', '_', ' ', '.'];
    marks.into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or('-')
}

/// A title as words for the name of a file.
fn slug(title: &str, separator: char, keeps_case: bool) -> String {
    let mut slug = String::new();
    let kept = title.replace(['\'', '’'], "");
    for word in kept.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + word.len() >= MAX_SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push(separator);
        }
        slug.push_str(&if keeps_case { word.to_owned() } else { word.to_lowercase() });
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(records: &[&str], title: &str) -> String {
        let paths: Vec<RepoPath> =
            records.iter().map(|path| RepoPath::new(path).unwrap()).collect();
        let today = Date::new(2026, 7, 30).unwrap();
        RecordNames::of(&paths).next(title, today).map_or("none".to_owned(), |name| name.path)
    }

    #[test]
    fn the_next_record_is_named_as_the_others_are() {
        for (records, expected) in [
            (&[][..], "0001-use-s3-for-x.md"),
            (&["adr/0009-a-b.md", "adr/0010-c.md"], "0011-use-s3-for-x.md"),
            (&["adr/adr001-a_b_c.md", "adr/adr007-d_e_f.md"], "adr008-use_s3_for_x.md"),
            (&["adr/ADR-1-Some-Thing.md", "adr/ADR-12-Other.md"], "ADR-13-Use-S3-for-X.md"),
            (&["adr/9-a.rst", "adr/10-b.rst"], "11-use-s3-for-x.rst"),
            (&["adr/ADR-0099.md"], "ADR-0100.md"),
            (&["adr/20240101-a-b.md", "adr/20250101-c.md"], "20260730-use-s3-for-x.md"),
            (&["adr/2024-01-01-a-b.md"], "2026-07-30-use-s3-for-x.md"),
            (
                &["rfcs/2022-11-02-1-a.md", "rfcs/2022-11-2-14-b.md", "rfcs/2023-01-01-2-c.md"],
                "2026-07-30-use-s3-for-x.md",
            ),
            (&["adr/003-release/README.md"], "004-use-s3-for-x/README.md"),
            (&["adr/X-ADR-Team-0005-y-z.md"], "X-ADR-Team-0006-use-s3-for-x.md"),
            (&["adr/use-http.md", "adr/use-tls.md"], "use-s3-for-x.md"),
            (&["adr/0001 Some thing.md", "adr/0002 Any thing.md"], "0003 Use S3 for X.md"),
        ] {
            assert_eq!(next(records, "Use S3 for X!"), expected, "{records:?}");
        }
    }

    #[test]
    fn words_of_any_language_and_none_of_marks_alone() {
        assert_eq!(next(&[], "Größe: don't / guess"), "0001-größe-dont-guess.md");
        assert_eq!(next(&[], "?!"), "none");
        assert!(next(&[], &"word ".repeat(200)).len() < 140);
    }
}
