use boundstone_model::{Choice, ChoiceAbout, DecisionSummary, LinkTarget, RepoPath};

use super::{Found, value};
use crate::World;
use crate::decisions::DecisionIndex;

/// The decisions that a mention with `prefix`, written in the file at `path`, can name. `head` is how much of
/// what was typed stands before the number.
pub(super) fn mentions(
    world: &World,
    path: &RepoPath,
    prefix: &str,
    head: usize,
    found: &mut Found<'_>,
) {
    let typed = found.slot.typed.get(..head).unwrap_or_default().to_owned();
    let typed = if head == prefix.len() { format!("{typed}-") } else { typed };
    let itself = world.decisions.at(path);
    let mut meant = world.decisions.mentionable(path, prefix);
    meant.retain(|index| Some(*index) != itself);
    for summary in sorted(world, meant) {
        // The number is found behind what was typed of the prefix, be it `adr ` or `ADR-`.
        let number = summary.display.rsplit('-').next().unwrap_or_default();
        let filter = format!("{typed}{number} {}", summary.title);
        let text = summary.display.to_string();
        if !found.add(choice(summary, filter, text)) {
            return;
        }
    }
}

/// The decisions that a field of the record at `path` can name.
pub(super) fn related(world: &World, path: &RepoPath, found: &mut Found<'_>) {
    let Some(itself) = world.decisions.at(path) else { return };
    let others = world.decisions.iter().map(|(index, _)| index).filter(|&index| index != itself);
    for summary in sorted(world, others.collect()) {
        let is_named = world.decisions.at(&summary.path).is_some_and(|index| {
            let target = target_of(world, index);
            target
                .is_some_and(|target| world.decisions.target_named(itself, &target) == Some(index))
        });
        if !is_named {
            continue;
        }
        let filter = format!("{} {}", summary.display, summary.title);
        let text = value::written(&summary.display, found.slot.quotes);
        if !found.add(choice(summary, filter, text)) {
            return;
        }
    }
}

/// The decisions that the contract at `path` can name. One that shares its name is named by its path.
pub(super) fn in_contract(world: &World, path: &RepoPath, found: &mut Found<'_>) {
    let all = world.decisions.iter().map(|(index, _)| index).collect();
    for summary in sorted(world, all) {
        let itself = world.decisions.at(&summary.path);
        let is_named = |name: &&str| matches!(world.decisions.named(path, name).as_slice(), [only] if Some(*only) == itself);
        let (by_name, by_path) = (summary.display.to_string(), summary.path.to_string());
        let Some(name) = [by_name.as_str(), by_path.as_str()].into_iter().find(is_named) else {
            continue;
        };
        // What stands beside it may be either.
        if found
            .slot
            .beside
            .iter()
            .any(|it| world.decisions.named(path, it).first().copied() == itself)
        {
            continue;
        }
        let filter = format!("{name} {}", summary.title);
        let text = value::written(name, found.slot.quotes);
        if !found.add(choice(summary, filter, text)) {
            return;
        }
    }
}

/// What the display id of a decision says as a link.
fn target_of(world: &World, index: DecisionIndex) -> Option<LinkTarget> {
    let record = world.decisions.get(index)?;
    Some(match record.file.number {
        Some(number) => LinkTarget::Number { prefix: Some(record.prefix.clone()), number },
        None => LinkTarget::Slug(record.display.clone()),
    })
}

/// Those in force first, then those that may come to be, then the retired ones.
fn sorted(world: &World, indexes: Vec<DecisionIndex>) -> Vec<DecisionSummary> {
    let summaries = indexes.into_iter().filter_map(|index| world.decisions.summary(index));
    let mut summaries: Vec<_> = summaries.collect();
    let rank = |it: &DecisionSummary| match (it.is_in_force, it.is_retired()) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    };
    summaries.sort_by(|a, b| (rank(a), &a.display, &a.path).cmp(&(rank(b), &b.display, &b.path)));
    summaries
}

fn choice(summary: DecisionSummary, filter: String, text: String) -> Choice {
    let label = summary.display.to_string();
    Choice { label, filter, text, about: ChoiceAbout::Decision(Box::new(summary)) }
}
