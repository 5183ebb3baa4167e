//! Blocks of HTML inside Markdown, as far as records use them: headings, rows of tables, lines.

use std::ops::Range;

use super::document::{Block, Kind, Line};

/// Reads `written`, a block of HTML at byte `start` of its file. Comments, scripts and unknown tags
/// leave no text.
pub(super) fn read(written: &str, start: usize) -> Vec<Block> {
    let mut reader = Reader { start, blocks: Vec::new(), open: None };
    let mut at = 0;
    while let Some(rest) = written.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + "-->".len())
        } else if is_tag(rest) {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            reader.tag(rest.get(..end).unwrap_or_default(), at);
            end
        } else {
            let skip = rest.chars().next().map_or(1, char::len_utf8);
            let more = rest.get(skip..).unwrap_or_default();
            let end = more.find(['<', '\n']).map_or(rest.len(), |end| skip + end);
            reader.text(rest.get(..end).unwrap_or_default(), at..at + end);
            end
        };
        at += length;
    }
    reader.close(written.len());
    reader.blocks
}

fn is_tag(rest: &str) -> bool {
    rest.strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

struct Reader {
    start: usize,
    blocks: Vec<Block>,
    open: Option<Block>,
}

impl Reader {
    fn tag(&mut self, tag: &str, at: usize) {
        let inner = tag.trim_matches(['<', '>']);
        let name: String =
            inner.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let heading = |digit: char| digit.to_digit(10).and_then(|level| u8::try_from(level).ok());
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "tr" => self.begin(Kind::Row { is_head: false }, at),
            "td" | "th" => {
                if let Some(row) = &mut self.open {
                    row.lines.push(Line::default());
                }
            }
            "li" | "dd" => self.begin(Kind::Item(1), at),
            "br" | "br/" => {
                if let Some(block) = &mut self.open {
                    block.lines.push(Line::default());
                }
            }
            "p" | "/p" | "div" | "/div" | "/li" | "/tr" | "details" | "summary" | "/summary"
            | "dt" => {
                self.close(at);
            }
            _ => {
                let level =
                    lower.strip_prefix('h').and_then(|rest| rest.chars().next()).and_then(heading);
                match level {
                    Some(level @ 1..=6) if lower.len() == 2 => self.begin(Kind::Heading(level), at),
                    _ if lower.starts_with("/h") => self.close(at),
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let is_row = matches!(self.open, Some(Block { kind: Kind::Row { .. }, .. }));
        if text.trim().is_empty() {
            if text.starts_with('\n')
                && !is_row
                && let Some(block) = &mut self.open
            {
                block.lines.push(Line::default());
            }
            return;
        }
        if self.open.is_none() {
            self.begin(Kind::Paragraph, range.start);
        }
        let starts_line = text.starts_with('\n') && !is_row;
        let trimmed = text.trim_start_matches('\n');
        let from = self.start + range.start + (text.len() - trimmed.len());
        if let Some(block) = &mut self.open {
            if starts_line || (block.lines.is_empty() && !is_row) {
                block.lines.push(Line::default());
            }
            if let Some(line) = block.lines.last_mut() {
                line.push(trimmed, from..from + trimmed.len());
            }
        }
    }

    fn begin(&mut self, kind: Kind, at: usize) {
        self.close(at);
        let lines =
            if matches!(kind, Kind::Row { .. }) { Vec::new() } else { vec![Line::default()] };
        self.open = Some(Block { kind, lines, range: self.start + at..self.start + at });
    }

    fn close(&mut self, at: usize) {
        if let Some(mut block) = self.open.take() {
            block.range.end = self.start + at;
            if !matches!(block.kind, Kind::Row { .. }) {
                block.lines.retain(|line| !line.is_empty());
            }
            if !block.lines.is_empty() {
                self.blocks.push(block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_rows_and_lines_without_comments() {
        let written = "<h1 align=\"center\">Use x</h1>\n<!-- Status:\nrejected -->\n<table>\n<tr>\n<td><b>Status</b></td>\n<td>Accepted</td></tr></table>";
        let texts: Vec<(Kind, Vec<String>)> = read(written, 0)
            .into_iter()
            .map(|block| (block.kind, block.lines.into_iter().map(|line| line.text).collect()))
            .collect();
        let row = Kind::Row { is_head: false };
        assert_eq!(
            texts,
            [
                (Kind::Heading(1), vec!["Use x".to_owned()]),
                (row, vec!["Status".to_owned(), "Accepted".to_owned()]),
            ]
        );
    }
}
