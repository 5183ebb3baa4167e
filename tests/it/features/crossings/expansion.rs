//! Macros that take nothing and hold items, as serde builds its crate with one.

use super::crossings;

const KERNEL: &str = r#"
//- Cargo.toml
[workspace]
members = ["*"]
//- kernel/Cargo.toml
[package]
name = "kernel"
edition = "2021"
"#;

#[test]
fn what_a_macro_that_takes_nothing_holds_stands_where_it_is_called() {
    let files = r##"//- kernel/src/lib.rs
#[macro_use]
mod root;
root!();
//- kernel/src/root.rs
macro_rules! root {
    () => {
        #[cfg_attr(docs, path = "kernel/read.rs")]
        pub mod read;
        mod hidden;
        pub use crate::read::{Reader, Wrapped as Wrap};
        pub use hidden::*;
    };
}
//- kernel/src/read.rs
pub struct Reader;
pub struct Wrapped;
//- kernel/src/hidden.rs
pub struct Found;
//- kernel/src/root/read.rs
pub struct NotThisOne;
//- facade/Cargo.toml
[package]
name = "facade"
edition = "2021"
[dependencies]
kernel = { path = "../kernel" }
//- facade/src/lib.rs
macro_rules! root {
    () => {
        pub use kernel::{read, Reader};
        mod private;
    };
}
root!();
//- facade/src/private.rs
use crate::read::Wrapped;
//- user/Cargo.toml
[package]
name = "user"
edition = "2021"
[dependencies]
facade = { path = "../facade" }
kernel = { path = "../kernel" }
//- user/src/lib.rs
use facade::Reader;
use kernel::{Found, Wrap, NotThisOne};
fn f(reader: facade::read::Reader) {}
"##;
    insta::assert_snapshot!(crossings(&[KERNEL, files].concat()), @r#"

    facade/src/lib.rs:3:26 kernel#read in kernel/src/read.rs import likely
    facade/src/lib.rs:3:32 kernel#read::Reader in kernel/src/read.rs import likely
    facade/src/private.rs:1:12 kernel#read in kernel/src/read.rs import
    facade/src/private.rs:1:18 kernel#read::Wrapped in kernel/src/read.rs import
    user/src/lib.rs:1:5 facade#* in facade/src/lib.rs import
    user/src/lib.rs:1:13 kernel#read::Reader in kernel/src/read.rs import through facade
    user/src/lib.rs:2:14 kernel#hidden::Found in kernel/src/hidden.rs import
    user/src/lib.rs:2:21 kernel#read::Wrapped in kernel/src/read.rs import
    user/src/lib.rs:3:14 facade#* in facade/src/lib.rs path
    user/src/lib.rs:3:22 kernel#read in kernel/src/read.rs path through facade
    user/src/lib.rs:3:28 kernel#read::Reader in kernel/src/read.rs type through facade
    not checked: "user/src/lib.rs": "`kernel::NotThisOne` is not found there: a macro or generated code may define it"
    "#);
}

#[test]
fn which_of_two_macros_is_called_is_not_guessed() {
    let files = r##"//- kernel/src/lib.rs
#[macro_use] #[cfg(unix)] mod one;
#[macro_use] #[cfg(windows)] mod two;
root!();
pub struct Here;
//- kernel/src/one.rs
macro_rules! root { () => { pub use crate::Here as There; } }
//- kernel/src/two.rs
macro_rules! root { () => { pub use crate::Here as There; } }
//- user/Cargo.toml
[package]
name = "user"
edition = "2021"
[dependencies]
kernel = { path = "../kernel" }
//- user/src/lib.rs
use kernel::{Here, There};
"##;
    insta::assert_snapshot!(crossings(&[KERNEL, files].concat()), @r#"

    user/src/lib.rs:1:14 kernel#Here in kernel/src/lib.rs import
    not checked: "user/src/lib.rs": "`kernel::There` is not found there: a macro or generated code may define it"
    "#);
}
