//! The reader of `boundary.toml`.

mod accept;
mod accepted;
mod edit;
mod interface;
mod keys;
mod lock;
mod offer;
mod outline;
pub(crate) mod schema;
mod slot;

use std::sync::Arc;

pub use accept::accept;
use boundstone_model::{ContractFile, Problem, Spanned, Use};
use boundstone_text::TextRange;
pub use edit::edit;
pub use lock::lock;
pub use offer::offer;
pub use outline::outline;
pub use slot::{key_at, slot};

use crate::toml::{self, Entry, Fields, Kind, Node, required, shown};

/// All keys of a `boundary.toml`.
pub const KEYS: [&str; 9] =
    ["name", "owner", "layer", "uses", "used-by", "decisions", "entry", "interface", "accepted"];
const USE_KEYS: [&str; 3] = ["name", "deprecated", "until"];

/// Reads a `boundary.toml`. What is wrong in it is a problem and costs only the entry it stands in.
pub fn read(text: &str) -> (ContractFile, Vec<Problem>) {
    let (table, problems) = toml::parse(text);
    let mut fields = Fields { problems };
    let mut contract = ContractFile::default();
    for entry in &table.entries {
        read_entry(entry, &mut contract, &mut fields);
    }
    fields.problems.sort_by_key(|problem| problem.range);
    (contract, fields.problems)
}

fn read_entry(entry: &Entry, contract: &mut ContractFile, fields: &mut Fields) {
    let (key, node) = (entry.key.value.as_str(), &entry.value);
    match key {
        "name" => contract.name = fields.text(key, node).filter(|name| is_name(name, fields)),
        "owner" => contract.owners = fields.text_or_texts(key, node),
        "layer" => contract.layer = fields.text(key, node),
        "uses" => contract.uses = read_uses(node, fields),
        "used-by" => contract.used_by = fields.texts(key, node),
        "decisions" => contract.decisions = fields.texts(key, node).unwrap_or_default(),
        "entry" => contract.entry = read_entry_files(node, fields),
        "interface" => contract.interface = interface::read(node, fields),
        "accepted" => contract.accepted = accepted::read(node, fields),
        _ => fields.unknown_key(&entry.key, &KEYS, "of boundary.toml"),
    }
}

/// Whether `name` can stand before the `#` of a symbol.
fn is_name(name: &Spanned<Arc<str>>, fields: &mut Fields) -> bool {
    let is_fit =
        !name.value.contains(|ch: char| ch.is_whitespace() || ch.is_control() || ch == '#');
    if !is_fit {
        let message = format!("`{}` cannot be the name of a boundary", shown(&name.value));
        fields.malformed(name.range, message, "write a name without spaces and without `#`");
    }
    is_fit
}

fn read_uses(node: &Node, fields: &mut Fields) -> Option<Vec<Use>> {
    let list = fields.list("uses", node, "a list of boundaries")?;
    Some(list.iter().filter_map(|node| read_use(node, fields)).collect())
}

fn read_use(node: &Node, fields: &mut Fields) -> Option<Use> {
    let Kind::Table(table) = &node.kind else {
        let name = fields.text("uses", node)?;
        return Some(Use { name, deprecated: None, until: None });
    };
    let (mut deprecated, mut until) = (None, None);
    for entry in &table.entries {
        let (key, node) = (entry.key.value.as_str(), &entry.value);
        match key {
            "name" => {}
            "deprecated" => deprecated = fields.text(key, node),
            "until" => until = fields.date(key, node),
            _ => fields.unknown_key(&entry.key, &USE_KEYS, "of an entry of `uses`"),
        }
    }
    let help = "name the boundary that is used: { name = \"…\" }";
    let name = required(fields, table, "name", node.range, help)?;
    Some(Use { name: fields.text("name", &name.value)?, deprecated, until })
}

fn read_entry_files(node: &Node, fields: &mut Fields) -> Option<Vec<Spanned<Arc<str>>>> {
    let mut files = fields.text_or_texts("entry", node)?;
    files.retain(|file| {
        let is_inside = !file.value.starts_with('/');
        if !is_inside {
            let help = "write it as seen from the folder of this file";
            fields.malformed(file.range, "an entry file is inside the boundary".to_owned(), help);
        }
        is_inside
    });
    Some(files)
}

/// The range of an entry's key and value together.
fn whole(entry: &Entry) -> TextRange {
    TextRange::new(entry.key.range.start(), entry.value.range.end().max(entry.key.range.end()))
}

#[cfg(test)]
mod tests;
