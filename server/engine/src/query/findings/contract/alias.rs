//! Keys of members whose type is another name for a type: `Money::round` beside `pub type Money = Amount;`.

use boundstone_model::{FileFacts, Form, ItemKind, RepoPath, Visibility};

use super::super::At;
use super::missing::items_called;
use crate::claims::segments_of;
use crate::class::trait_name;
use crate::crossings::{Keys, Meant};

/// What the name for a type stands for that a key of a member begins with, where something of that name in the boundary has a
/// public member of the key's name.
pub(super) fn type_behind(at: At<'_>, folder: &RepoPath, key: &str) -> Option<String> {
    at.world.crossings.packages.library_in(folder)?;
    let names = segments_of(key);
    let (member, owner) = names.split_last().filter(|(_, owner)| !owner.is_empty())?;
    let (meant, _) = Keys::new(at.world).meant(folder, &owner.join("::"));
    let target = meant.iter().find_map(|it| target(at, it))?;
    let has_it = |facts: &FileFacts| {
        facts.items().any(|it| {
            let around = it.parent.and_then(|around| facts.item(around));
            it.name() == member
                && it.visibility == Visibility::Public
                && around.is_some_and(|it| it.name() == target)
        })
    };
    let mut files = at.world.files_below(folder);
    let is_there = files.any(|(_, input)| input.source.as_deref().is_some_and(has_it));
    is_there.then_some(target)
}

/// The name of the type that an alias of Rust stands for.
fn target(at: At<'_>, meant: &Meant) -> Option<String> {
    let path = at.world.crossings.files.path(meant.file)?;
    let facts = at.world.facts(path)?;
    let is_alias = |item: &u32| facts.item(*item).is_some_and(|it| it.kind == ItemKind::TypeAlias);
    let item = items_called(Some(facts), &meant.path).into_iter().find(is_alias)?;
    let signatures = at.code.signatures(path).ok()?;
    let Form::Alias(alias) = &signatures.of(item)?.signature.as_ref()?.form else { return None };
    alias.ty.as_deref().map(|ty| trait_name(ty).to_owned())
}
