//! What users of a library can name, though only by a way that documentation hides.

use std::rc::Rc;

use boundstone_model::{ItemNumber, Visibility};
use rustc_hash::FxHashSet;

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::super::meaning::Target;
use super::Walk;

impl Walk<'_, '_> {
    /// Whether users can name an item by any path, and documentation hides neither it nor what it stands in. An `impl` of
    /// such a trait is seen at the type: so has it rustdoc's JSON.
    pub(super) fn is_exported(&mut self, file: FileId, item: ItemNumber) -> bool {
        if self.found.contains_key(&(file, item, None)) {
            return true;
        }
        let known = self.exported.clone().unwrap_or_else(|| Rc::new(self.all_exported()));
        self.exported = Some(Rc::clone(&known));
        known.contains(&(file, item)) && !self.is_hidden_where_defined(file, item)
    }

    /// Each module is looked into once, by whatever path.
    fn all_exported(&mut self) -> FxHashSet<(FileId, ItemNumber)> {
        let mut found = FxHashSet::default();
        let mut seen = FxHashSet::from_iter([Module::file(self.root)]);
        let mut open = vec![Module::file(self.root)];
        while let Some(module) = open.pop() {
            for name in self.names(module) {
                self.resolver.search.begin();
                let meanings = self.resolver.lookup(module, &name);
                for meaning in meanings.iter().filter(|it| it.visibility == Visibility::Public) {
                    match meaning.target {
                        Target::Module(inner)
                            if self.is_of_crate(inner.file) && seen.insert(inner) =>
                        {
                            open.push(inner);
                        }
                        Target::Item(file, item) => {
                            found.insert((file, item));
                        }
                        _ => {}
                    }
                }
            }
        }
        found
    }
}
