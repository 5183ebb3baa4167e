//! What the names of a surface lead to in the other packages of the repository.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{HandedOnName, ItemKind, Place, RepoPath, Surface, SurfaceItem};

use super::super::super::code::CodeState;
use super::super::super::surface::surface;

/// So many packages hand a name on to one another at most.
const MOST_PACKAGES: usize = 4;

/// The other packages of one side, each read when a name leads to it.
pub(super) struct Packages<'w> {
    pub(super) state: CodeState<'w>,
    known: RefCell<BTreeMap<RepoPath, Rc<Package>>>,
}

pub(super) struct Package {
    pub(super) surface: Surface,
    pub(super) names: Names,
    by_place: BTreeMap<Place, Vec<usize>>,
    library: Option<RepoPath>,
    folder: RepoPath,
}

impl Package {
    pub(super) fn folder(&self) -> &RepoPath {
        &self.folder
    }

    /// The item whose name stands there.
    pub(super) fn standing_at(&self, place: &Place) -> Option<&SurfaceItem> {
        self.surface.items.get(*self.by_place.get(place)?.first()?)
    }
}

/// The items of a surface, and the names of others that it hands on, by their paths.
pub(super) struct Names {
    pub(super) items: BTreeMap<Arc<str>, Vec<usize>>,
    pub(super) handed_on: BTreeMap<Arc<str>, Vec<usize>>,
}

impl Names {
    pub(super) fn of(surface: &Surface) -> Self {
        let mut names = Self { items: BTreeMap::new(), handed_on: BTreeMap::new() };
        for (at, item) in surface.items.iter().enumerate() {
            for path in &item.paths {
                names.items.entry(path.clone()).or_default().push(at);
            }
        }
        for (at, it) in surface.handed_on.iter().enumerate() {
            for path in &it.paths {
                names.handed_on.entry(path.clone()).or_default().push(at);
            }
        }
        names
    }
}

/// What a name leads to.
#[derive(Clone)]
pub(super) struct Reached {
    pub(super) package: Rc<Package>,
    /// Its number among the items of the package; `None` for all of the package.
    pub(super) number: Option<usize>,
    /// The condition under which the name leads there.
    pub(super) cfg: Option<Arc<str>>,
}

impl Reached {
    pub(super) fn item(&self) -> Option<&SurfaceItem> {
        self.package.surface.items.get(self.number?)
    }

    pub(super) fn is_module(&self) -> bool {
        self.number.is_none() || self.item().is_some_and(|it| it.kind == ItemKind::Module)
    }

    /// What users of its package write before the names in it.
    pub(super) fn prefix(&self) -> String {
        self.item().map_or_else(String::new, |it| format!("{}::", it.symbol()))
    }

    /// Whether users of its package know both by one path.
    fn is_same(&self, other: &Self) -> bool {
        let is_one_package = self.package.surface.boundary == other.package.surface.boundary;
        is_one_package
            && match (self.item(), other.item()) {
                (None, None) => true,
                (Some(one), Some(other)) => {
                    one.kind == other.kind && one.paths.iter().any(|it| other.paths.contains(it))
                }
                _ => false,
            }
    }
}

/// Whether two names lead to the same, whatever it is.
pub(super) fn are_same(some: &[Reached], others: &[Reached]) -> bool {
    let is_in = |it: &Reached, all: &[Reached]| all.iter().any(|other| it.is_same(other));
    !some.is_empty()
        && some.len() == others.len()
        && some.iter().all(|it| is_in(it, others))
        && others.iter().all(|it| is_in(it, some))
}

/// Whether all of both stands in one package, which has nothing any more under the paths that it had it by.
pub(super) fn has_moved_within(some: &[Reached], others: &[Reached]) -> bool {
    let Some(first) = others.first() else { return false };
    let is_in = |it: &Reached| it.package.surface.boundary == first.package.surface.boundary;
    let is_gone = |it: &Reached| {
        let mut paths = it.item().into_iter().flat_map(|it| &it.paths);
        !paths.any(|path| first.package.names.items.contains_key(path))
    };
    others.iter().all(is_in) && some.iter().all(|it| is_in(it) && is_gone(it))
}

impl<'w> Packages<'w> {
    pub(super) fn new(state: CodeState<'w>) -> Self {
        Self { state, known: RefCell::default() }
    }

    /// The package that a file belongs to.
    pub(super) fn at(&self, path: &RepoPath) -> Option<Rc<Package>> {
        let world = self.state.world;
        let boundary = world.boundaries.at(path)?;
        if let Some(known) = self.known.borrow().get(&boundary.path) {
            return Some(known.clone());
        }
        let surface = surface(world, self.state.code, boundary);
        let mut by_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (at, item) in surface.items.iter().enumerate() {
            by_place.entry(item.place.clone()).or_default().push(at);
        }
        let library = world.crossings.packages.library_in(&boundary.path).cloned();
        let package = Rc::new(Package {
            names: Names::of(&surface),
            by_place,
            library,
            folder: boundary.path.clone(),
            surface,
        });
        self.known.borrow_mut().insert(boundary.path.clone(), package.clone());
        Some(package)
    }

    /// The package of this name.
    pub(super) fn named(&self, name: &str) -> Option<Rc<Package>> {
        self.at(&self.state.world.boundaries.by_name(name)?.path)
    }

    /// What a name that is handed on means; nothing where not all of that is known.
    pub(super) fn meant(&self, it: &HandedOnName) -> Vec<Reached> {
        let found = it.leads_to.iter().map(|place| self.standing(place, it));
        let found: Option<Vec<Vec<Reached>>> = found.collect();
        found.unwrap_or_default().into_iter().flatten().collect()
    }

    fn standing(&self, place: &Place, it: &HandedOnName) -> Option<Vec<Reached>> {
        let package = self.at(&place.path)?;
        let of = |number| Reached { package: package.clone(), number, cfg: it.cfg.clone() };
        if !place.range.is_empty() {
            let items = package.by_place.get(place)?;
            return Some(items.iter().map(|at| of(Some(*at))).collect());
        }
        if package.library.as_ref() == Some(&place.path) {
            return Some(vec![of(None)]);
        }
        // A module whose declaration a macro makes is known by what the name says.
        let written = format!("{}::{}", it.from, it.name);
        let (_, path) = written.trim_end_matches("::*").split_once("::")?;
        let named = package.names.items.get(path)?.iter().map(|at| of(Some(*at)));
        let modules: Vec<Reached> = named.filter(Reached::is_module).collect();
        (!modules.is_empty()).then_some(modules)
    }

    /// What a path leads to that is no item of the surface: by a name that is handed on, or with all that a module or a package
    /// has. `is_other`: which names are looked at.
    pub(super) fn reached(
        &self,
        (surface, names): (&Surface, &Names),
        path: &str,
        is_other: &dyn Fn(&HandedOnName) -> bool,
    ) -> Vec<Reached> {
        self.through((surface, names), path, is_other, 0)
    }

    fn through(
        &self,
        (surface, names): (&Surface, &Names),
        path: &str,
        is_other: &dyn Fn(&HandedOnName) -> bool,
        depth: usize,
    ) -> Vec<Reached> {
        let meant = |path: &str| -> Vec<Reached> {
            let all = names.handed_on.get(path).into_iter().flatten();
            let all = all.filter_map(|at| surface.handed_on.get(*at)).filter(|it| is_other(it));
            all.flat_map(|it| self.meant(it)).collect()
        };
        let exact = meant(path);
        if !exact.is_empty() {
            return exact;
        }
        let mut ends: Vec<usize> = path.match_indices("::").map(|(end, _)| end).collect();
        ends.reverse();
        let of_level = |around: &str, rest: &str| -> Vec<Reached> {
            let all = if around.is_empty() { "*".to_owned() } else { format!("{around}::*") };
            let mut modules = meant(&all);
            modules.extend(if around.is_empty() { Vec::new() } else { meant(around) });
            modules.iter().flat_map(|it| self.beneath(it, rest, depth)).collect()
        };
        let split = |end: usize| Some((path.get(..end)?, path.get(end + 2..)?));
        let levels = ends.into_iter().filter_map(split).chain([("", path)]);
        let mut found = levels.map(|(around, rest)| of_level(around, rest));
        found.find(|it| !it.is_empty()).unwrap_or_default()
    }

    /// What a name means in a module of another package.
    fn beneath(&self, module: &Reached, name: &str, depth: usize) -> Vec<Reached> {
        if !module.is_module() || depth == MOST_PACKAGES {
            return Vec::new();
        }
        let package = &module.package;
        let path = module.prefix() + name;
        let own = package.names.items.get(&*path).into_iter().flatten();
        let own = own.map(|at| Reached { number: Some(*at), ..module.clone() });
        let own: Vec<Reached> = own.collect();
        if own.is_empty() {
            return self.through((&package.surface, &package.names), &path, &|_| true, depth + 1);
        }
        own
    }
}
