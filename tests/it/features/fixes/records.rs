//! New records, and records that say what others say of them.

use insta::assert_snapshot;

use crate::fixing::{Session, fixed, offered, taking_versions};
use crate::repository::Repository;

const LOG: &str = "
//- docs/adr/0001-floats.md
# 1. Amounts are floats

Date: 2026-01-02

## Status

Acc$0epted

## Decision

Floats.
//- docs/adr/0002-cents.md
# 2. Amounts are whole cents

Date: 2026-02-03

## Status

Accepted, supersedes [1. Amounts are floats](0001-floats.md)
";

#[test]
fn a_record_says_that_another_supersedes_it() {
    assert_eq!(offered(LOG), ["* Say that ADR-0002 supersedes this"]);
    assert_snapshot!(fixed(LOG, "Say that ADR-0002 supersedes this"), @"
    # 1. Amounts are floats

    Date: 2026-01-02

    ## Status

    Superseded by [2. Amounts are whole cents](0002-cents.md)

    ## Decision

    Floats.
    ");
}

#[test]
fn a_successor_that_is_not_in_force_retires_nobody() {
    assert!(offered(&LOG.replace("Accepted, supersedes", "Proposed, supersedes")).is_empty());
}

/// What an action makes: `path: text` of each edit.
fn made(files: &str, title: &str) -> String {
    let repository = Repository::of(files);
    let mut session = Session::at_cursor(&repository, taking_versions());
    let actions = session.actions();
    let action = actions.iter().find(|it| it["title"] == title);
    let action = action.unwrap_or_else(|| panic!("no `{title}` among {actions:#?}"));
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    let root = repository.uri("");
    let row = |change: &serde_json::Value| {
        let uri = change["uri"].as_str().or(change["textDocument"]["uri"].as_str()).unwrap();
        let path = uri.strip_prefix(&*root).unwrap().trim_start_matches('/');
        match change["kind"].as_str() {
            Some(kind) => format!("{kind} {path}\n"),
            None => format!("{path}: {}\n", change["edits"][0]["newText"].as_str().unwrap()),
        }
    };
    let shown = without_days(&changes.iter().map(row).collect::<String>());
    format!("\n{shown}")
}

/// Today is no fact of a test.
fn without_days(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let is_date = line.strip_prefix("Date: ").or(line.strip_prefix("date: "));
        shown.push_str(is_date.map_or(line, |_| "(today)"));
        shown.push('\n');
    }
    shown
}

#[test]
fn a_new_decision_beside_another_and_in_its_place() {
    let title = LOG.replace("Acc$0epted", "Accepted").replace("# 2. Amounts", "# 2. Am$0ounts");
    assert_eq!(
        offered(&title),
        [
            "New decision beside this one (refactor)",
            "New decision that supersedes ADR-0002 (refactor)"
        ]
    );
    assert_snapshot!(made(&title, "New decision beside this one"), @"

    create docs/adr/0003-new-decision.md
    docs/adr/0003-new-decision.md: ---
    status: proposed
    (today)
    ---

    # New decision

    ## Context and Problem Statement

    <!-- What made this decision necessary? -->

    ## Considered Options

    <!-- What else could have been done? -->

    ## Decision Outcome

    <!-- What was decided, and why? -->
    ");
    assert_snapshot!(made(&title, "New decision that supersedes ADR-0002"), @r#"

    create docs/adr/0003-new-decision.md
    docs/adr/0003-new-decision.md: ---
    status: proposed
    supersedes: "[ADR-0002](0002-cents.md)"
    (today)
    ---

    # New decision

    ## Context and Problem Statement

    <!-- What made this decision necessary? -->

    ## Considered Options

    <!-- What else could have been done? -->

    ## Decision Outcome

    <!-- What was decided, and why? -->
    "#);
}

#[test]
fn a_mention_of_the_next_number_makes_its_record() {
    let log = LOG.replace("Acc$0epted", "Accepted");
    let mentions =
        |number: u32| format!("{log}//- src/a.rs\n// See ADR-$0{number:04}.\nfn a() {{}}\n");
    assert!(
        made(&mentions(3), "New decision ADR-0003")
            .contains("create docs/adr/0003-new-decision.md")
    );
    assert!(offered(&mentions(4)).is_empty());
}
