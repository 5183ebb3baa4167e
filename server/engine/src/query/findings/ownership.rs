//! Rules of the ownership file that do nothing, owners that two places name differently, and files
//! that nobody owns.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    Because, ContractFile, How, MatchedRule, OwnershipRule, OwnershipState, Place, RepoPath, Rule,
};
use boundstone_text::TextRange;

use super::{Findings, NewFinding};
use crate::forge::Forge;
use crate::ownership::Decision;
use crate::query::{ownership, ownership_of_all};

/// Checks the forge's ownership file; another file of that name does not count.
pub(super) fn check(found: &mut Findings<'_>) {
    let world = found.world;
    let Some(forge) = world.forge.as_deref().filter(|forge| forge.path == *found.path) else {
        not_read(found);
        return;
    };
    let usage = forge.matcher.usage(forge.file(), world.files().map(|(path, _)| path));
    let count = |counts: &[u32], number: usize| counts.get(number).copied().unwrap_or(0);
    let mut shadowed = Vec::new();
    for (number, rule) in forge.file().rules.iter().enumerate() {
        if count(&usage.matched, number) == 0 {
            found.add(NewFinding::new(
                Rule::OwnershipDeadRule,
                rule.text_range,
                format!("{} matches no file", rule.text),
                "Point it at where the files went, or remove the rule",
            ));
        } else if count(&usage.won, number) == 0 && !rule.is_exclusion {
            shadowed.push(number as u32);
        }
    }
    for (rule, winner) in winners_over(found, forge, shadowed) {
        found.add(shadowed_rule(forge, rule, winner));
    }
}

/// The rules, each with one that decides in its place: on the first file that both match.
fn winners_over<'a>(
    found: &Findings<'_>,
    forge: &'a Forge,
    mut open: Vec<u32>,
) -> Vec<(&'a OwnershipRule, Option<&'a OwnershipRule>)> {
    let rule = |number: u32| forge.file().rules.get(number as usize);
    let mut decision = Decision::new(forge.file());
    let mut winners = Vec::new();
    if open.is_empty() {
        return winners;
    }
    forge.matcher.walk(found.world.files().map(|(path, _)| path), |_, matched| {
        if !matched.iter().any(|number| open.contains(number)) {
            return;
        }
        let deciding: Vec<_> =
            decision.deciding(matched).iter().filter_map(|&number| rule(number)).collect();
        for number in matched.iter().filter(|number| open.contains(number)) {
            let Some(shadowed) = rule(*number) else { continue };
            // Sections decide apart from each other.
            let winner = deciding.iter().find(|winner| winner.section == shadowed.section);
            winners.push((shadowed, winner.copied()));
        }
        open.retain(|number| !matched.contains(number));
    });
    winners
}

/// The forge reads one file only; a second one silently does nothing.
fn not_read(found: &mut Findings<'_>) {
    let Some(forge) = found.world.forge.as_deref() else { return };
    let is_candidate = forge.dialect.locations().contains(&found.path.as_str());
    if !is_candidate {
        return;
    }
    let message = format!("{} does not read this file: {} comes first", forge.dialect, forge.path);
    let finding = NewFinding::new(
        Rule::OwnershipShadowedRule,
        TextRange::default(),
        message,
        "Move its rules there, and remove it",
    );
    let place = Place { path: forge.path.clone(), range: TextRange::default() };
    found.add(finding.related(place, "The file that is read"));
}

fn shadowed_rule(
    forge: &Forge,
    rule: &OwnershipRule,
    winner: Option<&OwnershipRule>,
) -> NewFinding {
    let finding = NewFinding::new(
        Rule::OwnershipShadowedRule,
        rule.text_range,
        format!("{} never decides: later rules match all its files", rule.text),
        "Move the rule below the broader ones, or remove it",
    );
    match winner {
        Some(winner) => {
            let place = Place { path: forge.path.clone(), range: winner.range };
            finding
                .related(place, format!("Line {}, {}, decides instead", winner.line, winner.text))
        }
        None => finding,
    }
}

/// Where a contract's `owner` decides but the forge asks others for review.
pub(super) fn check_conflict(found: &mut Findings<'_>, contract: &ContractFile) {
    let world = found.world;
    let Some(owners) = contract.owners.as_ref().filter(|owners| !owners.is_empty()) else { return };
    let Some(folder) = found.path.parent() else { return };
    let declared: BTreeSet<String> = owners.iter().map(|it| it.value.to_lowercase()).collect();
    let mut conflicts = 0;
    let mut example: Option<(RepoPath, Vec<Arc<str>>, Vec<MatchedRule>)> = None;
    ownership_of_all(world, world.files_below(&folder).map(|(path, _)| path), |path, answer| {
        let is_decided_here =
            answer.because.iter().any(|because| because.place.path == *found.path);
        let asked: BTreeSet<String> =
            answer.forge_owners.iter().map(|it| it.to_lowercase()).collect();
        if is_decided_here && !asked.is_empty() && asked != declared {
            conflicts += 1;
            if example.is_none() {
                example = Some((path.clone(), answer.forge_owners, answer.rules));
            }
        }
    });
    let Some((path, asked, rules)) = example else { return };
    let Some(range) = owners.first().map(|first| first.range) else { return };
    let finding = conflict(found, range, &path, &asked, conflicts, &rules);
    found.add(finding);
}

fn conflict(
    found: &Findings<'_>,
    range: TextRange,
    example: &RepoPath,
    asked: &[Arc<str>],
    count: usize,
    rules: &[MatchedRule],
) -> NewFinding {
    let forge = found.world.forge.as_deref();
    let file = forge.map(|forge| forge.path.to_string()).unwrap_or_default();
    let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let finding = NewFinding::new(
        Rule::OwnershipConflict,
        range,
        format!("{file} asks {} for {files} of this owner, such as {example}", asked.join(", ")),
        format!("Name the same owners here and in {file}, or remove `owner` here"),
    )
    .because(Because::new(found.path, range, How::Contract));
    let winner = rules.iter().find(|rule| rule.wins);
    match winner {
        Some(rule) => {
            finding.related(rule.place.clone(), format!("Line {}: {}", rule.line, rule.pattern))
        }
        None => finding,
    }
}

/// An `@owner` comment that the forge contradicts, and files without an owner where that rule is on.
pub(super) fn check_unowned(found: &mut Findings<'_>) {
    let world = found.world;
    let has_comment = world.facts(found.path).is_some_and(|facts| !facts.owners().is_empty());
    let asks_for_unowned = world.severity(Rule::OwnershipUnowned).is_some();
    if !has_comment && !asks_for_unowned {
        return;
    }
    let answer = ownership(world, found.path);
    if asks_for_unowned && answer.state == OwnershipState::NoRule {
        found.add(NewFinding::new(
            Rule::OwnershipUnowned,
            TextRange::default(),
            "Nobody owns this file".to_owned(),
            "Add a rule to the ownership file, or `owner` to the boundary's boundary.toml",
        ));
    }
    let first = answer.because.first().filter(|because| because.how == How::OwnerComment);
    let Some(range) = first.map(|because| because.place.range) else { return };
    let lower = |owners: &[Arc<str>]| -> BTreeSet<String> {
        owners.iter().map(|it| it.to_lowercase()).collect()
    };
    let asked = lower(&answer.forge_owners);
    if !asked.is_empty() && asked != lower(&answer.owners) {
        let finding = conflict(found, range, found.path, &answer.forge_owners, 1, &answer.rules);
        found.add(finding);
    }
}
