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
