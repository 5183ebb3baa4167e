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
        "bound_added",
        "pub struct A(u8); impl A { pub fn f(&self) -> A { A(1) } }",
        "pub trait Has {} pub struct B; impl Has for B {} pub struct A<T = B>(u8, T); impl<T: Has> A<T> { pub fn f(&self) -> A<T> { loop {} } }",
        UNKNOWN,
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
    (
        "item_hidden",
        "pub struct Iter(u8);",
        "pub mod vec { pub struct Iter(u8); } #[doc(hidden)] pub use vec::Iter;",
        BREAKING,
    ),
];

pub(super) const NONE: &[(&str, &str)] = &[
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
