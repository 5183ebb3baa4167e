use boundstone_text::TextRange;
use serde::{Deserialize, Serialize};

use crate::item::PackedItems;
use crate::reference::PackedReferences;
use crate::{
    Import, ImportForm, Item, ItemKind, ItemNumber, Items, Language, Marks, References, Scope,
    ScopeKind, Visibility,
};

/// All that is known of one file from its bytes and its language alone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileFacts {
    pub language: Language,
    /// A hash of everything below except ranges: equal shapes mean that no other file's answers change.
    pub shape: u64,
    /// A hash of the text: what a decision forbids may stand where nothing else is known of.
    pub text: u64,
    items: PackedItems,
    references: PackedReferences,
    says_for_all: bool,
    may_expand: bool,
    /// Most files have none.
    comments: Option<Box<Comments>>,
    /// Why nothing is known of a file that was given up; such facts are empty.
    pub not_checked: Option<NotChecked>,
}

/// What the comments of a file say.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Comments {
    mentions: Box<[CandidateMention]>,
    owners: Box<[OwnerComment]>,
    allows: Box<[AllowComment]>,
}

/// Why a source file was given up. Depends on its bytes alone, never on time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
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

/// Text of the form in which decisions are named, in a comment or a line of Markdown. Whether it
/// names one, only the records can say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CandidateMention {
    /// The name of the decision, without the clause and without a link's fragment.
    #[serde(with = "stored_range")]
    pub range: TextRange,
    pub key: MentionKey,
    /// The part of the decision it points at: `D2`, `§3`.
    pub clause: Option<Box<str>>,
    /// Directly preceded by a name (`acme/ADR-7`) or part of a URL: another project's decision.
    pub is_external: bool,
    /// `ADR007`: it names a decision only where records bear such names.
    pub lacks_separator: bool,
    /// The destination of the link whose text a number stands in.
    pub link: Option<Box<str>>,
    /// What stands behind a number and a colon or dash, as a title does: `ADR-7: Use events`.
    pub title: Option<Box<str>>,
    /// Words that are glued to a number, as in the name of a file: `crypto-provider` of `adr-7-crypto-provider`.
    pub slug: Option<Box<str>>,
    pub binding: Binding,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum MentionKey {
    /// `ADR-0007`, `ADR 7`: the prefix in upper case, and the number.
    Numbered { prefix: Box<str>, number: u32 },
    /// `docs/adr/0007`, `../adr/0007-slug.md`, as written; without a link's fragment.
    Path(Box<str>),
}

/// What a mention is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Binding {
    /// The item that the comment documents, or the innermost one that contains it.
    Item(ItemNumber),
    /// The comment stands in the head of the file.
    File,
    /// A line of Markdown, or a comment that documents no item.
    Nothing,
}

/// `@owner @org/team` in the first lines of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnerComment {
    pub owner: Box<str>,
    /// The owner's name.
    #[serde(with = "stored_range")]
    pub range: TextRange,
}

/// `boundstone: allow(boundary/layer) reason`, for one rule.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AllowComment {
    /// As written, known or not.
    pub rule: Box<str>,
    /// Where the rule is written.
    #[serde(with = "stored_range")]
    pub range: TextRange,
    /// The lines whose findings it allows, as bytes: its own, or where nothing else stands on that, the
    /// next one that is no comment.
    #[serde(with = "stored_range")]
    pub lines: TextRange,
    pub has_reason: bool,
}

impl FileFacts {
    /// The mentions of decisions, in source order.
    pub fn mentions(&self) -> &[CandidateMention] {
        self.comments.as_ref().map(|it| &*it.mentions).unwrap_or_default()
    }

    /// The owners that a comment at the top of the file names.
    pub fn owners(&self) -> &[OwnerComment] {
        self.comments.as_ref().map(|it| &*it.owners).unwrap_or_default()
    }

    /// The `allow` comments, in source order.
    pub fn allows(&self) -> &[AllowComment] {
        self.comments.as_ref().map(|it| &*it.allows).unwrap_or_default()
    }

    /// The items in source order. They are unpacked one by one: who asks for many by their numbers
    /// collects them first.
    pub fn items(&self) -> Items<'_> {
        self.items.iter()
    }

    pub fn item(&self, number: ItemNumber) -> Option<Item<'_>> {
        self.items.get(number)
    }

    /// An item and those that enclose it, outwards; none for a number that no item has.
    pub fn enclosing(&self, number: ItemNumber) -> Vec<(ItemNumber, Item<'_>)> {
        let find = |number: ItemNumber| Some((number, self.item(number)?));
        let around = |(number, inner): &(ItemNumber, Item<'_>)| {
            find(inner.parent.filter(|around| around < number)?)
        };
        std::iter::successors(find(number), around).collect()
    }

    /// The item's path inside its file, as `Invoice.total` or `sinks::UTF8`; an impl counts as its
    /// type.
    pub fn path(&self, number: ItemNumber) -> String {
        let enclosing = self.enclosing(number);
        let names: Vec<_> = enclosing.iter().rev().map(|(_, item)| item.name()).collect();
        names.join(self.language.separator())
    }

    /// The innermost item whose range holds `offset`.
    pub fn item_at(&self, offset: u32) -> Option<ItemNumber> {
        let started = (0..).zip(self.items()).take_while(|(_, item)| item.range.start() <= offset);
        started.filter(|(_, item)| offset < item.range.end()).last().map(|(number, _)| number)
    }

    /// The item whose name stands at `offset`.
    pub fn item_named_at(&self, offset: u32) -> Option<ItemNumber> {
        let is_there = |item: Item<'_>| item.name_range.touches(offset);
        self.items().position(is_there).map(|at| at as ItemNumber)
    }

    /// What the file says of other files. Unpacked as a whole: who asks often keeps it.
    pub fn references(&self) -> References<'_> {
        self.references.unpack()
    }

    /// Whether a name of the file or a path in it matters where its place does not tell: a macro for
    /// all, the body of one, or a `#[path]`.
    pub fn says_for_all(&self) -> bool {
        self.says_for_all
    }

    /// Whether macros that are called outside of functions, or attributes, may make items, so that the file says something
    /// else when they are expanded; never false when it does.
    pub fn may_expand(&self) -> bool {
        self.may_expand
    }

    /// Whether `name` may stand among the references; never false when it does.
    pub fn refers_to(&self, name: &str) -> bool {
        self.references.holds(name)
    }

    /// Approximate bytes of memory held, for the resident-memory benchmark.
    pub fn heap_size(&self) -> usize {
        let boxed: usize = self.mentions().iter().map(CandidateMention::heap_size).sum();
        let packed = self.items.heap_size() + self.references.heap_size();
        let allows: usize =
            self.allows().iter().map(|it| it.rule.len() + size_of::<AllowComment>()).sum();
        packed + std::mem::size_of_val::<[CandidateMention]>(self.mentions()) + boxed + allows
    }
}

impl CandidateMention {
    fn heap_size(&self) -> usize {
        let key = match &self.key {
            MentionKey::Numbered { prefix, .. } => prefix.len(),
            MentionKey::Path(path) => path.len(),
        };
        let length = |part: &Option<Box<str>>| part.as_deref().map_or(0, str::len);
        key + length(&self.link) + length(&self.title) + length(&self.slug) + length(&self.clause)
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
        shape.extend([u8::from(self.lacks_separator), u8::from(self.link.is_some())]);
        shape.extend(number.to_le_bytes());
        shape.extend(item.to_le_bytes());
        let others = [&self.clause, &self.link, &self.title, &self.slug];
        let others = others.map(|part| part.as_deref().unwrap_or_default());
        for part in std::iter::once(&**name).chain(others) {
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
    pub marks: Marks,
    pub range: TextRange,
    /// Where the name begins in the source.
    pub name_at: u32,
    pub lead_start: u32,
    pub parent: Option<ItemNumber>,
}

/// An item of facts that are not finished.
#[derive(Clone, Copy, Debug)]
pub struct DraftItem {
    pub kind: ItemKind,
    pub visibility: Visibility,
    pub marks: Marks,
    pub range: TextRange,
    pub lead_start: u32,
    pub parent: Option<ItemNumber>,
    is_exported: bool,
    name_at: u32,
    /// Where its name lies among those of the draft; it is as long there as in the source.
    name_start: u32,
    name_len: u32,
}

impl DraftItem {
    /// Where the name begins in the source.
    pub fn name_at(&self) -> u32 {
        self.name_at
    }

    pub fn name_range(&self) -> TextRange {
        TextRange::new(self.name_at, self.name_at + self.name_len)
    }

    fn finished<'a>(&self, names: &'a str) -> Item<'a> {
        let &Self { kind, visibility, marks, range, lead_start, parent, is_exported, .. } = self;
        let name_range = self.name_range();
        let written = TextRange::new(self.name_start, self.name_start + self.name_len).slice(names);
        Item {
            range,
            lead_start,
            name_range,
            parent,
            kind,
            visibility,
            marks,
            is_exported,
            written: written.as_bytes(),
        }
    }
}

/// Collects the facts of one file, in source order.
#[derive(Debug, Default)]
pub struct FactsBuilder {
    names: String,
    items: Vec<DraftItem>,
    references: PackedReferences,
    says_for_all: bool,
    /// See [`FileFacts::may_expand`].
    pub may_expand: bool,
    pub mentions: Vec<CandidateMention>,
    pub owners: Vec<OwnerComment>,
    pub allows: Vec<AllowComment>,
    pub not_checked: Option<NotChecked>,
}

impl FactsBuilder {
    /// Adds an item after all those that start before it.
    pub fn push(&mut self, new: NewItem<'_>) -> ItemNumber {
        let name_start = self.names.len() as u32;
        self.names.push_str(new.name);
        self.items.push(DraftItem {
            kind: new.kind,
            visibility: new.visibility,
            marks: new.marks,
            range: new.range,
            lead_start: new.lead_start,
            parent: new.parent,
            is_exported: false,
            name_at: new.name_at,
            name_start,
            name_len: new.name.len() as u32,
        });
        self.items.len() as ItemNumber - 1
    }

    pub fn items(&self) -> &[DraftItem] {
        &self.items
    }

    /// What the file says of other files, in source order.
    pub fn set_references(&mut self, references: &References<'_>) {
        let by_path = |it: &Import<'_>| it.form == ImportForm::ModuleFile && !it.from.is_empty();
        let is_for_callers = |it: &Scope| matches!(it.kind, ScopeKind::Macro(_));
        self.says_for_all =
            references.imports.iter().any(by_path) || references.scopes.iter().any(is_for_callers);
        self.references = PackedReferences::new(references);
    }

    /// The name of an item added before.
    pub fn name(&self, item: &DraftItem) -> &str {
        item.finished(&self.names).name()
    }

    /// Says of an item that it is exported under its own name.
    pub fn set_exported(&mut self, number: ItemNumber) {
        if let Some(item) = self.items.get_mut(number as usize) {
            item.is_exported = true;
        }
    }

    /// Corrects the visibility of an item, where the source says it after the item.
    pub fn set_visibility(&mut self, number: ItemNumber, visibility: Visibility) {
        if let Some(item) = self.items.get_mut(number as usize) {
            item.visibility = visibility;
        }
    }

    /// The finished facts of `text`. `hash` hashes bytes; it is passed in because the model has no
    /// dependencies.
    pub fn finish(self, language: Language, text: &str, hash: impl Fn(&[u8]) -> u64) -> FileFacts {
        let is_for_all =
            |it: &DraftItem| it.kind == ItemKind::Macro && it.visibility == Visibility::Public;
        let says_for_all = self.says_for_all || self.items.iter().any(is_for_all);
        let items = PackedItems::new(self.items.iter().map(|draft| draft.finished(&self.names)));
        let mut shape = hash(items.shape()).to_le_bytes().to_vec();
        shape.extend(hash(self.references.shape()).to_le_bytes());
        for mention in &self.mentions {
            mention.write_shape(&mut shape);
        }
        for owner in &self.owners {
            shape.push(b'\n');
            shape.extend(owner.owner.bytes());
        }
        for allow in &self.allows {
            shape.extend([b'\r', u8::from(allow.has_reason)]);
            shape.extend(allow.rule.bytes());
        }
        shape.push(self.not_checked.map_or(0, |reason| reason as u8 + 1));
        shape.push(u8::from(self.may_expand));
        let comments = Comments {
            mentions: self.mentions.into_boxed_slice(),
            owners: self.owners.into_boxed_slice(),
            allows: self.allows.into_boxed_slice(),
        };
        FileFacts {
            language,
            shape: hash(&shape),
            text: hash(text.as_bytes()),
            says_for_all,
            may_expand: self.may_expand,
            items,
            references: self.references,
            comments: (comments != Comments::default()).then(|| Box::new(comments)),
            not_checked: self.not_checked,
        }
    }
}

/// A range as it is stored: its start and its length.
mod stored_range {
    use boundstone_text::TextRange;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(range: &TextRange, to: S) -> Result<S::Ok, S::Error> {
        (range.start(), range.len()).serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<TextRange, D::Error> {
        let (start, len) = <(u32, u32)>::deserialize(from)?;
        Ok(TextRange::new(start, start.saturating_add(len)))
    }
}
