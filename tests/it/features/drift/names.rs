//! Stable items of TypeScript whose types mean what their names stand for, at the base and now.

use super::said;
use crate::repository::Repository;
use crate::session::{capabilities, findings, open, published, start};

const MAIL: &str = "
//- package.json
{ \"name\": \"mail\", \"exports\": \"./src/index.ts\" }
//- boundary.toml
[interface]
\"send\" = \"stable\"
\"plan\" = \"stable\"
//- src/index.ts
import { When } from \"./names\";
export function send(options: { to: string; retries?: number }): void {}
export function plan(when: When): void {}
//- src/names.ts
export { When } from \"./when\";
//- src/when.ts
export type When = { day: number; hour: number };
";

const SEND: &str = "{ to: string; retries?: number }";

fn mail(files: &[(&str, &str)]) -> Repository {
    let repository = Repository::of(MAIL);
    for (path, text) in files {
        repository.write(path, text);
    }
    repository
}

fn index(replacements: &[(&str, &str)]) -> String {
    let start = MAIL.split_once("index.ts\n").unwrap().1;
    let mut text = start.split_once("//-").unwrap().0.to_owned();
    for (old, new) in replacements {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

#[test]
fn a_type_that_got_a_name_is_the_same() {
    let named =
        index(&[(SEND, "Options"), ("import", "import { Options } from \"./options\";\nimport")]);
    let options = "export interface Options { retries?: number; to: string }\n";
    let repository = mail(&[("src/index.ts", &named), ("src/options.ts", options)]);
    assert_eq!(said(&repository), [""; 0]);
    repository.write("src/options.ts", "export type Options = { to: URL; retries?: number };\n");
    assert_eq!(
        said(&repository),
        [
            "src/index.ts:3: warning contract/drift: likely breaking change since HEAD of mail#send, stable: \
             `to` of parameter 1 is of type `URL`, and was of `string`"
        ]
    );
}

#[test]
fn a_name_means_what_it_stood_for_at_the_base() {
    let written = index(&[("when: When", "when: { day: number; hour: number }")]);
    let later = "export type When = { day: number; hour: number; zone: string };\n";
    let names = "export * from \"./other\";\n";
    // What it is now is of no matter, nor where it comes from.
    for file in [("src/when.ts", later), ("src/names.ts", names)] {
        assert_eq!(said(&mail(&[("src/index.ts", &written), file])), [""; 0], "{file:?}");
    }
    let zone = index(&[("when: When", "when: { day: number; hour: number; zone: string }")]);
    assert_eq!(
        said(&mail(&[("src/index.ts", &zone), ("src/when.ts", later)])),
        [
            "src/index.ts:3: warning contract/drift: breaking change since HEAD of mail#plan, stable: `zone` of \
             parameter 1 added: who makes one must write it"
        ]
    );
}

#[test]
fn which_way_the_values_of_a_type_go_is_not_followed() {
    let repository = Repository::of(
        "
//- package.json
{ \"name\": \"mail\", \"exports\": \"./src/index.ts\" }
//- boundary.toml
[interface]
\"Letter\" = \"stable\"
//- src/index.ts
export interface Letter { to: string }
",
    );
    repository.write("src/index.ts", "export interface Letter { to: string; sent: Date }\n");
    let drift = "src/index.ts:1: warning contract/drift: likely breaking change since HEAD of mail#Letter, stable: \
                 `sent` added: who makes one must write it (whether users make one, or are handed it, was not \
                 followed)";
    assert_eq!(said(&repository), [drift]);
    // What went is missed by both.
    repository.write("src/index.ts", "export interface Letter {}\n");
    let drift = "src/index.ts:1: warning contract/drift: breaking change since HEAD of mail#Letter, stable: `to` \
                 removed";
    assert_eq!(said(&repository), [drift]);
}

#[test]
fn what_a_name_stood_for_in_a_file_that_is_gone_the_surfaces_know() {
    let after = |when: &str| {
        let written = index(&[("when: When", when)]);
        let repository = mail(&[("src/index.ts", &written)]);
        std::fs::remove_file(repository.path().join("src/when.ts")).unwrap();
        said(&repository)
    };
    assert_eq!(after("when: { day: number; hour: number }"), [""; 0]);
    let told = after("when: { day: number; hour: number; zone: string }");
    assert!(
        told.iter().any(|it| it.contains("mail#plan") && it.contains("likely breaking")),
        "{told:?}"
    );
}

#[test]
fn the_editor_looks_again_when_another_file_says_what_a_name_means() {
    let named =
        index(&[(SEND, "Options"), ("import", "import { Options } from \"./options\";\nimport")]);
    let options = "export type Options = { to: string; retries?: number };\n";
    let repository = mail(&[("src/index.ts", &named), ("src/options.ts", options)]);
    let mut client = start(&repository, capabilities());
    let code = open(&mut client, &repository, "src/index.ts");
    let other = open(&mut client, &repository, "src/options.ts");
    client.change(&other, 2, &options.replace("retries?", "retries"));
    while findings(&published(&mut client, &code)["diagnostics"]) != ["3: warning contract/drift"] {
    }
    client.change(&other, 3, options);
    while !findings(&published(&mut client, &code)["diagnostics"]).is_empty() {}
}

#[test]
fn impact_says_that_a_promise_is_kept_in_other_words() {
    let named =
        index(&[(SEND, "Options"), ("import", "import { Options } from \"./options\";\nimport")]);
    let options = "export interface Options { retries?: number; to: string }\n";
    let repository = mail(&[("src/index.ts", &named), ("src/options.ts", options)]);
    let answer = repository.json(&["impact"]);
    let touched = answer["promises"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it["touched"].as_array().unwrap());
    let classes: Vec<_> = touched.map(|it| it["differs"][0]["class"].clone()).collect();
    assert_eq!(classes, ["cosmetic"]);
}

#[test]
fn overloads_are_one_promise() {
    let repository = Repository::of(
        "
//- package.json
{ \"name\": \"mail\", \"exports\": \"./index.ts\" }
//- boundary.toml
[interface]
\"trim\" = \"stable\"
//- index.ts
export function trim(text: string): string;
export function trim(text: string[]): string[];
export function trim(text: any): any { return text; }
",
    );
    let not_checked = || repository.json(&["check"])["not_checked"].to_string();
    assert_eq!(not_checked(), "[]");
    repository.write(
        "index.ts",
        &repository.read("index.ts").replace("(text: string[])", "(text: number[])"),
    );
    assert_eq!(not_checked(), "[]");
    assert_eq!(said(&repository).len(), 1);
}

const MANY: &str = "
//- Cargo.toml
package = { name = \"pay\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"Value\" = \"stable\"
\"Renamed\" = \"stable\"
//- src/lib.rs
mod kind;
mod value;
pub use kind::Kind;
pub use value::{Named as Renamed, Value};
//- src/kind.rs
pub enum Kind { Value, Other }
//- src/value.rs
pub struct Value(pub u8);
impl Value { pub fn get(&self) -> u8 { self.0 } }
pub struct Named(pub u8);
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
";

#[test]
fn a_key_whose_words_may_mean_several_is_what_it_leads_to() {
    let repository = Repository::of(MANY);
    assert_eq!(said(&repository), [""; 0]);
    repository.write(
        "src/value.rs",
        &repository.read("src/value.rs").replace("pub fn get(&self)", "pub fn get(&self, at: u8)"),
    );
    let get = "src/value.rs:2: warning contract/drift: breaking change since HEAD of pay#Value::get, stable: takes 1 parameter, and took no \
               parameter";
    assert_eq!(said(&repository), [get]);
    repository.write("src/kind.rs", "pub enum Kind { Value(u8), Other }\n");
    assert_eq!(said(&repository), [get]);
    assert_eq!(repository.json(&["check"])["not_checked"], serde_json::json!([]));
    let named = repository.read("src/value.rs").replace("Named(pub u8)", "Named(u8)");
    repository.write("src/value.rs", &named);
    let renamed = "src/value.rs:3: warning contract/drift: breaking change since HEAD of pay#Renamed, stable: `0` removed; has a private field \
                   now, so that others can no longer make one";
    assert_eq!(said(&repository), [get, renamed]);
}

#[test]
fn what_a_module_hands_up_is_held_where_it_is_defined() {
    let repository = Repository::of(
        "
//- Cargo.toml
package = { name = \"draw\", version = \"1.0.0\", edition = \"2024\" }
//- boundary.toml
[interface]
\"layout::Rect\" = \"stable\"
\"layout::Size\" = \"stable\"
//- src/lib.rs
pub mod layout;
//- src/layout/mod.rs
mod old;
mod rect;
mod size;
pub use rect::Rect;
pub use size::Size;
//- src/layout/rect.rs
pub struct Rect(pub u16);
impl Rect { pub fn area(&self) -> u16 { 1 } }
//- src/layout/size.rs
pub struct Size(pub u16);
//- src/layout/old.rs
pub struct Size(pub u16);
//- boundstone.toml
rules = { \"contract/undeclared-item\" = \"off\" }
",
    );
    let area = "src/layout/rect.rs:2: warning contract/drift: likely breaking change since HEAD of draw#layout::Rect::area, stable: returns \
                `u32`, and returned `u16`";
    let size = "src/layout/size.rs:1: warning contract/drift: likely breaking change since HEAD of draw#layout::Size, stable: `0` is of type \
                `u32`, and was of `u16`";
    for file in ["src/layout/rect.rs", "src/layout/size.rs", "src/layout/old.rs"] {
        let text = repository.read(file);
        repository.write(
            file,
            &text
                .replace("area(&self) -> u16", "area(&self) -> u32")
                .replace("Size(pub u16)", "Size(pub u32)"),
        );
    }
    assert_eq!(said(&repository), [area, size]);
    repository.write("src/layout/rect.rs", "pub struct Rectangle(pub u16);\\n");
    let said = said(&repository);
    assert!(
        said[0].contains("draw has no item layout::Rect: it was in src/layout/rect.rs"),
        "{said:?}"
    );
}
