//! Conditions of `cfg`, normalised.

use super::token::Tokens;
use crate::rust::token::Form;

/// Deeper conditions are kept as they are written.
const MOST_DEPTH: u32 = 32;

/// A condition, with what an `all` or `any` is of.
pub(super) struct Condition {
    word: &'static str,
    /// Sorted; for any other condition it alone.
    parts: Vec<String>,
}

impl Condition {
    fn one(text: String) -> Self {
        Self { word: "", parts: vec![text] }
    }

    /// What it is a list of under `word`: itself, where it is none.
    pub fn parts(self, word: &str) -> Vec<String> {
        if self.word == word { self.parts } else { vec![self.text()] }
    }

    fn text(self) -> String {
        match self.word {
            "" => self.parts.into_iter().next().unwrap_or_default(),
            word => format!("{word}({})", self.parts.join(", ")),
        }
    }
}

/// The condition between two tokens. Source: The Rust Reference, "Conditional compilation".
pub(super) fn condition(tokens: &Tokens<'_>, range: (usize, usize)) -> Condition {
    read(tokens, range, 0)
}

fn read(tokens: &Tokens<'_>, (from, mut to): (usize, usize), depth: u32) -> Condition {
    if to > from && tokens.is(to - 1, b',') {
        to -= 1;
    }
    let is_list = matches!(tokens.form(from + 1), Some(Form::Open(_))) && from + 1 < to;
    let word = match tokens.slice(from) {
        "all" => "all",
        "any" => "any",
        "not" => "not",
        _ => "",
    };
    if !is_list || word.is_empty() || depth >= MOST_DEPTH {
        return Condition::one(written(tokens, from, to));
    }
    let close = tokens.closing(from + 1).min(to);
    let entries = tokens.entries(from + 2, close);
    let mut parts: Vec<String> =
        entries.into_iter().flat_map(|entry| read(tokens, entry, depth + 1).parts(word)).collect();
    if word == "not" {
        return Condition::one(format!("not({})", parts.join(", ")));
    }
    parts.sort_unstable();
    parts.dedup();
    match parts.len() {
        1 => Condition::one(parts.remove(0)),
        _ => Condition { word, parts },
    }
}

/// `feature = "x"`, with a space on each side of the sign.
fn written(tokens: &Tokens<'_>, from: usize, to: usize) -> String {
    let mut text = String::new();
    for at in from..to {
        match tokens.slice(at) {
            "=" => text += " = ",
            "," => text += ", ",
            other => text += other,
        }
    }
    text
}

/// Whether a normalised condition holds in tests alone.
pub(super) fn is_of_tests(condition: &str) -> bool {
    let Some(list) = condition.strip_prefix("all(") else { return condition == "test" };
    let mut depth = 0_u32;
    let parts = list.trim_end_matches(')').split(|ch: char| {
        match ch {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        ch == ',' && depth == 0
    });
    parts.into_iter().any(|part| part.trim() == "test")
}

/// A condition that is said again for each of many items: none, where that would be longer than anybody writes.
pub(super) fn of_all(parts: Vec<String>) -> Vec<String> {
    const MOST_BYTES: usize = 1_024;
    let bytes: usize = parts.iter().map(String::len).sum();
    if bytes > MOST_BYTES { Vec::new() } else { parts }
}

/// All of several conditions at once; `None` for none.
pub(super) fn all_of(mut parts: Vec<String>) -> Option<String> {
    parts.sort_unstable();
    parts.dedup();
    match parts.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("all({})", several.join(", "))),
    }
}
