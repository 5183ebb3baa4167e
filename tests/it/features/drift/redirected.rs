//! Promised names that lead to another item than at the base, though every item stayed as it was.

use super::{replace, said};
use crate::repository::Repository;

const VALUES: &str = r#"
//- package.json
{ "name": "values", "version": "1.0.0", "exports": "./src/index.ts" }
//- boundary.toml
[interface]
"ref" = "stable"
"Scope" = "stable"
"Shape" = "stable"
"util.noop" = "stable"
"fixed" = "frozen"
//- src/index.ts
export { ref, Scope, type Shape } from "./ref";
export * as util from "./util";
export * from "./fixed";
//- src/ref.ts
export function ref(value: string): string { return value; }
export function same(value: string): string { return value; }
export function shallow(value: string): number { return 1; }
export class Scope {}
export interface Shape { id: string }
//- src/util.ts
export function noop(): void {}
//- src/other.ts
export function noop(all: boolean): void {}
export function fixed(): void {}
//- src/fixed.ts
export function fixed(): void {}
//- boundstone.toml
rules = { "contract/undeclared-item" = "off" }
"#;

fn edited(edits: &[(&str, &str)]) -> Vec<String> {
    let repository = Repository::of(VALUES);
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "src/index.ts", edits);
    said(&repository)
}

fn warning(line: u32, what: &str, key: &str, why: &str) -> Vec<String> {
    vec![format!(
        "src/index.ts:{line}: warning contract/drift: {what} change since HEAD of values#{key}, stable: {why}"
    )]
}

#[test]
fn an_export_that_leads_to_another_item_is_held_as_what_it_was() {
    let shallow =
        "it leads to `shallow` now, and led to `ref`; returns `number`, and returned `string`";
    assert_eq!(
        edited(&[("{ ref,", "{ shallow as ref,")]),
        warning(1, "likely breaking", "ref", shallow)
    );
    assert_eq!(edited(&[("{ ref,", "{ same as ref,")]), [""; 0]);
    let noop = "it leads to `noop` of src/other.ts now, and led to that of src/util.ts; needs 1 parameter, and needed no parameter";
    assert_eq!(edited(&[("./util", "./other")]), warning(2, "breaking", "util.noop", noop));
    // It stands there now, and a frozen one is the same to the letter.
    let own = "export { Scope, type Shape } from \"./ref\";\nexport function ref(value: number): string { return \"\"; }";
    let taken = "parameter 1 is `number`, and was `string`";
    let found = edited(&[("export { ref, Scope, type Shape } from \"./ref\";", own)]);
    assert_eq!(found, warning(2, "likely breaking", "ref", taken));
    assert_eq!(
        edited(&[("export * from \"./fixed\"", "export { fixed } from \"./other\"")]),
        [""; 0]
    );
}

#[test]
fn a_class_that_is_exported_as_a_type_alone_is_lost() {
    let lost = warning(1, "breaking", "Scope", "is exported as a type alone now");
    assert_eq!(edited(&[(" Scope,", " type Scope,")]), lost);
    assert_eq!(edited(&[("type Shape", "Shape")]), [""; 0]);
    // A file that no user goes through.
    let repository = Repository::of(VALUES);
    repository.write("src/inner.ts", "export { Scope } from \"./ref\";\n");
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "-qm", "inner"]);
    repository.write("src/inner.ts", "export { type Scope } from \"./ref\";\n");
    assert_eq!(said(&repository), [""; 0]);
}

#[test]
fn impact_tells_which_promise_leads_elsewhere() {
    let repository = Repository::of(VALUES);
    replace(&repository, "src/index.ts", &[("{ ref,", "{ shallow as ref,")]);
    let answer = repository.json(&["impact"]);
    let promises = answer["promises"].as_array().unwrap();
    let said: Vec<String> =
        promises.iter().map(|it| format!("{} {}", it["symbol"], it["class"])).collect();
    assert_eq!(said, ["\"values#ref\" \"breaking\""]);
}

#[test]
fn a_re_export_of_rust_that_leads_elsewhere_is_told() {
    let repository = Repository::of(
        r#"
//- Cargo.toml
package = { name = "pay", version = "1.0.0", edition = "2024" }
//- docs/adr/0001-codes.md
---
status: accepted
enforce:
  - freeze: pay#Code
---
# Codes stay
//- boundary.toml
[interface]
"Error" = "stable"
//- src/lib.rs
mod error;
pub use error::{Code, Error};
//- src/error.rs
pub enum Error { Late }
pub enum Other { Early }
pub struct Code(pub u8);
pub struct Wide(pub u16);
//- boundstone.toml
rules = { "contract/undeclared-item" = "off" }
"#,
    );
    replace(&repository, "src/lib.rs", &[("{Code, Error}", "{Wide as Code, Other as Error}")]);
    let said = said(&repository);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("src/lib.rs:2: error contract/drift"), "{said:?}");
    assert!(
        said[0].contains("pay#Code, frozen by ADR-0001: it leads to `Wide` now, and led to `Code`"),
        "{said:?}"
    );
    assert!(
        said[1].contains("pay#Error, stable: it leads to `Other` now, and led to `Error`"),
        "{said:?}"
    );
}

/// No contract says anything: the record alone promises what the package exports.
#[test]
fn the_export_of_what_a_decision_freezes_stays() {
    let repository = Repository::of(
        r#"
//- package.json
{ "name": "values", "version": "1.0.0", "exports": "./src/index.ts" }
//- docs/adr/0001-ref.md
---
status: accepted
enforce:
  - freeze: values#ref
---
# It stays
//- src/index.ts
export { ref, same } from "./ref";
//- src/ref.ts
export function ref(value: string): string { return value; }
export function same(value: string): string { return value; }
"#,
    );
    assert_eq!(said(&repository), [""; 0]);
    replace(&repository, "src/index.ts", &[("{ ref, same }", "{ same }")]);
    let gone = "src/index.ts:1: error contract/drift: breaking change since HEAD of values#ref, frozen by ADR-0001: no entry of the package \
                exports it";
    assert_eq!(said(&repository), [gone]);
    replace(&repository, "src/index.ts", &[("{ same }", "*")]);
    assert_eq!(said(&repository), [""; 0]);
}
