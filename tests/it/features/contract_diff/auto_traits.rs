//! Auto traits that a type of Rust loses by what it holds, and how it stands in memory: the rule, the type before and after, and the class.

use super::{ADDITIVE, ADDITIVE_LIKELY, Case, LIKELY};

pub const CASES: &[Case] = &[
    (
        "layout_changed",
        "#[repr(C)] pub union A { pub a: u32 }",
        "#[repr(C)] pub union A { pub a: u32, pub b: u64 }",
        LIKELY,
    ),
    (
        "layout_changed",
        "#[repr(C)] pub union A { pub a: u32 }",
        "#[repr(C)] pub union A { pub a: u32, b: u64 }",
        LIKELY,
    ),
    (
        "member_added",
        "pub union A { pub a: u32 }",
        "pub union A { pub a: u32, pub b: u64 }",
        ADDITIVE,
    ),
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
    // By what an `impl` demands.
    (
        "auto_trait",
        "pub struct A<T>(std::cell::UnsafeCell<T>); unsafe impl<T> Sync for A<T> {}",
        "pub struct A<T>(std::cell::UnsafeCell<T>); unsafe impl<T: Send> Sync for A<T> {}",
        LIKELY,
    ),
    (
        "auto_trait",
        "pub struct A<T>(std::ptr::NonNull<T>); unsafe impl<T: Send> Send for A<T> {}",
        "pub struct A<T>(std::ptr::NonNull<T>); unsafe impl<T> Send for A<T> where T: Send + Sync {}",
        LIKELY,
    ),
    (
        "auto_trait",
        "pub struct A<'a, T: ?Sized>(*const T, &'a ()); unsafe impl<'a, T: ?Sized> Sync for A<'a, T> {}",
        "pub struct A<'a, T: ?Sized>(*const T, &'a ()); unsafe impl<T: ?Sized + Sync> Sync for A<'_, T> {}",
        LIKELY,
    ),
    (
        "auto_trait",
        "pub struct A<K, V>(*mut (K, V)); unsafe impl<K, V: Send> Send for A<K, V> {}",
        "pub struct A<K, V>(*mut (K, V)); unsafe impl<V: Send, K: Send> Send for A<K, V> {}",
        LIKELY,
    ),
    // It counts instead of what the type holds, whoever wrote that.
    (
        "auto_trait",
        "pub struct A<T>(foreign::B<T>); unsafe impl<T> Send for A<T> {}",
        "pub struct A<T>(foreign::B<T>); unsafe impl<T: Send> Send for A<T> {}",
        LIKELY,
    ),
    (
        "auto_trait",
        "pub struct A<T>(Vec<T>);",
        "pub struct A<T>(Vec<T>); unsafe impl<T: Send + Sync> Send for A<T> {}",
        LIKELY,
    ),
    (
        "auto_trait",
        "struct Inner<T>(*mut T); unsafe impl<T> Send for Inner<T> {} pub struct A<T>(Inner<T>);",
        "struct Inner<T>(*mut T); unsafe impl<T: Send> Send for Inner<T> {} pub struct A<T>(Inner<T>);",
        LIKELY,
    ),
    (
        "bound_added",
        "pub struct A<T>(*mut T); unsafe impl<T: Send> Send for A<T> {}",
        "pub struct A<T>(*mut T); unsafe impl<T: Send + Clone> Send for A<T> {}",
        LIKELY,
    ),
    (
        "bound_added",
        "pub struct A<T>(*mut T); impl<T> std::panic::UnwindSafe for A<T> {}",
        "pub struct A<T>(*mut T); impl<T: std::panic::UnwindSafe> std::panic::UnwindSafe for A<T> {}",
        LIKELY,
    ),
];

pub const NONE: &[(&str, &str)] = &[
    (
        "pub trait Job: Send {} pub struct A<T>(*mut T); unsafe impl<T: Job> Send for A<T> {}",
        "pub trait Job: Send {} pub struct A<T>(*mut T); unsafe impl<T: Job + Send> Send for A<T> {}",
    ),
    (
        "pub struct A<T>(Vec<T>);",
        "pub struct A<T>(Vec<T>); unsafe impl<T: Send> Send for A<T> {} unsafe impl<T: Sync> Sync for A<T> {}",
    ),
    (
        "pub struct A<T>(*mut T); unsafe impl<T> Send for A<T> where T: Send {}",
        "pub struct A<T>(*mut T); unsafe impl<U: Send> Send for A<U> {}",
    ),
    // Of a trait of others nobody knows here what it demands.
    (
        "pub struct A<T>(*mut T); unsafe impl<T: foreign::Job> Send for A<T> {}",
        "pub struct A<T>(*mut T); unsafe impl<T: foreign::Job + Send> Send for A<T> {}",
    ),
];
