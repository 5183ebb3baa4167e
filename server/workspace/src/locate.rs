//! One file, one path: through links, and on disks that know a file under several spellings.

use std::path::{Path, PathBuf};

use boundstone_model::RepoPath;

use crate::disk::{Disk, FileSystem};
use crate::root::{Root, relative_path};

/// The path of the repository that an editor means by `absolute`, a file that exists or does not;
/// `None` when it lies outside. Links that stay inside are followed, and a name that differs from the
/// one on disk only in case or Unicode form is spelled as on disk, where the disk says it is the same.
pub fn locate(root: &Root, absolute: &Path) -> Option<RepoPath> {
    locate_on(&Disk, root, absolute)
}

pub(crate) fn locate_on(system: &dyn FileSystem, root: &Root, absolute: &Path) -> Option<RepoPath> {
    let spelled = root.relative(absolute).map(|path| root.absolute(&path));
    let absolute = spelled.as_deref().unwrap_or(absolute);
    let (there, rest) = split(system, absolute)?;
    let resolved = system.resolve(there).ok()?;
    let inside = resolved.strip_prefix(root.canonical()).ok()?;
    let mut known = root.canonical().to_path_buf();
    for name in inside {
        known = spelling(system, &known, Path::new(name));
    }
    let path = known.strip_prefix(root.canonical()).ok()?.join(rest);
    relative_path(&path)
}

/// The part of `path` that exists, and the rest.
fn split<'a>(system: &dyn FileSystem, path: &'a Path) -> Option<(&'a Path, &'a Path)> {
    let there = path.ancestors().find(|ancestor| system.look(ancestor).is_ok())?;
    Some((there, path.strip_prefix(there).ok()?))
}

/// `name` in `folder` as the folder itself spells it.
fn spelling(system: &dyn FileSystem, folder: &Path, name: &Path) -> PathBuf {
    let plain = folder.join(name);
    if !may_have_others(system, folder, name) {
        return plain;
    }
    let (Ok(look), Ok(entries)) = (system.look(&plain), system.list(folder)) else { return plain };
    if entries.iter().any(|entry| Path::new(&entry.name) == name) {
        return plain;
    }
    let is_same = |path: &PathBuf| system.look(path).is_ok_and(|it| it.identity == look.identity);
    entries.iter().map(|entry| folder.join(&entry.name)).find(is_same).unwrap_or(plain)
}

/// Whether the disk may know `name` under another spelling: it is not plain ASCII, or is also found in
/// the other case. Spares listing the folder on most disks.
fn may_have_others(system: &dyn FileSystem, folder: &Path, name: &Path) -> bool {
    let Some(text) = name.to_str() else { return false };
    if !text.is_ascii() {
        return true;
    }
    let swap = |c: char| {
        if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
    };
    let swapped: String = text.chars().map(swap).collect();
    swapped != text && system.look(&folder.join(swapped)).is_ok()
}
