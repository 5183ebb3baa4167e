//! Rust: traits that types implement, by `impl`s whose members do not say it, and members that such traits have anyway.

use super::{ADDITIVE, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
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
];

/// What nobody feels.
pub(super) const NONE: &[(&str, &str)] = &[
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
];
