//! Files of an npm package that users import by their paths, where no `exports` says which.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{RepoPath, SignatureChange};

use super::{Package, broken};
use crate::crossings::is_of_files;

/// Modules with their declarations that users could import by their paths, and that are gone, or published no more.
pub(super) fn lost(
    old: &Package<'_>,
    new: &Package<'_>,
    own: &BTreeSet<&RepoPath>,
) -> Vec<SignatureChange> {
    if old.manifest.exports.is_some() || new.manifest.exports.is_some() {
        return Vec::new();
    }
    let is_there = |path: &RepoPath| {
        let inside = path.strip_prefix(&new.folder);
        let is_taken = |files: &[Arc<str>]| {
            inside.is_some_and(|inside| files.iter().any(|it| is_of_files(it, inside)))
        };
        new.world.file(path).is_some() && new.manifest.files.as_deref().is_none_or(is_taken)
    };
    let mut gone: BTreeSet<&RepoPath> = own.iter().copied().collect();
    if old.manifest.files != new.manifest.files {
        gone.extend(old.world.files_below(&old.folder).map(|(path, _)| path));
    }
    gone.retain(|path| is_declaration(path) && old.world.file(path).is_some() && !is_there(path));
    gone.into_iter().filter_map(|path| imported_by_itself(path, old)).collect()
}

fn is_declaration(path: &RepoPath) -> bool {
    [".d.ts", ".d.mts", ".d.cts"].iter().any(|it| path.as_str().ends_with(it))
}

/// A module with its declarations that `files` publishes by itself, and not in the folder of what the package begins with:
/// without `exports`, users import it by its path.
fn imported_by_itself(path: &RepoPath, package: &Package<'_>) -> Option<SignatureChange> {
    let manifest = package.manifest;
    let inside = path.strip_prefix(&package.folder)?;
    let begins = [&manifest.main, &manifest.types, &manifest.module, &manifest.browser];
    let begins: Vec<&str> = begins.into_iter().flatten().map(|it| &**it).collect();
    let files = manifest.files.iter().flatten().map(|it| &**it);
    let mut taking = files.filter(|it| !it.starts_with('!') && is_of_files(it, inside)).peekable();
    taking.peek()?;
    let is_apart = taking.all(|it| !begins.iter().any(|target| is_of_files(it, target)));
    let module = inside.rsplit_once(".d.").map_or(inside, |(module, _)| module);
    let reason = format!("`{module}` can no longer be imported");
    is_apart.then(|| broken("file_removed", reason))
}
