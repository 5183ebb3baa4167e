use std::ops::Range;

use super::{ContainerKind, Piece, Role};

/// Deeper brackets and longer keys are nothing that a file of ours holds; what is in them is left out.
const MAX_DEPTH: usize = 8;
const MAX_PARTS: usize = 8;

/// Tables of ours: in quotes, these alone are told from values of a list that is open.
const TABLES: [&str; 2] = ["interface", "accepted"];

/// Every piece of `text` in its order, and the gap at the cursor where a piece belongs.
pub(super) fn pieces(text: &str, cursor: usize) -> (Vec<Piece>, Option<Piece>) {
    let top = Level::new(ContainerKind::Table, Vec::new(), 0);
    let mut scan = Scan {
        text,
        cursor,
        at: 0,
        levels: vec![top],
        containers: 1,
        pieces: Vec::new(),
        gap: None,
        is_in_comment: false,
    };
    scan.run();
    (scan.pieces, scan.gap.filter(|_| !scan.is_in_comment))
}

struct Scan<'t> {
    text: &'t str,
    cursor: usize,
    at: usize,
    /// The tables and lists around `at`, from the outside; the first is that of the last header.
    levels: Vec<Level>,
    containers: usize,
    pieces: Vec<Piece>,
    gap: Option<Piece>,
    is_in_comment: bool,
}

struct Level {
    kind: ContainerKind,
    path: Vec<String>,
    container: usize,
    /// The parts of the key whose value comes.
    key: Vec<String>,
    expects: Expects,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
    Key,
    Equals,
    Value,
    /// Only what ends the entry.
    End,
}

impl Level {
    fn new(kind: ContainerKind, path: Vec<String>, container: usize) -> Self {
        let expects = if kind == ContainerKind::List { Expects::Value } else { Expects::Key };
        Self { kind, path, container, key: Vec::new(), expects }
    }

    fn value_path(&self) -> Vec<String> {
        [self.path.as_slice(), self.key.as_slice()].concat()
    }
}

impl Scan<'_> {
    fn run(&mut self) {
        while self.step().is_some() {}
        self.note_gap();
    }

    /// Reads one token; `None` at the end.
    fn step(&mut self) -> Option<()> {
        self.note_gap();
        let ch = self.peek()?;
        let level = self.levels.last_mut()?;
        match (ch, level.kind, level.expects) {
            ('\n', ..) => self.end_line(),
            ('#', ..) => self.skip_line(true),
            (ch, ..) if ch.is_whitespace() || ch == '\u{feff}' => self.at += ch.len_utf8(),
            ('=', _, Expects::Equals) => {
                level.expects = Expects::Value;
                self.at += 1;
            }
            (',', ContainerKind::Inline | ContainerKind::List, _) => {
                *level = Level::new(level.kind, std::mem::take(&mut level.path), level.container);
                self.at += 1;
            }
            (']', ContainerKind::Inline | ContainerKind::List, _) => {
                self.close(ContainerKind::List)
            }
            ('}', ContainerKind::Inline | ContainerKind::List, _) => {
                self.close(ContainerKind::Inline);
            }
            ('[', ContainerKind::Table | ContainerKind::TableOfList, Expects::Key) => self.header(),
            (_, _, Expects::Key) => self.key(),
            (_, _, Expects::Value) => self.value(ch),
            _ => self.skip_entry(),
        }
        Some(())
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// At the cursor, notes what belongs there.
    fn note_gap(&mut self) {
        let Some(level) = self.levels.last().filter(|_| self.at == self.cursor) else { return };
        let (role, path) = match level.expects {
            Expects::Key => (Role::Key, level.path.clone()),
            Expects::Value => (Role::Value, level.value_path()),
            Expects::Equals | Expects::End => return,
        };
        self.gap = Some(self.piece(role, path, self.at..self.at, None, false));
    }

    fn piece(
        &self,
        role: Role,
        path: Vec<String>,
        range: Range<usize>,
        quote: Option<char>,
        is_closed: bool,
    ) -> Piece {
        let level = self.levels.last();
        Piece {
            role,
            path,
            container: level.map_or(0, |level| level.container),
            container_kind: level.map_or(ContainerKind::Table, |level| level.kind),
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            run: range.clone(),
            range,
            quote,
            is_closed,
        }
    }

    /// The end of the line of `from`.
    fn line_end(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + rest.find('\n').unwrap_or(rest.len())
    }

    fn end_line(&mut self) {
        self.at += 1;
        let next = self.text.get(self.at..self.line_end(self.at)).unwrap_or_default();
        // A bracket that was left open costs its own entry, not those below it.
        if begins_entry(next) {
            self.levels.truncate(1);
        }
        if let [table] = self.levels.as_mut_slice() {
            (table.key, table.expects) = (Vec::new(), Expects::Key);
        }
    }

    fn skip_line(&mut self, is_comment: bool) {
        let end = self.line_end(self.at);
        self.is_in_comment |= is_comment && self.at < self.cursor && self.cursor <= end;
        self.at = end;
        if let Some(level) = self.levels.first_mut().filter(|_| !is_comment) {
            level.expects = Expects::End;
        }
    }

    /// Passes over what makes no sense where it stands.
    fn skip_entry(&mut self) {
        let rest = self.text.get(self.at..self.line_end(self.at)).unwrap_or_default();
        let is_table = self.levels.len() == 1;
        let ends = |ch: char| ch == '#' || (!is_table && matches!(ch, ',' | ']' | '}'));
        let length = rest.find(ends).unwrap_or(rest.len());
        let one = rest.chars().next().map_or(0, char::len_utf8);
        self.at += length.max(one);
        if let Some(level) = self.levels.last_mut() {
            level.expects = Expects::End;
        }
    }

    /// Leaves the innermost table or list of this kind, and what is open in it.
    fn close(&mut self, kind: ContainerKind) {
        self.at += 1;
        let Some(position) = self.levels.iter().rposition(|level| level.kind == kind) else {
            return;
        };
        self.levels.truncate(position.max(1));
        if let Some(around) = self.levels.last_mut() {
            around.expects = Expects::End;
        }
    }

    fn open(&mut self, kind: ContainerKind) {
        self.at += 1;
        if self.levels.len() >= MAX_DEPTH {
            return self.skip_line(false);
        }
        let path = self.levels.last().map(Level::value_path).unwrap_or_default();
        self.levels.push(Level::new(kind, path, self.containers));
        self.containers += 1;
    }

    fn header(&mut self) {
        let is_list = self.text.get(self.at..).is_some_and(|rest| rest.starts_with("[["));
        self.at += if is_list { 2 } else { 1 };
        let kind = if is_list { ContainerKind::TableOfList } else { ContainerKind::Table };
        self.levels = vec![Level::new(kind, Vec::new(), self.containers)];
        self.containers += 1;
        let path = self.dotted(Role::Header { is_list });
        let rest = self.text.get(self.at..self.line_end(self.at)).unwrap_or_default();
        self.at += rest.find('#').unwrap_or(rest.len());
        if let Some(table) = self.levels.first_mut() {
            (table.path, table.expects) = (path, Expects::End);
        }
    }

    fn key(&mut self) {
        let before = self.at;
        let key = self.dotted(Role::Key);
        if self.at == before {
            return self.skip_entry();
        }
        if let Some(level) = self.levels.last_mut() {
            (level.key, level.expects) = (key, Expects::Equals);
        }
    }

    /// Reads the parts of a key with dots, and adds each as a piece.
    fn dotted(&mut self, role: Role) -> Vec<String> {
        let mut path = self.levels.last().map(|level| level.path.clone()).unwrap_or_default();
        let (depth, first, mut run) = (path.len(), self.pieces.len(), self.at);
        loop {
            if self.skip_blanks() {
                run = self.at;
            }
            let piece = match self.peek() {
                Some(quote @ ('"' | '\'')) => self.quoted(role, path.clone(), quote),
                _ => self.bare(role, path.clone(), ends_key),
            };
            if piece.quote.is_some() {
                run = self.at;
            }
            path.push(piece.name());
            self.pieces.push(piece);
            if !self.next_is_dot() || path.len() >= depth + MAX_PARTS {
                break;
            }
            if self.skip_blanks() {
                run = self.at;
            }
            self.at += 1;
            if run == self.at - 1 {
                run = self.at;
            }
        }
        let end = self.at;
        for piece in self.pieces.iter_mut().skip(first) {
            if piece.quote.is_none() && piece.range.start >= run {
                piece.run = run..end;
            }
        }
        path.split_off(depth)
    }

    /// Passes over the spaces around the parts of a key; not over the cursor, where nothing follows on the line: what
    /// is typed there is a part. Whether there were any.
    /// Source: TOML 1.0.0, "Keys": spaces around dots are ignored.
    fn skip_blanks(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let behind = rest.trim_start_matches(BLANKS);
        let end = self.at + rest.len() - behind.len();
        let is_empty = behind.is_empty() || behind.starts_with(['\r', '\n', ']', '#']);
        let before = self.at;
        self.at = if is_empty && (before..end).contains(&self.cursor) { self.cursor } else { end };
        self.at != before
    }

    fn next_is_dot(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.trim_start_matches(BLANKS).starts_with('.')
    }

    fn value(&mut self, ch: char) {
        let path = self.levels.last().map(Level::value_path).unwrap_or_default();
        let piece = match ch {
            '[' => return self.open(ContainerKind::List),
            '{' => return self.open(ContainerKind::Inline),
            '"' | '\'' => self.quoted(Role::Value, path, ch),
            _ => self.bare(Role::Value, path, ends_value),
        };
        if piece.whole().is_empty() {
            return self.skip_entry();
        }
        self.pieces.push(piece);
        if let Some(level) = self.levels.last_mut() {
            level.expects = Expects::End;
        }
    }

    fn bare(&mut self, role: Role, path: Vec<String>, ends: fn(char) -> bool) -> Piece {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at;
        self.at += rest.find(ends).unwrap_or(rest.len());
        self.piece(role, path, start..self.at, None, false)
    }

    /// A string from its quote on, at most up to the end of its line.
    fn quoted(&mut self, role: Role, path: Vec<String>, quote: char) -> Piece {
        let start = self.at + 1;
        let rest = self.text.get(self.at..).unwrap_or_default();
        let several: String = std::iter::repeat_n(quote, 3).collect();
        if rest.starts_with(&several) {
            return self.long_string(role, path, &several);
        }
        let line = self.text.get(start..self.line_end(start)).unwrap_or_default();
        let mut is_escaped = false;
        let is_end = |(_, ch): &(usize, char)| {
            let ends = *ch == quote && !is_escaped;
            is_escaped = *ch == '\\' && quote == '"' && !is_escaped;
            ends
        };
        let end = line.char_indices().find(is_end).map(|(at, _)| at);
        let content = start..start + end.unwrap_or(line.trim_end().len());
        self.at = content.end + usize::from(end.is_some());
        self.piece(role, path, content, Some(quote), end.is_some())
    }

    /// A string in three quotes holds no name.
    fn long_string(&mut self, role: Role, path: Vec<String>, quotes: &str) -> Piece {
        let start = self.at + quotes.len();
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(quotes).map_or(rest.len(), |at| at + quotes.len());
        self.at = start + length;
        let range = self.at..self.at;
        Piece { is_closed: true, ..self.piece(role, path, range, None, true) }
    }
}

/// What counts as white space inside of a line of TOML.
const BLANKS: [char; 2] = [' ', '\t'];

fn ends_key(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, '=' | ',' | '}' | ']' | '"' | '\'' | '.')
}

fn ends_value(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, ',' | ']' | '}')
}

/// Whether what stands behind the brackets at the start of a line is the name of a table, and no list in a list.
fn is_name_of_table(behind: &str) -> bool {
    let name = behind.trim_start_matches(BLANKS);
    let is_bare = name.starts_with(|ch: char| ch.is_ascii_alphabetic());
    // A string alone may be the only value of a list.
    let is_quoted = || {
        let quote = name.chars().next().filter(|ch| matches!(ch, '"' | '\''));
        let inner = quote.and_then(|quote| name.get(1..)?.split_once(quote));
        inner.is_some_and(|(name, behind)| {
            TABLES.contains(&name) && behind.trim_start_matches(BLANKS).starts_with([']', '.'])
        })
    };
    name.contains(']') && (is_bare || is_quoted())
}

/// Whether a line is the first of an entry or a header, wherever it stands.
fn begins_entry(line: &str) -> bool {
    if let Some(header) = line.strip_prefix('[') {
        return is_name_of_table(header.strip_prefix('[').unwrap_or(header));
    }
    let line = line.trim_start();
    let behind = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => line.get(1..).and_then(|rest| rest.split_once(quote)),
        _ => {
            let is_part = |ch: char| ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.');
            let end = line.find(|ch| !is_part(ch)).unwrap_or(line.len());
            line.split_at_checked(end).filter(|_| end > 0)
        }
    };
    behind.is_some_and(|(_, behind)| behind.trim_start().starts_with('='))
}
