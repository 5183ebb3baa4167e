//! Public items that nobody outside uses, made less visible.

use insta::assert_snapshot;

use crate::fixing::offered;
use crate::settling::settled;

const OFFER: &str = "Offer parse as stable in crates/text/boundary.toml";

/// A library with a closed list, its tests, and a package that depends on it.
fn rust(code: &str, others: &str) -> String {
    format!(
        r#"
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/text/Cargo.toml
[package]
name = "text"
//- crates/text/boundary.toml
[interface]
"Document" = "stable"
//- crates/text/src/lib.rs
pub struct Document;
{code}
//- crates/shop/Cargo.toml
[package]
name = "shop"
[dependencies]
text = {{ path = "../text" }}
{others}
"#
    )
}

const USED: &str = "fn f() { parse(); }\n";

/// What is offered at `parse` beside naming it in the contract.
fn narrowing(files: &str) -> Vec<String> {
    let mut all = offered(files);
    all.retain(|title| title != OFFER && !title.starts_with("Accept "));
    all
}

const NARROW: [&str; 1] = ["Make parse visible to its crate alone"];

#[test]
fn an_item_of_rust_that_only_its_crate_uses_becomes_visible_to_it_alone() {
    let files = rust(&format!("#[inline]\npub fn par$0se() {{}}\n{USED}"), "");
    assert_eq!(narrowing(&files), NARROW);
    assert_snapshot!(settled(&files, NARROW[0], ""), @"
    // crates/text/src/lib.rs
    pub struct Document;
    #[inline]
    pub(crate) fn parse() {}
    fn f() { parse(); }
    ");
    for code in [
        "#[derive(Clone, Debug)]\npub struct par$0se;\nimpl parse { pub fn of() -> Self { parse } }\nfn f(_: parse) {}\n",
        "pub const par$0se: u8 = 1;\nfn f() -> u8 { parse }\n",
    ] {
        assert_eq!(narrowing(&rust(code, "")), NARROW, "{code}");
    }
}

#[test]
fn what_may_be_named_from_outside_of_the_crate_stays_public() {
    let code = format!("pub fn par$0se() {{}}\n{USED}");
    for other in [
        "//- crates/text/tests/it.rs\n#[test]\nfn t() { text::parse(); }\n",
        "//- crates/text/examples/e.rs\nuse text::*;\nfn main() {}\n",
        "//- crates/text/README.md\nCall `parse`.\n",
        "//- crates/shop/src/lib.rs\nmake! { text, parse }\n",
        "//- crates/shop/src/lib.rs\n#[serde(with = \"text::parse\")]\nstruct A;\n",
    ] {
        assert_eq!(narrowing(&rust(&code, other)), [""; 0], "{other}");
    }
    let documented = format!("{code}/// ```\n/// text::parse();\n/// ```\nfn g() {{}}\n");
    assert_eq!(narrowing(&rust(&documented, "")), [""; 0]);
}

#[test]
fn what_the_crate_itself_shows_stays_public() {
    for code in [
        // Handed on under another path.
        "mod a { pub fn par$0se() {} }\npub use a::parse;\nfn f() { parse(); }\n",
        "mod a { pub fn par$0se() {} }\npub use a::*;\nfn f() { a::parse(); }\n",
        // Named by what is public: a parameter, a field, an associated type, a bound.
        "pub struct par$0se;\npub fn f(_: parse) {}\n",
        "pub struct par$0se;\npub struct B { pub a: Vec<parse> }\n",
        "pub struct par$0se;\nimpl Iterator for Document { type Item = parse; fn next(&mut self) -> Option<parse> { None } }\n",
        "pub type par$0se = u8;\npub trait B { fn f(&self) -> parse; }\n",
        // What a macro or a derive makes of it nobody knows.
        "pub fn par$0se() {}\n#[macro_export]\nmacro_rules! m { () => { $crate::parse() } }\nfn f() { parse(); }\n",
        "#[derive(Builder)]\npub struct par$0se;\nfn f(_: parse) {}\n",
        // Whoever calls its methods need not name it.
        "pub trait par$0se { fn f(&self); }\nimpl parse for Document { fn f(&self) {} }\n",
        // Nothing would use it any more, or a warning would be an error.
        "pub fn par$0se() {}\n",
        "#![deny(warnings)]\npub fn par$0se() {}\nfn f() { parse(); }\n",
    ] {
        assert_eq!(narrowing(&rust(code, "")), [""; 0], "{code}");
    }
}

fn npm(code: &str, others: &str) -> String {
    format!(
        r#"
//- package.json
{{ "workspaces": ["packages/*"] }}
//- packages/text/package.json
{{ "name": "@acme/text", "exports": "./src/index.ts" }}
//- packages/text/boundary.toml
[interface]
"Document" = "stable"
//- packages/text/src/index.ts
export class Document {{}}
{code}
//- packages/shop/package.json
{{ "name": "shop", "dependencies": {{ "@acme/text": "workspace:*" }} }}
{others}
"#
    )
}

/// What is offered at `parse` beside naming it in the contract.
fn dropping(files: &str) -> Vec<String> {
    let mut all = offered(files);
    all.retain(|title| title.starts_with("Do not"));
    all
}

#[test]
fn an_item_of_typescript_that_only_its_file_uses_is_not_exported() {
    let files = npm("export function par$0se() {}\nparse();\n", "");
    assert_eq!(dropping(&files), ["Do not export parse"]);
    assert_snapshot!(settled(&files, "Do not export parse", ""), @"
    // packages/text/src/index.ts
    export class Document {}
    function parse() {}
    parse();
    ");
    let files = npm("/** Says so. */\nexport const par$0se = 1;\nconst two = parse + 1;\n", "");
    assert_snapshot!(settled(&files, "Do not export parse", ""), @"
    // packages/text/src/index.ts
    export class Document {}
    /** Says so. */
    const parse = 1;
    const two = parse + 1;
    ");
}

#[test]
fn what_another_file_may_import_stays_exported() {
    let code = "export function par$0se() {}\nparse();\n";
    for other in [
        "//- packages/text/src/other.ts\nimport { parse as read } from \"./index\";\n",
        "//- packages/text/src/other.ts\nimport * as all from \".\";\n",
        "//- packages/text/src/other.ts\nexport * from \"./index.js\";\n",
        "//- packages/text/src/other.ts\nconst all = await import(\"./index.js\");\n",
        "//- packages/text/test/other.js\nconst { parse } = require(\"../src\");\n",
        "//- packages/shop/src/index.ts\nexport * from \"@acme/text\";\n",
        "//- packages/shop/src/index.ts\nimport * as text from \"@acme/text\";\n",
    ] {
        assert_eq!(dropping(&npm(code, other)), [""; 0], "{other}");
    }
    for code in [
        "export function par$0se() {}\n",
        "export const par$0se = 1, other = parse;\n",
        "export interface par$0se {}\nexport function f(): parse { return {}; }\n",
        "export interface par$0se {}\nexport const parse = 1;\nconst two = parse;\n",
        "export function par$0se() {}\nexport { parse as read };\nparse();\n",
    ] {
        assert_eq!(dropping(&npm(code, "")), [""; 0], "{code}");
    }
}
