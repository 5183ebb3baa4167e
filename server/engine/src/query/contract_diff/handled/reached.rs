//! What may be in a type that is left to inference: all that the text of its item names, and that of those items in turn.

use std::collections::VecDeque;

use boundstone_model::{FileFacts, ItemKind};
use boundstone_text::TextRange;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::super::aligned::Meanings;
use super::ways::{NONE, Ways};
use crate::crossings::FileId;
use crate::types::Origin;

/// So many items are looked into: more than most packages have.
const MOST_ITEMS: usize = 20_000;

/// What is done with the items that are reached from what is left to inference, by what is done with that. `None` where they are
/// too many.
pub(super) fn reached(
    lost: &FxHashMap<Origin, Ways>,
    meanings: &Meanings<'_>,
) -> Option<FxHashMap<Origin, Ways>> {
    let mut found: FxHashMap<Origin, Ways> = FxHashMap::default();
    let mut open: VecDeque<(Origin, Ways)> = lost.iter().map(|(it, ways)| (*it, *ways)).collect();
    let mut files = FxHashMap::default();
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
        open.extend(named_in(item, meanings, &mut files).into_iter().map(|it| (it, all)));
    }
    Some(found)
}

/// The names in a file.
struct FileNames {
    /// Where each stands, in order.
    used: Vec<(u32, String)>,
    /// Those that the file declares or brings.
    known: FxHashSet<String>,
}

impl FileNames {
    fn of(facts: &FileFacts) -> Self {
        let references = facts.references();
        let first = |path: &str| path.split('.').next().unwrap_or_default().to_owned();
        let own = facts.items().map(|it| it.name().to_owned());
        let brought = references.imports.iter().map(|it| it.bound.to_owned());
        Self {
            used: references.paths.iter().map(|it| (it.start, first(it.path))).collect(),
            known: own.chain(brought).collect(),
        }
    }

    fn inside(&self, range: TextRange) -> FxHashSet<&str> {
        let from = self.used.partition_point(|(start, _)| *start < range.start());
        let inside = self.used.iter().skip(from).take_while(|(start, _)| *start < range.end());
        inside.map(|(_, name)| name.as_str()).filter(|it| self.known.contains(*it)).collect()
    }
}

/// The items that the text of one names.
fn named_in(
    origin: Origin,
    meanings: &Meanings<'_>,
    files: &mut FxHashMap<FileId, FileNames>,
) -> Vec<Origin> {
    let facts = meanings.path(origin.file).and_then(|path| meanings.facts(path));
    let Some((facts, item)) = facts.and_then(|it| Some((it, it.item(origin.item)?))) else {
        return Vec::new();
    };
    let names = files.entry(origin.file).or_insert_with(|| FileNames::of(facts));
    let named = names.inside(item.range).into_iter();
    named.filter_map(|name| meanings.item(origin, name, is_any)).collect()
}

fn is_any(_: ItemKind) -> bool {
    true
}
