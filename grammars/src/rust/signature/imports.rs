//! What attributes say of imports: that what they bring is for no reader of the documentation, when it is compiled, and
//! when a module is taken from which file.

use boundstone_text::TextRange;

use super::Name;
use super::condition::{all_of, condition};
use super::token::Tokens;
use crate::rust::token::{Delimiter, Form};

/// The imports of a file that attributes say something of, in order.
#[derive(Default)]
pub(super) struct Imports {
    /// What is deprecated as well is kept for those who use it.
    pub hidden: Vec<TextRange>,
    pub conditions: Vec<(TextRange, Name)>,
    /// The paths that `#[cfg_attr(…, path = "…")]` states, each with its condition.
    pub files: Vec<(Name, Name)>,
}

impl Imports {
    pub fn of(tokens: &Tokens<'_>) -> Self {
        let mut found = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            let (mut is_hidden, mut is_deprecated) = (false, false);
            let mut conditions = Vec::new();
            while is_attribute(tokens, at) {
                is_hidden |= hides(tokens, at);
                is_deprecated |= tokens.slice(at + 2) == "deprecated";
                found.files.extend(file_under_condition(tokens, at));
                if tokens.slice(at + 2) == "cfg" {
                    let inside = (at + 4, tokens.closing(at + 3));
                    conditions.extend(condition(tokens, inside).parts("all"));
                }
                at = tokens.closing(at + 1) + 1;
            }
            let import =
                if is_hidden || !conditions.is_empty() { import_at(tokens, at) } else { None };
            if let Some(import) = import {
                found.hidden.extend((is_hidden && !is_deprecated).then_some(import));
                found.conditions.extend(all_of(conditions).map(|it| (import, it.into())));
            }
            at += 1;
        }
        found
    }
}

/// What `#[cfg_attr(unix, path = "unix.rs")]` says that stands at `at`: the path and the condition.
fn file_under_condition(tokens: &Tokens<'_>, at: usize) -> Option<(Name, Name)> {
    if tokens.slice(at + 2) != "cfg_attr" {
        return None;
    }
    let entries = tokens.entries(at + 4, tokens.closing(at + 3));
    let (first, given) = entries.split_first()?;
    let stated = |(from, to): &(usize, usize)| {
        let is_path = tokens.slice(*from) == "path" && tokens.is(from + 1, b'=') && *to == from + 3;
        is_path.then(|| tokens.slice(from + 2).trim_matches('"'))
    };
    let path = given.iter().find_map(stated)?;
    Some((path.into(), all_of(condition(tokens, *first).parts("all"))?.into()))
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
