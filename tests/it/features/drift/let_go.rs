//! What lets go of a promise, and what does not.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, open_until, published, start};

const PAY: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.2.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"charge\" = { is = \"frozen\", sig = \"fn(u64)\" }
\"refund\" = \"stable\"
\"settle\" = \"stable\"
//- src/lib.rs
pub fn charge(amount: u64) {}
pub fn refund(amount: u64) {}
pub fn settle() {}
//- boundstone.toml
base = \"HEAD\"
rules = { \"contract/undeclared-item\" = \"off\" }
//- docs/adr/0001-refunds.md
---
status: accepted
governs: [\"pay#refund\", \"pay#charge\"]
---
# Refunds

## Decision Outcome

As they are.
";

const REFUND: (&str, &str) = ("refund(amount: u64)", "refund(amount: u64, all: bool)");

/// What is said of `refund` after this change of the contract with the breaking one.
fn with_contract(from: &str, to: &str) -> Vec<String> {
    let repository = Repository::of(PAY);
    replace(&repository, "src/lib.rs", &[REFUND]);
    replace(&repository, "boundary.toml", &[(from, to)]);
    said(&repository)
}

#[test]
fn a_stable_item_is_not_let_go_by_the_change_that_breaks_it() {
    let stable = "\"refund\" = \"stable\"\n";
    let broken = |line: u32, state: &str| {
        format!(
            "boundary.toml:{line}: warning contract/drift: refund, which is {state}, was stable at HEAD, and this change breaks it: \
             takes 2 parameters, and took 1 parameter"
        )
    };
    for state in ["experimental", "internal", "deprecated"] {
        let now = stable.replace("stable", state);
        assert_eq!(with_contract(stable, &now), [broken(3, state)]);
    }
    assert_eq!(with_contract(stable, ""), [broken(1, "no longer promised")]);
    // It is what it was.
    let settle = with_contract("\"settle\" = \"stable\"", "\"settle\" = \"experimental\"");
    assert!(settle.iter().all(|it| !it.contains("settle")), "{settle:?}");
}

#[test]
fn a_type_is_not_let_go_by_the_change_that_breaks_a_member() {
    let files = PAY.replace(
        "pub fn settle() {}\n",
        "pub struct settle;\nimpl settle { pub fn all(&self, now: bool) {} }\n",
    );
    let broken = |to: &str| {
        let repository = Repository::of(&files);
        replace(&repository, "src/lib.rs", &[("pub fn all(&self, now: bool) {}", to)]);
        replace(
            &repository,
            "boundary.toml",
            &[("\"settle\" = \"stable\"", "\"settle\" = \"experimental\"")],
        );
        said(&repository)
    };
    let why = |why: &str| {
        format!(
            "boundary.toml:4: warning contract/drift: settle, which is experimental, was stable at HEAD, and this change breaks it: {why}"
        )
    };
    assert_eq!(broken("pub fn all(&self) {}"), [why("takes no parameter, and took 1 parameter")]);
    assert_eq!(broken("pub fn most(&self) {}"), [why("`all` is gone, or not public any more")]);
    assert_eq!(broken("pub fn all(&self, now: bool) { drop(now) }"), [""; 0]);
}

#[test]
fn a_stable_item_that_goes_with_its_key_is_told() {
    let repository = Repository::of(PAY);
    replace(&repository, "src/lib.rs", &[("pub fn settle() {}\n", "")]);
    replace(&repository, "boundary.toml", &[("\"settle\" = \"stable\"\n", "")]);
    let gone = "boundary.toml:1: warning contract/drift: settle, which is no longer promised, was stable at HEAD, and this change \
                breaks it: it was in src/lib.rs, and is gone or not public any more";
    assert_eq!(said(&repository), [gone]);
    replace(&repository, "Cargo.toml", &[("1.2.0", "2.0.0")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn a_decision_alone_lets_a_frozen_item_change() {
    let repository = Repository::of(PAY);
    replace(&repository, "src/lib.rs", &[("charge(amount: u64)", "charge(amount: u32)")]);
    let changed = said(&repository);
    let output = repository.run(&["check", "--accept", "--reason", "for now"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said(&repository), changed);
    let allow = "// boundstone: allow(contract/drift) for now\npub fn charge";
    replace(&repository, "src/lib.rs", &[("pub fn charge", allow)]);
    let said = said(&repository);
    assert!(said.iter().any(|it| it.contains("error contract/drift: pay#charge")), "{said:?}");
    assert!(said.iter().any(|it| it.contains("a decision alone")), "{said:?}");
}

/// What is said when `refund` and the frozen `charge` are deleted, with their keys or without, and a record governs this.
fn deleted(with_keys: bool, governs: &str) -> Vec<String> {
    let repository = Repository::of(PAY);
    std::fs::remove_file(repository.path().join("docs/adr/0001-refunds.md")).unwrap();
    repository.git(&["commit", "-qam", "without a record"]);
    let items = [("pub fn charge(amount: u64) {}\n", ""), ("pub fn refund(amount: u64) {}\n", "")];
    replace(&repository, "src/lib.rs", &items);
    if with_keys {
        let keys = [
            ("\"charge\" = { is = \"frozen\", sig = \"fn(u64)\" }\n", ""),
            ("\"refund\" = \"stable\"\n", ""),
        ];
        replace(&repository, "boundary.toml", &keys);
    }
    let record = format!("---\nstatus: accepted\ngoverns: {governs}\n---\n# No charges\n");
    repository.write("docs/adr/0002-no-charges.md", &record);
    let said = said(&repository).into_iter();
    said.filter(|it| !it.contains("stale-governs")).collect()
}

#[test]
fn a_decision_lets_an_item_go() {
    let drift = |said: Vec<String>| said.iter().filter(|it| it.contains("drift")).count();
    for governs in [
        "[\"boundary:pay\"]",
        "[\"src/**\"]",
        "[\"pay#charge\", \"src/lib.rs#refund\"]",
        "[\"pay#*\"]",
    ] {
        assert_eq!(deleted(true, governs), [""; 0], "{governs}");
        // What a key names is missing, whatever was decided.
        let said = deleted(false, governs);
        assert!(said.len() == 2 && drift(said.clone()) == 0, "{governs}: {said:?}");
    }
    assert_eq!(drift(deleted(true, "[\"pay#refund\"]")), 1);
    for governs in ["[\"pay#settle\"]", "[\"docs/**\"]"] {
        assert_eq!(drift(deleted(true, governs)), 2, "{governs}");
        assert_eq!(drift(deleted(false, governs)), 2, "{governs}");
    }
}

#[test]
fn the_editor_follows_the_decision_and_the_version() {
    let repository = Repository::of(PAY);
    replace(&repository, "src/lib.rs", &[REFUND]);
    let mut client = start(&repository, capabilities());
    let record = "docs/adr/0001-refunds.md";
    let of_record = open(&mut client, &repository, record);
    let uri = open_until(&mut client, &repository, "src/lib.rs", &["2: warning contract/drift"]);
    let text = repository.read(record);
    client.change(&of_record, 2, &text.replace("As they are.", "All or nothing."));
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
    client.change(&of_record, 3, &text);
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["2: warning contract/drift"] {}
    replace(&repository, "Cargo.toml", &[("1.2.0", "2.0.0")]);
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}

#[test]
fn a_contract_that_cannot_be_read_lets_go_of_nothing() {
    for (from, to) in [("\"frozen\", sig", "\"Frozen\", sig"), ("sig = \"fn(u64)\" }", "sig = \"")]
    {
        let said = with_contract(from, to);
        assert!(said.iter().all(|it| !it.contains("is gone")), "{said:?}");
        assert!(said.iter().any(|it| it.contains("config/")), "{said:?}");
    }
}

#[test]
fn a_contract_that_is_deleted_lets_go_of_nothing_that_is_frozen() {
    let repository = Repository::of(PAY);
    std::fs::remove_file(repository.path().join("boundary.toml")).unwrap();
    let gone = "Cargo.toml:1: error contract/drift: boundary.toml, which is gone, froze charge at HEAD, and no decision that governs \
                the package is added or edited by the same change";
    assert_eq!(said(&repository), [gone]);
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(answer["findings"].as_array().unwrap().len(), 1);
    let record = "---\nstatus: accepted\ngoverns: [\"boundary:pay\"]\n---\n# Free\n";
    repository.write("docs/adr/0002-free.md", record);
    assert_eq!(said(&repository), [""; 0]);
}

const FREEZE: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.2.0\", edition = \"2024\" }
//- src/lib.rs
pub fn charge(amount: u64) {}
//- boundstone.toml
base = \"HEAD\"
//- docs/adr/0001-charges.md
---
status: accepted
enforce:
  - freeze: [\"pay#charge\"]
---
# Charges
";

#[test]
fn a_decision_that_is_deleted_lets_go_of_nothing_that_it_froze() {
    let repository = Repository::of(FREEZE);
    let (record, moved) = ("docs/adr/0001-charges.md", "docs/decisions/0001-charges.md");
    let text = repository.read(record);
    assert_eq!(said(&repository), [""; 0]);
    std::fs::remove_file(repository.path().join(record)).unwrap();
    let gone = "Cargo.toml:1: error contract/drift: docs/adr/0001-charges.md, which is gone, froze pay#charge at HEAD, and no decision \
                that governs it is added or edited by the same change";
    assert_eq!(said(&repository), [gone]);
    repository.write(moved, &text);
    assert_eq!(said(&repository), [""; 0]);
    let settled = |governs: &str| {
        repository
            .write(moved, &format!("---\nstatus: accepted\ngoverns: {governs}\n---\n# Free\n"));
        said(&repository).is_empty()
    };
    assert!(
        settled("[\"pay#charge\"]") && settled("[\"src/**\"]") && settled("[\"boundary:pay\"]")
    );
    assert!(!settled("[\"docs/**\"]"));
    // A proposal froze nothing.
    repository.write(record, &text.replace("accepted", "proposed"));
    repository.git(&["commit", "-qam", "A proposal"]);
    std::fs::remove_file(repository.path().join(record)).unwrap();
    std::fs::remove_file(repository.path().join(moved)).unwrap();
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn the_editor_follows_a_decision_that_goes_and_comes() {
    let repository = Repository::of(FREEZE);
    let record = repository.path().join("docs/adr/0001-charges.md");
    let text = std::fs::read_to_string(&record).unwrap();
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "Cargo.toml");
    std::fs::remove_file(&record).unwrap();
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["1: error contract/drift"] {}
    std::fs::write(&record, text).unwrap();
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}
