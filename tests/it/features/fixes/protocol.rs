use serde_json::{Value, json};

use crate::fixing::{Session, taking_changes, taking_versions};
use crate::repository::Repository;

const TEXT: &str = "
//- docs/adr/0001-a.md
# A

Status: superseded by [2](0002-b.md)
//- docs/adr/0002-b.md
# B

Status: accepted
//- a.ts
/** 🌍 See ADR-0001$0. */
export const a = 1;
";

#[test]
fn edits_are_of_the_version_of_the_open_document() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    let diagnostics = session.diagnostics();
    assert_eq!(
        session.actions(),
        [json!({
            "title": "Point to ADR-0002",
            "kind": "quickfix",
            "isPreferred": true,
            "diagnostics": diagnostics,
            "edit": { "documentChanges": [{
                "textDocument": { "uri": session.uri, "version": 1 },
                "edits": [{
                    "range": { "start": { "line": 0, "character": 11 }, "end": { "line": 0, "character": 19 } },
                    "newText": "ADR-0002",
                }],
            }] },
        })]
    );
}

#[test]
fn a_document_that_is_not_open_has_no_version() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    session.actions();
    session.client.close(&session.uri);
    let [action] = session.actions().try_into().expect("one action");
    let document = &action["edit"]["documentChanges"][0]["textDocument"];
    assert_eq!(document, &json!({ "uri": session.uri, "version": null }));
}

#[test]
fn a_client_without_versions_gets_plain_changes_in_its_own_columns() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_changes());
    let [action] = session.actions().try_into().expect("one action");
    let edit = json!({
        "range": { "start": { "line": 0, "character": 13 }, "end": { "line": 0, "character": 21 } },
        "newText": "ADR-0002",
    });
    assert_eq!(action["edit"], json!({ "changes": { session.uri: [edit] } }));
}

#[test]
fn a_client_that_takes_no_literals_is_offered_nothing() {
    let repository = Repository::of(TEXT);
    let mut capabilities = taking_versions();
    capabilities["textDocument"]["codeAction"] = json!({});
    let mut session = Session::at_cursor(&repository, capabilities);
    assert!(session.actions().is_empty());
}

#[test]
fn only_the_kinds_that_are_asked_for() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    session.diagnostics();
    let mut count =
        |only: Value| session.actions_in(&json!({ "diagnostics": [], "only": only })).len();
    assert_eq!(count(json!(["quickfix"])), 1);
    assert_eq!(count(json!([""])), 1);
    assert_eq!(count(json!(["source.fixAll", "quickfix"])), 2);
    assert_eq!(count(json!(["source.organizeImports", "quickfix"])), 1);
    assert_eq!(count(json!(["refactor"])), 0);
    assert_eq!(count(json!(["quickfix.some"])), 0);
    assert_eq!(count(json!(["quick"])), 0);
    assert_eq!(count(json!([])), 0);
}

#[test]
fn a_finding_that_the_client_does_not_know_is_not_named_as_settled() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    session.diagnostics();
    let [action] =
        session.actions_in(&json!({ "diagnostics": [] })).try_into().expect("one action");
    assert_eq!(action["diagnostics"], Value::Null);
}

#[test]
fn the_setting_switches_them_off() {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    assert_eq!(session.actions().len(), 1);
    let settings = json!({ "settings": { "boundstone": { "codeActions": false } } });
    session.client.notify("workspace/didChangeConfiguration", settings);
    assert!(session.actions().is_empty());
}
