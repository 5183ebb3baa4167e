//! Names of which conditions choose what they mean, and derives of other crates that a version decides.

use crate::repository::Repository;

/// Each item with its condition.
fn under(files: &str) -> String {
    let answer = Repository::of(files).json(&["surface", "shop"]);
    let items = answer["items"].as_array().unwrap().iter();
    let shown = items.map(|it| {
        let cfg = it["cfg"].as_str().unwrap_or("-");
        format!("{} | {cfg}", it["symbol"].as_str().unwrap())
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn of_a_module_that_is_one_of_two_files_each_has_what_it_defines() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
#[cfg(unix)]
#[path = "unix.rs"]
mod imp;
#[cfg(windows)]
#[path = "windows.rs"]
mod imp;
pub use self::imp::*;
//- src/unix.rs
pub struct Till { pub fd: u32 }
fn private() {}
//- src/windows.rs
pub struct Till { pub handle: u64 }
impl Till { pub fn open(&self) {} }
pub fn private() {}
"#;
    insta::assert_snapshot!(under(files), @r"
    Till | unix
    Till | windows
    Till::fd | unix
    Till::handle | windows
    Till::open | windows
    private | windows
    ");
}

#[test]
fn of_two_globs_each_brings_its_names_under_its_condition() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
//- src/lib.rs
mod narrow { pub fn price() {} pub fn narrow() {} }
mod wide { pub fn price() {} }
#[cfg(target_pointer_width = "32")]
use narrow as width;
#[cfg(target_pointer_width = "64")]
use wide as width;
pub use width::*;
pub mod chosen {
    mod a { pub fn item() {} pub fn own() {} }
    mod b { pub fn item() {} }
    #[cfg(unix)]
    pub use self::a::*;
    #[cfg(not(unix))]
    pub use self::b::*;
}
"#;
    insta::assert_snapshot!(under(files), @r#"
    chosen | -
    chosen::item | not(unix)
    chosen::item | unix
    chosen::own | unix
    narrow | target_pointer_width = "32"
    price | target_pointer_width = "32"
    price | target_pointer_width = "64"
    "#);
}

#[test]
fn a_derive_that_a_module_around_imports_is_known() {
    let files = r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
scroll = "0.12"
num_enum = "0.7"
//- src/lib.rs
use scroll::SizeWith;
pub mod prices {
    use super::*;
    use crate::prelude::*;
    #[derive(SizeWith, TryFromPrimitive)]
    #[repr(u8)]
    pub enum Price { Low = 1 }
}
mod prelude { pub(crate) use num_enum::TryFromPrimitive; }
macro_rules! sized { ($name:ident) => { pub mod made {
    pub use super::*;
    inner!($name);
} }; }
macro_rules! inner { ($name:ident) => {
    use scroll::Pread;
    #[derive(Pread)] pub struct $name;
}; }
sized!(Made);
"#;
    insta::assert_snapshot!(under(files), @r"
    made | -
    made::Made | -
    made::Made::Error | -
    made::Made::try_from_ctx | -
    prices | -
    prices::Price | -
    prices::Price::Error | -
    prices::Price::Low | -
    prices::Price::NAME | -
    prices::Price::Primitive | -
    prices::Price::size_with | -
    prices::Price::try_from | -
    prices::Price::try_from_primitive | -
    ");
}

/// From 1.6 on what `borsh` derives bears `#[automatically_derived]`, which is no item of a surface; before 1.3 flags of
/// `bitflags` had no set operations.
#[test]
fn the_lock_file_says_what_a_version_makes() {
    let files = |borsh: &str, bitflags: &str| {
        format!(
            r#"
//- Cargo.toml
[package]
name = "shop"
edition = "2024"
[dependencies]
borsh = "1"
bitflags = "1"
//- Cargo.lock
[[package]]
name = "bitflags"
version = "{bitflags}"

[[package]]
name = "borsh"
version = "{borsh}"
//- src/lib.rs
use borsh::{{BorshDeserialize, BorshSerialize}};
#[derive(BorshSerialize, BorshDeserialize)]
pub enum Price {{ Low }}
bitflags::bitflags! {{ pub struct Flags: u8 {{ const A = 1; }} }}
"#
        )
    };
    let has = |shown: &str, name: &str| shown.contains(&format!("{name} |"));
    let old = under(&files("1.5.7", "1.2.1"));
    assert!(has(&old, "Price::serialize") && has(&old, "Price::deserialize_variant"), "{old}");
    assert!(has(&old, "Flags::contains") && !has(&old, "Flags::union"), "{old}");
    let new = under(&files("1.6.0", "1.3.2"));
    assert!(!has(&new, "Price::serialize") && has(&new, "Flags::union"), "{new}");
}
