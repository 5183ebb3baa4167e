//! What happens on disk to a file that is open: the buffer is the truth until it is closed.

use std::fs;
use std::process::Command;

use super::{FILES, FIRST, SECOND, mentions, start_watching, watched};
use crate::repository::{BOUNDSTONE, Repository};
use crate::session::{capabilities, findings, open, published};
use boundstone_test_client::Client;

const OF_FIRST: [&str; 1] = ["0:3-11 0001"];
const OF_SECOND: [&str; 1] = ["0:3-11 0002"];

/// `src/a.rs`, which mentions the first record on disk and the second one in its buffer.
fn session() -> (Repository, Client, String) {
    let repository = Repository::of(FILES);
    let mut client = start_watching(&repository);
    let uri = open(&mut client, &repository, "src/a.rs");
    client.change(&uri, 2, SECOND);
    (repository, client, uri)
}

#[test]
fn a_record_that_is_closed_unsaved_is_what_the_disk_says_everywhere() {
    let (repository, mut client, uri) = session();
    published(&mut client, &uri);
    let record = open(&mut client, &repository, "docs/adr/0002-second.md");
    client.change(&record, 2, "# 2. Second\n\n## Status\n\nSuperseded by [1](0001-first.md)\n");
    let superseded = ["1: warning decision/superseded"];
    assert_eq!(findings(&published(&mut client, &uri)["diagnostics"]), superseded);
    client.close(&record);
    assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
    let hover = client.hover(&uri, 0, 5)["contents"]["value"].to_string();
    assert!(hover.contains("accepted"), "{hover}");
}

#[test]
fn a_closed_record_is_rewritten() {
    let (repository, mut client, uri) = session();
    let links_to = |client: &mut Client, line: &str| {
        // The second answer may come from what the first one read.
        for _ in 0..2 {
            let hover = client.hover(&uri, 0, 5)["contents"]["value"].to_string();
            assert!(hover.contains(&format!("0002-second.md#{line})")), "{hover}");
        }
    };
    links_to(&mut client, "L1");
    repository.write("docs/adr/0002-second.md", "\n\n# 2. Second\n\n## Status\n\nAccepted\n");
    watched(&mut client, &repository, &["docs/adr/0002-second.md"]);
    links_to(&mut client, "L3");
}

#[test]
fn a_file_is_rewritten() {
    let (repository, mut client, uri) = session();
    repository.write("src/a.rs", "\n\n// ADR-0001\nfn rewritten() {}\n");
    watched(&mut client, &repository, &["src/a.rs"]);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
    client.close(&uri);
    assert_eq!(mentions(&mut client, &uri), ["2:3-11 0001"]);
}

#[test]
fn a_file_is_deleted() {
    let (repository, mut client, uri) = session();
    fs::remove_file(repository.path().join("src/a.rs")).unwrap();
    watched(&mut client, &repository, &["src/a.rs"]);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
    client.change(&uri, 3, FIRST);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    client.close(&uri);
    assert!(mentions(&mut client, &uri).is_empty());
    assert!(client.hover(&uri, 0, 5).is_null());
}

#[test]
fn a_file_is_moved() {
    let (repository, mut client, uri) = session();
    fs::rename(repository.path().join("src/a.rs"), repository.path().join("src/b.rs")).unwrap();
    watched(&mut client, &repository, &["src/a.rs", "src/b.rs"]);
    let moved = repository.uri("src/b.rs");
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
    assert_eq!(mentions(&mut client, &moved), OF_FIRST);
    // As an editor follows it: the buffer, unsaved, under the new name.
    client.close(&uri);
    client.open(&moved, "rust", SECOND);
    assert!(mentions(&mut client, &uri).is_empty());
    assert_eq!(mentions(&mut client, &moved), OF_SECOND);
}

#[test]
fn a_file_becomes_something_else() {
    let (repository, mut client, uri) = session();
    let path = repository.path().join("src/a.rs");
    let become_folder = || fs::create_dir(&path).unwrap();
    let become_link = || std::os::unix::fs::symlink("/etc/passwd", &path).unwrap();
    let become_pipe = || {
        let status = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(status.success());
    };
    let ways: [(&str, &dyn Fn()); 3] =
        [("a folder", &become_folder), ("a link", &become_link), ("a pipe", &become_pipe)];
    for (what, become_it) in ways {
        fs::remove_file(&path).or_else(|_| fs::remove_dir(&path)).unwrap();
        become_it();
        watched(&mut client, &repository, &["src/a.rs"]);
        assert_eq!(mentions(&mut client, &uri), OF_SECOND, "{what}");
        client.close(&uri);
        assert!(mentions(&mut client, &uri).is_empty(), "{what}");
        assert!(client.hover(&uri, 0, 5).is_null(), "{what}");
        client.open(&uri, "rust", SECOND);
        assert_eq!(mentions(&mut client, &uri), OF_SECOND, "{what}");
    }
}

#[test]
fn the_whole_repository_is_deleted() {
    let (repository, mut client, uri) = session();
    fs::remove_dir_all(repository.path().join("docs")).unwrap();
    let change = serde_json::json!({ "uri": repository.uri("docs"), "type": 3 });
    client.notify("workspace/didChangeWatchedFiles", serde_json::json!({ "changes": [change] }));
    // With the last record goes every mention of one.
    while !mentions(&mut client, &uri).is_empty() {}
    let root = repository.path();
    fs::remove_dir_all(&root).unwrap();
    let change = serde_json::json!({ "uri": format!("file://{}", root.display()), "type": 3 });
    client.notify("workspace/didChangeWatchedFiles", serde_json::json!({ "changes": [change] }));
    client.change(&uri, 3, FIRST);
    assert!(client.hover(&uri, 0, 5).is_null(), "no record is left");
    client.close(&uri);
    assert!(mentions(&mut client, &uri).is_empty());
    // So that the folder can be removed again.
    fs::create_dir(&root).unwrap();
    assert_eq!(client.shut_down(), Some(0));
}

/// `/dev/full` takes nothing, as a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_log_on_a_full_disk_costs_the_log() {
    let repository = Repository::of(FILES);
    let mut command = Command::new(BOUNDSTONE);
    command.args(["lsp", "--log-level", "trace", "--log-file", "/dev/full"]);
    let mut client = Client::start(command);
    client.leave_unread();
    client.initialize_on(&[repository.uri("")], capabilities());
    let uri = open(&mut client, &repository, "src/a.rs");
    assert!(!client.hover(&uri, 0, 5).is_null());
    assert_eq!(client.shut_down(), Some(0));
}
