//! `impact`: whom a change touches.

mod git;
mod output;
mod symbols;

use serde_json::Value;

use crate::repository::Repository;

const FILES: &str = "
//- .github/CODEOWNERS
*       @acme/all
/bank/  @acme/bank
/web/   @acme/web
//- Cargo.toml
[workspace]
members = [\"bank\", \"facade\", \"web\"]
//- bank/Cargo.toml
[package]
name = \"bank\"
//- bank/src/lib.rs
pub mod ledger;
pub fn a(x: u8) -> u8 {
    x
}
pub fn unused() {}
//- bank/src/ledger.rs
/// Keeps ADR-0001.
pub struct Ledger {
    pub total: u64,
}
impl Ledger {
    pub fn new() -> Self {
        Self { total: 0 }
    }
    pub fn post(&self) {}
}
//- bank/boundary.toml
[interface]
\"a\" = \"stable\"
\"unused\" = \"experimental\"
\"ledger::Ledger\" = { is = \"frozen\", since = \"1.0\" }
//- facade/Cargo.toml
[package]
name = \"facade\"
[dependencies]
bank = { path = \"../bank\" }
//- facade/src/lib.rs
pub use bank::ledger::Ledger;
//- web/Cargo.toml
[package]
name = \"web\"
[dependencies]
bank = { path = \"../bank\" }
facade = { path = \"../facade\" }
//- web/src/lib.rs
use facade::Ledger;
pub fn f() -> u8 {
    Ledger::new();
    bank::a(1)
}
//- docs/adr/0001-a.md
# 1. One ledger

## Status

Accepted
";

fn repository() -> Repository {
    Repository::of(FILES)
}

#[track_caller]
fn list<'a>(answer: &'a Value, key: &str) -> &'a Vec<Value> {
    answer[key].as_array().unwrap_or_else(|| panic!("no {key}: {answer}"))
}

/// The values of some keys, one row for each element of a list.
#[track_caller]
fn rows(answer: &Value, list_name: &str, keys: &[&str]) -> Vec<String> {
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |it: &Value| keys.iter().map(|key| shown(&it[key])).collect::<Vec<_>>().join(" ");
    list(answer, list_name).iter().map(row).collect()
}
