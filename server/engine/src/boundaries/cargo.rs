use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{CargoDependency, CargoManifest, DependencySource, RepoPath};

use super::glob::{FolderGlob, Tool};
use super::{CARGO_FILE, in_folder};

type Manifests = BTreeMap<RepoPath, Arc<CargoManifest>>;

/// The folders of the packages that are members of Cargo workspaces.
///
/// A workspace is an outermost manifest: what lies below one and is no member of it (a fixture, a
/// template, a workspace of its own) is no boundary. A package with no manifest above it is a workspace
/// of one, with the packages below it that it depends on by path.
pub(super) fn members(
    manifests: &Manifests,
    not_checked: &mut Vec<(RepoPath, String)>,
) -> BTreeSet<RepoPath> {
    let mut members = BTreeSet::new();
    let mut outermost: Option<&RepoPath> = None;
    for (folder, manifest) in manifests {
        let is_below = outermost.is_some_and(|above| folder.starts_with(above));
        if is_below || !(manifest.is_workspace || package_name(manifest).is_some()) {
            continue;
        }
        outermost = Some(folder);
        let mut workspace =
            Workspace { root: folder, manifest, manifests, members: BTreeSet::new() };
        workspace.collect(not_checked);
        members.append(&mut workspace.members);
    }
    members
}

/// The name of the package, unless cargo refuses it, as it does the placeholder of a template.
pub(super) fn package_name(
    manifest: &CargoManifest,
) -> Option<&boundstone_model::Spanned<Arc<str>>> {
    let is_allowed = |name: &str| {
        !name.is_empty() && name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '-' | '_'))
    };
    manifest.package.as_ref().filter(|name| is_allowed(&name.value))
}

/// Whether two manifests say the same of members and their names.
pub(super) fn members_alike(a: &CargoManifest, b: &CargoManifest) -> bool {
    fn on_folders(manifest: &CargoManifest) -> impl Iterator<Item = (&str, &DependencySource)> {
        let all = manifest.dependencies.iter().map(|it| (&*it.key, &it.source));
        all.filter(|(_, source)| **source != DependencySource::Elsewhere)
    }
    fn shared(manifest: &CargoManifest) -> impl Iterator<Item = (&str, &str)> {
        manifest
            .workspace_dependencies
            .iter()
            .filter_map(|it| Some((&*it.key, it.path.as_deref()?)))
    }
    (&a.package, a.is_workspace) == (&b.package, b.is_workspace)
        && (&a.members, &a.exclude) == (&b.members, &b.exclude)
        && on_folders(a).eq(on_folders(b))
        && shared(a).eq(shared(b))
}

struct Workspace<'a> {
    root: &'a RepoPath,
    manifest: &'a CargoManifest,
    manifests: &'a Manifests,
    members: BTreeSet<RepoPath>,
}

impl<'a> Workspace<'a> {
    fn collect(&mut self, not_checked: &mut Vec<(RepoPath, String)>) {
        let mut listed: Vec<&'a RepoPath> = vec![self.root];
        for member in &self.manifest.members {
            match FolderGlob::new(self.root, member, Tool::Cargo) {
                Ok(glob) => listed.extend(self.matching(&glob)),
                Err(reason) => not_checked.push((in_folder(self.root, CARGO_FILE), reason)),
            }
        }
        for folder in listed {
            if !self.is_excluded(folder) {
                self.add_with_dependencies(folder);
            }
        }
    }

    fn matching(&self, glob: &FolderGlob) -> Vec<&'a RepoPath> {
        match glob.literal() {
            Some(folder) => {
                self.manifests.get_key_value(folder).map(|(key, _)| key).into_iter().collect()
            }
            None => self.manifests.keys().filter(|folder| glob.matches(folder)).collect(),
        }
    }

    /// Adds a package, and those below the root that it depends on by path, and so on.
    fn add_with_dependencies(&mut self, folder: &RepoPath) {
        let mut pending = vec![folder.clone()];
        while let Some(folder) = pending.pop() {
            let Some(manifest) = self.manifests.get(&folder) else { continue };
            if package_name(manifest).is_none() || !self.members.insert(folder.clone()) {
                continue;
            }
            let dependencies =
                manifest.dependencies.iter().filter_map(|it| self.folder_of(&folder, it));
            pending.extend(
                dependencies.filter(|it| it.starts_with(self.root) && !self.is_excluded(it)),
            );
        }
    }

    fn folder_of(&self, folder: &RepoPath, dependency: &CargoDependency) -> Option<RepoPath> {
        match &dependency.source {
            DependencySource::At(path) => folder.join(path),
            DependencySource::Inherited => {
                let mut stated = self.manifest.workspace_dependencies.iter();
                let stated = stated.find(|it| it.key == dependency.key)?;
                self.root.join(stated.path.as_ref()?)
            }
            DependencySource::Elsewhere => None,
        }
    }

    /// Whether `exclude` leaves the folder out; a member named by its path stays.
    /// Source: cargo, `WorkspaceRootConfig::is_excluded`.
    fn is_excluded(&self, folder: &RepoPath) -> bool {
        let holds = |listed: &Arc<str>| {
            self.root.join(listed).is_some_and(|listed| folder.starts_with(&listed))
        };
        self.manifest.exclude.iter().any(holds) && !self.manifest.members.iter().any(holds)
    }
}
