//! Names that a module has several times, each under a condition: of `mod imp;` with one file for each system, and of
//! globs of which one is compiled.

use boundstone_model::Visibility;
use rustc_hash::FxHashSet;

use super::super::super::source::Module;
use super::super::meaning::{Meaning, Target};
use super::Walk;

impl Walk<'_, '_> {
    /// What a name of a module means, and what it means where other conditions hold. The first is what the resolver
    /// finds, for which of two globs of one name is nothing but the nearer one.
    pub(super) fn meanings(&mut self, module: Module, name: &str) -> Vec<Meaning> {
        let mut found = self.resolver.lookup(module, name).to_vec();
        if self.resolver.explicit(module, name, None).is_empty() {
            let mut seen = FxHashSet::from_iter([module]);
            self.add_alternatives(module, name, &mut found, &mut seen);
        }
        found
    }

    fn add_alternatives(
        &mut self,
        module: Module,
        name: &str,
        found: &mut Vec<Meaning>,
        seen: &mut FxHashSet<Module>,
    ) {
        for (part, number, visibility) in self.resolver.globs_of(module) {
            if visibility != Visibility::Public {
                continue;
            }
            let has_condition = self.has_condition(part, number);
            let brought = self.resolver.brought(module, part, number);
            let modules: Vec<Module> = brought
                .iter()
                .filter_map(|it| match it.target {
                    Target::Module(brought) => Some(brought),
                    _ => None,
                })
                .collect();
            let is_one_of_several = has_condition || modules.len() > 1;
            for brought in modules {
                if !self.is_of_crate(brought.file) || !seen.insert(brought) {
                    continue;
                }
                let own = self.resolver.explicit(brought, name, Some(module));
                if own.is_empty() {
                    self.add_alternatives(brought, name, found, seen);
                } else if is_one_of_several {
                    let public = own.into_iter().filter(|it| it.visibility == Visibility::Public);
                    for meaning in public {
                        if found.iter().all(|other| other.target != meaning.target) {
                            found.push(meaning);
                        }
                    }
                }
            }
        }
    }

    fn has_condition(&mut self, part: Module, number: u32) -> bool {
        let source = self.resolver.search.source(part.file);
        let import = source.as_ref().and_then(|it| it.references.imports.get(number as usize));
        let range = import.map(|import| import.range);
        let signatures = self.signatures_of(part.file);
        let condition = range.and_then(|range| signatures.as_ref()?.condition_of_import(range));
        condition.is_some()
    }
}
