//! What a key of a contract means in its npm package.

use std::collections::BTreeSet;
use std::rc::Rc;

use boundstone_model::{ImportForm, RepoPath, Visibility, names_to};

use super::super::files::FileId;
use super::super::promise::Meant;
use super::resolver::{Meaning, Resolver, Target, WHOLE};
use super::specifier::Meant as Module;
use super::ways::targets;

const ALL: &str = "*";
const SEPARATOR: char = '.';

/// What `key` means: `Invoice.total` of the package's entry, `testing/*` of a subpath, or of all below it where it is none itself.
/// Empty where the boundary is no package with a name, or has no such item. And whether it is certain that users can write no
/// such name.
pub(in crate::crossings) fn meant(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> (Vec<Meant>, bool) {
    let (inside, path) = key.rsplit_once('/').map_or(("", key), |(inside, path)| (inside, path));
    let is_closed = resolver.offers_nothing_at(folder, inside);
    let Some(entry) = resolver.entry_of(folder, inside).filter(|_| !is_closed) else {
        return match path {
            ALL => below(resolver, folder, inside),
            _ => (Vec::new(), is_closed),
        };
    };
    let segments: Vec<&str> = path.split(SEPARATOR).collect();
    let (is_level, named) = match segments.split_last() {
        Some((&ALL, level)) => (true, level),
        _ => (false, segments.as_slice()),
    };
    let Some((first, members)) = named.split_first() else {
        return (all_of(resolver, entry), false);
    };
    let (found, unknown) = follow(resolver, entry, first, members);
    if let Target::NotFound(file, _) = found.target {
        return (Vec::new(), resolver.says_all(file));
    }
    let mut meant = place(resolver, &found.target, is_level);
    if let Some(meant) = &mut meant {
        unknown.iter().for_each(|member| meant.path = format!("{}.{member}", meant.path));
    }
    (meant.into_iter().collect(), false)
}

/// All that is exported below a path which is no way into the package by itself: `utils/*` where `exports` has `"./utils/*"`. And
/// whether it is certain that there is no such way.
fn below(resolver: &mut Resolver<'_>, folder: &RepoPath, inside: &str) -> (Vec<Meant>, bool) {
    // What it exports itself is its level, wherever the source of that is.
    if resolver.offers(folder, |it| it == inside) {
        return (Vec::new(), false);
    }
    let around = if inside.is_empty() { String::new() } else { format!("{inside}/") };
    let entries = resolver.entries(folder).into_iter();
    let below = entries.filter(|(inside, _)| inside.starts_with(&around)).map(|it| it.1);
    let meant = below.collect::<Vec<_>>().into_iter().flat_map(|it| all_of(resolver, it)).collect();
    let is_absent = resolver.offers_nothing_at(folder, inside)
        && !resolver.offers(folder, |it| it.starts_with(&around));
    (meant, is_absent)
}

/// What the names of a key lead to, as far as that is found, and those that are no items: a member is named by its text.
fn follow<'k>(
    resolver: &mut Resolver<'_>,
    entry: FileId,
    first: &str,
    members: &[&'k str],
) -> (Meaning, Vec<&'k str>) {
    resolver.search.begin();
    let found = resolver.export(entry, first).or_else(|| in_whole(resolver, entry, first));
    let nowhere = || Meaning::of(Target::NotFound(entry, first.to_owned()));
    let mut found = found.map_or_else(nowhere, |it| it.as_ref().clone());
    let mut unknown = Vec::new();
    for member in members {
        if matches!(found.target, Target::NotFound(..)) {
            break;
        }
        match resolver.next(&found, member) {
            Some(next) => found = next,
            None => unknown.push(*member),
        }
    }
    (found, unknown)
}

/// What `export = a` shows of the namespace `a`.
fn in_whole(resolver: &mut Resolver<'_>, entry: FileId, name: &str) -> Option<Rc<Meaning>> {
    let whole = resolver.export(entry, WHOLE)?;
    let found = resolver.next(&whole, name)?;
    (!matches!(found.target, Target::NotFound(..))).then(|| Rc::new(found))
}

/// Whether a key leads to something that is handed on as a type alone.
pub(in crate::crossings) fn is_type_alone(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> bool {
    led_to(resolver, folder, key).is_some_and(|it| it.is_type_only)
}

/// Whether a key leads to what a package defines that is not in the repository.
pub(in crate::crossings) fn is_elsewhere(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> bool {
    led_to(resolver, folder, key).is_some_and(|it| matches!(it.target, Target::Elsewhere))
}

/// As far as the members of a key lead.
fn led_to(resolver: &mut Resolver<'_>, folder: &RepoPath, key: &str) -> Option<Meaning> {
    let (inside, path) = key.rsplit_once('/').unwrap_or(("", key));
    let mut segments = path.split(SEPARATOR);
    let first = segments.next()?;
    let members: Vec<&str> = segments.collect();
    let entry = resolver.entry_of(folder, inside)?;
    Some(follow(resolver, entry, first, &members).0)
}

/// All that a module exports, from wherever.
fn all_of(resolver: &mut Resolver<'_>, entry: FileId) -> Vec<Meant> {
    let mut meant = Vec::new();
    let mut seen = BTreeSet::from([entry]);
    let mut open = vec![entry];
    while let Some(file) = open.pop() {
        meant.push(Meant { file, path: String::new(), is_level: true });
        let Some(source) = resolver.search.source(file) else { continue };
        for import in &source.references.imports {
            if import.visibility != Visibility::Public {
                continue;
            }
            resolver.search.begin();
            match import.form {
                ImportForm::Glob => {
                    if let Module::File(file) = resolver.module(file, import.from)
                        && seen.insert(file)
                    {
                        open.push(file);
                    }
                }
                _ if import.bound.is_empty() => {}
                _ => {
                    let found = resolver.export(file, import.bound);
                    meant.extend(found.and_then(|it| place(resolver, &it.target, false)));
                }
            }
        }
    }
    meant
}

fn place(resolver: &mut Resolver<'_>, target: &Target, is_level: bool) -> Option<Meant> {
    let (file, path) = match target {
        Target::Elsewhere | Target::NoModule | Target::NotFound(..) => return None,
        Target::Module(file) => (*file, String::new()),
        Target::Item(file, item) => {
            let source = resolver.search.source(*file)?;
            (*file, names_to(&source.items, *item).join("."))
        }
        Target::Name(file, name) => (*file, name.clone()),
    };
    Some(Meant { file, path, is_level })
}

/// The package of the repository that a specifier means, and the way into it.
pub(in crate::crossings) fn package_behind(
    resolver: &mut Resolver<'_>,
    from: FileId,
    specifier: &str,
) -> Option<(RepoPath, String)> {
    resolver.search.begin();
    let Module::File(file) = resolver.module(from, specifier) else { return None };
    let world = resolver.search.world;
    let folder = world.boundaries.at(world.crossings.files.path(file)?)?.path.clone();
    way_to(resolver, &folder, file).map(|inside| (folder, inside))
}

/// The shortest way into the package in exactly this folder that leads to a file.
pub(in crate::crossings) fn way_to(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    file: FileId,
) -> Option<String> {
    let ways = resolver.entries(folder).into_iter().filter(|(_, entry)| *entry == file);
    ways.map(|(inside, _)| inside).min_by_key(String::len)
}

/// What a file exports under a name.
pub(in crate::crossings) fn exported(
    resolver: &mut Resolver<'_>,
    file: FileId,
    name: &str,
) -> Option<Meant> {
    let found = follow(resolver, file, name, &[]).0;
    place(resolver, &found.target, false)
}

impl Resolver<'_> {
    /// Whether the statements of a file, and of those that it exports whole, say all that it exports.
    fn says_all(&mut self, file: FileId) -> bool {
        let mut seen = BTreeSet::from([file]);
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            let world = self.search.world;
            let Some(path) = world.crossings.files.path(file) else { return false };
            let is_read = world.facts(path).is_some_and(|facts| facts.not_checked.is_none());
            let is_typed = [".ts", ".tsx", ".mts"].iter().any(|it| path.as_str().ends_with(it));
            if !is_read || !is_typed || self.export(file, WHOLE).is_some() {
                return false;
            }
            let Some(source) = self.search.source(file) else { return false };
            let globs =
                source.references.imports.iter().filter(|it| {
                    it.form == ImportForm::Glob && it.visibility == Visibility::Public
                });
            for from in globs.map(|it| it.from).collect::<Vec<_>>() {
                let Module::File(next) = self.module(file, from) else { return false };
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        true
    }

    /// Whether the `exports` of the package in exactly this folder have no such path.
    fn offers_nothing_at(&self, folder: &RepoPath, inside: &str) -> bool {
        let manifest = self.search.world.crossings.modules.in_folder(folder);
        let exports = manifest.and_then(|(_, manifest)| manifest.exports.as_deref());
        let path = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
        exports.is_some_and(|it| !it.is_empty() && targets(it, &path).is_empty())
            && self.stated_entries(folder).is_empty()
    }

    /// Whether the manifest of the package in exactly this folder has `exports`.
    pub(in crate::crossings) fn has_exports(&self, folder: &RepoPath) -> bool {
        let manifest = self.search.world.crossings.modules.in_folder(folder);
        manifest.is_some_and(|(_, it)| it.exports.as_ref().is_some_and(|it| !it.is_empty()))
    }

    /// Whether the `exports` of the package in exactly this folder open a path, or a pattern of paths, as they write it.
    fn offers(&self, folder: &RepoPath, is_it: impl Fn(&str) -> bool) -> bool {
        let manifest = self.search.world.crossings.modules.in_folder(folder);
        let ways = manifest.into_iter().flat_map(|(_, it)| it.exports.iter().flatten());
        let mut open = ways.filter(|way| way.target.is_some());
        open.any(|way| is_it(if &*way.key == "." { "" } else { way.key.trim_start_matches("./") }))
    }

    /// The file that a consumer gets from the package in exactly this folder, by a path inside it.
    fn entry_of(&mut self, folder: &RepoPath, inside: &str) -> Option<FileId> {
        let manifest = self.search.world.crossings.modules.in_folder(folder);
        let name = manifest.and_then(|(_, manifest)| manifest.name.as_ref());
        let found = name.map(|name| match inside {
            "" => self.specifier(folder, &name.value),
            inside => self.specifier(folder, &format!("{}/{inside}", name.value)),
        });
        match found {
            Some(Module::File(file)) => Some(file),
            Some(Module::Elsewhere | Module::Missing) | None => {
                let stated = self.stated_entries(folder).into_iter();
                stated.filter(|(called, _)| called == inside).map(|(_, file)| file).next()
            }
        }
    }

    pub(in crate::crossings) fn looked_into(&mut self) -> Vec<FileId> {
        self.search.take_consulted()
    }
}
