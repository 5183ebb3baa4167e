//! Whether what a record names is, or was, where it says.

use boundstone_model::{FileFacts, ImportForm, RepoPath, ScopeKind, ScopeNumber, Visibility};

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
/// item or by an import, and has it no more. Nothing is said where another crate may bring it.
pub(super) fn was_named_in(
    At { world, code, .. }: At<'_>,
    folder: &RepoPath,
    key: &str,
) -> Option<RepoPath> {
    if world.shown(folder).is_none_or(|shown| shown.may_have(key)) {
        return None;
    }
    let names = segments_of(key);
    let steps = (1..=names.len()).filter_map(|end| names.get(..end)?.split_last());
    let lost_in = |(name, around): (&String, &[String])| {
        modules_called(world, folder, around).into_iter().find(|file| {
            let before = code.past(file).ok().flatten().and_then(|it| it.source);
            before.is_some_and(|facts| shows(&facts, name))
                && !world.facts(file).is_some_and(|facts| shows(facts, name))
        })
    };
    steps.into_iter().find_map(lost_in)
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

/// Whether a file shows a name as a module: an item of its own, or what an import names.
fn shows(facts: &FileFacts, name: &str) -> bool {
    let references = facts.references();
    let is_public = |visibility: Visibility| visibility == Visibility::Public;
    let mut items = facts.items().filter(|it| it.parent.is_none() && it.kind.is_symbol());
    let mut imports = references.imports.iter().filter(|it| {
        it.form == ImportForm::Named && is_of_file(facts, it.scope) && is_public(it.visibility)
    });
    items.any(|it| it.name() == name && is_public(it.visibility))
        || imports.any(|it| it.bound == name)
}

fn is_of_file(facts: &FileFacts, scope: ScopeNumber) -> bool {
    facts.references().scopes.get(scope as usize).is_some_and(|it| it.kind == ScopeKind::File)
}
