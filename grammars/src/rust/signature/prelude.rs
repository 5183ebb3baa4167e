//! What every module knows without an import.

/// The types and traits that the prelude knows, each with its module below `std`. Source: The Rust standard
/// library, "std::prelude", of the editions 2021 and 2024: `Future` and `IntoFuture` are of the latter, and
/// which edition a file is of is not told by it.
const PRELUDE: [(&str, &str); 39] = [
    ("AsMut", "convert"),
    ("AsRef", "convert"),
    ("AsyncFn", "ops"),
    ("AsyncFnMut", "ops"),
    ("AsyncFnOnce", "ops"),
    ("Box", "boxed"),
    ("Clone", "clone"),
    ("Copy", "marker"),
    ("Default", "default"),
    ("DoubleEndedIterator", "iter"),
    ("Drop", "ops"),
    ("Eq", "cmp"),
    ("ExactSizeIterator", "iter"),
    ("Extend", "iter"),
    ("Fn", "ops"),
    ("FnMut", "ops"),
    ("FnOnce", "ops"),
    ("From", "convert"),
    ("FromIterator", "iter"),
    ("Future", "future"),
    ("Into", "convert"),
    ("IntoFuture", "future"),
    ("IntoIterator", "iter"),
    ("Iterator", "iter"),
    ("Option", "option"),
    ("Ord", "cmp"),
    ("PartialEq", "cmp"),
    ("PartialOrd", "cmp"),
    ("Result", "result"),
    ("Send", "marker"),
    ("Sized", "marker"),
    ("String", "string"),
    ("Sync", "marker"),
    ("ToOwned", "borrow"),
    ("ToString", "string"),
    ("TryFrom", "convert"),
    ("TryInto", "convert"),
    ("Unpin", "marker"),
    ("Vec", "vec"),
];

/// Whether the prelude knows what stands at `std::module::name`.
pub(super) fn is_in_prelude(module: &str, name: &str) -> bool {
    PRELUDE.binary_search(&(name, module)).is_ok()
}
