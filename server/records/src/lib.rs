//! Readers of ownership files, contracts, manifests, configuration, decision records and reports of public items.

pub mod config;
pub mod contract;
pub mod decision;
pub mod manifest;
pub mod ownership;
pub mod report;
mod schema;
pub mod scip;
mod toml;

pub use schema::schemas;
