//! Rust: what a name stands for on one side alone, and what is read in a place that may not be what it is.

use crate::repository::Repository;

use super::{ADDITIVE, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // What a macro of another crate makes of what it is given is not known.
    (
        "given_to_macro",
        "pub struct A(u8); #[derive(Debug)] #[non_exhaustive] pub enum Rejection { A(A), B(A) }",
        "use other::composite; pub struct A(u8); composite! { pub enum Rejection { A, B } }",
        UNKNOWN,
    ),
    // What stood in it, and does, is what it is.
    (
        "parameter_count_changed",
        "use other::items; items! { pub fn given(x: u8) {} }",
        "use other::items; items! { pub fn given(x: u8, y: u8) {} }",
        BREAKING,
    ),
    // Who has the other trait has it, whatever its parameters are called in the `impl`.
    (
        "required_item_added",
        "pub trait S<R> {} pub trait E<R>: S<R> {} impl<T: ?Sized + S<R>, R> E<R> for T {}",
        "pub trait S<R> {} pub trait E<R>: S<R> { fn two(&self); } impl<T: ?Sized + S<R>, R> E<R> for T { fn two(&self) {} }",
        ADDITIVE,
    ),
    (
        "required_item_added",
        "pub trait S<R> {} pub trait E<R, Q>: S<R> {} impl<T: ?Sized + S<R>, R> E<R, u8> for T {}",
        "pub trait S<R> {} pub trait E<R, Q>: S<R> { fn two(&self); } impl<T: ?Sized + S<R>, R> E<R, u8> for T { fn two(&self) {} }",
        BREAKING,
    ),
    // A trait nobody can name seals nothing where all may have it.
    (
        "required_item_added",
        "mod p { pub trait Sealed {} impl<T: std::fmt::Debug> Sealed for T {} } pub trait Ext: p::Sealed { fn a(&self) {} } impl Ext for u8 {}",
        "mod p { pub trait Sealed {} impl<T: std::fmt::Debug> Sealed for T {} } pub trait Ext: p::Sealed { fn a(&self) {} fn b(&self); } impl Ext for u8 { fn b(&self) {} }",
        BREAKING,
    ),
    (
        "required_item_added",
        "mod p { pub trait Closed {} impl Closed for u8 {} impl<T: Closed> Closed for &T {} } pub trait Ext: p::Closed { fn a(&self) {} }",
        "mod p { pub trait Closed {} impl Closed for u8 {} impl<T: Closed> Closed for &T {} } pub trait Ext: p::Closed { fn a(&self) {} fn b(&self); }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub trait Of<T> {} pub struct Day3; impl Day3 { pub fn per<T: Of<Self>>(self, t: T) {} }",
        "pub trait Of<T> {} pub struct Day3<const N: u8 = 1>; impl Day3 { pub fn per<T: Of<Self>>(self, t: T) {} }",
        ADDITIVE,
    ),
    // What all forms of a type had, some have.
    (
        "implementation_changed",
        "pub struct Wide<const N: usize>; impl<const N: usize> Default for Wide<N> { fn default() -> Self { todo!() } }",
        "pub struct Wide<const N: usize>; impl Default for Wide<0> { fn default() -> Self { todo!() } } impl Default for Wide<1> { fn default() -> Self { todo!() } }",
        LIKELY,
    ),
    (
        "implementation_changed",
        "pub struct Held<T>(T); pub trait Mark {} impl<T> Mark for Held<T> {}",
        "pub struct Held<T>(T); pub trait Mark {} impl Mark for Held<u8> {} impl Mark for Held<u16> {}",
        LIKELY,
    ),
    // What demands `Sized` keeps a method out of `dyn`.
    (
        "member_added",
        "pub trait Retry { fn run(&self); }",
        "pub trait Retry { fn run(&self); fn same(&self) -> Self where Self: Clone { self.clone() } }",
        ADDITIVE,
    ),
    (
        "dyn_removed",
        "pub trait Retry { fn run(&self); }",
        "pub trait Retry { fn run(&self); fn same(&self) -> Self where Self: PartialEq { loop {} } }",
        BREAKING,
    ),
    // What one form of a type had, all have.
    (
        "bound_removed",
        "pub struct Ring<T, const N: usize>([T; N]); impl<T> Default for Ring<T, 4> { fn default() -> Self { todo!() } }",
        "pub struct Ring<T, const N: usize>([T; N]); impl<T, const N: usize> Default for Ring<T, N> { fn default() -> Self { todo!() } }",
        ADDITIVE,
    ),
    (
        "bound_removed",
        "pub struct Map2<K, V>(K, V); impl Map2<String, u8> { pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&u8> where String: std::borrow::Borrow<Q>, Q: Ord { None } }",
        "pub struct Map2<K, V>(K, V); impl<K, V> Map2<K, V> { pub fn get<Q: ?Sized>(&self, k: &Q) -> Option<&V> where K: std::borrow::Borrow<Q>, Q: Ord { None } }",
        ADDITIVE,
    ),
    (
        "result_changed",
        "pub struct Ring<T, const N: usize>([T; N]); impl<T> Ring<T, 4> { pub fn half(&self) -> Ring<T, 2> { todo!() } }",
        "pub struct Ring<T, const N: usize>([T; N]); impl<T, const N: usize> Ring<T, N> { pub fn half(&self) -> Ring<T, N> { todo!() } }",
        LIKELY,
    ),
    (
        "value_changed",
        "mod c { pub const READ: isize = 1; } pub enum Access { Read = 1, Write = 2 }",
        "mod c { pub const READ: isize = 1; } pub enum Access { Read = c::READ, Write = 2 }",
        UNKNOWN,
    ),
    (
        "order_changed",
        "#[derive(PartialEq, PartialOrd)] pub enum Level { A, B = 2 }",
        "#[derive(PartialEq, PartialOrd)] pub enum Level { B = 2, A }",
        LIKELY,
    ),
    // What one crate hands on of another is the same, or not: no text tells.
    (
        "result_changed",
        "use http::HeaderMap; pub fn headers() -> HeaderMap { todo!() }",
        "use hyper::HeaderMap; pub fn headers() -> HeaderMap { todo!() }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "pub fn body() -> http::Body { todo!() }",
        "pub fn body() -> hyper::Body { todo!() }",
        LIKELY,
    ),
    // Of the several that a renamed type has, none is what one was.
    (
        "parameter_type_changed",
        "use std::ops::Div; pub struct D(i64); impl Div<i8> for D { type Output = D; fn div(self, _: i8) -> D { self } } impl Div<i16> for D { type Output = D; fn div(self, _: i16) -> D { self } }",
        "use std::ops::Div; pub struct S(i64); pub type D = S; impl Div<i8> for S { type Output = S; fn div(self, _: i8) -> S { self } } impl Div<i32> for S { type Output = S; fn div(self, _: i32) -> S { self } }",
        LIKELY,
    ),
    (
        "implementation_removed",
        "pub struct Comb(u8); impl Clone for Comb { fn clone(&self) -> Self { todo!() } } impl Default for Comb { fn default() -> Self { todo!() } }",
        "mod m { pub struct G<I>(I); impl<I> Clone for G<I> { fn clone(&self) -> Self { todo!() } } impl Default for G<u16> { fn default() -> Self { todo!() } } } pub type Comb = m::G<u8>;",
        LIKELY,
    ),
];

/// Both texts; nothing may be said of them but what came.
pub(super) const NONE: &[(&str, &str)] = &[
    (
        "pub union Either { pub a: u8, pub b: i8 }",
        "pub union Either { pub a: u8, pub b: i8, c: u8 }",
    ),
    ("pub struct A { a: u8 }", "mod b { pub struct B { a: u8 } } pub type A = b::B;"),
    (
        "mod m { pub struct S1 { a: u8 } impl S1 { pub fn n() -> S1 { S1 { a: 1 } } pub fn k(&self) {} } } pub use m::S1;",
        "mod m { pub struct G<T> { a: T } impl<T> G<T> { pub fn k(&self) {} } impl G<u8> { pub fn n() -> Self { G { a: 1 } } } } pub type S1 = m::G<u8>;",
    ),
    (
        "mod m { #[derive(Clone, Debug)] pub struct Comb<I: Iterator> { i: I } impl<I: Iterator> Comb<I> { pub fn n(&self) -> usize { 1 } } impl<I: Iterator> Iterator for Comb<I> { type Item = Vec<I::Item>; fn next(&mut self) -> Option<Self::Item> { None } } } pub use m::Comb;",
        "mod m { pub type Comb<I> = CombG<I, Vec<usize>>; #[derive(Clone, Debug)] pub struct CombG<I: Iterator, Idx> { i: I, p: std::marker::PhantomData<Idx> } impl<I: Iterator, Idx> CombG<I, Idx> { pub fn n(&self) -> usize { 1 } } impl<I: Iterator> Iterator for CombG<I, Vec<usize>> { type Item = Vec<I::Item>; fn next(&mut self) -> Option<Self::Item> { None } } } pub use m::Comb;",
    ),
    (
        "#[derive(PartialEq, PartialOrd)] pub enum Level { A = 1, B = 2 }",
        "#[derive(PartialEq, PartialOrd)] pub enum Level { B = 2, A = 1 }",
    ),
    // A member of a parameter is none of the `impl` that is for all types.
    (
        "pub trait Indexed {} pub trait By<'d> { type Iter; fn it(&'d self) -> Self::Iter; } impl<'d, I: 'd + ?Sized> By<'d> for I where &'d I: Into2 { type Iter = <&'d I as Into2>::Iter; fn it(&'d self) -> Self::Iter { loop {} } } pub trait Into2 { type Iter; fn into2(self) -> Self::Iter; } macro_rules! m { ($($T:ident)+) => { impl<'a, $($T,)+> Into2 for &'a ($($T,)+) where $($T: By<'a>, $T::Iter: Indexed,)+ { type Iter = ($($T::Iter,)+); fn into2(self) -> Self::Iter { loop {} } } } } m! { A B }",
        "pub trait Indexed {} pub trait By<'d> { type Iter; fn it(&'d self) -> Self::Iter; } impl<'d, I: 'd + ?Sized> By<'d> for I where &'d I: Into2 { type Iter = <&'d I as Into2>::Iter; fn it(&'d self) -> Self::Iter { loop {} } } pub trait Into2 { type Iter; fn into2(self) -> Self::Iter; } macro_rules! m { ($($T:ident)+) => { impl<'a, $($T,)+> Into2 for &'a ($($T,)+) where $($T: By<'a, Iter: Indexed>,)+ { type Iter = ($($T::Iter,)+); fn into2(self) -> Self::Iter { loop {} } } } } m! { A B }",
    ),
];

#[test]
fn what_is_gone_may_be_made_by_a_macro_that_names_it() {
    let class = |now: &str| {
        let repository = Repository::of(
            "//- Cargo.toml\npackage.name = \"a\"\n//- src/lib.rs\npub struct Wrapped(u8);\nimpl std::ops::Deref for Wrapped { type Target = u8; fn deref(&self) -> &u8 { &self.0 } }\n",
        );
        repository.write("src/lib.rs", &format!("pub struct Wrapped(u8);\n{now}\n"));
        let answer = repository.json(&["contract", "diff", "--base", "HEAD"]);
        answer["boundaries"][0]["class"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(class("other::deref_of!(Wrapped: u8);"), "unknown");
    assert_eq!(class("other::deref_of!(Others: u8);"), "breaking");
}
