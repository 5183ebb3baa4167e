//! Rust: what the defaults of a type and the `impl`s of its package say of what signatures name.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // Only functions and closures are called as such.
    (
        "result_changed",
        "pub struct Called(u8); pub fn f() -> impl Fn(&str) -> usize { |x: &str| x.len() }",
        "pub struct Called(u8); pub fn f() -> Called { Called(1) }",
        LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u8> { 0..3 }",
        "pub struct Count(u8); pub fn f() -> Count { Count(1) }",
        LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u16> { 0..3 }",
        "pub struct Bytes8(u8); impl Iterator for Bytes8 { type Item = u8; fn next(&mut self) -> Option<u8> { None } } pub fn f() -> Bytes8 { todo!() }",
        UNKNOWN,
    ),
    (
        "result_narrower",
        "pub fn f() -> impl Iterator<Item = u8> { 0..3 }",
        "pub struct Bytes9(u8); impl Iterator for Bytes9 { type Item = u8; fn next(&mut self) -> Option<u8> { None } } pub fn f() -> Bytes9 { todo!() }",
        ADDITIVE_LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> impl Iterator<Item = u8> { 0..3 }",
        "pub struct Bytes7(std::rc::Rc<u8>); impl Iterator for Bytes7 { type Item = u8; fn next(&mut self) -> Option<u8> { None } } pub fn f() -> Bytes7 { todo!() }",
        UNKNOWN,
    ),
    // What is a default is a form like others.
    (
        "bound_added",
        "pub struct M<K, S = u8>(K, S); impl<K, S> M<K, S> { pub fn a(&self) {} }",
        "pub struct M<K, S = u8>(K, S); impl<K> M<K> { pub fn a(&self) {} }",
        BREAKING,
    ),
    (
        "bound_added",
        "pub struct M<K, S = u8>(K, S); impl<K> M<K> { pub fn a(&self) {} }",
        "pub struct M<K, S = u8>(K, S); impl<K> M<K, u16> { pub fn a(&self) {} }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "pub struct E<T = ()>(T); pub fn f() -> E { E(()) }",
        "pub struct E<T = ()>(T); pub fn f() -> E<u8> { E(1) }",
        LIKELY,
    ),
    // Called by its path, a type that got a parameter is not known.
    (
        "type_left_open",
        "pub struct R(u8); impl R { pub fn new() -> Self { R(1) } }",
        "pub struct R<S = ()>(u8, Option<S>); impl<S> R<S> { pub fn new() -> Self { R(1, None) } }",
        LIKELY,
    ),
    (
        "type_left_open",
        "pub struct R(u8); impl Default for R { fn default() -> Self { R(1) } }",
        "pub struct R<S = ()>(u8, Option<S>); impl<S> Default for R<S> { fn default() -> Self { R(1, None) } }",
        LIKELY,
    ),
    (
        "type_left_open",
        "pub struct R(u8); impl R { pub fn new() -> R { R(1) } }",
        "pub struct R<const N: usize = 3>(u8); impl<const N: usize> R<N> { pub fn new() -> R<N> { R(1) } }",
        LIKELY,
    ),
    (
        "type_left_open",
        "pub struct R(u8); impl R { pub const LEAST: u8 = 1; }",
        "pub struct R<S = ()>(u8, Option<S>); impl<S> R<S> { pub const LEAST: u8 = 1; }",
        LIKELY,
    ),
    (
        "generic_added_with_default",
        "pub struct R(u8); impl R { pub fn new() -> Self { R(1) } pub fn of(x: u8) -> R { R(x) } pub fn on(self) -> Self { self } }",
        "pub struct R<S = u8>(S); impl R { pub fn new() -> Self { R(1) } } impl<S> R<S> { pub fn of(x: S) -> R<S> { R(x) } pub fn on(self) -> R<S> { self } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct R(u8); impl R { pub fn new() -> Self { R(1) } pub fn on(self) -> Self { self } }",
        "pub struct R<const N: usize = 3>(u8); impl R { pub fn new() -> Self { R(1) } } impl<const N: usize> R<N> { pub fn on(self) -> Self { self } }",
        ADDITIVE,
    ),
    // A default has what is demanded of it, by an `impl` of the package or by `std`.
    (
        "generic_added_with_default",
        "pub struct G<N>(Vec<N>); impl<N> G<N> { pub fn count(&self) -> usize { 1 } }",
        "pub trait Index9 {} impl Index9 for u32 {} pub struct G<N, I = u32>(Vec<N>, I); impl<N, I: Index9> G<N, I> { pub fn count(&self) -> usize { 1 } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct G<N>(Vec<N>); impl<N> G<N> { pub fn count(&self) -> usize { 1 } }",
        "use std::collections::hash_map::RandomState; pub struct G<N, S = RandomState>(Vec<N>, S); impl<N, S> G<N, S> where S: std::hash::BuildHasher { pub fn count(&self) -> usize { 1 } }",
        ADDITIVE,
    ),
    (
        "bound_added",
        "pub struct G<N>(Vec<N>); impl<N> G<N> { pub fn count(&self) -> usize { 1 } }",
        "pub trait Index8 {} impl Index8 for u64 {} pub struct G<N, I = u32>(Vec<N>, I); impl<N, I: Index8> G<N, I> { pub fn count(&self) -> usize { 1 } }",
        UNKNOWN,
    ),
    // A type became a form of one that takes more.
    (
        "item_added",
        "#[derive(Clone, Copy)] pub struct C64 { pub re: f64 } impl C64 { pub fn new(re: f64) -> Self { C64 { re } } pub fn norm(&self) -> f64 { 1.0 } } pub fn all() -> Vec<C64> { vec![] }",
        "#[derive(Clone, Copy)] pub struct C<T> { pub re: T } pub type C64 = C<f64>; impl<T> C<T> { pub fn new(re: T) -> C<T> { C { re } } } impl<T: Copy + std::ops::Mul<Output = T>> C<T> { pub fn norm(&self) -> T { self.re } } pub fn all() -> Vec<C<f64>> { vec![] }",
        ADDITIVE,
    ),
    (
        "item_added",
        "pub struct Pool(u8); impl Pool { pub fn open(x: &str) -> Pool { Pool(1) } }",
        "pub trait Base {} pub struct Pg; impl Base for Pg {} pub struct PoolOf<D: Base>(D); pub type Pool = PoolOf<Pg>; impl<D: Base> PoolOf<D> { pub fn open(x: &str) -> Self { todo!() } }",
        ADDITIVE,
    ),
    (
        "item_added",
        "pub struct Lock<T>(T); impl<T> Lock<T> { pub fn new(x: T) -> Lock<T> { Lock(x) } }",
        "pub struct Spin; pub struct LockOf<R, T>(R, T); pub type Lock<T> = LockOf<Spin, T>; impl<R, T> LockOf<R, T> { pub fn new(x: T) -> Self { todo!() } }",
        ADDITIVE,
    ),
    (
        "result_changed",
        "pub struct C64 { pub re: f64 } impl C64 { pub fn new(re: f64) -> Self { C64 { re } } }",
        "pub struct C<T> { pub re: T } pub type C64 = C<f64>; impl<T> C<T> { pub fn new(re: T) -> C<f32> { todo!() } }",
        LIKELY,
    ),
    (
        "parameter_wider",
        "pub trait At {} impl At for usize {} impl At for &str {} pub fn get(x: usize) {}",
        "pub trait At {} impl At for usize {} impl At for &str {} pub fn get<I: At>(x: I) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "parameter_wider",
        "pub trait At2 {} impl At2 for usize {} pub fn get(x: usize) {}",
        "pub trait At2 {} impl At2 for usize {} pub fn get(x: impl At2) {}",
        ADDITIVE_LIKELY,
    ),
    // A literal would be an `i32`.
    (
        "parameter_type_changed",
        "pub trait At3 {} impl At3 for usize {} impl At3 for u8 {} pub fn get(x: usize) {}",
        "pub trait At3 {} impl At3 for usize {} impl At3 for u8 {} pub fn get<I: At3>(x: I) {}",
        UNKNOWN,
    ),
    (
        "trait_given_more",
        "pub enum V { I(i64) } impl From<Vec<V>> for V { fn from(x: Vec<V>) -> V { todo!() } }",
        "pub enum V { I(i64) } impl<T: Into<V>> From<Vec<T>> for V { fn from(x: Vec<T>) -> V { todo!() } }",
        ADDITIVE_LIKELY,
    ),
    (
        "receiver_relaxed",
        "pub struct L<'a>(&'a str); impl<'a> L<'a> { pub fn get(&'a self) -> Option<&'a str> { None } }",
        "pub struct L<'a>(&'a str); impl<'a> L<'a> { pub fn get(&self) -> Option<&str> { None } }",
        ADDITIVE_LIKELY,
    ),
    (
        "receiver_relaxed",
        "pub struct L<'a>(&'a str); impl<'a> L<'a> { pub fn set(&'a mut self, x: &'a str) {} }",
        "pub struct L<'a>(&'a str); impl<'a> L<'a> { pub fn set(&mut self, x: &'a str) {} }",
        ADDITIVE_LIKELY,
    ),
    (
        "receiver_changed",
        "pub struct L<'a>(std::cell::Cell<&'a str>); impl<'a> L<'a> { pub fn set(&mut self, x: &'a str) {} }",
        "pub struct L<'a>(std::cell::Cell<&'a str>); impl<'a> L<'a> { pub fn set(&'a mut self, x: &'a str) {} }",
        LIKELY,
    ),
    (
        "derived_trait",
        "#[derive(PartialEq, Eq)] pub struct Tag(pub u8); impl Tag { pub const A: Tag = Tag(1); }",
        "pub struct Tag(pub u8); impl PartialEq for Tag { fn eq(&self, x: &Tag) -> bool { true } } impl Eq for Tag {} impl Tag { pub const A: Tag = Tag(1); }",
        LIKELY,
    ),
    // An alias names what nobody else can, where a re-export did.
    (
        "kind_changed",
        "mod m { #[derive(Clone)] pub struct Rgb(pub u8); } pub use m::Rgb as Color; pub fn black() -> Color { todo!() }",
        "mod m { #[derive(Clone)] pub struct Rgb(pub u8); } pub type Color = m::Rgb; pub fn black() -> Color { todo!() }",
        LIKELY,
    ),
    (
        "item_removed",
        "mod m { pub struct Vec3 { pub x: u8 } impl Vec3 { pub fn new() -> Vec3 { todo!() } } } pub use m::Vec3 as V3;",
        "mod m { pub struct Vec3 { pub x: u8 } } pub type V3 = m::Vec3;",
        BREAKING,
    ),
    (
        "result_changed",
        "mod m { pub struct Vec3 { pub x: u8 } impl Vec3 { pub fn x(&self) -> u8 { todo!() } } } pub use m::Vec3 as V3;",
        "mod m { pub struct Vec3 { pub x: u8 } impl Vec3 { pub fn x(&self) -> u16 { todo!() } } } pub type V3 = m::Vec3;",
        LIKELY,
    ),
    (
        "derived_trait",
        "mod m { #[derive(Clone)] pub struct Vec3 { pub x: u8 } } pub use m::Vec3 as V3;",
        "mod m { pub struct Vec3 { pub x: u8 } } pub type V3 = m::Vec3;",
        BREAKING,
    ),
];

pub(super) const NONE: &[(&str, &str)] = &[
    (
        "pub struct E<T = u8> { pub v: T } pub fn f(x: E, y: Vec<E>) -> Result<(), E> { Ok(()) }",
        "pub struct E<T = u8> { pub v: T } pub fn f(x: E<u8>, y: Vec<E<u8>>) -> Result<(), E<u8>> { Ok(()) }",
    ),
    (
        "pub struct E<T = ()>(T); impl<T> E<T> { pub fn simple(self) -> E { E(()) } }",
        "pub struct E<T = ()>(T); impl<T> E<T> { pub fn simple(self) -> E<()> { E(()) } }",
    ),
    (
        "pub struct M<K, S = u8>(K, S); impl<K> M<K> { pub fn a(&self) {} } impl<K: Clone> Clone for M<K> { fn clone(&self) -> M<K> { todo!() } }",
        "pub struct M<K, S = u8>(K, S); impl<K> M<K, u8> { pub fn a(&self) {} } impl<K: Clone> Clone for M<K, u8> { fn clone(&self) -> Self { todo!() } }",
    ),
    (
        "pub struct Flag(pub u8); impl PartialEq for Flag { fn eq(&self, x: &Flag) -> bool { true } } #[derive(PartialEq)] pub struct Flag2(u8);",
        "pub struct Flag(pub u8); impl PartialEq for Flag { fn eq(&self, x: &Flag) -> bool { true } } pub struct Flag2(u8); impl PartialEq for Flag2 { fn eq(&self, x: &Flag2) -> bool { true } }",
    ),
    (
        "mod m { #[derive(Clone, Copy)] pub struct Vec2 { pub x: u8 } impl Vec2 { pub const ZERO: Vec2 = Vec2 { x: 0 }; pub fn new() -> Self { todo!() } } impl Eq for Vec2 {} impl PartialEq for Vec2 { fn eq(&self, x: &Vec2) -> bool { true } } } pub use m::Vec2 as V2; pub fn mk() -> V2 { todo!() }",
        "mod m { #[derive(Clone, Copy)] pub struct Vec2 { pub x: u8 } impl Vec2 { pub const ZERO: Vec2 = Vec2 { x: 0 }; pub fn new() -> Self { todo!() } } impl Eq for Vec2 {} impl PartialEq for Vec2 { fn eq(&self, x: &Vec2) -> bool { true } } } pub type V2 = m::Vec2; pub fn mk() -> V2 { todo!() }",
    ),
    (
        "pub mod m { #[derive(Clone)] pub struct Vec4 { pub x: u8 } impl Vec4 { pub fn new() -> Self { todo!() } } } pub use m::Vec4 as V4;",
        "pub mod m { #[derive(Clone)] pub struct Vec4 { pub x: u8 } impl Vec4 { pub fn new() -> Self { todo!() } } } pub type V4 = m::Vec4;",
    ),
    // A type of a trait is no name for what it is.
    (
        "mod m { pub struct Inner5; } pub struct It5; impl Iterator for It5 { type Item = m::Inner5; fn next(&mut self) -> Option<m::Inner5> { None } } pub fn f(x: &m::Inner5, y: &str) {}",
        "mod m { pub struct Inner5; } pub struct It5; impl Iterator for It5 { type Item = m::Inner5; fn next(&mut self) -> Option<Self::Item> { None } } pub fn f<'a>(x: &'a m::Inner5, y: &'a str) {}",
    ),
];
