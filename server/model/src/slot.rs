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
    /// What stands beside it in the same list or table, and is not written twice.
    pub beside: Box<[Box<str>]>,
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
    Contract(ContractSlot),
}

/// What belongs at a place of a `boundary.toml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContractSlot {
    /// One of these.
    Key(Box<[KeyChoice]>),
    Layer,
    Boundary,
    Decision,
    /// A key of `[interface]`: an item of the boundary, or all of a level.
    InterfaceKey {
        /// Whether its value stands behind it.
        has_value: bool,
    },
    /// What serves instead of a deprecated item.
    Item,
    Stability,
    Rule,
    /// A file of the boundary, as seen from its folder.
    File,
    /// What a finding that is accepted is about.
    Symbol {
        /// The file that the finding is in, where the entry says it.
        file: Option<Box<str>>,
    },
}

/// A key of one of our own files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileKey {
    pub name: &'static str,
    /// What it is for, as a sentence.
    pub purpose: &'static str,
}

/// A key, and how it is written at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyChoice {
    pub key: FileKey,
    pub text: Box<str>,
}

/// What stands around the slot, which decides how a value is written there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quotes {
    /// Every character stands for itself.
    Needless,
    /// A value of YAML.
    Yaml(YamlQuotes),
    /// A key or a value of TOML.
    Toml(TomlQuotes),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum YamlQuotes {
    /// No quote opens the value.
    Missing,
    Single,
    Double,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TomlQuotes {
    /// The quote that stands before the slot.
    pub opened: Option<char>,
    /// Whether the same stands behind it.
    pub is_closed: bool,
    /// Whether the value must be in a list, and none is opened.
    pub needs_list: bool,
}
