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
    version_by(folder, &|path| world.record(path).cloned())
}

/// The same, of manifests that are read by `record`.
pub(super) fn version_by(folder: &RepoPath, record: Records<'_>) -> Option<Arc<str>> {
    let of_cargo = cargo_in(folder, record).and_then(|manifest| {
        let inherited = || workspace_around(folder, record);
        let root = if manifest.inherits_version { inherited() } else { None };
        manifest.version_in(root.as_deref()).cloned()
    });
    let of_npm = || match record(&folder.join(NPM_FILE)?)? {
        Record::Npm(manifest) => manifest.version.clone(),
        _ => None,
    };
    of_cargo.or_else(of_npm)
}

/// What the manifests in a folder say by which nobody outside of the repository can install what is there; `None` where one
/// of them lets others, and where there is no package.
pub(super) fn not_published(world: &World, folder: &RepoPath) -> Option<&'static str> {
    let record: Records<'_> = &|path| world.record(path).cloned();
    let cargo = cargo_in(folder, record).filter(|it| it.package.is_some()).map(|manifest| {
        let is_private = manifest.is_private_in(workspace_around(folder, record).as_deref());
        is_private.then_some("publish = false")
    });
    let npm = match folder.join(NPM_FILE).and_then(|it| record(&it)) {
        Some(Record::Npm(it)) => Some(it.is_private.then_some("\"private\": true")),
        _ => None,
    };
    match (cargo, npm) {
        (Some(cargo), Some(npm)) => cargo.and(npm),
        (cargo, npm) => cargo.or(npm).flatten(),
    }
}

/// Reads a record on one side of a change.
pub(super) type Records<'r> = &'r dyn Fn(&RepoPath) -> Option<Record>;

/// The root of the Cargo workspace that a package in a folder belongs to.
pub(super) fn workspace_around(
    folder: &RepoPath,
    record: Records<'_>,
) -> Option<Arc<CargoManifest>> {
    let mut above = folder.ancestors().filter_map(|folder| cargo_in(&folder, record));
    above.find(|it| it.is_workspace)
}

fn cargo_in(folder: &RepoPath, record: Records<'_>) -> Option<Arc<CargoManifest>> {
    match record(&folder.join(CARGO_FILE)?)? {
        Record::Cargo(manifest) => Some(manifest),
        _ => None,
    }
}
