//! The lines of a Markdown file in which a mention counts: not in fenced code, code spans or HTML
//! comments.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use crate::mention::{Candidate, Form, Syntax};

const COMMENT_OPEN: &[u8] = b"<!--";
const COMMENT_CLOSE: &[u8] = b"-->";

/// Calls `found` with the candidate mentions of a Markdown text, in order.
pub(crate) fn candidates<'a>(text: &'a str, found: &mut impl FnMut(Candidate<'a>)) {
    let own_name = title_start(text);
    let mut mention = |candidate: Candidate<'a>| {
        let is_own = Some(candidate.range.start() as usize) == own_name
            && matches!(candidate.form, Form::Numbered { .. });
        if !is_own {
            found(candidate);
        }
    };
    prose(text, &mut |region| {
        crate::mention::candidates(text, region, Syntax::Markdown, &mut mention)
    });
}

/// Where the text of the first heading of the first level begins: a number there is the page's own name, not
/// that of another one.
fn title_start(text: &str) -> Option<usize> {
    let mut is_front_matter = text.lines().next()?.trim_end() == "---";
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if is_front_matter {
            is_front_matter = number == 0 || line.trim_end() != "---";
        } else if fence_of(line).is_some() {
            return None;
        } else if let Some(title) = line.strip_prefix("# ") {
            return Some(start + line.len() - title.trim_start().len());
        }
        start += line.len();
    }
    None
}

/// Whether a mention would count at byte `at`.
pub(crate) fn is_prose_at(text: &str, at: usize) -> bool {
    let mut is_prose = false;
    prose(text, &mut |region| is_prose |= region.contains(&at));
    is_prose
}

/// Calls `found` with each part of the text in which a mention counts, in order.
fn prose(text: &str, found: &mut impl FnMut(Range<usize>)) {
    let mut fence = None;
    let mut block = 0..0;
    let mut comment_end = 0;
    for line in text.split_inclusive('\n') {
        let range = block.end..block.end + line.len();
        let marker = line.trim_start_matches([' ', '\t', '>']);
        let mark = fence_of(marker);
        if fence.is_none() && mark.is_none() && !marker.trim().is_empty() {
            block.end = range.end;
            continue;
        }
        if fence.is_none() {
            comment_end = prose_of(text, &block, comment_end, found);
        }
        block = range.end..range.end;
        fence = match (fence, mark) {
            _ if range.start < comment_end => None,
            (None, opened) => opened,
            (Some(open), Some(close)) if close.closes(open, marker) => None,
            (open, _) => open,
        };
    }
    if fence.is_none() {
        prose_of(text, &block, comment_end, found);
    }
}

#[derive(Clone, Copy)]
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// Source: CommonMark 0.31, "Fenced code blocks".
    fn closes(self, open: Self, line: &str) -> bool {
        self.mark == open.mark
            && self.length >= open.length
            && line.trim_start_matches(self.mark).trim().is_empty()
    }
}

fn fence_of(line: &str) -> Option<Fence> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    let is_span = mark == '`' && info.contains('`');
    (length >= 3 && !is_span).then_some(Fence { mark, length })
}

/// Calls `prose` with the parts of a block of lines that are neither code spans nor HTML comments,
/// but none before `from`. Returns where an HTML comment ends that goes on behind the block, else
/// `from`.
fn prose_of(
    text: &str,
    block: &Range<usize>,
    from: usize,
    prose: &mut impl FnMut(Range<usize>),
) -> usize {
    let bytes = text.as_bytes();
    let mut start = block.start.max(from);
    let mut at = start;
    while let Some(part) = bytes.get(at..block.end)
        && let Some(hit) = memchr2(b'`', b'<', part).map(|to| at + to)
    {
        let rest = bytes.get(hit..).unwrap_or_default();
        let skipped = if rest.starts_with(COMMENT_OPEN) {
            Ok(memmem::find(rest, COMMENT_CLOSE).map_or(text.len(), |to| hit + to + 3))
        } else {
            code_span(bytes, hit, block.end)
        };
        match skipped {
            Ok(end) => {
                prose(start..hit);
                start = end;
                at = end;
            }
            Err(end) => at = end,
        }
    }
    if start < block.end {
        prose(start..block.end);
    }
    start.max(from)
}

/// The end of the code span that begins at `open`; as an error, the end of what begins none.
fn code_span(bytes: &[u8], open: usize, block_end: usize) -> Result<usize, usize> {
    let run = |from: usize| {
        let rest = bytes.get(from..block_end).unwrap_or_default();
        rest.iter().take_while(|&&byte| byte == b'`').count()
    };
    let length = run(open);
    if length == 0 {
        return Err(open + 1);
    }
    let mut at = open + length;
    while let Some(tick) = memchr(b'`', bytes.get(at..block_end).unwrap_or_default()) {
        let close = at + tick;
        at = close + run(close);
        if at - close == length {
            return Ok(at);
        }
    }
    Err(open + length)
}
