//! Traits that types have no more: an `impl` that a file had before a change, and that its boundary has nowhere now. What may give
//! the trait all the same makes it unknown.

mod block;
mod now;
mod verdict;

use std::cell::OnceCell;
use std::sync::Arc;

use boundstone_model::{
    FileFacts, FileSignatures, Item, ItemKind, ItemNumber, Language, RepoPath, SignatureChange,
    Visibility, names_to,
};

use self::block::{Block, blocks};
use self::now::Seen;
use super::card::interface;
use super::code::CodeState;
use crate::World;
use crate::crossings::{FileId, Led, Names};

/// The side before a change.
pub(super) struct Before<'a> {
    /// In which names lead where they led in the file that is looked at.
    pub(super) world: &'a World,
    /// Any file of it; `None` where there was none, or nobody can say.
    pub(super) file: &'a dyn Fn(&RepoPath) -> Option<OneFile>,
}

/// What a file says on one side.
#[derive(Clone)]
pub(super) struct OneFile {
    pub(super) facts: Arc<FileFacts>,
    pub(super) signatures: Arc<FileSignatures>,
}

/// A file on both sides.
pub(super) struct Changed<'a> {
    pub(super) before: Before<'a>,
    pub(super) now: CodeState<'a>,
    /// Before, and now.
    pub(super) paths: [&'a RepoPath; 2],
}

/// An `impl` that is gone, or is one for less.
pub(super) struct LostTrait {
    /// The type as it is now.
    pub(super) of: (RepoPath, ItemNumber),
    pub(super) change: SignatureChange,
    /// The `impl` of the file that is in its place.
    pub(super) now: Option<ItemNumber>,
}

/// The type of an `impl`, as it is now.
struct Type {
    path: RepoPath,
    item: ItemNumber,
    name: String,
    /// `&` of `impl A for &B`.
    is_reference: bool,
}

/// What the types that are promised have lost by an edit of a file; `None` where it has every `impl` that counts.
pub(super) fn lost_traits(
    change: &Changed<'_>,
    is_promised: &dyn Fn(&RepoPath, ItemNumber) -> bool,
) -> Option<Vec<LostTrait>> {
    let [was, is] = change.paths;
    let facts = change.now.world.facts(is)?;
    if facts.language != Language::Rust || facts.not_checked.is_some() {
        return None;
    }
    let (before, signatures) = ((change.before.file)(was)?, change.now.code.signatures(is).ok()?);
    let all = blocks(&before.facts, &before.signatures);
    let here = blocks(facts, &signatures);
    let is_gone = |it: &&Block<'_>| !it.is_hidden && !here.iter().any(|now| now.is_same(it));
    let gone: Vec<&Block<'_>> = all.iter().filter(is_gone).collect();
    let world = change.before.world;
    let file = world.crossings.files.number(was).filter(|_| !gone.is_empty())?;
    let mut names = Names::of(world, file)?;
    let seen = OnceCell::new();
    let mut lost = Vec::new();
    for block in gone {
        let Some(of) = change.own_type(&mut names, block) else { continue };
        let Some(known) = change.known(&mut names, block) else { continue };
        if !is_promised(&of.path, of.item) || !names.is_of_library(block.number) {
            continue;
        }
        let seen = seen.get_or_init(|| Seen::new(change.now, is));
        let verdict = change.verdict(&of, (block, &all), (seen, &known));
        lost.extend(verdict.map(|(change, now)| LostTrait { of: (of.path, of.item), change, now }));
    }
    seen.get().is_some().then_some(lost)
}

impl Changed<'_> {
    /// The type of an `impl`, where it is one that the boundary has now.
    fn own_type(&self, names: &mut Names<'_>, block: &Block<'_>) -> Option<Type> {
        let (is_reference, path) = block.type_path()?;
        let Led::Item(file, item) = names.path_at(block.number, path) else { return None };
        let (path, item) = self.item_now((file, item), is_type)?;
        let world = self.now.world;
        let folder = |path: &RepoPath| world.boundaries.at(path).map(|it| &it.path);
        if folder(&path) != folder(self.paths[1]) {
            return None;
        }
        let name = world.facts(&path)?.item(item)?.name().to_owned();
        Some(Type { path, item, name, is_reference })
    }

    /// Where an item of the side before stands now, under the same name.
    fn item_now(
        &self,
        (file, item): (FileId, ItemNumber),
        is: fn(ItemKind) -> bool,
    ) -> Option<(RepoPath, ItemNumber)> {
        let before = self.before.world;
        let path = before.crossings.files.path(file)?;
        let then: Vec<Item<'_>> = before.facts(path)?.items().collect();
        then.get(item as usize).filter(|it| is(it.kind))?;
        let path = if path == self.paths[0] { self.paths[1] } else { path };
        let item = named(self.now.world.facts(path)?, &names_to(&then, item), is)?;
        Some((path.clone(), item))
    }

    /// What the names of an `impl` lead to. Nothing for what users cannot count on: its trait or a type that is given is one that
    /// they cannot name, or that is there no more, or is not promised to stay.
    fn known(&self, names: &mut Names<'_>, block: &Block<'_>) -> Option<Known> {
        let path = block.head.of_trait.as_deref()?;
        let trait_folder = match names.path_at(block.number, path) {
            Led::Item(file, item) => {
                let (path, item) = self.item_now((file, item), |it| it == ItemKind::Trait)?;
                is_counted_on(self.now.world, &path, item).then_some(())?;
                Some(self.now.world.boundaries.at(&path)?.path.clone())
            }
            Led::Outside => None,
            Led::Unknown => block::is_trait_of_std(block.head).then_some(None)?,
        };
        let spelled = block.head.spelled.iter().filter_map(|it| it.path.as_ref());
        for path in block.head.given.iter().chain(spelled) {
            if let Led::Item(file, item) = names.path_at(block.number, path) {
                self.is_usable((file, item)).then_some(())?;
            }
        }
        Some(Known { trait_folder, gives_alias: gives_alias(self.before.world, names, block) })
    }

    /// Whether a type or trait that an `impl` names is one that users can count on now. What is of others, and what another name
    /// stands for, is not looked at.
    fn is_usable(&self, (file, item): (FileId, ItemNumber)) -> bool {
        let before = self.before.world;
        let Some(path) = before.crossings.files.path(file) else { return true };
        let folder = |path: &RepoPath| before.boundaries.at(path).map(|it| &it.path);
        let kind = before.facts(path).and_then(|facts| facts.item(item)).map(|it| it.kind);
        if folder(path) != folder(self.paths[0]) || !kind.is_some_and(is_type_or_trait) {
            return true;
        }
        let now = self.item_now((file, item), is_type_or_trait);
        now.is_some_and(|(path, item)| is_counted_on(self.now.world, &path, item))
    }
}

/// What the names of an `impl` lead to.
struct Known {
    /// The folder of the boundary of its trait; `None` for one that is not of the repository.
    trait_folder: Option<RepoPath>,
    /// The trait is given another name for a type.
    gives_alias: bool,
}

/// Whether the trait of an `impl` is given another name for a type, which may be what another `impl` writes out.
fn gives_alias(world: &World, names: &mut Names<'_>, block: &Block<'_>) -> bool {
    block.head.given.iter().any(|path| match names.path_at(block.number, path) {
        Led::Item(file, item) => {
            let facts = world.crossings.files.path(file).and_then(|path| world.facts(path));
            facts.and_then(|it| it.item(item)).is_some_and(|it| it.kind == ItemKind::TypeAlias)
        }
        Led::Outside | Led::Unknown => false,
    })
}

/// The first item of a file with a path inside it.
fn named(facts: &FileFacts, path: &[&str], is: fn(ItemKind) -> bool) -> Option<ItemNumber> {
    let items: Vec<Item<'_>> = facts.items().collect();
    let mut alike = (0..).zip(&items).filter(|(_, it)| is(it.kind));
    alike.find(|(number, _)| names_to(&items, *number) == path).map(|(number, _)| number)
}

fn is_type(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Union)
}

fn is_type_or_trait(kind: ItemKind) -> bool {
    is_type(kind) || kind == ItemKind::Trait
}

/// Whether users can name an item, and nothing says that it may change; of a boundary without a contract it is enough that it is
/// public.
fn is_counted_on(world: &World, path: &RepoPath, number: ItemNumber) -> bool {
    let Some(item) = world.facts(path).and_then(|facts| facts.item(number)) else { return false };
    let stated = interface(world, path, number).map(|it| it.entry.stability.value);
    let marks = item.marks;
    let is_open = stated.is_some_and(|it| !it.is_promise())
        || stated.is_none() && (marks.is_hidden || marks.is_deprecated || marks.is_experimental);
    let shown = world.boundaries.at(path).and_then(|boundary| world.shown(&boundary.path));
    let is_shown = match shown.zip(world.crossings.files.number(path)) {
        Some((shown, file)) => shown.path_of(file, number).is_some(),
        None => item.visibility == Visibility::Public,
    };
    is_shown && !is_open
}
