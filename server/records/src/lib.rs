//! Readers of ownership files, contracts, manifests, configuration and decision records.

pub mod config;
pub mod contract;
pub mod decision;
pub mod manifest;
pub mod ownership;
mod schema;
pub mod scip;
mod toml;

pub use schema::schemas;
