//! A repository as it would be after edits that nobody has made yet.

use boundstone_engine::query;
use boundstone_engine::{Change, InTurn};
use boundstone_model::{FileEdit, Finding, RepoPath, Rule};

use crate::document::Document;
use crate::settings::Settings;
use crate::snapshot::Snapshot;

/// The snapshot in which the edits are done, of open documents too. `None` where they contradict each other or a file
/// cannot be read.
pub(crate) fn after(snapshot: &Snapshot, edits: &[FileEdit]) -> Option<Snapshot> {
    let settings = Settings::of(snapshot.world.records().map(|(_, record)| record));
    let mut change = Change::default();
    let mut documents = Vec::new();
    for path in paths(edits) {
        let of_file: Vec<FileEdit> =
            edits.iter().filter(|edit| *edit.path() == path).cloned().collect();
        let text = match of_file.as_slice() {
            [FileEdit::Create { text, .. }] => text.clone(),
            edits => FileEdit::applied(&snapshot.text(&path)?, edits)?,
        };
        let mut document = Document::new(snapshot.version(&path).unwrap_or_default(), text);
        let input = document.input(&path, &settings);
        change.files.push((path.clone(), Some(input.into())));
        documents.push((path, document));
    }
    let world = snapshot.world.apply(change, &InTurn);
    Some(snapshot.with_documents(world, documents))
}

/// Whether the edits settle a finding and bring no other, in the files that they edit, in the one of the finding, and
/// in the others that are named. An entry of a baseline that becomes idle is good news.
pub(crate) fn settles(
    snapshot: &Snapshot,
    settled: &Finding,
    edits: &[FileEdit],
    others: &[RepoPath],
) -> bool {
    let Some(then) = after(snapshot, edits) else { return false };
    let mut looked_at = paths(edits);
    looked_at.push(settled.place.path.clone());
    looked_at.extend_from_slice(others);
    looked_at.sort();
    looked_at.dedup();
    looked_at.iter().all(|path| {
        let mut open = keys(snapshot, path);
        let mut now = keys(&then, path);
        let count = |keys: &[Key]| keys.iter().filter(|it| it.is(settled)).count();
        if *path == settled.place.path && count(&now) >= count(&open) {
            return false;
        }
        now.retain(|key| key.rule != Rule::AllowUnused && !is_milder(key.rule, settled.rule));
        now.iter().all(|key| {
            let known = open.iter().position(|it| it == key);
            known.map(|at| open.swap_remove(at)).is_some()
        })
    })
}

/// Whether what comes is less than what goes: without its last day, what is deprecated is still that.
fn is_milder(came: Rule, settled: Rule) -> bool {
    (came, settled) == (Rule::ContractDeprecatedUse, Rule::ContractExpired)
}

/// Whether the edits bring no finding to the files that they edit.
pub(crate) fn brings_nothing(snapshot: &Snapshot, edits: &[FileEdit]) -> bool {
    let Some(then) = after(snapshot, edits) else { return false };
    paths(edits).iter().all(|path| {
        let mut open = keys(snapshot, path);
        keys(&then, path).iter().all(|key| {
            let known = open.iter().position(|it| it == key);
            known.map(|at| open.swap_remove(at)).is_some()
        })
    })
}

/// What makes a finding the same one, wherever it stands in its file.
#[derive(PartialEq, Eq)]
struct Key {
    rule: Rule,
    message: String,
}

impl Key {
    fn is(&self, finding: &Finding) -> bool {
        self.rule == finding.rule && self.message == finding.message
    }
}

fn keys(snapshot: &Snapshot, path: &RepoPath) -> Vec<Key> {
    let findings = query::findings(&snapshot.world, snapshot, path);
    findings.into_iter().map(|it| Key { rule: it.rule, message: it.message }).collect()
}

fn paths(edits: &[FileEdit]) -> Vec<RepoPath> {
    let mut paths: Vec<RepoPath> = edits.iter().map(|edit| edit.path().clone()).collect();
    paths.sort();
    paths.dedup();
    paths
}
