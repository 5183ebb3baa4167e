//! A `boundary.toml` with one thing changed: the bytes that have to change, and no other.

mod accepted;
mod interface;
mod kept;
mod lines;
mod names;
mod owner;
mod promise;
mod removal;

use std::ops::Range;

use boundstone_model::{ContractEdit, Replacement};
use boundstone_text::TextRange;

pub(super) use self::kept::changed;
use crate::toml::{self, Kind, Node, Table};

/// What has to be replaced in the text of a `boundary.toml`.
///
/// # Errors
/// Why the text cannot be changed so without changing more, as a clause.
pub fn edit(text: &str, wanted: &ContractEdit) -> Result<Replacement, String> {
    let (table, problems) = toml::parse(text);
    if !problems.is_empty() {
        return Err("it has errors, which `boundstone check` shows".to_owned());
    }
    let source = Source { text, table: &table };
    match wanted {
        ContractEdit::Allow { list, names } => names::add(&source, list.key(), names),
        ContractEdit::Offer { key, stability } => interface::add(&source, key, *stability),
        ContractEdit::Accept(entry) => accepted::add(&source, entry),
        ContractEdit::Record { key, signature } => promise::record(&source, key, signature),
        ContractEdit::Deprecate { key } => promise::retire(&source, key),
        ContractEdit::Own { owners } => owner::set(&source, owners),
        ContractEdit::Remove { range } => removal::remove(&source, *range),
        ContractEdit::Rename { range, name } => names::rename(&source, *range, name),
    }
}

struct Source<'a> {
    text: &'a str,
    table: &'a Table,
}

impl Source<'_> {
    fn get(&self, key: &str) -> Option<&Node> {
        self.table.get(key)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// Does what [`edit`] says.
pub(super) fn replace(text: &mut String, made: &Replacement) {
    text.replace_range(bytes(made.range), &made.text);
}

fn replacement(range: Range<usize>, text: String) -> Replacement {
    Replacement { range: TextRange::of(range), text, cursor: None }
}

/// The bytes of a node.
fn bytes(range: TextRange) -> Range<usize> {
    range.start() as usize..range.end() as usize
}

fn list(node: &Node) -> Option<&[Node]> {
    match &node.kind {
        Kind::List(list) => Some(list),
        _ => None,
    }
}

fn table(node: &Node) -> Option<&Table> {
    match &node.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

/// Text as a string of TOML.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

#[cfg(test)]
mod tests;
