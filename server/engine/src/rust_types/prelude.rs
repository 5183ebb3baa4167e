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
