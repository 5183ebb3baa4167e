//! The head of a reStructuredText file as blocks of lines.

use super::document::{Document, Kind, Line};
use super::lines::{self, Builder, FoundLink, Marks};

const BOLD: Marks = &["**"];

/// Reads `body`, which starts at byte `start` of its file.
pub(super) fn read(body: &str, start: usize) -> Document {
    let mut builder = Builder::default();
    let mut levels: Vec<(char, bool)> = Vec::new();
    let mut is_overlined = false;
    let mut skipping = false;
    let mut literal_below: Option<usize> = None;
    for (at, line) in lines::of(body, start) {
        if skipping && (line.is_empty() || line.starts_with([' ', '\t'])) {
            continue;
        }
        skipping = false;
        // Below a line that ends with `::` stands code, indented deeper than the line.
        let indent = line.len() - line.trim_start().len();
        if literal_below.is_some_and(|above| !line.is_empty() && indent > above) {
            builder.close();
            continue;
        }
        if !line.is_empty() {
            literal_below = None;
        }
        if line.trim().is_empty() {
            builder.close();
            is_overlined = false;
        } else if let Some(mark) = adornment(line) {
            match builder.take_single() {
                Some(title) => {
                    let style = (mark, std::mem::take(&mut is_overlined));
                    let level =
                        levels.iter().position(|known| *known == style).unwrap_or_else(|| {
                            levels.push(style);
                            levels.len() - 1
                        });
                    let range = title.range().start() as usize..at + line.len();
                    builder.alone(
                        Kind::Heading(u8::try_from(level + 1).unwrap_or(u8::MAX)),
                        vec![title],
                        range,
                    );
                }
                None => is_overlined = true,
            }
        } else if line == ".." || line.starts_with(".. ") {
            builder.close();
            skipping = true;
        } else {
            text(&mut builder, at, line);
            literal_below = line.ends_with("::").then_some(line.len() - line.trim_start().len());
        }
    }
    builder.finish()
}

fn text(builder: &mut Builder, at: usize, line: &str) {
    if let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) {
        // `:Status: Accepted` is read as `Status: Accepted`.
        let is_field = !name.is_empty() && (value.is_empty() || value.starts_with(' '));
        if is_field {
            builder.close();
            builder.text(Kind::Paragraph, inline(line.get(1..).unwrap_or_default(), at + 1));
            return;
        }
    }
    if line.starts_with('|') && line.ends_with('|') && line.len() > 1 {
        let mut cells = Vec::new();
        let mut from = 1;
        for (end, _) in line.match_indices('|').skip(1) {
            let cell = line.get(from..end).unwrap_or_default();
            let whole = inline(cell, at + from);
            cells.push(whole.part(0..whole.text.len()));
            from = end + 1;
        }
        builder.alone(Kind::Row { is_head: false }, cells, at..at + line.len());
        return;
    }
    match lines::item(line) {
        Some((depth, skip)) => {
            let line = line.get(skip..).unwrap_or_default();
            builder.text(Kind::Item(depth), inline(line, at + skip));
        }
        None => {
            let trimmed = line.trim_start();
            builder.text(Kind::Paragraph, inline(trimmed, at + line.len() - trimmed.len()));
        }
    }
}

/// The character that an underline is made of.
fn adornment(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(char::is_ascii_punctuation)?;
    (line.len() >= 3 && line.chars().all(|c| c == mark)).then_some(mark)
}

fn inline(text: &str, start: usize) -> Line {
    lines::inline(text, start, BOLD, |rest| {
        // `words <address>`_ and :doc:`words <address>`
        let role = rest.strip_prefix(':').and_then(|rest| rest.find(":`")).map(|end| end + 2);
        let role = role.filter(|end| {
            rest.get(1..end - 1).is_some_and(|role| role.bytes().all(|b| b.is_ascii_alphabetic()))
        });
        let opened = rest.get(role.unwrap_or(0)..)?;
        let inner = opened.strip_prefix('`').filter(|inner| !inner.starts_with('`'))?;
        let close = inner.find('`')?;
        let words = inner.get(..close)?;
        let from = rest.len() - inner.len();
        let after = inner.get(close + 1..)?;
        let tail = after.len() - after.trim_start_matches('_').len();
        let length = from + close + 1 + tail.min(2);
        match words
            .split_once('<')
            .and_then(|(text, href)| Some((text.trim_end(), href.strip_suffix('>')?)))
        {
            Some((text, href)) => {
                Some(FoundLink { length, text: from..from + text.len(), href: href.to_owned() })
            }
            None if role.is_some() => {
                Some(FoundLink { length, text: from..from + close, href: words.to_owned() })
            }
            None => None,
        }
    })
}
