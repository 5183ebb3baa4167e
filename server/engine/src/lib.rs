//! The World and the pure queries over it.
//!
//! What it is: one immutable table of all facts of a repository, joined; `World::apply` makes the next
//! one from a change, and `query` answers from one. What it is not: a parser (facts are passed in) or a
//! face (answers are types of the model).
//!
//! Architecture invariant: no IO, clock, threads, async, protocol types or unordered output in here.

mod bodies;
mod boundaries;
mod change;
mod claims;
mod class;
mod crossings;
mod decisions;
mod difference;
mod forge;
pub mod globs;
mod governs;
mod mentions;
pub mod ownership;
mod public_names;
pub mod query;
mod rust_types;
mod types;
mod world;

pub use change::{Change, Details, FileInput, Record};
pub use class::signature_changes;
pub use crossings::{InTurn, Parallel};
pub use difference::Difference;
pub use world::World;

#[cfg(test)]
mod tests;
