//! Rust: lifetimes that need no name, bounds that others demand anyway, numbers and attributes in other words; beside each, what
//! still breaks.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // Of an `impl` whose lifetime has no name, `Self` is another type than one with the lifetime of `self`.
    (
        "result_changed",
        "pub struct P<'a>(&'a str); impl P<'_> { pub fn dup(&self) -> Self { P(self.0) } }",
        "pub struct P<'a>(&'a str); impl P<'_> { pub fn dup(&self) -> P<'_> { P(self.0) } }",
        LIKELY,
    ),
    (
        "result_narrower",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = u8> + '_ { x.iter().copied() }",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = u8> { x.to_vec().into_iter() }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = u8> { x.to_vec().into_iter() }",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = u8> + '_ { x.iter().copied() }",
        LIKELY,
    ),
    (
        "result_changed",
        "pub fn f<'a, 'b>(x: &'a str, y: &'b u8) -> impl Sized + use<'a> { x }",
        "pub fn f<'a, 'b>(x: &'a str, y: &'b u8) -> impl Sized + use<'a, 'b> { (x, y) }",
        LIKELY,
    ),
    // What a hidden type holds, by the edition 2024.
    (
        "result_changed",
        "pub fn f(x: &str) -> impl Sized + use<> { 1 }",
        "pub fn f(x: &str) -> impl Sized { 1 }",
        LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: Box<dyn FnOnce()>) {}",
        "pub fn f(x: Box<dyn FnOnce() + '_>) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: Box<dyn FnOnce() + '_>) {}",
        "pub fn f(x: Box<dyn FnOnce()>) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub struct C<'a>(std::cell::Cell<&'a u8>); pub fn f(x: C<'_>, y: &u8) {}",
        "pub struct C<'a>(std::cell::Cell<&'a u8>); pub fn f<'a>(x: C<'a>, y: &'a u8) {}",
        LIKELY,
    ),
    // What demands less of how long things live.
    (
        "bound_removed",
        "pub fn f<'a, T: 'a>(x: &'a u8, t: T) -> &'a u8 { x }",
        "pub fn f<'a, T>(x: &'a u8, t: T) -> &'a u8 { x }",
        ADDITIVE,
    ),
    (
        "result_narrower",
        "pub fn f<'a>(x: &'a str, y: &str) -> &'a str { x }",
        "pub fn f(x: &str, y: &str) -> &'static str { \"\" }",
        ADDITIVE_LIKELY,
    ),
    (
        "future_holds_more",
        "pub struct S(u8); impl S { pub fn f<'a>(&'a self, x: &u8) -> impl std::future::Future<Output = u8> + 'a { async move { self.0 } } }",
        "pub struct S(u8); impl S { pub async fn f(&self, x: &u8) -> u8 { *x } }",
        LIKELY,
    ),
    // What was seen of the type that was hidden, is not of an object.
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u8> { 0..1 }",
        "pub fn f() -> Box<dyn Iterator<Item = u8>> { Box::new(0..1) }",
        LIKELY,
    ),
    (
        "result_changed",
        "use std::future::Future; pub fn f() -> impl Future<Output = u8> { async { 1 } }",
        "use std::future::Future; pub fn f() -> std::pin::Pin<Box<dyn Future<Output = u8>>> { Box::pin(async { 1 }) }",
        LIKELY,
    ),
    (
        "future_promises_less",
        "use std::future::Future; pub trait S { fn call(&self) -> impl Future<Output = u8> + Send; }",
        "pub trait S { async fn call(&self) -> u8; }",
        BREAKING,
    ),
    // What a trait of the crate builds on.
    (
        "bound_added",
        "pub trait Base {} pub trait Ext {} pub fn f<T: Ext>(x: T) {}",
        "pub trait Base {} pub trait Ext {} pub fn f<T: Base + Ext>(x: T) {}",
        BREAKING,
    ),
    (
        "bound_added",
        "pub struct R<'a, T>(&'a u8, T); impl<'a, T> R<'a, T> { pub fn get(&self) {} }",
        "pub struct R<'a, T>(&'a u8, T); impl<'a, T: 'a> R<'a, T> { pub fn get(&self) {} }",
        UNKNOWN,
    ),
    (
        "bound_added",
        "pub fn f<T: ?Sized + AsRef<str>>(x: &T) {}",
        "pub fn f<T: Sized + AsRef<str>>(x: &T) {}",
        BREAKING,
    ),
    (
        "bound_removed",
        "pub fn f<E: std::error::Error + 'static>(x: E) {}",
        "pub fn f<E: Into<Box<dyn std::error::Error>>>(x: E) {}",
        ADDITIVE,
    ),
    // Numbers.
    (
        "result_changed",
        "pub fn f() -> [u8; 0x10] { todo!() }",
        "pub fn f() -> [u8; 4 * 5] { todo!() }",
        LIKELY,
    ),
    (
        "bound_added",
        "pub struct B<const N: usize>; impl B<4> { pub fn q(&self) {} }",
        "const FOUR: usize = 2 + 3; pub struct B<const N: usize>; impl B<FOUR> { pub fn q(&self) {} }",
        BREAKING,
    ),
    // Attributes.
    (
        "repr_packed",
        "#[repr(C)] pub struct P { pub a: u8 }",
        "#[repr(C, packed)] pub struct P { pub a: u8 }",
        BREAKING,
    ),
    (
        "repr_align",
        "#[repr(C, align(8))] pub struct P { pub a: u8 }",
        "#[repr(C)] pub struct P { pub a: u8 }",
        BREAKING,
    ),
    (
        "cfg_changed",
        "#[non_exhaustive] pub enum E { A, B }",
        "#[non_exhaustive] pub enum E { A, #[cfg(feature = \"b\")] B }",
        LIKELY,
    ),
    (
        "cfg_changed",
        "#[non_exhaustive] pub enum E { A, #[cfg(feature = \"b\")] B }",
        "#[non_exhaustive] pub enum E { A, B }",
        UNKNOWN,
    ),
    // Traits that a type has for more of what it is given.
    (
        "bound_removed",
        "#[derive(Clone)] pub struct H<T>(std::sync::Arc<T>);",
        "pub struct H<T>(std::sync::Arc<T>); impl<T> Clone for H<T> { fn clone(&self) -> Self { H(self.0.clone()) } }",
        ADDITIVE_LIKELY,
    ),
    (
        "trait_given_more",
        "pub struct N(String); impl From<&str> for N { fn from(s: &str) -> N { N(s.into()) } }",
        "pub struct N(String); impl<S: Into<String>> From<S> for N { fn from(s: S) -> N { N(s.into()) } }",
        ADDITIVE_LIKELY,
    ),
    (
        "drop_removed",
        "pub struct G { pub v: Vec<u8> } impl Drop for G { fn drop(&mut self) {} }",
        "pub struct G { pub v: Vec<u8> }",
        ADDITIVE_LIKELY,
    ),
    (
        "bound_added",
        "pub fn f<T>(t: T) { }",
        "pub fn f<T: serde_core::Serialize>(t: T) { }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub fn f<T: serde::Serialize>(t: T) { }",
        "pub fn f<T: serde_core::de::DeserializeOwned>(t: T) { }",
        BREAKING,
    ),
    // Whether a crate that was parted hands on a type, only its text says.
    (
        "parameter_type_changed",
        "pub fn f(of: shop::Ledger) {}",
        "pub fn f(of: shop_core::books::Ledger) {}",
        UNKNOWN,
    ),
    (
        "parameter_type_changed",
        "pub fn f(of: shop_v1::Ledger) {}",
        "pub fn f(of: shop_v2::Ledger) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(of: futures_util::io::Sink) {}",
        "pub fn f(of: futures_sink::Sink) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(of: parking_lot::Mutex<u8>) {}",
        "pub fn f(of: std::sync::Mutex<u8>) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(of: shop::Ledger, at: u8) {}",
        "pub fn f(of: shop_core::books::Ledger, at: u16) {}",
        LIKELY,
    ),
];

/// The same, said otherwise.
pub(super) const NONE: &[(&str, &str)] = &[
    // What an arm took, another one takes that stays.
    (
        "#[macro_export] macro_rules! covered { ($u:expr) => { $u }; ($u:literal) => { $u }; }",
        "#[macro_export] macro_rules! covered { ($u:expr) => { $u }; }",
    ),
    (
        "#[macro_export] macro_rules! covers { ($u:ident, $v:literal) => { $u }; ($u:expr, $v:expr) => { $u }; ($($u:expr),*) => { 1 }; }",
        "#[macro_export] macro_rules! covers { ($u:expr, $v:expr) => { $u }; ($($u:expr),*) => { 1 }; }",
    ),
    ("pub fn f(x: &str) -> impl Sized { 1 }", "pub fn f(x: &str) -> impl Sized + use<'_> { 1 }"),
    (
        "pub struct S<'a, T>(&'a T); impl<'a, T> S<'a, T> { pub fn f<U>(&self, x: U) -> Option<impl Sized> { Some(1) } }",
        "pub struct S<'a, T>(&'a T); impl<'a, T> S<'a, T> { pub fn f<U>(&self, x: U) -> Option<impl Sized + use<'_, 'a, T, U>> { Some(1) } }",
    ),
    (
        "pub fn f<T: Clone>(x: T) -> impl Clone { x }",
        "pub fn f<T: Clone>(x: T) -> impl Clone + use<T> { x }",
    ),
    // Less is held.
    ("pub fn f(x: &str) -> impl Sized { 1 }", "pub fn f(x: &str) -> impl Sized + use<> { 1 }"),
    (
        "pub struct P<'a, T>(&'a [T]); impl<'a, T> Clone for P<'a, T> { fn clone(&self) -> P<'a, T> { P(self.0) } } impl<'a, T> P<'a, T> { pub fn dup(&self) -> P<'a, T> { P(self.0) } }",
        "pub struct P<'a, T>(&'a [T]); impl<T> Clone for P<'_, T> { fn clone(&self) -> Self { P(self.0) } } impl<T> P<'_, T> { pub fn dup(&self) -> Self { P(self.0) } }",
    ),
    (
        "pub struct P<'a, 'b>(&'a u8, &'b u8); impl<'a, 'b> P<'a, 'b> { pub fn a(&self) -> &'a u8 { self.0 } }",
        "pub struct P<'a, 'b>(&'a u8, &'b u8); impl<'x, 'y> P<'y, 'x> { pub fn a(&self) -> &'y u8 { self.0 } }",
    ),
    (
        "use std::ops::Add; pub struct V(u8); impl<'a, 'b> Add<&'b V> for &'a V { type Output = V; fn add(self, o: &'b V) -> V { V(self.0 + o.0) } }",
        "use std::ops::Add; pub struct V(u8); impl Add<&V> for &V { type Output = V; fn add(self, o: &V) -> V { V(self.0 + o.0) } }",
    ),
    (
        "pub struct P<'a, T>(&'a T); impl<'a> P<'a, u8> { pub fn dup(&self) -> P<'a, u8> { P(self.0) } }",
        "pub struct P<'a, T>(&'a T); impl P<'_, u8> { pub fn dup(&self) -> Self { P(self.0) } }",
    ),
    (
        "pub fn f<'a>(x: &'a [u8]) -> impl Iterator<Item = &'a u8> + 'a { x.iter() }",
        "pub fn f(x: &[u8]) -> impl Iterator<Item = &u8> + '_ { x.iter() }",
    ),
    (
        "pub struct S(Vec<u8>); impl S { pub fn it<'a>(&'a self, n: &u8) -> Box<dyn Iterator<Item = &'a u8> + 'a> { Box::new(self.0.iter()) } }",
        "pub struct S(Vec<u8>); impl S { pub fn it(&self, n: &u8) -> Box<dyn Iterator<Item = &u8> + '_> { Box::new(self.0.iter()) } }",
    ),
    (
        "pub fn f<'a>(x: &'a [u8]) -> impl Iterator<Item = u8> + 'a { x.iter().copied() }",
        "pub fn f<'a>(x: &'a [u8]) -> impl Iterator<Item = u8> + use<'a> { x.iter().copied() }",
    ),
    (
        "use std::fmt::Debug; use std::any::Any; pub fn f(x: &dyn Debug) {} pub fn g(x: &mut (dyn Any + Send)) {}",
        "use std::fmt::Debug; use std::any::Any; pub fn f<'a>(x: &'a (dyn Debug + 'a)) {} pub fn g<'a>(x: &'a mut (dyn Any + Send + 'a)) {}",
    ),
    (
        "use std::future::Future; pub struct C; impl C { pub fn get<'a>(&'a self, u: &'a str) -> impl Future<Output = u8> + 'a { async move { 1 } } }",
        "pub struct C; impl C { pub async fn get(&self, u: &str) -> u8 { 1 } }",
    ),
    (
        "pub struct C<'a>(&'a u8); impl<'a> C<'a> { pub fn d(self: &'_ C<'a>) -> &u8 { self.0 } }",
        "pub struct C<'a>(&'a u8); impl<'a> C<'a> { pub fn d(&self) -> &u8 { self.0 } }",
    ),
    (
        "pub fn f<'a, T>(x: &'a [T]) -> &'a T where T: 'a { &x[0] }",
        "pub fn f<T>(x: &[T]) -> &T { &x[0] }",
    ),
    (
        "pub fn f<'a>(x: &'a str, y: &'a mut [u8]) -> bool { true }",
        "pub fn f(x: &str, y: &mut [u8]) -> bool { true }",
    ),
    // What bounds demand anyway.
    (
        "pub trait Base {} pub trait Ext: Base {} pub fn f<T: Ext>(x: T) {}",
        "pub trait Base {} pub trait Ext: Base {} pub fn f<T: Base + Ext>(x: T) {}",
    ),
    (
        "pub trait Base<T> {} pub trait Ext<T>: Base<Vec<T>> {} pub fn f<T: Ext<u8>>(x: T) {}",
        "pub trait Base<T> {} pub trait Ext<T>: Base<Vec<T>> {} pub fn f<T: Base<Vec<u8>> + Ext<u8>>(x: T) {}",
    ),
    (
        "pub trait A: Clone {} pub trait B: A + Clone + Sized {}",
        "pub trait A: Clone {} pub trait B: A {}",
    ),
    (
        "pub trait A: Clone {} pub trait B: A {}",
        "pub trait A: Clone {} pub trait B: A + Clone + Sized {}",
    ),
    (
        "pub fn f<T: Copy + Clone + Sized, U: Ord, I: ExactSizeIterator<Item = u8>>(x: T, y: U, z: I) {}",
        "pub fn f<T: Copy, U: Ord + Eq + PartialEq + PartialOrd, I: Iterator + ExactSizeIterator<Item = u8>>(x: T, y: U, z: I) {}",
    ),
    (
        "pub struct R<'a, T> { x: &'a T } impl<'a, T> R<'a, T> { pub fn get(&self) {} }",
        "pub struct R<'a, T: 'a> { x: &'a T } impl<'b, U: 'b> R<'b, U> { pub fn get(&self) {} }",
    ),
    // Numbers.
    (
        "pub fn f() -> [u8; 1_024] { todo!() } pub const A: [u16; 0b100] = [0; 4];",
        "const K: usize = 1 << 10; pub fn f() -> [u8; K] { todo!() } pub const A: [u16; 4usize] = [0; 4];",
    ),
    (
        "pub struct B<const N: usize>; impl B<4> { pub fn q(&self) {} } pub fn f() -> B<16> { B }",
        "const FOUR: usize = 2 + 2; pub struct B<const N: usize>; impl B<FOUR> { pub fn q(&self) {} } pub fn f() -> B<{ 4 * 0x4 }> { B }",
    ),
    (
        "pub struct S; impl S { pub const LEN: usize = 4; pub fn f() -> [u8; 4] { [0; 4] } }",
        "pub struct S; impl S { pub const LEN: usize = 4; pub fn f() -> [u8; Self::LEN] { [0; Self::LEN] } }",
    ),
    // Attributes and paths.
    (
        "#[repr(C, align(8))] pub struct P { pub a: u8 } #[repr(C, packed)] pub struct Q { pub a: u8 }",
        "#[repr(align(8))] #[repr(C)] pub struct P { pub a: u8 } #[repr(packed(1), C)] pub struct Q { pub a: u8 }",
    ),
    (
        "pub fn f(m: std::collections::HashMap<u8, u8>) {}",
        "use std::collections::hash_map::HashMap; pub fn f(m: HashMap<u8, u8, std::hash::RandomState>) {}",
    ),
    // serde was parted, and hands on what went to `serde_core`.
    (
        "use serde::de::DeserializeOwned; pub fn f<T: DeserializeOwned + serde::Serialize>(t: T) -> T { t }",
        "use serde_core::de::DeserializeOwned; pub fn f<T: DeserializeOwned + serde_core::Serialize>(t: T) -> T { t }",
    ),
    (
        "use futures_util::stream::Stream; pub fn f(s: Box<dyn Stream<Item = u8>>) {}",
        "use futures_core::Stream; pub fn f(s: Box<dyn Stream<Item = u8>>) {}",
    ),
];
