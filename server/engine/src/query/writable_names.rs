//! What users can write of a boundary, as keys of its contract: its own items, and what it hands on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Boundary, HandedOnName, Language, Place, RepoPath, is_without_name};

use super::code::CodeReader;
use super::surface::surface;
use crate::World;
use crate::crossings::{Keys, Meant};
use crate::public_names::{NameIs, PublicName, PublicNames};

const ALL: &str = "*";

/// What `export *` leaves out.
const DEFAULT: &str = "default";

/// All that users can write of a boundary. Found once for the code as it is.
pub(super) fn public_names(
    world: &World,
    code: &dyn CodeReader,
    boundary: &Boundary,
) -> Arc<PublicNames> {
    Finding { world, code, keys: Keys::new(world), way: Vec::new(), is_cut: false }.names(boundary)
}

struct Finding<'w> {
    world: &'w World,
    code: &'w dyn CodeReader,
    keys: Keys<'w>,
    /// The boundaries that are being looked through, each handed on by the one before.
    way: Vec<RepoPath>,
    /// A boundary hands itself on: what was found inside of it is not all.
    is_cut: bool,
}

impl Finding<'_> {
    fn names(&mut self, boundary: &Boundary) -> Arc<PublicNames> {
        if let Some(known) = self.world.known_names.get(&boundary.path) {
            return known;
        }
        if self.way.contains(&boundary.path) {
            self.is_cut = true;
            return Arc::default();
        }
        self.way.push(boundary.path.clone());
        let names = Arc::new(self.find(boundary));
        self.way.pop();
        if self.way.is_empty() || !self.is_cut {
            self.world.known_names.keep(&boundary.path, &names);
        }
        names
    }

    fn find(&mut self, boundary: &Boundary) -> PublicNames {
        let surface = surface(self.world, self.code, boundary);
        let mut found = Found::default();
        // What an implementation of a trait brings is promised with the trait.
        for item in surface.items.iter().filter(|it| it.of_trait.is_none()) {
            let paths = item.paths.iter().filter(|it| !it.is_empty() && !is_without_name(it));
            let mut paths = paths.cloned();
            let signature = item.signature.as_ref().map(|it| Arc::from(it.to_string()));
            let is = NameIs::Item { kind: item.kind, signature };
            let Some(path) = paths.next() else { continue };
            found.longer.extend(paths.map(|longer| (longer, Arc::clone(&path))));
            found.add(PublicName { path, is, place: Some(item.place.clone()) });
        }
        for name in &surface.handed_on {
            for path in &name.paths {
                self.hand_on(boundary, name, path, &mut found);
            }
        }
        found.in_order()
    }

    fn hand_on(
        &mut self,
        boundary: &Boundary,
        name: &HandedOnName,
        path: &Arc<str>,
        found: &mut Found,
    ) {
        if let Some(level) = path.strip_suffix(ALL) {
            for (folder, inside) in self.all_behind(boundary, name, path) {
                self.add_all_of((&folder, &inside), level, found);
            }
            return;
        }
        let (meant, _) = self.keys.meant(&boundary.path, path);
        let itself = meant.first().and_then(|it| self.definer(it));
        let known = itself.as_ref().and_then(|it| it.1.clone());
        let is = known.as_ref().map(|it| it.is.clone());
        let is = is.unwrap_or_else(|| match name.kind {
            Some(kind) => NameIs::Item { kind, signature: None },
            None => NameIs::OfOthers(Arc::clone(&name.from)),
        });
        let place = known.as_ref().and_then(|it| it.place.clone());
        let place = place.or_else(|| Some(name.place.clone()));
        found.add(PublicName { path: Arc::clone(path), is, place });
        let Some((definer, itself)) = itself else { return };
        let inside = match (itself, meant.first()) {
            (Some(itself), _) => itself.path.to_string(),
            (None, Some(meant)) if meant.path.is_empty() => {
                return self.add_module(&definer, meant, path, found);
            }
            _ => return,
        };
        let separator = separator(self.world, meant.first());
        for member in self.names(&definer).items() {
            let rest = member.path.strip_prefix(inside.as_str());
            if let Some(rest) = rest.filter(|it| it.starts_with(separator)) {
                found.add(PublicName { path: format!("{path}{rest}").into(), ..member.clone() });
            }
        }
    }

    /// All of another package as one object.
    fn add_module(&mut self, definer: &Boundary, meant: &Meant, path: &str, found: &mut Found) {
        let Some(file) = self.world.crossings.files.path(meant.file) else { return };
        let level = format!("{path}{}", separator(self.world, Some(meant)));
        if self.world.crossings.packages.library_in(&definer.path) == Some(file) {
            self.add_all_of((&definer.path, ""), &level, found);
        } else if let Some(inside) = self.keys.way_to(&definer.path, meant.file) {
            self.add_all_of((&definer.path, &inside), &level, found);
        }
    }

    /// The boundary that defines what is meant, and the name that it has there.
    fn definer(&mut self, meant: &Meant) -> Option<(Boundary, Option<PublicName>)> {
        let path = self.world.crossings.files.path(meant.file)?;
        let definer = self.world.boundaries.at(path)?.clone();
        let facts = self.world.facts(path)?;
        let item = super::crossings::item_at(facts, &meant.path).and_then(|it| facts.item(it));
        let place = item.map(|it| Place { path: path.clone(), range: it.name_range });
        let names = self.names(&definer);
        let named = names.names.iter().find(|it| it.place.is_some() && it.place == place);
        Some((definer, named.cloned()))
    }

    /// Where all names come from that are handed on: the folder of a boundary, and the level of its names.
    fn all_behind(
        &mut self,
        boundary: &Boundary,
        name: &HandedOnName,
        path: &str,
    ) -> Vec<(RepoPath, String)> {
        if Language::of(&name.place.path) == Some(Language::Rust) {
            let inside = name.from.split_once("::").map_or("", |(_, inside)| inside).to_owned();
            let shown = self.world.find_shown(&boundary.path);
            let folders: BTreeSet<RepoPath> = shown.packages_behind(path).cloned().collect();
            return folders.into_iter().map(|folder| (folder, inside.clone())).collect();
        }
        let from = self.world.crossings.files.number(&name.place.path);
        from.and_then(|from| self.keys.package_behind(from, &name.from)).into_iter().collect()
    }

    /// All names of a level of a boundary, below another level.
    fn add_all_of(&mut self, (folder, inside): (&RepoPath, &str), level: &str, found: &mut Found) {
        let Some(definer) = self.world.boundaries.in_folder(folder).cloned() else { return };
        let is_crate = self.world.crossings.packages.library_in(folder).is_some();
        for name in self.names(&definer).items() {
            let rest = match (inside, is_crate) {
                ("", true) => Some(&*name.path),
                ("", false) => Some(&*name.path).filter(|it| !it.contains('/')),
                (inside, _) => {
                    let rest = name.path.strip_prefix(inside);
                    rest.and_then(|it| it.strip_prefix(if is_crate { "::" } else { "/" }))
                }
            };
            let is_default = |rest: &str| !is_crate && rest.split('.').next() == Some(DEFAULT);
            let Some(rest) = rest.filter(|it| !it.is_empty() && !is_default(it)) else { continue };
            found.add(PublicName { path: format!("{level}{rest}").into(), ..name.clone() });
        }
    }
}

/// What stands between the names of a path to what is meant.
fn separator(world: &World, meant: Option<&Meant>) -> &'static str {
    let path = meant.and_then(|it| world.crossings.files.path(it.file));
    path.and_then(Language::of).unwrap_or(Language::TypeScript).separator()
}

#[derive(Default)]
struct Found {
    names: BTreeMap<Arc<str>, PublicName>,
    /// Longer paths, with the shortest one of the same.
    longer: Vec<(Arc<str>, Arc<str>)>,
}

impl Found {
    /// What is named by itself counts more than what is brought with all others.
    fn add(&mut self, name: PublicName) {
        self.names.entry(Arc::clone(&name.path)).or_insert(name);
    }

    /// With each level, in the order of a list.
    fn in_order(self) -> PublicNames {
        let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
        for path in self.names.keys() {
            *levels.entry(level_of(path)).or_default() += 1;
        }
        let levels = levels.into_iter().map(|(level, count)| PublicName {
            path: format!("{level}{ALL}").into(),
            is: NameIs::Level(count),
            place: None,
        });
        let levels: Vec<PublicName> = levels.collect();
        let mut names: Vec<PublicName> = self.names.into_values().chain(levels).collect();
        names.sort_by(|a, b| order(&a.path).cmp(&order(&b.path)));
        let positions: BTreeMap<&str, usize> =
            names.iter().enumerate().map(|(at, name)| (&*name.path, at)).collect();
        let longer = self.longer.into_iter();
        let mut longer: Vec<(Arc<str>, usize)> = longer
            .filter(|(longer, _)| !positions.contains_key(&**longer))
            .filter_map(|(longer, path)| Some((longer, *positions.get(&*path)?)))
            .collect();
        longer.sort_by(|a, b| order(&a.0).cmp(&order(&b.0)));
        PublicNames { names, longer }
    }
}

/// What a name lies in, with what separates it.
fn level_of(path: &str) -> &str {
    let at = path.rfind(['.', ':', '/']).map_or(0, |at| at + 1);
    path.get(..at).unwrap_or_default()
}

/// By depth; all of a level behind what holds it, and all of the top behind everything of the top.
fn order(key: &str) -> (usize, &str, bool) {
    let is_level = key.ends_with(ALL);
    let named = key.trim_end_matches(ALL).trim_end_matches(['.', ':', '/']);
    let depth = named.matches(['.', '/']).count() + named.matches("::").count();
    if is_level && named.is_empty() { (0, "\u{10ffff}", true) } else { (depth, named, is_level) }
}
