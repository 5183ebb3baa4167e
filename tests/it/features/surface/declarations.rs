use super::surface;
use crate::repository::Repository;

/// In a declaration file and behind `declare` all is exported, unless a statement says what is.
#[test]
fn declaration_files_export_without_the_word() {
    let files = r#"
//- package.json
{ "name": "shop", "exports": { ".": "./index.d.ts", "./listed": "./listed.d.mts", "./global": "./global.d.ts", "./code": "./code.ts" } }
//- index.d.ts
export as namespace Shop;
export declare function round(): void;
interface Options { deep: boolean }
declare namespace Tax { export const rate: number; const implied: number; }
declare namespace Listed { const kept: number; const hidden: number; export { kept }; }
declare namespace Nested.Inner { type T = 1; }
export default function start(): void;
//- listed.d.mts
declare const shown: number;
declare function hidden(): void;
export { shown };
//- global.d.ts
declare function everywhere(): void;
//- code.ts
import "./index";
export namespace Deep.Inner { export const shown = 1; const hidden = 2; }
declare function hidden(): void;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Listed | namespace | module | -
    Listed.kept | variable | const number | -
    Nested | namespace | module | -
    Nested.Inner | namespace | module | -
    Nested.Inner.T | type-alias | type = 1 | -
    Options | interface | interface { deep: boolean } | -
    Options.deep | property | boolean | -
    Tax | namespace | module | -
    Tax.implied | variable | const number | -
    Tax.rate | variable | const number | -
    code/Deep | namespace | module | -
    code/Deep.Inner | namespace | module | -
    code/Deep.Inner.shown | variable | const 1 | -
    default | function | fn() -> void | -
    listed/shown | variable | const number | -
    round | function | fn() -> void | -
    ");
}

/// `"./*": "./*"` lets in what is installed.
#[test]
fn a_pattern_lets_in_what_is_published() {
    let of = |files: &str| {
        let files = format!(
            r#"
//- package.json
{{ "name": "shop", "exports": {{ ".": "./dist/index.js", "./*": "./*" }}{files} }}
//- src/index.ts
export const shown = 1;
//- src/deep.ts
export const deep = 1;
//- lib/money.ts
export const rate = 1;
"#
        );
        surface(&files, "shop").trim_end().to_owned()
    };
    let shown = "shown | variable | const 1 | -";
    let money = format!("lib/money/rate | variable | const 1 | -\n{shown}");
    let all = "lib/money/rate | variable | const 1 | -\nshown, src/index/shown | variable | const 1 | -\nsrc/deep/deep | variable | const 1 | -";
    assert_eq!(of(r#", "files": ["dist", "index.js"]"#), shown);
    assert_eq!(of(r#", "files": ["*.d.ts", "*.js", "dist"]"#), shown);
    assert_eq!(of(r#", "files": ["./dist/", "lib/**"]"#), money);
    assert_eq!(of(r#", "files": ["./dist/", "lib/mon*"]"#), money);
    assert_eq!(of(r#", "files": ["dist", "!dist/tests", "!*.map"]"#), shown);
    assert_eq!(of(r#", "files": ["*", "!src"]"#), all);
    assert_eq!(of(""), all);
}

/// `node.d.ts` hands on what a build makes of a source that nothing names: it is none itself.
#[test]
fn declarations_beside_a_build_are_not_its_source() {
    let files = r#"
//- package.json
{ "name": "shop", "exports": { "./node": { "types": "./dist/node.d.ts", "default": "./dist/node.js" } } }
//- node.d.ts
export * from "./dist/node.js";
//- src/public/node.ts
export const rate = 1;
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let unread = &answer["not_checked"][0];
    assert_eq!(unread["path"], "node.d.ts");
    assert_eq!(unread["reason"], "`./dist/node.js` leads to no file of the repository");
}

/// The last word of a comment is no word before the statement behind it.
#[test]
fn an_import_below_a_comment_is_not_exported() {
    let files = r#"
//- package.json
{ "name": "shop" }
//- src/index.ts
// rules/no-export
import { hidden } from "./other";
// what follows is export
import Whole = require("./other");
/* import-from-inside-other-export */ import * as spaced from "./other";
export import Shown = Whole.Inner;
export function used(): void { call(hidden, Whole, spaced); }
//- src/other.ts
export const hidden = 1;
export namespace Inner {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Shown | namespace | module | -
    used | function | fn() -> void | -
    ");
}

/// Words before a field that the grammar knows only alone.
#[test]
fn fields_have_several_words() {
    let files = r#"
//- package.json
{ "name": "shop" }
//- src/index.ts
export abstract class Price extends Base {
  public abstract override amount: number;
  protected abstract override readonly unit: string;
  static accessor shared: boolean;
  override accessor own: string;
  abstract override: string;
  static accessor: number;
}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Price | class | abstract class: extends Base { accessor: static number, amount: abstract number, override: abstract string, own: string, shared: static boolean, unit: abstract protected readonly string } | -
    Price.accessor | property | static number | -
    Price.amount | property | abstract number | -
    Price.override | property | abstract string | -
    Price.own | property | string | -
    Price.shared | property | static boolean | -
    Price.unit | property | abstract protected readonly string | -
    ");
}

/// What is built beside the manifest that is published has its sources elsewhere.
#[test]
fn a_pattern_of_what_is_built_beside_the_manifest_leads_to_its_sources() {
    let files = r#"
//- package.json
{ "name": "shop", "files": ["**"], "exports": { ".": { "import": "./esm/index.mjs", "default": "./index.js" }, "./*": { "import": "./esm/*.mjs", "default": "./*.js" } } }
//- src/index.ts
export const shown = 1;
//- src/deep.ts
export const deep = 1;
//- src/more/inner.ts
export const inner = 1;
//- examples/one/src/start.js
export const start = 1;
//- shop.config.js
export const settings = 1;
//- plain.js
export const plain = 1;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    deep/deep | variable | const 1 | -
    more/inner/inner | variable | const 1 | -
    shown, index/shown | variable | const 1 | -
    ");
}

/// What is built beside the manifest has the folders of its sources: no key leads to the main file for its name, `index`, alone.
#[test]
fn a_key_of_what_is_built_beside_the_manifest_leads_to_the_same_folder() {
    let files = r#"
//- package.json
{ "name": "shop", "exports": { ".": "./index.cjs", "./core": { "types": "./core/index.d.cts", "import": "./core/index.js" }, "./core/deep": "./core/deep/index.js" } }
//- src/index.ts
export const shown = 1;
//- src/core/index.ts
export const core = 1;
//- src/core/deep/index.ts
export const deep = 1;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    core/core | variable | const 1 | -
    core/deep/deep | variable | const 1 | -
    shown | variable | const 1 | -
    ");
}

/// `"./lib/*.js"` lets in what a build makes of the sources, under the names of what is built.
#[test]
fn a_pattern_of_files_with_an_ending_leads_to_their_sources() {
    let files = r#"
//- package.json
{ "name": "shop", "type": "module", "exports": { ".": "./index.js", "./lib/*.js": "./lib/*.js", "./data/*.json": "./data/*.json" } }
//- src/index.ts
export const shown = 1;
//- src/lib/money.ts
export const rate = 1;
//- src/lib/deep/tax.ts
export const tax = 1;
//- src/other.ts
export const other = 1;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    lib/deep/tax.js/tax | variable | const 1 | -
    lib/money.js/rate | variable | const 1 | -
    shown | variable | const 1 | -
    ");
}
