//! TOML as a tree of nodes with the bytes that state them.
//!
//! What it is: the one way in which contracts, configuration and Cargo manifests are read. A text with
//! syntax errors yields the rest of its entries ([`recovery`]). What it is not: a writer.

mod fields;
pub(crate) mod outline;
mod recovery;
pub(crate) mod written;

use boundstone_model::{Problem, Spanned};
use boundstone_text::TextRange;
use toml_edit::{Datetime, Document, Item, Key, TableLike, Value};

pub(crate) use fields::{Fields, required, shown};

/// A value or table of a TOML text.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub range: TextRange,
    pub kind: Kind,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Text(String),
    Bool(bool),
    Date(Datetime),
    List(Vec<Node>),
    Table(Table),
    /// A number, the only kind that no key of ours takes.
    Number,
    /// Not TOML; a problem says so already.
    Unread,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub entries: Vec<Entry>,
    /// Whether it was made by a key with dots, `a.b = …`, and not by a header or braces.
    pub is_dotted: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: Spanned<String>,
    pub value: Node,
}

/// The entries of `text` that can be read, in the order of the text, and its syntax errors under
/// `config/malformed`.
pub(crate) fn parse(text: &str) -> (Table, Vec<Problem>) {
    let recovered = recovery::parse(text);
    let mut table = recovered
        .document
        .map(|document| read_table(document.as_table(), &recovered.unread, TextRange::default()))
        .unwrap_or_default();
    table.entries.sort_by_key(|entry| entry.key.range.start());
    (table, recovered.problems)
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value)
    }

    /// The table under `key`, when there is one.
    pub fn table(&self, key: &str) -> Option<&Table> {
        match &self.get(key)?.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The strings of a list; what is no string in it is left out.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let list = match &self.kind {
            Kind::List(list) => list.as_slice(),
            _ => &[],
        };
        list.iter().filter_map(Self::text)
    }

    /// What a message calls it.
    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            Kind::Text(_) => "a string",
            Kind::Bool(_) => "a boolean",
            Kind::Date(_) => "a date",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
            Kind::Number => "a number",
            Kind::Unread => "unreadable",
        }
    }
}

/// The entries of `table`; `unread` are the values that recovery took out.
fn read_table(table: &dyn TableLike, unread: &[TextRange], around: TextRange) -> Table {
    let entries = table
        .iter()
        .filter_map(|(name, _)| table.get_key_value(name))
        .filter_map(|(key, item)| {
            let range = key_range(key).unwrap_or(around);
            let value = read_item(item, unread, range)?;
            Some(Entry { key: Spanned::new(key.get().to_owned(), range), value })
        })
        .collect();
    Table { entries, is_dotted: table.is_dotted() }
}

fn key_range(key: &Key) -> Option<TextRange> {
    key.span().map(TextRange::of)
}

fn read_item(item: &Item, unread: &[TextRange], key: TextRange) -> Option<Node> {
    let range = item.span().map_or(key, TextRange::of);
    match item {
        Item::None => None,
        Item::Value(value) => Some(read_value(value, unread, key)),
        Item::Table(table) => {
            Some(Node { range, kind: Kind::Table(read_table(table, unread, key)) })
        }
        Item::ArrayOfTables(tables) => {
            let list = tables
                .iter()
                .map(|table| Node {
                    range: table.span().map_or(key, TextRange::of),
                    kind: Kind::Table(read_table(table, unread, key)),
                })
                .collect();
            Some(Node { range, kind: Kind::List(list) })
        }
    }
}

fn read_value(value: &Value, unread: &[TextRange], key: TextRange) -> Node {
    let range = value.span().map_or(key, TextRange::of);
    let kind = match value {
        Value::String(text) => Kind::Text(text.value().clone()),
        Value::Boolean(value) => Kind::Bool(*value.value()),
        Value::Datetime(date) => Kind::Date(*date.value()),
        Value::Integer(_) if unread.iter().any(|token| token.start() == range.start()) => {
            Kind::Unread
        }
        Value::Integer(_) | Value::Float(_) => Kind::Number,
        Value::Array(array) => {
            Kind::List(array.iter().map(|it| read_value(it, unread, range)).collect())
        }
        Value::InlineTable(table) => Kind::Table(read_table(table, unread, range)),
    };
    Node { range, kind }
}

/// The document of a text, or where and how its syntax is first wrong.
fn parse_strictly(text: &str) -> Result<Document<String>, (TextRange, String)> {
    Document::parse(text.to_owned()).map_err(|error| {
        let range = error.span().map(TextRange::of).unwrap_or_default();
        (range, error.message().to_owned())
    })
}
