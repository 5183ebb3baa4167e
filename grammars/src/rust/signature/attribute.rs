//! What the attributes of an item promise, and under which condition it is compiled.

use super::Name;

use super::bound::sorted;
use super::callable::unraw;
use super::condition::{all_of, condition};
use super::reader::Reader;
use crate::rust::token::{Delimiter, Form};

/// Attributes in attributes are read so deep.
const MOST_DEPTH: u32 = 8;

#[derive(Default)]
pub(super) struct Attributes {
    marks: Vec<String>,
    /// The parts of `all(…)`.
    conditions: Vec<String>,
    /// `#[doc(hidden)]`
    pub is_hidden: bool,
    /// `#![no_std]`: the condition under which it stands there, empty for none.
    pub without_std: Option<String>,
    /// `#[from]`, of a field: a derive makes the type of it.
    pub is_from: bool,
}

impl Attributes {
    /// Those that stand from `from` on, for what comes behind them.
    pub fn before(reader: &Reader<'_, '_>, from: usize) -> Self {
        Self::read(reader, from, false)
    }

    /// Those that stand from `from` on, for what they stand in.
    pub fn inside(reader: &Reader<'_, '_>, from: usize) -> Self {
        Self::read(reader, from, true)
    }

    fn read(reader: &Reader<'_, '_>, from: usize, is_inner: bool) -> Self {
        let mut attributes = Self::default();
        let end = reader.end;
        let mut at = from;
        while at < end && reader.file.tokens.is(at, b'#') {
            at += 1;
            if reader.file.tokens.is(at, b'!') != is_inner {
                break;
            }
            at += usize::from(is_inner);
            if reader.file.tokens.form(at) != Some(Form::Open(Delimiter::Bracket)) {
                break;
            }
            let close = reader.file.tokens.closing(at).min(end);
            attributes.add(reader, (at + 1, close), None, 0);
            at = close + 1;
        }
        attributes
    }

    fn add(
        &mut self,
        reader: &Reader<'_, '_>,
        (from, to): (usize, usize),
        under: Option<&str>,
        depth: u32,
    ) {
        if depth >= MOST_DEPTH {
            return;
        }
        let tokens = &reader.file.tokens;
        let given = matches!(tokens.form(from + 1), Some(Form::Open(_)) if from + 1 < to);
        let arguments = (from + 2, if given { tokens.closing(from + 1).min(to) } else { from + 2 });
        let name = tokens.word(from).filter(|_| from < to).unwrap_or_default();
        let marks: Vec<String> = match name {
            "unsafe" if given => return self.add(reader, arguments, under, depth + 1),
            "cfg" if under.is_none() => {
                self.conditions.extend(condition(tokens, arguments).parts("all"));
                return;
            }
            "cfg" => {
                let own = condition(tokens, arguments).parts("any");
                self.conditions.push(implied(under.unwrap_or_default(), own));
                return;
            }
            "cfg_attr" if given => return self.conditional(reader, arguments, under, depth),
            "doc" => {
                let is_hidden = tokens.word(arguments.0) == Some("hidden");
                self.is_hidden |= under.is_none() && given && is_hidden;
                return;
            }
            "from" if under.is_none() && from + 1 == to => {
                self.is_from = true;
                return;
            }
            "no_std" => {
                self.without_std = Some(under.unwrap_or_default().to_owned());
                return;
            }
            "deprecated" if under.is_some() => return,
            "must_use"
            | "deprecated"
            | "non_exhaustive"
            | "no_mangle"
            | "macro_export"
            | "proc_macro"
            | "proc_macro_attribute" => vec![name.to_owned()],
            "async_trait" => {
                let is_local = (from..to).any(|at| tokens.word(at) == Some("Send"));
                vec![format!("async_trait{}", if is_local { "(?Send)" } else { "" })]
            }
            "repr" | "proc_macro_derive" => vec![listed(reader, name, arguments)],
            "target_feature" => vec![features(reader, arguments)],
            "export_name" => {
                let value =
                    if tokens.is(from + 1, b'=') { unraw(tokens.slice(from + 2)) } else { "" };
                vec![format!("export_name = \"{value}\"")]
            }
            "derive" => derives(reader, arguments),
            _ => return,
        };
        self.marks.extend(marks.into_iter().map(|mark| match under {
            Some(under) => format!("cfg_attr({under}, {mark})"),
            None => mark,
        }));
    }

    /// `cfg_attr(condition, attribute, …)`
    fn conditional(
        &mut self,
        reader: &Reader<'_, '_>,
        (from, to): (usize, usize),
        under: Option<&str>,
        depth: u32,
    ) {
        let entries = reader.file.tokens.entries(from, to);
        let Some((first, attributes)) = entries.split_first() else { return };
        let own = condition(&reader.file.tokens, *first).parts("all");
        let around = under.map(str::to_owned);
        let Some(condition) = all_of(around.into_iter().chain(own).collect()) else { return };
        for entry in attributes {
            self.add(reader, *entry, Some(&condition), depth + 1);
        }
    }

    /// Sorted, with what else is to be said.
    pub fn marks(&self, more: impl IntoIterator<Item = String>) -> Box<[Name]> {
        sorted(self.marks.iter().cloned().chain(more).collect())
    }

    /// The same of an item: one that is exported by its own name is one that is not mangled.
    pub fn marks_of(&self, name: &str, more: impl IntoIterator<Item = String>) -> Box<[Name]> {
        let own = format!("export_name = \"{name}\"");
        let marks = self.marks.iter().map(|mark| match *mark == own {
            true => "no_mangle".to_owned(),
            false => mark.clone(),
        });
        sorted(marks.chain(more).collect())
    }

    /// Those of a member that is no item: its condition is said with it.
    pub fn marks_of_member(&self) -> Box<[Name]> {
        let condition = self.condition().map(|condition| format!("cfg({condition})"));
        let hidden = self.is_hidden.then(|| "doc(hidden)".to_owned());
        self.marks(condition.into_iter().chain(hidden))
    }

    /// The condition of all its `cfg`s.
    pub fn condition(&self) -> Option<String> {
        all_of(self.conditions.clone())
    }

    /// The parts of the condition.
    pub fn conditions(self) -> Vec<String> {
        self.conditions
    }
}

/// What is asked for where `when` holds, one of `parts`: `any(not(when), …)`.
fn implied(when: &str, mut parts: Vec<String>) -> String {
    let opposite = when.strip_prefix("not(").and_then(|it| it.strip_suffix(')'));
    parts.push(opposite.map_or_else(|| format!("not({when})"), str::to_owned));
    parts.sort_unstable();
    parts.dedup();
    format!("any({})", parts.join(", "))
}

/// `repr(C, align(8))`, with what is listed sorted.
fn listed(reader: &Reader<'_, '_>, name: &str, (from, to): (usize, usize)) -> String {
    let entries = reader.file.tokens.entries(from, to);
    let mut all: Vec<String> =
        entries.into_iter().map(|(from, to)| plain(reader, from, to)).collect();
    all.sort_unstable();
    format!("{name}({})", all.join(", "))
}

/// The tokens as they stand.
fn plain(reader: &Reader<'_, '_>, from: usize, to: usize) -> String {
    let tokens = &reader.file.tokens;
    let mut text = String::new();
    for at in from..to {
        text += tokens.slice(at);
        if tokens.is(at, b',') {
            text.push(' ');
        }
    }
    text
}

/// `target_feature(enable = "a,b")` as `target_feature(a, b)`.
fn features(reader: &Reader<'_, '_>, (from, to): (usize, usize)) -> String {
    let tokens = &reader.file.tokens;
    let literals = (from..to).filter(|at| tokens.form(*at) == Some(Form::Text));
    let mut features: Vec<&str> =
        literals.flat_map(|at| unraw(tokens.slice(at)).split(',').map(str::trim)).collect();
    features.sort_unstable();
    format!("target_feature({})", features.join(", "))
}

/// A mark for each trait that is derived; those of the standard library by their names alone.
fn derives(reader: &Reader<'_, '_>, (from, to): (usize, usize)) -> Vec<String> {
    let tokens = &reader.file.tokens;
    let mark = |(from, to): (usize, usize)| {
        let is_global = tokens.form(from) == Some(Form::PathSeparator);
        let names: Vec<&str> = (from..to).filter_map(|at| tokens.word(at)).collect();
        let path = reader.file.paths.written(reader.context.scope, is_global, &names);
        let is_standard = path.first() == Some(&"std");
        let path = if is_standard { path.last().copied()?.to_owned() } else { path.join("::") };
        Some(format!("derive({path})"))
    };
    tokens.entries(from, to).into_iter().filter_map(mark).collect()
}
