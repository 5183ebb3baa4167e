//! Rust: types and bounds that say the same in other words, and what gives or takes more than before; beside each, what
//! still breaks.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    (
        "parameter_type_changed",
        "pub fn zero(_: std::num::NonZeroU32) {}",
        "pub fn zero(_: std::num::NonZero<u16>) {}",
        LIKELY,
    ),
    (
        "result_narrower",
        "pub fn f() -> impl Iterator<Item = u32> { 0..3 }",
        "pub fn f() -> impl Iterator<Item = u32> + Clone { 0..3 }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u32> + Clone { 0..3 }",
        "pub fn f() -> impl Iterator<Item = u32> { 0..3 }",
        LIKELY,
    ),
    (
        "result_narrower",
        "pub fn f() -> impl Iterator<Item = u32> { 0..3 }",
        "pub fn f() -> std::ops::Range<u32> { 0..3 }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u32> { 0..3 }",
        "pub fn f() -> Vec<u32> { vec![] }",
        LIKELY,
    ),
    // Of traits of another crate, that says what they demand; serde's are known.
    (
        "bound_added",
        "pub fn f<T: other::Read>(x: T) {}",
        "pub fn f<T: other::Write>(x: T) {}",
        LIKELY,
    ),
    (
        "bound_removed",
        "pub fn f<T: serde::de::DeserializeOwned>(x: &str) -> T { todo!() }",
        "pub fn f<'a, T: serde::Deserialize<'a>>(x: &'a str) -> T { todo!() }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct G<I>(I); impl<I, K, V> G<I> where I: Iterator<Item = (K, V)>, K: Ord { pub fn f(self) -> std::collections::HashMap<K, V> { todo!() } }",
        "use std::hash::{BuildHasher, RandomState}; pub struct G<I, S = RandomState>(I, S); impl<I, K, V, S: BuildHasher> G<I, S> where I: Iterator<Item = (K, V)>, K: Ord { pub fn f(self) -> std::collections::HashMap<K, V, S> { todo!() } }",
        ADDITIVE,
    ),
    (
        "result_changed",
        "pub fn f() -> std::num::NonZeroU32 { todo!() }",
        "pub fn f() -> std::num::NonZero<u64> { todo!() }",
        LIKELY,
    ),
    (
        "bound_added",
        "pub fn f<A>(x: A) where A: Iterator, A::Item: Send {}",
        "pub fn f<A>(x: A) where A: Iterator<Item: Send + Copy> {}",
        BREAKING,
    ),
    (
        "bound_added",
        "pub trait B { fn b(self); } impl<T: Iterator> B for T where T::Item: Send { fn b(self) {} }",
        "pub trait B { fn b(self); } impl<T> B for T where T: Iterator<Item: Copy> { fn b(self) {} }",
        BREAKING,
    ),
    (
        "result_narrower",
        "pub struct W; impl Iterator for W { type Item = u32; fn next(&mut self) -> Option<u32> { None } } pub fn f() -> impl Iterator<Item = u32> { W }",
        "pub struct W; impl Iterator for W { type Item = u32; fn next(&mut self) -> Option<u32> { None } } pub fn f() -> W { W }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "pub fn f(x: &str) -> &str { x }",
        "pub fn f(x: &str) -> &'static str { \"\" }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "pub fn f(x: &str) -> &'static str { \"\" }",
        "pub fn f(x: &str) -> &str { x }",
        LIKELY,
    ),
    // What holds it for a while is not told from what gives it.
    (
        "result_changed",
        "pub fn f(x: &mut u8) -> std::cell::Cell<&str> { todo!() }",
        "pub fn f(x: &mut u8) -> std::cell::Cell<&'static str> { todo!() }",
        LIKELY,
    ),
    (
        "result_narrower",
        "pub struct R<'a>(&'a str); impl<'a> R<'a> { pub fn text(&self) -> &str { self.0 } }",
        "pub struct R<'a>(&'a str); impl<'a> R<'a> { pub fn text(&self) -> &'a str { self.0 } }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_narrower",
        "pub trait T {} pub fn f() -> Box<dyn T> { todo!() }",
        "pub trait T {} pub fn f() -> Box<dyn T + Send> { todo!() }",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub trait T {} pub fn f(x: Box<dyn T>) {}",
        "pub trait T {} pub fn f(x: Box<dyn T + Send>) {}",
        LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f<R>(x: impl Fn() -> R) {}",
        "pub fn f<R>(x: impl FnOnce() -> R) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f<R>(x: impl FnOnce() -> R) {}",
        "pub fn f<R>(x: impl Fn() -> R) {}",
        LIKELY,
    ),
    // Who implements a trait writes it as the trait does.
    (
        "parameter_type_changed",
        "pub trait A { fn f(&self, x: impl Fn()); }",
        "pub trait A { fn f(&self, x: impl FnOnce()); }",
        LIKELY,
    ),
    ("parameter_wider", "pub fn f(x: &[u8; 4]) {}", "pub fn f(x: &[u8]) {}", ADDITIVE_LIKELY),
    ("parameter_type_changed", "pub fn f(x: &[u8]) {}", "pub fn f(x: &[u8; 4]) {}", LIKELY),
    ("parameter_wider", "pub fn f(x: &str) {}", "pub fn f(x: impl AsRef<str>) {}", ADDITIVE_LIKELY),
    (
        "parameter_wider",
        "pub fn f(x: fn(u8) -> u8) {}",
        "pub fn f(x: impl Fn(u8) -> u8) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: fn(u8) -> u8) {}",
        "pub fn f(x: impl Fn(u16) -> u8) {}",
        LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: std::fs::File) {}",
        "pub fn f(x: impl std::io::Read) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: &mut Vec<u8>) {}",
        "pub fn f<W: std::io::Write>(x: &mut W) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub fn f(x: &mut String) {}",
        "pub fn f(x: &mut impl std::fmt::Write) {}",
        ADDITIVE_LIKELY,
    ),
    // Whether it is one, the documentation of `std` is not asked here.
    (
        "parameter_type_changed",
        "pub fn f(x: std::process::Child) {}",
        "pub fn f(x: impl std::io::Read) {}",
        UNKNOWN,
    ),
    (
        "parameter_wider",
        "use std::collections::HashMap; pub fn f(x: &HashMap<String, u8>) {}",
        "use std::collections::HashMap; use std::hash::BuildHasher; pub fn f<S: BuildHasher>(x: &HashMap<String, u8, S>) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: &str) {}",
        "pub fn f(x: impl Into<Vec<u8>>) {}",
        LIKELY,
    ),
    ("parameter_wider", "pub fn f(x: &'static str) {}", "pub fn f(x: &str) {}", ADDITIVE_LIKELY),
    ("parameter_type_changed", "pub fn f(x: &str) {}", "pub fn f(x: &'static str) {}", LIKELY),
    // What a constant is worth no signature says.
    (
        "result_changed",
        "pub fn f() -> [u8; 32] { [0; 32] }",
        "const LEN: usize = size(); const fn size() -> usize { 32 } pub fn f() -> [u8; LEN] { [0; LEN] }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "const LEN: usize = 32; pub fn f() -> [u8; LEN] { [0; LEN] }",
        "const LEN: usize = 32; pub fn f() -> [u8; 64] { [0; 64] }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "pub fn f() -> [u8; 32] { [0; 32] }",
        "pub fn f() -> [u8; 64] { [0; 64] }",
        LIKELY,
    ),
    ("generics_named", "pub fn f(x: impl Clone) {}", "pub fn f<T: Clone>(x: T) {}", ADDITIVE),
    ("bound_added", "pub fn f(x: impl Clone) {}", "pub fn f<T: Clone + Send>(x: T) {}", BREAKING),
    ("generics_changed", "pub fn f<T: Clone>(x: T) {}", "pub fn f(x: impl Clone) {}", BREAKING),
    (
        "bound_removed",
        "use std::fmt::Display; pub struct W<T>(pub T); impl W<u32> { pub fn show(&self) {} }",
        "use std::fmt::Display; pub struct W<T>(pub T); impl<T: Display> W<T> { pub fn show(&self) {} }",
        ADDITIVE,
    ),
    (
        "bound_added",
        "pub trait D {} pub struct W<T>(pub T); impl W<u32> { pub fn show(&self) {} }",
        "pub trait D {} pub struct W<T>(pub T); impl<T: D> W<T> { pub fn show(&self) {} }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "pub struct W<T>(pub T); impl W<u32> { pub fn get(&self) -> u32 { 1 } }",
        "pub struct W<T>(pub T); impl<T> W<T> { pub fn get(&self) -> u64 { 1 } }",
        LIKELY,
    ),
    ("kind_changed", "pub struct A(String);", "pub enum A { B(String) }", LIKELY),
    ("kind_changed", "pub struct A { pub b: u8 }", "pub enum A { B(String) }", BREAKING),
    (
        "member_added",
        "pub union U { pub a: u32 }",
        "pub union U { pub a: u32, pub b: f32 }",
        ADDITIVE,
    ),
    (
        "member_removed",
        "pub union U { pub a: u32, pub b: f32 }",
        "pub union U { pub a: u32 }",
        BREAKING,
    ),
    (
        "value_changed",
        "#[repr(u16)] pub enum A { B = 256 }",
        "#[repr(u16)] pub enum A { B = 1 << 9 }",
        LIKELY,
    ),
    ("private_field_removed", "pub struct A(f64);", "pub struct A { pub b: f64 }", ADDITIVE),
    ("bound_added", "pub struct A<'a, T>(&'a [T]);", "pub struct A<'a, T: 'a>(&'a [T]);", UNKNOWN),
    (
        "bound_added",
        "pub fn f<T: std::ops::Add<u8, Output = T>>(x: T) {}",
        "pub fn f<T: std::ops::Add<Output = T>>(x: T) {}",
        BREAKING,
    ),
    // Which trait a name is of matters where both say it.
    (
        "result_changed",
        "pub trait A { type X; } pub trait B { type X; } pub fn f<T: A + B>(x: T) -> <T as A>::X { todo!() }",
        "pub trait A { type X; } pub trait B { type X; } pub fn f<T: A + B>(x: T) -> <T as B>::X { todo!() }",
        LIKELY,
    ),
    (
        "bound_added",
        "pub fn f<F: for<'a> Fn(&'a str, &'a str) -> bool>(x: F) {}",
        "pub fn f<F: Fn(&str, &str) -> bool>(x: F) {}",
        BREAKING,
    ),
    (
        "parameter_type_changed",
        "pub trait Store { fn put(&mut self, v: u32); }",
        "pub trait Store<T = u64> { fn put(&mut self, v: T); }",
        LIKELY,
    ),
    (
        "future_promises_more",
        "pub trait S { async fn call(&self) -> u8; }",
        "pub trait S { fn call(&self) -> impl std::future::Future<Output = u8> + Send; }",
        BREAKING,
    ),
    (
        "future_promises_more",
        "pub async fn call() -> u8 { 1 }",
        "pub fn call() -> impl std::future::Future<Output = u8> + Send { async { 1 } }",
        ADDITIVE,
    ),
];

/// The same, written otherwise.
pub(super) const NONE: &[(&str, &str)] = &[
    (
        "pub struct Zero { pub a: Option<core::num::NonZeroUsize> } pub fn zero(_: std::num::NonZeroU32) -> std::thread::Result<u8> { todo!() }",
        "pub struct Zero { pub a: Option<core::num::NonZero<usize>> } pub fn zero(_: std::num::NonZero<u32>) -> Result<u8, Box<dyn std::any::Any + Send + 'static>> { todo!() }",
    ),
    (
        "pub fn f() -> [u8; 1024] { todo!() }",
        "const LEN: usize = 1024; pub fn f() -> [u8; LEN] { todo!() }",
    ),
    (
        "const LEN: usize = 8; pub fn f() -> u8 { 1 }",
        "const LEN: usize = 9; pub fn f() -> u8 { 1 }",
    ),
    (
        "pub fn f<F>(x: F) where F: Fn(&str) -> bool {}",
        "pub fn f<F>(x: F) where for<'x> F: Fn(&'x str) -> bool {}",
    ),
    (
        "pub fn f<F>(x: F) where F: Fn(&str) -> &str {}",
        "pub fn f<F: for<'x> Fn(&'x str) -> &'x str>(x: F) {}",
    ),
    (
        "use std::ops::Add; pub fn f<T: Add<Output = T>>(x: T) {}",
        "pub fn f<T>(x: T) where T: core::ops::Add<T, Output = T> {}",
    ),
    (
        "pub fn f<I>(x: I) where I: IntoIterator, I::Item: Into<u32> {}",
        "pub fn f<I>(x: I) where I: IntoIterator<Item: Into<u32>> {}",
    ),
    (
        "pub fn f<A>(x: A) where for<'a> &'a A: IntoIterator, for<'a> <&'a A as IntoIterator>::Item: Send {}",
        "pub fn f<A>(x: A) where for<'a> &'a A: IntoIterator<Item: Send> {}",
    ),
    (
        "pub struct W<I>(pub I); impl<'a, A> Clone for W<&'a A> where &'a A: IntoIterator, <&'a A as IntoIterator>::Item: Send { fn clone(&self) -> Self { W(self.0) } }",
        "pub struct W<I>(pub I); impl<'a, A> Clone for W<&'a A> where &'a A: IntoIterator<Item: Send> { fn clone(&self) -> Self { W(self.0) } }",
    ),
    (
        "pub fn f<T, U>(x: T, y: U) where T: std::ops::Add<U>, <T as std::ops::Add<U>>::Output: Iterator, <<T as std::ops::Add<U>>::Output as Iterator>::Item: Clone {}",
        "pub fn f<T, U>(x: T, y: U) where T: std::ops::Add<U, Output: Iterator<Item: Clone>> {}",
    ),
    (
        "pub trait B { fn b(self); } impl<T: Iterator + Send> B for T where T::Item: Send { fn b(self) {} }",
        "pub trait B { fn b(self); } impl<T> B for T where T: Iterator<Item: Send> + Send { fn b(self) {} }",
    ),
    (
        "pub trait M {} pub struct A<T>(T); impl<T: Iterator> M for A<T> where T::Item: Send {}",
        "pub trait M {} pub struct A<T>(T); impl<T: Iterator<Item: Send>> M for A<T> {}",
    ),
    (
        "pub trait X: Sized { fn x<I>(self, _: I) where I: IntoIterator<Item = u8>, I::IntoIter: ExactSizeIterator<Item = u8> {} }",
        "pub trait X: Sized { fn x<I>(self, _: I) where I: IntoIterator<Item = u8, IntoIter: ExactSizeIterator> {} }",
    ),
    (
        "pub fn f<I: Iterator>(x: I) -> Option<I::Item> { None }",
        "pub fn f<I: Iterator>(x: I) -> Option<<I as Iterator>::Item> { None }",
    ),
    (
        "pub trait G { type A; fn c(&self) -> Self::A; }",
        "pub trait G { type A; fn c(&self) -> <Self as G>::A; }",
    ),
    (
        "pub trait T {} pub fn f(x: &dyn T, y: Box<dyn T>) {}",
        "pub trait T {} pub fn f(x: &(dyn T + '_), y: Box<dyn T + 'static>) {}",
    ),
    // What `std` calls by several names.
    (
        "use std::collections::hash_map::RandomState as R; pub struct M<S = R>(pub S); impl From<R> for M<u8> { fn from(x: R) -> Self { M(1) } } pub fn f() -> Vec<R> { vec![] }",
        "use std::hash::RandomState as R; pub struct M<S = R>(pub S); impl From<R> for M<u8> { fn from(x: R) -> Self { M(1) } } pub fn f() -> Vec<R> { vec![] }",
    ),
    (
        "use std::num::NonZeroU32 as N; pub struct M(N); impl From<N> for M { fn from(x: N) -> Self { M(x) } } pub fn f<T: Into<N>>(x: T) -> Option<N> { None }",
        "use std::num::NonZero; pub struct M(NonZero<u32>); impl From<NonZero<u32>> for M { fn from(x: NonZero<u32>) -> Self { M(x) } } pub fn f<T: Into<NonZero<u32>>>(x: T) -> Option<NonZero<u32>> { None }",
    ),
    (
        "use std::os::raw::{c_char, c_int, c_uchar}; pub fn f(x: c_int, y: *const c_char, z: c_uchar) -> std::thread::Result<u8> { todo!() }",
        "use core::ffi::{c_char, c_int}; pub fn f(x: c_int, y: *const c_char, z: core::primitive::u8) -> Result<u8, Box<dyn std::any::Any + Send>> { todo!() }",
    ),
    ("pub struct A(f64);", "pub struct A { b: f64 }"),
    ("#[repr(u16)] pub enum A { B = 256 }", "#[repr(u16)] pub enum A { B = 1 << 8 }"),
];
