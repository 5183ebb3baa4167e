//! Whether what a record names is, or was, where it says.

use std::collections::BTreeSet;

use boundstone_model::{
    FileFacts, ImportForm, ItemKind, RepoPath, ScopeKind, ScopeNumber, Visibility,
};

use super::At;
use crate::World;
use crate::claims::{Claims, segments_of};

/// The file of a boundary in which an item stood at the base that the entry of a record names, and plainly; `last` is the end of
/// its name.
pub(super) fn was_in(
    At { world, code, path }: At<'_>,
    claims: &Claims,
    folder: &RepoPath,
    entry: usize,
    last: &str,
) -> Option<RepoPath> {
    let files = code.past_holders(folder, last).ok()?;
    code.read_past(&files);
    files.into_iter().find(|file| {
        let past = code.past(file).ok().flatten();
        past.and_then(|it| it.source).is_some_and(|facts| {
            let entry = (path, entry);
            !claims.would_mean_in(world, entry, (file, &facts), false).is_empty()
        })
    })
}

/// Whether a name stands in the code below a folder: as what facts know, or anywhere in the text.
pub(super) fn is_written(At { world, code, .. }: At<'_>, folder: &RepoPath, name: &str) -> bool {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let files: Vec<(&RepoPath, &FileFacts)> = world
        .files_below(folder)
        .filter_map(|(path, input)| Some((path, input.source.as_deref()?)))
        .filter(|(_, facts)| facts.language.is_code())
        .collect();
    let is_known = |facts: &FileFacts| {
        facts.not_checked.is_some()
            || facts.refers_to(name)
            || facts.items().any(|item| item.name() == name)
    };
    files.iter().any(|(_, facts)| is_known(facts))
        || files.iter().any(|(path, _)| code.may_hold_word(path, name))
}

/// The file of a crate in which a key of its contract, or a module on the way to it, had its name for others at the base, as an
/// item or by an import, and has it no more. Nothing is said where another crate may bring it instead.
pub(super) fn was_named_in(
    at @ At { world, code, .. }: At<'_>,
    folder: &RepoPath,
    key: &str,
) -> Option<RepoPath> {
    let names = segments_of(key);
    let steps = (1..=names.len()).filter_map(|end| Some((names.get(..end)?, names.get(end - 1)?)));
    let lost_in = |(path, name): (&[String], &String)| {
        let around = path.split_last().map_or(path, |(_, around)| around);
        modules_called(world, folder, around).into_iter().find(|file| {
            let before = code.past(file).ok().flatten().and_then(|it| it.source);
            let was = before.and_then(|facts| shown_as(&facts, name));
            was.is_some_and(|origin| {
                world.facts(file).is_none_or(|facts| shown_as(facts, name).is_none())
                    && !may_be_brought(at, folder, &path.join("::"), origin)
            })
        })
    };
    steps.into_iter().find_map(lost_in)
}

/// Whether an item of a crate, or what another crate has, was called so.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Crate,
    Unknown,
}

/// Whether the library in a folder may have a path, which none of the names in its code is, from another crate.
pub(super) fn may_be_brought(at: At<'_>, folder: &RepoPath, path: &str, was: Origin) -> bool {
    let world = at.world;
    let shown = world.find_shown(folder);
    if shown.may_have(path) {
        return true;
    }
    let name = path.rsplit("::").next().unwrap_or(path);
    let (mut asked, mut left) = (BTreeSet::new(), Vec::new());
    left.extend(shown.packages_around(path).cloned());
    while let Some(package) = left.pop() {
        if !asked.insert(package.clone()) {
            continue;
        }
        // A macro is no substitute for what the crate itself had.
        if was == Origin::Crate && world.crossings.packages.has_only_macros(&package) {
            continue;
        }
        let shown = world.find_shown(&package);
        if shown.brings_unknown_names() || is_written(at, &package, name) {
            return true;
        }
        left.extend(shown.all_packages().cloned());
    }
    false
}

/// The files that may be a module of the library of the package in exactly this folder.
/// Source: The Rust Reference, "Module source filenames".
fn modules_called(world: &World, folder: &RepoPath, names: &[String]) -> Vec<RepoPath> {
    let Some(root) = world.crossings.packages.library_in(folder) else { return Vec::new() };
    if names.is_empty() {
        return vec![root.clone()];
    }
    let sources = root.parent().unwrap_or_else(RepoPath::root);
    let path = names.join("/");
    [format!("{path}.rs"), format!("{path}/mod.rs")]
        .iter()
        .filter_map(|it| sources.join(it))
        .collect()
}

/// How a file shows a name as a module, if it does: as an item of its own, or as what an import names.
fn shown_as(facts: &FileFacts, name: &str) -> Option<Origin> {
    let references = facts.references();
    let is_public = |visibility: Visibility| visibility == Visibility::Public;
    let mut items = facts.items().filter(|it| it.parent.is_none() && it.kind.is_symbol());
    if items.any(|it| it.name() == name && is_public(it.visibility)) {
        return Some(Origin::Crate);
    }
    let mut imports = references.imports.iter().filter(|it| {
        it.form == ImportForm::Named && is_of_file(facts, it.scope) && is_public(it.visibility)
    });
    let import = imports.find(|it| it.bound == name)?;
    let first = import.from.split("::").next().unwrap_or_default();
    let is_module = || {
        let mut modules = facts.items().filter(|it| it.parent.is_none());
        modules.any(|it| it.kind == ItemKind::Module && it.name() == first)
    };
    let is_own = ["crate", "self", "super"].contains(&first) || is_module();
    Some(if is_own { Origin::Crate } else { Origin::Unknown })
}

fn is_of_file(facts: &FileFacts, scope: ScopeNumber) -> bool {
    facts.references().scopes.get(scope as usize).is_some_and(|it| it.kind == ScopeKind::File)
}
