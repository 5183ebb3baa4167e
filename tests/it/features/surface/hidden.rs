//! What documentation hides, all or some of it, and what conditions choose between.

use serde_json::Value;

use super::surface;
use crate::repository::Repository;

/// Of the two ways, the one that users have.
#[test]
fn a_name_that_one_condition_makes_public_and_another_does_not_is_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[features]
raw = []
//- src/lib.rs
#[cfg(not(feature = "raw"))]
mod frame;
#[cfg(feature = "raw")]
pub mod frame;
mod lock;
#[cfg(not(feature = "raw"))]
pub(crate) use lock::Lock;
#[cfg(feature = "raw")]
pub use lock::Lock;
mod parts;
#[cfg(not(feature = "raw"))]
use parts::*;
#[cfg(feature = "raw")]
pub use parts::*;
//- src/frame.rs
pub struct Frame;
//- src/lock.rs
pub struct Lock;
//- src/parts.rs
pub struct Part;
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let items = answer["items"].as_array().unwrap().iter();
    let shown: Vec<String> =
        items.map(|it| format!("{} {}", text(&it["symbol"]), text(&it["cfg"]))).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    Lock feature = "raw"
    Part feature = "raw"
    frame feature = "raw"
    frame::Frame feature = "raw"
    "#);
}

/// As `cargo public-api` has it. What is deprecated besides is kept for those who use it, at the trait alone.
#[test]
fn what_is_hidden_by_itself_or_under_a_condition() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub trait Priced {
    fn price(&self) {}
    #[doc(hidden)]
    #[deprecated]
    fn cost(&self) {}
}
#[cfg_attr(docsrs, doc(hidden))]
impl<A, B> Priced for (A, B) {}
pub mod inner {
    #![doc(hidden)]
    pub struct Inner;
}
mod macros;
#[doc(hidden)]
pub use macros::*;
const _: () = {
    pub mod money { pub use crate::inner as all; }
    pub struct Unnamed;
    macro_rules! priced { ($($ty:ty)*) => { $(impl Priced for $ty {})* }; }
    impl Priced for u8 {}
    priced!(u16 u32);
};
//- src/macros.rs
pub struct Hidden;
#[macro_export]
macro_rules! price { () => {}; }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    (A, B)::price | method | fn(&self) {} | -
    Priced | trait | trait { cost?: deprecated fn(&self) {}, price?: fn(&self) {} } | -
    Priced::cost | method | deprecated fn(&self) {} | deprecated
    Priced::price | method | fn(&self) {} | -
    price | macro | macro_export macro () | -
    u16::price | method | fn(&self) {} | -
    u32::price | method | fn(&self) {} | -
    u8::price | method | fn(&self) {} | -
    ");
}

#[test]
fn a_trait_that_stands_twice_hides_what_it_does_both_times() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod sealed { pub trait Sealed {} }
#[cfg(not(feature = "open"))]
pub trait Read: sealed::Sealed {
    #[doc(hidden)]
    fn read(&self);
    #[doc(hidden)]
    fn clear(&self) {}
}
#[cfg(feature = "open")]
pub trait Read {
    fn read(&self);
    #[doc(hidden)]
    fn clear(&self) {}
    fn more(&self) {}
}
pub struct Slice;
impl Read for Slice { fn read(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Read | trait | trait { clear?: doc(hidden) fn(&self) {}, more?: fn(&self) {}, read: fn(&self) } | -
    Read | trait | trait: Sealed { clear?: doc(hidden) fn(&self) {}, read: doc(hidden) fn(&self) } | -
    Read::more | method | fn(&self) {} | -
    Read::read | method | fn(&self) | -
    Slice | struct | struct | -
    Slice::more | method | fn(&self) {} | -
    Slice::read | method | fn(&self) | -
    ");
}

/// Options for the compiler that the crate has of its own are set by nobody who does not ask for more.
#[test]
fn what_is_hidden_unless_the_crate_is_built_so_is_not_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
#[cfg_attr(not(shop_unstable), doc(hidden))]
pub mod unstable { pub struct Draft; }
#[cfg_attr(not(docsrs), doc(hidden))]
pub struct OfDocumentation;
#[cfg_attr(not(feature = "raw"), doc(hidden))]
pub struct OfFeature;
#[cfg_attr(not(unix), doc(hidden))]
pub struct OfPlatform;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    OfDocumentation | struct | struct | -
    OfFeature | struct | struct | -
    OfPlatform | struct | struct | -
    ");
}

/// As the compiler's documentation leaves out what implements that, and what implements a trait that is hidden as a whole.
#[test]
fn what_a_well_known_crate_hides_of_its_traits_is_not_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
quote = "1"
tracing = { package = "tracing-subscriber", version = "0.3" }
//- src/lib.rs
use tracing::Layer;
pub struct Priced;
impl<S> Layer<S> for Priced {
    fn on_layer(&mut self, subscriber: &mut S) {}
    fn max_level_hint(&self) -> Option<u8> { None }
}
impl quote::__private::ext::RepIteratorExt for Priced { fn next(&self) {} }
pub trait Own { fn max_level_hint(&self); }
impl Own for Priced { fn max_level_hint(&self) {} }
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Own | trait | trait { max_level_hint: fn(&self) } | -
    Own::max_level_hint | method | fn(&self) | -
    Priced | struct | struct | -
    Priced::max_level_hint | method | fn(&self) | -
    Priced::on_layer | method | fn(&mut self, &mut T0) | -
    ");
}

/// Also where an import leads to one that is hidden.
#[test]
fn what_is_handed_on_by_a_hidden_import_is_not_shown() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
tracing = "0.1"
//- src/lib.rs
mod enabled;
pub use enabled::{__tracing, field};
//- src/enabled.rs
pub use tracing::field;
#[doc(hidden)]
pub use tracing as __tracing;
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"field | re-export | - | -");
}

/// As `cargo public-api` has it: that an import names them, and nothing of what a glob brings. `contract diff` compares them all.
#[test]
fn what_is_hidden_where_it_is_defined_is_shown_as_what_an_import_names() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
pub trait Priced { fn price(&self); }
#[doc(hidden)]
pub mod orders;
pub use orders::{Order as Bought, open};
#[doc(hidden)]
mod parts { pub struct Part; }
pub use parts::*;
mod seen { pub struct Seen; }
#[doc(hidden)]
pub mod again { pub use crate::seen::Seen; }
pub use again::Seen;
//- src/orders.rs
pub struct Order;
impl Order { pub fn pay(&self, amount: u64) {} }
impl crate::Priced for Order { fn price(&self) {} }
pub fn open() {}
"#;
    insta::assert_snapshot!(surface(files, "shop"), @"
    Bought | re-export | - | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    Seen | struct | struct | -
    open | re-export | - | -
    ");
    let repository = Repository::of(files);
    let orders = repository.read("src/orders.rs");
    repository.write("src/orders.rs", &orders.replace("amount: u64", "amount: u32"));
    let answer = repository.json(&["contract", "diff"]);
    assert_eq!(answer["boundaries"][0]["changes"][0]["symbol"], "Bought::pay", "{answer}");
}
