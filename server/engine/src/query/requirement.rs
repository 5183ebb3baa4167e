//! What versions of other crates a package asks for.

use std::sync::Arc;

use boundstone_model::{
    CargoDependency, CargoDependencyKind, CargoManifest, DependencySource, RepoPath,
};

use crate::boundaries::CARGO_FILE;
use crate::{Record, World};

/// The version of a crate that the package of a file asks for at least, major and minor. `None` where it is not said,
/// or said several times and not alike.
pub fn least_version(world: &World, file: &RepoPath, package: &str) -> Option<(u32, u32)> {
    let folder = world.crossings.packages.at(file)?.folder();
    let manifest = manifest_in(world, folder)?;
    let is_it = |it: &&CargoDependency| {
        *it.key == *package && it.package.is_none() && it.kind == CargoDependencyKind::Normal
    };
    let mut versions = manifest.dependencies.iter().filter(is_it).map(|it| {
        let stated = match it.source {
            DependencySource::Inherited => of_workspace(world, folder, package),
            _ => it.version.as_ref(),
        };
        least(stated?)
    });
    let version = versions.next()??;
    versions.all(|it| it == Some(version)).then_some(version)
}

fn manifest_in<'w>(world: &'w World, folder: &RepoPath) -> Option<&'w CargoManifest> {
    match world.record(&folder.join(CARGO_FILE)?)? {
        Record::Cargo(manifest) => Some(manifest),
        _ => None,
    }
}

fn of_workspace<'w>(world: &'w World, folder: &RepoPath, package: &str) -> Option<&'w Arc<str>> {
    let mut above = folder.ancestors().filter_map(|folder| manifest_in(world, &folder));
    let workspace = above.find(|manifest| manifest.is_workspace)?;
    let mut shared = workspace.workspace_dependencies.iter();
    shared.find(|it| *it.key == *package && it.package.is_none())?.version.as_ref()
}

/// The least version that fulfils a requirement with one part: `(1, 2)` of `^1.2.3`, `~1.2`, `=1.2` or `1.2.*`.
/// Source: The Cargo Book, "Specifying Dependencies".
fn least(requirement: &str) -> Option<(u32, u32)> {
    let version = requirement.trim().trim_start_matches(['^', '~', '=', ' ']);
    let mut parts = version.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = match parts.next() {
        None | Some("*") => 0,
        Some(minor) => minor.parse().ok()?,
    };
    // Of a list of parts, each of which is to be fulfilled, nothing is said.
    parts.all(|part| !part.contains([',', '<', '>'])).then_some((major, minor))
}

#[cfg(test)]
mod tests {
    use super::least;

    #[test]
    fn the_least_version_that_fulfils_a_requirement() {
        let cases = [
            ("2", Some((2, 0))),
            ("^1.2.3", Some((1, 2))),
            ("~ 1.2", Some((1, 2))),
            ("=2.12.1-beta", Some((2, 12))),
            ("2.*", Some((2, 0))),
            (">=1, <3", None),
            ("1.2.3, <1.5", None),
            ("*", None),
            ("", None),
        ];
        for (requirement, expected) in cases {
            assert_eq!(least(requirement), expected, "{requirement}");
        }
    }
}
