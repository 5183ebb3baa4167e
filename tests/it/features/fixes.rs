//! Code actions: what is offered, and what becomes of the file.

mod allow;
mod governs;
mod mention;
mod protocol;
mod records;
