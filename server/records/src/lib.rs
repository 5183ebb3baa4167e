//! Readers of ownership files, contracts, manifests, configuration and decision records.
