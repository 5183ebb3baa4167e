//! Changes of the ownership file, offered only when they turn the owners of no other file than they say.

use boundstone_engine::query;
use boundstone_model::{Fix, RepoPath};
use boundstone_text::TextRange;

use crate::snapshot::Snapshot;
use crate::trial;

/// What is offered for the places of a contract that `range` touches: the change of a rule, else a rule of its own.
pub fn owner_fixes(snapshot: &Snapshot, path: &RepoPath, range: TextRange) -> Option<Fix> {
    let texts = |path: &RepoPath| snapshot.text(path);
    let all = query::owner_fixes(&snapshot.world, snapshot, path, range, &texts);
    let is_good = |it: &query::OwnerFix| {
        let then = trial::after(snapshot, &it.fix.edits);
        then.is_some_and(|then| query::turns_only(&snapshot.world, &then.world, path))
            && trial::settles(snapshot, &it.settles, &it.fix.edits, &[])
    };
    all.into_iter().find(is_good).map(|it| it.fix)
}
