//! Source text to facts: items, comments, mentions, from syntax trees.
//!
//! What it is: [`parse`] makes a syntax tree of one file, [`extract`] makes its facts. What it is
//! not: it reads no file, knows no other file, and resolves no name; facts are a function of the
//! bytes and the language alone.
//!
//! Architecture invariants: no type of tree-sitter is seen from outside. Nothing recurses over a
//! tree, so nesting never overflows the stack. Work is bounded in bytes and steps, never in time.

mod allow;
mod binding;
mod body;
mod comment;
mod extract;
mod forbidden;
mod link;
mod markdown;
mod mention;
mod method;
mod owner;
mod query;
mod rust;
mod said_title;
mod signature;
mod slot;
mod syntax_tree;
mod top;
mod typescript;
mod walk;

pub use extract::{Remembered, extract, extract_again, hash};
pub use forbidden::{Callee, Code, Forbidden, Path};
pub use query::Query;
pub use rust::{BuiltVersion, BuiltWith, Expanded, LeastVersion, VERSIONED, expanded};
pub use signature::signatures;
pub use slot::slot;
pub use syntax_tree::{MAX_FILE_BYTES, MAX_LINE_BYTES, SyntaxTree, parse};
