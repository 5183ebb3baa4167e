mod alternatives;
mod chosen;
mod declarations;
mod expanded;
mod hidden;
mod known;
mod macros;
mod names;
mod others;

use serde_json::Value;

use crate::repository::Repository;

/// The names that a boundary shows: each item with its kind, its paths and what it promises, then what it hands on.
fn surface(files: &str, boundary: &str) -> String {
    let answer = Repository::of(files).json(&["surface", boundary]);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let paths = |it: &Value| {
        let paths: Vec<String> = it["paths"].as_array().unwrap().iter().map(text).collect();
        paths.join(", ")
    };
    let mut shown = String::new();
    for it in answer["items"].as_array().unwrap() {
        let (kind, stability) = (text(&it["kind"]), text(&it["stability"]));
        shown.push_str(&format!(
            "{} | {kind} | {} | {stability}\n",
            paths(it),
            text(&it["signature"])
        ));
    }
    for it in answer["handed_on"].as_array().unwrap() {
        shown.push_str(&format!(
            "{} <- {} of {}\n",
            paths(it),
            text(&it["name"]),
            text(&it["from"])
        ));
    }
    shown
}

#[test]
fn a_package_shows_what_its_entries_export() {
    let files = r#"
//- package.json
{ "name": "root", "private": true, "workspaces": ["shop", "other"] }
//- other/package.json
{ "name": "other" }
//- other/index.ts
export const fromOther = 1;
//- shop/package.json
{ "name": "shop", "exports": { ".": { "react-server": "./src/server.ts", "types": "./dist/index.d.ts" }, "./testing": "./dist/testing.js" } }
//- shop/src/server.ts
export const wrong = 1;
//- shop/src/index.ts
import { Money as Cash } from "./money";
export { Cash, hidden as shown };
export * from "./invoice";
export * as money from "./money";
export { fromOther } from "other";
export { useState } from "react";
export default function start(): void {}
export const arrow = (a: string): void => {};
function hidden(): void {}
declare namespace hidden { type Inner = 1; export { Inner as Renamed }; }
//- shop/src/invoice.ts
/** @beta */
export class Invoice {
    total: number;
    protected hook(): void {}
    private secret(): void {}
}
export interface Invoice { merged: string }
export default 1;
//- shop/src/money.ts
export type Money = number;
/** @deprecated */
export function round(a: Money): Money;
export function round(a: string): Money;
export function round(a: any): any { return a; }
//- shop/src/testing.ts
export { Invoice as FakeInvoice } from "./invoice";
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Cash, money.Money | type-alias | type = number | -
    Invoice, testing/FakeInvoice | class | class { hook: protected fn() -> void, total: number, .. } | experimental
    Invoice, testing/FakeInvoice | interface | interface { merged: string } | -
    Invoice.hook, testing/FakeInvoice.hook | method | protected fn() -> void | experimental
    Invoice.merged, testing/FakeInvoice.merged | property | string | -
    Invoice.total, testing/FakeInvoice.total | property | number | experimental
    arrow | variable | const fn(string) -> void | -
    default | function | fn() -> void | -
    fromOther | re-export | - | -
    money | namespace | module | -
    money.round | function | deprecated fn(Money) -> Money; fn(string) -> Money | deprecated
    shown | function | fn() -> void | -
    shown | namespace | module | -
    shown.Renamed | type-alias | type = 1 | -
    useState | re-export | - | -
    ");
}

#[test]
fn what_nobody_can_install_is_built_in() {
    let files = r#"
//- package.json
{ "name": "root", "private": true, "workspaces": ["shop", "money", "tax", "app"] }
//- shop/package.json
{ "name": "shop", "main": "dist/index.js" }
//- shop/src/index.ts
export { Money } from "money";
export * from "money";
//- money/package.json
{ "name": "money", "private": true, "main": "index.ts" }
//- money/index.ts
export type Money = number;
export const euro = 1;
export { vat } from "tax";
//- tax/package.json
{ "name": "tax", "main": "index.ts" }
//- tax/index.ts
export const vat = 20;
//- app/package.json
{ "name": "app", "private": true, "main": "index.ts" }
//- app/index.ts
export { Money } from "money";
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Money | type-alias | type = number | -
    euro | variable | const 1 | -
    vat | re-export | - | -
    ");
    insta::assert_snapshot!(surface(files, "app"), @"Money | re-export | - | -");
}

/// As API Extractor is told in a file, or in one that it extends.
#[test]
fn what_a_package_bundles_is_its_own() {
    let files = r#"
//- package.json
{ "name": "root", "private": true, "workspaces": ["shop", "money", "tax"] }
//- build/api-extractor-base.json
{
    // for all
    "bundledPackages": ["@acme/m*"],
}
//- shop/package.json
{ "name": "@acme/shop", "main": "index.ts" }
//- shop/config/api-extractor.json
{ "extends": "<projectFolder>/../build/api-extractor-base.json" }
//- shop/index.ts
export type { Money } from "@acme/money";
export * from "@acme/money";
export { vat } from "@acme/tax";
//- money/package.json
{ "name": "@acme/money", "main": "index.ts" }
//- money/index.ts
export type Money = number;
export const euro = 1;
export { vat as rate } from "@acme/tax";
//- money/api-extractor.json
{ "extends": "../build/api-extractor-base.json", "bundledPackages": [] }
//- tax/package.json
{ "name": "@acme/tax", "main": "index.ts" }
//- tax/index.ts
export const vat = 20;
"#;
    insta::assert_snapshot!(surface(files, "@acme/shop"), @"
    Money | type-alias | type = number | -
    euro | variable | const 1 | -
    rate | re-export | - | -
    vat | re-export | - | -
    ");
    insta::assert_snapshot!(surface(files, "@acme/money"), @"
    Money | type-alias | type = number | -
    euro | variable | const 1 | -
    rate | re-export | - | -
    ");
}

#[test]
fn a_script_shows_what_commonjs_exports() {
    let files = r#"
//- package.json
{ "name": "web", "main": "lib/web.js" }
//- lib/web.js
const Route = require("./route");
exports = module.exports = createApplication;
function createApplication() {}
exports.Route = Route;
exports.json = function (options) {};
//- lib/route.js
module.exports = Route;
function Route() {}
"#;
    insta::assert_snapshot!(surface(files, "web"), @"
    Route | function | fn() -> void | -
    export= | function | fn() -> void | -
    json | function | fn(_) | -
    ");
}

#[test]
fn a_crate_shows_what_its_users_can_name() {
    let files = r#"
//- Cargo.toml
[workspace]
members = ["money", "other"]
//- other/Cargo.toml
package = { name = "other", edition = "2024" }
//- other/src/lib.rs
pub struct Elsewhere;
//- money/Cargo.toml
package = { name = "money", edition = "2024" }
dependencies.other = { path = "../other" }
//- money/boundary.toml
[interface]
"Money" = "stable"
//- money/src/lib.rs
mod inner;
pub mod prelude { pub use crate::inner::*; }
pub use inner::Money as Cash;
pub use other::Elsewhere;
pub use inner::Money;
#[cfg(feature = "extra")]
pub mod extra;
mod test_only { }
#[cfg(test)]
pub fn only_for_tests() {}
#[doc(hidden)]
pub fn hidden() {}
macro_rules! listed { ($($it:item)*) => { $($it)* } }
listed! {
    pub struct Made;
}
impl Made { pub fn by_macro(&self) {} }
/// A macro.
#[macro_export]
macro_rules! money { ($amount:expr) => { $crate::Money::new($amount) }; }
mod within {
    #[macro_export]
    macro_rules! coins { () => {}; }
    macro_rules! own { () => {}; }
}
//- money/src/extra.rs
#[deprecated]
pub const MOST: u64 = 7;
//- money/src/inner.rs
use std::fmt;
#[derive(Clone)]
pub struct Money { amount: u64, pub currency: String }
impl Money {
    pub const ZERO: Self = Money { amount: 0, currency: String::new() };
    pub fn new(amount: u64) -> Self { Self { amount, currency: String::new() } }
    pub(crate) fn raw(&self) -> u64 { self.amount }
}
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) }
}
pub trait Rounded {
    fn round(&self) -> Self;
    fn halved(&self) -> u64 { 2 }
}
impl Rounded for Money { fn round(&self) -> Self { self.clone() } }
impl Rounded for &str { fn round(&self) -> Self { self } }
trait Secret { fn secret(&self); }
impl Secret for Money { fn secret(&self) {} }
pub enum Kind { Cash, Card { number: u64 } }
"#;
    insta::assert_snapshot!(surface(files, "money"), @"
    &str::halved | method | fn(&self) -> u64 {} | -
    &str::round | method | fn(&self) -> &'0 str where Self = &str | -
    Cash, Money, prelude::Money | struct | derive(Clone) struct { currency: String, .. } | stable
    Cash::ZERO, Money::ZERO, prelude::Money::ZERO | constant | const Money | stable
    Cash::currency, Money::currency, prelude::Money::currency | field | String | stable
    Cash::fmt, Money::fmt, prelude::Money::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Cash::halved, Money::halved, prelude::Money::halved | method | fn(&self) -> u64 {} | -
    Cash::new, Money::new, prelude::Money::new | method | fn(u64) -> Money | stable
    Cash::round, Money::round, prelude::Money::round | method | fn(&self) -> Money | -
    Elsewhere | struct | - | -
    Made | struct | struct | -
    Made::by_macro | method | fn(&self) | -
    coins | macro | macro_export macro () | -
    extra | module | module | -
    extra::MOST | constant | deprecated const u64 | deprecated
    money | macro | macro_export macro ($0:expr) | -
    prelude | module | module | -
    prelude::Kind | enum | enum { Cash, Card { number: u64 } } | -
    prelude::Kind::Card | variant | { number: u64 } | -
    prelude::Kind::Card::number | field | u64 | -
    prelude::Kind::Cash | variant |  | -
    prelude::Rounded | trait | trait { halved?: fn(&self) -> u64 {}, round: fn(&self) -> Self } | -
    prelude::Rounded::halved | method | fn(&self) -> u64 {} | -
    prelude::Rounded::round | method | fn(&self) -> Self | -
    ");
}

#[test]
fn a_module_that_hides_itself_is_hidden_with_what_stands_in_it() {
    let files = "
//- Cargo.toml
package = { name = \"parse\", edition = \"2024\" }
//- src/lib.rs
pub mod number;
pub mod slow;
pub use slow::Slow;
//- src/number.rs
//! Numbers.
pub struct Number;
//- src/slow.rs
//! Slow.
#![allow(dead_code)]
#![doc(hidden)]
pub struct Slow;
pub struct Limb;
";
    insta::assert_snapshot!(surface(files, "parse"), @"
    Slow | re-export | - | -
    number | module | module | -
    number::Number | struct | struct | -
    ");
}

#[test]
fn what_a_macro_is_given_is_read_as_items_where_it_is_such() {
    let files = r#"
//- Cargo.toml
package = { name = "io", edition = "2024" }
//- src/lib.rs
macro_rules! cfg_net { ($($it:item)*) => { $(#[cfg(feature = "net")] $it)* } }
pub trait Read {
    cfg_net! {
        fn peer(&self) -> u8 { 0 }
    }
}
pub struct Pipe;
cfg_net! {
    pub struct Socket { pub port: u16 }
    impl Socket { pub fn bind() -> Self { loop {} } }
    impl Pipe { pub fn close(&self) {} }
}
impl Pipe {
    cfg_net! {
        pub fn flush(&self) {}
    }
}
flags! {
    pub struct Flags: u32 { const A = 1; }
}
"#;
    insta::assert_snapshot!(surface(files, "io"), @r#"
    Flags | struct | - | -
    Pipe | struct | struct | -
    Pipe::close | method | fn(&self) | -
    Pipe::flush | method | fn(&self) | -
    Read | trait | trait { peer?: cfg(feature = "net") fn(&self) -> u8 {} } | -
    Read::peer | method | fn(&self) -> u8 {} | -
    Socket | struct | struct { port: u16 } | -
    Socket::bind | method | fn() -> Socket | -
    Socket::port | field | u16 | -
    "#);
}

#[test]
fn a_type_of_others_is_spelled_by_where_it_is_defined() {
    let files = r#"
//- Cargo.toml
package = { name = "sink", edition = "2024" }
//- src/lib.rs
use std::io;
use std::collections::HashMap as Map;
pub trait Sink { fn push(&mut self); fn end(&mut self) {} }
pub struct Local;
struct Hidden;
impl<'a, S: Sink> Sink for &'a mut S { fn push(&mut self) {} }
impl<S: Sink + ?Sized> Sink for Box<S> { fn push(&mut self) {} }
impl<K, V> Sink for Map<K, V> { fn push(&mut self) {} }
impl<'a> Sink for &'a Local { fn push(&mut self) {} }
impl Sink for &Hidden { fn push(&mut self) {} }
impl Sink for [u8; 3] { fn push(&mut self) {} }
pub trait More { fn more(&self); }
impl<T: Sink> More for T { fn more(&self) {} }
impl From<Local> for io::Error { fn from(_: Local) -> Self { loop {} } }
impl From<Hidden> for io::Error { fn from(_: Hidden) -> Self { loop {} } }
"#;
    insta::assert_snapshot!(surface(files, "sink"), @"
    &'a mut S::end | method | fn(&mut self) {} | -
    &'a mut S::push | method | fn(&mut self) where T0: Sink | -
    &'a sink::Local::end | method | fn(&mut self) {} | -
    &'a sink::Local::push | method | fn(&mut self) where Self = &'0 Local | -
    Local | struct | struct | -
    More | trait | trait { more: fn(&self) } | -
    More::more | method | fn(&self) | -
    Sink | trait | trait { end?: fn(&mut self) {}, push: fn(&mut self) } | -
    Sink::end | method | fn(&mut self) {} | -
    Sink::push | method | fn(&mut self) | -
    T::more | method | fn(&self) where T0: Sink | -
    [u8; 3]::end | method | fn(&mut self) {} | -
    [u8; 3]::push | method | fn(&mut self) where Self = [u8; 3] | -
    alloc::boxed::Box::end | method | fn(&mut self) {} | -
    alloc::boxed::Box::push | method | fn(&mut self) where T0: ?Sized, T0: Sink | -
    std::collections::hash::map::HashMap::end | method | fn(&mut self) {} | -
    std::collections::hash::map::HashMap::push | method | fn(&mut self) | -
    std::io::error::Error::from | method | fn(Local) -> std::io::Error | -
    ");
}

#[test]
fn an_index_that_hands_on_what_is_in_the_sources_is_the_entry() {
    let files = r#"
//- package.json
{ "name": "auth", "exports": { ".": { "types": "./dist/auth.d.ts" }, "./lite/pipes": { "types": "./dist/lite/pipes.d.ts" }, "./typed": { "types": "./typed/typed.d.ts" } } }
//- index.ts
export * from "./src";
export const getAuth = 1;
//- src/index.ts
export const inner = 1;
//- lite/pipes/package.json
{ "name": "auth-pipes", "private": true, "typings": "./pipes.d.ts" }
//- lite/pipes/pipes.ts
export const pipe = 1;
//- typed/typed.ts
export const real = 1;
//- typed/typed.d.ts
export * from "../dist/typed";
"#;
    insta::assert_snapshot!(surface(files, "auth"), @"
    getAuth | variable | const 1 | -
    inner | variable | const 1 | -
    lite/pipes/pipe | variable | const 1 | -
    typed/real | variable | const 1 | -
    ");
}

#[test]
fn procedural_macros_are_shown_as_what_users_write() {
    let files = "
//- Cargo.toml
[package]
name = \"marks\"
edition = \"2024\"
[lib]
proc-macro = true
//- src/lib.rs
use proc_macro::TokenStream;
#[proc_macro_derive(Marked, attributes(mark))]
pub fn derive_marked(input: TokenStream) -> TokenStream { input }
#[proc_macro_attribute]
pub fn main(arguments: TokenStream, item: TokenStream) -> TokenStream { item }
";
    let stream = "proc_macro::TokenStream";
    assert_eq!(
        surface(files, "marks"),
        format!(
            "Marked | macro | proc_macro_derive(Marked, attributes(mark)) fn({stream}) -> {stream} | -\n\
             main | macro | proc_macro_attribute fn({stream}, {stream}) -> {stream} | -\n"
        )
    );
}

/// Each of many globs leads through the module that all of them stand in.
#[test]
fn a_module_that_brings_all_of_many_others_is_followed() {
    let mut files = String::from(
        "//- Cargo.toml\npackage = { name = \"parse\", edition = \"2024\" }\n//- src/lib.rs\npub mod number;\npub use number::parse;\n",
    );
    let parts: Vec<String> = (0..12).map(|number| format!("part{number}")).collect();
    let globs = parts.iter().map(|it| format!("mod {it};\npub use crate::number::{it}::*;\n"));
    files.extend(["//- src/number.rs\n".to_owned()].into_iter().chain(globs));
    for part in &parts {
        files.push_str(&format!("//- src/number/{part}.rs\nuse crate::number::*;\n"));
    }
    files.push_str("pub fn parse() {}\n");
    insta::assert_snapshot!(surface(&files, "parse"), @"
    number | module | module | -
    parse, number::parse | function | fn() | -
    ");
}

#[test]
fn a_file_that_is_left_over_declares_nothing() {
    let files = "
//- Cargo.toml
package = { name = \"parse\", edition = \"2024\" }
//- src/lib.rs
mod number;
pub use self::number::Number;
//- src/mod.rs
pub mod number;
//- src/number.rs
pub struct Number(pub u8);
impl Number { pub fn new() {} }
";
    insta::assert_snapshot!(surface(files, "parse"), @"
    Number | struct | struct(u8) | -
    Number::new | method | fn() | -
    ");
}
