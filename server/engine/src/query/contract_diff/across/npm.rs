//! The same of npm: what `export * from "a"` stands for where the other side names it, and items that another package of the
//! workspace has now, and that are handed on from there.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{HandedOnName, ItemKind, Language, SurfaceItem};

use super::super::handed_on::is_as_before;
use super::OneSide;
use super::moved::as_own;
use super::reached::{Names, Package};

/// Stands for all names of a package.
const ALL: char = '*';

/// Returns the paths of items that one side has of its own, and the other of another package. Nothing is read where no name changed.
pub(super) fn join<'w>(old: &mut OneSide<'w>, new: &mut OneSide<'w>) -> BTreeSet<Arc<str>> {
    let own = spelled_out(old, new);
    let others = spelled_out(new, old);
    for (side, names) in [(&mut *old, own), (&mut *new, others)] {
        for (path, named) in names {
            side.forget(&path, &|it| named.iter().any(|own| own.from == it.from));
            side.surface.handed_on.extend(named);
            side.note();
        }
    }
    let (brought_here, brought_there) = (brought(old, new), brought(new, old));
    let mut paths = BTreeSet::new();
    for (side, brought) in [(new, brought_here), (old, brought_there)] {
        for it in brought {
            paths.insert(it.path.clone());
            it.put_into(side);
        }
    }
    paths
}

/// Whether a name stands for all that a package of npm has.
fn is_all(it: &HandedOnName) -> bool {
    it.is_glob() && !it.from.is_empty() && is_npm(it)
}

pub(super) fn is_npm(it: &HandedOnName) -> bool {
    Language::of(&it.place.path).is_some_and(|it| it != Language::Rust)
}

/// What this side hands on with all of a package, name by name, where the other one does not hand on all of it, and has some of that
/// by itself. By the path that stands for all.
fn spelled_out(own: &OneSide<'_>, other: &OneSide<'_>) -> Vec<(Arc<str>, Vec<HandedOnName>)> {
    let mut found = Vec::new();
    for all in own.surface.handed_on.iter().filter(|it| is_all(it)) {
        for path in &all.paths {
            let Some(level) = path.strip_suffix(ALL) else { continue };
            if other.handed_on(path).any(|it| is_as_before(it, all)) {
                continue;
            }
            let Some((package, inside)) = own.package(&all.from) else { continue };
            let names: Vec<HandedOnName> = names_in(&package, &inside)
                .into_iter()
                .map(|(name, kind)| HandedOnName {
                    paths: vec![format!("{level}{name}").into()],
                    name: name.into(),
                    kind,
                    ..all.clone()
                })
                .filter(|it| it.paths.iter().all(|path| !own.has(path) && !own.hands_on(path)))
                .collect();
            let is_there = |path: &Arc<str>| {
                other.has(path) || other.handed_on(path).any(|other| other.from == all.from)
            };
            let is_named = |it: &HandedOnName| it.paths.iter().any(is_there);
            if names.iter().any(is_named) {
                found.push((path.clone(), names));
            }
        }
    }
    found
}

/// The names that a module of a package exports, but for its default one. What it hands on of others stands under its name as well.
fn names_in(package: &Package, inside: &str) -> Vec<(String, Option<ItemKind>)> {
    let is_name = |name: &&str| !name.contains(['.', '/', ALL]) && *name != "default";
    let name = |path: &'_ Arc<str>| path.strip_prefix(inside).filter(is_name).map(str::to_owned);
    let kind = |at: &usize| package.surface.items.get(*at).map(|it| it.kind);
    let items = package.names.items.iter().filter_map(|(path, numbers)| {
        let kinds: BTreeSet<_> = numbers.iter().filter_map(kind).collect();
        let only = kinds.first().copied().filter(|_| kinds.len() == 1);
        Some((name(path)?, only))
    });
    let handed_on = package.names.handed_on.keys().filter_map(|path| Some((name(path)?, None)));
    items.chain(handed_on).collect()
}

/// An item of another package.
struct Brought {
    path: Arc<str>,
    package: Rc<Package>,
    /// Its path there.
    there: String,
}

/// The items that one side has of its own, and the other one only of another package of the workspace.
fn brought(one: &OneSide<'_>, other: &OneSide<'_>) -> Vec<Brought> {
    let is_outer = |it: &&SurfaceItem| it.language != Language::Rust && !it.is_part;
    let items = one.surface.items.iter().filter(is_outer);
    let paths = items.flat_map(|it| &it.paths).filter(|it| !is_inside(it) && !other.has(it));
    let paths: BTreeSet<&Arc<str>> = paths.collect();
    paths.into_iter().filter_map(|path| other.bringing(path)).collect()
}

fn is_inside(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

impl OneSide<'_> {
    /// The package of the workspace that a specifier leads to, and what stands before the names of its module there.
    fn package(&self, specifier: &str) -> Option<(Rc<Package>, String)> {
        let slashes = if specifier.starts_with('@') { 1 } else { 0 };
        let end = specifier.match_indices('/').nth(slashes).map(|(at, _)| at);
        let (name, inside) = specifier.split_at(end.unwrap_or(specifier.len()));
        let inside = inside.trim_start_matches('/');
        let inside = if inside.is_empty() { String::new() } else { format!("{inside}/") };
        Some((self.packages.named(name)?, inside))
    }

    /// What a path leads to in another package: by its name, or with all that a package has.
    fn bringing(&self, path: &Arc<str>) -> Option<Brought> {
        let name_at = path.rfind('/').map_or(0, |at| at + 1);
        let (level, name) = path.split_at(name_at);
        let all = format!("{level}{ALL}");
        let by_name = self.handed_on(path).filter(|it| is_npm(it)).map(|it| (it, &*it.name));
        let with_all = self.handed_on(&all).filter(|it| is_all(it)).map(|it| (it, name));
        let found = by_name.chain(with_all).filter_map(|(it, name)| {
            let (package, inside) = self.package(&it.from)?;
            let there = format!("{inside}{name}");
            let has = package.names.items.contains_key(&*there);
            has.then(|| Brought { path: path.clone(), package, there })
        });
        let mut found = found;
        found.next()
    }
}

impl Brought {
    /// Reads the item in with its members, as if it were its own.
    fn put_into(self, side: &mut OneSide<'_>) {
        let inner = format!("{}.", self.there);
        let names: &Names = &self.package.names;
        let below = names.items.range(Arc::from(inner.as_str())..);
        let below = below.take_while(|(path, _)| path.starts_with(&inner));
        let own = names.items.get_key_value(&*self.there);
        for (path, numbers) in own.into_iter().chain(below) {
            let rest = path.strip_prefix(&*self.there).unwrap_or_default();
            let paths = BTreeSet::from([format!("{}{rest}", self.path)]);
            let items = numbers.iter().filter_map(|at| self.package.surface.items.get(*at));
            side.surface.items.extend(items.map(|it| as_own(it, &paths, None)));
        }
        side.forget(&self.path, &is_npm);
        let order = |it: &SurfaceItem| (it.symbol().to_owned(), it.kind, it.cfg.clone());
        side.surface.items.sort_by_cached_key(order);
        side.note();
    }
}
