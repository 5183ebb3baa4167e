//! Methods and fields of values whose type stands beside them.

use super::crossings;
use crate::repository::Repository;

const FILES: &str = r##"
//- Cargo.toml
[workspace]
members = ["*"]
//- bank/Cargo.toml
[package]
name = "bank"
edition = "2021"
//- bank/src/lib.rs
mod ledger;
pub use ledger::{Balance, Ledger};
//- bank/src/ledger.rs
pub struct Ledger { pub open: bool }
impl Ledger {
    pub fn new() -> Self { Ledger { open: true } }
    pub fn pay(&self, amount: u64) {}
}
pub trait Balance { fn total(&self) -> u64; }
//- shop/Cargo.toml
[package]
name = "shop"
edition = "2021"
[dependencies]
bank = { path = "../bank" }
//- shop/src/lib.rs
use bank::{Balance, Ledger};
struct Own;
impl Own { fn pay(&self) {} }
pub fn sell(ledger: &mut Ledger, balance: Box<dyn Balance>, own: Own, many: Vec<Ledger>) {
    ledger.pay(balance.total());
    ledger.clone();
    own.pay();
    many.pay();
    unknown.pay();
    let made = Ledger::new();
    if made.open { made.pay(1) }
}
"##;

#[test]
fn they_are_likely_where_the_type_has_them_and_nothing_where_it_has_not() {
    insta::assert_snapshot!(crossings(FILES), @"

    shop/src/lib.rs:1:12 bank#ledger::Balance in bank/src/ledger.rs import
    shop/src/lib.rs:1:21 bank#ledger::Ledger in bank/src/ledger.rs import
    shop/src/lib.rs:4:26 bank#ledger::Ledger in bank/src/ledger.rs type
    shop/src/lib.rs:4:51 bank#ledger::Balance in bank/src/ledger.rs type
    shop/src/lib.rs:4:81 bank#ledger::Ledger in bank/src/ledger.rs type
    shop/src/lib.rs:5:12 bank#ledger::Ledger::pay in bank/src/ledger.rs member likely
    shop/src/lib.rs:5:24 bank#ledger::Balance::total in bank/src/ledger.rs member likely
    shop/src/lib.rs:10:16 bank#ledger::Ledger in bank/src/ledger.rs type
    shop/src/lib.rs:10:24 bank#ledger::Ledger::new in bank/src/ledger.rs member
    shop/src/lib.rs:11:13 bank#ledger::Ledger::open in bank/src/ledger.rs member likely
    shop/src/lib.rs:11:25 bank#ledger::Ledger::pay in bank/src/ledger.rs member likely
    ");
}

#[test]
fn a_method_tells_that_it_is_called() {
    let usage = Repository::of(FILES).json(&["explain", "bank/src/ledger.rs:4"]);
    insta::assert_snapshot!(usage["usage"], @r#"{"boundaries":[{"boundary":"shop","code":0,"likely":2,"members":0,"tests":0}],"code":0,"likely":2,"members":0,"partial":true,"tests":0}"#);
}
