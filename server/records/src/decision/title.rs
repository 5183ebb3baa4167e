//! The title of a record, without the id that stands before it.

use boundstone_model::DecisionName;

use super::document::{Document, Kind, Line};
use super::field;
use super::words::{self, Key};

/// Words before a number, or before a colon, that are no part of a title.
const LABELS: &[&str] = &[
    "adr",
    "rfc",
    "rfd",
    "madr",
    "kep",
    "pep",
    "edr",
    "tdr",
    "decision",
    "decision record",
    "architecture decision record",
    "architectural decision record",
    "architecture decision",
    "request for comments",
    "proposal",
    "ard",
];

/// Where the title stands among the blocks.
pub(super) struct Heading {
    pub block: usize,
    /// The title in `line`, without its id.
    pub line: Line,
    /// The prefix of the id before it: `ADR`.
    pub prefix: Option<String>,
}

/// The heading that is the title: the first one that names no part of a record. A heading of an id
/// alone is followed by the title. Where front matter states a title, only a heading of the highest level
/// can be one; where a field above the headings does, none can.
pub(super) fn find(document: &Document, name: &DecisionName, is_stated: bool) -> Option<Heading> {
    if is_field_before_headings(document) {
        return None;
    }
    let headings = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.kind, Kind::Heading(_)));
    let mut prefix = None;
    for (block, heading) in headings.take(2) {
        if is_stated && heading.kind != Kind::Heading(1) {
            return None;
        }
        let line = heading.flow();
        if words::is_section(&line.text) || line.text.trim().is_empty() {
            return None;
        }
        let id = leading_id(&line.text, name);
        prefix = prefix.or(id.prefix);
        let title = line.part(id.length..line.text.len());
        if !title.text.is_empty() {
            return Some(Heading { block, line: title, prefix });
        }
    }
    None
}

/// Whether a field before the first heading states the title.
fn is_field_before_headings(document: &Document) -> bool {
    let before = document.blocks.iter().take_while(|block| !matches!(block.kind, Kind::Heading(_)));
    before.flat_map(|block| &block.lines).flat_map(field::split).any(|(key, _)| key == Key::Title)
}

/// The title in a value of front matter or of a field.
pub(super) fn of_line(line: &Line, name: &DecisionName) -> Line {
    let id = leading_id(&line.text, name);
    line.part(id.length..line.text.len())
}

struct LeadingId {
    /// Bytes of the text before the title.
    length: usize,
    prefix: Option<String>,
}

const NO_ID: LeadingId = LeadingId { length: 0, prefix: None };

/// Reads `7. `, `0007 - `, `ADR-0007: `, `[ADR 7] `, `ADR: ` at the start of a heading.
fn leading_id(text: &str, name: &DecisionName) -> LeadingId {
    let lead = text.len()
        - text
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '#'))
            .len();
    let is_bracketed = text.get(..lead).is_some_and(|before| before.contains(['[', '(']));
    let rest = text.get(lead..).unwrap_or_default();
    let (label, after) = label_of(rest, name);
    let number = number_at(after);
    let has_label = !label.is_empty();
    let Some((number, tail)) = number else {
        // `ADR: a title`, but not `ADR tooling`.
        let colon = after.trim_start().strip_prefix(':').filter(|_| has_label && !is_bracketed);
        return colon
            .map_or(NO_ID, |rest| LeadingId { length: text.len() - rest.len(), prefix: None });
    };
    let closed = if is_bracketed { tail.trim_start().strip_prefix([']', ')']) } else { Some(tail) };
    let Some(tail) = closed else { return NO_ID };
    let is_own = name.number == Some(number);
    let Some(title) = after_divider(tail, has_label || is_own || is_bracketed) else {
        return NO_ID;
    };
    if !has_label && !is_own && number >= FIRST_YEAR {
        return NO_ID;
    }
    let prefix = has_label.then(|| prefix_of(label)).flatten();
    LeadingId { length: text.len() - title.len(), prefix }
}

/// Numbers from here on are years, when nothing says that they are ids.
const FIRST_YEAR: u32 = 1900;

/// The words before the number, when they are ones that stand before ids; and what follows them.
fn label_of<'t>(text: &'t str, name: &DecisionName) -> (&'t str, &'t str) {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let colon = text.find([':', '：']).unwrap_or(text.len());
    let end = digits.min(colon);
    let written = text.get(..end).unwrap_or_default();
    let label = written.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '_' | '#' | '.' | '°' | 'º' | '№' | '–')
    });
    let plain = words::normal(label.trim_end_matches([' ', 'N', 'n']).trim_end());
    let is_label = LABELS.contains(&plain.as_str())
        || name.prefix.as_deref().is_some_and(|prefix| prefix.eq_ignore_ascii_case(label))
        || is_code(label, text.get(label.len()..).unwrap_or_default());
    if is_label { (label, text.get(end..).unwrap_or_default()) } else { ("", text) }
}

/// `TEAM-` or `X-ADR-` directly before a number: capitals and a dash.
fn is_code(label: &str, rest: &str) -> bool {
    let is_dashed =
        rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let has_known =
        label.split('-').any(|word| LABELS.contains(&word.to_ascii_lowercase().as_str()));
    let is_one = label.len() > 1 && label.bytes().all(|b| b.is_ascii_uppercase());
    let is_words = label
        .split('-')
        .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic()));
    is_dashed && is_words && (has_known || is_one)
}

fn number_at(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok().filter(|_| digits <= 6)?;
    Some((number, text.get(digits..)?))
}

/// What follows the divider after an id. White space alone divides only what is sure to be an id.
fn after_divider(tail: &str, is_sure: bool) -> Option<&str> {
    if tail.trim().is_empty() {
        return is_sure.then(|| tail.trim());
    }
    let trimmed = tail.trim_start();
    let is_spaced = trimmed.len() < tail.len();
    let rest =
        trimmed.strip_prefix([':', '：', '.', ')', ']', '-', '–', '—', '|', '_', '、', '．']);
    match rest {
        // `3.5 times`, `2-factor`: the number belongs to the word.
        Some(rest)
            if rest.starts_with(char::is_whitespace)
                || (is_sure && !rest.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            Some(rest.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '-' | ':' | '–' | '—')
            }))
        }
        Some(_) => None,
        None => (is_sure && is_spaced).then_some(trimmed),
    }
}

/// The label in the form that mentions use: one word of capitals.
fn prefix_of(label: &str) -> Option<String> {
    let is_word = !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let upper = label.to_ascii_uppercase();
    (is_word && upper != "DECISION" && upper != "PROPOSAL").then_some(upper)
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read;
    use super::*;

    fn title(heading: &str, stem: &str) -> (String, Option<String>) {
        let document = read(heading, 0);
        find(&document, &DecisionName::of_stem(stem), false)
            .map_or(("(none)".to_owned(), None), |found| (found.line.text, found.prefix))
    }

    #[test]
    fn the_id_is_no_part_of_the_title() {
        for (heading, stem, expected) in [
            ("# 7. Use x", "0007-use-x", "Use x"),
            ("# 6. Use x", "0007-use-x", "Use x"),
            ("# 0007 - Use x", "0007-use-x", "Use x"),
            ("# 0007 Use x", "0007-use-x", "Use x"),
            ("# ADR-0007: Use x", "0007-use-x", "Use x"),
            ("# ADR0007: Use x", "adr0007-use-x", "Use x"),
            ("# ADR 7 — Use x", "0007-use-x", "Use x"),
            ("# ADR #7: Use x", "0007-use-x", "Use x"),
            ("# [ADR-0007] Use x", "0007-use-x", "Use x"),
            ("# ADR: Use x", "0031-use-x", "Use x"),
            ("# Architecture Decision Record 7: Use x", "0007-use-x", "Use x"),
            ("# X-ADR-TEAM-0002: Use x", "X-ADR-TEAM-0002-use-x", "Use x"),
            ("# ADR 7\n\n## Use x", "0007-use-x", "Use x"),
            ("# ADR - Use x", "0007-use-x", "ADR - Use x"),
            ("# ADR TICKET-1074 Sign x", "0007-x", "ADR TICKET-1074 Sign x"),
            ("# 3 ways to x", "0007-x", "3 ways to x"),
            ("# 2FA for all", "0002-x", "2FA for all"),
            ("# 3.5 times faster", "0003-x", "3.5 times faster"),
            ("# [Use x]", "0007-x", "[Use x]"),
            ("# 2020 plan", "0007-x", "2020 plan"),
            ("# Use `x` for *y*", "0007-x", "Use x for y"),
            ("## Status\n\naccepted", "0007-x", "(none)"),
            ("Use x\n=====", "0007-x", "Use x"),
        ] {
            assert_eq!(title(heading, stem).0, expected, "{heading}");
        }
        assert_eq!(title("# RFC 12: x", "0012-x").1.as_deref(), Some("RFC"));
        assert_eq!(title("# 12. x", "0012-x").1, None);
    }
}
