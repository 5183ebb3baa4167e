//! TOML as it is while someone types in it: its keys and values as far as they stand there, and what belongs at
//! a cursor. Open quotes and brackets, keys without values: nothing is an error here.

mod scan;

use std::ops::Range;

/// A key, a value or a header, or the gap at the cursor where one belongs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Piece {
    pub role: Role,
    /// The keys around it, from the top of the file inwards: for a value also its own key.
    pub path: Vec<String>,
    /// Stands for the one table or list that it is directly in.
    pub container: usize,
    pub container_kind: ContainerKind,
    /// What stands between its quotes, as it is written.
    pub text: String,
    /// The same in bytes of the text.
    pub range: Range<usize>,
    pub quote: Option<char>,
    /// Whether its quote is closed.
    pub is_closed: bool,
    /// For a part of a key with dots: all parts without quotes that it is written together with.
    pub run: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// A part of `[a.b]`, or of `[[a.b]]`.
    Header {
        is_list: bool,
    },
    Key,
    Value,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ContainerKind {
    /// The top of the file, or what a header begins.
    Table,
    /// A table that `[[a]]` begins.
    TableOfList,
    /// A table in braces.
    Inline,
    List,
}

/// A text, read up to its end.
#[derive(Debug)]
pub(crate) struct Written<'t> {
    pub text: &'t str,
    pub pieces: Vec<Piece>,
    /// What the cursor stands in; `None` where nothing belongs.
    pub here: Option<Piece>,
}

/// Longer texts are not written by hand.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// Reads `text` around the byte `cursor`; `None` for one that is too long.
pub(crate) fn read(text: &str, cursor: usize) -> Option<Written<'_>> {
    if text.len() > MAX_TEXT_BYTES || !text.is_char_boundary(cursor) {
        return None;
    }
    let (pieces, gap) = scan::pieces(text, cursor);
    let here = pieces.iter().find(|piece| piece.holds(cursor)).cloned().or(gap);
    Some(Written { text, pieces, here })
}

impl Piece {
    /// Whether the cursor is in what is written, or at an end of it.
    fn holds(&self, cursor: usize) -> bool {
        self.range.start <= cursor && cursor <= self.range.end
    }

    /// Its bytes with its quotes.
    pub fn whole(&self) -> Range<usize> {
        let quote = self.quote.map_or(0, char::len_utf8);
        let end = if self.is_closed { quote } else { 0 };
        self.range.start - quote..self.range.end + end
    }

    /// What it is called: with what a string escapes.
    /// Source: TOML 1.0.0, "String": a literal string escapes nothing.
    pub fn name(&self) -> String {
        match self.quote {
            Some('"') if self.text.contains('\\') => unescaped(&self.text),
            _ => self.text.clone(),
        }
    }

    pub fn is_at(&self, path: &[&str]) -> bool {
        self.path.iter().map(String::as_str).eq(path.iter().copied())
    }
}

impl Written<'_> {
    /// Whether a value belongs to the key that ends at byte `end`, or another part of the key follows.
    pub fn has_value(&self, end: usize) -> bool {
        self.text
            .get(end..)
            .is_some_and(|behind| behind.trim_start_matches([' ', '\t']).starts_with(['=', '.']))
    }

    /// The pieces of the same table or list as another one, without itself.
    pub fn beside(&self, piece: &Piece) -> impl Iterator<Item = &Piece> {
        let (container, itself) = (piece.container, piece.range.clone());
        self.pieces.iter().filter(move |it| it.container == container && it.range != itself)
    }
}

/// A basic string as it is meant; as it is written where it is none yet.
fn unescaped(text: &str) -> String {
    let string = format!("\"{text}\"").parse::<toml_edit::Value>().ok();
    let meant = string.as_ref().and_then(toml_edit::Value::as_str);
    meant.unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests;
