//! An `@owner` comment that says other than the ownership file.

use boundstone_model::{Finding, How};

use super::{Asked, CodeFix, Expected};
use crate::query::ownership;

/// The owner whom the ownership file asks, where each of the two names one.
pub(super) fn fix(asked: &Asked<'_>, finding: &Finding) -> Option<CodeFix> {
    let [comment] = asked.world.facts(asked.path)?.owners() else { return None };
    let answer = ownership(asked.world, asked.path);
    let is_by_comment = answer.because.first().is_some_and(|it| it.how == How::OwnerComment);
    let [owner] = answer.forge_owners.as_slice() else { return None };
    if !is_by_comment || *comment.range.slice(asked.text) != *comment.owner {
        return None;
    }
    let forge = asked.world.forge.as_deref()?;
    let title = format!("Let {owner} own this file, as {} says", forge.path);
    let fix = asked.fix(title, finding, false, [comment.range], owner);
    Some(CodeFix { fix, settles: finding.clone(), expected: Expected::SameCrossings })
}
