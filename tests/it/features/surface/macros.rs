//! What the macros of a crate make.

use serde_json::Value;

use super::surface;
use crate::repository::Repository;

/// Each item with its line, the macro that makes it, what it promises and its condition; then what was not followed.
pub(super) fn made(files: &str, boundary: &str) -> String {
    let answer = Repository::of(files).json(&["surface", boundary]);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let mut shown = String::new();
    for it in answer["items"].as_array().unwrap() {
        let (path, line) = (text(&it["defined"]["path"]), &it["defined"]["line"]);
        let (symbol, signature) = (text(&it["symbol"]), text(&it["signature"]));
        let (by, cfg) = (text(&it["made_by"]), text(&it["cfg"]));
        shown.push_str(&format!("{symbol} | {signature} | {cfg} | {by} {path}:{line}\n"));
    }
    for it in answer["not_checked"].as_array().unwrap() {
        shown.push_str(&format!("{}: {}\n", text(&it["path"]), text(&it["reason"])));
    }
    shown
}

#[test]
fn what_the_macros_of_a_crate_make_is_shown_at_their_calls() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
#[macro_use]
mod macros;
pub mod ids;
cfg_net! {
    /// Read from a file of its own.
    pub mod net;
    pub fn connect() {}
}
//- src/macros.rs
macro_rules! cfg_net { ($($it:item)*) => { $(#[cfg(feature = "net")] $it)* } }
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident($inner:ty);)+) => {
        $(
            $(#[$meta])*
            pub struct $name(pub(crate) $inner);
            impl $name { getters!(inner: $inner); }
            impl From<$inner> for $name { fn from(it: $inner) -> Self { Self(it) } }
        )+
    };
}
macro_rules! getters {
    ($($name:ident: $ty:ty),*) => { $(pub fn $name(&self) -> &$ty { &self.0 })* };
}
//- src/ids.rs
id! {
    OrderId(u64);
    /// Documented.
    #[derive(Clone)]
    Name(Vec<String>);
}
//- src/net.rs
pub struct Socket;
"#;
    insta::assert_snapshot!(made(files, "shop"), @r#"
    connect | fn() | feature = "net" | - src/lib.rs:7
    ids | module | - | - src/lib.rs:3
    ids::Name | derive(Clone) struct(..) | - | - src/ids.rs:5
    ids::Name::from | fn(Vec<String>) -> Name | - | id src/ids.rs:1
    ids::Name::inner | fn(&self) -> &Vec<String> | - | id src/ids.rs:1
    ids::OrderId | struct(..) | - | - src/ids.rs:2
    ids::OrderId::from | fn(u64) -> OrderId | - | id src/ids.rs:1
    ids::OrderId::inner | fn(&self) -> &u64 | - | id src/ids.rs:1
    net | module | feature = "net" | - src/lib.rs:6
    net::Socket | struct | feature = "net" | - src/net.rs:1
    "#);
}

/// Which of two macros is meant, the order of definitions says; where it does not, nothing is followed.
#[test]
fn a_macro_is_followed_only_where_it_is_known_which_it_is() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
other = "1"
//- src/lib.rs
macro_rules! unit { ($name:ident) => { pub struct $name; } }
unit!(First);
macro_rules! unit { ($name:ident) => { pub enum $name {} } }
unit!(Second);
unit!(with more);
mod quiet { macro_rules! inner { ($name:ident) => { pub struct $name; } } }
inner!(NotKnownHere);
pub mod by_path;
mod defined;
//- src/defined.rs
macro_rules! by_path { ($name:ident) => { pub struct $name; } }
pub(crate) use by_path;
macro_rules! of_others { ($name:ident) => { pub struct $name; } }
//- src/by_path.rs
use crate::defined::by_path;
use other::of_others;
by_path!(Third);
crate::defined::by_path!(Fourth);
of_others!(OfOthers);
"#;
    insta::assert_snapshot!(made(files, "shop"), @"
    First | struct | - | - src/lib.rs:2
    Second | enum {  } | - | - src/lib.rs:4
    by_path | module | - | - src/lib.rs:8
    by_path::Fourth | struct | - | - src/by_path.rs:4
    by_path::Third | struct | - | - src/by_path.rs:3
    src/by_path.rs: `of_others!` is not followed: what a macro of another crate makes is not known
    src/lib.rs: `unit!` is not followed: none of its rules takes what it is given
    src/lib.rs: `inner!` is not followed: which macro of that name is meant is not known
    ");
}

#[test]
fn a_macro_that_never_ends_is_said_to_be_cut() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
//- src/lib.rs
macro_rules! more { ($($it:tt)*) => { more!($($it)* $($it)*); } }
more!(a);
pub struct Money;
"#;
    insta::assert_snapshot!(made(files, "shop"), @"
    Money | struct | - | - src/lib.rs:3
    src/lib.rs: `more!` is not followed: it makes more than is followed
    ");
}

/// What version of `bitflags` is asked for, the package or its workspace says.
#[test]
fn a_macro_of_another_crate_is_that_of_the_version_that_is_asked_for() {
    let files = r#"
//- Cargo.toml
[workspace]
members = ["new", "old"]
[workspace.dependencies]
bitflags = "2.12"
//- new/Cargo.toml
[package]
name = "new"
edition = "2024"
[dependencies]
bitflags.workspace = true
//- new/src/lib.rs
bitflags::bitflags! { pub struct Keys: u8 { const SHIFT = 1; } }
//- old/Cargo.toml
[package]
name = "old"
edition = "2024"
[dependencies]
bitflags = { version = "1.2", default-features = false }
//- old/src/lib.rs
bitflags::bitflags! { pub struct Keys: u8 { const SHIFT = 1; } }
"#;
    let shown = surface(files, "new");
    let told = |line: &&str| ["SHIFT", "all"].iter().any(|it| line.contains(it));
    insta::assert_snapshot!(shown.lines().filter(told).collect::<Vec<_>>().join("\n"), @"
    Keys::SHIFT | constant | const Keys | -
    Keys::all | method | const fn() -> Keys | -
    Keys::all_named | method | fn() -> Keys | -
    Keys::is_all | method | const fn(&self) -> bool | -
    ");
    insta::assert_snapshot!(surface(files, "old"), @"
    Keys | struct | derive(Clone) derive(Copy) derive(Eq) derive(Hash) derive(Ord) derive(PartialEq) derive(PartialOrd) struct { .. } | -
    Keys::Output | type-alias | type = Keys | -
    Keys::Output | type-alias | type = Keys | -
    Keys::Output | type-alias | type = Keys | -
    Keys::Output | type-alias | type = Keys | -
    Keys::Output | type-alias | type = Keys | -
    Keys::SHIFT | constant | const Keys | -
    Keys::all | method | const fn() -> Keys | -
    Keys::bitand | method | fn(self, Keys) -> Keys | -
    Keys::bitand_assign | method | fn(&mut self, Keys) | -
    Keys::bitor | method | fn(self, Keys) -> Keys | -
    Keys::bitor_assign | method | fn(&mut self, Keys) | -
    Keys::bits | method | const fn(&self) -> u8 | -
    Keys::bitxor | method | fn(self, Keys) -> Keys | -
    Keys::bitxor_assign | method | fn(&mut self, Keys) | -
    Keys::complement | method | const fn(self) -> Keys | -
    Keys::contains | method | const fn(&self, Keys) -> bool | -
    Keys::difference | method | const fn(self, Keys) -> Keys | -
    Keys::empty | method | const fn() -> Keys | -
    Keys::extend | method | fn<T0>(&mut self, T0) where T0: IntoIterator<Item = Keys> | -
    Keys::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Keys::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Keys::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Keys::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Keys::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Keys::from_bits | method | const fn(u8) -> Option<Keys> | -
    Keys::from_bits_truncate | method | const fn(u8) -> Keys | -
    Keys::from_bits_unchecked | method | const unsafe fn(u8) -> Keys | -
    Keys::from_iter | method | fn<T0>(T0) -> Keys where T0: IntoIterator<Item = Keys> | -
    Keys::insert | method | fn(&mut self, Keys) | -
    Keys::intersection | method | const fn(self, Keys) -> Keys | -
    Keys::intersects | method | const fn(&self, Keys) -> bool | -
    Keys::is_all | method | const fn(&self) -> bool | -
    Keys::is_empty | method | const fn(&self) -> bool | -
    Keys::not | method | fn(self) -> Keys | -
    Keys::remove | method | fn(&mut self, Keys) | -
    Keys::set | method | fn(&mut self, Keys, bool) | -
    Keys::sub | method | fn(self, Keys) -> Keys | -
    Keys::sub_assign | method | fn(&mut self, Keys) | -
    Keys::symmetric_difference | method | const fn(self, Keys) -> Keys | -
    Keys::toggle | method | fn(&mut self, Keys) | -
    Keys::union | method | const fn(self, Keys) -> Keys | -
    ");
}

/// What a lock says, a build takes. Of two that it has, the one that fulfils the requirement.
#[test]
fn a_macro_of_another_crate_is_that_of_the_version_that_is_locked() {
    let files = |locked: &str| {
        format!(
            r#"
//- Cargo.toml
[workspace]
members = ["shop"]
//- Cargo.lock
version = 4

[[package]]
name = "bitflags"
version = "1.3.2"

[[package]]
name = "bitflags"
version = "{locked}"
//- shop/Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
bitflags = "2.3.3"
//- shop/src/lib.rs
bitflags::bitflags! {{ pub struct Keys: u8 {{ const SHIFT = 1; }} }}
"#
        )
    };
    for (locked, is_known) in [("2.12.0", true), ("2.9.1", false), ("3.0.0", false)] {
        let shown = surface(&files(locked), "shop");
        assert_eq!(shown.contains("Keys::all_named"), is_known, "{locked}");
        assert!(shown.contains("Keys::from_bits_retain"), "{locked}");
    }
}

/// As rustdoc has it: `(u8, NonZeroU8)`.
#[test]
fn a_macro_that_stands_for_a_type_is_followed() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
use std::num::NonZeroU8;
macro_rules! nonzero { (u8) => { NonZeroU8 }; (both u8) => { (u8, nonzero!(u8)) }; }
pub trait Value { fn value(&self); }
impl Value for nonzero!(u8) { fn value(&self) {} }
impl Value for nonzero!(both u8) { fn value(&self) {} }
pub fn f() -> nonzero!(u8) { loop {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    (u8, core::num::nonzero::NonZeroU8)::value | method | fn(&self) where Self = (u8, std::num::NonZeroU8) | -
    Value | trait | trait { value: fn(&self) } | -
    Value::value | method | fn(&self) | -
    core::num::nonzero::NonZeroU8::value | method | fn(&self) | -
    f | function | fn() -> std::num::NonZeroU8 | -
    ");
}

#[test]
fn what_forwards_to_deserialize_any_is_listed() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
serde = "1"
//- src/lib.rs
use serde::{Deserializer, forward_to_deserialize_any};
pub struct Money;
impl<'de> Deserializer<'de> for Money {
    type Error = std::fmt::Error;
    forward_to_deserialize_any! { bool struct }
}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Money | struct | struct | -
    Money::Error | type-alias | type = std::fmt::Error | -
    Money::deserialize_bool | method | fn<T0>(self, T0) -> Result<T0::Value, <Money as serde::de::Deserializer<'0>>::Error> where T0: serde::de::Visitor<'0> | -
    Money::deserialize_struct | method | fn<T0>(self, &'static str, &'static [&'static str], T0) -> Result<T0::Value, <Money as serde::de::Deserializer<'0>>::Error> where T0: serde::de::Visitor<'0> | -
    ");
}

/// What the build makes is not known, and is said to be so.
#[test]
fn what_a_file_includes_stands_where_it_does() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub mod tables {
    #[cfg(feature = "all")]
    include!("../made/tables.rs");
}
include!(concat!(env!("OUT_DIR"), "/built.rs"));
//- made/tables.rs
/// Documented.
pub struct Table { pub rows: u8 }
impl Table { pub fn row(&self) {} }
"#;
    insta::assert_snapshot!(made(files, "shop"), @r#"
    tables | module | - | - src/lib.rs:1
    tables::Table | struct { rows: u8 } | feature = "all" | include src/lib.rs:3
    tables::Table::row | fn(&self) | feature = "all" | include src/lib.rs:3
    tables::Table::rows | u8 | feature = "all" | include src/lib.rs:3
    src/lib.rs: `include!` is not followed: what it names is no file of the repository
    "#);
}
