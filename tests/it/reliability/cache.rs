//! What one process keeps on disk for the next, and what becomes of it between them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use boundstone_test_client::Client;
use tempfile::TempDir;

use crate::repository::{BOUNDSTONE, Repository};
use crate::session::{capabilities, command, open};

const KEPT_IN: &str = "BOUNDSTONE_CACHE_DIR";

/// More files than are read again rather than kept.
const FILES: usize = 80;

fn repository() -> Repository {
    let files: String = (0..FILES).map(file).collect();
    Repository::of(&format!(
        "//- Cargo.toml\n[package]\nname = \"a\"\n//- CODEOWNERS\n* @core\n//- docs/adr/0001-first.md\n# 1. First\n\n\
         ## Status\n\nAccepted\n{files}"
    ))
}

fn file(number: usize) -> String {
    format!("//- src/f{number}.rs\n// ADR-0001\npub fn f{number}() {{ crate::f1::f1() }}\n")
}

fn run(repository: &Repository, kept: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(BOUNDSTONE);
    command.args(arguments).current_dir(repository.path()).env(KEPT_IN, kept);
    command.output().expect("boundstone runs")
}

/// What is kept of a repository, and what else lies beside it.
fn kept_in(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let listed = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        listed.collect::<Vec<_>>()
    };
    entries(folder).iter().flat_map(|version| entries(version)).collect()
}

#[test]
fn servers_and_commands_at_once_keep_one_whole_file() {
    let (repository, kept) = (repository(), TempDir::new().unwrap());
    let start = || {
        let mut command = command();
        command.env(KEPT_IN, kept.path());
        let mut client = Client::start(command);
        client.leave_unread();
        client.initialize_on(&[repository.uri("")], capabilities());
        client
    };
    let mut servers = [start(), start(), start()];
    let arguments = ["check", "--format", "json"];
    let expected = run(&repository, Path::new(""), &arguments);
    assert_eq!(run(&repository, kept.path(), &arguments), expected);
    for server in &mut servers {
        let uri = open(server, &repository, "src/f7.rs");
        assert!(server.hover(&uri, 0, 5).to_string().contains("First"));
        assert_eq!(server.shut_down(), Some(0));
    }
    let [file] = kept_in(kept.path()).try_into().expect("one file");
    assert_eq!(run(&repository, kept.path(), &arguments), expected);
    // A server that is stopped before it has read all keeps less, and a command does not mind a few that are missing.
    fs::remove_file(&file).unwrap();
    assert_eq!(run(&repository, kept.path(), &arguments), expected);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(run(&repository, kept.path(), &arguments), expected);
    assert_eq!(fs::read(file).unwrap().len(), whole.len(), "made anew");
}

#[test]
fn an_edit_between_two_runs_is_seen() {
    let (repository, kept) = (repository(), TempDir::new().unwrap());
    let unknown = |output: Output| String::from_utf8(output.stdout).unwrap();
    let before = unknown(run(&repository, kept.path(), &["check"]));
    assert!(!before.contains("f7.rs"), "{before}");
    assert_eq!(kept_in(kept.path()).len(), 1);
    // As long as before.
    let text = repository.read("src/f7.rs").replace("ADR-0001", "ADR-0009");
    fs::write(repository.path().join("src/f7.rs"), text).unwrap();
    let after = unknown(run(&repository, kept.path(), &["check"]));
    assert!(after.contains("src/f7.rs"), "{after}");
}

#[test]
fn an_empty_variable_and_a_small_repository_keep_nothing() {
    let kept = TempDir::new().unwrap();
    let small = Repository::of(super::FILES);
    assert!(run(&small, kept.path(), &["check"]).status.success());
    assert!(kept_in(kept.path()).is_empty());
    let home = TempDir::new().unwrap();
    for (kept_in_home, value) in [(0, Some("")), (1, None)] {
        let mut command = Command::new(BOUNDSTONE);
        let repository = repository();
        command.args(["owners", "CODEOWNERS"]).current_dir(repository.path());
        command.env("HOME", home.path()).env_remove("XDG_CACHE_HOME");
        match value {
            Some(value) => command.env(KEPT_IN, value),
            None => command.env_remove(KEPT_IN),
        };
        assert!(command.output().unwrap().status.success());
        let folder = home.path().join(".cache/boundstone");
        assert_eq!(kept_in(&folder).len(), kept_in_home, "{value:?}");
    }
}
