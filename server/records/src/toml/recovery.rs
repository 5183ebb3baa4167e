//! Reading on after a syntax error.
//!
//! TOML has no grammar for broken files, and a file is broken at almost every keystroke. So what is
//! broken is replaced by spaces of the same length, which keeps every other range true, until the rest
//! parses.

use boundstone_model::{Problem, Rule};
use boundstone_text::{LineIndex, TextRange};
use toml_edit::Document;

use super::parse_strictly;

mod conflict;
mod cut;

/// Larger files are not written by hand, and each attempt costs the length of the text.
const MAX_TEXT_BYTES: usize = 1 << 20;
/// The bytes that all attempts on one text may parse together.
const ATTEMPT_BYTES: usize = 16 << 20;
/// The attempts on a short text; every broken place takes up to seven.
const MAX_ATTEMPTS: usize = 256;

pub(super) struct Recovered {
    /// `None` only when nothing at all could be read.
    pub document: Option<Document<String>>,
    pub problems: Vec<Problem>,
    /// The value tokens that were taken out and stand in the document as a number.
    pub unread: Vec<TextRange>,
}

pub(super) fn parse(text: &str) -> Recovered {
    let mut found = Recovered { document: None, problems: Vec::new(), unread: Vec::new() };
    if text.len() > MAX_TEXT_BYTES {
        let message = format!("the file is larger than {MAX_TEXT_BYTES} bytes, and is not read");
        found.problems.push(malformed(TextRange::empty(0), message, "split the file"));
        return found;
    }
    let mut error = match parse_strictly(text) {
        Ok(document) => return Recovered { document: Some(document), ..found },
        Err(error) => error,
    };
    let index = LineIndex::new(text);
    let mut rest = text.to_owned();
    let mut attempts = (ATTEMPT_BYTES / text.len().max(1)).clamp(8, MAX_ATTEMPTS);
    if conflict::cut(text, &index, &mut rest, &mut found.problems) {
        match parse_strictly(&rest) {
            Ok(document) => return Recovered { document: Some(document), ..found },
            Err(next) => error = next,
        }
    }
    loop {
        let (at, message) = &error;
        found.problems.push(malformed(
            shown_range(text, &index, *at),
            format!("not TOML: {message}"),
            "the rest of the file is still read; correct this line",
        ));
        let Some(best) = best_cut(&rest, &index, *at, &mut attempts) else {
            found.problems.push(malformed(
                shown_range(text, &index, *at),
                "what follows could not be read either",
                "correct the errors above first",
            ));
            found.document = read_up_to(&rest, &index, *at);
            return found;
        };
        rest = best.text;
        found.unread.extend(best.unread);
        match best.outcome {
            Ok(document) => return Recovered { document: Some(document), ..found },
            Err(next) => error = next,
        }
    }
}

/// One way to take out a broken place, tried.
struct Tried {
    text: String,
    unread: Option<TextRange>,
    outcome: Result<Document<String>, (TextRange, String)>,
}

/// The smallest cut after which most of the text parses; `None` when no cut moves the error on.
fn best_cut(text: &str, index: &LineIndex, at: TextRange, attempts: &mut usize) -> Option<Tried> {
    let mut best: Option<(u32, Tried)> = None;
    for cut in cut::around(text, index, at.start()) {
        *attempts = attempts.checked_sub(1)?;
        let text = cut.apply(text);
        let outcome = parse_strictly(&text);
        let reached = match &outcome {
            Ok(_) => return Some(Tried { text, unread: cut.unread(), outcome }),
            // An error before the cut is one of another kind, which the parser looks for once the
            // structure is sound.
            Err((next, _)) if next.start() < cut.start() => u32::MAX,
            Err((next, _)) => next.start(),
        };
        let is_further =
            reached > at.start() && best.as_ref().is_none_or(|(far, _)| reached > *far);
        if is_further {
            best = Some((reached, Tried { text, unread: cut.unread(), outcome }));
        }
    }
    best.map(|(_, tried)| tried)
}

/// What stands before the line of an error that nothing helps against.
fn read_up_to(text: &str, index: &LineIndex, at: TextRange) -> Option<Document<String>> {
    let line = index.line_range(text, index.line_of(at.start()));
    parse_strictly(TextRange::new(0, line.start()).slice(text)).ok()
}

/// The range of an error, or its line when the error is at a single point.
fn shown_range(text: &str, index: &LineIndex, at: TextRange) -> TextRange {
    if !at.is_empty() && !at.slice(text).trim().is_empty() {
        return at;
    }
    cut::trimmed(text, index.line_range(text, index.line_of(at.start())))
}

fn malformed(range: TextRange, message: impl Into<String>, help: &str) -> Problem {
    Problem::new(Rule::ConfigMalformed, range, message, help)
}
