//! Rust: traits that types implement, by `impl`s whose members do not say it, and members that such traits have anyway.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    (
        "implementation_removed",
        "#[derive(Debug, thiserror::Error)] pub enum E1 { #[error(\"x\")] Io(#[from] std::io::Error), #[error(\"y\")] #[cfg(unix)] Fmt { #[from] source: std::fmt::Error } }",
        "#[derive(Debug, thiserror::Error)] pub enum E1 { #[error(\"x\")] Io(#[source] std::io::Error), #[error(\"y\")] #[cfg(unix)] Fmt { #[from] source: std::fmt::Error } }",
        BREAKING,
    ),
    (
        "implementation_removed",
        "use thiserror::Error; #[derive(Debug, Error)] #[error(\"x\")] pub struct E2<T: std::fmt::Debug>(#[from] Inner<T>); #[derive(Debug, Error)] #[error(\"y\")] pub struct Inner<T: std::fmt::Debug>(T);",
        "use thiserror::Error; #[derive(Debug, Error)] #[error(\"x\")] pub struct E2<T: std::fmt::Debug>(#[source] Inner<T>); #[derive(Debug, Error)] #[error(\"y\")] pub struct Inner<T: std::fmt::Debug>(T);",
        BREAKING,
    ),
    (
        "implementation_removed",
        "pub trait OfArrays {} impl OfArrays for [u8; 0] {} impl OfArrays for [u16; 1] {}",
        "pub trait OfArrays {} impl<const N: usize> OfArrays for [u8; N] {}",
        BREAKING,
    ),
    (
        "implementation_added",
        "pub trait OfBytes {} impl OfBytes for [u8; 0] {} impl OfBytes for [u8; 1] {}",
        "pub trait OfBytes {} impl<const N: usize> OfBytes for [u8; N] {}",
        ADDITIVE,
    ),
    (
        "implementation_removed",
        "pub struct A(u8); impl Clone for A { fn clone(&self) -> A { *self } } impl Copy for A {}",
        "#[derive(Clone)] pub struct A(u8);",
        BREAKING,
    ),
    (
        "implementation_removed",
        "#[derive(Debug)] pub enum E {} impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } } impl std::error::Error for E {}",
        "#[derive(Debug)] pub enum E {} impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        BREAKING,
    ),
    (
        "implementation_removed",
        "pub trait Marker {} impl Marker for u8 {} impl Marker for Vec<u8> {}",
        "pub trait Marker {} impl Marker for Vec<u8> {}",
        BREAKING,
    ),
    // What a trait gave, a type may have of itself, and no bound sees it.
    (
        "implementation_removed",
        "pub trait Size { fn size(&self) -> u8; } pub struct A; impl Size for A { fn size(&self) -> u8 { 1 } }",
        "pub trait Size { fn size(&self) -> u8; } pub struct A; impl A { pub fn size(&self) -> u8 { 1 } }",
        LIKELY,
    ),
    (
        "implementation_added",
        "pub trait Marker {} pub struct A;",
        "pub trait Marker {} pub struct A; impl Marker for A {}",
        ADDITIVE,
    ),
    (
        "bound_added",
        "pub trait Marker {} pub struct A<T>(T); impl<T> Marker for A<T> {}",
        "pub trait Marker {} pub struct A<T>(T); impl<T: Clone> Marker for A<T> {}",
        LIKELY,
    ),
    (
        "implementation_changed",
        "pub trait Marker {} pub struct A<T>(T); impl Marker for A<u8> {}",
        "pub trait Marker {} pub struct A<T>(T); impl Marker for A<u16> {}",
        UNKNOWN,
    ),
    // What a derive of another crate makes of attributes.
    (
        "implementation_removed",
        "#[derive(Debug, thiserror::Error)] pub enum E { A(#[from] std::io::Error), B(#[from] std::fmt::Error) }",
        "#[derive(Debug, thiserror::Error)] pub enum E { A(#[source] std::io::Error), B(#[from] std::fmt::Error) }",
        BREAKING,
    ),
    (
        "implementation_removed",
        "use thiserror::Error; pub struct A; #[derive(Error)] pub struct E { #[from] source: A }",
        "use thiserror::Error; pub struct A; #[derive(Error)] pub struct E { source: A }",
        BREAKING,
    ),
    (
        "implementation_added",
        "#[derive(thiserror::Error)] pub enum E { A(std::io::Error) }",
        "#[derive(thiserror::Error)] pub enum E { A(#[from] std::io::Error) }",
        ADDITIVE,
    ),
    (
        "async_trait",
        "#[async_trait::async_trait] pub trait T { async fn f(&self); }",
        "pub trait T { async fn f(&self); }",
        LIKELY,
    ),
    (
        "async_trait",
        "use async_trait::async_trait; #[async_trait] pub trait T { async fn f(&self); }",
        "use async_trait::async_trait; #[async_trait(?Send)] pub trait T { async fn f(&self); }",
        LIKELY,
    ),
    // For all of a kind, and for types of others.
    (
        "bound_added",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<T: Clone> X for T {}",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<T: Copy> X for T {}",
        LIKELY,
    ),
    (
        "bound_added",
        "pub trait X: Iterator { fn n(&mut self) {} } impl<I: Iterator + ?Sized> X for I {}",
        "pub trait X: Iterator { fn n(&mut self) {} } impl<I> X for I where I: Iterator {}",
        LIKELY,
    ),
    (
        "bound_added",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<T> X for Vec<T> where T: Clone {}",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<U: Copy> X for Vec<U> {}",
        LIKELY,
    ),
    (
        "bound_added",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<T> X for &T {}",
        "pub trait X { fn n(&self) -> u8 { 1 } } impl<T: X> X for &T {}",
        LIKELY,
    ),
    // By whatever path users call the type.
    (
        "bound_added",
        "pub mod m { pub struct A<T>(T); } pub use m::A; pub trait X {} impl<T> X for A<T> {}",
        "pub mod m { pub struct A<T>(T); } pub use m::A; pub trait X {} impl<T: Copy> X for A<T> {}",
        LIKELY,
    ),
    (
        "implementation_changed",
        "pub trait X {} pub struct A<T>(T); impl<T> X for A<T> {}",
        "pub trait X {} pub struct A<T>(T); impl X for A<u8> {}",
        LIKELY,
    ),
    (
        "bound_removed",
        "pub trait X {} pub struct A<T>(T); impl X for A<u8> {}",
        "pub trait X {} pub struct A<T>(T); impl<T: Copy> X for A<T> {}",
        ADDITIVE_LIKELY,
    ),
    (
        "implementation_changed",
        "pub trait X {} pub struct A<T>(T); pub struct B; impl X for A<B> {}",
        "pub trait X {} pub struct A<T>(T); pub struct B; impl<T: Copy> X for A<T> {}",
        UNKNOWN,
    ),
    (
        "implemented_for_all",
        "pub trait B { fn n(&self) -> u8; } impl<T: Copy> B for T { fn n(&self) -> u8 { 1 } }",
        "pub trait B { fn n(&self) -> u8; } impl<T> B for T { fn n(&self) -> u8 { 1 } }",
        LIKELY,
    ),
    (
        "implemented_for_all",
        "pub trait B { fn n(&self) {} } impl<T: Copy> B for T {}",
        "pub trait B { fn n(&self) {} } impl<T: Clone> B for T {}",
        LIKELY,
    ),
    (
        "item_added",
        "pub trait P { fn go(&self); }",
        "pub trait P { fn go(&self); } impl<F> P for F where F: Fn(&str) -> u8 + Send { fn go(&self) {} }",
        ADDITIVE,
    ),
    // What each type of its kind has, was had whatever it is given.
    (
        "bound_added",
        "pub struct A<T>(T); impl<T> A<T> { pub fn a(&self) {} }",
        "pub struct A<T>(T); impl<T: Copy> A<T> { pub fn a(&self) {} }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub trait X { fn n(&self); } impl<T> X for Option<T> { fn n(&self) {} }",
        "pub trait X { fn n(&self); } impl<T: Copy> X for Option<T> { fn n(&self) {} }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub trait X { fn n(&self); } pub trait Y {} impl<T> X for T { fn n(&self) {} }",
        "pub trait X { fn n(&self); } pub trait Y {} impl<T: Y> X for T { fn n(&self) {} }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub struct F<T>(T); impl<T, E> Future for F<T> where T: Future<Output = Result<u8, E>> { type Output = u8; fn poll(self: std::pin::Pin<&mut Self>, x: &mut std::task::Context<'_>) -> std::task::Poll<u8> { todo!() } }",
        "pub struct F<T>(T); impl<T, B, E> Future for F<T> where T: Future<Output = Result<B, E>> { type Output = u8; fn poll(self: std::pin::Pin<&mut Self>, x: &mut std::task::Context<'_>) -> std::task::Poll<u8> { todo!() } }",
        UNKNOWN,
    ),
    // A type may be called otherwise now.
    (
        "bound_added",
        "pub struct Old6 { a: u8 } pub trait X {} impl<T> X for T where T: std::ops::Add<Old6> {}",
        "pub struct New6 { a: u8 } pub type Old6 = New6; pub trait X {} impl<T> X for T where T: std::ops::Add<New6> {}",
        UNKNOWN,
    ),
    // What `Display` does not give.
    (
        "item_removed",
        "pub struct A; impl A { pub fn to_string(&self) -> Box<str> { todo!() } }",
        "pub struct A; impl std::fmt::Display for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        BREAKING,
    ),
    (
        "item_removed",
        "pub struct A<T>(T); impl<T> A<T> { pub fn to_string(&self) -> String { todo!() } }",
        "pub struct A<T>(T); impl<T: Copy> std::fmt::Display for A<T> { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        BREAKING,
    ),
    (
        "item_removed",
        "pub struct A; impl A { pub fn to_string(&self) -> String { todo!() } }",
        "pub struct A; impl std::fmt::Debug for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        BREAKING,
    ),
    (
        "item_removed",
        "pub struct A; impl A { pub fn to_string(&self) -> String { todo!() } }",
        "#[derive(derive_more::Display)] pub struct A;",
        UNKNOWN,
    ),
    (
        "item_removed",
        "pub struct A; impl A { pub fn into(self) -> u8 { 1 } }",
        "pub struct A; impl From<A> for u8 { fn from(x: A) -> u8 { 1 } }",
        UNKNOWN,
    ),
    (
        "item_removed",
        "pub struct Whole; impl Whole { pub fn into(self) -> u8 { 1 } }",
        "pub struct Whole; impl From<Whole> for u16 { fn from(x: Whole) -> u16 { 1 } }",
        BREAKING,
    ),
    (
        "item_added",
        "pub struct A; impl A { pub fn to_string(&self) -> String { todo!() } }",
        "pub struct A; impl std::fmt::Display for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        ADDITIVE,
    ),
    (
        "item_added",
        "pub struct A<T>(T); impl<T: Copy> A<T> { pub fn to_string(&self) -> String { todo!() } }",
        "pub struct A<T>(T); impl<T: Clone> std::fmt::Display for A<T> { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        ADDITIVE,
    ),
    // Everything that was written in an `impl` that is still there went: but for what the trait has anyway.
    (
        "item_removed",
        "pub struct E; impl std::fmt::Write for E { fn write_str(&mut self, x: &str) -> std::fmt::Result { Ok(()) } }",
        "pub struct E;",
        BREAKING,
    ),
    (
        "item_removed",
        "pub struct A(String); impl Into<String> for A { fn into(self) -> String { self.0 } }",
        "pub struct A(String); impl From<A> for Vec<u8> { fn from(x: A) -> Self { x.0.into_bytes() } }",
        BREAKING,
    ),
    (
        "now_of_trait",
        "pub struct A; impl A { pub fn size(&self) -> u8 { 1 } }",
        "pub struct A; pub trait Size { fn size(&self) -> u8; } impl Size for A { fn size(&self) -> u8 { 1 } }",
        BREAKING,
    ),
    (
        "drop_added",
        "pub struct A { pub b: String }",
        "pub struct A { pub b: String } impl Drop for A { fn drop(&mut self) {} }",
        BREAKING,
    ),
    (
        "drop_added",
        "pub enum A { B(String) }",
        "pub enum A { B(String) } impl Drop for A { fn drop(&mut self) {} }",
        BREAKING,
    ),
    // Beside an `impl` for all that both have, its own was of a type that is not one of them.
    (
        "item_removed",
        "pub trait D { fn d(&self); } impl<T: Copy> D for T { fn d(&self) {} } pub struct A; impl D for A { fn d(&self) {} }",
        "pub trait D { fn d(&self); } impl<T: Copy> D for T { fn d(&self) {} } pub struct A;",
        BREAKING,
    ),
    (
        "item_removed",
        "pub enum E {} impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        "#[derive(thiserror::Error)] pub enum E {}",
        UNKNOWN,
    ),
    (
        "bound_added",
        "pub struct H<T>(std::sync::Arc<T>); impl<T> Clone for H<T> { fn clone(&self) -> Self { H(self.0.clone()) } }",
        "#[derive(Clone)] pub struct H<T>(std::sync::Arc<T>);",
        LIKELY,
    ),
    (
        "bound_added",
        "pub struct N(String); impl From<Vec<u8>> for N { fn from(s: Vec<u8>) -> N { todo!() } }",
        "pub struct N(String); impl<S: Into<String>> From<S> for N { fn from(s: S) -> N { N(s.into()) } }",
        UNKNOWN,
    ),
    (
        "implemented_for_all",
        "pub trait Draw { fn draw(&self); }",
        "pub trait Draw { fn draw(&self); } impl<T: std::fmt::Display> Draw for T { fn draw(&self) {} }",
        LIKELY,
    ),
    (
        "path_removed",
        "pub enum Level { Low, High } pub use Level::*;",
        "pub enum Level { Low, High }",
        BREAKING,
    ),
    (
        "path_added",
        "pub enum Level { Low, High }",
        "pub enum Level { Low, High } pub use Level::*;",
        ADDITIVE,
    ),
    // What another argument has.
    (
        "implementation_removed",
        "pub struct W<T>(T); impl Clone for W<u8> { fn clone(&self) -> Self { todo!() } } impl Clone for W<u16> { fn clone(&self) -> Self { todo!() } }",
        "pub struct W<T>(T); impl Clone for W<u8> { fn clone(&self) -> Self { todo!() } }",
        LIKELY,
    ),
    (
        "implementation_removed",
        "pub struct W<T>(T); impl Copy for W<u8> {} impl Copy for W<u16> {}",
        "pub struct W<T>(T); impl Copy for W<u8> {}",
        BREAKING,
    ),
];

/// What nobody feels.
pub(super) const NONE: &[(&str, &str)] = &[
    (
        "#[derive(thiserror::Error)] pub enum E { A(#[from] std::io::Error) }",
        "#[derive(thiserror::Error)] pub enum E { A(std::io::Error) } impl From<std::io::Error> for E { fn from(x: std::io::Error) -> E { E::A(x) } }",
    ),
    (
        "#[derive(thiserror::Error)] pub enum E { A(std::io::Error) } impl From<std::io::Error> for E { fn from(x: std::io::Error) -> E { E::A(x) } }",
        "#[derive(thiserror::Error)] pub enum E { A(#[from] std::io::Error) }",
    ),
    (
        "struct P; #[derive(thiserror::Error)] pub struct E(#[from] P);",
        "struct P; #[derive(thiserror::Error)] pub struct E(P);",
    ),
    (
        "pub struct A(u8); impl Clone for A { fn clone(&self) -> A { *self } } impl Copy for A {}",
        "#[derive(Clone, Copy)] pub struct A(u8);",
    ),
    ("trait Inner {} pub struct A; impl Inner for A {}", "trait Inner {} pub struct A;"),
    (
        "pub struct A(u8); impl Iterator for A { type Item = u8; fn next(&mut self) -> Option<u8> { None } fn size_hint(&self) -> (usize, Option<usize>) { (0, None) } }",
        "pub struct A(u8); impl Iterator for A { type Item = u8; fn next(&mut self) -> Option<u8> { None } }",
    ),
    (
        "#[derive(Debug)] pub struct E; impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } } impl std::error::Error for E { fn description(&self) -> &str { \"\" } }",
        "#[derive(Debug)] pub struct E; impl std::fmt::Display for E { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } } impl std::error::Error for E {}",
    ),
    ("pub struct A(u8); unsafe impl Send for A {}", "pub struct A(u8);"),
    (
        "pub struct A { pub b: u8 }",
        "pub struct A { pub b: u8 } impl Drop for A { fn drop(&mut self) {} }",
    ),
    ("pub struct A(u8);", "pub struct A(u8); impl Drop for A { fn drop(&mut self) {} }"),
    (
        "pub mod b { pub trait Marker {} pub struct A; impl Marker for A {} }",
        "pub mod b { pub trait Marker {} pub struct A; } mod c { impl super::b::Marker for super::b::A {} }",
    ),
    (
        "pub trait Y: Clone {} pub trait X { fn n(&self) {} } impl<T: Y> X for T {}",
        "pub trait Y: Clone {} pub trait X { fn n(&self) {} } impl<T> X for T where T: Y + Clone {}",
    ),
    (
        "#[derive(Clone, Copy)] pub struct N(u8); pub struct D<T>(N, T); impl<T: Clone> Clone for D<T> { fn clone(&self) -> Self { todo!() } } impl<T: Copy> Copy for D<T> {}",
        "#[derive(Clone, Copy)] pub struct N(u8); pub struct D<T>(N, T); impl<T: Clone> Clone for D<T> { fn clone(&self) -> Self { todo!() } } impl<T: Copy> Copy for D<T> where N: Copy {}",
    ),
    (
        "pub trait X { fn n(&self) {} } impl<T: Clone + ?Sized> X for T {}",
        "pub trait X { fn n(&self) {} } impl<T: Clone> X for T {}",
    ),
    (
        "pub trait X {} pub struct A<T, U>(T, U); impl<T: Copy, U> X for A<T, U> {}",
        "pub trait X {} pub struct A<T, U>(T, U); impl<U, T: Copy> X for A<T, U> {}",
    ),
];
