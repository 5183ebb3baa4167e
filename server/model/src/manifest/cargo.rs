use boundstone_text::TextRange;

use crate::Spanned;
use crate::place::Name;

/// What a `Cargo.toml` says of boundaries, of its crates, and of the names that they use others by.
/// Source for all of it: The Cargo Book, "The Manifest Format", "Cargo Targets", "Workspaces",
/// "Specifying Dependencies" and "Overriding Dependencies".
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CargoManifest {
    /// `package.name`; `None` for a virtual manifest.
    pub package: Option<Spanned<Name>>,
    /// `package.version`; `None` where it is not stated, or inherited.
    pub version: Option<Name>,
    /// `version.workspace = true`
    pub inherits_version: bool,
    /// `package.publish`.
    pub publish: Publish,
    /// `package.edition`.
    pub edition: Edition,
    /// `[lib]`; without it, `src/lib.rs` is the library where it exists and
    /// [`AutoTargets::library`] does not say no.
    pub library: Option<Box<CargoLibrary>>,
    /// `[[bin]]`, `[[example]]`, `[[test]]` and `[[bench]]`, in this order.
    pub targets: Box<[CargoTarget]>,
    /// Which targets are looked for besides.
    pub auto: AutoTargets,
    /// `package.build`.
    pub build: BuildScript,
    /// The entries of every table of dependencies, those of `[target.….dependencies]` too. A key may
    /// stand in several.
    pub dependencies: Box<[CargoDependency]>,
    /// What users of the package may enable.
    pub features: Box<[CargoFeature]>,
    /// Where the table of features is named.
    pub features_at: Option<TextRange>,
    /// Whether there is a `[workspace]` table.
    pub is_workspace: bool,
    /// `workspace.members`, globs over folders.
    pub members: Box<[Name]>,
    /// `workspace.exclude`, folders.
    pub exclude: Box<[Name]>,
    /// `workspace.package.version`.
    pub workspace_version: Option<Name>,
    /// `workspace.package.publish`.
    pub workspace_publish: Publish,
    /// `workspace.package.edition`.
    pub workspace_edition: Option<u16>,
    /// `workspace.dependencies`.
    pub workspace_dependencies: Box<[WorkspaceDependency]>,
    /// The packages that `[patch.…]` and `[replace]` take from a folder. Only those of a workspace's
    /// root count.
    pub patches: Box<[CargoPatch]>,
}

/// What `package.edition` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Edition {
    /// Nothing, or nothing that can be read.
    #[default]
    Unstated,
    Year(u16),
    /// `edition.workspace = true`.
    Inherited,
}

/// What `package.publish` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Publish {
    /// To some registry: nothing was said, or which.
    #[default]
    Somewhere,
    /// `false`, or a list of no registries.
    Nowhere,
    /// `publish.workspace = true`.
    Inherited,
}

/// What `[lib]` says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CargoLibrary {
    /// `name`; without it, that of the package with `_` for `-`.
    pub name: Option<Spanned<Name>>,
    /// `path`; without it, `src/lib.rs`.
    pub path: Option<Name>,
    pub is_proc_macro: bool,
}

/// An entry of `[[bin]]`, `[[example]]`, `[[test]]` or `[[bench]]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CargoTarget {
    pub kind: CargoTargetKind,
    pub name: Option<Name>,
    /// `path`; without it, where the target of this name would be found by itself.
    pub path: Option<Name>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CargoTargetKind {
    Binary,
    Example,
    Test,
    Bench,
}

/// `autolib` and its like: whether targets without an entry are looked for. `None` is what the edition
/// has: yes, but in 2015 not for a kind that has entries. What has the name or the path of an entry is
/// not found besides.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AutoTargets {
    pub library: Option<bool>,
    pub binaries: Option<bool>,
    pub examples: Option<bool>,
    pub tests: Option<bool>,
    pub benches: Option<bool>,
}

/// What `package.build` says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum BuildScript {
    /// `build.rs` where it exists: nothing was said.
    #[default]
    Default,
    /// `false`: none, even where there is a `build.rs`.
    Off,
    /// At these paths; one, unless the unstable list is used. `true` is `build.rs`.
    At(Box<[Name]>),
}

/// An entry of a table of dependencies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CargoDependency {
    /// The name that the code uses, with `_` for `-`, unless `package` is absent: then it is the
    /// package's name, and the code uses its library's.
    pub key: Name,
    /// `package`: the package's name, where the key is another. Never with
    /// [`DependencySource::Inherited`], whose package the workspace says.
    pub package: Option<Name>,
    /// `version`, or all that is said: a requirement, `"^1.2"`.
    pub version: Option<Name>,
    pub source: DependencySource,
    pub kind: CargoDependencyKind,
}

/// An entry of `[features]`, or an optional dependency that is one by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CargoFeature {
    pub name: Spanned<Name>,
    /// As it is written: other features, `dep:name`, `name/feature`, `name?/feature`.
    pub enables: Box<[Name]>,
}

/// Where a dependency comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DependencySource {
    /// `{ path = "…" }`, relative to the manifest's folder.
    At(Name),
    /// `{ workspace = true }`: whatever `workspace.dependencies` says under this key.
    Inherited,
    /// A registry, a git repository, or a path below a `base` of the user's configuration.
    Elsewhere,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CargoDependencyKind {
    Normal,
    Dev,
    Build,
}

/// An entry of `workspace.dependencies`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceDependency {
    pub key: Name,
    /// `package`: the package's name, where the key is another.
    pub package: Option<Name>,
    /// As that of [`CargoDependency`].
    pub version: Option<Name>,
    /// `path`, relative to the root of the workspace; `None` when it comes from elsewhere.
    pub path: Option<Name>,
}

/// A package that is taken from a folder, whoever depends on it from a registry or a git repository.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CargoPatch {
    /// The package's name.
    pub package: Name,
    /// Relative to the root of the workspace.
    pub path: Name,
}

impl CargoManifest {
    /// The version of the package, in a workspace whose root manifest is `root`.
    pub fn version_in<'m>(&'m self, root: Option<&'m Self>) -> Option<&'m Name> {
        let inherited = || root.filter(|_| self.inherits_version)?.workspace_version.as_ref();
        self.version.as_ref().or_else(inherited)
    }

    /// Whether nobody outside of the repository can get the package, in a workspace whose root manifest is `root`.
    pub fn is_private_in(&self, root: Option<&Self>) -> bool {
        let inherited = |root: &Self| root.workspace_publish == Publish::Nowhere;
        match self.publish {
            Publish::Somewhere => false,
            Publish::Nowhere => true,
            Publish::Inherited => root.is_some_and(inherited),
        }
    }

    /// What code calls the library, if there is one.
    pub fn library_name(&self) -> Option<String> {
        let stated = self.library.as_ref().and_then(|library| library.name.as_ref());
        Some(stated.or(self.package.as_ref())?.value.replace('-', "_"))
    }

    /// The edition of the package, in a workspace whose root manifest is `root`.
    pub fn edition_in(&self, root: Option<&Self>) -> u16 {
        /// That of a package that states none.
        const FIRST_EDITION: u16 = 2015;
        let stated = match self.edition {
            Edition::Unstated => None,
            Edition::Year(year) => Some(year),
            Edition::Inherited => root.and_then(|root| root.workspace_edition),
        };
        stated.unwrap_or(FIRST_EDITION)
    }
}
