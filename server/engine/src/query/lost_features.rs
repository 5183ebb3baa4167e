//! Features of a Cargo package that its users miss: those that are gone, and those that they had without a word, where something
//! promised is compiled under them.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Boundary, CargoManifest, ChangeClass, Place, RepoPath, SignatureChange, SymbolChange,
};
use boundstone_text::TextRange;

use super::code::CodeState;
use super::contract_diff::features::Features;
use super::findings::held;
use super::surface::surface_as_written;
use crate::change::Record;
use crate::class::is_lost;

/// What became of a feature, and where that is told.
pub(super) struct LostFeature {
    /// `feature serde`; the list of those that users get without a word is `feature default`.
    pub(super) symbol: String,
    pub(super) what: SymbolChange,
    pub(super) range: TextRange,
    pub(super) changes: Vec<SignatureChange>,
    /// The promised items that need it, as far as their text says.
    pub(super) needed_by: Vec<Arc<str>>,
    /// Whether one of those is frozen.
    pub(super) has_frozen: bool,
}

/// The features that the package of a manifest had, whose boundary has promised something.
pub(super) fn lost_features(
    old: &CargoManifest,
    now: CodeState<'_>,
    path: &RepoPath,
) -> Vec<LostFeature> {
    let Some(Record::Cargo(manifest)) = now.world.record(path) else { return Vec::new() };
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(boundary) = now.world.boundaries.in_folder(&folder) else { return Vec::new() };
    let (before, after) = (Features::of_manifest(path, old), Features::of_manifest(path, manifest));
    let is_told = |told: &SignatureChange| told.class == ChangeClass::Breaking;
    let removed: Vec<_> = before.removed(&after).filter(|it| is_told(&it.2)).collect();
    let mut not_default = before.not_default(&after);
    not_default.retain(|(_, told)| is_told(told));
    if removed.is_empty() && not_default.is_empty() {
        return Vec::new();
    }
    let table = manifest.features_at.or(manifest.package.as_ref().map(|it| it.range));
    let table = table.unwrap_or(TextRange::empty(0));
    let kept = kept(now, boundary);
    let mut lost: Vec<LostFeature> = removed
        .into_iter()
        .map(|(name, _, told)| {
            let needing = needing(&kept, &|it| before.has(it), &|it| after.has(it), name);
            LostFeature::new(format!("feature {name}"), SymbolChange::Removed, table, needing)
                .with([told])
        })
        .collect();
    let (was, is) = (|it: &str| before.is_default(it), |it: &str| after.is_default(it));
    not_default.retain(|(name, _)| !needing(&kept, &was, &is, name).is_empty());
    if !not_default.is_empty() {
        let names = not_default.iter().map(|(name, _)| name);
        let needing: Vec<&Kept> = names.flat_map(|it| needing(&kept, &was, &is, it)).collect();
        let range = after.default_at().unwrap_or(table);
        let of_list =
            LostFeature::new("feature default".into(), SymbolChange::Signature, range, needing);
        lost.push(of_list.with(not_default.into_iter().map(|(_, told)| told)));
    }
    lost
}

impl LostFeature {
    fn new(symbol: String, what: SymbolChange, range: TextRange, needing: Vec<&Kept>) -> Self {
        let has_frozen = needing.iter().any(|it| it.is_frozen);
        let mut needed_by: Vec<Arc<str>> = needing.iter().map(|it| it.symbol.clone()).collect();
        needed_by.sort();
        needed_by.dedup();
        Self { symbol, what, range, changes: Vec::new(), needed_by, has_frozen }
    }

    fn with(mut self, changes: impl IntoIterator<Item = SignatureChange>) -> Self {
        self.changes.extend(changes);
        self
    }
}

/// A promised item that is compiled under a condition.
struct Kept {
    symbol: Arc<str>,
    is_frozen: bool,
    cfg: Arc<str>,
}

/// Those of a boundary. What macros make is not among them.
fn kept(now: CodeState<'_>, boundary: &Boundary) -> Vec<Kept> {
    let surface = surface_as_written(now.world, now.code, boundary);
    let conditions = surface.items.iter().filter_map(|it| Some((&it.place, it.cfg.clone()?)));
    let conditions: BTreeMap<&Place, Arc<str>> = conditions.collect();
    let mut kept = Vec::new();
    for path in now.world.claims.files_that_promise(&boundary.path) {
        for held in held(now.world, &path) {
            let place = Place { path: path.clone(), range: held.named.item.name_range };
            let Some(cfg) = conditions.get(&place) else { continue };
            kept.push(Kept {
                symbol: held.named.symbol.clone(),
                is_frozen: held.promise.is_frozen,
                cfg: cfg.clone(),
            });
        }
    }
    kept
}

/// Those that a feature is named for, and that are compiled with some features and no longer with others.
fn needing<'k>(
    kept: &'k [Kept],
    before: &dyn Fn(&str) -> bool,
    now: &dyn Fn(&str) -> bool,
    feature: &str,
) -> Vec<&'k Kept> {
    let named = format!("feature = \"{feature}\"");
    let needs = |it: &&Kept| it.cfg.contains(&named) && is_lost(&it.cfg, before, now);
    kept.iter().filter(needs).collect()
}
