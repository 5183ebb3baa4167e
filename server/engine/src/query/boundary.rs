use boundstone_model::{Boundary, RepoPath};

use crate::World;

/// Every boundary, in the order of their folders.
pub fn boundaries(world: &World) -> &[Boundary] {
    world.boundaries.all()
}

/// The innermost boundary that holds `path`.
pub fn boundary<'a>(world: &'a World, path: &RepoPath) -> Option<&'a Boundary> {
    world.boundaries.at(path)
}

/// The boundary of that name or alias.
pub fn boundary_named<'a>(world: &'a World, name: &str) -> Option<&'a Boundary> {
    world.boundaries.by_name(name)
}
