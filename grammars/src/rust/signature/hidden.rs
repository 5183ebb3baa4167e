//! Imports with `#[doc(hidden)]`: what they bring is for no reader of the documentation.

use boundstone_text::TextRange;

use super::token::Tokens;
use crate::rust::token::{Delimiter, Form};

/// The imports of a file that documentation hides, in order. What is deprecated as well is kept for those who use it.
pub(super) fn hidden_imports(tokens: &Tokens<'_>) -> Box<[TextRange]> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (mut is_hidden, mut is_deprecated) = (false, false);
        while is_attribute(tokens, at) {
            is_hidden |= hides(tokens, at);
            is_deprecated |= tokens.slice(at + 2) == "deprecated";
            at = tokens.closing(at + 1) + 1;
        }
        if is_hidden && !is_deprecated {
            found.extend(import_at(tokens, at));
        }
        at += 1;
    }
    found.into()
}

fn is_attribute(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, b'#') && tokens.form(at + 1) == Some(Form::Open(Delimiter::Bracket))
}

/// Whether `#[doc(hidden)]` stands at `at`.
fn hides(tokens: &Tokens<'_>, at: usize) -> bool {
    let words = ["#", "[", "doc", "(", "hidden"];
    words.iter().enumerate().all(|(place, word)| tokens.slice(at + place) == *word)
}

/// The import that stands at `at`.
fn import_at(tokens: &Tokens<'_>, mut at: usize) -> Option<TextRange> {
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
