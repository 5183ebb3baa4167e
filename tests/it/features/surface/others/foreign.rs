//! What `#[wasm_bindgen]` makes of blocks of another language, and of texts.

use super::super::surface;
use crate::repository::Repository;

fn shop(body: &str) -> String {
    let files = format!(
        "\n//- Cargo.toml\n[package]\nname = \"shop\"\nedition = \"2024\"\n[dependencies]\nwasm-bindgen = \"0.2\"\n//- src/lib.rs\n{body}"
    );
    let answer = Repository::of(&files).json(&["surface", "shop"]);
    let said = answer["not_checked"].as_array().unwrap().iter();
    let said = said.map(|it| format!("! {}\n", it["reason"].as_str().unwrap()));
    surface(&files, "shop") + &said.collect::<String>()
}

#[test]
fn a_block_makes_types_and_their_functions() {
    let body = r#"
use wasm_bindgen::prelude::*;
#[wasm_bindgen(module = "shop")]
#[cfg(unix)]
unsafe extern "C" {
    /// A till.
    #[wasm_bindgen(extends = Drawer, js_name = "Cash")]
    #[derive(Clone, Debug)]
    pub type Till;
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Till;
    #[wasm_bindgen(constructor, catch)]
    pub fn open(name: &str) -> Result<Till, JsValue>;
    #[wasm_bindgen(method, getter, js_name = totalPrice)]
    pub fn total(this: &Till) -> f64;
    #[wasm_bindgen(method, setter)]
    pub fn set_total(this: &Till, total: f64);
    #[deprecated]
    #[cfg(feature = "late")]
    #[wasm_bindgen(method)]
    pub async fn close(this: &Till, by: &str,) -> JsValue;
    #[wasm_bindgen(static_method_of = Till)]
    pub fn count() -> u32;
    #[wasm_bindgen(js_namespace = ["shop", "Till"])]
    pub fn shared() -> u32;
    #[wasm_bindgen(method)]
    pub fn each(this: &Till, of: &mut dyn FnMut(u8), with: &Closure<dyn FnMut(u8)>);
    #[wasm_bindgen(method)]
    fn own(this: &Till);
    type Drawer;
    #[wasm_bindgen(method)]
    pub fn never(this: &Drawer);
}
"#;
    insta::assert_snapshot!(shop(body), @"
    Till | struct | derive(Clone) derive(Debug) repr(transparent) struct { .. } | -
    Till::Repr | type-alias | type = wasm_bindgen::JsValue | -
    Till::close | method | deprecated async fn(&self, &str) -> JsValue | deprecated
    Till::count | method | fn() -> u32 | -
    Till::each | method | fn(&self, __unknown!(), &Closure<dyn FnMut(u8)>) | -
    Till::new | method | fn(&str) -> Till | -
    Till::open | method | fn(&str) -> Result<Till, JsValue> | -
    Till::set_total | method | fn(&self, f64) | -
    Till::shared | method | fn() -> u32 | -
    Till::total | method | fn(&self) -> f64 | -
    ");
}

#[test]
fn parameters_of_a_type_are_those_of_its_functions() {
    let body = r#"
use wasm_bindgen::prelude::*;
#[wasm_bindgen]
extern "C" {
    pub type Shelf<T = JsValue>;
    #[wasm_bindgen(constructor)]
    pub fn new<T>() -> Shelf<T>;
    #[wasm_bindgen(method)]
    pub fn map<T, U>(this: &Shelf<T>, by: U) -> Shelf<U> where U: Copy;
}
"#;
    insta::assert_snapshot!(shop(body), @"
    Shelf | struct | repr(transparent) struct<T0 = JsValue> { .. } | -
    Shelf::Repr | type-alias | type = wasm_bindgen::JsValue | -
    Shelf::map | method | fn<T1>(&self, T1) -> Shelf<T1> where T1: Copy | -
    Shelf::new | method | fn() -> Shelf<T0> | -
    ");
}

#[test]
fn a_block_makes_functions_and_handles_of_statics() {
    let body = r#"
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    pub fn log(text: &str);
    pub unsafe fn wipe();
    #[wasm_bindgen(thread_local_v2, js_name = title)]
    pub static TITLE: f64;
    #[wasm_bindgen(thread_local_v2, static_string)]
    pub static GREETING: JsString = "hello";
    pub static OLD: f64;
}
extern "C" { pub fn plain(); }
"#;
    insta::assert_snapshot!(shop(body), @r#"
    GREETING | static | static wasm_bindgen::JsThreadLocal<js_sys::JsString> | -
    OLD | static | deprecated static wasm_bindgen::JsStatic<f64> | deprecated
    TITLE | static | static wasm_bindgen::JsThreadLocal<f64> | -
    log | function | fn(&str) | -
    plain | function | unsafe extern "C" fn() | -
    wipe | function | unsafe fn() | -
    "#);
}

/// The numbers are the macro's: a text is no value of a variant.
#[test]
fn an_enum_of_texts_is_one_of_numbers() {
    let body = r#"
use wasm_bindgen::prelude::wasm_bindgen;
#[wasm_bindgen]
#[derive(Clone)]
pub enum Unit { Piece = "piece", Gram = "g" }
#[wasm_bindgen]
pub enum Level { Low = 1, High }
#[wasm_bindgen]
pub struct Order { pub id: u32 }
#[wasm_bindgen]
impl Order {
    #[wasm_bindgen(getter)]
    pub fn price(&self) -> f64 { 0.0 }
}
"#;
    insta::assert_snapshot!(shop(body), @"
    Level | enum | enum { Low = 1, High } | -
    Level::High | variant |  | -
    Level::Low | variant | = 1 | -
    Order | struct | struct { id: u32 } | -
    Order::id | field | u32 | -
    Order::price | method | fn(&self) -> f64 | -
    Unit | enum | derive(Clone) non_exhaustive repr(u32) enum { Piece = 0, Gram = 1 } | -
    Unit::Gram | variant | = 1 | -
    Unit::Piece | variant | = 0 | -
    Unit::from_js_value | method | fn(&wasm_bindgen::JsValue) -> Option<Unit> | -
    ");
}

/// A condition of what the macro is told may hold or not.
#[test]
fn a_block_that_is_not_understood_is_said() {
    let body = r#"
use wasm_bindgen::prelude::*;
#[wasm_bindgen]
extern "C" {
    #[cfg_attr(feature = "late", wasm_bindgen(js_name = late))]
    pub fn soon();
}
"#;
    insta::assert_snapshot!(shop(body), @r#"
    soon | function | unsafe extern "C" fn() | -
    ! `#[wasm_bindgen]` is not followed: what it makes of the block is not known
    "#);
}

#[test]
fn an_attribute_that_makes_what_is_not_known_is_said() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
zbus = "5"
zerovec = "0.11"
//- src/lib.rs
use zbus::proxy;
#[proxy(interface = "org.shop")]
pub trait Shop { fn open(&self); }
#[zerovec::make_ule(PriceULE)]
#[cfg_attr(docsrs, doc = "make_varule")]
pub struct Price(u8);
pub mod inner {
    #[proxy]
    pub trait Own {}
}
"#;
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let said = answer["not_checked"].as_array().unwrap().iter();
    let said: Vec<&str> = said.map(|it| it["reason"].as_str().unwrap()).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    `#[proxy]` is not followed: what it makes is not known
    `#[make_ule]` is not followed: what it makes is not known
    ");
}
