//! Owners that two places name differently.

use insta::assert_snapshot;

use crate::fixing::offered;
use crate::settling::settled;

fn files(rules: &str) -> String {
    format!(
        r#"
//- CODEOWNERS
{rules}
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/payments/Cargo.toml
[package]
name = "payments"
//- crates/payments/src/lib.rs
pub struct Account;
//- crates/payments/boundary.toml
owner = "@acme/pay$0ments" # us
//- crates/orders/Cargo.toml
[package]
name = "orders"
//- crates/orders/src/lib.rs
pub struct Order;
//- docs/a.md
By @acme/payments.
"#
    )
}

#[test]
fn either_side_follows_the_other() {
    let files = files(
        "* @acme/all # everyone\n/docs/ @acme/payments\n/crates/payments/ @acme/money # whole cents",
    );
    assert_eq!(
        offered(&files),
        [
            "Let @acme/payments own /crates/payments/ in CODEOWNERS",
            "Let @acme/money own payments, as CODEOWNERS says"
        ]
    );
    assert_snapshot!(
        settled(&files, "Let @acme/payments own /crates/payments/ in CODEOWNERS", ""),
        @"
    // CODEOWNERS
    * @acme/all # everyone
    /docs/ @acme/payments
    /crates/payments/ @acme/payments # whole cents
    "
    );
    assert_snapshot!(settled(&files, "Let @acme/money own payments, as CODEOWNERS says", ""), @r#"
    // crates/payments/boundary.toml
    owner = "@acme/money" # us
    "#);
}

#[test]
fn a_rule_that_others_need_stays_and_gets_one_beside_it() {
    let files = files("/crates/ @acme/all\n/docs/ @acme/payments");
    let title = "Add a rule for crates/payments with @acme/payments to CODEOWNERS";
    assert_eq!(offered(&files), [title, "Let @acme/all own payments, as CODEOWNERS says"]);
    assert_snapshot!(settled(&files, title, ""), @"
    // CODEOWNERS
    /crates/ @acme/all
    /crates/payments/ @acme/payments
    /docs/ @acme/payments
    ");
}

#[test]
fn where_several_rules_decide_the_ownership_file_stays() {
    let files = files("/crates/ @acme/all\n*.toml @acme/build\n/docs/ @acme/payments");
    assert!(offered(&files).is_empty());
}

#[test]
fn a_comment_follows_the_ownership_file() {
    let files = "//- CODEOWNERS\n* @acme/all\n/docs/ @acme/web\n//- docs/a.md\nA\n//- a.ts\n// @owner @acme/w$0eb\nexport const a = 1;\n";
    assert_snapshot!(settled(files, "Let @acme/all own this file, as CODEOWNERS says", ""), @"
    // a.ts
    // @owner @acme/all
    export const a = 1;
    ");
}
