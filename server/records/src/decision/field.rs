//! The fields that one line states.

use std::ops::Range;

use super::document::Line;
use super::words::{self, Key};

/// The longest name of a field in bytes.
const MAX_NAME: usize = 48;

/// The fields that a line states: `Status: accepted`, `**Status** accepted | **Date** 2026-03-02`.
pub(super) fn split(line: &Line) -> Vec<(Key, Line)> {
    let text = &line.text;
    if line.bold.is_empty() && !text.contains([':', '：', '|', '=', '-', '–', '—']) {
        return Vec::new();
    }
    let mut found: Vec<(Key, Range<usize>, usize)> = Vec::new();
    for start in starts(line) {
        if found.last().is_some_and(|(_, _, value)| start < *value) {
            continue;
        }
        // Inside a line, only what is sure to be a key starts another field.
        let Some((key, value)) = key_at(line, start) else { continue };
        found.push((key, start..value, value));
    }
    let is_first_known = found.first().is_some_and(|(_, range, _)| {
        text.get(..range.start).is_some_and(|before| {
            !before.contains(|c: char| c.is_alphanumeric()) || before.contains([':', '|'])
        })
    });
    if !is_first_known {
        return Vec::new();
    }
    let ends = found.iter().skip(1).map(|(_, range, _)| range.start).chain([text.len()]);
    let fields = found.iter().zip(ends).map(|((key, _, value), end)| {
        let written = text.get(*value..end).unwrap_or_default();
        let kept = if end < text.len() {
            written.trim_end_matches(|c: char| c.is_whitespace() || is_divider(c))
        } else {
            written
        };
        (*key, line.part(*value..*value + kept.len()))
    });
    fields.collect()
}

fn is_divider(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | ';' | ',' | '/' | '*')
}

/// Where in a line a field can start.
fn starts(line: &Line) -> Vec<usize> {
    let text = &line.text;
    let mut starts: Vec<usize> = text.find(char::is_alphanumeric).into_iter().collect();
    starts.extend(line.bold.iter().map(|bold| bold.start));
    for (at, c) in text.char_indices() {
        if is_divider(c) || c == ' ' {
            let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
            let from = at + c.len_utf8() + (rest.len() - rest.trim_start().len());
            let is_sure = is_divider(c)
                || ["status:", "date:"].iter().any(|key| {
                    text.get(from..from + key.len())
                        .is_some_and(|word| word.eq_ignore_ascii_case(key))
                });
            if is_sure {
                starts.push(from);
            }
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The key at byte `start` of a line, and where its value starts.
fn key_at(line: &Line, start: usize) -> Option<(Key, usize)> {
    let rest = line.text.get(start..)?;
    if let Some(bold) = line.bold.iter().find(|bold| bold.start == start && !bold.is_empty()) {
        let name = line.text.get(bold.clone())?;
        let after = line.text.get(bold.end..)?;
        let value = after.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '=' | '|')
        });
        if let Some(key) = words::key_in_line(name, !value.is_empty()) {
            return Some((key, line.text.len() - value.len()));
        }
    }
    let is_end = |(at, c): (usize, char)| match c {
        ':' | '：' | '|' | '=' => Some((at, at + c.len_utf8())),
        '-' | '–' | '—' => {
            let is_spaced =
                rest.get(..at)?.ends_with(' ') && rest.get(at + c.len_utf8()..)?.starts_with(' ');
            is_spaced.then_some((at, at + c.len_utf8()))
        }
        _ => None,
    };
    let (name_end, value) =
        rest.char_indices().take_while(|(at, _)| *at <= MAX_NAME).find_map(is_end)?;
    let has_value = rest.get(value..).is_some_and(|value| !value.trim().is_empty());
    let key = words::key_in_line(rest.get(..name_end)?, has_value)?;
    Some((key, start + value))
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read_line;
    use super::*;

    fn fields(text: &str) -> Vec<(Key, String)> {
        split(&read_line(text, 0)).into_iter().map(|(key, line)| (key, line.text)).collect()
    }

    #[test]
    fn fields_in_lines_of_many_shapes() {
        let status = |value: &str| vec![(Key::Status, value.to_owned())];
        assert_eq!(fields("Status: accepted"), status("accepted"));
        assert_eq!(fields("**Status:** Accepted"), status("Accepted"));
        assert_eq!(fields("**Status**: Accepted"), status("Accepted"));
        assert_eq!(fields("**Status** Accepted"), status("Accepted"));
        assert_eq!(fields("Status - Accepted"), status("Accepted"));
        assert_eq!(fields("Statut : accepté"), status("accepté"));
        assert_eq!(fields("Status: [Accepted](https://x.example/pull/1)"), status("Accepted"));
        assert_eq!(fields("_Status_: ~~proposed~~ accepted"), status("accepted"));
        assert_eq!(
            fields("**Author:** Zoë | **Status:** Accepted | **Date:** 2026-03-02"),
            [
                (Key::Other, "Zoë".to_owned()),
                (Key::Status, "Accepted".to_owned()),
                (Key::Date, "2026-03-02".to_owned())
            ]
        );
        assert_eq!(fields("The status: of this is open"), []);
        assert_eq!(fields("We set the date: tomorrow"), []);
    }
}
