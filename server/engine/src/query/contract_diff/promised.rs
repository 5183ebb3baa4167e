//! Which promises the changes of a surface break, by the paths that users write.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    BrokenPromise, ChangeClass, ChangedKind, ImplementedTrait, InterfaceAnswer, ItemKind, Language,
    Place, RepoPath, SignatureChange, Stability, SurfaceChange, SurfaceItem, Visibility,
    path_around,
};

use super::implementations::{LOST, no_longer};
use super::implemented::trait_of;
use super::leant_on::LeantOn;
use super::paths::PATH_REMOVED;
use super::unread::NOT_READ;
use super::{Side, type_only};
use crate::World;
use crate::class::doubt;
use crate::query::freeze::{promise_of, promises_of};

/// Those of a boundary. What was promised of an item is its stability as well, where nothing else is known of it.
/// `unexported`: those of the changes that are of what nobody can import, each with the items that name it.
pub(super) fn broken(
    changes: &mut [SurfaceChange],
    unexported: &[(SurfaceChange, Vec<String>)],
    (befores, others): (&Side<'_>, &Side<'_>),
) -> Vec<BrokenPromise> {
    let promises = Promises::of(befores, others);
    let leant_on = LazyCell::new(|| {
        let is_promised = |it: &SurfaceItem| !promises.of_paths(&it.paths, it.language).is_empty();
        LeantOn::new(befores, &is_promised)
    });
    let mut broken = Vec::new();
    for change in changes.iter_mut().filter(|it| it.class() >= ChangeClass::Unknown) {
        let named_by = unexported.iter().find(|(it, _)| it == change).map(|(_, named_by)| named_by);
        let of_change = match named_by {
            Some(named_by) => promises.by_others(change, named_by).into_iter().collect(),
            None => promises.broken_by(change, others),
        };
        let of_change = match &change.before {
            Some(place) if of_change.is_empty() && promises.is_free(change) => {
                promises.by_others(change, &leant_on.by(place)).into_iter().collect()
            }
            _ => of_change,
        };
        let most =
            of_change.iter().map(|it| it.promise.entry.stability.value).max_by_key(is_frozen);
        change.stability = change.stability.or(most);
        broken.extend(of_change);
    }
    broken
}

/// The paths that both sides have, and of which nothing may break, nor of what they stand in.
pub(super) fn unbroken(
    changes: &[SurfaceChange],
    unexported: &[(SurfaceChange, Vec<String>)],
    (befores, others): (&Side<'_>, &Side<'_>),
) -> BTreeSet<Arc<str>> {
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    for change in changes.iter().filter(|it| it.class() >= ChangeClass::Unknown) {
        changed.insert(&change.symbol);
        let named = befores.items.get(&*change.symbol).into_iter().flatten();
        for item in named {
            changed.extend(item.paths.iter().map(|path| &**path));
            // By the members of its `impl`, it is told that a type has lost a trait.
            if item.of_trait.is_some() {
                changed.extend(named_in(&change.symbol));
                changed.extend(item.around());
            }
        }
    }
    changed.extend(unexported.iter().flat_map(|(_, named_by)| named_by.iter().map(String::as_str)));
    let is_kept = |language: Language, path: &str| {
        let around = |inner: &usize| {
            path.get(..*inner).and_then(|it| path_around(language, it)).map(str::len)
        };
        let ends = std::iter::successors(Some(path.len()), around);
        let mut all = ends.filter_map(|end| path.get(..end));
        others.has(path)
            && !all.any(|it| changed.contains(it))
            && is_as_public(path, befores, others)
    };
    let items = befores.surface.items.iter();
    items
        .flat_map(|it| it.paths.iter().filter(|path| is_kept(it.language, path)).cloned())
        .collect()
}

/// The types in the path of a member of a type of others, without the crate: `Stack` of `&'a net::Stack<T>::Item`.
fn named_in(symbol: &str) -> impl Iterator<Item = &str> {
    let is_of_path = |it: char| it.is_alphanumeric() || matches!(it, '_' | ':');
    let paths = symbol.split(move |it| !is_of_path(it)).filter(|it| !it.is_empty());
    let inside = paths.map(|it| it.split_once("::").map_or(it, |(_, rest)| rest));
    inside.flat_map(|path| {
        let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
        ends.filter_map(move |end| path.get(..end))
    })
}

/// Whether an item of Rust is public where it stands, if it was: an import of one that is not shows nothing.
fn is_as_public(path: &str, befores: &Side<'_>, others: &Side<'_>) -> bool {
    let is_public = |side: &Side<'_>| {
        let item = side.items.get(path)?.first().filter(|it| it.language == Language::Rust)?;
        let origin = side.meanings.origin(&item.place.path, item.place.range)?;
        let facts = side.meanings.facts(&item.place.path)?;
        Some(facts.item(origin.item)?.visibility == Visibility::Public)
    };
    is_public(befores) != Some(true) || is_public(others) != Some(false)
}

/// Whether anything is promised of the boundary in `folder`.
pub(super) fn is_any(world: &World, folder: &RepoPath) -> bool {
    promises_in(world, folder).iter().any(|it| it.entry.stability.value.is_promise())
}

fn promises_in(world: &World, folder: &RepoPath) -> Vec<InterfaceAnswer> {
    let boundary = world.boundaries.in_folder(folder).map(|it| &*it.name);
    promises_of(world, folder, boundary)
}

fn is_frozen(stability: &Stability) -> bool {
    *stability == Stability::Frozen
}

type ByKey = BTreeMap<Arc<str>, InterfaceAnswer>;

/// What was promised of a boundary.
struct Promises<'p, 's> {
    by_decision: ByKey,
    by_contract: ByKey,
    side: &'p Side<'s>,
}

impl<'p, 's> Promises<'p, 's> {
    fn of(side: &'p Side<'s>, others: &Side<'_>) -> Self {
        let world = side.state.world;
        let all = side.folder.map(|it| promises_in(world, it)).unwrap_or_default().into_iter();
        let by_key = |mut it: InterfaceAnswer| {
            // A contract moves with its boundary.
            let stated_in = &mut it.because.place.path;
            if let Some(folder) = others.folder
                && stated_in.parent().as_ref() == side.folder
                && let Some(moved) = folder.join(stated_in.name())
            {
                *stated_in = moved;
            }
            (it.entry.key.value.clone(), it)
        };
        let (by_decision, by_contract): (Vec<_>, Vec<_>) =
            all.partition(|it| it.frozen_by.is_some());
        let [by_decision, by_contract] =
            [by_decision, by_contract].map(|all| all.into_iter().map(by_key).collect());
        Self { by_decision, by_contract, side }
    }

    /// What the change of an item, or of a name of others, breaks: one for each key.
    fn broken_by(&self, change: &SurfaceChange, others: &Side<'_>) -> Vec<BrokenPromise> {
        let Some(language) = language(change) else { return Vec::new() };
        let item = self.item(change);
        let says_otherwise = |it: &SurfaceItem| it.stability.is_some_and(|it| !it.is_promise());
        // What a method of a trait takes and gives, the trait promises; that the type has the trait, its own promise says.
        let is_of_trait = |it: &SurfaceItem| {
            it.of_trait.is_some() && it.kind == ItemKind::Method && change.now.is_some()
        };
        if item.is_some_and(|it| says_otherwise(it) || is_of_trait(it)) {
            return Vec::new();
        }
        let own = [change.symbol.clone()];
        // What is told by another of its paths is told of that.
        let is_whole = |it: &&SurfaceItem| *it.symbol() == *change.symbol;
        let paths = item.filter(is_whole).map_or(own.as_slice(), |it| it.paths.as_slice());
        let kept = worst(change).filter(|it| !self.is_of_free_trait(&change.symbol, it, language));
        let (gone, rest): (Vec<_>, Vec<_>) = kept.partition(|it| it.rule == PATH_REMOVED);
        let (typed, rest): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|it| it.rule == type_only::RULE);
        let of_some = |is_meant: &dyn Fn(&Arc<str>) -> bool, changes: Vec<_>, is_lost| {
            let paths = paths.iter().filter(|it| is_meant(it)).cloned();
            let promised = self.of_paths(&paths.collect::<Vec<_>>(), language);
            told(promised, &SurfaceChange { changes, ..change.clone() }, is_lost)
        };
        let mut broken = Vec::new();
        if !gone.is_empty() {
            broken.extend(of_some(&|path| !others.has(path), gone, true));
        }
        if !typed.is_empty() {
            broken.extend(of_some(&|path| is_type_alone(path, others), typed, false));
        }
        if !rest.is_empty() {
            let change = SurfaceChange { changes: rest, ..change.clone() };
            broken.extend(self.of_item(&change, paths, language));
            if item.is_some_and(|it| matches!(it.kind, ItemKind::Module | ItemKind::Namespace)) {
                let beneath = told(self.beneath(paths, language), &change, change.now.is_none());
                broken.extend(by_another(beneath));
            }
        }
        broken
    }

    /// What the change of an item breaks under whatever path it has.
    fn of_item(
        &self,
        change: &SurfaceChange,
        paths: &[Arc<str>],
        language: Language,
    ) -> Vec<BrokenPromise> {
        let mut promised = self.of_paths(paths, language);
        if promised.is_empty() {
            promised.extend(self.of_place(change.before.as_ref(), &change.symbol));
        }
        let is_lost = change.now.is_none();
        if !is_lost {
            // Once is enough of an item that is there: as what was promised most.
            promised.sort_by_key(|(_, it)| !is_frozen(&it.entry.stability.value));
            promised.truncate(1);
        }
        told(promised, change, is_lost)
    }

    /// Whether a type has lost a trait that the boundary itself has, and does not promise.
    fn is_of_free_trait(&self, symbol: &str, change: &SignatureChange, language: Language) -> bool {
        let is_promised = |path: &Arc<str>| {
            let stated = self.of_path(path, language).map(|it| it.entry.stability.value);
            let own = || self.side.items.get(&**path)?.first()?.stability;
            stated.or_else(own).is_none_or(|it| it.is_promise())
        };
        let is_lost = |it: &&ImplementedTrait| {
            it.paths.iter().any(|path| **path == *symbol)
                && trait_of(it).is_some_and(|it| change.reason.starts_with(&no_longer(it)))
        };
        let mut lost = self.side.surface.implemented.iter().filter(is_lost);
        change.rule == LOST
            && lost.any(|it| !it.own_trait.is_empty() && !it.own_trait.iter().any(is_promised))
    }

    /// What the change of a type breaks that only those can use who are handed it.
    fn by_others(&self, change: &SurfaceChange, named_by: &[String]) -> Option<BrokenPromise> {
        let paths: Vec<Arc<str>> = named_by.iter().map(|it| it.as_str().into()).collect();
        let promised = self.of_paths(&paths, language(change)?);
        let mut change = change.clone();
        change.changes.iter_mut().filter(|it| is_computed(it)).for_each(doubt);
        change.changes.sort_by_key(|it| std::cmp::Reverse(it.class));
        let most = promised.into_iter().max_by_key(|(_, it)| is_frozen(&it.entry.stability.value));
        by_another(told(most.into_iter().collect(), &change, false)).next()
    }

    /// Whether a type of TypeScript changed of which nobody said anything, and that is there still.
    fn is_free(&self, change: &SurfaceChange) -> bool {
        let is_type = |it: &SurfaceItem| {
            it.language != Language::Rust
                && matches!(
                    it.kind,
                    ItemKind::Class | ItemKind::Interface | ItemKind::TypeAlias | ItemKind::Enum
                )
        };
        let is_free = |it: &SurfaceItem| {
            let mut paths = it.paths.iter();
            it.stability.is_none_or(|it| it.is_promise())
                && paths.all(|path| self.of_path(path, it.language).is_none())
        };
        change.now.is_some() && self.item(change).is_some_and(|it| is_type(it) && is_free(it))
    }

    /// The item that changed, as it was.
    fn item(&self, change: &SurfaceChange) -> Option<&'s SurfaceItem> {
        let named = self.side.items.get(&*change.symbol)?;
        named.iter().copied().find(|it| Some(&it.place) == change.before.as_ref())
    }

    /// What is promised by each of some paths, once for each key.
    fn of_paths(&self, paths: &[Arc<str>], language: Language) -> Vec<(Arc<str>, InterfaceAnswer)> {
        let mut found: Vec<(Arc<str>, InterfaceAnswer)> = Vec::new();
        for path in paths {
            let Some(promise) = self.of_path(path, language) else { continue };
            let is_known = |it: &(_, InterfaceAnswer)| it.1.because == promise.because;
            if promise.entry.stability.value.is_promise() && !found.iter().any(is_known) {
                found.push((path.clone(), promise.clone()));
            }
        }
        found
    }

    /// By its own key, by that of its level, or else with what it stands in: a module is promised by its name alone.
    fn of_path(&self, path: &str, language: Language) -> Option<&InterfaceAnswer> {
        let level = level(path, language);
        let (frozen, stated) =
            (named(&self.by_decision, path, &level), named(&self.by_contract, path, &level));
        let own = stated.filter(|it| is_frozen(&it.entry.stability.value)).or(frozen).or(stated);
        own.or_else(|| {
            let around = path_around(language, path)?;
            let holds = |it: &&SurfaceItem| it.kind != ItemKind::Module;
            let is_whole = self.side.items.get(around).is_some_and(|all| all.iter().all(holds));
            is_whole.then(|| self.of_path(around, language)).flatten()
        })
    }

    /// What is promised of what stands in one of some modules.
    fn beneath(&self, paths: &[Arc<str>], language: Language) -> Vec<(Arc<str>, InterfaceAnswer)> {
        let is_in = |key: &str| {
            let rest = |path: &Arc<str>| key.strip_prefix(&**path);
            let mut rests = paths.iter().filter_map(rest);
            rests.any(|it| it.starts_with(language.separator()))
        };
        let all = self.by_decision.iter().chain(&self.by_contract);
        let own = all.filter(|(key, it)| it.entry.stability.value.is_promise() && is_in(key));
        own.map(|(key, it)| (key.clone(), it.clone())).collect()
    }

    /// What is promised of the item that stands in a place: its key may lead to it by the layout of the files alone.
    fn of_place(
        &self,
        place: Option<&Place>,
        path: &Arc<str>,
    ) -> Option<(Arc<str>, InterfaceAnswer)> {
        let place = place?;
        let item = self.side.meanings.origin(&place.path, place.range)?.item;
        let promise = promise_of(self.side.state.world, &place.path, item)?;
        promise.entry.stability.value.is_promise().then(|| (path.clone(), promise))
    }
}

fn named<'k>(by_key: &'k ByKey, path: &str, level: &str) -> Option<&'k InterfaceAnswer> {
    by_key.get(path).or_else(|| by_key.get(level))
}

/// The key of all that stands beside a path: `iter::*`, `cookie/*`.
fn level(path: &str, language: Language) -> String {
    match path_around(language, path) {
        Some(around) => format!("{around}{}*", language.separator()),
        None if language != Language::Rust => {
            let entry = path.rsplit_once('/').map(|(entry, _)| entry);
            entry.map_or_else(|| "*".to_owned(), |entry| format!("{entry}/*"))
        }
        None => "*".to_owned(),
    }
}

fn language(change: &SurfaceChange) -> Option<Language> {
    let is_code = matches!(change.kind, ChangedKind::Item(_) | ChangedKind::OfOthers);
    let place = change.before.as_ref().or(change.now.as_ref()).filter(|_| is_code)?;
    Language::of(&place.path)
}

/// What may break those who use it. Of what could not be read, the contract tells.
fn worst(change: &SurfaceChange) -> impl Iterator<Item = SignatureChange> {
    let all = change.changes.iter().filter(|it| it.class >= ChangeClass::Unknown);
    all.filter(|it| it.rule != NOT_READ).cloned()
}

/// Whether types differ that are made of others: only a compiler tells whether the one takes what the other did.
fn is_computed(change: &SignatureChange) -> bool {
    change.rule == "type_changed"
        && ["<", "(", "typeof ", " extends "].iter().any(|it| change.reason.contains(it))
}

/// Whether what has a path now is a type alone under it.
fn is_type_alone(path: &Arc<str>, side: &Side<'_>) -> bool {
    let named = side.items.get(&**path).into_iter().flatten();
    named.into_iter().any(|it| it.type_only_paths.contains(path))
}

fn told(
    promised: Vec<(Arc<str>, InterfaceAnswer)>,
    change: &SurfaceChange,
    is_lost: bool,
) -> Vec<BrokenPromise> {
    let of = |(path, promise)| BrokenPromise {
        promise,
        path,
        change: change.clone(),
        is_by_another: false,
        is_lost,
    };
    promised.into_iter().map(of).collect()
}

fn by_another(broken: Vec<BrokenPromise>) -> impl Iterator<Item = BrokenPromise> {
    broken.into_iter().map(|it| BrokenPromise { is_by_another: true, ..it })
}
