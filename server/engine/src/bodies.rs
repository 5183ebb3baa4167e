//! What the texts of decision records name: a path, or a symbol with exactly one definition.
//!
//! Records name much that is no code of the repository, so that a name which does not lead to exactly one
//! place says nothing.

use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use boundstone_model::{Item, ItemKind, ItemNumber, RepoPath, names_to};
use imbl::OrdSet;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::World;
use crate::change::FileInput;
use crate::claims::{module_path, segments_of};
use crate::decisions::percent_decoded;

/// What a name is looked up by, the record that holds it, and its position among the names there.
type Entry = (Arc<str>, RepoPath, u32);

#[derive(Clone, Default, Debug)]
pub(crate) struct Bodies {
    /// By the path as written, without what leads up to it.
    paths: OrdSet<Entry>,
    /// By the last part of the symbol.
    symbols: OrdSet<Entry>,
    /// Looked for among all files when it is first asked for, because few ask.
    defined: Arc<OnceLock<Defined>>,
}

/// What each symbol that a record names is the name of; of several only two.
type Defined = FxHashMap<Symbol, Vec<Definition>>;

/// An item by its file and its path there, which overloads share.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Definition {
    pub(crate) path: RepoPath,
    pub(crate) item: ItemNumber,
    names: Vec<String>,
    /// It stands in no type: only then is its bare name a name for it.
    is_free: bool,
}

/// A symbol as somebody writes it in prose.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Symbol {
    /// What stands before a `#`: a boundary or a file.
    container: Option<Arc<str>>,
    segments: Vec<String>,
    is_called: bool,
}

impl Symbol {
    /// Reads `Ledger::post`, `post()`, `billing#Ledger`, `Invoice.total`, `println!`, `RetryLogic`.
    fn read(text: &str) -> Option<Self> {
        let is_called = text.contains(['(', '!']);
        let text = text.split(['(', '<', '!']).next().unwrap_or_default();
        let (container, path) = match text.split_once('#') {
            Some((container, path)) => (Some(Arc::from(container)), path),
            None => (None, text),
        };
        let mut segments = segments_of(path);
        let is_relative = |part: &String| matches!(part.as_str(), "crate" | "self" | "super");
        let from = segments.iter().take_while(|part| is_relative(part)).count();
        segments.drain(..from);
        let is_whole = !segments.is_empty() && segments.iter().all(|part| is_identifier(part));
        let symbol = Self { container, segments, is_called };
        Some(symbol).filter(|it| is_whole && it.is_telling())
    }

    /// Whether it says of itself what it is. A word by itself, `Node` or `kafka_logs`, may be the name of much
    /// that is no code of the repository.
    fn is_telling(&self) -> bool {
        let is_qualified = self.container.is_some() || self.segments.len() > 1;
        is_qualified || self.is_called || has_humps(self.last())
    }

    fn last(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }

    /// Whether it is a name of the item with these names, outwards to inwards, in `file`.
    fn names(&self, world: &World, file: &RepoPath, names: &[&str]) -> bool {
        // Most items with the last of its names differ in the one before.
        let both = self.segments.iter().rev().zip(names.iter().rev());
        if both.into_iter().any(|(wanted, name)| wanted != name) {
            return false;
        }
        let boundary = world.boundaries.at(file);
        if let Some(container) = &self.container {
            let is_boundary =
                boundary.is_some_and(|it| world.boundaries.by_name(container) == Some(it));
            if !is_boundary && file.as_str() != &**container {
                return false;
            }
        }
        let language = world.facts(file).map(|facts| facts.language);
        let module = boundary.zip(language).and_then(|(boundary, language)| {
            Some((boundary, module_path(file, &boundary.path, language)?))
        });
        let (root, module) = module.unzip();
        let root = root.map(|boundary| boundary.name.replace('-', "_"));
        let inside = module.unwrap_or_default().into_iter().chain(names.iter().copied());
        let path: Vec<&str> = root.as_deref().into_iter().chain(inside).collect();
        let wanted: Vec<&str> = self.segments.iter().map(String::as_str).collect();
        path.ends_with(&wanted)
    }
}

/// Whether it is a name of several words, as types bear it: `RetryLogic`.
fn has_humps(name: &str) -> bool {
    let starts = name.char_indices().filter(|(_, c)| c.is_uppercase());
    let begins_word =
        |at: usize| name.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
    name.starts_with(char::is_uppercase)
        && !name.contains('_')
        && starts.filter(|(at, _)| begins_word(*at)).count() > 1
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

impl Bodies {
    /// Takes what one record names from its old text to its new one.
    pub(crate) fn update(
        &mut self,
        path: &RepoPath,
        old: Option<&FileInput>,
        new: Option<&FileInput>,
    ) {
        let (old_paths, old_symbols) = entries(path, old);
        let (paths, symbols) = entries(path, new);
        if old_paths != paths {
            old_paths.iter().for_each(|entry| drop(self.paths.remove(entry)));
            self.paths.extend(paths);
        }
        if old_symbols != symbols {
            old_symbols.iter().for_each(|entry| drop(self.symbols.remove(entry)));
            self.symbols.extend(symbols);
            self.forget_definitions();
        }
    }

    /// Forgets what it knows of definitions, where a change of a file's items may make it untrue.
    pub(crate) fn note_items(&mut self, old: Option<&FileInput>, new: Option<&FileInput>) {
        if self.defined.get().is_none() {
            return;
        }
        let facts = [old, new].into_iter().flatten().filter_map(|input| input.source.as_deref());
        let is_named = |item: Item<'_>| under(&self.symbols, item.name()).next().is_some();
        if facts.into_iter().any(|facts| facts.items().any(is_named)) {
            self.forget_definitions();
        }
    }

    pub(crate) fn forget_definitions(&mut self) {
        self.defined = Arc::default();
    }

    /// The records whose text names the path, each with the position of the name there.
    pub(crate) fn of_path<'b>(
        &'b self,
        world: &'b World,
        path: &'b RepoPath,
    ) -> impl Iterator<Item = (&'b RepoPath, u32)> {
        let written = path.as_str();
        let starts = written.match_indices('/').map(|(at, _)| at + 1);
        let ends = std::iter::once(0).chain(starts).filter_map(|start| written.get(start..));
        let entries = ends.flat_map(|end| under(&self.paths, end));
        entries.filter_map(move |(_, record, number)| {
            let name = world.file(record)?.body().get(*number as usize)?;
            (path_named(world, record, &name.value).as_ref() == Some(path))
                .then_some((record, *number))
        })
    }

    /// The records whose text names the item, each with the position of the name there.
    pub(crate) fn of_item<'b>(
        &'b self,
        world: &'b World,
        path: &RepoPath,
        item: ItemNumber,
    ) -> Vec<(&'b RepoPath, u32)> {
        if self.symbols.is_empty() {
            return Vec::new();
        }
        let Some(facts) = world.facts(path) else { return Vec::new() };
        let items: Vec<Item<'_>> = facts.items().collect();
        let names = names_to(&items, item);
        let Some(name) = names.last() else { return Vec::new() };
        let is_it = |(_, record, number): &&Entry| {
            let symbol = symbol_of(world, record, *number);
            let symbol = symbol.filter(|symbol| symbol.names(world, path, &names));
            let only = symbol.and_then(|symbol| self.definition(world, &symbol));
            only.is_some_and(|only| only.path == *path && only.names == names)
        };
        let named = under(&self.symbols, name).filter(is_it);
        named.map(|(_, record, number)| (record, *number)).collect()
    }

    /// The only item that `text` in a record means.
    pub(crate) fn item_named(&self, world: &World, text: &str) -> Option<&Definition> {
        self.definition(world, &Symbol::read(text)?)
    }

    fn definition(&self, world: &World, symbol: &Symbol) -> Option<&Definition> {
        match self.defined.get_or_init(|| self.find(world)).get(symbol)?.as_slice() {
            [only] => Some(only).filter(|only| only.is_free || symbol.segments.len() > 1),
            _ => None,
        }
    }

    fn find(&self, world: &World) -> Defined {
        let named = self.symbols.iter();
        let symbols: FxHashSet<Symbol> =
            named.filter_map(|(_, record, number)| symbol_of(world, record, *number)).collect();
        let mut by_name: FxHashMap<&str, Vec<&Symbol>> = FxHashMap::default();
        for symbol in &symbols {
            by_name.entry(symbol.last()).or_default().push(symbol);
        }
        let mut defined = Defined::default();
        for (path, input) in world.files() {
            let facts = input.source.as_deref().filter(|facts| facts.language.is_code());
            let is_named = |item: Item<'_>| by_name.contains_key(item.name());
            let Some(facts) = facts.filter(|facts| facts.items().any(is_named)) else { continue };
            let items: Vec<Item<'_>> = facts.items().collect();
            for (number, item) in (0..).zip(&items).filter(|(_, item)| item.kind.is_symbol()) {
                let Some(symbols) = by_name.get(item.name()) else { continue };
                let names = names_to(&items, number);
                for &symbol in symbols.iter().filter(|symbol| symbol.names(world, path, &names)) {
                    let known = defined.entry(symbol.clone()).or_default();
                    let is_known = known.iter().any(|it| it.path == *path && it.names == names);
                    if known.len() < 2 && !is_known {
                        known.push(Definition::new(path, &items, number));
                    }
                }
            }
        }
        defined
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.paths == other.paths && self.symbols == other.symbols
    }
}

impl Definition {
    fn new(path: &RepoPath, items: &[Item<'_>], item: ItemNumber) -> Self {
        let names = names_to(items, item).into_iter().map(str::to_owned).collect();
        let at = |number: ItemNumber| items.get(number as usize);
        let mut around = std::iter::successors(at(item), |inner| at(inner.parent?)).skip(1);
        let is_free = around.all(|outer| outer.kind == ItemKind::Module);
        Self { path: path.clone(), item, names, is_free }
    }
}

/// Where the names of a record are looked up: its paths, and its symbols.
fn entries(path: &RepoPath, input: Option<&FileInput>) -> (Vec<Entry>, Vec<Entry>) {
    let (mut paths, mut symbols) = (Vec::new(), Vec::new());
    for (number, name) in (0..).zip(input.map(FileInput::body).unwrap_or_default()) {
        if let Some(key) = path_key(&percent_decoded(&name.value)) {
            paths.push((Arc::from(key), path.clone(), number));
        }
        if let Some(symbol) = Symbol::read(&name.value) {
            symbols.push((Arc::from(symbol.last()), path.clone(), number));
        }
    }
    (paths, symbols)
}

fn under<'e>(entries: &'e OrdSet<Entry>, key: &str) -> impl Iterator<Item = &'e Entry> + use<'e> {
    let key: Arc<str> = Arc::from(key);
    let from = (key.clone(), RepoPath::root(), 0);
    let from = entries.range((Bound::Included(from), Bound::Unbounded));
    from.take_while(move |(other, _, _)| *other == key)
}

fn symbol_of(world: &World, record: &RepoPath, number: u32) -> Option<Symbol> {
    // What is no decision governs nothing, and mentions nothing that would be shown.
    world.decisions.at(record)?;
    Symbol::read(&world.file(record)?.body().get(number as usize)?.value)
}

/// The file or folder that `text` in a record means: seen from the root or from a folder around the record,
/// and where only one of those is there.
pub(crate) fn path_named(world: &World, record: &RepoPath, text: &str) -> Option<RepoPath> {
    let text = percent_decoded(text);
    let key = path_key(&text)?;
    let mut there = candidates(record, &text, key).filter(|path| exists(world, path));
    there.next().filter(|_| there.next().is_none())
}

/// Whether `text` has the form of a path into a folder that is there, and nothing is at its end.
pub(crate) fn is_gone(world: &World, record: &RepoPath, text: &str) -> bool {
    let text = percent_decoded(text);
    // `/api/users` is the path of a page, more often than of a file.
    let is_plain = |_: &&str| !text.starts_with('/');
    let Some(key) = path_key(&text).filter(is_plain) else { return false };
    let all: Vec<RepoPath> = candidates(record, &text, key).collect();
    let steps = key.split('/').count();
    let first = |path: &RepoPath| path.ancestors().nth(steps - 1);
    let is_inside = all.iter().filter_map(first).any(|top| !top.is_root() && exists(world, &top));
    is_inside && !all.iter().any(|path| exists(world, path))
}

fn candidates(record: &RepoPath, text: &str, key: &str) -> impl Iterator<Item = RepoPath> {
    let folder = record.parent().unwrap_or_else(RepoPath::root);
    let lead = text.find(key).and_then(|at| text.get(..at)).unwrap_or_default();
    let folders: Vec<RepoPath> = if lead.starts_with('/') {
        vec![RepoPath::root()]
    } else if lead.contains("..") {
        folder.join(lead).into_iter().collect()
    } else {
        folder.ancestors().collect()
    };
    let found: Vec<RepoPath> = folders.iter().filter_map(|folder| folder.join(key)).collect();
    found.into_iter()
}

fn exists(world: &World, path: &RepoPath) -> bool {
    let mut from = world.paths_from((Bound::Included(path.clone()), Bound::Unbounded));
    from.next().is_some_and(|found| found.starts_with(path))
}

/// The path in a text, without what leads up to it, a line number and a fragment; `None` where it is no path.
fn path_key(text: &str) -> Option<&str> {
    let text = text.split('#').next().unwrap_or_default();
    let is_line =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let mut text = text;
    while let Some((rest, _)) = text.rsplit_once(':').filter(|(_, part)| is_line(part)) {
        text = rest;
    }
    let lead = text.split_inclusive('/').take_while(|part| matches!(*part, "./" | "../" | "/"));
    let key = text.get(lead.map(str::len).sum()..).unwrap_or_default().trim_end_matches('/');
    // By itself `boundary.toml` or `docs/` is any file or folder of that name.
    let is_led = text.starts_with("./") || text.starts_with("../");
    let has_form = (is_led || key.contains('/')) && !key.contains([':', '(', '<', '!', ',']);
    let is_path = RepoPath::new(key).is_some_and(|path| !path.is_root());
    (has_form && is_path).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_looked_up_without_what_leads_to_it() {
        let keys = [
            ("src/a.rs", Some("src/a.rs")),
            ("./src/a.rs:12", Some("src/a.rs")),
            ("../../src/a.rs#L3", Some("src/a.rs")),
            ("/src/a/", Some("src/a")),
            ("src/a.rs:12:3", Some("src/a.rs")),
            ("Cargo.toml", None),
            ("docs/", None),
            ("../Cargo.toml", Some("Cargo.toml")),
            ("Ledger", None),
            ("a::b", None),
            ("post()", None),
            ("https://e.example/a", None),
            ("..", None),
        ];
        for (text, key) in keys {
            assert_eq!(path_key(text), key, "{text}");
        }
    }

    #[test]
    fn a_symbol_is_read_as_prose_writes_it() {
        let read = |text| Symbol::read(text).map(|it| (it.container, it.segments.join("/")));
        let plain = |path: &str| Some((None, path.to_owned()));
        assert_eq!(read("Ledger::post"), plain("Ledger/post"));
        assert_eq!(read("crate::ledger::post()"), plain("ledger/post"));
        assert_eq!(read("println!"), plain("println"));
        assert_eq!(read("RetryLogic<T>"), plain("RetryLogic"));
        assert_eq!(read("Invoice.total"), plain("Invoice/total"));
        assert_eq!(read("billing#Ledger"), Some((Some("billing".into()), "Ledger".into())));
        assert_eq!(read("src/a.rs"), None);
        assert_eq!(read("<T as A>::b"), None);
        for word in ["Node", "GET", "JSON", "kafka_logs", "main", "MAX_LEN"] {
            assert_eq!(read(word), None, "{word}");
        }
    }
}
