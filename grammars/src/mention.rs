//! Text of the form in which decisions are named. No tree is asked here: whether the text stands in
//! a comment is for the caller to say.

use std::ops::Range;

use boundstone_text::TextRange;

/// Text that may name a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Candidate<'a> {
    pub range: TextRange,
    pub form: Form<'a>,
    pub clause: Option<&'a str>,
    pub is_external: bool,
    /// `ADR007`.
    pub lacks_separator: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form<'a> {
    /// The prefix as written: `ADR`, `ADR-CE`.
    Numbered {
        prefix: &'a str,
        number: u32,
    },
    Path(&'a str),
}

/// Where the text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Syntax {
    Code,
    /// `_` may be emphasis, and the destination of a link needs no folder to be a path.
    Markdown,
}

/// Longer words are no prefixes of records.
const MAX_PREFIX_LENGTH: usize = 32;

/// More digits are no numbers of records.
const MAX_DIGITS: usize = 9;

/// Fewer digits directly behind letters are no number of a record: `UTF8`.
const MIN_GLUED_DIGITS: usize = 3;

const RECORD_EXTENSIONS: [&str; 6] = ["md", "mdx", "markdown", "rst", "adoc", "asciidoc"];

/// Calls `found` with the candidates in `region` of `text`, in order.
pub(crate) fn candidates<'a>(
    text: &'a str,
    region: Range<usize>,
    syntax: Syntax,
    found: &mut impl FnMut(Candidate<'a>),
) {
    let Some(part) = text.get(..region.end) else { return };
    let mut scan = Scan { text: part, syntax, last_end: 0, is_last_external: false };
    let mut at = region.start;
    while let Some(hit) = next_hit(part.as_bytes(), at) {
        let word = word_around(part.as_bytes(), at, hit);
        scan.word(word.clone(), found);
        at = word.end.max(hit + 1);
    }
}

/// A name of a decision that is being written: its prefix, and perhaps more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Unfinished<'a> {
    /// Where it starts.
    pub start: usize,
    pub prefix: &'a str,
    /// Bytes up to where the number belongs.
    pub head: usize,
}

/// What stands before `cursor` as the beginning of a name: `ADR` in upper case, `ADR-`, `adr 00`, `ADR-pay`
/// for one that is looked for by its title. Another project's name is none.
pub(crate) fn unfinished(text: &str, cursor: usize, syntax: Syntax) -> Option<Unfinished<'_>> {
    let before = text.get(..cursor)?;
    let stem = before.trim_end_matches(char::is_alphanumeric);
    let rest = before.get(stem.len()..)?;
    let is_number = rest.bytes().all(|byte| byte.is_ascii_digit());
    let name = match stem.as_bytes().last() {
        Some(b'-') => stem.get(..stem.len() - 1)?,
        // Behind a space, words are those of a sentence.
        Some(b' ') if is_number => stem.get(..stem.len() - 1)?,
        _ => before,
    };
    let start = name.trim_end_matches(|ch: char| ch.is_ascii_alphabetic()).len();
    let prefix = name.get(start..)?;
    let is_upper = prefix.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_prefix = match before.as_bytes().get(name.len()) {
        Some(b'-') => prefix.len() >= 2 || (prefix.len() == 1 && is_upper),
        Some(_) => prefix.len() >= 2,
        // Else the name goes on, and would be left behind.
        None => prefix.len() >= 2 && is_upper && text.as_bytes().get(cursor) != Some(&b'-'),
    };
    let scan = Scan { text: before, syntax, last_end: 0, is_last_external: false };
    let is_name = is_prefix && prefix.len() <= MAX_PREFIX_LENGTH && !scan.continues_name(start);
    let head = if name.len() == cursor { prefix.len() } else { prefix.len() + 1 };
    (is_name && !scan.is_unfinished_elsewhere(start)).then_some(Unfinished { start, prefix, head })
}

/// The next digit, or dot of an extension that records may have.
fn next_hit(bytes: &[u8], from: usize) -> Option<usize> {
    let is_hit = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' => true,
        b'.' => {
            let next = bytes.get(from + at + 1).map(u8::to_ascii_lowercase);
            matches!(next, Some(b'm' | b'r' | b'a'))
        }
        _ => false,
    };
    bytes.get(from..)?.iter().enumerate().position(is_hit).map(|at| from + at)
}

/// The bytes around `hit` up to white space or quoting, but none before `from`.
fn word_around(bytes: &[u8], from: usize, hit: usize) -> Range<usize> {
    let before = bytes.get(from..hit).unwrap_or_default();
    let start = before.iter().rposition(|&byte| ends_word(byte)).map_or(from, |at| from + at + 1);
    let after = bytes.get(hit..).unwrap_or_default();
    let end = after.iter().position(|&byte| ends_word(byte)).map_or(bytes.len(), |at| hit + at);
    start..end
}

fn ends_word(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'(' | b')' | b'[' | b']')
        || matches!(byte, b'{' | b'}' | b'|' | b',' | b';' | b'=' | b'*')
}

struct Scan<'a> {
    /// Up to the end of the region.
    text: &'a str,
    syntax: Syntax,
    /// Where the last candidate ended, and whether it was external: `acme/ADR-1/2`.
    last_end: usize,
    is_last_external: bool,
}

impl<'a> Scan<'a> {
    fn word(&mut self, word: Range<usize>, found: &mut impl FnMut(Candidate<'a>)) {
        let written = self.text.get(word.clone()).unwrap_or_default();
        let is_anchor = written.starts_with('#') && self.is_destination(word.start);
        if is_anchor && self.syntax == Syntax::Markdown {
            return;
        }
        let is_url = written.contains("://") || written.starts_with("www.");
        if !is_url && let Some(path) = self.path(written, &word) {
            let range = TextRange::of(word.start..word.start + path.len());
            self.last_end = range.end() as usize;
            found(Candidate {
                range,
                form: Form::Path(path),
                clause: None,
                is_external: false,
                lacks_separator: false,
            });
            return;
        }
        let mut at = word.start;
        while let Some(digits) = self.digits(at..word.end) {
            at = digits.end;
            if let Some(candidate) = self.numbered(&digits, is_url) {
                self.last_end = digits.end;
                self.is_last_external = candidate.is_external;
                at = self.list_of_numbers(candidate, word.end, found);
            }
        }
    }

    /// The path that the word is, without the fragment of a link and without the full stop of a
    /// sentence.
    fn path(&self, written: &'a str, word: &Range<usize>) -> Option<&'a str> {
        let end = written.find(['#', '?', ':']).unwrap_or(written.len());
        let path = written.get(..end)?.trim_end_matches(['.', '!', '-', '/']);
        let name = path.rsplit('/').next()?;
        let is_record = name.rsplit_once('.').is_some_and(|(stem, extension)| {
            !stem.is_empty() && is_any(extension, &RECORD_EXTENSIONS)
        });
        if is_record {
            let is_destination = self.syntax == Syntax::Markdown && self.is_destination(word.start);
            return (path.contains('/') || is_destination).then_some(path);
        }
        let folder = path.get(..path.len() - name.len())?.trim_end_matches('/');
        let is_folder = folder.bytes().any(|byte| byte.is_ascii_alphabetic());
        (is_numbered(name) && is_folder && !self.is_list(folder)).then_some(path)
    }

    /// Whether a link's destination begins at `start`: `](…`, `]: …`, with or without `<`.
    fn is_destination(&self, start: usize) -> bool {
        let before = self.text.get(..start).unwrap_or_default();
        let before = before.strip_suffix('<').unwrap_or(before);
        before.ends_with("](") || before.trim_end_matches(' ').ends_with("]:")
    }

    /// Whether the folder of `ADR-1/2` is no folder but the first name of a list.
    fn is_list(&self, folder: &str) -> bool {
        let name = folder.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('-').is_some_and(|(prefix, number)| {
            let is_word = |word: &str| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic())
            };
            prefix.split('-').all(is_word)
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    fn digits(&self, within: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes().get(within.clone())?;
        let start = bytes.iter().position(u8::is_ascii_digit)?;
        let length = bytes.get(start..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some(within.start + start..within.start + start + length)
    }

    fn numbered(&self, digits: &Range<usize>, is_url: bool) -> Option<Candidate<'a>> {
        let number = self.number(digits)?;
        let separator = digits.start.checked_sub(1)?;
        let mark = self.byte(separator)?;
        let is_glued = mark.is_ascii_uppercase() && digits.len() >= MIN_GLUED_DIGITS;
        let end = if is_glued { digits.start } else { separator };
        let length = self.letters_before(end);
        let mut start = end - length;
        let is_upper = is_upper(self.text.get(start..end)?);
        let is_prefix = match mark {
            b'-' => length >= 2 || (length == 1 && is_upper),
            b' ' => length >= 2 && is_upper,
            _ => is_glued && length >= 2 && is_upper,
        };
        if is_upper && mark == b'-' {
            start = self.start_of_prefix(start);
        }
        let prefix = self.text.get(start..end)?;
        if !is_prefix || prefix.len() > MAX_PREFIX_LENGTH || self.continues_name(start) {
            return None;
        }
        Some(Candidate {
            range: TextRange::of(start..digits.end),
            form: Form::Numbered { prefix, number },
            clause: self.clause(digits.end),
            is_external: is_url || self.follows_name(start),
            lacks_separator: is_glued,
        })
    }

    fn letters_before(&self, end: usize) -> usize {
        let before = self.text.as_bytes().get(..end).unwrap_or_default();
        before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count()
    }

    /// Where a prefix of several words in upper case begins, the last of which begins at `start`: `ADR-CE`.
    fn start_of_prefix(&self, mut start: usize) -> usize {
        while let Some(end) = start.checked_sub(1).filter(|&at| self.byte(at) == Some(b'-'))
            && let length = self.letters_before(end)
            && length >= 2
            && self.text.get(end - length..end).is_some_and(is_upper)
        {
            start = end - length;
        }
        start
    }

    /// The number at `digits`, unless it is part of a longer word or of a version.
    fn number(&self, digits: &Range<usize>) -> Option<u32> {
        let next = self.byte(digits.end).unwrap_or(b' ');
        let is_version =
            next == b'.' && self.byte(digits.end + 1).is_some_and(|b| b.is_ascii_digit());
        let is_emphasis = next == b'_'
            && self.syntax == Syntax::Markdown
            && !self.byte(digits.end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric());
        let is_longer = next.is_ascii_alphanumeric() || (next == b'_' && !is_emphasis);
        if is_version || is_longer || digits.len() > MAX_DIGITS {
            return None;
        }
        self.text.get(digits.clone())?.parse().ok()
    }

    /// Whether the byte before `start` makes the letters at `start` the end of a longer word.
    fn continues_name(&self, start: usize) -> bool {
        let before = |back: usize| start.checked_sub(back).and_then(|at| self.byte(at));
        match before(1) {
            Some(b'_') if self.syntax == Syntax::Markdown => {
                before(2).is_some_and(|byte| byte.is_ascii_alphanumeric())
            }
            Some(byte) => byte.is_ascii_alphanumeric() || byte == b'_',
            None => false,
        }
    }

    /// Whether a name and a connecting character stand directly before `start`. The name before it
    /// in a list is none: `ADR-7/ADR-8`.
    fn follows_name(&self, start: usize) -> bool {
        let Some(connector) = start.checked_sub(1) else { return false };
        if !matches!(self.byte(connector), Some(b'/' | b'-' | b'.' | b'#' | b'@' | b'\\')) {
            return false;
        }
        if self.last_end == connector && self.last_end > 0 {
            return self.is_last_external;
        }
        let before = connector.checked_sub(1).and_then(|at| self.byte(at));
        before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii())
    }

    /// Whether what begins at `start` would be another project's, or part of an address.
    fn is_unfinished_elsewhere(&self, start: usize) -> bool {
        let word = word_around(self.text.as_bytes(), 0, start);
        let before = self.text.get(word.start..start).unwrap_or_default();
        let written = self.text.get(..start).unwrap_or_default();
        let address = written.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_address = address.contains("://") || before.starts_with("www.");
        let is_list = before.strip_suffix('/').is_some_and(|names| {
            names.split('/').all(|name| !name.is_empty() && self.is_list(name))
        });
        let is_link = self.syntax == Syntax::Markdown && self.is_destination(word.start);
        is_address || is_link || (self.follows_name(start) && !is_list)
    }

    /// `D2` or `§3.1` behind a name.
    fn clause(&self, from: usize) -> Option<&'a str> {
        let rest = self.text.get(from..)?;
        let rest = rest.strip_prefix([' ', '#']).unwrap_or(rest);
        let (mark, number) = match rest.strip_prefix('§') {
            Some(number) => ('§', number.trim_start_matches(' ')),
            None => ('D', rest.strip_prefix('D')?),
        };
        let is_part = |ch: char| ch.is_ascii_digit() || (mark == '§' && ch == '.');
        let end = number.find(|ch| !is_part(ch)).unwrap_or(number.len());
        let digits = number.get(..end)?.trim_end_matches('.');
        let is_whole =
            !number.get(end..)?.starts_with(|ch: char| ch.is_alphanumeric() || ch == '_');
        let length = rest.len() - number.len() + digits.len();
        (is_whole && !digits.is_empty()).then(|| rest.get(..length)).flatten()
    }

    /// Reports `first`, and the numbers that share its prefix: `ADR-1/2`. Returns where they end.
    fn list_of_numbers(
        &mut self,
        first: Candidate<'a>,
        word_end: usize,
        found: &mut impl FnMut(Candidate<'a>),
    ) -> usize {
        let Form::Numbered { prefix, .. } = first.form else { return self.last_end };
        found(first);
        while self.byte(self.last_end) == Some(b'/')
            && let Some(digits) = self.digits(self.last_end + 1..word_end)
            && digits.start == self.last_end + 1
            && let Some(number) = self.number(&digits)
        {
            self.last_end = digits.end;
            found(Candidate {
                range: TextRange::of(digits.clone()),
                form: Form::Numbered { prefix, number },
                clause: self.clause(digits.end),
                is_external: first.is_external,
                lacks_separator: first.lacks_separator,
            });
        }
        self.last_end
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

/// Whether the last segment of a path begins with a record's number: `0007`, `0007-slug`, `ADR-0007`.
fn is_numbered(name: &str) -> bool {
    let prefix = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = name.get(prefix..).unwrap_or_default();
    let digits = match prefix {
        0 => rest,
        1 => return false,
        _ => rest.strip_prefix('-').unwrap_or_default(),
    };
    let behind = digits.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let length = digits.len() - behind.len();
    let ends = behind.is_empty() || behind.starts_with(['-', '_', '.']);
    (1..=MAX_DIGITS).contains(&length) && ends
}

fn is_upper(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}
