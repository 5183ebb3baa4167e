//! Mentions of decisions that nobody wrote, that several records could mean, or that are retired.

use boundstone_model::{CandidateMention, DecisionName, MentionKey, Place, RepoPath, Rule};

use super::{Findings, NewFinding};
use crate::World;
use crate::decisions::{DecisionIndex, Decisions, Meaning, numbered_name};
use crate::query::definition::place_of;

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    let Some(facts) = world.facts(path) else { return };
    // Markdown tells history: a page may well name what was superseded, and a record always does.
    let is_code = facts.language.is_code();
    for mention in facts.mentions() {
        match world.decisions.meaning(path, mention) {
            Meaning::Unknown { display, highest } if is_code && !is_unread(world, mention) => {
                let finding = NewFinding::new(
                    Rule::DecisionUnknown,
                    mention.range,
                    format!("No decision {display} in this repository"),
                    unknown_help(&world.decisions, highest),
                );
                found.add(finding);
            }
            Meaning::Several(indexes) if is_code => {
                found.add(ambiguous(found, mention.range, &indexes))
            }
            Meaning::One(index) if is_code => {
                if let Some(finding) = retired(found, mention.range, index) {
                    found.add(finding);
                }
            }
            _ => {}
        }
    }
}

/// Whether a file that could not be read may be the record that is meant.
fn is_unread(world: &World, mention: &CandidateMention) -> bool {
    let number = match &mention.key {
        MentionKey::Numbered { number, .. } => Some(*number),
        MentionKey::Path(path) => path.rsplit('/').next().and_then(numbered_name).map(|it| it.1),
    };
    let bears =
        |path: &RepoPath| DecisionName::of(path).number.is_some_and(|it| Some(it) == number);
    world.unread_records().any(bears)
}

fn unknown_help(decisions: &Decisions, highest: Option<DecisionIndex>) -> String {
    match highest.and_then(|index| decisions.get(index)) {
        Some(record) => format!(
            "Correct the number, or write the record; the highest one here is {}",
            record.display
        ),
        None => "Correct the name, or write the record".to_owned(),
    }
}

fn ambiguous(
    found: &Findings<'_>,
    range: boundstone_text::TextRange,
    indexes: &[DecisionIndex],
) -> NewFinding {
    let decisions = &found.world.decisions;
    let paths: Vec<String> = indexes
        .iter()
        .filter_map(|&index| decisions.get(index))
        .map(|it| it.path.to_string())
        .collect();
    let message = format!("{} records bear this number: {}", paths.len(), paths.join(", "));
    let finding = NewFinding::new(
        Rule::DecisionAmbiguous,
        range,
        message,
        "Name the record by its path, or give the records numbers of their own",
    );
    indexes.iter().fold(finding, |finding, &index| {
        match (place_of(found.world, index), decisions.get(index)) {
            (Some(place), Some(record)) => {
                finding.related(place, record.file.title.value.to_string())
            }
            _ => finding,
        }
    })
}

/// A finding when the decision was superseded; what was rejected or deprecated without a successor is
/// shown in the hover, but a comment that explains it is no mistake.
fn retired(
    found: &Findings<'_>,
    range: boundstone_text::TextRange,
    index: DecisionIndex,
) -> Option<NewFinding> {
    let summary = found.world.decisions.summary(index)?;
    let is_superseded = found.world.decisions.is_superseded(index);
    if !is_superseded {
        return None;
    }
    let successors: Vec<&str> = summary.successors.iter().map(|(_, name)| name.as_ref()).collect();
    let (by, help) = match successors.is_empty() {
        true => {
            (String::new(), "Name the decision that holds now, or remove the mention".to_owned())
        }
        false => {
            let names = successors.join(", ");
            (
                format!(" by {names}"),
                format!("Point the comment at {names}, and see that the code still follows it"),
            )
        }
    };
    let message = format!("{} \"{}\" is superseded{by}", summary.display, summary.title);
    let finding = NewFinding::new(Rule::DecisionSuperseded, range, message, help);
    let places = summary.successors.iter().filter_map(|(path, _)| {
        let successor = found.world.decisions.at(path)?;
        let place: Place = place_of(found.world, successor)?;
        Some((place, found.world.decisions.get(successor)?.file.title.value.to_string()))
    });
    Some(places.fold(finding, |finding, (place, title)| finding.related(place, title)))
}
