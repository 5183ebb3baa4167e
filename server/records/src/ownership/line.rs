//! The lines of an ownership file that say something, and the words in them.

use boundstone_model::Problem;
use boundstone_text::{LineIndex, TextRange};

use super::fault::Fault;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What both forges take as white space in a line. Wider Unicode spaces are part of a word.
pub(super) fn is_space(ch: char) -> bool {
    matches!(ch, ' ' | '\t' | '\r' | '\n' | '\u{b}' | '\u{c}')
}

/// A piece of the file that knows where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span<'t> {
    pub(super) text: &'t str,
    start: u32,
}

impl<'t> Span<'t> {
    pub(super) fn range(self) -> TextRange {
        TextRange::new(self.start, self.start + self.text.len() as u32)
    }

    /// The piece between two byte offsets of this one.
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        Self { text, start: self.start + from as u32 }
    }

    pub(super) fn from(self, from: usize) -> Self {
        self.part(from, self.text.len())
    }

    pub(super) fn trimmed(self) -> Self {
        let without_start = self.text.trim_start_matches(is_space);
        let before = self.text.len() - without_start.len();
        self.part(before, before + without_start.trim_end_matches(is_space).len())
    }

    pub(super) fn words(self) -> impl Iterator<Item = Self> {
        let mut rest = self.trimmed();
        std::iter::from_fn(move || {
            if rest.text.is_empty() {
                return None;
            }
            let end = rest.text.find(is_space).unwrap_or(rest.text.len());
            let word = rest.part(0, end);
            rest = rest.from(end).trimmed();
            Some(word)
        })
    }

    /// The pattern at the start, which ends at the first white space that no backslash stands
    /// before, and what follows it.
    pub(super) fn pattern_and_rest(self) -> (Self, Self) {
        let mut is_escaped = false;
        for (at, ch) in self.text.char_indices() {
            if is_space(ch) && !is_escaped {
                return (self.part(0, at), self.from(at).trimmed());
            }
            is_escaped = ch == '\\';
        }
        (self, self.from(self.text.len()))
    }
}

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// 1-based.
    pub(super) number: u32,
    pub(super) content: Span<'t>,
}

/// The lines that are neither blank nor comments. The marks of a merge conflict are left out: the
/// first is a problem, and the rules on both sides count, as they would for the forge.
pub(super) fn lines<'t>(text: &'t str, problems: &mut Vec<Problem>) -> Vec<Line<'t>> {
    let index = LineIndex::new(text);
    let mut is_in_conflict = false;
    let mut lines = Vec::new();
    for number in 0..index.line_count() {
        let content = content(text, index.line_range(text, number));
        if content.text.is_empty() || content.text.starts_with('#') {
            continue;
        }
        if let Some(nul) = content.text.find('\0') {
            problems.push(Fault::Nul.at(content.part(nul, nul + 1).range()));
            continue;
        }
        match ConflictMark::of(content.text) {
            Some(ConflictMark::Start) => is_in_conflict = true,
            Some(ConflictMark::Middle) if is_in_conflict => continue,
            Some(ConflictMark::End) if is_in_conflict => {
                is_in_conflict = false;
                continue;
            }
            Some(ConflictMark::End) => {}
            _ => {
                lines.push(Line { number: number + 1, content });
                continue;
            }
        }
        problems.push(Fault::Conflict.at(content.range()));
    }
    lines
}

fn content(text: &str, range: TextRange) -> Span<'_> {
    let line = Span { text: range.slice(text), start: range.start() };
    let mark = match range.start() {
        0 if line.text.starts_with(BYTE_ORDER_MARK) => BYTE_ORDER_MARK.len_utf8(),
        _ => 0,
    };
    line.from(mark).trimmed()
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ConflictMark {
    Start,
    Middle,
    End,
}

impl ConflictMark {
    fn of(line: &str) -> Option<Self> {
        let is = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        match () {
            () if is("<<<<<<<") => Some(Self::Start),
            () if is("|||||||") || line == "=======" => Some(Self::Middle),
            () if is(">>>>>>>") => Some(Self::End),
            () => None,
        }
    }
}
