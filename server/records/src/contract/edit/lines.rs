//! The lines around a place of a text.

/// What ends the lines of a text.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where the line of a place begins.
pub(super) fn start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
}

/// Where its text ends, before the line break.
pub(super) fn end(text: &str, at: usize) -> usize {
    let line = text.get(at..).unwrap_or_default().split('\n').next().unwrap_or_default();
    at + line.trim_end_matches('\r').len()
}

/// Where the next line begins, or the text ends.
pub(super) fn next(text: &str, at: usize) -> usize {
    let found = text.get(at..).and_then(|behind| behind.find('\n'));
    found.map_or(text.len(), |found| at + found + 1)
}

/// The white space with which the line of a place begins, where nothing else stands before the place.
pub(super) fn indent(text: &str, at: usize) -> Option<&str> {
    text.get(start(text, at)..at).filter(|before| before.trim().is_empty())
}

/// Where the comments directly above the line that begins at a place begin.
pub(super) fn comments_above(text: &str, line: usize) -> usize {
    let mut first = line;
    while let Some(above) = first.checked_sub(1).map(|at| start(text, at)) {
        let is_comment = text.get(above..first).is_some_and(|it| it.trim_start().starts_with('#'));
        if !is_comment {
            break;
        }
        first = above;
    }
    first
}
