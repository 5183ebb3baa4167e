//! Which crossings lead to what a change touches, and which boundaries they come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Boundary, Crossed, Crossing, Place, Reach, ReachingCrossing, RepoPath, Side, SymbolChange,
    TouchedBoundary,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Compared;
use super::symbols::{At, Draft};
use crate::World;
use crate::query::card::card_of_boundary;
use crate::query::crossings::{lost_crossings, uses_of_file};

/// The crossings by the name in the code and what it leads to.
pub(super) struct Reaching(BTreeMap<(Place, Crossed), ReachingCrossing>);

impl Reaching {
    /// Finds them, and counts them for each symbol.
    pub(super) fn new(change: &Compared<'_>, drafts: &mut [Draft]) -> Self {
        let mut reaching = Self(BTreeMap::new());
        let mut before = UsesByFile::new(change.before.world);
        let mut now = UsesByFile::new(change.now.world);
        for draft in drafts {
            let what = draft.symbol.change;
            let is_silent = matches!(what, SymbolChange::Comments | SymbolChange::Added);
            let type_of_member = draft.of_type.as_ref().filter(|_| !is_silent);
            let mut direct: Vec<Crossing> = Vec::new();
            let mut of_type: Vec<Crossing> = Vec::new();
            if let Some(at) = &draft.now {
                direct.extend_from_slice(now.of(at, &at.item_path));
                if let Some(item) = type_of_member {
                    of_type.extend_from_slice(now.of(at, item));
                }
            }
            let is_left = draft.now.is_none() || what == SymbolChange::Moved;
            if let Some(at) = draft.before.as_ref().filter(|_| is_left) {
                // Files of the change have been made to follow it; what they say now is asked above.
                let stays = |it: &&Crossing| !change.paths.contains(&it.place.path);
                let add = |list: &mut Vec<Crossing>, uses: &[Crossing]| {
                    // One that follows a move is known from where it leads now.
                    let known: FxHashSet<Place> = list.iter().map(|it| it.place.clone()).collect();
                    let uses = uses.iter().filter(stays).filter(|it| !known.contains(&it.place));
                    list.extend(uses.cloned());
                };
                add(&mut direct, before.of(at, &at.item_path));
                if let Some(item) = type_of_member {
                    add(&mut of_type, before.of(at, item));
                }
            }
            draft.symbol.uses = direct.len() as u32;
            draft.symbol.uses_of_type = of_type.len() as u32;
            if !is_silent {
                direct.into_iter().for_each(|it| reaching.add(it, Reach::Symbol, what));
                of_type.into_iter().for_each(|it| reaching.add(it, Reach::Type, what));
            }
        }
        for crossing in lost_crossings(change.before.world, change.now.world, &change.paths) {
            reaching.add(crossing, Reach::Lost, SymbolChange::Removed);
        }
        reaching
    }

    fn add(&mut self, crossing: Crossing, reach: Reach, change: SymbolChange) {
        let key = (crossing.place.clone(), crossing.to.clone());
        let known = self.0.entry(key).or_insert(ReachingCrossing { crossing, reach, change });
        // What happens to a member is less than what happens to its type.
        if reach <= known.reach {
            known.change = if reach < known.reach { change } else { known.change.min(change) };
            known.reach = reach;
        }
    }

    pub(super) fn crossings(self) -> Vec<ReachingCrossing> {
        self.0.into_values().collect()
    }

    /// The boundaries with files of the change, and those that the crossings come from, by their
    /// folders.
    pub(super) fn boundaries(
        &self,
        change: &Compared<'_>,
        drafts: &[Draft],
    ) -> Vec<TouchedBoundary> {
        let mut found: BTreeMap<Arc<str>, TouchedBoundary> = BTreeMap::new();
        for (side, path) in change.places() {
            if let Some(boundary) = change.world(side).boundaries.at(path) {
                entry(&mut found, change.world(side), boundary).files += 1;
            }
        }
        for draft in drafts.iter().filter(|it| it.symbol.change != SymbolChange::Comments) {
            let name = draft.symbol.boundary.as_ref();
            if let Some(known) = name.and_then(|name| found.get_mut(name)) {
                known.symbols += 1;
            }
        }
        for it in self.0.values() {
            let path = &it.crossing.place.path;
            let worlds = [Side::Now, Side::Before].map(|side| change.world(side));
            let find = |world: &'_ World| world.boundaries.at(path).cloned();
            let Some((world, boundary)) =
                worlds.into_iter().find_map(|world| Some((world, find(world)?)))
            else {
                continue;
            };
            let consumer = entry(&mut found, world, &boundary);
            match (it.reach, it.crossing.is_test) {
                (Reach::Type, _) => consumer.of_types += 1,
                (_, true) => consumer.tests += 1,
                (_, false) => consumer.code += 1,
            }
            consumer.lost += u32::from(it.reach == Reach::Lost);
            consumer.change = Some(consumer.change.map_or(it.change, |known| known.min(it.change)));
        }
        let mut boundaries: Vec<TouchedBoundary> = found.into_values().collect();
        boundaries.sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
        boundaries
    }
}

fn entry<'m>(
    found: &'m mut BTreeMap<Arc<str>, TouchedBoundary>,
    world: &World,
    boundary: &Boundary,
) -> &'m mut TouchedBoundary {
    found.entry(boundary.name.clone()).or_insert_with(|| TouchedBoundary {
        name: boundary.name.clone(),
        path: boundary.path.clone(),
        owners: card_of_boundary(world, boundary).ownership.owners,
        files: 0,
        symbols: 0,
        code: 0,
        tests: 0,
        lost: 0,
        of_types: 0,
        change: None,
    })
}

/// The references from other boundaries to what files define, looked up once for each file.
struct UsesByFile<'w> {
    world: &'w World,
    files: FxHashMap<RepoPath, FxHashMap<String, Vec<Crossing>>>,
}

impl<'w> UsesByFile<'w> {
    fn new(world: &'w World) -> Self {
        Self { world, files: FxHashMap::default() }
    }

    fn of(&mut self, at: &At, item_path: &str) -> &[Crossing] {
        let world = self.world;
        let file = self.files.entry(at.path.clone()).or_insert_with(|| {
            let mut uses: FxHashMap<String, Vec<Crossing>> = FxHashMap::default();
            for (item, crossing) in uses_of_file(world, &at.path) {
                uses.entry(item).or_default().push(crossing);
            }
            uses
        });
        file.get(item_path).map(Vec::as_slice).unwrap_or_default()
    }
}
