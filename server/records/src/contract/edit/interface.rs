//! `[interface]`, the closed list of what is offered.

use std::ops::Range;

use boundstone_model::{Replacement, Stability};

use super::{Source, bytes, lines, quoted, replacement, table};
use crate::toml::{Entry, Kind};

const INTERFACE: &str = "interface";

pub(super) fn add(
    source: &Source<'_>,
    key: &str,
    stability: Stability,
) -> Result<Replacement, String> {
    let node = source.get(INTERFACE).ok_or("it has no [interface]")?;
    let entries = &table(node).ok_or("its `interface` is no table")?.entries;
    if entries.iter().any(|entry| entry.key.value == key) {
        return Err(format!("its [interface] has the key {key} already"));
    }
    let written = source.slice(bytes(node.range));
    let lines_of = Lines { source, key, value: quoted(stability.name()) };
    if written.starts_with('{') {
        return lines_of.in_braces(bytes(node.range), entries);
    }
    if !written.starts_with('[') {
        return Err("its [interface] has no header of its own".to_owned());
    }
    // A table under a header of its own ends the keys of this one.
    let header = bytes(node.range);
    let own: Vec<&Entry> = entries.iter().filter(|it| is_line(source, it)).collect();
    Ok(lines_of.below(header, &own))
}

fn is_line(source: &Source<'_>, entry: &Entry) -> bool {
    let is_header = || source.slice(bytes(entry.value.range)).starts_with('[');
    !matches!(&entry.value.kind, Kind::Table(_)) || !is_header()
}

struct Lines<'a> {
    source: &'a Source<'a>,
    key: &'a str,
    value: String,
}

impl Lines<'_> {
    /// As a line below the header, in the order of the keys where that is theirs.
    fn below(&self, header: Range<usize>, entries: &[&Entry]) -> Replacement {
        let text = self.source.text;
        let line_break = lines::line_break(text);
        let is_sorted = entries.is_sorted_by_key(|entry| &entry.key.value);
        let before = match is_sorted {
            true => entries.iter().rev().find(|entry| *entry.key.value < *self.key),
            false => entries.last(),
        };
        let line = self.line(entries);
        match (before, entries.first()) {
            (Some(before), _) => {
                let at = lines::end(text, before.value.range.end() as usize);
                replacement(at..at, format!("{line_break}{line}"))
            }
            (None, Some(first)) => {
                let at = lines::start(text, first.key.range.start() as usize);
                let at = lines::comments_above(text, at);
                replacement(at..at, format!("{line}{line_break}"))
            }
            (None, None) => {
                let at = lines::end(text, header.end);
                replacement(at..at, format!("{line_break}{line}"))
            }
        }
    }

    /// The key and its value, with the indent and the place of `=` that the others have.
    fn line(&self, entries: &[&Entry]) -> String {
        let text = self.source.text;
        let key = self.key_like(entries.iter().copied());
        let start = |entry: &Entry| entry.key.range.start() as usize;
        let indent = entries.first().and_then(|it| lines::indent(text, start(it)));
        let widths: Vec<usize> = entries.iter().filter_map(|it| self.width(it)).collect();
        let lengths = entries.iter().map(|it| it.key.range.len());
        let differ = lengths.clone().min() != lengths.max();
        let width = widths.first().filter(|first| {
            differ && widths.len() == entries.len() && widths.iter().all(|it| it == *first)
        });
        let width = width.copied().unwrap_or_default();
        format!("{}{key:width$} = {}", indent.unwrap_or_default(), self.value)
    }

    /// How many characters stand between the beginning of a key and the space before its `=`.
    fn width(&self, entry: &Entry) -> Option<usize> {
        let between = entry.key.range.start() as usize..entry.value.range.start() as usize;
        let (before, _) = self.source.slice(between).rsplit_once('=')?;
        Some(before.strip_suffix(' ')?.chars().count())
    }

    /// The key without quotes where it needs none and no other has them.
    fn key_like<'e>(&self, mut entries: impl Iterator<Item = &'e Entry>) -> String {
        let is_bare = |key: &str| {
            !key.is_empty() && key.chars().all(|ch| ch.is_ascii_alphanumeric() || "-_".contains(ch))
        };
        let is_quoted =
            |entry: &Entry| self.source.slice(bytes(entry.key.range)).starts_with(['"', '\'']);
        let mut is_first = true;
        let bare_alone = is_bare(self.key)
            && entries.all(|entry| {
                is_first = false;
                !is_quoted(entry)
            })
            && !is_first;
        if bare_alone { self.key.to_owned() } else { quoted(self.key) }
    }

    fn in_braces(&self, braces: Range<usize>, entries: &[Entry]) -> Result<Replacement, String> {
        let key = self.key_like(entries.iter());
        let pair = format!("{key} = {}", self.value);
        match entries.last() {
            Some(last) => {
                let at = last.value.range.end() as usize;
                Ok(replacement(at..at, format!(", {pair}")))
            }
            None if self.source.slice(braces.start + 1..braces.end - 1).trim().is_empty() => {
                Ok(replacement(braces, format!("{{ {pair} }}")))
            }
            None => Err("a comment stands in its `interface`".to_owned()),
        }
    }
}
