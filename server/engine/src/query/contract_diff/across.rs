//! Names that lead to other packages of the repository: whether two of them lead to one item, and what an item became that
//! another package defines now.

mod called;
mod moved;
mod npm;
mod reached;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, HandedOnName, ItemKind, Place, SignatureChange, Surface,
    SurfaceChange, SurfaceItem, path_around,
};

use self::reached::{Names, Packages, Reached, are_same, has_moved_within};
use super::super::code::CodeState;
use super::auto_traits::AUTO_TRAIT;
use super::conditions::CFG_CHANGED;
use super::handed_on::is_as_before;
use super::implementations::{LOST, REMOVED};
use super::{Side, change, one};
use crate::class::doubt;

const NAMES_OTHER: &str = "item_moved";

/// The paths of what stands in another package on one side.
#[derive(Default)]
pub(super) struct Across {
    paths: BTreeSet<Arc<str>>,
    /// Their packages could be read as a whole.
    is_whole: bool,
    /// What they name of the repository, before and now, by where they stand.
    named: Vec<BTreeMap<Place, Vec<String>>>,
}

/// One side of a change, before it is compared.
struct OneSide<'w> {
    surface: Surface,
    names: Names,
    packages: Packages<'w>,
}

/// Makes both surfaces say the same of what is the same, and gives each what the other has of its own and this has of another
/// package, as if it were its own. Nothing is read where no name changed.
pub(super) fn join(
    (old, new): (Surface, Surface),
    (was, is): (CodeState<'_>, CodeState<'_>),
) -> (Surface, Surface, Across) {
    let leads = |it: &Surface| it.handed_on.iter().any(|it| !it.leads_to.is_empty());
    let is_npm = |it: &Surface| it.handed_on.iter().any(npm::is_npm);
    let (leads, is_npm) = (leads(&old) || leads(&new), is_npm(&old) || is_npm(&new));
    if !leads && !is_npm {
        return (old, new, Across::default());
    }
    let side = |surface, state| OneSide {
        names: Names::of(&surface),
        surface,
        packages: Packages::new(state),
    };
    let (mut old, mut new) = (side(old, was), side(new, is));
    let paths = if is_npm { npm::join(&mut old, &mut new) } else { BTreeSet::new() };
    if !leads {
        return (old.surface, new.surface, Across { paths, is_whole: true, named: Vec::new() });
    }
    // A module may hold others: each pass looks one deeper.
    while modules_apart(&mut old, &new) | modules_apart(&mut new, &old) {}
    let mut moved = BTreeSet::new();
    same_names(&mut old, &mut new, &mut moved);
    lone_names(&old, &mut new, &mut moved);
    lone_names(&new, &mut old, &mut moved);
    let mut across = moved::read_in(&mut old, &mut new, moved);
    across.paths.extend(paths);
    (old.surface, new.surface, across)
}

impl OneSide<'_> {
    fn handed_on<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a HandedOnName> + use<'a> {
        let all = self.names.handed_on.get(path).into_iter().flatten();
        all.filter_map(|at| self.surface.handed_on.get(*at))
    }

    fn items<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a SurfaceItem> + use<'a> {
        let all = self.names.items.get(path).into_iter().flatten();
        all.filter_map(|at| self.surface.items.get(*at))
    }

    fn has(&self, path: &str) -> bool {
        self.names.items.contains_key(path)
    }

    fn hands_on(&self, path: &str) -> bool {
        self.names.handed_on.contains_key(path)
    }

    /// Where a path leads, but for the names that the other side hands on just so.
    fn reached(&self, path: &str, other: &Self) -> Vec<Reached> {
        let is_other = |it: &HandedOnName| {
            !other.handed_on(path).any(|other| other.from == it.from && other.name == it.name)
        };
        self.packages.reached((&self.surface, &self.names), path, &is_other)
    }

    /// The names of this side that come of other packages, each by itself, and those that stand for all of one.
    fn paths_handed_on(&self) -> (Vec<Arc<str>>, Vec<Arc<str>>) {
        self.names.handed_on.keys().cloned().partition(|path| !path.ends_with('*'))
    }

    /// Takes a path of names that are handed on away.
    fn forget(&mut self, path: &str, is_meant: &dyn Fn(&HandedOnName) -> bool) {
        for it in self.surface.handed_on.iter_mut().filter(|it| is_meant(it)) {
            it.paths.retain(|own| **own != *path);
        }
        self.surface.handed_on.retain(|it| !it.paths.is_empty());
    }

    fn note(&mut self) {
        self.surface.handed_on.sort_by(|a, b| a.paths.cmp(&b.paths));
        self.names = Names::of(&self.surface);
    }
}

/// Where this side hands on a whole module that is one of the other's own: says of it what that has, name by name, or by a
/// name for all. False where there is none.
fn modules_apart(own: &mut OneSide<'_>, other: &OneSide<'_>) -> bool {
    let mut is_any = false;
    for path in own.paths_handed_on().0 {
        let mut modules = other.items(&path).filter(|it| it.kind == ItemKind::Module);
        let (Some(module), None) = (modules.next(), modules.next()) else { continue };
        let handed_on: Vec<_> = own.handed_on(&path).collect();
        let [it] = handed_on.as_slice() else { continue };
        if own.has(&path) || other.hands_on(&path) {
            continue;
        }
        let meant = own.packages.meant(it);
        let [whole] = meant.as_slice() else { continue };
        if !whole.is_module() {
            continue;
        }
        let names = names_of(whole, it, &path, other);
        let module = SurfaceItem { paths: vec![path.clone()], stability: None, ..module.clone() };
        own.forget(&path, &|_| true);
        own.surface.handed_on.extend(names);
        let mut known = own.surface.items.iter_mut();
        match known.find(|it| it.kind == module.kind && it.place == module.place) {
            Some(known) => known.paths.push(path),
            None => own.surface.items.push(module),
        }
        own.note();
        is_any = true;
    }
    is_any
}

/// The names in a module that is handed on as a whole; or the one for all of it, if the other side has that.
fn names_of(
    whole: &Reached,
    it: &HandedOnName,
    path: &str,
    other: &OneSide<'_>,
) -> Vec<HandedOnName> {
    let all = format!("{path}::*");
    let is_all =
        |it: &&HandedOnName| are_same(std::slice::from_ref(whole), &other.packages.meant(it));
    if let Some(glob) = other.handed_on(&all).find(is_all) {
        return vec![HandedOnName { paths: vec![all.as_str().into()], ..glob.clone() }];
    }
    let from: Arc<str> = [&*it.from, &*it.name].join("::").trim_start_matches("::").into();
    let own = names_in(whole).into_iter().map(|(name, known)| {
        let paths = vec![format!("{path}::{name}").into()];
        match known {
            Known::Item(item) => HandedOnName {
                paths,
                name: name.into(),
                from: from.clone(),
                kind: Some(item.kind),
                leads_to: vec![item.place.clone()],
                cfg: it.cfg.clone(),
                place: it.place.clone(),
            },
            Known::HandedOn(known) => HandedOnName { paths, ..known.clone() },
        }
    });
    own.collect()
}

enum Known<'r> {
    Item(&'r SurfaceItem),
    HandedOn(&'r HandedOnName),
}

/// What stands in a module of another package, or at its top.
fn names_in(module: &Reached) -> Vec<(&str, Known<'_>)> {
    let prefix = module.prefix();
    let name = |path: &'_ Arc<str>| -> Option<(usize, usize)> {
        let name = path.strip_prefix(&*prefix)?;
        (!name.contains("::")).then_some((prefix.len(), path.len()))
    };
    let (surface, names) = (&module.package.surface, &module.package.names);
    let mut found = Vec::new();
    for (path, numbers) in &names.items {
        let Some((start, end)) = name(path) else { continue };
        for item in numbers.iter().filter_map(|at| surface.items.get(*at)) {
            found.push((path.get(start..end).unwrap_or_default(), Known::Item(item)));
        }
    }
    for (path, numbers) in &names.handed_on {
        let Some((start, end)) = name(path) else { continue };
        for it in numbers.iter().filter_map(|at| surface.handed_on.get(*at)) {
            found.push((path.get(start..end).unwrap_or_default(), Known::HandedOn(it)));
        }
    }
    found
}

/// What both sides hand on under one path, by other names: those that lead to the same are called as before. `moved`: the others
/// that another package defines now, or that are others of the same. What one package defines elsewhere is told there, item by item.
fn same_names(old: &mut OneSide<'_>, new: &mut OneSide<'_>, moved: &mut BTreeSet<Arc<str>>) {
    let mut renamed = Vec::new();
    for path in new.paths_handed_on().0 {
        let gone = old
            .handed_on(&path)
            .filter(|was| !new.handed_on(&path).any(|is| is_as_before(was, is)));
        let came = new
            .handed_on(&path)
            .filter(|is| !old.handed_on(&path).any(|was| is_as_before(was, is)));
        let (gone, came): (Vec<_>, Vec<_>) = (gone.collect(), came.collect());
        if let ([was], [is]) = (gone.as_slice(), came.as_slice()) {
            let (before, now) = (old.packages.meant(was), new.packages.meant(is));
            if are_same(&before, &now) {
                let called = HandedOnName {
                    paths: vec![path.clone()],
                    name: was.name.clone(),
                    from: was.from.clone(),
                    ..(*is).clone()
                };
                renamed.push((path, (*is).clone(), called));
            } else if !before.is_empty() && !now.is_empty() && !has_moved_within(&before, &now) {
                moved.insert(path);
            }
        }
    }
    for (path, is, called) in renamed {
        new.forget(&path, &|it| it.from == is.from && it.name == is.name);
        new.surface.handed_on.push(called);
    }
    new.note();
}

/// What `one` side hands on by itself, and the other with all of a module or a package: it does so by itself as well. And what
/// is an item of the one side, and comes of elsewhere on the other.
fn lone_names(one: &OneSide<'_>, other: &mut OneSide<'_>, moved: &mut BTreeSet<Arc<str>>) {
    let mut came = Vec::new();
    let (single, whole) = one.paths_handed_on();
    for path in single.iter().filter(|it| !other.hands_on(it) && !other.has(it)) {
        let reached = other.reached(path, one);
        let meant = one.handed_on(path).flat_map(|it| one.packages.meant(it));
        let meant: Vec<Reached> = if reached.is_empty() { Vec::new() } else { meant.collect() };
        if are_same(&meant, &reached) {
            let all = one.handed_on(path);
            came.extend(all.map(|it| HandedOnName { paths: vec![path.clone()], ..it.clone() }));
        } else if !meant.is_empty() {
            moved.insert(path.clone());
        }
    }
    for path in whole.iter().filter(|it| !other.hands_on(it)) {
        let all = one.handed_on(path).filter(|it| are_all_there(it, path, one, other));
        came.extend(all.map(|it| HandedOnName { paths: vec![path.clone()], ..it.clone() }));
    }
    for item in one.surface.items.iter().filter(|it| stands_alone(it, one)) {
        for path in &item.paths {
            if !other.has(path) && !other.reached(path, one).is_empty() {
                moved.insert(path.clone());
            }
        }
    }
    if !came.is_empty() {
        other.surface.handed_on.extend(came);
        other.note();
    }
}

/// Whether the other side has each of the names that one stands for, of the same package.
fn are_all_there(it: &HandedOnName, path: &str, one: &OneSide<'_>, other: &OneSide<'_>) -> bool {
    let level = path.trim_end_matches('*');
    let meant = one.packages.meant(it);
    let names: BTreeSet<&str> = meant.iter().flat_map(names_in).map(|(name, _)| name).collect();
    let is_there = |name: &&str| {
        let path = format!("{level}{name}");
        if one.has(&path) || one.hands_on(&path) {
            return true;
        }
        let reached = one.packages.reached((&one.surface, &one.names), &path, &|_| true);
        let others = other.packages.reached((&other.surface, &other.names), &path, &|_| true);
        are_same(&reached, &others)
    };
    !names.is_empty() && names.iter().all(is_there)
}

/// Whether an item stands in a module of its own package, or at its top.
fn stands_alone(item: &SurfaceItem, side: &OneSide<'_>) -> bool {
    let is_own = !item.is_part && !item.is_inherited && item.of_trait.is_none();
    is_own
        && item.known_as.is_none()
        && item.kind != ItemKind::Module
        && path_around(item.language, item.symbol())
            .is_none_or(|around| side.items(around).any(|it| it.kind == ItemKind::Module))
}

impl Across {
    /// What is told of items that moved between packages is likely at most; and it is unknown where more than their texts would
    /// tell it, or their texts differ by the names alone.
    pub(super) fn settle(&self, changes: &mut [SurfaceChange], before: &Side<'_>, now: &Side<'_>) {
        if self.paths.is_empty() {
            return;
        }
        for change in changes.iter_mut().filter(|it| self.holds(&it.symbol)) {
            let was = standing(before, &change.symbol, change.before.as_ref());
            let is = standing(now, &change.symbol, change.now.as_ref());
            let is_of_trait = was.is_some_and(|it| it.of_trait.is_some());
            let both = was
                .and_then(|it| it.signature.as_ref())
                .zip(is.and_then(|it| it.signature.as_ref()));
            let is_in_names = both.is_some_and(|(was, is)| called::are_alike_in_short(was, is));
            for it in &mut change.changes {
                if it.class == ChangeClass::Breaking {
                    it.confidence = Confidence::Likely;
                }
                if is_of_trait || is_in_names || self.needs_more(it) {
                    doubt(it);
                }
            }
        }
    }

    /// What is written as before but for the modules in which what it names stands, and names something else.
    /// `known`: what is told already.
    pub(super) fn changes(
        &self,
        before: &Side<'_>,
        now: &Side<'_>,
        known: &[SurfaceChange],
    ) -> Vec<SurfaceChange> {
        let is_told = |it: &SurfaceItem| known.iter().any(|known| *known.symbol == *it.symbol());
        let own = before.surface.items.iter().filter(|it| !it.is_part && !it.is_inherited);
        let own = own.filter(|it| !self.paths.is_empty() && self.holds(it.symbol()));
        let told = own.filter_map(|old| {
            let named = now.items.get(old.symbol())?.iter().copied();
            let is_alike = |new: &&SurfaceItem| {
                let both = old.signature.as_ref().zip(new.signature.as_ref());
                new.kind == old.kind
                    && both.is_some_and(|(was, is)| called::are_alike_in_short(was, is))
            };
            let alike: Vec<&SurfaceItem> = named.filter(is_alike).collect();
            let mut differing = alike.iter().map(|new| self.named_otherwise(old, new));
            let first = differing.next()??;
            let (was, is) = differing.all(|it| it.is_some()).then_some(first)?;
            let reason = format!("names `{is}`, and named `{was}`");
            let what = (ChangeClass::Unknown, Confidence::Likely);
            let new = alike.first().copied();
            let told = || change(old, vec![one(what, NAMES_OTHER, reason)], Some(old), new);
            (!is_told(old)).then(told)
        });
        told.collect()
    }

    /// What two items name first that is not the same.
    fn named_otherwise(&self, old: &SurfaceItem, new: &SurfaceItem) -> Option<(&str, &str)> {
        let [before, now] = self.named.as_slice() else { return None };
        let (was, is) = (before.get(&old.place)?.iter(), now.get(&new.place)?.iter());
        let mut differing = was.zip(is).filter(|(was, is)| was != is);
        differing.next().map(|(was, is)| (was.as_str(), is.as_str()))
    }

    fn needs_more(&self, it: &SignatureChange) -> bool {
        matches!(it.rule, LOST | CFG_CHANGED | AUTO_TRAIT) || it.rule == REMOVED && !self.is_whole
    }

    /// Whether one of those of npm has this name.
    pub(super) fn has_moved(&self, name: &str) -> bool {
        self.paths.iter().any(|path| path.rsplit('/').next() == Some(name))
    }

    /// Whether a path is one of those, or of what stands in them.
    pub(super) fn holds(&self, path: &str) -> bool {
        let ends = path.match_indices("::").chain(path.match_indices('.')).map(|(end, _)| end);
        let ends = ends.chain([path.len()]);
        ends.filter_map(|end| path.get(..end)).any(|it| self.paths.contains(it))
    }
}

fn standing<'s>(side: &Side<'s>, symbol: &str, place: Option<&Place>) -> Option<&'s SurfaceItem> {
    side.items.get(symbol)?.iter().copied().find(|it| Some(&it.place) == place)
}
