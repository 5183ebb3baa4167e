//! How a module comes to its names.

use boundstone_model::{ImportForm, ItemKind, Visibility};
use rustc_hash::FxHashSet;

use super::super::super::source::{Entry, Module};
use super::super::meaning::Target;
use super::Walk;

/// How a module comes to a name that others may use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// It stands there, or all names are brought from where it stands.
    Own,
    Imported,
    /// By an import that documentation hides.
    Hidden,
}

impl Walk<'_, '_> {
    /// How a module comes to a name: in itself, or by its globs. `None` where that is not known.
    pub(super) fn way_to(
        &mut self,
        module: Module,
        name: &str,
        seen: &mut FxHashSet<Module>,
    ) -> Option<Way> {
        if !seen.insert(module) {
            return None;
        }
        let mut ways = Vec::new();
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let signatures = self.signatures_of(part.file);
            let hides = |range| signatures.as_ref().is_some_and(|it| it.hides(range));
            for entry in source.entries(part.scope, name) {
                if source.visibility(entry) != Visibility::Public {
                    continue;
                }
                let import = match entry {
                    Entry::Import(number) => source.references.imports.get(number as usize),
                    // An `impl` has the name of its type, and is none.
                    Entry::Item(number)
                        if source.item(number).is_some_and(|it| it.kind == ItemKind::Impl) =>
                    {
                        continue;
                    }
                    Entry::Item(_) => None,
                };
                ways.push(match import.filter(|it| it.form == ImportForm::Named) {
                    Some(import) if hides(import.range) => Way::Hidden,
                    Some(_) => Way::Imported,
                    None => Way::Own,
                });
            }
        }
        // A glob brings it as well, where it is imported by name besides.
        if !ways.contains(&Way::Own) {
            ways.extend(self.ways_by_globs(module, name, seen));
        }
        ways.into_iter().min()
    }

    fn ways_by_globs(
        &mut self,
        module: Module,
        name: &str,
        seen: &mut FxHashSet<Module>,
    ) -> Vec<Way> {
        let mut ways = Vec::new();
        for (part, number, visibility) in self.resolver.globs_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let import = source.references.imports.get(number as usize);
            let Some(import) = import.filter(|_| visibility == Visibility::Public) else {
                continue;
            };
            let signatures = self.signatures_of(part.file);
            let is_hidden = signatures.is_some_and(|it| it.hides(import.range));
            for meaning in self.resolver.brought(module, part, number).iter() {
                let Target::Module(brought) = meaning.target else { continue };
                if !self.may_have(brought, name) {
                    continue;
                }
                let found = self.way_to(brought, name, seen);
                ways.extend(found.map(|it| if is_hidden { Way::Hidden } else { it }));
            }
        }
        ways
    }
}
