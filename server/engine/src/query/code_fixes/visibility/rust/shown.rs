//! Whether something that users can name says the item in its signature.

use boundstone_model::{
    FileFacts, FileSignatures, Item, ItemKind, ItemNumber, RepoPath, Visibility,
};

use super::super::{Narrowed, names};
use super::around::Package;

/// `None` where that is not known.
pub(super) fn is_shown(narrowed: &Narrowed<'_>, package: &Package<'_>) -> Option<bool> {
    for (path, facts) in package.holding(narrowed, narrowed.name()) {
        let signatures = narrowed.asked.code.signatures(path).ok()?;
        let file = File { narrowed, package, path, facts, items: facts.items().collect() };
        if file.shows(&signatures) {
            return Some(true);
        }
    }
    Some(false)
}

struct File<'f, 'a> {
    narrowed: &'f Narrowed<'a>,
    package: &'f Package<'a>,
    path: &'f RepoPath,
    facts: &'f FileFacts,
    items: Vec<Item<'f>>,
}

impl File<'_, '_> {
    fn shows(&self, signatures: &FileSignatures) -> bool {
        let is_own = self.path == self.narrowed.asked.path;
        (0..).zip(&self.items).any(|(number, item)| {
            let is_itself = is_own && self.narrowed.is_in_itself(item.name_range.start());
            let has_name = || {
                let own = signatures.of(number).and_then(|it| it.signature.as_ref());
                own.is_some_and(|own| names(&own.to_string(), self.narrowed.name()))
            };
            let is_candidate = !is_itself && item.kind != ItemKind::Impl;
            is_candidate && has_name() && self.is_seen(number, item, signatures)
        })
    }

    /// Whether users can name an item, or may: what they cannot may say as much as it likes.
    fn is_seen(&self, number: ItemNumber, item: &Item<'_>, signatures: &FileSignatures) -> bool {
        let parent = item.parent.and_then(|it| Some((it, self.items.get(it as usize)?)));
        match parent {
            // What a trait has, and what an `impl` of one has, is as visible as the trait says, wherever that can be named.
            Some((_, of)) if of.kind == ItemKind::Trait => true,
            Some((block, of)) if of.kind == ItemKind::Impl => {
                let implemented = signatures.of(block).and_then(|it| it.implementation.as_ref());
                let is_of_trait = implemented.is_some_and(|it| it.of_trait.is_some());
                is_of_trait
                    || (item.visibility == Visibility::Public && self.is_type_seen(of.name()))
            }
            Some((owner, of)) if of.kind != ItemKind::Module => {
                item.visibility == Visibility::Public && self.is_named(owner, of)
            }
            _ => item.visibility == Visibility::Public && self.is_named(number, item),
        }
    }

    /// Whether users may name a type that is implemented here: one that stands elsewhere they may.
    fn is_type_seen(&self, name: &str) -> bool {
        let is_type = |it: &Item<'_>| it.kind != ItemKind::Impl && it.name() == name;
        let mut here = (0..).zip(&self.items).filter(|(_, it)| is_type(it)).peekable();
        here.peek().is_none() || here.any(|(number, it)| self.is_named(number, it))
    }

    fn is_named(&self, number: ItemNumber, item: &Item<'_>) -> bool {
        let world = self.narrowed.asked.world;
        let shown = world.shown(&self.package.folder);
        let file = world.crossings.files.number(self.path);
        let Some((shown, file)) = shown.zip(file) else { return true };
        let around = self.facts.enclosing(number);
        let is_hidden = around.iter().any(|(_, it)| it.marks.is_hidden);
        // What documentation hides is not among what is shown.
        is_hidden
            || shown.hides_modules
            || item.marks.is_hidden
            || shown.path_of(file, number).is_some()
    }
}
