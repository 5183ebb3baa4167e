//! Rows that syntax does not settle, and an `index.scip` does.

use std::sync::Arc;

use boundstone_model::{Language, RepoPath, ScipIndex};

use super::files::FileId;
use super::row::{PackedRows, RowTarget};
use crate::World;
use crate::change::Record;

/// The indexes of a repository; mostly there is none.
pub(crate) type Indexes = Arc<[Arc<ScipIndex>]>;

pub(super) fn indexes(world: &World) -> Indexes {
    let indexes = world.records().filter_map(|(_, record)| match record {
        Record::Scip(index) => Some(Arc::clone(index)),
        _ => None,
    });
    indexes.collect()
}

/// The rows of `user`, those that an index confirms no longer likely but exact.
pub(super) fn confirmed(world: &World, user: FileId, packed: PackedRows) -> PackedRows {
    let indexes = &world.crossings.indexes;
    let path = world.crossings.files.path(user).filter(|_| !indexes.is_empty());
    let Some(path) = path.filter(|path| indexes.iter().any(|it| it.uses.contains_key(path))) else {
        return packed;
    };
    let mut rows = packed.unpack();
    for row in rows.rows.iter_mut().filter(|row| row.is_likely) {
        let target = rows.targets.get(row.target as usize);
        let is_confirmed = |target| indexes.iter().any(|it| confirms(world, it, path, target));
        row.is_likely = !target.is_some_and(is_confirmed);
    }
    PackedRows::new(&rows)
}

fn confirms(world: &World, index: &ScipIndex, user: &RepoPath, target: &RowTarget) -> bool {
    let Some(definer) = world.crossings.files.path(target.file) else { return false };
    let Some(facts) = world.facts(definer) else { return false };
    let separator = facts.language.separator();
    let (around, name) = target.path.rsplit_once(separator).unwrap_or(("", &target.path));
    let holder = around.rsplit(separator).next().unwrap_or(around);
    // What comes before the dot in TypeScript is mostly a value, whose type has a name of its own.
    let holder = (facts.language == Language::Rust).then_some(holder);
    !name.is_empty() && index.confirms(user, definer, holder, name)
}
