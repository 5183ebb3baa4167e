//! The part of a YAML value that a cursor stands in, while the rest may not be written yet.

use boundstone_model::YamlQuotes;

/// What stands before the cursor.
#[derive(Debug)]
pub(super) struct WrittenValue<'t> {
    /// Where the innermost part starts, without its quote.
    pub start: usize,
    /// The innermost key inside the value.
    pub key: Option<&'t str>,
    pub quotes: YamlQuotes,
    /// Whether nothing but white space and a quote stands before it.
    pub is_whole: bool,
    /// Whether brackets are open around it.
    pub is_nested: bool,
    /// False in a comment, and behind a quote that closes.
    pub is_open: bool,
}

/// Reads the value that starts at byte `from`, up to `cursor`.
pub(super) fn read(text: &str, from: usize, cursor: usize) -> WrittenValue<'_> {
    let mut scan = Scan { text, start: from, ..Scan::default() };
    for (at, ch) in text.get(from..cursor).unwrap_or_default().char_indices() {
        scan.step(from + at, ch);
    }
    let blank = text.get(scan.start..cursor).unwrap_or_default();
    let start = match scan.quote {
        Some(_) => scan.start,
        None => cursor - blank.trim_start().len(),
    };
    let before = text.get(from..start).unwrap_or_default();
    WrittenValue {
        start,
        key: scan.key,
        quotes: match scan.quote {
            Some('"') => YamlQuotes::Double,
            Some(_) => YamlQuotes::Single,
            None => YamlQuotes::Missing,
        },
        is_whole: before.trim().trim_start_matches(['"', '\'']).is_empty(),
        is_nested: !scan.open.is_empty(),
        is_open: !scan.is_comment && !scan.is_closed,
    }
}

#[derive(Default)]
struct Scan<'t> {
    text: &'t str,
    /// Where the part starts.
    start: usize,
    key: Option<&'t str>,
    quote: Option<char>,
    /// The brackets around the part, each with the key before it.
    open: Vec<(char, Option<&'t str>)>,
    /// Braces of a glob inside the part.
    braces: usize,
    is_comment: bool,
    is_closed: bool,
}

impl<'t> Scan<'t> {
    fn step(&mut self, at: usize, ch: char) {
        if ch == '\n' {
            return self.end_line(at);
        }
        if self.is_comment {
            return;
        }
        if let Some(quote) = self.quote {
            if ch == quote {
                (self.quote, self.is_closed) = (None, true);
            }
            return;
        }
        let is_blank = self.part(at).is_empty();
        match ch {
            '"' | '\'' if is_blank => self.begin(at + 1, Some(ch)),
            '#' if is_blank || self.follows_space(at) => self.is_comment = true,
            '[' | '{' if is_blank => {
                self.open.push((ch, self.key));
                self.begin(at + 1, None);
            }
            '{' => self.braces += 1,
            '}' if self.braces > 0 => self.braces -= 1,
            ']' | '}' => {
                if let Some((_, key)) = self.open.pop() {
                    self.key = key;
                    self.begin(at + 1, None);
                    self.is_closed = true;
                }
            }
            ',' if self.braces == 0 => {
                if let Some(('{', _)) = self.open.last() {
                    self.key = None;
                }
                self.begin(at + 1, None);
            }
            ':' if self.ends_key(at) => {
                self.key = Some(self.part(at));
                self.begin(at + 1, None);
            }
            '-' if is_blank && self.open.is_empty() && self.precedes_space(at) => {
                self.key = None;
                self.begin(at + 1, None);
            }
            _ => {}
        }
    }

    fn end_line(&mut self, at: usize) {
        self.is_comment = false;
        // A quote that was left open costs its own line.
        self.quote = None;
        if self.open.is_empty() {
            self.key = None;
            self.begin(at + 1, None);
        }
    }

    fn begin(&mut self, start: usize, quote: Option<char>) {
        (self.start, self.quote) = (start, quote);
        (self.braces, self.is_closed) = (0, false);
    }

    /// What of the part stands before `at`.
    fn part(&self, at: usize) -> &'t str {
        self.text.get(self.start..at).unwrap_or_default().trim()
    }

    /// Whether a colon ends a key. `boundary:` begins a name that is not written yet.
    fn ends_key(&self, at: usize) -> bool {
        self.precedes_space(at) && self.part(at) != "boundary"
    }

    fn follows_space(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace))
    }

    fn precedes_space(&self, at: usize) -> bool {
        let after = self.text.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with(char::is_whitespace)
    }
}
