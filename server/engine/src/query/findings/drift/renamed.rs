//! Types that got another name with the old one left behind: `pub type Uri = ResourceUri;`. Users have what they had.

use boundstone_model::{
    FileFacts, Form, Item, ItemKind, ItemNumber, ItemSignature, Language, RepoPath,
};

use crate::World;
use crate::claims::Gone;
use crate::class::trait_name;

/// A name that is another one for a type of the same module now, which came with the change.
pub(super) struct Renamed<'f> {
    old: &'f str,
    new: &'f str,
    pub(super) number: ItemNumber,
}

impl<'f> Renamed<'f> {
    /// What an item is by its signature now. What is given to a type parameter may be more or less than before: of such nothing is
    /// known.
    pub(super) fn of(
        before: &FileFacts,
        facts: &'f FileFacts,
        (item, own): (Item<'f>, &ItemSignature),
    ) -> Option<Self> {
        if facts.language != Language::Rust || item.kind != ItemKind::TypeAlias {
            return None;
        }
        let Form::Alias(alias) = &own.signature.as_ref()?.form else { return None };
        let target = alias.ty.as_deref().filter(|ty| !ty.contains(['<', '&', '(', '[']))?;
        let is_it = |it: &Item<'_>| is_type(it.kind) && it.name() == trait_name(target);
        if before.items().any(|it| is_it(&it)) {
            return None;
        }
        let (number, found) =
            (0..).zip(facts.items()).find(|(_, it)| is_it(it) && it.parent == item.parent)?;
        Some(Self { old: item.name(), new: found.name(), number })
    }

    /// Whether a member that is gone by the old name is there by the new one.
    pub(super) fn has(&self, world: &World, path: &RepoPath, gone: &Gone) -> bool {
        let folder = |path: &RepoPath| world.boundaries.at(path).map(|it| &it.path);
        let own = folder(path);
        let bears_it = |facts: &FileFacts| {
            facts.items().any(|it| {
                let around = it.parent.and_then(|around| facts.item(around));
                it.name() == &*gone.name && around.is_some_and(|it| it.name() == self.new)
            })
        };
        let files = world.files_below(own.unwrap_or(path));
        let code = files.filter(|(file, _)| folder(file) == own);
        gone.level_name() == self.old
            && code.filter_map(|(_, input)| input.source.as_deref()).any(bears_it)
    }
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union)
}
