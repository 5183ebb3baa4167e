//! What a Rust path means, segment by segment, looked up in the files that define and hand on its names.

use std::rc::Rc;

use boundstone_model::{Import, ItemNumber, RepoPath, Visibility};
use boundstone_text::TextRange;
use rustc_hash::FxHashMap;

use super::super::files::FileId;
use super::super::search::{Consulted, Search};
use super::super::source::{Entry, Module, Source};
use super::expansion::ImportAt;
use super::meaning::{Meaning, Meanings, TYPES, Target};
use super::package::{Crate, Packages};
use super::place::Stand;
use crate::World;

/// Looks names up, and keeps what it learned for the next reference.
pub(in crate::crossings) struct Resolver<'w> {
    pub(super) search: Search<'w>,
    /// The items that declare modules in other files, of those that were asked for.
    pub(super) declared: FxHashMap<Module, (Rc<[Declared]>, Consulted)>,
    pub(super) stands: FxHashMap<FileId, (Option<Rc<Stand>>, Consulted)>,
    pub(super) names: FxHashMap<(Module, Rc<str>), (Meanings, Consulted)>,
    pub(super) imports: FxHashMap<ImportAt, (Meanings, Consulted)>,
    /// The imports that are being followed, with how many were when they began: a name does not lead to
    /// itself.
    pub(super) active: FxHashMap<ImportAt, usize>,
}

/// An item `mod a;`, where its name stands, and the files that it means.
pub(super) struct Declared {
    pub item: ItemNumber,
    pub name: TextRange,
    pub files: Vec<FileId>,
}

/// Where a path is written.
#[derive(Clone, Copy)]
struct Viewpoint<'s, 'w> {
    /// The innermost block or module, and the module around it.
    from: Module,
    module: Module,
    source: &'s Rc<Source<'w>>,
}

impl<'w> Resolver<'w> {
    pub(in crate::crossings) fn new(world: &'w World) -> Self {
        Self::by(Search::new(world))
    }

    /// As [`Search::for_one_answer`].
    pub(in crate::crossings) fn for_one_answer(world: &'w World) -> Self {
        Self::by(Search::for_one_answer(world))
    }

    fn by(search: Search<'w>) -> Self {
        Self {
            search,
            declared: FxHashMap::default(),
            stands: FxHashMap::default(),
            names: FxHashMap::default(),
            imports: FxHashMap::default(),
            active: FxHashMap::default(),
        }
    }

    /// The files that were looked into, with repetitions; forgets them.
    pub(in crate::crossings) fn take_consulted(&mut self) -> Vec<FileId> {
        self.search.take_consulted()
    }

    /// What a file defines and imports.
    pub(in crate::crossings) fn source(&mut self, file: FileId) -> Option<Rc<Source<'w>>> {
        self.search.source(file)
    }

    pub(super) fn packages(&self) -> &'w Packages {
        &self.search.world.crossings.packages
    }

    /// The number of a file that exists.
    pub(super) fn file(&self, path: &RepoPath) -> Option<FileId> {
        let file = self.search.world.crossings.files.number(path)?;
        self.search.world.facts(path).is_some().then_some(file)
    }

    /// The files that name this one in a `#[path]`.
    pub(super) fn by_path_attribute(&self, path: &RepoPath) -> Vec<FileId> {
        self.search.world.crossings.declarers_of(path).collect()
    }

    /// What each segment of a path means, seen from `scope` of `file`. Ends with the first that means
    /// nothing.
    pub(super) fn resolve(
        &mut self,
        from: Module,
        segments: &[&str],
        is_import: bool,
    ) -> Vec<Meanings> {
        self.resolved(from, segments, is_import, false)
    }

    /// The same of the path of a glob, all of which is modules, or an enum at last.
    pub(super) fn resolve_glob(&mut self, from: Module, segments: &[&str]) -> Vec<Meanings> {
        self.resolved(from, segments, true, true)
    }

    fn resolved(
        &mut self,
        from: Module,
        segments: &[&str],
        is_import: bool,
        is_glob: bool,
    ) -> Vec<Meanings> {
        let Some((first, rest)) = segments.split_first() else { return Vec::new() };
        let Some(source) = self.search.source(from.file) else { return Vec::new() };
        let module = Module { file: from.file, scope: source.module_of(from.scope) };
        let place = Viewpoint { from, module, source: &source };
        let mut meanings = match is_import {
            true => self.first_of_import(place, first, is_glob || !rest.is_empty()),
            false => self.first(place, first),
        };
        let mut found = vec![Rc::clone(&meanings)];
        for (behind, segment) in (0..rest.len()).rev().zip(rest) {
            if meanings.is_empty() {
                break;
            }
            let is_head = is_glob || behind > 0;
            meanings = Rc::new(self.next(&meanings, segment, module, is_head));
            found.push(Rc::clone(&meanings));
        }
        found
    }

    fn first(&mut self, place: Viewpoint<'_, 'w>, name: &str) -> Meanings {
        if let Some(known) = self.first_by_keyword(place.module, name) {
            return known;
        }
        let found = self.in_scopes(place, name, Self::lookup);
        found.unwrap_or_else(|| Rc::new(self.known_crate(place.module, name)))
    }

    /// The same for an import; `is_head` where more of the path follows.
    fn first_of_import(&mut self, place: Viewpoint<'_, 'w>, name: &str, is_head: bool) -> Meanings {
        let module = place.module;
        if let Some(known) = self.first_by_keyword(module, name) {
            return known;
        }
        if self.is_first_edition(module) {
            let root = self.crate_root(module);
            let found = self.next(&root, name, module, is_head);
            return Rc::new(if found.is_empty() { self.known_crate(module, name) } else { found });
        }
        // Of an import, the name of a crate and one that a glob brings may not be the same: to ask for
        // the crate first spares following every glob for every import.
        let found = self.in_scopes(place, name, |it, module, name| {
            let mut found = it.explicit(module, name, None);
            // Beside `use vec::vec;`, the function, `vec::Vec` still begins with the module.
            found.retain(|meaning| !is_head || meaning.is_in(TYPES));
            Rc::new(found)
        });
        if let Some(found) = found {
            return found;
        }
        let found = self.crate_named(module, name);
        if found.is_empty() { self.first(place, name) } else { Rc::new(found) }
    }

    /// `crate`, `self`, `super`, and nothing, as in `::a`.
    fn first_by_keyword(&mut self, module: Module, name: &str) -> Option<Meanings> {
        let found = match name {
            "crate" => self.crate_root(module),
            "self" => vec![Meaning::module(module, module)],
            "super" => self.parent(module),
            "" if self.is_first_edition(module) => self.crate_root(module),
            "" => vec![Meaning::crates(module)],
            _ => return None,
        };
        Some(Rc::new(found))
    }

    fn is_first_edition(&mut self, module: Module) -> bool {
        self.stand(module.file).is_some_and(|stand| stand.package.edition < 2018)
    }

    /// Looks for a name in the blocks around it and in their module.
    fn in_scopes(
        &mut self,
        Viewpoint { from, source, .. }: Viewpoint<'_, 'w>,
        name: &str,
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
        let source = self.search.source(module.file)?;
        let scope = source.module_of(source.scope(module.scope).parent);
        Some(Module { file: module.file, scope })
    }

    fn crate_named(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        let Some(stand) = self.stand(module.file) else { return Vec::new() };
        let known = match stand.package.crate_named(name, stand.kind) {
            Some(Crate::Here(root)) => self.file(root),
            Some(Crate::Elsewhere) => return vec![Meaning::crate_elsewhere(module, name)],
            None => None,
        };
        if let Some(root) = known {
            // The package may be another one tomorrow, and then its root is.
            self.search.consult(root);
            return vec![Meaning::module(Module::file(root), module)];
        }
        // `extern crate a as b;` in the root makes `b` known everywhere.
        let root = Module::file(stand.root);
        let Some(source) = self.search.source(stand.root) else { return Vec::new() };
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

    /// The crate of that name, those among them that no manifest names.
    pub(super) fn known_crate(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        let named = self.crate_named(module, name);
        if named.is_empty() && is_standard(name) { vec![Meaning::elsewhere(module)] } else { named }
    }

    /// What `name` is inside each of these meanings, seen from the module `from`; `is_head` where more of the path
    /// follows.
    pub(super) fn next(
        &mut self,
        of: &[Meaning],
        name: &str,
        from: Module,
        is_head: bool,
    ) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        for outer in of {
            let inner = match outer.target {
                Target::Module(module) if Meaning::is_crates(module) => {
                    self.known_crate(from, name)
                }
                Target::Module(module) => match name {
                    "self" => vec![outer.clone()],
                    "super" => self.parent(module),
                    _ if is_head => self.visible_head(module, name, from),
                    _ => self.visible(module, name, from),
                },
                Target::Item(file, item) => self.member(file, item, name),
                Target::Made(..) => Vec::new(),
                Target::Elsewhere => vec![outer.in_elsewhere(from)],
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

    /// The same of a name that more of a path follows. One that stands in the module itself is meant whatever its globs
    /// bring: to ask them as well takes ever longer where they lead to one another.
    fn visible_head(&mut self, module: Module, name: &str, from: Module) -> Vec<Meaning> {
        let mut own = self.explicit(module, name, Some(from));
        own.retain(|meaning| meaning.is_in(TYPES));
        if own.is_empty() { self.visible(module, name, from) } else { own }
    }

    pub(super) fn can_see(&mut self, visibility: Visibility, home: Module, from: Module) -> bool {
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
}

/// The crates that every package knows without naming them. Source: The Rust Reference, "Extern prelude".
fn is_standard(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc" | "proc_macro" | "test")
}

/// The segments of an import's path, its name among them.
pub(in crate::crossings) fn segments_of<'a>(import: &Import<'a>) -> Vec<&'a str> {
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
