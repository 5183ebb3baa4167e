use crate::TextRange;

/// The unit in which an editor counts columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

/// A zero-based line and a zero-based column counted in the units of some [`Encoding`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// Where each line of one text starts. Lines end with `\n`, `\r\n` or a lone `\r`, as in LSP.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    /// Byte offset of the first byte of each line; never empty, first is 0.
    starts: Vec<u32>,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        push_starts(text.as_bytes(), 0, &mut starts);
        Self { starts }
    }

    /// The number of lines; a text that ends with a line break has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The zero-based line that holds the byte at `offset`.
    pub fn line_of(&self, offset: u32) -> u32 {
        (self.starts.partition_point(|&start| start <= offset) as u32).saturating_sub(1)
    }

    /// The bytes of `line` without its line break; the empty end of the text when there is no such
    /// line.
    pub fn line_range(&self, text: &str, line: u32) -> TextRange {
        let end_of_text = text.len() as u32;
        let Some(&start) = self.starts.get(line as usize) else {
            return TextRange::empty(end_of_text);
        };
        let next = self.starts.get(line as usize + 1).copied();
        let bytes = text.as_bytes();
        let mut end = next.unwrap_or(end_of_text).min(end_of_text);
        if next.is_some() {
            let byte_before = |end: u32| (end as usize).checked_sub(1).and_then(|at| bytes.get(at));
            if byte_before(end) == Some(&b'\n') {
                end -= 1;
            }
            if end > start && byte_before(end) == Some(&b'\r') {
                end -= 1;
            }
        }
        TextRange::new(start.min(end), end)
    }

    /// The byte offset of `position`: clamped to its line and to the text, and moved back to the
    /// start of a character that it splits.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> u32 {
        if position.line >= self.line_count() {
            return text.len() as u32;
        }
        let line = self.line_range(text, position.line);
        let mut units_left = position.column;
        let mut offset = line.start();
        for ch in line.slice(text).chars() {
            let units = units_of(ch, encoding);
            if units_left < units {
                break;
            }
            units_left -= units;
            offset += ch.len_utf8() as u32;
        }
        offset
    }

    /// The position of the byte at `offset`, clamped to the text; an offset inside a character or
    /// inside `\r\n` counts as its start.
    pub fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let line = self.line_of(offset);
        let range = self.line_range(text, line);
        let before = offset.saturating_sub(range.start());
        let mut column = 0;
        let mut seen = 0;
        for ch in range.slice(text).chars() {
            seen += ch.len_utf8() as u32;
            if seen > before {
                break;
            }
            column += units_of(ch, encoding);
        }
        Position { line, column }
    }

    /// The bytes between two positions, in order even when the editor sent them swapped.
    pub fn range(
        &self,
        text: &str,
        start: Position,
        end: Position,
        encoding: Encoding,
    ) -> TextRange {
        TextRange::new(self.offset(text, start, encoding), self.offset(text, end, encoding))
    }
}

fn units_of(ch: char, encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => ch.len_utf8() as u32,
        Encoding::Utf16 => ch.len_utf16() as u32,
        Encoding::Utf32 => 1,
    }
}

/// Appends the offset after each line break of `bytes`, counted from `base`.
fn push_starts(bytes: &[u8], base: u32, starts: &mut Vec<u32>) {
    for (at, byte) in bytes.iter().enumerate() {
        let breaks = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if breaks {
            starts.push(base + at as u32 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn every_kind_of_line_break_starts_a_line() {
        let text = "a\nb\r\nc\rd\n";
        let index = LineIndex::new(text);
        let lines: Vec<_> =
            (0..index.line_count()).map(|line| index.line_range(text, line).slice(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", ""]);
    }

    #[test]
    fn a_position_inside_a_surrogate_pair_snaps_to_its_start() {
        let text = "a😀b";
        let index = LineIndex::new(text);
        let at = |column| index.offset(text, Position { line: 0, column }, Encoding::Utf16);
        assert_eq!([at(0), at(1), at(2), at(3), at(4), at(99)], [0, 1, 1, 5, 6, 6]);
    }

    #[test]
    fn a_position_beyond_a_line_stays_before_its_line_break() {
        let text = "ab\r\ncd";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, Position { line: 0, column: 9 }, Encoding::Utf16), 2);
        assert_eq!(index.offset(text, Position { line: 7, column: 0 }, Encoding::Utf16), 6);
        assert_eq!(index.position(text, 3, Encoding::Utf8), Position { line: 0, column: 2 });
    }

    proptest! {
        #[test]
        fn an_offset_at_a_character_comes_back(text in "[a-zé😀\\r\\n]{0,40}") {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices() {
                let inside_crlf = text.as_bytes().get(offset) == Some(&b'\n')
                    && offset > 0 && text.as_bytes().get(offset - 1) == Some(&b'\r');
                for encoding in ENCODINGS {
                    let position = index.position(&text, offset as u32, encoding);
                    let back = index.offset(&text, position, encoding);
                    let expected = if inside_crlf { offset - 1 } else { offset };
                    prop_assert_eq!(back, expected as u32);
                }
            }
        }

        #[test]
        fn no_position_is_out_of_bounds(
            text in "[aé😀\\r\\n]{0,20}", line in 0u32..30, column in 0u32..30,
        ) {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                let offset = index.offset(&text, Position { line, column }, encoding);
                prop_assert!(text.is_char_boundary(offset as usize));
            }
        }
    }
}
