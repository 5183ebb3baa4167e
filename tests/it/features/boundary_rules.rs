//! What the rules on references between boundaries find, and what they leave alone.

use serde_json::Value;

use crate::repository::Repository;

/// `path:line: rule: marked words` of each finding. What contracts leave out is looked at in `interface`.
fn found(files: &str) -> Vec<String> {
    let repository = Repository::of(files);
    let answer = repository.json(&["check", "--today", "2026-06-01"]);
    let row = |it: &Value| {
        let path = it["path"].as_str().unwrap();
        let text = repository.read(path);
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let number = |value: &Value| value.as_u64().unwrap() as usize - 1;
        let line = text.lines().nth(number(&start["line"])).unwrap();
        let marked = &line[number(&start["column"])..number(&end["column"])];
        format!("{path}:{}: {}: {marked}", start["line"], it["rule"].as_str().unwrap())
    };
    let findings = answer["findings"].as_array().unwrap().iter();
    findings.filter(|it| it["rule"] != "contract/undeclared-item").map(row).collect()
}

/// Packages `app`, which depends on `facade` and `base`; `facade`, which depends on `base`; and `base`.
const RUST: &str = "
//- Cargo.toml
[workspace]
members = [\"app\", \"facade\", \"base\"]
//- app/Cargo.toml
package.name = \"app\"
dependencies.base.path = \"../base\"
dependencies.facade.path = \"../facade\"
//- facade/Cargo.toml
package.name = \"facade\"
dependencies.base.path = \"../base\"
//- base/Cargo.toml
package.name = \"base\"
//- base/src/lib.rs
pub mod inner;
pub mod sinks;
pub use inner::Row;
pub use inner::Cell as Slot;
#[deprecated]
pub fn old() {}
#[deprecated]
pub fn kept() {}
//- base/src/inner.rs
pub struct Row { pub width: u32 }
impl Row {
    pub fn new() -> Self { Row { width: 1 } }
    pub const NONE: u32 = 0;
}
pub struct Cell;
pub struct Secret;
pub enum Kind { One }
pub enum Kind2 { One, Two }
//- base/src/sinks.rs
pub use crate::inner::Kind;
pub fn utf8() {}
pub fn lossy() {}
";

fn rust(more: &str) -> Vec<String> {
    found(&format!("{RUST}{more}"))
}

#[test]
fn what_a_key_reaches_may_be_used_by_any_of_its_paths() {
    let contract = "
//- base/boundary.toml
[interface]
\"Row\" = \"stable\"
\"Slot\" = \"stable\"
\"sinks::*\" = \"stable\"
\"sinks::lossy\" = \"internal\"
";
    let app = "
//- app/src/lib.rs
use base::{inner, Row, Slot};
use base::inner::{Cell, Kind, Secret};
use base::sinks::{self, utf8};
fn all() {
    let _ = inner::Row::new();
    let _ = base::inner::Row::NONE;
    let _ = base::sinks::Kind::One;
    sinks::lossy();
    let _: Option<inner::Secret> = None;
    let _: Secret;
    let _ = (base::inner::Kind2::One, base::inner::Kind2::Two);
}
";
    assert_eq!(
        rust(&format!("{contract}{app}")),
        [
            "app/src/lib.rs:2: boundary/private-use: Secret",
            "app/src/lib.rs:8: boundary/private-use: lossy",
            "app/src/lib.rs:11: boundary/private-use: Kind2",
            "app/src/lib.rs:11: boundary/private-use: Kind2",
        ]
    );
}

#[test]
fn an_open_boundary_has_no_private_symbols_and_an_empty_list_nothing_else() {
    let app = "//- app/src/lib.rs\nuse base::inner::Secret;\nfn a() { Secret::new(); }\n";
    let with = |contract: &str| rust(&format!("//- base/boundary.toml\n{contract}\n{app}"));
    assert_eq!(with("owner = \"@a/b\""), [""; 0]);
    assert_eq!(with("[interface]"), ["app/src/lib.rs:1: boundary/private-use: Secret"]);
    assert_eq!(with("[interface]\n\"inner::*\" = \"stable\""), [""; 0]);
    assert_eq!(with("[interface]\n\"inner::Secret\" = \"stable\""), [""; 0]);
}

#[test]
fn what_a_facade_hands_on_is_a_use_of_the_facade() {
    let files = "
//- facade/src/lib.rs
pub use base::inner::Secret;
pub use base::Row;
//- facade/boundary.toml
[interface]
\"Row\" = \"stable\"
//- base/boundary.toml
used-by = [\"facade\"]
[interface]
\"Row\" = \"stable\"
//- app/boundary.toml
uses = [\"facade\"]
//- app/src/lib.rs
use facade::{Row, Secret};
";
    assert_eq!(
        rust(files),
        [
            "app/src/lib.rs:1: boundary/private-use: Secret",
            "facade/src/lib.rs:1: boundary/private-use: Secret",
        ]
    );
}

#[test]
fn uses_and_used_by_name_who_may() {
    let files = "
//- app/boundary.toml
uses = [\"facade\"]
//- base/boundary.toml
used-by = [\"app\"]
//- facade/src/lib.rs
pub struct F;
impl base::sinks::Kind3 for F {}
//- app/src/lib.rs
use base::inner::{self, Row};
use facade::F;
fn a() { inner::Row::new(); base::sinks::utf8(); Row::new(); }
//- app/tests/a.rs
use base::Row;
";
    assert_eq!(
        rust(files),
        [
            "app/src/lib.rs:1: boundary/forbidden-use: self",
            "app/src/lib.rs:1: boundary/forbidden-use: Row",
            "app/src/lib.rs:3: boundary/forbidden-use: utf8",
            "app/tests/a.rs:1: boundary/forbidden-use: Row",
            "facade/src/lib.rs:2: boundary/forbidden-use: sinks",
        ]
    );
}

#[test]
fn a_use_that_goes_away_is_hinted_at_and_then_an_error() {
    let with = |entry: &str| {
        rust(&format!(
            "//- app/boundary.toml\nuses = [{{ name = \"base\"{entry} }}]\n\
             //- app/src/lib.rs\nuse base::Row;\nfn a() {{ Row::new(); }}\n"
        ))
    };
    assert_eq!(with(""), [""; 0]);
    let hint = ["app/src/lib.rs:1: contract/deprecated-use: Row"];
    assert_eq!(with(", deprecated = \"x\", until = 2026-06-01")[1..], hint);
    let error = ["app/src/lib.rs:1: contract/expired: Row"];
    assert_eq!(with(", until = 2026-05-31"), error);
}

#[test]
fn the_contract_comes_before_what_the_source_says_of_deprecation() {
    let files = "
//- base/boundary.toml
[interface]
\"kept\" = \"stable\"
\"Row\" = \"stable\"
\"old\" = { is = \"deprecated\", use = \"Row::new\" }
//- app/src/lib.rs
fn a() { base::kept(); base::old(); }
";
    assert_eq!(
        rust(files),
        [
            "app/src/lib.rs:1: contract/deprecated-use: old",
            "base/src/lib.rs:8: contract/disagreement: kept",
        ]
    );
    let open = "//- app/src/lib.rs\nfn a() { base::kept(); base::old(); }\n";
    assert_eq!(
        rust(open),
        [
            "app/src/lib.rs:1: contract/deprecated-use: kept",
            "app/src/lib.rs:1: contract/deprecated-use: old",
        ]
    );
}

#[test]
fn layers_may_be_skipped_and_shared_and_not_climbed() {
    let with = |app: &str, base: &str| {
        rust(&format!(
            "//- boundstone.toml\nlayers = [\"top\", \"mid\", \"low\"]\n\
             //- app/boundary.toml\n{app}\n//- base/boundary.toml\n{base}\n\
             //- app/src/lib.rs\nuse base::Row;\n"
        ))
    };
    let layer = |name: &str| format!("layer = \"{name}\"");
    assert_eq!(with(&layer("top"), &layer("low")), [""; 0]);
    assert_eq!(with(&layer("mid"), &layer("mid")), [""; 0]);
    assert_eq!(with("", &layer("top")), [""; 0]);
    assert_eq!(with(&layer("low"), &layer("mid")), ["app/src/lib.rs:1: boundary/layer: Row"]);
}

#[test]
fn a_baseline_entry_names_a_symbol_a_boundary_or_all() {
    let with = |keys: &str| {
        rust(&format!(
            "//- app/boundary.toml\nuses = []\n[[accepted]]\nrule = \"boundary/forbidden-use\"\n\
             reason = \"x\"\n{keys}\n//- app/src/lib.rs\nuse base::Row;\nmod b;\n\
             //- app/src/b.rs\nuse base::Slot;\n"
        ))
    };
    let row = "app/src/lib.rs:1: boundary/forbidden-use: Row";
    let slot = "app/src/b.rs:1: boundary/forbidden-use: Slot";
    assert_eq!(with(""), [""; 0]);
    assert_eq!(with("to = \"base\""), [""; 0]);
    assert_eq!(with("in = \"src/b.rs\""), [row]);
    assert_eq!(with("to = \"base#inner::Row\""), [slot]);
    let unused = "app/boundary.toml:3: allow/unused: \"boundary/forbidden-use\"";
    assert_eq!(with("to = \"base#Nothing\""), [unused, slot, row]);
}

/// npm packages `@a/app` and `@a/ledger`, with an entry and a subpath.
const TYPESCRIPT: &str = "
//- package.json
{ \"workspaces\": [\"app\", \"ledger\"] }
//- app/package.json
{ \"name\": \"@a/app\", \"dependencies\": { \"@a/ledger\": \"workspace:*\" } }
//- ledger/package.json
{ \"name\": \"@a/ledger\", \"exports\": { \".\": \"./src/index.ts\", \"./testing\": \"./src/testing.ts\" } }
//- ledger/src/index.ts
export * from \"./invoice\";
export { secret as open } from \"./hidden\";
export { hidden } from \"./hidden\";
//- ledger/src/invoice.ts
export class Invoice { static empty() {} }
/** @deprecated */
export const rate = 1;
//- ledger/src/hidden.ts
export const secret = 1;
export const hidden = 2;
//- ledger/src/testing.ts
export const fake = 1;
";

fn typescript(more: &str) -> Vec<String> {
    found(&format!("{TYPESCRIPT}{more}"))
}

#[test]
fn keys_of_npm_packages_name_exports_and_subpaths() {
    let contract = "
//- ledger/boundary.toml
[interface]
\"Invoice\" = \"stable\"
\"open\" = \"stable\"
\"testing/*\" = \"experimental\"
";
    let app = "
//- app/src/a.ts
import { Invoice, open, hidden, rate } from \"@a/ledger\";
import { fake } from \"@a/ledger/testing\";
import * as ledger from \"@a/ledger\";
import { secret } from \"../../ledger/src/hidden\";
Invoice.empty();
ledger.hidden;
// boundstone: allow(boundary/private-use) shown in the demo
import { hidden as shown } from \"@a/ledger\";
";
    assert_eq!(
        typescript(&format!("{contract}{app}")),
        [
            "app/src/a.ts:1: boundary/private-use: hidden",
            "app/src/a.ts:1: boundary/private-use: rate",
            "app/src/a.ts:1: contract/deprecated-use: rate",
        ]
    );
}

#[test]
fn an_import_past_the_exports_is_a_warning_and_one_that_a_tsconfig_maps_is_none() {
    let app = "//- app/a.ts\nimport { secret } from \"@a/ledger/src/hidden\";\nimport { fake } from \"@a/ledger/testing\";\n";
    assert_eq!(typescript(app), ["app/a.ts:1: boundary/private-use: secret"]);
    let mapped = "//- app/tsconfig.json\n{ \"compilerOptions\": { \"paths\": { \"@a/ledger/src/*\": [\"../ledger/src/*\"] } } }\n";
    assert_eq!(typescript(&format!("{app}{mapped}")), [""; 0]);
}

#[test]
fn a_contract_opens_no_way_that_the_exports_close() {
    let app = "//- app/a.ts\nimport { secret, hidden } from \"@a/ledger/src/hidden\";\n";
    let closed = |keys: &str| {
        let contract = format!("//- ledger/boundary.toml\n[interface]\n{keys}");
        typescript(&format!("{app}{contract}"))
    };
    let both =
        ["app/a.ts:1: boundary/private-use: secret", "app/a.ts:1: boundary/private-use: hidden"];
    assert_eq!(typescript(app), both);
    assert_eq!(closed("\"open\" = \"stable\"\n\"hidden\" = \"stable\"\n"), both);
    // Of one use, one thing is said.
    assert_eq!(closed("\"Invoice\" = \"stable\"\n"), both);
}

/// Packages `app` and `base`, in which `base` uses `app` by an entry of `[dev-dependencies]`, and by one for all where
/// `both` says so.
fn backwards(both: bool, base: &str) -> Vec<String> {
    let normal = if both { "dependencies.app.path = \"../app\"\n" } else { "" };
    found(&format!(
        "
//- Cargo.toml
[workspace]
members = [\"app\", \"base\"]
//- app/Cargo.toml
package.name = \"app\"
dependencies.base.path = \"../base\"
//- app/src/lib.rs
pub use base::Row;
pub struct App;
//- base/Cargo.toml
package.name = \"base\"
{normal}dev-dependencies.app.path = \"../app\"
//- base/src/lib.rs
pub struct Row;
{base}"
    ))
}

const CIRCLE: [&str; 2] =
    ["app/src/lib.rs:1: boundary/cycle: Row", "base/src/lib.rs:3: boundary/cycle: App"];

#[test]
fn a_circle_over_a_dependency_for_tests_is_none() {
    let code = "mod test {\n    use app::App;\n    fn a() { app::App.run(); }\n}\n";
    assert_eq!(backwards(false, code), [""; 0]);
    assert_eq!(backwards(true, code), CIRCLE);
}

#[test]
fn a_test_is_one_from_its_signature_on() {
    let with = |mark: &str| {
        backwards(
            true,
            &format!("mod test {{\n    {mark} fn a(_: app::App) -> app::App {{ todo!() }}\n}}\n"),
        )
    };
    assert_eq!(with("#[test]"), [""; 0]);
    assert_eq!(with("#[inline]"), CIRCLE);
    let behind = "#[test]\nfn a() -> app::App { todo!() } fn b(_: app::App) {}\n";
    assert_eq!(backwards(true, behind), CIRCLE);
}

#[test]
fn code_that_a_macro_writes_for_its_callers_is_no_use() {
    let with =
        |name: &str| backwards(true, &format!("fn a() {{\n    {name}(#name = app::App) }}\n"));
    for name in ["quote!", "quote::quote!", "syn::parse_quote!"] {
        assert_eq!(with(name), [""; 0], "{name}");
    }
    assert_eq!(with("vec!"), CIRCLE);
    let braces = "fn a() { quote_spanned! { span => app::App; }\n    let _ = app::App; }\n";
    assert_eq!(backwards(true, braces), CIRCLE);
}

#[test]
fn the_configuration_of_a_tool_may_look_back() {
    let with = |file: &str, table: &str| {
        found(&format!(
            "
//- package.json
{{ \"workspaces\": [\"rig\", \"tree\"] }}
//- rig/package.json
{{ \"name\": \"rig\", \"dependencies\": {{ \"tree\": \"workspace:*\" }} }}
//- rig/index.js
const {{ tree }} = require(\"tree\");
exports.rig = tree;
//- tree/package.json
{{ \"name\": \"tree\", \"{table}\": {{ \"rig\": \"workspace:*\" }} }}
//- tree/index.js
exports.tree = 1;
//- tree/{file}
const {{ rig }} = require(\"rig\");
module.exports = [rig];
"
        ))
    };
    for file in ["eslint.config.js", ".eslintrc.js", "vitest.config.e2e.ts"] {
        assert_eq!(with(file, "devDependencies"), [""; 0], "{file}");
    }
    let circle = |file: &str| {
        [
            "rig/index.js:1: boundary/cycle: tree".to_owned(),
            format!("tree/{file}:1: boundary/cycle: rig"),
        ]
    };
    for (file, table) in [
        ("eslint.config.js", "dependencies"),
        ("src/app.config.js", "devDependencies"),
        ("main.js", "devDependencies"),
    ] {
        assert_eq!(with(file, table), circle(file), "{file} {table}");
    }
}
