//! What is offered for an item that a contract promises something of.

use insta::assert_snapshot;

use crate::fixing::{edited, offered};
use crate::settling::settled;

const FILES: &str = r#"
//- Cargo.toml
package = { name = "pay", edition = "2024" }
//- boundary.toml
[interface]
"charge" = { is = "frozen", since = "1.0", sig = "fn(u64)" } # to the letter
"refund" = "stable"
//- src/lib.rs
pub fn cha$0rge(amount: u32) {}
pub fn refund() {}
"#;
