//! What is offered as a key of `[interface]`: all that users can write, the nearest first, in whatever way TOML is written;
//! and what a key and its value mean.

use serde_json::Value;

use crate::repository::Repository;
use crate::session::{capabilities, hover_at_cursor, open, start};
use boundstone_test_client::Client;
use boundstone_test_client::session::at;

/// The labels that are offered at `$0` of `file` beside `files`, and whether there are more.
fn labels(files: &str, file: &str, text: &str) -> (Vec<String>, bool) {
    let repository = Repository::of(&format!("{files}//- {file}\n{text}"));
    let mut client = start(&repository, capabilities());
    let (path, line, column) = repository.cursor();
    let uri = open(&mut client, &repository, &path);
    let answer = client.call("textDocument/completion", at(&uri, line, column));
    let label = |item: &Value| item["label"].as_str().expect("a label").to_owned();
    let labels = answer["items"].as_array().into_iter().flatten().map(label).collect();
    (labels, answer["isIncomplete"] == true)
}

/// What `check` says of a contract of `folder` with these keys.
fn refused(files: &str, folder: &str, keys: &[String]) -> Vec<String> {
    let file = format!("{folder}/boundary.toml");
    let lines: String = keys.iter().map(|key| format!("\"{key}\" = \"stable\"\n")).collect();
    let repository = Repository::of(&format!("{files}//- {file}\n[interface]\n{lines}"));
    let answer = repository.json(&["check", &file]);
    let findings = answer["findings"].as_array().expect("findings").iter();
    let ours = findings.filter(|it| it["path"] == file.as_str());
    ours.map(|it| format!("{}: {}", it["rule"], it["message"])).collect()
}

/// `facade` hands on all of `core`, a part of it by name, all of it as one object, and what nobody here has.
const FACADE: &str = "
//- package.json
{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"] }
//- packages/core/package.json
{ \"name\": \"@acme/core\", \"exports\": { \".\": \"./src/index.ts\", \"./deep\": \"./src/deep.ts\" } }
//- packages/core/src/index.ts
export function create(name: string): App { return new App() }
export class App { mount(): void {} private inner(): void {} }
export { ref } from '@acme/base'
export { default as Magic } from 'magic-string'
export default create
//- packages/core/src/deep.ts
export const depth = 1
//- packages/base/package.json
{ \"name\": \"@acme/base\", \"exports\": { \".\": \"./src/index.ts\" } }
//- packages/base/src/index.ts
export function ref(): number { return 1 }
export function kept(): void {}
//- packages/facade/package.json
{ \"name\": \"facade\", \"exports\": { \".\": \"./src/index.ts\", \"./deep\": \"./src/deep.ts\" } }
//- packages/facade/src/index.ts
export * from '@acme/core'
export { kept as held } from '@acme/base'
export * as base from '@acme/base'
export { z } from 'zod'
export function own(): void {}
//- packages/facade/src/deep.ts
export * from '@acme/core/deep'
";

#[test]
fn what_a_facade_hands_on_is_offered_and_accepted() {
    let (offered, is_cut) = labels(FACADE, "packages/facade/boundary.toml", "[interface]\n$0\n");
    let listed = "Magic base base.* create App App.* deep/* held own ref z * App.mount base.kept base.ref deep/depth";
    let mut listed: Vec<&str> = listed.split(' ').collect();
    let mut sorted: Vec<&str> = offered.iter().map(String::as_str).collect();
    listed.sort_unstable();
    sorted.sort_unstable();
    assert_eq!((sorted, is_cut), (listed, false));
    assert_eq!(refused(FACADE, "packages/facade", &offered), [""; 0]);
}

/// `ledger` hands on a crate of the repository, one that it does not have, and what a macro of one makes.
const CRATES: &str = "
//- Cargo.toml
[workspace]
members = [\"ledger\", \"books\"]
//- books/Cargo.toml
package = { name = \"books\", edition = \"2024\" }
//- books/src/lib.rs
mod inner { pub struct Page; impl Page { pub fn turn(&self) {} } }
pub use inner::Page;
pub mod covers { pub struct Cover; }
//- ledger/Cargo.toml
package = { name = \"ledger\", edition = \"2024\" }
dependencies.books.path = \"../books\"
dependencies.bitflags = \"2\"
dependencies.serde = \"1\"
//- ledger/src/lib.rs
pub use books::*;
pub use books as shelf;
pub use books::covers::Cover as Jacket;
pub use serde::Serialize;
bitflags::bitflags! {
    #[derive(Clone, Copy)]
    pub struct Flags: u32 { const OPEN = 1; }
}
mod private { pub struct Deep; }
pub mod first { pub mod second { pub use crate::private::Deep; } }
pub mod near { pub use crate::private::Deep; }
";

#[test]
fn what_a_crate_hands_on_and_what_macros_make_is_offered_and_accepted() {
    let (offered, _) = labels(CRATES, "ledger/boundary.toml", "[interface]\n$0\n");
    let wanted = [
        "Page",
        "Page::turn",
        "shelf",
        "shelf::Page",
        "Jacket",
        "Serialize",
        "Flags::OPEN",
        "Flags::from_bits_truncate",
        "near::Deep",
    ];
    for wanted in wanted {
        assert!(offered.iter().any(|it| it == wanted), "{wanted}: {offered:?}");
    }
    assert_eq!(refused(CRATES, "ledger", &offered), [""; 0]);
    let typo = refused(CRATES, "ledger", &["Flags::from_bits_zork".to_owned()]);
    assert_eq!(typo.len(), 1, "{typo:?}");
}

#[test]
fn another_way_to_an_item_is_offered_to_who_writes_it() {
    let offered = |typed: &str| {
        labels(CRATES, "ledger/boundary.toml", &format!("[interface]\n\"{typed}$0\n"))
    };
    assert!(!offered("").0.contains(&"first::second::Deep".to_owned()));
    assert_eq!(offered("first::second::").0, ["first::second::Deep"]);
}

#[test]
fn what_is_typed_whole_is_in_the_list_however_long_that_would_be() {
    let functions: String = (0..150).map(|at| format!("pub fn to_{at:03}_open() {{}}\n")).collect();
    let files = format!(
        "
//- Cargo.toml
package = {{ name = \"many\", edition = \"2024\" }}
//- src/lib.rs
{functions}
pub mod zoo {{ pub mod keepers {{ pub fn to() {{}} pub fn toop() {{}} }} }}
pub fn zz_to() {{}}
"
    );
    let offered =
        |typed: &str| labels(&files, "boundary.toml", &format!("[interface]\n\"{typed}$0\n"));
    let (all, is_cut) = offered("");
    assert_eq!((all.len(), is_cut), (100, true));
    let (begun, is_cut) = offered("zoo::keepers::to");
    assert_eq!(
        (begun.as_slice(), is_cut),
        (["zoo::keepers::to", "zoo::keepers::toop"].map(str::to_owned).as_slice(), false)
    );
    // All 150 begin so; what is called so comes first, then what begins so in a deeper level.
    let (found, is_cut) = offered("toop");
    assert_eq!((found.first().map(String::as_str), is_cut), (Some("zoo::keepers::toop"), true));
    let (last, is_cut) = offered("to_149_open");
    assert_eq!((last.first().map(String::as_str), is_cut), (Some("to_149_open"), false));
}

#[test]
fn an_edit_of_the_code_is_offered_at_once_and_one_of_the_contract_stays_beside() {
    let contract = "ledger/boundary.toml";
    let repository = Repository::of(&format!("{CRATES}//- {contract}\n[interface]\n"));
    let mut client = start(&repository, capabilities());
    let code = open(&mut client, &repository, "ledger/src/lib.rs");
    let uri = open(&mut client, &repository, contract);
    let offered = |client: &mut Client, typed: &str, version: i32| {
        client.change(&uri, version, &format!("[interface]\n\"{typed}"));
        let answer = client.call("textDocument/completion", at(&uri, 1, 1 + typed.len() as u32));
        let items = answer["items"].as_array().into_iter().flatten();
        items.map(|it| it["label"].as_str().expect("a label").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(offered(&mut client, "near", 2), ["near", "near::*", "near::Deep"]);
    client.change(&code, 2, "pub mod near { pub fn by() {} }\n");
    assert_eq!(offered(&mut client, "near", 3), ["near", "near::*", "near::by"]);
    assert_eq!(offered(&mut client, "near::b", 4), ["near::by"]);
}

#[test]
fn every_spelling_of_a_table_is_read() {
    let offered = |text: &str| labels(CRATES, "ledger/boundary.toml", text).0;
    for interface in [
        "[interface]\nnear$0",
        "[ interface ]\nnear$0",
        "[\tinterface\t] # what is promised\n  \"near$0",
        "[\"interface\"]\nnear$0",
        "[ 'interface' ]\nnear$0",
        "interface.near$0 = \"stable\"",
        "interface . near$0",
        "interface . \"near$0\"",
        "\"interface\".near$0",
        "\"inter\\u0066ace\".near$0",
        "interface = { near$0",
        "interface = { \"Page\" = \"stable\", 'near$0' }",
        "[interface.near$0]",
        "[ interface . near$0 ]",
        "[interface]\r\nnear$0\r\n",
    ] {
        assert_eq!(offered(interface).first().map(String::as_str), Some("near"), "{interface}");
    }
    for stability in [
        "[ interface ]\nnear = \"sta$0\"",
        "[interface]\nnear . is = \"sta$0\"",
        "[ interface . near ]\nis = \"sta$0",
        "interface = { near = { is = \"sta$0\" } }",
        "interface . \"near\" . is = \"sta$0\"",
    ] {
        assert_eq!(offered(stability), ["stable"], "{stability}");
    }
    assert_eq!(offered("[ inter$0 ]"), ["interface"]);
    assert_eq!(offered("[\"inter$0"), ["interface"]);
    assert_eq!(offered("[[ accepted ]]\nru$0"), ["rule"]);
    assert_eq!(offered("[ interface ]\n[ inter$0 ]"), [""; 0]);
}

#[test]
fn what_is_half_written_is_no_owner() {
    let owners = "//- CODEOWNERS\n* @acme/ledger\n";
    let offered = |text: &str| labels(&format!("{CRATES}{owners}"), "ledger/boundary.toml", text).0;
    for half in
        ["owner = \"@$0", "owner = \"@$0\"", "owner = [\"@$0\"]", "owner = \"@$0\n[interface]\n"]
    {
        assert_eq!(offered(half), ["@acme/ledger"], "{half}");
    }
}

fn hover(files: &str, file: &str, text: &str) -> String {
    let repository = Repository::of(&format!("{files}//- {file}\n{text}"));
    hover_at_cursor(&repository, capabilities()).replace(&repository.uri(""), "file:")
}

#[test]
fn a_key_of_what_another_package_or_a_macro_brings_says_from_where() {
    let of = |text: &str| hover(CRATES, "ledger/boundary.toml", text);
    insta::assert_snapshot!(of("[interface]\n\"Seria$0lize\" = \"stable\"\n"), @"
    `ledger#Serialize` · boundary `ledger`  
    handed on from `serde` — [`ledger/src/lib.rs:4`](file:/ledger/src/lib.rs#L4)  
    contract stable — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)
    ");
    insta::assert_snapshot!(of("[interface]\n\"Flags::from_bits_$0truncate\" = \"stable\"\n"), @"
    `ledger#Flags::from_bits_truncate` · boundary `ledger`  
    `const fn(u32) -> Flags`  
    made by a macro — [`ledger/src/lib.rs:5`](file:/ledger/src/lib.rs#L5)  
    contract stable — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)
    ");
    // What its definer keeps in a private module is shown by the path that users can write.
    insta::assert_snapshot!(of("[interface]\n\"Pa$0ge\" = \"stable\"\n"), @"
    `books#Page` · boundary `books`  
    `struct`  
    defined in [`books/src/lib.rs:1`](file:/books/src/lib.rs#L1)  
    contract stable — [`ledger/boundary.toml:2`](file:/ledger/boundary.toml#L2)
    ");
    insta::assert_snapshot!(hover(FACADE, "packages/facade/boundary.toml", "[interface]\n\"$0z\" = \"stable\"\n"), @"
    `facade#z` · boundary `facade`  
    handed on from `zod` — [`packages/facade/src/index.ts:4`](file:/packages/facade/src/index.ts#L4)  
    contract stable — [`packages/facade/boundary.toml:2`](file:/packages/facade/boundary.toml#L2)
    ");
}

#[test]
fn a_word_of_a_contract_says_what_it_promises() {
    let of = |text: &str| hover(CRATES, "ledger/boundary.toml", text);
    for (stability, promise) in [
        ("internal", "a use from outside is an error"),
        ("experimental", "May change any day"),
        ("stable", "A breaking change needs a major version or a decision"),
        ("frozen", "Any change of the signature needs a decision"),
        ("deprecated", "Going away"),
    ] {
        for text in [
            format!("[interface]\nnear = \"$0{stability}\"\n"),
            format!("[ interface . near ]\nis = \"$0{stability}\"\n"),
        ] {
            let shown = of(&text);
            assert!(
                shown.starts_with(&format!("`{stability}` — ")) && shown.contains(promise),
                "{shown}"
            );
        }
    }
    let item =
        |marked: &str| of(&format!("[interface]\nnear = {{ is = \"deprecated\", {marked} }}\n"));
    for marked in ["$0sig = \"mod\"", "sig = \"m$0od\""] {
        assert!(
            item(marked).contains("`boundstone contract lock` writes it and renews it"),
            "{marked}"
        );
    }
    assert!(item("since = \"0.$01\"").contains("The version that first had it"));
    assert!(item("until = 2030-$001-01").contains("after it, a use is an error"));
    assert!(item("u$0se = \"Page\"").contains("What to use instead"));
}
