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
    replace(&repository, "boundary.toml", &[("[interface]", "# A line more.\n[interface]")]);
    let answer = repository.json(&["impact"]);
    let line = |side: &str| answer["promises"][0][side]["source"]["line"].clone();
    assert_eq!((line("before"), line("now")), (2.into(), 3.into()), "{answer}");
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

/// Every way on which a file may lead a promised name elsewhere.
const WAYS: &str = r#"
//- package.json
{ "name": "values", "version": "1.0.0", "exports": { ".": "./src/index.ts", "./sub": "./src/sub.ts" } }
//- boundary.toml
[interface]
"Named" = "stable"
"Local" = "stable"
"Bound" = "stable"
"Deep" = "stable"
"Kind" = "experimental"
"default" = "stable"
"sub/*" = "stable"
//- src/index.ts
import { Inner as Bound, local } from "./ref";
import main from "./ref";
export { Inner as Named } from "./mid";
export { local as Local };
export { Bound };
export * from "./barrel";
export { Kind } from "./ref";
export default main;
//- src/mid.ts
export { Inner } from "./ref";
//- src/barrel.ts
export { Deep } from "./ref";
//- src/sub.ts
export { local as inner } from "./ref";
//- src/ref.ts
export function local(value: string): string { return value; }
export function remote(value: number): string { return ""; }
export class Inner { a(): void {} }
export class Outer { b(): void {} }
export class Deep { a(): void {} }
export enum Kind { A }
export default function main(value: string): string { return value; }
//- boundstone.toml
rules = { "contract/undeclared-item" = "off" }
"#;

fn ways(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let repository = Repository::of(WAYS);
    for (path, from, to) in edits {
        replace(&repository, path, &[(from, to)]);
    }
    said(&repository)
}

const LEADS_TO_REMOTE: &str =
    "it leads to `remote` now, and led to `local`; parameter 1 is `number`, and was `string`";
const TYPE_ALONE: &str = "is exported as a type alone now";

fn at(path: &str, line: u32, what: &str, key: &str, why: &str) -> Vec<String> {
    vec![format!(
        "{path}:{line}: warning contract/drift: {what} change since HEAD of values#{key}, stable: {why}"
    )]
}

#[test]
fn a_name_is_followed_however_the_files_on_its_way_call_it() {
    assert_eq!(ways(&[]), [""; 0]);
    let outer = "it leads to `Outer` now, and led to `Inner`; `a` removed";
    let renamed = ways(&[("src/mid.ts", "{ Inner }", "{ Outer as Inner }")]);
    assert_eq!(renamed, at("src/mid.ts", 1, "breaking", "Named", outer));
    let imported = ways(&[("src/index.ts", ", local }", ", remote as local }")]);
    assert_eq!(imported, at("src/index.ts", 4, "likely breaking", "Local", LEADS_TO_REMOTE));
    let default = ways(&[("src/index.ts", "import main from", "import { remote as main } from")]);
    let led =
        "it leads to `remote` now, and led to `main`; parameter 1 is `number`, and was `string`";
    assert_eq!(default, at("src/index.ts", 8, "likely breaking", "default", led));
    let level = ways(&[("src/sub.ts", "{ local as", "{ remote as")]);
    assert_eq!(level, at("src/sub.ts", 1, "likely breaking", "sub/inner", LEADS_TO_REMOTE));
}

/// The old item goes with the change, alone or with its file.
#[test]
fn what_a_name_led_to_may_be_gone() {
    let gone = "export function local(value: string): string { return value; }\n";
    let imported = ("src/index.ts", ", local }", ", remote as local }");
    let kept = ("src/sub.ts", "{ local as", "{ remote as");
    let found = ways(&[imported, kept, ("src/ref.ts", gone, "")]);
    let mut expected = at("src/index.ts", 4, "likely breaking", "Local", LEADS_TO_REMOTE);
    expected.extend(at("src/sub.ts", 1, "likely breaking", "sub/inner", LEADS_TO_REMOTE));
    assert_eq!(found, expected);
    // An item that is called otherwise behind its name is the same to users, and another one where it says something else.
    let renamed = |parameter: &str| {
        let now = format!("export function other(value: {parameter}): string {{ return \"\"; }}\n");
        let imported = ("src/index.ts", ", local }", ", other as local }");
        ways(&[imported, ("src/sub.ts", "{ local as", "{ other as"), ("src/ref.ts", gone, &now)])
    };
    assert_eq!(renamed("string"), [""; 0]);
    assert_eq!(renamed("number").len(), 2);

    let repository = Repository::of(WAYS);
    repository.write("src/new.ts", "export class Fresh { b(): void {} }\n");
    repository.write("src/old.ts", "export class Old { a(): void {} }\n");
    repository.write("src/mid.ts", "export { Old as Inner } from \"./old\";\n");
    repository.git(&["add", "--all"]);
    repository.git(&["commit", "-qm", "old"]);
    repository.git(&["rm", "-q", "src/old.ts"]);
    repository.write("src/mid.ts", "export { Fresh as Inner } from \"./new\";\n");
    let fresh = "it leads to `Fresh` now, and led to `Old`; `a` removed";
    assert_eq!(said(&repository), at("src/mid.ts", 1, "breaking", "Named", fresh));
}

#[test]
fn a_value_is_lost_by_whatever_statement() {
    for (path, line, key, from, to) in [
        ("src/mid.ts", 1, "Named", "{ Inner }", "{ type Inner }"),
        ("src/index.ts", 5, "Bound", "{ Bound }", "{ type Bound }"),
        ("src/index.ts", 5, "Bound", "{ Inner as Bound", "{ type Inner as Bound"),
        ("src/index.ts", 6, "Deep", "export * from", "export type * from"),
        ("src/barrel.ts", 1, "Deep", "export {", "export type {"),
    ] {
        let expected = at(path, line, "breaking", key, TYPE_ALONE);
        assert_eq!(ways(&[(path, from, to)]), expected, "{to}");
    }
    // Nothing that is promised.
    assert_eq!(ways(&[("src/index.ts", "{ Kind }", "{ type Kind }")]), [""; 0]);
    // The value comes by another way.
    let both = "export { Deep } from \"./ref\";\nexport type * from";
    assert_eq!(ways(&[("src/index.ts", "export * from", both)]), [""; 0]);
}

#[test]
fn impact_and_contract_diff_tell_a_lost_value_whatever_deep_path_keeps_it() {
    let repository = Repository::of(
        r#"
//- package.json
{ "name": "values", "version": "1.0.0", "exports": { ".": "./src/index.ts", "./src/*": "./src/*" } }
//- boundary.toml
[interface]
"Scope" = "stable"
//- src/index.ts
export { Scope } from "./scope";
//- src/scope.ts
export class Scope {}
"#,
    );
    replace(&repository, "src/index.ts", &[("{ Scope }", "{ type Scope }")]);
    let promises = repository.json(&["impact"])["promises"].to_string();
    assert!(promises.contains("values#Scope") && promises.contains(TYPE_ALONE), "{promises}");
    let diff = repository.json(&["contract", "diff"]).to_string();
    assert!(diff.contains("is exported as a type alone now as `Scope`"), "{diff}");
}

#[test]
fn a_level_alone_promises_what_an_entry_exports_too() {
    let repository = Repository::of(
        r#"
//- package.json
{ "name": "values", "version": "1.0.0", "exports": "./src/index.ts" }
//- boundary.toml
[interface]
"*" = "stable"
"loose" = "experimental"
//- src/index.ts
export { kept, loose } from "./ref";
//- src/ref.ts
export function kept(value: string): void {}
export function loose(value: string): void {}
export function other(value: number): void {}
"#,
    );
    replace(&repository, "src/index.ts", &[("loose }", "other as loose }")]);
    let drifts = |said: Vec<String>| -> Vec<String> {
        said.into_iter().filter(|it| it.contains("contract/drift")).collect()
    };
    assert_eq!(drifts(said(&repository)), [""; 0]);
    replace(&repository, "src/index.ts", &[("{ kept", "{ other as kept")]);
    let led =
        "it leads to `other` now, and led to `kept`; parameter 1 is `number`, and was `string`";
    let found = drifts(said(&repository));
    assert_eq!(found, at("src/index.ts", 1, "likely breaking", "kept", led));
    let promises = repository.json(&["impact"])["promises"].to_string();
    assert!(promises.contains("values#kept") && !promises.contains("values#loose"), "{promises}");
    replace(&repository, "src/index.ts", &[("other as kept, ", "")]);
    let found = drifts(said(&repository));
    assert_eq!(
        found,
        at("src/index.ts", 1, "breaking", "kept", "no entry of the package exports it")
    );
}
