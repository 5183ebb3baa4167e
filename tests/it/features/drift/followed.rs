//! Keys that lead to items by the way that users go, whatever the items are called where they stand.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

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
    assert_eq!(said(&repository), drift("src/util.ts:2", "util.js/more"));
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

/// One struct `Parser`, and a variant of that name, as enums of events have.
const WASM: &str = "
//- Cargo.toml
package = { name = \"wasm\", version = \"1.0.0\", edition = \"2024\" }
//- docs/adr/0001-core.md
---
status: accepted
enforce:
  - freeze: wasm#Parser
---
# The parser stays
//- src/lib.rs
mod parser;
mod valid;
pub use parser::*;
pub use valid::*;
//- src/parser.rs
pub struct Parser;
impl Parser { pub fn new(offset: u64) -> Self { Parser } }
//- src/valid.rs
pub enum Payload { Parser(u8), End }
mod own { pub struct Parser; }
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

#[test]
fn what_a_decision_freezes_by_its_public_path_is_that_item_and_no_variant_of_its_name() {
    let repository = Repository::of(WASM);
    replace(&repository, "src/parser.rs", &[("offset: u64", "offset: u32")]);
    let drift = "src/parser.rs:2: error contract/drift: likely breaking change since HEAD of wasm#parser::Parser::new, frozen by ADR-0001: \
                 parameter 1 is `u32`, and was `u64`";
    assert_eq!(said(&repository), [drift]);
    let repository = Repository::of(WASM);
    replace(&repository, "src/valid.rs", &[("Parser(u8)", "Parser(u16)")]);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn what_a_decision_names_as_users_do_is_held_under_another_name_and_in_a_subpath() {
    let record = "//- docs/adr/0001-mock.md\n---\nstatus: accepted\nenforce:\n  - freeze: pay#NAME\n---\n# It stays\n";
    let contract = "//- boundary.toml\n[interface]\n";
    for (name, file, line) in
        [("settle", "src/orders.ts", 2), ("testing/mock", "src/testing.ts", 2)]
    {
        let files = PAY.replace(contract, "//- unread.txt\n") + &record.replace("NAME", name);
        let repository = Repository::of(&files);
        assert_eq!(said(&repository), [""; 0]);
        let last = if name == "settle" { "inner" } else { "mock" };
        replace(
            &repository,
            file,
            &[(&format!("{last}(a: string)"), &format!("{last}(a: number)"))],
        );
        let rows = said(&repository);
        let [row] = rows.as_slice() else { panic!("{rows:#?}") };
        assert!(row.starts_with(&format!("{file}:{line}: error contract/drift")), "{row}");
    }
}

#[test]
fn what_another_package_defines_is_said_to_be_of_that() {
    let files = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
dependencies = { http = \"1\" }
//- boundary.toml
[interface]
\"Method\" = \"stable\"
\"header\" = \"stable\"
//- src/lib.rs
mod parts { pub mod header {} }
mod other { pub mod header {} }
pub use http::{Method, header};
";
    let answer = Repository::of(files).json(&["check"]);
    let reason = answer["not_checked"][0]["reason"].as_str().unwrap();
    assert_eq!(
        reason,
        "2 promises were not compared (Method, header): what it names is of another package, which is not in the repository"
    );
}

/// A path by the files, which no user can write, names the same in what was accepted before.
#[test]
fn an_item_of_a_level_is_called_as_users_write_it() {
    let files = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"iter::*\" = \"stable\"
//- src/lib.rs
pub mod iter;
//- src/iter.rs
mod once;
pub use once::once;
//- src/iter/once.rs
pub fn once(a: u8) {}
";
    let accepted = |to: &str| {
        let entry = format!(
            "[[accepted]]\nrule = \"contract/drift\"\nto = \"pay#{to}\"\nreason = \"x\"\n//- src/lib.rs"
        );
        let repository = Repository::of(&files.replacen("//- src/lib.rs", &entry, 1));
        replace(&repository, "src/iter/once.rs", &[("a: u8", "a: u16")]);
        said(&repository)
    };
    let drift = "src/iter/once.rs:1: warning contract/drift: likely breaking change since HEAD of pay#iter::once, stable: parameter 1 is \
                 `u16`, and was `u8`";
    let unused = "boundary.toml:4: hint allow/unused: Nothing in here breaks contract/drift with pay#iter::twice::once";
    assert_eq!(accepted("iter::twice::once"), [unused, drift]);
    assert_eq!(accepted("iter::once::once"), [""; 0]);
    assert_eq!(accepted("iter::once"), [""; 0]);
    let repository = Repository::of(files);
    for name in ["iter::once", "iter::once::once"] {
        let explained = repository.json(&["explain", &format!("pay#{name}")]);
        assert_eq!(explained["symbol"]["symbol"], "pay#iter::once");
    }
}

#[test]
fn the_editor_looks_again_at_what_is_frozen_when_a_module_hands_it_on_no_more() {
    let repository = Repository::of(WASM);
    let mut client = start(&repository, capabilities());
    let parser = open(&mut client, &repository, "src/parser.rs");
    let lib = open(&mut client, &repository, "src/lib.rs");
    let text = repository.read("src/parser.rs");
    client.change(&parser, 2, &text.replace("offset: u64", "offset: u32"));
    while findings(&published(&mut client, &parser)["diagnostics"]) != ["2: error contract/drift"] {
    }
    let library = repository.read("src/lib.rs");
    client.change(&lib, 2, &library.replace("pub use parser::*;\n", ""));
    while !findings(&published(&mut client, &parser)["diagnostics"]).is_empty() {}
    client.change(&lib, 3, &library);
    while findings(&published(&mut client, &parser)["diagnostics"]) != ["2: error contract/drift"] {
    }
}
