//! Items that stood in another file at the base, and were promised under the name that they have now.

use std::sync::Arc;

use boundstone_model::{
    FileFacts, FileSignatures, ItemKind, ItemNumber, ItemSignature, RepoPath, SignatureChange,
    names_to,
};

use super::compared::ComparedFile;
use super::held::Held;
use crate::World;
use crate::query::code::{CodeReader, Signed};
use crate::query::then::Then;

/// Where an item stood at the base.
pub(super) struct Was {
    pub(super) path: RepoPath,
    pub(super) facts: Arc<FileFacts>,
    signatures: Arc<FileSignatures>,
    item: ItemNumber,
}

impl Was {
    /// The item of a path in a file, as it was at the base.
    pub(super) fn at(code: &dyn CodeReader, file: &RepoPath, item_path: &str) -> Option<Self> {
        let facts = code.past(file).ok().flatten()?.source?;
        let signatures = code.past_signatures(file).ok()?;
        let mut items = (0..).zip(facts.items()).filter(|(_, it)| it.kind != ItemKind::Impl);
        let (item, _) = items.find(|(number, _)| facts.path(*number) == item_path)?;
        Some(Self { path: file.clone(), facts: Arc::clone(&facts), signatures, item })
    }

    pub(super) fn name(&self) -> &str {
        self.facts.item(self.item).map_or("", |it| it.name())
    }

    pub(super) fn own(&self) -> Option<&ItemSignature> {
        self.signatures.of(self.item)
    }
}

/// The one item of another file that was promised as this one is; `None` where there is none, or several.
pub(super) fn was(world: &World, code: &dyn CodeReader, held: &Held<'_>) -> Option<Was> {
    let boundary = world.boundaries.at(held.path)?;
    let name = held.named.item.name();
    let mut files = code.past_holders(&boundary.path, name).ok()?;
    files.retain(|file| file != held.path);
    code.read_past(&files);
    let mut found = files.into_iter().flat_map(|path| in_file(world, code, held, path));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn in_file(world: &World, code: &dyn CodeReader, held: &Held<'_>, path: RepoPath) -> Vec<Was> {
    let Some(facts) = code.past(&path).ok().flatten().and_then(|it| it.source) else {
        return Vec::new();
    };
    let Ok(signatures) = code.past_signatures(&path) else { return Vec::new() };
    let (record, entry) = &held.promise.entry;
    let items: Vec<_> = facts.items().collect();
    let name = held.names();
    let claimed = world.claims.would_mean_in(world, (record, *entry), (&path, &facts), true);
    let alike = claimed.into_iter().filter(|item| names_to(&items, *item).ends_with(&name));
    let was = |item| {
        let (path, facts) = (path.clone(), Arc::clone(&facts));
        Was { path, facts, signatures: Arc::clone(&signatures), item }
    };
    alike.map(was).collect()
}

/// What differs of an item since it stood there.
pub(super) fn changes(
    world: &World,
    code: &dyn CodeReader,
    (held, now): (&Held<'_>, &FileSignatures),
    was: &Was,
) -> Option<Vec<SignatureChange>> {
    let mut compared = ComparedFile {
        then: Then::new(world, code, &was.path, &was.facts),
        now: Signed { world, signatures: code },
        language: was.facts.language,
        paths: [&was.path, held.path],
        signatures: [&was.signatures, now],
        followed: Default::default(),
    };
    let (old, new) = (was.own()?, now.of(held.item)?);
    let (old, new) = ((was.item, old), (held.item, new));
    // Where the file is gone, nobody knows what its names led to.
    let is_by_text = held.promise.is_frozen || world.facts(&was.path).is_none();
    Some(if is_by_text { compared.written(old, new) } else { compared.changes(old, new) })
}
