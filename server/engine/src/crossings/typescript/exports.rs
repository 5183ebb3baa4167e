//! All that a file exports: every name, and every meaning of it, up to where it leaves the package.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use boundstone_model::{
    Import, ImportForm, Item, ItemKind, ItemNumber, RepoPath, Visibility, bare,
};
use rustc_hash::FxHashMap;

use super::super::files::FileId;
use super::super::source::{Entry, Source};
use super::resolver::{DEFAULT, Resolver, WHOLE};
use super::specifier::Meant;

/// An import by its file and its position there.
pub(super) type ImportKey = (FileId, u32);

/// One meaning of a name that is exported.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Meaning {
    Item(FileId, ItemNumber),
    /// An item that is exported as a type alone: `export type { A }`.
    Type(FileId, ItemNumber),
    /// A file of the package as one object, made so by the import.
    Namespace(FileId, ImportKey),
    /// What another package defines, or a file that is not there.
    HandedOn(ImportKey),
}

/// How many statements hand a name on until it is given up. Real ones are five or six.
const LONGEST_CHAIN: u32 = 64;

/// What CommonJS exports as a whole without a name of its own is an item called so.
const EXPORTS: &str = "exports";

/// Follows the exports of the files of one package.
pub(super) struct Exports<'r, 'w> {
    pub(super) resolver: &'r mut Resolver<'w>,
    folder: RepoPath,
    shapes: FxHashMap<FileId, Rc<Shape>>,
    wholes: FxHashMap<FileId, Rc<Whole>>,
}

/// What stands in what in one file.
#[derive(Debug, Default)]
struct Shape {
    /// The items directly in each item.
    children: BTreeMap<ItemNumber, Vec<ItemNumber>>,
    /// The innermost namespace around each import that exports a name of the file.
    around: BTreeMap<u32, ItemNumber>,
    /// And those exports of each namespace.
    exports_of: BTreeMap<ItemNumber, Vec<u32>>,
}

impl Shape {
    fn of(source: &Source<'_>) -> Self {
        let mut shape = Self::default();
        for (number, item) in (0..).zip(&source.items) {
            if let Some(parent) = item.parent {
                shape.children.entry(parent).or_default().push(number);
            }
        }
        let mut namespaces = (0..).zip(&source.items).filter(|(_, it)| is_namespace(it)).peekable();
        let mut open: Vec<(ItemNumber, &Item<'_>)> = Vec::new();
        for (number, import) in (0..).zip(&source.references.imports) {
            while let Some(next) =
                namespaces.next_if(|(_, it)| it.range.start() <= import.range.start())
            {
                open.push(next);
            }
            while open.pop_if(|(_, it)| it.range.end() <= import.range.start()).is_some() {}
            let is_export =
                import.visibility == Visibility::Public && import.form == ImportForm::Local;
            let around = open.last().filter(|(_, it)| is_export && it.range.contains(import.range));
            if let Some((namespace, _)) = around {
                shape.around.insert(number, *namespace);
                shape.exports_of.entry(*namespace).or_default().push(number);
            }
        }
        shape
    }
}

/// A file with all that it exports whole.
#[derive(Debug, Default)]
struct Whole {
    /// Each name, with the file that says it, and whether it is handed on as a type alone.
    names: BTreeMap<String, (FileId, bool)>,
    /// `export * from` that leads out of the package.
    outwards: Vec<ImportKey>,
}

impl<'r, 'w> Exports<'r, 'w> {
    pub(super) fn new(resolver: &'r mut Resolver<'w>, folder: RepoPath) -> Self {
        Self { resolver, folder, shapes: FxHashMap::default(), wholes: FxHashMap::default() }
    }

    pub(super) fn source(&mut self, file: FileId) -> Option<Rc<Source<'w>>> {
        self.resolver.search.source(file)
    }

    /// Every name that a file exports, with what it means.
    pub(super) fn all(&mut self, file: FileId) -> Vec<(String, Vec<Meaning>)> {
        let whole = self.whole(file);
        let named = whole.names.iter();
        named.map(|(name, by)| (name.clone(), self.said(*by, name, 0))).collect()
    }

    /// The `export * from` of a file, and of those that it exports whole, that lead out of the package.
    pub(super) fn outwards(&mut self, file: FileId) -> Vec<ImportKey> {
        self.whole(file).outwards.clone()
    }

    fn shape(&mut self, file: FileId) -> Option<Rc<Shape>> {
        if let Some(known) = self.shapes.get(&file) {
            return Some(Rc::clone(known));
        }
        let shape = Rc::new(Shape::of(&*self.source(file)?));
        self.shapes.insert(file, Rc::clone(&shape));
        Some(shape)
    }

    /// The items that stand directly in an item.
    pub(super) fn children(&mut self, file: FileId, item: ItemNumber) -> Vec<ItemNumber> {
        let shape = self.shape(file);
        shape.and_then(|shape| shape.children.get(&item).cloned()).unwrap_or_default()
    }

    /// What the namespace `item` exports by `export { a as b }`.
    pub(super) fn renamed_in(
        &mut self,
        file: FileId,
        item: ItemNumber,
    ) -> Vec<(String, Vec<Meaning>)> {
        let Some((source, shape)) = self.source(file).zip(self.shape(file)) else {
            return Vec::new();
        };
        let numbers = shape.exports_of.get(&item).into_iter().flatten();
        let named = numbers.filter_map(|number| {
            let import = source.references.imports.get(*number as usize)?;
            Some((import.bound.to_owned(), self.import(file, *number, 0)))
        });
        named.collect()
    }

    /// The file with those that it exports whole, each once, the nearest first.
    fn whole(&mut self, file: FileId) -> Rc<Whole> {
        if let Some(known) = self.wholes.get(&file) {
            return Rc::clone(known);
        }
        let mut whole = Whole::default();
        let mut seen = BTreeSet::from([file]);
        let mut open = vec![(file, false)];
        let mut next = 0;
        while let Some(&(module, is_type_only)) = open.get(next) {
            next += 1;
            let Some(source) = self.source(module) else { continue };
            let Some(shape) = self.shape(module) else { continue };
            for name in own_names(&source, &shape) {
                // `export *` leaves the default out.
                if module == file || (name != DEFAULT && name != WHOLE) {
                    whole.names.entry(name).or_insert((module, is_type_only));
                }
            }
            for number in source.globs(0) {
                let Some(import) = source.references.imports.get(number as usize) else { continue };
                if import.visibility != Visibility::Public {
                    continue;
                }
                match self.inside(module, import.from) {
                    Some(found) if seen.insert(found) => {
                        open.push((found, is_type_only || import.is_type_only));
                    }
                    Some(_) => {}
                    None => whole.outwards.push((module, number)),
                }
            }
        }
        let whole = Rc::new(whole);
        self.wholes.insert(file, Rc::clone(&whole));
        whole
    }

    /// The file that a specifier means, where it is one of this package.
    fn inside(&mut self, from: FileId, specifier: &str) -> Option<FileId> {
        let Meant::File(file) = self.resolver.module(from, specifier) else { return None };
        // A path leads to what is built into the package, wherever it lies.
        (specifier.starts_with('.') || self.is_built_in(file)).then_some(file)
    }

    /// Whether a file is part of what this package is to those who install it: the innermost package with a
    /// name around it is this one, one that nobody can install while this one is published, or one that it
    /// bundles.
    fn is_built_in(&self, file: FileId) -> bool {
        let modules = &self.resolver.search.world.crossings.modules;
        let Some(mut path) = self.resolver.search.world.crossings.files.path(file) else {
            return false;
        };
        while let Some((folder, manifest)) = modules.at(path) {
            if *folder == self.folder {
                return true;
            }
            if let Some(name) = &manifest.name {
                let own = modules.in_folder(&self.folder);
                let is_published = own.is_some_and(|(_, own)| !own.is_private);
                return manifest.is_private && is_published
                    || modules.bundles(&self.folder, &name.value);
            }
            path = folder;
        }
        false
    }

    /// What a name of a file means to those who import it.
    fn named(&mut self, file: FileId, name: &str, steps: u32) -> Vec<Meaning> {
        let whole = self.whole(file);
        if let Some(by) = whole.names.get(name) {
            return self.said(*by, name, steps);
        }
        // `import a from` a module of CommonJS is what it exports as a whole.
        match whole.names.get(WHOLE) {
            Some(by) if name == DEFAULT => self.said(*by, WHOLE, steps),
            Some(by) => {
                let outer = self.said(*by, WHOLE, steps);
                self.members(&outer, name, steps)
            }
            None => Vec::new(),
        }
    }

    /// What a file says that a name is, or what that is as a type alone.
    fn said(
        &mut self,
        (file, is_type_only): (FileId, bool),
        name: &str,
        steps: u32,
    ) -> Vec<Meaning> {
        let found = self.explicit(file, name, steps);
        if is_type_only { as_types(found) } else { found }
    }

    /// What the statements of a file itself export under a name.
    fn explicit(&mut self, file: FileId, name: &str, steps: u32) -> Vec<Meaning> {
        let Some((source, shape)) = self.source(file).zip(self.shape(file)) else {
            return Vec::new();
        };
        let written = if name == WHOLE { EXPORTS } else { name };
        let mut found = BTreeSet::new();
        let mut aliases: Vec<ItemNumber> = Vec::new();
        for entry in source.entries(0, name).chain(source.entries(0, written)) {
            match entry {
                Entry::Item(number) => {
                    let item = source.item(number);
                    if item.is_some_and(|it| exported_as(it).as_deref() == Some(name)) {
                        found.insert(Meaning::Item(file, number));
                    }
                }
                Entry::Import(number) => {
                    let Some(import) = source.references.imports.get(number as usize) else {
                        continue;
                    };
                    let is_inner = shape.around.contains_key(&number);
                    if import.visibility != Visibility::Public || import.bound != name || is_inner {
                        continue;
                    }
                    found.extend(self.import(file, number, steps));
                    // `export import a = b.c` is an item, and what it means.
                    let items = source.entries(0, name).filter_map(|entry| match entry {
                        Entry::Item(item) => Some(item),
                        Entry::Import(_) => None,
                    });
                    aliases.extend(items.filter(|item| {
                        source.item(*item).is_some_and(|it| it.range.contains(import.range))
                    }));
                }
            }
        }
        let is_alias = |it: &Meaning| matches!(it, Meaning::Item(of, item) if *of == file && aliases.contains(item));
        if found.iter().any(|it| !is_alias(it)) {
            found.retain(|it| !is_alias(it));
        }
        let whole = found.clone();
        found.retain(|it| !matches!(it, Meaning::Type(file, item) if whole.contains(&Meaning::Item(*file, *item))));
        found.into_iter().collect()
    }

    /// Whether an import brings types alone: `export type * as a from`.
    pub(super) fn is_type_only(&mut self, (file, number): ImportKey) -> bool {
        let source = self.source(file);
        let import = source.as_ref().and_then(|it| it.references.imports.get(number as usize));
        import.is_some_and(|it| it.is_type_only)
    }

    /// What an import of a file brings; what cannot be followed is handed on.
    fn import(&mut self, file: FileId, number: u32, steps: u32) -> Vec<Meaning> {
        let lost = vec![Meaning::HandedOn((file, number))];
        let Some(source) = self.source(file).filter(|_| steps < LONGEST_CHAIN) else { return lost };
        let Some(import) = source.references.imports.get(number as usize) else { return lost };
        let found = self.brought((file, number), import, steps, lost);
        if import.is_type_only { as_types(found) } else { found }
    }

    fn brought(
        &mut self,
        (file, number): ImportKey,
        import: &Import<'w>,
        steps: u32,
        lost: Vec<Meaning>,
    ) -> Vec<Meaning> {
        if import.form == ImportForm::Local {
            let found = self.local((file, number), import, steps);
            return if found.is_empty() { lost } else { found };
        }
        let Some(module) = self.inside(file, import.from) else { return lost };
        let namespace = vec![Meaning::Namespace(module, (file, number))];
        let found = match import.form {
            ImportForm::Named => self.named(module, import.name, steps + 1),
            // `import a = require()` of what is no namespace.
            _ => self.named(module, WHOLE, steps + 1),
        };
        match import.form {
            ImportForm::Named if found.is_empty() && import.name == DEFAULT => namespace,
            ImportForm::Named if found.is_empty() && self.says_all(module) => found,
            ImportForm::Named if found.is_empty() => lost,
            _ if found.is_empty() => namespace,
            _ => found,
        }
    }

    /// Whether a file says by its statements alone what it exports: what they do not name is not there.
    fn says_all(&mut self, file: FileId) -> bool {
        let world = self.resolver.search.world;
        let Some(path) = world.crossings.files.path(file) else { return false };
        let is_read = world.facts(path).is_some_and(|facts| facts.not_checked.is_none());
        let is_typed = [".ts", ".tsx", ".mts"].iter().any(|it| path.as_str().ends_with(it));
        let whole = self.whole(file);
        is_read && is_typed && whole.outwards.is_empty() && !whole.names.contains_key(WHOLE)
    }

    /// What `a` or `a.b` of the file itself is, as another statement exports it.
    fn local(&mut self, key: ImportKey, import: &Import<'w>, steps: u32) -> Vec<Meaning> {
        let mut segments = import.name.split('.');
        let first = segments.next().unwrap_or_default();
        let mut found = self.in_scopes(key, import, first, steps);
        for segment in segments {
            found = self.members(&found, segment, steps);
        }
        found
    }

    /// What the statements around an export declare and import under a name.
    fn in_scopes(
        &mut self,
        (file, number): ImportKey,
        import: &Import<'w>,
        name: &str,
        steps: u32,
    ) -> Vec<Meaning> {
        let Some(source) = self.source(file) else { return Vec::new() };
        let mut around = self.shape(file).and_then(|it| it.around.get(&number).copied());
        while let Some(namespace) = around {
            let inner = self.children(file, namespace).into_iter();
            let named = inner.filter(|it| source.item(*it).is_some_and(|it| it.name() == name));
            let found: Vec<Meaning> = named.map(|it| Meaning::Item(file, it)).collect();
            if !found.is_empty() {
                return found;
            }
            around = source.item(namespace).and_then(|it| it.parent);
        }
        let mut found = BTreeSet::new();
        for entry in source.entries(0, name) {
            match entry {
                // An alias is not what it is an alias of.
                Entry::Item(item) => {
                    let is_itself =
                        source.item(item).is_some_and(|it| it.range.contains(import.range));
                    if !is_itself || matches!(import.bound, DEFAULT | WHOLE) {
                        found.insert(Meaning::Item(file, item));
                    }
                }
                Entry::Import(number) => {
                    let Some(it) = source.references.imports.get(number as usize) else { continue };
                    // `export { a as b }` makes no `b` in the file.
                    let is_export = it.visibility == Visibility::Public && !it.name.contains('.');
                    if !is_export && it.range != import.range {
                        // `const a = require()` is no item of its own.
                        found.retain(|known| !is_made_by(&source, known, it));
                        found.extend(self.import(file, number, steps + 1));
                    }
                }
            }
        }
        found.into_iter().collect()
    }

    /// What `name` is inside of any of these.
    fn members(&mut self, outer: &[Meaning], name: &str, steps: u32) -> Vec<Meaning> {
        let mut found = Vec::new();
        for meaning in outer {
            match meaning {
                Meaning::Namespace(file, _) => found.extend(self.named(*file, name, steps + 1)),
                Meaning::Item(file, item) | Meaning::Type(file, item) => {
                    let Some(source) = self.source(*file) else { continue };
                    let inner = self.children(*file, *item).into_iter();
                    let named = inner.filter(|it| {
                        source.item(*it).is_some_and(|it| it.name() == name && it.is_exported)
                    });
                    found.extend(named.map(|it| Meaning::Item(*file, it)));
                }
                Meaning::HandedOn(_) => found.push(meaning.clone()),
            }
        }
        found
    }
}

/// The same as types alone.
fn as_types(found: Vec<Meaning>) -> Vec<Meaning> {
    let as_type = |it| match it {
        Meaning::Item(file, item) => Meaning::Type(file, item),
        it => it,
    };
    found.into_iter().map(as_type).collect()
}

/// Whether an item of the file is what an import binds.
fn is_made_by(source: &Source<'_>, known: &Meaning, import: &Import<'_>) -> bool {
    let Meaning::Item(_, item) = known else { return false };
    source.item(*item).is_some_and(|it| {
        it.kind == ItemKind::Variable
            && it.name() == import.bound
            && it.range.contains(import.range)
    })
}

pub(super) fn is_namespace(item: &Item<'_>) -> bool {
    matches!(item.kind, ItemKind::Namespace | ItemKind::Module)
}

/// The name under which the word before it exports an item.
fn exported_as(item: &Item<'_>) -> Option<String> {
    let name = item.name();
    // `declare module "a"` says something of another module.
    let is_quoted = item.kind == ItemKind::Module && item.name_range.len() as usize != name.len();
    match name {
        _ if is_quoted || item.visibility != Visibility::Public => None,
        _ if item.is_exported => Some(bare(name).to_owned()),
        DEFAULT => Some(DEFAULT.to_owned()),
        EXPORTS => Some(WHOLE.to_owned()),
        _ => None,
    }
}

/// The names that the statements of a file itself export.
fn own_names(source: &Source<'_>, shape: &Shape) -> BTreeSet<String> {
    let top = source.items.iter().filter(|item| item.parent.is_none());
    let items = top.filter_map(exported_as);
    let imports = (0..).zip(&source.references.imports).filter(|(number, import)| {
        import.scope == 0
            && !shape.around.contains_key(number)
            && import.visibility == Visibility::Public
            && import.form != ImportForm::Glob
            && !import.bound.is_empty()
    });
    items.chain(imports.map(|(_, import)| import.bound.to_owned())).collect()
}
