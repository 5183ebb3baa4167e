//! What the text of a decision names: shown where it is, and never a finding.

use serde_json::{Value, json};

use crate::repository::Repository;
use crate::session::{capabilities, definition_at_cursor, hover_at_cursor};

const BILLING: &str = "
//- Cargo.toml
[workspace]
members = [\"billing\"]
//- billing/Cargo.toml
[package]
name = \"billing\"
//- billing/src/lib.rs
pub mod ledger;
pub mod invoice;
//- billing/src/invoice.rs
pub struct Invoice;
impl Invoice {
    pub fn total(&self) {}
}
//- billing/src/ledger.rs
pub struct LedgerBook;
impl LedgerBook {
    pub fn total(&self) {}
    pub fn post(&mut self) {}
}
//- docs/adr/0004-keep-books.md
# 4. Keep books

## Status

Accepted

## Decision

`LedgerBook::post` in `billing/src/ledger.rs` is the only way in; not `total`, nor `LedgerBook::void`.
See [invoices](../../billing/src/invoice.rs), `billing/src/paper.rs` and `billing#ledger::Page`.

```rust
billing::invoice::Invoice::total();
```
";

/// `to what`, for each that a text names, with a mark for what is gone.
fn named(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["decisions"]);
    let decisions = answer["decisions"].as_array().unwrap().iter();
    let governs = decisions.flat_map(|it| it["governs"].as_array().unwrap());
    let of_body = governs.filter(|it| it["how"] == "body");
    let shown = |it: &Value| {
        let gone = if it["gone"] == json!(true) { " gone" } else { "" };
        format!("{} {}{gone}", it["to"].as_str().unwrap(), it["what"].as_str().unwrap())
    };
    of_body.map(shown).collect()
}

#[test]
fn a_text_names_paths_and_symbols_that_are_one_thing() {
    assert_eq!(
        named(&Repository::of(BILLING)),
        [
            "symbol billing#ledger::LedgerBook::post",
            "path billing/src/ledger.rs",
            "path billing/src/invoice.rs",
            "path billing/src/paper.rs gone",
            "symbol billing#ledger::Page gone",
        ]
    );
}

#[test]
fn a_symbol_with_two_definitions_is_none() {
    let twice = BILLING
        .replace("pub struct Invoice;", "pub struct LedgerBook;")
        .replace("impl Invoice", "impl LedgerBook")
        .replace("pub fn total(&self) {}", "pub fn post(&self) {}");
    let named = named(&Repository::of(&twice));
    assert!(named.iter().all(|it| !it.contains("post")), "{named:?}");
}

#[test]
fn the_decision_is_shown_at_what_it_names() {
    let at = |from: &str, to: &str| {
        hover_at_cursor(&Repository::of(&BILLING.replacen(from, to, 1)), capabilities())
    };
    let item = at("fn post", "fn po$0st");
    assert!(item.contains("ADR-0004") && item.contains("mentions `LedgerBook::post`"), "{item}");
    assert_eq!(at("fn total", "fn to$0tal"), "", "two methods bear that name");
    // And in the record what it names.
    let path = at("`billing/src/ledger.rs`", "`billing/src/led$0ger.rs`");
    assert!(
        path.contains("boundary `billing`") || path.contains("`billing/src/ledger.rs`"),
        "{path}"
    );
    let symbol = at("`LedgerBook::post`", "`Ledger$0Book::post`");
    assert!(symbol.contains("`billing#ledger::LedgerBook::post`"), "{symbol}");
    assert_eq!(at("paper.rs`", "pap$0er.rs`"), "`billing/src/paper.rs` no longer exists");
    assert_eq!(at("::void`", "::vo$0id`"), "", "nobody knows whether it ever was");
}

#[test]
fn to_be_named_is_not_to_be_governed() {
    let repository = Repository::of(BILLING);
    let card = repository.json(&["explain", "billing/src/ledger.rs"]);
    assert_eq!(card["decisions"][0]["how"], "body", "{card}");
    let governing = ["decisions", "--governs", "billing/src/ledger.rs"];
    assert_eq!(repository.json(&governing)["decisions"], json!([]));
    assert_eq!(repository.json(&["check"])["findings"], json!([]));
}

#[test]
fn what_governs_is_not_said_twice() {
    let governs = "---\ngoverns: [billing/src/ledger.rs]\n---\n# 4. Keep books";
    let repository = Repository::of(&BILLING.replace("# 4. Keep books", governs));
    let card = repository.json(&["explain", "billing/src/ledger.rs"]);
    let how: Vec<&Value> =
        card["decisions"].as_array().unwrap().iter().map(|it| &it["how"]).collect();
    assert_eq!(how, ["front-matter"]);
}

#[test]
fn a_name_in_a_text_leads_to_what_it_names() {
    let from = |from: &str, to: &str| {
        definition_at_cursor(&Repository::of(&BILLING.replacen(from, to, 1)))
    };
    assert_eq!(from("`LedgerBook::post`", "`Ledger$0Book::post`"), ["billing/src/ledger.rs:4"]);
    assert_eq!(from("in `billing/src/", "in `bil$0ling/src/"), ["billing/src/ledger.rs:1"]);
    assert_eq!(from("[invoices]", "[invo$0ices]"), ["billing/src/invoice.rs:1"]);
    assert!(from("paper.rs`", "pap$0er.rs`").is_empty());
}
