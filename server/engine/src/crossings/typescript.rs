//! Resolution of TypeScript and JavaScript: packages, specifiers, and what modules export.

mod package;
mod resolver;
mod rows;
mod specifier;

pub(crate) use package::Modules;
pub(super) use resolver::Resolver;
pub(super) use rows::{imported, rows};
