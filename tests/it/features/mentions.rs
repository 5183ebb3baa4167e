//! Which record a name in a comment or in Markdown means, as repositories write them.

use serde_json::Value;

use crate::repository::Repository;

/// `path:line:column: record` of each mention, and `path:line: message` of each finding about one.
fn meant(files: &str) -> String {
    let repository = Repository::of(files);
    let decisions = repository.json(&["decisions"]);
    let mut rows = Vec::new();
    for record in decisions["decisions"].as_array().unwrap() {
        for place in record["mentions"].as_array().unwrap() {
            let path = place["path"].as_str().unwrap();
            let record = record["path"].as_str().unwrap();
            rows.push(format!("{path}:{}:{}: {record}", place["line"], place["column"]));
        }
    }
    let findings = repository.json(&["check"]);
    let is_mention = |it: &&Value| {
        ["decision/unknown", "decision/ambiguous", "decision/superseded"]
            .contains(&it["rule"].as_str().unwrap())
    };
    for finding in findings["findings"].as_array().unwrap().iter().filter(is_mention) {
        let line = &finding["range"]["start"]["line"];
        let (path, message) =
            (finding["path"].as_str().unwrap(), finding["message"].as_str().unwrap());
        rows.push(format!("{path}:{line}: {message}"));
    }
    rows.sort();
    rows.join("\n")
}

/// A record of this path that states a status.
fn record(path: &str) -> String {
    format!("//- {path}\n# A record\n\n## Status\n\nAccepted\n")
}

fn records(paths: &[&str]) -> String {
    paths.iter().map(|path| record(path)).collect()
}

#[test]
fn the_text_of_a_link_means_what_the_link_leads_to() {
    let files = records(&[
        "docs/adr/0001-storage.md",
        "docs/adr/0002-queues.md",
        "web/docs/adr/0001-views.md",
    ]);
    let code = "//- web/src/a.ts
// [ADR-1](https://github.com/other/project/blob/main/docs/adr/0001-layout.md) is another project's.
// [ADR-1](https://github.com/our/project/blob/main/docs/adr/0001-storage.md#why) is the repository's.
// As [ADR-2] has it, [ADR 9] and the tracker's [ADR-0002][issue].
//
// [ADR-2]: ../../docs/adr/0002-queues.md
// [ADR 9]: https://example.org/adr/9
// [issue]: https://example.org/issues/2
export const a = 1; // ADR-1
//- web/README.md
We follow [ADR-1](../docs/adr/0001-storage.md), [ADR-1](docs/adr/0001-views.md) and [ADR-1](#adr-1).
";
    insta::assert_snapshot!(meant(&format!("{files}{code}")), @"
    web/README.md:1:12: docs/adr/0001-storage.md
    web/README.md:1:19: docs/adr/0001-storage.md
    web/README.md:1:50: web/docs/adr/0001-views.md
    web/README.md:1:57: web/docs/adr/0001-views.md
    web/README.md:1:86: web/docs/adr/0001-views.md
    web/src/a.ts:2:5: docs/adr/0001-storage.md
    web/src/a.ts:3:8: docs/adr/0002-queues.md
    web/src/a.ts:5:13: docs/adr/0002-queues.md
    web/src/a.ts:5:5: docs/adr/0002-queues.md
    web/src/a.ts:8:24: web/docs/adr/0001-views.md
    ");
}

#[test]
fn of_several_that_bear_one_number_the_one_is_meant_whose_title_is_said() {
    let files = "\
//- docs/adr/0001-storage.md
# ADR-0001: Storage of ledgers

## Status

Accepted

As in ADR-0002, and ADR-0002 (views and their names).
//- docs/adr/0002-queues.md
# ADR-0002: Queues between services

## Status

Accepted
//- docs/decisions/0002-views.md
# ADR-0002: Views and their names

## Status

Accepted
//- web/docs/adr/0001-pages.md
# ADR-0001: Pages

## Status

Accepted
//- web/README.md
- **ADR-0001**: Storage of ledgers, as everywhere
- **ADR-0001**: Pages
- [ADR-0001: storage of *ledgers*](#storage), [ADR-0001](#pages) — what we do here
- ADR-0002: Queues
- ADR-0002 — queues between

| Record | Title |
|---|---|
| ADR-0002 | Views and their names |
//- web/src/a.ts
// ADR-0001: storage of ledgers. ADR-0001: it is said elsewhere.
export const a = 1;
";
    insta::assert_snapshot!(meant(files), @"
    docs/adr/0001-storage.md:7:21: docs/decisions/0002-views.md
    docs/adr/0001-storage.md:7:7: docs/adr/0002-queues.md
    web/README.md:1:5: docs/adr/0001-storage.md
    web/README.md:2:5: web/docs/adr/0001-pages.md
    web/README.md:3:48: web/docs/adr/0001-pages.md
    web/README.md:3:4: docs/adr/0001-storage.md
    web/README.md:4:3: docs/adr/0002-queues.md
    web/README.md:4:3: docs/decisions/0002-views.md
    web/README.md:5:3: docs/adr/0002-queues.md
    web/README.md:9:3: docs/decisions/0002-views.md
    web/src/a.ts:1:34: web/docs/adr/0001-pages.md
    web/src/a.ts:1:4: docs/adr/0001-storage.md
    ");
}

#[test]
fn records_are_named_as_they_are_named_themselves() {
    let files = records(&[
        "docs/adr/ADR-QE-001-core.md",
        "docs/adr/ADR-001-all.md",
        "docs/adr/ADR-002-more.md",
        "rfcs/rfc003-names.md",
        "docs/decisions/0005-tokens.rst",
    ]);
    let code = "//- src/lib.rs
//! ADR-QE-001 is not ADR-001, and QE-ADR-001 is neither. ADR-QE-9, ADR-XX-1.
//! RFC003 is written so; a lint's ADR002 and RFC3339 are not, and no UTF16.
//! docs/adr/ADR-002, docs/adr/ADR-002-older-slug.md, docs/adr/ADR-002b-other.md, docs/adr/ADR-QE-001-core.md
//! docs/decisions/0005-tokens.rst, decisions/0005-tokens.rst, elsewhere/ADR-002
pub fn a() {}
";
    insta::assert_snapshot!(meant(&format!("{files}{code}")), @"
    src/lib.rs:1: No decision ADR-QE-0009 in this repository
    src/lib.rs:1:23: docs/adr/ADR-001-all.md
    src/lib.rs:1:5: docs/adr/ADR-QE-001-core.md
    src/lib.rs:2:5: rfcs/rfc003-names.md
    src/lib.rs:3:23: docs/adr/ADR-002-more.md
    src/lib.rs:3:5: docs/adr/ADR-002-more.md
    src/lib.rs:3:83: docs/adr/ADR-QE-001-core.md
    src/lib.rs:4:37: docs/decisions/0005-tokens.rst
    src/lib.rs:4:5: docs/decisions/0005-tokens.rst
    ");
}

#[test]
fn reports_on_one_decision_are_no_records_and_a_title_no_mention() {
    let files = record("docs/adr/ADR-091-integers.md");
    let reports = "//- crates/net/docs/ADR-091-PHASE-1.md
# ADR-091 Phase 1

## Status

Done
//- crates/net/docs/ADR-091-PHASE-2.md
# ADR-091 Phase 2

## Status

Done
//- crates/net/docs/ADR-091-PHASE-3.md
# ADR-091 Phase 3

## Status

Done, as ADR-091 asks.
//- crates/net/src/lib.rs
//! ADR-091
pub fn a() {}
";
    insta::assert_snapshot!(meant(&format!("{files}{reports}")), @"
    crates/net/docs/ADR-091-PHASE-3.md:5:10: docs/adr/ADR-091-integers.md
    crates/net/src/lib.rs:1:5: docs/adr/ADR-091-integers.md
    ");
}

#[test]
fn a_record_that_is_too_large_to_be_read_is_not_unknown() {
    let repository = Repository::of(&format!(
        "{}//- src/lib.rs\n// ADR-0001, ADR-0002, docs/adr/0002-large.md, ADR-0003\npub fn a() {{}}\n",
        record("docs/adr/0001-small.md")
    ));
    let large = format!("# 2. Large\n\n## Status\n\nAccepted\n\n{}", "Words. ".repeat(800_000));
    repository.write("docs/adr/0002-large.md", &large);
    let answer = repository.json(&["check"]);
    let messages: Vec<&str> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages, ["No decision ADR-0003 in this repository"]);
    assert_eq!(answer["not_checked"][0]["path"], "docs/adr/0002-large.md", "{answer}");
}

#[test]
fn what_a_record_governs_is_no_emphasis() {
    let files = "//- docs/adr/0001-a.md
---
status: accepted
governs:
  - src/__tests__/*
  - \"src/*a*/x.ts\"
---
# A
//- docs/adr/0002-b.md
# 2. B

## Status

Accepted

## Applies To

- src/__tests__/*
- src/*a*/x.ts
//- src/__tests__/x.ts
export const tested = 1;
//- src/bad/x.ts
export const bad = 1;
";
    let repository = Repository::of(files);
    assert_eq!(repository.json(&["check"])["findings"], serde_json::json!([]));
    for place in ["src/__tests__/x.ts:1", "src/bad/x.ts:1"] {
        let answer = repository.json(&["explain", place]).to_string();
        assert!(answer.contains("docs/adr/0001-a.md"), "{place}: {answer}");
        assert!(answer.contains("docs/adr/0002-b.md"), "{place}: {answer}");
    }
}

#[test]
fn what_a_template_or_another_projects_slug_names_is_no_mention() {
    let files = records(&["docs/adr/0001-logging-of-requests.md", "docs/adr/0002-queues.md"]);
    let pages = "//- docs/adr/template.md
# Title

Superseded by [ADR-0002](0002-example.md), or by ADR-0009.
//- docs/adr/templates/long.md
# Title

See ADR-1.
//- docs/notes.md
They wrote **adr-001-crypto-provider**; ours are adr-001-logging and adr-001-how-to-log-requests.
An ADR-2-style of queues. ADR-0002-compliant.
";
    insta::assert_snapshot!(meant(&format!("{files}{pages}")), @"
    docs/notes.md:1:50: docs/adr/0001-logging-of-requests.md
    docs/notes.md:1:70: docs/adr/0001-logging-of-requests.md
    docs/notes.md:2:27: docs/adr/0002-queues.md
    docs/notes.md:2:4: docs/adr/0002-queues.md
    ");
}
