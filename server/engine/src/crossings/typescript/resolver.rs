//! What a name of a TypeScript module means, followed through re-exports to the file that defines it.

use std::collections::VecDeque;
use std::rc::Rc;

use boundstone_model::{Import, ImportForm, ItemNumber, RepoPath, ScopeNumber, Visibility};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::files::FileId;
use super::super::search::{Consulted, Search};
use super::super::source::Entry;
use super::specifier::{Meant, Specifiers};
use crate::World;

/// What a name leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// A module as one object.
    Module(FileId),
    Item(FileId, ItemNumber),
    /// What a file exports under a name that no item of it has.
    Name(FileId, String),
    Elsewhere,
    /// The module is there, and exports no such name.
    NotFound(FileId, String),
    /// There is no such module.
    NoModule,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Meaning {
    pub(super) target: Target,
    /// The files that hand it on, outermost first.
    pub(super) via: Vec<FileId>,
    /// A statement on the way hands it on as a type alone: `export type { A }`, `export type * from`, `import type`.
    pub(super) is_type_only: bool,
}

impl Meaning {
    pub(super) fn of(target: Target) -> Self {
        Self { target, via: Vec::new(), is_type_only: false }
    }
}

type Found = Option<Rc<Meaning>>;

/// The name of what `export =` and `module.exports =` export.
pub(super) const WHOLE: &str = "export=";
pub(super) const DEFAULT: &str = "default";

/// Stands for any file of a folder.
const SOME_FILE: &str = "index.ts";

pub(in crate::crossings) struct Resolver<'w> {
    pub(super) search: Search<'w>,
    pub(super) specifiers: Specifiers<'w>,
    meant: FxHashMap<(FileId, String), Meant>,
    /// What specifiers mean in the files of a folder: each key of a contract asks for the entry of its package.
    meant_in: FxHashMap<(RepoPath, String), Meant>,
    exports: FxHashMap<(FileId, Rc<str>), (Found, Consulted)>,
    /// The exports that are being looked up, with how many were when they began.
    active: FxHashMap<(FileId, Rc<str>), usize>,
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
            specifiers: Specifiers::new(search.world),
            search,
            meant: FxHashMap::default(),
            meant_in: FxHashMap::default(),
            exports: FxHashMap::default(),
            active: FxHashMap::default(),
        }
    }

    /// The files that were looked into, with repetitions; forgets them.
    pub(in crate::crossings) fn take_consulted(&mut self) -> Vec<FileId> {
        self.search.take_consulted()
    }

    /// What a specifier means in a file; the empty one is the file itself.
    pub(super) fn module(&mut self, from: FileId, specifier: &str) -> Meant {
        if specifier.is_empty() {
            return Meant::File(from);
        }
        let key = (from, specifier.to_owned());
        let known = self.meant.get(&key).copied();
        let meant = known.unwrap_or_else(|| match self.search.path(from) {
            Some(path) => self.specifiers.resolve(path, specifier),
            None => Meant::Missing,
        });
        if let Meant::File(file) = meant {
            self.search.consult(file);
        }
        self.meant.insert(key, meant);
        meant
    }

    /// What a specifier means in the files of a folder.
    pub(super) fn specifier(&mut self, folder: &RepoPath, specifier: &str) -> Meant {
        let Some(from) = folder.join(SOME_FILE) else { return Meant::Missing };
        let specifiers = &self.specifiers;
        let asked = (folder.clone(), specifier.to_owned());
        let known = self.meant_in.entry(asked);
        let meant = *known.or_insert_with(|| specifiers.resolve(&from, specifier));
        if let Meant::File(file) = meant {
            self.search.consult(file);
        }
        meant
    }

    /// What an import of a file brings.
    pub(super) fn import(&mut self, file: FileId, import: &Import<'_>) -> Option<Meaning> {
        if import.form == ImportForm::Local {
            return self.local(file, import.scope, import.name, import.bound);
        }
        let target = match self.module(file, import.from) {
            Meant::Elsewhere => Target::Elsewhere,
            Meant::Missing => Target::NoModule,
            Meant::File(module) => match import.form {
                ImportForm::Named => return Some(self.named(module, import.name)),
                _ => Target::Module(module),
            },
        };
        Some(Meaning::of(target))
    }

    /// What a module exports as `name`, or that it does not.
    fn named(&mut self, module: FileId, name: &str) -> Meaning {
        if let Some(found) = self.export(module, name) {
            return found.as_ref().clone();
        }
        // `import a from` a module of CommonJS is what it exports as a whole.
        if name == DEFAULT {
            if let Some(found) = self.export(module, WHOLE) {
                return found.as_ref().clone();
            }
            return Meaning::of(Target::Module(module));
        }
        if let Some(found) = self.export(module, WHOLE)
            && let Some(member) = self.next(&found, name)
        {
            return member;
        }
        Meaning::of(Target::NotFound(module, name.to_owned()))
    }

    /// What a file exports under a name, itself or by `export *`.
    pub(super) fn export(&mut self, file: FileId, name: &str) -> Found {
        let key: (FileId, Rc<str>) = (file, Rc::from(name));
        if let Some((known, consulted)) = self.exports.get(&key) {
            let (known, consulted) = (known.clone(), Rc::clone(consulted));
            self.search.consult_all(&consulted);
            return known;
        }
        if let Some(depth) = self.active.get(&key) {
            self.search.cut(*depth);
            return None;
        }
        let depth = self.active.len();
        self.active.insert(key.clone(), depth);
        let frame = self.search.enter(depth);
        let found = self.look_up(file, name).map(Rc::new);
        self.active.remove(&key);
        if let Some(consulted) = self.search.leave(frame) {
            self.exports.insert(key, (found.clone(), consulted));
        }
        found
    }

    /// Looks in the file itself, then in those that it exports whole, each once as values and once as types alone.
    fn look_up(&mut self, file: FileId, name: &str) -> Option<Meaning> {
        let mut seen = FxHashSet::from_iter([(file, false)]);
        let mut open = VecDeque::from([(file, Vec::new(), false)]);
        let mut as_type = None;
        while let Some((module, via, is_type_only)) = open.pop_front() {
            if !self.search.step() {
                return None;
            }
            if let Some(mut found) = self.explicit(module, name) {
                let inner = std::mem::replace(&mut found.via, via);
                found.via.extend(inner);
                if !is_type_only {
                    return Some(found);
                }
                // Another way may have its value.
                found.is_type_only = true;
                as_type.get_or_insert(found);
                continue;
            }
            // `export *` leaves the default out.
            if name == DEFAULT {
                return None;
            }
            let source = self.search.source(module)?;
            let globs = source.globs(0).filter_map(|it| source.references.imports.get(it as usize));
            let globs = globs.filter(|it| it.visibility == Visibility::Public);
            let globs: Vec<(&str, bool)> =
                globs.map(|it| (it.from, is_type_only || it.is_type_only)).collect();
            for (specifier, is_type_only) in globs {
                if let Meant::File(next) = self.module(module, specifier)
                    && !seen.contains(&(next, false))
                    && seen.insert((next, is_type_only))
                {
                    let mut via = via.clone();
                    via.push(module);
                    open.push_back((next, via, is_type_only));
                }
            }
        }
        as_type
    }

    /// What the statements of a file itself export under a name.
    fn explicit(&mut self, file: FileId, name: &str) -> Option<Meaning> {
        let source = self.search.source(file)?;
        let entries: Vec<Entry> = source
            .entries(0, name)
            .filter(|entry| source.visibility(*entry) == Visibility::Public)
            .collect();
        let mut weak = None;
        for entry in entries {
            match entry {
                Entry::Item(number) => {
                    return Some(Meaning::of(Target::Item(file, number)));
                }
                Entry::Import(number) => {
                    let import = source.references.imports.get(number as usize)?;
                    let mut found = self.import(file, import)?;
                    found.is_type_only |= import.is_type_only;
                    if import.form != ImportForm::Local || !found.via.is_empty() {
                        found.via.insert(0, file);
                    }
                    if found.target == Target::NoModule {
                        found.target = Target::NotFound(file, name.to_owned());
                    }
                    match found.target {
                        Target::Elsewhere | Target::NotFound(..) => {
                            weak.get_or_insert(found);
                        }
                        _ => return Some(found),
                    }
                }
            }
        }
        weak
    }

    /// What a name of the file itself is, `a` or `a.b`, as it is exported under `exported`.
    fn local(
        &mut self,
        file: FileId,
        scope: ScopeNumber,
        name: &str,
        exported: &str,
    ) -> Option<Meaning> {
        let mut segments = name.split('.');
        let first = segments.next().unwrap_or_default();
        let mut meaning = self.in_scopes(file, scope, first, exported);
        for segment in segments {
            let outer = meaning?;
            meaning = self.next(&outer, segment);
        }
        // A variable that is no item: exported under a name all the same.
        Some(meaning.unwrap_or_else(|| Meaning::of(Target::Name(file, exported.to_owned()))))
    }

    /// What a name means in a scope; the import under which it is `exported` is not what it means.
    pub(super) fn in_scopes(
        &mut self,
        file: FileId,
        scope: ScopeNumber,
        name: &str,
        exported: &str,
    ) -> Option<Meaning> {
        let source = self.search.source(file)?;
        let mut scope = scope;
        loop {
            let mut entries: Vec<Entry> = source.entries(scope, name).collect();
            // What uses a name that is imported and defined means what is imported: a namespace.
            if exported.is_empty() {
                entries.reverse();
            }
            for entry in entries {
                match entry {
                    Entry::Item(number) => {
                        return Some(Meaning::of(Target::Item(file, number)));
                    }
                    Entry::Import(number) => {
                        let import = source.references.imports.get(number as usize)?;
                        // `export { a as b }` makes no `b` in the file.
                        let is_export = import.form == ImportForm::Local
                            && import.visibility == Visibility::Public
                            && !import.name.contains('.');
                        if is_export
                            || (import.bound == exported && import.form == ImportForm::Local)
                        {
                            continue;
                        }
                        if let Some(mut found) = self.import(file, import) {
                            found.is_type_only |= import.is_type_only;
                            return Some(found);
                        }
                    }
                }
            }
            if scope == 0 {
                return None;
            }
            scope = source.scope(scope).parent;
        }
    }

    /// What `name` is inside of a meaning.
    pub(super) fn next(&mut self, outer: &Meaning, name: &str) -> Option<Meaning> {
        let mut found = match &outer.target {
            Target::Module(module) => self.named(*module, name),
            Target::Item(file, item) => {
                let source = self.search.source(*file)?;
                let owner = source.item(*item)?;
                let number = source.members(owner.name(), name).next()?;
                Meaning::of(Target::Item(*file, number))
            }
            Target::Elsewhere => outer.clone(),
            _ => return None,
        };
        // What stands in a class is had by its values, however the class itself is handed on.
        found.is_type_only |= outer.is_type_only && matches!(outer.target, Target::Module(_));
        let inner = std::mem::replace(&mut found.via, outer.via.clone());
        if outer.target != Target::Elsewhere {
            found.via.extend(inner);
        }
        Some(found)
    }
}
