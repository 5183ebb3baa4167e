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
    // By what nobody else can see.
    (
        "auto_trait",
        "struct Inner { a: usize } pub struct A { a: Box<Inner> }",
        "struct Inner { a: *const u8 } pub struct A { a: Box<Inner> }",
        LIKELY,
    ),
    (
        "auto_trait",
        "enum Inner { B(u8), C } pub struct A(Vec<Inner>);",
        "enum Inner { B(std::rc::Rc<str>), C } pub struct A(Vec<Inner>);",
        LIKELY,
    ),
    (
        "auto_trait",
        "struct Inner<T>(T); pub struct A(Inner<u8>);",
        "struct Inner<T>(T); pub struct A(Inner<std::rc::Rc<u8>>);",
        LIKELY,
    ),
    (
        "auto_trait",
        "struct Raw(*mut u8); unsafe impl Send for Raw {} pub struct A(Raw);",
        "struct Raw(*mut u8); pub struct A(Raw);",
        LIKELY,
    ),
    (
        "auto_trait",
        "type Call = dyn Fn(u8) + Send + Sync; pub struct A(Box<Call>);",
        "type Call = dyn Fn(u8); pub struct A(Box<Call>);",
        LIKELY,
    ),
    (
        "auto_trait",
        "trait Part: Send + Sync {} pub struct A(Box<dyn Part>);",
        "trait Part: Send {} pub struct A(Box<dyn Part>);",
        LIKELY,
    ),
    // By what it is given.
    (
        "auto_trait",
        "pub struct A<T>(u64, std::marker::PhantomData<fn() -> T>);",
        "pub struct A<T>(u64, std::marker::PhantomData<T>);",
        LIKELY,
    ),
    (
        "auto_trait",
        "pub struct A<T>(std::sync::Arc<std::sync::Mutex<T>>);",
        "pub struct A<T>(std::sync::Arc<std::sync::RwLock<T>>);",
        LIKELY,
    ),
];
