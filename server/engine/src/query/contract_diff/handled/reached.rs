//! What may be in a type that is left to inference: all that its item leads to, and that those items lead to in turn.

use boundstone_model::{Form, ItemKind};
use rustc_hash::FxHashMap;

use super::super::super::aligned::Meanings;
use super::walk::Walk;
use super::ways::{NONE, Ways};
use crate::types::Origin;

/// So many items are looked into: more than most packages have.
const MOST_ITEMS: usize = 20_000;

/// What is done with the items that are reached from what is left to inference, by what is done with that. `None` where they are
/// too many, and where one of them could not be read.
pub(super) fn reached(
    lost: &FxHashMap<Origin, Ways>,
    meanings: &Meanings<'_>,
) -> Option<FxHashMap<Origin, Ways>> {
    let mut walk = Walk::new(meanings);
    let mut done: FxHashMap<Origin, Ways> = FxHashMap::default();
    let mut open: Vec<(Origin, Ways)> = lost.iter().map(|(it, ways)| (*it, *ways)).collect();
    while let Some((item, ways)) = open.pop() {
        let known = done.entry(item).or_insert(NONE);
        if known.and(ways) == *known {
            continue;
        }
        *known = known.and(ways);
        let all = *known;
        if walk.is_cut || done.len() > MOST_ITEMS {
            return None;
        }
        let names = meanings.leads_to(item)?;
        let named = |names: &[std::sync::Arc<str>]| -> Vec<Origin> {
            names.iter().filter_map(|name| meanings.item(item, name, is_any)).collect()
        };
        let given = named(&names.given).into_iter().map(|it| (it, all));
        let taken = named(&names.taken).into_iter().map(|it| (it, all.flipped()));
        for (named, ways) in given.chain(taken) {
            in_namespace(named, meanings)?.into_iter().for_each(|it| walk.item(it, ways));
        }
        open.extend(walk.lost.drain());
    }
    Some(walk.ways)
}

/// What stands in a namespace, with that in it; an item itself.
fn in_namespace(origin: Origin, meanings: &Meanings<'_>) -> Option<Vec<Origin>> {
    let mut found = Vec::new();
    let mut open = vec![origin];
    while let Some(origin) = open.pop() {
        let (place, signature) = meanings.signed(origin)?;
        if signature.form != Form::Module {
            found.push(origin);
            continue;
        }
        let inside = (0..).zip(meanings.facts(&place.path)?.items());
        let inside = inside.filter(|(_, it)| it.parent == Some(origin.item));
        open.extend(inside.map(|(item, _)| Origin { item, ..origin }));
    }
    Some(found)
}

fn is_any(_: ItemKind) -> bool {
    true
}
