use boundstone_text::TextRange;

/// A part of one of our own files, as an outline shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineEntry {
    /// Never empty.
    pub name: String,
    /// The value in short, or what is most telling of it; may be empty.
    pub detail: String,
    pub kind: OutlineKind,
    /// All of it, around `name_range`.
    pub range: TextRange,
    pub name_range: TextRange,
    pub inside: Vec<OutlineEntry>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OutlineKind {
    Key,
    Table,
    /// A symbol of `[interface]`.
    Item,
    /// An entry of `[[accepted]]`.
    Accepted,
}
