//! Packages and libraries that are called otherwise: whoever names them has to follow.
//! Sources: The Cargo Book, "Specifying Dependencies" and "Cargo Targets"; npm documentation, "package.json", `name`.
//!
//! Nobody outside of the repository names a package that is never published. In the repository the same change most often
//! follows, so that such a package is only told of where something still names it as before.

use std::sync::Arc;

use boundstone_model::{
    CargoDependency, CargoManifest, ChangeClass, ChangedKind, Confidence, DependencySource,
    FileFacts, Import, NpmManifest, Place, RepoPath, SignatureChange, Spanned, SurfaceChange,
};

use super::boundary::{Records, workspace_around};
use crate::World;
use crate::change::Record;
use crate::query::contract_diff::one;

/// What is different for those who name the package of a manifest, which `before` reads as it was.
pub(super) fn renamed(
    before: Records<'_>,
    now: &World,
    manifest: &RepoPath,
) -> Option<SurfaceChange> {
    let folder = manifest.parent().unwrap_or_else(RepoPath::root);
    now.boundaries.in_folder(&folder)?;
    match (before(manifest)?, now.record(manifest)?) {
        (Record::Cargo(old), Record::Cargo(new)) => {
            let root = workspace_around(&folder, before);
            let is_private = old.is_private_in(root.as_deref());
            cargo(Package { world: now, manifest, folder: &folder, is_private }, &old, new)
        }
        (Record::Npm(old), Record::Npm(new)) => {
            let is_private = old.is_private;
            npm(Package { world: now, manifest, folder: &folder, is_private }, &old, new)
        }
        _ => None,
    }
}

/// A package as it is now.
struct Package<'w> {
    world: &'w World,
    manifest: &'w RepoPath,
    folder: &'w RepoPath,
    /// Whether it was never published.
    is_private: bool,
}

fn npm(package: Package<'_>, old: &NpmManifest, new: &NpmManifest) -> Option<SurfaceChange> {
    let (was, is) = (old.name.as_ref()?, new.name.as_ref()?);
    if was.value == is.value || package.is_name_of_another(&was.value) {
        return None;
    }
    let asks = |(path, record): (&RepoPath, &Record)| match record {
        Record::Npm(it) => {
            let mut names = it.dependencies.iter().map(|it| it.alias_of().unwrap_or(&it.name));
            names.any(|name| *name == *was.value) && package.is_other(path)
        }
        _ => false,
    };
    let is_felt = !package.is_private || package.world.records().any(asks);
    is_felt.then(|| package.change("name", vec![package_renamed(&was.value)], (was, is)))
}

fn cargo(package: Package<'_>, old: &CargoManifest, new: &CargoManifest) -> Option<SurfaceChange> {
    let (was, is) = (old.package.as_ref()?, new.package.as_ref()?);
    if was.value != is.value && package.is_name_of_another(&was.value) {
        return None;
    }
    let mut changes = Vec::new();
    if was.value != is.value && (!package.is_private || package.is_asked_for(&was.value)) {
        changes.push(package_renamed(&was.value));
    }
    let is_stated = [old, new].iter().any(|it| stated(it).is_some());
    let (old_library, new_library) = (old.library_name()?, new.library_name()?);
    // Without a name of its own, the library follows the package, and that is said already.
    if old_library != new_library
        && (is_stated || changes.is_empty())
        && package.has_library()
        && (!package.is_private || package.is_written_as(&old_library))
    {
        let reason = format!("the library was renamed, and was called `{old_library}` in code");
        changes.push(broken("library_renamed", reason));
    }
    let symbol = if was.value == is.value { "lib.name" } else { "name" };
    let places = match symbol {
        "name" => (was, is),
        _ => (stated(old).unwrap_or(was), stated(new).unwrap_or(is)),
    };
    (!changes.is_empty()).then(|| package.change(symbol, changes, places))
}

/// The name of the library, where the manifest says it.
fn stated(manifest: &CargoManifest) -> Option<&Spanned<Arc<str>>> {
    manifest.library.as_ref()?.name.as_ref()
}

impl Package<'_> {
    /// Whether a manifest of the same kind is that of another boundary: fixtures and templates may be called anything.
    fn is_other(&self, path: &RepoPath) -> bool {
        let folder = path.parent().unwrap_or_else(RepoPath::root);
        path.name() == self.manifest.name()
            && path != self.manifest
            && self.world.boundaries.in_folder(&folder).is_some()
    }

    fn is_name_of_another(&self, name: &str) -> bool {
        self.world.records().any(|(path, record)| {
            self.is_other(path) && record.package_name().is_some_and(|it| *it.value == *name)
        })
    }

    /// Whether another manifest asks for the Cargo package in this folder by a name.
    fn is_asked_for(&self, name: &str) -> bool {
        let is_here = |of: &RepoPath, path: &str| {
            let folder = of.parent().unwrap_or_else(RepoPath::root);
            folder.join(path).as_ref() == Some(self.folder)
        };
        let asks = |of: &RepoPath, it: &CargoDependency| match &it.source {
            DependencySource::At(path) => {
                **it.package.as_ref().unwrap_or(&it.key) == *name && is_here(of, path)
            }
            DependencySource::Inherited | DependencySource::Elsewhere => false,
        };
        self.world.records().any(|(of, record)| match record {
            Record::Cargo(it) if of != self.manifest => {
                let mut for_all = it.workspace_dependencies.iter();
                it.dependencies.iter().any(|it| asks(of, it))
                    || for_all.any(|it| {
                        let path = it.path.as_ref().filter(|path| is_here(of, path));
                        path.is_some() && **it.package.as_ref().unwrap_or(&it.key) == *name
                    })
            }
            _ => false,
        })
    }

    fn has_library(&self) -> bool {
        let root = self.world.crossings.packages.library_in(self.folder);
        root.is_some_and(|root| self.world.file(root).is_some())
    }

    /// Whether code that depends on the library still has this name for it, and its manifest gives that to nothing.
    fn is_written_as(&self, name: &str) -> bool {
        let packages = &self.world.crossings.packages;
        let Some(root) = packages.library_in(self.folder) else { return false };
        let others = packages.dependents_of(root).filter(|folder| *folder != self.folder);
        let mut files = others.flat_map(|folder| self.world.files_below(folder));
        let is_known = |path: &RepoPath| packages.at(path).is_none_or(|it| it.knows(name));
        files.any(|(path, input)| {
            !is_known(path) && input.source.as_deref().is_some_and(|it| names_crate(it, name))
        })
    }

    fn change(
        &self,
        symbol: &str,
        changes: Vec<SignatureChange>,
        (was, is): (&Spanned<Arc<str>>, &Spanned<Arc<str>>),
    ) -> SurfaceChange {
        let place = |range| Some(Place { path: self.manifest.clone(), range });
        SurfaceChange {
            symbol: symbol.into(),
            kind: ChangedKind::Manifest,
            changes,
            stability: None,
            before: place(was.range),
            now: place(is.range),
        }
    }
}

/// Whether a path of a file begins with the name of a crate.
fn names_crate(facts: &FileFacts, name: &str) -> bool {
    let begins = |path: &str| {
        let path = path.strip_prefix("::").unwrap_or(path);
        path.split("::").next() == Some(name)
    };
    if !facts.refers_to(name) {
        return false;
    }
    let references = facts.references();
    let is_named =
        |it: &Import<'_>| if it.from.is_empty() { it.name == name } else { begins(it.from) };
    references.imports.iter().any(is_named) || references.paths.iter().any(|it| begins(it.path))
}

fn package_renamed(was: &str) -> SignatureChange {
    broken("package_renamed", format!("the package was renamed, and was called `{was}`"))
}

fn broken(rule: &'static str, reason: String) -> SignatureChange {
    one((ChangeClass::Breaking, Confidence::Proved), rule, reason)
}
