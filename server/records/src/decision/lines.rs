//! Lines of markup that is no Markdown, with the inline forms that heads of records use.

use std::ops::Range;

use super::document::{Block, Document, Kind, Line, Link};

/// Marks that set text in bold, longest first.
pub(super) type Marks = &'static [&'static str];

/// The lines of `body` with the byte of the file at which each starts, without their ends.
pub(super) fn of(body: &str, start: usize) -> Vec<(usize, &str)> {
    let mut at = start;
    let mut lines = Vec::new();
    for line in body.split_inclusive('\n') {
        lines.push((at, line.trim_end()));
        at += line.len();
    }
    lines
}

/// Builds a document block by block.
#[derive(Default)]
pub(super) struct Builder {
    pub document: Document,
    open: Option<Block>,
}

impl Builder {
    /// Adds `line` to the open paragraph, or starts one of this kind.
    pub fn text(&mut self, kind: Kind, line: Line) {
        let continues = kind == Kind::Paragraph;
        if !continues || self.open.is_none() {
            self.close();
            let range = line.range();
            let range = range.start() as usize..range.end() as usize;
            self.open = Some(Block { kind, lines: Vec::new(), range });
        }
        if let Some(open) = &mut self.open {
            open.range.end = open.range.end.max(line.range().end() as usize);
            open.lines.push(line);
        }
    }

    /// Adds a block of its own.
    pub fn alone(&mut self, kind: Kind, lines: Vec<Line>, range: Range<usize>) {
        self.close();
        self.document.blocks.push(Block { kind, lines, range });
    }

    /// Ends the open paragraph.
    pub fn close(&mut self) {
        if let Some(block) = self.open.take() {
            self.document.blocks.push(block);
        }
    }

    /// Takes back the line that was added last, when it stands alone in its block: it was a heading.
    pub fn take_single(&mut self) -> Option<Line> {
        let is_single = self
            .open
            .as_ref()
            .is_some_and(|block| block.lines.len() == 1 && block.kind == Kind::Paragraph);
        if is_single { self.open.take()?.lines.pop() } else { None }
    }

    pub fn finish(mut self) -> Document {
        self.close();
        self.document
    }
}

/// The depth of a list item, and the bytes up to its text.
pub(super) fn item(line: &str) -> Option<(usize, usize)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..)?;
    let marks = rest
        .bytes()
        .take_while(|b| *b == b'*')
        .count()
        .max(usize::from(rest.starts_with(['-', '+'])));
    let is_item = marks > 0 && rest.get(marks..)?.starts_with(' ');
    is_item.then_some((indent / 2 + marks, indent + marks + 1))
}

/// Reads the inline forms of `text`, at byte `start` of its file: bold, code, and what `link_at` finds.
pub(super) fn inline(
    text: &str,
    start: usize,
    bold: Marks,
    link_at: impl Fn(&str) -> Option<FoundLink>,
) -> Line {
    let mut line = Line::default();
    let mut at = 0;
    let mut bold_from: Option<usize> = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(found) = link_at(rest) {
            let from = line.text.len();
            let source = start + at..start + at + found.length;
            line.push(
                rest.get(found.text.clone()).unwrap_or_default(),
                start + at + found.text.start..start + at + found.text.end,
            );
            line.links.push(Link { plain: from..line.text.len(), source, href: found.href });
            at += found.length.max(1);
        } else if let Some(mark) = bold.iter().find(|mark| rest.starts_with(**mark)) {
            match bold_from.take() {
                Some(from) => line.bold.push(from..line.text.len()),
                None => bold_from = Some(line.text.len()),
            }
            at += mark.len();
        } else {
            let skip = rest.chars().next().map_or(1, char::len_utf8);
            if !rest.starts_with('`') {
                line.push(rest.get(..skip).unwrap_or_default(), start + at..start + at + skip);
            }
            at += skip;
        }
    }
    line
}

/// A link at the start of a text: how long it is, where its words stand, where it leads.
pub(super) struct FoundLink {
    pub length: usize,
    pub text: Range<usize>,
    pub href: String,
}
