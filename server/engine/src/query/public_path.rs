//! By which path users name an item, as its boundary shows it.

use boundstone_model::{Item, ItemKind, ItemNumber, RepoPath};

use crate::World;

/// The shortest path of an item, given with what `encloses` it, or of what it stands in that has one, and the names from there to
/// the item. `None` where users can name neither, and where that is not looked for: the boundary lists nothing that it offers.
pub(super) fn public_path<'w>(
    world: &'w World,
    path: &RepoPath,
    encloses: &[(ItemNumber, Item<'w>)],
) -> Option<(&'w str, Vec<&'w str>)> {
    let shown = world.shown(&world.boundaries.at(path)?.path)?;
    let file = world.crossings.files.number(path)?;
    let mut inner: Vec<&'w str> = Vec::new();
    for (number, item) in encloses {
        // An `impl` is named by its type, which is public by itself.
        let named = match item.kind {
            ItemKind::Impl => type_of(world, path, item)?,
            _ => *number,
        };
        if let Some(path) = shown.path_of(file, named) {
            inner.reverse();
            return Some((path, inner));
        }
        inner.push(item.name());
    }
    None
}

/// The type of an `impl` that stands beside it.
fn type_of(world: &World, path: &RepoPath, of: &Item<'_>) -> Option<ItemNumber> {
    let is_type = |it: &Item<'_>| {
        it.parent == of.parent && it.name() == of.name() && it.kind != ItemKind::Impl
    };
    (0..).zip(world.facts(path)?.items()).find(|(_, it)| is_type(it)).map(|(number, _)| number)
}
