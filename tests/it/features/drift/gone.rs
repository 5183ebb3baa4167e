//! Items that a contract names and that were there at the base.

use super::{replace, said};
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const CRATE: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Request\" = \"stable\"
\"Made\" = \"stable\"
\"charge\" = { is = \"frozen\", since = \"1.0\", sig = \"fn(u64) -> u64\" }
//- src/lib.rs
mod request;
pub use request::Request;
macro_rules! make { ($name:ident) => { pub struct $name; } }
make!(Made);
/// Charges are paid.
pub fn charge(amount: u64) -> u64 { amount }
fn charges() { let _: Request = Request(charge(1)); }
//- src/request.rs
pub struct Request(pub u64);
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

fn missing(key: &str, line: u32, file: &str) -> String {
    format!(
        "boundary.toml:{line}: error contract/missing-item: pay has no item {key}: it was in {file} at HEAD, and is gone or not \
         public any more"
    )
}

/// The same, where the item stood.
fn gone(key: &str, severity: &str, place: &str) -> String {
    let word = if severity == "error" { "frozen" } else { "stable" };
    format!(
        "{place}: {severity} contract/drift: breaking change since HEAD of pay#{key}, {word}: it is gone, or not public any more"
    )
}

#[test]
fn one_that_is_gone_is_missed_though_its_name_is_not() {
    assert_eq!(said(&Repository::of(CRATE)), [""; 0]);
    let changed = |file: &str, from: &str, to: &str| {
        let repository = Repository::of(CRATE);
        replace(&repository, file, &[(from, to)]);
        said(&repository)
    };
    let charge = |place: &str| [missing("charge", 4, "src/lib.rs"), gone("charge", "error", place)];
    assert_eq!(
        changed("src/lib.rs", "pub fn charge(", "pub fn charge_all("),
        charge("src/lib.rs:6")
    );
    assert_eq!(
        changed("src/lib.rs", "pub fn charge(amount: u64) -> u64 { amount }", "// charge"),
        charge("src/lib.rs:1")
    );
    let request = [missing("Request", 2, "src/request.rs")];
    for written in ["pub struct Requests", "struct Request", "pub(crate) struct Request"] {
        let of_file = gone("Request", "warning", "src/request.rs:1");
        assert_eq!(
            changed("src/request.rs", "pub struct Request", written),
            [&request[..], &[of_file]].concat(),
            "{written}"
        );
    }
    // The file is gone, and what names it is not.
    let repository = Repository::of(CRATE);
    std::fs::remove_file(repository.path().join("src/request.rs")).unwrap();
    assert_eq!(said(&repository), request);
    // It moved.
    repository.write("src/request/mod.rs", "pub struct Request(pub u64);\n");
    assert_eq!(said(&repository), [""; 0]);
    assert_eq!(changed("src/lib.rs", "make!(Made);", "pub struct Made;"), [""; 0]);
}

#[test]
fn one_that_moved_is_held_as_it_was() {
    let repository = Repository::of(CRATE);
    let lib = repository.read("src/lib.rs");
    let before = "pub fn charge(amount: u64) -> u64 { amount }";
    repository.write("src/lib.rs", &lib.replace(before, "mod pay;\npub use pay::charge;"));
    repository
        .write("boundary.toml", "[interface]\n\"charge\" = \"stable\"\n\"Request\" = \"frozen\"\n");
    repository.git(&["commit", "-qam", "stable"]);
    repository.git(&["checkout", "-q", "HEAD~1", "src"]);
    repository.git(&["commit", "-qam", "at the base it stands in lib.rs"]);
    repository.write("src/lib.rs", &lib.replace(before, "mod pay;\npub use pay::charge;"));
    repository.write("src/pay.rs", &before.replace("amount: u64", "amount: u64, all: bool"));
    let charge = "src/pay.rs:1: warning contract/drift: breaking change since HEAD of pay#charge, stable: takes 2 parameters, and \
                  took 1 parameter";
    assert_eq!(said(&repository), [charge]);
    repository.write("src/pay.rs", before);
    assert_eq!(said(&repository), [""; 0]);
    assert_eq!(repository.json(&["check"])["not_checked"], serde_json::json!([]));
    // The whole file moved.
    std::fs::rename(
        repository.path().join("src/request.rs"),
        repository.path().join("src/asked.rs"),
    )
    .unwrap();
    let lib = repository.read("src/lib.rs");
    repository.write(
        "src/lib.rs",
        &lib.replace("mod request", "mod asked").replace("request::", "asked::"),
    );
    repository.write("src/asked.rs", "pub struct Request(pub u32);\n");
    let request = "src/asked.rs:1: error contract/drift: likely breaking change since HEAD of pay#Request, frozen: `0` is of type \
                   `u32`, and was of `u64`";
    assert_eq!(said(&repository), [request]);
}

#[test]
fn what_a_decision_governs_is_missed_too() {
    let record = "---\nstatus: accepted\ngoverns: [\"pay#charge\", \"pay#chargee\", \"pay#Made\", \"pay#Request\"]\n---\n# A\n";
    let repository = Repository::of(CRATE);
    repository.write("docs/adr/0001-a.md", record);
    let stale = |name: &str, more: &str| {
        format!(
            "docs/adr/0001-a.md:3: warning decision/stale-governs: Nothing is called {name} in pay{more}"
        )
    };
    assert_eq!(said(&repository), [stale("chargee", "")]);
    repository.git(&["add", "docs"]);
    repository.git(&["commit", "-qm", "A record that is not part of the change"]);
    replace(&repository, "src/lib.rs", &[("pub fn charge(", "pub fn charge_all(")]);
    let was = ": it was in src/lib.rs at HEAD, and is gone";
    assert_eq!(
        said(&repository),
        [
            missing("charge", 4, "src/lib.rs"),
            stale("charge", was),
            stale("chargee", ""),
            gone("charge", "error", "src/lib.rs:6")
        ]
    );
}

#[test]
fn one_of_typescript_too() {
    let files = "
//- package.json
{ \"name\": \"pay\", \"exports\": \"./src/index.ts\" }
//- boundary.toml
[interface]
\"Actor\" = \"stable\"
\"start\" = \"stable\"
//- src/index.ts
export { Actor, start } from \"./actor.ts\";
//- src/actor.ts
export class Actor {}
export function start(): Actor { return new Actor(); }
";
    let changed = |from: &str, to: &str| {
        let repository = Repository::of(files);
        replace(&repository, "src/actor.ts", &[(from, to)]);
        said(&repository)
    };
    let hidden =
        "boundary.toml:2: error contract/missing-item: Actor of pay is not public any more";
    let actor = gone("Actor", "warning", "src/actor.ts:1");
    assert_eq!(changed("export class", "class"), [hidden.to_owned(), actor]);
    let start = gone("start", "warning", "src/actor.ts:2");
    assert_eq!(
        changed("function start", "function start2"),
        [missing("start", 3, "src/actor.ts"), start]
    );
}

#[test]
fn what_a_file_no_longer_exports_comes_from_no_other_package() {
    let repository = Repository::of(
        "
//- package.json
{ \"name\": \"pay\", \"version\": \"1.0.0\", \"exports\": \"./src/index.ts\" }
//- src/index.ts
export { Actor, start } from \"./actor.ts\";
export { made } from \"./made.ts\";
//- src/actor.ts
export class Actor {}
export function start(): Actor { return new Actor(); }
//- src/made.ts
export * from \"elsewhere\";
",
    );
    replace(&repository, "src/actor.ts", &[("export class", "class")]);
    let diff = repository.json(&["contract", "diff"]);
    let change = &diff["boundaries"][0]["changes"][0];
    assert_eq!(change["symbol"], "Actor");
    assert_eq!(change["reasons"][0]["class"], "breaking");
    assert!(!diff.to_string().contains("another package"), "{diff}");
}

#[test]
fn the_editor_takes_back_what_stands_in_another_file_now() {
    let repository = Repository::of(CRATE);
    let mut client = start(&repository, capabilities());
    let request = open(&mut client, &repository, "src/request.rs");
    let lib = open(&mut client, &repository, "src/lib.rs");
    client.change(&request, 2, "// moved\n");
    while findings(&published(&mut client, &request)["diagnostics"])
        != ["1: warning contract/drift"]
    {}
    let moved = repository
        .read("src/lib.rs")
        .replace("pub use request::Request;", "pub struct Request(pub u64);");
    client.change(&lib, 2, &moved);
    while !findings(&published(&mut client, &request)["diagnostics"]).is_empty() {}
}

#[test]
fn a_macro_that_is_exported_no_more_is_told_though_another_item_bears_its_name() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"arg\" = \"stable\"
//- src/lib.rs
#[macro_use]
mod macros;
pub mod arg;
//- src/arg.rs
pub fn arg() {}
//- src/macros.rs
#[macro_export]
macro_rules! arg { () => {} }
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
",
    );
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "src/macros.rs", &[("#[macro_export]\n", "")]);
    assert_eq!(said(&repository), [gone("arg", "warning", "src/macros.rs:1")]);
    // Another one stands for it.
    repository
        .write("src/arg.rs", "pub fn arg() {}\n#[macro_export]\nmacro_rules! arg { () => {} }\n");
    assert_eq!(said(&repository), [""; 0]);
}

const HIDDEN: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.2.0\", edition = \"2024\" }
dependencies = { other = \"1\" }
//- boundary.toml
[interface]
\"codec::skip\" = \"stable\"
\"codec::Row\" = \"experimental\"
//- src/lib.rs
#[doc(hidden)]
pub mod codec;
//- src/codec.rs
pub fn skip() {}
pub struct Row;
pub fn other() {}
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\", \"contract/disagreement\" = \"off\" }
";

#[test]
fn what_a_contract_names_is_missed_though_documentation_hides_it() {
    let repository = Repository::of(HIDDEN);
    assert_eq!(said(&repository), [""; 0]);
    let rows = |repository: &Repository| -> Vec<String> {
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        let boundaries = answer["boundaries"].as_array().unwrap().iter();
        let changes = boundaries.flat_map(|it| it["changes"].as_array().unwrap());
        let row = |it: &serde_json::Value| {
            let reason = &it["reasons"][0];
            format!("{} {} {} {}", it["symbol"], it["stability"], it["class"], reason["confidence"])
        };
        changes.map(|it| row(it).replace('"', "")).collect()
    };
    replace(&repository, "src/lib.rs", &[("pub mod", "pub(crate) mod")]);
    let hidden = |line: u32, key: &str| {
        format!(
            "boundary.toml:{line}: error contract/missing-item: pay has no item {key}: src/lib.rs had it at HEAD, and has it no more"
        )
    };
    assert_eq!(said(&repository), [hidden(2, "codec::skip"), hidden(3, "codec::Row")]);
    assert_eq!(
        rows(&repository),
        ["codec::Row experimental breaking proved", "codec::skip stable breaking proved"]
    );
    // Another crate may bring it.
    replace(&repository, "src/lib.rs", &[("pub(crate)", "pub use other::*;\npub(crate)")]);
    assert!(rows(&repository)[0].ends_with("unknown likely"), "{:?}", rows(&repository));
    // It is hidden in another way, or shown.
    for text in ["#![doc(hidden)]\n#[doc(hidden)]\npub mod codec;", "pub mod codec;"] {
        repository.write("src/lib.rs", text);
        let rows = rows(&repository);
        assert!(rows.iter().all(|it| !it.contains("breaking")), "{rows:?}");
    }
}
