//! What is offered at a decision that takes an edit of more than one record: a new one, and supersession.

use boundstone_engine::query;
use boundstone_model::{
    Decision, DecisionName, FileEdit, Finding, Fix, FixKind, MentionKey, RepoPath, Rule, Status,
};
use boundstone_text::TextRange;

use crate::decision_edits::{Wanted, new_decision, supersede};
use crate::snapshot::Snapshot;

/// The title of a record that nobody has named yet.
const NEW: &str = "New decision";

/// What is offered for the places of a file that `range` touches. What the records refuse is not offered.
pub fn decision_fixes(snapshot: &Snapshot, path: &RepoPath, range: TextRange) -> Vec<Fix> {
    let world = &snapshot.world;
    let touches = |other: TextRange| range.start() <= other.end() && other.start() <= range.end();
    let mut all = Vec::new();
    let decision = query::decision_at(world, path);
    let is_known =
        decision.is_some() || world.facts(path).is_some_and(|it| !it.mentions().is_empty());
    if !is_known {
        return all;
    }
    let findings = query::findings(world, snapshot, path);
    for finding in findings.iter().filter(|finding| touches(finding.place.range)) {
        match finding.rule {
            Rule::DecisionUnknown => all.extend(unknown(snapshot, finding)),
            Rule::DecisionBrokenLink => all.extend(one_sided(snapshot, finding)),
            _ => {}
        }
    }
    if let Some(decision) = decision.filter(|decision| touches(decision.summary.title_range)) {
        all.extend(after(snapshot, &decision));
    }
    all
}

/// A record for a mention that is one ahead of the records.
fn unknown(snapshot: &Snapshot, finding: &Finding) -> Option<Fix> {
    let facts = snapshot.world.facts(&finding.place.path)?;
    let mention = facts.mentions().iter().find(|it| it.range == finding.place.range)?;
    let MentionKey::Numbered { prefix, number } = &mention.key else { return None };
    let edits = new_decision(snapshot, &wanted(None, None)).ok()?;
    let is_it = |edit: &FileEdit| DecisionName::of(edit.path()).number == Some(*number);
    edits.iter().all(is_it).then(|| Fix {
        title: format!("New decision {prefix}-{number:04}"),
        kind: FixKind::QuickFix,
        settles: Some((finding.rule, finding.place.clone())),
        is_preferred: false,
        edits,
        cursor: None,
    })
}

/// Lets the record say what its successor says.
fn one_sided(snapshot: &Snapshot, finding: &Finding) -> Option<Fix> {
    let old = query::decision_at(&snapshot.world, &finding.place.path)?;
    let by = &finding.related.first()?.place.path;
    let successor = query::decision_at(&snapshot.world, by)?;
    let edits = supersede(snapshot, &old.summary.path, by).ok()?;
    Some(Fix {
        title: format!("Say that {} supersedes this", successor.summary.display),
        kind: FixKind::QuickFix,
        settles: Some((finding.rule, finding.place.clone())),
        is_preferred: true,
        edits,
        cursor: None,
    })
}

/// What may come after a decision: one beside it, and one in its place.
fn after(snapshot: &Snapshot, decision: &Decision) -> Vec<Fix> {
    let summary = &decision.summary;
    let folder = summary.path.parent();
    let refactor = |title: String, wanted: &Wanted<'_>| {
        let edits = new_decision(snapshot, wanted).ok()?;
        Some(Fix {
            title,
            kind: FixKind::Refactor,
            settles: None,
            is_preferred: false,
            edits,
            cursor: None,
        })
    };
    let beside =
        refactor("New decision beside this one".to_owned(), &wanted(folder.as_ref(), None));
    let in_place = || {
        let title = format!("New decision that supersedes {}", summary.display);
        refactor(title, &wanted(None, Some(&summary.path)))
    };
    beside.into_iter().chain(summary.is_in_force.then(in_place).flatten()).collect()
}

/// A proposal: what it supersedes stays as it is until it is accepted.
fn wanted<'a>(folder: Option<&'a RepoPath>, supersedes: Option<&'a RepoPath>) -> Wanted<'a> {
    Wanted { title: NEW, folder, status: Status::Proposed, supersedes }
}
