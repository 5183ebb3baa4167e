//! What a closed `[interface]` says of items: those that it leaves out, those that it has and users cannot name, what
//! stable ones stand on, and what the source says otherwise.

use serde_json::Value;

use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

/// `path:line: rule: marked words: message` of each finding.
fn found(files: &str) -> String {
    let repository = Repository::of(files);
    let answer = repository.json(&["check"]);
    let row = |it: &Value| {
        let path = it["path"].as_str().unwrap();
        let text = repository.read(path);
        let number = |value: &Value| value.as_u64().unwrap() as usize - 1;
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let line = text.lines().nth(number(&start["line"])).unwrap();
        let marked = &line[number(&start["column"])..number(&end["column"])];
        let word = |key: &str| it[key].as_str().unwrap().to_owned();
        format!("{path}:{}: {}: {marked}: {}\n", start["line"], word("rule"), word("message"))
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

const RUST: &str = "
//- Cargo.toml
[workspace]
members = [\"app\", \"pay\"]
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.pay.path = \"../pay\"
//- pay/Cargo.toml
package = { name = \"pay\", edition = \"2024\" }
";

fn rust(interface: &str, library: &str) -> String {
    found(&format!(
        "{RUST}//- pay/boundary.toml\n[interface]\n{interface}//- app/src/main.rs\nfn main() {{ pay::used(); }}\n\
         //- pay/src/lib.rs\n{library}"
    ))
}

#[test]
fn a_public_item_that_no_key_names_is_marked_where_it_stands() {
    let library = "
mod inner { pub struct Row { pub width: u32 } pub struct Lost; }
pub mod sinks { pub fn utf8() {} pub fn lossy() {} pub mod deep { pub fn open() {} } }
pub use inner::Row as Line;
pub struct Ledger { pub total: u64 }
impl Ledger { pub fn post(&self) {} }
pub enum Kind { One }
pub(crate) fn own() {}
#[doc(hidden)]
pub fn hidden() {}
#[cfg(test)]
pub fn for_tests() {}
pub fn used() {}
";
    insta::assert_snapshot!(
        rust("\"Ledger\" = \"stable\"\n\"used\" = \"stable\"\n\"sinks::utf8\" = \"stable\"\n\"sinks::deep::*\" = \"stable\"\n", library),
        @"
    pay/src/lib.rs:2: contract/undeclared-item: Row: `Line` is public, and pay/boundary.toml does not name it
    pay/src/lib.rs:3: contract/undeclared-item: lossy: `sinks::lossy` is public, and pay/boundary.toml does not name it
    pay/src/lib.rs:7: contract/undeclared-item: Kind: `Kind` is public, and pay/boundary.toml does not name it
    "
    );
    // What another boundary uses is said there.
    insta::assert_snapshot!(rust("\"sinks\" = \"stable\"\n\"Line\" = \"stable\"\n\"Kind::One\" = \"stable\"\n", library), @"
    app/src/main.rs:1: boundary/private-use: used: pay does not offer `used` to others
    pay/src/lib.rs:5: contract/undeclared-item: Ledger: `Ledger` is public, and pay/boundary.toml does not name it
    ");
    // A list that names nothing promises nothing, and lacks nothing.
    insta::assert_snapshot!(rust("", "pub fn other() {}\n"), @"");
}

#[test]
fn it_is_marked_while_it_is_typed() {
    let repository = Repository::of(&format!(
        "{RUST}//- pay/boundary.toml\n[interface]\n\"pay\" = \"stable\"\n//- pay/src/lib.rs\nmod inner;\npub fn pay() {{}}\n\
         //- pay/src/inner.rs\npub struct Row;\n"
    ));
    let mut client = start(&repository, capabilities());
    let inner = open(&mut client, &repository, "pay/src/inner.rs");
    let root = open(&mut client, &repository, "pay/src/lib.rs");
    let said = |report: &Value| findings(&report["diagnostics"]);
    client.change(&root, 2, "mod inner;\npub fn pay() {}\npub fn more() {}\n");
    assert_eq!(said(&published(&mut client, &root)), ["3: hint contract/undeclared-item"]);
    // Another file that is open is shown to others now, and then no more.
    client.change(&root, 3, "mod inner;\npub use inner::Row;\npub fn pay() {}\n");
    assert_eq!(said(&published(&mut client, &inner)), ["1: hint contract/undeclared-item"]);
    client.change(&root, 4, "mod inner;\npub(crate) use inner::Row;\npub fn pay() {}\n");
    assert_eq!(said(&published(&mut client, &inner)), [""; 0]);
}

#[test]
fn a_key_whose_item_is_not_public_any_more_is_found() {
    let library = "
mod inner { pub struct Row; pub struct Lost; #[doc(hidden)] pub mod deep { pub fn f() {} } }
pub use inner::Row;
pub struct Ledger { total: u64 }
impl Ledger { pub fn post(&self) {} fn close(&self) {} }
struct Money;
#[doc(hidden)]
pub fn hidden() {}
pub fn used() {}
make! { pub struct Made; pub mod given { pub struct Inner; mod own { pub struct Deep; } } }
";
    let keys = "Row Lost Ledger::post Ledger::close Ledger::total Money hidden used Made nothing given::Inner given::own::Deep";
    let interface: String =
        keys.split(' ').map(|key| format!("\"{key}\" = \"internal\"\n")).collect();
    insta::assert_snapshot!(rust(&interface, library), @r#"
    app/src/main.rs:1: boundary/private-use: used: `used` is internal to pay
    pay/boundary.toml:3: contract/missing-item: "Lost": Lost of pay is not public any more
    pay/boundary.toml:5: contract/missing-item: "Ledger::close": Ledger::close of pay is not public any more
    pay/boundary.toml:6: contract/missing-item: "Ledger::total": Ledger::total of pay is not public any more
    pay/boundary.toml:7: contract/missing-item: "Money": Money of pay is not public any more
    pay/boundary.toml:11: contract/missing-item: "nothing": pay has no item nothing
    pay/boundary.toml:13: contract/missing-item: "given::own::Deep": given::own::Deep of pay is not public any more
    "#);
    insta::assert_snapshot!(found("
//- package.json
{ \"name\": \"shop\", \"main\": \"./index.ts\" }
//- boundary.toml
[interface]
\"Cart\" = \"stable\"
\"Cart.items\" = \"stable\"
\"Cart.secret\" = \"stable\"
\"gone\" = \"stable\"
\"Lost\" = \"stable\"
//- index.ts
export { Cart } from \"./cart\";
function gone() {}
//- cart.ts
export class Cart { items = 1; private secret = 2 }
export class Lost {}
"), @r#"
    boundary.toml:4: contract/missing-item: "Cart.secret": Cart.secret of shop is not public any more
    boundary.toml:5: contract/missing-item: "gone": gone of shop is not public any more
    boundary.toml:6: contract/missing-item: "Lost": Lost of shop is not public any more
    "#);
    // Where all names of another package are handed on, nobody knows.
    insta::assert_snapshot!(found("
//- package.json
{ \"name\": \"shop\", \"main\": \"./index.ts\" }
//- boundary.toml
[interface]
\"gone\" = \"stable\"
//- index.ts
export * from \"elsewhere\";
function gone() {}
"), @"");
}

#[test]
fn what_is_stable_names_nothing_that_may_change_any_day() {
    let library = "
mod inner { pub struct Row; }
use inner::Row as Line;
pub use inner::Row;
pub struct Retry;
pub struct Own;
pub trait Tries {}
pub struct Ledger<T = Retry> { pub rows: Vec<Line>, retry: Retry, of: T }
impl<T> Ledger<T> {
    pub fn post(&self, _: &dyn Tries) { let _: Retry; }
    fn own(&self, _: Retry) {}
    pub fn new(_: Own) -> Self { loop {} }
}
pub enum Kind { One(Retry), Two { row: Own } }
pub fn used() { let _ = Retry; }
pub fn generic<T: Tries>(_: Option<std::string::String>) -> impl Iterator<Item = T> { [].into_iter() }
pub fn trial(_: Retry) {}
pub fn same(_: other::Row) {}
pub mod own { use std::rc::Rc as Retry; pub fn shadowed(_: Retry<u8>) {} }
";
    insta::assert_snapshot!(
        rust(
            "\"Row\" = \"internal\"\n\"Retry\" = \"experimental\"\n\"Tries\" = \"experimental\"\n\"Own\" = \"stable\"\n\
             \"Ledger\" = \"stable\"\n\"Kind\" = \"frozen\"\n\"used\" = \"stable\"\n\"generic\" = \"stable\"\n\
             \"trial\" = \"experimental\"\n\"same\" = \"stable\"\n\"own::shadowed\" = \"stable\"\n",
            library
        ),
        @"
    pay/src/lib.rs:8: contract/stability-leak: Ledger: `Ledger` is stable, and its signature names `Retry`, which is experimental
    pay/src/lib.rs:8: contract/stability-leak: rows: `Ledger::rows` is stable, and its signature names `Row`, which is internal
    pay/src/lib.rs:10: contract/stability-leak: post: `Ledger::post` is stable, and its signature names `Tries`, which is experimental
    pay/src/lib.rs:14: contract/stability-leak: One: `Kind::One` is frozen, and its signature names `Retry`, which is experimental
    pay/src/lib.rs:16: contract/stability-leak: generic: `generic` is stable, and its signature names `Tries`, which is experimental
    "
    );
    insta::assert_snapshot!(found("
//- package.json
{ \"private\": true, \"workspaces\": [\"base\", \"shop\"] }
//- base/package.json
{ \"name\": \"base\", \"main\": \"./index.ts\" }
//- base/boundary.toml
[interface]
\"Draft\" = \"experimental\"
\"Fixed\" = \"stable\"
\"Failure\" = \"experimental\"
//- base/index.ts
export class Failure {}
export interface Draft { a: string }
export interface Fixed { a: string }
//- shop/package.json
{ \"name\": \"shop\", \"main\": \"./index.ts\" }
//- shop/boundary.toml
[interface]
\"pay\" = \"stable\"
\"Cart\" = \"stable\"
\"plain\" = \"stable\"
\"keyword\" = \"stable\"
\"Failure\" = \"stable\"
\"trial\" = \"experimental\"
//- shop/index.ts
import type { Draft as Sketch, Fixed } from \"base\";
import * as base from \"base\";
/** @internal */
interface Inner { a: string }
export function pay(a: Sketch, b: Fixed): Promise<Inner> { return null! }
export class Cart extends Map<string, base.Draft> { private own?: Sketch; items: Sketch[] = [] }
export function plain(a: { Sketch: string }, b: \"Draft\", Inner: number) { let x: Sketch; }
export function trial(a: Sketch): void {}
/** @internal */
const void_ = 1;
export { void_ as void };
export function keyword(a: never): Promise<void> { return null! }
export interface Failure { a: string }
export const Failure: new () => Failure = base.Failure;
"), @"
    shop/index.ts:5: contract/stability-leak: pay: `pay` is stable, and its signature names `Inner`, which is internal
    shop/index.ts:5: contract/stability-leak: pay: `pay` is stable, and its signature names `base#Draft`, which is experimental
    shop/index.ts:6: contract/stability-leak: Cart: `Cart` is stable, and its signature names `base#Draft`, which is experimental
    shop/index.ts:6: contract/stability-leak: items: `Cart.items` is stable, and its signature names `base#Draft`, which is experimental
    ");
}

#[test]
fn what_the_source_says_otherwise_is_a_disagreement() {
    let library = "
#[deprecated]
pub fn used() {}
#[deprecated]
pub fn going() {}
#[doc(hidden)]
pub fn hidden() {}
#[doc(hidden)]
pub fn trial() {}
pub struct Ledger;
impl Ledger { #[deprecated] pub fn old(&self) {} }
pub struct Level;
impl Level { #[deprecated] pub fn old(&self) {} #[deprecated] fn own(&self) {} }
#[cfg(unix)]
#[deprecated]
pub fn twin() {}
#[cfg(not(unix))]
pub fn twin() {}
";
    insta::assert_snapshot!(
        rust(
            "\"used\" = \"stable\"\n\"going\" = \"deprecated\"\n\"hidden\" = \"frozen\"\n\"trial\" = \"experimental\"\n\
             \"Ledger\" = \"stable\"\n\"Level::*\" = \"stable\"\n\"twin\" = \"stable\"\n",
            library
        ),
        @"
    pay/src/lib.rs:3: contract/disagreement: used: pay says that `used` is stable, and `#[deprecated]` here says deprecated
    pay/src/lib.rs:7: contract/disagreement: hidden: pay says that `hidden` is frozen, and `#[doc(hidden)]` here says internal
    pay/src/lib.rs:13: contract/disagreement: old: pay says that `old` is stable, and `#[deprecated]` here says deprecated
    "
    );
    insta::assert_snapshot!(found("
//- package.json
{ \"name\": \"shop\", \"main\": \"./index.ts\" }
//- boundary.toml
[interface]
\"a\" = \"stable\"
\"b\" = \"experimental\"
\"c\" = \"internal\"
\"d\" = \"frozen\"
\"e\" = \"deprecated\"
//- index.ts
/** @beta */
export const a = 1;
/** @alpha */
export const b = 1;
/** @public */
export const c = 1;
/** @public */
export const d = 1;
/** @public */
export const e = 1;
"), @"
    index.ts:2: contract/disagreement: a: shop says that `a` is stable, and its tag (`@alpha`, `@beta`, `@experimental`) here says experimental
    index.ts:6: contract/disagreement: c: shop says that `c` is internal, and `@public` here says stable
    index.ts:10: contract/disagreement: e: shop says that `e` is deprecated, and `@public` here says stable
    ");
}

#[test]
fn why_nothing_is_shown_is_said() {
    let files = "
//- package.json
{ \"private\": true, \"workspaces\": [\"built\", \"bare\", \"stated\"] }
//- built/package.json
{ \"name\": \"built\", \"exports\": { \".\": { \"types\": \"./out/main.d.ts\" }, \"./style.css\": \"./style.css\" } }
//- built/style.css
a {}
//- built/boundary.toml
[interface]
\"pay\" = \"stable\"
//- built/code/app.ts
export function pay() {}
//- bare/package.json
{ \"name\": \"bare\" }
//- stated/package.json
{ \"name\": \"stated\", \"main\": \"./out/main.js\" }
//- stated/boundary.toml
entry = [\"code/app.ts\", \"code/testing.ts\"]
[interface]
\"pay\" = \"stable\"
\"gone\" = \"stable\"
//- stated/code/app.ts
export function pay() {}
function gone() {}
//- stated/code/testing.ts
export function fake() {}
//- rust/Cargo.toml
[package]
name = \"rust\"
[lib]
path = \"code/lib.rs\"
//- rust/src/lib.rs
pub fn pay() {}
";
    let repository = Repository::of(files);
    let said = |name: &str| {
        let answer = repository.json(&["surface", name]);
        let symbols: Vec<&str> = answer["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["symbol"].as_str().unwrap())
            .collect();
        let reasons: Vec<String> = answer["not_checked"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                format!("{}: {}", it["path"].as_str().unwrap(), it["reason"].as_str().unwrap())
            })
            .collect();
        format!("{name}: {} [{}]\n", symbols.join(" "), reasons.join("; "))
    };
    insta::assert_snapshot!(["built", "bare", "stated"].map(said).concat(), @r#"
    built:  [built/package.json: `exports` "." points to ./out/main.d.ts, for which there is no source in the repository; name the file as `entry = ["…"]` in boundary.toml]
    bare:  [bare/package.json: it names no entry (`exports`, `types`, `module`, `main`), and there is no src/index; name the file as `entry = ["…"]` in boundary.toml]
    stated: code/testing/fake pay []
    "#);
    let check = repository.json(&["check"]);
    insta::assert_snapshot!(check["not_checked"].as_array().unwrap().iter().map(|it| format!("{}: {}\n", it["path"], it["reason"])).collect::<String>(), @r#""built/package.json": "`exports` \".\" points to ./out/main.d.ts, for which there is no source in the repository; name the file as `entry = [\"…\"]` in boundary.toml""#);
    insta::assert_snapshot!(found(files), @r#"
    stated/boundary.toml:4: contract/missing-item: "gone": gone of stated is not public any more
    stated/code/testing.ts:1: contract/undeclared-item: fake: `code/testing/fake` is public, and stated/boundary.toml does not name it
    "#);
}

/// A package that is built may have a key for each file: what is said of all is said once.
#[test]
fn many_ways_that_lead_to_no_source_are_counted() {
    let keys: String = (0..12).map(|n| format!(", \"./a{n}\": \"./out/a{n}.js\"")).collect();
    let files = format!(
        "//- package.json\n{{ \"name\": \"web\", \"exports\": {{ \".\": \"./index.ts\"{keys} }} }}\n\
         //- index.ts\nexport const a = 1;\n"
    );
    let answer = Repository::of(&files).json(&["surface", "web"]);
    let not_checked = answer["not_checked"].as_array().unwrap();
    assert_eq!(not_checked.len(), 9);
    let last = not_checked.last().unwrap()["reason"].as_str().unwrap();
    assert!(last.starts_with("4 more keys of `exports` lead to no source"), "{last}");
}
