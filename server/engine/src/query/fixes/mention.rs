//! Mentions that are written anew: of the decision that holds now, or of one record by its path.

use boundstone_model::{CandidateMention, Finding, Fix};
use boundstone_text::TextRange;

use super::Asked;
use super::spelling::Spelling;
use crate::decisions::Meaning;

/// A mention of a retired decision, pointed at each one that replaces it.
pub(super) fn superseded(asked: &Asked<'_>, finding: &Finding) -> Vec<Fix> {
    let decisions = &asked.world.decisions;
    let Some(mention) = mention_of(asked, finding) else { return Vec::new() };
    let Meaning::One(retired) = decisions.meaning(asked.path, mention) else { return Vec::new() };
    let spelling = Spelling::new(asked, mention);
    let successors = decisions.successors(retired);
    let is_only = successors.len() == 1;
    let point_to = |&to| {
        let display = &decisions.get(to)?.display;
        let written = spelling.like(to).or_else(|| spelling.path_from_root(to))?;
        // The parts of the successor have numbers of their own.
        let part = spelling.part_behind();
        let title = match part.trim_start() {
            "" => format!("Point to {display}"),
            part => format!("Point to {display}, without {part}"),
        };
        let range = mention.range;
        let whole = TextRange::new(range.start(), range.end() + part.len() as u32);
        Some(asked.settle(finding, title, is_only && part.is_empty(), (whole, written)))
    };
    successors.iter().filter_map(point_to).collect()
}

/// A mention that several records could be meant by, with the path of each.
pub(super) fn ambiguous(asked: &Asked<'_>, finding: &Finding) -> Vec<Fix> {
    let decisions = &asked.world.decisions;
    let Some(mention) = mention_of(asked, finding) else { return Vec::new() };
    let Meaning::Several(meant) = decisions.meaning(asked.path, mention) else { return Vec::new() };
    let spelling = Spelling::new(asked, mention);
    let name = |&to| {
        let written = spelling.path_from_root(to)?;
        let title = format!("Name {written}");
        Some(asked.settle(finding, title, false, (mention.range, written)))
    };
    meant.iter().filter_map(name).collect()
}

fn mention_of<'a>(asked: &Asked<'a>, finding: &Finding) -> Option<&'a CandidateMention> {
    let mentions = asked.world.facts(asked.path)?.mentions();
    mentions.iter().find(|mention| mention.range == finding.place.range)
}
