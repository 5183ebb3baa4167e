//! What macros of other crates make of a type.

use super::super::surface;

fn shop(dependencies: &str, body: &str) -> String {
    let files = format!(
        "\n//- Cargo.toml\n[package]\nname = \"shop\"\nedition = \"2024\"\n[dependencies]\n{dependencies}\n//- src/lib.rs\n{body}"
    );
    surface(&files, "shop")
}

#[test]
fn keys_and_entities_are_made_whole() {
    let body = r#"
use cranelift_entity::entity_impl;
slotmap::new_key_type! { pub struct Key; struct Private; }
pub struct Block(u32);
entity_impl!(Block, "block");
pub struct Plain(u32);
entity_impl!(Plain);
mod inner {
    use cranelift_codegen::entity::entity_impl;
    pub struct Value(u32);
    entity_impl!(Value);
}
pub use inner::Value;
"#;
    insta::assert_snapshot!(shop("cranelift-entity = \"0.131\"\nslotmap = \"1\"", body), @"
    Block | struct | struct(..) | -
    Block::as_bits | method | fn(self) -> u32 | -
    Block::as_u32 | method | fn(self) -> u32 | -
    Block::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Block::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Block::from_bits | method | fn(u32) -> Block | -
    Block::from_u32 | method | fn(u32) -> Block | -
    Block::index | method | fn(self) -> usize | -
    Block::is_reserved_value | method | fn(&self) -> bool | -
    Block::new | method | fn(usize) -> Block | -
    Block::reserved_value | method | fn() -> Block | -
    Key | struct | derive(Clone) derive(Copy) derive(Debug) derive(Default) derive(Eq) derive(Hash) derive(Ord) derive(PartialEq) derive(PartialOrd) struct(..) | -
    Key::data | method | fn(&self) -> slotmap::KeyData | -
    Key::from | method | fn(slotmap::KeyData) -> Key | -
    Plain | struct | struct(..) | -
    Plain::as_bits | method | fn(self) -> u32 | -
    Plain::as_u32 | method | fn(self) -> u32 | -
    Plain::from_bits | method | fn(u32) -> Plain | -
    Plain::from_u32 | method | fn(u32) -> Plain | -
    Plain::index | method | fn(self) -> usize | -
    Plain::is_reserved_value | method | fn(&self) -> bool | -
    Plain::new | method | fn(usize) -> Plain | -
    Plain::reserved_value | method | fn() -> Plain | -
    Value | struct | struct(..) | -
    Value::as_bits | method | fn(self) -> u32 | -
    Value::as_u32 | method | fn(self) -> u32 | -
    Value::from_bits | method | fn(u32) -> Value | -
    Value::from_u32 | method | fn(u32) -> Value | -
    Value::index | method | fn(self) -> usize | -
    Value::is_reserved_value | method | fn(&self) -> bool | -
    Value::new | method | fn(usize) -> Value | -
    Value::reserved_value | method | fn() -> Value | -
    ");
}

/// Of a field that is not public nothing is seen.
#[test]
fn a_bitfield_has_functions_for_its_fields() {
    let body = r#"
#[macro_use]
extern crate bitfield;
bitfield! {
    #[derive(Clone, Copy)]
    pub struct Flags(u8);
    impl Debug;
    pub sold, set_sold: 0;
    pub u8, count, _: 2, 1;
    hidden, set_hidden: 3;
    u16;
    pub into u32, _, set_only: 7, 6;
    pub many, set_many: 7, 6, 2;
}
bitfield! { pub struct Bytes([u8]); no default BitRange; u32; pub first, set_first: 0; }
"#;
    insta::assert_snapshot!(shop("bitfield = \"0.14\"", body), @"
    Bytes | struct | struct<T0>(T0) | -
    Bytes::first | method | fn(&self) -> bool where T0: AsRef<[u8]> | -
    Bytes::set_first | method | fn(&mut self, bool) where T0: AsMut<[u8]> | -
    Flags | struct | derive(Clone) derive(Copy) struct(u8) | -
    Flags::bit_range | method | fn(&self, usize, usize) -> T0 where u8: bitfield::BitRange<T0> | -
    Flags::count | method | fn(&self) -> u8 | -
    Flags::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    Flags::many | method | fn(&self, usize) -> u16 | -
    Flags::set_bit_range | method | fn(&mut self, usize, usize, T0) where u8: bitfield::BitRangeMut<T0> | -
    Flags::set_many | method | fn(&mut self, usize, u16) | -
    Flags::set_only | method | fn(&mut self, u16) | -
    Flags::set_sold | method | fn(&mut self, bool) | -
    Flags::sold | method | fn(&self) -> bool | -
    ");
}

#[test]
fn a_cipher_and_a_property_of_characters_have_what_their_traits_ask_for() {
    let body = r#"
use cipher::consts::U8;
pub struct Cipher;
cipher::impl_simple_block_encdec!(Cipher, U8, cipher, block, encrypt: { } decrypt: { });
unic_char_property::char_property! {
    pub struct IsPrice(bool) { abbr => "P"; long => "Price"; human => "Price"; data_table_path => "table.rsv"; }
    pub fn is_price(char) -> bool;
}
pub trait Priced { fn price(&self); }
impl Priced for syn::Token![..=] { fn price(&self) {} }
impl Priced for syn::Token![Self] { fn price(&self) {} }
"#;
    let dependencies = "cipher = \"0.4\"\nsyn = \"2\"\nunic-char-property = \"0.9\"";
    insta::assert_snapshot!(shop(dependencies, body), @"
    Cipher | struct | struct | -
    Cipher::BlockSize | type-alias | type = cipher::consts::U8 | -
    Cipher::decrypt_with_backend | method | fn(&self, impl cipher::BlockClosure<BlockSize = cipher::consts::U8>) | -
    Cipher::encrypt_with_backend | method | fn(&self, impl cipher::BlockClosure<BlockSize = cipher::consts::U8>) | -
    IsPrice | struct | derive(Clone) derive(Copy) derive(Debug) derive(Default) derive(Eq) derive(Hash) derive(PartialEq) struct(..) | -
    IsPrice::Err | type-alias | type = () | -
    IsPrice::as_bool | method | fn(&self) -> bool | -
    IsPrice::as_bool | method | fn(&self) -> bool | -
    IsPrice::fmt | method | fn(&self, &mut std::fmt::Formatter) -> Result<(), std::fmt::Error> | -
    IsPrice::from_str | method | fn(&str) -> Result<IsPrice, IsPrice::Err> | -
    IsPrice::of | method | fn(char) -> IsPrice | -
    IsPrice::of | method | fn(char) -> IsPrice | -
    IsPrice::prop_abbr_name | method | fn() -> &'static str | -
    IsPrice::prop_human_name | method | fn() -> &'static str | -
    IsPrice::prop_long_name | method | fn() -> &'static str | -
    Priced | trait | trait { price: fn(&self) } | -
    Priced::price | method | fn(&self) | -
    bool::from | method | fn(IsPrice) -> bool | -
    is_price | function | fn(char) -> bool | -
    syn::token::DotDotEq::price | method | fn(&self) | -
    syn::token::SelfType::price | method | fn(&self) | -
    ");
}
