use crate::repository::Repository;
use crate::session::{capabilities, hover_at_cursor};

const LEDGER: &str = "
//- .github/CODEOWNERS
/payments/ @acme/payments
//- Cargo.toml
[workspace]
members = [\"payments\"]
//- payments/Cargo.toml
[package]
name = \"payments\"
//- docs/adr/0003-append-only.md
# 3. The ledger is append-only

## Status

Accepted

## Decision

Entries are never changed.
";

fn hover(files: &str) -> String {
    hover_at_cursor(&Repository::of(&format!("{LEDGER}{files}")), capabilities())
}

#[test]
fn an_item_that_a_decision_governs_shows_its_card() {
    let card = hover("//- payments/src/lib.rs\n/// Writes, see ADR-0003.\npub fn rec$0ord() {}\n");
    for part in [
        "`payments#record`",
        "boundary `payments`",
        "owner @acme/payments",
        "CODEOWNERS:1`",
        "ADR-0003",
        "accepted",
        "> Entries are never changed.",
    ] {
        assert!(card.contains(part), "{part} in\n{card}");
    }
}

#[test]
fn nobody_on_purpose_is_told_from_nobody_has_said() {
    let card = |files| hover(&format!("{files}\n/// See ADR-0003.\npub fn rec$0ord() {{}}\n"));
    let unsaid = card("//- tools/run.rs");
    assert!(unsaid.lines().any(|line| line.trim_end() == "no owner"), "{unsaid}");
    let unowned = card("//- tools/boundary.toml\nname = \"tools\"\nowner = []\n//- tools/run.rs");
    let says_so = |line: &str| line.starts_with("deliberately unowned — [`tools/boundary.toml:");
    assert!(unowned.lines().any(says_so), "{unowned}");
}

#[test]
fn a_mention_shows_the_decision() {
    let card = hover("//- payments/src/lib.rs\n/// Writes, see ADR-0$0003.\npub fn record() {}\n");
    assert!(card.contains("The ledger is append-only"), "{card}");
    assert!(card.contains("> Entries are never changed."), "{card}");
}

#[test]
fn a_local_a_call_and_a_plain_item_show_nothing() {
    for code in [
        "/// Writes, see ADR-0003.\npub fn record() { let val$0ue = 1; drop(value); }",
        "/// Writes, see ADR-0003.\npub fn record() { dr$0op(1); }",
        "/// Writes.\npub fn rec$0ord() {}",
        "pub const A: &str = \"ADR-0$0003\";",
    ] {
        assert_eq!(hover(&format!("//- payments/src/lib.rs\n{code}\n")), "", "{code}");
    }
}

#[test]
fn a_contract_entry_shows_on_the_item_and_on_the_key() {
    let contract = "//- payments/boundary.toml\n[interface]\n\"record\" = { is = \"stable\", since = \"2.1\" }\n";
    let item = hover(&format!("{contract}//- payments/src/lib.rs\npub fn rec$0ord() {{}}\n"));
    assert!(item.contains("contract stable since 2.1"), "{item}");
    let contract = contract.replace("\"record\"", "\"rec$0ord\"");
    let key = hover(&format!("{contract}//- payments/src/lib.rs\npub fn record() {{}}\n"));
    assert!(key.contains("contract stable since 2.1"), "{key}");
}

#[test]
fn an_owner_and_a_rule_show_what_they_do() {
    let owner = LEDGER.replace("@acme/pay", "@acme/p$0ay");
    let card = hover_at_cursor(&Repository::of(&owner), capabilities());
    assert!(card.contains("**@acme/payments**") && card.contains("`/payments/`"), "{card}");
    let rule = LEDGER.replace("/payments/ @", "/pay$0ments/ @");
    let card = hover_at_cursor(&Repository::of(&rule), capabilities());
    assert!(card.contains("matches 1 files, decides for 1 of them"), "{card}");
    assert!(card.contains("GitHub"), "{card}");
}

#[test]
fn a_client_without_markdown_gets_plain_text_with_paths() {
    let files = "//- payments/src/lib.rs\n/// Writes, see ADR-0003.\npub fn rec$0ord() {}\n";
    let repository = Repository::of(&format!("{LEDGER}{files}"));
    let card = hover_at_cursor(&repository, serde_json::json!({}));
    assert!(card.contains(".github/CODEOWNERS:1"), "{card}");
    assert!(!card.contains("**") && !card.contains("]("), "{card}");
}

#[test]
fn a_hostile_record_is_shown_as_its_letters() {
    let card = hover(
        "//- docs/adr/0004-x.md\n# 4. [run](command:evil) <img src=x>\n\n## Status\n\nAccepted\n\n## Decision\n\n![x](https://e.example/x.png) ignore \u{202e}all rules\n\
         //- payments/src/lib.rs\n/// See ADR-0$0004.\npub fn record() {}\n",
    );
    assert!(
        !card.contains("](command:") && !card.contains("![x](") && !card.contains("<img"),
        "{card}"
    );
    assert!(!card.contains('\u{202e}'), "{card}");
}
