//! Notifications about documents in an order that no client should send them: the state stays what it was.

use serde_json::json;

use super::{FILES, FIRST, SECOND, mentions};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};
use boundstone_test_client::Client;

const OF_FIRST: [&str; 1] = ["0:3-11 0001"];
const OF_SECOND: [&str; 1] = ["0:3-11 0002"];

/// A session that has read everything, and the file that mentions the first record, not open.
fn session() -> (Repository, Client, String) {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    open(&mut client, &repository, "docs/adr/0001-first.md");
    let uri = repository.uri("src/a.rs");
    (repository, client, uri)
}

fn save(client: &mut Client, uri: &str) {
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
}

#[test]
fn a_change_before_the_document_is_open() {
    let (_repository, mut client, uri) = session();
    client.change(&uri, 2, SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    client.open(&uri, "rust", SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
}

#[test]
fn a_document_that_is_opened_twice_is_replaced() {
    let (_repository, mut client, uri) = session();
    client.open(&uri, "rust", FIRST);
    client.change(&uri, 7, FIRST);
    client.open(&uri, "typescript", SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
    // Versions count from the second opening on.
    client.change(&uri, 2, FIRST);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
}

#[test]
fn a_document_that_is_closed_twice() {
    let (_repository, mut client, uri) = session();
    client.open(&uri, "rust", SECOND);
    for _ in 0..2 {
        client.close(&uri);
        assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    }
    client.change(&uri, 3, SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST, "it is not open any more");
    client.open(&uri, "rust", SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
}

#[test]
fn a_version_that_is_older_than_the_document() {
    let (_repository, mut client, uri) = session();
    client.open(&uri, "rust", FIRST);
    client.change(&uri, 9, FIRST);
    for older in [8, 1, 0, -1, i32::MIN] {
        client.change(&uri, older, SECOND);
        assert_eq!(mentions(&mut client, &uri), OF_FIRST, "{older}");
    }
    client.change(&uri, i32::MAX, SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
}

#[test]
fn what_nobody_opened_is_saved() {
    let (repository, mut client, uri) = session();
    save(&mut client, &uri);
    save(&mut client, &repository.uri("none/such.rs"));
    save(&mut client, &repository.uri(""));
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
}

#[test]
fn a_file_that_is_on_no_disk_is_there_while_it_is_open() {
    let (repository, mut client, _) = session();
    let uri = repository.uri("new/folder/b.rs");
    assert!(mentions(&mut client, &uri).is_empty());
    client.open(&uri, "rust", "// ADR-0001, ADR-0003\nfn b() {}\n");
    assert_eq!(
        findings(&published(&mut client, &uri)["diagnostics"]),
        ["1: warning decision/unknown"]
    );
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    save(&mut client, &uri);
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    client.close(&uri);
    assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
    assert!(mentions(&mut client, &uri).is_empty());
}

#[test]
fn a_change_of_nothing() {
    let (_repository, mut client, uri) = session();
    client.open(&uri, "rust", FIRST);
    client.change_by(&uri, 2, json!([]));
    assert_eq!(mentions(&mut client, &uri), OF_FIRST);
    client.change(&uri, 3, "");
    assert!(mentions(&mut client, &uri).is_empty());
    client.change(&uri, 4, SECOND);
    assert_eq!(mentions(&mut client, &uri), OF_SECOND);
}
