//! The state of a decision, from the words that state it.

use boundstone_model::{Date, Status};
use boundstone_text::TextRange;

use super::date;
use super::document::Line;
use super::relation_words::PARTIAL;
use super::status_words::{leading_status, sure_status};
use super::words::find_word;

/// What the lines of a status say.
#[derive(Debug)]
pub(super) struct Reading {
    pub status: Status,
    /// As written.
    pub raw: String,
    pub range: TextRange,
    /// The day that stands with the state.
    pub date: Option<(Date, TextRange)>,
}

/// Longer lines are prose, in which only a word beyond doubt is a state.
const MAX_PROSE: usize = 240;

/// Reads the lines of one status: a word, a sentence, or a log of which the latest entry counts. `None`
/// when they say nothing at all.
pub(super) fn read(lines: &[Line], text: &str) -> Option<Reading> {
    let entries: Vec<Entry<'_>> = lines.iter().filter_map(Entry::of).collect();
    let first = entries.first()?;
    let known: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.status.is_some()).collect();
    let chosen = choose(&entries, &known).unwrap_or(first);
    let status = if is_choice_list(&entries) { None } else { chosen.status };
    let range = chosen.line.range();
    let raw = range.slice(text);
    let raw = if raw.is_empty() { chosen.words.as_str() } else { raw };
    Some(Reading {
        status: status.unwrap_or(Status::Unknown),
        raw: raw.trim().to_owned(),
        range,
        date: status
            .and(chosen.date.clone())
            .map(|(date, plain)| (date, chosen.line.source(plain))),
    })
}

/// The form in which the lines of one status state it, and the entry of them that counts.
pub(super) struct Form<'l> {
    pub line: &'l Line,
    /// It is nothing but the state.
    pub is_bare: bool,
    /// The lines are entries with their days, of which the latest counts.
    pub is_log: bool,
    /// The latest entry of the log stands above the others.
    pub is_newest_first: bool,
    /// The day of the entry in the line's text, and whether the line starts with it.
    pub day: Option<(std::ops::Range<usize>, bool)>,
    /// States to choose from, or with boxes to tick.
    pub is_choice: bool,
}

/// The form of what [`read`] reads.
pub(super) fn form(lines: &[Line]) -> Option<Form<'_>> {
    let entries: Vec<Entry<'_>> = lines.iter().filter_map(Entry::of).collect();
    let known: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.status.is_some()).collect();
    let first = entries.first()?;
    let chosen = choose(&entries, &known).unwrap_or(first);
    let is_ticking = entries.iter().any(|entry| entry.is_ticked || entry.is_unticked);
    Some(Form {
        line: chosen.line,
        is_bare: chosen.is_bare && chosen.line.links.is_empty() && chosen.line.images.is_empty(),
        is_log: is_log(&known),
        is_newest_first: entries.len() > 1 && std::ptr::eq(chosen, first),
        day: chosen.date.as_ref().map(|(_, range)| (range.clone(), chosen.starts_with_date)),
        is_choice: is_ticking || is_choice_list(&entries),
    })
}

/// Whether the line is nothing but a state: `Accepted`, `**Deprecated**`.
pub(super) fn is_bare(line: &Line) -> bool {
    let words = words_of(&line.text);
    leading_status(&words).is_some_and(|(_, length)| length == words.len())
}

/// Whether the line is an entry of a log: `2026-03-02: accepted`, `Accepted: 2026-03-02`.
pub(super) fn is_log_entry(line: &Line) -> bool {
    let starts_with_state =
        || leading_status(&words_of(&line.text)).is_some() && line.text.len() <= MAX_ENTRY;
    date::starts(&line.text).is_some() || (date::find(&line.text).is_some() && starts_with_state())
}

/// Longer lines that start with a state are prose.
const MAX_ENTRY: usize = 80;

struct Entry<'l> {
    line: &'l Line,
    words: String,
    status: Option<Status>,
    date: Option<(Date, std::ops::Range<usize>)>,
    starts_with_date: bool,
    is_ticked: bool,
    is_unticked: bool,
    is_bare: bool,
}

impl<'l> Entry<'l> {
    fn of(line: &'l Line) -> Option<Self> {
        let badge = line.images.first().map(|image| badge_text(&image.alternative, &image.href));
        let text = if line.text.trim().is_empty() { badge? } else { line.text.clone() };
        let starts = date::starts(&line.text);
        let date = starts.clone().or_else(|| date::find(&line.text));
        let after_date = starts.as_ref().and_then(|(_, range)| text.get(range.end..));
        let status = match after_date {
            Some(rest) => log_status(rest),
            None => line_status(&text),
        };
        let trimmed = text.trim_start();
        Some(Self {
            line,
            status,
            date,
            starts_with_date: starts.is_some(),
            is_ticked: trimmed.starts_with("[x]")
                || trimmed.starts_with("[X]")
                || trimmed.starts_with(['☑', '☒']),
            is_unticked: trimmed.starts_with("[ ]") || trimmed.starts_with('☐'),
            is_bare: is_bare(line),
            words: text,
        })
    }
}

fn choose<'a, 'l>(all: &'a [Entry<'l>], known: &[&'a Entry<'l>]) -> Option<&'a Entry<'l>> {
    if all.iter().any(|entry| entry.is_unticked) {
        return all.iter().find(|entry| entry.is_ticked);
    }
    if is_log(known) {
        let dated = known.iter().filter(|entry| entry.date.is_some()).copied();
        // The latest day; of one day, what was written last.
        return dated.max_by_key(|entry| entry.date.as_ref().map(|(date, _)| *date));
    }
    let first = known.first().copied()?;
    let later = known.iter().copied().rfind(|entry| entry.status == Some(Status::Superseded));
    let bare = known.iter().copied().rfind(|entry| entry.is_bare);
    match (later, bare) {
        (Some(later), _) => Some(later),
        (None, Some(last)) if first.is_bare => Some(last),
        _ => Some(first),
    }
}

fn is_log(known: &[&Entry<'_>]) -> bool {
    let dated = known.iter().filter(|entry| entry.date.is_some());
    known.iter().any(|entry| entry.starts_with_date) || dated.count() > 1
}

/// A list of the states to choose from, as templates have it.
fn is_choice_list(entries: &[Entry<'_>]) -> bool {
    let states = || {
        entries
            .iter()
            .filter(|entry| entry.is_bare && entry.date.is_none())
            .filter_map(|entry| entry.status)
    };
    let mut distinct: Vec<Status> = states().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() > 2 && !entries.iter().any(|entry| entry.is_ticked)
}

/// `status-accepted-green` of a badge's address, where its alternative text does not say it.
fn badge_text(alternative: &str, href: &str) -> String {
    if line_status(alternative).is_some() {
        return alternative.to_owned();
    }
    let badge =
        href.rsplit("badge/").next().filter(|_| href.contains("badge/")).unwrap_or_default();
    let badge = badge.split(['?', '.']).next().unwrap_or_default();
    badge.replace("%20", " ").replace(['-', '_'], " ")
}

/// The text in lower case, from its first word on, without a key in front and without what ends a
/// sentence.
fn words_of(text: &str) -> String {
    let lower = spaced(&text.to_lowercase());
    let start = |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut words = start(lower.trim());
    for mark in ["x] ", "x ] "] {
        if lower.trim_start().starts_with('[')
            && let Some(rest) = words.strip_prefix(mark)
        {
            words = start(rest);
        }
    }
    for key in ["status", "statut", "estado", "state"] {
        let rest = words
            .strip_prefix(key)
            .filter(|rest| rest.trim_start().starts_with([':', '-', '=', ' ', '：']));
        if let Some(rest) = rest
            && words.len() > key.len()
        {
            words = start(rest);
        }
    }
    words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned()
}

/// `ready-for-review` as three words.
fn spaced(text: &str) -> String {
    let after = text.chars().skip(1).chain([' ']);
    let mut previous = ' ';
    let mut spaced = String::with_capacity(text.len());
    for (c, next) in text.chars().zip(after) {
        let joins = matches!(c, '-' | '_') && previous.is_alphabetic() && next.is_alphabetic();
        spaced.push(if joins { ' ' } else { c });
        previous = c;
    }
    spaced
}

/// The state that a line names.
fn line_status(text: &str) -> Option<Status> {
    let words = words_of(text);
    if is_template(&words) {
        return None;
    }
    let Some((status, length)) = leading_status(&words) else { return sentence_status(&words) };
    let rest = words.get(length..).unwrap_or_default();
    if let Some(later) = after_arrow(rest) {
        return Some(later);
    }
    let word = words.get(..length).unwrap_or_default();
    if is_weak(word)
        && let Some(sure) = sentence_status(rest)
    {
        return Some(sure);
    }
    let replaced =
        ["superseded by", "superceded by", "replaced by", "ersetzt durch", "remplacé par"];
    let is_replaced =
        replaced.iter().any(|words| find_word(rest, words).is_some_and(|at| !is_future(rest, at)));
    if is_replaced && matches!(status, Status::Accepted | Status::Deprecated | Status::Superseded) {
        let is_partial = PARTIAL.iter().any(|part| rest.contains(part)) || word.contains("part");
        return Some(if is_partial { status } else { Status::Superseded });
    }
    Some(status)
}

/// Words that also begin sentences about another state.
fn is_weak(word: &str) -> bool {
    matches!(
        word,
        "proposal"
            | "rfc"
            | "review"
            | "new"
            | "open"
            | "current"
            | "discussion"
            | "idea"
            | "valid"
            | "concept"
            | "final"
    )
}

fn is_future(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    ["will be", "to be", "not", "may be", "might be", "could be", "should be", "not yet"]
        .iter()
        .any(|words| before.ends_with(words))
}

/// The state in a sentence that does not start with one.
fn sentence_status(words: &str) -> Option<Status> {
    let sentence = words.split(['\n', '.']).next().unwrap_or_default();
    if sentence.len() > MAX_PROSE || sentence.contains("such as") || sentence.contains("e.g") {
        return None;
    }
    let (status, at) = sure_status(sentence)?;
    if is_about_states(sentence) {
        return None;
    }
    let before = sentence.get(..at).unwrap_or_default().trim_end();
    let is_denied =
        ["not", "never", "nicht", "no", "un", "if", "once", "until", "when", "pas", "non"]
            .iter()
            .any(|no| {
                before.strip_suffix(no).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            });
    (!is_denied && !is_future(sentence, at)).then_some(status)
}

/// Whether a sentence explains what states there are: `may be "proposed", "accepted" or "deprecated"`.
fn is_about_states(sentence: &str) -> bool {
    let mut named: Vec<Status> = sentence
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| leading_status(word).filter(|(_, length)| *length == word.len()))
        .map(|(status, _)| status)
        .collect();
    named.sort_unstable();
    named.dedup();
    named.len() > 2 || (named.len() > 1 && sentence.contains("may be"))
}

/// The last state of `Drafted & Accepted`, as an entry of a log says it.
fn log_status(text: &str) -> Option<Status> {
    let outside = text.split('(').next().unwrap_or_default();
    let marked = outside
        .replace('&', "\n")
        .replace(" and ", "\n")
        .replace([',', ';', '+', '→'], "\n")
        .replace("->", "\n");
    let last = marked.split('\n').filter_map(line_status).next_back();
    last.or_else(|| line_status(text))
}

/// The state after the last arrow: `proposed → accepted`.
fn after_arrow(rest: &str) -> Option<Status> {
    let last = ["→", "->", "=>", "⇒", "➜", "➡"]
        .iter()
        .filter_map(|arrow| rest.rfind(arrow).map(|at| at + arrow.len()))
        .max()?;
    let words = words_of(rest.get(last..)?);
    leading_status(&words).map(|(status, _)| status)
}

/// Whether a line offers states to choose from: `proposed | accepted | rejected`.
fn is_template(words: &str) -> bool {
    let parts: Vec<&str> = words
        .split(['|', ',', '/'])
        .map(|part| part.trim().trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let states = |wanted: fn(&str, usize) -> bool| {
        parts
            .iter()
            .filter(|part| leading_status(part).is_some_and(|(_, length)| wanted(part, length)))
            .count()
    };
    let bare = states(|part, length| part.len() == length);
    let any = states(|_, _| true);
    (words.contains('|') && any > 1) || (bare > 1 && any > 2)
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read_line;
    use super::*;

    fn status(lines: &[&str]) -> Status {
        let lines: Vec<Line> = lines.iter().map(|line| read_line(line, 0)).collect();
        read(&lines, "").map_or(Status::Unknown, |reading| reading.status)
    }

    #[test]
    fn words_sentences_and_marks() {
        use Status::{Accepted, Deprecated, Proposed, Rejected, Superseded, Unknown};
        for (text, expected) in [
            ("Accepted", Accepted),
            ("✅ Accepted", Accepted),
            ("[Approved]", Accepted),
            ("accepted (2020-01-02)", Accepted),
            ("Accepted on 2020-01-02", Accepted),
            ("Accepted, superseded by [ADR-5](0005.md)", Superseded),
            ("Accepted, but partially superseded by ADR-5", Accepted),
            ("Accepted; supersedes ADR-3", Accepted),
            ("Superceded by 0005", Superseded),
            ("Deprecated (no superseding ADR)", Deprecated),
            ("Deprecated, superseded by ADR-9", Superseded),
            ("~~Proposed~~ Accepted", Accepted),
            ("Proposed → Accepted", Accepted),
            ("This decision has been accepted.", Accepted),
            ("Proposal accepted", Accepted),
            ("RFC", Proposed),
            ("Under review", Proposed),
            ("TBD", Proposed),
            ("Not yet accepted", Proposed),
            ("Withdrawn", Rejected),
            ("proposed | accepted | rejected | deprecated", Unknown),
            ("What is the status, such as proposed, accepted, rejected?", Unknown),
            ("Refinement completed. TP in 3.4", Unknown),
            ("mergé", Accepted),
            ("Akzeptiert am 02.03.2026", Accepted),
            ("已接受", Accepted),
            ("承認済み", Accepted),
        ] {
            assert_eq!(status(&[text]), expected, "{text}");
        }
    }

    #[test]
    fn the_latest_entry_of_a_log_counts() {
        use Status::{Accepted, Proposed, Rejected, Superseded, Unknown};
        assert_eq!(
            status(&["2024-03-12: Drafted", "2024-03-14: Merged", "2024-05-17: Edited (x)"]),
            Accepted
        );
        assert_eq!(status(&["2025-05-19: Drafted & Accepted"]), Accepted);
        assert_eq!(
            status(&["2026-08-12: Rejected", "2026-04-07: Drafted"]),
            Rejected,
            "newest first"
        );
        assert_eq!(status(&["Accepted 2020-01-01", "Superseded by ADR-3 2021-01-01"]), Superseded);
        assert_eq!(status(&["Accepted", "Superseded by [5. X](0005-x.md)"]), Superseded);
        assert_eq!(status(&["Accepted", "Amended by [5. X](0005-x.md)"]), Accepted);
        assert_eq!(status(&["[ ] Proposed", "[x] Accepted", "[ ] Rejected"]), Accepted);
        assert_eq!(status(&["Proposed", "Accepted", "Rejected", "Deprecated"]), Unknown);
        assert_eq!(status(&["2025-12-24: Drafted"]), Proposed);
    }
}
