//! One side of a change of surfaces.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    HandedOnName, ItemKind, Place, RepoPath, SignatureChange, Surface, SurfaceItem,
};

use super::super::aligned::{KnownBy, Meanings};
use super::super::code::CodeState;
use super::handled::Handled;
use super::implemented::Implemented;
use super::own_modules::OwnModules;
use super::{behind_alias, features, followed};
use crate::class::{cfg_changed, may_meet};

/// One side of a change: its items by each of their paths, and its texts.
pub(super) struct Side<'s> {
    pub(super) surface: &'s Surface,
    pub(super) items: BTreeMap<&'s str, Vec<&'s SurfaceItem>>,
    pub(super) state: CodeState<'s>,
    /// That of its boundary, where it is there.
    pub(super) folder: Option<&'s RepoPath>,
    pub(super) meanings: Meanings<'s>,
    by_file: OnceCell<BTreeMap<&'s RepoPath, Vec<&'s SurfaceItem>>>,
    places: OnceCell<BTreeSet<&'s Place>>,
    pub(super) implemented: Implemented<'s>,
    pub(super) features: Option<features::Features>,
    /// Its aliases that were types of their own on the other side.
    pub(super) followed: followed::ByPath<'s>,
    /// What its traits and types were called that nobody else can name.
    pub(super) renamed: BTreeMap<Place, String>,
    by_alias: OnceCell<BTreeMap<Place, String>>,
    handled: OnceCell<Handled>,
    own_modules: OnceCell<OwnModules>,
}

impl<'s> Side<'s> {
    pub(super) fn new(
        surface: &'s Surface,
        (state, folder): (CodeState<'s>, Option<&'s RepoPath>),
        other: &'s Surface,
    ) -> Self {
        let mut items: BTreeMap<&str, Vec<&SurfaceItem>> = BTreeMap::new();
        for item in &surface.items {
            for path in item.known_paths() {
                items.entry(path).or_default().push(item);
            }
        }
        let known_by = KnownBy::Users { own: surface, other };
        let meanings = Meanings::new(state.signed(), known_by);
        let mut implemented = Implemented::new(&surface.implemented);
        let followed = followed::of_surface(surface, other, &meanings);
        for (name, of) in &followed {
            of.paths().for_each(|own| implemented.also_called(name, own));
        }
        let (by_file, places) = (OnceCell::new(), OnceCell::new());
        let renamed = BTreeMap::new();
        let features = folder.and_then(|it| features::Features::in_folder(state.world, it));
        let (handled, own_modules) = (OnceCell::new(), OnceCell::new());
        Self {
            surface,
            items,
            state,
            folder,
            meanings,
            by_file,
            places,
            implemented,
            features,
            followed,
            renamed,
            by_alias: OnceCell::new(),
            handled,
            own_modules,
        }
    }

    /// Where the type or the value stands that a name in the signature of an item means.
    pub(super) fn means(&self, item: &SurfaceItem, name: &str) -> Option<Place> {
        let origin = self.meanings.origin(&item.place.path, item.place.range)?;
        let is_any = |kind| !matches!(kind, ItemKind::Method | ItemKind::Property);
        let (place, _) = self.meanings.signed(self.meanings.item(origin, name, is_any)?)?;
        Some(place)
    }

    /// Whether one item alone has a path.
    pub(super) fn is_only(&self, path: &str) -> bool {
        self.items.get(path).is_some_and(|it| it.len() == 1)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.items.contains_key(path)
    }

    /// Whether a name that no item bears may come from a package that is not in the repository: by itself, or with all that
    /// this has.
    pub(super) fn may_hand_on(&self, path: &str) -> bool {
        let is_brought = |all: &str| {
            all.strip_suffix('*').and_then(|level| path.strip_prefix(level)).is_some_and(|name| {
                !name.is_empty() && name != "default" && !name.contains([':', '.', '/'])
            })
        };
        let is_it = |it: &HandedOnName| match it.is_glob() {
            true => it.kind.is_none() && it.paths.iter().any(|all| is_brought(all)),
            false => it.paths.iter().any(|own| **own == *path),
        };
        self.surface.handed_on.iter().any(is_it)
    }

    /// What users do with the types of TypeScript.
    pub(super) fn handled(&self) -> &Handled {
        self.handled.get_or_init(|| Handled::of(self.surface, &self.meanings))
    }

    /// What users call its types that they can name by an alias alone.
    pub(super) fn named_by_alias(&self) -> &BTreeMap<Place, String> {
        self.by_alias.get_or_init(|| behind_alias::names(self))
    }

    /// What it declares of its own modules.
    pub(super) fn own_modules(&self) -> &OwnModules {
        self.own_modules.get_or_init(|| OwnModules::of(self.state, self.folder))
    }

    /// Whether a path is another name for the type that stands here.
    pub(super) fn stands_for(&self, path: &str, place: &Place) -> bool {
        self.followed.get(path).is_some_and(|it| it.is_of(place))
    }

    /// What another condition of an item means, by the features of both sides.
    pub(super) fn cfg_changed(
        &self,
        was: &Option<Arc<str>>,
        others: &Side<'_>,
        is: &Option<Arc<str>>,
    ) -> Option<SignatureChange> {
        cfg_changed((was, &|a, b| self.enables(a, b)), (is, &|a, b| others.enables(a, b)))
    }

    /// Whether some build may have what stands under a condition here, and what stands under one there.
    pub(super) fn may_meet(
        &self,
        own: &Option<Arc<str>>,
        others: &Side<'_>,
        other: &Option<Arc<str>>,
    ) -> bool {
        may_meet((own, &|a, b| self.enables(a, b)), (other, &|a, b| others.enables(a, b)))
    }

    /// The items of a path that a build may have in which a condition holds.
    pub(super) fn under<'a>(
        &'a self,
        path: &str,
        cfg: &'a Option<Arc<str>>,
    ) -> impl Iterator<Item = &'s SurfaceItem> + 'a {
        let named = self.items.get(path).into_iter().flatten().copied();
        named.filter(move |it| self.may_meet(cfg, self, &it.cfg))
    }

    fn enables(&self, one: &str, other: &str) -> bool {
        self.features.as_ref().is_some_and(|it| it.enables(one, other))
    }

    /// Whether an item whose name stands here is public.
    pub(super) fn shows(&self, place: &Place) -> bool {
        let places =
            self.places.get_or_init(|| self.surface.items.iter().map(|it| &it.place).collect());
        places.contains(place)
    }

    /// The items that a file defines.
    pub(super) fn of_file(&self, path: &RepoPath) -> &[&'s SurfaceItem] {
        let by_file = self.by_file.get_or_init(|| {
            let mut by_file: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for item in &self.surface.items {
                by_file.entry(&item.place.path).or_default().push(item);
            }
            by_file
        });
        by_file.get(path).map(Vec::as_slice).unwrap_or_default()
    }
}
