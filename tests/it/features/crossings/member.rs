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

const MODULES: &str = r##"
//- package.json
{ "workspaces": ["packages/*"] }
//- packages/bank/package.json
{ "name": "bank", "exports": "./src/index.ts" }
//- packages/bank/src/index.ts
export { Ledger, type Rate } from './ledger';
export * as ns from './ledger';
//- packages/bank/src/ledger.ts
export class Ledger {
  open = true;
  pay(amount: number) { return this; }
  get balance() { return 1; }
}
export interface Rate { at: number; now(): number }
export type Alias = { at: number };
//- packages/shop/package.json
{ "name": "shop", "dependencies": { "bank": "*" } }
//- packages/shop/src/index.ts
import { Ledger, type Rate, ns } from 'bank';
class Own { pay() {} }
export class Shop {
  made = new ns.Ledger();
  constructor(private readonly ledger: Ledger) {}
  sell(rate: Rate | null, own: Own, alias: ns.Alias) {
    this.ledger.pay(rate!.now()).pay(2);
    this.made.balance; own.pay(); alias.at; rate?.toString();
  }
}
"##;

#[test]
fn the_same_in_typescript() {
    insta::assert_snapshot!(crossings(MODULES), @"

    packages/shop/src/index.ts:1:10 bank#Ledger in packages/bank/src/ledger.ts import
    packages/shop/src/index.ts:1:23 bank#Rate in packages/bank/src/ledger.ts import
    packages/shop/src/index.ts:1:29 bank#* in packages/bank/src/ledger.ts import
    packages/shop/src/index.ts:4:17 bank#Ledger in packages/bank/src/ledger.ts call
    packages/shop/src/index.ts:5:40 bank#Ledger in packages/bank/src/ledger.ts type
    packages/shop/src/index.ts:6:14 bank#Rate in packages/bank/src/ledger.ts type
    packages/shop/src/index.ts:6:47 bank#Alias in packages/bank/src/ledger.ts type
    packages/shop/src/index.ts:7:17 bank#Ledger.pay in packages/bank/src/ledger.ts member likely
    packages/shop/src/index.ts:7:27 bank#Rate.now in packages/bank/src/ledger.ts member likely
    packages/shop/src/index.ts:8:15 bank#Ledger.balance in packages/bank/src/ledger.ts member likely
    packages/shop/src/index.ts:8:41 bank#Alias.at in packages/bank/src/ledger.ts member likely
    ");
}
