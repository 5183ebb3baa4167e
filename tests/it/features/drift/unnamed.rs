//! Keys under which users find nothing any more, while the item that they led to stands where it stood.

use super::{replace, said};
use crate::repository::Repository;

const PAY: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
dependencies = { http = \"1\" }
//- boundary.toml
[interface]
\"Router\" = \"stable\"
\"extract::State\" = \"stable\"
\"extract::Method\" = \"stable\"
\"books::Entry\" = \"stable\"
//- src/lib.rs
#[doc(hidden)]
pub mod internals {}
pub mod books;
pub mod extract;
mod state;
pub mod routing;
pub use http;
pub use self::routing::Router;
//- src/books.rs
pub struct Entry;
//- src/extract.rs
pub use crate::state::State;
pub use http::Method;
//- src/state.rs
pub struct State;
pub struct Other;
//- src/routing.rs
pub struct Router;
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

/// What is said after one edit.
fn edited(file: &str, from: &str, to: &str) -> Vec<String> {
    let repository = Repository::of(PAY);
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, file, &[(from, to)]);
    said(&repository)
}

fn missing(line: u32, key: &str, file: &str) -> String {
    format!(
        "boundary.toml:{line}: error contract/missing-item: pay has no item {key}: {file} had it at HEAD, and has it no more"
    )
}

#[test]
fn a_re_export_that_goes_is_missed() {
    let router = missing(2, "Router", "src/lib.rs");
    let renamed = ("routing::Router;", "routing::Router as R;");
    for (from, to) in [
        ("pub use self::routing::Router;", ""),
        ("pub use self::routing", "use self::routing"),
        renamed,
    ] {
        assert_eq!(edited("src/lib.rs", from, to), std::slice::from_ref(&router), "{to}");
    }
    let state = missing(3, "extract::State", "src/extract.rs");
    assert_eq!(edited("src/extract.rs", "pub use crate::state::State;", ""), [state]);
    let method = missing(4, "extract::Method", "src/extract.rs");
    assert_eq!(edited("src/extract.rs", "pub use http::Method;", ""), [method]);
}

#[test]
fn a_module_that_is_private_now_is_missed_with_what_it_shows() {
    let said = edited("src/lib.rs", "pub mod extract", "mod extract");
    let state = "boundary.toml:3: error contract/missing-item: extract::State of pay is not public any more";
    assert_eq!(said, [state.to_owned(), missing(4, "extract::Method", "src/lib.rs")]);
    let books = edited("src/lib.rs", "pub mod books", "mod books");
    let hidden =
        "boundary.toml:5: error contract/missing-item: books::Entry of pay is not public any more";
    assert_eq!(books, [hidden]);
}

#[test]
fn what_another_way_brings_is_there() {
    for to in ["pub use self::routing::*;", "pub use http::Request as Router;", "pub use http::*;"]
    {
        assert_eq!(edited("src/lib.rs", "pub use self::routing::Router;", to), [""; 0], "{to}");
    }
    let twice = "pub use crate::state::{State, Other};";
    assert_eq!(edited("src/extract.rs", "pub use crate::state::State;", twice), [""; 0]);
}

/// A library that hands on all that two others of the repository have: macros, and functions.
const FACADE: &str = "
//- Cargo.toml
[workspace]
members = [\"pay\", \"derive\", \"util\"]
//- pay/Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
dependencies = { http = \"1\", derive = { path = \"../derive\" }, util = { path = \"../util\" } }
//- derive/Cargo.toml
package = { name = \"derive\", version = \"1.0.0\", edition = \"2024\" }
lib = { proc-macro = true }
//- util/Cargo.toml
package = { name = \"util\", version = \"1.0.0\", edition = \"2024\" }
//- pay/boundary.toml
[interface]
\"Error\" = \"stable\"
\"Message\" = \"stable\"
\"round\" = \"stable\"
//- pay/src/lib.rs
mod message;
pub use message::{Error, Message};
pub use util::round;
pub use derive::*;
//- pay/src/message.rs
pub struct Error;
pub trait Message {}
//- derive/src/lib.rs
#[proc_macro_derive(Message)]
pub fn message(input: proc_macro::TokenStream) -> proc_macro::TokenStream { input }
//- util/src/lib.rs
pub mod more;
pub fn round() {}
//- util/src/more.rs
pub struct Left;
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

/// What is said after edits of the facade.
fn facade(edits: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(FACADE);
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "pay/src/lib.rs", edits);
    said(&repository)
}

#[test]
fn what_a_crate_of_the_repository_does_not_have_it_does_not_bring() {
    let gone = |line: u32, key: &str| {
        vec![
            missing(line, key, "src/lib.rs")
                .replace("boundary.toml", "pay/boundary.toml")
                .replace(": src", ": pay/src"),
        ]
    };
    let hidden =
        ["pay/boundary.toml:2: error contract/missing-item: Error of pay is not public any more"];
    assert_eq!(facade(&[("{Error, Message}", "{Message}")]), hidden);
    // The derive that bears the name is no trait.
    assert_eq!(facade(&[("{Error, Message}", "Error")]), gone(3, "Message"));
    assert_eq!(facade(&[("pub use util::round;", "")]), gone(4, "round"));
    let by_all = ("pub use util::round;", "pub use util::*;");
    assert_eq!(facade(&[by_all]), [""; 0]);
    assert_eq!(facade(&[by_all, ("{Error, Message}", "{Message}")]), hidden);
    // Of a crate that is elsewhere nothing is known.
    let elsewhere = ("pub use derive::*;", "pub use http::*;");
    assert_eq!(facade(&[elsewhere, ("{Error, Message}", "{Message}")]), [""; 0]);
}

const SHOP: &str = "
//- package.json
{ \"name\": \"shop\", \"exports\": { \".\": \"./src/index.ts\", \"./util.js\": \"./src/util.ts\" } }
//- boundary.toml
[interface]
\"run\" = \"stable\"
\"Orders.open\" = \"stable\"
\"util.js/read\" = \"stable\"
\"util.js/*\" = \"stable\"
\"outside\" = \"stable\"
//- src/index.ts
export * from \"./run\";
export * as Orders from \"./orders\";
export { outside } from \"elsewhere\";
//- src/run.ts
export function run(): void {}
//- src/orders.ts
export function open(): void {}
//- src/util.ts
export function read(): void {}
// What is called gone: once.
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

/// However it is exported, it is there.
#[test]
fn what_an_entry_exports_in_any_form_is_not_missed() {
    let files = "
//- package.json
{ \"name\": \"shop\", \"exports\": { \"import\": \"./src/index.ts\", \"require\": \"./src/index.ts\" } }
//- boundary.toml
[interface]
\"Alias\" = \"stable\"
\"a\" = \"stable\"
\"b\" = \"stable\"
\"c\" = \"stable\"
\"default\" = \"stable\"
\"gen\" = \"stable\"
\"Outer.Inner.y\" = \"stable\"
\"two\" = \"stable\"
\"late\" = \"stable\"
\"Kind\" = \"stable\"
\"Level.One\" = \"stable\"
\"Menu.item\" = \"stable\"
\"view\" = \"stable\"
//- src/index.ts
namespace Kept { export const inner = 1; }
export import Alias = Kept.inner;
export const { a, q: b } = { a: 1, q: 2 }, [c] = [1];
export default function main() {}
export async function* gen() {}
export namespace Outer { export namespace Inner { export const y = 1; } }
export let one = 1, two = 2;
const late_ = 1;
export { late_ as late };
export type { Kind } from \"./kind.js\";
export declare enum Level { One }
export function Menu() {}
Menu.item = 1;
export { view } from \"./view\";
//- src/kind.ts
export type Kind = 1;
//- src/view.tsx
export function view() {}
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";
    assert_eq!(said(&Repository::of(files)), [""; 0]);
}

#[test]
fn what_no_entry_of_a_package_exports_is_missed() {
    let edited = |file: &str, from: &str, to: &str| {
        let repository = Repository::of(SHOP);
        replace(&repository, file, &[(from, to)]);
        said(&repository)
    };
    let missing = |line: u32, key: &str| {
        format!(
            "boundary.toml:{line}: error contract/missing-item: shop has no item {key}: no entry of the package exports it"
        )
    };
    assert_eq!(Repository::of(SHOP).json(&["check"])["findings"], serde_json::json!([]));
    let run = "boundary.toml:2: error contract/missing-item: run of shop is not public any more";
    assert_eq!(edited("src/index.ts", "export * from \"./run\";\n", ""), [run]);
    assert_eq!(edited("src/index.ts", "* as Orders", "* as Books"), [missing(3, "Orders.open")]);
    let util = [
        missing(4, "util.js/read"),
        "boundary.toml:5: error contract/missing-item: shop has nothing called util.js: no entry of the package exports it".to_owned(),
    ];
    assert_eq!(edited("package.json", "./util.js", "./utils.js"), util);
    assert_eq!(edited("boundary.toml", "\"run\"", "\"gone\""), [missing(2, "gone"),]);
    // What a package of others may bring is not missed.
    let all = "export * from \"elsewhere\";\n";
    assert_eq!(edited("src/index.ts", "export * from \"./run\";\n", all), [""; 0]);
}
