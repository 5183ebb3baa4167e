//! What documentation hides of traits, also where they are implemented.

use boundstone_model::{Item, ItemNumber};

use super::super::super::files::FileId;
use super::super::super::source::Module;
use super::Walk;
use super::implementation::defined_outside;

impl Walk<'_, '_> {
    /// The items of a trait that documentation hides, also where the trait is implemented. Of several traits, those that
    /// all of them hide.
    pub(super) fn hidden(&mut self, traits: &[(FileId, ItemNumber)]) -> Vec<String> {
        let Some(((file, item), others)) = traits.split_first() else { return Vec::new() };
        let mut hidden = self.hidden_in(*file, *item);
        for (file, item) in others {
            let other = self.hidden_in(*file, *item);
            hidden.retain(|name| other.contains(name));
        }
        hidden
    }

    fn hidden_in(&mut self, file: FileId, item: ItemNumber) -> Vec<String> {
        let Some(source) = self.resolver.search.source(file) else { return Vec::new() };
        let signatures = self.signatures_of(file);
        // What is deprecated besides is told at the trait alone.
        let is_hidden = |number: ItemNumber, it: &Item<'_>| {
            let own = signatures.as_ref().and_then(|all| all.of(number));
            it.marks.is_hidden || own.is_some_and(|own| own.is_hidden)
        };
        let members = (0..).zip(&source.items).filter(|(_, it)| it.parent == Some(item));
        let hidden = members.filter(|(number, it)| is_hidden(*number, it));
        hidden.map(|(_, it)| it.name().to_owned()).collect()
    }

    /// Where a trait is defined that is not of this crate.
    pub(super) fn trait_of_others(
        &mut self,
        (file, module): (FileId, Module),
        path: &str,
    ) -> Option<String> {
        let outside = self.path_outside(module, path)?;
        let outside = self.by_own_crate(file, &outside).unwrap_or(outside);
        Some(defined_outside(&outside).0.unwrap_or(outside))
    }
}
