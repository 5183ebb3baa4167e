//! Days as records write them. What leaves the day open, or could be read as two days, is none.

use std::ops::Range;

use boundstone_model::Date;

/// Names of months as written, in the languages that records are written in.
const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "janvier", "enero", "janeiro", "gennaio", "januari", "января"],
    &[
        "feb",
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "февраля",
    ],
    &["mar", "march", "märz", "mars", "marzo", "março", "marco", "maart", "mrt", "марта"],
    &["apr", "april", "avril", "avr", "abril", "aprile", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "maj", "мая"],
    &["jun", "june", "juni", "juin", "junio", "junho", "giugno", "июня"],
    &["jul", "july", "juli", "juillet", "julio", "julho", "luglio", "июля"],
    &["aug", "august", "août", "aout", "agosto", "augustus", "augusti", "августа"],
    &["sep", "sept", "september", "septembre", "septiembre", "setembro", "settembre", "сентября"],
    &["oct", "okt", "october", "oktober", "octobre", "octubre", "outubro", "ottobre", "октября"],
    &["nov", "november", "novembre", "noviembre", "novembro", "ноября"],
    &[
        "dec",
        "dez",
        "des",
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dezembro",
        "dicembre",
        "desember",
        "декабря",
    ],
];

/// The first day that `text` states, and where.
pub(super) fn find(text: &str) -> Option<(Date, Range<usize>)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let at = tokens.get(at..)?;
        let (date, count) = numeric(at, text).or_else(|| named(at))?;
        let (first, last) = (at.first()?, at.get(count.checked_sub(1)?)?);
        Some((date, first.range.start..last.range.end))
    })
}

/// Whether `text` starts with a day.
pub(super) fn starts(text: &str) -> Option<(Date, Range<usize>)> {
    let lead = text.find(|c: char| c.is_alphanumeric())?;
    find(text).filter(|(_, range)| range.start == lead)
}

struct Token<'t> {
    text: &'t str,
    range: Range<usize>,
}

impl Token<'_> {
    fn number(&self) -> Option<u32> {
        let is_number = self.text.len() <= 4 && self.text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| self.text.parse().ok())?
    }

    /// `3`, `3rd`, `3.`: a day beside the name of a month.
    fn day(&self) -> Option<u32> {
        let digits = self.text.bytes().take_while(u8::is_ascii_digit).count();
        let ending = self.text.get(digits..)?.to_ascii_lowercase();
        let is_day = (1..=2).contains(&digits)
            && matches!(ending.as_str(), "" | "st" | "nd" | "rd" | "th" | "er");
        is_day.then(|| self.text.get(..digits)?.parse().ok())?
    }

    fn month(&self) -> Option<u32> {
        let lower = self.text.to_lowercase();
        let at = MONTHS.iter().position(|names| names.contains(&lower.as_str()))?;
        u32::try_from(at + 1).ok()
    }

    fn year(&self) -> Option<u32> {
        self.number().filter(|year| self.text.len() == 4 && (1970..2200).contains(year))
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
    for (at, c) in ends {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let range: Range<usize> = from..at;
                tokens.push(Token { text: text.get(range.clone()).unwrap_or_default(), range });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `2026-03-02`, `2026/3/2`, `2026.03.02`, `2026年3月2日`; `02.03.2026`; `22-10-2026` and `10/22/2026`,
/// where no other reading is a day. The number of tokens it takes comes with it.
fn numeric(tokens: &[Token<'_>], text: &str) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(found) = compact(first) {
        return Some((found, 1));
    }
    let (second, third) = (tokens.get(1)?, tokens.get(2)?);
    let gap = |a: &Token<'_>, b: &Token<'_>| {
        text.get(a.range.end..b.range.start).unwrap_or_default().to_owned()
    };
    let (left, right) = (gap(first, second), gap(second, third));
    if left != right || !matches!(left.as_str(), "-" | "/" | "." | "‑" | "–") {
        return None;
    }
    if let Some(year) = first.year() {
        return Some((date(year, second.number()?, leading_number(third)?)?, 3));
    }
    let (a, b, year) = (first.number()?, second.number()?, third.year()?);
    let day_first = date(year, b, a);
    let month_first = date(year, a, b);
    let found = match (left.as_str(), day_first, month_first) {
        (".", day_first, _) => day_first,
        (_, Some(one), Some(other)) => (one == other).then_some(one),
        (_, one, other) => one.or(other),
    };
    Some((found?, 3))
}

/// The number that `02T10` starts with, as in the day of a time.
fn leading_number(token: &Token<'_>) -> Option<u32> {
    let digits = token.text.bytes().take_while(u8::is_ascii_digit).count();
    let is_day = (1..=2).contains(&digits)
        && token.text.get(digits..).is_some_and(|rest| rest.is_empty() || rest.starts_with('T'));
    is_day.then(|| token.text.get(..digits)?.parse().ok())?
}

/// `2026年3月2日`, `2026년`…
fn compact(token: &Token<'_>) -> Option<Date> {
    let (year, rest) = token.text.split_once(['年', '년'])?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let day = rest.trim_end_matches(['日', '일']);
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `March 2nd, 2026`, `2 Mar 2026`, `02-Mar-2026`, `2. März 2026`, `2 de marzo de 2026`.
fn named(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(month) = first.month() {
        let (day, year) = (tokens.get(1)?.day()?, tokens.get(2)?.year()?);
        return Some((date(year, month, day)?, 3));
    }
    let day = first.day()?;
    let is_filler =
        |token: &Token<'_>| matches!(token.text.to_lowercase().as_str(), "de" | "of" | "del");
    let mut rest = tokens.iter().enumerate().skip(1).filter(|(_, token)| !is_filler(token));
    let (_, month) = rest.next()?;
    let (at, year) = rest.next()?;
    Some((date(year.year()?, month.month()?, day)?, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_spellings() {
        for (text, iso) in [
            ("2026-03-02", "2026-03-02"),
            ("on 2026-03-02 (or thereabouts)", "2026-03-02"),
            ("2022-04-7", "2022-04-07"),
            ("2026/03/02", "2026-03-02"),
            ("2026-03-02T10:00:00Z", "2026-03-02"),
            ("02.03.2026", "2026-03-02"),
            ("22-10-2024", "2024-10-22"),
            ("10/22/2024", "2024-10-22"),
            ("March 2, 2026", "2026-03-02"),
            ("Sep 13th, 2024", "2024-09-13"),
            ("8 Jun 2024", "2024-06-08"),
            ("11-April-2023", "2023-04-11"),
            ("2. März 2026", "2026-03-02"),
            ("2 de marzo de 2026", "2026-03-02"),
            ("le 2 août 2026", "2026-08-02"),
            ("2026年3月2日", "2026-03-02"),
        ] {
            let found = find(text).map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn nothing_is_invented() {
        for text in [
            "",
            "January, 2026",
            "2026",
            "2026-03",
            "02/03/2026",
            "YYYY-MM-DD",
            "insert date",
            "TBD",
            "2026-13-40",
            "30 Feb 2026",
            "version 1.2.3",
            "10.0.0.1",
            "today",
            "May 2026",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn the_range_is_that_of_the_day() {
        let text = "Accepted on March 2nd, 2026.";
        let (_, range) = find(text).unwrap();
        assert_eq!(&text[range], "March 2nd, 2026");
        assert!(starts("- 2026-03-02: Accepted").is_some());
        assert!(starts("Accepted 2026-03-02").is_none());
    }
}
