//! Cargo packages as name resolution sees them: which files are roots of crates, and which crates their
//! code knows by what name.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    BuildScript, CargoDependency, CargoDependencyKind, CargoManifest, CargoTargetKind,
    DependencySource, RepoPath,
};

use crate::boundaries::CARGO_FILE;

/// The packages of a repository, members of workspaces or not, by their folders.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Packages {
    by_folder: BTreeMap<RepoPath, Arc<Package>>,
}

/// A package: all that the meaning of a name in its files depends on besides those files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Package {
    pub(in crate::crossings) folder: RepoPath,
    pub(super) edition: u16,
    library: Option<Library>,
    /// The roots that the manifest names.
    targets: Vec<(RepoPath, RootKind)>,
    /// Whether roots are looked for in the usual places.
    is_auto: [bool; AUTO_KINDS],
    build: Vec<RepoPath>,
    /// The crates that its code knows, by their name there.
    dependencies: Vec<Dependency>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Library {
    path: RepoPath,
    /// What code calls it.
    name: String,
    is_proc_macro: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Dependency {
    name: String,
    /// What its own code calls the package, where the manifest renames it.
    package: Option<String>,
    kind: CargoDependencyKind,
    /// The root of its library; `None` for one that is not in the repository.
    root: Option<RepoPath>,
}

/// What the crate of a root file is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum RootKind {
    Library,
    Binary,
    Example,
    Test,
    Bench,
    Build,
}

impl RootKind {
    /// Whether nothing of the crate is part of what the package does for others.
    pub(super) fn is_test(self) -> bool {
        matches!(self, Self::Example | Self::Test | Self::Bench)
    }
}

/// Binaries, examples, tests and benches, in the order of [`FOLDERS`].
const AUTO_KINDS: usize = 4;

/// Where cargo looks for roots by itself. Source: The Cargo Book, "Package Layout".
const FOLDERS: [(&str, RootKind); AUTO_KINDS] = [
    ("src/bin", RootKind::Binary),
    ("examples", RootKind::Example),
    ("tests", RootKind::Test),
    ("benches", RootKind::Bench),
];

const LIBRARY_FILE: &str = "src/lib.rs";
const BINARY_FILE: &str = "src/main.rs";
const BUILD_FILE: &str = "build.rs";

/// The manifests of a repository, by their folders.
type Manifests<'a> = BTreeMap<RepoPath, &'a CargoManifest>;

/// What a name means in the crate of a root.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Crate<'p> {
    /// The root of its library.
    Here(&'p RepoPath),
    /// A crate from a registry or from git.
    Elsewhere,
}

impl Packages {
    /// The packages of these manifests, each under the path of its file.
    pub(crate) fn new<'a>(files: impl Iterator<Item = (&'a RepoPath, &'a CargoManifest)>) -> Self {
        let manifests: Manifests<'a> = files
            .filter(|(path, _)| path.name() == CARGO_FILE)
            .filter_map(|(path, manifest)| Some((path.parent()?, manifest)))
            .collect();
        let by_folder = manifests
            .iter()
            .filter(|(_, manifest)| manifest.package.is_some())
            .map(|(folder, manifest)| {
                let package = Reader { manifests: &manifests, folder, manifest }.package();
                (folder.clone(), Arc::new(package))
            })
            .collect();
        Self { by_folder }
    }

    /// The innermost package around a file.
    pub(crate) fn at(&self, path: &RepoPath) -> Option<&Arc<Package>> {
        path.ancestors().skip(1).find_map(|folder| self.by_folder.get(&folder))
    }

    /// The root of the library of the package in exactly this folder, whether or not it exists.
    pub(crate) fn library_in(&self, folder: &RepoPath) -> Option<&RepoPath> {
        Some(&self.by_folder.get(folder)?.library.as_ref()?.path)
    }

    /// Whether the library of the package in exactly this folder has macros for others, and nothing else.
    pub(crate) fn has_only_macros(&self, folder: &RepoPath) -> bool {
        let library = self.by_folder.get(folder).and_then(|it| it.library.as_ref());
        library.is_some_and(|it| it.is_proc_macro)
    }

    /// The folders of the packages that depend on the library with this root.
    pub(crate) fn dependents_of<'a>(
        &'a self,
        root: &'a RepoPath,
    ) -> impl Iterator<Item = &'a RepoPath> {
        let depends = |package: &Arc<Package>| {
            package.dependencies.iter().any(|it| it.root.as_ref() == Some(root))
        };
        self.by_folder.iter().filter(move |(_, package)| depends(package)).map(|(folder, _)| folder)
    }

    /// The folders of packages that are not the same in both.
    pub(crate) fn difference<'a>(&'a self, other: &'a Self) -> Vec<&'a RepoPath> {
        let differs = |one: &'a Self, other: &'a Self| {
            let differs = |(folder, package): &(&RepoPath, &Arc<Package>)| {
                other.by_folder.get(*folder) != Some(*package)
            };
            one.by_folder.iter().filter(differs).map(|(folder, _)| folder).collect::<Vec<_>>()
        };
        let mut folders = [differs(self, other), differs(other, self)].concat();
        folders.sort();
        folders.dedup();
        folders
    }
}

impl Package {
    pub(crate) fn folder(&self) -> &RepoPath {
        &self.folder
    }

    /// What code calls its library.
    pub(crate) fn library_name(&self) -> Option<&str> {
        self.library.as_ref().map(|library| library.name.as_str())
    }

    /// What code calls its library, and the root of it; `None` of one of procedural macros, which is built for the compiler.
    pub(crate) fn linked_library(&self) -> Option<(&str, &RepoPath)> {
        let linked = self.library.as_ref().filter(|library| !library.is_proc_macro)?;
        Some((linked.name.as_str(), &linked.path))
    }

    /// Whether a file is the root of another crate than the library.
    pub(crate) fn is_other_root(&self, path: &RepoPath) -> bool {
        self.root_kind(path).is_some_and(|kind| kind != RootKind::Library)
    }

    /// What root of a crate a file is, if any.
    pub(super) fn root_kind(&self, path: &RepoPath) -> Option<RootKind> {
        if self.library.as_ref().is_some_and(|library| library.path == *path) {
            return Some(RootKind::Library);
        }
        if let Some((_, kind)) = self.targets.iter().find(|(root, _)| root == path) {
            return Some(*kind);
        }
        if self.build.contains(path) {
            return Some(RootKind::Build);
        }
        let inside = path.strip_prefix(&self.folder)?;
        let [is_binary, ..] = self.is_auto;
        if inside == BINARY_FILE {
            return is_binary.then_some(RootKind::Binary);
        }
        FOLDERS.iter().zip(self.is_auto).find_map(|((folder, kind), is_auto)| {
            let name = inside.strip_prefix(folder)?.strip_prefix('/')?;
            let is_root = match name.split_once('/') {
                None => name.ends_with(".rs"),
                Some((_, main)) => main == "main.rs",
            };
            (is_auto && is_root).then_some(*kind)
        })
    }

    /// What the crate of a file is likely to be, by its folder.
    pub(super) fn kind_of_folder(&self, path: &RepoPath) -> RootKind {
        let inside = path.strip_prefix(&self.folder).unwrap_or_default();
        let is_in =
            |folder: &str| inside.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        FOLDERS
            .iter()
            .find(|(folder, _)| is_in(folder))
            .map_or(RootKind::Library, |(_, kind)| *kind)
    }

    /// The roots that may lie directly in a folder, besides those that are found by listing it.
    pub(super) fn roots_in(&self, folder: &RepoPath) -> impl Iterator<Item = &RepoPath> {
        let library = self.library.iter().map(|library| &library.path);
        let named = library.chain(self.targets.iter().map(|(path, _)| path)).chain(&self.build);
        named.filter(|path| path.parent().as_ref() == Some(folder))
    }

    /// Whether roots are found by listing the folder.
    pub(super) fn is_listed(&self, folder: &RepoPath) -> bool {
        let inside = folder.strip_prefix(&self.folder);
        FOLDERS.iter().zip(self.is_auto).any(|((name, _), is_auto)| is_auto && inside == Some(name))
    }

    /// What the code of the package calls a dependency that its manifest renames.
    pub(crate) fn renamed<'p>(&'p self, package: &'p str) -> impl Iterator<Item = &'p str> {
        let is_it = move |it: &&Dependency| it.package.as_deref() == Some(package);
        self.dependencies.iter().filter(is_it).map(|it| it.name.as_str())
    }

    /// What a package that its manifest renames is called by itself, where its code calls it `name`.
    pub(super) fn own_name(&self, name: &str) -> Option<&str> {
        let mut named = self.dependencies.iter().filter(|it| it.name == name);
        let own = named.next()?.package.as_deref();
        own.filter(|own| named.all(|it| it.package.as_deref() == Some(own)))
    }

    /// Whether the code calls any dependency so.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.dependencies.iter().any(|it| it.name == name)
    }

    /// Whether `name` is what the code calls the library with this root, in each kind of root that knows it.
    pub(crate) fn calls(&self, name: &str, root: &RepoPath) -> bool {
        let mut named = self.dependencies.iter().filter(|it| it.name == name).peekable();
        named.peek().is_some() && named.all(|it| it.root.as_ref() == Some(root))
    }

    /// Whether only what is compiled for tests knows the library with this root.
    pub(super) fn has_for_tests(&self, root: &RepoPath, kind: RootKind) -> bool {
        let mut entries = self.dependencies.iter().filter(|it| it.root.as_ref() == Some(root));
        kind != RootKind::Build
            && entries.clone().any(|it| it.kind == CargoDependencyKind::Dev)
            && entries.all(|it| it.kind != CargoDependencyKind::Normal)
    }

    /// What code of a root of this kind calls `name`; `None` where there is no such crate.
    pub(super) fn crate_named(&self, name: &str, kind: RootKind) -> Option<Crate<'_>> {
        let is_for = |dependency: &&Dependency| {
            (dependency.kind == CargoDependencyKind::Build) == (kind == RootKind::Build)
        };
        let named = |dependency: &&Dependency| dependency.name == name;
        let dependency = self.dependencies.iter().filter(named).find(is_for);
        if let Some(dependency) = dependency {
            return Some(dependency.root.as_ref().map_or(Crate::Elsewhere, Crate::Here));
        }
        let knows_library = !matches!(kind, RootKind::Library | RootKind::Build);
        let library = self.library.as_ref().filter(|library| knows_library && library.name == name);
        library.map(|library| Crate::Here(&library.path))
    }
}

/// Reads one manifest among all.
struct Reader<'m> {
    manifests: &'m Manifests<'m>,
    folder: &'m RepoPath,
    manifest: &'m CargoManifest,
}

impl<'m> Reader<'m> {
    fn package(&self) -> Package {
        let workspace = self.workspace();
        let edition = self.manifest.edition_in(workspace.map(|(_, manifest)| manifest));
        let mut dependencies: Vec<Dependency> = self
            .manifest
            .dependencies
            .iter()
            .map(|dependency| self.dependency(dependency, workspace))
            .collect();
        // Of two for different targets, the one in the repository comes first.
        dependencies.sort_by(|a, b| {
            (&a.name, a.kind, a.root.is_none(), &a.root).cmp(&(
                &b.name,
                b.kind,
                b.root.is_none(),
                &b.root,
            ))
        });
        dependencies.dedup();
        Package {
            folder: self.folder.clone(),
            edition,
            library: self.library(),
            targets: self.targets(),
            is_auto: self.is_auto(edition),
            build: self.build(),
            dependencies,
        }
    }

    /// The manifest of the workspace that the package is a member of, as cargo looks for it.
    /// Source: The Cargo Book, "The `workspace` field".
    fn workspace(&self) -> Option<(&'m RepoPath, &'m CargoManifest)> {
        let mut above = self.folder.ancestors();
        above.find_map(|folder| {
            let (folder, manifest) = self.manifests.get_key_value(&folder)?;
            manifest.is_workspace.then_some((folder, *manifest))
        })
    }

    fn library(&self) -> Option<Library> {
        let stated = self.manifest.library.as_deref();
        let is_looked_for = stated.is_some() || self.manifest.auto.library.unwrap_or(true);
        let path = stated.and_then(|library| library.path.as_deref()).unwrap_or(LIBRARY_FILE);
        let path = self.folder.join(path).filter(|_| is_looked_for)?;
        let name = self.manifest.library_name()?;
        let is_proc_macro = stated.is_some_and(|library| library.is_proc_macro);
        Some(Library { path, name, is_proc_macro })
    }

    fn targets(&self) -> Vec<(RepoPath, RootKind)> {
        let mut targets = Vec::new();
        for target in &self.manifest.targets {
            let (kind, usual) = match target.kind {
                CargoTargetKind::Binary => (RootKind::Binary, "src/bin"),
                CargoTargetKind::Example => (RootKind::Example, "examples"),
                CargoTargetKind::Test => (RootKind::Test, "tests"),
                CargoTargetKind::Bench => (RootKind::Bench, "benches"),
            };
            let paths = match (&target.path, &target.name) {
                (Some(path), _) => vec![path.to_string()],
                (None, Some(name)) => {
                    let mut paths =
                        vec![format!("{usual}/{name}.rs"), format!("{usual}/{name}/main.rs")];
                    if kind == RootKind::Binary {
                        paths.push(BINARY_FILE.to_owned());
                    }
                    paths
                }
                (None, None) => Vec::new(),
            };
            targets.extend(paths.iter().filter_map(|path| Some((self.folder.join(path)?, kind))));
        }
        targets
    }

    fn is_auto(&self, edition: u16) -> [bool; AUTO_KINDS] {
        let auto = self.manifest.auto;
        let kinds = [
            (auto.binaries, CargoTargetKind::Binary),
            (auto.examples, CargoTargetKind::Example),
            (auto.tests, CargoTargetKind::Test),
            (auto.benches, CargoTargetKind::Bench),
        ];
        kinds.map(|(stated, kind)| {
            let has_entries = self.manifest.targets.iter().any(|target| target.kind == kind);
            stated.unwrap_or(edition > 2015 || !has_entries)
        })
    }

    fn build(&self) -> Vec<RepoPath> {
        match &self.manifest.build {
            BuildScript::Default => self.folder.join(BUILD_FILE).into_iter().collect(),
            BuildScript::Off => Vec::new(),
            BuildScript::At(paths) => {
                paths.iter().filter_map(|path| self.folder.join(path)).collect()
            }
        }
    }

    fn dependency(
        &self,
        dependency: &CargoDependency,
        workspace: Option<(&RepoPath, &CargoManifest)>,
    ) -> Dependency {
        let key = &dependency.key;
        let (package, folder) = match &dependency.source {
            DependencySource::At(path) => (dependency.package.as_ref(), self.folder.join(path)),
            DependencySource::Elsewhere => (dependency.package.as_ref(), None),
            DependencySource::Inherited => {
                let entry = workspace.and_then(|(root, manifest)| {
                    let entry = manifest.workspace_dependencies.iter().find(|it| it.key == *key)?;
                    Some((root, entry))
                });
                let folder = entry.and_then(|(root, entry)| root.join(entry.path.as_ref()?));
                (entry.and_then(|(_, entry)| entry.package.as_ref()), folder)
            }
        };
        let folder = folder.or_else(|| patched(package.unwrap_or(key), workspace?.0, workspace?.1));
        let found = folder.as_ref().and_then(|folder| self.manifests.get_key_value(folder));
        let library = found.and_then(|(folder, manifest)| {
            Reader { manifests: self.manifests, folder, manifest }.library()
        });
        let name = match (package, &library) {
            (None, Some(library)) => library.name.clone(),
            _ => code_name(key),
        };
        Dependency {
            name,
            package: package.map(|package| code_name(package)),
            kind: dependency.kind,
            root: library.map(|library| library.path),
        }
    }
}

/// The folder from which a workspace takes a package that its members have from elsewhere.
fn patched(package: &str, root: &RepoPath, workspace: &CargoManifest) -> Option<RepoPath> {
    let patch = workspace.patches.iter().find(|patch| *patch.package == *package)?;
    root.join(&patch.path)
}

fn code_name(name: &str) -> String {
    name.replace('-', "_")
}
