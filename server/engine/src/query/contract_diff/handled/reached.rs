//! What may be in a type that is left to inference: all that its item leads to, and that those items lead to in turn.

use std::collections::VecDeque;

use boundstone_model::{Form, ItemKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::super::aligned::Meanings;
use super::ways::{NONE, Ways};
use crate::class::each_text;
use crate::types::{Origin, is_keyword};

/// So many items are looked into: more than most packages have.
const MOST_ITEMS: usize = 20_000;

/// What is done with the items that are reached from what is left to inference, by what is done with that. `None` where they are
/// too many, and where one of them could not be read.
pub(super) fn reached(
    lost: &FxHashMap<Origin, Ways>,
    meanings: &Meanings<'_>,
) -> Option<FxHashMap<Origin, Ways>> {
    let mut found: FxHashMap<Origin, Ways> = FxHashMap::default();
    let mut open: VecDeque<(Origin, Ways)> = lost.iter().map(|(it, ways)| (*it, *ways)).collect();
    let mut looked_into = 0;
    while let Some((item, ways)) = open.pop_front() {
        let known = found.entry(item).or_insert(NONE);
        if known.and(ways) == *known {
            continue;
        }
        *known = known.and(ways);
        looked_into += 1;
        if looked_into > MOST_ITEMS {
            return None;
        }
        let all = known.and(ways);
        open.extend(
            named_in(item, lost.contains_key(&item), meanings)?.into_iter().map(|it| (it, all)),
        );
    }
    Some(found)
}

/// The items that one leads to: by what it leaves to inference, or else by what it states.
fn named_in(origin: Origin, is_first: bool, meanings: &Meanings<'_>) -> Option<Vec<Origin>> {
    let (place, mut signature) = meanings.signed(origin)?;
    if signature.form == Form::Module {
        let facts = meanings.facts(&place.path)?;
        let inside = (0..).zip(facts.items()).filter(|(_, it)| it.parent == Some(origin.item));
        return Some(inside.map(|(item, _)| Origin { item, ..origin }).collect());
    }
    let inferred = meanings.leads_to(origin)?;
    let mut names: FxHashSet<String> = inferred.iter().map(|it| it.to_string()).collect();
    // What such a function states it takes, and what is stated where the way begins is followed from there.
    let is_followed =
        signature.is_inferred && (is_first || matches!(signature.form, Form::Function(_)));
    if !is_followed {
        each_text(&mut signature, &mut |text| names.extend(words(text).map(str::to_owned)));
    }
    Some(names.iter().filter_map(|name| meanings.item(origin, name, is_any)).collect())
}

/// The names in the text of a type: of a path the first, which stands for all of it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '$' | '.');
    let words = text.split(move |sign| !is_part(sign));
    let first = words.filter_map(|it| it.split('.').next());
    first.filter(|it| it.starts_with(|sign: char| !sign.is_ascii_digit()) && !is_keyword(it))
}

fn is_any(_: ItemKind) -> bool {
    true
}
