//! Boundaries that have promised something, and whose package is called otherwise now or misses a feature.

use std::sync::Arc;

use boundstone_model::{
    InterfaceAnswer, RepoPath, Side, Stability, SymbolChange, TouchedItem, TouchedPromise,
};

use super::Compared;
use crate::change::Record;
use crate::query::code::CodeState;
use crate::query::freeze::promises_of;
use crate::query::lost_features::lost_features;
use crate::query::package_name::renamed;

/// One promise for each such boundary: by its name, and with the entry that promises most.
pub(super) fn promises(change: &Compared<'_>) -> Vec<TouchedPromise> {
    let files = change.files().filter_map(|it| it.before.as_ref().zip(it.now.as_ref()));
    let mut promises: Vec<TouchedPromise> = Vec::new();
    for (was, is) in files {
        let Some((symbol, before, now)) = promised(change, was, is) else { continue };
        let touched = touched(change, was, is, &symbol);
        match promises.iter_mut().find(|it| it.symbol == symbol) {
            _ if touched.is_empty() => {}
            Some(known) => known.touched.extend(touched),
            None => promises.push(TouchedPromise { symbol, before: Some(before), now, touched }),
        }
    }
    promises
}

/// The boundary of a manifest, and what its contract promises most, before and now.
fn promised(
    change: &Compared<'_>,
    was: &RepoPath,
    is: &RepoPath,
) -> Option<(Arc<str>, InterfaceAnswer, Option<InterfaceAnswer>)> {
    let now = change.world(Side::Now);
    let is_manifest = matches!(now.record(is)?, Record::Cargo(_) | Record::Npm(_));
    let boundary = now.boundaries.in_folder(&is.parent()?).filter(|_| is_manifest)?;
    let before = change.world(Side::Before);
    let name = before.record(was)?.package_name().map(|it| &*it.value);
    let kept = promises_of(before, &was.parent()?, name).into_iter();
    let kept = kept.filter(|it| it.entry.stability.value.is_promise());
    let most = kept.min_by_key(|it| it.entry.stability.value != Stability::Frozen)?;
    let mut others = promises_of(now, &is.parent()?, name).into_iter();
    let same = others.find(|it| it.entry.key.value == most.entry.key.value);
    Some((boundary.name.clone(), most, same))
}

/// What users of a package miss by its manifest.
fn touched(
    change: &Compared<'_>,
    was: &RepoPath,
    is: &RepoPath,
    boundary: &Arc<str>,
) -> Vec<TouchedItem> {
    let (old, new) = (change.world(Side::Before), change.state(Side::Now));
    let then = |path: &RepoPath| old.record(if path == is { was } else { path }).cloned();
    let name = renamed(&then, new.world, is).map(|it| TouchedItem {
        symbol: boundary.clone(),
        change: SymbolChange::Moved,
        differs: it.changes,
    });
    let features = match old.record(was) {
        Some(Record::Cargo(old)) => {
            lost_features(old, CodeState { world: new.world, code: new.code }, is)
        }
        _ => Vec::new(),
    };
    let features = features.into_iter().map(|it| TouchedItem {
        symbol: it.symbol.into(),
        change: it.what,
        differs: it.changes,
    });
    name.into_iter().chain(features).collect()
}
