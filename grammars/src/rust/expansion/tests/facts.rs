//! What facts say of a file before anything is expanded.

use boundstone_model::Language;

use crate::{extract, parse};

pub(super) fn may_expand(text: &str) -> bool {
    let tree = parse(Language::Rust, text, None);
    extract(Language::Rust, text, tree.as_ref()).0.may_expand()
}

#[test]
fn facts_tell_which_files_may_expand() {
    for text in [
        "thread_local! { pub static A: u8 = 1; }",
        "mod inner { made!(A); }",
        "impl Price { made!(A); }",
        "impl Value for made!(u8) {}",
        "fn price(of: made!(u8)) {}",
        "fn price() -> [u8; { made!() }] { 1 }",
        "fn open() {}\nmade!();",
        "trait Open { fn open(); made!(); }",
        "macro_rules! made { () => {} }",
        "union! { A }",
        "impl Value for ::other::made!(u8) {}",
        "quote! { A }",
        "const _: () = { use std::fmt; };",
        "#[derive(Debug, strum::Display)] struct A;",
        "#[cfg_attr(all(), derive(Educe))] struct A;",
        "#[cached] fn price() {}",
        "#[wasm_bindgen(start)] fn main() {}",
        "fn unfinished(\nmade!();",
    ] {
        assert!(may_expand(text), "{text}");
    }
    for text in [
        "fn price() { made!(); fn inner() { made!(); } let a = |it| made!(it); }",
        "impl A { fn price(&self) -> u8 { macro_rules! own { () => { 1 } } own!() } }",
        "#[derive(Debug, Clone)] #[repr(u8)] pub enum A { B }",
        "#[test] fn price() { assert!(a != b); }",
        "const A: u8 = !1; static B: bool = !true;",
        "//! Say `made!()`.\n/// Hello!\npub fn open() {}",
    ] {
        assert!(!may_expand(text), "{text}");
    }
}
