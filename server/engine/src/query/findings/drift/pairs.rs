//! Which item of a file was which one of the same file at the base.

use boundstone_model::{
    FileFacts, FileSignatures, Item, ItemKind, ItemNumber, ItemSignature, names_to,
};
use rustc_hash::FxHashMap;

/// A file on one side.
pub(super) struct Side<'a> {
    items: Vec<Item<'a>>,
    by_name: FxHashMap<&'a str, Vec<ItemNumber>>,
    signatures: &'a FileSignatures,
}

impl<'a> Side<'a> {
    pub(super) fn new(facts: &'a FileFacts, signatures: &'a FileSignatures) -> Self {
        let items: Vec<Item<'a>> = facts.items().collect();
        let mut by_name: FxHashMap<&'a str, Vec<ItemNumber>> = FxHashMap::default();
        // An `impl` has the name of its type, and promises nothing by that.
        for (number, item) in (0..).zip(&items).filter(|(_, it)| it.kind != ItemKind::Impl) {
            by_name.entry(item.name()).or_default().push(number);
        }
        Self { items, by_name, signatures }
    }

    /// What the items of this path promise, in source order.
    fn twins(&self, path: &[&str]) -> Vec<(ItemNumber, &'a ItemSignature)> {
        let named = path.last().and_then(|name| self.by_name.get(name));
        let numbers = named.into_iter().flatten().copied();
        let of_path = numbers.filter(|number| names_to(&self.items, *number) == path);
        of_path.filter_map(|number| Some((number, self.signatures.of(number)?))).collect()
    }

    /// What stands in the item of this number as its part, in source order.
    pub(super) fn parts(
        &self,
        number: ItemNumber,
    ) -> impl Iterator<Item = (ItemNumber, &Item<'a>, &'a ItemSignature)> {
        let parts = (0..).zip(&self.items).filter(move |(_, it)| it.parent == Some(number));
        parts.filter_map(|(number, it)| Some((number, it, self.signatures.of(number)?)))
    }

    /// What the item of this number was. Where several share its path, as `from` of each implementation of `From`,
    /// it is the same one, or else one that is not the same as another is now.
    pub(super) fn before(
        &self,
        before: &Side<'a>,
        number: ItemNumber,
    ) -> Option<(ItemNumber, &'a ItemSignature)> {
        let path = names_to(&self.items, number);
        let (old, new) = (before.twins(&path), self.twins(&path));
        let own = self.signatures.of(number)?;
        if let Some(same) = old.iter().find(|(_, old)| *old == own) {
            return Some(*same);
        }
        let is_in = |all: &[(ItemNumber, &ItemSignature)], one: &ItemSignature| {
            all.iter().any(|(_, other)| *other == one)
        };
        let mut changed = new.iter().filter(|(_, new)| !is_in(&old, new));
        let position = changed.position(|(of, _)| *of == number)?;
        old.iter().filter(|(_, old)| !is_in(&new, old)).nth(position).copied()
    }
}
