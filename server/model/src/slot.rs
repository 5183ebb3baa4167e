use boundstone_text::TextRange;

/// A place where something is being written that Boundstone may know names for, as far as the file itself
/// says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    pub kind: SlotKind,
    /// What a choice replaces: what stands there before the cursor, and on to the end of the word.
    pub range: TextRange,
    /// What stands there before the cursor.
    pub typed: Box<str>,
    pub quotes: Quotes,
}

/// What belongs there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SlotKind {
    /// The name of a decision in a comment or in Markdown: `ADR`, `ADR-`, `adr 00`, `ADR-pay`.
    Mention {
        /// In upper case.
        prefix: Box<str>,
        /// Bytes of what was typed up to where the number belongs: the prefix, and a `-` or a space.
        head: usize,
    },
    Owner,
    /// A key of the front matter of a record.
    Key {
        /// Whether a colon stands behind it, and perhaps a value.
        has_value: bool,
        /// The keys that the front matter has.
        taken: Box<[Box<str>]>,
    },
    Status,
    /// Another decision, as a record names it in its front matter.
    RelatedDecision,
    /// What a record governs: a glob, a boundary, a symbol.
    Governed,
}

/// What stands around the slot, which decides how a value is written there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quotes {
    /// Every character stands for itself.
    Needless,
    /// A value of YAML that no quote opens.
    Missing,
    Single,
    Double,
}
