//! `source.fixAll`: all that has one answer in a file, when an editor asks for it by name.

use serde_json::{Value, json};

use crate::fixing::{Session, taking_versions};
use crate::repository::Repository;

const TEXT: &str = "
//- docs/adr/0001-a.md
# A

Status: superseded by [2](0002-b.md)
//- docs/adr/0002-b.md
# B

Status: accepted
//- a.ts
// See ADR-0001$0 and ADR-12.
export const a = 1; // boundstone: allow(boundary/layer) x
";

fn actions(only: Value) -> Vec<Value> {
    let repository = Repository::of(TEXT);
    let mut session = Session::at_cursor(&repository, taking_versions());
    let diagnostics = session.diagnostics();
    session.actions_in(&json!({ "diagnostics": diagnostics, "only": only }))
}

#[test]
fn what_has_one_answer_is_settled_at_once() {
    let [action] = actions(json!(["source.fixAll"])).try_into().expect("one action");
    assert_eq!(action["kind"], "source.fixAll.boundstone");
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().expect("edits").clone();
    let texts: Vec<_> = edits.iter().map(|edit| edit["newText"].as_str().expect("text")).collect();
    assert_eq!(texts, ["ADR-0002", ""]);
    for kind in ["source", "source.fixAll.boundstone"] {
        let [again] = actions(json!([kind])).try_into().expect("one action");
        assert_eq!(again["title"], action["title"], "{kind}");
    }
}

#[test]
fn it_is_not_among_what_is_offered_at_a_place() {
    let titles: Vec<_> =
        actions(json!(["quickfix"])).iter().map(|it| it["title"].clone()).collect();
    assert_eq!(titles, ["Point to ADR-0002"]);
    assert!(actions(json!(["source.fixAll.eslint"])).is_empty());
}
