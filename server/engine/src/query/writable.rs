//! By which path users write what a boundary shows: the key that can stand for it.

use std::collections::BTreeMap;

use boundstone_model::{
    Boundary, FileFacts, ImportForm, Item, ItemKind, ItemNumber, Language, RepoPath, Visibility,
    names_to,
};

use crate::World;
use crate::claims::module_path;
use crate::crossings::{Exposed, Exposure, FileId, Keys, Meant, Shown};

/// A path of an item, without its boundary, that users can write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Writable {
    pub(super) key: String,
    /// Every such path is hidden from documentation.
    pub(super) is_hidden: bool,
}

impl Writable {
    /// The same where it is known which re-exports documentation hides, which facts alone do not say: by a path that it shows, if
    /// there is one.
    pub(super) fn among(self, all: &Exposure, file: FileId, items: &[ItemNumber]) -> Self {
        if !all.hidden_paths.contains(&self.key) {
            return self;
        }
        let is_it = |it: &&Exposed| it.file == file && items.contains(&it.item);
        let shown = all.items.iter().find(is_it).and_then(|it| it.paths.first());
        match shown {
            Some(path) => Self { key: path.clone(), is_hidden: false },
            None => Self { is_hidden: true, ..self },
        }
    }
}

/// Finds the shortest path by which users name what a boundary shows.
pub(super) struct KeyFinder<'w> {
    world: &'w World,
    boundary: &'w Boundary,
    shown: Shown,
    keys: Keys<'w>,
    /// What other boundaries show, whose items this one hands on.
    of_others: BTreeMap<RepoPath, Shown>,
}

impl<'w> KeyFinder<'w> {
    pub(super) fn new(world: &'w World, boundary: &'w Boundary) -> Self {
        let known = world.shown(&boundary.path).cloned();
        let shown = known.unwrap_or_else(|| Shown::new(world, &boundary.path));
        Self { world, boundary, shown, keys: Keys::new(world), of_others: BTreeMap::new() }
    }

    /// The key for an item by its path inside its file; `None` where no key can stand for it. `written` is what users write
    /// for it as it is, the most usual first: what they write they can write, although documentation hides it.
    pub(super) fn key(&mut self, file: FileId, path: &str, written: &[String]) -> Option<Writable> {
        let definer = self.world.crossings.files.path(file)?;
        let facts = self.world.facts(definer)?;
        let items: Vec<ItemNumber> = items_called(facts, path).iter().map(|(it, _)| *it).collect();
        let wanted = Meant { file, path: path.to_owned(), is_level: false };
        if let Some(key) = items.iter().find_map(|item| self.shown.path_of(file, *item)) {
            let key = key.to_owned();
            let key = self.as_written(&wanted, facts.language, &key, written).unwrap_or(key);
            return Some(Writable { key, is_hidden: false });
        }
        let home = self.world.boundaries.at(definer)?.path.clone();
        let mut handed_on = self.handed_on(&home, file, (path, &items), facts.language);
        handed_on.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        handed_on.dedup();
        let mut hidden = written.to_vec();
        if home == self.boundary.path
            && let Some(module) = module_path(definer, &home, facts.language)
        {
            hidden.push([module, vec![path]].concat().join(facts.language.separator()));
        }
        let found = |all: Vec<String>, is_hidden: bool, it: &mut Self| {
            let key = all.into_iter().find(|key| it.means(key, &wanted))?;
            Some(Writable { key, is_hidden })
        };
        let found_so = found(handed_on, false, self).or_else(|| found(hidden, true, self));
        found_so.or_else(|| {
            let imported = (home == self.boundary.path).then(|| self.imported(path, &items, facts));
            found(imported.unwrap_or_default(), true, self)
        })
    }

    /// What imports of the boundary call an item that documentation hides; and what a macro is called, which is exported to the
    /// root from wherever it stands. Source: The Rust Reference, "Path-based scope".
    fn imported(&self, path: &str, items: &[ItemNumber], facts: &FileFacts) -> Vec<String> {
        let separator = facts.language.separator();
        let name = path.rsplit(separator).next().unwrap_or(path);
        let folder = &self.boundary.path;
        let is_macro =
            |item: &&ItemNumber| facts.item(**item).is_some_and(|it| it.kind == ItemKind::Macro);
        let mut paths: Vec<String> =
            items.iter().filter(is_macro).map(|_| name.to_owned()).collect();
        for (file, input) in self.world.files_below(folder) {
            let Some(source) = input.source.as_deref() else { continue };
            let Some(module) = module_path(file, folder, source.language) else { continue };
            let references = source.references();
            let imports = references.imports.iter().filter(|it| {
                it.form == ImportForm::Named
                    && it.visibility == Visibility::Public
                    && it.name == name
            });
            let called =
                imports.map(|it| [module.as_slice(), &[it.bound]].concat().join(separator));
            paths.extend(called);
        }
        paths
    }

    /// The same for what may lie in an item: a method, a variant.
    pub(super) fn key_of(
        &mut self,
        file: FileId,
        path: &str,
        written: &[String],
    ) -> Option<Writable> {
        let facts = self.world.facts(self.world.crossings.files.path(file)?)?;
        let outer = outermost(facts, path);
        let rest = path.get(outer.len()..).unwrap_or_default();
        let written = written.iter().filter_map(|it| Some(it.strip_suffix(rest)?.to_owned()));
        let found = self.key(file, &outer, &written.collect::<Vec<_>>())?;
        Some(Writable { key: format!("{}{rest}", found.key), ..found })
    }

    /// The exported name that users write, of several for one item: an alias that is going away may be as short.
    fn as_written(
        &mut self,
        wanted: &Meant,
        language: Language,
        shown: &str,
        written: &[String],
    ) -> Option<String> {
        if language == Language::Rust {
            return None;
        }
        let level = shown.rfind(['/', '.']).map_or("", |at| shown.get(..=at).unwrap_or_default());
        let mut names = written.iter().map(|it| format!("{level}{it}"));
        names.find(|key| self.means(key, wanted))
    }

    /// What it may be called where the boundary hands on names of others.
    fn handed_on(
        &mut self,
        home: &RepoPath,
        file: FileId,
        (path, items): (&str, &[ItemNumber]),
        language: Language,
    ) -> Vec<String> {
        let mut inner: Vec<String> = Vec::new();
        if *home != self.boundary.path {
            let world = self.world;
            let other =
                self.of_others.entry(home.clone()).or_insert_with(|| Shown::new(world, home));
            inner.extend(items.iter().filter_map(|it| other.path_of(file, *it).map(str::to_owned)));
        }
        inner.push(path.to_owned());
        let mut candidates: Vec<String> = Vec::new();
        for outer in self.shown.all_handed_on() {
            match outer.strip_suffix('*') {
                Some(level) => candidates.extend(inner.iter().map(|it| format!("{level}{it}"))),
                None => {
                    candidates.push(outer.to_owned());
                    let joined = inner.iter().map(|it| [outer, it].join(language.separator()));
                    candidates.extend(joined);
                    candidates.extend(inner.iter().filter_map(|it| inside(outer, it, language)));
                }
            }
        }
        candidates
    }

    fn means(&mut self, key: &str, wanted: &Meant) -> bool {
        let (meant, can_be_named) = self.keys.meant(&self.boundary.path, key);
        can_be_named && meant.contains(wanted)
    }
}

/// What users write for `a::style::Color` where `b::style` is a module that the boundary hands on: `b::style::Color`.
fn inside(outer: &str, path: &str, language: Language) -> Option<String> {
    let separator = language.separator();
    let module = outer.rsplit([':', '.', '/']).next()?;
    let around = [module, separator].concat();
    let is_whole =
        |at: &usize| *at == 0 || path.get(..*at).is_some_and(|it| it.ends_with(separator));
    let at = path.match_indices(&around).map(|(at, _)| at).find(is_whole)?;
    Some([outer, path.get(at + module.len()..)?].concat())
}

/// What an item is told with, by its path inside its file: the type of a member, the enum of a variant; itself where it stands
/// in a module.
pub(super) fn outermost(facts: &FileFacts, path: &str) -> String {
    let items: Vec<Item<'_>> = facts.items().collect();
    let separator = facts.language.separator();
    let names: Vec<&str> = path.split(separator).collect();
    // Of the items on the way, the first that is no module: the rest lies in it.
    let mut ends = (1..=names.len()).filter_map(|end| names.get(..end));
    ends.find(|path| is_holder(&items, path)).map_or(path.to_owned(), |it| it.join(separator))
}

/// Whether a path is an item that holds what lies in it, and no module.
fn is_holder(items: &[Item<'_>], path: &[&str]) -> bool {
    let is_way = |kind| matches!(kind, ItemKind::Module | ItemKind::Namespace | ItemKind::Impl);
    let mut named = (0..).zip(items).filter(|(_, item)| Some(&item.name()) == path.last());
    named.any(|(number, item)| !is_way(item.kind) && names_to(items, number) == path)
}

/// The items of a file with this path.
pub(super) fn items_called<'f>(facts: &'f FileFacts, path: &str) -> Vec<(ItemNumber, Item<'f>)> {
    let items: Vec<Item<'f>> = facts.items().collect();
    let is_it =
        |number: ItemNumber| names_to(&items, number).join(facts.language.separator()) == path;
    let symbols = (0..).zip(&items).filter(|(_, item)| item.kind.is_symbol());
    symbols.filter(|(number, _)| is_it(*number)).map(|(number, item)| (number, *item)).collect()
}
