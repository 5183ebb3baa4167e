//! Requests that are cancelled, repeated and left unanswered: each gets exactly one response.

use serde_json::{Value, json};

use super::{FILES, FIRST, SECOND, mentions};
use crate::repository::Repository;
use crate::session::{capabilities, command, findings, open, published};
use boundstone_test_client::session::at;
use boundstone_test_client::{Client, frame};

const CANCELLED: i64 = -32800;
const INVALID_REQUEST: i64 = -32600;

const MANY: usize = 2_000;

/// A session that fails on any message that nobody waited for.
fn strict(repository: &Repository) -> Client {
    let mut client = Client::start(command());
    client.ignore("textDocument/publishDiagnostics");
    client.initialize_on(&[repository.uri("")], capabilities());
    client
}

#[test]
fn a_storm_of_cancellations() {
    let repository = Repository::of(FILES);
    let mut client = strict(&repository);
    let uri = repository.uri("src/a.rs");
    client.open(&uri, "rust", FIRST);
    let document = json!({ "textDocument": { "uri": uri } });
    let cancel =
        |client: &mut Client, id: i64| client.notify("$/cancelRequest", json!({ "id": id }));
    let mut asked = Vec::new();
    for number in 0..MANY {
        let id = match number % 4 {
            0 => client.request("textDocument/hover", at(&uri, 0, 5)),
            1 => client.request("textDocument/codeLens", document.clone()),
            2 => client.request("workspace/symbol", json!({ "query": "" })),
            _ => client.request("textDocument/diagnostic", document.clone()),
        };
        asked.push(id);
        client.change(&uri, 2 + number as i32, if number % 2 == 0 { SECOND } else { FIRST });
        // At once, twice, late, never, and what was never asked.
        for _ in 0..number % 3 {
            cancel(&mut client, id);
        }
        cancel(&mut client, asked[number / 2]);
        cancel(&mut client, 1_000_000 + id);
    }
    for id in asked {
        if let Err(error) = client.response(id) {
            assert_eq!(error.code, CANCELLED, "{error:?}");
        }
    }
    assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"]);
    assert_eq!(client.shut_down(), Some(0));
}

#[test]
fn an_id_that_is_used_twice_at_once() {
    let repository = Repository::of(FILES);
    let mut client = strict(&repository);
    let uri = repository.uri("src/a.rs");
    client.open(&uri, "rust", FIRST);
    for id in (10_000..10_200).map(Value::from).chain([json!("name"), json!("")]) {
        let hover = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": at(&uri, 0, 5) });
        client.send_raw(frame(hover.to_string()).repeat(2));
        let answers = [client.response(id.clone()), client.response(id.clone())];
        assert!(answers.iter().any(Result::is_ok), "{id}: {answers:?}");
        for error in answers.into_iter().filter_map(Result::err) {
            assert_eq!(error.code, INVALID_REQUEST, "{id}");
        }
    }
    assert_eq!(client.shut_down(), Some(0));
}

#[test]
fn a_client_that_never_answers() {
    let repository = Repository::of(FILES);
    let mut client = Client::start(command());
    client.leave_unread();
    let mut everything = capabilities();
    everything["textDocument"]["diagnostic"] = json!({});
    everything["window"] = json!({ "workDoneProgress": true, "showDocument": { "support": true } });
    everything["workspace"] = json!({
        "configuration": true,
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "diagnostics": { "refreshSupport": true },
        "codeLens": { "refreshSupport": true },
    });
    client.initialize_on(&[repository.uri("")], everything);
    let uri = repository.uri("src/a.rs");
    client.open(&uri, "rust", FIRST);
    client.server_request("client/registerCapability");
    client.server_request("workspace/configuration");
    client.server_request("workspace/diagnostic/refresh");
    let location = json!({ "uri": uri, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } } });
    for number in 0..200 {
        let target = |title: &str| json!({ "title": title, "location": location });
        let params = json!({ "command": "boundstone.openDecision", "arguments": [target("a"), target("b")] });
        client.call("workspace/executeCommand", params);
        client.server_request("window/showMessageRequest");
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
        client.change(&uri, 2 + number, if number % 2 == 0 { SECOND } else { FIRST });
    }
    assert_eq!(mentions(&mut client, &uri), ["0:3-11 0001"]);
    let document = json!({ "textDocument": { "uri": uri } });
    assert_eq!(client.call("textDocument/diagnostic", document)["kind"], "full");
    assert_eq!(client.shut_down(), Some(0));
}

#[test]
fn two_servers_on_one_repository() {
    let repository = Repository::of(FILES);
    let mut clients = [(); 2].map(|()| crate::session::start(&repository, capabilities()));
    let uri = repository.uri("src/a.rs");
    for client in &mut clients {
        open(client, &repository, "src/a.rs");
    }
    let [one, other] = &mut clients;
    one.change(&uri, 2, SECOND);
    assert_eq!(mentions(one, &uri), ["0:3-11 0002"]);
    assert_eq!(mentions(other, &uri), ["0:3-11 0001"], "a buffer is its own editor's");
    repository.write(
        "docs/adr/0002-second.md",
        "# 2. Second\n\n## Status\n\nSuperseded by [1](0001-first.md)\n",
    );
    // Each version of an open document is published, so that others come first.
    let superseded = ["1: warning decision/superseded"];
    while findings(&published(one, &uri)["diagnostics"]) != superseded {}
    other.change(&uri, 2, SECOND);
    while findings(&published(other, &uri)["diagnostics"]) != superseded {}
    assert_eq!(one.shut_down(), Some(0));
    assert_eq!(mentions(other, &uri), ["0:3-11 0002"], "the other one goes on");
    assert_eq!(other.shut_down(), Some(0));
}
