use boundstone_text::TextRange;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Import, ImportForm, Reference, ReferenceKind, References, Scope, ScopeKind};
use crate::Visibility;
use crate::varint::{push, push_text, take, take_text};

/// The references of one file as bytes, about four for each path: a repository of 100,000 files holds
/// millions.
///
/// First comes what they mean, scopes, imports and paths, each text once, and behind it where each
/// stands, relative to the one before it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PackedReferences {
    #[serde(with = "serde_bytes")]
    bytes: Box<[u8]>,
    places_at: u32,
}

impl PackedReferences {
    /// Packs what stands in source order.
    pub(crate) fn new(references: &References<'_>) -> Self {
        let is_empty = references.imports.is_empty() && references.paths.is_empty();
        // A module is a place for names even when it imports none.
        if is_empty && references.scopes.len() <= 1 {
            return Self::default();
        }
        let mut texts = Texts::default();
        let mut body = Vec::new();
        push_scopes(&mut body, &references.scopes);
        push(&mut body, references.imports.len() as u32);
        for import in &references.imports {
            push_import(&mut body, import, &mut texts);
        }
        push(&mut body, references.paths.len() as u32);
        let mut scope = 0;
        for path in &references.paths {
            let is_elsewhere = path.scope != scope;
            let flags = u8::from(path.is_in_macro_definition) + 2 * u8::from(is_elsewhere);
            body.push(path.kind as u8 * 4 + flags);
            if is_elsewhere {
                push(&mut body, path.scope);
                scope = path.scope;
            }
            push(&mut body, texts.number(path.path));
            if path.kind == ReferenceKind::Member {
                push(&mut body, texts.number(path.of_type));
            }
        }
        let mut bytes = Vec::with_capacity(texts.bytes + body.len() * 2);
        push(&mut bytes, texts.list.len() as u32);
        texts.list.iter().for_each(|text| push_text(&mut bytes, text));
        bytes.extend(body);
        let places_at = bytes.len() as u32;
        push_places(&mut bytes, references);
        Self { bytes: bytes.into_boxed_slice(), places_at }
    }

    /// Everything but the places. No two lists of references that mean different things have the same.
    pub(crate) fn shape(&self) -> &[u8] {
        self.bytes.get(..self.places_at as usize).unwrap_or_default()
    }

    pub(crate) fn heap_size(&self) -> usize {
        self.bytes.len()
    }

    /// Whether the bytes of `text` stand in the texts.
    pub(crate) fn holds(&self, text: &str) -> bool {
        memchr::memmem::find(self.shape(), text.as_bytes()).is_some()
    }

    pub(crate) fn unpack(&self) -> References<'_> {
        let none =
            || References { scopes: vec![Scope::FILE], imports: Vec::new(), paths: Vec::new() };
        if self.bytes.is_empty() {
            return none();
        }
        let (shapes, places) =
            self.bytes.split_at_checked(self.places_at as usize).unwrap_or_default();
        take_all(shapes, places).unwrap_or_else(none)
    }
}

/// The texts of a file, each once, in the order of their first use.
#[derive(Default)]
struct Texts<'a> {
    numbers: FxHashMap<&'a str, u32>,
    list: Vec<&'a str>,
    bytes: usize,
}

impl<'a> Texts<'a> {
    fn number(&mut self, text: &'a str) -> u32 {
        *self.numbers.entry(text).or_insert_with(|| {
            self.bytes += text.len() + 1;
            self.list.push(text);
            self.list.len() as u32 - 1
        })
    }
}

/// Kinds of scopes besides the file, which is always there.
const BLOCK: u8 = 0;
const MODULE: u8 = 1;
const MACRO: u8 = 2;
/// How a scope for tests alone is marked.
const TEST: u8 = 4;

fn push_scopes(bytes: &mut Vec<u8>, scopes: &[Scope]) {
    let inner = scopes.get(1..).unwrap_or_default();
    push(bytes, inner.len() as u32);
    for scope in inner {
        let (kind, item) = match scope.kind {
            ScopeKind::Module(item) => (MODULE, Some(item)),
            ScopeKind::Macro(item) => (MACRO, Some(item)),
            ScopeKind::File | ScopeKind::Block => (BLOCK, None),
        };
        bytes.push(kind + if scope.is_test { TEST } else { 0 });
        item.into_iter().for_each(|item| push(bytes, item));
        push(bytes, scope.parent);
    }
}

fn push_import<'a>(bytes: &mut Vec<u8>, import: &Import<'a>, texts: &mut Texts<'a>) {
    let form = import.form as u8 * Visibility::ALL.len() as u8 + import.visibility as u8;
    let flags = u8::from(import.is_test) + 2 * u8::from(import.is_type_only);
    bytes.push(form * 4 + flags);
    bytes.push(import.adjacent);
    push(bytes, import.scope);
    for text in [import.from, import.name, import.bound] {
        push(bytes, texts.number(text));
    }
}

fn push_places(bytes: &mut Vec<u8>, references: &References<'_>) {
    let mut before = 0;
    for import in &references.imports {
        push(bytes, import.range.start().wrapping_sub(before));
        push(bytes, import.range.len());
        before = import.range.start();
    }
    before = 0;
    for path in &references.paths {
        push(bytes, path.start.wrapping_sub(before));
        before = path.start;
    }
}

fn take_all<'a>(mut shapes: &'a [u8], mut places: &'a [u8]) -> Option<References<'a>> {
    let shapes = &mut shapes;
    let texts: Option<Vec<&str>> = (0..take(shapes)?).map(|_| take_text(shapes)).collect();
    let texts = texts?;
    let mut scopes = vec![Scope::FILE];
    for _ in 0..take(shapes)? {
        scopes.push(take_scope(shapes)?);
    }
    let mut imports = Vec::new();
    let mut before = 0_u32;
    for _ in 0..take(shapes)? {
        before = before.wrapping_add(take(&mut places)?);
        let range = TextRange::new(before, before.wrapping_add(take(&mut places)?));
        imports.push(take_import(shapes, &texts, range)?);
    }
    let mut paths = Vec::new();
    before = 0;
    let mut scope = 0;
    for _ in 0..take(shapes)? {
        before = before.wrapping_add(take(&mut places)?);
        let form = take_byte(shapes)?;
        if form & 2 != 0 {
            scope = take(shapes)?;
        }
        let kind = *ReferenceKind::ALL.get(usize::from(form / 4))?;
        let mut text = || texts.get(take(shapes)? as usize).copied();
        paths.push(Reference {
            scope,
            kind,
            is_in_macro_definition: form & 1 != 0,
            path: text()?,
            of_type: if kind == ReferenceKind::Member { text()? } else { "" },
            start: before,
        });
    }
    Some(References { scopes, imports, paths })
}

fn take_scope(bytes: &mut &[u8]) -> Option<Scope> {
    let form = take_byte(bytes)?;
    let kind = match form & (MODULE | MACRO) {
        MODULE => ScopeKind::Module(take(bytes)?),
        MACRO => ScopeKind::Macro(take(bytes)?),
        _ => ScopeKind::Block,
    };
    Some(Scope { parent: take(bytes)?, kind, is_test: form & TEST != 0 })
}

fn take_import<'a>(
    bytes: &mut &'a [u8],
    texts: &[&'a str],
    range: TextRange,
) -> Option<Import<'a>> {
    let form = take_byte(bytes)?;
    let visibilities = Visibility::ALL.len() as u8;
    let adjacent = take_byte(bytes)?;
    let scope = take(bytes)?;
    let mut text = || texts.get(take(bytes)? as usize).copied();
    Some(Import {
        scope,
        form: *ImportForm::ALL.get(usize::from(form / 4 / visibilities))?,
        visibility: *Visibility::ALL.get(usize::from(form / 4 % visibilities))?,
        from: text()?,
        name: text()?,
        bound: text()?,
        adjacent,
        is_test: form & 1 != 0,
        is_type_only: form & 2 != 0,
        range,
    })
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(byte)
}
