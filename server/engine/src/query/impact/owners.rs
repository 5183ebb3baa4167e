//! Whom to ask about a change, and what names them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ApplyingDecision, AskedOwner, Because, Demand, GoverningHow, How, OwnedConsumer, OwnedFile,
    OwnerSource, Ownership, OwnershipState, Place, RepoPath, RequiredReview, Side, SymbolChange,
    TouchedBoundary,
};

use super::Compared;
use crate::query::card::card_of_boundary;
use crate::query::ownership;

/// The owners by name, those of files first; and the files that nobody owns.
pub(super) fn asked(
    change: &Compared<'_>,
    boundaries: &[TouchedBoundary],
    decisions: &[ApplyingDecision],
) -> (Vec<AskedOwner>, Vec<RepoPath>) {
    let mut owners: BTreeMap<Arc<str>, AskedOwner> = BTreeMap::new();
    let mut unowned = Vec::new();
    for (side, path) in change.places() {
        let answer = ownership(change.world(side), path);
        if answer.state != OwnershipState::Owned {
            unowned.push(path.clone());
        }
        for name in &answer.owners {
            let source = source(side, &answer);
            let owned = source.map(|source| OwnedFile { path: path.clone(), source });
            entry(&mut owners, name).files.extend(owned);
        }
        if side == Side::Now {
            owners_before(change, path, &answer, &mut owners);
        }
    }
    for boundary in boundaries {
        consumer(change, boundary, &mut owners);
    }
    for decision in decisions.iter().filter(|it| it.decision.is_in_force) {
        required(change, decision, &mut owners);
    }
    let mut owners: Vec<AskedOwner> = owners.into_values().collect();
    owners.sort_by_key(|owner| (!owner.is_asked(), owner.files.is_empty()));
    (owners, unowned)
}

/// Whom the rules before the change name beside those of now: a change cannot by itself take away
/// their say, and a forge asks them.
fn owners_before(
    change: &Compared<'_>,
    path: &RepoPath,
    now: &Ownership,
    owners: &mut BTreeMap<Arc<str>, AskedOwner>,
) {
    let before = ownership(change.before.world, path);
    let known: BTreeSet<String> = now.owners.iter().map(|name| name.to_lowercase()).collect();
    for name in before.owners.iter().filter(|name| !known.contains(&name.to_lowercase())) {
        let source = source(Side::Before, &before);
        let owned = source.map(|source| OwnedFile { path: path.clone(), source });
        entry(owners, name).files.extend(owned);
    }
}

fn consumer(
    change: &Compared<'_>,
    touched: &TouchedBoundary,
    owners: &mut BTreeMap<Arc<str>, AskedOwner>,
) {
    let uses = touched.code + touched.tests;
    let Some(what) = touched.change.filter(|_| uses + touched.of_types > 0) else { return };
    let sides = [Side::Now, Side::Before];
    let found = sides
        .into_iter()
        .find_map(|side| Some((side, change.world(side).boundaries.by_name(&touched.name)?)));
    let Some((side, boundary)) = found else { return };
    let answer = card_of_boundary(change.world(side), boundary).ownership;
    let Some(source) = source(side, &answer) else { return };
    for name in &answer.owners {
        entry(owners, name).consumers.push(OwnedConsumer {
            boundary: touched.name.clone(),
            uses,
            lost: touched.lost,
            of_types: touched.of_types,
            change: if touched.lost > 0 { SymbolChange::Removed } else { what },
            source: source.clone(),
        });
    }
}

/// Who must review what a decision declares to govern.
fn required(
    change: &Compared<'_>,
    applying: &ApplyingDecision,
    owners: &mut BTreeMap<Arc<str>, AskedOwner>,
) {
    let declares = |how| matches!(how, GoverningHow::FrontMatter | GoverningHow::Contract);
    let declared = applying.because.iter().filter(|(_, _, governing)| declares(governing.how));
    let mut paths: BTreeMap<Side, BTreeSet<RepoPath>> = BTreeMap::new();
    for (side, path, _) in declared {
        paths.entry(*side).or_default().insert(path.clone());
    }
    for (side, paths) in paths {
        let decisions = &change.world(side).decisions;
        let record = decisions.at(&applying.decision.path).and_then(|index| decisions.get(index));
        let constraints = record.into_iter().flat_map(|record| &record.file.constraints);
        for review in constraints.filter(|it| it.demand == Demand::Review) {
            let place = Place { path: applying.decision.path.clone(), range: review.what.range };
            let because = Because { place, how: How::FrontMatter };
            entry(owners, &review.what.value).reviews.push(RequiredReview {
                decision: applying.decision.display.clone(),
                paths: paths.iter().cloned().collect(),
                source: OwnerSource { side, because, line: None, pattern: None },
            });
        }
    }
}

fn entry<'m>(
    owners: &'m mut BTreeMap<Arc<str>, AskedOwner>,
    name: &Arc<str>,
) -> &'m mut AskedOwner {
    owners.entry(name.clone()).or_insert_with(|| AskedOwner {
        owner: name.clone(),
        files: Vec::new(),
        consumers: Vec::new(),
        reviews: Vec::new(),
    })
}

/// What names the owners of a path.
fn source(side: Side, answer: &Ownership) -> Option<OwnerSource> {
    let because = answer.because.first()?.clone();
    let rule = answer.rules.iter().find(|rule| rule.wins && rule.place == because.place);
    Some(OwnerSource {
        side,
        because,
        line: answer.source_line,
        pattern: rule.map(|rule| rule.pattern.clone()),
    })
}
