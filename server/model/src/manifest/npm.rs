use crate::Spanned;
use crate::place::Name;

/// What a `package.json` says of boundaries, of its entries, and of the packages that it uses.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NpmManifest {
    pub name: Option<Spanned<Name>>,
    pub version: Option<Name>,
    /// Never published.
    pub is_private: bool,
    /// `workspaces`, or `workspaces.packages`: globs over folders, `!` excludes.
    pub workspaces: Option<Box<[Name]>>,
    /// Whether `type` is `module`: what `.js` and `.ts` files are.
    pub is_module: bool,
    pub main: Option<Name>,
    pub module: Option<Name>,
    /// `typings`, else `types`, as TypeScript reads them.
    pub types: Option<Name>,
    pub source: Option<Name>,
    /// `browser`, where it is a file and not a table of replacements.
    pub browser: Option<Name>,
    /// `tsconfig`: the file that `extends` of this package's name means.
    pub tsconfig: Option<Name>,
    /// `typesVersions`, in the order of the file.
    pub types_versions: Box<[TypesVersion]>,
    /// `exports`, with each way to a file; `None` when there is no such key, or it is `null`: then
    /// `main` counts and every file can be imported. Empty: nothing can.
    pub exports: Option<Box<[NpmTarget]>>,
    /// `files`: what of the folder is published, by patterns like those of `.gitignore`; `None` when all is.
    pub files: Option<Box<[Name]>>,
    /// `imports`, like `exports`; its keys begin with `#`.
    pub imports: Box<[NpmTarget]>,
    /// `dependencies`, `devDependencies`, `peerDependencies` and `optionalDependencies`, in this order.
    /// A name may stand in several.
    pub dependencies: Box<[NpmDependency]>,
    /// `peerDependenciesMeta`: those that need not be there.
    pub optional_peers: Box<[Name]>,
    /// `engines`: what runs it, as `node`, each with the versions that do.
    pub engines: Box<[(Name, Name)]>,
    /// `bin`: the commands that it installs.
    pub commands: Box<[Name]>,
}

/// One way through `exports` or `imports` to a file.
///
/// Of the ways of one key, in order, the first counts whose conditions all hold. Alternatives of a list
/// are ways with equal conditions: there, the next one counts where the target of the one before is no
/// path (Node) or no file (TypeScript). The order of keys does not count; of several patterns that
/// match, the one with the longest part before `*` does.
/// Source: Node.js documentation, "Modules: Packages" and the resolution algorithm of "ECMAScript
/// modules".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NpmTarget {
    /// `.`, `./sub`, `./sub/*`, or `#name`. An old folder, `./sub/`, ends with its slash.
    pub key: Name,
    /// From the outermost to the innermost; `default` always holds, and is among them.
    pub conditions: Box<[Name]>,
    /// As written: `./dist/*.js`, or in `imports` also the name of a package. `None` blocks: it is
    /// `null`, or what no target can be, and no later way of the key counts.
    pub target: Option<Name>,
}

/// One line of `typesVersions`: for these versions of TypeScript, the first of `targets` that exists is
/// what `key` stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypesVersion {
    /// A range, as `>=4.2` or `*`. The first one that holds counts alone.
    pub versions: Name,
    /// `*`, `sub` or `sub/*`, without `./`.
    pub key: Name,
    pub targets: Box<[Name]>,
}

/// An entry of a table of dependencies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NpmDependency {
    /// The name that the code uses.
    pub name: Name,
    /// As written: `^1.2.0`, `workspace:*`, `workspace:other@*`, `npm:other@^1`, `file:../x`,
    /// `link:../x`, `portal:../x`, `catalog:`.
    pub requirement: Name,
    pub kind: NpmDependencyKind,
}

impl NpmDependency {
    /// The name of the package where that is another one than the code uses: `other` of `npm:other@^1`, which may
    /// leave out the version, and of `workspace:other@*`.
    pub fn alias_of(&self) -> Option<&str> {
        let requirement = &*self.requirement;
        if let Some(package) = requirement.strip_prefix("npm:") {
            let version = package.rfind('@').filter(|at| *at > 0);
            return package.get(..version.unwrap_or(package.len())).filter(|it| !it.is_empty());
        }
        let (name, _) = requirement.strip_prefix("workspace:")?.rsplit_once('@')?;
        (!name.is_empty()).then_some(name)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NpmDependencyKind {
    Normal,
    Dev,
    Peer,
    Optional,
}

/// What a `pnpm-workspace.yaml` says of boundaries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PnpmWorkspace {
    /// `packages`: globs over folders, `!` excludes. `None` in a file of settings alone, where the
    /// root is the only package.
    pub packages: Option<Box<[Name]>>,
    /// What stands for `catalog:` and `catalog:name`, in the order of the file.
    pub catalogs: Box<[CatalogEntry]>,
}

/// The requirement for a package that all packages of a workspace may ask for together.
/// Source: pnpm documentation, "Catalogs".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CatalogEntry {
    /// [`CatalogEntry::DEFAULT`] for the one without a name.
    pub catalog: Name,
    pub package: Name,
    pub requirement: Name,
}

impl CatalogEntry {
    pub const DEFAULT: &str = "default";
}
