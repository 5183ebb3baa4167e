//! The macros of other crates that are known.

use insta::assert_snapshot;

use super::{becomes, files_with};

#[test]
fn of_the_branches_of_cfg_if_each_item_is_under_what_its_branch_asks_for() {
    let shown = becomes(
        "
cfg_if::cfg_if! {
    if #[cfg(unix)] {
        mod unix;
        pub use unix::*;
    } else if #[cfg(all(windows, not(test)))] {
        pub fn only() {}
    } else {
        pub fn none() {}
    }
}
pub struct A;
impl A {
    cfg_if! {
        if #[cfg(feature = \"raw\")] {
            pub fn raw(&self) {}
        } else {
            pub(crate) fn raw(&self) {}
        }
    }
}
cfg_if! { if #[cfg(unix)] {} }
cfg_if! { unless unix {} }
",
    );
    assert_snapshot!(shown, @r#"
    #[cfg(unix)]mod unix;
    #[cfg(unix)]pub use unix::*;
    #[cfg(not(unix))]
    #[cfg(all(windows, not(test)))]pub fn only() {}
    #[cfg(not(unix))]
    #[cfg(not(all(windows, not(test))))]pub fn none() {}
    pub struct A;
    impl A {
    #[cfg(feature = "raw")]pub fn raw(&self) {}
    #[cfg(not(feature = "raw"))]pub(crate) fn raw(&self) {}
    }
    cfg_if! { unless unix {} }
    cfg_if: none of its rules takes what it is given
    "#);
}

#[test]
fn flags_have_what_bitflags_gives_them_from_version_2_on() {
    let shown = becomes(
        "
use bitflags::bitflags;
bitflags! {
    /// Which keys.
    #[derive(Clone, Copy)]
    pub struct Keys: u8 {
        const SHIFT = 1;
        #[cfg(unix)]
        const SUPER = 1 << 1;
        const _ = !0;
    }
    impl Others: u16 { const A = 1; }
}
bitflags! { pub struct Old: u8 { const A = 1; } }
",
    );
    let told = |line: &&str| {
        ["pub struct", "pub const A", "const S", "_bits(", "Flags"]
            .iter()
            .any(|word| line.contains(word))
    };
    assert_snapshot!(shown.lines().filter(told).collect::<Vec<_>>().join("\n"), @"
    #[derive(Clone, Copy)]pub struct Keys(__InternalBitFlags);
    pub const SHIFT:Self=Self::from_bits_retain(1);
    #[cfg(unix)]pub const SUPER:Self=Self::from_bits_retain(( 1 << 1 ));
    pub const fn from_bits(bits:u8)->Option<Self>{
    impl::bitflags::Flags for Keys{
    impl::bitflags::__private::PublicFlags for Keys{
    type Internal=__InternalBitFlags;
    pub const A:Self=Self::from_bits_retain(1);
    pub const fn from_bits(bits:u16)->Option<Self>{
    impl::bitflags::Flags for Others{
    impl::bitflags::__private::PublicFlags for Others{
    type Internal=__InternalBitFlags;
    bitflags! { pub struct Old: u8 { const A = 1; } }
    ");
}

#[test]
fn the_manifest_says_which_version_of_bitflags_is_meant() {
    let text = "bitflags::bitflags! { pub struct Plain: u8 { const A = 1; } }\n";
    let shown = [None, Some((1, 3)), Some((2, 4)), Some((2, 12))].map(|version| {
        let files = files_with(version, &[("lib.rs", text)]);
        let text = files.first().map_or("", |file| file.text.as_str());
        format!(
            "{version:?}: flags {}, all_named {}",
            text.contains("from_bits"),
            text.contains("fn all_named")
        )
    });
    assert_snapshot!(shown.join("\n"), @"
    None: flags false, all_named false
    Some((1, 3)): flags true, all_named false
    Some((2, 4)): flags true, all_named false
    Some((2, 12)): flags true, all_named true
    ");
}

#[test]
fn of_the_arms_of_cfg_select_each_item_is_under_what_its_arm_asks_for() {
    let shown = becomes(
        "
cfg_select! {
    unix => { pub fn unix() {} }
    all(windows, feature = \"a\") => { pub fn windows() {} pub struct W; },
    feature = \"b\" => { pub struct B; }
    _ => { pub fn other() {} }
}
core::cfg_select! { _ => { pub struct Always; } }
",
    );
    assert_snapshot!(shown, @r#"
    #[cfg(unix)]pub fn unix() {}
    #[cfg(not(unix))]
    #[cfg(all(windows, feature = "a"))]pub fn windows() {}
    #[cfg(not(unix))]
    #[cfg(all(windows, feature = "a"))]pub struct W;
    #[cfg(not(unix))]
    #[cfg(not(all(windows, feature = "a")))]
    #[cfg(feature = "b")]pub struct B;
    #[cfg(not(unix))]
    #[cfg(not(all(windows, feature = "a")))]
    #[cfg(not(feature = "b"))]pub fn other() {}
    pub struct Always;
    "#);
}

#[test]
fn what_forwards_to_deserialize_any_is_a_method_each() {
    let shown = becomes(
        "
impl<'de> Deserializer<'de> for A {
    serde::forward_to_deserialize_any! { bool unit_struct }
}
impl<'q> Deserializer<'q> for B {
    forward_to_deserialize_any! { <W: Visitor<'q>> tuple enum ignored_any }
}
",
    );
    assert_snapshot!(shown, @"
    impl<'de> Deserializer<'de> for A {
    fn deserialize_bool<V>(self, visitor:V)-> ::core::result::Result<V::Value, <Self as::serde::de::Deserializer<'de>>::Error>where V: ::serde::de::Visitor<'de>{
    }
    fn deserialize_unit_struct<V>(self, name: &'static str, visitor:V)-> ::core::result::Result<V::Value, <Self as::serde::de::Deserializer<'de>>::Error>where V: ::serde::de::Visitor<'de>{
    }
    }
    impl<'q> Deserializer<'q> for B {
    fn deserialize_tuple<W>(self, len:usize, visitor:W)-> ::core::result::Result<W::Value, <Self as::serde::de::Deserializer<'q>>::Error>where W: ::serde::de::Visitor<'q>{
    }
    fn deserialize_enum<W>(self, name: &'static str, variants: &'static[&'static str], visitor:W)-> ::core::result::Result<W::Value, <Self as::serde::de::Deserializer<'q>>::Error>where W: ::serde::de::Visitor<'q>{
    }
    fn deserialize_ignored_any<W>(self, visitor:W)-> ::core::result::Result<W::Value, <Self as::serde::de::Deserializer<'q>>::Error>where W: ::serde::de::Visitor<'q>{
    }
    }
    ");
}

#[test]
fn a_lazy_static_is_a_type_that_can_be_read() {
    let shown = becomes(
        "
lazy_static::lazy_static! {
    /// Documented.
    pub static ref RATES: Vec<u8> = Vec::new();
    static ref OWN: u8 = 1;
}
impl<'de> Deserializer<'de> for Money {
    serde_if_integer128! { fn deserialize_i128(self) {} }
}
",
    );
    assert_snapshot!(shown, @r#"
    #[doc=""]pub struct RATES{
    __private_field:()}
    impl::core::ops::Deref for RATES{
    type Target=Vec<u8> ;
    fn deref(&self)-> &Vec<u8>{
    }
    }
    impl::lazy_static::LazyStatic for RATES{
    }
    struct OWN{
    __private_field:()}
    impl::core::ops::Deref for OWN{
    type Target=u8;
    fn deref(&self)-> &u8{
    }
    }
    impl::lazy_static::LazyStatic for OWN{
    }
    impl<'de> Deserializer<'de> for Money {
    fn deserialize_i128(self) {}
    }
    "#);
}

#[test]
fn a_quick_error_is_shown_and_made_of_what_it_says() {
    let shown = becomes(
        "
quick_error! {
    /// Documented.
    #[derive(Debug)]
    pub enum Error {
        /// Closed.
        Closed {}
        Io(err: io::Error) {
            from()
            display(\"I/O: {err}\")
            source(err)
        }
        Text { line: u32, text: String } {
            display(\"{line}: {text}\")
            from(err: (u32, String)) -> { line: err.0, text: err.1 }
        }
        Other {
            from(Missing)
        }
        Last
    }
}
",
    );
    assert_snapshot!(shown, @r#"
    #[doc=""]
    #[derive(Debug)]pub enum Error{
    #[doc=""]Closed, Io(io::Error), Text{
    line:u32, text:String}
    , Other, Last, }
    impl::core::fmt::Display for Error{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    }
    }
    impl::std::error::Error for Error{
    }
    impl From<io::Error>for Error{
    fn from(it:io::Error)->Self{
    }
    }
    impl From<(u32, String)>for Error{
    fn from(it:(u32, String))->Self{
    }
    }
    impl From<Missing>for Error{
    fn from(it:Missing)->Self{
    }
    }
    "#);
}

/// Its name alone may be that of any macro.
#[test]
fn a_macro_whose_crate_is_named_or_imported_is_known() {
    let shown = becomes(
        "
use postgres_types::{ToSql, accepts};
impl ToSql for Price { accepts!(INT4, INT8); to_sql_checked!(); }
writeable::impl_display_with_writeable!(Price, #[cfg(feature = \"alloc\")]);
writeable::impl_writeable_delegate!(Price, |&self| self.0.as_str(), #[cfg(feature = \"alloc\")] fn write_to_string);
opaque_debug::implement!(Price);
impl_display_with_writeable!(Count);
icu_provider::data_marker!(
    /// Documented.
    PricesV1,
    Prices<'static>,
    is_singleton = true
);
",
    );
    assert_snapshot!(shown, @r#"
    use postgres_types::{ToSql, accepts};
    impl ToSql for Price {
    fn accepts(ty: &::postgres_types::Type)->bool{
    }
    to_sql_checked!(); }
    impl::core::fmt::Display for Price{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    }
    }
    #[cfg(feature = "alloc")]impl Price{
    pub fn to_string(&self)-> ::std::string::String{
    }
    }
    impl::writeable::Writeable for Price{
    fn write_to<W: ::core::fmt::Write+ ?Sized>(&self, sink: &mut W)-> ::core::fmt::Result{
    }
    fn write_to_parts<S: ::writeable::PartsWrite+ ?Sized>(&self, sink: &mut S)-> ::core::fmt::Result{
    }
    fn writeable_length_hint(&self)-> ::writeable::LengthHint{
    }
    fn writeable_borrow(&self)-> ::core::option::Option<&str>{
    }
    #[cfg(feature = "alloc")]fn write_to_string(&self)-> ::std::borrow::Cow<'_, str>{
    }
    }
    impl::core::fmt::Debug for Price{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::result::Result<(), ::core::fmt::Error>{
    }
    }
    impl_display_with_writeable!(Count);
    #[doc=""]
    #[non_exhaustive]pub struct PricesV1;
    impl::icu_provider::DynamicDataMarker for PricesV1{
    type DataStruct=Prices<'static>;
    }
    impl::icu_provider::DataMarker for PricesV1{
    const INFO: ::icu_provider::DataMarkerInfo=__info;
    }
    "#);
}

#[test]
fn a_hash_of_digest_has_what_its_list_of_traits_says() {
    let shown = becomes(
        "
digest::buffer_fixed!(
    /// A sum.
    pub struct Sum(core::SumCore);
    oid: \"1.2\";
    impl: BaseFixedTraits Default Unknown;
);
digest::buffer_fixed!(
    pub struct Keyed<D: Hash + Clone>(core::KeyedCore<D>);
    impl: KeyInit;
);
",
    );
    assert_snapshot!(shown, @r#"
    #[doc=""]pub struct Sum{
    core:core::SumCore, buffer:__unknown!()}
    impl::core::fmt::Debug for Sum{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    }
    }
    impl::digest::block_api::BlockSizeUser for Sum{
    type BlockSize=__unknown!();
    }
    impl::digest::OutputSizeUser for Sum{
    type OutputSize=__unknown!();
    }
    impl::digest::block_api::CoreProxy for Sum{
    type Core=core::SumCore;
    fn compose(core:Self::Core, buffer: ::digest::block_api::Buffer<Self::Core>)->Self{
    }
    fn decompose(self)->(Self::Core, ::digest::block_api::Buffer<Self::Core>){
    }
    }
    impl::digest::Update for Sum{
    fn update(&mut self, data: &[u8]){
    }
    }
    impl::digest::FixedOutput for Sum{
    fn finalize_into(self, out: &mut::digest::Output<Self>){
    }
    }
    impl::core::default::Default for Sum{
    fn default()->Self{
    }
    }
    #[cfg(feature="oid")]impl::digest::const_oid::AssociatedOid for Sum{
    const OID: ::digest::const_oid::ObjectIdentifier=__oid;
    }
    pub struct Keyed<D:Hash+Clone>{
    core:core::KeyedCore<D> , buffer:__unknown!()}
    impl<D:Hash+Clone> ::digest::common::KeySizeUser for Keyed<D>{
    type KeySize=__unknown!();
    }
    impl<D:Hash+Clone> ::digest::KeyInit for Keyed<D>{
    fn new(key: &::digest::Key<Self>)->Self{
    }
    fn new_from_slice(key: &[u8])-> ::core::result::Result<Self, ::digest::InvalidLength>{
    }
    }
    "#);
}

#[test]
fn version_1_of_bitflags_derives_by_itself() {
    let text =
        "bitflags::bitflags! { /// One. \n pub struct Plain: u8 { const A = 1; const B = 2; } }\n";
    let files = files_with(Some((1, 0)), &[("lib.rs", text)]);
    let lines =
        files[0].text.lines().filter(|line| !line.contains("impl") && !line.contains("fn "));
    let lines = lines.map(str::trim).filter(|line| *line != "}" && !line.is_empty());
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r#"
    #[doc=""]
    #[derive(Copy, PartialEq, Eq, Clone, PartialOrd, Ord, Hash)]pub struct Plain{
    bits:u8}
    pub const A:Self=Self{
    bits:1}
    ;
    pub const B:Self=Self{
    bits:2}
    ;
    type Output=Self;
    type Output=Self;
    type Output=Self;
    type Output=Self;
    type Output=Self;
    "#);
}
