//! What the items of Rust files promise, one a line: the path, the condition, the signature.

use boundstone_grammars::{extract, parse, signatures};
use boundstone_model::{FileSignatures, Language};
use insta::assert_snapshot;

pub(crate) fn read(text: &str) -> (boundstone_model::FileFacts, FileSignatures) {
    let tree = parse(Language::Rust, text, None).unwrap();
    let (facts, _) = extract(Language::Rust, text, Some(&tree));
    let found = signatures(text, &facts, Some(&tree)).unwrap();
    assert_eq!(found.items.len(), facts.items().count());
    (facts, found)
}

pub(crate) fn shown(text: &str) -> String {
    let (facts, found) = read(text);
    let mut lines = Vec::new();
    for (number, own) in (0..).zip(&found.items) {
        let own = own.as_ref().unwrap();
        let cfg = own.cfg.as_ref().map(|it| format!(" [{it}]")).unwrap_or_default();
        let what = match (&own.signature, &own.implementation) {
            (Some(it), _) => format!("{}{it}", if it.is_inferred { "(inferred) " } else { "" }),
            (None, Some(it)) => {
                let (of, ty) = (it.of_trait.as_deref(), it.for_type.as_deref());
                let blanket = if it.is_blanket { " blanket" } else { "" };
                format!("{}  ({} for {}{blanket})", it.head, of.unwrap_or("-"), ty.unwrap_or("-"))
            }
            (None, None) => "nothing".to_owned(),
        };
        lines.push(format!("{}{cfg}  {what}", facts.path(number)));
    }
    lines.join("\n")
}

#[test]
fn functions() {
    assert_snapshot!(shown(
        "
use std::{fmt, io::{self, Read as R}};
use crate::inner::Thing as Other;
use grep_matcher::Match;
pub const unsafe extern fn a<'a, T: Clone + ?Sized, const N: usize>(x: &'a T, [y, z]: [u8; N],) -> &'a T where T: Send, {}
pub async fn b(mut a: io::Result<()>, b: &mut fmt::Formatter<'_>, c: &'_ Other) -> () {}
pub fn c(r: impl R + 'static, f: &dyn Fn(&str, Box<u8>) -> (), m: Option<Match>) -> impl Iterator<Item = Match> + '_ {}
fn d(core: core::fmt::Result, v: std::vec::Vec<alloc::string::String>, s: serde::de::Error) -> ! {}
fn e<F>(f: F) where F: for<'x, 'y> FnOnce(&'x str, &'y str) -> &'x str, for<'z> &'z F: IntoIterator {}
fn g(p: (u8), t: (u8,), u: (u8, u16), f: fn(a: u8, _: &str) -> (), k: unsafe extern \"C\" fn(*const u8, ...)) {}
fn h<T>(x: <T as Iterator>::Item, y: T::Item, z: Box<dyn Send + Sync + 'static + fmt::Debug>, a: [T; { 3 * 4 }]) {}
fn i(a: self::inner::Foo, b: super::Foo::Bar, c: impl FnMut(u8) -> Result<u8, E> + Send, (d, e): (u8, u8)) -> Vec<_> {}
extern \"system\" { pub fn j(a: u8, ...) -> u8; static K: u8; }
"
    ), @r#"
    a  const unsafe extern "C" fn<T0, const N0: usize>(&T0, [u8; N0]) -> &T0 where T0: ?Sized, T0: Clone, T0: Send
    b  async fn(Result<(), std::io::Error>, &mut std::fmt::Formatter, &Thing)
    c  fn(impl std::io::Read + 'static, &dyn Fn(&str, Box<u8>), Option<grep_matcher::Match>) -> impl Iterator<Item = grep_matcher::Match> + '_
    d  fn(Result<(), std::fmt::Error>, Vec<String>, serde::de::Error) -> !
    e  fn<T0>(T0) where T0: for<'r0, 'r1> FnOnce(&'r0 str, &'r1 str) -> &'r0 str, for<'r0> &'r0 T0: IntoIterator
    g  fn(u8, (u8,), (u8, u16), fn(u8, &str), unsafe extern "C" fn(*const u8, ...))
    h  fn<T0>(<T0 as Iterator>::Item, T0::Item, Box<dyn Send + Sync + std::fmt::Debug + 'static>, [T0; {3*4}])
    i  (inferred) fn(Foo, Foo::Bar, impl FnMut(u8) -> Result<u8, E> + Send, (u8, u8)) -> Vec<_>
    j  unsafe extern "system" fn(u8, ...) -> u8
    K  static u8
    "#);
}

#[test]
fn types() {
    assert_snapshot!(shown(
        "
#![cfg(unix)]
use serde::Serialize;
#[derive(Debug, Clone, Serialize)]
#[must_use = \"why\"]
#[repr(C, align(8))]
pub struct A<'a, T: Clone = u8> where T: Send { pub a: &'a T, b: u8, pub(crate) c: u8, pub next: Option<Box<Self>> }
pub struct B(pub u8, u16, #[cfg(test)] pub u32);
pub struct C;
pub struct D {}
#[deprecated(note = \"x\")] pub union E { pub a: u8 }
#[non_exhaustive]
#[cfg(all(feature = \"x\", any(windows, unix)))]
#[cfg(not(test))]
#[cfg_attr(feature = \"serde\", derive(Serialize), serde(skip))]
pub enum F<T> { A, B(T, #[serde(skip)] u8), C { x: T, y: F<T> }, #[doc(hidden)] D = 1 << 3, E {} }
pub type G<T> = Result<T, Box<dyn std::error::Error + Send>>;
pub const H: &'static str = \"a\";
pub static mut I: [&str; 2 * 3] = [\"\"];
#[macro_export] macro_rules! m { ($a:expr , $($b:ident),* $(,)?) => { }; {} => {} }
#[deprecated] pub mod j { #![cfg(windows)] pub fn f() {} }
"
    ), @r#"
    A [unix]  derive(Clone) derive(Debug) derive(serde::Serialize) must_use repr(C, align(8)) struct<'0, T0 = u8> { a: &'0 T0, next: Option<Box<A<'0, T0>>>, .. } where T0: Clone, T0: Send
    A::a  &'0 T0
    A::b  u8
    A::c  u8
    A::next  Option<Box<A<'0, T0>>>
    B [unix]  struct(u8, ..)
    C [unix]  struct
    D [unix]  braced struct
    E [unix]  deprecated union { a: u8 }
    E::a  u8
    F [all(any(unix, windows), feature = "x", not(test), unix)]  cfg_attr(feature = "serde", derive(serde::Serialize)) non_exhaustive enum<T0> { A, B (T0, u8), C { x: T0, y: F<T0> }, D doc(hidden) = 1<<3, E }
    F::A  
    F::B  (T0, u8)
    F::C  { x: T0, y: F<T0> }
    F::C::x  T0
    F::C::y  F<T0>
    F::D  = 1<<3
    F::E  
    G [unix]  type<T0> = Result<T0, Box<dyn Send + std::error::Error>>
    H [unix]  const &str
    I [unix]  static mut [&str; 2*3]
    m [unix]  macro_export macro ($0:expr, $($1:ident),*$(,)?); ()
    j [all(unix, windows)]  deprecated module
    j::f  fn()
    "#);
}

#[test]
fn traits_and_implementations() {
    assert_snapshot!(shown(
        "
use std::fmt::{self, Display};
pub unsafe trait A<'a, T>: Send + Display where Self: Sized, T: Copy {
    const N: usize;
    const M: usize = 1;
    type Item<'x>: Clone + Into<T> where Self: 'x;
    type Out = u8;
    fn required<U: Into<T>>(&'a self, x: U) -> Self::Item<'a>;
    fn given(self: &Self) -> Self where Self: Sized { self }
    fn boxed(mut self: Box<Self>, u8) {}
}
pub struct S<T>(T);
impl<T: Clone> S<T> {
    pub fn new(value: T) -> Self { S(value) }
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> S<U> {}
    pub const N: usize = 1;
}
impl S<u8> { pub fn bytes(&mut self) -> Self {} }
impl<'a, T> Iterator for S<&'a T> where T: fmt::Debug { type Item = T; fn next(&mut self) -> Option<Self::Item> { None } }
impl<T: ?Sized + Display> crate::Show for T {}
impl<'a, T: crate::Show> crate::Show for &'a mut T {}
impl !Send for S<u8> {}
unsafe impl<T> Sync for crate::a::S<T> {}
impl PartialEq<Self> for S<u16> where Self: Sized {}
"
    ), @"
    A  unsafe trait<'0, T0>: Send + Sized + std::fmt::Display { Item: type<'1>: Clone + Into<T0> where Self: '1, M?: const usize, N: const usize, Out?: type = u8, boxed?: fn(self: Box<Self>, u8) {}, given?: fn(&self) -> Self where Self: Sized {}, required: fn<T1>(&'0 self, T1) -> Self::Item<'0> where T1: Into<T0> } where T0: Copy
    A::N  const usize
    A::M  const usize
    A::Item  type<'1>: Clone + Into<T0> where Self: '1
    A::Out  type = u8
    A::required  fn<T1>(&'0 self, T1) -> Self::Item<'0> where T1: Into<T0>
    A::given  fn(&self) -> Self where Self: Sized {}
    A::boxed  fn(self: Box<Self>, u8) {}
    S  struct<T0>(..)
    S  impl<T0> S<T0> where T0: Clone  (- for S)
    S::new  fn(T0) -> S<T0> where T0: Clone
    S::map  fn<T1, T2>(self, T2) -> S<T1> where T0: Clone, T2: FnOnce(T0) -> T1
    S::N  const usize
    S  impl S<u8>  (- for S)
    S::bytes  fn(&mut self) -> S<u8> where Self = S<u8>
    S  impl<'0, T0> Iterator for S<&'0 T0> where T0: std::fmt::Debug  (Iterator for S)
    S::Item  type = T0
    S::next  fn(&mut self) -> Option<S<&'0 T0>::Item> where Self = S<&'0 T0>, T0: std::fmt::Debug
    T  impl<T0> Show for T0 where T0: ?Sized, T0: std::fmt::Display  (crate::Show for - blanket)
    T  impl<'0, T0> Show for &'0 mut T0 where T0: Show  (crate::Show for - blanket)
    S  impl !Send for S<u8>  (Send for S)
    S  unsafe impl<T0> Sync for S<T0>  (Sync for crate::a::S)
    S  impl PartialEq<S<u16>> for S<u16> where S<u16>: Sized  (PartialEq for S)
    ");
}

#[test]
fn paths_through_imports() {
    assert_snapshot!(shown(
        "
use std::io;
use io::Result as IoResult;
use ::log::Level;
use crate::deep::Kind as Sort;
use self::inner::Deep;
use a::b as c;
extern crate alloc;
extern crate serde as s;
#[cfg(loom)] use loom::Arc;
#[cfg(not(loom))] use std::sync::Arc;
#[cfg(test)] use mock::Clock;
fn a(_: IoResult<()>, _: Level, _: Sort, _: Deep, _: c::D, _: alloc::rc::Rc<u8>, _: s::Error, _: Arc<u8>, _: Clock) {}
fn b(_: ::io::A, _: crate::x::Kind::Item, _: inner::Deep, _: core::option::Option<u8>, _: Unknown, _: u8::Err) {}
mod inner {
    use super::*;
    pub struct Deep(pub io::Error, pub Level, pub c::D, pub super::inner::Deep);
    mod loops { use self::loops::A; use super::loops::*; fn f(_: A) {} }
}
struct List<T, const N: usize>([T; N], Box<Self>, [u8; Self::SIZE], [u8; N + crate::SIZE]);
impl<T> std::ops::Deref for List<T, 3> { type Target = <Self as Iterator>::Item; fn deref(&self) -> &Self::Target {} }
"
    ), @"
    a  fn(Result<(), std::io::Error>, log::Level, Kind, Deep, a::b::D, std::rc::Rc<u8>, serde::Error, Arc<u8>, Clock)
    b  fn(io::A, Kind::Item, Deep, Option<u8>, Unknown, u8::Err)
    inner  module
    inner::Deep  struct(std::io::Error, log::Level, a::b::D, Deep)
    inner::loops  module
    inner::loops::f  fn(A)
    List  struct<T0, const N0: usize>(..)
    List  impl<T0> std::ops::Deref for List<T0, 3>  (std::ops::Deref for List)
    List::Target  type = <List<T0, 3> as Iterator>::Item
    List::deref  fn(&self) -> &List<T0, 3>::Target where Self = List<T0, 3>
    ");
}

/// `dyn` and `impl` are no modules.
#[test]
fn a_bound_may_begin_with_the_crates() {
    assert_snapshot!(shown(
        "pub fn a(x: &dyn ::core::fmt::Debug, y: impl ::shop::Priced + 'static) -> Box<dyn (::shop::Priced)> {}"
    ), @"
    a  fn(&dyn std::fmt::Debug, impl shop::Priced + 'static) -> Box<dyn shop::Priced>
    ");
}
