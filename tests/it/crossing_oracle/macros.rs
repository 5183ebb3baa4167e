//! Crates that are built by macros which take nothing.

use super::Texts;

pub(super) const FILES: &[Texts] = &[
    ("Cargo.toml", &["[workspace]\nmembers = [\"a\", \"b\", \"c\"]\n"]),
    (
        "a/Cargo.toml",
        &["[package]\nname = \"a\"\nedition = \"2021\"\n[dependencies]\nb = { path = \"../b\" }\n"],
    ),
    (
        "b/Cargo.toml",
        &["[package]\nname = \"b\"\nedition = \"2021\"\n[dependencies]\nc = { path = \"../c\" }\n"],
    ),
    ("c/Cargo.toml", &["[package]\nname = \"c\"\nedition = \"2021\"\n"]),
    (
        "a/src/lib.rs",
        &[
            "use b::Thing;\nuse b::deep::Deep;\nfn f(x: Thing) { b::make(); }\n",
            "use b::*;\nfn f(x: Thing, y: Found) { make(); }\n",
            "use b::inside::{Thing, deep::Found};\n",
        ],
    ),
    (
        "b/src/lib.rs",
        &[
            "#[macro_use] mod root;\nuse c as sea;\nroot!();\n",
            "use c as sea;\n#[cfg(test)] pub mod inside { root!(); }\n",
            "mod root;\npub mod inside { use c as sea; root!(); other!(); }\nother!();\n",
            "#[macro_use] mod root;\n",
            "macro_rules! root { () => { pub use c::Deep as Thing; pub mod deep; } }\nroot!();\n",
        ],
    ),
    (
        "b/src/root.rs",
        &[
            "macro_rules! root { () => { pub mod deep; pub use deep::Thing; }; }\n",
            "macro_rules! root { () => { pub mod deep; pub use c::*; } }\nmacro_rules! other { () => { pub use c::make; } }\n",
            "macro_rules! root { ($x:ty) => { pub use c::*; } }\n",
            "#[macro_export] macro_rules! root { () => { #[path = \"root/deep.rs\"] pub mod deep; pub use self::deep::Thing; } }\n",
        ],
    ),
    (
        "b/src/deep/mod.rs",
        &["pub use crate::sea::Deep;\npub struct Thing;\n", "pub use super::sea::*;\n"],
    ),
    (
        "b/src/inside/deep.rs",
        &["pub use super::super::sea::Deep as Thing;\npub use super::sea::Found;\n"],
    ),
    (
        "c/src/lib.rs",
        &[
            "pub struct Deep;\npub fn make() {}\npub struct Found;\n",
            "pub struct Thing;\npub use self::Thing as Deep;\n",
        ],
    ),
];

pub(super) const MORE: &[(&str, &str)] = &[
    ("b/src/other.rs", "macro_rules! root { () => { pub use c::make; } }\n"),
    ("b/src/another.rs", "macro_rules! other { () => { pub mod deep; } }\n"),
    ("b/src/root/deep.rs", "pub use crate::sea::Deep;\npub struct Thing;\n"),
];
