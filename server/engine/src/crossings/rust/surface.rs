//! What the library of a Cargo package shows to others: its public modules and all that can be named in them, and
//! what its types have by `impl`.

mod alternatives;
mod declaration;
mod exported;
mod handed_on;
mod hidden;
mod home;
mod implementation;
mod outside;
mod reached;
mod traits;
mod unnamed;
mod way;

pub(in crate::crossings) use self::outside::outside;
pub(crate) use self::traits::Trait;
pub(in crate::crossings) use self::traits::traits;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{
    FileSignatures, ItemKind, ItemNumber, Language, RepoPath, Visibility, is_without_name,
};
use rustc_hash::{FxHashMap, FxHashSet};

use self::declaration::declarations;
use self::reached::Reached;
use self::way::Way;
use super::super::files::FileId;
use super::super::source::Module;
use super::super::surface::{
    Brings, Exposed, Exposure, HandedOn, HiddenAtHome, Implementations, Implemented, Standing,
};
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
) -> Exposure {
    let Some(mut walk) = Walk::of_library(resolver, folder, implementations) else {
        return Exposure::default();
    };
    walk.asks_for_homes = true;
    walk.library();
    for file in walk.files(folder) {
        walk.implementations(file);
    }
    let mut exposure = walk.exposure();
    let mut known = FxHashMap::default();
    let mut of_file = |file: FileId| -> Vec<(FileId, ItemNumber)> {
        known.entry(file).or_insert_with(|| declarations(resolver, file)).clone()
    };
    for item in &mut exposure.items {
        item.declared_by = of_file(item.inherited_by.map_or(item.file, |(file, _)| file));
    }
    for it in exposure.handed_on.iter_mut().chain(&mut exposure.hidden_at_home.handed_on) {
        it.declared_by = of_file(it.file);
    }
    for it in &mut exposure.implemented {
        it.declared_by = of_file(it.file);
    }
    exposure
}

/// The same without what types have by `impl`, without what is compiled for tests alone, and without the declarations around
/// items. Which re-exports documentation hides, `signatures` say, if anything.
pub(in crate::crossings) fn named(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    signatures: &Implementations<'_>,
) -> Exposure {
    let Some(mut walk) = Walk::of_library(resolver, folder, signatures) else {
        return Exposure::default();
    };
    walk.library();
    let mut exposure = walk.exposure();
    exposure.items.retain(|it| resolver.stand(it.file).is_none_or(|stand| !stand.is_test));
    exposure
}

/// An item by its file and its number, and the `impl` that inherits it.
type Key = (FileId, ItemNumber, Option<(FileId, ItemNumber)>);

struct Walk<'r, 'w> {
    resolver: &'r mut Resolver<'w>,
    signatures: &'r Implementations<'r>,
    root: FileId,
    found: BTreeMap<Key, Exposed>,
    /// The paths of what other crates define and of what macros make, by the import that brings it.
    handed_on: BTreeMap<(FileId, u32, Brings), Vec<String>>,
    /// Where imports lead that go out of the crate through other ones.
    leads_to: BTreeMap<(FileId, u32), String>,
    /// The folders of the packages of the repository of which imports bring all names.
    brought_packages: BTreeMap<(FileId, u32), RepoPath>,
    /// What imports mean that bring what other packages of the repository define.
    meant: BTreeMap<(FileId, u32), Vec<Standing>>,
    hidden_paths: BTreeSet<String>,
    /// Paths of items whose home documentation hides, and those of them that an import names.
    hidden_at_home: BTreeSet<String>,
    handed_on_from_hidden: BTreeMap<(FileId, u32), Vec<String>>,
    hidden_homes: FxHashMap<Module, bool>,
    /// Whether it is asked what documentation hides where it is defined.
    asks_for_homes: bool,
    names_of: FxHashMap<Module, BTreeSet<String>>,
    signatures_of: FxHashMap<FileId, Option<Arc<FileSignatures>>>,
    implemented: Vec<Implemented>,
    hides_modules: bool,
    paths: usize,
    /// How many of the names on the way are imported, each by itself.
    imported: u32,
    /// The paths with such a name.
    imported_paths: FxHashSet<String>,
    /// Whether other crates of the repository are looked through as well.
    crosses_crates: bool,
    /// What users can name although documentation hides it, once that was asked.
    exported: Option<Rc<FxHashSet<(FileId, ItemNumber)>>>,
    reached: Reached,
}

impl<'r, 'w> Walk<'r, 'w> {
    /// Before it looked anywhere; `None` where there is no library.
    fn of_library(
        resolver: &'r mut Resolver<'w>,
        folder: &RepoPath,
        signatures: &'r Implementations<'r>,
    ) -> Option<Self> {
        let library = resolver.packages().library_in(folder).and_then(|path| resolver.file(path));
        let root = library?;
        Some(Self::new(resolver, root, signatures))
    }

    /// Looks through the modules of the library.
    fn library(&mut self) {
        let root = Module::file(self.root);
        self.module(root, &mut Vec::new(), &mut vec![root]);
    }

    /// Before it looked anywhere.
    fn new(
        resolver: &'r mut Resolver<'w>,
        root: FileId,
        signatures: &'r Implementations<'r>,
    ) -> Self {
        Self {
            resolver,
            signatures,
            root,
            found: BTreeMap::new(),
            handed_on: BTreeMap::new(),
            leads_to: BTreeMap::new(),
            brought_packages: BTreeMap::new(),
            meant: BTreeMap::new(),
            hidden_paths: BTreeSet::new(),
            hidden_at_home: BTreeSet::new(),
            handed_on_from_hidden: BTreeMap::new(),
            hidden_homes: FxHashMap::default(),
            asks_for_homes: false,
            names_of: FxHashMap::default(),
            signatures_of: FxHashMap::default(),
            implemented: Vec::new(),
            hides_modules: false,
            paths: 0,
            imported: 0,
            imported_paths: FxHashSet::default(),
            crosses_crates: false,
            exported: None,
            reached: Reached::default(),
        }
    }

    fn exposure(self) -> Exposure {
        let sorted = |mut paths: Vec<String>| {
            paths.sort_by(|a, b| {
                let order = |path: &String| (is_without_name(path), path.len());
                (order(a), a).cmp(&(order(b), b))
            });
            paths.dedup();
            paths
        };
        let reached = self.reached;
        let items = self.found.into_iter().map(|(key, it)| {
            let reached_under = reached.conditions(&key);
            Exposed { paths: sorted(it.paths), reached_under, ..it }
        });
        let from_hidden = self.handed_on_from_hidden.into_iter();
        let from_hidden = from_hidden.map(|((file, import), paths)| HandedOn {
            file,
            import,
            brings: Brings::OfOthers(None),
            declared_by: Vec::new(),
            paths: sorted(paths),
            leads_to: None,
            package: None,
            meant: Vec::new(),
        });
        let from_hidden = from_hidden.collect();
        let mut leads_to = self.leads_to;
        let mut packages = self.brought_packages;
        let mut meant = self.meant;
        let handed_on = self.handed_on.into_iter().map(|((file, import, brings), paths)| {
            let (declared_by, paths) = (Vec::new(), sorted(paths));
            let leads_to = leads_to.remove(&(file, import));
            let package = packages.remove(&(file, import));
            let meant = meant.remove(&(file, import)).unwrap_or_default();
            HandedOn { file, import, brings, declared_by, paths, leads_to, package, meant }
        });
        Exposure {
            items: items.collect(),
            handed_on: handed_on.collect(),
            hidden_paths: self.hidden_paths,
            hidden_at_home: HiddenAtHome { paths: self.hidden_at_home, handed_on: from_hidden },
            implemented: self.implemented,
            is_cut: self.paths >= MOST_PATHS,
            hides_modules: self.hides_modules,
        }
    }
}

impl<'w> Walk<'_, 'w> {
    /// Everything that is public in a module, named by `path`. A module that hands itself on is entered once on
    /// each way.
    fn module(&mut self, module: Module, path: &mut Vec<String>, way: &mut Vec<Module>) {
        self.hand_on(module, path, &mut FxHashSet::default());
        for name in self.names(module) {
            self.resolver.search.begin();
            let meanings = self.meanings(module, &name);
            let to_name = self.way_to(module, &name, &mut FxHashSet::default());
            let is_hidden = to_name == Some(Way::Hidden);
            let is_imported = u32::from(to_name == Some(Way::Imported));
            self.imported += is_imported;
            let is_one = meanings.len() == 1;
            path.push(name);
            for meaning in meanings.iter().filter(|it| it.visibility == Visibility::Public) {
                let mark = self.reached.mark();
                let name = path.last().map_or("", String::as_str);
                let condition =
                    self.condition_of_name(module, name, (!is_one).then_some(meaning.target));
                self.reached.enter(condition);
                // The root has it by `#[macro_export]`, whatever import brings it as well.
                let is_root = module == Module::file(self.root);
                if !is_hidden || is_root && self.kind_of(meaning) == Some(ItemKind::Macro) {
                    self.meaning(meaning, path, way);
                } else {
                    self.hidden_paths.insert(path.join(SEPARATOR));
                }
                self.reached.leave(mark);
            }
            path.pop();
            self.imported -= is_imported;
        }
        self.unnamed(module, path);
    }

    fn meaning(&mut self, meaning: &Meaning, path: &mut Vec<String>, way: &mut Vec<Module>) {
        match meaning.target {
            Target::Module(module) => {
                if !self.is_of_crate(module.file) {
                    return;
                }
                if self.hides_itself(module) {
                    self.hides_modules = true;
                    return;
                }
                let is_seen = match self.declaration(module) {
                    Some((file, item)) => self.add((file, item, None), path),
                    None => self.declared_by_macro(module, path),
                };
                if is_seen && !way.contains(&module) {
                    let mark = self.reached.mark();
                    let condition = self.condition_of_module(module);
                    self.reached.enter(condition);
                    way.push(module);
                    self.module(module, path, way);
                    way.pop();
                    self.reached.leave(mark);
                }
            }
            Target::Item(file, item) if self.is_of_crate(file) => {
                if self.add((file, item, None), path) {
                    if let Some(module) = way.last() {
                        self.note_hidden_at_home(*module, (file, item), path);
                    }
                    self.members(file, item, path);
                }
            }
            Target::Made(file, number) if self.is_of_crate(file) => self.made(file, number, path),
            Target::Item(..) | Target::Made(..) | Target::Elsewhere => {}
        }
    }

    /// Whether `#![doc(hidden)]` stands inside of a module.
    fn hides_itself(&mut self, module: Module) -> bool {
        let Some(signatures) = self.signatures_of(module.file) else { return false };
        let Some(source) = self.resolver.search.source(module.file) else { return false };
        match source.item_of(module.scope) {
            None => signatures.is_hidden,
            Some(item) => {
                let is_kept = source.item(item).is_none_or(|it| it.marks.is_deprecated);
                !is_kept && signatures.of(item).is_some_and(|own| own.is_hidden)
            }
        }
    }

    /// What a name means, where it is an item of the repository.
    fn kind_of(&mut self, meaning: &Meaning) -> Option<ItemKind> {
        match meaning.target {
            Target::Module(_) => Some(ItemKind::Module),
            Target::Item(file, item) => Some(self.resolver.search.source(file)?.item(item)?.kind),
            Target::Made(..) | Target::Elsewhere => None,
        }
    }

    /// Notes a path of an item; false for one that is hidden, and where there are too many.
    fn add(&mut self, key: Key, path: &[String]) -> bool {
        self.paths += 1;
        let (file, item, inherited_by) = key;
        let source = self.resolver.search.source(file);
        let Some(source) = source.filter(|_| self.paths < MOST_PATHS) else { return false };
        let Some(found) = source.item(item) else { return false };
        if found.marks.is_hidden {
            self.hides_modules |= found.kind == ItemKind::Module;
            return false;
        }
        let kind = found.kind;
        let exposed = self.found.entry(key).or_insert_with(|| Exposed {
            file,
            item,
            kind,
            paths: Vec::new(),
            of_trait: None,
            known_as: None,
            type_only_paths: Vec::new(),
            is_as_imported: false,
            inherited_by,
            declared_by: Vec::new(),
            reached_under: Vec::new(),
        });
        self.reached.note(key);
        let path = path.join(SEPARATOR);
        if self.imported > 0 {
            self.imported_paths.insert(path.clone());
        }
        exposed.paths.push(path);
        true
    }

    /// The fields, variants and items that stand in a type or a trait.
    fn members(&mut self, file: FileId, owner: ItemNumber, path: &mut Vec<String>) {
        let Some(source) = self.resolver.search.source(file) else { return };
        for (number, item) in (0..).zip(&source.items) {
            if item.parent == Some(owner) && item.visibility == Visibility::Public {
                path.push(item.name().to_owned());
                if self.add((file, number, None), path) {
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

    /// Whether a module, or one of those that it brings all names from, has a name, public or not.
    fn may_have(&mut self, module: Module, name: &str) -> bool {
        if let Some(known) = self.names_of.get(&module) {
            return known.contains(name);
        }
        let mut names = BTreeSet::new();
        self.add_names(module, &mut names, &mut FxHashSet::default());
        let has = names.contains(name);
        self.names_of.insert(module, names);
        has
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

    fn signatures_of(&mut self, file: FileId) -> Option<Arc<FileSignatures>> {
        let path = self.resolver.search.path(file)?;
        self.signatures_of.entry(file).or_insert_with(|| (self.signatures)(path)).clone()
    }
}
