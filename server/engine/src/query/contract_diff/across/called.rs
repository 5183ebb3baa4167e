//! What the items that moved between packages call others: each package has its own names for the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{Place, RepoPath, Signature, SurfaceItem};
use boundstone_text::TextRange;

use super::super::super::aligned::{KnownBy, Meanings};
use super::super::super::stands_for::{each_path, each_type};
use super::super::followed::in_short;
use super::OneSide;
use crate::class::each_text;
use crate::rust_types::{Given, Path, Segment};
use crate::types::Origin;

/// What an item says.
pub(super) struct Said {
    pub(super) signature: Signature,
    /// What it names of the repository, in the order of the signature.
    pub(super) names: Vec<String>,
}

/// Writes the types and traits of the repository that the items name for which `is_meant` holds as both sides do.
pub(super) fn alike(
    side: &OneSide<'_>,
    other: &OneSide<'_>,
    is_meant: &dyn Fn(&SurfaceItem) -> bool,
) -> BTreeMap<usize, Said> {
    let meanings = Meanings::new(side.packages.state.signed(), KnownBy::Place);
    let calls = Calls { own: by_place(side, other), side, other, meanings: &meanings };
    let meant = side.surface.items.iter().enumerate();
    let meant = meant.filter(|(_, it)| it.made_by.is_none() && is_meant(it));
    let written = meant.filter_map(|(at, item)| {
        let (mut signature, mut names) = (item.signature.clone()?, Vec::new());
        let origin = meanings.origin(&item.place.path, item.place.range)?;
        each_text(&mut signature, &mut |text| {
            let called = each_type(text, &mut |ty| {
                each_path(ty, &mut |path| names.extend(calls.call(path, origin)));
            });
            if let Some(called) = called {
                *text = called.into();
            }
        });
        Some((at, Said { signature, names }))
    });
    written.collect()
}

/// Whether two signatures differ in no more than in what stands before the last names.
pub(super) fn are_alike_in_short(one: &Signature, other: &Signature) -> bool {
    let in_short = |it: &Signature| {
        let mut it = it.clone();
        each_text(&mut it, &mut |text| *text = in_short(text).into());
        it
    };
    in_short(one) == in_short(other)
}

/// What users call the items of a side, by a path that both sides know where there is one.
fn by_place<'s>(
    side: &'s OneSide<'_>,
    other: &OneSide<'_>,
) -> BTreeMap<(&'s RepoPath, TextRange), &'s Arc<str>> {
    let items = side.surface.items.iter();
    let named = items.filter_map(|it| {
        let shared = it.paths.iter().find(|path| other.names.items.contains_key(*path));
        Some(((&it.place.path, it.place.range), shared.or(it.paths.first())?))
    });
    named.collect()
}

struct Calls<'c, 'w> {
    own: BTreeMap<(&'c RepoPath, TextRange), &'c Arc<str>>,
    side: &'c OneSide<'w>,
    other: &'c OneSide<'w>,
    meanings: &'c Meanings<'w>,
}

impl Calls<'_, '_> {
    /// What a path is called by both sides, where it means something of the repository.
    fn call(&self, path: &mut Path, origin: Origin) -> Option<String> {
        let found = self.meanings.item(origin, &path.names(), |_| true)?;
        let called = self.name(found)?;
        let last = path.segments.pop()?;
        let mut names: Vec<&str> = called.split("::").collect();
        let name = names.pop().unwrap_or_default().to_owned();
        let around = names.into_iter();
        path.segments =
            around.map(|it| Segment { name: it.to_owned(), given: Given::Nothing }).collect();
        path.segments.push(Segment { name, ..last });
        Some(called)
    }

    fn name(&self, origin: Origin) -> Option<String> {
        let path = self.meanings.path(origin.file)?;
        let facts = self.meanings.facts(path)?;
        let place = Place { path: path.clone(), range: facts.item(origin.item)?.name_range };
        if let Some(own) = self.own.get(&(&place.path, place.range)) {
            return Some(own.to_string());
        }
        let around = self.side.packages.state.world.boundaries.at(path)?;
        // What nobody else can name is called as it is written.
        if around.name == self.side.surface.boundary {
            return None;
        }
        let package = self.side.packages.at(path)?;
        let boundary = &package.surface.boundary;
        let item = package.standing_at(&place)?;
        let other = self.other.packages.named(boundary);
        let is_shared =
            |path: &&Arc<str>| other.as_ref().is_some_and(|it| it.names.items.contains_key(*path));
        let name = item.paths.iter().find(is_shared).or(item.paths.first())?;
        Some(format!("{}::{name}", boundary.replace('-', "_")))
    }
}
