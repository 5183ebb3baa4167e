//! Rust: what releases of real crates did that promise to break nothing, and kept.

use super::{ADDITIVE, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // The future has a name now.
    (
        "async_removed",
        "pub struct Lock(u8); pub async fn f() -> u8 { 1 }",
        "pub struct Lock(u8); pub fn f() -> Lock { Lock(1) }",
        UNKNOWN,
    ),
    (
        "async_removed",
        "pub async fn f() -> u8 { 1 }",
        "pub fn f() -> Vec<u8> { Vec::new() }",
        BREAKING,
    ),
    (
        "async_removed",
        "pub async fn f<T>(x: T) -> Option<T> { Some(x) }",
        "pub fn f<T>(x: T) -> T { x }",
        BREAKING,
    ),
    (
        "async_added",
        "use std::{future::Future, pin::Pin}; pub fn f() -> Pin<Box<dyn Future<Output = u8>>> { Box::pin(async { 1 }) }",
        "pub async fn f() -> u8 { 1 }",
        BREAKING,
    ),
    // What came has a default, of which it is not known what it has.
    (
        "generic_added_with_default",
        "pub struct A(u8); impl A { pub fn f(&self) -> A { A(1) } }",
        "pub trait Has {} pub struct B; impl Has for B {} pub struct A<T = B>(u8, T); impl<T: Has> A<T> { pub fn f(&self) -> A<T> { loop {} } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct A<T>(T); impl<T> A<T> { pub fn f<U: Copy>(&self, x: U) -> U { x } }",
        "pub struct A<T, M = ()>(T, M); impl<T, M: std::fmt::Debug> A<T, M> { pub fn f<U: Copy>(&self, x: U) -> U { x } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct A(u8); impl A { pub fn new() -> A { A(1) } }",
        "pub struct A<const N: usize = 1>(u8); impl A<1> { pub fn new() -> A<1> { A(1) } }",
        ADDITIVE,
    ),
    (
        "bound_added",
        "pub struct A(u8); impl A { pub fn new() -> A { A(1) } }",
        "pub struct A<const N: usize = 1>(u8); impl A<2> { pub fn new() -> A<2> { A(1) } }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub struct P<R>(R); pub struct M<'a, R, F>(&'a P<R>, F); impl<'a, R: 'a, F: FnMut(R)> M<'a, R, F> { pub fn f<X>(self, x: X) -> Self { self } }",
        "pub trait Ops<R> {} pub struct P<R>(R); impl<R> Ops<R> for P<R> {} pub struct M<'a, R, F, O = P<R>>(&'a P<R>, F, std::marker::PhantomData<fn() -> O>) where O: Ops<R>; impl<'a, R: 'a, F: FnMut(R), O: Ops<R> + 'a> M<'a, R, F, O> { pub fn f<X>(self, x: X) -> Self { self } }",
        UNKNOWN,
    ),
    (
        "bound_added",
        "use std::num::Wrapping; pub trait Read {} impl<T: Copy> Read for Wrapping<T> {} pub fn f<T: Copy>(x: Wrapping<T>) {}",
        "use std::num::Wrapping; pub trait Read {} impl<T: Copy> Read for Wrapping<T> {} pub fn f<T: Copy>(x: Wrapping<T>) where Wrapping<T>: Read {}",
        UNKNOWN,
    ),
    // Another type is taken, and what is demanded is demanded of that.
    (
        "parameter_type_changed",
        "pub struct Key<B>(B); pub fn f<B: AsRef<[u8]>>(key: &Key<B>) {}",
        "pub struct Key<B>(B); impl<B> From<&Key<B>> for u8 { fn from(_: &Key<B>) -> u8 { 1 } } pub fn f<B: Into<u8>>(key: B) {}",
        LIKELY,
    ),
    (
        "bound_added",
        "pub fn f<T: Clone>(x: &[T]) {}",
        "pub fn f<T: Clone + std::fmt::Debug>(x: &[T]) {}",
        BREAKING,
    ),
    // Whether a field says so, nobody sees.
    (
        "bound_added",
        "pub struct R<'a, T>(&'a [T]); impl<'a, T> R<'a, T> { pub fn get(&self) {} }",
        "pub struct R<'a, T>(&'a [T]); impl<'a, T: 'a> R<'a, T> { pub fn get(&self) {} }",
        UNKNOWN,
    ),
    // An `impl` for whatever it is given.
    (
        "item_removed",
        "pub struct A(u8); impl std::ops::Mul<&A> for A { type Output = A; fn mul(self, x: &A) -> A { self } } impl std::ops::Mul<&u8> for A { type Output = A; fn mul(self, x: &u8) -> A { self } }",
        "pub struct A(u8); pub struct R<'a>(&'a A); impl<'a> From<&'a A> for R<'a> { fn from(x: &'a A) -> Self { R(x) } } impl<'a, N: Into<R<'a>>> std::ops::Mul<N> for A { type Output = A; fn mul(self, x: N) -> A { self } }",
        UNKNOWN,
    ),
    (
        "item_removed",
        "pub trait Take { fn take(&self) -> u8; } pub struct A(u8); impl<'a> Take for &'a A { fn take(&self) -> u8 { 1 } }",
        "pub trait Take { fn take(&self) -> u8; } pub struct A<const N: usize = 1>(u8); impl<'a, const N: usize> Take for &'a A<N> { fn take(&self) -> u8 { 1 } }",
        UNKNOWN,
    ),
    // Another form of the type, and what a trait of the same crate may build on.
    (
        "bound_added",
        "pub struct Table<const N: usize>(u8); pub struct C<T>(T); impl C<Table<1>> { pub fn f(&self) {} }",
        "pub struct Table<const N: usize>(u8); mod seal { pub trait Sealed {} impl Sealed for super::Table<1> {} } pub struct C<T>(T); impl<const N: usize> C<Table<N>> where Table<N>: seal::Sealed { pub fn f(&self) {} }",
        UNKNOWN,
    ),
    (
        "bound_added",
        "use futures_core::stream::FusedStream; pub fn f<S: FusedStream>(x: S) {}",
        "use futures_core::stream::{FusedStream, Stream}; pub fn f<S: FusedStream + Stream>(x: S) {}",
        UNKNOWN,
    ),
    // A parameter came that users choose, or that is found.
    (
        "bound_added",
        "pub struct R<F>(F); pub trait Get {} impl<F> R<F> where F: Fn(u8) -> Result<u8, String> { pub fn get(&self) {} }",
        "pub struct R<F>(F); pub trait Get {} impl<F, E> R<F> where F: Fn(u8) -> Result<u8, E>, E: From<String> { pub fn get(&self) {} }",
        UNKNOWN,
    ),
    (
        "parameter_type_changed",
        "pub struct M<T>(T); impl<'a, K, V, T> TryFrom<&'a Vec<(K, V)>> for M<T> where String: TryFrom<&'a K>, T: TryFrom<&'a V> { type Error = (); fn try_from(c: &'a Vec<(K, V)>) -> Result<Self, ()> { Err(()) } }",
        "pub struct M<T>(T); impl<'a, K, V, S, T> TryFrom<&'a [(K, V, S)]> for M<T> where String: TryFrom<&'a K>, T: TryFrom<&'a V> { type Error = (); fn try_from(c: &'a [(K, V, S)]) -> Result<Self, ()> { Err(()) } }",
        LIKELY,
    ),
    // Nobody was meant to name all variants.
    (
        "non_exhaustive",
        "pub enum E { A, #[doc(hidden)] __Nonexhaustive }",
        "#[non_exhaustive] pub enum E { A }",
        ADDITIVE,
    ),
    (
        "variant_added",
        "pub enum E { A, #[doc(hidden)] __Nonexhaustive }",
        "pub enum E { A, B, #[doc(hidden)] __Nonexhaustive }",
        ADDITIVE,
    ),
    // Each was there under its condition, and one is there under all.
    (
        "const_added",
        "pub struct S; impl S { #[cfg(feature = \"a\")] pub const fn f(&self) {} #[cfg(not(feature = \"a\"))] pub fn f(&self) {} }",
        "pub struct S; impl S { pub const fn f(&self) {} }",
        ADDITIVE,
    ),
    (
        "item_hidden",
        "pub struct Iter(u8);",
        "pub mod vec { pub struct Iter(u8); } #[doc(hidden)] pub use vec::Iter;",
        BREAKING,
    ),
];

pub(super) const NONE: &[(&str, &str)] = &[
    // What a macro makes, with another way to the same trait.
    (
        "pub mod ser { pub trait Put { fn put(&self); } } use self::ser::Put; pub struct A<T>(T); macro_rules! m { ($f:ident) => { impl<T: Put> Put for $f<T> { fn put(&self) {} } } } m!(A);",
        "pub mod ser { pub trait Put { fn put(&self); } } pub struct A<T>(T); macro_rules! m { ($f:ident) => { impl<T: ser::Put> ser::Put for $f<T> { fn put(&self) {} } } } m!(A);",
    ),
    // Another name under one condition is not what the type is under others.
    (
        "pub struct Sig { pub a: u8 } #[cfg(unix)] pub struct Context { pub x: u8 } #[cfg(windows)] pub struct Context { pub y: u8 } #[cfg(target_os = \"redox\")] pub type Context = Sig;",
        "pub struct Sig { pub a: u8 } #[cfg(unix)] pub struct Context { pub x: u8 } #[cfg(windows)] pub struct Context { pub y: u8 } #[cfg(target_os = \"redox\")] pub type Context = Sig; ",
    ),
    (
        "pub fn f<'b, K: From<&'b Q>, Q>(x: &'b Q, y: K) {}",
        "pub fn f<'b, K: From<&'b Q>, Q>(x: &'b Q, y: K) where &'b Q: Into<K> {}",
    ),
    (
        "pub async fn f() -> u8 { 1 }",
        "use std::{future::Future, pin::Pin}; pub fn f() -> Pin<Box<dyn Future<Output = u8>>> { Box::pin(async { 1 }) }",
    ),
    // What the trait says of an associated type, its `impl` need not.
    (
        "pub trait Lend { type Of<'a> where Self: 'a; } pub struct W<T>(T); impl<T> Lend for W<T> { type Of<'a> = &'a u8 where Self: 'a; }",
        "pub trait Lend { type Of<'a> where Self: 'a; } pub struct W<T>(T); impl<T> Lend for W<T> { type Of<'a> = &'a u8 where W<T>: 'a; }",
    ),
    // The trait gives what the `impl` wrote.
    (
        "pub trait List { fn count<I: Iterator<Item = D>, D: Into<u8>>(all: I) -> u8 where Self: Sized { 1 } } pub struct A<T>(T); impl<T: Copy> List for A<T> { fn count<I: Iterator<Item = D>, D: Into<u8>>(all: I) -> u8 { 2 } }",
        "pub trait List { fn count<I: Iterator<Item = D>, D: Into<u8>>(all: I) -> u8 where Self: Sized { 1 } } pub struct A<T>(T); impl<T: Copy> List for A<T> {}",
    ),
];
