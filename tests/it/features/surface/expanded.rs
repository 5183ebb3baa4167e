//! What macros make in less usual ways: in blocks, of names that are put together, and where several have one name.

use super::surface;

/// `$body` with the head of a manifest before it.
fn shop(body: &str) -> String {
    let manifest =
        "\n//- Cargo.toml\n[package]\nname = \"shop\"\nedition = \"2024\"\n//- src/lib.rs\n";
    surface(&[manifest, body].concat(), "shop")
}

/// An `impl` counts wherever it stands; what else is in the block has no name for others.
#[test]
fn what_is_implemented_in_the_blocks_of_an_anonymous_constant_is_seen() {
    let body = r#"
pub trait Priced { fn price(&self) {} }
pub struct Money;
pub struct Cents;
const _: () = unsafe {
    impl Priced for Money {}
    pub struct Hidden;
};
macro_rules! priced {
    ($($ty:ty),+) => {{ $(priced!(@one $ty);)+ }};
    (@one $ty:ty) => {{ check(); #[cfg(feature = "all")] impl Priced for $ty {} }};
}
const _: () = unsafe { priced!(Cents, u8) };
"#;
    insta::assert_snapshot!(shop(body), @"
    Cents | struct | struct | -
    Cents::price | method | fn(&self) {} | -
    Money | struct | struct | -
    Money::price | method | fn(&self) {} | -
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced::price | method | fn(&self) {} | -
    u8::price | method | fn(&self) {} | -
    ");
}

#[test]
fn names_that_paste_puts_together_are_known() {
    let body = r#"
use paste::paste;
pub struct Money;
macro_rules! getters {
    ($($name:ident: $ty:ty),+) => {
        paste::paste! {
            impl Money { $(
                #[doc = "Gives `" $name "`"]
                pub fn [<get_ $name:snake>](&self) -> $ty {}
            )+ }
            pub enum [<$($name)+ Kind>] { $([<$name:upper>]),+ }
        }
        paste! { pub struct [<$($name:camel)+>]([u8; 2]); }
    };
}
getters!(ofShop: u8, total_sum: Vec<u8>);
"#;
    insta::assert_snapshot!(shop(body), @"
    Money | struct | struct | -
    Money::get_of_shop | method | fn(&self) -> u8 | -
    Money::get_total_sum | method | fn(&self) -> Vec<u8> | -
    OfShopTotalSum | struct | struct(..) | -
    ofShoptotal_sumKind | enum | enum { OFSHOP, TOTAL_SUM } | -
    ofShoptotal_sumKind::OFSHOP | variant |  | -
    ofShoptotal_sumKind::TOTAL_SUM | variant |  | -
    ");
}

#[test]
fn of_several_macros_of_one_name_a_path_says_which_is_meant() {
    let body = r#"
mod read;
mod write;
pub mod made {
    use crate::read::item;
    item!(Reader);
    crate::write::parts::item!(Writer);
}
//- src/read.rs
macro_rules! item { ($name:ident) => { pub struct $name; } }
pub(crate) use item;
//- src/write.rs
pub(crate) mod parts {
    macro_rules! item { ($name:ident) => { pub enum $name {} } }
    pub(crate) use item;
}
"#;
    insta::assert_snapshot!(shop(body), @"
    made | module | module | -
    made::Reader | struct | struct | -
    made::Writer | enum | enum {  } | -
    ");
}

/// Of two definitions that exclude each other, one calls what the other has not; doc comments of a rule are not compared;
/// and a macro that was exported calls those of its crate wherever it is called.
#[test]
fn a_macro_calls_what_is_known_where_it_is_defined() {
    let body = r#"
#[cfg(feature = "checked")]
macro_rules! item {
    (@check $name:ident) => { impl $name { pub fn check(&self) {} } };
    ($name:ident) => { pub struct $name; item!(@check $name); };
}
#[cfg(not(feature = "checked"))]
macro_rules! item { ($name:ident) => { pub struct $name; } }
item!(Money);
mod hidden {
    #[macro_export(local_inner_macros)]
    macro_rules! outer {
        (
            /// Said of the name.
            $name:ident
        ) => { inner!($name); };
    }
    #[macro_export]
    macro_rules! inner { ($name:ident) => { pub enum $name {} } }
}
crate::outer!(Kind);
"#;
    insta::assert_snapshot!(shop(body), @"
    Kind | enum | enum {  } | -
    Money | struct | struct | -
    Money | struct | struct | -
    Money::check | method | fn(&self) | -
    inner | macro | macro_export macro ($0:ident) | -
    outer | macro | macro_export macro ($0:ident) | -
    ");
}

/// As the compiler says it: `[u8; 16]`.
#[test]
fn the_number_that_a_type_stands_for_is_the_length_of_an_array() {
    let body = r#"
use typenum::{U8, Unsigned, consts};
pub trait Priced { fn price(&self); }
impl Priced for [u8; consts::U16::USIZE] { fn price(&self) {} }
impl Priced for [u8; <U8 as Unsigned>::USIZE + 1] { fn price(&self) {} }
impl Priced for [u8; Self::USIZE] { fn price(&self) {} }
"#;
    insta::assert_snapshot!(shop(body), @"
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    [u8; 16]::price | method | fn(&self) where Self = [u8; typenum::consts::U16::USIZE] | -
    [u8; 9]::price | method | fn(&self) where Self = [u8; <typenum::U8 as typenum::Unsigned>USIZE+1] | -
    [u8; Self::USIZE]::price | method | fn(&self) where Self = [u8; <[u8; Self::USIZE]>::USIZE] | -
    ");
}

/// Whoever uses one of them finds there what is implemented for what a condition chooses.
#[test]
fn a_type_that_conditions_choose_has_what_is_implemented_for_either() {
    let body = r#"
#[cfg(feature = "fast")]
use self::fast as chosen;
#[cfg(not(feature = "fast"))]
use self::slow as chosen;
pub mod fast { pub struct Sum; }
pub mod slow { pub struct Sum; }
pub trait Priced { fn price(&self) {} }
impl chosen::Sum { pub fn add(&self) {} }
impl Priced for chosen::Sum {}
"#;
    insta::assert_snapshot!(shop(body), @"
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced::price | method | fn(&self) {} | -
    fast | module | module | -
    fast::Sum | struct | struct | -
    fast::Sum::add, slow::Sum::add | method | fn(&self) | -
    fast::Sum::price, slow::Sum::price | method | fn(&self) {} | -
    slow | module | module | -
    slow::Sum | struct | struct | -
    ");
}

/// An import in it, or another name for a type, counts in the block alone.
#[test]
fn what_a_block_imports_and_names_is_known_in_it() {
    let body = r#"
mod inner {
    pub trait Priced { fn price(&self) {} }
    pub mod deep {
        pub struct Money;
        pub struct Cents;
        const _: () = {
            use super::Priced;
            impl Priced for Money {}
            impl Priced for self::Cents {}
            impl super::Rated for Cents {}
        };
    }
    pub trait Rated { fn rate(&self) {} }
}
pub use inner::{Priced, Rated, deep::{Cents, Money}};
type Text = str;
type Secret = hidden::Inner;
mod hidden { pub struct Inner; }
macro_rules! for_each {
    ($name:ident in [$($ty:ty),+] $body:tt) => { $(const _: () = { type $name = $ty; for_each!(@ $body); };)+ };
    (@ { $($body:tt)* }) => { $($body)* };
}
for_each!(Ty in [u8, std::num::NonZeroU8] { impl Priced for Ty {} });
impl Priced for Text {}
impl Priced for Secret {}
"#;
    insta::assert_snapshot!(shop(body), @"
    Cents | struct | struct | -
    Cents::price | method | fn(&self) {} | -
    Cents::rate | method | fn(&self) {} | -
    Money | struct | struct | -
    Money::price | method | fn(&self) {} | -
    Priced | trait | trait { price?: fn(&self) {} } | -
    Priced::price | method | fn(&self) {} | -
    Rated | trait | trait { rate?: fn(&self) {} } | -
    Rated::rate | method | fn(&self) {} | -
    core::num::nonzero::NonZeroU8::price | method | fn(&self) {} | -
    str::price | method | fn(&self) {} | -
    u8::price | method | fn(&self) {} | -
    ");
}

/// Where a feature brings the crate, its macro is meant, and else the smaller one that stands in for it.
#[test]
fn a_macro_that_stands_in_for_one_of_another_crate_is_one_of_two() {
    let body = r#"
#[cfg(feature = "lazy_static")]
#[macro_use]
extern crate lazy_static;
#[cfg(not(feature = "lazy_static"))]
macro_rules! lazy_static { ($v:vis static ref $n:ident : $t:ty = $e:expr;) => { $v fn $n() -> $t { $e } } }
lazy_static! { pub static ref TOTAL: u8 = 1; }
"#;
    insta::assert_snapshot!(shop(body), @"
    TOTAL | function | fn() -> u8 | -
    TOTAL | struct | struct { .. } | -
    TOTAL::Target | type-alias | type = u8 | -
    TOTAL::deref | method | fn(&self) -> &u8 | -
    ");
}
