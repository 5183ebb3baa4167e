use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};
use boundstone_test_client::Client;

const RECORDS: &str = "
//- docs/adr/0001-old.md
# 1. Old

## Status

Superseded by [2](0002-new.md)
//- docs/adr/0002-new.md
# 2. New

## Status

Accepted
";

fn published_of(repository: &Repository, path: &str) -> Value {
    let mut client = start(repository, capabilities());
    let uri = repository.uri(path);
    client.open(&uri, "x", &repository.read(path));
    published(&mut client, &uri)
}

#[test]
fn mentions_of_unknown_and_superseded_decisions_are_found_on_the_exact_words() {
    let code = "//- a.rs\n// ADR-0001 then ADR-0002\n// and ADR-0005, ADR-0099, UTF-8\nfn a() {}\n";
    let repository = Repository::of(&format!("{RECORDS}{code}"));
    let report = published_of(&repository, "a.rs");
    assert_eq!(
        findings(&report["diagnostics"]),
        ["1: warning decision/superseded", "2: warning decision/unknown"]
    );
    let first = &report["diagnostics"][0];
    assert_eq!(
        first["range"],
        json!({"start":{"line":0,"character":3},"end":{"line":0,"character":11}})
    );
    assert!(first["message"].as_str().is_some_and(|text| text.contains("ADR-0002")), "{first}");
    assert_eq!(first["tags"], json!([2]));
    assert_eq!(
        first["relatedInformation"][0]["location"]["uri"],
        repository.uri("docs/adr/0002-new.md")
    );
}

#[test]
fn what_is_wrong_in_records_is_found_in_the_record() {
    let files = "
//- CODEOWNERS
* @acme/core
/gone/ @acme/core
[x] @acme/core
//- boundary.toml
name = \"top\"
owner = \"@acme/coer\"
uses = [\"topp\"]
layr = \"x\"
decisions = [\"ADR-0007\"]
";
    let repository = Repository::of(&format!("{RECORDS}{files}"));
    let owners = findings(&published_of(&repository, "CODEOWNERS")["diagnostics"]);
    assert!(owners.contains(&"2: warning ownership/dead-rule".to_owned()), "{owners:?}");
    let contract = findings(&published_of(&repository, "boundary.toml")["diagnostics"]);
    for expected in [
        "2: error config/unknown-name",
        "3: error config/unknown-name",
        "4: error config/unknown-key",
        "5: error config/unknown-name",
    ] {
        assert!(contract.contains(&expected.to_owned()), "{expected} in {contract:?}");
    }
}

#[test]
fn a_repair_elsewhere_takes_the_finding_away() {
    let repository = Repository::of(&format!("{RECORDS}//- a.rs\n// ADR-0003\nfn a() {{}}\n"));
    let mut client = start(&repository, capabilities());
    let code = repository.uri("a.rs");
    client.open(&code, "rust", &repository.read("a.rs"));
    assert_eq!(
        findings(&published(&mut client, &code)["diagnostics"]),
        ["1: warning decision/unknown"]
    );
    let record = repository.uri("docs/adr/0003-late.md");
    client.open(&record, "markdown", "# 3. Late\n\n## Status\n\nAccepted\n");
    assert!(findings(&published(&mut client, &code)["diagnostics"]).is_empty());
}

#[test]
fn closing_a_document_returns_to_what_is_on_disk() {
    let repository = Repository::of(&format!("{RECORDS}//- a.rs\n// ADR-0002\nfn a() {{}}\n"));
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "a.rs");
    client.change(&uri, 2, "// ADR-0001\nfn a() {}\n");
    assert_eq!(
        findings(&published(&mut client, &uri)["diagnostics"]),
        ["1: warning decision/superseded"]
    );
    client.close(&uri);
    assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
}

/// The capabilities of a client that asks for findings.
fn pulling() -> Value {
    let mut pulling = capabilities();
    pulling["textDocument"]["diagnostic"] = json!({});
    pulling["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
    pulling
}

#[test]
fn a_client_that_pulls_is_never_pushed() {
    let repository = Repository::of(&format!("{RECORDS}//- a.rs\n// ADR-0001\nfn a() {{}}\n"));
    let mut client = start(&repository, pulling());
    let uri = repository.uri("a.rs");
    client.open(&uri, "rust", &repository.read("a.rs"));
    let (id, _) = client.server_request("workspace/diagnostic/refresh");
    client.reply(&id, &Value::Null);
    let params = json!({ "textDocument": { "uri": uri } });
    let report = client.call("textDocument/diagnostic", params.clone());
    assert_eq!(findings(&report["items"]), ["1: warning decision/superseded"]);
    let mut again = params;
    again["previousResultId"] = report["resultId"].clone();
    assert_eq!(client.call("textDocument/diagnostic", again)["kind"], "unchanged");
    let all = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let of_file = all["items"].as_array().and_then(|all| all.iter().find(|it| it["uri"] == uri));
    assert_eq!(
        of_file.map(|it| findings(&it["items"])),
        Some(vec!["1: warning decision/superseded".to_owned()])
    );
    assert_eq!(client.shut_down(), Some(0));
}

#[test]
fn the_first_pull_waits_for_the_repository() {
    let files: String =
        (0..400).map(|n| format!("//- src/m{n}.rs\npub fn f{n}() {{}}\n")).collect();
    let code = "//- a.rs\n// ADR-0001\nfn a() {}\n";
    let repository = Repository::of(&format!("{RECORDS}{files}{code}"));
    let mut client = start(&repository, pulling());
    let uri = repository.uri("a.rs");
    client.open(&uri, "rust", &repository.read("a.rs"));
    let params = json!({ "textDocument": { "uri": uri } });
    let (of_document, of_workspace) = (
        client.request("textDocument/diagnostic", params),
        client.request("workspace/diagnostic", json!({ "previousResultIds": [] })),
    );
    let report = client.response(of_document).unwrap();
    assert_eq!(findings(&report["items"]), ["1: warning decision/superseded"]);
    let all = client.response(of_workspace).unwrap();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "{all}");
}

#[test]
fn more_pulls_than_may_be_open_are_all_answered() {
    let files: String =
        (0..400).map(|n| format!("//- src/m{n}.rs\npub fn f{n}() {{}}\n")).collect();
    let repository =
        Repository::of(&format!("{RECORDS}{files}//- a.rs\n// ADR-0001\nfn a() {{}}\n"));
    let mut client = start(&repository, pulling());
    let params = json!({ "textDocument": { "uri": repository.uri("a.rs") } });
    let asked: Vec<_> =
        (0..1_500).map(|_| client.request("textDocument/diagnostic", params.clone())).collect();
    for id in asked {
        assert_eq!(client.response(id).unwrap()["kind"], "full");
    }
}

fn set(client: &mut Client, settings: Value) {
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
}

#[test]
fn findings_that_were_pushed_follow_the_setting() {
    let repository = Repository::of(&format!("{RECORDS}//- a.rs\n// ADR-0001\nfn a() {{}}\n"));
    let mut client = start(&repository, capabilities());
    let uri = repository.uri("a.rs");
    let report = published(&mut client, &uri);
    assert_eq!(findings(&report["diagnostics"]), ["1: warning decision/superseded"]);
    for _ in 0..2 {
        set(&mut client, json!({ "boundstone": { "diagnostics": false } }));
        assert!(findings(&published(&mut client, &uri)["diagnostics"]).is_empty());
        set(&mut client, json!({ "boundstone": {} }));
        let report = published(&mut client, &uri);
        assert_eq!(findings(&report["diagnostics"]), ["1: warning decision/superseded"]);
    }
}

#[test]
fn findings_and_lenses_that_were_asked_for_follow_the_setting() {
    let repository = Repository::of(&format!("{RECORDS}//- a.rs\n// ADR-0001\nfn a() {{}}\n"));
    let mut capabilities = pulling();
    capabilities["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    let mut client = start(&repository, capabilities);
    let refreshed = |client: &mut Client| {
        for method in ["workspace/diagnostic/refresh", "workspace/codeLens/refresh"] {
            let (id, _) = client.server_request(method);
            client.reply(&id, &Value::Null);
        }
    };
    let uri = repository.uri("a.rs");
    refreshed(&mut client);
    let all = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let before = all["items"].as_array().and_then(|all| all.iter().find(|it| it["uri"] == uri));
    let id = before.expect("a report of the file")["resultId"].clone();
    set(&mut client, json!({ "boundstone": { "diagnostics": false } }));
    refreshed(&mut client);
    let previous = json!({ "previousResultIds": [{ "uri": uri, "value": id }] });
    let now = client.call("workspace/diagnostic", previous);
    assert_eq!(now["items"].as_array().map(Vec::len), Some(1), "{now}");
    assert_eq!((&now["items"][0]["uri"], &now["items"][0]["items"]), (&json!(uri), &json!([])));
    let again =
        json!({ "previousResultIds": [{ "uri": uri, "value": now["items"][0]["resultId"] }] });
    assert_eq!(client.call("workspace/diagnostic", again)["items"], json!([]));
}
