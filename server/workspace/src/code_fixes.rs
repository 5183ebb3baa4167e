//! What is offered at a finding that a change of the code settles, each tried before it is offered.

use boundstone_engine::query::{self, CodeFix, Expected};
use boundstone_model::{
    Crossed, CrossingKind, FileEdit, Finding, Fix, FixKind, ItemKind, Place, RepoPath,
};
use boundstone_text::TextRange;

use crate::snapshot::Snapshot;
use crate::trial;

/// What is offered for the places of a file that `range` touches; one for each finding.
pub fn code_fixes(snapshot: &Snapshot, path: &RepoPath, range: TextRange) -> Vec<Fix> {
    let texts = |path: &RepoPath| snapshot.text(path);
    let all = query::code_fixes(&snapshot.world, snapshot, path, range, &texts);
    let mut settled: Vec<Finding> = Vec::new();
    let mut offered = Vec::new();
    for CodeFix { fix, settles, expected } in all {
        if !settled.contains(&settles)
            && keeps(snapshot, path, &fix.edits, &expected)
            && trial::settles(snapshot, &settles, &fix.edits, &[])
        {
            settled.push(settles);
            offered.push(fix);
        }
    }
    offered
}

/// Whether the code means what it is expected to mean after the edits.
fn keeps(snapshot: &Snapshot, path: &RepoPath, edits: &[FileEdit], expected: &Expected) -> bool {
    let Some(then) = trial::after(snapshot, edits) else { return false };
    match expected {
        Expected::SameCrossings => crossings(&then, path) == crossings(snapshot, path),
        Expected::SameItems => same_items(snapshot, &then, path),
        Expected::LedTo(item, count) => {
            query::names_leading_to(&then.world, &then, path, item) == Some(*count)
        }
        Expected::Leads(place, item) => query::used_item(&then.world, place).as_ref() == Some(item),
    }
}

/// Where the names of a file lead, in their order.
fn crossings(snapshot: &Snapshot, path: &RepoPath) -> Vec<(Crossed, CrossingKind, bool)> {
    let all = query::crossings_of(&snapshot.world, path).into_iter();
    all.map(|it| (it.to, it.kind, it.is_likely)).collect()
}

/// Whether the names of a file lead to the same items in both, each as often.
fn same_items(before: &Snapshot, then: &Snapshot, path: &RepoPath) -> bool {
    let items = |snapshot: &Snapshot| {
        let is_way = |place: &Place| {
            query::used_item(&snapshot.world, place).is_none_or(|it| it.kind == ItemKind::Module)
        };
        let all = query::crossings_of(&snapshot.world, path).into_iter();
        let items = all.filter(|it| it.is_likely || !is_way(&it.place));
        items.map(|it| (it.to, it.kind, it.is_likely)).collect::<Vec<_>>()
    };
    let mut old = items(before);
    let is_known = |new: &_| old.iter().position(|it| it == new).map(|at| old.remove(at)).is_some();
    items(then).iter().all(is_known) && old.is_empty()
}

/// One fix of all that have one sensible answer within the file at `path`, of those that do not overlap. `None` where
/// there is none, or they bring a finding together.
pub fn fix_all(snapshot: &Snapshot, path: &RepoPath, fixes: &[Fix]) -> Option<Fix> {
    let mut edits: Vec<FileEdit> = Vec::new();
    for fix in fixes.iter().filter(|fix| fix.is_preferred && fix.kind == FixKind::QuickFix) {
        let is_own = fix.edits.iter().all(|edit| edit.path() == path && is_replacement(edit));
        let is_free = |edit: &FileEdit| edits.iter().all(|other| !overlap(edit, other));
        if is_own && fix.edits.iter().all(is_free) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    let is_good = !edits.is_empty() && trial::brings_nothing(snapshot, &edits);
    is_good.then(|| Fix {
        title: "Settle what has one answer in this file".to_owned(),
        kind: FixKind::FixAll,
        settles: None,
        is_preferred: false,
        edits,
        cursor: None,
    })
}

fn is_replacement(edit: &FileEdit) -> bool {
    matches!(edit, FileEdit::Replace { .. })
}

/// Whether two edits of one file change the same bytes, or insert at the same place.
fn overlap(a: &FileEdit, b: &FileEdit) -> bool {
    match (a, b) {
        (FileEdit::Replace { place: a, .. }, FileEdit::Replace { place: b, .. }) => {
            let (a, b) = (a.range, b.range);
            a == b || (a.start() < b.end() && b.start() < a.end())
        }
        _ => true,
    }
}
