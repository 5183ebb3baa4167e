//! What is offered for an item that a contract promises something of.

use insta::assert_snapshot;

use crate::fixing::{Session, offered, taking_versions};
use crate::repository::Repository;
use crate::settling::settled;

const FILES: &str = r#"
//- Cargo.toml
package = { name = "pay", edition = "2024" }
//- boundary.toml
[interface]
"charge" = { is = "frozen", since = "1.0", sig = "fn(u64)" } # to the letter
"refund" = "stable"
//- src/lib.rs
pub fn cha$0rge(amount: u32) {}
pub fn refund() {}
pub fn more() {}
"#;

const RECORD: &str = "Record the signature of charge in boundary.toml";

fn at(text: &str) -> String {
    FILES.replace("$0", "").replacen(text, &format!("$0{text}"), 1)
}

/// The file at `$0` after the action of that title.
fn made(text: &str, title: &str) -> String {
    let repository = Repository::of(text);
    let mut session = Session::at_cursor(&repository, taking_versions());
    let actions = session.actions();
    let action = actions.iter().find(|it| it["title"] == title).expect("the action");
    session.apply(&action["edit"]);
    session.text
}

#[test]
fn a_signature_is_recorded_where_it_drifted() {
    assert_eq!(offered(FILES), [RECORD]);
    assert_snapshot!(made(&at("charge\" ="), RECORD), @r#"
    [interface]
    "charge" = { is = "frozen", since = "1.0", sig = "fn(u32)" } # to the letter
    "refund" = "stable"
    "#);
}

#[test]
fn at_its_key_too_and_only_while_it_is_another() {
    let at_key = at("charge\" =");
    assert_eq!(offered(&at_key), [format!("{RECORD} (refactor)")]);
    let recorded = at_key.replace("fn(u64)", "fn(u32)");
    assert_eq!(offered(&recorded), [""; 0]);
}

#[test]
fn an_item_is_marked_as_deprecated_with_a_place_for_what_to_use_instead() {
    let title = "Mark refund as deprecated, with what to use instead";
    for place in ["refund\" =", "refund() {}"] {
        assert_eq!(offered(&at(place)), [format!("{title} (refactor)")]);
    }
    assert_snapshot!(made(&at("refund\" ="), title), @r#"
    [interface]
    "charge" = { is = "frozen", since = "1.0", sig = "fn(u64)" } # to the letter
    "refund" = { is = "deprecated", use = "" }
    "#);
}

#[test]
fn what_is_missing_is_not_to_be_deprecated() {
    let files = FILES.replace("$0", "").replace("\"refund\" =", "\"ref$0undd\" =");
    let offers = offered(&files);
    assert!(!offers.iter().any(|it| it.contains("as deprecated")), "{offers:#?}");
}

/// The change that breaks a promise does not let go of it, and of what a decision froze a decision alone does.
#[test]
fn what_drifted_or_is_frozen_by_a_decision_is_not_to_be_deprecated() {
    let record = "//- docs/adr/0001-refund.md\n---\nstatus: accepted\nenforce:\n  - freeze: pay#refund\n---\n# It stays\n";
    for place in ["refund\" =", "refund() {}"] {
        assert_eq!(offered(&format!("{}{record}", at(place))), [""; 0]);
    }
    let money = "\n//- Cargo.toml\npackage = { name = \"pay\", edition = \"2024\" }\n\
                 //- boundary.toml\n[interface]\n\"Money\" = \"stable\"\n\
                 //- src/lib.rs\npub struct $0Money;\nimpl Money { pub fn go(&self) {} }\n";
    let title = "Mark Money as deprecated, with what to use instead";
    let is_offered = |now: &str| {
        let repository = Repository::of(money);
        repository.write("src/lib.rs", now);
        let mut session = Session::at_cursor(&repository, taking_versions());
        session.actions().iter().any(|it| it["title"] == title)
    };
    assert!(is_offered("pub struct Money;\nimpl Money { pub fn go(&self) {} }\n"));
    assert!(!is_offered("pub struct Money;\nimpl Money {}\n"));
}

#[test]
fn an_item_that_no_key_names_is_offered() {
    let files = at("more() {}").replace("u32", "u64");
    let title = "Offer more as stable in boundary.toml";
    assert_snapshot!(settled(&files, title, ""), @r#"
    // boundary.toml
    [interface]
    "charge" = { is = "frozen", since = "1.0", sig = "fn(u64)" } # to the letter
    "more" = "stable"
    "refund" = "stable"
    "#);
}

/// What the source says of an item counts, and else what most entries of the contract say.
#[test]
fn an_item_is_offered_as_what_its_source_says() {
    let files = |tag: &str, interface: &str| {
        format!(
            "//- package.json\n{{ \"name\": \"pay\", \"exports\": \"./index.ts\" }}\n//- boundary.toml\n[interface]\n{interface}\n\
             //- index.ts\nexport const a = 1, b = 2;\n/** Pays. {tag} */\nexport function $0more(): void {{}}\n"
        )
    };
    let help = |files: &str| {
        let answer = crate::repository::Repository::of(files).json(&["check"]);
        answer["findings"][0]["help"].as_str().unwrap().to_owned()
    };
    let stable = "a = \"stable\"\nb = \"stable\"";
    for (tag, interface, expected) in [
        ("", stable, "stable"),
        ("", "a = \"experimental\"\nb = \"experimental\"", "experimental"),
        ("@beta", stable, "experimental"),
        ("@deprecated Use `a`.", stable, "deprecated"),
        ("@public", "a = \"experimental\"\nb = \"experimental\"", "stable"),
    ] {
        let files = files(tag, interface);
        let said =
            format!("Add `\"more\" = \"{expected}\"` to its `[interface]`, or do not export it");
        assert_eq!(help(&files), said, "{tag}");
        let text = settled(&files, &format!("Offer more as {expected} in boundary.toml"), "");
        assert!(text.contains(&format!("more = \"{expected}\"")), "{tag}: {text}");
    }
}
