//! Code that uses what it should not, made to use what serves instead.

use insta::assert_snapshot;

use crate::fixing::offered;
use crate::settling::settled;

fn rust(orders: &str) -> String {
    format!(
        r#"
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/payments/Cargo.toml
[package]
name = "payments"
//- crates/payments/src/lib.rs
pub mod sinks {{
    pub struct Lossy;
    pub struct Utf8;
    pub fn open() {{}}
}}
//- crates/payments/boundary.toml
[interface]
"sinks::Lossy" = "stable"
"sinks::open"  = {{ is = "deprecated", use = "sinks::Lossy" }}
"sinks::Utf8"  = {{ is = "deprecated", use = "sinks::Lossy" }}
//- crates/orders/Cargo.toml
[package]
name = "orders"
[dependencies]
payments = {{ path = "../payments" }}
//- crates/orders/src/lib.rs
{orders}
"#
    )
}

#[test]
fn a_deprecated_name_is_exchanged_where_it_stands() {
    let files =
        rust("fn f() -> payments::sinks::Ut$0f8 { loop {} }\nfn g(_: payments::sinks::Utf8) {}");
    assert_eq!(
        offered(&files),
        [
            "* Use Lossy instead",
            "Accept contract/deprecated-use for now, in crates/orders/boundary.toml"
        ]
    );
    assert_snapshot!(settled(&files, "Use Lossy instead", ""), @"
    // crates/orders/src/lib.rs
    fn f() -> payments::sinks::Lossy { loop {} }
    fn g(_: payments::sinks::Utf8) {}
    ");
}

#[test]
fn where_an_import_brings_it_the_whole_file_follows() {
    let files = rust("use payments::sinks::Utf8;\n\nfn f(_: Ut$0f8) -> Utf8 {\n    Utf8\n}");
    assert_snapshot!(settled(&files, "Use Lossy instead", ""), @"
    // crates/orders/src/lib.rs
    use payments::sinks::Lossy;

    fn f(_: Lossy) -> Lossy {
        Lossy
    }
    ");
}

#[test]
fn where_a_name_may_mean_something_else_it_stays() {
    let only = ["Accept contract/deprecated-use for now, in crates/orders/boundary.toml"];
    // The name stands where it is no name, and the new name is taken.
    assert_eq!(offered(&rust("use payments::sinks::Ut$0f8;\nconst A: &str = \"Utf8\";")), only);
    assert_eq!(offered(&rust("use payments::sinks::Ut$0f8;\nstruct Lossy;")), only);
    // A function is no type.
    assert_eq!(offered(&rust("fn f() { payments::sinks::op$0en() }")), only);
}

#[test]
fn what_a_file_hands_on_keeps_its_name() {
    let only = ["Accept contract/deprecated-use for now, in crates/orders/boundary.toml"];
    for handed_on in [
        "pub use payments::sinks::Ut$0f8;",
        "pub(crate) use payments::sinks::{Lossy as Other, Ut$0f8};",
        "pub use payments::sinks::Utf8;\nfn f(_: Ut$0f8) {}",
    ] {
        assert_eq!(offered(&rust(handed_on)), only, "{handed_on}");
    }
    let of_npm = |app: &str| {
        npm(app).replace("export { Button }", "export { Button, Old }")
            + "//- packages/ui/boundary.toml\n[interface]\n\"Button\" = \"stable\"\n\
               \"Old\" = { is = \"deprecated\", use = \"Button\" }\n"
    };
    let of_npm = |app: &str| of_npm(app).replace("class Hidden", "class Old");
    for handed_on in [
        "export { O$0ld } from \"@acme/ui\";",
        "import { O$0ld } from \"@acme/ui\";\nexport { Old };",
    ] {
        let only = ["Accept contract/deprecated-use for now, in packages/app/boundary.toml"];
        assert_eq!(offered(&of_npm(handed_on)), only, "{handed_on}");
    }
    let used = offered(&of_npm("import { O$0ld } from \"@acme/ui\";\nnew Old();"));
    assert_eq!(used.first().map(String::as_str), Some("* Use Button instead"));
}

fn npm(app: &str) -> String {
    format!(
        r#"
//- package.json
{{ "workspaces": ["packages/*"] }}
//- packages/ui/package.json
{{ "name": "@acme/ui", "exports": {{ ".": "./src/index.ts", "./forms": "./src/forms.ts" }} }}
//- packages/ui/src/index.ts
export {{ Button }} from "./button";
//- packages/ui/src/button.ts
export class Button {{}}
export class Hidden {{}}
//- packages/ui/src/forms.ts
export {{ Field }} from "./field";
//- packages/ui/src/field.ts
export class Field {{}}
//- packages/app/package.json
{{ "name": "app", "dependencies": {{ "@acme/ui": "workspace:*" }} }}
//- packages/app/src/index.ts
{app}
"#
    )
}

#[test]
fn an_import_past_the_exports_is_led_through_them() {
    let files = npm("import { But$0ton } from \"@acme/ui/src/button\";\n\nnew Button();");
    assert_eq!(
        offered(&files),
        [
            "* Import it from @acme/ui",
            "Accept boundary/private-use for now, in packages/app/boundary.toml"
        ]
    );
    assert_snapshot!(settled(&files, "Import it from @acme/ui", ""), @r#"
    // packages/app/src/index.ts
    import { Button } from "@acme/ui";

    new Button();
    "#);
    let files = npm("import type { Fie$0ld as Input } from '@acme/ui/src/field';\n\nlet a: Input;");
    assert_snapshot!(settled(&files, "Import it from @acme/ui/forms", ""), @"
    // packages/app/src/index.ts
    import type { Field as Input } from '@acme/ui/forms';

    let a: Input;
    ");
}

#[test]
fn an_import_stays_where_a_part_of_it_is_exported_nowhere() {
    let only = ["Accept boundary/private-use for now, in packages/app/boundary.toml"];
    assert_eq!(offered(&npm("import { Hid$0den } from \"@acme/ui/src/button\";")), only);
    assert_eq!(offered(&npm("import { But$0ton, Hidden } from \"@acme/ui/src/button\";")), only);
}

/// Rows stand in a public module, which the contract keeps to its boundary, and are offered beside it.
fn rows(orders: &str) -> String {
    format!(
        r#"
//- Cargo.toml
[workspace]
members = ["crates/*"]
//- crates/payments/Cargo.toml
[package]
name = "payments"
//- crates/payments/src/lib.rs
pub mod internal;
pub mod sinks {{
    pub use crate::internal::Sink;
    pub struct Lossy;
}}
pub use internal::{{Cell, Row}};
pub struct Account;
//- crates/payments/src/internal.rs
pub struct Row;
impl Row {{ pub fn empty() -> Self {{ Self }} }}
pub struct Cell;
pub struct Sink;
pub struct Hidden;
//- crates/payments/boundary.toml
[interface]
"Account"      = "stable"
"Cell"         = "stable"
"Row"          = "stable"
"sinks::*"     = "stable"
"sinks::Sink"  = "stable"
"internal::*"  = "internal"
//- crates/orders/Cargo.toml
[package]
name = "orders"
[dependencies]
payments = {{ path = "../payments" }}
bills = {{ path = "../payments", package = "payments" }}
//- crates/orders/src/lib.rs
{orders}
"#
    )
}

#[test]
fn what_is_named_by_an_internal_path_is_named_by_its_public_one() {
    let fixed = |orders: &str, title: &str| settled(&rows(orders), title, "");
    let row = "Name it by its public path, Row";
    let files = rows("use payments::internal::R$0ow;\n\nfn f(row: Row) -> Row { row }");
    assert_eq!(
        offered(&files),
        [
            "* Name it by its public path, Row",
            "Accept boundary/private-use for now, in crates/orders/boundary.toml"
        ]
    );
    assert_snapshot!(settled(&files, row, ""), @"
    // crates/orders/src/lib.rs
    use payments::Row;

    fn f(row: Row) -> Row { row }
    ");
    assert_snapshot!(fixed("pub(crate) use bills::internal::R$0ow as Line;", row), @"
    // crates/orders/src/lib.rs
    pub(crate) use bills::Row as Line;
    ");
    assert_snapshot!(fixed("fn f() { payments::internal::R$0ow::empty(); }", row), @"
    // crates/orders/src/lib.rs
    fn f() { payments::Row::empty(); }
    ");
}

#[test]
fn what_else_a_use_imports_stays() {
    let fixed = |orders: &str, title: &str| settled(&rows(orders), title, "");
    let (row, sink) =
        ("Name it by its public path, Row", "Name it by its public path, sinks::Sink");
    assert_snapshot!(fixed("use payments::{internal::R$0ow, Account};", row), @"
    // crates/orders/src/lib.rs
    use payments::{Row, Account};
    ");
    assert_snapshot!(fixed("use payments::{Account, internal::{R$0ow as Line}};", row), @"
    // crates/orders/src/lib.rs
    use payments::{Account, Row as Line};
    ");
    assert_snapshot!(fixed("use payments::{Account, internal::{Hidden, R$0ow}};", row), @"
    // crates/orders/src/lib.rs
    use payments::{Account, Row, internal::{Hidden}};
    ");
    assert_snapshot!(fixed("mod a {\n    pub use payments::internal::{Hidden, R$0ow,};\n}", row), @"
    // crates/orders/src/lib.rs
    mod a {
        pub use payments::Row;
        pub use payments::internal::{Hidden,};
    }
    ");
    assert_snapshot!(fixed("use payments::internal::{R$0ow};", row), @"
    // crates/orders/src/lib.rs
    use payments::Row;
    ");
    assert_snapshot!(fixed("use payments::{internal::S$0ink, sinks::Lossy};", sink), @"
    // crates/orders/src/lib.rs
    use payments::{sinks::Sink, sinks::Lossy};
    ");
}

#[test]
fn a_use_stays_where_it_is_not_plain_what_becomes_of_it() {
    let only = ["Accept boundary/private-use for now, in crates/orders/boundary.toml"];
    // Nothing offers it.
    assert_eq!(offered(&rows("use payments::internal::Hid$0den;")), only);
    // The condition would have to stand twice.
    let two = "#[cfg(unix)]\nuse payments::internal::{Hidden, R$0ow};";
    assert_eq!(offered(&rows(two)), only);
    // What the other name leads to is not known.
    let renamed =
        rows("use payments::internal::R$0ow;").replace("{Cell, Row}", "{Cell, Row as Line}");
    assert_eq!(offered(&renamed.replace("\"Row\"          =", "\"Line\"         =")), only);
    // By its public path there is nothing to say.
    assert_eq!(offered(&rows("use payments::R$0ow;")), [""; 0]);
}
