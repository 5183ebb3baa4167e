//! What is compiled for the package itself alone: under a feature that begins with `_` and that no other one enables.
//! Source: the lint `feature_missing` of cargo-semver-checks, and issue 10882 of Cargo, "Private features".

use boundstone_model::SurfaceChange;

use super::Side;
use super::features::Features;
use crate::class::{doubt, is_ordinary};

/// Doubts what changed of items that users do not see who set no feature that is private by its name.
pub(super) fn settle(changes: &mut [SurfaceChange], before: &Side<'_>) {
    let private = before.features.as_ref().map(Features::private).unwrap_or_default();
    if private.is_empty() {
        return;
    }
    let is_private = |cfg: &str| {
        let without = private.iter().fold(cfg.to_owned(), |cfg, name| {
            // A name that nobody sets.
            cfg.replace(&format!("feature = \"{name}\""), name)
        });
        without != cfg && !is_ordinary(&without)
    };
    let items = before.surface.items.iter();
    let hidden: Vec<_> = items.filter(|it| it.cfg.as_deref().is_some_and(is_private)).collect();
    for change in changes {
        if hidden.iter().any(|item| change.before.as_ref() == Some(&item.place)) {
            change.changes.iter_mut().for_each(doubt);
        }
    }
}
