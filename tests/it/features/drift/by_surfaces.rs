//! Promises that a change breaks though no item of its files is another one: names that go with their way, what macros are given,
//! and types behind an item that nobody can import.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, open_until, published, start};
use boundstone_test_client::Client;
use serde_json::Value;

const CRATE: &str = r#"
//- Cargo.toml
[package]
name = "net"
version = "1.2.0"
edition = "2024"
[features]
tls = []
//- boundary.toml
[interface]
"Client" = "stable"
"dns::*" = { is = "frozen", since = "1.0" }
"iter::*" = "stable"
"Body" = "stable"
"trial" = "experimental"
//- src/lib.rs
macro_rules! on_all {
    ($($item:item)*) => { $( #[cfg(not(target_os = "none"))] $item )* };
}
on_all! {
    mod client;
    pub use self::client::{Body, Client};
    pub mod dns;
}
pub mod iter;
pub fn trial() {}
//- src/client.rs
pub struct Client;
impl Client { pub fn get(&self) {} }
pub struct Body;
//- src/dns.rs
pub fn resolve() {}
pub struct Name;
//- src/iter.rs
mod once;
mod many;
pub use once::{Once, once};
pub use many::{a, b, c, d};
//- src/iter/once.rs
pub struct Once;
pub fn once() -> Once { Once }
//- src/iter/many.rs
pub fn a() {}
pub fn b() {}
pub fn c() {}
pub fn d() {}
//- boundstone.toml
base = "HEAD"
rules = { "contract/undeclared-item" = "off" }
"#;

/// What is said after edits of one file, the same by `check` and since a base.
fn after(files: &str, path: &str, edits: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(files);
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, path, edits);
    let found = said(&repository);
    assert_eq!(found.len(), since_head(&repository).len(), "{found:?}");
    found
}

/// What stands in `check --base HEAD`, by its place.
fn since_head(repository: &Repository) -> Vec<String> {
    let answer = repository.json(&["check", "--base", "HEAD"]);
    let row = |it: &Value| {
        let (path, rule) = (it["path"].as_str().unwrap(), it["rule"].as_str().unwrap());
        format!(
            "{path}:{}: {} {rule}",
            it["range"]["start"]["line"],
            it["severity"].as_str().unwrap()
        )
    };
    answer["findings"].as_array().unwrap().iter().map(row).collect()
}

fn edited(path: &str, edits: &[(&str, &str)]) -> Vec<String> {
    after(CRATE, path, edits)
}

fn warning(place: &str, what: &str) -> String {
    format!("{place}: warning contract/drift: breaking change since HEAD of {what}")
}

#[test]
fn what_a_macro_is_given_is_promised() {
    let dns = "src/lib.rs:7: error contract/drift: breaking change since HEAD of `dns`, and with it of net#dns::*, frozen since 1.0: removed";
    assert_eq!(edited("src/lib.rs", &[("pub mod dns", "mod dns")]), [dns]);
    // A key that leads nowhere is told as ever.
    let client = edited("src/lib.rs", &[("{Body, Client}", "{Body}")]);
    assert_eq!(client, [missing(2, "Client")]);
}

fn missing(line: u32, key: &str) -> String {
    format!(
        "boundary.toml:{line}: error contract/missing-item: {key} of net is not public any more"
    )
}

#[test]
fn what_a_level_promises_is_missed_by_name() {
    let once = edited("src/iter.rs", &[("{Once, once}", "Once")]);
    assert_eq!(once, [warning("src/iter/once.rs:2", "net#iter::once, stable: removed")]);
    // Many are one finding.
    let many = edited("src/iter.rs", &[("pub use many", "use many")]);
    let gone = "net#iter::*, stable: 4 names are gone: `iter::a`, `iter::b`, `iter::c` and 1 more";
    assert_eq!(many, [warning("src/iter/many.rs:1", gone)]);
    let module = edited("src/lib.rs", &[("pub mod iter", "mod iter")]);
    let gone = "`iter`, and with it of net#iter::*, stable: removed";
    assert_eq!(module, [warning("src/lib.rs:9", gone)]);
}

#[test]
fn what_is_not_promised_may_go() {
    assert_eq!(
        edited("src/lib.rs", &[("pub fn trial", "fn trial")])[..],
        ["boundary.toml:6: error contract/missing-item: trial of net is not public any more"]
    );
    let both = "pub use many::{a, b, c, d};\npub use once::once as one;";
    assert_eq!(edited("src/iter.rs", &[("pub use many::{a, b, c, d};", both)]), [""; 0]);
}

/// What an item lost by the same edit, it is told of once.
#[test]
fn what_a_file_tells_is_told_once() {
    let get = edited("src/client.rs", &[("pub fn get(&self)", "pub fn get(&self, now: bool)")]);
    assert_eq!(get.len(), 1, "{get:?}");
    let gone = edited("src/client.rs", &[("pub fn get(&self) {}", "")]);
    assert_eq!(gone.len(), 1, "{gone:?}");
}

const BOTH: [(&str, &str); 2] = [("pub mod dns", "mod dns"), ("pub mod iter", "mod iter")];

#[test]
fn a_version_and_a_decision_settle_it() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/lib.rs", &BOTH);
    assert_eq!(said(&repository).len(), 2);
    replace(&repository, "Cargo.toml", &[("1.2.0", "2.0.0")]);
    let left = said(&repository);
    assert!(left.len() == 1 && left[0].contains("net#dns::*, frozen"), "{left:?}");
    let record = "---\nstatus: accepted\ngoverns: [\"boundary:net\"]\n---\n# No names\n";
    repository.write("docs/adr/0001-dns.md", record);
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn a_stable_one_can_be_accepted_and_a_frozen_one_cannot() {
    let repository = Repository::of(CRATE);
    replace(&repository, "src/lib.rs", &BOTH);
    let accepted = |symbol: &str| {
        format!(
            "[[accepted]]\nrule = \"contract/drift\"\nto = \"net#{symbol}\"\nreason = \"moved\"\n"
        )
    };
    let contract = repository.read("boundary.toml");
    let both = format!("{contract}{}{}", accepted("iter::*"), accepted("dns::*"));
    repository.write("boundary.toml", &both);
    let left = said(&repository);
    assert!(left.iter().all(|it| !it.contains("of net#iter::*")), "{left:?}");
    assert!(
        left.iter().any(|it| it.contains("error") && it.contains("net#dns::*, frozen")),
        "{left:?}"
    );
}

const PACKAGE: &str = r#"
//- package.json
{ "name": "mid", "version": "1.0.0", "exports": { ".": "./src/index.ts", "./jar": "./src/jar.ts" } }
//- boundary.toml
[interface]
"cors" = "stable"
"read" = { is = "frozen", since = "1.0" }
"jar/*" = "stable"
"loose" = "experimental"
//- src/index.ts
import type { Where } from "./where";
type Options = { origin?: string };
interface Read { (path: string): string; (path: string, at: number): string }
type Free = { a?: string };
export function cors(options: Options, where?: Where): void {}
export const read: Read = (path: string) => path;
export function loose(it: Free): void {}
//- src/where.ts
export interface Where { line?: number }
//- src/jar.ts
export const get = (name: string): string => name;
export const set = (name: string): void => {};
//- boundstone.toml
base = "HEAD"
rules = { "contract/undeclared-item" = "off" }
"#;

fn edited_package(path: &str, edits: &[(&str, &str)]) -> Vec<String> {
    after(PACKAGE, path, edits)
}

#[test]
fn a_type_that_nobody_can_import_is_promised_with_what_names_it() {
    let likely = |place: &str, of: &str, by: &str, why: &str| {
        format!(
            "{place} contract/drift: likely breaking change since HEAD of `{of}`, and with it of mid#{by}: {why}"
        )
    };
    let named = |by: &str| format!("; it is not exported, and `{by}` names it");
    let must = "added: who makes one must write it";
    let options =
        edited_package("src/index.ts", &[("origin?: string", "origin?: string; all: boolean")]);
    let why = format!("`all` {must}{}", named("cors"));
    assert_eq!(options, [likely("src/index.ts:2: warning", "Options", "cors, stable", &why)]);
    let elsewhere =
        edited_package("src/where.ts", &[("line?: number", "line?: number; column: number")]);
    let why = format!("`column` {must}{}", named("cors"));
    assert_eq!(elsewhere, [likely("src/where.ts:1: warning", "Where", "cors, stable", &why)]);
    let read = edited_package("src/index.ts", &[("; (path: string, at: number): string", "")]);
    assert!(
        read.len() == 1
            && read[0].starts_with("src/index.ts:3: error contract/drift: likely breaking")
            && read[0].contains("`Read`, and with it of mid#read, frozen since 1.0"),
        "{read:?}"
    );
    // By whatever name it is promised most.
    let alias = PACKAGE
        .replace("export const read: Read", "export { read as get };\nexport const read: Read");
    let repository =
        Repository::of(&alias.replace("\"loose\" =", "\"get\" = \"stable\"\n\"loose\" ="));
    replace(&repository, "src/index.ts", &[("; (path: string, at: number): string", "")]);
    let read = said(&repository);
    assert!(read.len() == 1 && read[0].contains("mid#read, frozen since 1.0"), "{read:?}");
    // What it may be given now is no break, and neither is what an experimental item names.
    assert_eq!(
        edited_package("src/index.ts", &[("origin?: string", "origin?: string; all?: boolean")]),
        [""; 0]
    );
    assert_eq!(edited_package("src/index.ts", &[("a?: string", "a: number")]), [""; 0]);
    // Who names it no longer says by itself what it takes.
    let written = [
        ("options: Options", "options: { origin?: string }"),
        ("{ origin?: string };\n", "{ all: boolean };\n"),
    ];
    assert_eq!(edited_package("src/index.ts", &written), [""; 0]);
}

#[test]
fn names_of_an_entry_are_missed() {
    let get = edited_package("src/jar.ts", &[("export const get", "const get")]);
    assert_eq!(get, [warning("src/jar.ts:1", "mid#jar/get, stable: removed")]);
    let renamed = edited_package("src/jar.ts", &[("const set", "const put")]);
    assert_eq!(renamed, [warning("boundary.toml:4", "mid#jar/set, stable: removed")]);
}

#[test]
fn an_editor_tells_it_when_the_file_is_saved() {
    let repository = Repository::of(PACKAGE);
    let mut client = start(&repository, capabilities());
    let uri = open(&mut client, &repository, "src/index.ts");
    let before = repository.read("src/index.ts");
    let options = "type Options = { origin?: string; all: boolean };";
    let now = before.replace("type Options = { origin?: string };", options);
    client.change(&uri, 2, &now);
    assert_eq!(findings(&published(&mut client, &uri)["diagnostics"]), [""; 0]);
    repository.write("src/index.ts", &now);
    client.notify("textDocument/didSave", serde_json::json!({ "textDocument": { "uri": uri } }));
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["2: warning contract/drift"] {}
    // Each save compares anew, and finds the same.
    let saved = |client: &mut Client, path: &str| {
        let uri = repository.uri(path);
        client
            .notify("textDocument/didSave", serde_json::json!({ "textDocument": { "uri": uri } }));
    };
    repository.write("src/jar.ts", "export const get = (name: string): string => name;\n");
    open(&mut client, &repository, "src/jar.ts");
    saved(&mut client, "src/jar.ts");
    open_until(&mut client, &repository, "boundary.toml", &["4: warning contract/drift"]);
    let again = format!("{now}// the same\n");
    client.change(&uri, 3, &again);
    assert_eq!(
        findings(&published(&mut client, &uri)["diagnostics"]),
        ["2: warning contract/drift"]
    );
    // It follows its item while lines come and go above it.
    client.change(&uri, 4, &format!("// a line\n{now}"));
    while findings(&published(&mut client, &uri)["diagnostics"]) != ["3: warning contract/drift"] {}
    client.change(&uri, 5, &before);
    repository.write("src/index.ts", &before);
    client.notify("textDocument/didSave", serde_json::json!({ "textDocument": { "uri": uri } }));
    while !findings(&published(&mut client, &uri)["diagnostics"]).is_empty() {}
}

const MADE: &str = r#"
//- Cargo.toml
[package]
name = "unit"
version = "1.0.0"
edition = "2024"
//- boundary.toml
[interface]
"Width" = "stable"
"Windows" = "stable"
"Fixed" = { is = "frozen", since = "1.0" }
//- src/lib.rs
pub struct Width(u32);
impl Width { pub fn new(it: u32) -> Self { Self(it) } }
pub struct Windows<'a, T>(&'a [T]);
impl<'a, T> Windows<'a, T> { pub fn next(&mut self) -> Option<&'a [T]> { None } }
pub struct Fixed;
impl Fixed { pub fn of(it: u32) -> Self { Self } }
//- boundstone.toml
base = "HEAD"
rules = { "contract/undeclared-item" = "off" }
"#;

/// What the files say is gone or other, and users do not feel.
#[test]
fn what_the_surfaces_refute_is_no_finding() {
    let made = "macro_rules! sized { ($it:ident) => { pub struct $it(u32); impl $it { pub fn new(it: u32) -> Self { Self(it) } } }; }\nsized!(Width);\n";
    let written =
        "pub struct Width(u32);\nimpl Width { pub fn new(it: u32) -> Self { Self(it) } }\n";
    let after = |edits: &[(&str, &str)]| after(MADE, "src/lib.rs", edits);
    assert_eq!(after(&[(written, made)]), [""; 0]);
    let other = made.replace("new(it: u32)", "new(it: u64)");
    let found = after(&[(written, &other)]);
    assert!(
        found.len() == 1 && found[0].contains("unit#Width::new, stable: parameter 1 is `u64`"),
        "{found:?}"
    );
    let gone = after(&[(written, "")]);
    assert!(gone.iter().any(|it| it.contains("has no item Width")), "{gone:?}");
    // A frozen one is held to its text.
    let alias = "type Number = u32;\nimpl Fixed { pub fn of(it: Number)";
    assert_eq!(after(&[("impl Fixed { pub fn of(it: u32)", alias)]).len(), 1);
}

/// A module that a level promises is split.
#[test]
fn what_moves_out_of_a_module_is_there() {
    let repository = Repository::of(CRATE);
    replace(
        &repository,
        "src/dns.rs",
        &[("pub struct Name;\n", "mod name;\npub use name::Name;\n")],
    );
    repository.write("src/dns/name.rs", "pub struct Name;\n");
    assert_eq!(said(&repository), [""; 0]);
}

/// What a macro made and makes no more, no file names.
#[test]
fn what_a_macro_makes_no_more_is_missed_since_a_base_too() {
    let makes = "macro_rules! make { ($($it:ident),*) => { $(pub struct $it;)* }; }\nmake!(Width, Height);\n";
    let files = MADE.replace("pub struct Fixed;", &format!("{makes}pub struct Fixed;"));
    let files = files.replace(
        "pub struct Width(u32);\nimpl Width { pub fn new(it: u32) -> Self { Self(it) } }\n",
        "",
    );
    let repository =
        Repository::of(&files.replace("\"Windows\" =", "\"Height\" = \"stable\"\n\"Windows\" ="));
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "src/lib.rs", &[("make!(Width, Height)", "make!(Width)")]);
    let found = said(&repository);
    assert_eq!(found, ["boundary.toml:3: error contract/missing-item: unit has no item Height"]);
    assert_eq!(since_head(&repository).len(), 1);
}

#[test]
fn what_users_are_handed_alone_may_grow() {
    let handed =
        "export interface Page { items: string[] }\nexport declare function read(): Page;\n";
    let files = PACKAGE.replace("\"loose\" =", "\"Page\" = \"stable\"\n\"loose\" =");
    let files = files
        .replace("//- src/where.ts", &format!("{handed}//- src/where.ts"))
        .replace("export const read: Read", "const inner: Read");
    let after = |to: &str| after(&files, "src/index.ts", &[("items: string[]", to)]);
    assert_eq!(after("items: string[]; next: string"), [""; 0]);
    assert_eq!(after("items: number[]").len(), 1);
    assert_eq!(after("next: string").len(), 1);
}

/// The contract goes with what it promised.
#[test]
fn a_contract_that_is_deleted_lets_go_of_nothing() {
    let repository =
        Repository::of(&CRATE.replace("{ is = \"frozen\", since = \"1.0\" }", "\"stable\""));
    replace(&repository, "src/iter.rs", &[("pub use many", "use many")]);
    std::fs::remove_file(repository.path().join("boundary.toml")).unwrap();
    let found = since_head(&repository);
    assert!(
        found.iter().any(|it| it.starts_with("src/iter/many.rs:1: warning contract/drift")),
        "{found:?}"
    );
    replace(&repository, "src/iter.rs", &[("use many::{a, b, c, d};\n", "")]);
    repository.write("src/iter/many.rs", "");
    let found = since_head(&repository);
    assert!(
        found.iter().any(|it| it.starts_with("Cargo.toml:1: warning contract/drift")),
        "{found:?}"
    );
}

/// That a type has a trait which nobody promised is no promise, wherever the trait stands.
#[test]
fn a_trait_of_a_module_that_is_no_promise_may_go() {
    let traits = "pub mod traits { pub trait Loose {} pub trait Kept {} }\nimpl traits::Loose for Width {}\nimpl traits::Kept for Width {}\n";
    let files =
        MADE.replace("\"Windows\" =", "\"traits::Loose\" = \"experimental\"\n\"Windows\" =");
    let files = files.replace("pub struct Fixed;", &format!("{traits}pub struct Fixed;"));
    let without = |of_trait: &str| {
        after(&files, "src/lib.rs", &[(&format!("impl traits::{of_trait} for Width {{}}\n"), "")])
    };
    assert_eq!(without("Loose"), [""; 0]);
    assert_eq!(without("Kept").len(), 1);
}

#[test]
fn what_is_told_at_a_key_is_accepted_there() {
    let repository = Repository::of(CRATE);
    let gone = [("pub use once::{Once, once};\n", ""), ("pub use many::{a, b, c, d};\n", "")];
    replace(&repository, "src/iter.rs", &gone);
    let found = said(&repository);
    let [only] = found.as_slice() else { panic!("{found:#?}") };
    assert!(only.starts_with("boundary.toml:4: warning contract/drift"), "{only}");
    let accept = ["check", "--accept", "--reason", "nobody calls them", "--fail-on", "warning"];
    assert!(repository.run(&accept).status.success());
    let contract = repository.read("boundary.toml");
    assert!(contract.contains("in = \"boundary.toml\""), "{contract}");
    assert_eq!(said(&repository), [""; 0]);
    // It accepts that, and nothing else.
    replace(&repository, "src/client.rs", &[("pub fn get(&self)", "pub fn get(&self, x: u8)")]);
    let found = said(&repository);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("src/client.rs"), "{found:#?}");
}

/// What a file alone cannot know, the surfaces do: it was a doubt in `check` that `contract diff` did not have.
#[test]
fn what_the_surfaces_know_to_break_is_no_doubt() {
    let repository = Repository::of(
        "//- Cargo.toml\npackage = { name = \"lib\", version = \"1.2.0\", edition = \"2024\" }\n//- boundary.toml\n\
         [interface]\nA = \"stable\"\nW = \"frozen\"\n//- src/lib.rs\npub struct A<T>(pub T);\n\
         impl<T> A<T> { pub fn m(&self) {} }\npub struct W<T>(pub T);\nimpl<T> W<T> {\n    pub fn go(&self) {}\n}\n",
    );
    replace(
        &repository,
        "src/lib.rs",
        &[("impl<T> A<T>", "impl<T: Clone> A<T>"), ("go(&self)", "go(&self) where T: Send")],
    );
    assert_eq!(
        said(&repository),
        [
            "src/lib.rs:2: warning contract/drift: breaking change since HEAD of lib#A::m, stable: now demands `T0: Clone`",
            "src/lib.rs:5: error contract/drift: breaking change since HEAD of lib#W::go, frozen: now demands `T0: Send`",
        ]
    );
}
