use boundstone_text::{LineIndex, TextRange};

/// A part of a text that may be what is broken in it.
pub(super) struct Cut {
    range: TextRange,
    kind: CutKind,
}

#[derive(PartialEq, Eq)]
enum CutKind {
    /// One value: a number stands in for it, so that what is around it can still be read.
    Value,
    /// Whole lines.
    Lines,
}

/// The cuts that may mend an error at `at`, the smallest first.
pub(super) fn around(text: &str, index: &LineIndex, at: u32) -> Vec<Cut> {
    let line = index.line_of(at);
    let lines = |range| Cut { range, kind: CutKind::Lines };
    let value = value_at(text, index.line_range(text, line), at);
    let value = value.map(|range| Cut { range, kind: CutKind::Value });
    let own = Some(lines(statement_line(text, index, line)));
    // An unclosed list or table is noticed only where a later entry begins.
    let mut starts = vec![line];
    let above = (0..line).rev().take(MAX_LINES_OF_A_VALUE);
    starts.extend(
        above
            .filter(|&above| is_start(index.line_range(text, above).slice(text)))
            .take(MAX_ENTRIES_ABOVE),
    );
    let entries = starts.windows(2).filter_map(|pair| match pair {
        [next, start] => Some(lines(whole_lines(text, index, *start, next.saturating_sub(1)))),
        _ => None,
    });
    // An unclosed multi-line string swallows everything after its first line.
    let opener = (0..=line)
        .rev()
        .find(|&above| opens_string(index.line_range(text, above).slice(text)))
        .map(|above| lines(whole_lines(text, index, above, above)));
    value.into_iter().chain(own).chain(entries).chain(opener).collect()
}

/// How far above an error the list that it stands in may begin: in lines, and in what looks like entries.
const MAX_LINES_OF_A_VALUE: usize = 500;
const MAX_ENTRIES_ABOVE: usize = 4;

impl Cut {
    pub fn start(&self) -> u32 {
        self.range.start()
    }

    /// The value that is lost, when it is only one value.
    pub fn unread(&self) -> Option<TextRange> {
        (self.kind == CutKind::Value).then_some(self.range)
    }

    /// The text with spaces in place of what is cut; line breaks stay, and so does every other range.
    pub fn apply(&self, text: &str) -> String {
        let mut cut = String::with_capacity(text.len());
        cut.push_str(TextRange::new(0, self.range.start()).slice(text));
        let mut stand_in = (self.kind == CutKind::Value).then_some('0');
        for byte in self.range.slice(text).bytes() {
            cut.push(match byte {
                b'\n' | b'\r' => char::from(byte),
                _ => stand_in.take().unwrap_or(' '),
            });
        }
        cut.push_str(TextRange::new(self.range.end(), text.len() as u32).slice(text));
        cut
    }
}

/// The bytes of `range` without the white space around them.
pub(super) fn trimmed(text: &str, range: TextRange) -> TextRange {
    let content = range.slice(text);
    let start = range.start() + (content.len() - content.trim_start().len()) as u32;
    TextRange::new(start, start + content.trim().len() as u32)
}

/// The run of value characters around `at`, when it stands where a value may stand.
fn value_at(text: &str, line: TextRange, at: u32) -> Option<TextRange> {
    let is_value = |byte: u8| {
        !byte.is_ascii_whitespace()
            && !matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b'=' | b'#')
    };
    let before = TextRange::new(line.start(), at.clamp(line.start(), line.end())).slice(text);
    let after = TextRange::new(at.clamp(line.start(), line.end()), line.end()).slice(text);
    let start = before.len() - before.bytes().rev().take_while(|&byte| is_value(byte)).count();
    let length = before.len() - start + after.bytes().take_while(|&byte| is_value(byte)).count();
    let lead = before.get(..start)?.trim_end();
    let starts_value = lead.ends_with(['=', ',', '[']) && lead.trim_start() != "[";
    let start = line.start() + start as u32;
    (length > 0 && starts_value).then(|| TextRange::new(start, start + length as u32))
}

/// The line; for a header, with the entries below it, which would else count for the table above.
fn statement_line(text: &str, index: &LineIndex, line: u32) -> TextRange {
    let is_header = |line| index.line_range(text, line).slice(text).trim_start().starts_with('[');
    let last = if is_header(line) {
        (line + 1..index.line_count()).find(|&below| is_header(below)).unwrap_or(index.line_count())
            - 1
    } else {
        line
    };
    whole_lines(text, index, line, last)
}

fn whole_lines(text: &str, index: &LineIndex, first: u32, last: u32) -> TextRange {
    TextRange::new(index.line_range(text, first).start(), index.line_range(text, last).end())
}

/// Whether a line looks like the first of an entry or like a header.
fn is_start(line: &str) -> bool {
    let line = line.trim_start();
    let Some(first) = line.chars().next() else { return false };
    let is_key = first.is_ascii_alphanumeric() || matches!(first, '"' | '\'' | '_' | '-');
    first == '[' || (is_key && line.contains('='))
}

/// Whether a line opens a multi-line string that it does not close.
fn opens_string(line: &str) -> bool {
    ["\"\"\"", "'''"].iter().any(|quotes| line.matches(quotes).count() % 2 == 1)
}
