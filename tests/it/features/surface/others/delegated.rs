//! What attributes and derives of other crates make that follows from the item, and what is said of those that do not.

use crate::repository::Repository;

fn symbols(files: &str) -> String {
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown: Vec<&str> = items.map(|it| it["symbol"].as_str().unwrap()).collect();
    let unread = answer["not_checked"].as_array().unwrap().iter();
    let unread: Vec<&str> = unread.map(|it| it["reason"].as_str().unwrap()).collect();
    [shown, unread].concat().join("\n")
}

#[test]
fn auto_impl_implements_a_trait_for_references_and_pointers() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
auto_impl = "1"
//- src/lib.rs
use auto_impl::auto_impl;
#[auto_impl(&mut, Box)]
pub trait Priced<K> {
    type Of;
    fn price(&self, of: K) -> u8;
    fn name(&self) -> String { String::new() }
}
#[auto_impl::auto_impl(&, Arc)]
pub unsafe trait Named { fn take<'a, T>(&self, name: &'a T); }
#[other::auto_impl(&)]
pub trait Unknown { fn unknown(&self); }
"#;
    insta::assert_snapshot!(symbols(files), @r"
    &'a mut T::Of
    &'a mut T::name
    &'a mut T::price
    &'b U::take
    Named
    Named::take
    Priced
    Priced::Of
    Priced::name
    Priced::price
    Unknown
    Unknown::unknown
    alloc::boxed::Box::Of
    alloc::boxed::Box::name
    alloc::boxed::Box::price
    alloc::sync::Arc::take
    ");
}

#[test]
fn a_derive_that_makes_what_is_not_known_is_said() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
derive-new = "0.7"
strum = "0.27"
//- src/lib.rs
#[derive(Clone, strum::EnumTable, strum::EnumCount)]
pub enum Price { Low }
#[derive(derive_new::new)]
pub struct Order { id: u32 }
"#;
    insta::assert_snapshot!(symbols(files), @r"
    Order
    Order::new
    Price
    Price::Low
    `derive(EnumTable)` is not followed: what it makes is not known
    ");
}

/// What is given whole items is read as such, and what asserts something makes nothing.
#[test]
fn a_macro_of_another_crate_that_is_not_known_is_said() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
alloy-sol-types = "1"
static_assertions = "1"
wayland-scanner = "0.31"
//- src/lib.rs
use alloy_sol_types::sol;
use static_assertions::assert_impl_all;
macro_rules! protocol { ($path:expr) => { wayland_scanner::generate_interfaces!($path); } }
protocol!("shop.xml");
sol! { contract Shop {} }
assert_impl_all!(Price: Send);
wayland_scanner::whole! { pub struct Whole; }
pub struct Price;
"#;
    insta::assert_snapshot!(symbols(files), @"
    Price
    Whole
    `generate_interfaces!` is not followed: what a macro of another crate makes is not known
    `sol!` is not followed: what a macro of another crate makes is not known
    ");
}
