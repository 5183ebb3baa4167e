use boundstone_model::Language::Rust;

use crate::references;

#[test]
fn every_form_of_use() {
    let source = r#"
extern crate alpha;
#[macro_use] pub extern crate beta as b;
use gamma;
use ::gamma::Ray as Beam;
pub use gamma::{self, edge::{Edge, *}, deep::er::Well as _,};
pub(crate) use super::super::sibling::{r#type, Kind};
use std::{fmt, io::Read};
pub use std::sync::Arc;
mod file;
#[cfg(test)] mod tests;
#[path = "odd/place.rs"] pub mod placed;
#[cfg_attr(windows, path = "win.rs")] #[cfg_attr(unix, path = "unix.rs")] mod imp;
use {one::One, two::Two};
fn f() -> impl Sized + use<> {}
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    named [::] alpha as alpha at alpha
    * named [::] beta as b at beta
    macros [::beta] - as - at beta
    named [] gamma as gamma at gamma
    named [::gamma] Ray as Beam after 1 at Ray
    * named [] gamma as - at gamma
    * named [] gamma as gamma at self
    * named [gamma] edge as - at edge
    * named [gamma::edge] Edge as Edge at Edge
    * glob [gamma::edge] - as - at *
    * named [gamma::deep::er] Well as - after 2 at Well
    ~ named [super::super] sibling as - after 2 at sibling
    ~ named [super::super::sibling] type as type at r#type
    ~ named [super::super::sibling] Kind as Kind at Kind
    * named [std::sync] Arc as Arc after 2 at Arc
    modulefile [] file as file at file
    modulefile [] tests as tests of tests at tests
    * modulefile [odd/place.rs] placed as placed at placed
    modulefile [] imp as imp at imp
    modulefile [unix.rs] imp as imp at imp
    modulefile [win.rs] imp as imp at imp
    named [one] One as One after 1 at One
    named [two] Two as Two after 1 at Two
    ");
}

#[test]
fn paths_that_may_lead_out() {
    let source = r#"
use gamma::{Ray, parse, shapes, info};
use std::collections::HashMap;
struct Own { ray: Ray, map: HashMap<String, Ray> }
mod inner;
fn f(ray: &Ray, shapes: Vec<shapes::Shape>) -> Option<delta::Kind> {
    let parse = parse("x");
    info!("{}", shapes::area(&shapes), Ray::new());
    let own = Own { ray: Ray { x: 1 }, map: HashMap::new() };
    own.parse().info;
    inner::go(|info| info);
    ["a"].iter().map(Own::make).collect::<Vec<shapes::Shape>>();
    match own { shapes::NONE => None, Own { ray, .. } => std::mem::drop(ray) }
    println!("{}", vec![1]); crate::x::y(); self::inner::Z; <Ray as Trait>::go(); String::new();
}
fn g() { ["a"].map(parse); }
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    named [] gamma as - at gamma
    named [gamma] Ray as Ray at Ray
    named [gamma] parse as parse at parse
    named [gamma] shapes as shapes at shapes
    named [gamma] info as info at info
    modulefile [] inner as inner at inner
    path Ray
    path Ray
    path Ray
    path shapes::Shape
    path delta::Kind
    macro info
    call shapes::area
    call Ray::new
    path Ray
    call inner::go
    path shapes::Shape
    path shapes::NONE
    call crate::x::y
    path self::inner::Z
    path Ray
    path parse
    ");
}

#[test]
fn scopes_blocks_and_macros() {
    let source = r#"
use gamma::Ray;
fn f() { use delta::Cap; Cap::new(); { Ray::new(); } }
cfg_if! { if #[cfg(unix)] { use delta::os::Unix; } else { mod not_unix; } }
fn g() { Unix::new(); Cap::new(); }
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn t() { Ray::new(); helper(); Unknown::new(); }
}
macro_rules! m { ($x:ident) => { use hidden::X; $crate::y::Z; delta::go!($x) } }
#[tokio::test] #[derive(Clone, Serial, delta::Mark)] #[arg(parser = delta::parse, name = parse)]
struct S;
#[proc_macro_derive(Mark, attributes(mark))] pub fn derive_mark() {}
#[cfg(any(test, feature = "x"))] mod both { }
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    scope 1: Block
    scope 2: Module(2) of tests
    scope 3: Module(7)
    named [gamma] Ray as Ray after 1 at Ray
    named [delta] Cap as Cap after 1 in 1 at Cap
    named [delta::os] Unix as Unix after 2 at Unix
    modulefile [] not_unix as not_unix at not_unix
    glob [super] - as - after 1 in 2 at *
    * local [] derive_mark as Mark at derive_mark
    call Cap::new in 1
    call Ray::new in 1
    macro cfg_if
    call Unix::new
    call Ray::new in 2
    path hidden::X in a macro definition
    path crate::y::Z in a macro definition
    macro delta::go in a macro definition
    macro tokio::test
    macro Serial
    macro delta::Mark
    macro arg
    path delta::parse
    ");
}

#[test]
fn items_that_macros_are_given() {
    let source = r#"
use gamma::Args;
slotmap::new_key_type! { pub struct Key; }
bitflags! { pub(crate) struct Flags: u8 { const A = 1; const fn no() {} } }
cfg_net! { pub async fn connect() { fn inner() {} } pub mod net; pub trait Net { fn no(); } }
fn f() { struct Args; made! { struct Local; } Args; }
fn g(args: Args) {}
macro_rules! m { () => { pub struct Hidden; } }
use r#gamma::deep::Well;
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    named [gamma] Args as Args after 1 at Args
    ~ made [] struct as Flags at Flags
    * modulefile [] net as net at net
    named [gamma::deep] Well as Well after 1 at Well
    macro slotmap::new_key_type
    macro bitflags
    macro cfg_net
    macro made
    path Args
    ");
}

#[test]
fn the_body_of_a_macro_that_takes_nothing_stands_where_it_is_called() {
    let source = r#"
macro_rules! root { () => { #[doc(hidden)] pub mod de; pub use $crate::de::Visit; use gamma::*; mod lib { use not::here; } }; }
macro_rules! empty { () => {} }
macro_rules! takes { ($x:ident) => { pub mod no; pub use no::Where; }; () => { use takes::Nothing; } }
root!();
const SIZE: usize = size!();
#[cfg(unix)]
unix! {}
mod inner { brackets![]; }
fn f() { in_a_function!(); }
cfg_if! { if #[cfg(unix)] { inside!(); } }
given!(1);
path::called!();
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    scope 1: Macro(0)
    scope 2: Block
    scope 3: Macro(2)
    scope 4: Module(4)
    * modulefile [] de as de in 1 at de
    * named [crate::de] Visit as Visit after 2 in 1 at Visit
    glob [gamma] - as - after 1 in 1 at *
    * modulefile [] no as no in 2 at no
    named [takes] Nothing as Nothing after 1 in 3 at Nothing
    expansion [] root as - at root
    expansion [] unix as - at unix
    expansion [] brackets as - in 4 at brackets
    expansion [] inside as - at inside
    path not::here in a macro definition in 1
    path no::Where in a macro definition in 2
    macro size
    macro unix
    macro brackets in 4
    macro in_a_function
    macro cfg_if
    macro inside
    macro given
    macro path::called
    ");
}

#[test]
fn members_of_values_whose_type_stands_beside_them() {
    let source = r#"
use gamma::{Ray, shapes::Shape, Light};
struct Own { field: Ray }
fn f(ray: &'a mut Ray<'a>, shape: Arc<dyn gamma::shapes::Shape>, own: Own, many: Vec<Ray>, n: u8) {
    ray.bend().twice(); ray.angle += shape.area(); own.field.bend(); many.len(); n.pow(2);
    let light = Light::of(&ray); let mut spot = Light { on: true }; let dark = light.off();
    light.on(); spot.on = light.r#type; dark.on(); a.ray.bend(); path::ray.bend();
    println!("{}", ray.angle());
    call(|other: Ray| other.bend());
}
fn g() { ray.bend(); let made = make(); made.bend(); let Self { own } = self; }
"#;
    insta::assert_snapshot!(references(Rust, source), @"

    named [] gamma as - at gamma
    named [gamma] Ray as Ray at Ray
    named [gamma::shapes] Shape as Shape after 1 at Shape
    named [gamma] Light as Light at Light
    path Ray
    path Ray
    path gamma::shapes::Shape
    path Ray
    member bend of Ray
    member angle of Ray
    member area of gamma::shapes::Shape
    call Light::of
    path Light
    member off of Light
    member on of Light
    member on of Light
    member r#type of Light
    path path::ray
    member angle of Ray
    path Ray
    member bend of Ray
    ");
}

#[test]
fn a_cfg_that_holds_in_tests_alone_is_told_by_its_whole() {
    let is_test = |cfg: &str| {
        let shown = references(Rust, &format!("#[cfg({cfg})]\nmod tests {{ use a::b; }}\n"));
        shown.contains(" of tests")
    };
    for cfg in ["test", "all(test, not(loom))", "all(not(loom), unix, test)"] {
        assert!(is_test(cfg), "{cfg}");
    }
    for cfg in [
        "not",
        "any, unix",
        "not(test)",
        "any(test, unix)",
        "all(unix, not(test))",
        "feature = \"test\"",
    ] {
        assert!(!is_test(cfg), "{cfg}");
    }
}

#[test]
fn an_import_without_a_name_is_none() {
    for half in ["use ::;", "use ;", "use r#;", "use a::{::};", "extern crate;", "use ::"] {
        let shown = references(Rust, &format!("{half}\nuse b::C;\n"));
        assert!(!shown.contains("[] as"), "{half}: {shown}");
        assert!(shown.contains("named [b] C as C"), "{half}: {shown}");
    }
}
