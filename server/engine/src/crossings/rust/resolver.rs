//! What a Rust path means, segment by segment, looked up in the files that define and hand on its names.

use std::collections::VecDeque;
use std::rc::Rc;

use boundstone_model::{
    Import, ImportForm, ItemKind, ItemNumber, RepoPath, ScopeNumber, Visibility,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::files::FileId;
use super::super::source::{Entry, Module, Source};
use super::package::{Crate, Packages};
use super::place::Stand;
use crate::World;

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Target {
    Module(Module),
    Item(FileId, ItemNumber),
    /// The item that a macro makes of what it is given, by the position of its import.
    Made(FileId, u32),
    /// Not in the repository, or not to be known.
    Elsewhere,
}

/// One thing that a name is, and how it came by the name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Meaning {
    pub(super) target: Target,
    visibility: Visibility,
    /// The module whose name it is.
    home: Module,
    /// The files whose imports lead to it, outermost first.
    pub(super) via: Vec<FileId>,
    namespaces: Namespaces,
}

/// Types, values and macros have names of their own. Source: The Rust Reference, "Namespaces".
type Namespaces = u8;
pub(super) const TYPES: Namespaces = 1;
pub(super) const VALUES: Namespaces = 2;
pub(super) const MACROS: Namespaces = 4;
const ALL: Namespaces = TYPES | VALUES | MACROS;

pub(super) type Meanings = Rc<Vec<Meaning>>;
type Consulted = Rc<Vec<FileId>>;

/// How many modules are looked into for one reference. Real code needs a few dozen.
const MOST_STEPS: u32 = 5_000;

/// Looks names up, and keeps what it learned for the next reference.
pub(in crate::crossings) struct Resolver<'w> {
    pub(super) world: &'w World,
    sources: FxHashMap<FileId, Option<Rc<Source<'w>>>>,
    pub(super) stands: FxHashMap<FileId, (Option<Rc<Stand>>, Consulted)>,
    names: FxHashMap<(Module, Rc<str>), (Meanings, Consulted)>,
    imports: FxHashMap<(FileId, u32), (Meanings, Consulted)>,
    /// The imports that are being followed, with how many were when they began: a name does not lead to
    /// itself.
    active: FxHashMap<(FileId, u32), usize>,
    /// The outermost of them that was reached again. What is found inside of it is not the whole, and is
    /// not kept.
    cut: usize,
    steps: u32,
    /// The files that were looked into, in order, with repetitions.
    pub(super) consulted: Vec<FileId>,
}

impl<'w> Resolver<'w> {
    pub(in crate::crossings) fn new(world: &'w World) -> Self {
        Self {
            world,
            sources: FxHashMap::default(),
            stands: FxHashMap::default(),
            names: FxHashMap::default(),
            imports: FxHashMap::default(),
            active: FxHashMap::default(),
            cut: usize::MAX,
            steps: 0,
            consulted: Vec::new(),
        }
    }

    pub(super) fn packages(&self) -> &'w Packages {
        &self.world.crossings.packages
    }

    pub(super) fn path(&self, file: FileId) -> Option<&'w RepoPath> {
        self.world.crossings.files.path(file)
    }

    /// The number of a file that exists.
    pub(super) fn file(&self, path: &RepoPath) -> Option<FileId> {
        let file = self.world.crossings.files.number(path)?;
        self.world.facts(path).is_some().then_some(file)
    }

    /// Begins a new reference.
    pub(super) fn begin(&mut self) {
        self.steps = 0;
    }

    /// Whether the reference asked too much.
    pub(super) fn gave_up(&self) -> bool {
        self.steps >= MOST_STEPS
    }

    /// How many unpacked files are kept.
    const MOST_SOURCES: usize = 2_000;

    /// What a file defines and imports; from now on what is found depends on it.
    pub(super) fn source(&mut self, file: FileId) -> Option<Rc<Source<'w>>> {
        self.consulted.push(file);
        if let Some(known) = self.sources.get(&file) {
            return known.clone();
        }
        if self.sources.len() > Self::MOST_SOURCES {
            self.sources.clear();
        }
        let facts = self.world.crossings.files.path(file).and_then(|path| self.world.facts(path));
        let source = facts.map(|facts| Rc::new(Source::new(facts)));
        self.sources.insert(file, source.clone());
        source
    }

    pub(super) fn consult_all(&mut self, files: &[FileId]) {
        self.consulted.extend_from_slice(files);
    }

    /// The files that were looked into since then, each once.
    pub(super) fn consulted_since(&mut self, start: usize) -> Consulted {
        let mut files = self.consulted.get(start..).unwrap_or_default().to_vec();
        files.sort_unstable();
        files.dedup();
        self.consulted.truncate(start);
        self.consulted.extend_from_slice(&files);
        Rc::new(files)
    }

    /// The files that name this one in a `#[path]`.
    pub(super) fn by_path_attribute(&self, path: &RepoPath) -> Vec<FileId> {
        self.world.crossings.declarers_of(path).collect()
    }

    /// What each segment of a path means, seen from `scope` of `file`. Ends with the first that means
    /// nothing.
    pub(super) fn resolve(
        &mut self,
        from: Module,
        segments: &[&str],
        is_import: bool,
    ) -> Vec<Meanings> {
        let Some((first, rest)) = segments.split_first() else { return Vec::new() };
        let Some(source) = self.source(from.file) else { return Vec::new() };
        let module = Module { file: from.file, scope: source.module_of(from.scope) };
        let mut meanings = self.first(from, module, first, is_import, &source);
        let mut found = vec![Rc::clone(&meanings)];
        for segment in rest {
            if meanings.is_empty() {
                break;
            }
            meanings = Rc::new(self.next(&meanings, segment, module));
            found.push(Rc::clone(&meanings));
        }
        found
    }

    fn first(
        &mut self,
        from: Module,
        module: Module,
        name: &str,
        is_import: bool,
        source: &Rc<Source<'w>>,
    ) -> Meanings {
        match name {
            "crate" => return Rc::new(self.crate_root(module)),
            "self" => return Rc::new(vec![Meaning::module(module, module)]),
            "super" => return Rc::new(self.parent(module)),
            _ => {}
        }
        let is_first_edition =
            self.stand(module.file).is_some_and(|stand| stand.package.edition < 2018);
        if name.is_empty() {
            return if is_first_edition {
                Rc::new(self.crate_root(module))
            } else {
                Rc::new(vec![Meaning::crates(module)])
            };
        }
        if is_import && is_first_edition {
            let root = self.crate_root(module);
            let found = self.next(&root, name, module);
            return Rc::new(if found.is_empty() { self.crate_named(module, name) } else { found });
        }
        // Of an import, the name of a crate and one that a glob brings may not be the same: to ask for
        // the crate first spares following every glob for every import.
        if is_import {
            let found = self.in_scopes(from, name, source, |it, module, name| {
                Rc::new(it.explicit(module, name, None))
            });
            if let Some(found) = found {
                return found;
            }
            let found = self.crate_named(module, name);
            if !found.is_empty() {
                return Rc::new(found);
            }
        }
        let found = self.in_scopes(from, name, source, Self::lookup);
        found.unwrap_or_else(|| Rc::new(self.crate_named(module, name)))
    }

    /// Looks for a name in the blocks around it and in their module.
    fn in_scopes(
        &mut self,
        from: Module,
        name: &str,
        source: &Rc<Source<'w>>,
        look: impl Fn(&mut Self, Module, &str) -> Meanings,
    ) -> Option<Meanings> {
        let mut scope = from.scope;
        loop {
            let found = look(self, Module { file: from.file, scope }, name);
            if !found.is_empty() {
                return Some(found);
            }
            if source.scope(scope).is_module() {
                return None;
            }
            scope = source.scope(scope).parent;
        }
    }

    fn crate_root(&mut self, module: Module) -> Vec<Meaning> {
        let stand = self.stand(module.file);
        stand.map(|stand| Meaning::module(Module::file(stand.root), module)).into_iter().collect()
    }

    fn parent(&mut self, module: Module) -> Vec<Meaning> {
        self.module_around(module).map(|it| Meaning::module(it, module)).into_iter().collect()
    }

    /// The module that holds another; `None` for the root of a crate.
    fn module_around(&mut self, module: Module) -> Option<Module> {
        if module.scope == 0 {
            return self.stand(module.file)?.parent;
        }
        let source = self.source(module.file)?;
        let scope = source.module_of(source.scope(module.scope).parent);
        Some(Module { file: module.file, scope })
    }

    fn crate_named(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        let Some(stand) = self.stand(module.file) else { return Vec::new() };
        let known = match stand.package.crate_named(name, stand.kind) {
            Some(Crate::Here(root)) => self.file(root),
            Some(Crate::Elsewhere) => return vec![Meaning::elsewhere(module)],
            None => None,
        };
        if let Some(root) = known {
            // The package may be another one tomorrow, and then its root is.
            self.consulted.push(root);
            return vec![Meaning::module(Module::file(root), module)];
        }
        // `extern crate a as b;` in the root makes `b` known everywhere.
        let root = Module::file(stand.root);
        let Some(source) = self.source(stand.root) else { return Vec::new() };
        let imports: Vec<Entry> = source.entries(root.scope, name).collect();
        for entry in imports {
            if let Entry::Import(number) = entry
                && source.references.imports.get(number as usize).is_some_and(|it| it.from == "::")
            {
                return self.import(root, number).to_vec();
            }
        }
        Vec::new()
    }

    /// What `name` is inside each of these meanings, seen from the module `from`.
    fn next(&mut self, of: &[Meaning], name: &str, from: Module) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        for outer in of {
            let inner = match outer.target {
                Target::Module(module) if Meaning::is_crates(module) => {
                    self.crate_named(from, name)
                }
                Target::Module(module) => match name {
                    "self" => vec![outer.clone()],
                    "super" => self.parent(module),
                    _ => self.visible(module, name, from),
                },
                Target::Item(file, item) => self.member(file, item, name),
                Target::Made(..) => Vec::new(),
                Target::Elsewhere => vec![Meaning::elsewhere(from)],
            };
            for mut meaning in inner {
                let mut via = outer.via.clone();
                via.append(&mut meaning.via);
                meaning.via = via;
                if found.iter().all(|other| other.target != meaning.target) {
                    found.push(meaning);
                }
            }
        }
        found
    }

    /// The names of a module that `from` can see; all of them where it can see none, since code that
    /// is being written is not always right.
    fn visible(&mut self, module: Module, name: &str, from: Module) -> Vec<Meaning> {
        let all = self.lookup(module, name);
        let seen: Vec<Meaning> =
            all.iter().filter(|it| self.can_see(it.visibility, it.home, from)).cloned().collect();
        if seen.is_empty() { all.to_vec() } else { seen }
    }

    fn can_see(&mut self, visibility: Visibility, home: Module, from: Module) -> bool {
        match visibility {
            Visibility::Public => true,
            Visibility::Restricted => {
                home.file == from.file || {
                    let root = |stand: Option<Rc<Stand>>| stand.map(|stand| stand.root);
                    root(self.stand(home.file)) == root(self.stand(from.file))
                }
            }
            Visibility::Private => {
                let mut around = Some(from);
                while let Some(module) = around {
                    if module == home {
                        return true;
                    }
                    around = self.module_around(module);
                }
                false
            }
        }
    }

    /// Every meaning of `name` in a module or block, whoever can see it.
    fn lookup(&mut self, module: Module, name: &str) -> Meanings {
        let key = (module, Rc::from(name));
        if let Some((known, consulted)) = self.names.get(&key) {
            let (known, consulted) = (Rc::clone(known), Rc::clone(consulted));
            self.consult_all(&consulted);
            return known;
        }
        let (start, cut) = (self.consulted.len(), std::mem::replace(&mut self.cut, usize::MAX));
        let found = Rc::new(self.look_up(module, name));
        let consulted = self.consulted_since(start);
        if self.cut == usize::MAX {
            self.names.insert(key, (Rc::clone(&found), consulted));
        }
        self.cut = self.cut.min(cut);
        found
    }

    /// Looks in the module itself, then in those that its globs bring, each once.
    fn look_up(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        struct Open {
            module: Module,
            via: Vec<FileId>,
            /// How the outermost glob hands on what it brings.
            visibility: Option<Visibility>,
            /// The module whose glob brings it.
            by: Module,
        }
        let mut found: Vec<Meaning> = Vec::new();
        let mut covered: Namespaces = 0;
        let mut seen = FxHashSet::from_iter([module]);
        let mut open =
            VecDeque::from([Open { module, via: Vec::new(), visibility: None, by: module }]);
        while let Some(here) = open.pop_front() {
            self.steps += 1;
            if self.gave_up() {
                self.cut = 0;
                break;
            }
            let by = here.visibility.map(|_| here.by);
            let explicit = self.explicit(here.module, name, by);
            let mut new: Namespaces = 0;
            for mut meaning in explicit {
                if meaning.namespaces & !covered == 0 {
                    continue;
                }
                new |= meaning.namespaces;
                let mut via = here.via.clone();
                via.append(&mut meaning.via);
                meaning.via = via;
                if let Some(visibility) = here.visibility {
                    (meaning.visibility, meaning.home) = (visibility, module);
                }
                if found.iter().all(|other| other.target != meaning.target) {
                    found.push(meaning);
                }
            }
            covered |= new;
            if covered == ALL {
                break;
            }
            for (number, visibility) in self.globs_of(here.module) {
                if here.visibility.is_some() && !self.can_see(visibility, here.module, here.by) {
                    continue;
                }
                for brought in self.import(here.module, number).iter() {
                    let mut via = here.via.clone();
                    via.push(here.module.file);
                    via.extend(&brought.via);
                    let visibility = here.visibility.unwrap_or(visibility);
                    match brought.target {
                        Target::Module(module) if seen.insert(module) => {
                            let visibility = Some(visibility);
                            open.push_back(Open { module, via, visibility, by: here.module });
                        }
                        Target::Item(file, item) => {
                            let variants = self.variants(file, item, name);
                            let is_new = |it: &Meaning| it.namespaces & !covered != 0;
                            for mut meaning in variants.into_iter().filter(is_new) {
                                meaning.via.clone_from(&via);
                                meaning.visibility = visibility;
                                meaning.home = module;
                                found.push(meaning);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        found
    }

    /// The globs of a module or block with their visibility.
    fn globs_of(&mut self, module: Module) -> Vec<(u32, Visibility)> {
        let Some(source) = self.source(module.file) else { return Vec::new() };
        let visibility = |number: u32| {
            let import = source.references.imports.get(number as usize)?;
            (import.form == ImportForm::Glob).then_some((number, import.visibility))
        };
        source.globs(module.scope).filter_map(visibility).collect()
    }

    /// What stands under a name in the module itself; what the module `by` sees of it. What is not seen
    /// is not followed: where many modules hand on each other, that is most of it.
    fn explicit(&mut self, module: Module, name: &str, by: Option<Module>) -> Vec<Meaning> {
        let Some(source) = self.source(module.file) else { return Vec::new() };
        let entries: Vec<Entry> = source.entries(module.scope, name).collect();
        let mut found = Vec::new();
        for entry in entries {
            let visibility = source.visibility(entry);
            if by.is_some_and(|by| !self.can_see(visibility, module, by)) {
                continue;
            }
            match entry {
                Entry::Item(number) if source.is_module_elsewhere(number) => {}
                Entry::Item(number) => found.extend(Meaning::item(module, number, &source)),
                Entry::Import(number) => {
                    let Some(import) = source.references.imports.get(number as usize) else {
                        continue;
                    };
                    for meaning in self.import(module, number).iter() {
                        let mut meaning = meaning.clone();
                        if matches!(import.form, ImportForm::Named) {
                            meaning.via.insert(0, module.file);
                        }
                        (meaning.visibility, meaning.home) = (import.visibility, module);
                        if found.iter().all(|other: &Meaning| other.target != meaning.target) {
                            found.push(meaning);
                        }
                    }
                }
            }
        }
        if module.scope == 0 {
            self.exported_macros(module.file, name, &mut found);
        }
        found
    }

    /// Macros with `#[macro_export]` are names of the root, wherever they are defined.
    fn exported_macros(&mut self, file: FileId, name: &str, found: &mut Vec<Meaning>) {
        let files: Vec<FileId> = self.world.crossings.macros_named(name).collect();
        for definer in files.into_iter().filter(|definer| *definer != file) {
            if self.stand(definer).is_none_or(|stand| stand.root != file) {
                continue;
            }
            let Some(source) = self.source(definer) else { continue };
            let items = (0..).zip(&source.items);
            let macros =
                items.filter(|(_, item)| item.kind == ItemKind::Macro && item.name() == name);
            for (number, _) in macros {
                let mut meaning = Meaning::of(Target::Item(definer, number), Module::file(file));
                meaning.namespaces = MACROS;
                found.push(meaning);
            }
        }
    }

    /// What an import names: of a glob, the module.
    pub(super) fn import(&mut self, module: Module, number: u32) -> Meanings {
        let key = (module.file, number);
        if let Some((known, consulted)) = self.imports.get(&key) {
            let (known, consulted) = (Rc::clone(known), Rc::clone(consulted));
            self.consult_all(&consulted);
            return known;
        }
        if let Some(depth) = self.active.get(&key) {
            self.cut = self.cut.min(*depth);
            return Meanings::default();
        }
        let depth = self.active.len();
        self.active.insert(key, depth);
        let (start, cut) = (self.consulted.len(), std::mem::replace(&mut self.cut, usize::MAX));
        let found = Rc::new(self.follow(module, number));
        self.active.remove(&key);
        let consulted = self.consulted_since(start);
        if self.cut >= depth {
            self.imports.insert(key, (Rc::clone(&found), consulted));
            self.cut = cut;
        } else {
            self.cut = self.cut.min(cut);
        }
        found
    }

    fn follow(&mut self, module: Module, number: u32) -> Vec<Meaning> {
        let Some(source) = self.source(module.file) else { return Vec::new() };
        let Some(import) = source.references.imports.get(number as usize) else {
            return Vec::new();
        };
        match import.form {
            ImportForm::ModuleFile => self.module_of_file(module.file, &source, import),
            ImportForm::Local => {
                vec![Meaning { namespaces: MACROS, ..Meaning::made(module, number) }]
            }
            ImportForm::Made => {
                let namespaces = match import.name {
                    "struct" => TYPES | VALUES,
                    "fn" | "const" | "static" => VALUES,
                    _ => TYPES,
                };
                vec![Meaning { namespaces, ..Meaning::made(module, number) }]
            }
            _ => {
                let segments = segments_of(import);
                let from = Module { file: module.file, scope: import.scope };
                let found = self.resolve(from, &segments, true);
                match found.last() {
                    Some(last) if found.len() == segments.len() => last.to_vec(),
                    _ => Vec::new(),
                }
            }
        }
    }

    fn module_of_file(
        &mut self,
        file: FileId,
        source: &Rc<Source<'w>>,
        import: &Import<'_>,
    ) -> Vec<Meaning> {
        let Some(stand) = self.stand(file) else { return Vec::new() };
        let home = Module { file, scope: import.scope };
        let files = self.module_files(file, &stand, source, import);
        files.into_iter().map(|file| Meaning::module(Module::file(file), home)).collect()
    }

    /// The variants of an enum.
    fn variants(&mut self, file: FileId, item: ItemNumber, name: &str) -> Vec<Meaning> {
        let Some(source) = self.source(file) else { return Vec::new() };
        let Some(owner) = source.item(item).filter(|it| it.kind == ItemKind::Enum) else {
            return Vec::new();
        };
        source
            .members(owner.name(), name)
            .filter(|number| source.item(*number).is_some_and(|it| it.kind == ItemKind::Variant))
            .map(|number| Meaning::of(Target::Item(file, number), Module::file(file)))
            .map(|meaning| Meaning { namespaces: TYPES | VALUES, ..meaning })
            .collect()
    }

    /// What `Owner::name` is: a variant, or what an `impl` or trait in the owner's file defines.
    fn member(&mut self, file: FileId, item: ItemNumber, name: &str) -> Vec<Meaning> {
        let Some(source) = self.source(file) else { return Vec::new() };
        let Some(owner) = source.item(item) else { return Vec::new() };
        let members = source.members(owner.name(), name);
        members.map(|number| Meaning::of(Target::Item(file, number), Module::file(file))).collect()
    }
}

/// The segments of an import's path, its name among them.
pub(super) fn segments_of<'a>(import: &Import<'a>) -> Vec<&'a str> {
    let mut segments: Vec<&str> = match import.from {
        "" => Vec::new(),
        "::" => vec![""],
        from => from.split("::").collect(),
    };
    if !import.name.is_empty() {
        segments.push(import.name);
    }
    segments
}

/// The scope of no module: that of all crates, in `::a`.
const CRATES: ScopeNumber = ScopeNumber::MAX;

impl Meaning {
    /// What everyone can see.
    fn of(target: Target, home: Module) -> Self {
        Self { target, visibility: Visibility::Public, home, via: Vec::new(), namespaces: ALL }
    }

    fn module(module: Module, home: Module) -> Self {
        Self { namespaces: TYPES, ..Self::of(Target::Module(module), home) }
    }

    fn made(home: Module, import: u32) -> Self {
        Self::of(Target::Made(home.file, import), home)
    }

    fn elsewhere(home: Module) -> Self {
        Self::of(Target::Elsewhere, home)
    }

    fn crates(from: Module) -> Self {
        Self::module(Module { scope: CRATES, ..from }, from)
    }

    fn is_crates(module: Module) -> bool {
        module.scope == CRATES
    }

    fn item(module: Module, number: ItemNumber, source: &Source<'_>) -> Option<Self> {
        let item = source.item(number)?;
        if item.kind == ItemKind::Impl {
            return None;
        }
        let target = match source.scope_of(number) {
            Some(scope) => Target::Module(Module { scope, ..module }),
            None => Target::Item(module.file, number),
        };
        Some(Self {
            visibility: item.visibility,
            namespaces: namespaces(item.kind),
            ..Self::of(target, module)
        })
    }

    pub(super) fn is_in(&self, namespaces: Namespaces) -> bool {
        self.namespaces & namespaces != 0
    }
}

fn namespaces(kind: ItemKind) -> Namespaces {
    match kind {
        ItemKind::Module | ItemKind::Enum | ItemKind::Union | ItemKind::Trait => TYPES,
        ItemKind::TypeAlias => TYPES,
        ItemKind::Struct | ItemKind::Variant => TYPES | VALUES,
        ItemKind::Macro => MACROS,
        // A function may implement a macro of its name.
        ItemKind::Function => VALUES | MACROS,
        _ => VALUES,
    }
}
