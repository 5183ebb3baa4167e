//! What the known derives of other crates make.

use insta::assert_snapshot;

use super::becomes;

#[test]
fn a_derive_makes_what_follows_from_the_item_under_its_condition() {
    let shown = becomes(
        "
use ref_cast::RefCast;
#[cfg(unix)]
#[derive(Clone, RefCast)]
#[repr(transparent)]
pub struct Price<'a, T: Into<Vec<u8>> = u8, const N: usize = 2>(&'a [T; N]) where T: Copy;
#[cfg_attr(feature = \"bake\", derive(databake::Bake), bake(path = shop))]
pub struct Unit;
#[derive(Bake, other::Message)]
pub struct Unknown;
#[derive(::prost::Message)]
pub fn no_type() {}
",
    );
    assert_snapshot!(shown, @r#"
    use ref_cast::RefCast;
    #[cfg(unix)]
    #[derive(Clone, RefCast)]
    #[repr(transparent)]
    pub struct Price<'a, T: Into<Vec<u8>> = u8, const N: usize = 2>(&'a [T; N]) where T: Copy;
    #[cfg(unix)]impl<'a, T: Into<Vec<u8>> , const N: usize, > ::ref_cast::RefCast for Price<'a, T, N, >where T: Copy{
    type From=__unknown!();
    fn ref_cast(from: &Self::From)-> &Self{
    }
    fn ref_cast_mut(from: &mut Self::From)-> &mut Self{
    }
    }
    #[cfg_attr(feature = "bake", derive(databake::Bake), bake(path = shop))]
    pub struct Unit;
    #[cfg(feature = "bake")]impl::databake::Bake for Unit{
    fn bake(&self, ctx: &::databake::CrateEnv)-> ::databake::TokenStream{
    }
    }
    #[derive(Bake, other::Message)]
    pub struct Unknown;
    #[derive(::prost::Message)]
    pub fn no_type() {}
    "#);
}

#[test]
fn what_prost_generates_is_followed() {
    let shown = becomes(
        "
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Order { #[prost(string, tag = \"1\")] pub name: String }
pub mod order {
    #[derive(Clone, Copy, ::prost::Enumeration)]
    pub enum State { Open = 0 }
    #[derive(Clone, prost::Oneof)]
    pub enum Kind {}
}
",
    );
    assert_snapshot!(shown, @r#"
    #[derive(Clone, PartialEq, ::prost::Message)]
    pub struct Order { #[prost(string, tag = "1")] pub name: String }
    impl Order{
    }
    impl::prost::Message for Order{
    fn encoded_len(&self)->usize{
    }
    fn clear(&mut self){
    }
    }
    impl::core::default::Default for Order{
    fn default()->Self{
    }
    }
    impl::core::fmt::Debug for Order{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    }
    }
    pub mod order {
    #[derive(Clone, Copy, ::prost::Enumeration)]
    pub enum State { Open = 0 }
    impl State{
    pub fn is_valid(value:i32)->bool{
    }
    #[deprecated]pub fn from_i32(value:i32)-> ::core::option::Option<State>{
    }
    }
    impl::core::default::Default for State{
    fn default()->State{
    }
    }
    impl::core::convert::From<State>for i32{
    fn from(value:State)->i32{
    }
    }
    impl::core::convert::TryFrom<i32>for State{
    type Error=__unknown!();
    fn try_from(value:i32)-> ::core::result::Result<State, Self::Error>{
    }
    }
    #[derive(Clone, prost::Oneof)]
    pub enum Kind {}
    impl Kind{
    pub fn encode(&self, buf: &mut __unknown!()){
    }
    pub fn merge(field: &mut::core::option::Option<Self>, tag:u32, wire_type:__unknown!(), buf: &mut __unknown!(), ctx:__unknown!())-> ::core::result::Result<(), ::prost::DecodeError>{
    }
    pub fn encoded_len(&self)->usize{
    }
    }
    impl::core::fmt::Debug for Kind{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    }
    }
    }
    "#);
}

/// It is known everywhere, and says in an attribute what it makes.
#[test]
fn educe_makes_what_its_attribute_names() {
    let shown = becomes(
        "
#[macro_use]
extern crate educe;
#[derive(Educe)]
#[educe(Default, Clone(bound = \"\"), Copy, PartialEq, Hash)]
pub struct Price<T>(T);
",
    );
    assert_snapshot!(shown, @r#"
    #[macro_use]
    extern crate educe;
    #[derive(Educe)]
    #[educe(Default, Clone(bound = ""), Copy, PartialEq, Hash)]
    pub struct Price<T>(T);
    impl<T> ::core::default::Default for Price<T>{
    fn default()->Self{
    }
    }
    impl<T> ::core::clone::Clone for Price<T>{
    fn clone(&self)->Self{
    }
    }
    impl<T> ::core::cmp::PartialEq for Price<T>{
    fn eq(&self, other: &Self)->bool{
    }
    }
    impl<T> ::core::hash::Hash for Price<T>{
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H){
    }
    }
    "#);
}

/// The lines of what derives make, without what is written.
fn made(text: &str) -> String {
    let shown = becomes(text);
    let made = shown.lines().filter(|line| !text.contains(*line) && *line != "}");
    made.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_derive_makes_may_follow_from_the_kind_of_type_and_from_its_attribute() {
    let shown = made(
        "
use num_derive::{FromPrimitive, Zero};
use wezterm_dynamic::*;
use zeroize::Zeroize;
#[derive(displaydoc::Display, FromPrimitive, ToDynamic)]
pub enum State { Open }
#[derive(Display, Zero, Zeroize, ToDynamic)]
#[dynamic(into = \"u8\")]
pub struct Count<T>(T);
#[derive(FromDynamic, ToDynamic)]
pub struct Row { pub count: u8 }
",
    );
    assert_snapshot!(shown, @"
    impl::core::fmt::Display for State{
    fn fmt(&self, f: &mut::core::fmt::Formatter<'_>)-> ::core::fmt::Result{
    impl::num_traits::FromPrimitive for State{
    fn from_i64(n:i64)-> ::core::option::Option<Self>{
    fn from_u64(n:u64)-> ::core::option::Option<Self>{
    impl::wezterm_dynamic::ToDynamic for State{
    fn to_dynamic(&self)-> ::wezterm_dynamic::Value{
    impl<T> ::num_traits::Zero for Count<T>{
    fn zero()->Self{
    fn is_zero(&self)->bool{
    impl<T> ::zeroize::Zeroize for Count<T>{
    fn zeroize(&mut self){
    impl<T> ::wezterm_dynamic::ToDynamic for Count<T>{
    fn to_dynamic(&self)-> ::wezterm_dynamic::Value{
    impl Row{
    pub const fn possible_field_names()-> &'static[&'static str]{
    impl::wezterm_dynamic::FromDynamic for Row{
    fn from_dynamic(value: &::wezterm_dynamic::Value, options: ::wezterm_dynamic::FromDynamicOptions)-> ::core::result::Result<Self, ::wezterm_dynamic::Error>{
    impl::wezterm_dynamic::PlaceDynamic for Row{
    fn place_dynamic(&self, place: &mut::wezterm_dynamic::Object){
    impl::wezterm_dynamic::ToDynamic for Row{
    fn to_dynamic(&self)-> ::wezterm_dynamic::Value{
    ");
}

#[test]
fn what_diesel_generates_is_followed_where_it_is_for_the_type_itself() {
    let shown = made(
        "
#[cfg_attr(feature = \"sql\", derive(diesel::FromSqlRow, diesel::AsExpression), diesel(sql_type = Money))]
pub struct Price;
#[derive(diesel::FromSqlRow)]
#[diesel(foreign_derive)]
struct Proxy(Foreign);
",
    );
    assert_snapshot!(shown, @r#"
    #[cfg(feature = "sql")]impl::diesel::deserialize::Queryable<__unknown!(), __unknown!()>for Price{
    type Row=Self;
    fn build(row:Self)-> ::diesel::deserialize::Result<Self>{
    #[cfg(feature = "sql")]impl::diesel::expression::AsExpression<Money>for Price{
    type Expression=__unknown!();
    fn as_expression(self)-> <Self as::diesel::expression::AsExpression<Money>>::Expression{
    #[cfg(feature = "sql")]impl::diesel::expression::AsExpression<Money>for&'__expr Price{
    type Expression=__unknown!();
    fn as_expression(self)-> <Self as::diesel::expression::AsExpression<Money>>::Expression{
    #[cfg(feature = "sql")]impl::diesel::expression::AsExpression<Money>for&'__expr2&'__expr Price{
    type Expression=__unknown!();
    fn as_expression(self)-> <Self as::diesel::expression::AsExpression<Money>>::Expression{
    #[cfg(feature = "sql")]impl::diesel::serialize::ToSql<::diesel::sql_types::Nullable<Money>, __unknown!()>for Price{
    fn to_sql<'__b>(&'__b self, out: &mut __unknown!())-> ::diesel::serialize::Result{
    "#);
}
