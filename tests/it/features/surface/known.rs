//! Types of well-known crates, and traits that users have without a name or only by a hidden way.

use super::surface;
use crate::repository::Repository;

/// Where the crate defines it, from its own name, also through a glob; what no table tells is said to be as imported.
#[test]
fn a_type_of_a_well_known_crate_is_spelled_where_that_crate_defines_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
buffers = { package = "bytes", version = "1" }
chrono = "0.4"
either = "1"
serde_json = "1"
syn = "2"
typenum = "1"
//- src/lib.rs
use buffers::{Bytes, BytesMut};
use chrono::prelude::*;
use either::Either;
use serde_json as json;
use typenum::*;
pub trait Priced { fn price(&self); }
impl Priced for Bytes { fn price(&self) {} }
impl Priced for BytesMut { fn price(&self) {} }
impl<T: TimeZone> Priced for DateTime<T> { fn price(&self) {} }
impl Priced for &'_ json::Value { fn price(&self) {} }
impl Priced for syn::Ident { fn price(&self) {} }
impl<L, R> Priced for Either<L, R> { fn price(&self) {} }
impl Priced for U12 { fn price(&self) {} }
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown = items.map(|it| format!("{} {}", it["symbol"], it["as_imported"]));
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "&serde_json::value::Value::price" null
    "Priced" null
    "Priced::price" null
    "bytes::bytes::Bytes::price" null
    "bytes::bytes_mut::BytesMut::price" true
    "chrono::datetime::DateTime::price" null
    "either::Either::price" true
    "proc_macro2::Ident::price" null
    "typenum::gen::consts::U12::price" true
    "#);
}

/// Of two arms of a condition that lead to one type, that is the type.
#[test]
fn a_type_of_one_machine_is_found_by_either_condition() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
#[cfg(target_arch = "x86")]
use core::arch::x86::*;
#[cfg(target_arch = "x86_64")]
use core::arch::x86_64::*;
pub trait Priced { fn price(&self); }
impl Priced for __m128i { fn price(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    core::core_arch::x86::__m128i::price | method | fn(&self) | -
    ");
}

/// The path says that it is in scope, and is none to name it by: it stands behind the others.
#[test]
fn a_trait_that_is_brought_without_a_name_is_shown_where_it_is() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod inner {
    pub trait Priced { fn price(&self); }
    pub trait Hidden { fn hide(&self); }
    pub trait Sealed { fn seal(&self); }
}
pub use inner::Priced;
pub mod prelude {
    pub use crate::{inner::Priced as _, inner::{Sealed as _}};
    #[doc(hidden)]
    pub use crate::inner::Hidden as _;
    use crate::inner::Hidden as _;
}
pub mod all { pub use crate::prelude::*; }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced, all::_, prelude::_ | trait | trait { price: fn(&self) } | -
    Priced::price, all::_::price, prelude::_::price | method | fn(&self) | -
    all | module | module | -
    all::_, prelude::_ | trait | trait { seal: fn(&self) } | -
    all::_::seal, prelude::_::seal | method | fn(&self) | -
    prelude | module | module | -
    ");
}

/// As rustdoc's JSON has it: also what documentation hides at a re-export can be called at the type, but not what it hides
/// where it is defined.
#[test]
fn an_impl_of_a_trait_that_only_a_hidden_way_leads_to_is_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod codec {
    pub trait Encode { fn encode(&self); fn length(&self) -> usize { 0 } }
    #[doc(hidden)]
    pub trait Secret { fn secret(&self); }
    pub struct Given;
}
mod private { pub trait Inner { fn inner(&self); } }
#[doc(hidden)]
pub mod internal {
    pub use crate::codec::{Encode, Given, Secret};
    pub trait Own { fn own(&self); }
}
pub struct Money;
impl codec::Encode for Money { fn encode(&self) {} }
impl codec::Secret for Money { fn secret(&self) {} }
impl internal::Own for Money { fn own(&self) {} }
impl private::Inner for Money { fn inner(&self) {} }
impl From<codec::Given> for Money { fn from(given: codec::Given) -> Self { loop {} } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Money | struct | struct | -
    Money::encode | method | fn(&self) | -
    Money::from | method | fn(Given) -> Money | -
    Money::length | method | fn(&self) -> usize {} | -
    ");
}

/// An import by name from a crate for code that others generate brings a macro, beside the trait of that name.
#[test]
fn a_derive_of_the_name_of_a_trait_does_not_stand_for_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
shop_codegen = "1"
//- src/lib.rs
mod priced { pub trait Priced { fn price(&self); } }
pub use priced::*;
pub use shop_codegen::Priced;
impl Priced for u8 { fn price(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced | re-export | - | -
    Priced::price | method | fn(&self) | -
    u8::price | method | fn(&self) | -
    ");
}

/// The crate of a derive may be one of its own, be renamed with its version, and be brought whole.
#[test]
fn macros_of_other_crates_are_known_by_how_they_are_brought() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
event-listener-strategy = "0.5"
icu_provider = "2"
zerocopy-derive-08 = { package = "zerocopy-derive", version = "0.8" }
//- src/lib.rs
use event_listener_strategy::easy_wrapper;
use icu_provider::DataError;
use zerocopy_derive_08::*;
struct Inner<'a, T: ?Sized>(&'a T);
easy_wrapper! {
    /// Documented.
    #[must_use]
    pub struct Acquire<'a, T: ?Sized>(Inner<'a, T> => u8);
    #[cfg(feature = "std")]
    pub(crate) wait();
}
#[derive(KnownLayout)]
pub struct Sorter;
impl Sorter {
    icu_provider::gen_buffer_data_constructors!((locale, options: u8) -> error: DataError, functions: [
        try_new,
        try_new_with_buffer_provider,
        try_new_unstable,
        Self,
    ]);
    icu_provider::gen_buffer_data_constructors!(() -> result: Result<Self, DataError>, functions: [
        new: skip,
        new_with_buffer_provider,
        new_unstable
    ]);
}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Acquire | struct | must_use struct<'0, T0> { .. } where T0: ?Sized | -
    Acquire::Output | type-alias | type = u8 | -
    Acquire::poll | method | fn(self: std::pin::Pin<&mut Self>, &mut std::task::Context) -> std::task::Poll<u8> where T0: ?Sized | -
    Sorter | struct | derive(KnownLayout) struct | -
    Sorter::PointerMetadata | type-alias | type = __unknown!() | -
    Sorter::new_with_buffer_provider | method | fn(&(impl ?Sized + icu_provider::buf::BufferProvider)) -> Result<Sorter, icu_provider::DataError> | -
    Sorter::try_new | method | fn(&icu_provider::DataLocale, u8) -> Result<Sorter, icu_provider::DataError> | -
    Sorter::try_new_with_buffer_provider | method | fn(&(impl ?Sized + icu_provider::buf::BufferProvider), &icu_provider::DataLocale, u8) -> Result<Sorter, icu_provider::DataError> | -
    ");
}

/// What a crate has of another one whole is defined there.
#[test]
fn a_type_that_a_crate_hands_on_is_of_the_crate_that_defines_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
clap = "4"
num = "0.4"
//- src/lib.rs
pub trait Priced { fn price(&self) {} }
impl Priced for clap::Command {}
impl Priced for num::bigint::BigUint {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced::price | method | fn(&self) {} | -
    clap_builder::builder::command::Command::price | method | fn(&self) {} | -
    num_bigint::biguint::BigUint::price | method | fn(&self) {} | -
    ");
}

/// Of one crate whose names a module brings all, and of none that has macros alone.
#[test]
fn a_type_that_is_found_nowhere_else_is_of_the_crate_that_is_brought_whole() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
ends = "1"
ends_macros = "1"
other = "1"
//- src/lib.rs
pub trait Priced { fn price(&self) {} }
mod one { use crate::Priced; use ends::*; use ends_macros::*; use std::fmt::*; impl Priced for Little {} impl Priced for String {} }
mod two { use crate::Priced; use ends::*; use other::*; impl Priced for Unsure {} }
pub use ::ends;
mod three { use crate::{Priced, ends::*}; impl Priced for Big {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced::price | method | fn(&self) {} | -
    Unsure::price | method | fn(&self) {} | -
    alloc::string::String::price | method | fn(&self) {} | -
    ends | re-export | - | -
    ends::Big::price | method | fn(&self) {} | -
    ends::Little::price | method | fn(&self) {} | -
    ");
}

/// What a macro makes that is not read, and what one of several crates defines, are no types that could be named.
#[test]
fn a_type_that_is_of_nowhere_has_no_members() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
made = "1"
ring = { version = "1", optional = true }
sodium = { version = "1", optional = true }
syn = "2"
//- src/lib.rs
#[cfg(feature = "ring")]
use ring::hmac;
#[cfg(not(feature = "ring"))]
use sodium::hmac;
pub trait Priced { fn price(&self); }
impl Priced for hmac::Key { fn price(&self) {} }
pub mod kw {
    syn::custom_keyword!(price);
    made::made!(unknown);
    impl super::Priced for price { fn price(&self) {} }
    impl super::Priced for unknown { fn price(&self) {} }
}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    kw | module | module | -
    kw::price | struct | struct { span: proc_macro2::Span } | -
    kw::price::clone | method | fn(&self) -> price | -
    kw::price::default | method | fn() -> price | -
    kw::price::parse | method | fn(syn::parse::ParseStream) -> syn::Result<price> | -
    kw::price::price | method | fn(&self) | -
    kw::price::span | field | proc_macro2::Span | -
    kw::price::to_tokens | method | fn(&self, &mut proc_macro2::TokenStream) | -
    ");
}
