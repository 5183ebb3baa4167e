//! Findings that are accepted for now, and entries of the baseline that are done with.

use boundstone_model::{ContractEdit, Finding, NewAccepted, RepoPath, Rule};

use super::{Asked, ContractFix, fix};
use crate::World;
use crate::boundaries::CONTRACT_FILE;

/// The contract that may accept a finding, and the entry for it, whose reason is left open. `None` for what is no
/// matter of code, stands outside every boundary, or needs a decision. Where an item went with its way, the promise or
/// the manifest tells so.
pub fn acceptance(world: &World, finding: &Finding) -> Option<(RepoPath, NewAccepted)> {
    let path = &finding.place.path;
    let is_code = world.facts(path).is_some_and(|facts| facts.language.is_code());
    let is_of_code = is_code || finding.rule == Rule::ContractDrift;
    if !is_of_code
        || finding.needs_decision
        || matches!(finding.rule, Rule::AllowNoReason | Rule::AllowUnused)
    {
        return None;
    }
    let folder = &world.boundaries.at(path)?.path;
    let entry = NewAccepted {
        rule: finding.rule.id().to_owned(),
        in_path: path.strip_prefix(folder)?.to_owned(),
        to: finding.about.as_deref().map(str::to_owned),
        reason: String::new(),
    };
    Some((folder.join(CONTRACT_FILE)?, entry))
}

pub(super) fn accept(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let (contract, entry) = acceptance(asked.world, finding)?;
    let title = format!("Accept {} for now, in {contract}", finding.rule);
    Some(fix(title, finding, false, [(contract, ContractEdit::Accept(entry))]))
}

/// An entry that accepts nothing goes; one whose day has come goes on without one.
pub(super) fn stale(asked: &Asked<'_>, finding: &Finding) -> Option<ContractFix> {
    let (path, range) = (&finding.place.path, finding.place.range);
    let accepted = &asked.contract(path)?.accepted;
    let is_there = match finding.rule {
        Rule::AllowUnused => accepted.iter().any(|it| it.rule.range == range),
        _ => accepted.iter().any(|it| it.until.as_ref().is_some_and(|it| it.range == range)),
    };
    let title = match finding.rule {
        Rule::AllowUnused => "Remove the entry",
        _ => "Accept it without a last day",
    };
    let edit = (path.clone(), ContractEdit::Remove { range });
    let is_preferred = finding.rule == Rule::AllowUnused;
    is_there.then(|| fix(title.to_owned(), finding, is_preferred, [edit]))
}
