//! What is offered at a finding that a change of contracts settles, each tried before it is offered.

use boundstone_engine::query::{self, ContractFix};
use boundstone_model::{
    ContractEdit, FileEdit, Fix, FixKind, NewAccepted, Place, Replacement, RepoPath, Rule,
};
use boundstone_records::contract::edit;
use boundstone_text::TextRange;

use crate::snapshot::Snapshot;
use crate::trial;

/// What is offered for the places of a file that `range` touches. What would not settle its finding, or would bring
/// another one, is not offered.
pub fn contract_fixes(snapshot: &Snapshot, path: &RepoPath, range: TextRange) -> Vec<Fix> {
    let mut left = query::contract_fixes(&snapshot.world, snapshot, path, range);
    left.reverse();
    let mut all: Vec<Fix> = Vec::new();
    while let Some(wanted) = left.pop() {
        let Some(fix) = offered(snapshot, &wanted) else { continue };
        // Less is changed by it than by those that change the same contract and another one.
        left.retain(|other| !does_more(other, &wanted));
        all.push(fix);
    }
    all
}

fn does_more(other: &ContractFix, than: &ContractFix) -> bool {
    let holds = |(path, edit): (&RepoPath, &ContractEdit)| other.edits.get(path) == Some(edit);
    other.settles == than.settles
        && other.edits.len() > than.edits.len()
        && than.edits.iter().all(holds)
}

fn offered(snapshot: &Snapshot, wanted: &ContractFix) -> Option<Fix> {
    let mut edits = Vec::new();
    let mut tried = Vec::new();
    let mut cursor = None;
    for (path, edit) in &wanted.edits {
        let made = Made::of(snapshot, path, edit)?;
        tried.push(Made::of(snapshot, path, &with_reason(edit))?.edit);
        cursor = cursor.or(made.cursor);
        edits.push(made.edit);
    }
    let others = others(snapshot, wanted);
    trial::settles(snapshot, &wanted.settles, &tried, &others).then(|| Fix {
        title: wanted.title.clone(),
        kind: FixKind::QuickFix,
        settles: Some((wanted.settles.rule, wanted.settles.place.clone())),
        is_preferred: wanted.is_preferred,
        edits,
        cursor,
    })
}

/// Where else something may come: what a list forbids that was not there before.
fn others(snapshot: &Snapshot, wanted: &ContractFix) -> Vec<RepoPath> {
    let world = &snapshot.world;
    let boundary = query::boundary(world, &wanted.settles.place.path);
    match boundary.filter(|_| wanted.settles.rule == Rule::BoundaryUndeclared) {
        Some(boundary) => world.files_below(&boundary.path).map(|(path, _)| path.clone()).collect(),
        None => Vec::new(),
    }
}

/// An entry that waits for its reason accepts nothing; what it will do shows with one.
fn with_reason(edit: &ContractEdit) -> ContractEdit {
    match edit {
        ContractEdit::Accept(entry) => {
            ContractEdit::Accept(NewAccepted { reason: "…".to_owned(), ..entry.clone() })
        }
        other => other.clone(),
    }
}

pub(crate) struct Made {
    pub(crate) edit: FileEdit,
    pub(crate) cursor: Option<Place>,
}

impl Made {
    /// The edit of a contract, which is made where there is none.
    pub(crate) fn of(snapshot: &Snapshot, path: &RepoPath, wanted: &ContractEdit) -> Option<Self> {
        let text = match snapshot.world.file(path) {
            Some(_) => Some(snapshot.text(path)?),
            None => None,
        };
        let Replacement { range, text: written, cursor } =
            edit(text.as_deref().unwrap_or_default(), wanted).ok()?;
        let at = |offset: u32| TextRange::empty(range.start() + offset);
        let cursor = cursor.map(|it| Place { path: path.clone(), range: at(it) });
        let edit = match text {
            Some(_) => {
                FileEdit::Replace { place: Place { path: path.clone(), range }, text: written }
            }
            None => FileEdit::Create { path: path.clone(), text: written },
        };
        Some(Self { edit, cursor })
    }
}
