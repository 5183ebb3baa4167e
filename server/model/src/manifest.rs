use crate::Spanned;
use crate::place::Name;

/// What a `Cargo.toml` says of boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CargoManifest {
    /// `package.name`; `None` for a virtual manifest.
    pub package: Option<Spanned<Name>>,
    /// Whether there is a `[workspace]` table.
    pub is_workspace: bool,
    /// `workspace.members`, globs over folders.
    pub members: Vec<Name>,
    /// `workspace.exclude`, folders.
    pub exclude: Vec<Name>,
    /// Dependencies on folders, which cargo counts as members when they lie below the workspace root.
    /// Source: The Cargo Book, "Workspaces", the `members` and `exclude` fields.
    pub path_dependencies: Vec<PathDependency>,
    /// `workspace.dependencies` that are on folders: the key, and the path relative to this manifest.
    pub workspace_paths: Vec<(Name, Name)>,
}

/// An entry of a table of dependencies that is, or may be, on a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PathDependency {
    /// `{ path = "…" }`, relative to the manifest's folder.
    At(Name),
    /// `{ workspace = true }`: whatever `workspace.dependencies` says under this key.
    Inherited(Name),
}

/// What a `package.json` says of boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NpmManifest {
    pub name: Option<Spanned<Name>>,
    /// `workspaces`, or `workspaces.packages`: globs over folders, `!` excludes.
    pub workspaces: Option<Vec<Name>>,
}

/// What a `pnpm-workspace.yaml` says of boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PnpmWorkspace {
    /// `packages`: globs over folders, `!` excludes. `None` in a file of settings alone, where the
    /// root is the only package.
    pub packages: Option<Vec<Name>>,
}
