use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, command, findings, open, published, start};
use boundstone_test_client::Client;

const FILES: &str = "
//- CODEOWNERS
* @acme/core
//- docs/adr/0001-a.md
# 1. Ä decision

## Status

Accepted
//- Cargo.toml
[package]
name = \"top\"
//- src/lib.rs
/* 😀 */ // ADR-0001
pub fn a() {}
";

#[test]
fn positions_are_counted_as_the_client_asks() {
    for (offered, chosen, column) in
        [("utf-8", "utf-8", 14), ("utf-16", "utf-16", 12), ("utf-32", "utf-32", 11)]
    {
        let repository = Repository::of(FILES);
        let mut asked = capabilities();
        asked["general"]["positionEncodings"] = json!([offered]);
        let mut client = Client::start(command());
        client.leave_unread();
        let answer = client.initialize_on(&[repository.uri("")], asked);
        assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
        let uri = open(&mut client, &repository, "src/lib.rs");
        let hover = client.hover(&uri, 0, column);
        assert_eq!(hover["range"]["start"]["character"], column, "{hover}");
    }
}

#[test]
fn boundaries_and_decisions_are_workspace_symbols() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    open(&mut client, &repository, "src/lib.rs");
    let names = |client: &mut Client, query: &str| -> Vec<String> {
        let found = client.call("workspace/symbol", json!({ "query": query }));
        let name = |it: &Value| it["name"].as_str().unwrap_or_default().to_owned();
        found.as_array().map(|all| all.iter().map(name).collect()).unwrap_or_default()
    };
    assert_eq!(names(&mut client, ""), ["top", "ADR-0001 Ä decision"]);
    assert_eq!(names(&mut client, "äde"), ["ADR-0001 Ä decision"]);
    assert!(names(&mut client, "xyz").is_empty());
}

#[test]
fn mentions_are_document_links() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/lib.rs");
    let links = client.call("textDocument/documentLink", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(links[0]["target"], format!("{}#L1", repository.uri("docs/adr/0001-a.md")));
    assert_eq!(links[0]["range"]["start"], json!({ "line": 0, "character": 12 }));
}

#[test]
fn each_root_answers_for_itself() {
    let (one, two) = (
        Repository::of(FILES),
        Repository::of("//- CODEOWNERS\n* @other\n//- b.rs\n// ADR-0001\nfn b() {}\n"),
    );
    let mut client = Client::start(command());
    client.leave_unread();
    client.initialize_on(&[one.uri(""), two.uri("")], capabilities());
    let first = open(&mut client, &one, "src/lib.rs");
    let second = open(&mut client, &two, "b.rs");
    assert!(!client.hover(&first, 0, 14).is_null());
    assert!(client.hover(&second, 0, 5).is_null(), "the other root has no such decision");
}

#[test]
fn a_root_that_is_added_is_served_and_one_that_is_removed_is_not() {
    let (one, two) = (Repository::of("//- a.rs\nfn a() {}\n"), Repository::of(FILES));
    let mut client = start(&one, capabilities());
    open(&mut client, &one, "a.rs");
    let folder = json!({ "uri": two.uri(""), "name": "two" });
    let change = |added: &[&Value], removed: &[&Value]| json!({ "event": { "added": added, "removed": removed } });
    client.notify("workspace/didChangeWorkspaceFolders", change(&[&folder], &[]));
    let uri = open(&mut client, &two, "src/lib.rs");
    assert!(!client.hover(&uri, 0, 14).is_null());
    client.notify("workspace/didChangeWorkspaceFolders", change(&[], &[&folder]));
    assert!(client.hover(&uri, 0, 14).is_null());
}

#[test]
fn documents_that_are_no_files_of_a_repository_get_no_answer() {
    let repository = Repository::of(FILES);
    let mut client = start(&repository, capabilities());
    for uri in [
        "untitled:Untitled-1",
        "git:/a/src/lib.rs?x",
        "vscode-remote://host/a.rs",
        "file:///nowhere/a.rs",
    ] {
        client.open(uri, "rust", "// ADR-0001\nfn a() {}\n");
        assert!(client.hover(uri, 0, 4).is_null(), "{uri}");
    }
    assert!(!open(&mut client, &repository, "src/lib.rs").is_empty(), "the session goes on");
}

#[test]
fn settings_switch_features_off() {
    let repository = Repository::of(FILES);
    let mut client = Client::start(command());
    client.leave_unread();
    let mut configured = capabilities();
    configured["workspace"] = json!({ "configuration": true });
    client.initialize_on(&[repository.uri("")], configured);
    let (id, params) = client.server_request("workspace/configuration");
    assert_eq!(params["items"][0]["section"], "boundstone");
    client.reply(&id, &json!([{ "hover": false }]));
    let uri = open(&mut client, &repository, "src/lib.rs");
    assert!(client.hover(&uri, 0, 14).is_null());
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let (id, _) = client.server_request("workspace/configuration");
    client.reply(&id, &json!([null]));
    let lenses = client.call("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    assert!(lenses.is_array());
}

#[test]
fn a_file_that_changes_on_disk_is_seen_with_and_without_the_clients_watching() {
    for watches in [false, true] {
        let repository = Repository::of(FILES);
        let mut watched = capabilities();
        watched["workspace"] =
            json!({ "didChangeWatchedFiles": { "dynamicRegistration": watches } });
        let mut client = start(&repository, watched);
        if watches {
            let (id, params) = client.server_request("client/registerCapability");
            assert_eq!(params["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
            client.reply(&id, &Value::Null);
        }
        let uri = repository.uri("src/lib.rs");
        client.open(&uri, "rust", "// ADR-0002\nfn a() {}\n");
        assert_eq!(
            findings(&published(&mut client, &uri)["diagnostics"]),
            ["1: warning decision/unknown"]
        );
        repository.write("docs/adr/0002-b.md", "# 2. B\n\n## Status\n\nAccepted\n");
        if watches {
            let change = json!({ "uri": repository.uri("docs/adr/0002-b.md"), "type": 1 });
            client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
        }
        assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
    }
}
