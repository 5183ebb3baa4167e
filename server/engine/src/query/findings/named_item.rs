//! Whether what a record names is, or was, where it says.

use boundstone_model::{FileFacts, RepoPath};

use super::At;
use crate::claims::Claims;

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
