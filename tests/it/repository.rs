//! A real repository in a temporary folder, written as text.
//!
//! Each file begins with a line `//- path`. `$0` marks the cursor and is taken out. Tests add text
//! here, not calls.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// What every test binary of this package runs.
pub const BOUNDSTONE: &str = env!("CARGO_BIN_EXE_boundstone");

pub struct Repository {
    folder: TempDir,
    /// The file that holds `$0`, and its 0-based line and column in UTF-16 units.
    cursor: Option<(String, u32, u32)>,
}

impl Repository {
    /// Writes the files of `text` and makes a git repository of them.
    pub fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut repository = Self { folder, cursor: None };
        for file in text.split("//- ").skip(1) {
            let (path, content) = file.split_once('\n').expect("a path on a line of its own");
            let content = repository.take_cursor(path.trim(), content);
            repository.write(path.trim(), &content);
        }
        repository.git_init();
        repository
    }

    /// A copy of the bundled shop.
    pub fn shop() -> Self {
        Self::fixture("shop")
    }

    /// A copy of a folder of `tests/fixtures`.
    pub fn fixture(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        copy(&source, folder.path());
        let repository = Self { folder, cursor: None };
        repository.git_init();
        repository
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder exists")
    }

    /// The file and position of `$0`.
    pub fn cursor(&self) -> (String, u32, u32) {
        self.cursor.clone().expect("a `$0` in the text")
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).expect("a file")
    }

    pub fn uri(&self, path: &str) -> String {
        format!("file://{}/{path}", self.path().display()).trim_end_matches('/').to_owned()
    }

    /// Runs `boundstone` in the repository.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(BOUNDSTONE)
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("boundstone runs")
    }

    /// The JSON answer of a command.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--format", "json"]].concat());
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let errors = String::from_utf8_lossy(&output.stderr);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}\n{errors}"))
    }

    pub fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let status = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("git runs");
        assert!(status.status.success(), "git {arguments:?}: {status:?}");
    }

    fn git_init(&self) {
        self.git(&["init", "-q"]);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "all"]);
    }

    fn take_cursor(&mut self, path: &str, content: &str) -> String {
        let Some((before, after)) = content.split_once("$0") else { return content.to_owned() };
        let line = before.matches('\n').count() as u32;
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() as u32;
        self.cursor = Some((path.to_owned(), line, column));
        format!("{before}{after}")
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
