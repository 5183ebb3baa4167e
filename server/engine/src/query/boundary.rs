use std::sync::Arc;

use boundstone_model::{Boundary, CargoManifest, RepoPath};

use crate::World;
use crate::boundaries::{CARGO_FILE, NPM_FILE};
use crate::change::Record;

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

/// The version that the manifest in a folder states, the one of Cargo before the one of npm.
pub(super) fn version(world: &World, folder: &RepoPath) -> Option<Arc<str>> {
    let cargo = |folder: &RepoPath| -> Option<&CargoManifest> {
        match world.record(&folder.join(CARGO_FILE)?)? {
            Record::Cargo(manifest) => Some(manifest.as_ref()),
            _ => None,
        }
    };
    let of_cargo = cargo(folder).and_then(|manifest| {
        let mut above = folder.ancestors().filter_map(|folder| cargo(&folder));
        manifest.version_in(above.find(|it| it.is_workspace))
    });
    let of_npm = || match world.record(&folder.join(NPM_FILE)?)? {
        Record::Npm(manifest) => manifest.version.as_ref(),
        _ => None,
    };
    of_cargo.or_else(of_npm).cloned()
}
