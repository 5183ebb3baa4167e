//! The parts of a `boundary.toml`, for an outline.

use boundstone_model::{OutlineEntry, OutlineKind};

use crate::toml::outline::{entry as entry_of, in_short, whole};
use crate::toml::{self, Entry, Kind, Node, Table, shown};

/// The keys, the symbols of `[interface]` with their stability, and each accepted finding.
pub fn outline(text: &str) -> Vec<OutlineEntry> {
    let (table, _) = toml::parse(text);
    let mut entries = Vec::new();
    for entry in &table.entries {
        match (entry.key.value.as_str(), &entry.value.kind) {
            ("interface", Kind::Table(items)) => entries.extend(interface(entry, items)),
            ("accepted", Kind::List(list)) => entries.extend(list.iter().filter_map(accepted)),
            _ => entries.extend(entry_of(entry)),
        }
    }
    entries.sort_by_key(|entry| entry.range);
    entries
}

fn interface(entry: &Entry, items: &Table) -> Option<OutlineEntry> {
    let inside: Vec<OutlineEntry> = items.entries.iter().filter_map(item).collect();
    let range = whole(entry.key.range, &entry.value, &inside);
    Some(OutlineEntry { range, inside, ..entry_of(entry)? })
}

/// A symbol, with its stability.
fn item(entry: &Entry) -> Option<OutlineEntry> {
    let stability = match &entry.value.kind {
        Kind::Table(table) => table.get("is").map(in_short).unwrap_or_default(),
        _ => in_short(&entry.value),
    };
    let whole = entry_of(entry)?;
    Some(OutlineEntry { detail: stability, kind: OutlineKind::Item, inside: Vec::new(), ..whole })
}

/// A finding that is accepted: its rule, its file and what it is about.
fn accepted(node: &Node) -> Option<OutlineEntry> {
    let Kind::Table(table) = &node.kind else { return None };
    let text = |key: &str| table.get(key).and_then(Node::text).map(shown);
    let rule = table.entries.iter().find(|entry| entry.key.value == "rule");
    let name_range = rule.map_or(node.range, |entry| entry.value.range);
    let detail: Vec<String> = [text("in"), text("to")].into_iter().flatten().collect();
    let inside = toml::outline::outline(table);
    let name = text("rule").filter(|rule| !rule.trim().is_empty());
    Some(OutlineEntry {
        name: name.unwrap_or_else(|| "accepted".to_owned()),
        detail: detail.join(" → "),
        kind: OutlineKind::Accepted,
        range: whole(name_range, node, &inside),
        name_range,
        inside: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(entries: &[OutlineEntry], indent: usize) -> String {
        let row = |it: &OutlineEntry| {
            let inside = rows(&it.inside, indent + 2);
            format!(
                "{:indent$}{} {} {:?} {:?}\n{inside}",
                "", it.name, it.detail, it.kind, it.range
            )
        };
        entries.iter().map(row).collect()
    }

    #[test]
    fn what_is_half_typed_is_left_out_and_the_rest_is_told() {
        let text = "owner = [\"@a\", \"@b\"]\nuses = [\"x\", { name = \"y\" }]\nlay\n[interface]\n\"a::B\" = \"stable\"\n\"C\" = { is = \"frozen\", sig = \"fn()\" }\n\"\" = 1\n[[accepted]]\nrule = \"a/b\"\nin = \"c\"\nto = \"d#E\"\n[[accepted]]\n";
        insta::assert_snapshot!(rows(&outline(text), 0), @"
        owner @a, @b Key 0..20
        uses x, y Key 21..49
        interface  Table 54..121
          a::B stable Item 66..83
          C frozen Item 84..121
        a/b c → d#E Accepted 129..174
        accepted  Accepted 175..187
        ");
    }
}
