//! What types of others have, and what nobody sees.

mod delegated;
mod derived;
mod foreign;
mod made;

use super::surface;
use crate::repository::Repository;

/// What an enum of another crate may bring besides is no type. The crate's own `Field` is another one.
#[test]
fn of_two_globs_the_one_of_a_crate_that_has_the_name_brings_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
arrow-schema = "58"
//- src/lib.rs
mod convert;
pub struct Field;
pub trait Priced { fn price(&self); }
//- src/convert.rs
use arrow_schema::*;
use DataType::*;
impl crate::Priced for Field { fn price(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Field | struct | struct | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    arrow_schema::field::Field::price | method | fn(&self) | -
    ");
}

/// As rustdoc and `cargo public-api` name them: where they are defined, and whole where they are a part of a type.
#[test]
fn a_type_of_others_is_spelled_whole_where_it_is_defined() {
    let files = r#"
//- Cargo.toml
[workspace]
members = ["base", "shop"]
//- base/Cargo.toml
[package]
name = "base"
edition = "2024"
//- base/src/lib.rs
mod inner;
pub use inner::Level;
//- base/src/inner.rs
pub struct Level;
//- shop/Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
base = { path = "../base" }
either = "1"
//- shop/src/lib.rs
use base::Level;
use either::Either;
use std::collections::HashMap;
use std::error::Error;
use std::str;
mod lib {
    mod core { pub use std::*; }
    pub use self::core::cell::Cell;
    pub use self::core::num;
}
use self::lib::*;
pub mod money { pub struct Money<T>(pub T); }
use money::Money;
pub trait Priced { fn price(&self); }
impl<'a, K, V> Priced for &'a HashMap<K, V> { fn price(&self) {} }
impl<T> Priced for &'_ Money<T> { fn price(&self) {} }
impl<A> Priced for (A,) { fn price(&self) {} }
impl<A, B> Priced for (A, B,) { fn price(&self) {} }
impl<T> Priced for [T; 0x10] { fn price(&self) {} }
impl Priced for dyn Error + Send + 'static { fn price(&self) {} }
impl Priced for str { fn price(&self) {} }
impl Priced for unsafe extern "C" fn(u8) -> u8 { fn price(&self) {} }
impl<T> Priced for fn(to: &T, _: u8) { fn price(&self) {} }
impl<T> Priced for Cell<T> { fn price(&self) {} }
impl Priced for num::NonZeroU8 { fn price(&self) {} }
impl Priced for Level { fn price(&self) {} }
impl<L, R> Priced for Either<L, R> { fn price(&self) {} }
impl Priced for made_by_macro!(u8) { fn price(&self) {} }
impl<'a, T> IntoIterator for &'a Money<T> { type Item = T; }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @r#"
    &'a shop::money::Money<T>::Item | type-alias | type = T0 | -
    &'a std::collections::hash::map::HashMap<K, V>::price | method | fn(&self) where Self = &'0 std::collections::HashMap<T0, T1> | -
    &shop::money::Money<T>::price | method | fn(&self) where Self = &Money<T0> | -
    (A)::price | method | fn(&self) where Self = (T0,) | -
    (A, B)::price | method | fn(&self) where Self = (T0, T1) | -
    (dyn core::error::Error + core::marker::Send + 'static)::price | method | fn(&self) where Self = dyn Send + std::error::Error + 'static | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    [T; 16]::price | method | fn(&self) where Self = [T0; 0x10] | -
    base::inner::Level::price | method | fn(&self) | -
    core::cell::Cell::price | method | fn(&self) | -
    core::num::nonzero::NonZeroU8::price | method | fn(&self) | -
    either::Either::price | method | fn(&self) | -
    fn(&T, u8)::price | method | fn(&self) where Self = fn(&T0, u8) | -
    money | module | module | -
    money::Money | struct | struct<T0>(T0) | -
    str::price | method | fn(&self) | -
    unsafe extern "C" fn(u8) -> u8::price | method | fn(&self) where Self = unsafe extern "C" fn(u8) -> u8 | -
    "#);
}

#[test]
fn what_documentation_hides_and_what_cannot_be_named_is_not_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
other = "1"
//- src/lib.rs
mod parts;
pub use parts::*;
#[doc(hidden)]
pub use other::{for_macros, more::{self, Deep}};
#[doc(hidden)]
pub extern crate other as again;
pub use other::for_all;
pub trait Shown { fn seen(&self); #[doc(hidden)] fn unseen(&self) {} }
pub struct Money;
impl Shown for Money { fn seen(&self) {} fn unseen(&self) {} }
impl Shown for u8 { fn seen(&self) {} }
#[doc(hidden)]
impl Money { pub fn unseen(&self) {} }
struct Private;
impl From<Private> for Money { fn from(it: Private) -> Self { Money } }
impl From<Vec<u8>> for Money { fn from(it: Vec<u8>) -> Self { Money } }
//- src/parts.rs
pub(crate) struct Inner;
pub struct Outer;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Money | struct | struct | -
    Money::from | method | fn(Vec<u8>) -> Money | -
    Money::seen | method | fn(&self) | -
    Outer | struct | struct | -
    Shown | trait | trait { seen: fn(&self), unseen?: doc(hidden) fn(&self) {} } | -
    Shown::seen | method | fn(&self) | -
    for_all | re-export | - | -
    u8::seen | method | fn(&self) | -
    ");
}

/// Through what a module brings whole of the standard library, and of a module around it; by the path that no import
/// by name is on, else by the shortest.
#[test]
fn a_name_is_followed_to_the_type_that_it_is() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
shop_derive = "1"
coin_derives = "1"
//- src/lib.rs
use core::{marker::*, num::*};
use std::collections::HashMap as Map;
mod priced;
pub use priced::*;
pub use shop_derive::Priced;
pub use coin_derives::Coined;
pub mod money {
    mod coin { pub struct Coin; }
    pub use self::coin::*;
}
pub use money::Coin;
mod crown { pub struct Crown_v1; }
pub mod alt { pub use crate::crown::Crown_v1 as Crown; }
pub use crown::Crown_v1 as Krone;
pub use crown::Crown_v1;
mod store {
    pub struct StoreInner<T, S>(T, S);
    pub struct Owned;
    pub type Store<T> = StoreInner<T, Owned>;
    pub type Shelf = Store<u8>;
    impl<T> Store<T> { pub fn put(&self) {} }
    impl Shelf { pub fn tidy(&self) {} }
}
pub use store::{Store, StoreInner};
#[doc(hidden)]
pub use store::Owned as Hidden;
//- src/priced.rs
use super::*;
pub trait Priced { fn price(&self) {} }
pub trait Coined {}
impl Priced for NonZeroU8 {}
impl Priced for Wrapping<u8> {}
impl<K, V> Priced for Map<K, V> {}
impl Priced for [Coin] {}
impl Priced for &'_ Crown_v1 {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    &shop::Crown_v1::price | method | fn(&self) {} | -
    Coin, money::Coin | struct | struct | -
    Coined | trait | trait | -
    Coined | re-export | - | -
    Krone, Crown_v1, alt::Crown | struct | struct | -
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced | re-export | - | -
    Priced::price | method | fn(&self) {} | -
    Store | type-alias | type<T0> = StoreInner<T0, Owned> | -
    StoreInner | struct | struct<T0, T1>(..) | -
    StoreInner::put | method | fn(&self) | -
    StoreInner::tidy | method | fn(&self) | -
    [shop::money::Coin]::price | method | fn(&self) {} | -
    alt | module | module | -
    core::num::nonzero::NonZeroU8::price | method | fn(&self) {} | -
    core::num::wrapping::Wrapping::price | method | fn(&self) {} | -
    money | module | module | -
    std::collections::hash::map::HashMap::price | method | fn(&self) {} | -
    ");
}

/// Where a crate defines a type that is not in the repository is not known: such a path is labelled. It begins with the
/// crate's own name, where the manifest or the root of the crate has another.
#[test]
fn a_type_of_a_crate_that_is_not_there_is_spelled_as_imported() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
either = "1"
rand_010 = { package = "rand", version = "0.10" }
unheard = "1"
//- src/lib.rs
extern crate alloc as base;
pub extern crate unheard as types;
pub struct Money;
pub trait Priced { fn price(&self); }
impl<L> Priced for &either::Either<L, Money> { fn price(&self) {} }
impl Priced for rand_010::distr::Uniform { fn price(&self) {} }
impl Priced for Vec<Money> { fn price(&self) {} }
impl Priced for std::os::fd::RawFd { fn price(&self) {} }
impl Priced for types::Tag { fn price(&self) {} }
mod inner { impl crate::Priced for base::string::String { fn price(&self) {} } }
"#;
    let repository = Repository::of(files);
    let answer = repository.json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown: Vec<String> =
        items.map(|it| format!("{} {}", it["symbol"], it["as_imported"])).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    "&either::Either<L, shop::Money>::price" true
    "Money" null
    "Priced" null
    "Priced::price" null
    "alloc::string::String::price" null
    "alloc::vec::Vec::price" null
    "rand::distr::uniform::Uniform::price" null
    "std::os::fd::raw::RawFd::price" null
    "types" null
    "unheard::Tag::price" true
    "#);
    let output = repository.run(&["surface", "shop"]);
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout), @"
    &either::Either<L, shop::Money>::price  fn(&self) where Self = &either::Either<T0, Money>  as imported
    Money  struct
    Priced  trait { price: fn(&self) }
    Priced::price  fn(&self)
    alloc::string::String::price  fn(&self)
    alloc::vec::Vec::price  fn(&self) where Self = Vec<Money>
    rand::distr::uniform::Uniform::price  fn(&self)
    std::os::fd::raw::RawFd::price  fn(&self)
    unheard::Tag::price  fn(&self)  as imported
    types  unheard of ::
    9 public items of shop
    ");
}

/// A trait of others for a type of others is seen where it is given a type of the crate, by whatever path, or a reference to
/// one; what that is in, as `Box<Money>`, has it alone.
#[test]
fn a_trait_of_others_is_seen_at_the_type_that_it_is_given() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod inner;
pub struct Money;
//- src/inner.rs
pub struct Hidden;
impl From<crate::Money> for u8 { fn from(it: crate::Money) -> Self { 0 } }
impl<'a> From<&'a crate::Money> for u16 { fn from(it: &'a crate::Money) -> Self { 0 } }
impl From<Box<crate::Money>> for u32 { fn from(it: Box<crate::Money>) -> Self { 0 } }
impl<T: Into<crate::Money>> From<(T,)> for Vec<T> { fn from(it: (T,)) -> Self { Vec::new() } }
impl From<&Hidden> for crate::Money { fn from(it: &Hidden) -> Self { crate::Money } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Money | struct | struct | -
    u16::from | method | fn(&'0 Money) -> u16 | -
    u8::from | method | fn(Money) -> u8 | -
    ");
}

/// As `cargo public-api` does: a glob that brings a type by a shorter path counts, also where an import by name does so too.
#[test]
fn a_type_is_called_by_the_shortest_path_that_no_import_by_name_is_on() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub mod money { pub struct Money; pub struct Coin; impl Coin { pub fn new() {} } }
pub use money::*;
pub use crate::money::Money;
impl<'a> IntoIterator for &'a Money { type Item = u8; }
impl<'a> IntoIterator for &'a Coin { type Item = u8; }
pub mod notes {
    #[doc(hidden)]
    pub use self::notes::Note as Bill;
    mod notes { pub struct Note; pub trait All {} impl All for Bill {} use super::Bill; }
    pub use self::notes::*;
}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    &'a shop::Coin::Item | type-alias | type = u8 | -
    &'a shop::Money::Item | type-alias | type = u8 | -
    Coin, money::Coin | struct | struct | -
    Coin::new, money::Coin::new | method | fn() | -
    Money, money::Money | struct | struct | -
    money | module | module | -
    notes | module | module | -
    notes::All | trait | trait | -
    notes::Note | struct | struct | -
    ");
}

#[test]
fn a_name_that_is_handed_on_has_the_conditions_of_its_import_and_of_what_is_around() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
other = "1"
//- src/lib.rs
#[doc(inline)]
#[cfg(feature = "raw")]
#[cfg(windows)]
pub use other::{Raw, RawMut as Mut};
#[cfg(unix)]
pub mod unix { #[cfg(feature = "fd")] pub use other::fd::*; pub use other::Pid; }
#[cfg(feature = "inner")]
pub mod inner;
pub use other::Always;
//- src/inner.rs
pub use other::Deep;
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let all = ["items", "handed_on"].map(|list| answer[list].as_array().unwrap());
    let shown = all.into_iter().flatten().map(|it| format!("{} {}", it["symbol"], it["cfg"]));
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "Always" null
    "Mut" "all(feature = \"raw\", windows)"
    "Raw" "all(feature = \"raw\", windows)"
    "inner" "feature = \"inner\""
    "inner::Deep" "feature = \"inner\""
    "unix" "unix"
    "unix::Pid" "unix"
    "unix::*" "all(unix, feature = \"fd\")"
    "#);
}

#[test]
fn a_file_that_an_attribute_names_under_a_condition_is_compiled_under_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub struct Money;
#[cfg(feature = "sys")]
#[cfg_attr(any(unix, target_os = "wasi"), path = "sys/unix.rs")]
#[cfg_attr(windows, allow(unused), path = "sys/windows.rs")]
mod sys;
//- src/sys/unix.rs
impl crate::Money { pub fn as_raw_fd(&self) {} }
//- src/sys/windows.rs
impl crate::Money { pub fn as_raw_socket(&self) {} }
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown = items.map(|it| format!("{} {}", it["symbol"], it["cfg"]));
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "Money" null
    "Money::as_raw_fd" "all(feature = \"sys\", any(target_os = \"wasi\", unix))"
    "Money::as_raw_socket" "all(feature = \"sys\", windows)"
    "#);
}

/// `Option` of the crate, or of what it imports, is not that of the prelude; for `dyn Priced` in a box nobody sees it.
#[test]
fn a_type_of_the_crate_may_be_called_as_one_of_the_prelude() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub mod vec { pub struct Vec; }
use vec::Vec;
pub struct Option;
pub trait Priced { fn price(&self); }
impl<'a> Default for &'a Option { fn default() -> Self { loop {} } }
impl Priced for &Vec { fn price(&self) {} }
impl Clone for Box<dyn Priced> { fn clone(&self) -> Self { loop {} } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    &'a shop::Option::default | method | fn() -> &'0 Option where Self = &'0 Option | -
    &shop::vec::Vec::price | method | fn(&self) where Self = &Vec | -
    Option | struct | struct | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    vec | module | module | -
    vec::Vec | struct | struct | -
    ");
}

/// `!` has the name that its page in the documentation of the standard library has.
#[test]
fn the_type_that_nothing_is_of_has_a_name() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
#![feature(never_type)]
pub trait Priced { fn price(&self); }
impl Priced for ! { fn price(&self) {} }
impl Priced for fn() -> ! { fn price(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    fn() -> never::price | method | fn(&self) where Self = fn() -> ! | -
    never::price | method | fn(&self) where Self = ! | -
    ");
}
