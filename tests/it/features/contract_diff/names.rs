//! Rust: what the names in signatures stand for, and types that are another name for one now; beside each, what still
//! breaks.

use super::{ADDITIVE, ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN};

pub(super) const CASES: &[Case] = &[
    // What every file knows by a name, and something of the file. A path of `std` is written alike.
    (
        "result_changed",
        "pub fn f() -> Option<u8> { None }",
        "type Option<T> = std::result::Result<T, ()>; pub fn f() -> Option<u8> { Ok(1) }",
        UNKNOWN,
    ),
    (
        "bound_added",
        "pub mod a { pub fn f<T: Clone>(x: T) {} }",
        "pub mod a { pub trait Clone {} pub fn f<T: Clone>(x: T) {} }",
        UNKNOWN,
    ),
    (
        "result_changed",
        "type R<T, E = String> = std::result::Result<T, E>; pub fn f() -> R<u8> { Ok(1) }",
        "type R<T, E = String> = std::result::Result<T, E>; pub fn f() -> R<u8, u8> { Ok(1) }",
        LIKELY,
    ),
    (
        "result_changed",
        "pub fn f() -> Result<u8, String> { Ok(1) }",
        "type R<T, E = u8> = std::result::Result<T, E>; pub fn f() -> R<u8> { Ok(1) }",
        LIKELY,
    ),
    // Nobody can name the alias: what names it is another one.
    (
        "type_changed",
        "type Num = f32; pub struct P { pub x: Num }",
        "type Num = f64; pub struct P { pub x: Num }",
        LIKELY,
    ),
    (
        "result_changed",
        "type Num = f32; type Nums = Vec<Num>; pub fn f() -> Nums { vec![] }",
        "type Num = f64; type Nums = Vec<Num>; pub fn f() -> Nums { vec![] }",
        LIKELY,
    ),
    (
        "result_changed",
        "const LEN: usize = 32; pub fn f() -> [u8; LEN] { [0; LEN] }",
        "const LEN: usize = 64; pub fn f() -> [u8; LEN] { [0; LEN] }",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub const LEN: usize = 3_2; pub fn f(x: &[u8; LEN]) {}",
        "pub const LEN: usize = 16usize; pub fn f(x: &[u8; LEN]) {}",
        LIKELY,
    ),
    // One that others can name tells it.
    (
        "type_changed",
        "pub type Num = f32; pub fn f() -> Num { 1.0 }",
        "pub type Num = f64; pub fn f() -> Num { 1.0 }",
        LIKELY,
    ),
    (
        "result_changed",
        "pub struct M; impl std::ops::Neg for M { type Output = M; fn neg(self) -> M { M } }",
        "pub struct M; impl std::ops::Neg for M { type Output = u8; fn neg(self) -> Self::Output { 1 } }",
        LIKELY,
    ),
    (
        "item_removed",
        "pub struct A { pub c: u8 } impl A { pub fn c(&self) {} pub fn d(&self) {} }",
        "pub struct B { pub c: u8 } impl B { pub fn c(&self) {} } pub type A = B;",
        BREAKING,
    ),
    (
        "result_changed",
        "pub struct A { pub c: u8 } impl A { pub fn c(&self) -> u8 { 1 } }",
        "pub struct B { pub c: u8 } impl B { pub fn c(&self) -> u16 { 1 } } pub type A = B;",
        LIKELY,
    ),
    (
        "type_changed",
        "pub struct A { pub c: u8 }",
        "pub struct B<T> { pub c: T } pub type A = B<u16>;",
        LIKELY,
    ),
    ("kind_changed", "pub struct A(pub u8);", "pub struct B(pub u8); pub type A = B;", LIKELY),
    ("kind_changed", "pub struct A;", "pub struct B; pub type A = B;", LIKELY),
    ("kind_changed", "pub enum A { C }", "pub enum B { C } pub type A = B;", UNKNOWN),
    (
        "derived_trait",
        "#[derive(Clone)] pub struct A { pub c: u8 }",
        "pub struct B { pub c: u8 } pub type A = B;",
        BREAKING,
    ),
    (
        "implementation_removed",
        "pub trait M {} pub struct A { pub c: u8 } impl M for A {}",
        "pub trait M {} pub struct B { pub c: u8 } pub type A = B;",
        BREAKING,
    ),
    (
        "item_added",
        "pub struct A { pub c: u8 } impl A { pub fn c(&self) -> u8 { self.c } }",
        "pub struct B { pub c: u8 } impl B { pub fn c(&self) -> u8 { self.c } } #[deprecated] pub type A = B;",
        ADDITIVE,
    ),
    (
        "item_added",
        "pub struct A { pub c: u8 } impl A { pub fn c(&self) -> u8 { self.c } }",
        "pub struct B<T> { pub c: T } pub type A = B<u8>; impl A { pub fn c(&self) -> u8 { self.c } }",
        ADDITIVE,
    ),
    (
        "generic_added_with_default",
        "pub struct M<K, V> { v: Vec<(K, V)> } impl<K, V> M<K, V> { pub fn new() -> Self { todo!() } }",
        "pub struct M<K, V, S = ()> { v: Vec<(K, V)>, s: S } impl<K, V> M<K, V, ()> { pub fn new() -> Self { todo!() } }",
        ADDITIVE,
    ),
    (
        "bound_added",
        "pub struct M<K, V, S = ()> { v: Vec<(K, V)>, s: S } impl<K, V, S> M<K, V, S> { pub fn len(&self) -> usize { 0 } }",
        "pub struct M<K, V, S = ()> { v: Vec<(K, V)>, s: S } impl<K, V> M<K, V, ()> { pub fn len(&self) -> usize { 0 } }",
        BREAKING,
    ),
    // Two types of one name.
    (
        "result_changed",
        "pub mod v1 { pub struct Doc; } pub mod v2 { pub struct Doc; } use v1::Doc; pub fn f() -> Option<Doc> { None }",
        "pub mod v1 { pub struct Doc; } pub mod v2 { pub struct Doc; } use v2::Doc; pub fn f() -> Option<Doc> { None }",
        LIKELY,
    ),
    (
        "bound_added",
        "pub mod v1 { pub trait Read {} } pub mod v2 { pub trait Read {} } pub fn f<T: v1::Read>(x: T) {}",
        "pub mod v1 { pub trait Read {} } pub mod v2 { pub trait Read {} } pub fn f<T: v2::Read>(x: T) {}",
        LIKELY,
    ),
    (
        "result_changed",
        "mod imp { pub struct Error; } pub struct Error; pub fn f() -> Result<(), Error> { Ok(()) }",
        "mod imp { pub struct Error; } pub struct Error; pub fn f() -> Result<(), imp::Error> { Ok(()) }",
        LIKELY,
    ),
    (
        "implementation_removed",
        "pub mod v1 { pub trait Read {} } pub mod v2 { pub trait Read {} } pub struct A; impl v1::Read for A {}",
        "pub mod v1 { pub trait Read {} } pub mod v2 { pub trait Read {} } pub struct A; impl v2::Read for A {}",
        BREAKING,
    ),
    (
        "path_parted",
        "pub mod v1 { pub struct Doc; } pub mod v2 { pub struct Doc; } pub use v1::Doc;",
        "pub mod v1 { pub struct Doc; } pub mod v2 { pub struct Doc; } pub use v2::Doc;",
        LIKELY,
    ),
    (
        "item_added",
        "pub struct Config { pub a: u8 } impl Config { pub fn new() -> Self { Config { a: 0 } } }",
        "pub struct Settings { pub a: u8 } impl Settings { pub fn new() -> Self { Settings { a: 0 } } } pub type Config = Settings;",
        ADDITIVE,
    ),
    // Nobody else can name the trait, and for whom it is implemented tells who can call.
    (
        "bound_added",
        "mod p { pub trait Sealed {} impl Sealed for u8 {} impl Sealed for u16 {} } pub fn f<T: p::Sealed>(x: T) {}",
        "mod q { pub trait Arg {} impl Arg for u8 {} } pub fn f<T: q::Arg>(x: T) {}",
        BREAKING,
    ),
    (
        "supertrait_added",
        "pub trait N { fn n(&self); }",
        "mod sealed { pub trait Sealed {} impl Sealed for u8 {} } pub trait N: sealed::Sealed { fn n(&self); }",
        BREAKING,
    ),
    (
        "supertrait_removed",
        "mod sealed { pub trait Sealed {} impl Sealed for u8 {} } pub trait N: sealed::Sealed { fn n(&self); }",
        "pub trait N { fn n(&self); }",
        ADDITIVE_LIKELY,
    ),
    (
        "type_changed",
        "mod m { pub struct Inner { pub a: u8 } } pub type Handle = m::Inner;",
        "mod m { pub struct Inner { pub a: u16 } } pub use m::Inner as Handle;",
        LIKELY,
    ),
    (
        "cfg_changed",
        "pub fn pid() -> u32 { 1 }",
        "#[cfg(unix)] mod unix { pub fn pid() -> u32 { 1 } } #[cfg(unix)] pub use unix::pid;",
        LIKELY,
    ),
    (
        "implementation_removed",
        "mod p { pub trait Arg {} impl Arg for u8 {} impl Arg for u16 {} } pub fn f(x: impl p::Arg) {}",
        "mod p { pub trait Arg {} impl Arg for u8 {} } pub fn f(x: impl p::Arg) {}",
        LIKELY,
    ),
    // A module that is brought whole brings what it hands on.
    (
        "item_removed",
        "mod imp { pub use std::rc::Rc; pub fn f() {} } pub use imp::*;",
        "mod imp { use std::rc::Rc; pub fn f() {} } pub use imp::*;",
        BREAKING,
    ),
    // Who is handed a type that nobody else can name uses what it has.
    (
        "result_changed",
        "mod imp { pub struct Inner { pub a: u8 } } pub fn f() -> imp::Inner { todo!() }",
        "mod imp { pub struct Core { pub b: u8 } } pub fn f() -> imp::Core { todo!() }",
        LIKELY,
    ),
    (
        "result_changed",
        "mod imp { pub struct Inner; impl Inner { pub fn a(&self) {} } } pub fn f() -> imp::Inner { todo!() }",
        "mod imp { pub struct Core; impl Core { fn a(&self) {} } } pub fn f() -> imp::Core { todo!() }",
        LIKELY,
    ),
    (
        "result_changed",
        "mod imp { #[derive(Clone)] pub struct Inner; } pub fn f() -> imp::Inner { todo!() }",
        "mod imp { pub struct Core; } pub fn f() -> imp::Core { todo!() }",
        LIKELY,
    ),
];

/// The same by another name.
pub(super) const NONE: &[(&str, &str)] = &[
    (
        "pub mod a { type Result<T, E = u8> = std::result::Result<T, E>; pub fn f() -> Result<u8, u16> { Ok(1) } }",
        "pub mod a { pub fn f() -> Result<u8, u16> { Ok(1) } }",
    ),
    (
        "pub fn f() -> std::io::Result<u8> { Ok(1) }",
        "struct Result<A, B>(A, B); pub fn f() -> std::io::Result<u8> { Ok(1) }",
    ),
    (
        "pub fn f() -> Result<u8, String> { Ok(1) }",
        "type R<T, E = String> = std::result::Result<T, E>; pub fn f() -> R<u8> { Ok(1) }",
    ),
    (
        "pub fn f(x: &str) -> Box<dyn Fn(&str) -> bool + Send> { todo!() }",
        "type F = Box<dyn for<'a> Fn(&'a str) -> bool + Send>; pub fn f(x: &str) -> F { todo!() }",
    ),
    (
        "pub fn f(x: &std::collections::HashMap<String, u8>) {}",
        "use std::collections as coll; type S = String; pub fn f(x: &coll::HashMap<S, u8>) {}",
    ),
    (
        "pub struct M; impl std::ops::Add for M { type Output = M; fn add(self, x: M) -> M { x } }",
        "pub struct M; impl std::ops::Add<M> for M { type Output = Self; fn add(self, x: Self) -> Self::Output { x } }",
    ),
    (
        "use std::ops; pub struct G(Vec<u8>); impl ops::Deref for G { type Target = Vec<u8>; fn deref(&self) -> &Vec<u8> { &self.0 } } impl ops::DerefMut for G { fn deref_mut(&mut self) -> &mut Vec<u8> { &mut self.0 } }",
        "use std::ops; pub struct G(Vec<u8>); impl ops::DerefMut for G { fn deref_mut(&mut self) -> &mut Self::Target { &mut self.0 } } impl ops::Deref for G { type Target = Vec<u8>; fn deref(&self) -> &Self::Target { &self.0 } }",
    ),
    (
        "#[cfg(unix)] pub fn sep() -> char { '/' } #[cfg(not(unix))] pub fn sep() -> char { '-' }",
        "#[cfg(not(unix))] pub fn sep() -> char { '-' } #[cfg(unix)] pub fn sep() -> char { '/' }",
    ),
    // What moved is the same where users call it as before.
    (
        "mod old { pub struct Doc; } pub use old::Doc; mod other { pub(crate) struct Doc; } pub fn f() -> Doc { Doc }",
        "mod new { pub struct Doc; } pub use new::Doc; mod other { pub(crate) struct Doc; } pub fn f() -> Doc { Doc }",
    ),
    // A new name of its own, while users have the old one.
    (
        "mod a { pub struct Old(pub u8); } pub use a::Old; pub fn f(x: &Old) -> Vec<Old> { vec![] }",
        "mod a { pub struct New(pub u8); } pub use a::New as Old; pub fn f(x: &a::New) -> Vec<a::New> { vec![] }",
    ),
    (
        "mod a { pub trait Old {} } pub use a::Old; pub fn f<T: Old>(x: T, y: &dyn Old) {}",
        "mod a { pub trait New {} } pub use a::New as Old; use a::New; pub fn f<T: New>(x: T, y: &dyn New) {}",
    ),
    // What a name hid on one side is there on both.
    (
        "pub struct A { pub a: Option<Box<dyn Fn(u8) -> u8>> }",
        "type Call<T> = dyn Fn(T) -> T; pub struct A { pub a: Option<Box<Call<u8>>> }",
    ),
    (
        "struct Node { next: Option<Box<Node>>, a: u8 } pub struct A(Node);",
        "struct Node { next: Option<Box<Node>>, b: Vec<Node> } pub struct A(Box<Node>);",
    ),
    // A path in the body is none of the signature.
    (
        "pub mod other { pub struct Doc; } pub struct Doc; pub fn f(x: Doc) { let _ = other::Doc; }",
        "pub mod other { pub struct Doc; } pub struct Doc; pub fn f(x: Doc) { let _ = x; }",
    ),
    (
        "pub mod a { pub struct Open; } pub mod b { pub struct Open; } pub struct All; impl From<a::Open> for All { fn from(_: a::Open) -> Self { All } } impl From<b::Open> for All { fn from(_: b::Open) -> Self { All } }",
        "pub mod a { pub struct Open; } pub mod b { pub struct Open; } pub struct All; impl From<b::Open> for All { fn from(_: b::Open) -> Self { All } } impl From<a::Open> for All { fn from(_: a::Open) -> Self { All } }",
    ),
    (
        "pub struct L(Vec<u8>); impl<'a> IntoIterator for &'a L { type Item = &'a u8; type IntoIter = std::slice::Iter<'a, u8>; fn into_iter(self) -> std::slice::Iter<'a, u8> { self.0.iter() } }",
        "pub struct L(Vec<u8>); impl<'a> IntoIterator for &'a L { type Item = &'a u8; type IntoIter = std::slice::Iter<'a, u8>; fn into_iter(self) -> Self::IntoIter { self.0.iter() } }",
    ),
    (
        "pub trait P { type Item: Clone; type It: Iterator<Item = Self::Item>; }",
        "pub trait P { type Item: Clone; type It: Iterator<Item = <Self as P>::Item>; }",
    ),
    (
        "mod m { pub struct Inner { pub a: u8 } } pub type Handle = m::Inner;",
        "mod m { pub struct Inner { pub a: u8 } } pub use m::Inner as Handle;",
    ),
    (
        "pub struct S; impl S { pub fn default() -> S { S } } impl Default for S { fn default() -> S { S } }",
        "pub struct S; impl Default for S { fn default() -> S { S } }",
    ),
    (
        "mod sealed { pub trait Sealed {} impl Sealed for u8 {} } pub trait N: sealed::Sealed {}",
        "mod private { pub trait Internal {} impl Internal for u8 {} } pub trait N: private::Internal {}",
    ),
    (
        "pub fn pid() -> u32 { 1 }",
        "#[cfg(unix)] mod unix { pub fn pid() -> u32 { 1 } } #[cfg(not(unix))] mod other { pub fn pid() -> u32 { 1 } } #[cfg(not(unix))] pub use other::pid; #[cfg(unix)] pub use unix::pid;",
    ),
    // What nobody else can name may be called otherwise.
    (
        "mod imp { pub struct Inner { pub a: u8 } impl Inner { pub fn next(&self) -> Inner { todo!() } } impl Clone for Inner { fn clone(&self) -> Inner { todo!() } } } pub fn f(x: &imp::Inner) -> imp::Inner { todo!() } pub struct S(pub imp::Inner);",
        "mod imp { pub struct Core { pub a: u8 } impl Core { pub fn next(&self) -> Core { todo!() } } impl Clone for Core { fn clone(&self) -> Core { todo!() } } } pub fn f(x: &imp::Core) -> imp::Core { todo!() } pub struct S(pub imp::Core);",
    ),
];
