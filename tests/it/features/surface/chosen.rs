//! What conditions choose between: macros, names of macros, and what the items that they make are under.

use super::macros::made;

const MANIFEST: &str = "
//- Cargo.toml
[package]
name = \"shop\"
edition = \"2024\"
";

#[test]
fn a_macro_is_chosen_by_what_two_attributes_ask_for() {
    let files = r#"
//- src/lib.rs
#[macro_use]
mod choice;
if_stock! {
    pub struct Stock;
}
no_stock! {
    pub struct Order;
}
//- src/choice.rs
#[cfg_attr(old, cfg(any(not(no_stock), feature = "stock")))]
#[cfg_attr(not(old), cfg(any(has_stock, feature = "stock")))]
#[macro_use]
mod stock {
    macro_rules! if_stock { ($($it:tt)*) => { $($it)* } }
    macro_rules! no_stock { ($($it:tt)*) => {} }
}
#[cfg_attr(old, cfg(not(any(not(no_stock), feature = "stock"))))]
#[cfg_attr(not(old), cfg(not(any(feature = "stock", has_stock))))]
#[macro_use]
mod stock {
    macro_rules! if_stock { ($($it:tt)*) => {} }
    macro_rules! no_stock { ($($it:tt)*) => { $($it)* } }
}
"#;
    insta::assert_snapshot!(made(&format!("{MANIFEST}{files}"), "shop"), @r#"
    Order | struct | all(any(not(any(feature = "stock", has_stock)), old), any(not(any(feature = "stock", not(no_stock))), not(old))) | - src/lib.rs:7
    Stock | struct | all(any(feature = "stock", has_stock, old), any(feature = "stock", not(no_stock), not(old))) | - src/lib.rs:4
    "#);
}

/// Neither module excludes the other. What stands under the same condition as its macro is made by it.
#[test]
fn a_macro_is_not_chosen_where_both_may_be_there() {
    let files = r#"
//- src/lib.rs
#[cfg_attr(old, cfg(has_stock))]
#[macro_use]
mod one {
    macro_rules! if_stock { ($($it:tt)*) => { $($it)* } }
}
#[cfg_attr(not(old), cfg(not(has_stock)))]
#[macro_use]
mod other {
    macro_rules! if_stock { ($($it:tt)*) => {} }
}
if_stock! {
    pub struct Stock;
}
#[cfg(has_stock)]
pub mod inside {
    macro_rules! own { () => { pub struct Inner; } }
    own!();
}
"#;
    insta::assert_snapshot!(made(&format!("{MANIFEST}{files}"), "shop"), @"
    Stock | struct | - | - src/lib.rs:12
    inside | module | has_stock | - src/lib.rs:15
    inside::Inner | struct | has_stock | own src/lib.rs:17
    src/lib.rs: `if_stock!` is not followed: which macro of that name is meant is not known
    ");
}

/// A target has one width of pointers, but may have several features.
#[test]
fn a_name_is_given_to_one_of_several_macros() {
    let files = r#"
//- src/lib.rs
#[macro_use]
mod choice;
#[cfg(target_pointer_width = "32")]
pub use self::{if_small as if_pointer, one_small as one};
#[cfg(target_pointer_width = "64")]
pub use self::{if_large as if_pointer, one_large as one};
#[cfg(feature = "a")]
pub use self::if_small as if_feature;
#[cfg(feature = "b")]
pub use self::if_large as if_feature;
if_pointer! {
    pub struct Both;
}
one! { One }
if_feature! { pub struct Neither; }
//- src/choice.rs
#[macro_export]
macro_rules! if_small { ($($it:tt)*) => { $($it)* } }
#[macro_export]
macro_rules! if_large { ($($it:tt)*) => { $($it)* } }
#[macro_export]
#[doc(hidden)]
macro_rules! one_small { ($it:ident) => { pub struct $it { pub size: u32 } } }
#[macro_export]
#[doc(hidden)]
macro_rules! one_large { ($it:ident) => { pub struct $it { pub size: u64 } } }
"#;
    insta::assert_snapshot!(made(&format!("{MANIFEST}{files}"), "shop"), @r#"
    Both | struct | any(target_pointer_width = "32", target_pointer_width = "64") | - src/lib.rs:12
    Neither | struct | - | - src/lib.rs:15
    One | struct { size: u32 } | target_pointer_width = "32" | - src/lib.rs:14
    One | struct { size: u64 } | target_pointer_width = "64" | - src/lib.rs:14
    One::size | u32 | target_pointer_width = "32" | one src/lib.rs:14
    One::size | u64 | target_pointer_width = "64" | one src/lib.rs:14
    if_large | macro_export macro ($($0:tt)*) | - | - src/choice.rs:4
    if_small | macro_export macro ($($0:tt)*) | - | - src/choice.rs:2
    "#);
}

#[test]
fn what_an_attribute_says_under_a_condition_is_part_of_it() {
    let files = r#"
//- src/lib.rs
#[cfg_attr(old, cfg(any(large, feature = "all")))]
#[cfg_attr(not(old), cfg(unix), derive(Clone))]
pub struct Stock;
#[cfg_attr(old, cfg_attr(large, cfg(unix)))]
pub fn stock() {}
"#;
    insta::assert_snapshot!(made(&format!("{MANIFEST}{files}"), "shop"), @r#"
    Stock | cfg_attr(not(old), derive(Clone)) struct | all(any(feature = "all", large, not(old)), any(old, unix)) | - src/lib.rs:3
    stock | fn() | any(not(all(large, old)), unix) | - src/lib.rs:5
    "#);
}

#[test]
fn what_leads_out_of_the_crate_through_a_module_is_of_where_that_brings_it_from() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
time = "0.3"
//- src/lib.rs
mod t { pub use time::Duration; }
pub use t::Duration as Term;
pub use time::Instant;
"#;
    let answer = crate::repository::Repository::of(files).json(&["surface", "shop"]);
    let of = |at: usize| answer["items"][at]["of"].to_string();
    insta::assert_snapshot!(of(0), @r#"{"from":"time","name":"Instant"}"#);
    insta::assert_snapshot!(of(1), @r#"{"from":"time","name":"Duration"}"#);
}

#[test]
fn what_another_crate_of_the_repository_has_is_of_that_whatever_it_is_called() {
    let files = r#"
//- Cargo.toml
[workspace]
members = ["shop", "books"]
//- books/Cargo.toml
[package]
name = "shop-books"
//- books/src/lib.rs
pub struct Ledger;
//- shop/Cargo.toml
[package]
name = "shop"
[dependencies]
shop-books = { path = "../books" }
//- shop/src/lib.rs
pub use b::Ledger;
pub use shop_books as b;
"#;
    let answer = crate::repository::Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap();
    let ledger = items.iter().find(|it| it["paths"][0] == "Ledger").unwrap();
    insta::assert_snapshot!(ledger["of"], @r#"{"from":"shop_books","name":"Ledger"}"#);
}
