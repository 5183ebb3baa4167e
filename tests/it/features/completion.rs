//! What is offered at `$0`: `label | detail`, struck out as `~label~`, in the order of the list.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, open, start};
use boundstone_test_client::Client;
use boundstone_test_client::session::at;

const RECORDS: &str = "\
//- docs/adr/0001-cents.md
---
status: accepted
---
# Amounts are cents

## Decision Outcome

Every amount is a whole number of [cents](command:evil).
//- docs/adr/0002-payments.md
# 2. Payments go through the ledger

## Status

Superseded by ADR-0003
//- docs/adr/0003-append-only.md
# 3. The ledger is append-only

## Status

Accepted
//- docs/adr/0004-postgres.md
# 4. Use Postgres

## Status

Proposed
";

fn complete(client: &mut Client, repository: &Repository) -> Value {
    let (path, line, column) = repository.cursor();
    let uri = open(client, repository, &path);
    client.call("textDocument/completion", at(&uri, line, column))
}

/// An editor that strikes out what is retired.
fn editor() -> Value {
    let mut editor = capabilities();
    editor["textDocument"]["completion"]["completionItem"] =
        json!({ "tagSupport": { "valueSet": [1] }, "documentationFormat": ["markdown"] });
    editor
}

fn answer(text: &str) -> Value {
    let repository = Repository::of(text);
    complete(&mut start(&repository, editor()), &repository)
}

/// What is offered where `file` stands beside the records.
fn offered(file: &str) -> String {
    rows(&answer(&format!("{RECORDS}{file}")))
}

fn rows(answer: &Value) -> String {
    let row = |item: &Value| {
        let label = item["label"].as_str().expect("a label");
        let label =
            if item["tags"] == json!([1]) { format!("~{label}~") } else { label.to_owned() };
        match item["detail"].as_str() {
            Some(detail) => format!("{label} | {detail}\n"),
            None => format!("{label}\n"),
        }
    };
    answer["items"].as_array().into_iter().flatten().map(row).collect()
}

/// What each choice writes, and what it replaces.
fn written(answer: &Value) -> String {
    let row = |item: &Value| {
        let range = &item["textEdit"]["range"];
        let from = range["start"]["character"].as_u64().expect("a column");
        let to = range["end"]["character"].as_u64().expect("a column");
        format!("{from}..{to} {}\n", item["textEdit"]["newText"].as_str().expect("a text"))
    };
    answer["items"].as_array().into_iter().flatten().map(row).collect()
}

#[test]
fn decisions_in_comments_those_in_force_first() {
    insta::assert_snapshot!(offered("//- src/lib.rs\n/// See ADR-$0\npub fn pay() {}\n"), @"
    ADR-0001 | Amounts are cents (accepted)
    ADR-0003 | The ledger is append-only (accepted)
    ADR-0004 | Use Postgres (proposed)
    ~ADR-0002~ | Payments go through the ledger (superseded by ADR-0003)
    ");
    let of = |file: &str| written(&answer(&format!("{RECORDS}{file}")));
    insta::assert_snapshot!(of("//- src/lib.rs\n// See adr 0$0002\n"), @"
    7..15 ADR-0001
    7..15 ADR-0003
    7..15 ADR-0004
    7..15 ADR-0002
    ");
    insta::assert_snapshot!(offered("//- web/a.tsx\nconst a = <b>{/* adr-pay$0 */}</b>;\n"), @"~ADR-0002~ | Payments go through the ledger (superseded by ADR-0003)");
    insta::assert_snapshot!(offered("//- README.md\n# Notes\n\nSee ADR$0\n"), @"
    ADR-0001 | Amounts are cents (accepted)
    ADR-0003 | The ledger is append-only (accepted)
    ADR-0004 | Use Postgres (proposed)
    ~ADR-0002~ | Payments go through the ledger (superseded by ADR-0003)
    ");
}

#[test]
fn a_decision_is_found_by_its_title_and_says_its_outcome_safely() {
    let repository = Repository::of(&format!("{RECORDS}//- src/lib.rs\n// adr $0\n"));
    let mut client = start(&repository, editor());
    let answer = complete(&mut client, &repository);
    let cents = answer["items"][0].clone();
    assert_eq!(cents["filterText"], "adr 0001 Amounts are cents");
    assert_eq!(cents["documentation"], Value::Null, "it is asked for when it is looked at");
    let resolved = client.call("completionItem/resolve", cents);
    let documentation = resolved["documentation"]["value"].as_str().expect("a text");
    let documentation = documentation.replace(&repository.uri(""), "file:");
    insta::assert_snapshot!(documentation, @r"
    [ADR-0001](file:/docs/adr/0001-cents.md#L4) Amounts are cents  
    accepted · `docs/adr/0001-cents.md`  

    > Every amount is a whole number of \[cents\](command:evil).
    ");
}

#[test]
fn rfcs_where_there_are_some() {
    let rfcs =
        "//- rfcs/0001-streams.md\n# Streams\n\n- Status: accepted\n//- src/a.ts\n// RFC-$0\n";
    insta::assert_snapshot!(offered(rfcs), @"RFC-0001 | Streams (accepted)");
    assert_eq!(offered("//- src/a.ts\n// RFC-$0\n"), "");
}

#[test]
fn nothing_in_code_strings_longer_words_and_other_projects() {
    for file in [
        "src/lib.rs\nfn f(adr: u32) -> u32 { adr-$0 }\n",
        "src/lib.rs\nconst A: &str = \"ADR-$0\";\n",
        "src/lib.rs\n// RADAR-$0\n",
        "src/lib.rs\n// acme/ADR-$0\n",
        "src/lib.rs\n// the adr says$0\n",
        "src/lib.rs\n$0fn f() {}\n",
        "src/a.ts\nconst a = `ADR-$0`;\n",
        "README.md\n`ADR-$0`\n",
        "README.md\nhttps://x.example/ADR-$0\n",
        "Cargo.toml\n[package] # @$0\n",
        "notes.txt\nADR-$0\n",
    ] {
        assert_eq!(offered(&format!("//- {file}")), "", "{file}");
    }
}

#[test]
fn owners_in_ownership_files() {
    let known = "\
//- boundstone.toml
[ownership]
known = [\"@acme/board\"]
//- pay/boundary.toml
owner = \"@acme/payments\"
//- src/lib.rs
// @owner @mira
";
    let github =
        format!("{known}//- .github/CODEOWNERS\n* @acme/web\n/docs/ @acme/web\n/pay/ @ac$0\n");
    insta::assert_snapshot!(offered(&github), @"
    @acme/web | 2 rules
    @acme/payments | 1 contract
    @acme/board
    ");
    let gitlab = format!("{known}//- .gitlab/CODEOWNERS\n* @acme/web\n[Our Docs][2] @$0\n");
    insta::assert_snapshot!(offered(&gitlab), @"
    @acme/payments | 1 contract
    @acme/web | 1 rule
    @acme/board
    @mira
    ");
    let comment =
        format!("{known}//- .github/CODEOWNERS\n* @acme/web\n//- src/a.ts\n// @owner @m$0\n");
    insta::assert_snapshot!(offered(&comment), @"
    @mira
    @acme/payments | 1 contract
    @acme/web | 1 rule
    @acme/board
    ");
    for none in ["* @acme/web\n/pay@$0\n", "* @acme/web\n# @$0\n", "* @acme/web # @$0\n"] {
        assert_eq!(offered(&format!("{known}//- .github/CODEOWNERS\n{none}")), "", "{none}");
    }
}

const PACKAGES: &str = "\
//- Cargo.toml
[workspace]
members = [\"crates/*\"]
//- crates/billing/Cargo.toml
[package]
name = \"billing\"
//- crates/billing/src/lib.rs
pub mod ledger;
fn private() {}
//- crates/billing/src/ledger.rs
pub struct Ledger;
impl Ledger {
    pub fn record(&self) {}
    fn inner(&self) {}
}
//- crates/billing/tests/it.rs
pub fn helper() {}
//- package.json
{ \"name\": \"root\", \"workspaces\": [\"web/*\"] }
//- web/cart/package.json
{ \"name\": \"@acme/cart\" }
//- web/cart/src/index.ts
export class Cart { total() { return 0; } }
//- .github/CODEOWNERS
* @acme/web
/crates/ @mira
";

/// What is offered in a record whose front matter begins so, and what is written.
fn in_record(front_matter: &str) -> String {
    let record = format!("{PACKAGES}//- docs/adr/0005-new.md\n---\n{front_matter}");
    let answer = answer(&format!("{RECORDS}{record}"));
    format!("{}\n{}", rows(&answer), written(&answer))
}

#[test]
fn keys_and_statuses_of_front_matter_that_is_half_typed() {
    insta::assert_snapshot!(in_record("status: accepted\n$0"), @"
    date
    title
    decision-makers
    governs
    enforce
    supersedes
    superseded-by
    amends
    amended-by
    relates-to

    0..0 date: 
    0..0 title: 
    0..0 decision-makers:
      - 
    0..0 governs:
      - 
    0..0 enforce:
      - 
    0..0 supersedes: 
    0..0 superseded-by: 
    0..0 amends: 
    0..0 amended-by: 
    0..0 relates-to:
    ");
    insta::assert_snapshot!(in_record("go$0verns:\n  - web/**\n---\n# New\n"), @"
    governs

    0..7 governs
    ");
    insta::assert_snapshot!(in_record("status: $0\n---\n# New\n"), @"
    proposed
    accepted
    rejected
    deprecated
    superseded

    8..8 proposed
    8..8 accepted
    8..8 rejected
    8..8 deprecated
    8..8 superseded
    ");
    assert_eq!(in_record("status: accepted\n---\n# New\n\n$0go\n"), "\n");
    assert_eq!(in_record("title: $0\n---\n"), "\n");
}

#[test]
fn what_a_record_governs_one_folder_at_a_time() {
    insta::assert_snapshot!(in_record("governs:\n  - $0\n---\n"), @"
    .github/
    Cargo.toml
    crates/
    docs/
    package.json
    web/
    boundary:root | boundary
    boundary:billing | boundary
    boundary:@acme/cart | boundary

    4..4 .github/
    4..4 Cargo.toml
    4..4 crates/
    4..4 docs/
    4..4 package.json
    4..4 web/
    4..4 boundary:root
    4..4 boundary:billing
    4..4 boundary:@acme/cart
    ");
    insta::assert_snapshot!(in_record("governs: [crates/billing/$0"), @"
    crates/billing/**
    crates/billing/Cargo.toml
    crates/billing/src/
    crates/billing/tests/

    10..25 crates/billing/**
    10..25 crates/billing/Cargo.toml
    10..25 crates/billing/src/
    10..25 crates/billing/tests/
    ");
    insta::assert_snapshot!(in_record("governs:\n  - '!web/ca$0'\n---\n"), @"
    !web/cart/

    5..12 !web/cart/
    ");
    insta::assert_snapshot!(in_record("governs:\n  - boundary:$0\n---\n"), @"
    boundary:root | boundary
    boundary:billing | boundary
    boundary:@acme/cart | boundary

    4..13 boundary:root
    4..13 boundary:billing
    4..13 boundary:@acme/cart
    ");
    assert_eq!(in_record("governs:\n  - ../$0\n---\n"), "\n");
}

#[test]
fn symbols_of_a_boundary_behind_its_name() {
    insta::assert_snapshot!(in_record("governs:\n  - billing#$0\n---\n"), @"
    billing#ledger::Ledger | struct
    billing#ledger::Ledger::record | method
    billing#ledger | module

    4..12 billing#ledger::Ledger
    4..12 billing#ledger::Ledger::record
    4..12 billing#ledger
    ");
    insta::assert_snapshot!(in_record("governs:\n  - billing#rec$0\n---\n"), @"
    billing#ledger::Ledger::record | method

    4..15 billing#ledger::Ledger::record
    ");
    insta::assert_snapshot!(in_record("governs: [\"@acme/cart#$0\"]\n---\n"), @"
    @acme/cart#Cart | class
    @acme/cart#Cart.total | method

    11..22 @acme/cart#Cart
    11..22 @acme/cart#Cart.total
    ");
    insta::assert_snapshot!(in_record("governs:\n  - @acme/cart#$0\n---\n"), @r#"
    @acme/cart#Cart | class
    @acme/cart#Cart.total | method

    4..15 "@acme/cart#Cart"
    4..15 "@acme/cart#Cart.total"
    "#);
    assert_eq!(in_record("governs:\n  - nobody#$0\n---\n"), "\n");
}

#[test]
fn owners_and_decisions_in_front_matter() {
    insta::assert_snapshot!(in_record("decision-makers: [@$0]\n---\n"), @r#"
    @acme/web | 1 rule
    @mira | 1 rule

    18..19 "@acme/web"
    18..19 "@mira"
    "#);
    insta::assert_snapshot!(in_record("enforce:\n  - require: { review: \"@$0\" }\n---\n"), @"
    @acme/web | 1 rule
    @mira | 1 rule

    24..25 @acme/web
    24..25 @mira
    ");
    insta::assert_snapshot!(in_record("supersedes: $0\n---\n"), @"
    ADR-0001 | Amounts are cents (accepted)
    ADR-0003 | The ledger is append-only (accepted)
    ADR-0004 | Use Postgres (proposed)
    ~ADR-0002~ | Payments go through the ledger (superseded by ADR-0003)

    12..12 ADR-0001
    12..12 ADR-0003
    12..12 ADR-0004
    12..12 ADR-0002
    ");
    insta::assert_snapshot!(in_record("status: superseded by ADR-$0\n---\n"), @"
    ADR-0001 | Amounts are cents (accepted)
    ADR-0003 | The ledger is append-only (accepted)
    ADR-0004 | Use Postgres (proposed)
    ~ADR-0002~ | Payments go through the ledger (superseded by ADR-0003)

    22..26 ADR-0001
    22..26 ADR-0003
    22..26 ADR-0004
    22..26 ADR-0002
    ");
}

#[test]
fn a_long_list_is_cut_and_asked_for_again() {
    let files: String = (0..150).map(|number| format!("//- data/f{number:03}.txt\n\n")).collect();
    let record = |typed: &str| {
        answer(&format!(
            "{RECORDS}{files}//- docs/adr/0005-new.md\n---\ngoverns:\n  - {typed}$0\n---\n"
        ))
    };
    let cut = record("data/");
    let count = |answer: &Value| answer["items"].as_array().map(Vec::len);
    assert_eq!((count(&cut), &cut["isIncomplete"]), (Some(100), &json!(true)));
    let whole = record("data/f14");
    assert_eq!((count(&whole), &whole["isIncomplete"]), (Some(10), &json!(false)));
}

#[test]
fn completion_can_be_switched_off() {
    let repository = Repository::of(&format!("{RECORDS}//- src/lib.rs\n// ADR-$0\n"));
    let mut client = start(&repository, editor());
    let off = json!({ "settings": { "boundstone": { "completion": false } } });
    client.notify("workspace/didChangeConfiguration", off);
    assert_eq!(complete(&mut client, &repository), Value::Null);
}

#[test]
fn what_is_typed_since_counts() {
    let repository = Repository::of(&format!("{RECORDS}//- src/lib.rs\n// $0\n"));
    let mut client = start(&repository, editor());
    assert_eq!(complete(&mut client, &repository), Value::Null);
    let uri = repository.uri("src/lib.rs");
    client.change(&uri, 2, "// ADR-3\n");
    let answer = client.call("textDocument/completion", at(&uri, 0, 8));
    insta::assert_snapshot!(rows(&answer), @"ADR-0003 | The ledger is append-only (accepted)");
}
