//! What a key of a contract means in its npm package.

use std::collections::BTreeSet;

use boundstone_model::{ImportForm, RepoPath, Visibility, names_to};

use super::super::files::FileId;
use super::super::promise::Meant;
use super::resolver::{Resolver, Target};
use super::specifier::Meant as Module;

const ALL: &str = "*";
const SEPARATOR: char = '.';

/// What `key` means: `Invoice.total` of the package's entry, `testing/*` of a subpath. Empty where the
/// boundary is no package with a name, or has no such item.
pub(in crate::crossings) fn meant(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> Vec<Meant> {
    let (inside, path) = key.rsplit_once('/').map_or(("", key), |(inside, path)| (inside, path));
    let Some(entry) = resolver.entry_of(folder, inside) else { return Vec::new() };
    let segments: Vec<&str> = path.split(SEPARATOR).collect();
    let (is_level, named) = match segments.split_last() {
        Some((&ALL, level)) => (true, level),
        _ => (false, segments.as_slice()),
    };
    let Some((first, members)) = named.split_first() else {
        return all_of(resolver, entry);
    };
    resolver.search.begin();
    let Some(found) = resolver.export(entry, first) else { return Vec::new() };
    let mut target = found.target.clone();
    let mut unknown = Vec::new();
    for member in members {
        let meaning = super::resolver::Meaning { target: target.clone(), via: Vec::new() };
        match resolver.next(&meaning, member) {
            Some(next) => target = next.target,
            // A member that is no item is named by its text.
            None => unknown.push(*member),
        }
    }
    let mut meant = place(resolver, &target, is_level);
    if let Some(meant) = &mut meant {
        unknown.iter().for_each(|member| meant.path = format!("{}.{member}", meant.path));
    }
    meant.into_iter().collect()
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

impl Resolver<'_> {
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
