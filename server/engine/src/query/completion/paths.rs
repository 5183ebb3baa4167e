//! The files and folders of one folder.

use std::ops::Bound;

use boundstone_model::{Choice, ChoiceAbout, RepoPath};

use super::{Found, MOST_CHOICES, value};
use crate::World;

/// What lies in the folder that was typed and begins with what was typed behind it. Only that is looked at,
/// whatever the size of the repository.
pub(super) fn paths(world: &World, found: &mut Found<'_>) {
    let typed = found.slot.typed.clone();
    let (exclusion, glob) = typed.strip_prefix('!').map_or(("", &*typed), |glob| ("!", glob));
    let (above, begun) = glob.rfind('/').map_or(("", glob), |at| glob.split_at(at + 1));
    let Some(folder) = RepoPath::new(above.trim_end_matches('/')) else { return };
    if begun.is_empty() && !folder.is_root() && has_files(world, &folder) {
        let label = format!("{exclusion}{folder}/**");
        let text = value::written(&label, found.slot.quotes);
        found.add(Choice { filter: label.clone(), label, text, about: ChoiceAbout::Folder });
    }
    for child in children(world, &folder, begun) {
        let is_folder = world.file(&child).is_none();
        let label = format!("{exclusion}{child}{}", if is_folder { "/" } else { "" });
        let quotes = found.slot.quotes;
        // The path of a folder means all that is in it, and goes on as that of what is.
        let text =
            if is_folder { value::begun(&label, quotes) } else { value::written(&label, quotes) };
        let about = if is_folder { ChoiceAbout::Folder } else { ChoiceAbout::File };
        if !found.add(Choice { filter: label.clone(), label, text, about }) {
            return;
        }
    }
}

fn has_files(world: &World, folder: &RepoPath) -> bool {
    children(world, folder, "").next().is_some()
}

/// The files and folders directly in `folder` whose names begin with `begun`, at most one more than are
/// shown.
fn children<'w>(
    world: &'w World,
    folder: &RepoPath,
    begun: &str,
) -> impl Iterator<Item = RepoPath> + use<'w> {
    let parent = folder.clone();
    let first = folder.join(begun).unwrap_or_else(|| folder.clone());
    let begun = begun.to_owned();
    let mut from = Bound::Included(first);
    std::iter::from_fn(move || {
        let range = (from.clone(), Bound::Unbounded);
        let path = world.paths_from(range).find(|path| **path != parent)?;
        let name = path.strip_prefix(&parent)?.split('/').next()?;
        if !name.starts_with(&begun) {
            return None;
        }
        let child = parent.join(name)?;
        // All that lies in a folder comes before what has the least character behind its name.
        from = Bound::Included(RepoPath::new(&format!("{child}\u{1}"))?);
        Some(child)
    })
    .filter(is_literal)
    .take(MOST_CHOICES + 1)
}

/// Whether a glob of these letters means the path and nothing else.
fn is_literal(path: &RepoPath) -> bool {
    !path.name().contains(['*', '?', '[', ']', '{', '}', '\\', ',', '#', '!', '"', '\'', ' '])
        && !path.name().contains("::")
}
