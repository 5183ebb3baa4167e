//! The head of an AsciiDoc file as blocks of lines.

use super::document::{Document, Kind, Line};
use super::lines::{self, Builder, FoundLink, Marks};

const BOLD: Marks = &["**", "*"];

/// Lines that open and close a block whose content is no text of the record.
const LITERAL: &[&str] = &["----", "....", "////", "++++", "```"];

/// Reads `body`, which starts at byte `start` of its file.
pub(super) fn read(body: &str, start: usize) -> Document {
    let mut builder = Builder::default();
    let mut literal: Option<&str> = None;
    let mut table: Option<Vec<(usize, Line)>> = None;
    for (at, line) in lines::of(body, start) {
        let fence = LITERAL.iter().find(|fence| line.starts_with(**fence)).copied();
        if let Some(open) = literal {
            if fence == Some(open) {
                literal = None;
            }
        } else if fence.is_some() {
            builder.close();
            literal = fence;
        } else if line.starts_with("|===") {
            match table.take() {
                Some(cells) => pairs(&mut builder, cells),
                None => table = Some(Vec::new()),
            }
            builder.close();
        } else if let Some(loose) = &mut table {
            row(&mut builder, loose, at, line);
        } else {
            text(&mut builder, at, line);
        }
    }
    builder.finish()
}

fn text(builder: &mut Builder, at: usize, line: &str) {
    let is_comment = line.starts_with("//");
    let is_attribute_list = line.starts_with('[') && line.ends_with(']') && !line.contains(' ');
    if line.trim().is_empty() || is_comment || is_attribute_list {
        builder.close();
        return;
    }
    let marks = line.bytes().take_while(|b| matches!(b, b'=' | b'#')).count();
    if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
        let words = line.get(marks + 1..).unwrap_or_default();
        let level = u8::try_from(marks).unwrap_or(u8::MAX);
        builder.alone(
            Kind::Heading(level),
            vec![inline(words, at + marks + 1)],
            at..at + line.len(),
        );
        return;
    }
    if let Some((name, _)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':'))
        && !name.is_empty()
    {
        // `:status: accepted` is read as `status: accepted`.
        builder.close();
        builder.text(Kind::Paragraph, inline(line.get(1..).unwrap_or_default(), at + 1));
        return;
    }
    // `Status:: accepted`
    match lines::item(line) {
        Some((depth, skip)) => {
            builder
                .text(Kind::Item(depth), inline(line.get(skip..).unwrap_or_default(), at + skip));
        }
        None => {
            let trimmed = line.trim_start();
            builder.text(Kind::Paragraph, inline(trimmed, at + line.len() - trimmed.len()));
        }
    }
}

/// A line of a table: a row when it has several cells, else a cell that is paired with its neighbour.
fn row(builder: &mut Builder, loose: &mut Vec<(usize, Line)>, at: usize, line: &str) {
    let mut cells = Vec::new();
    let starts: Vec<usize> = line.match_indices('|').map(|(at, _)| at + 1).collect();
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([line.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let written = line.get(*start..end).unwrap_or_default();
        let cell = inline(written, at + start);
        cells.push(cell.part(0..cell.text.len()));
    }
    if cells.len() > 1 {
        builder.alone(Kind::Row { is_head: false }, cells, at..at + line.len());
    } else if let Some(cell) = cells.pop() {
        loose.push((at, cell));
    }
}

fn pairs(builder: &mut Builder, cells: Vec<(usize, Line)>) {
    let mut cells = cells.into_iter();
    while let (Some((at, key)), Some((end, value))) = (cells.next(), cells.next()) {
        builder.alone(Kind::Row { is_head: false }, vec![key, value], at..end);
    }
}

fn inline(text: &str, start: usize) -> Line {
    lines::inline(text, start, BOLD, |rest| {
        if let Some(inner) = rest.strip_prefix("<<") {
            let close = inner.find(">>")?;
            let (href, words) =
                inner.get(..close)?.split_once(',').unwrap_or((inner.get(..close)?, ""));
            let from = if words.is_empty() { 2 } else { 2 + href.len() + 1 };
            let length = if words.is_empty() { href.len() } else { words.len() };
            return Some(FoundLink {
                length: close + 4,
                text: from..from + length,
                href: href.to_owned(),
            });
        }
        let skip =
            ["link:", "xref:"].iter().find(|name| rest.starts_with(**name)).map(|name| name.len());
        let skip = skip.or_else(|| {
            (rest.starts_with("http://") || rest.starts_with("https://")).then_some(0)
        })?;
        let open = rest.find('[')?;
        let href = rest.get(skip..open).filter(|href| !href.contains(char::is_whitespace))?;
        let close = rest.get(open..)?.find(']')? + open;
        Some(FoundLink { length: close + 1, text: open + 1..close, href: href.to_owned() })
    })
}
