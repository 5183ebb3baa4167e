//! Frozen items and the signatures that contracts record of them.

mod aliases;
mod bare_names;
mod by_surfaces;
mod conditions;
mod doubt;
mod followed;
mod gone;
mod help;
mod implementations;
mod inferred;
mod leant_on;
mod let_go;
mod manifest;
mod members;
mod names;
mod past;
mod redirected;
mod reports;
mod unnamed;

use serde_json::Value;

use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const PAY: &str = "
//- Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
//- boundary.toml
# Kept.
[interface]
\"charge\" = { is = \"frozen\", since = \"1.0\", sig = \"fn(u64) -> Receipt\" }
\"Receipt\" = \"frozen\" # here
\"refund\" = \"stable\"
//- src/lib.rs
pub struct Receipt { pub id: u64 }

/// Charges.
pub fn charge(amount: u64) -> Receipt {
    Receipt { id: amount }
}

pub fn refund(receipt: Receipt) {}
";

fn said(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check"]);
    let row = |it: &Value| {
        format!(
            "{}:{}: {} {}: {}",
            it["path"].as_str().unwrap(),
            it["range"]["start"]["line"],
            it["severity"].as_str().unwrap(),
            it["rule"].as_str().unwrap(),
            it["message"].as_str().unwrap()
        )
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_frozen_item_is_what_its_contract_records() {
    assert_eq!(said(&Repository::of(PAY)), [""; 0]);
    let drifted = PAY.replace("charge(amount: u64)", "charge(amount: u64, currency: &str)");
    assert_eq!(
        said(&Repository::of(&drifted)),
        [
            "src/lib.rs:4: error contract/drift: pay#charge is frozen since 1.0 as `fn(u64) -> Receipt`, \
          and is `fn(u64, &str) -> Receipt` now"
        ]
    );
}

#[test]
fn what_nobody_feels_is_no_drift() {
    let other = PAY
        .replace("charge(amount: u64)", "charge(\n    value: u64, // how much\n)")
        .replace("Receipt { id: amount }", "let id = value; Receipt { id }")
        .replace("sig = \"fn(u64) -> Receipt\"", "sig = \"fn(u64)  ->  Receipt\"");
    assert_eq!(said(&Repository::of(&other)), [""; 0]);
    // A promise to stay stable is no promise of the letter.
    let stable = PAY.replace("refund(receipt: Receipt)", "refund(receipt: Receipt, all: bool)");
    assert_eq!(said(&Repository::of(&stable)), [""; 0]);
}

#[test]
fn the_editor_sees_it_on_the_name_while_it_is_typed() {
    let repository = Repository::of(PAY);
    let mut client = start(&repository, capabilities());
    let code = open(&mut client, &repository, "src/lib.rs");
    let text = repository.read("src/lib.rs").replace("amount: u64)", "amount: u32)");
    client.change(&code, 2, &text);
    let report = published(&mut client, &code);
    assert_eq!(findings(&report["diagnostics"]), ["4: error contract/drift"]);
    let related = &report["diagnostics"][0]["relatedInformation"][0];
    assert_eq!(related["message"], "recorded here");
    client.change(&code, 3, &repository.read("src/lib.rs"));
    while !findings(&published(&mut client, &code)["diagnostics"]).is_empty() {}
}

#[test]
fn lock_records_what_frozen_items_promise_and_leaves_the_rest() {
    let repository = Repository::of(PAY);
    let lock = |arguments: &[&str]| {
        let output = repository.run(&[&["contract", "lock"], arguments].concat());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let row = "boundary.toml: Receipt = struct { id: u64 }\n2 frozen items, 1 signature";
    let before = repository.read("boundary.toml");
    assert_eq!(lock(&["--dry-run"]), (Some(0), format!("{row} would be recorded.\n")));
    assert_eq!(repository.read("boundary.toml"), before);
    assert_eq!(lock(&["pay"]), (Some(0), format!("{row} recorded.\n")));
    let recorded = "\"Receipt\" = { is = \"frozen\", sig = \"struct { id: u64 }\" } # here";
    assert_eq!(
        repository.read("boundary.toml"),
        before.replace("\"Receipt\" = \"frozen\" # here", recorded)
    );
    assert_eq!(lock(&[]), (Some(0), "2 frozen items, 0 signatures recorded.\n".to_owned()));
    repository.write("src/lib.rs", "pub struct Receipt { pub id: u32 }\n");
    assert_eq!(
        said(&repository),
        [
            "boundary.toml:3: error contract/missing-item: pay has no item charge: it was in src/lib.rs at HEAD, and is gone or not public any more",
            "boundary.toml:5: error contract/missing-item: pay has no item refund: it was in src/lib.rs at HEAD, and is gone or not public any more",
            "src/lib.rs:1: error contract/drift: breaking change since HEAD of pay#charge, frozen: it is gone, or not public any more",
            "src/lib.rs:1: warning contract/drift: breaking change since HEAD of pay#refund, stable: it is gone, or not public any more",
            "src/lib.rs:1: error contract/drift: pay#Receipt is frozen as `struct { id: u64 }`, and is \
             `struct { id: u32 }` now",
        ]
    );
    let (code, text) = lock(&[]);
    assert_eq!(code, Some(2));
    assert!(text.contains("Not recorded: boundary.toml: charge: no public item"), "{text}");
}

#[test]
fn a_key_is_missed_only_when_its_name_stands_nowhere() {
    let missing = |code: &str| {
        let files = format!(
            "//- Cargo.toml\npackage = {{ name = \"pay\", edition = \"2024\" }}\n//- boundary.toml\n[interface]\n\"Money::new\" = \"stable\"\n//- src/lib.rs\n{code}\n"
        );
        said(&Repository::of(&files)).iter().any(|it| it.contains("contract/missing-item"))
    };
    assert!(missing("pub struct Money;"));
    assert!(missing("pub fn old() {}"));
    for code in [
        "pub struct Money; impl Money { pub fn new() {} }",
        "make! { pub struct Money; new }",
        "mod inner { pub struct Money; impl Money { pub fn new() {} } } pub use inner::*;",
        "pub use other::Money; pub fn f() { Money::new(); }",
    ] {
        assert!(!missing(code), "{code}");
    }
}

/// Replaces texts that stand in a file.
#[track_caller]
fn replace(repository: &Repository, file: &str, replacements: &[(&str, &str)]) {
    let mut text = repository.read(file);
    for (from, to) in replacements {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    repository.write(file, &text);
}
