//! The lists of boundaries: `uses` and `used-by`.

use std::sync::Arc;

use boundstone_model::Replacement;
use boundstone_text::TextRange;

use super::{Source, bytes, lines, list, quoted, replacement, table};
use crate::toml::{Kind, Node};

pub(super) fn add(
    source: &Source<'_>,
    key: &str,
    names: &[Arc<str>],
) -> Result<Replacement, String> {
    let Some(node) = source.get(key) else { return Ok(new_list(source, key, names)) };
    let Some(elements) = list(node) else { return Err(format!("its `{key}` is no list")) };
    let [name] = names else {
        return Err(format!("its `{key}` is there already, and several names are missing"));
    };
    let is_new = !elements.iter().any(|it| name_of(it) == Some(&**name));
    match is_new {
        true => Ok(into_list(source, node, elements, name)),
        false => Err(format!("its `{key}` names {name} already")),
    }
}

pub(super) fn rename(
    source: &Source<'_>,
    range: TextRange,
    name: &str,
) -> Result<Replacement, String> {
    let text = source.slice(bytes(range));
    match text.starts_with(['"', '\'']) && text.ends_with(['"', '\'']) {
        true => Ok(replacement(bytes(range), quoted(name))),
        false => Err("there is no name at this place".to_owned()),
    }
}

/// What an element of a list names.
pub(super) fn name_of(element: &Node) -> Option<&str> {
    element.text().or_else(|| table(element)?.get("name")?.text())
}

/// Behind the last of the keys that stand before every table.
fn new_list(source: &Source<'_>, key: &str, names: &[Arc<str>]) -> Replacement {
    let text = source.text;
    let line_break = lines::line_break(text);
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let line = format!("{key} = [{}]", names.join(", "));
    let is_header = |node: &Node| {
        source.slice(bytes(node.range)).starts_with('[') && matches!(&node.kind, Kind::Table(_))
    };
    let entries = source.table.entries.iter();
    let first_header = entries.clone().filter_map(header_of).min();
    let before_headers = entries.filter(|it| {
        !is_header(&it.value) && first_header.is_none_or(|at| it.value.range.start() < at)
    });
    if let Some(last) = before_headers.map(|it| it.value.range.end()).max() {
        let at = lines::end(text, last as usize);
        return replacement(at..at, format!("{line_break}{line}"));
    }
    match first_header {
        Some(header) => {
            let at = lines::comments_above(text, lines::start(text, header as usize));
            // A comment that begins the file says what the file is.
            let at = if at == 0 { lines::start(text, header as usize) } else { at };
            replacement(at..at, format!("{line}{line_break}{line_break}"))
        }
        None => {
            let is_line_open = !text.is_empty() && !text.ends_with('\n');
            let before = if is_line_open { line_break } else { "" };
            replacement(text.len()..text.len(), format!("{before}{line}{line_break}"))
        }
    }
}

/// Where the header of a table, or of the first of a list of tables, stands.
fn header_of(entry: &crate::toml::Entry) -> Option<u32> {
    match &entry.value.kind {
        // A header's key stands in it.
        Kind::Table(_) if entry.value.range.contains(entry.key.range) => {
            Some(entry.value.range.start())
        }
        Kind::List(list) => {
            let first = list.first().filter(|it| it.range.start() < entry.key.range.start())?;
            Some(first.range.start())
        }
        _ => None,
    }
}

fn into_list(source: &Source<'_>, node: &Node, elements: &[Node], name: &str) -> Replacement {
    let quoted = quoted(name);
    let (Some(first), Some(last)) = (elements.first(), elements.last()) else {
        let at = node.range.start() as usize + 1;
        let rest = source.slice(at..node.range.end() as usize - 1);
        let end = if rest.trim().is_empty() { at + rest.len() } else { at };
        return replacement(at..end, quoted);
    };
    let names: Vec<&str> = elements.iter().filter_map(name_of).collect();
    let is_sorted = names.len() == elements.len() && names.is_sorted();
    let before = match is_sorted {
        true => elements.iter().rev().find(|it| name_of(it).is_some_and(|it| it < name)),
        false => Some(last),
    };
    match before {
        Some(element) => behind(source, element, &quoted),
        None => in_front(source, first, &quoted),
    }
}

/// In front of the first element, on a line of its own where that has one.
fn in_front(source: &Source<'_>, first: &Node, quoted: &str) -> Replacement {
    let at = first.range.start() as usize;
    let separator = match lines::indent(source.text, at) {
        Some(indent) => format!("{}{indent}", lines::line_break(source.text)),
        None => " ".to_owned(),
    };
    replacement(at..at, format!("{quoted},{separator}"))
}

/// Behind an element, and behind the comment on its line.
fn behind(source: &Source<'_>, element: &Node, quoted: &str) -> Replacement {
    let text = source.text;
    let (start, end) = (element.range.start() as usize, element.range.end() as usize);
    let line_end = lines::end(text, end);
    let rest = source.slice(end..line_end);
    let is_alone = |rest: &str| rest.trim().is_empty() || rest.trim_start().starts_with('#');
    let own_line = lines::indent(text, start)
        .filter(|_| is_alone(rest.trim_start().strip_prefix(',').unwrap_or(rest)));
    let Some(indent) = own_line else {
        return replacement(end..end, format!(", {quoted}"));
    };
    let line_break = lines::line_break(text);
    match rest.trim_start().starts_with(',') {
        true => replacement(line_end..line_end, format!("{line_break}{indent}{quoted},")),
        false => {
            let with_comma = format!(",{rest}{line_break}{indent}{quoted}");
            replacement(end..line_end, with_comma)
        }
    }
}
