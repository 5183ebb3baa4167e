use std::sync::Arc;

use boundstone_model::{Date, Problem, Rule, Spanned, nearest_name};
use boundstone_text::TextRange;

use super::{Entry, Kind, Node, Table};

/// Reads the entries of one file of ours into values, and notes what is wrong with them. What is wrong
/// costs only itself.
pub(crate) struct Fields {
    pub problems: Vec<Problem>,
}

impl Fields {
    /// Notes a key that does not exist; `place` says where it stands, as in "of boundary.toml".
    pub fn unknown_key(&mut self, key: &Spanned<String>, known: &[&str], place: &str) {
        let help = match nearest_name(&key.value, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("the keys {place} are {}", listed(known)),
        };
        let message = format!("`{}` is not a key {place}", shown(&key.value));
        self.problems.push(Problem::new(Rule::ConfigUnknownKey, key.range, message, help));
    }

    pub fn malformed(&mut self, range: TextRange, message: String, help: impl Into<String>) {
        self.problems.push(Problem::new(Rule::ConfigMalformed, range, message, help));
    }

    /// A string that is not empty.
    pub fn text(&mut self, key: &str, node: &Node) -> Option<Spanned<Arc<str>>> {
        self.stated(key, node, &format!("say what `{key}` is, or take it out"))
    }

    /// The same of one that cannot be left out; `help` says what to write.
    pub fn stated(&mut self, key: &str, node: &Node, help: &str) -> Option<Spanned<Arc<str>>> {
        let text = match &node.kind {
            Kind::Text(text) => text,
            _ => return self.wrong_kind(key, node, "a string"),
        };
        if text.trim().is_empty() {
            let message = format!("`{key}` is empty");
            self.malformed(node.range, message, help);
            return None;
        }
        Some(Spanned::new(Arc::from(text.as_str()), node.range))
    }

    /// A list of strings. `None` when it is no list.
    pub fn texts(&mut self, key: &str, node: &Node) -> Option<Vec<Spanned<Arc<str>>>> {
        let list = self.list(key, node, "a list of strings")?;
        Some(list.iter().filter_map(|node| self.text(key, node)).collect())
    }

    /// A string, or a list of them.
    pub fn text_or_texts(&mut self, key: &str, node: &Node) -> Option<Vec<Spanned<Arc<str>>>> {
        match &node.kind {
            Kind::List(_) => self.texts(key, node),
            Kind::Text(_) => self.text(key, node).map(|text| vec![text]),
            _ => self.wrong_kind(key, node, "a string or a list of strings"),
        }
    }

    pub fn list<'a>(&mut self, key: &str, node: &'a Node, expected: &str) -> Option<&'a [Node]> {
        match &node.kind {
            Kind::List(list) => Some(list),
            _ => self.wrong_kind(key, node, expected),
        }
    }

    pub fn table<'a>(&mut self, key: &str, node: &'a Node, expected: &str) -> Option<&'a Table> {
        match &node.kind {
            Kind::Table(table) => Some(table),
            _ => self.wrong_kind(key, node, expected),
        }
    }

    /// A day: a TOML date, or the same in quotes.
    pub fn date(&mut self, key: &str, node: &Node) -> Option<Spanned<Date>> {
        let date = match &node.kind {
            Kind::Date(stated) if stated.time.is_none() => {
                stated.date.and_then(|date| Date::new(date.year, date.month, date.day))
            }
            Kind::Date(_) => None,
            Kind::Text(text) => Date::from_iso(text),
            _ => return self.wrong_kind(key, node, "a date, as 2027-01-31"),
        };
        if date.is_none() {
            let message = format!("`{key}` is not a day of the calendar");
            self.malformed(node.range, message, "write it as 2027-01-31");
        }
        date.map(|date| Spanned::new(date, node.range))
    }

    /// Notes a value of the wrong type, unless its syntax has been noted already.
    pub fn wrong_kind<T>(&mut self, key: &str, node: &Node, expected: &str) -> Option<T> {
        if !matches!(node.kind, Kind::Unread) {
            let message = format!("`{}` is {}, not {expected}", shown(key), node.kind_name());
            self.malformed(node.range, message, format!("write {expected}"));
        }
        None
    }

    /// Notes a word that is none of `known`.
    pub fn unknown_word(&mut self, what: &str, word: &Spanned<Arc<str>>, known: &[&str]) {
        let help = match nearest_name(&word.value, known.iter().copied()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("write one of {}", listed(known)),
        };
        self.malformed(word.range, format!("`{}` is no {what}", shown(&word.value)), help);
    }
}

/// The entry of `table` under `key`, or a problem at `whole` that says that it is missing.
pub(crate) fn required<'a>(
    fields: &mut Fields,
    table: &'a Table,
    key: &str,
    whole: TextRange,
    help: &str,
) -> Option<&'a Entry> {
    let entry = table.entries.iter().find(|entry| entry.key.value == key);
    if entry.is_none() {
        fields.malformed(whole, format!("`{key}` is missing"), help);
    }
    entry
}

/// `a`, `b`, `c`, each as code.
pub(crate) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A name from a file as a message may quote it: on one line, and not without end.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 80;
    let plain = name.chars().map(|ch| if ch.is_control() || ch == '`' { ' ' } else { ch });
    let mut short: String = plain.take(LONGEST).collect();
    if name.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
