use boundstone_model::Language::Rust;

use crate::{facts, items};

#[test]
fn every_kind_of_item() {
    let source = r#"
use std::fmt;
pub mod sinks { pub(crate) fn open() { fn local() {} struct Local; } mod deep {} }
mod elsewhere;
pub struct Row<T> where T: Copy { pub len: usize, r#type: T }
pub struct Pair(pub u8, u8);
union Bits { int: u32 }
pub enum Shape { Point, Line(u8), Circle { radius: f32 } }
pub trait Sink { type Item; const MAX: usize; fn put(&mut self) {} fn make() -> Self; }
impl<T> Row<T> { pub const NONE: u8 = 0; pub fn new() -> Self { loop {} } fn len(self: &Self) {} }
impl fmt::Display for &a::Row<u8> { fn fmt(&self) {} }
impl Sink for (u8, u8) { type Item = u8; }
pub static mut COUNT: u8 = 0;
type Short = Row<u8>;
extern "C" { pub fn c_call(); static C: u8; }
macro_rules! local_macro { () => { struct NotAnItem; } }
#[macro_export]
macro_rules! public_macro { () => {} }
const _: () = { impl Drop for Bits { fn drop(&mut self) {} } };
pub async unsafe extern "C" fn r#async() {}
"#;
    insta::assert_snapshot!(items(Rust, source), @"

    + module sinks
    ~ function sinks::open
    - module sinks::deep
    - module elsewhere
    + struct Row
    + field Row::len
    - field Row::type
    + struct Pair
    - union Bits
    - field Bits::int
    + enum Shape
    + variant Shape::Point
    + variant Shape::Line
    + variant Shape::Circle
    + field Shape::Circle::radius
    + trait Sink
    + type-alias Sink::Item
    + constant Sink::MAX
    + method Sink::put
    + function Sink::make
    - impl Row
    + constant Row::NONE
    + function Row::new
    - method Row::len
    + impl Row
    + method Row::fmt
    + impl (u8, u8)
    + type-alias (u8, u8)::Item
    + static COUNT
    - type-alias Short
    + function c_call
    - static C
    - macro local_macro
    + macro public_macro ^1
    + impl Bits
    + method Bits::drop
    + function async
    ");
}

#[test]
fn what_stands_directly_above_leads() {
    let source = "\
/// Documents a.

#[inline]
fn a() {} // ends the line of a
// leads b
fn b() {}

// alone

fn c() {}
struct S {
    x: u8, // ends the line of x
           // and goes on
    y: u8,
    // leads z
    /* and this */ z: u8,
}
mod m {
    //! Documents m.
    fn d() {}
}
";
    insta::assert_snapshot!(items(Rust, source), @r#"
    - function a ^3
    - function b ^1
    - function c
    - struct S
    - field S::x
    - field S::y
    - field S::z ^1
    - module m
    - function m::d
    "#);
}

#[test]
fn ranges_begin_at_the_first_modifier() {
    let source = "/// doc\n#[x]\npub(crate) const fn f() {}\n";
    let facts = facts(Rust, source);
    let item = facts.item(0).unwrap();
    assert_eq!(item.range.slice(source), "pub(crate) const fn f() {}");
    assert_eq!(item.name_range.slice(source), "f");
    assert_eq!(item.lead_start, 0);
}

#[test]
fn valid_items_survive_around_what_is_being_typed() {
    let broken = [
        "impl X {\n    fn a(&self) {\n        if x {\n    }\n\n    fn b(&self) {}\n}\npub fn c() {}\nstruct Y;\n",
        "fn a() {\n    let x = \n}\nfn b() {}\npub fn c() {}\n",
        "fn a(\n\npub fn b() { 1 }\nstruct Y;\n",
        "pub struct A {\n    x:\n}\nfn b() {}\n",
        "fn a() {\n    x.\n\npub fn b() {}\n\nstruct Y { z: u8 }\n",
        "use a::{b\nfn c() {}\nfn d() {}\n",
        "<<<<<<< HEAD\nfn a() {}\n=======\nfn b() {}\n>>>>>>> other\nfn c() {}\n",
    ];
    let shown: Vec<String> = broken.iter().map(|source| items(Rust, source)).collect();
    insta::assert_snapshot!(shown.join("---"), @r#"
    - impl X
    - method X::a
    - method X::b
    + function c
    - struct Y
    ---
    - function a
    - function b
    + function c
    ---
    - function a
    - struct Y
    ---
    + struct A
    - field A::x
    - function b
    ---
    - function b
    - struct Y
    - field Y::z
    ---
    - function d
    ---
    "#);
}
