//! `check --base`: what a change brings, and nothing else.

use serde_json::Value;

use crate::repository::Repository;

const FILES: &str = "
//- .github/CODEOWNERS
*       @acme/all
/gone/  @acme/old
/a/     @acme/a
//- a/Cargo.toml
[package]
name = \"a\"
//- a/src/lib.rs
//! ADR-0001
pub struct A;
// ADR-0009
//- docs/adr/0001-a.md
# 1. A

## Status

Accepted
";

#[track_caller]
fn rules(answer: &Value) -> Vec<String> {
    let findings = answer["findings"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings.iter().map(|it| format!("{} {}", text(&it["path"]), text(&it["rule"]))).collect()
}

#[track_caller]
fn new_since(repository: &Repository, base: &str) -> Vec<String> {
    rules(&repository.json(&["check", "--base", base]))
}

#[test]
fn what_was_there_before_is_not_told_even_when_it_moves() {
    let repository = Repository::of(FILES);
    assert_eq!(
        rules(&repository.json(&["check"])),
        [".github/CODEOWNERS ownership/dead-rule", "a/src/lib.rs decision/unknown"]
    );
    assert!(new_since(&repository, "HEAD").is_empty());
    let text = repository.read("a/src/lib.rs");
    repository.write("a/src/lib.rs", &format!("\n\npub fn new() {{}}\n{text}"));
    assert!(new_since(&repository, "HEAD").is_empty());
    repository.git(&["mv", "a/src/lib.rs", "a/src/main.rs"]);
    assert!(new_since(&repository, "HEAD").is_empty());
}

#[test]
fn of_two_alike_the_added_one_is_new() {
    let repository = Repository::of(FILES);
    repository
        .write("a/src/lib.rs", "// again ADR-0009\n//! ADR-0001\npub struct A;\n// ADR-0009\n");
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(rules(&answer), ["a/src/lib.rs decision/unknown"]);
    assert_eq!(answer["findings"][0]["range"]["start"]["line"], 1);
}

#[test]
fn a_change_is_told_what_it_causes_in_files_that_it_does_not_touch() {
    let repository = Repository::of(FILES);
    // The last file that a rule matched goes, and a decision is superseded.
    std::fs::remove_dir_all(repository.path().join("a")).unwrap();
    repository.write("b.rs", "// nothing\n");
    assert_eq!(new_since(&repository, "HEAD"), [".github/CODEOWNERS ownership/dead-rule"]);
    let repository = Repository::of(FILES);
    repository.write(
        "docs/adr/0002-b.md",
        "# 2. B\n\n## Status\n\nAccepted\n\nSupersedes [1. A](0001-a.md)\n",
    );
    assert_eq!(
        new_since(&repository, "HEAD"),
        ["a/src/lib.rs decision/superseded", "docs/adr/0001-a.md decision/broken-link"]
    );
}

#[test]
fn exit_codes_and_paths_are_those_of_check() {
    let repository = Repository::of(FILES);
    let code = |arguments: &[&str]| repository.run(arguments).status.code();
    repository.write("a/src/lib.rs", "// ADR-0009 and ADR-0010\n");
    assert_eq!(code(&["check", "--base", "HEAD"]), Some(0));
    assert_eq!(code(&["check", "--base", "HEAD", "--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["check", "docs", "--base", "HEAD", "--fail-on", "warning"]), Some(0));
    assert_eq!(code(&["check", "--base", "nowhere"]), Some(2));
    let human = repository.run(&["check", "--base", "HEAD"]);
    let human = String::from_utf8(human.stdout).unwrap();
    assert!(human.contains("checked, new since HEAD ("), "{human}");
}

#[test]
fn a_rule_that_the_change_switches_on_finds_what_was_there() {
    let repository = Repository::of(FILES);
    repository.write("boundstone.toml", "[rules]\n\"decision/unknown\" = \"error\"\n");
    assert_eq!(new_since(&repository, "HEAD"), ["a/src/lib.rs decision/unknown"]);
    assert_eq!(repository.run(&["check", "--base", "HEAD"]).status.code(), Some(1));
}

#[test]
fn settings_of_before_count_for_before() {
    // What was excluded had no findings; the change reads it for the first time.
    let files = format!("{FILES}//- boundstone.toml\nexclude = [\"a\"]\n");
    let repository = Repository::of(&files);
    repository.write("boundstone.toml", "");
    assert_eq!(new_since(&repository, "HEAD"), ["a/src/lib.rs decision/unknown"]);
    // And the other way round, nothing is new.
    let repository = Repository::of(FILES);
    repository.write("boundstone.toml", "exclude = [\"a\"]\n");
    assert!(new_since(&repository, "HEAD").is_empty());
}

#[test]
fn what_cannot_be_read_is_told_of_files_of_the_change() {
    let repository = Repository::of(FILES);
    std::fs::write(repository.path().join("a/src/old.rs"), b"\xff\x00").unwrap();
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "more"]);
    let not_checked = |repository: &Repository| {
        let answer = repository.json(&["check", "--base", "HEAD"]);
        answer["not_checked"].as_array().unwrap().clone()
    };
    assert!(not_checked(&repository).is_empty());
    std::fs::write(repository.path().join("a/src/new.rs"), b"\xff\x00").unwrap();
    let told = not_checked(&repository);
    assert_eq!((told.len(), &told[0]["path"]), (1, &Value::from("a/src/new.rs")));
    std::fs::write(repository.path().join("a/src/old.rs"), b"pub fn a() {}").unwrap();
    let told = not_checked(&repository);
    assert!(
        told.iter().any(|it| it["path"] == "a/src/old.rs"
            && it["reason"].as_str().unwrap().starts_with("before the change, ")),
        "{told:?}"
    );
}

const USED: &str = "
//- Cargo.toml
[workspace]
members = [\"bank\", \"web\"]
//- bank/Cargo.toml
[package]
name = \"bank\"
//- bank/boundary.toml
[interface]
\"a\" = \"stable\"
\"b\" = \"internal\"
//- bank/src/lib.rs
pub fn a() {}
pub fn b() {}
//- web/Cargo.toml
[package]
name = \"web\"
[dependencies]
bank = { path = \"../bank\" }
//- web/src/lib.rs
pub fn f() {
    bank::a();
    bank::b();
}
";

#[test]
fn a_use_that_a_contract_forbids_from_now_on_is_new_where_it_stands() {
    let repository = Repository::of(USED);
    assert_eq!(
        rules(&repository.json(&["check"])),
        ["web/src/lib.rs boundary/private-use"],
        "the fixture"
    );
    assert!(new_since(&repository, "HEAD").is_empty());
    let contract = repository.read("bank/boundary.toml");
    repository.write("bank/boundary.toml", &contract.replace("stable", "internal"));
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(rules(&answer), ["web/src/lib.rs boundary/private-use"]);
    assert_eq!(answer["findings"][0]["range"]["start"]["line"], 2);
    assert_eq!(repository.run(&["check", "--base", "HEAD"]).status.code(), Some(1));
}

const FACADE: &str = "
//- core/Cargo.toml
[package]
name = \"bank-core\"
//- core/src/lib.rs
pub struct Ledger;
pub fn open() {}
//- bank/Cargo.toml
[package]
name = \"bank\"
[dependencies]
bank-core = { path = \"../core\" }
//- bank/src/lib.rs
pub use bank_core::*;
//- bank/boundary.toml
[interface]
\"open\" = \"stable\"
\"Ledger\" = \"stable\"
";

/// What a boundary promises may stand in another one, which alone changed.
#[test]
fn a_promise_that_is_handed_on_is_missed_where_it_is_gone() {
    let repository = Repository::of(FACADE);
    assert_eq!(new_since(&repository, "HEAD"), [""; 0]);
    repository.write("core/src/lib.rs", "pub struct Ledger;\n");
    let missing = ["bank/boundary.toml contract/missing-item"];
    assert_eq!(new_since(&repository, "HEAD"), missing);
    // What was not compared of it is said as well.
    repository.write("core/src/lib.rs", "pub struct Ledger;\npub fn open(to: u8) {}\n");
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(rules(&answer), [""; 0]);
    assert_eq!(answer["not_checked"][0]["path"], "bank/boundary.toml");
}
