//! Items that are held against what git has of them.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, command, findings, open, published, start};
use boundstone_test_client::Client;

const LEDGER: &str = "
//- Cargo.toml
[workspace]
members = [\"shop\"]
[package]
name = \"pay\"
version = \"1.2.0\"
edition = \"2024\"
//- boundary.toml
[interface]
\"Receipt\" = \"frozen\"
\"charge\" = { is = \"frozen\", since = \"1.0\", sig = \"fn(u64) -> Receipt\" }
\"refund\" = { is = \"stable\", since = \"1.1\" }
\"Money::*\" = \"stable\"
\"parse\" = \"experimental\"
//- src/lib.rs
pub struct Receipt { pub id: u64 }
pub fn charge(amount: u64) -> Receipt { Receipt { id: amount } }
pub fn refund(receipt: Receipt) {}
pub struct Money;
impl Money {
    pub fn zero() -> Self { Self }
    pub fn add(&self, other: Money) -> Money { other }
}
pub fn parse(text: &str) {}
pub fn settle(day: u8) {}
//- shop/Cargo.toml
package = { name = \"shop\", edition = \"2024\" }
dependencies = { pay = { path = \"..\" } }
//- shop/src/lib.rs
pub fn give_back(receipt: pay::Receipt) { pay::refund(receipt); }
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
//- CODEOWNERS
* @acme/pay
/shop/ @acme/shop
//- docs/adr/0001-settle.md
---
status: accepted
enforce:
  - freeze: pay#settle
---
# Settling stays

## Decision Outcome

As it is.
";

/// The repository with these texts replaced in one of its files after the commit.
fn changed(file: &str, replacements: &[(&str, &str)]) -> Repository {
    let repository = Repository::of(LEDGER);
    replace(&repository, file, replacements);
    repository
}

fn code(replacements: &[(&str, &str)]) -> Vec<String> {
    said(&changed("src/lib.rs", replacements))
}

const RECORD: &str = "docs/adr/0001-settle.md";

#[test]
fn a_stable_item_is_held_against_the_base() {
    assert_eq!(said(&Repository::of(LEDGER)), [""; 0]);
    assert_eq!(
        code(&[("refund(receipt: Receipt)", "refund(receipt: Receipt, all: bool)")]),
        [
            "src/lib.rs:3: warning contract/drift: breaking change since HEAD of pay#refund, stable since 1.1: \
          takes 2 parameters, and took 1 parameter; used once by 1 boundary (shop), owned by @acme/shop"
        ]
    );
    assert_eq!(
        code(&[("other: Money) -> Money", "other: &Money) -> Money")]),
        [
            "src/lib.rs:7: warning contract/drift: likely breaking change since HEAD of pay#Money::add, stable: \
          parameter 1 is `&Money`, and was `Money`"
        ]
    );
}

#[test]
fn who_uses_it_and_who_owns_that_is_told_beside_it() {
    let repository = changed("src/lib.rs", &[("refund(receipt: Receipt)", "refund()")]);
    let answer = repository.json(&["check"]);
    let related = answer["findings"][0]["related"].as_array().unwrap();
    let said: Vec<String> = related
        .iter()
        .map(|it| {
            format!(
                "{}:{} {}",
                it["path"].as_str().unwrap(),
                it["line"],
                it["message"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        said,
        ["boundary.toml:4 promised here", "shop/src/lib.rs:1 used by shop, owned by @acme/shop"]
    );
}

#[test]
fn what_adds_or_is_no_part_of_the_promise_is_no_drift() {
    // Bodies, names of parameters, comments, order, what is experimental, and what was never promised.
    assert_eq!(
        code(&[
            ("refund(receipt: Receipt) {}", "refund(\n    it: Receipt, // whole\n) { drop(it) }"),
            ("pub fn parse(text: &str) {}", "pub fn parse(text: &str, strict: bool) {}"),
            ("impl Money {\n", "impl Money {\n    /// New.\n    pub fn one() -> Self { Self }\n"),
        ]),
        [""; 0]
    );
    // A frozen item may not even grow.
    let more = "#[derive(Clone)]\npub struct Receipt { pub id: u64 }";
    assert_eq!(
        code(&[("pub struct Receipt { pub id: u64 }", more)]),
        [
            "src/lib.rs:2: error contract/drift: additive change since HEAD of pay#Receipt, frozen: is now \
          `derive(Clone)`; used once by 1 boundary (shop), owned by @acme/shop"
        ]
    );
}

#[test]
fn a_trait_that_is_written_by_hand_is_still_there() {
    let derived = LEDGER
        .replace("pub struct Money;", "#[derive(Clone, Copy)]\npub struct Money;")
        .replace("\"Money::*\" =", "\"Money\" = \"stable\"\n\"Money::*\" =");
    let with = |by_hand: &str| {
        let repository = Repository::of(&derived);
        let now = format!("{by_hand}\npub struct Money;");
        replace(&repository, "src/lib.rs", &[("#[derive(Clone, Copy)]\npub struct Money;", &now)]);
        said(&repository)
    };
    let clone = "impl Clone for Money { fn clone(&self) -> Self { *self } }";
    assert_eq!(with(&format!("{clone}\nimpl Copy for Money {{}}")), [""; 0]);
    let without_copy = with(clone);
    assert!(
        without_copy.iter().any(|it| it.contains("no longer `derive(Copy)`")),
        "{without_copy:?}"
    );
}

#[test]
fn a_member_of_a_level_that_goes_is_told_at_its_type() {
    let gone = |line: u32| {
        format!(
            "src/lib.rs:{line}: warning contract/drift: breaking change since HEAD of pay#Money, stable: `add` is gone, or not \
             public any more"
        )
    };
    let add = "    pub fn add(&self, other: Money) -> Money { other }\n";
    assert_eq!(code(&[(add, "")]), [gone(4)]);
    assert_eq!(code(&[("pub fn add", "fn add")]), [gone(7)]);
    // It moved to another file of the boundary.
    let repository =
        changed("src/lib.rs", &[(add, ""), ("pub struct Money;", "mod more;\npub struct Money;")]);
    repository.write("src/more.rs", "impl crate::Money {\n    pub fn add(&self, other: crate::Money) -> crate::Money { other }\n}\n");
    let said: Vec<String> =
        said(&repository).into_iter().filter(|it| it.contains("gone")).collect();
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_decision_in_the_same_change_settles_it() {
    let breaking = [("refund(receipt: Receipt)", "refund(receipt: Receipt, all: bool)")];
    let decide = |status: &str, governs: &str| {
        let repository = changed("src/lib.rs", &breaking);
        let record = format!(
            "---\nstatus: {status}\ngoverns: [\"{governs}\"]\n---\n# Refunds say how much\n"
        );
        repository.write("docs/adr/0002-refunds.md", &record);
        said(&repository).len()
    };
    assert_eq!(decide("accepted", "pay#refund"), 0);
    assert_eq!(decide("accepted", "src/**"), 0);
    // One that is not taken yet, and one about something else.
    assert_eq!(decide("proposed", "pay#refund"), 1);
    assert_eq!(decide("accepted", "shop/**"), 1);
}

#[test]
fn a_version_that_may_break_settles_it_for_what_is_stable() {
    let breaking = [("refund(receipt: Receipt)", "refund()"), ("pub id: u64", "pub id: u32")];
    let raise = |version: &str| {
        let repository = changed("src/lib.rs", &breaking);
        replace(&repository, "Cargo.toml", &[("1.2.0", version)]);
        let frozen = "src/lib.rs:1: error contract/drift: likely breaking change since HEAD of pay#Receipt, frozen: \
                      `id` is of type `u32`, and was of `u64`; used once by 1 boundary (shop), owned by @acme/shop";
        let mut said = said(&repository);
        assert_eq!(said.remove(0), frozen);
        said.len()
    };
    assert_eq!(raise("1.3.0"), 1);
    assert_eq!(raise("2.0.0"), 0);
}

#[test]
fn what_a_decision_freezes_changes_only_with_a_decision() {
    let repository = changed("src/lib.rs", &[("settle(day: u8)", "settle(day: u16)")]);
    let drift = "src/lib.rs:10: error contract/drift: likely breaking change since HEAD of pay#settle, frozen by \
                 ADR-0001: parameter 1 is `u16`, and was `u8`";
    assert_eq!(said(&repository), [drift]);
    replace(&repository, RECORD, &[("As it is.", "Days are counted through the year.")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn what_a_decision_freezes_stays_public() {
    let repository = changed("src/lib.rs", &[("pub fn settle(", "pub(crate) fn settle(")]);
    let drift = "src/lib.rs:10: error contract/drift: breaking change since HEAD of pay#settle, frozen by \
                 ADR-0001: is not public any more";
    assert_eq!(said(&repository), [drift]);
    replace(&repository, RECORD, &[("As it is.", "Settled within.")]);
    assert_eq!(said(&repository), [""; 0]);
}

/// No contract says anything: the record alone promises what the crate shows.
#[test]
fn the_re_export_of_what_a_decision_freezes_stays() {
    let files = "
//- docs/adr/0001-stay.md
---
status: accepted
enforce:
  - freeze: pay#Money
---
# It stays
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- src/lib.rs
mod money;
pub use money::Money;
//- src/money.rs
pub struct Money;
";
    let with = |lib: &str| {
        let repository = Repository::of(files);
        assert_eq!(said(&repository), [""; 0]);
        repository.write("src/lib.rs", lib);
        said(&repository)
    };
    let gone = "docs/adr/0001-stay.md:4: error decision/stale-governs: Nothing is called Money in pay: src/lib.rs had it for \
                others at HEAD, and has it no more";
    assert_eq!(with("mod money;\n"), [gone]);
    assert_eq!(with("mod money;\nuse money::Money;\n"), [gone]);
    assert_eq!(with("mod money;\npub use money::Money as Coin;\n"), [gone]);
    assert_eq!(with("pub mod money;\n"), [gone]);
    assert_eq!(with("mod money;\npub use money::*;\n"), [""; 0]);
    assert_eq!(with("pub mod money;\npub use self::money::Money;\n"), [""; 0]);
}

#[test]
fn a_record_that_is_not_in_force_freezes_nothing() {
    let text = LEDGER.replace("status: accepted", "status: rejected");
    let repository = Repository::of(&text);
    replace(&repository, "src/lib.rs", &[("settle(day: u8)", "settle(day: u16)")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn what_freezes_must_name_an_item() {
    assert_eq!(
        said(&changed(RECORD, &[("freeze: pay#settle", "freeze: settle all")])),
        [
            "docs/adr/0001-settle.md:4: warning decision/malformed: `settle all` names no item, and freezes nothing"
        ]
    );
    assert_eq!(
        said(&changed(RECORD, &[("pay#settle", "src/lib.rs#setle")])),
        [
            "docs/adr/0001-settle.md:4: error decision/stale-governs: Nothing is called setle in src/lib.rs"
        ]
    );
}

#[test]
fn a_recorded_signature_changes_only_with_a_decision() {
    let repository = changed(
        "src/lib.rs",
        &[("charge(amount: u64)", "charge(amount: u32)"), ("id: amount", "id: amount.into()")],
    );
    replace(&repository, "boundary.toml", &[("fn(u64) -> Receipt", "fn(u32) -> Receipt")]);
    assert_eq!(
        said(&repository),
        [
            "boundary.toml:3: error contract/drift: `sig` of charge was `fn(u64) -> Receipt` at HEAD, and no decision \
          that governs charge is added or edited by the same change"
        ]
    );
    repository.write(
        "docs/adr/0002-small.md",
        "---\nstatus: accepted\ngoverns: [\"pay#charge\"]\n---\n# Small charges\n",
    );
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn a_frozen_item_is_not_let_go_in_silence() {
    let contract = |replacements: &[(&str, &str)]| said(&changed("boundary.toml", replacements));
    assert_eq!(
        contract(&[("\"Receipt\" = \"frozen\"", "\"Receipt\" = \"stable\"")]),
        [
            "boundary.toml:2: error contract/drift: Receipt, which is stable now, was frozen at HEAD, and no decision \
          that governs Receipt is added or edited by the same change"
        ]
    );
    assert_eq!(
        contract(&[("\"Receipt\" = \"frozen\"\n", "")])[..1],
        [
            "boundary.toml:1: error contract/drift: Receipt, whose key is gone, was frozen at HEAD, and no decision that \
          governs Receipt is added or edited by the same change"
        ]
    );
}

#[test]
fn what_is_promised_by_this_change_has_no_past() {
    let repository =
        changed("boundary.toml", &[("\"parse\" = \"experimental\"", "\"parse\" = \"stable\"")]);
    replace(&repository, "src/lib.rs", &[("parse(text: &str)", "parse(text: &str, strict: bool)")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn the_base_is_where_the_branch_left() {
    let repository = Repository::of(LEDGER);
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    replace(&repository, "src/lib.rs", &[("refund(receipt: Receipt)", "refund()")]);
    let commit = ["commit", "-q", "-a", "-m", "more"];
    repository.git(&commit);
    assert!(said(&repository)[0].contains("breaking change since origin/main of pay#refund"));
    // The same, seen from the commit itself.
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(answer["findings"], serde_json::json!([]));
    let answer = repository.json(&["check", "--base", "HEAD~1"]);
    assert_eq!(answer["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_moved_is_followed() {
    let repository = changed(
        "src/lib.rs",
        &[("pub fn refund(receipt: Receipt) {}\n", "mod back;\npub use back::refund;\n")],
    );
    repository.write(
        "src/back.rs",
        "use crate::Receipt;\npub fn refund(receipt: Receipt, all: bool) {}\n",
    );
    let refund = "src/back.rs:2: warning contract/drift: breaking change since HEAD of pay#refund, stable since 1.1: takes 2 \
                  parameters, and took 1 parameter; used once by 1 boundary (shop), owned by @acme/shop";
    assert_eq!(said(&repository), [refund]);
    assert_eq!(repository.json(&["check"])["not_checked"], serde_json::json!([]));
    // A file that was renamed as a whole.
    let repository = Repository::of(&LEDGER.replace(
        "//- src/lib.rs\n",
        "//- src/lib.rs\nmod old;\npub use old::*;\n//- src/old.rs\n",
    ));
    repository.git(&["mv", "src/old.rs", "src/new.rs"]);
    repository.write("src/lib.rs", "mod new;\npub use new::*;\n");
    replace(&repository, "src/new.rs", &[("refund(receipt: Receipt)", "refund()")]);
    let answer = repository.json(&["check", "--base", "HEAD"]);
    assert_eq!(answer["findings"][0]["path"], "src/new.rs");
}

#[test]
fn a_promised_item_that_only_a_macro_makes_is_counted() {
    let repository = changed(
        "src/lib.rs",
        &[(
            "pub fn refund(receipt: Receipt) {}",
            "macro_rules! back { ($name:ident) => { pub fn $name(receipt: Receipt) {} } }\nback!(refund);",
        )],
    );
    repository.git(&["commit", "--quiet", "--all", "--message", "a macro"]);
    let answer = repository.json(&["check"]);
    assert_eq!(answer["findings"], serde_json::json!([]));
    assert_eq!(
        answer["not_checked"][0],
        serde_json::json!({
            "what": "file",
            "path": "boundary.toml",
            "reason": "the stable refund was not compared: a macro may make it; `boundstone contract diff` looks into macros",
        })
    );
}

#[test]
fn without_git_it_is_said_that_nothing_was_compared() {
    let repository = Repository::of(LEDGER);
    std::fs::remove_dir_all(repository.path().join(".git")).unwrap();
    let answer = repository.json(&["check"]);
    assert_eq!(answer["findings"], serde_json::json!([]));
    let reasons: Vec<&str> = answer["not_checked"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        reasons,
        [
            "5 items that it keeps were not compared with the past: the folder is in no git repository",
            "1 item that it keeps was not compared with the past: the folder is in no git repository",
        ]
    );
}

#[test]
fn the_editor_sees_it_while_it_is_typed_and_after_a_commit_no_more() {
    let repository = Repository::of(LEDGER);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/lib.rs");
    let text = repository.read("src/lib.rs").replace("refund(receipt: Receipt)", "refund()");
    client.change(&uri, 2, &text);
    let report = published(&mut client, &uri);
    assert_eq!(findings(&report["diagnostics"]), ["3: warning contract/drift"]);
    repository.write("src/lib.rs", &text);
    repository.git(&["commit", "-q", "-a", "-m", "it is so"]);
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}

#[test]
fn a_base_that_moves_is_seen_wherever_git_keeps_it_and_whoever_watches_the_files() {
    let main = Repository::of(LEDGER);
    let folder = main.path().join("tree");
    main.git(&["worktree", "add", "-q", "--detach", "tree"]);
    main.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let mut client = Client::start(command());
    client.leave_unread();
    let mut watching = capabilities();
    watching["workspace"] =
        serde_json::json!({ "didChangeWatchedFiles": { "dynamicRegistration": true } });
    client.initialize_on(&[format!("file://{}", folder.display())], watching);
    let uri = main.uri("tree/src/lib.rs");
    let text = main.read("tree/src/lib.rs").replace("refund(receipt: Receipt)", "refund()");
    main.write("tree/src/lib.rs", &text);
    client.open(&uri, "rust", &text);
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["3: warning contract/drift"] {}
    // Somebody else merges the same change, and it is fetched.
    main.git(&["-C", "tree", "commit", "-q", "-a", "-m", "it is so"]);
    main.git(&["update-ref", "refs/remotes/origin/main", &head(&main, "tree")]);
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}

fn head(repository: &Repository, tree: &str) -> String {
    let mut git = std::process::Command::new("git");
    let output = git.args(["rev-parse", "HEAD"]).current_dir(repository.path().join(tree)).output();
    String::from_utf8(output.unwrap().stdout).unwrap().trim().to_owned()
}
