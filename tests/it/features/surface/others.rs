//! What types of others have, and what nobody sees.

use super::surface;

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
impl<T> Priced for Cell<T> { fn price(&self) {} }
impl Priced for num::NonZeroU8 { fn price(&self) {} }
impl Priced for Level { fn price(&self) {} }
impl<L, R> Priced for Either<L, R> { fn price(&self) {} }
impl Priced for made_by_macro!(u8) { fn price(&self) {} }
impl<'a, T> IntoIterator for &'a Money<T> { type Item = T; }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
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
    money | module | module | -
    money::Money | struct | struct<T0>(T0) | -
    str::price | method | fn(&self) | -
    ");
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
//- src/lib.rs
use core::{marker::*, num::*};
use std::collections::HashMap as Map;
mod priced;
pub use priced::*;
pub use shop_derive::Priced;
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
impl Priced for NonZeroU8 {}
impl Priced for Wrapping<u8> {}
impl<K, V> Priced for Map<K, V> {}
impl Priced for [Coin] {}
impl Priced for &'_ Crown_v1 {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    &shop::Crown_v1::price | method | fn(&self) {} | -
    Coin, money::Coin | struct | struct | -
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
