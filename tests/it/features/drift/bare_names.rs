//! Keys that bear the name of something else than what users have by them: a variant of a private enum, a variable of the
//! JavaScript that a declaration file speaks for.

use super::said;
use crate::repository::Repository;

const COLORS: &str = r#"
//- Cargo.toml
package = { name = "color", version = "1.2.0", edition = "2024" }
//- boundary.toml
[interface]
"Luma" = "frozen"
"Layout::Flat" = "frozen"
//- src/lib.rs
mod made;
mod traits;
pub use crate::made::Luma;
pub enum Layout { Flat, Deep }
//- src/made.rs
macro_rules! colors { ($($name:ident[$n:literal];)*) => { $( pub struct $name<T>(pub [T; $n]); )* } }
colors! { Luma[1]; }
//- src/traits.rs
pub(crate) mod private { pub enum Token { Luma, Other } }
pub trait Sealed { fn token(&self) -> private::Token; }
//- boundstone.toml
base = "HEAD"
"#;

#[test]
fn a_variant_is_named_with_its_enum_alone() {
    let repository = Repository::of(COLORS);
    assert_eq!(said(&repository), [""; 0]);
    let token = repository.read("src/traits.rs").replace("{ Luma,", "{ Luma(u8),");
    repository.write("src/traits.rs", &token);
    assert_eq!(said(&repository), [""; 0]);
    let made = repository.read("src/made.rs").replace("Luma[1]", "Luma[2]");
    repository.write("src/made.rs", &made);
    let found = said(&repository);
    assert!(found.iter().any(|it| it.contains("color#Luma, frozen")), "{found:?}");
}

#[test]
fn nothing_is_recorded_that_has_no_text() {
    let repository = Repository::of(COLORS);
    let locked = repository.run(&["contract", "lock"]);
    let out = String::from_utf8(locked.stdout).unwrap();
    assert!(out.contains("Layout::Flat: it promises its name alone"), "{out}");
    assert!(!repository.read("boundary.toml").contains("sig = \"\""));
    assert_eq!(said(&repository), [""; 0]);
}

const SERVER: &str = r#"
//- package.json
{ "name": "server", "version": "1.0.0", "main": "server.js", "types": "server.d.ts" }
//- boundary.toml
[interface]
"codes" = "frozen"
"other" = "stable"
"nothing" = "stable"
//- server.d.ts
declare function server(): void
declare namespace server {
  export const codes: { A: string }
  export function other(a: string): void
}
export = server
//- server.js
const { FIRST, ...codes } = require('./errors')
function server () { return FIRST }
module.exports = server
module.exports.codes = codes
module.exports.other = function other (a) {}
//- errors.js
module.exports = { FIRST: 1, A: 2 }
"#;

#[test]
fn what_a_declared_namespace_holds_is_public() {
    let repository = Repository::of(SERVER);
    let found = said(&repository);
    assert!(found.iter().all(|it| it.contains("nothing")), "{found:?}");
    assert!(repository.run(&["contract", "lock"]).stdout.starts_with(b"boundary.toml: codes = "));
    let contract = repository.read("boundary.toml");
    assert!(
        contract.contains("sig = \"const { A: string }\"")
            || contract.contains("sig = \"const {A: string}\""),
        "{contract}"
    );
    let found = said(&repository);
    assert!(found.iter().all(|it| it.contains("nothing")), "{found:?}");
}
