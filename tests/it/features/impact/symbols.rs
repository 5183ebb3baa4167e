use serde_json::json;

use super::{list, repository, rows};
use crate::repository::Repository;

const SYMBOLS: &[&str] = &["change", "symbol", "uses"];

#[test]
fn nothing_changed_touches_nothing() {
    let answer = repository().json(&["impact"]);
    for key in ["files", "symbols", "crossings", "boundaries", "owners", "decisions", "promises"] {
        assert!(list(&answer, key).is_empty(), "{answer}");
    }
}

#[test]
fn a_body_and_a_signature_are_told_apart() {
    let repository = repository();
    let text = repository.read("bank/src/lib.rs");
    repository.write("bank/src/lib.rs", &text.replace("    x\n", "    x + 1\n"));
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "symbols", SYMBOLS), ["body bank#a 1"]);
    assert_eq!(rows(&answer, "owners", &["owner", "ask"]), ["@acme/bank true", "@acme/web false"]);
    repository.write("bank/src/lib.rs", &text.replace("x: u8", "x: u16"));
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "symbols", SYMBOLS), ["signature bank#a 1"]);
    assert_eq!(rows(&answer, "owners", &["owner", "ask"]), ["@acme/bank true", "@acme/web true"]);
    repository.write("bank/src/lib.rs", &text.replace("pub fn a", "/// Doc.\npub fn a"));
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "symbols", SYMBOLS), ["comments bank#a 1"]);
    assert!(list(&answer, "crossings").is_empty(), "{answer}");
    repository.write("bank/src/lib.rs", &text.replace("pub fn a", "#[inline]\npub fn a"));
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "symbols", SYMBOLS), ["attributes bank#a 1"]);
    // Formatted anew, with other line ends, and further down.
    let formatted = text.replace("(x: u8)", "(\n    x: u8,\n)").replace('\n', "\r\n");
    repository.write("bank/src/lib.rs", &format!("\n\n{formatted}"));
    assert!(list(&repository.json(&["impact"]), "symbols").is_empty());
}

#[test]
fn what_is_removed_is_lost_to_those_who_used_it() {
    let repository = repository();
    repository.write("bank/src/lib.rs", "pub mod ledger;\npub fn unused() {}\npub fn b() {}\n");
    let answer = repository.json(&["impact"]);
    assert_eq!(rows(&answer, "symbols", SYMBOLS), ["removed bank#a 1", "added bank#b 0"]);
    let crossing = &list(&answer, "crossings")[0];
    assert_eq!(
        crossing["from"],
        json!({ "path": "web/src/lib.rs", "line": 4, "column": 11, "boundary": "web" })
    );
    assert_eq!((&crossing["reach"], &crossing["to"]["symbol"]), (&json!("lost"), &json!("a")));
    let web = &list(&answer, "boundaries")[1];
    assert_eq!(
        (&web["name"], &web["uses"]),
        (&json!("web"), &json!({ "code": 1, "tests": 0, "lost": 1, "of_types": 0 }))
    );
    let promise = &list(&answer, "promises")[0];
    assert_eq!((&promise["symbol"], &promise["now"]), (&json!("bank#a"), &json!(null)));
    assert_eq!(promise["before"]["stability"], "stable");
    assert_eq!(promise["before"]["source"], json!({ "path": "bank/boundary.toml", "line": 2 }));
    let consumer = &list(&answer, "owners")[1]["consumers"][0];
    assert_eq!(consumer["because"]["source"], json!({ "path": ".github/CODEOWNERS", "line": 3 }));
    assert_eq!(consumer["because"]["pattern"], "/web/");
}

#[test]
fn a_user_that_follows_in_the_same_change_is_not_lost() {
    let repository = repository();
    repository.write("bank/src/lib.rs", "pub mod ledger;\npub fn unused() {}\npub fn b() {}\n");
    let web = repository.read("web/src/lib.rs").replace("bank::a(1)", "{ bank::b(); 1 }");
    repository.write("web/src/lib.rs", &web);
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "symbols", SYMBOLS),
        ["removed bank#a 0", "added bank#b 1", "body web#f 0"]
    );
    assert!(list(&answer, "crossings").is_empty(), "{answer}");
}

#[test]
fn crossings_are_followed_through_re_exports() {
    let repository = repository();
    let text = repository.read("bank/src/ledger.rs");
    repository.write("bank/src/ledger.rs", &text.replace("pub total: u64", "pub total: u128"));
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "symbols", &["change", "symbol"]),
        ["signature bank#ledger::Ledger::total"]
    );
    let reach: Vec<_> = rows(&answer, "crossings", &["reach", "kind"]);
    assert!(reach.iter().all(|it| it.starts_with("type")), "{reach:?}");
    let from = rows(&answer, "boundaries", &["name"]);
    assert_eq!(from, ["bank", "facade", "web"]);
    // The facade lets go of it.
    repository.write("bank/src/ledger.rs", &text);
    repository.write("facade/src/lib.rs", "");
    let answer = repository.json(&["impact"]);
    let lost = rows(&answer, "crossings", &["reach"]);
    assert!(!lost.is_empty() && lost.iter().all(|it| it == "lost"), "{answer}");
    assert_eq!(rows(&answer, "boundaries", &["name"]), ["facade", "web"]);
}

#[test]
fn a_renamed_file_takes_its_symbols_along() {
    let repository = repository();
    repository.git(&["mv", "bank/src/ledger.rs", "bank/src/book.rs"]);
    repository
        .write("bank/src/lib.rs", &repository.read("bank/src/lib.rs").replace("ledger", "book"));
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "files", &["change", "path", "was"]),
        ["renamed bank/src/book.rs bank/src/ledger.rs", "modified bank/src/lib.rs null"]
    );
    let symbols = rows(&answer, "symbols", &["change", "symbol", "was"]);
    assert!(
        symbols.contains(&"moved bank#book::Ledger bank#ledger::Ledger".to_owned()),
        "{symbols:?}"
    );
    let lost = rows(&answer, "crossings", &["reach"]);
    assert!(lost.contains(&"lost".to_owned()), "{answer}");
}

#[test]
fn an_item_that_goes_to_another_file_is_moved() {
    let repository = repository();
    let lib = repository.read("bank/src/lib.rs");
    repository.write("bank/src/lib.rs", &lib.replace("pub fn unused() {}\n", ""));
    let ledger = repository.read("bank/src/ledger.rs");
    repository.write("bank/src/ledger.rs", &format!("{ledger}pub fn unused() {{}}\n"));
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "symbols", &["change", "symbol", "was"]),
        // The contract names it, in whatever file it stands.
        ["moved bank#unused null"]
    );
}

#[test]
fn decisions_apply_by_what_they_govern() {
    let repository = repository();
    let text = repository.read("bank/src/ledger.rs");
    repository.write("bank/src/ledger.rs", &text.replace("pub total", "total"));
    let answer = repository.json(&["impact"]);
    let decision = &list(&answer, "decisions")[0];
    assert_eq!(decision["display"], "ADR-0001");
    assert_eq!(decision["because"][0]["how"], "mention");
    assert_eq!(
        decision["because"][0]["source"],
        json!({ "path": "bank/src/ledger.rs", "line": 1 })
    );
    repository.write("docs/adr/0001-a.md", "# 1. One ledger\n\n## Status\n\nDeprecated\n");
    let answer = repository.json(&["impact"]);
    assert_eq!(
        rows(&answer, "changed_decisions", &["display", "change", "status_before", "status"]),
        ["ADR-0001 modified accepted deprecated"]
    );
}

#[test]
fn a_contract_that_changes_is_a_promise_that_changes() {
    let repository = repository();
    let text = repository.read("bank/boundary.toml");
    repository.write("bank/boundary.toml", &text.replace("\"experimental\"", "\"stable\""));
    let answer = repository.json(&["impact"]);
    let promise = &list(&answer, "promises")[0];
    assert_eq!(list(&answer, "promises").len(), 1, "{answer}");
    assert_eq!(promise["symbol"], "bank#unused");
    assert_eq!(promise["before"]["stability"], "experimental");
    assert_eq!(promise["now"]["stability"], "stable");
}

#[test]
fn owners_that_the_change_takes_away_are_asked_too() {
    let repository = repository();
    repository.write(".github/CODEOWNERS", "*       @acme/all\n/web/   @acme/web\n");
    repository.write("bank/src/ledger.rs", "");
    let answer = repository.json(&["impact"]);
    let bank = list(&answer, "owners").iter().find(|it| it["owner"] == "@acme/bank").unwrap();
    assert_eq!(bank["files"][0]["because"]["side"], "before");
    assert_eq!(
        bank["files"][0]["because"]["source"],
        json!({ "path": ".github/CODEOWNERS", "line": 2 })
    );
}

#[test]
fn a_promise_is_told_with_what_the_change_means_to_its_users() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Receipt\" = \"frozen\"
\"refund\" = \"stable\"
\"Money::*\" = \"stable\"
//- src/lib.rs
pub struct Receipt { pub id: u64 }
pub fn refund(receipt: Receipt) {}
pub struct Money;
impl Money {
    pub fn add(&self) {}
    pub fn none() {}
}
",
    );
    let text = repository.read("src/lib.rs");
    let text = text.replace("pub id: u64 }", "pub id: u64, pub at: u64 }");
    let text = text.replace("refund(receipt: Receipt)", "refund(receipt: Receipt, all: bool)");
    repository
        .write("src/lib.rs", &text.replace("pub fn add(&self) {}", "fn add(&self) { todo() }"));
    let answer = repository.json(&["impact"]);
    let said: Vec<String> = list(&answer, "promises")
        .iter()
        .flat_map(|promise| {
            let of = |it: &serde_json::Value| {
                let reasons = it["differs"].as_array().unwrap().iter();
                let reasons: Vec<&str> = reasons.map(|it| it["reason"].as_str().unwrap()).collect();
                format!(
                    "{} {} {}: {}",
                    promise["symbol"],
                    promise["class"],
                    it["symbol"],
                    reasons.join("; ")
                )
            };
            promise["touched"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
        })
        .map(|it| it.replace('"', ""))
        .collect();
    assert_eq!(
        said,
        [
            "pay#Money::* breaking pay#Money::add: not public any more",
            "pay#Receipt breaking pay#Receipt: `at` added: who makes one must write it",
            "pay#refund breaking pay#refund: takes 2 parameters, and took 1 parameter",
        ]
    );
}

/// A contract that calls an item stable, and a record that freezes it with another that no contract names.
const FROZEN: &str = "
//- docs/adr/0001-stay.md
---
status: accepted
enforce:
  - freeze: pay#settle
  - freeze: pay#Money
---
# They stay
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"settle\" = { is = \"stable\", since = \"1.0\" }
//- src/lib.rs
pub fn settle(id: u64) {}
pub struct Money;
impl Money {
    pub fn round(&self) {}
}
";

/// Every face says what `check` holds it to.
#[test]
fn what_a_decision_freezes_is_frozen_everywhere() {
    let repository = Repository::of(FROZEN);
    let explained = |line: u32| {
        let place = format!("src/lib.rs:{line}");
        let answer = repository.json(&["explain", &place]);
        let said = |key: &str| answer["interface"][key].clone();
        (said("stability"), said("frozen_by"), said("source"))
    };
    let frozen = |line: u32| {
        let source = json!({ "path": "docs/adr/0001-stay.md", "line": line });
        (json!("frozen"), json!("ADR-0001"), source)
    };
    assert_eq!(explained(1), frozen(4));
    assert_eq!(explained(2), frozen(5));
    assert_eq!(explained(4), frozen(5));
    let text = String::from_utf8(repository.run(&["explain", "src/lib.rs:1"]).stdout).unwrap();
    assert!(text.contains("  contract  frozen by ADR-0001  docs/adr/0001-stay.md:4\n"), "{text}");
    let text = repository.read("src/lib.rs");
    let text = text.replace("id: u64", "id: u64, now: bool").replace("(&self)", "(&mut self)");
    repository.write("src/lib.rs", &text);
    let answer = repository.json(&["impact"]);
    let promises = list(&answer, "promises").iter();
    let said: Vec<String> = promises
        .map(|it| format!("{} {} {}", it["symbol"], it["before"]["frozen_by"], it["class"]))
        .map(|it| it.replace('"', ""))
        .collect();
    assert_eq!(said, ["pay#Money ADR-0001 breaking", "pay#settle ADR-0001 breaking"]);
    let answer = repository.json(&["contract", "diff"]);
    let said: Vec<String> = list(&answer["boundaries"][0], "changes")
        .iter()
        .map(|it| format!("{} {}", it["symbol"], it["stability"]).replace('"', ""))
        .collect();
    assert_eq!(said, ["Money::round frozen", "settle frozen"]);
}

#[test]
fn overloads_are_one_symbol() {
    let repository = Repository::of(
        "
//- package.json
{ \"name\": \"pay\", \"exports\": \"./src/index.ts\" }
//- boundary.toml
[interface]
\"charge\" = \"stable\"
\"Till\" = \"stable\"
//- src/index.ts
export function charge(id: string): void;
export function charge(id: number): void;
export function charge(id: unknown): void {}
export class Till {
    static open(): Till { return new Till(); }
    open(): void {}
}
",
    );
    let said = |from: &str, to: &str| {
        let text = repository.read("src/index.ts");
        repository.write("src/index.ts", &text.replace(from, to));
        let answer = repository.json(&["impact"]);
        repository.write("src/index.ts", &text);
        let promises = list(&answer, "promises").iter();
        let promises: Vec<String> = promises.map(|it| format!("{}", it["class"])).collect();
        let symbols = rows(&answer, "symbols", &["change", "symbol"]);
        (symbols, promises.join(" ").replace('"', ""))
    };
    let charge = |what: &str, class: &str| (vec![format!("{what} pay#charge")], class.to_owned());
    let second = "export function charge(id: number): void;\n";
    assert_eq!(said(second, ""), charge("signature", "breaking"));
    let first = "export function charge(id: string): void;\n";
    assert_eq!(said(first, ""), charge("signature", "breaking"));
    assert_eq!(said("number)", "bigint)"), charge("signature", "breaking"));
    let third = "export function charge(id: boolean): void;\n";
    assert_eq!(said(second, &format!("{second}{third}")), charge("signature", "additive"));
    assert_eq!(said("unknown): void {}", "unknown): void { log(id); }").0, charge("body", "").0);
    // Of a class and of its instances.
    let (symbols, class) = said("    open(): void {}", "    open(till: Till): void {}");
    assert_eq!((symbols, &*class), (vec!["signature pay#Till.open".to_owned()], "breaking"));
}

#[test]
fn what_is_likely_to_break_is_said_to_be_likely() {
    let files = "
//- Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- boundary.toml
[interface]
\"charge\" = \"stable\"
\"refund\" = \"stable\"
//- src/lib.rs
pub fn charge(a: u8) {}
pub fn refund(a: u8) {}
";
    let repository = Repository::of(files);
    let text = repository.read("src/lib.rs").replace("charge(a: u8)", "charge(a: u16)");
    repository.write("src/lib.rs", &text.replace("refund(a: u8)", "refund()"));
    let out = String::from_utf8(repository.run(&["impact"]).stdout).unwrap();
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("(likely breaking: parameter 1 is `u16`"), "{out}");
    assert!(out.contains("(breaking: takes no parameter"), "{out}");
}
