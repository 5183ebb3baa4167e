//! The decisions that apply to a change, and those that it changes.

use std::collections::BTreeMap;

use boundstone_model::{
    ApplyingDecision, ChangedDecision, DecisionSummary, Governing, RepoPath, Side,
};

use super::Compared;
use super::symbols::Draft;
use crate::query::card::governing;
use crate::query::symbol::NamedItem;

/// The decisions that govern the files and the symbols of the change, those in force first, then by
/// path.
pub(super) fn applying(change: &Compared<'_>, drafts: &[Draft]) -> Vec<ApplyingDecision> {
    let mut found: BTreeMap<RepoPath, ApplyingDecision> = BTreeMap::new();
    for (side, path) in change.places() {
        for governing in governing(change.world(side), path, None) {
            add(&mut found, side, path, governing);
        }
    }
    for draft in drafts {
        let side = draft.symbol.side;
        let at = if side == Side::Now { &draft.now } else { &draft.before };
        let Some(at) = at else { continue };
        let world = change.world(side);
        let Some(item) = NamedItem::find(world, &at.path, at.number) else { continue };
        let of_item = governing(world, &at.path, Some(&item));
        // What is said of the whole file has been told; a mention above what encloses the item has not.
        of_item.into_iter().for_each(|it| add(&mut found, side, &at.path, it));
    }
    let mut decisions: Vec<ApplyingDecision> = found.into_values().collect();
    decisions.sort_by_key(|it| !it.decision.is_in_force);
    decisions
}

fn add(
    found: &mut BTreeMap<RepoPath, ApplyingDecision>,
    side: Side,
    path: &RepoPath,
    governing: Governing,
) {
    let decision = governing.decision.clone();
    let entry = found.entry(decision.path.clone());
    let entry = entry.or_insert_with(|| ApplyingDecision { decision, because: Vec::new() });
    let is_known = entry.because.iter().any(|(_, at, known)| {
        at == path && known.how == governing.how && known.because == governing.because
    });
    if !is_known {
        entry.because.push((side, path.clone(), governing));
    }
}

/// The records among the files of the change, by path.
pub(super) fn changed(change: &Compared<'_>) -> Vec<ChangedDecision> {
    let summary = |side: Side, path: &Option<RepoPath>| -> Option<DecisionSummary> {
        let decisions = &change.world(side).decisions;
        decisions.summary(decisions.at(path.as_ref()?)?)
    };
    let changed = change.changes.iter().filter_map(|file| {
        let before = summary(Side::Before, &file.before);
        let now = summary(Side::Now, &file.now);
        Some(ChangedDecision {
            what: file.what(),
            before: before.as_ref().map(|it| it.status),
            now: now.as_ref().map(|it| it.status),
            decision: now.or(before)?,
        })
    });
    changed.collect()
}
