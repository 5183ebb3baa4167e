//! The workspace on real folders, with real git.

mod reading;
mod repository;
