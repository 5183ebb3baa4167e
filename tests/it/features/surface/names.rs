//! Under which names types have what `impl`s give them, and which of these nobody can name.

use super::surface;
use crate::repository::Repository;

/// Whoever knows the type finds it there, and whoever knows the other name there.
#[test]
fn what_a_trait_gives_by_another_name_for_a_type_is_shown_at_the_type_as_well() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub struct Price<T>(T);
pub type Euros = Price<u8>;
type Cents = Price<u16>;
impl Default for Euros { fn default() -> Self { Price(0) } }
impl Clone for Cents { fn clone(&self) -> Self { Price(0) } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Euros | type-alias | type = Price<u8> | -
    Euros::default, Price::default | method | fn() -> Euros | -
    Price | struct | struct<T0>(..) | -
    Price::clone | method | fn(&self) -> Cents | -
    ");
}

#[test]
fn a_trait_that_is_given_a_private_name_for_a_type_of_others_is_not_private() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod platform { pub type Error = std::io::Error; pub struct Code; pub type Number = Code; }
pub struct Failed;
impl From<platform::Error> for Failed { fn from(it: platform::Error) -> Self { Failed } }
impl From<platform::Number> for Failed { fn from(it: platform::Number) -> Self { Failed } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Failed | struct | struct | -
    Failed::from | method | fn(Error) -> Failed | -
    ");
}

#[test]
fn a_crate_is_found_that_is_imported_by_its_own_name_or_renamed_twice() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
eyre = "0.6"
chrono-package = { package = "chrono", version = "0.4" }
//- src/lib.rs
extern crate chrono_package as chrono;
pub use eyre;
mod inner {
    use crate::{Priced, eyre::Report};
    use chrono::Weekday;
    impl Priced for Report { fn price(&self) {} }
    impl Priced for Weekday { fn price(&self) {} }
}
pub trait Priced { fn price(&self); }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    chrono::weekday::Weekday::price | method | fn(&self) | -
    eyre | re-export | - | -
    eyre::Report::price | method | fn(&self) | -
    ");
}

/// As the compiler says how long an array is; what a name stands for is not counted.
#[test]
fn the_length_of_an_array_is_counted_and_two_references_are_not_the_type() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub struct Table;
macro_rules! table { ($($a:literal $b:literal)*) => { $(
    impl From<Table> for [u8; $a * $b + 1] { fn from(it: Table) -> Self { [0; $a * $b + 1] } }
)* }; }
table! { 2 3  0x4 4 }
pub trait Priced { fn price(&self); }
impl<const N: usize> Priced for [u8; N] { fn price(&self) {} }
impl<'a> PartialEq<u8> for &'a Table { fn eq(&self, it: &u8) -> bool { true } }
impl<'a> PartialEq<u16> for &'a &'static Table { fn eq(&self, it: &u16) -> bool { true } }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    &'a shop::Table::eq | method | fn(&self, &u8) -> bool where Self = &'0 Table | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    Table | struct | struct | -
    [u8; 17]::from | method | fn(Table) -> [u8; 0x4*4+1] where Self = [u8; 0x4*4+1] | -
    [u8; 7]::from | method | fn(Table) -> [u8; 2*3+1] where Self = [u8; 2*3+1] | -
    [u8; N]::price | method | fn(&self) where Self = [u8; N0] | -
    ");
}

/// What is on each way to an item, is on the item; what is there anyhow is under no condition.
#[test]
fn an_item_is_under_the_conditions_of_the_ways_to_it() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[features]
raw = []
more = []
//- src/lib.rs
mod inner;
#[cfg(feature = "raw")]
pub use inner::{Anyhow, One};
#[cfg(feature = "raw")]
pub use inner::Either;
#[cfg(feature = "more")]
pub mod more { pub use crate::inner::Either; pub struct Own; }
pub mod prelude { pub use crate::inner::Anyhow; }
#[cfg(docsrs)]
pub use inner::OnlyDocumented;
//- src/inner.rs
pub struct One;
impl One { pub fn price(&self) {} #[cfg(feature = "more")] pub fn cents(&self) {} }
pub struct Either;
pub struct Anyhow;
pub struct OnlyDocumented;
impl OnlyDocumented { pub fn price(&self) {} }
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown = items.map(|it| format!("{} {}", it["symbol"], it["cfg"]));
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
    "Anyhow" null
    "Either" "any(feature = \"more\", feature = \"raw\")"
    "One" "feature = \"raw\""
    "One::cents" "all(feature = \"raw\", feature = \"more\")"
    "One::price" "feature = \"raw\""
    "more" "feature = \"more\""
    "more::Own" "feature = \"more\""
    "prelude" null
    "#);
}

/// `raw::price` can be of no other crate; what is named so is told to come from there.
#[test]
fn what_only_the_glob_of_another_crate_can_bring_is_handed_on() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
prices-sys = "1"
//- src/lib.rs
pub mod raw { pub use prices_sys::*; pub struct Own; }
use crate::raw as inner;
pub use inner::{Own, price, price_new as new};
pub use self::empty::missing;
mod empty {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Own, raw::Own | struct | struct | -
    new | re-export | - | -
    price | re-export | - | -
    raw | module | module | -
    raw::* <- - of prices_sys
    ");
}

/// A glob hands on no more than each glob on the way does, and what a module brings for itself nobody else sees.
#[test]
fn what_globs_bring_is_as_visible_as_the_least_visible_of_them() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod visit;
mod rooting;
pub use rooting::*;
pub use visit::{Visit, visit};
use rooting::Sealed;
//- src/visit.rs
use crate::*;
pub trait Visit {}
pub fn visit() {}
//- src/rooting.rs
mod sealed { use super::*; pub trait Sealed { fn seal(&self); } }
pub(crate) use sealed::*;
pub struct Rooted;
impl Sealed for Rooted { fn seal(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Rooted | struct | struct | -
    Visit | trait | trait | -
    visit | function | fn() | -
    ");
}
