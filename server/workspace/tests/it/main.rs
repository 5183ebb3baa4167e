//! The workspace on real folders, with real git.

mod documents;
mod live;
#[path = "../../../../tests/it/oracle.rs"]
mod oracle;
mod reading;
mod repository;
mod watching;
