//! What is being written at a place of a `boundary.toml`.

use std::ops::Range;

use boundstone_model::{
    ContractSlot, FileKey, KeyChoice, Quotes, Slot, SlotKind, Spanned, Stability, TomlQuotes,
};
use boundstone_text::TextRange;

use super::keys::ContractTable;
use crate::toml::written::{self, ContainerKind, Piece, Role, Written};

const INTERFACE: &str = "interface";
const ACCEPTED: &str = "accepted";

/// The key or the value that is being written at `cursor`; `None` where anything may be written.
pub fn slot(text: &str, cursor: u32) -> Option<Slot> {
    let written = written::read(text, cursor as usize)?;
    let here = written.here.as_ref()?;
    let place = Place { written: &written, here, cursor: cursor as usize };
    match here.role {
        Role::Header { is_list } => place.of_header(is_list),
        Role::Key => place.of_key(),
        Role::Value => place.of_value(),
    }
}

/// The key at `offset`, with its quotes, and what it is for; of a stability what that promises, and of a value that is no name
/// what its key is for. `None` for the symbols of `[interface]` and for names.
pub fn key_at(text: &str, offset: u32) -> Option<Spanned<FileKey>> {
    let written = written::read(text, offset as usize)?;
    let is_here = |piece: &&Piece| {
        let whole = piece.whole();
        whole.start <= offset as usize && offset as usize <= whole.end
    };
    // Where a key ends at an `=`, its value begins.
    let mut here: Vec<&Piece> = written.pieces.iter().filter(is_here).collect();
    here.sort_by_key(|piece| piece.role == Role::Value);
    let key = |piece: &Piece| match piece.role {
        Role::Value => key_of_value(piece),
        _ => ContractTable::under(&piece.path)?.keys().find(|key| key.name == piece.name()),
    };
    here.into_iter().find_map(|it| Some(Spanned::new(key(it)?, TextRange::of(it.whole()))))
}

fn key_of_value(value: &Piece) -> Option<FileKey> {
    let path: Vec<&str> = value.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        [INTERFACE, _] | [INTERFACE, _, "is"] => {
            let stability = Stability::ALL.into_iter().find(|it| it.name() == value.name())?;
            Some(FileKey { name: stability.name(), purpose: stability.promise() })
        }
        [INTERFACE, _, "since" | "sig" | "until"]
        | [ACCEPTED, "reason" | "until"]
        | ["uses", "until"] => {
            let (name, around) = value.path.split_last()?;
            ContractTable::under(around)?.keys().find(|key| key.name == name)
        }
        _ => None,
    }
}

struct Place<'w> {
    written: &'w Written<'w>,
    here: &'w Piece,
    cursor: usize,
}

impl Place<'_> {
    fn of_value(&self) -> Option<Slot> {
        let is_listed = self.here.container_kind == ContainerKind::List;
        let path: Vec<&str> = self.here.path.iter().map(String::as_str).collect();
        use ContractSlot::{Boundary, Decision, File, Item, Layer, Rule, Stability, Symbol};
        let (kind, takes) = match path.as_slice() {
            ["owner"] => (SlotKind::Owner, Takes::Either),
            ["entry"] => (SlotKind::Contract(File), Takes::Either),
            ["layer"] => (SlotKind::Contract(Layer), Takes::One),
            ["uses" | "used-by"] => (SlotKind::Contract(Boundary), Takes::List),
            ["uses", "name"] => (SlotKind::Contract(Boundary), Takes::One),
            ["decisions"] | [INTERFACE, _, "decisions"] => {
                (SlotKind::Contract(Decision), Takes::List)
            }
            ["uses", "deprecated"] => (SlotKind::Contract(Decision), Takes::One),
            [INTERFACE, _] | [INTERFACE, _, "is"] => (SlotKind::Contract(Stability), Takes::One),
            [INTERFACE, _, "use"] => (SlotKind::Contract(Item), Takes::One),
            [ACCEPTED, "rule"] => (SlotKind::Contract(Rule), Takes::One),
            [ACCEPTED, "in"] => (SlotKind::Contract(File), Takes::One),
            [ACCEPTED, "to"] => {
                (SlotKind::Contract(Symbol { file: self.file_beside() }), Takes::One)
            }
            _ => return None,
        };
        let needs_list = takes == Takes::List && !is_listed;
        // A string that stands for a list cannot be mended from inside of it.
        if (takes == Takes::One && is_listed) || (needs_list && self.here.quote.is_some()) {
            return None;
        }
        let beside = self.values_beside(is_listed);
        self.slot(kind, self.here.range.clone(), beside, needs_list)
    }

    /// The other values of the list; the names of `uses` stand in it with and without braces.
    fn values_beside(&self, is_listed: bool) -> Box<[Box<str>]> {
        let is_use = |piece: &Piece| piece.is_at(&["uses"]) || piece.is_at(&["uses", "name"]);
        let others = self.written.pieces.iter().filter(|it| {
            it.role == Role::Value
                && it.range != self.here.range
                && match is_use(self.here) {
                    true => is_use(it),
                    false => is_listed && it.container == self.here.container,
                }
        });
        others.map(|piece| piece.name().into()).collect()
    }

    /// What `in` of the same entry says.
    fn file_beside(&self) -> Option<Box<str>> {
        let mut beside = self.written.beside(self.here);
        let file = beside.find(|it| it.role == Role::Value && it.is_at(&[ACCEPTED, "in"]))?;
        Some(file.name().into())
    }

    fn of_key(&self) -> Option<Slot> {
        if let Some(first) = self.first_of_symbol() {
            let has_value = self.written.has_value(self.here.whole().end.max(first.end));
            return self.of_symbol(first, has_value);
        }
        let table = ContractTable::under(&self.here.path)?;
        let is_entry = self.here.container_kind != ContainerKind::List;
        // `uses` and `accepted` are lists: their keys stand in the tables of the list.
        let is_in_list = matches!(table, ContractTable::Use | ContractTable::Accepted);
        if !is_entry || (is_in_list && self.here.container_kind == ContainerKind::Table) {
            return None;
        }
        self.of_choices(table)
    }

    fn of_choices(&self, table: ContractTable) -> Option<Slot> {
        let taken: Vec<String> = self.keys_beside().map(Piece::name).collect();
        let has_value = self.written.has_value(self.here.whole().end);
        let has_more = self.written.pieces.iter().any(|piece| {
            piece.role == Role::Key && piece.path.is_empty() && piece.range.start > self.cursor
        });
        let text = |key: &FileKey| {
            let is_table = table == ContractTable::Top && [INTERFACE, ACCEPTED].contains(&key.name);
            match (is_table && !has_value, key.name) {
                (false, name) => Some(self.assigned(name, has_value)),
                // What stands below a header belongs to its table.
                (true, _) if has_more || self.here.quote.is_some() => None,
                (true, ACCEPTED) => Some(format!("[[{ACCEPTED}]]\nrule = ")),
                (true, name) => Some(format!("[{name}]\n")),
            }
        };
        let is_free = |key: &FileKey| {
            !taken.iter().any(|it| it == key.name)
                || (table == ContractTable::Top && key.name == ACCEPTED)
        };
        let choices = table.keys().filter(is_free).filter_map(|key| {
            let text = text(&key)?.into();
            Some(KeyChoice { key, text })
        });
        let kind = SlotKind::Contract(ContractSlot::Key(choices.collect()));
        self.key_slot(kind, self.here.range.clone(), Box::default(), has_value)
    }

    /// A key with what comes behind it.
    fn assigned(&self, name: &str, has_value: bool) -> String {
        let quote = self.here.quote.filter(|_| !has_value || !self.here.is_closed);
        let quote = quote.map(String::from).unwrap_or_default();
        format!("{name}{quote}{}", if has_value { "" } else { " = " })
    }

    /// The keys of the same table; where its parts may stand apart, those of all of them.
    fn keys_beside(&self) -> impl Iterator<Item = &Piece> {
        let is_apart =
            !matches!(self.here.container_kind, ContainerKind::Inline | ContainerKind::TableOfList);
        self.written.pieces.iter().filter(move |piece| {
            piece.role != Role::Value
                && piece.path == self.here.path
                && piece.range != self.here.range
                && (is_apart || piece.container == self.here.container)
        })
    }

    /// Where a symbol of `[interface]` is being written, its first part up to the last: without quotes, its dots make
    /// several of it.
    fn first_of_symbol(&self) -> Option<Range<usize>> {
        let here = self.here;
        if here.is_at(&[INTERFACE]) {
            return Some(here.range.start..here.run.end);
        }
        let is_bare = |piece: &Piece| piece.quote.is_none() && piece.run == here.run;
        if here.path.first().is_none_or(|key| key != INTERFACE) || !is_bare(here) {
            return None;
        }
        let mut pieces = self.written.pieces.iter();
        let first = pieces.find(|piece| piece.is_at(&[INTERFACE]) && is_bare(piece))?;
        Some(first.range.start..here.run.end)
    }

    fn of_symbol(&self, range: Range<usize>, has_value: bool) -> Option<Slot> {
        let is_other = |piece: &&Piece| {
            piece.role != Role::Value
                && piece.is_at(&[INTERFACE])
                && (piece.range.end < range.start || piece.range.start > range.end)
        };
        let others = self.written.pieces.iter().filter(is_other);
        let beside = others.map(|piece| piece.name().into()).collect();
        let kind = SlotKind::Contract(ContractSlot::InterfaceKey { has_value });
        self.key_slot(kind, range, beside, has_value)
    }

    fn of_header(&self, is_list: bool) -> Option<Slot> {
        if self.here.is_at(&[INTERFACE]) && !is_list {
            return self.of_symbol(self.here.range.start..self.here.run.end, true);
        }
        let wanted = if is_list { ACCEPTED } else { INTERFACE };
        let is_taken = self.keys_beside().any(|it| it.name() == wanted) && !is_list;
        if !self.here.path.is_empty() || is_taken {
            return None;
        }
        let behind = self.written.text.get(self.here.whole().end..).unwrap_or_default();
        let quote = self.here.quote.filter(|_| !self.here.is_closed);
        let quote = quote.map(String::from).unwrap_or_default();
        let end = match (behind.trim_start_matches([' ', '\t']).starts_with(']'), is_list) {
            (true, _) => "",
            // Nothing is written behind a quote that is closed.
            _ if self.here.is_closed => "",
            (false, true) => "]]",
            (false, false) => "]",
        };
        let key = ContractTable::Top.keys().find(|key| key.name == wanted)?;
        let choice = KeyChoice { key, text: format!("{wanted}{quote}{end}").into() };
        let kind = SlotKind::Contract(ContractSlot::Key([choice].into()));
        self.slot(kind, self.here.range.clone(), Box::default(), false)
    }

    /// A key is written with its last quote, so that what comes behind it can be written too.
    fn key_slot(
        &self,
        kind: SlotKind,
        range: Range<usize>,
        beside: Box<[Box<str>]>,
        has_value: bool,
    ) -> Option<Slot> {
        let mut slot = self.slot(kind, range, beside, false)?;
        if let Quotes::Toml(quotes) = &mut slot.quotes
            && quotes.is_closed
            && !has_value
        {
            quotes.is_closed = false;
            slot.range = TextRange::new(slot.range.start(), slot.range.end() + 1);
        }
        Some(slot)
    }

    fn slot(
        &self,
        kind: SlotKind,
        token: Range<usize>,
        beside: Box<[Box<str>]>,
        needs_list: bool,
    ) -> Option<Slot> {
        let typed = self.written.text.get(token.start..self.cursor)?;
        let is_long_string = self.here.quote.is_none() && self.here.is_closed;
        // Names hold none of these; what holds some is no name that is half typed.
        if is_long_string || typed.contains(ends_name) {
            return None;
        }
        let behind = self.written.text.get(self.cursor..token.end)?;
        // A string that is not closed goes on to the end of its line, or to the quote of the next.
        let ends = |ch: char| ends_name(ch) || (!self.here.is_closed && matches!(ch, ']' | '}'));
        let end = self.cursor + behind.find(ends).unwrap_or(behind.len());
        let quotes = TomlQuotes {
            opened: self.here.quote,
            is_closed: self.here.is_closed && end == token.end,
            needs_list,
        };
        Some(Slot {
            kind,
            range: TextRange::of(token.start..end),
            typed: typed.into(),
            quotes: Quotes::Toml(quotes),
            beside,
        })
    }
}

/// What a key of ours takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    One,
    List,
    Either,
}

fn ends_name(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, ',' | '=' | '"' | '\'')
}

#[cfg(test)]
mod tests;
