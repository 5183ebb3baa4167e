use std::sync::Arc;

use boundstone_model::{Boundary, RepoPath};

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
    version_by(folder, &|path| world.record(path).cloned())
}

/// The same, of manifests that are read by `record`.
pub(super) fn version_by(
    folder: &RepoPath,
    record: &dyn Fn(&RepoPath) -> Option<Record>,
) -> Option<Arc<str>> {
    let cargo = |folder: &RepoPath| match record(&folder.join(CARGO_FILE)?)? {
        Record::Cargo(manifest) => Some(manifest),
        _ => None,
    };
    let of_cargo = cargo(folder).and_then(|manifest| {
        let inherited = || {
            let mut above = folder.ancestors().filter_map(|folder| cargo(&folder));
            above.find(|it| it.is_workspace)
        };
        let root = if manifest.inherits_version { inherited() } else { None };
        manifest.version_in(root.as_deref()).cloned()
    });
    let of_npm = || match record(&folder.join(NPM_FILE)?)? {
        Record::Npm(manifest) => manifest.version.clone(),
        _ => None,
    };
    of_cargo.or_else(of_npm)
}
