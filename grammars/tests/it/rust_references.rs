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
    insta::assert_snapshot!(references(Rust, source), @"");
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
    insta::assert_snapshot!(references(Rust, source), @"");
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
    insta::assert_snapshot!(references(Rust, source), @"");
}
