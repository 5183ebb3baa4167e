//! Items whose home documentation hides, with all that is in it, while a re-export outside of it shows them.

use boundstone_model::{ImportForm, ItemNumber, Visibility};

use super::super::super::files::FileId;
use super::super::super::source::{Entry, Module};
use super::{SEPARATOR, Walk};

impl Walk<'_, '_> {
    /// Whether documentation hides an item, or a module that it stands in.
    pub(super) fn is_hidden_where_defined(&mut self, file: FileId, item: ItemNumber) -> bool {
        let Some(source) = self.resolver.search.source(file) else { return true };
        source.item(item).is_none_or(|it| it.marks.is_hidden)
            || self.is_hidden_home(Module { file, scope: source.scope_around(item) })
    }

    fn is_hidden_home(&mut self, module: Module) -> bool {
        if let Some(known) = self.hidden_homes.get(&module) {
            return *known;
        }
        // A module that is around itself is hidden by nothing else.
        self.hidden_homes.insert(module, false);
        let is_hidden = self.hides_itself(module)
            || self
                .declaration(module)
                .is_some_and(|(file, item)| self.is_hidden_where_defined(file, item));
        self.hidden_homes.insert(module, is_hidden);
        is_hidden
    }

    /// Notes the path of an item that is hidden where it is defined, with the import that a `module` names it by.
    pub(super) fn note_hidden_at_home(
        &mut self,
        module: Module,
        (file, item): (FileId, ItemNumber),
        path: &[String],
    ) {
        let Some(name) = path.last().filter(|_| self.is_hidden_where_defined(file, item)) else {
            return;
        };
        let shown = path.join(SEPARATOR);
        if let Some(import) = self.import_of(module, name) {
            self.handed_on_from_hidden.entry(import).or_default().push(shown.clone());
        }
        self.hidden_at_home.insert(shown);
    }

    /// The import by which a module names something for others.
    fn import_of(&mut self, module: Module, name: &str) -> Option<(FileId, u32)> {
        self.resolver.parts_of(module).into_iter().find_map(|part| {
            let source = self.resolver.search.source(part.file)?;
            source.entries(part.scope, name).into_iter().find_map(|entry| {
                let Entry::Import(number) = entry else { return None };
                let import = source.references.imports.get(number as usize)?;
                let is_it = import.form == ImportForm::Named
                    && source.visibility(entry) == Visibility::Public;
                is_it.then_some((part.file, number))
            })
        })
    }
}
