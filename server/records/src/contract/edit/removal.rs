//! What is taken out: a name of a list, a key, an entry of the baseline or the day on which it ends.

use std::ops::Range;

use boundstone_model::Replacement;
use boundstone_text::TextRange;

use super::accepted::end_of;
use super::{Source, bytes, lines, list, replacement, table};
use crate::toml::{Entry, Kind, Node};

const LISTS: [&str; 3] = ["uses", "used-by", "decisions"];

pub(super) fn remove(source: &Source<'_>, range: TextRange) -> Result<Replacement, String> {
    let removed = of_list(source, range)
        .or_else(|| of_interface(source, range))
        .or_else(|| of_day(source, range))
        .or_else(|| of_accepted(source, range));
    let removed = removed.ok_or("what stands at this place cannot be taken out alone")?;
    Ok(replacement(removed, String::new()))
}

/// The element of a list that has its name there.
fn of_list(source: &Source<'_>, range: TextRange) -> Option<Range<usize>> {
    let lists = LISTS.iter().filter_map(|key| list(source.get(key)?));
    lists.into_iter().find_map(|elements| {
        let at = elements.iter().position(|it| is_named_at(it, range))?;
        element(source, elements, at)
    })
}

fn is_named_at(element: &Node, range: TextRange) -> bool {
    let name = table(element).and_then(|it| it.get("name"));
    element.range == range || name.is_some_and(|it| it.range == range)
}

/// An element with its comma; with its whole line where it has one for itself.
fn element(source: &Source<'_>, elements: &[Node], at: usize) -> Option<Range<usize>> {
    let text = source.text;
    let own = bytes(elements.get(at)?.range);
    let rest = text.get(own.end..)?;
    let gap = rest.len() - rest.trim_start().len();
    let comma = rest.get(gap..)?.starts_with(',').then(|| own.end + gap + 1);
    let end = comma.unwrap_or(own.end);
    let behind = source.slice(end..lines::end(text, end)).trim_start();
    let is_line = behind.is_empty() || behind.starts_with('#');
    if is_line && lines::indent(text, own.start).is_some() {
        return Some(lines::start(text, own.start)..lines::next(text, end));
    }
    match (at.checked_sub(1).and_then(|before| elements.get(before)), comma) {
        (None, Some(comma)) => {
            let space = text.get(comma..)?.len() - text.get(comma..)?.trim_start_matches(' ').len();
            Some(own.start..comma + space)
        }
        (Some(before), _) => Some(before.range.end() as usize..own.end),
        (None, None) => Some(own),
    }
}

fn of_interface(source: &Source<'_>, range: TextRange) -> Option<Range<usize>> {
    let node = source.get("interface")?;
    let entries = &table(node)?.entries;
    let entry = entries.iter().find(|entry| entry.key.range == range)?;
    let is_header = matches!(&entry.value.kind, Kind::Table(_))
        && source.slice(bytes(entry.value.range)).starts_with('[');
    let is_in_braces = source.slice(bytes(node.range)).starts_with('{');
    if is_header || is_in_braces {
        return None;
    }
    line_of(source, entry)
}

/// The last day of an entry of `uses` or `[interface]`.
fn of_day(source: &Source<'_>, range: TextRange) -> Option<Range<usize>> {
    let uses = source.get("uses").and_then(list).unwrap_or_default().iter();
    let items = source.get("interface").and_then(table).into_iter();
    let items = items.flat_map(|it| &it.entries).map(|it| &it.value);
    uses.chain(items).find_map(|node| {
        let entries = &table(node)?.entries;
        let at = entries.iter().position(|it| it.value.range == range)?;
        let day = entries.get(at).filter(|it| it.key.value == "until")?;
        if !source.slice(bytes(node.range)).starts_with('{') {
            return line_of(source, day);
        }
        let before = at.checked_sub(1).and_then(|before| entries.get(before));
        match (before, entries.get(at + 1)) {
            (Some(before), _) => Some(before.value.range.end() as usize..range.end() as usize),
            (None, Some(next)) => {
                Some(day.key.range.start() as usize..next.key.range.start() as usize)
            }
            (None, None) => None,
        }
    })
}

/// The lines of a key and its value, where nothing else stands there but a comment.
fn line_of(source: &Source<'_>, entry: &Entry) -> Option<Range<usize>> {
    let text = source.text;
    let (start, end) = (entry.key.range.start() as usize, entry.value.range.end() as usize);
    let behind = source.slice(end..lines::end(text, end)).trim_start();
    let is_alone = behind.is_empty() || behind.starts_with('#');
    lines::indent(text, start).filter(|_| is_alone)?;
    Some(lines::start(text, start)..lines::next(text, end))
}

/// An entry by its rule, with the comments directly above it; or its `until`.
fn of_accepted(source: &Source<'_>, range: TextRange) -> Option<Range<usize>> {
    let entries = list(source.get("accepted")?)?;
    let of = |node: &Node, key: &str| -> Option<TextRange> { Some(table(node)?.get(key)?.range) };
    let node = entries
        .iter()
        .find(|it| of(it, "rule") == Some(range) || of(it, "until") == Some(range))?;
    if !source.slice(bytes(node.range)).starts_with("[[") {
        return None;
    }
    if of(node, "until") == Some(range) {
        let until = table(node)?.entries.iter().find(|it| it.value.range == range)?;
        return line_of(source, until);
    }
    let text = source.text;
    let header = lines::start(text, node.range.start() as usize);
    let start = lines::comments_above(text, header);
    let end = lines::next(text, end_of(node));
    Some(with_gap(text, start, end))
}

/// Lines with the empty ones that set them apart: those before, or at the top of a file those behind.
fn with_gap(text: &str, start: usize, end: usize) -> Range<usize> {
    let before = text.get(..start).unwrap_or_default();
    let kept = before.trim_end_matches(['\n', '\r', ' ', '\t']);
    if kept.is_empty() {
        let behind = text.get(end..).unwrap_or_default();
        return start..text.len() - behind.trim_start_matches(['\n', '\r']).len();
    }
    lines::next(text, kept.len())..end
}
