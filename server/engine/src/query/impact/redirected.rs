//! Promised names that lead to another item than before: whatever became of either, their users have another one.

use std::collections::BTreeMap;

use boundstone_model::{
    InterfaceAnswer, RepoPath, Side, SymbolChange, TouchedItem, TouchedPromise,
};

use super::Compared;
use crate::crossings::{Keys, Meant};
use crate::query::code::CodeState;
use crate::query::freeze::promises_of;
use crate::query::item_change::{OneSide, item_change};
use crate::query::statement::{Differing, called, handed_on, leads_elsewhere, only, type_alone};

/// One promise for each such name.
pub(super) fn promises(change: &Compared<'_>) -> Vec<TouchedPromise> {
    let mut promises: Vec<TouchedPromise> = Vec::new();
    let files = change.files().filter_map(|it| it.before.as_ref().zip(it.now.as_ref()));
    for (was, is) in files {
        for promise in of_file(change, was, is).into_iter().flatten() {
            if promises.iter().all(|it| it.symbol != promise.symbol) {
                promises.push(promise);
            }
        }
    }
    promises
}

fn of_file(change: &Compared<'_>, was: &RepoPath, is: &RepoPath) -> Option<Vec<TouchedPromise>> {
    let (before, now) = (change.world(Side::Before), change.world(Side::Now));
    let (old, new) = (before.facts(was)?, now.facts(is)?);
    handed_on(new).next()?;
    let boundary = now.boundaries.at(is)?;
    let differing = Differing::of(old, new);
    if differing.is_empty() {
        return None;
    }
    let promised = by_key(promises_of(now, &boundary.path, None), &differing);
    let then = before.boundaries.at(was).map(|it| promises_of(before, &it.path, None));
    let mut then = by_key(then.unwrap_or_default(), &differing);
    let (mut were, mut are) = (Keys::new(before), Keys::new(now));
    let mut promises = Vec::new();
    for (key, answer) in &promised {
        let ends =
            (only(were.meant(&boundary.path, key).0), only(are.meant(&boundary.path, key).0));
        let loses_value =
            are.is_type_alone(&boundary.path, key) && !were.is_type_alone(&boundary.path, key);
        let Some(touched) = touched(change, ends, loses_value) else { continue };
        let symbol = format!("{}#{key}", boundary.name);
        let touched = vec![TouchedItem { symbol: symbol.as_str().into(), ..touched }];
        let symbol = symbol.as_str().into();
        promises.push(TouchedPromise {
            symbol,
            before: then.remove(key),
            now: Some(answer.clone()),
            touched,
        });
    }
    Some(promises)
}

/// What is promised by each key, and by levels of the names of which a file says something else.
fn by_key(
    answers: Vec<InterfaceAnswer>,
    differing: &Differing,
) -> BTreeMap<String, InterfaceAnswer> {
    let (levels, exact): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|it| it.entry.key.value.ends_with('*'));
    let mut by_key = BTreeMap::new();
    // What decisions freeze comes first, and exact keys before levels.
    for answer in exact {
        by_key.entry(answer.entry.key.value.to_string()).or_insert(answer);
    }
    for level in levels {
        for key in differing.keys_of_level(&level.entry.key.value) {
            by_key.entry(key).or_insert_with(|| level.clone());
        }
    }
    by_key.retain(|_, it| it.entry.stability.value.is_promise());
    by_key
}

/// What differs for users; `None` where nothing does, or the item itself went or came.
fn touched(
    change: &Compared<'_>,
    ends: (Option<Meant>, Option<Meant>),
    loses_value: bool,
) -> Option<TouchedItem> {
    let (was, is) = (ends.0?, ends.1?);
    let state = |side: Side| {
        let it = change.state(side);
        CodeState { world: it.world, code: it.code }
    };
    let (before, now) = (state(Side::Before), state(Side::Now));
    let (old_path, new_path) =
        (before.world.crossings.files.path(was.file)?, now.world.crossings.files.path(is.file)?);
    let (old, new) = (before.world.facts(old_path)?, now.world.facts(new_path)?);
    let stays = now.world.facts(old_path).is_some_and(|it| called(it, &was.path).is_some());
    let (one, other) = (called(old, &was.path)?, called(new, &is.path)?);
    let lost = type_alone(new.item(other)?.kind).filter(|_| loses_value);
    let is_same = old_path == new_path && was.path == is.path;
    if !stays || is_same {
        let differs: Vec<_> = lost.into_iter().collect();
        let change = SymbolChange::Signature;
        return (!differs.is_empty()).then(|| TouchedItem { symbol: "".into(), change, differs });
    }
    let (old_file, new_file) =
        (before.code.signatures(old_path).ok()?, now.code.signatures(new_path).ok()?);
    let language = new.language;
    let before = OneSide {
        state: before.signed(),
        language,
        path: old_path,
        number: one,
        file: &old_file,
        own: old_file.of(one)?,
    };
    let now = OneSide {
        state: now.signed(),
        language,
        path: new_path,
        number: other,
        file: &new_file,
        own: new_file.of(other)?,
    };
    let mut differs = item_change(before, now).changes;
    let was = (old.item(one)?.name(), old_path);
    let is = (new.item(other)?.name(), new_path);
    differs.splice(..0, leads_elsewhere(was, is, differs.first()));
    differs.splice(..0, lost);
    let change = SymbolChange::Signature;
    (!differs.is_empty()).then(|| TouchedItem { symbol: "".into(), change, differs })
}
