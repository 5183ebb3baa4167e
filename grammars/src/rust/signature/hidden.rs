//! Imports with `#[doc(hidden)]`: what they bring is for no reader of the documentation.

use boundstone_text::TextRange;

use super::token::Tokens;
use crate::rust::token::{Delimiter, Form};

/// The imports of a file that documentation hides, in order.
pub(super) fn hidden_imports(tokens: &Tokens<'_>) -> Box<[TextRange]> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if hides(tokens, at)
            && let Some(range) = import_behind(tokens, at)
        {
            found.push(range);
        }
    }
    found.into()
}

/// Whether `#[doc(hidden)]` stands at `at`.
fn hides(tokens: &Tokens<'_>, at: usize) -> bool {
    let words = ["#", "[", "doc", "(", "hidden"];
    words.iter().enumerate().all(|(place, word)| tokens.slice(at + place) == *word)
}

/// The import that the attribute at `at` belongs to.
fn import_behind(tokens: &Tokens<'_>, at: usize) -> Option<TextRange> {
    let mut at = at;
    while tokens.is(at, b'#') && tokens.form(at + 1) == Some(Form::Open(Delimiter::Bracket)) {
        at = tokens.closing(at + 1) + 1;
    }
    let start = tokens.get(at)?.start;
    if tokens.slice(at) == "pub" {
        at += 1;
        if tokens.form(at) == Some(Form::Open(Delimiter::Parenthesis)) {
            at = tokens.closing(at) + 1;
        }
    }
    let is_crate = tokens.slice(at) == "extern" && tokens.slice(at + 1) == "crate";
    if tokens.slice(at) != "use" && !is_crate {
        return None;
    }
    let end = (at..tokens.len()).find(|at| tokens.is(*at, b';'))?;
    Some(TextRange::new(start, tokens.get(end)?.end))
}
