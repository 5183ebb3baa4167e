//! What every file of Rust has without an import.

/// Source: The Rust Reference, "Types".
pub(crate) fn is_primitive(name: &str) -> bool {
    matches!(name, "bool" | "char" | "str" | "f32" | "f64" | "isize" | "usize")
        || matches!(name, "i8" | "i16" | "i32" | "i64" | "i128")
        || matches!(name, "u8" | "u16" | "u32" | "u64" | "u128")
}

/// Source: `std::prelude::rust_2021` in the documentation of `std`; without the auto traits.
pub(crate) fn is_in_prelude(name: &str) -> bool {
    const PRELUDE: [&str; 25] = [
        "AsMut",
        "AsRef",
        "Clone",
        "Copy",
        "Default",
        "DoubleEndedIterator",
        "Drop",
        "Eq",
        "ExactSizeIterator",
        "Extend",
        "Fn",
        "FnMut",
        "FnOnce",
        "From",
        "FromIterator",
        "Into",
        "IntoIterator",
        "Iterator",
        "Ord",
        "PartialEq",
        "PartialOrd",
        "ToOwned",
        "ToString",
        "TryFrom",
        "TryInto",
    ];
    PRELUDE.contains(&name)
}

/// Where what a name alone means stands, unless a file says otherwise: a type or trait of the prelude, or a type of the language.
/// Source: `std::prelude::rust_2024` and `std::primitive` in the documentation of `std`.
pub(crate) fn known_to_all(name: &str) -> Option<String> {
    const PRIMITIVES: [&str; 17] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    let module = match name {
        _ if PRIMITIVES.contains(&name) => "primitive",
        "Box" => "boxed",
        "Option" => "option",
        "Result" => "result",
        "String" | "ToString" => "string",
        "Vec" => "vec",
        "ToOwned" => "borrow",
        "Clone" => "clone",
        "Default" => "default",
        "Eq" | "Ord" | "PartialEq" | "PartialOrd" => "cmp",
        "Future" | "IntoFuture" => "future",
        "Copy" | "Send" | "Sized" | "Sync" | "Unpin" => "marker",
        "AsMut" | "AsRef" | "From" | "Into" | "TryFrom" | "TryInto" => "convert",
        "DoubleEndedIterator"
        | "ExactSizeIterator"
        | "Extend"
        | "FromIterator"
        | "IntoIterator"
        | "Iterator" => "iter",
        "AsyncFn" | "AsyncFnMut" | "AsyncFnOnce" | "Drop" | "Fn" | "FnMut" | "FnOnce" => "ops",
        _ => return None,
    };
    Some(format!("std::{module}::{name}"))
}
