//! Auto traits that a type of Rust loses by what it holds: the rule, the type before and after, and the class.

use super::{ADDITIVE_LIKELY, Case, LIKELY};

pub const CASES: &[Case] = &[
    ("auto_trait", "pub struct A { a: u8 }", "pub struct A { a: std::rc::Rc<u8> }", LIKELY),
    ("auto_trait", "pub struct A(u8);", "pub struct A(Box<dyn Fn()>);", LIKELY),
    (
        "auto_trait",
        "use std::cell::RefCell; pub struct A { a: RefCell<u8> }",
        "use std::sync::Mutex; pub struct A { a: Mutex<u8> }",
        ADDITIVE_LIKELY,
    ),
    ("auto_trait", "pub union A { a: u8 }", "pub union A { a: u8, b: *const u8 }", LIKELY),
    (
        "auto_trait",
        "pub struct A(*const u8); unsafe impl Send for A {} unsafe impl Sync for A {}",
        "pub struct A(*const u8); unsafe impl Sync for A {}",
        LIKELY,
    ),
    ("auto_trait", "pub struct A(u8);", "pub struct A(std::marker::PhantomPinned);", LIKELY),
];
