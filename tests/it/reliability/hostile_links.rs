//! What stands on a disk and is no plain file: never followed out, never waited for, reported once.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use super::{FILES, FIRST, ended, json_of, mentions, not_checked, unprivileged};
use crate::repository::Repository;
use crate::session::{capabilities, open};
use boundstone_test_client::Client;

const OUT: &str = "it is a symbolic link that leads out of the repository, which is not followed";
const LINK: &str = "it is a symbolic link, which is not followed";
const NO_FILE: &str = "it is not a regular file";

struct Disk {
    repository: Repository,
    /// Beside the repository; holds what must never be seen.
    _outside: tempfile::TempDir,
}

impl Disk {
    fn new() -> Self {
        let repository = Repository::of(FILES);
        let outside = tempfile::tempdir().unwrap();
        let secret = "# 66. SECRET\n\n## Status\n\nAccepted\n";
        fs::create_dir(outside.path().join("adr")).unwrap();
        fs::write(outside.path().join("adr/0066-secret.md"), secret).unwrap();
        fs::write(outside.path().join("secret.rs"), "// ADR-0001 SECRET\npub struct SECRET;\n")
            .unwrap();
        let root = repository.path();
        for path in ["CODEOWNERS/x", "sub/inner/y.rs", "locked/a.rs", "pipes/x", "links/x"] {
            repository.write(path, "");
        }
        for pipe in [
            "pipes/a.rs",
            "pipes/boundary.toml",
            "pipes/Cargo.toml",
            "pipes/logo.svg",
            "docs/adr/0003-pipe.md",
        ] {
            let status = Command::new("mkfifo").arg(root.join(pipe)).status().unwrap();
            assert!(status.success());
        }
        let link = |target: &Path, at: &str| symlink(target, root.join(at)).unwrap();
        // Around and around.
        link(Path::new("."), "links/self");
        link(Path::new(".."), "links/up");
        link(Path::new("b.rs"), "links/a.rs");
        link(Path::new("a.rs"), "links/b.rs");
        link(Path::new("none.rs"), "links/dangling.rs");
        // Out.
        link(&outside.path().join("secret.rs"), "links/out.rs");
        link(outside.path(), "links/out");
        link(&outside.path().join("adr"), "docs/decisions");
        link(&outside.path().join("adr/0066-secret.md"), "docs/adr/0066-secret.md");
        link(Path::new("/dev/zero"), "links/zero.rs");
        // Inside.
        link(Path::new("../src/a.rs"), "links/in.rs");
        link(Path::new("../Cargo.toml"), "links/Cargo.toml");
        repository.write("Cargo.toml", "[workspace]\nmembers = []\n");
        fs::write(root.join(OsStr::from_bytes(b"links/bad\xff.rs")), "fn a() {}\n").unwrap();
        fs::create_dir(root.join(OsStr::from_bytes(b"links/bad\xfe"))).unwrap();
        repository.write("locked.rs", "fn a() {}\n");
        let mode = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap()
        };
        mode(&root, 0o755);
        mode(&outside.path().join(""), 0o755);
        mode(&root.join("locked"), 0o000);
        mode(&root.join("locked.rs"), 0o000);
        Self { repository, _outside: outside }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // So that it can be removed.
        let locked = self.repository.path().join("locked");
        let _ = fs::set_permissions(locked, fs::Permissions::from_mode(0o755));
    }
}

#[test]
fn everything_is_reported_once() {
    let disk = Disk::new();
    let answer = json_of(&ended(unprivileged(&disk.repository, &["check", "--format", "json"])));
    let expected = [
        ("CODEOWNERS", "it is a folder"),
        ("docs/adr/0003-pipe.md", NO_FILE),
        ("docs/adr/0066-secret.md", OUT),
        ("docs/decisions", OUT),
        ("links/Cargo.toml", LINK),
        ("links/bad\u{fffd}", "its name is not valid UTF-8"),
        ("links/bad\u{fffd}.rs", "its name is not valid UTF-8"),
        ("links/out", OUT),
        ("links/out.rs", OUT),
        ("links/zero.rs", OUT),
        ("locked", "it cannot be read: permission denied; nothing below it was read"),
        ("locked.rs", "it cannot be read: permission denied"),
        ("pipes/Cargo.toml", NO_FILE),
        ("pipes/a.rs", NO_FILE),
        ("pipes/boundary.toml", NO_FILE),
    ];
    let mut expected: Vec<String> =
        expected.iter().map(|(path, why)| format!("{path}: {why}")).collect();
    let mut said = not_checked(&answer);
    said.sort();
    expected.sort();
    assert_eq!(said, expected);
    for arguments in [
        &["check"][..],
        &["decisions"],
        &["boundaries"],
        &["owners", "links/out.rs", "docs/decisions/0066-secret.md"],
    ] {
        let output = ended(unprivileged(&disk.repository, arguments));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!said.contains("SECRET"), "{arguments:?}: {said}");
    }
}

#[test]
fn the_server_lives_among_them() {
    let disk = Disk::new();
    let repository = &disk.repository;
    let mut client = Client::start(unprivileged(repository, &["lsp"]));
    client.leave_unread();
    client.initialize_on(&[repository.uri("")], capabilities());
    let here = open(&mut client, repository, "src/a.rs");
    for path in [
        "pipes/a.rs",
        "pipes/boundary.toml",
        "docs/adr/0003-pipe.md",
        "links/a.rs",
        "links/self/self/a.rs",
        "links/out.rs",
        "links/out/secret.rs",
        "links/zero.rs",
        "links/dangling.rs",
        "links/bad%FF.rs",
        "locked/a.rs",
        "locked.rs",
        "CODEOWNERS",
        "docs/decisions/0066-secret.md",
        "links",
    ] {
        let uri = repository.uri(path);
        // As the disk has it, which an editor shows too.
        assert!(mentions(&mut client, &uri).is_empty(), "{path}");
        assert!(client.hover(&uri, 0, 5).is_null(), "{path}");
        client.open(&uri, "rust", FIRST);
        client.hover(&uri, 0, 5);
        client.close(&uri);
        assert_eq!(mentions(&mut client, &here), ["0:3-11 0001"], "{path}");
    }
    let found = client.call("workspace/symbol", serde_json::json!({ "query": "" })).to_string();
    assert!(found.contains("Second") && !found.contains("SECRET"), "{found}");
    assert_eq!(client.shut_down(), Some(0));
}
