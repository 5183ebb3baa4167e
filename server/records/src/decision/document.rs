//! A record as blocks of lines, whatever markup it is written in. Each line is plain text that knows
//! where in the file each of its parts stands.

use std::ops::Range;

use boundstone_text::TextRange;

/// The blocks of one record in the order of the text.
#[derive(Default, Debug)]
pub(super) struct Document {
    pub blocks: Vec<Block>,
    /// Where code blocks stand; nothing in them is read.
    pub code: Vec<Range<usize>>,
    /// What stands in backticks inside of lines, and where.
    pub spans: Vec<(String, Range<usize>)>,
}

#[derive(Debug)]
pub(super) struct Block {
    pub kind: Kind,
    /// The cells, for a row of a table.
    pub lines: Vec<Line>,
    /// The whole block in the file.
    pub range: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// With its level, 1 for the highest.
    Heading(u8),
    Paragraph,
    /// The first paragraph of a list item, with the depth of the list, 1 for the outermost.
    Item(usize),
    /// A row of a table; the head is the first one of its table.
    Row {
        is_head: bool,
    },
}

/// One line: plain text without its markup, struck-out words and comments.
#[derive(Clone, Default, Debug)]
pub(super) struct Line {
    pub text: String,
    /// Ordered by `plain`.
    pieces: Vec<Piece>,
    pub links: Vec<Link>,
    /// Parts of `text` set in bold.
    pub bold: Vec<Range<usize>>,
    /// The alternative texts of images, which are no part of `text`.
    pub images: Vec<Image>,
}

#[derive(Clone, Debug)]
struct Piece {
    plain: usize,
    source: Range<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Link {
    /// In `Line::text`.
    pub plain: Range<usize>,
    /// In the file, with its brackets.
    pub source: Range<usize>,
    pub href: String,
}

#[derive(Clone, Debug)]
pub(super) struct Image {
    pub alternative: String,
    pub source: Range<usize>,
    pub href: String,
}

impl Document {
    pub fn is_code(&self, offset: usize) -> bool {
        self.code.iter().any(|range| range.contains(&offset))
    }
}

impl Block {
    /// The lines as one, joined with spaces.
    pub fn flow(&self) -> Line {
        let mut flow = Line::default();
        for line in &self.lines {
            if !flow.text.is_empty() {
                flow.text.push(' ');
            }
            flow.append(line);
        }
        flow
    }
}

impl Line {
    /// Adds `text`, which stands at `source` in the file.
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        if !text.is_empty() {
            self.pieces.push(Piece { plain: self.text.len(), source });
            self.text.push_str(text);
        }
    }

    /// A line of plain text at `start` of the file.
    pub fn plain(text: &str, start: usize) -> Self {
        let mut line = Self::default();
        line.push(text, start..start + text.len());
        line
    }

    pub fn append(&mut self, other: &Self) {
        let by = self.text.len();
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.text.push_str(&other.text);
        self.pieces.extend(
            other.pieces.iter().map(|piece| Piece { plain: piece.plain + by, ..piece.clone() }),
        );
        self.links.extend(
            other.links.iter().map(|link| Link { plain: moved(&link.plain), ..link.clone() }),
        );
        self.bold.extend(other.bold.iter().map(moved));
        self.images.extend(other.images.iter().cloned());
    }

    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.images.is_empty()
    }

    /// The part of this line at `range` of its text, without white space around it.
    pub fn part(&self, range: Range<usize>) -> Self {
        let Some(slice) = self.text.get(range.clone()) else { return Self::default() };
        let start = range.start + slice.len() - slice.trim_start().len();
        let end = start + slice.trim().len();
        let within = |range: &Range<usize>| {
            let cut = range.start.max(start)..range.end.min(end);
            (cut.start < cut.end).then(|| cut.start - start..cut.end - start)
        };
        let mut part = Self { text: slice.trim().to_owned(), ..Self::default() };
        for (at, piece) in self.pieces.iter().enumerate() {
            let next = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.plain);
            if let Some(cut) = within(&(piece.plain..next)) {
                let skipped = (start + cut.start).saturating_sub(piece.plain);
                let is_exact = piece.source.len() == next - piece.plain;
                let from = piece.source.start + skipped;
                let source = if is_exact { from..from + cut.len() } else { piece.source.clone() };
                part.pieces.push(Piece { plain: cut.start, source });
            }
        }
        part.links = self
            .links
            .iter()
            .filter_map(|link| Some(Link { plain: within(&link.plain)?, ..link.clone() }))
            .collect();
        part.bold = self.bold.iter().filter_map(within).collect();
        // An image has no text of its own: it belongs to what stands after it is reached.
        if range.end == self.text.len() {
            part.images = self.images.clone();
        }
        part
    }

    /// Where in the file `plain`, a part of the text, stands. A link that it covers whole is counted
    /// with its brackets.
    pub fn source(&self, plain: Range<usize>) -> TextRange {
        let mut source = self.start_of(plain.start)..self.end_of(plain.end);
        for link in &self.links {
            if plain.start <= link.plain.start && link.plain.end <= plain.end {
                source.start = source.start.min(link.source.start);
                source.end = source.end.max(link.source.end);
            }
        }
        TextRange::of(source.start..source.end.max(source.start))
    }

    /// Where in the file the whole line stands.
    pub fn range(&self) -> TextRange {
        match (self.text.is_empty(), self.images.first()) {
            (true, Some(image)) => TextRange::of(image.source.clone()),
            _ => self.source(0..self.text.len()),
        }
    }

    fn start_of(&self, plain: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.plain <= plain);
        let Some(piece) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return self.pieces.first().map_or(0, |piece| piece.source.start);
        };
        let offset = plain - piece.plain;
        if offset <= piece.source.len() { piece.source.start + offset } else { piece.source.end }
    }

    fn end_of(&self, plain: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.plain < plain);
        let Some(piece) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return self.start_of(plain);
        };
        let next = self.pieces.get(after).map_or(self.text.len(), |next| next.plain);
        let reaches_end = plain == next;
        if reaches_end && piece.source.len() != next - piece.plain {
            return piece.source.end;
        }
        piece.source.end.min(piece.source.start + (plain - piece.plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_knows_where_it_stands() {
        let mut line = Line::default();
        line.push("Status: ", 10..18);
        line.push("Accepted", 20..28);
        let part = line.part(7..16);
        assert_eq!(part.text, "Accepted");
        assert_eq!(part.range(), TextRange::new(20, 28));
        assert_eq!(line.part(2..6).range(), TextRange::new(12, 16));
        assert_eq!(line.part(2..99).text, "");
    }
}
