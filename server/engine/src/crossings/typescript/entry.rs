//! The files of an npm package that its consumers import.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{NO_ENTRY, NpmManifest, RepoPath, Spanned};

use super::super::files::FileId;
use super::package::matched;
use super::resolver::Resolver;
use super::specifier::Meant;
use super::ways::targets;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;

/// How many folders of a file's path may be missing in the path that a pattern of `exports` has for it:
/// `packages/a/src/x.ts` is `a/x`.
const MOST_FOLDERS: usize = 3;

/// A pattern of `exports` is tried on so many files.
const MOST_FILES: usize = 2_000;

/// So many keys of `exports` that lead nowhere are named: a package that is built may have thousands.
const MOST_NAMED: usize = 8;

impl Resolver<'_> {
    /// Each way into the package in exactly this folder, the main one first: what stands behind its name, and
    /// the file. Ways that lead to no code of the repository are left out.
    pub(super) fn entries(&mut self, folder: &RepoPath) -> Vec<(String, FileId)> {
        let modules = &self.search.world.crossings.modules;
        let Some((folder, manifest)) = modules.in_folder(folder) else {
            return self.stated_entries(folder);
        };
        let mut insides: BTreeMap<String, FileId> = BTreeMap::new();
        for inside in plain(manifest) {
            if let Some(file) = self.entry(folder, manifest, inside) {
                insides.insert(inside.to_owned(), file);
            }
        }
        let exports = manifest.exports.iter().flatten();
        let mut patterns: Vec<&str> =
            exports.filter(|way| way.key.contains('*')).map(|way| &*way.key).collect();
        patterns.dedup();
        if !patterns.is_empty() {
            self.add_matches(folder, manifest, &patterns, &mut insides);
        }
        if insides.is_empty() {
            return self.stated_entries(folder);
        }
        insides.into_iter().collect()
    }

    /// The entries that the contract in exactly this folder states, where no manifest says. The first is the main one;
    /// another is called by its path without its ending.
    pub(in crate::crossings) fn stated_entries(&self, folder: &RepoPath) -> Vec<(String, FileId)> {
        let world = self.search.world;
        let contract = folder.join(CONTRACT_FILE).and_then(|path| world.record(&path));
        let Some(Record::Contract(contract)) = contract else { return Vec::new() };
        let stated = contract.entry.iter().flatten().enumerate();
        let file = |(number, entry): (usize, &Spanned<Arc<str>>)| {
            let path = folder.join(&entry.value)?;
            world.facts(&path).filter(|facts| facts.language.is_code())?;
            let inside = path.strip_prefix(folder)?;
            let called = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
            let called = if number == 0 { "" } else { called };
            Some((called.to_owned(), world.crossings.files.number(&path)?))
        };
        stated.filter_map(file).collect()
    }

    /// Why ways into the package in exactly this folder lead to no code, each as a clause.
    pub(in crate::crossings) fn lost_entries(&self, folder: &RepoPath) -> Vec<String> {
        let modules = &self.search.world.crossings.modules;
        let Some((folder, manifest)) = modules.in_folder(folder) else { return Vec::new() };
        let is_lost = |inside: &&str| {
            let leads_to = self.specifiers.in_package(folder, manifest, inside);
            leads_to.is_none_or(|it| it == Meant::Missing)
                && !self.specifiers.is_closed(folder, manifest, inside)
        };
        let lost: Vec<&str> = plain(manifest).into_iter().filter(is_lost).collect();
        let named = lost.iter().take(MOST_NAMED).map(|inside| lost_entry(manifest, inside));
        let others = lost.len().checked_sub(MOST_NAMED + 1).map(|others| {
            format!("{} more keys of `exports` lead to no source in the repository", others + 1)
        });
        named.chain(others).collect()
    }

    fn entry(&self, folder: &RepoPath, manifest: &NpmManifest, inside: &str) -> Option<FileId> {
        if self.specifiers.is_closed(folder, manifest, inside) {
            return None;
        }
        match self.specifiers.in_package(folder, manifest, inside)? {
            Meant::File(file) => Some(file),
            Meant::Elsewhere | Meant::Missing => None,
        }
    }

    /// The files that the patterns of `exports` let in.
    fn add_matches(
        &self,
        folder: &RepoPath,
        manifest: &NpmManifest,
        patterns: &[&str],
        insides: &mut BTreeMap<String, FileId>,
    ) {
        let world = self.search.world;
        let files: Vec<(&RepoPath, FileId)> = world
            .files_below(folder)
            .filter_map(|(path, _)| Some((path, world.crossings.files.number(path)?)))
            .take(MOST_FILES)
            .collect();
        let is_built = self.specifiers.is_built_beside(folder, manifest);
        let endings = endings_of(patterns);
        for (path, file) in files {
            let ended =
                |it: String| endings.iter().map(|end| format!("{it}{end}")).collect::<Vec<_>>();
            for inside in insides_of(folder, path).into_iter().flat_map(ended) {
                let key = format!("./{inside}");
                let is_let_in = patterns.iter().any(|pattern| matched(pattern, &key).is_some());
                let is_let_in = is_let_in && is_published(manifest, &key);
                let is_let_in =
                    is_let_in && (!is_built || self.specifiers.is_by_layout(folder, &inside, file));
                if is_let_in && self.entry(folder, manifest, &inside) == Some(file) {
                    insides.insert(inside, file);
                    break;
                }
            }
        }
    }
}

/// What stands behind the `*` of patterns where that is the ending of a file alone: `.js` of `./lib/*.js`; and nothing.
fn endings_of<'p>(patterns: &[&'p str]) -> BTreeSet<&'p str> {
    let behind = patterns.iter().filter_map(|it| Some(it.split_once('*')?.1));
    let is_ending = |it: &&str| it.starts_with('.') && !it.contains('/');
    behind.filter(is_ending).chain([""]).collect()
}

/// Whether the package holds what a pattern of `exports` lets in under this key, once it is installed.
fn is_published(manifest: &NpmManifest, key: &str) -> bool {
    let (Some(files), Some(exports)) = (&manifest.files, &manifest.exports) else { return true };
    // What is left out again, as by `!dist/tests`, takes nothing; it may be let in here.
    let taken = || files.iter().filter(|it| !it.starts_with('!'));
    targets(exports, key).iter().any(|target| taken().any(|it| is_of_files(it, target)))
}

/// Whether an entry of `files` takes a path, or a folder around it. What is no `*` or `**` may be anything.
/// Source: the documentation of npm, "package.json", "files".
pub(crate) fn is_of_files(pattern: &str, path: &str) -> bool {
    let parts = |it: &'_ str| -> Vec<String> {
        let parts = it.split('/').filter(|it| !matches!(*it, "" | "."));
        parts.map(str::to_owned).collect()
    };
    let (pattern, path) = (parts(pattern), parts(path));
    let named = pattern.iter().take_while(|it| *it != "**").count();
    // A target may leave the ending to who resolves it.
    let is_file = |part: &str, name: &str| {
        part.strip_prefix(name).is_some_and(|it| it.starts_with('.')) && pattern.len() == path.len()
    };
    let fits = |(part, name): (&String, &String)| is_part(part, name) || is_file(part, name);
    path.len() >= named && pattern.iter().take(named).zip(&path).all(fits)
}

fn is_part(pattern: &str, name: &str) -> bool {
    if pattern.contains(['?', '[', '{']) {
        return true;
    }
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let end = after.rsplit('*').next().unwrap_or(after);
            rest.ends_with(end)
        }),
    }
}

/// The files of the ways into the package in exactly this folder.
pub(in crate::crossings) fn entry_files(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
) -> Vec<FileId> {
    resolver.entries(folder).into_iter().map(|(_, file)| file).collect()
}

/// What the manifest says of a way in, where that leads to no file.
fn lost_entry(manifest: &NpmManifest, inside: &str) -> String {
    let key = if inside.is_empty() { ".".to_owned() } else { format!("./{inside}") };
    let exports = manifest.exports.iter().flatten().filter(|way| *way.key == *key);
    let exports =
        exports.filter_map(|way| Some((format!("`exports` \"{key}\""), way.target.as_ref()?)));
    let plain = [
        ("source", &manifest.source),
        ("types", &manifest.types),
        ("module", &manifest.module),
        ("main", &manifest.main),
    ];
    let plain = plain.into_iter().filter(|_| manifest.exports.is_none());
    let plain = plain.filter_map(|(key, target)| Some((format!("`{key}`"), target.as_ref()?)));
    match exports.chain(plain).next() {
        Some((key, target)) => {
            format!("{key} points to {target}, for which there is no source in the repository")
        }
        None => {
            let keys = "`exports`, `types`, `module`, `main`";
            format!("{NO_ENTRY} ({keys}), and there is no src/index")
        }
    }
}

/// The ways in that the manifest names: without patterns and folders, and without what is no code.
fn plain(manifest: &NpmManifest) -> Vec<&str> {
    let Some(exports) = &manifest.exports else { return vec![""] };
    let inside = |key| match key {
        "." => Some(""),
        key => str::strip_prefix(key, "./"),
    };
    let plain = exports.iter().filter_map(|way| inside(&*way.key));
    let mut plain: Vec<&str> = plain.filter(|it| !it.contains('*') && !it.ends_with('/')).collect();
    plain.dedup();
    plain
}

/// What a consumer may call a file, the shortest first: the resolver forgives a folder of sources that is named.
fn insides_of(folder: &RepoPath, path: &RepoPath) -> Vec<String> {
    let Some(inside) = path.strip_prefix(folder) else { return Vec::new() };
    let (parents, name) = inside.rsplit_once('/').unwrap_or(("", inside));
    let stem = name.split('.').next().unwrap_or(name);
    let folders: Vec<&str> = parents.split('/').filter(|it| !it.is_empty()).collect();
    let below =
        (0..=folders.len().min(MOST_FOLDERS)).filter_map(|left_out| folders.get(left_out..));
    let names: &[&str] = if stem == "index" { &["", "index"] } else { &[stem] };
    let joined = |folders: &[&str], name: &&str| {
        let last = [*name].into_iter().filter(|it| !it.is_empty());
        folders.iter().copied().chain(last).collect::<Vec<_>>().join("/")
    };
    let all = below.flat_map(|folders| names.iter().map(move |name| joined(folders, name)));
    let mut all: Vec<String> = all.filter(|it| !it.is_empty()).collect();
    all.reverse();
    all
}
