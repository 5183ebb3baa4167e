//! A repository on disk that a test makes.

use std::path::{Path, PathBuf};
use std::process::Command;

use boundstone_engine::{FileInput, World};
use boundstone_model::RepoPath;
use boundstone_workspace::{Options, Root, Snapshot, Workspace};

pub struct Repository {
    folder: tempfile::TempDir,
}

pub fn path(path: &str) -> RepoPath {
    RepoPath::new(path).unwrap()
}

/// The input of a file that must be known.
#[track_caller]
pub fn input<'a>(world: &'a World, of: &str) -> &'a FileInput {
    world.file(&path(of)).unwrap_or_else(|| panic!("{of} is not known"))
}

/// The names of the items of a file that must be known.
#[track_caller]
pub fn items(world: &World, of: &str) -> Vec<String> {
    let Some(facts) = &input(world, of).source else { return Vec::new() };
    facts.items().map(|item| item.name().to_owned()).collect()
}

pub fn paths(world: &World) -> Vec<&str> {
    world.files().map(|(path, _)| path.as_str()).collect()
}

impl Repository {
    /// A git repository with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write_all(files);
        repository
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn write_all(&self, files: &[(&str, &str)]) {
        for (path, content) in files {
            self.write(path, content);
        }
    }

    pub fn remove(&self, path: &str) {
        let path = self.at(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }

    pub fn git(&self, arguments: &[&str]) {
        git_in(self.folder.path(), arguments);
    }

    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    pub fn root(&self) -> Root {
        Root::of(self.folder.path()).unwrap()
    }

    pub fn load(&self) -> Snapshot {
        Workspace::load(self.root(), &Options::default()).unwrap()
    }
}

pub fn git_in(folder: &Path, arguments: &[&str]) {
    let settings =
        ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"];
    let status = Command::new("git")
        .current_dir(folder)
        .args(settings)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status()
        .unwrap();
    assert!(status.success(), "git {arguments:?}");
}
