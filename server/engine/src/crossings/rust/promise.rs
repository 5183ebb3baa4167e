//! What a key of a contract means in the library of its package.

use std::collections::BTreeSet;

use boundstone_model::{ImportForm, ItemKind, RepoPath, Visibility, names_to};

use super::super::promise::Meant;
use super::super::source::Module;
use super::meaning::{Meaning, Meanings, Target};
use super::resolver::{Resolver, segments_of};

const ALL: &str = "*";
const SEPARATOR: &str = "::";

/// The items that `key` means, written as a consumer writes it behind the name of the library. Empty
/// where the boundary is no library, or has no such item. And whether each name on the way is public.
pub(in crate::crossings) fn meant(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> (Vec<Meant>, bool) {
    let Some((is_level, resolved)) = resolved(resolver, folder, key) else {
        return (Vec::new(), false);
    };
    let Some(meanings) = resolved.last() else { return (Vec::new(), false) };
    let mut behind_crate = resolved.iter().skip(1);
    let is_public = behind_crate.all(|step| step.iter().any(|it| is_public(resolver, it)));
    let mut meant = Vec::new();
    for meaning in meanings.iter() {
        // A private trait is not what the public derive of its name promises.
        if is_public && !self::is_public(resolver, meaning) {
            continue;
        }
        meant.extend(place(resolver, meaning.target, is_level));
        if let (true, Target::Module(module)) = (is_level, meaning.target) {
            handed_on(resolver, module, &mut meant);
        }
    }
    (meant, is_public)
}

/// Whether a key leads out of the repository, as far as the statements of its crate say.
pub(in crate::crossings) fn is_elsewhere(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> bool {
    let resolved = resolved(resolver, folder, key);
    let last = resolved.as_ref().and_then(|(_, it)| it.last());
    last.is_some_and(|it| !it.is_empty() && it.iter().all(|it| it.target == Target::Elsewhere))
}

/// Whether a key is of a level, and what each name of its path means behind the root of the library, which comes first. `None` where
/// one of them is not found.
fn resolved(
    resolver: &mut Resolver<'_>,
    folder: &RepoPath,
    key: &str,
) -> Option<(bool, Vec<Meanings>)> {
    let root = resolver.library_of(folder)?;
    let segments: Vec<&str> = key.split(SEPARATOR).map(boundstone_model::bare).collect();
    let (is_level, named) = match segments.split_last() {
        Some((&ALL, level)) => (true, level),
        _ => (false, segments.as_slice()),
    };
    resolver.search.begin();
    let path = [&["crate"], named].concat();
    let resolved = resolver.resolve(Module::file(root), &path, false);
    (resolved.len() == path.len()).then_some((is_level, resolved))
}

fn is_public(resolver: &mut Resolver<'_>, meaning: &Meaning) -> bool {
    // A member is as visible as it says itself.
    let own = match meaning.target {
        Target::Item(file, item) => resolver.search.source(file).and_then(|it| {
            let owner = it.item(it.item(item)?.parent?)?;
            (owner.kind != ItemKind::Module).then_some(it.item(item)?.visibility)
        }),
        _ => None,
    };
    own.unwrap_or(meaning.visibility) == Visibility::Public
}

/// What a module re-exports lies in it, too; of a module that it re-exports whole, all of that.
fn handed_on(resolver: &mut Resolver<'_>, module: Module, meant: &mut Vec<Meant>) {
    let mut seen = BTreeSet::from([module]);
    let mut open = vec![module];
    while let Some(module) = open.pop() {
        let Some(source) = resolver.search.source(module.file) else { continue };
        for (number, import) in (0..).zip(&source.references.imports) {
            if import.scope != module.scope || import.visibility != Visibility::Public {
                continue;
            }
            match import.form {
                ImportForm::Named => {
                    for meaning in resolver.import(module, number).iter() {
                        meant.extend(place(resolver, meaning.target, false));
                    }
                }
                ImportForm::Glob => {
                    let segments = segments_of(import);
                    let resolved = resolver.resolve(module, &segments, true);
                    let last = resolved.last().filter(|_| resolved.len() == segments.len());
                    for meaning in last.into_iter().flat_map(|it| it.iter()) {
                        meant.extend(place(resolver, meaning.target, true));
                        if let Target::Module(whole) = meaning.target
                            && seen.insert(whole)
                        {
                            open.push(whole);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn place(resolver: &mut Resolver<'_>, target: Target, is_level: bool) -> Option<Meant> {
    let (file, names) = match target {
        Target::Elsewhere => return None,
        Target::Module(module) => {
            let source = resolver.search.source(module.file)?;
            let item = source.item_of(module.scope);
            let names = item.map(|item| names_to(&source.items, item).join(SEPARATOR));
            (module.file, names.unwrap_or_default())
        }
        Target::Item(file, item) => {
            let source = resolver.search.source(file)?;
            (file, names_to(&source.items, item).join(SEPARATOR))
        }
        Target::Made(file, number) => {
            let source = resolver.search.source(file)?;
            let import = source.references.imports.get(number as usize)?;
            let around = source.item_of(source.module_of(import.scope));
            let mut names = around.map(|it| names_to(&source.items, it)).unwrap_or_default();
            names.push(import.bound);
            (file, names.join(SEPARATOR))
        }
    };
    Some(Meant { file, path: names, is_level })
}

impl Resolver<'_> {
    /// The root file of the library of the package in exactly this folder.
    fn library_of(&self, folder: &RepoPath) -> Option<super::super::files::FileId> {
        self.file(self.packages().library_in(folder)?)
    }

    /// The files that were looked into since the last reference began.
    pub(in crate::crossings) fn looked_into(&mut self) -> Vec<super::super::files::FileId> {
        self.search.take_consulted()
    }
}
