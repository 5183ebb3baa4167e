//! The bodies of macros that take nothing and are called among items: what stands in them stands where
//! they are called.

use std::collections::BTreeSet;

use boundstone_model::{FileFacts, ImportForm, ScopeKind, names_to};

use super::super::files::FileId;
use super::super::source::{Module, Source};
use super::resolver::Resolver;

/// An import, and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct ImportAt {
    pub(super) file: FileId,
    pub(super) number: u32,
    /// The module that calls the macro whose body the import stands in.
    pub(super) caller: Option<Module>,
}

impl ImportAt {
    /// An import that stands in this part of `module`.
    pub(super) fn of_part(module: Module, part: Module, number: u32) -> Self {
        Self { file: part.file, number, caller: (part != module).then_some(module) }
    }
}

impl Resolver<'_> {
    /// What a module or block is made of: itself, and the bodies of the macros that are called in it.
    pub(super) fn parts_of(&mut self, module: Module) -> Vec<Module> {
        let mut parts = vec![module];
        let Some(source) = self.search.source(module.file) else { return parts };
        for (_, name) in source.expansions().filter(|(scope, _)| *scope == module.scope) {
            parts.extend(self.bodies(module.file, name));
        }
        parts
    }

    /// The bodies of the macro that is called `name` in `file`: one of the file itself, else the only one
    /// of its crate. Which of several is meant, the order of the modules says, which is not known here.
    pub(super) fn bodies(&mut self, file: FileId, name: &str) -> Vec<Module> {
        let Some(source) = self.search.source(file) else { return Vec::new() };
        let own = source.bodies(name);
        if !own.is_empty() {
            return own.into_iter().map(|scope| Module { file, scope }).collect();
        }
        let files: Vec<FileId> = self.search.world.crossings.macros_named(name).collect();
        let mut found = Vec::new();
        for other in files.into_iter().filter(|other| *other != file) {
            let root = self.stand(other).map(|stand| stand.root);
            if root.is_none() || root != self.stand(file).map(|stand| stand.root) {
                continue;
            }
            let Some(source) = self.search.source(other) else { continue };
            let bodies = source.bodies(name);
            if !bodies.is_empty() && !found.is_empty() {
                return Vec::new();
            }
            found.extend(bodies.into_iter().map(|scope| Module { file: other, scope }));
        }
        found
    }
}

/// Whether a file calls other such macros than before, or elsewhere, or those that it defines declare other
/// modules: where the files of a package stand may be another matter then.
pub(in crate::crossings) fn brings_otherwise(
    old: Option<&FileFacts>,
    new: Option<&FileFacts>,
) -> bool {
    let brought = |facts: Option<&FileFacts>| facts.map(brought).unwrap_or_default();
    brought(old) != brought(new)
}

/// The calls, by the module around and the macro's name, and the declarations, by the macro's name, the
/// module's name and its `#[path]`.
fn brought(facts: &FileFacts) -> BTreeSet<(Vec<String>, String, String, bool)> {
    let source = Source::new(facts);
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let mut brought = BTreeSet::new();
    for import in &source.references.imports {
        let scope = source.scope(import.scope);
        let around = match (import.form, scope.kind) {
            (ImportForm::Expansion, _) => source.item_of(source.module_of(import.scope)),
            (ImportForm::ModuleFile, ScopeKind::Macro(item)) => Some(item),
            _ => continue,
        };
        let around = around.map(|item| names_to(&source.items, item)).unwrap_or_default();
        let is_test = import.is_test || scope.is_test;
        brought.insert((owned(around), import.name.to_owned(), import.from.to_owned(), is_test));
    }
    brought
}
