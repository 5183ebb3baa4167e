//! What a name means inside of a module: its own, those that its imports and globs bring, and members.

use std::collections::VecDeque;
use std::rc::Rc;

use boundstone_model::{Import, ImportForm, ItemKind, ItemNumber, Visibility};
use rustc_hash::FxHashSet;

use super::super::files::FileId;
use super::super::source::{Entry, Module};
use super::expansion::ImportAt;
use super::meaning::{ALL, MACROS, Meaning, Meanings, Namespaces, TYPES, Target, VALUES};
use super::resolver::{Resolver, segments_of};

impl<'w> Resolver<'w> {
    /// Every meaning of `name` in a module or block, whoever can see it.
    pub(super) fn lookup(&mut self, module: Module, name: &str) -> Meanings {
        let key = (module, Rc::from(name));
        if let Some((known, consulted)) = self.names.get(&key) {
            let (known, consulted) = (Rc::clone(known), Rc::clone(consulted));
            self.search.consult_all(&consulted);
            return known;
        }
        let frame = self.search.enter(usize::MAX);
        let found = Rc::new(self.look_up(module, name));
        if let Some(consulted) = self.search.leave(frame) {
            self.names.insert(key, (Rc::clone(&found), consulted));
        }
        found
    }

    /// Looks in the module itself, then in those that its globs bring, each once.
    fn look_up(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        struct Open {
            module: Module,
            via: Vec<FileId>,
            /// How the globs on the way hand on what they bring: as the one does that is least visible.
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
            if !self.search.step() {
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
                // A glob hands on no more than it is allowed to; what it brings for itself alone is seen in its module alone.
                if let Some(visibility) = here.visibility
                    && (meaning.visibility == Visibility::Public
                        || visibility == Visibility::Private)
                {
                    (meaning.visibility, meaning.home) = (visibility, module);
                }
                add(meaning, &mut found);
            }
            covered |= new;
            if covered == ALL {
                break;
            }
            for (part, number, visibility) in self.globs_of(here.module) {
                if here.visibility.is_some() && !self.can_see(visibility, here.module, here.by) {
                    continue;
                }
                let glob = ImportAt::of_part(here.module, part, number);
                for brought in self.import_at(glob).iter() {
                    let mut via = here.via.clone();
                    via.push(here.module.file);
                    via.extend(&brought.via);
                    let visibility = here.visibility.map_or(visibility, |it| it.max(visibility));
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
        // What of a crate for macros is meant as a type or a value where nothing else is.
        for meaning in found.iter_mut().filter(|it| it.target == Target::Elsewhere) {
            meaning.namespaces |= ALL & !covered;
        }
        found
    }

    /// The globs of a module or block with the part they stand in and their visibility.
    pub(super) fn globs_of(&mut self, module: Module) -> Vec<(Module, u32, Visibility)> {
        let mut globs = Vec::new();
        for part in self.parts_of(module) {
            let Some(source) = self.search.source(part.file) else { continue };
            globs.extend(source.globs(part.scope).filter_map(|number| {
                let import = source.references.imports.get(number as usize)?;
                (import.form == ImportForm::Glob).then_some((part, number, import.visibility))
            }));
        }
        // Each module is followed on one way.
        globs.sort_by_key(|(_, _, visibility)| *visibility != Visibility::Public);
        globs
    }

    /// What stands under a name in the module itself; what the module `by` sees of it. What is not seen
    /// is not followed: where many modules hand on each other, that is most of it.
    pub(super) fn explicit(
        &mut self,
        module: Module,
        name: &str,
        by: Option<Module>,
    ) -> Vec<Meaning> {
        let mut found = Vec::new();
        for part in self.parts_of(module) {
            let Some(source) = self.search.source(part.file) else { continue };
            for entry in source.entries(part.scope, name) {
                let visibility = source.visibility(entry);
                if by.is_some_and(|by| !self.can_see(visibility, module, by)) {
                    continue;
                }
                match entry {
                    Entry::Item(number) if source.is_module_elsewhere(number) => {}
                    Entry::Item(number) => found.extend(Meaning::item(module, number, &source)),
                    Entry::Import(number) => self.imported((module, part), number, &mut found),
                }
            }
        }
        if module.scope == 0 {
            self.exported_macros(module.file, name, &mut found);
        }
        found
    }

    /// What an import of a module names, that stands in this part of it.
    fn imported(
        &mut self,
        (module, part): (Module, Module),
        number: u32,
        found: &mut Vec<Meaning>,
    ) {
        let Some(source) = self.search.source(part.file) else { return };
        let Some(import) = source.references.imports.get(number as usize) else { return };
        for meaning in self.import_at(ImportAt::of_part(module, part, number)).iter() {
            let mut meaning = meaning.clone();
            if matches!(import.form, ImportForm::Named) {
                meaning.via.insert(0, module.file);
            }
            (meaning.visibility, meaning.home) = (import.visibility, module);
            add(meaning, found);
        }
    }

    /// Macros with `#[macro_export]` are names of the root, wherever they are defined.
    fn exported_macros(&mut self, file: FileId, name: &str, found: &mut Vec<Meaning>) {
        let files: Vec<FileId> = self.search.world.crossings.macros_named(name).collect();
        for definer in files {
            if self.stand(definer).is_none_or(|stand| stand.root != file) {
                continue;
            }
            let Some(source) = self.search.source(definer) else { continue };
            let items = (0..).zip(&source.items);
            let macros = items.filter(|(_, item)| {
                let is_exported = item.visibility == Visibility::Public;
                item.kind == ItemKind::Macro && is_exported && item.name() == name
            });
            // What stands at the root itself is found there.
            let is_inside = |number: u32| definer != file || source.scope_around(number) != 0;
            for (number, _) in macros.filter(|(number, _)| is_inside(*number)) {
                let mut meaning = Meaning::of(Target::Item(definer, number), Module::file(file));
                meaning.namespaces = MACROS;
                found.push(meaning);
            }
        }
    }

    /// What a glob of a module brings everything of.
    pub(super) fn brought(&mut self, module: Module, part: Module, number: u32) -> Meanings {
        self.import_at(ImportAt::of_part(module, part, number))
    }

    /// What an import names: of a glob, the module.
    pub(super) fn import(&mut self, module: Module, number: u32) -> Meanings {
        self.import_at(ImportAt { file: module.file, number, caller: None })
    }

    fn import_at(&mut self, key: ImportAt) -> Meanings {
        if let Some((known, consulted)) = self.imports.get(&key) {
            let (known, consulted) = (Rc::clone(known), Rc::clone(consulted));
            self.search.consult_all(&consulted);
            return known;
        }
        if let Some(depth) = self.active.get(&key) {
            self.search.cut(*depth);
            return Meanings::default();
        }
        let depth = self.active.len();
        self.active.insert(key, depth);
        let frame = self.search.enter(depth);
        let found = Rc::new(self.follow(key));
        self.active.remove(&key);
        if let Some(consulted) = self.search.leave(frame) {
            self.imports.insert(key, (Rc::clone(&found), consulted));
        }
        found
    }

    fn follow(&mut self, ImportAt { file, number, caller }: ImportAt) -> Vec<Meaning> {
        let Some(source) = self.search.source(file) else { return Vec::new() };
        let Some(import) = source.references.imports.get(number as usize) else {
            return Vec::new();
        };
        match import.form {
            ImportForm::ModuleFile => {
                let scope = source.module_of(import.scope);
                self.module_of_file(caller.unwrap_or(Module { file, scope }), import)
            }
            ImportForm::Local => {
                vec![Meaning { namespaces: MACROS, ..Meaning::made(Module::file(file), number) }]
            }
            ImportForm::Made => {
                let namespaces = match import.name {
                    "struct" => TYPES | VALUES,
                    "fn" | "const" | "static" => VALUES,
                    _ => TYPES,
                };
                vec![Meaning { namespaces, ..Meaning::made(Module::file(file), number) }]
            }
            _ => {
                let segments = segments_of(import);
                let from = caller.unwrap_or(Module { file, scope: import.scope });
                let found = match import.form {
                    ImportForm::Glob => self.resolve_glob(from, &segments),
                    _ => self.resolve(from, &segments, true),
                };
                match found.last() {
                    Some(last) if found.len() == segments.len() => last.to_vec(),
                    _ => Vec::new(),
                }
            }
        }
    }

    /// The module in another file that `home` declares.
    fn module_of_file(&mut self, home: Module, import: &Import<'_>) -> Vec<Meaning> {
        let Some(stand) = self.stand(home.file) else { return Vec::new() };
        let files = self.module_files(home, &stand, import);
        files.into_iter().map(|file| Meaning::module(Module::file(file), home)).collect()
    }

    /// The variants of an enum.
    fn variants(&mut self, file: FileId, item: ItemNumber, name: &str) -> Vec<Meaning> {
        let Some(source) = self.search.source(file) else { return Vec::new() };
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
    pub(super) fn member(&mut self, file: FileId, item: ItemNumber, name: &str) -> Vec<Meaning> {
        let Some(source) = self.search.source(file) else { return Vec::new() };
        let Some(owner) = source.item(item) else { return Vec::new() };
        let members = source.members(owner.name(), name);
        members.map(|number| Meaning::of(Target::Item(file, number), Module::file(file))).collect()
    }
}

/// Adds a meaning. A name that comes to one thing twice, each under a condition, is as visible as it is under one.
fn add(meaning: Meaning, found: &mut Vec<Meaning>) {
    match found.iter_mut().find(|other| other.target == meaning.target) {
        Some(other) if meaning.visibility == Visibility::Public => {
            (other.visibility, other.home) = (meaning.visibility, meaning.home);
        }
        Some(_) => {}
        None => found.push(meaning),
    }
}
