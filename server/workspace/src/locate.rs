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

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::disk::{Entry, Look};

    /// A disk that knows a file under every case of its name, over the real one.
    struct CaseInsensitive;

    impl CaseInsensitive {
        /// The real spelling.
        fn real(path: &Path) -> PathBuf {
            let mut real = PathBuf::new();
            for name in path {
                let entries = Disk.list(&real).unwrap_or_default();
                let is_same = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name);
                real.push(entries.iter().find(is_same).map_or(name, |entry| &entry.name));
            }
            real
        }
    }

    impl FileSystem for CaseInsensitive {
        fn look(&self, path: &Path) -> io::Result<Look> {
            Disk.look(&Self::real(path))
        }

        fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
            Disk.list(&Self::real(folder))
        }

        fn read(&self, path: &Path, budget: u64) -> io::Result<Vec<u8>> {
            Disk.read(&Self::real(path), budget)
        }

        fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
            // As Linux does on such a folder: links are resolved, the case stays as asked.
            self.look(path).map(|_| path.to_path_buf())
        }
    }

    fn repository() -> (tempfile::TempDir, Root) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("repo/Src")).unwrap();
        std::fs::write(dir.path().join("repo/Src/Main.rs"), "").unwrap();
        let root = Root::of(&dir.path().join("repo")).unwrap();
        (dir, root)
    }

    fn located(system: &dyn FileSystem, root: &Root, path: &str) -> Option<String> {
        locate_on(system, root, &root.path().join(path)).map(|path| path.to_string())
    }

    #[test]
    fn one_file_has_one_path_whatever_its_case() {
        let (_dir, root) = repository();
        let at = |path| located(&CaseInsensitive, &root, path);
        assert_eq!(at("src/MAIN.RS").as_deref(), Some("Src/Main.rs"));
        assert_eq!(at("Src/Main.rs").as_deref(), Some("Src/Main.rs"));
        assert_eq!(at("SRC/New.rs").as_deref(), Some("Src/New.rs"), "not there yet");
    }

    #[test]
    fn where_case_counts_two_spellings_are_two_files() {
        let (_dir, root) = repository();
        assert_eq!(located(&Disk, &root, "src/main.rs").as_deref(), Some("src/main.rs"));
    }

    #[cfg(unix)]
    #[test]
    fn links_inside_are_seen_through_and_links_outside_lead_nowhere() {
        let (dir, root) = repository();
        std::os::unix::fs::symlink("Src", root.path().join("link")).unwrap();
        std::os::unix::fs::symlink(dir.path(), root.path().join("out")).unwrap();
        let at = |path| located(&Disk, &root, path);
        assert_eq!(at("link/Main.rs").as_deref(), Some("Src/Main.rs"));
        assert_eq!(at("link/new.rs").as_deref(), Some("Src/new.rs"));
        assert_eq!(at("out/x.rs"), None);
        assert_eq!(at("../x.rs"), None);
        assert_eq!(at("\u{e9}.rs").as_deref(), Some("\u{e9}.rs"));
        std::os::unix::fs::symlink(root.path(), dir.path().join("other")).unwrap();
        let through = locate(&root, &dir.path().join("other/Src/Main.rs"));
        assert_eq!(through.unwrap().as_str(), "Src/Main.rs");
    }
}
