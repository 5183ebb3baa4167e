//! Contracts that are made to say what the code does, and those that say what is gone.

use insta::assert_snapshot;

use crate::fixing::offered;
use crate::settling::settled;

const FILES: &str = r#"
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/payments/Cargo.toml
[package]
name = "payments"
//- crates/payments/src/lib.rs
mod ledger;
pub use ledger::Row;
pub struct Account;
pub struct Sum;
//- crates/payments/src/ledger.rs
pub struct Row;
//- crates/payments/boundary.toml
# What payments promises.
[interface]
"Account" = "stable"
"Sum"     = "stable" # whole cents
//- crates/orders/Cargo.toml
[package]
name = "orders"
[dependencies]
payments = { path = "../payments" }
tax = { path = "../tax" }
//- crates/orders/src/lib.rs
use payments::R$0ow;
//- crates/tax/Cargo.toml
[package]
name = "tax"
//- crates/tax/src/lib.rs
pub struct Rate;
"#;

#[test]
fn an_item_is_offered_under_the_path_that_its_users_write() {
    assert_eq!(
        offered(FILES),
        [
            "Offer Row as stable in crates/payments/boundary.toml",
            "Accept boundary/private-use for now, in crates/orders/boundary.toml"
        ]
    );
    assert_snapshot!(
        settled(FILES, "Offer Row as stable in crates/payments/boundary.toml", ""),
        @r#"
    // crates/payments/boundary.toml
    # What payments promises.
    [interface]
    "Account" = "stable"
    "Row"     = "stable"
    "Sum"     = "stable" # whole cents
    "#
    );
}

#[test]
fn what_is_kept_on_purpose_is_not_offered() {
    let files = FILES.replace("\"Account\"", "\"Row\"     = \"internal\"\n\"Account\"");
    assert_eq!(
        offered(&files),
        ["Accept boundary/private-use for now, in crates/orders/boundary.toml"]
    );
}

#[test]
fn a_finding_is_accepted_with_the_reason_that_somebody_writes() {
    assert_snapshot!(
        settled(FILES, "Accept boundary/private-use for now, in crates/orders/boundary.toml", "moves out with ADR-3"),
        @r#"
    // crates/orders/boundary.toml
    [[accepted]]
    rule = "boundary/private-use"
    in = "src/lib.rs"
    to = "payments#Row"
    reason = "moves out with ADR-3"
    "#
    );
}

/// The files with a closed list.
fn with_uses(uses: &str) -> String {
    format!("{FILES}//- crates/orders/boundary.toml\n{uses}\n")
        .replace("use payments::R$0ow;", "use payments::Acc$0ount;")
}

#[test]
fn a_boundary_is_added_to_what_may_be_used() {
    let files = with_uses("uses = [\"tax\"] # no others");
    assert_eq!(
        offered(&files),
        [
            "Add payments to `uses` in crates/orders/boundary.toml",
            "Accept boundary/forbidden-use for now, in crates/orders/boundary.toml"
        ]
    );
    assert_snapshot!(
        settled(&files, "Add payments to `uses` in crates/orders/boundary.toml", ""),
        @r#"
    // crates/orders/boundary.toml
    uses = ["payments", "tax"] # no others
    "#
    );
}

#[test]
fn a_boundary_is_added_to_those_that_may_use_another() {
    let files = FILES
        .replace("use payments::R$0ow;", "use payments::Acc$0ount;")
        .replace("# What payments promises.", "used-by = []");
    assert_snapshot!(
        settled(&files, "Add orders to `used-by` in crates/payments/boundary.toml", ""),
        @r#"
    // crates/payments/boundary.toml
    used-by = ["orders"]
    [interface]
    "Account" = "stable"
    "Sum"     = "stable" # whole cents
    "#
    );
}

#[test]
fn where_both_lists_forbid_a_use_both_are_made_to_allow_it() {
    let files = with_uses("uses = []").replace("# What payments promises.", "used-by = [\"tax\"]");
    let title = "Add payments to `uses` in crates/orders/boundary.toml, and orders to `used-by` in crates/payments/boundary.toml";
    assert_eq!(offered(&files).first().map(String::as_str), Some(title));
    assert_snapshot!(settled(&files, title, ""), @r#"
    // crates/orders/boundary.toml
    uses = ["payments"]
    // crates/payments/boundary.toml
    used-by = ["orders", "tax"]
    [interface]
    "Account" = "stable"
    "Sum"     = "stable" # whole cents
    "#);
}

#[test]
fn a_list_that_is_made_names_all_that_is_used() {
    let files = FILES.replace("use payments::R$0ow;", "use payments::Acc$0ount;\nuse tax::Rate;");
    let files =
        format!("{files}//- boundstone.toml\n[rules]\n\"boundary/undeclared\" = \"warning\"\n");
    assert_snapshot!(
        settled(&files, "Say in crates/orders/boundary.toml that orders uses payments, tax, as it does", ""),
        @r#"
    // crates/orders/boundary.toml
    uses = ["payments", "tax"]
    "#
    );
}

#[test]
fn an_entry_that_accepts_nothing_goes_with_its_comment() {
    let files = with_uses(
        "uses = [\"payments\"]\n\n# Stays.\n\n# Until ADR-3.\n[[accepted]]\nrule = \"boundary/la$0yer\"\nin = \"src/lib.rs\"\nreason = \"moves\"",
    )
    .replace("Acc$0ount", "Account");
    assert_eq!(offered(&files), ["* Remove the entry"]);
    assert_snapshot!(settled(&files, "Remove the entry", ""), @r#"
    // crates/orders/boundary.toml
    uses = ["payments"]

    # Stays.
    "#);
}

#[test]
fn an_entry_whose_day_has_come_goes_on_without_one() {
    let files = with_uses(
        "uses = []\n\n[[accepted]]\nrule = \"boundary/forbidden-use\"\nreason = \"moves\"\nuntil = 2020-0$01-01",
    )
    .replace("Acc$0ount", "Account");
    assert_snapshot!(settled(&files, "Accept it without a last day", ""), @r#"
    // crates/orders/boundary.toml
    uses = []

    [[accepted]]
    rule = "boundary/forbidden-use"
    reason = "moves"
    "#);
}

/// Settings without a rule.
fn off(rule: &str) -> String {
    format!("//- boundstone.toml\nrules = {{ \"{rule}\" = \"off\" }}\n")
}

#[test]
fn what_has_ended_and_nothing_uses_any_more_goes() {
    let files = with_uses(
        "uses = [\n    \"payments\",\n    # Goes with ADR-3.\n    { name = \"tax\", until = 2020-0$01-31 },\n]",
    )
    .replace("Acc$0ount", "Account");
    assert_eq!(offered(&files), ["* Remove tax from `uses`"]);
    assert_snapshot!(settled(&files, "Remove tax from `uses`", ""), @r#"
    // crates/orders/boundary.toml
    uses = [
        "payments",
        # Goes with ADR-3.
    ]
    "#);
    let files = FILES.replace("R$0ow;", "Account;").replace(
        "\"Sum\"     = \"stable\"",
        "\"Sum\" = { is = \"deprecated\", until = 2020-0$01-31 }",
    );
    let files = format!("{files}{}", off("contract/undeclared-item"));
    assert_eq!(offered(&files), ["* Remove Sum from `[interface]`"]);
    assert_snapshot!(settled(&files, "Remove Sum from `[interface]`", ""), @r#"
    // crates/payments/boundary.toml
    # What payments promises.
    [interface]
    "Account" = "stable"
    "#);
}

#[test]
fn what_has_ended_and_is_used_goes_on_without_a_last_day() {
    let files = with_uses(
        "uses = [{ name = \"payments\", until = 2020-01-31, deprecated = \"payments\" }]",
    );
    let files = format!("{files}{}", off("contract/deprecated-use"));
    assert_eq!(
        offered(&files),
        [
            "Take the last day from payments in crates/orders/boundary.toml",
            "Accept contract/expired for now, in crates/orders/boundary.toml",
        ]
    );
    assert_snapshot!(
        settled(&files, "Take the last day from payments in crates/orders/boundary.toml", ""),
        @r#"
    // crates/orders/boundary.toml
    uses = [{ name = "payments", deprecated = "payments" }]
    "#
    );
    let files = FILES
        .replace("R$0ow;", "Acc$0ount;")
        .replace(
            "\"Account\" = \"stable\"",
            "[interface.Account]\nis = \"deprecated\"\nuntil = 2020-01-31\n[interface]",
        )
        .replace("[interface]\n[interface.Account]", "[interface.Account]");
    let files = format!("{files}{}", off("contract/deprecated-use"));
    assert_snapshot!(
        settled(&files, "Take the last day from Account in crates/payments/boundary.toml", ""),
        @r#"
    // crates/payments/boundary.toml
    # What payments promises.
    [interface.Account]
    is = "deprecated"
    [interface]
    "Sum"     = "stable" # whole cents
    "#
    );
}

#[test]
fn a_name_that_nothing_bears_is_written_as_the_nearest_or_goes() {
    let files = with_uses("uses = [\"payment$0\", \"payments\"]").replace("Acc$0ount", "Account");
    // Written as the nearest it would stand there twice.
    assert_eq!(offered(&files), ["Remove payment from `uses`"]);
    assert_snapshot!(settled(&files, "Remove payment from `uses`", ""), @r#"
    // crates/orders/boundary.toml
    uses = ["payments"]
    "#);
    let files = with_uses("uses = [\"payment$0\"]").replace("Acc$0ount", "Account");
    assert_snapshot!(settled(&files, "Write payments", ""), @r#"
    // crates/orders/boundary.toml
    uses = ["payments"]
    "#);
}

#[test]
fn a_key_that_names_nothing_goes() {
    let files = FILES
        .replace("R$0ow;", "Account;")
        .replace("\"Sum\"     =", "\"Gone$0\"    = \"stable\" # old\n\"Sum\"     =");
    assert_snapshot!(settled(&files, "Remove Gone from `[interface]`", ""), @r#"
    // crates/payments/boundary.toml
    # What payments promises.
    [interface]
    "Account" = "stable"
    "Sum"     = "stable" # whole cents
    "#);
}
