//! Keys that lead to items by the way that users go, whatever the items are called where they stand.

use super::{replace, said};
use crate::repository::Repository;

const PAY: &str = "
//- package.json
{
    \"name\": \"pay\",
    \"exports\": { \".\": \"./src/index.ts\", \"./testing\": \"./src/testing.ts\", \"./util.js\": \"./src/util.ts\" }
}
//- boundary.toml
[interface]
\"run\" = \"stable\"
\"Orders.open\" = \"stable\"
\"Orders.Kind.code\" = \"stable\"
\"settle\" = \"stable\"
\"Orders.begin\" = \"stable\"
\"testing/mock\" = \"stable\"
\"util.js/other\" = { is = \"frozen\", sig = \"fn(string) -> void\" }
\"cash/*\" = \"stable\"
//- src/index.ts
export function run(a: string): void {}
export * as Orders from \"./orders\";
export { inner as settle } from \"./orders\";
//- src/orders.ts
export function open(a: string): void {}
export function inner(a: string): void {}
export class Kind { code(a: string): void {} }
function start(a: string): void {}
export { start as begin };
//- src/testing.ts
export function run(a: string): void {}
export function mock(a: string): void {}
//- src/util.ts
export function other(a: string): void {}
export function more(a: string): void {}
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\", \"contract/missing-item\" = \"off\" }
";

/// What is said of an item whose parameter is a number now.
fn narrowed(file: &str, name: &str) -> Vec<String> {
    let repository = Repository::of(PAY);
    let (from, to) = (format!("{name}(a: string)"), format!("{name}(a: number)"));
    replace(&repository, file, &[(&from, &to)]);
    said(&repository)
}

fn drift(place: &str, key: &str) -> Vec<String> {
    vec![format!(
        "{place}: warning contract/drift: likely breaking change since HEAD of pay#{key}, stable: parameter 1 is `number`, and was \
         `string`"
    )]
}

#[test]
fn what_a_namespace_a_subpath_or_another_name_leads_to_is_held() {
    assert_eq!(narrowed("src/orders.ts", "open"), drift("src/orders.ts:1", "Orders.open"));
    assert_eq!(narrowed("src/orders.ts", "inner"), drift("src/orders.ts:2", "settle"));
    assert_eq!(narrowed("src/orders.ts", "code"), drift("src/orders.ts:3", "Orders.Kind.code"));
    assert_eq!(narrowed("src/orders.ts", "start"), drift("src/orders.ts:4", "Orders.begin"));
    assert_eq!(narrowed("src/testing.ts", "mock"), drift("src/testing.ts:2", "testing/mock"));
    let frozen = "src/util.ts:1: error contract/drift: pay#util.js/other is frozen as `fn(string) -> void`, and is `fn(number) -> \
                  void` now";
    assert_eq!(narrowed("src/util.ts", "other"), [frozen]);
}

#[test]
fn an_item_of_the_same_name_that_a_key_does_not_lead_to_is_not_held() {
    assert_eq!(narrowed("src/testing.ts", "run"), [""; 0]);
    assert_eq!(narrowed("src/index.ts", "run"), drift("src/index.ts:1", "run"));
    assert_eq!(narrowed("src/util.ts", "more"), [""; 0]);
}

#[test]
fn a_level_of_a_subpath_is_held() {
    let files = PAY.replace("\"cash/*\"", "\"util.js/*\"");
    let repository = Repository::of(&files);
    replace(&repository, "src/util.ts", &[("more(a: string)", "more(a: number)")]);
    assert_eq!(said(&repository), drift("src/util.ts:2", "more"));
}

#[test]
fn a_crate_that_renames_what_it_hands_on_holds_it() {
    let files = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Ledger\" = \"stable\"
\"open\" = \"stable\"
//- src/lib.rs
mod book;
mod other;
pub use book::{Book as Ledger, start as open};
//- src/book.rs
pub struct Book { pub pages: u32 }
pub fn start(pages: u32) {}
//- src/other.rs
pub fn open(pages: u32) {}
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";
    let repository = Repository::of(files);
    replace(&repository, "src/book.rs", &[("start(pages: u32)", "start(pages: u32, all: bool)")]);
    replace(&repository, "src/other.rs", &[("open(pages: u32)", "open()")]);
    let open = "src/book.rs:2: warning contract/drift: breaking change since HEAD of pay#open, stable: takes 2 parameters, and took 1 \
                parameter";
    assert_eq!(said(&repository), [open]);
}
