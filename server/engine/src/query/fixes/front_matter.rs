//! Where the front matter of a record takes another entry of `governs`.

use std::ops::Range;

use boundstone_model::GovernsEntry;
use boundstone_text::TextRange;

const FENCE: &str = "---";
const KEY: &str = "governs";
/// Of an entry of a list that is begun.
const INDENT: &str = "  ";

/// Text in place of what stands in a range.
type Edit = (TextRange, String);

pub(super) struct FrontMatter<'t> {
    text: &'t str,
    line_break: &'static str,
    /// Where the text begins, behind a byte order mark.
    start: usize,
    /// The lines between the fences; `None` for a text without front matter.
    inside: Option<Range<usize>>,
}

impl<'t> FrontMatter<'t> {
    /// `None` for a text whose beginning is neither plainly front matter nor plainly none.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let first_break = text.find('\n')?;
        let is_crlf = text.get(..first_break)?.ends_with('\r');
        let line_break = if is_crlf { "\r\n" } else { "\n" };
        let plain = Self { text, line_break, start, inside: None };
        let first = text.get(start..first_break)?.trim_end();
        if first != FENCE {
            let is_plain = !text.get(start..)?.trim_start().starts_with(FENCE);
            return is_plain.then_some(plain);
        }
        let from = first_break + 1;
        let mut lines = lines(text, from..text.len());
        let close = lines.find(|line| matches!(plain.line(line), FENCE | "..."))?;
        let inside = from..close.start;
        let begins =
            lines_of(text, &inside).find(|line| !line.is_empty() && !line.starts_with('#'));
        let is_keys = begins.is_none_or(|line| key_of(line).is_some());
        is_keys.then_some(Self { inside: Some(inside), ..plain })
    }

    /// The front matter with its fences.
    pub(super) fn range(&self) -> Option<TextRange> {
        let inside = self.inside.as_ref()?;
        Some(TextRange::of(self.start..inside.end + FENCE.len()))
    }

    /// The edits that add `entries` to `governs`, in the style in which it is written. `governed` are the
    /// entries that the record has. `None` for a style that is not understood.
    pub(super) fn with_governs(
        &self,
        governed: &[GovernsEntry],
        entries: &[String],
    ) -> Option<Vec<Edit>> {
        let Some(inside) = &self.inside else {
            let list = format!("{FENCE}\n{}{FENCE}\n\n", block(INDENT, "", entries, true));
            return Some(vec![self.insert(self.start, &list)]);
        };
        let mut keys =
            lines(self.text, inside.clone()).filter(|line| key_of(self.line(line)) == Some(KEY));
        let Some(key) = keys.next() else {
            let is_quoted =
                |line: &str| line.trim_start().get(1..).is_some_and(|it| it.starts_with(KEY));
            if lines_of(self.text, inside).any(is_quoted) {
                return None;
            }
            return Some(vec![self.insert(inside.end, &block(INDENT, "", entries, true))]);
        };
        if keys.next().is_some() {
            return None;
        }
        let key_line = self.line(&key);
        let value_at = key.start + key_line.find(':')? + 1;
        let value = self.text.get(value_at..key.start + key_line.len())?;
        let value_at = value_at + value.len() - value.trim_start().len();
        let below = self.below(&key, inside);
        let stated: Vec<TextRange> = governed
            .iter()
            .map(|entry| entry.range)
            .filter(|range| (value_at..below.end).contains(&(range.start() as usize)))
            .collect();
        match value.trim_start().chars().next() {
            None | Some('#') => self.to_block(&key, &below, entries),
            Some('[') => self.to_flow(value_at, &stated, entries),
            _ if below.is_empty() => self.to_scalar(&key, value_at, &stated, entries),
            _ => None,
        }
    }

    /// The lines below a key up to the next one.
    fn below(&self, key: &Range<usize>, inside: &Range<usize>) -> Range<usize> {
        let rest = key.end..inside.end;
        let next = lines(self.text, rest.clone()).find(|line| key_of(self.line(line)).is_some());
        rest.start..next.map_or(rest.end, |next| next.start)
    }

    /// Behind the last entry of a list of lines, or as its first ones.
    fn to_block(
        &self,
        key: &Range<usize>,
        below: &Range<usize>,
        entries: &[String],
    ) -> Option<Vec<Edit>> {
        let mut last = None;
        for line in lines(self.text, below.clone()) {
            let trimmed = self.line(&line).trim_start();
            match trimmed.strip_prefix('-') {
                Some(item) if item.starts_with(' ') => last = Some(line),
                _ if trimmed.is_empty() || trimmed.starts_with('#') => {}
                _ => return None,
            }
        }
        let Some(last) = last else {
            return Some(vec![self.insert(key.end, &block(INDENT, "", entries, false))]);
        };
        let line = self.line(&last);
        let (indent, item) = line.split_once('-')?;
        let quote = item.trim_start().chars().next().filter(|ch| matches!(ch, '"' | '\''));
        let quote = quote.map(String::from).unwrap_or_default();
        Some(vec![self.insert(last.end, &block(indent, &quote, entries, false))])
    }

    /// Behind the last entry between brackets, on a line of its own where that one has one.
    fn to_flow(&self, open: usize, stated: &[TextRange], entries: &[String]) -> Option<Vec<Edit>> {
        let Some(last) = stated.iter().max() else {
            let rest = self.text.get(open + 1..)?;
            let is_empty = rest.trim_start_matches([' ', '\t']).starts_with(']');
            return is_empty.then(|| vec![self.insert(open + 1, &entries.join(", "))]);
        };
        let (start, end) = (last.start() as usize, last.end() as usize);
        let quote = self.quote_behind(end);
        let at = end + quote.len();
        let line_start = self.text.get(..start)?.rfind('\n').map_or(0, |before| before + 1);
        let lead = self.text.get(line_start..start)?.trim_end_matches(['"', '\'']);
        let separator = match lead.trim().is_empty() {
            true => format!(",\n{lead}"),
            false => ", ".to_owned(),
        };
        // Words behind the entry on its line would come to speak of another.
        let behind = self.text.get(at..)?.lines().next().unwrap_or_default();
        if behind.contains('#') && lead.trim().is_empty() {
            return None;
        }
        let added = entries.iter().map(|entry| format!("{separator}{quote}{entry}{quote}"));
        Some(vec![self.insert(at, &added.collect::<String>())])
    }

    /// A value on the line of its key: behind the last comma, or as a list of lines where it has none.
    fn to_scalar(
        &self,
        key: &Range<usize>,
        value_at: usize,
        stated: &[TextRange],
        entries: &[String],
    ) -> Option<Vec<Edit>> {
        let last = stated.iter().max()?;
        let value = self.text.get(value_at..last.end() as usize)?;
        if value.starts_with(['|', '>', '&', '*', '!', '{']) {
            return None;
        }
        if stated.len() > 1 {
            let added = entries.iter().map(|entry| format!(", {entry}"));
            return Some(vec![self.insert(last.end() as usize, &added.collect::<String>())]);
        }
        let colon = key.start + self.line(key).find(':')? + 1;
        let begun = self.written(&format!("\n{INDENT}- "));
        let quote = self.quote_behind(last.end() as usize);
        Some(vec![
            (TextRange::of(colon..value_at), begun),
            self.insert(key.end, &block(INDENT, quote, entries, false)),
        ])
    }

    fn quote_behind(&self, at: usize) -> &'t str {
        let quote = self.text.get(at..at + 1);
        quote.filter(|quote| matches!(*quote, "\"" | "'")).unwrap_or_default()
    }

    fn line(&self, line: &Range<usize>) -> &'t str {
        self.text.get(line.clone()).unwrap_or_default().trim_end()
    }

    fn insert(&self, at: usize, text: &str) -> Edit {
        (TextRange::of(at..at), self.written(text))
    }

    /// With the line breaks of the file.
    fn written(&self, text: &str) -> String {
        text.replace('\n', self.line_break)
    }
}

/// Whether the text is itself in YAML and in a line of Markdown, with quotes or without.
pub(super) fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(|ch: char| ch.is_alphanumeric() || ch == '.');
    let is_plain = |ch: char| ch.is_alphanumeric() || "/._-+#:@~=".contains(ch);
    // At the edge of a word it is emphasis.
    let words = text.split(|ch: char| !ch.is_alphanumeric() && ch != '_');
    let is_emphasis = words.into_iter().any(|word| word.starts_with('_') || word.ends_with('_'));
    starts_well && text.chars().all(is_plain) && !text.ends_with(':') && !is_emphasis
}

/// A list of lines, below its key where that is to be begun, too.
fn block(indent: &str, quote: &str, entries: &[String], has_key: bool) -> String {
    let key = if has_key { format!("{KEY}:\n") } else { String::new() };
    let lines = entries.iter().map(|entry| format!("{indent}- {quote}{entry}{quote}\n"));
    key + &lines.collect::<String>()
}

/// The key of a line that begins with one, in lower case letters as records write it.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = key.starts_with(|ch: char| ch.is_alphabetic() || ch == '_')
        && key.chars().all(|ch| ch.is_alphanumeric() || "_-. ".contains(ch));
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then(|| key.trim_end())
}

fn lines_of<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = &'t str> + use<'t> {
    lines(text, range.clone()).map(|line| text.get(line).unwrap_or_default().trim_end())
}

/// The lines in a range of whole lines, with their breaks.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'_> {
    let mut at = range.start;
    let inside = text.get(range).unwrap_or_default();
    inside.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}
