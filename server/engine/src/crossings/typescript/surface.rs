//! What an npm package shows to others: what its entries export, and the members of that.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{ItemKind, ItemNumber, RepoPath, Visibility};

use super::super::files::FileId;
use super::super::surface::{Brings, Exposed, Exposure, HandedOn};
use super::exports::{Exports, ImportKey, Meaning, is_namespace};
use super::resolver::{Resolver, WHOLE};

/// So many paths are followed: more than any package has that people write.
const MOST_PATHS: usize = 200_000;

/// How deep namespaces are followed that hold one another.
const DEEPEST: usize = 16;

const SEPARATOR: char = '.';

/// Stands for every name of another package.
const ALL: &str = "*";

/// All that the package in exactly this folder exposes, each item once.
pub(in crate::crossings) fn exposed(resolver: &mut Resolver<'_>, folder: &RepoPath) -> Exposure {
    let entries = resolver.entries(folder);
    let exports = Exports::new(resolver, folder.clone());
    let mut walk = Walk {
        exports,
        found: BTreeMap::new(),
        handed_on: BTreeMap::new(),
        first_of: BTreeMap::new(),
        paths: 0,
        is_type_only: false,
    };
    for (inside, file) in entries {
        let prefix = if inside.is_empty() { inside } else { format!("{inside}/") };
        walk.module(file, &prefix, &mut vec![file]);
    }
    let is_cut = walk.paths >= MOST_PATHS;
    let mut items: Vec<Exposed> = walk.found.into_values().collect();
    let mut handed_on: Vec<HandedOn> = walk.handed_on.into_values().collect();
    let paths = items.iter_mut().map(|it| &mut it.paths);
    for paths in paths.chain(handed_on.iter_mut().map(|it| &mut it.paths)) {
        paths.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        paths.dedup();
    }
    Exposure { items, handed_on, is_cut, ..Exposure::default() }
}

struct Walk<'r, 'w> {
    exports: Exports<'r, 'w>,
    found: BTreeMap<(FileId, ItemNumber), Exposed>,
    handed_on: BTreeMap<(ImportKey, Brings), HandedOn>,
    /// The first of the declarations of a name that are one: overloads, interfaces that are merged.
    first_of: BTreeMap<(FileId, Option<ItemNumber>, ItemKind, String), ItemNumber>,
    paths: usize,
    /// What is looked at stands in `export type * as a`.
    is_type_only: bool,
}

impl Walk<'_, '_> {
    /// All that a file exports. A file that hands itself on is entered once on each way.
    fn module(&mut self, file: FileId, prefix: &str, way: &mut Vec<FileId>) {
        self.exports.resolver.search.begin();
        for (name, meanings) in self.exports.all(file) {
            for meaning in &meanings {
                self.meaning(meaning, &format!("{prefix}{name}"), way);
            }
            // What `export =` exports is seen by its members too.
            if name == WHOLE {
                self.members_of_whole(&meanings, prefix, way);
            }
        }
        for key in self.exports.outwards(file) {
            self.hand_on(key, Brings::OfOthers(None), format!("{prefix}{ALL}"));
        }
    }

    fn members_of_whole(&mut self, meanings: &[Meaning], prefix: &str, way: &mut Vec<FileId>) {
        for meaning in meanings {
            match meaning {
                Meaning::Item(file, item) | Meaning::Type(file, item)
                    if self.is_namespace(*file, *item) =>
                {
                    self.namespace(*file, *item, prefix, way);
                }
                Meaning::Namespace(file, _) if !way.contains(file) => {
                    way.push(*file);
                    self.module(*file, prefix, way);
                    way.pop();
                }
                _ => {}
            }
        }
    }

    fn meaning(&mut self, meaning: &Meaning, path: &str, way: &mut Vec<FileId>) {
        match meaning {
            Meaning::Item(file, item) => {
                self.item((*file, *item), false, path, way);
            }
            Meaning::Type(file, item) => self.item((*file, *item), true, path, way),
            Meaning::Namespace(file, key) => {
                let is_new = !way.contains(file) && way.len() < DEEPEST;
                if self.hand_on(*key, Brings::Namespace, path.to_owned()) && is_new {
                    let around = self.is_type_only;
                    self.is_type_only |= self.exports.is_type_only(*key);
                    way.push(*file);
                    self.module(*file, &format!("{path}{SEPARATOR}"), way);
                    way.pop();
                    self.is_type_only = around;
                }
            }
            Meaning::HandedOn(key) => {
                self.hand_on(*key, Brings::OfOthers(None), path.to_owned());
            }
        }
    }

    fn item(
        &mut self,
        (file, item): (FileId, ItemNumber),
        is_type_only: bool,
        path: &str,
        way: &mut Vec<FileId>,
    ) {
        if self.add((file, item), is_type_only, path) {
            self.members(file, item, path, way);
        }
    }

    fn hand_on(&mut self, key: ImportKey, brings: Brings, path: String) -> bool {
        self.paths += 1;
        if self.paths >= MOST_PATHS {
            return false;
        }
        let (file, import) = key;
        let new = || HandedOn {
            file,
            import,
            brings,
            declared_by: Vec::new(),
            paths: Vec::new(),
            leads_to: None,
            package: None,
            meant: Vec::new(),
        };
        self.handed_on.entry((key, brings)).or_insert_with(new).paths.push(path);
        true
    }

    /// Notes a path of an item; false where there are too many. Of several declarations that are one, the
    /// first bears the paths.
    fn add(
        &mut self,
        (file, number): (FileId, ItemNumber),
        is_type_only: bool,
        path: &str,
    ) -> bool {
        self.paths += 1;
        let Some(source) = self.exports.source(file).filter(|_| self.paths < MOST_PATHS) else {
            return false;
        };
        let Some(item) = source.item(number) else { return false };
        let kind = match item.kind {
            ItemKind::Module => ItemKind::Namespace,
            kind => kind,
        };
        let declared = (file, item.parent, kind, item.name().to_owned());
        let first = *self.first_of.entry(declared).or_insert(number);
        let new = || Exposed {
            file,
            item: first,
            kind,
            paths: Vec::new(),
            of_trait: None,
            known_as: None,
            type_only_paths: Vec::new(),
            is_as_imported: false,
            inherited_by: None,
            declared_by: Vec::new(),
            reached_under: Vec::new(),
        };
        let exposed = self.found.entry((file, first)).or_insert_with(new);
        // A name may be exported twice, as a type and as a value.
        if !is_type_only && !self.is_type_only {
            exposed.type_only_paths.retain(|it| it != path);
        } else if exposed.paths.iter().all(|it| it != path) {
            exposed.type_only_paths.push(path.to_owned());
        }
        exposed.paths.push(path.to_owned());
        true
    }

    /// What stands in an item: what a namespace exports, what a type has that is not private. Protected members
    /// are part of it: who extends the class sees them.
    fn members(&mut self, file: FileId, owner: ItemNumber, path: &str, way: &mut Vec<FileId>) {
        if self.is_namespace(file, owner) {
            return self.namespace(file, owner, &format!("{path}{SEPARATOR}"), way);
        }
        let Some(source) = self.exports.source(file) else { return };
        let mut seen = BTreeSet::new();
        for number in self.exports.children(file, owner) {
            let Some(item) = source.item(number) else { continue };
            if item.visibility != Visibility::Private && seen.insert((item.name(), item.kind)) {
                self.add((file, number), false, &format!("{path}{SEPARATOR}{}", item.name()));
            }
        }
    }

    fn namespace(&mut self, file: FileId, owner: ItemNumber, prefix: &str, way: &mut Vec<FileId>) {
        let Some(source) = self.exports.source(file) else { return };
        let mut inner: Vec<(String, Meaning)> = Vec::new();
        for number in self.exports.children(file, owner) {
            let item = source.item(number).filter(|it| it.is_exported);
            inner.extend(item.map(|it| (it.name().to_owned(), Meaning::Item(file, number))));
        }
        for (name, meanings) in self.exports.renamed_in(file, owner) {
            inner.extend(meanings.into_iter().map(|it| (name.clone(), it)));
        }
        let is_deep = prefix.matches(SEPARATOR).count() > DEEPEST;
        for (name, meaning) in inner.iter().filter(|_| !is_deep) {
            self.meaning(meaning, &format!("{prefix}{name}"), way);
        }
    }

    fn is_namespace(&mut self, file: FileId, item: ItemNumber) -> bool {
        let source = self.exports.source(file);
        source.is_some_and(|source| source.item(item).is_some_and(is_namespace))
    }
}
