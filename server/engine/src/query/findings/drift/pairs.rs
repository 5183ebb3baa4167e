//! Which item of a file was which one of the same file at the base.

use boundstone_model::{FileFacts, FileSignatures, ItemNumber, ItemSignature};

/// A file on one side.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) facts: &'a FileFacts,
    pub(super) signatures: &'a FileSignatures,
}

impl<'a> Side<'a> {
    /// What the items of this path promise, in source order.
    fn twins(&self, path: &str) -> Vec<(ItemNumber, &'a ItemSignature)> {
        let name = path.rsplit([':', '.']).next().unwrap_or(path);
        let named = (0..).zip(self.facts.items()).filter(|(_, item)| item.name() == name);
        let numbers = named.map(|(number, _)| number);
        let of_path = numbers.filter(|number| self.facts.path(*number) == path);
        of_path.filter_map(|number| Some((number, self.signatures.of(number)?))).collect()
    }
}

/// What the item of this number was. Where several share its path, as `from` of each implementation of `From`, it
/// is the same one, or else one that is not the same as another is now.
pub(super) fn before<'a>(
    before: Side<'a>,
    now: Side<'a>,
    number: ItemNumber,
) -> Option<&'a ItemSignature> {
    let path = now.facts.path(number);
    let (old, new) = (before.twins(&path), now.twins(&path));
    let own = now.signatures.of(number)?;
    if let Some((_, same)) = old.iter().find(|(_, old)| *old == own) {
        return Some(same);
    }
    let is_there_still = |old: &ItemSignature| new.iter().any(|(_, new)| *new == old);
    let position = new.iter().filter(|(_, new)| !old.iter().any(|(_, old)| old == new));
    let position = position.into_iter().position(|(of, _)| *of == number)?;
    let mut changed = old.iter().filter(|(_, old)| !is_there_still(old));
    changed.nth(position).map(|(_, old)| *old)
}
