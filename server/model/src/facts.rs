use boundstone_text::TextRange;

use crate::Language;

/// All that is known of one file from its bytes and its language alone.
///
/// Names lie in one string and items in one slice, because a repository of 100,000 files holds about a
/// million items, and they stay in memory while their syntax trees do not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileFacts {
    pub language: Language,
    /// A hash of everything below except ranges: equal shapes mean that no other file's answers change.
    pub shape: u64,
    names: Box<str>,
    items: Box<[Item]>,
    pub mentions: Box<[CandidateMention]>,
    pub owners: Box<[OwnerComment]>,
    /// Why nothing is known of a file that was given up; such facts are empty.
    pub not_checked: Option<NotChecked>,
}

/// Why a source file was given up. Depends on its bytes alone, never on time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NotChecked {
    TooLarge,
    /// A line as long as those of minified bundles.
    LongLine,
    /// Parsing took more steps than a file of its size is allowed.
    TooComplex,
}

impl NotChecked {
    /// The reason in the "not checked" list, as a clause.
    pub fn reason(self) -> &'static str {
        match self {
            Self::TooLarge => "the file is too large",
            Self::LongLine => "a line is too long, as in a minified bundle",
            Self::TooComplex => "parsing takes more steps than allowed",
        }
    }
}

/// The position of an item in its file's facts, in source order.
pub type ItemNumber = u32;

const NO_PARENT: ItemNumber = ItemNumber::MAX;

/// Bytes that one item adds to a shape: kind, visibility, parent, place and length of the name.
const SHAPE_OF_ITEM: usize = 12;

/// A named definition in a source file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Item {
    /// The whole item, from its first keyword or modifier to its end, without the comments,
    /// attributes and decorators before it. Items are ordered by its start, and two ranges are
    /// disjoint or one contains the other.
    pub range: TextRange,
    /// Where the comments and attributes directly above the item begin; `range.start()` without any.
    pub lead_start: u32,
    /// Where the name stands in the source, and where it lies among the names of the facts; it is as
    /// long in both.
    name_at: u32,
    name_start: u32,
    parent: ItemNumber,
    name_len: u16,
    pub kind: ItemKind,
    pub visibility: Visibility,
}

impl Item {
    /// The item that encloses this one: a module, type, impl, class or namespace.
    pub fn parent(&self) -> Option<ItemNumber> {
        (self.parent != NO_PARENT).then_some(self.parent)
    }

    /// The name as it is written, with a raw identifier's `r#` and with quotes.
    pub fn name_range(&self) -> TextRange {
        TextRange::new(self.name_at, self.name_at + u32::from(self.name_len))
    }

    fn name_in<'a>(&self, names: &'a str) -> &'a str {
        let start = self.name_start as usize;
        bare(names.get(start..start + self.name_len as usize).unwrap_or_default())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ItemKind {
    Module,
    Function,
    Struct,
    Enum,
    Union,
    Variant,
    Field,
    Trait,
    TypeAlias,
    Constant,
    Static,
    Macro,
    /// A Rust `impl` block, named by its type. It is a place for its members, not a symbol.
    Impl,
    Method,
    Class,
    Interface,
    Namespace,
    Variable,
    Property,
}

impl ItemKind {
    /// Whether a consumer can name items of this kind.
    pub fn is_symbol(self) -> bool {
        self != Self::Impl
    }

    /// The word for it in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Function => "function",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Union => "union",
            Self::Variant => "variant",
            Self::Field => "field",
            Self::Trait => "trait",
            Self::TypeAlias => "type alias",
            Self::Constant => "constant",
            Self::Static => "static",
            Self::Macro => "macro",
            Self::Impl => "impl",
            Self::Method => "method",
            Self::Class => "class",
            Self::Interface => "interface",
            Self::Namespace => "namespace",
            Self::Variable => "variable",
            Self::Property => "property",
        }
    }
}

/// What the source says of an item's visibility; whether it is reachable is another question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Visibility {
    /// Rust `pub`, and what a `trait`, an `enum` or an `impl` of a trait makes as visible as itself;
    /// TypeScript `export` in any form, and members of what is exported that are not private.
    Public,
    /// Rust `pub(…)`; TypeScript `protected`.
    Restricted,
    Private,
}

/// Text of the form in which decisions are named, in a comment or a line of Markdown. Whether it
/// names one, only the records can say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CandidateMention {
    /// The name of the decision, without the clause and without a link's fragment.
    pub range: TextRange,
    pub key: MentionKey,
    /// The part of the decision it points at: `D2`, `§3`.
    pub clause: Option<Box<str>>,
    /// Directly preceded by a name (`acme/ADR-7`) or part of a URL: another project's decision.
    pub is_external: bool,
    pub binding: Binding,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MentionKey {
    /// `ADR-0007`, `ADR 7`: the prefix in upper case, and the number.
    Numbered { prefix: Box<str>, number: u32 },
    /// `docs/adr/0007`, `../adr/0007-slug.md`, as written; without a link's fragment.
    Path(Box<str>),
}

/// What a mention is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Binding {
    /// The item that the comment documents, or the innermost one that contains it.
    Item(ItemNumber),
    /// The comment stands in the head of the file.
    File,
    /// A line of Markdown, or a comment that documents no item.
    Nothing,
}

/// `@owner @org/team` in the first lines of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnerComment {
    pub owner: Box<str>,
    /// The owner's name.
    pub range: TextRange,
}

impl FileFacts {
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn item(&self, number: ItemNumber) -> Option<&Item> {
        self.items.get(number as usize)
    }

    /// The item's own name, without a raw identifier's `r#` and without quotes.
    pub fn name(&self, item: &Item) -> &str {
        item.name_in(&self.names)
    }

    /// The item's path inside its file, as `Invoice.total` or `sinks::UTF8`; an impl counts as its
    /// type.
    pub fn path(&self, number: ItemNumber) -> String {
        let mut names = Vec::new();
        let mut next = Some(number);
        while let Some(item) = next.and_then(|number| self.item(number)) {
            names.push(self.name(item));
            next = item.parent();
        }
        names.reverse();
        names.join(self.language.separator())
    }

    /// The innermost item whose range holds `offset`.
    pub fn item_at(&self, offset: u32) -> Option<ItemNumber> {
        let holds = |item: &Item| item.range.start() <= offset && offset < item.range.end();
        self.items.iter().rposition(holds).map(|at| at as ItemNumber)
    }

    /// The item whose name stands at `offset`.
    pub fn item_named_at(&self, offset: u32) -> Option<ItemNumber> {
        self.items
            .iter()
            .position(|item| item.name_range().touches(offset))
            .map(|at| at as ItemNumber)
    }

    /// Approximate bytes of memory held, for the resident-memory benchmark.
    pub fn heap_size(&self) -> usize {
        let boxed: usize = self.mentions.iter().map(CandidateMention::heap_size).sum();
        self.names.len()
            + std::mem::size_of_val::<[Item]>(&self.items)
            + std::mem::size_of_val::<[CandidateMention]>(&self.mentions)
            + boxed
    }
}

impl CandidateMention {
    fn heap_size(&self) -> usize {
        let key = match &self.key {
            MentionKey::Numbered { prefix, .. } => prefix.len(),
            MentionKey::Path(path) => path.len(),
        };
        key + self.clause.as_deref().map_or(0, str::len)
    }

    /// Appends what a change of this mention changes in the answers of other files.
    fn write_shape(&self, shape: &mut Vec<u8>) {
        let (tag, name, number) = match &self.key {
            MentionKey::Numbered { prefix, number } => (0, prefix, *number),
            MentionKey::Path(path) => (1, path, 0),
        };
        let (binding, item) = match self.binding {
            Binding::Item(item) => (0, item),
            Binding::File => (1, 0),
            Binding::Nothing => (2, 0),
        };
        shape.extend([tag, binding, u8::from(self.is_external), u8::from(self.clause.is_some())]);
        shape.extend(number.to_le_bytes());
        shape.extend(item.to_le_bytes());
        for part in [&**name, self.clause.as_deref().unwrap_or_default()] {
            shape.extend((part.len() as u32).to_le_bytes());
            shape.extend(part.bytes());
        }
    }
}

/// An item to be added to a [`FactsBuilder`].
#[derive(Clone, Copy, Debug)]
pub struct NewItem<'a> {
    /// The name as it is written.
    pub name: &'a str,
    pub kind: ItemKind,
    pub visibility: Visibility,
    pub range: TextRange,
    /// Where the name begins in the source.
    pub name_at: u32,
    pub lead_start: u32,
    pub parent: Option<ItemNumber>,
}

/// A written name without a raw identifier's `r#`, or without the quotes that a TypeScript member or
/// module may have.
pub fn bare(written: &str) -> &str {
    let name = written.strip_prefix("r#").unwrap_or(written);
    ['"', '\''].iter().find_map(|&q| name.strip_prefix(q)?.strip_suffix(q)).unwrap_or(name)
}

/// Collects the facts of one file, in source order.
#[derive(Debug, Default)]
pub struct FactsBuilder {
    names: String,
    items: Vec<Item>,
    pub mentions: Vec<CandidateMention>,
    pub owners: Vec<OwnerComment>,
    pub not_checked: Option<NotChecked>,
}

impl FactsBuilder {
    /// Adds an item after all those that start before it. A name is cut at 65,535 bytes.
    pub fn push(&mut self, new: NewItem<'_>) -> ItemNumber {
        let mut name = new.name;
        while name.len() > u16::MAX as usize {
            let mut cut = u16::MAX as usize;
            while !name.is_char_boundary(cut) {
                cut -= 1;
            }
            name = name.get(..cut).unwrap_or_default();
        }
        let name_start = self.names.len() as u32;
        self.names.push_str(name);
        self.items.push(Item {
            range: new.range,
            lead_start: new.lead_start,
            name_at: new.name_at,
            name_start,
            parent: new.parent.unwrap_or(NO_PARENT),
            name_len: name.len() as u16,
            kind: new.kind,
            visibility: new.visibility,
        });
        self.items.len() as ItemNumber - 1
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The name of an item added before.
    pub fn name(&self, item: &Item) -> &str {
        item.name_in(&self.names)
    }

    /// Corrects the visibility of an item, where the source says it after the item.
    pub fn set_visibility(&mut self, number: ItemNumber, visibility: Visibility) {
        if let Some(item) = self.items.get_mut(number as usize) {
            item.visibility = visibility;
        }
    }

    /// The finished facts. `hash` hashes bytes; it is passed in because the model has no dependencies.
    pub fn finish(self, language: Language, hash: impl Fn(&[u8]) -> u64) -> FileFacts {
        let mut shape = Vec::with_capacity(self.names.len() + self.items.len() * SHAPE_OF_ITEM);
        shape.extend(self.names.bytes());
        for item in &self.items {
            shape.extend([item.kind as u8, item.visibility as u8]);
            shape.extend(item.parent.to_le_bytes());
            shape.extend(item.name_start.to_le_bytes());
            shape.extend(item.name_len.to_le_bytes());
        }
        shape.extend((self.items.len() as u32).to_le_bytes());
        for mention in &self.mentions {
            mention.write_shape(&mut shape);
        }
        for owner in &self.owners {
            shape.push(b'\n');
            shape.extend(owner.owner.bytes());
        }
        shape.push(self.not_checked.map_or(0, |reason| reason as u8 + 1));
        FileFacts {
            language,
            shape: hash(&shape),
            names: self.names.into_boxed_str(),
            items: self.items.into_boxed_slice(),
            mentions: self.mentions.into_boxed_slice(),
            owners: self.owners.into_boxed_slice(),
            not_checked: self.not_checked,
        }
    }
}
