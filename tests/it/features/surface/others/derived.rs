//! What derives of other crates make beside the type, or for its fields.

use super::super::surface;
use crate::repository::Repository;

fn shop(dependencies: &str, body: &str) -> String {
    let files = format!(
        "\n//- Cargo.toml\n[package]\nname = \"shop\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n//- src/lib.rs\n{body}"
    );
    let answer = Repository::of(&files).json(&["surface", "shop"]);
    let said = answer["not_checked"].as_array().unwrap().iter();
    let said = said.map(|it| format!("! {}\n", it["reason"].as_str().unwrap()));
    surface(&files, "shop") + &said.collect::<String>()
}

#[test]
fn a_builder_has_a_function_for_each_field() {
    let body = r#"
use derive_builder::Builder;
#[derive(Builder)]
pub struct Order<T> { pub item: T, #[builder(default, setter(into))] name: String }
#[derive(Builder)]
#[builder(name = "Filled", pattern = "owned", build_fn(name = "done", error = "Failed"))]
pub struct Cart {
    #[builder(setter(each(name = "entry")))] entries: Vec<u8>,
    #[builder(setter(skip))] total: u8,
    #[builder(setter(name = "coupon_code", strip_option))] code: Option<u8>,
}
#[derive(Builder)]
pub struct Special { #[builder(try_setter)] of: u8 }
pub struct Failed;
"#;
    insta::assert_snapshot!(shop("derive_builder = \"0.20\"", body), @"
    Cart | struct | derive(derive_builder::Builder) struct { .. } | -
    Failed | struct | struct | -
    Filled | struct | struct { .. } | -
    Filled::coupon_code | method | fn(self, __unknown!()) -> Filled | -
    Filled::default | method | fn() -> Filled | -
    Filled::done | method | fn(self) -> Result<Cart, __unknown!()> | -
    Filled::entries | method | fn(self, Vec<u8>) -> Filled | -
    Filled::entry | method | fn(self, __unknown!()) -> Filled | -
    Order | struct | derive(derive_builder::Builder) struct<T0> { item: T0, .. } | -
    Order::item | field | T0 | -
    OrderBuilder | struct | struct<T0> { .. } | -
    OrderBuilder::build | method | fn(&self) -> Result<Order<T0>, OrderBuilderError> | -
    OrderBuilder::default | method | fn() -> OrderBuilder<T0> | -
    OrderBuilder::item | method | fn(&mut self, T0) -> &mut OrderBuilder<T0> | -
    OrderBuilder::name | method | fn(&mut self, __unknown!()) -> &mut OrderBuilder<T0> | -
    OrderBuilderError | enum | non_exhaustive enum { UninitializedField (&'static str), ValidationError (String) } | -
    OrderBuilderError::UninitializedField | variant | (&'static str) | -
    OrderBuilderError::ValidationError | variant | (String) | -
    OrderBuilderError::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    OrderBuilderError::from | method | fn(derive_builder::UninitializedFieldError) -> OrderBuilderError | -
    OrderBuilderError::from | method | fn(String) -> OrderBuilderError | -
    Special | struct | derive(derive_builder::Builder) struct { .. } | -
    SpecialBuilder | struct | struct { .. } | -
    SpecialBuilder::build | method | fn(&self) -> Result<Special, SpecialBuilderError> | -
    SpecialBuilder::default | method | fn() -> SpecialBuilder | -
    SpecialBuilderError | enum | non_exhaustive enum { UninitializedField (&'static str), ValidationError (String) } | -
    SpecialBuilderError::UninitializedField | variant | (&'static str) | -
    SpecialBuilderError::ValidationError | variant | (String) | -
    SpecialBuilderError::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    SpecialBuilderError::from | method | fn(derive_builder::UninitializedFieldError) -> SpecialBuilderError | -
    SpecialBuilderError::from | method | fn(String) -> SpecialBuilderError | -
    ! `derive(Builder)` is not followed: none of its rules takes what it is given
    ");
}

#[test]
fn accessors_are_made_for_the_fields_that_ask_for_them() {
    let body = r#"
use getset::{CopyGetters, Getters, MutGetters, Setters};
#[derive(Getters, Setters, MutGetters, CopyGetters)]
pub struct Order<T> {
    #[getset(get = "pub", set = "pub", get_mut = "pub")] item: T,
    #[getset(get_copy = "pub with_prefix")] count: u8,
    #[get = "pub(crate)"] secret: u8,
    plain: u8,
}
#[derive(Getters)]
#[getset(get = "pub")]
pub struct Cart { entries: Vec<u8>, #[getset(skip)] total: u8 }
#[derive(derive_getters::Getters, derive_getters::Dissolve)]
pub struct Bill { sum: u8, #[getter(rename = "who")] name: String, #[getter(skip)] paid: bool }
#[derive(prost::Message)]
pub struct Told {
    #[prost(enumeration = "Kind", tag = "1")] pub r#type: i32,
    #[prost(enumeration = "Kind", repeated, tag = "2")] pub kinds: Vec<i32>,
    #[prost(string, optional, tag = "3")] pub name: Option<String>,
    #[prost(message, optional, tag = "4")] pub inner: Option<Box<Told>>,
}
"#;
    let dependencies = "getset = \"0.1\"\nderive-getters = \"0.5\"\nprost = \"0.13\"";
    insta::assert_snapshot!(shop(dependencies, body), @"
    Bill | struct | derive(derive_getters::Dissolve) derive(derive_getters::Getters) struct { .. } | -
    Bill::dissolve | method | fn(self) -> (u8, String, bool) | -
    Bill::sum | method | fn(&self) -> &u8 | -
    Bill::who | method | fn(&self) -> &String | -
    Cart | struct | derive(getset::Getters) struct { .. } | -
    Cart::entries | method | fn(&self) -> &Vec<u8> | -
    Order | struct | derive(getset::CopyGetters) derive(getset::Getters) derive(getset::MutGetters) derive(getset::Setters) struct<T0> { .. } | -
    Order::get_count | method | fn(&self) -> u8 | -
    Order::item | method | fn(&self) -> &T0 | -
    Order::item_mut | method | fn(&mut self) -> &mut T0 | -
    Order::set_item | method | fn(&mut self, T0) -> &mut Order<T0> | -
    Told | struct | derive(prost::Message) struct { type: i32, kinds: Vec<i32>, name: Option<String>, inner: Option<Box<Told>> } | -
    Told::clear | method | fn(&mut self) | -
    Told::default | method | fn() -> Told | -
    Told::encoded_len | method | fn(&self) -> usize | -
    Told::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Told::inner | field | Option<Box<Told>> | -
    Told::kinds | field | Vec<i32> | -
    Told::kinds | method | fn(&self) -> __unknown!() | -
    Told::name | field | Option<String> | -
    Told::name | method | fn(&self) -> &str | -
    Told::push_kinds | method | fn(&mut self, __unknown!()) | -
    Told::set_type | method | fn(&mut self, __unknown!()) | -
    Told::type | field | i32 | -
    Told::type | method | fn(&self) -> __unknown!() | -
    ");
}

#[test]
fn types_that_stand_beside_the_one_of_a_derive_are_shown() {
    let body = r#"
use strum::{EnumDiscriminants, EnumIter};
#[derive(EnumIter, EnumDiscriminants)]
pub enum Kind<T> { Fresh, Frozen(T), #[cfg(unix)] Dried { at: u8 } }
#[derive(EnumDiscriminants)]
#[strum_discriminants(name(Called), derive(Hash))]
pub enum Other { One(u8) }
#[derive(rkyv::Archive, rkyv::Serialize)]
pub struct Price { pub amount: u32, cents: u8 }
#[derive(rkyv::Archive)]
#[rkyv(archived = Kept, compare(PartialEq))]
pub enum State<T> { Open, Paid(u8), Late { by: T } }
#[derive(rkyv::Archive)]
#[rkyv(remote = Price)]
pub struct Remote(u8);
"#;
    insta::assert_snapshot!(shop("rkyv = \"0.8\"\nstrum = \"0.28\"", body), @"
    ArchivedPrice | struct | struct { amount: __unknown!(), .. } | -
    ArchivedPrice::amount | field | __unknown!() | -
    Called | enum | enum { One } | -
    Called::One | variant |  | -
    Kept | enum | enum<T0> { Open, Paid (__unknown!(@u8)), Late { by: __unknown!() } } | -
    Kept::Late | variant | { by: __unknown!() } | -
    Kept::Late::by | field | __unknown!() | -
    Kept::Open | variant |  | -
    Kept::Paid | variant | (__unknown!(@u8)) | -
    Kept::eq | method | fn(&self, &State<T0>) -> bool | -
    Kind | enum | derive(strum::EnumDiscriminants) derive(strum::EnumIter) enum<T0> { Fresh, Frozen (T0), Dried cfg(unix) { at: u8 } } | -
    Kind::Dried | variant | { at: u8 } | -
    Kind::Dried::at | field | u8 | -
    Kind::Fresh | variant |  | -
    Kind::Frozen | variant | (T0) | -
    KindDiscriminants | enum | enum { Fresh, Frozen, Dried cfg(unix) } | -
    KindDiscriminants::Dried | variant |  | -
    KindDiscriminants::Fresh | variant |  | -
    KindDiscriminants::Frozen | variant |  | -
    KindIter | struct | struct<T0> { .. } | -
    Other | enum | derive(strum::EnumDiscriminants) enum { One (u8) } | -
    Other::One | variant | (u8) | -
    Price | struct | derive(rkyv::Archive) derive(rkyv::Serialize) struct { amount: u32, .. } | -
    Price::Archived | type-alias | type = __unknown!() | -
    Price::COPY_OPTIMIZATION | constant | const rkyv::traits::CopyOptimization<Price> | -
    Price::Resolver | type-alias | type = PriceResolver | -
    Price::amount | field | u32 | -
    Price::resolve | method | fn(&self, Price::Resolver, rkyv::place::Place<Price::Archived>) | -
    PriceResolver | struct | struct { .. } | -
    Remote | struct | derive(rkyv::Archive) struct(..) | -
    State | enum | derive(rkyv::Archive) enum<T0> { Open, Paid (u8), Late { by: T0 } } | -
    State::Archived | type-alias | type = __unknown!() | -
    State::Late | variant | { by: T0 } | -
    State::Late::by | field | T0 | -
    State::Open | variant |  | -
    State::Paid | variant | (u8) | -
    State::Resolver | type-alias | type = StateResolver<T0> | -
    State::eq | method | fn(&self, &Kept<T0>) -> bool | -
    State::resolve | method | fn(&self, State<T0>::Resolver, rkyv::place::Place<State<T0>::Archived>) | -
    StateResolver | enum | enum<T0> { Open, Paid (__unknown!(@u8)), Late { by: __unknown!() } } | -
    StateResolver::Late | variant | { by: __unknown!() } | -
    StateResolver::Late::by | field | __unknown!() | -
    StateResolver::Open | variant |  | -
    StateResolver::Paid | variant | (__unknown!(@u8)) | -
    ! `derive(Archive)` is not followed: none of its rules takes what it is given
    ");
    let old =
        "#[derive(rkyv::Archive)]\npub struct Price;\n#[derive(strum::EnumIter)]\npub enum Kind {}";
    insta::assert_snapshot!(shop("rkyv = \"0.7\"\nstrum = \"0.24\"", old), @"
    Kind | enum | derive(strum::EnumIter) enum {  } | -
    Kind::Iterator | type-alias | type = KindIter | -
    Kind::iter | method | fn() -> KindIter | -
    KindIter | struct | struct { .. } | -
    KindIter::Item | type-alias | type = Kind | -
    KindIter::clone | method | fn(&self) -> KindIter | -
    KindIter::len | method | fn(&self) -> usize | -
    KindIter::next | method | fn(&mut self) -> Option<Kind> | -
    KindIter::next_back | method | fn(&mut self) -> Option<Kind> | -
    KindIter::nth | method | fn(&mut self, usize) -> Option<Kind> | -
    KindIter::size_hint | method | fn(&self) -> (usize, Option<usize>) | -
    Price | struct | derive(rkyv::Archive) struct | -
    ! `derive(Archive)` is not followed: what it makes is not known
    ");
}

#[test]
fn an_error_has_what_its_attributes_ask_for() {
    let body = r#"
use miette::Diagnostic;
use snafu::Snafu;
#[derive(Debug, Diagnostic)]
#[diagnostic(code(shop::sold), help("buy another"))]
pub struct Sold { #[label("here")] at: u8, #[related] others: Vec<Sold> }
#[derive(Debug, Diagnostic)]
pub struct Plain;
#[derive(Debug, Diagnostic)]
pub enum Any { #[diagnostic(transparent)] Sold(Sold) }
#[derive(Debug, Snafu)]
pub enum Failed {
    Closed { source: std::io::Error },
    #[snafu(whatever, display("{message}"))] Other { message: String },
}
#[derive(Debug, Snafu)]
pub struct Opaque(Failed);
#[derive(Debug, Snafu)]
#[snafu(visibility(pub))]
pub enum Shown { Late }
"#;
    insta::assert_snapshot!(shop("miette = \"7\"\nsnafu = \"0.8\"", body), @"
    Any | enum | derive(Debug) derive(miette::Diagnostic) enum { Sold (Sold) } | -
    Any::Sold | variant | (Sold) | -
    Any::code | method | fn(&self) -> Option<Box<dyn std::fmt::Display + '_>> | -
    Any::diagnostic_source | method | fn(&self) -> Option<&dyn miette::protocol::Diagnostic> | -
    Any::help | method | fn(&self) -> Option<Box<dyn std::fmt::Display + '_>> | -
    Any::labels | method | fn(&self) -> Option<Box<dyn Iterator<Item = miette::protocol::LabeledSpan> + '_>> | -
    Any::related | method | fn<'0>(&'0 self) -> Option<Box<dyn Iterator<Item = &'0 dyn miette::protocol::Diagnostic> + '0>> | -
    Any::severity | method | fn(&self) -> Option<miette::protocol::Severity> | -
    Any::source_code | method | fn(&self) -> Option<&dyn miette::protocol::SourceCode> | -
    Any::url | method | fn(&self) -> Option<Box<dyn std::fmt::Display + '_>> | -
    Failed | enum | derive(Debug) derive(snafu::Snafu) enum { Closed { source: std::io::Error }, Other { message: String } } | -
    Failed::Closed | variant | { source: std::io::Error } | -
    Failed::Closed::source | field | std::io::Error | -
    Failed::Other | variant | { message: String } | -
    Failed::Other::message | field | String | -
    Failed::Source | type-alias | type = __unknown!() | -
    Failed::backtrace | method | fn(&self) -> Option<&snafu::Backtrace> | -
    Failed::cause | method | fn(&self) -> Option<&dyn std::error::Error> | -
    Failed::description | method | fn(&self) -> &str | -
    Failed::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Failed::source | method | fn(&self) -> Option<&(dyn std::error::Error + 'static)> | -
    Failed::with_source | method | fn(Failed::Source, String) -> Failed | -
    Failed::without_source | method | fn(String) -> Failed | -
    Opaque | struct | derive(Debug) derive(snafu::Snafu) struct(..) | -
    Opaque::backtrace | method | fn(&self) -> Option<&snafu::Backtrace> | -
    Opaque::cause | method | fn(&self) -> Option<&dyn std::error::Error> | -
    Opaque::description | method | fn(&self) -> &str | -
    Opaque::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Opaque::from | method | fn(Failed) -> Opaque | -
    Opaque::source | method | fn(&self) -> Option<&(dyn std::error::Error + 'static)> | -
    Plain | struct | derive(Debug) derive(miette::Diagnostic) struct | -
    Shown | enum | derive(Debug) derive(snafu::Snafu) enum { Late } | -
    Shown::Late | variant |  | -
    Shown::backtrace | method | fn(&self) -> Option<&snafu::Backtrace> | -
    Shown::cause | method | fn(&self) -> Option<&dyn std::error::Error> | -
    Shown::description | method | fn(&self) -> &str | -
    Shown::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Shown::source | method | fn(&self) -> Option<&(dyn std::error::Error + 'static)> | -
    Sold | struct | derive(Debug) derive(miette::Diagnostic) struct { .. } | -
    Sold::code | method | fn(&self) -> Option<Box<dyn std::fmt::Display + '_>> | -
    Sold::help | method | fn(&self) -> Option<Box<dyn std::fmt::Display + '_>> | -
    Sold::labels | method | fn(&self) -> Option<Box<dyn Iterator<Item = miette::protocol::LabeledSpan> + '_>> | -
    Sold::related | method | fn<'0>(&'0 self) -> Option<Box<dyn Iterator<Item = &'0 dyn miette::protocol::Diagnostic> + '0>> | -
    ! `derive(Snafu)` is not followed: none of its rules takes what it is given
    ");
}

/// Before version 0.27 nothing of it bears `#[automatically_derived]`.
#[test]
fn what_an_old_strum_derives_is_shown() {
    let body = r#"
use strum_macros::{AsRefStr, Display, EnumCount, EnumDiscriminants, EnumIter, EnumString, FromRepr, IntoStaticStr};
#[derive(AsRefStr, Display, EnumCount, EnumString, FromRepr, IntoStaticStr)]
#[repr(u8)]
pub enum Kind { Fresh, Frozen }
#[derive(EnumDiscriminants, EnumIter)]
#[strum_discriminants(name(Called))]
pub enum Other<T> { One(T) }
#[derive(strum::EnumIs)]
pub enum Asked { Yes }
"#;
    insta::assert_snapshot!(shop("strum = \"0.26\"\nstrum_macros = \"0.26\"", body), @"
    &'static str::from | method | fn(Kind) -> &'static str where Self = &'static str | -
    &'static str::from | method | fn(&'0 Kind) -> &'static str where Self = &'static str | -
    Asked | enum | derive(strum::EnumIs) enum { Yes } | -
    Asked::Yes | variant |  | -
    Called | enum | enum { One } | -
    Called::One | variant |  | -
    Called::from | method | fn(Other<T0>) -> Called | -
    Called::from | method | fn(&'0 Other<T0>) -> Called | -
    Kind | enum | derive(strum_macros::AsRefStr) derive(strum_macros::Display) derive(strum_macros::EnumCount) derive(strum_macros::EnumString) derive(strum_macros::FromRepr) derive(strum_macros::IntoStaticStr) repr(u8) enum { Fresh, Frozen } | -
    Kind::COUNT | constant | const usize | -
    Kind::Err | type-alias | type = __unknown!() | -
    Kind::Error | type-alias | type = __unknown!() | -
    Kind::Fresh | variant |  | -
    Kind::Frozen | variant |  | -
    Kind::as_ref | method | fn(&self) -> &str | -
    Kind::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Kind::from_repr | method | const fn(u8) -> Option<Kind> | -
    Kind::from_str | method | fn(&str) -> Result<Kind, Kind::Err> | -
    Kind::try_from | method | fn(&str) -> Result<Kind, Kind::Error> | -
    Other | enum | derive(strum_macros::EnumDiscriminants) derive(strum_macros::EnumIter) enum<T0> { One (T0) } | -
    Other::Iterator | type-alias | type = OtherIter<T0> | -
    Other::One | variant | (T0) | -
    Other::iter | method | fn() -> OtherIter<T0> | -
    OtherIter | struct | struct<T0> { .. } | -
    OtherIter::Item | type-alias | type = Other<T0> | -
    OtherIter::clone | method | fn(&self) -> OtherIter<T0> | -
    OtherIter::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    OtherIter::len | method | fn(&self) -> usize | -
    OtherIter::next | method | fn(&mut self) -> Option<Other<T0>> | -
    OtherIter::next_back | method | fn(&mut self) -> Option<Other<T0>> | -
    OtherIter::nth | method | fn(&mut self, usize) -> Option<Other<T0>> | -
    OtherIter::size_hint | method | fn(&self) -> (usize, Option<usize>) | -
    ! `derive(EnumIs)` is not followed: what it makes is not known
    ");
}

#[test]
fn labels_are_written_by_what_prometheus_derives() {
    let body = r#"
mod metrics { pub use prometheus_client::encoding::EncodeLabelSet; }
use self::metrics::EncodeLabelSet;
#[derive(Clone, EncodeLabelSet)]
pub struct Label { kind: Kind }
#[derive(prometheus_client::encoding::EncodeLabelValue)]
pub enum Kind { Open }
"#;
    insta::assert_snapshot!(shop("prometheus-client = \"0.24\"", body), @"
    Kind | enum | derive(prometheus_client::encoding::EncodeLabelValue) enum { Open } | -
    Kind::Open | variant |  | -
    Kind::encode | method | fn(&self, __unknown!()) -> Result<(), std::fmt::Error> | -
    Label | struct | derive(Clone) derive(EncodeLabelSet) struct { .. } | -
    Label::encode | method | fn(&self, __unknown!()) -> Result<(), std::fmt::Error> | -
    ");
}
