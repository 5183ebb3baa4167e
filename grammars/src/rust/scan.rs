//! What the tokens of a Rust file say, block by block. No block depends on another, so that after an edit
//! those that it did not touch are taken over.

use boundstone_model::{
    Import, ImportForm, Reference, ReferenceKind, ScopeNumber, Visibility, bare,
};
use boundstone_text::TextRange;

use super::reference::Pass;
use super::token::{Token, may_have_frontmatter, tokens};

/// The range of a name that is not there.
pub(super) const NO_NAME: TextRange = TextRange::empty(0);

/// What the tokens of one text say, before it is known what its names mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    /// In order; the last one reaches to the end of the text.
    blocks: Vec<Block>,
    /// The file first.
    pub(super) scopes: Vec<DraftScope>,
    pub(super) imports: Vec<DraftImport>,
    pub(super) candidates: Vec<Candidate>,
    /// How many places there are that may make items: see [`super::making`].
    pub(super) making: usize,
    /// A hash of the names that it was last decided by which candidates are kept.
    pub(super) names: u64,
}

/// Where a part of the text ends that stands for itself, in the text and in each list. It ends behind a `}`
/// or `;` that nothing is open around.
#[derive(Clone, Copy, Debug)]
struct Block {
    text: u32,
    lists: Lengths,
}

/// How many scopes, imports, candidates and places that may make items there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lengths {
    pub scopes: usize,
    pub imports: usize,
    pub candidates: usize,
    pub making: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct DraftScope {
    pub parent: ScopeNumber,
    pub kind: DraftKind,
    pub is_test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DraftKind {
    File,
    /// The body of `mod name { }`, by where the name begins.
    Module(u32),
    /// The body of `macro_rules! name { () => { } }`, by where the name begins.
    Macro(u32),
    Block,
}

/// An import whose path is put together from several places. Its names are ranges of the text.
#[derive(Clone, Debug)]
pub(super) struct DraftImport {
    pub scope: ScopeNumber,
    pub form: ImportForm,
    pub visibility: Visibility,
    pub from: String,
    pub name: TextRange,
    pub bound: TextRange,
    pub adjacent: usize,
    pub is_test: bool,
    pub range: TextRange,
}

/// A path that may lead out of the file, before all names of the file are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub start: u32,
    /// In bytes, as that of its first segment, which is 0 where the path begins with `::`.
    pub length: u32,
    pub first_length: u32,
    /// Of a member: the path of its value's type, which then has the first segment. Otherwise empty.
    pub of_type: TextRange,
    pub scope: ScopeNumber,
    /// The function around it, by its number in the block; 0 outside of all.
    pub function: u32,
    pub kind: ReferenceKind,
    pub is_in_macro_definition: bool,
    /// Stands where a local variable might be meant.
    pub may_be_local: bool,
    /// Whether it is kept, once that is decided.
    pub is_kept: Option<bool>,
}

impl Scan {
    pub fn of(text: &str) -> Self {
        Self::of_tokens(text, tokens(text, 0))
    }

    /// The same of tokens that are at hand.
    pub(super) fn of_tokens(text: &str, tokens: Vec<Token>) -> Self {
        let mut scan = Self {
            scopes: vec![DraftScope { parent: 0, kind: DraftKind::File, is_test: false }],
            ..Self::default()
        };
        Pass::new(text, tokens, &mut scan).run();
        scan.end_block(text.len() as u32);
        scan
    }

    /// The scan of `text`, which `old_text` was edited to: equal to [`Scan::of`], at the cost of the blocks
    /// that differ.
    pub fn of_edited(text: &str, old_text: &str, old: &Self) -> Self {
        if may_have_frontmatter(text) || may_have_frontmatter(old_text) {
            return Self::of(text);
        }
        let same = Same::of(old_text, text);
        let boundaries = old.blocks.split_last().map(|(_, ended)| ended).unwrap_or_default();
        let head = boundaries.partition_point(|block| block.text as usize <= same.before);
        let tail = boundaries.partition_point(|block| (block.text as usize) < same.after);
        let mut scan = old.head(head);
        let (from, lengths) = (scan.end(), scan.lengths());
        let mut blocks = 1;
        loop {
            let next = (tail + blocks - 1).max(head);
            let end = boundaries.get(next).map(|block| same.moved(block.text));
            let part = end.map_or(text, |end| text.get(..end as usize).unwrap_or(text));
            Pass::new(part, tokens(part, from), &mut scan).run();
            if end.is_none() {
                scan.end_block(text.len() as u32);
                return scan;
            }
            if end == Some(scan.end()) {
                scan.append(old, next, same);
                return scan;
            }
            scan.truncate(head, lengths);
            blocks *= 2;
        }
    }

    /// Ends a block whose lists are complete.
    pub(super) fn end_block(&mut self, at: u32) {
        let lists = self.lengths();
        self.blocks.push(Block { text: at, lists });
    }

    /// The end of the last block.
    fn end(&self) -> u32 {
        self.blocks.last().map_or(0, |block| block.text)
    }

    pub(super) fn lengths(&self) -> Lengths {
        Lengths {
            scopes: self.scopes.len(),
            imports: self.imports.len(),
            candidates: self.candidates.len(),
            making: self.making,
        }
    }

    /// The first blocks alone.
    fn head(&self, blocks: usize) -> Self {
        let last = blocks.checked_sub(1).and_then(|last| self.blocks.get(last));
        let lengths = last.map_or(Lengths { scopes: 1, ..Lengths::default() }, |it| it.lists);
        Self {
            blocks: self.blocks.get(..blocks).unwrap_or_default().to_vec(),
            scopes: self.scopes.get(..lengths.scopes).unwrap_or_default().to_vec(),
            imports: self.imports.get(..lengths.imports).unwrap_or_default().to_vec(),
            candidates: self.candidates.get(..lengths.candidates).unwrap_or_default().to_vec(),
            making: lengths.making,
            names: self.names,
        }
    }

    fn truncate(&mut self, blocks: usize, lengths: Lengths) {
        self.blocks.truncate(blocks);
        self.scopes.truncate(lengths.scopes);
        self.imports.truncate(lengths.imports);
        self.candidates.truncate(lengths.candidates);
        self.making = lengths.making;
    }

    /// Takes over what stands behind the block `last` of `old`.
    fn append(&mut self, old: &Self, last: usize, same: Same) {
        let Some(Block { lists: from, .. }) = old.blocks.get(last).copied() else { return };
        let here = self.lengths();
        let scope = |scope: ScopeNumber| match scope as usize {
            0 => 0,
            number => (number + here.scopes - from.scopes) as ScopeNumber,
        };
        let moved = |range: TextRange| match range {
            NO_NAME => NO_NAME,
            range => TextRange::new(same.moved(range.start()), same.moved(range.end())),
        };
        self.scopes.extend(old.scopes.iter().skip(from.scopes).map(|it| DraftScope {
            parent: scope(it.parent),
            kind: match it.kind {
                DraftKind::Module(name) => DraftKind::Module(same.moved(name)),
                DraftKind::Macro(name) => DraftKind::Macro(same.moved(name)),
                kind => kind,
            },
            ..*it
        }));
        self.imports.extend(old.imports.iter().skip(from.imports).map(|it| DraftImport {
            scope: scope(it.scope),
            name: moved(it.name),
            bound: moved(it.bound),
            range: moved(it.range),
            ..it.clone()
        }));
        self.candidates.extend(old.candidates.iter().skip(from.candidates).map(|it| Candidate {
            scope: scope(it.scope),
            start: same.moved(it.start),
            of_type: moved(it.of_type),
            ..*it
        }));
        self.making += old.making - from.making;
        self.blocks.extend(old.blocks.iter().skip(last + 1).map(|it| Block {
            text: same.moved(it.text),
            lists: Lengths {
                scopes: it.lists.scopes + here.scopes - from.scopes,
                imports: it.lists.imports + here.imports - from.imports,
                candidates: it.lists.candidates + here.candidates - from.candidates,
                making: it.lists.making + here.making - from.making,
            },
        }));
    }
}

/// What two texts have in common: all before one place, and all from another.
#[derive(Clone, Copy, Debug)]
struct Same {
    before: usize,
    /// In the old text, and how far it moved to the new one.
    after: usize,
    by: i64,
}

impl Same {
    fn of(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let before = equal(old, new);
        let rest = |text: &[u8]| text.len() - before;
        let most = rest(old).min(rest(new));
        let (old_end, new_end) = (old.len() - most, new.len() - most);
        let ends = (old.get(old_end..).unwrap_or_default(), new.get(new_end..).unwrap_or_default());
        let after = old.len() - equal_at_end(ends.0, ends.1);
        Self { before, after, by: new.len() as i64 - old.len() as i64 }
    }

    fn moved(self, at: u32) -> u32 {
        (i64::from(at) + self.by) as u32
    }
}

/// As many bytes as are compared at once.
const CHUNK: usize = 256;

/// How many bytes two texts begin with alike.
fn equal(one: &[u8], other: &[u8]) -> usize {
    let chunks = one.chunks(CHUNK).zip(other.chunks(CHUNK)).take_while(|(a, b)| a == b).count();
    let start = (chunks * CHUNK).min(one.len()).min(other.len());
    let rest = one.iter().skip(start).zip(other.iter().skip(start));
    start + rest.take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts of one length end with alike.
fn equal_at_end(one: &[u8], other: &[u8]) -> usize {
    let chunks = one.rchunks(CHUNK).zip(other.rchunks(CHUNK)).take_while(|(a, b)| a == b).count();
    let end = one.len().saturating_sub(chunks * CHUNK);
    let rest = one.iter().take(end).rev().zip(other.iter().take(end).rev());
    one.len() - end + rest.take_while(|(a, b)| a == b).count()
}

impl DraftImport {
    pub fn name<'t>(&self, text: &'t str) -> &'t str {
        bare(self.name.slice(text))
    }

    pub fn bound<'t>(&self, text: &'t str) -> &'t str {
        bare(self.bound.slice(text))
    }

    pub fn finished<'a>(&'a self, text: &'a str, scope: ScopeNumber) -> Import<'a> {
        Import {
            scope,
            form: self.form,
            visibility: self.visibility,
            from: &self.from,
            name: self.name(text),
            bound: self.bound(text),
            adjacent: self.adjacent.min(usize::from(u8::MAX)) as u8,
            is_test: self.is_test,
            is_type_only: false,
            range: self.range,
        }
    }
}

impl DraftScope {
    /// Whether it is a module, where the lookup of a name ends.
    pub fn is_module(&self) -> bool {
        matches!(self.kind, DraftKind::File | DraftKind::Module(_))
    }
}

impl Candidate {
    pub fn range(&self) -> TextRange {
        TextRange::new(self.start, self.start + self.length)
    }

    /// The path that is looked up.
    fn looked_up(&self) -> TextRange {
        if self.of_type.is_empty() { self.range() } else { self.of_type }
    }

    /// Its first segment, without `r#`; empty where it begins with `::`.
    pub fn first<'t>(&self, text: &'t str) -> &'t str {
        let start = self.looked_up().start();
        bare(TextRange::new(start, start + self.first_length).slice(text))
    }

    /// Whether it is its first segment alone.
    pub fn is_bare(&self) -> bool {
        self.looked_up().len() == self.first_length
    }

    pub fn finished<'t>(&self, text: &'t str, scope: ScopeNumber) -> Reference<'t> {
        Reference {
            scope,
            kind: self.kind,
            is_in_macro_definition: self.is_in_macro_definition,
            path: self.range().slice(text),
            of_type: self.of_type.slice(text),
            start: self.start,
        }
    }
}
