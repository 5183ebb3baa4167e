//! YAML as far as records use it, bounded in depth and size: scalars, lists and maps with their places.
//! Anchors are not followed, so nothing can multiply.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::document::Line;
use super::markdown;

/// Deeper values are refused.
const MAX_DEPTH: usize = 16;
/// More values than this are refused.
const MAX_VALUES: usize = 10_000;

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    /// The text, and where it stands without its quotes.
    Scalar {
        text: String,
        range: Range<usize>,
    },
    List(Vec<Value>),
    Map(Vec<Entry>),
    Null,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_range: Range<usize>,
    pub value: Value,
}

/// Why a text is not read as YAML, and where.
#[derive(Debug)]
pub(super) struct Malformed {
    pub offset: usize,
    pub message: String,
}

/// Reads the first document of `text`, which starts at byte `start` of its file.
pub(super) fn read(text: &str, start: usize) -> Result<Value, Malformed> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let at = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
    let mut tree = Tree { text, start, open: Vec::new(), root: None };
    let mut parser = Parser::new_from_str(text);
    let mut count = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| Malformed {
            offset: start + at(error.marker().index()),
            message: error.info().to_owned(),
        })?;
        let range = range_of(span, at);
        let offset = start + range.start;
        let refuse = |message: &str| Malformed { offset, message: message.to_owned() };
        count += 1;
        if count > MAX_VALUES {
            return Err(refuse("too many values"));
        }
        match event {
            Event::Scalar(value, style, ..) => tree.scalar(&value, style, range),
            Event::Alias(_) => tree.add(Value::Null, range),
            Event::SequenceStart(..) => tree.open.push(Open::List(Vec::new())),
            Event::MappingStart(..) => tree.open.push(Open::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => tree.close(range),
            Event::DocumentEnd => break,
            _ => {}
        }
        if tree.open.len() > MAX_DEPTH {
            return Err(refuse("values are nested too deeply"));
        }
    }
    Ok(tree.root.unwrap_or(Value::Null))
}

fn range_of(span: Span, at: impl Fn(usize) -> usize) -> Range<usize> {
    let (start, end) = (at(span.start.index()), at(span.end.index()));
    start..end.max(start)
}

/// The part of `range` without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = text.get(range.clone()).unwrap_or_default();
    let from = range.start + written.len() - written.trim_start().len();
    from..from + written.trim().len()
}

enum Open {
    List(Vec<Value>),
    Map(Vec<Entry>, Option<(String, Range<usize>)>),
}

struct Tree<'t> {
    text: &'t str,
    start: usize,
    open: Vec<Open>,
    root: Option<Value>,
}

impl Tree<'_> {
    fn scalar(&mut self, value: &str, style: ScalarStyle, range: Range<usize>) {
        let is_quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        let is_null =
            style == ScalarStyle::Plain && matches!(value, "" | "~" | "null" | "Null" | "NULL");
        // The span of a quoted value that ends a map in braces reaches to the brace.
        let whole = trimmed(self.text, range);
        let is_closed = is_quoted && whole.len() >= 2;
        let inner = if is_closed { whole.start + 1..whole.end - 1 } else { whole };
        let exact = trimmed(self.text, inner);
        let moved = exact.start + self.start..exact.end + self.start;
        let value = if is_null {
            Value::Null
        } else {
            Value::Scalar { text: value.to_owned(), range: moved }
        };
        self.add(value, exact);
    }

    fn add(&mut self, value: Value, range: Range<usize>) {
        let place = range.start + self.start..range.end + self.start;
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(entries, key)) => match key.take() {
                Some((name, key_range)) => entries.push(Entry { key: name, key_range, value }),
                None => {
                    let name = match value {
                        Value::Scalar { text, .. } => text,
                        _ => self.text.get(range).unwrap_or_default().trim().to_owned(),
                    };
                    *key = Some((name, place));
                }
            },
            None => self.root = self.root.take().or(Some(value)),
        }
    }

    fn close(&mut self, range: Range<usize>) {
        let value = match self.open.pop() {
            Some(Open::List(items)) => Value::List(items),
            Some(Open::Map(entries, _)) => Value::Map(entries),
            None => return,
        };
        self.add(value, range.end..range.end);
    }
}

impl Value {
    /// The lines of text that the value is made of: of a list its items, of a map its entries.
    /// `file` is the whole text that the ranges point into.
    pub fn lines(&self, file: &str) -> Vec<Line> {
        self.lines_read_by(markdown::read_line, file)
    }

    /// As [`Value::lines`], with each letter as YAML has it: globs are no emphasis.
    pub fn plain_lines(&self, file: &str) -> Vec<Line> {
        self.lines_read_by(Line::plain, file)
    }

    fn lines_read_by(&self, read: ReadLine, file: &str) -> Vec<Line> {
        match self {
            Self::Null => Vec::new(),
            Self::Scalar { text, range } => scalar_lines(text, range, read, file),
            Self::List(items) => {
                items.iter().flat_map(|item| item.lines_read_by(read, file)).collect()
            }
            Self::Map(entries) => {
                entries.iter().flat_map(|entry| entry.lines(read, file)).collect()
            }
        }
    }
}

/// Reads a line that stands at a byte of its file.
type ReadLine = fn(&str, usize) -> Line;

impl Entry {
    fn lines(&self, read: ReadLine, file: &str) -> Vec<Line> {
        match &self.value {
            // `{ accepted }`, or a word before a colon that YAML takes for a key.
            Value::Null => vec![Line::plain(&self.key, self.key_range.start)],
            Value::Scalar { range, .. } => {
                let whole = self.key_range.start..range.end;
                let written = file.get(whole.clone()).unwrap_or_default();
                vec![read(written, whole.start)]
            }
            value => value.lines_read_by(read, file),
        }
    }
}

fn scalar_lines(text: &str, range: &Range<usize>, read: ReadLine, file: &str) -> Vec<Line> {
    let written = file.get(range.clone()).unwrap_or_default();
    if written == text.trim() {
        return vec![read(written, range.start)];
    }
    // A block scalar stands on several lines; where each of them is written, it is read.
    let mut lines = Vec::new();
    let mut from = range.start;
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let Some(found) = file.get(from..).and_then(|rest| rest.find(part)) else {
            let mut line = Line::default();
            line.push(text.trim(), range.clone());
            return vec![line];
        };
        lines.push(read(part, from + found));
        from += found + part.len();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<(String, Vec<String>)> {
        let Value::Map(entries) = read(text, 0).unwrap() else { panic!("no map") };
        let lines = |value: &Value| value.lines(text).into_iter().map(|line| line.text).collect();
        entries.iter().map(|entry| (entry.key.clone(), lines(&entry.value))).collect()
    }

    #[test]
    fn places_are_bytes_and_leave_quotes_out() {
        let text =
            "autor: Zoë\nstatus: \"accepted\"\nlist: [a, 'b']\nblock: |\n  1. Use x\n  2. y\n";
        let Value::Map(map) = read(text, 0).unwrap() else { panic!("no map") };
        let Value::Scalar { range, .. } = &map[1].value else { panic!("no scalar") };
        assert_eq!(&text[range.clone()], "accepted");
        let lines = map[3].value.lines(text);
        assert_eq!(lines[0].range().slice(text), "Use x");
        assert_eq!(map[2].value.lines(text)[1].range().slice(text), "b");
    }

    #[test]
    fn a_status_in_braces_is_its_word() {
        assert_eq!(entries("status: { accepted }")[0].1, ["accepted"]);
    }

    #[test]
    fn hostile_texts_are_refused() {
        assert!(read(&"[".repeat(50_000), 0).is_err());
        assert!(read(&"- ".repeat(5_000), 0).is_err());
        assert!(read(&"{a: ".repeat(5_000), 0).is_err());
        assert!(read(&"- a\n".repeat(20_000), 0).is_err());
        let bomb = "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n";
        assert_eq!(entries(bomb)[2].1, Vec::<String>::new());
    }
}
