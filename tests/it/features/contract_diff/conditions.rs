//! Rust: items that are there several times, each under its own condition, and traits that nobody else can name; beside each,
//! what breaks nobody.

use super::{ADDITIVE_LIKELY, BREAKING, Case, LIKELY, UNKNOWN, changes};

pub(super) const CASES: &[Case] = &[
    (
        "parameter_type_changed",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u32) {}",
        "#[cfg(unix)] pub fn f(x: u64) {} #[cfg(windows)] pub fn f(x: u32) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: u32) {}",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(not(unix))] pub fn f(x: u64) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "#[cfg(unix)] pub fn f(x: u64) {} #[cfg(windows)] pub fn f(x: u32) {}",
        "pub fn f(x: u32) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u64) {}",
        "#[cfg(all(unix, feature = \"a\"))] pub fn f(x: u32) {} #[cfg(any(windows, all(unix, not(feature = \"a\"))))] pub fn f(x: u64) {}",
        LIKELY,
    ),
    (
        "parameter_type_changed",
        "pub fn f(x: u32) {}",
        "#[cfg(not(loom))] pub fn f(x: u32) {} #[cfg(loom)] pub fn f(x: u64) {}",
        UNKNOWN,
    ),
    (
        "parameter_count_changed",
        "#[cfg(feature = \"a\")] pub fn f(x: u32) {} #[cfg(not(feature = \"a\"))] pub fn f() {}",
        "#[cfg(feature = \"a\")] pub fn f(x: u32) {} #[cfg(not(feature = \"a\"))] pub fn f(y: u8) {}",
        BREAKING,
    ),
    (
        "item_removed",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u64) {}",
        "#[cfg(unix)] pub fn f(x: u32) {}",
        BREAKING,
    ),
    (
        "cfg_changed",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u32) {}",
        "#[cfg(unix)] pub fn f(x: u32) {}",
        LIKELY,
    ),
    (
        "cfg_changed",
        "#[cfg(unix)] pub fn f(x: u32) {}",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u32) {}",
        ADDITIVE_LIKELY,
    ),
    (
        "cfg_changed",
        "#[cfg(unix)] pub mod sys { pub fn f() {} pub fn g() {} } #[cfg(windows)] pub mod sys { pub fn f() {} pub fn g() {} }",
        "#[cfg(unix)] pub mod sys { pub fn f() {} pub fn g() {} } #[cfg(windows)] pub mod sys { pub fn f() {} }",
        LIKELY,
    ),
    (
        "implementation_removed",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(unix)] impl Copy for A {} #[cfg(windows)] impl Copy for A {}",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(unix)] impl Copy for A {}",
        BREAKING,
    ),
    (
        "implementation_removed",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(unix)] impl std::fmt::Debug for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } } #[cfg(windows)] impl std::fmt::Debug for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(unix)] impl std::fmt::Display for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } } #[cfg(windows)] impl std::fmt::Debug for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        LIKELY,
    ),
    (
        "derived_trait",
        "#[cfg(unix)] #[derive(Debug)] pub struct A; #[cfg(windows)] #[derive(Debug)] pub struct A;",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(windows)] impl std::fmt::Debug for A { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }",
        BREAKING,
    ),
    (
        "type_changed",
        "#[cfg(unix)] pub struct A { pub x: u8 } #[cfg(windows)] pub struct A { pub x: u8 }",
        "#[cfg(unix)] pub struct A { pub x: u16 } #[cfg(windows)] pub struct A { pub x: u8 }",
        LIKELY,
    ),
    (
        "bound_added",
        "trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for std::rc::Rc<u16> { fn go(&self) {} } pub struct It<T>(T); impl<T: Int> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
        "trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for std::rc::Rc<u16> { fn go(&self) {} } pub struct It<T>(T); impl<T: Int + Sync> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
        UNKNOWN,
    ),
    (
        "bound_added",
        "pub trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for u16 { fn go(&self) {} } pub struct It<T>(T); impl<T: Int> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
        "pub trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for u16 { fn go(&self) {} } pub struct It<T>(T); impl<T: Int + Sync> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
        BREAKING,
    ),
];

/// Before and after.
pub(super) const NONE: &[(&str, &str)] = &[
    (
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u32) {}",
        "#[cfg(any(unix, windows))] pub fn f(x: u32) {}",
    ),
    (
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(not(unix))] pub fn f(x: u32) {}",
        "pub fn f(x: u32) {}",
    ),
    (
        "pub fn f(x: u32) {}",
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(not(unix))] pub fn f(x: u32) {}",
    ),
    (
        "#[cfg(unix)] pub fn f(x: u32) {} #[cfg(windows)] pub fn f(x: u32) {}",
        "#[cfg(unix)] mod u { pub fn f(x: u32) {} } #[cfg(unix)] pub use u::f; #[cfg(windows)] mod w { pub fn f(x: u32) {} } #[cfg(windows)] pub use w::f;",
    ),
    (
        "#[cfg(all(unix, not(feature = \"a\")))] pub fn f() {} #[cfg(feature = \"a\")] pub fn f() {}",
        "#[cfg(feature = \"a\")] pub fn f() {} #[cfg(all(not(feature = \"a\"), unix))] pub fn f() {}",
    ),
    (
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; #[cfg(unix)] impl From<String> for A { fn from(x: String) -> A { A } } #[cfg(windows)] impl From<String> for A { fn from(x: String) -> A { A } } impl Copy for A {}",
        "#[cfg(unix)] pub struct A; #[cfg(windows)] pub struct A; impl From<String> for A { fn from(x: String) -> A { A } } #[cfg(unix)] impl Copy for A {} #[cfg(windows)] impl Copy for A {}",
    ),
    (
        "#[cfg(unix)] #[derive(Clone)] pub struct A; #[cfg(windows)] #[derive(Clone)] pub struct A;",
        "#[cfg(unix)] pub struct A; #[cfg(unix)] impl Clone for A { fn clone(&self) -> A { A } } #[cfg(windows)] #[derive(Clone)] pub struct A;",
    ),
    (
        "trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for u16 { fn go(&self) {} } pub struct It<T>(T); impl<T: Int> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
        "trait Int: Sized { fn go(&self); } impl Int for u8 { fn go(&self) {} } impl Int for u16 { fn go(&self) {} } pub struct It<T>(T); impl<T: Int + Sync> Iterator for It<T> { type Item = T; fn next(&mut self) -> Option<T> { None } }",
    ),
];

/// A name that is an alias now of what nobody else can name has the members of that.
#[test]
fn members_behind_an_alias_of_a_hidden_type_are_there() {
    let files = "//- Cargo.toml\npackage.name = \"lib\"\n//- src/lib.rs\nmod private;\npub struct Rate;\n\
                 impl Rate { pub fn of() {} pub fn part(&self) {} }\n//- src/private.rs\npub struct Share<T>(T);\n\
                 impl<T> Share<T> { pub fn of() {} fn part(&self) {} }\n";
    let now = "mod private;\npub struct Amount;\npub type Rate = private::Share<Amount>;\n";
    let said = changes(files, "src/lib.rs", now);
    assert!(said.contains(&"breaking Rate::part: item_removed".to_owned()), "{said:?}");
    assert!(!said.iter().any(|it| it.contains("Rate::of")), "{said:?}");
}

/// The form of one condition is what changed, and is told where it stands; that of the other one says nothing for it.
#[test]
fn a_form_that_changes_is_told_of_that_form() {
    let code = |native: &str, wasm: &str| {
        format!(
            "#[cfg(not(target_arch = \"wasm32\"))]\nmod native;\n#[cfg(target_arch = \"wasm32\")]\nmod wasm;\n\
             #[cfg(not(target_arch = \"wasm32\"))]\npub use native::Body;\n#[cfg(target_arch = \"wasm32\")]\n\
             pub use wasm::Body;\n//- src/native.rs\n{native}//- src/wasm.rs\n{wasm}"
        )
    };
    let body = "pub struct Body;\nimpl From<String> for Body { fn from(it: String) -> Self { Self } }\n\
                impl From<u8> for Body { fn from(it: u8) -> Self { Self } }\n";
    let files =
        format!("//- Cargo.toml\npackage.name = \"lib\"\n//- src/lib.rs\n{}", code(body, body));
    let lost = body.lines().filter(|it| !it.contains("String")).collect::<Vec<_>>().join("\n");
    assert_eq!(changes(&files, "src/native.rs", &lost), ["breaking Body::from: cfg_changed"]);
    let other = body.replace("String", "Box<str>");
    assert_eq!(
        changes(&files, "src/native.rs", &other),
        ["breaking Body::from: parameter_type_changed"]
    );
    assert_eq!(changes(&files, "src/native.rs", body), [""; 0]);
}
