//! `boundstone contract init`: a first boundary.toml from what others already use.

use serde_json::Value;

use crate::repository::Repository;

const FILES: &str = "
//- Cargo.toml
[workspace]
members = [\"app\", \"facade\", \"base\"]
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.base.path = \"../base\"
dependencies.facade.path = \"../facade\"
//- app/src/main.rs
use base::{old, Row, sinks::{self, utf8}};
use base::Kind::One;
use facade::{all::Slot, base::Ledger};
fn main() {
    let row = Row::new();
    row.width();
    sinks::lossy();
    base::__private::help();
    base::secret::lost();
    old();
}
//- facade/Cargo.toml
package = { name = \"facade\", edition = \"2024\" }
dependencies.base.path = \"../base\"
//- facade/src/lib.rs
pub use base;
pub mod all { pub use base::*; }
//- base/Cargo.toml
package = { name = \"base\", edition = \"2024\" }
//- base/src/lib.rs
mod inner;
mod secret { pub fn lost() {} }
pub mod sinks { pub fn utf8() {} pub fn lossy() {} pub fn unused() {} }
pub use inner::{Row, Cell as Slot};
pub struct Ledger;
pub enum Kind { One }
#[deprecated]
pub fn old() {}
#[doc(hidden)]
pub mod __private { pub fn help() {} }
//- base/src/inner.rs
pub struct Row;
impl Row { pub fn new() -> Self { Row } pub fn width(&self) {} }
pub struct Cell;
";

fn said(repository: &Repository, arguments: &[&str]) -> String {
    let output = repository.run(&[&["contract", "init"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    text
}

#[test]
fn it_lists_what_other_boundaries_use() {
    let repository = Repository::of(FILES);
    insta::assert_snapshot!(said(&repository, &["--all"]), @r#"
    base/boundary.toml
      [interface]
      "Kind" = "stable"
      "Row" = "stable"
      "__private::help" = "experimental"
      "old" = "deprecated"
      "sinks::lossy" = "stable"
      "sinks::utf8" = "stable"
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret::lost  1 use, first app/src/main.rs:9

    facade/boundary.toml
      [interface]
      "all::Ledger" = "stable"
      "all::Slot" = "stable"

    2 files would be written; --write writes.
    "#);
    insta::assert_snapshot!(said(&repository, &["app"]), @"
    app/boundary.toml
      No other boundary uses an item of app by name.
      Not checked: app/Cargo.toml: it has no library: app/src/lib.rs is not in the repository

    Nothing to add.
    ");
    assert!(!repository.path().join("base/boundary.toml").exists(), "it is only shown");
}

#[test]
fn what_it_writes_brings_no_finding_but_hints_and_what_was_private() {
    let repository = Repository::of(FILES);
    insta::assert_snapshot!(said(&repository, &["--all", "--write"]), @"
    base/boundary.toml written
      6 new entries in `[interface]`
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret::lost  1 use, first app/src/main.rs:9

    facade/boundary.toml written
      2 new entries in `[interface]`

    2 files written. What is public and not listed is a hint now, contract/undeclared-item:
    list what others outside the repository use, or make it private.
    `boundstone check --min-severity warning` leaves hints out.
    ");
    let check = repository.json(&["check"]);
    let row = |it: &Value| format!("{} {} {}\n", it["severity"], it["rule"], it["message"]);
    let rows: String = check["findings"].as_array().unwrap().iter().map(row).collect();
    insta::assert_snapshot!(rows, @r#"
    "hint" "contract/deprecated-use" "`old` is deprecated"
    "error" "boundary/private-use" "base does not offer `secret::lost` to others"
    "hint" "contract/deprecated-use" "`old` is deprecated"
    "hint" "contract/undeclared-item" "`Slot` is public, and base/boundary.toml does not name it"
    "hint" "contract/undeclared-item" "`sinks::unused` is public, and base/boundary.toml does not name it"
    "hint" "contract/undeclared-item" "`Ledger` is public, and base/boundary.toml does not name it"
    "#);
    // Again, there is nothing more to say.
    insta::assert_snapshot!(said(&repository, &["base", "facade"]), @"
    base/boundary.toml
      Its `[interface]` names all that others use.
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret::lost  1 use, first app/src/main.rs:9

    facade/boundary.toml
      Its `[interface]` names all that others use.

    Nothing to add.
    ");
}

#[test]
fn what_is_there_stays_and_what_is_missing_is_added() {
    let repository = Repository::of(FILES);
    let before = "# Ours.\nowner   = [\"@acme/base\"] # why\n\n[interface]   # closed\n\"Row\" = { is = \"frozen\", sig = \"struct\" } # kept\n\n\
                  [[accepted]]\nrule = \"boundary/cycle\"\nreason = \"x\"\n";
    repository.write("base/boundary.toml", before);
    said(&repository, &["base", "--write"]);
    let after = repository.read("base/boundary.toml");
    insta::assert_snapshot!(after, @r#"
    # Ours.
    owner   = ["@acme/base"] # why

    [interface]   # closed
    "Row" = { is = "frozen", sig = "struct" } # kept
    "Kind" = "stable"
    "__private::help" = "experimental"
    "old" = "deprecated"
    "sinks::lossy" = "stable"
    "sinks::utf8" = "stable"

    [[accepted]]
    rule = "boundary/cycle"
    reason = "x"
    "#);
    let without = |text: &str| -> String {
        let is_new = |line: &&str| !before.lines().any(|old| old == *line);
        text.lines().filter(|line| !is_new(line)).map(|line| format!("{line}\n")).collect()
    };
    assert_eq!(without(&after), before);
}

#[test]
fn programs_get_it_as_json() {
    let answer = Repository::of(FILES).json(&["contract", "init", "base"]);
    let first = &answer["boundaries"][0];
    insta::assert_snapshot!(serde_json::to_string(&first["entries"][0]).unwrap(), @r#"{"by":["app"],"key":"Kind","stability":"stable","uses":2}"#);
    insta::assert_snapshot!(serde_json::to_string(&first["private"]).unwrap(), @r#"[{"by":["app"],"first":{"column":19,"line":9,"path":"app/src/main.rs"},"symbol":"secret::lost","uses":1}]"#);
    assert_eq!((&first["path"], &first["written"]), (&"base/boundary.toml".into(), &false.into()));
    assert!(first["text"].as_str().unwrap().starts_with("[interface]\n"));
}

#[test]
fn of_an_npm_package_it_lists_what_the_entries_export() {
    let repository = Repository::of(
        "
//- package.json
{ \"private\": true, \"workspaces\": [\"shop\", \"web\"] }
//- shop/package.json
{ \"name\": \"shop\", \"exports\": { \".\": \"./src/index.ts\", \"./testing\": \"./src/testing.ts\" } }
//- shop/src/index.ts
export { Cart as Basket } from \"./cart\";
/** @beta */
export const trial = 1;
export const unused = 1;
//- shop/src/testing.ts
export function fake() {}
//- shop/src/cart.ts
export class Cart { static make() {} }
export const secret = 1;
//- web/package.json
{ \"name\": \"web\" }
//- web/index.ts
import { Basket, trial } from \"shop\";
import { fake } from \"shop/testing\";
import { secret } from \"../shop/src/cart\";
Basket.make();
",
    );
    insta::assert_snapshot!(said(&repository, &["shop"]), @r#"
    shop/boundary.toml
      [interface]
      "Basket" = "stable"
      "testing/fake" = "stable"
      "trial" = "experimental"
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret  1 use, first web/index.ts:3

    1 file would be written; --write writes.
    "#);
}

/// A library that hides what its neighbours need, each in another way.
const HIDING: &str = "
//- Cargo.toml
[workspace]
members = [\"app\", \"base\", \"engine\"]
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.base.path = \"../base\"
//- app/src/main.rs
use base::internal::codec::Codec;
use base::internal::{self, codec::*};
use base::serve;
fn main() {
    base::internal::enums::Kind::One;
    let _: Reader;
    internal::plain();
    base::log_enabled!();
    let _: base::Both;
    let _: base::secret::Lost;
    let _: base::wires::Frame;
    base::framed!();
}
//- engine/Cargo.toml
package = { name = \"engine\", edition = \"2024\" }
//- engine/src/lib.rs
pub fn serve() {}
//- base/Cargo.toml
package = { name = \"base\", edition = \"2024\" }
dependencies.engine.path = \"../engine\"
//- base/src/lib.rs
mod msgs { pub struct Both; pub trait Codec {} pub struct Reader; pub enum Kind { One } pub fn plain() {} }
#[doc(hidden)]
pub mod internal {
    pub mod codec { pub use crate::msgs::{Codec, Reader}; }
    pub mod enums { pub use crate::msgs::Kind; }
    pub use crate::msgs::plain;
}
#[doc(hidden)]
pub use engine::serve;
#[doc(hidden)]
#[macro_export]
macro_rules! log_enabled { () => {} }
#[doc(hidden)]
pub use msgs::Both;
pub mod shown { pub use crate::msgs::Both; }
mod secret { pub struct Lost; }
pub mod wires;
mod wire;
//- base/src/wire.rs
#[doc(hidden)]
pub struct Frame;
#[doc(hidden)]
#[macro_export]
macro_rules! framed { () => {} }
//- base/src/wires.rs
#[doc(hidden)]
pub use crate::wire::Frame;
";

#[test]
fn what_documentation_hides_is_offered_by_the_path_that_is_written() {
    let repository = Repository::of(HIDING);
    insta::assert_snapshot!(said(&repository, &["base"]), @r#"
    base/boundary.toml
      [interface]
      "framed" = "experimental"
      "internal::codec::Codec" = "experimental"
      "internal::codec::Reader" = "experimental"
      "internal::enums::Kind" = "experimental"
      "internal::plain" = "experimental"
      "log_enabled" = "experimental"
      "serve" = "experimental"
      "shown::Both" = "stable"
      "wires::Frame" = "experimental"
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret::Lost  1 use, first app/src/main.rs:10

    1 file would be written; --write writes.
    "#);
    said(&repository, &["base", "--write"]);
    let check = repository.json(&["check"]);
    let errors =
        check["findings"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
    let row = |it: &Value| format!("{} / {}\n", it["message"], it["help"]);
    let rows: String = errors.map(row).collect();
    let lost = "\"base does not offer `secret::Lost` to others\" / \
                \"Use what is offered, or make it public in base first\"\n";
    assert_eq!(rows, lost);
}

#[test]
fn what_is_not_offered_is_named_as_its_users_write_it() {
    let repository =
        Repository::of(&format!("{HIDING}//- base/boundary.toml\ninterface.other = \"stable\"\n"));
    let check = repository.json(&["check", "app"]);
    let row = |it: &Value| format!("{}\n", it["message"].as_str().unwrap());
    let rows: String = check["findings"].as_array().unwrap().iter().map(row).collect();
    insta::assert_snapshot!(rows, @r#"
    base does not offer `internal::codec::Codec` to others
    base does not offer `serve` to others
    base does not offer `internal::enums::Kind` to others
    base does not offer `internal::codec::Reader` to others
    base does not offer `internal::plain` to others
    base does not offer `log_enabled` to others
    base does not offer `Both` to others
    base does not offer `secret::Lost` to others
    base does not offer `wires::Frame` to others
    base does not offer `framed` to others
    "#);
}

/// A package that exports one type by three names, one of which is going away.
const NAMES: &str = "
//- package.json
{ \"workspaces\": [\"app\", \"lib\"] }
//- app/package.json
{ \"name\": \"app\", \"dependencies\": { \"lib\": \"workspace:*\" } }
//- app/index.ts
import type { infer } from \"lib\";
import * as z from \"lib\";
export type A = z.infer<1> | infer<2>;
//- lib/package.json
{ \"name\": \"lib\", \"exports\": { \".\": \"./index.ts\" } }
//- lib/index.ts
import type { output } from \"./core\";
export type { output, output as infer };
export type {
  /** @deprecated Use output instead. */
  output as Infer,
};
//- lib/core.ts
export type output<T> = T;
";

#[test]
fn of_several_names_the_one_is_listed_that_users_write() {
    let repository = Repository::of(NAMES);
    insta::assert_snapshot!(said(&repository, &["lib"]), @r#"
    lib/boundary.toml
      [interface]
      "infer" = "stable"

    1 file would be written; --write writes.
    "#);
    repository.write("lib/boundary.toml", "[interface]\n\"other\" = \"stable\"\n");
    let check = repository.json(&["check", "app"]);
    assert_eq!(check["findings"][0]["message"], "lib does not offer `infer` to others");
    for name in ["infer", "Infer", "output"] {
        let output = repository.run(&["explain", &format!("lib#{name}")]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("lib/core.ts"), "{name}: {text}");
    }
}

/// Without `exports`, others reach each file of a package by its path.
#[test]
fn what_is_imported_by_a_path_into_a_package_is_listed_by_that() {
    let repository = Repository::of(
        "
//- package.json
{ \"workspaces\": [\"app\", \"lib\"] }
//- app/package.json
{ \"name\": \"app\", \"dependencies\": { \"@x/lib\": \"workspace:*\" } }
//- app/index.ts
import { main } from \"@x/lib\";
import { inner as own, Kind } from \"@x/lib/internal/deep.js\";
import { secret } from \"../lib/src/secret\";
main(own, Kind, secret);
//- lib/package.json
{ \"name\": \"@x/lib\", \"type\": \"module\", \"main\": \"index.js\" }
//- lib/src/index.ts
export function main() {}
//- lib/src/internal/deep.ts
export const inner = 1;
export enum Kind { One }
//- lib/src/secret.ts
export const secret = 1;
",
    );
    insta::assert_snapshot!(said(&repository, &["@x/lib"]), @r#"
    lib/boundary.toml
      [interface]
      "internal/deep.js/Kind" = "experimental"
      "internal/deep.js/inner" = "experimental"
      "main" = "stable"
      Used by others, and not public: no key can stand for it. With a closed `[interface]` each use is
      boundary/private-use; `boundstone check --accept --reason TEXT` accepts what has to wait.
        secret  2 uses, first app/index.ts:3

    1 file would be written; --write writes.
    "#);
    repository.run(&["contract", "init", "--write", "@x/lib"]);
    let check = repository.json(&["check", "--min-severity", "warning"]);
    let messages: Vec<&Value> =
        check["findings"].as_array().unwrap().iter().map(|it| &it["message"]).collect();
    assert_eq!(messages, ["@x/lib does not offer `secret` to others"]);
}

#[test]
fn a_module_that_is_handed_on_has_a_key_for_all_that_it_holds() {
    let repository = Repository::of(
        "
//- Cargo.toml
[workspace]
members = [\"core\", \"facade\", \"app\"]
//- core/Cargo.toml
package = { name = \"core1\", edition = \"2024\" }
//- core/src/lib.rs
pub mod style;
pub mod other { pub mod style { pub struct Other; } }
//- core/src/style.rs
pub mod palette;
pub struct Color;
//- core/src/style/palette.rs
pub mod tail { pub struct Palette; pub const RED: Palette = Palette; pub const BLUE: Palette = Palette; }
//- facade/Cargo.toml
package = { name = \"facade\", edition = \"2024\" }
dependencies.core1.path = \"../core\"
//- facade/src/lib.rs
pub use core1::{style};
//- app/Cargo.toml
package = { name = \"app\", edition = \"2024\" }
dependencies.facade.path = \"../facade\"
//- app/src/main.rs
use facade::style::{self, Color};
use facade::style::palette::tail::BLUE;
use style::palette::tail;
fn main() { let _ = (&tail::RED, &BLUE, Color); let _: [tail::Palette; 0] = []; }
",
    );
    let written = repository.run(&["contract", "init", "facade", "--write"]);
    assert!(written.status.success());
    let contract = repository.read("facade/boundary.toml");
    let keys: Vec<&str> = contract.lines().filter(|it| it.starts_with('\"')).collect();
    assert_eq!(
        keys,
        [
            "\"style::Color\" = \"stable\"",
            "\"style::palette::tail::BLUE\" = \"stable\"",
            "\"style::palette::tail::Palette\" = \"stable\"",
            "\"style::palette::tail::RED\" = \"stable\"",
        ]
    );
    let found = repository.json(&["check"])["findings"].clone();
    let errors: Vec<&Value> =
        found.as_array().unwrap().iter().filter(|it| it["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
}
