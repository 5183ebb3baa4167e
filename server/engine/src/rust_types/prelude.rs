//! The traits that every file of Rust has without an import.

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
