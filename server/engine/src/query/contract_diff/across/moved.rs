//! Items that one side has of another package, read as if they were its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{ImplementedTrait, ItemKind, RepoPath, Stability, SurfaceItem};

use super::called;
use super::reached::{Package, Reached};
use super::{Across, OneSide};
use crate::class::trait_name;

/// Reads in what stands under these paths, on each side that has it of another package.
pub(super) fn read_in(
    old: &mut OneSide<'_>,
    new: &mut OneSide<'_>,
    paths: BTreeSet<Arc<str>>,
) -> Across {
    if paths.is_empty() {
        return Across::default();
    }
    let (mut before, mut now) = (Moved::default(), Moved::default());
    for path in &paths {
        before.find(path, old, new);
        now.find(path, new, old);
    }
    let is_whole = before.is_whole() && now.is_whole();
    let of_others = [before.put_into(old, new), now.put_into(new, old)].into_iter().flatten();
    let paths = paths.into_iter().chain(of_others).collect();
    let across = Across { paths, is_whole, named: Vec::new() };
    let is_meant = |it: &SurfaceItem| it.paths.iter().any(|path| across.holds(path));
    let written = [called::alike(old, new, &is_meant), called::alike(new, old, &is_meant)];
    let mut named = Vec::new();
    for (surface, written) in [&mut old.surface, &mut new.surface].into_iter().zip(written) {
        let mut by_place = BTreeMap::new();
        for (at, said) in written {
            if let Some(item) = surface.items.get_mut(at) {
                item.signature = Some(said.signature);
                by_place.insert(item.place.clone(), said.names);
            }
        }
        named.push(by_place);
    }
    Across { named, ..across }
}

/// What one side has of other packages, by their folders.
#[derive(Default)]
pub(super) struct Moved {
    packages: BTreeMap<RepoPath, OfPackage>,
    /// The names by which it was handed on.
    paths: Vec<Arc<str>>,
}

struct OfPackage {
    package: Rc<Package>,
    /// The paths of each item here, with the condition of the name that brings it.
    items: BTreeMap<usize, (BTreeSet<String>, Option<Arc<str>>)>,
    /// What an item is called there, and here.
    names: Vec<(String, String)>,
}

impl Moved {
    /// Looks for what stands under a path that is no item here.
    fn find(&mut self, path: &Arc<str>, own: &OneSide<'_>, other: &OneSide<'_>) {
        if own.has(path) {
            return;
        }
        let reached = own.reached(path, other);
        let items = reached.iter().filter_map(|it| Some((it, it.number?, it.item()?)));
        let items: Vec<_> = items.collect();
        if !items.is_empty() {
            self.paths.push(path.clone());
        }
        items.into_iter().for_each(|it| self.add(path, it));
    }

    fn add(&mut self, path: &str, (it, number, item): (&Reached, usize, &SurfaceItem)) {
        let of = self.packages.entry(it.package.folder().clone()).or_insert_with(|| OfPackage {
            package: it.package.clone(),
            items: BTreeMap::new(),
            names: Vec::new(),
        });
        let mut note = |number: usize, path: String| {
            of.items
                .entry(number)
                .or_insert_with(|| (BTreeSet::new(), it.cfg.clone()))
                .0
                .insert(path);
        };
        note(number, path.to_owned());
        use ItemKind::{Constant, Function, Macro, Static};
        if matches!(item.kind, Constant | Function | Macro | Static) {
            return;
        }
        let inner = format!("{}::", item.symbol());
        let from: Arc<str> = inner.as_str().into();
        let below = it.package.names.items.range(from..);
        for (own, numbers) in below.take_while(|(own, _)| own.starts_with(&inner)) {
            let name = own.strip_prefix(&inner).unwrap_or_default();
            numbers.iter().for_each(|number| note(*number, format!("{path}::{name}")));
        }
        of.names.push((item.symbol().to_owned(), path.to_owned()));
    }

    fn is_whole(&self) -> bool {
        self.packages.values().all(|it| it.package.surface.not_checked.is_empty())
    }

    /// Returns the paths of what the packages give types of others.
    fn put_into(self, own: &mut OneSide<'_>, other: &OneSide<'_>) -> Vec<Arc<str>> {
        let mut of_others = Vec::new();
        if self.packages.is_empty() {
            return of_others;
        }
        for of in self.packages.values() {
            let items = of.items.iter().filter_map(|(number, (paths, cfg))| {
                let item = of.package.surface.items.get(*number)?;
                Some(as_own(item, paths, cfg.as_ref()))
            });
            own.surface.items.extend(items);
            let implemented = of.package.surface.implemented.iter();
            own.surface.implemented.extend(implemented.filter_map(|it| of.implemented(it)));
            own.surface.left_calls.extend(of.package.surface.left_calls.iter().cloned());
            of_others.extend(of.for_types_of_others(own, other));
        }
        for path in &self.paths {
            let is_kept: Vec<_> =
                other.handed_on(path).map(|it| (it.from.clone(), it.name.clone())).collect();
            own.forget(path, &|it| {
                !it.leads_to.is_empty() && !is_kept.contains(&(it.from.clone(), it.name.clone()))
            });
        }
        let order = |it: &SurfaceItem| (it.symbol().to_owned(), it.kind, it.cfg.clone());
        own.surface.items.sort_by_cached_key(order);
        own.note();
        of_others
    }
}

pub(super) fn as_own(
    item: &SurfaceItem,
    paths: &BTreeSet<String>,
    cfg: Option<&Arc<str>>,
) -> SurfaceItem {
    let cfg = match (cfg, &item.cfg) {
        (Some(of_name), Some(own)) if of_name != own => {
            Some(format!("all({of_name}, {own})").into())
        }
        (of_name, own) => own.as_ref().or(of_name).cloned(),
    };
    SurfaceItem {
        paths: sorted(paths.iter().map(|it| it.as_str().into())),
        cfg,
        // What the other package promises, it promises its own users.
        stability: item.stability.filter(|it| *it == Stability::Deprecated),
        ..item.clone()
    }
}

fn sorted(paths: impl Iterator<Item = Arc<str>>) -> Vec<Arc<str>> {
    let mut paths: Vec<Arc<str>> = paths.collect();
    paths.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    paths
}

impl OfPackage {
    /// What a path is here.
    fn here(&self, path: &str) -> impl Iterator<Item = Arc<str>> {
        let all = self.names.iter().filter_map(move |(own, here)| {
            let rest = path.strip_prefix(own.as_str())?;
            (rest.is_empty() || rest.starts_with("::")).then(|| format!("{here}{rest}").into())
        });
        all.collect::<Vec<_>>().into_iter()
    }

    fn implemented(&self, it: &ImplementedTrait) -> Option<ImplementedTrait> {
        let paths = sorted(it.paths.iter().flat_map(|path| self.here(path)));
        let own_trait = sorted(it.own_trait.iter().flat_map(|path| self.here(path)));
        (!paths.is_empty()).then(|| ImplementedTrait { paths, own_trait, ..it.clone() })
    }

    /// Adds what the package gives types of others by its `impl`s, where the other side has that of itself: `From<Engine> for
    /// String`. Returns the paths.
    fn for_types_of_others(&self, own: &mut OneSide<'_>, other: &OneSide<'_>) -> Vec<Arc<str>> {
        let (theirs, ours) = (&other.surface, &own.surface);
        let asked: BTreeSet<Key<'_>> = theirs.items.iter().filter_map(key).collect();
        let known: BTreeSet<Key<'_>> = ours.items.iter().filter_map(key).collect();
        let is_asked = |key: Key<'_>| asked.contains(&key) && !known.contains(&key);
        let items = self.package.surface.items.iter();
        let items = items.filter(|it| key(it).is_some_and(is_asked)).cloned();
        let items: Vec<SurfaceItem> =
            items.map(|it| SurfaceItem { stability: None, ..it }).collect();
        let asked: BTreeSet<_> = theirs.implemented.iter().filter_map(key_of_impl).collect();
        let known: BTreeSet<_> = ours.implemented.iter().filter_map(key_of_impl).collect();
        let is_asked = |key| asked.contains(&key) && !known.contains(&key);
        let implemented = self.package.surface.implemented.iter();
        let implemented = implemented.filter(|it| key_of_impl(it).is_some_and(is_asked)).cloned();
        let implemented: Vec<ImplementedTrait> = implemented.collect();
        let of_items = items.iter().flat_map(|it| it.paths.iter().cloned());
        let paths = of_items.chain(implemented.iter().flat_map(|it| it.paths.iter().cloned()));
        let paths = paths.collect();
        own.surface.items.extend(items);
        own.surface.implemented.extend(implemented);
        paths
    }
}

/// By which a member of a type of others is known to be the same.
type Key<'i> = (&'i str, ItemKind, Option<&'i str>);

fn key(it: &SurfaceItem) -> Option<Key<'_>> {
    Some((it.known_as.as_deref()?, it.kind, it.of_trait.as_deref().map(trait_name)))
}

fn key_of_impl(it: &ImplementedTrait) -> Option<(&str, Option<&str>)> {
    Some((it.known_as.as_deref()?, it.head.of_trait.as_deref().map(trait_name)))
}
