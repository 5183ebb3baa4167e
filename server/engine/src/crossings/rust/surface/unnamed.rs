//! Traits that a module brings into scope without a name: `pub use shop::Priced as _;`.

use boundstone_model::{ImportForm, ItemKind, ItemNumber, Visibility};
use rustc_hash::FxHashSet;

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::super::meaning::Target;
use super::Walk;

const NO_NAME: &str = "_";

impl Walk<'_, '_> {
    /// Notes what a module brings so, as `cargo public-api` does: below `_`.
    pub(super) fn unnamed(&mut self, module: Module, path: &mut Vec<String>) {
        let traits = self.unnamed_traits(module, &mut FxHashSet::default());
        path.push(NO_NAME.to_owned());
        for (file, item) in traits {
            if self.add((file, item, None), path) {
                self.members(file, item, path);
            }
        }
        path.pop();
    }

    /// Those of the module, and of the modules whose names it brings all.
    fn unnamed_traits(
        &mut self,
        module: Module,
        seen: &mut FxHashSet<Module>,
    ) -> Vec<(FileId, ItemNumber)> {
        if !seen.insert(module) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for part in self.resolver.parts_of(module) {
            let Some(source) = self.resolver.search.source(part.file) else { continue };
            let signatures = self.signatures_of(part.file);
            for (number, import) in (0..).zip(&source.references.imports) {
                let is_of_all = import.scope == part.scope
                    && import.visibility == Visibility::Public
                    && !import.is_test
                    && !signatures.as_ref().is_some_and(|it| it.hides(import.range));
                // What stands before a brace is bound to nothing either: a module, and never a trait.
                let is_unnamed = import.form == ImportForm::Named && import.bound.is_empty();
                if !is_of_all || !is_unnamed && import.form != ImportForm::Glob {
                    continue;
                }
                self.resolver.search.begin();
                for meaning in self.resolver.brought(module, part, number).iter() {
                    match meaning.target {
                        Target::Item(file, item) if is_unnamed && self.is_own_trait(file, item) => {
                            found.push((file, item));
                        }
                        Target::Module(brought) if !is_unnamed => {
                            found.extend(self.unnamed_traits(brought, seen));
                        }
                        _ => {}
                    }
                }
            }
        }
        found
    }

    fn is_own_trait(&mut self, file: FileId, item: ItemNumber) -> bool {
        let source = self.resolver.search.source(file).filter(|_| self.is_of_crate(file));
        source.is_some_and(|it| it.item(item).is_some_and(|it| it.kind == ItemKind::Trait))
    }
}
