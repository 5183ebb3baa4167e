//! The front matter of a record: YAML between fences, or what can be read of something that was meant
//! to be that.

use std::ops::Range;

use boundstone_model::{Problem, Rule};
use boundstone_text::TextRange;

use super::words;
use super::yaml::{self, Entry, Value};

/// Longer front matter is read line by line.
const MAX_BYTES: usize = 64 * 1024;

#[derive(Default, Debug)]
pub(super) struct FrontMatter {
    pub entries: Vec<Entry>,
    /// Where the text after it starts.
    pub body_start: usize,
    pub problem: Option<Problem>,
}

/// Reads the front matter at the start of `text`; none leaves `body_start` at the first character.
pub(super) fn read(text: &str) -> FrontMatter {
    let first = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ', '\t']).len();
    let mut lines = Lines { text, at: first };
    let Some(opening) = lines.next() else { return FrontMatter::default() };
    let is_fenced = is_fence(opening.slice(text));
    let start = if is_fenced { lines.at } else { first };
    let Some(block) = block_from(text, start) else {
        return FrontMatter { body_start: mark_length(text), ..FrontMatter::default() };
    };
    let is_meant = match (is_fenced, block.is_closed) {
        (true, _) => true,
        // Without its first fence: a run of keys up to a fence, the first of them one that records have.
        (false, closed) => closed && block.is_run_of_keys,
    };
    if !is_meant {
        return FrontMatter { body_start: mark_length(text), ..FrontMatter::default() };
    }
    let fence = Problem::new(
        Rule::DecisionMalformed,
        TextRange::of(opening.0.clone()),
        if is_fenced {
            "the front matter is not closed"
        } else {
            "the front matter has no opening fence"
        },
        "put a line --- before and after the front matter",
    );
    let mut read = read_block(text, block.inside.clone());
    read.body_start = block.after;
    if !(is_fenced && block.is_closed) {
        read.problem = Some(fence);
    }
    read
}

fn read_block(text: &str, inside: Range<usize>) -> FrontMatter {
    let written = text.get(inside.clone()).unwrap_or_default();
    let parsed = if written.len() > MAX_BYTES {
        let message = format!("it is longer than {MAX_BYTES} bytes");
        Err(yaml::Malformed { offset: inside.start, message })
    } else {
        yaml::read(written, inside.start)
    };
    match parsed {
        Ok(Value::Map(entries)) => FrontMatter { entries, ..FrontMatter::default() },
        Ok(Value::Null) => FrontMatter::default(),
        Ok(_) => {
            let entries = by_line(text, inside.clone());
            FrontMatter { entries, ..FrontMatter::default() }
        }
        Err(error) => FrontMatter {
            entries: by_line(text, inside.clone()),
            problem: Some(Problem::new(
                Rule::DecisionMalformed,
                line_at(text, error.offset.clamp(inside.start, inside.end)),
                format!("the front matter is not valid YAML: {}", error.message),
                "quote values that contain a colon, or that start with @, `, [ or {",
            )),
            ..FrontMatter::default()
        },
    }
}

struct Fenced {
    inside: Range<usize>,
    after: usize,
    is_closed: bool,
    is_run_of_keys: bool,
}

/// The lines from `start` on that can be front matter; `None` when the first of them cannot.
fn block_from(text: &str, start: usize) -> Option<Fenced> {
    let mut lines = Lines { text, at: start };
    let mut end_of_keys = None;
    let mut has_key = false;
    let mut is_run_of_keys = true;
    let mut follows_blank = false;
    let close = |line: &Slice, after, known| Fenced {
        inside: start..line.0.start,
        after,
        is_closed: true,
        is_run_of_keys: known,
    };
    while let Some(line) = lines.next() {
        let written = line.slice(text);
        if is_fence(written) || (written.trim_end() == "..." && has_key) {
            return has_key.then(|| close(&line, lines.at, is_run_of_keys));
        }
        let key = key_of(written);
        let is_blank = written.trim().is_empty();
        let continues = continues(written);
        if !has_key && key.is_none() && !continues {
            return None;
        }
        is_run_of_keys &=
            !is_blank && (has_key || key.is_some_and(|key| words::key(key).is_some()));
        has_key |= key.is_some();
        // Where no fence follows, the first line of text ends what was meant as front matter.
        let is_heading = written.starts_with('#') && follows_blank;
        if end_of_keys.is_none() && ((key.is_none() && !continues) || is_heading) {
            end_of_keys = Some(line.0.start);
        }
        follows_blank = is_blank;
    }
    let end = end_of_keys.unwrap_or(text.len());
    let known = is_run_of_keys && end_of_keys.is_none();
    has_key.then_some(Fenced {
        inside: start..end,
        after: end,
        is_closed: false,
        is_run_of_keys: known,
    })
}

/// Front matter around a place in it, as far as it can be told while it is being written.
pub(super) struct Written<'t> {
    /// The names of its keys, and where their lines start.
    pub keys: Vec<(&'t str, usize)>,
    /// The line of the place.
    pub line: Range<usize>,
}

/// The front matter around `cursor`; `None` where there is none.
pub(super) fn around(text: &str, cursor: usize) -> Option<Written<'_>> {
    let start = mark_length(text);
    let mut lines = Lines { text, at: start };
    lines.next().filter(|opening| is_fence(opening.slice(text)) && opening.0.end < cursor)?;
    let is_end = |line: &Slice| is_fence(line.slice(text)) || line.slice(text).trim_end() == "...";
    let is_closed = Lines { text, at: lines.at }.any(|line| is_end(&line));
    let (mut keys, mut here) = (Vec::new(), None);
    let (mut follows_blank, mut is_over) = (false, cursor > start + MAX_BYTES);
    while let Some(line) = lines.next().filter(|_| !is_over) {
        let written = line.slice(text);
        let is_here = line.0.start <= cursor && cursor <= line.0.end;
        let key = key_of(written);
        let is_blank = written.trim().is_empty();
        let is_body = key.is_none() && !continues(written);
        // Without a fence behind it, front matter ends where the text begins.
        let ends =
            !is_closed && !is_here && (is_body || (follows_blank && written.starts_with('#')));
        is_over = is_end(&line) || ends;
        if !is_over {
            keys.extend(key.map(|key| (key, line.0.start)));
            here = here.or(is_here.then(|| line.0.clone()));
        }
        follows_blank = is_blank;
    }
    // Behind the last line break stands no line yet.
    let is_last = here.is_none() && !is_over && cursor == text.len();
    here.or(is_last.then_some(cursor..cursor)).map(|line| Written { keys, line })
}

/// Whether a line without a key may belong to the one above it.
fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', '#', ']', '}', '"', '\'']) || line.trim().is_empty()
}

/// Reads `key: value` lines and lists below them, whatever else stands there.
fn by_line(text: &str, inside: Range<usize>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut lines = Lines { text, at: inside.start };
    while let Some(line) = lines.next().filter(|line| line.0.start < inside.end) {
        let written = line.slice(text);
        if let Some(key) = key_of(written) {
            let value_at = line.0.start + written.find(':').map_or(0, |at| at + 1);
            let value = scalar(text, value_at..line.0.end);
            let key_range = line.0.start..line.0.start + key.len();
            entries.push(Entry { key: key.to_owned(), key_range, value });
            continue;
        }
        let item = written.trim_start();
        let Some(last) = entries.last_mut() else { continue };
        if let Some(item) = item.strip_prefix("- ") {
            let at = line.0.end - item.len();
            let value = scalar(text, at..line.0.end);
            match &mut last.value {
                Value::List(items) => items.push(value),
                single => *single = Value::List(vec![value]),
            }
        } else if matches!(last.value, Value::Null) && !item.is_empty() {
            last.value = scalar(text, line.0.clone());
        }
    }
    entries
}

/// The value in `range`, without quotes, brackets and a comment.
fn scalar(text: &str, range: Range<usize>) -> Value {
    let written = text.get(range.clone()).unwrap_or_default();
    let kept = written.find(" #").and_then(|at| written.get(..at)).unwrap_or(written);
    let inner = kept.trim().trim_matches(['"', '\'']);
    let bare =
        inner.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(inner).trim();
    let at = range.start + written.find(bare).unwrap_or(0);
    match bare {
        "" | "~" | "null" => Value::Null,
        _ => Value::Scalar { text: bare.to_owned(), range: at..at + bare.len() },
    }
}

/// The key of a line `key: value` that starts at its margin.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
        && key.len() <= 64;
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))).then_some(key.trim_end())
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The length of the byte order mark, if there is one.
fn mark_length(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

fn line_at(text: &str, offset: usize) -> TextRange {
    let before = text.get(..offset).unwrap_or_default();
    // An error at the end of a text is shown on its last line.
    let start = before.trim_end_matches(['\n', '\r']).rfind('\n').map_or(0, |at| at + 1);
    let start = if before.ends_with('\n') && offset < text.len() { offset } else { start };
    let rest = text.get(start..).unwrap_or_default();
    let end = start + rest.find('\n').unwrap_or(rest.len());
    TextRange::of(start..end)
}

struct Slice(Range<usize>);

impl Slice {
    fn slice<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.0.clone()).unwrap_or_default()
    }
}

/// Lines without their ends.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Slice;

    fn next(&mut self) -> Option<Slice> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let start = self.at;
        self.at = (start + length + 1).min(self.text.len());
        let trimmed = rest.get(..length).unwrap_or_default().trim_end_matches('\r').len();
        Some(Slice(start..start + trimmed))
    }
}
