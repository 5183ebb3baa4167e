//! The parts of a TOML text, for an outline.

use boundstone_model::{OutlineEntry, OutlineKind};
use boundstone_text::TextRange;

use super::{Entry, Kind, Node, Table, shown};

/// So many values of a list are shown.
const VALUES: usize = 3;

/// An entry for each key, with an entry in it for each key of its table. What is no key of a name is left out.
pub(crate) fn outline(table: &Table) -> Vec<OutlineEntry> {
    table.entries.iter().filter_map(entry).collect()
}

/// The entry of a key.
pub(crate) fn entry(entry: &Entry) -> Option<OutlineEntry> {
    let (name_range, node) = (entry.key.range, &entry.value);
    let name = shown(&entry.key.value);
    if name.trim().is_empty() {
        return None;
    }
    let (kind, inside) = match &node.kind {
        Kind::Table(table) => (OutlineKind::Table, outline(table)),
        _ => (OutlineKind::Key, Vec::new()),
    };
    let around = whole(name_range, node, &inside);
    Some(OutlineEntry { name, detail: in_short(node), kind, range: around, name_range, inside })
}

/// A value on one line; empty for a table.
pub(crate) fn in_short(node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) => shown(text),
        Kind::Bool(value) => value.to_string(),
        Kind::Date(date) => date.to_string(),
        Kind::List(list) => {
            let texts: Vec<String> =
                list.iter().map(in_short).filter(|text| !text.is_empty()).collect();
            let more = if texts.len() > VALUES { ", …" } else { "" };
            let first: Vec<&str> = texts.iter().take(VALUES).map(String::as_str).collect();
            format!("{}{more}", first.join(", "))
        }
        Kind::Table(table) => {
            // The entries of `uses` and the like say what they are about under `name`.
            table.get("name").and_then(Node::text).map(shown).unwrap_or_default()
        }
        Kind::Number | Kind::Unread => String::new(),
    }
}

/// The range of a name with its value and all that is in it; a header does not reach over its table.
pub(crate) fn whole(name: TextRange, node: &Node, inside: &[OutlineEntry]) -> TextRange {
    let ranges = inside.iter().map(|it| it.range).chain([node.range]);
    let around =
        |a: TextRange, b: TextRange| TextRange::new(a.start().min(b.start()), a.end().max(b.end()));
    ranges.filter(|range| !range.is_empty()).fold(name, around)
}
