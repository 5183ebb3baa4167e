use std::sync::Arc;

use boundstone_model::{InterfaceEntry, Spanned, Stability};

use super::whole;
use crate::toml::{Entry, Fields, Kind, Node, Table, required, shown};

pub(super) const ITEM_KEYS: [&str; 6] = ["is", "since", "sig", "use", "until", "decisions"];

/// Reads `[interface]`; `None` when it is no table.
pub(super) fn read(node: &Node, fields: &mut Fields) -> Option<Vec<InterfaceEntry>> {
    let table = fields.table("interface", node, "a table of symbols")?;
    Some(table.entries.iter().filter_map(|entry| read_item(entry, fields)).collect())
}

fn read_item(entry: &Entry, fields: &mut Fields) -> Option<InterfaceEntry> {
    let key = Spanned::new(Arc::from(entry.key.value.as_str()), entry.key.range);
    if entry.key.value.trim().is_empty() {
        fields.malformed(key.range, "the symbol is empty".to_owned(), "name an item, or `*`");
        return None;
    }
    match &entry.value.kind {
        Kind::Text(_) => {
            let stability = read_stability(&entry.value, fields);
            Some(bare(key, stability.unwrap_or(unsaid(&entry.value))))
        }
        Kind::Table(table) if is_unquoted_path(table) => {
            let path = unquoted_path(&entry.key.value, table);
            let message = format!("the dots of `{}` make it a table", shown(&path));
            fields.malformed(whole(entry), message, format!("quote it: \"{}\"", shown(&path)));
            None
        }
        Kind::Table(table) => Some(read_table(key, entry, table, fields)),
        _ => {
            fields.wrong_kind::<()>(&entry.key.value, &entry.value, "a stability or a table");
            Some(bare(key, unsaid(&entry.value)))
        }
    }
}

/// What a key says that cannot be read, as at each keystroke of `"stable"`. That it stands there offers its item: else all who use
/// that would be told that they may not.
fn unsaid(node: &Node) -> Spanned<Stability> {
    Spanned::new(Stability::Experimental, node.range)
}

fn bare(key: Spanned<Arc<str>>, stability: Spanned<Stability>) -> InterfaceEntry {
    InterfaceEntry {
        key,
        stability,
        since: None,
        signature: None,
        replacement: None,
        until: None,
        decisions: Vec::new(),
    }
}

fn read_table(
    symbol: Spanned<Arc<str>>,
    whole_entry: &Entry,
    table: &Table,
    fields: &mut Fields,
) -> InterfaceEntry {
    let mut item = bare(symbol, unsaid(&whole_entry.value));
    for entry in &table.entries {
        let (key, node) = (entry.key.value.as_str(), &entry.value);
        match key {
            "is" => {}
            "since" => item.since = fields.text(key, node),
            "sig" => item.signature = fields.text(key, node),
            "use" => item.replacement = fields.text(key, node),
            "until" => item.until = fields.date(key, node),
            "decisions" => item.decisions = fields.texts(key, node).unwrap_or_default(),
            _ => fields.unknown_key(&entry.key, &ITEM_KEYS, "of an interface item"),
        }
    }
    let help = "say the stability: { is = \"stable\" }";
    let is = required(fields, table, "is", item.key.range, help);
    if let Some(stability) = is.and_then(|is| read_stability(&is.value, fields)) {
        item.stability = stability;
    }
    item
}

fn read_stability(node: &Node, fields: &mut Fields) -> Option<Spanned<Stability>> {
    let word = fields.text("is", node)?;
    let stability = Stability::ALL.into_iter().find(|stability| stability.name() == &*word.value);
    if stability.is_none() {
        fields.unknown_word("stability", &word, &Stability::ALL.map(Stability::name));
    }
    stability.map(|stability| Spanned::new(stability, node.range))
}

/// Whether the table comes from a path such as `Invoice.total = "stable"`, written without quotes.
fn is_unquoted_path(table: &Table) -> bool {
    let is_field = |entry: &Entry| ITEM_KEYS.contains(&entry.key.value.as_str());
    table.is_dotted && !table.entries.iter().any(is_field)
}

fn unquoted_path(start: &str, table: &Table) -> String {
    let mut path = start.to_owned();
    let mut table = Some(table);
    while let Some(entry) = table.and_then(|table| table.entries.first()) {
        path.push('.');
        path.push_str(&entry.key.value);
        table = match &entry.value.kind {
            Kind::Table(table) if table.is_dotted => Some(table),
            _ => None,
        };
    }
    path
}
