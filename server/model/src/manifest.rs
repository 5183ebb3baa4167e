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
    /// Path dependencies, which cargo counts as members when they lie below the workspace root.
    /// Source: The Cargo Book, "Workspaces", the `members` and `exclude` fields.
    pub path_dependencies: Vec<PathDependency>,
}

/// `{ path = "…" }` in a table of dependencies, relative to the manifest's folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathDependency {
    pub path: Name,
}

/// What a `package.json` says of boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NpmManifest {
    pub name: Option<Spanned<Name>>,
    /// `workspaces`, or `workspaces.packages`: globs over folders, `!` excludes.
    pub workspaces: Option<Vec<Name>>,
}

/// `pnpm-workspace.yaml`: its `packages` globs, `!` excludes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PnpmWorkspace {
    pub packages: Vec<Name>,
}
