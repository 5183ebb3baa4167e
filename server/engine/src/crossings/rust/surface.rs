//! What the library of a Cargo package shows to others: its public modules and all that can be named in them, and
//! what its types have by `impl`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Implementation, ItemKind, ItemNumber, Language, RepoPath, Visibility};
use rustc_hash::FxHashSet;

use super::super::files::FileId;
use super::super::source::{Module, Source};
use super::super::surface::{Exposed, Implementations};
use super::meaning::{Meaning, Target};
use super::resolver::Resolver;

/// So many paths are followed: more than any crate has that people write.
const MOST_PATHS: usize = 200_000;

const SEPARATOR: &str = "::";

/// All that the library of the package in exactly this folder exposes, each item once.
pub(in crate::crossings) fn exposed(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    implementations: &Implementations<'_>,
) -> Vec<Exposed> {
    let library = resolver.packages().library_in(folder).and_then(|path| resolver.file(path));
    let Some(root) = library else { return Vec::new() };
    let mut walk = Walk { resolver, root, found: BTreeMap::new(), paths: 0 };
    walk.module(Module::file(root), &mut Vec::new(), &mut vec![Module::file(root)]);
    for file in walk.files(folder) {
        walk.implementations(file, implementations);
    }
    let mut all: Vec<Exposed> = walk.found.into_values().collect();
    for it in &mut all {
        it.paths.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        it.paths.dedup();
        it.declared_by = declarations(resolver, it.file);
    }
    all
}

/// An item by its file and its number, under the trait that brings it.
type Key = (FileId, ItemNumber);

struct Walk<'r, 'w> {
    resolver: &'r mut Resolver<'w>,
    root: FileId,
    found: BTreeMap<Key, Exposed>,
    paths: usize,
}

impl<'w> Walk<'_, 'w> {
    /// Everything that is public in a module, named by `path`. A module that hands itself on is entered once on
    /// each way.
    fn module(&mut self, module: Module, path: &mut Vec<String>, way: &mut Vec<Module>) {
        for name in self.names(module) {
            self.resolver.search.begin();
            let meanings = self.resolver.lookup(module, &name);
            path.push(name);
            for meaning in meanings.iter().filter(|it| it.visibility == Visibility::Public) {
                self.meaning(meaning, path, way);
            }
            path.pop();
        }
    }

    fn meaning(&mut self, meaning: &Meaning, path: &mut Vec<String>, way: &mut Vec<Module>) {
        match meaning.target {
            Target::Module(module) => {
                let is_of_crate = self.is_of_crate(module.file);
                let Some((file, item)) = self.declaration(module) else { return };
                if is_of_crate && self.add(file, item, path) && !way.contains(&module) {
                    way.push(module);
                    self.module(module, path, way);
                    way.pop();
                }
            }
            Target::Item(file, item) if self.is_of_crate(file) => {
                if self.add(file, item, path) {
                    self.members(file, item, path);
                }
            }
            Target::Item(..) | Target::Made(..) | Target::Elsewhere => {}
        }
    }

    /// Notes a path of an item; false for one that is hidden, and where there are too many.
    fn add(&mut self, file: FileId, item: ItemNumber, path: &[String]) -> bool {
        self.paths += 1;
        let source = self.resolver.search.source(file);
        let Some(source) = source.filter(|_| self.paths < MOST_PATHS) else { return false };
        let Some(found) = source.item(item).filter(|found| !found.marks.is_hidden) else {
            return false;
        };
        let kind = found.kind;
        let exposed = self.found.entry((file, item)).or_insert_with(|| Exposed {
            file,
            item,
            kind,
            paths: Vec::new(),
            of_trait: None,
            declared_by: Vec::new(),
        });
        exposed.paths.push(path.join(SEPARATOR));
        true
    }

    /// The fields, variants and items that stand in a type or a trait.
    fn members(&mut self, file: FileId, owner: ItemNumber, path: &mut Vec<String>) {
        let Some(source) = self.resolver.search.source(file) else { return };
        for (number, item) in (0..).zip(&source.items) {
            if item.parent == Some(owner) && item.visibility == Visibility::Public {
                path.push(item.name().to_owned());
                if self.add(file, number, path) {
                    self.members(file, number, path);
                }
                path.pop();
            }
        }
    }

    /// Every name that a module may have: its own, and those that its public globs bring.
    fn names(&mut self, module: Module) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        self.add_names(module, &mut names, &mut FxHashSet::default());
        if module == Module::file(self.root) {
            let world = self.resolver.search.world;
            let macros: Vec<(&str, FileId)> = world.crossings.all_macros().collect();
            let of_crate = macros.into_iter().filter(|(_, file)| self.is_of_crate(*file));
            names.extend(of_crate.map(|(name, _)| name.to_owned()).collect::<Vec<_>>());
        }
        names
    }

    fn add_names(
        &mut self,
        module: Module,
        names: &mut BTreeSet<String>,
        seen: &mut FxHashSet<Module>,
    ) {
        if !seen.insert(module) {
            return;
        }
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            names.extend(source.names_in(part.scope).map(str::to_owned));
        }
        self.resolver.search.begin();
        for (part, number, visibility) in self.resolver.globs_of(module) {
            if visibility != Visibility::Public {
                continue;
            }
            for meaning in self.resolver.brought(module, part, number).iter() {
                match meaning.target {
                    Target::Module(brought) => self.add_names(brought, names, seen),
                    Target::Item(file, item) => {
                        let Some(source) = self.resolver.search.source(file) else { continue };
                        let variants = source.items.iter().filter(|it| it.parent == Some(item));
                        names.extend(variants.map(|it| it.name().to_owned()));
                    }
                    Target::Made(..) | Target::Elsewhere => {}
                }
            }
        }
    }

    fn is_of_crate(&mut self, file: FileId) -> bool {
        self.resolver.stand(file).is_some_and(|stand| stand.root == self.root)
    }

    /// The item that declares a module; `None` for the root of a crate.
    fn declaration(&mut self, module: Module) -> Option<Key> {
        let source = self.resolver.search.source(module.file)?;
        match source.item_of(module.scope) {
            Some(item) => Some((module.file, item)),
            None => declaration_of_file(self.resolver, module.file),
        }
    }

    /// The files of the crate that are compiled for its users.
    fn files(&mut self, folder: &RepoPath) -> Vec<FileId> {
        let world = self.resolver.search.world;
        let is_rust = |path: &RepoPath| {
            world.facts(path).is_some_and(|facts| facts.language == Language::Rust)
        };
        let below = world.files_below(folder).map(|(path, _)| path);
        let files: Vec<FileId> = below
            .filter(|path| is_rust(path))
            .filter_map(|path| self.resolver.file(path))
            .collect();
        files.into_iter().filter(|file| self.is_compiled(*file)).collect()
    }

    fn is_compiled(&mut self, file: FileId) -> bool {
        let stand = self.resolver.stand(file);
        stand.is_some_and(|stand| stand.root == self.root && !stand.is_test)
    }

    /// What the `impl`s of a file add to what is exposed.
    fn implementations(&mut self, file: FileId, implementations: &Implementations<'_>) {
        let Some(source) = self.resolver.search.source(file) else { return };
        let signatures = self.resolver.search.path(file).and_then(implementations);
        for (number, item) in (0..).zip(&source.items).filter(|(_, it)| it.kind == ItemKind::Impl) {
            let scope = source.scope_around(number);
            if source.scope(scope).is_test {
                continue;
            }
            let head = signatures.as_ref().and_then(|it| it.of(number)?.implementation.clone());
            let Some(head) = head else { continue };
            let module = Module { file, scope };
            let _ = item;
            for (path, is_public) in self.implemented(module, &head) {
                self.implementation(file, number, &source, &path, (&head, is_public));
            }
        }
    }

    /// The paths of the type that an `impl` is for, and whether what it brings is for everyone.
    fn implemented(&mut self, module: Module, head: &Implementation) -> Vec<(String, bool)> {
        self.resolver.search.begin();
        let of_trait = head.of_trait.as_deref();
        if of_trait.is_some_and(|path| !self.is_seen(module, path)) {
            return Vec::new();
        }
        let Some(for_type) = head.for_type.as_deref() else { return Vec::new() };
        let Some(Target::Item(file, item)) = self.target(module, for_type) else {
            return Vec::new();
        };
        let exposed = self.found.get(&(file, item));
        let paths = exposed.map(|exposed| exposed.paths.clone()).unwrap_or_default();
        paths.into_iter().map(|path| (path, of_trait.is_some())).collect()
    }

    /// Whether a trait is one that users can name, or none of this repository.
    fn is_seen(&mut self, module: Module, path: &str) -> bool {
        match self.target(module, path) {
            Some(Target::Item(file, item)) => {
                !self.is_of_crate(file) || self.found.contains_key(&(file, item))
            }
            _ => true,
        }
    }

    fn target(&mut self, module: Module, path: &str) -> Option<Target> {
        let segments: Vec<&str> = path.split(SEPARATOR).map(boundstone_model::bare).collect();
        let resolved = self.resolver.resolve(module, &segments, false);
        let last = resolved.last().filter(|_| resolved.len() == segments.len())?;
        let is_type = |it: &&Meaning| matches!(it.target, Target::Item(..));
        last.iter().find(is_type).map(|meaning| meaning.target)
    }

    fn implementation(
        &mut self,
        file: FileId,
        number: ItemNumber,
        source: &Source<'w>,
        path: &str,
        (head, is_public): (&Implementation, bool),
    ) {
        let members = (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(number));
        for (member, item) in members {
            if !is_public && item.visibility != Visibility::Public {
                continue;
            }
            let path = [path, item.name()].join(SEPARATOR);
            if self.add(file, member, &[path])
                && let Some(exposed) = self.found.get_mut(&(file, member))
            {
                exposed.of_trait = head.of_trait.as_deref().map(Arc::from);
            }
        }
    }
}

/// The item `mod a;` that a file is the module of.
fn declaration_of_file(resolver: &mut Resolver<'_>, file: FileId) -> Option<Key> {
    let parent = resolver.stand(file)?.parent?;
    let source = resolver.search.source(parent.file)?;
    let named = (0..).zip(&source.items).filter(|(number, item)| {
        item.kind == ItemKind::Module
            && source.is_module_elsewhere(*number)
            && source.scope_around(*number) == parent.scope
    });
    let named: Vec<(ItemNumber, String)> =
        named.map(|(number, item)| (number, item.name().to_owned())).collect();
    for (number, name) in named {
        let means = resolver.lookup(parent, &name);
        if means.iter().any(|it| it.target == Target::Module(Module::file(file))) {
            return Some((parent.file, number));
        }
    }
    None
}

/// The declarations of the modules around a file that stand in other files, from the inside.
fn declarations(resolver: &mut Resolver<'_>, file: FileId) -> Vec<Key> {
    let mut found: Vec<Key> = Vec::new();
    let mut file = file;
    while let Some((parent, item)) = declaration_of_file(resolver, file) {
        if found.iter().any(|(seen, _)| *seen == parent) {
            break;
        }
        found.push((parent, item));
        file = parent;
    }
    found
}
