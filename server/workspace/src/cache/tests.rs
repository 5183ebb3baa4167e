use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use boundstone_engine::World;
use tempfile::TempDir;

use crate::disk::{Disk, Entry, FileSystem, Look};
use crate::environment::Clock;
use crate::index::Index;
use crate::reader::Reader;
use crate::root::Root;
use crate::workspace::Options;

/// More files than are read again rather than kept.
const FILES: usize = 80;

/// The disk, which notes what is read.
#[derive(Default)]
struct Watched(Mutex<Vec<OsString>>);

impl FileSystem for Watched {
    fn look(&self, path: &Path) -> io::Result<Look> {
        Disk.look(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        Disk.list(folder)
    }

    fn read(&self, path: &Path, budget: u64) -> io::Result<Vec<u8>> {
        self.0.lock().unwrap().push(path.file_name().unwrap().to_owned());
        Disk.read(path, budget)
    }

    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.resolve(path)
    }
}

/// A repository with a cache of its own.
struct Repository {
    folder: TempDir,
    cache: TempDir,
}

impl Repository {
    /// Files that were written long enough ago for their times to tell.
    fn new() -> Self {
        let it = Self { folder: TempDir::new().unwrap(), cache: TempDir::new().unwrap() };
        for number in 0..FILES {
            let text = format!(
                "//! See ADR-7 §2 for why.\nuse crate::f{number}::Of;\n/// @payments\npub fn f{number}() {{ g() }}\n\
                 // boundstone: allow(boundary/layer) a reason\nmod m {{ pub struct S; }}\n"
            );
            it.write(&format!("f{number}.rs"), &text);
        }
        it.write("web.ts", "import { a } from './a';\nexport class C { m(): void {} }\n");
        it.write("CODEOWNERS", "* @core\n");
        it
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::write(&path, text).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        fs::File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }

    /// The World that a run finds, and what it reads for that.
    fn run(&self) -> (World, Vec<String>) {
        let system = Arc::new(Watched::default());
        let root = Root::exactly(self.folder.path()).unwrap();
        let reader = Arc::new(Reader::new(Arc::clone(&system) as _, root, Clock::default()));
        let cache = Some(self.cache.path().to_path_buf());
        let options = Options { cache, ..Options::default() };
        let mut index = Index::new(reader, &options, Arc::new(AtomicBool::new(false)));
        index.scan(&|_, _| {});
        index.keep();
        let read = system.0.lock().unwrap();
        let mut read: Vec<_> =
            read.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        read.sort();
        (index.world.clone(), read)
    }

    /// The file that is kept.
    fn kept(&self) -> PathBuf {
        let version = self.cache.path().join(super::PROGRAM);
        let [file] = super::entries(&version).try_into().expect("one repository");
        file
    }
}

fn files(world: &World) -> BTreeMap<String, String> {
    world.files().map(|(path, input)| (path.to_string(), format!("{input:?}"))).collect()
}

#[test]
fn what_is_as_it_was_is_not_read_again() {
    let repository = Repository::new();
    let (first, read) = repository.run();
    assert_eq!(read.iter().filter(|name| name.ends_with(".rs")).count(), FILES);
    let (second, read) = repository.run();
    assert_eq!(read, ["CODEOWNERS"]);
    assert_eq!(files(&second), files(&first));
}

#[test]
fn a_file_that_looks_otherwise_is_read() {
    let repository = Repository::new();
    let (first, _) = repository.run();
    repository.write("f7.rs", "pub fn other() {}\n");
    // As long as before, and written at the same time.
    repository.write("web.ts", "import { a } from './a';\nexport class D { m(): void {} }\n");
    fs::remove_file(repository.folder.path().join("f8.rs")).unwrap();
    fs::rename(repository.folder.path().join("f9.rs"), repository.folder.path().join("g9.rs"))
        .unwrap();
    let (second, read) = repository.run();
    assert_eq!(read, ["CODEOWNERS", "f7.rs", "g9.rs", "web.ts"]);
    let mut expected = files(&first);
    expected.remove("f8.rs");
    let moved = expected.remove("f9.rs").unwrap();
    expected.insert("g9.rs".to_owned(), moved);
    let second = files(&second);
    for path in ["f7.rs", "web.ts"] {
        assert_ne!(second.get(path), expected.remove(path).as_ref(), "{path}");
    }
    assert!(expected.iter().all(|(path, input)| second.get(path) == Some(input)));
}

#[test]
fn a_file_of_a_known_content_is_read_and_no_more() {
    let repository = Repository::new();
    let (first, _) = repository.run();
    for path in super::entries(repository.folder.path()) {
        let text = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        repository.write(path.file_name().unwrap().to_str().unwrap(), &text);
    }
    let (second, read) = repository.run();
    assert_eq!(read.iter().filter(|name| name.ends_with(".rs")).count(), FILES);
    assert_eq!(files(&second), files(&first));
    // How the files look now was kept.
    let (_, read) = repository.run();
    assert_eq!(read, ["CODEOWNERS"]);
}

#[test]
fn what_is_kept_may_be_cut_anywhere() {
    let repository = Repository::new();
    let (first, _) = repository.run();
    let whole = fs::read(repository.kept()).unwrap();
    let cuts = (0..whole.len()).step_by(whole.len() / 40).chain([1, 3, 4, 11, whole.len() - 1]);
    for cut in cuts {
        fs::write(repository.kept(), &whole[..cut]).unwrap();
        let (again, read) = repository.run();
        assert_eq!(files(&again), files(&first), "cut at {cut}");
        assert!(read.len() >= FILES, "cut at {cut}");
        assert_eq!(fs::read(repository.kept()).unwrap().len(), whole.len(), "cut at {cut}");
    }
}

#[test]
fn every_cut_and_every_other_byte_is_noticed() {
    let repository = Repository::new();
    repository.run();
    let whole = fs::read(repository.kept()).unwrap();
    let is_read = |bytes: &[u8]| super::Packed::of(bytes).and_then(|it| it.unpack(None)).is_some();
    assert!(is_read(&whole));
    for at in 0..whole.len() {
        assert!(!is_read(&whole[..at]), "cut at {at}");
        let mut other = whole.clone();
        other[at] ^= 1;
        assert!(!is_read(&other), "another byte at {at}");
    }
    assert!(!is_read(&[whole.as_slice(), b"\0"].concat()));
}

#[test]
fn nowhere_to_keep_it_costs_nothing_else() {
    let mut repository = Repository::new();
    let (first, _) = repository.run();
    let blocked = TempDir::new().unwrap();
    fs::write(blocked.path().join(super::PROGRAM), "a file where the folder has to be").unwrap();
    repository.cache = blocked;
    let (second, read) = repository.run();
    assert_eq!(files(&second), files(&first));
    assert!(read.len() >= FILES);
}

#[test]
fn what_nobody_asks_for_goes() {
    let repository = Repository::new();
    let old = repository.cache.path().join("an-older-version");
    fs::create_dir(&old).unwrap();
    let written = |name: &str, age| {
        fs::write(old.join(name), "").unwrap();
        let file = fs::File::options().append(true).open(old.join(name)).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    };
    written("unused", super::UNUSED * 2);
    written("used", super::UNUSED / 2);
    repository.run();
    assert!(!old.join("unused").exists() && old.join("used").exists());
    written("used", super::UNUSED * 2);
    fs::remove_file(repository.folder.path().join("f1.rs")).unwrap();
    fs::remove_dir_all(repository.kept().parent().unwrap()).unwrap();
    repository.run();
    assert!(!old.exists());
}

#[test]
fn a_use_is_noted_once_a_day() {
    let repository = Repository::new();
    repository.run();
    let kept = repository.kept();
    let modified = || fs::metadata(&kept).unwrap().modified().unwrap();
    let set = |age| {
        let file = fs::File::options().append(true).open(&kept).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    };
    set(super::UNUSED / 2);
    repository.run();
    assert!(modified().elapsed().unwrap() < super::USED_STEP / 2);
    set(super::USED_STEP / 2);
    let before = modified();
    repository.run();
    assert_eq!(modified(), before);
}

#[test]
fn a_scan_that_is_stopped_keeps_nothing() {
    let repository = Repository::new();
    let root = Root::exactly(repository.folder.path()).unwrap();
    let reader = Arc::new(Reader::new(Arc::new(Disk), root, Clock::default()));
    let cache = Some(repository.cache.path().to_path_buf());
    let stop = Arc::new(AtomicBool::new(false));
    let mut index = Index::new(reader, &Options { cache, ..Options::default() }, Arc::clone(&stop));
    index.scan(&|_, _| stop.store(true, Ordering::Relaxed));
    index.keep();
    assert!(super::entries(repository.cache.path()).is_empty());
}

/// `/dev/full` takes nothing, as a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_what_was_kept() {
    let repository = Repository::new();
    let (first, _) = repository.run();
    let kept = repository.kept();
    let whole = fs::read(&kept).unwrap();
    for path in super::entries(repository.folder.path()) {
        fs::write(path, "pub fn other() {}\n").unwrap();
    }
    let beside = kept.with_extension(std::process::id().to_string());
    std::os::unix::fs::symlink("/dev/full", &beside).unwrap();
    let (second, read) = repository.run();
    assert!(read.len() >= FILES);
    assert_ne!(files(&second), files(&first));
    assert_eq!(fs::read(&kept).unwrap(), whole);
    assert!(fs::symlink_metadata(beside).is_err());
}
