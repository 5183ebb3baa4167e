//! Comments that allow a finding where it stands.

use boundstone_model::{Finding, Rule, nearest_name};

use super::{At, Findings, NewFinding};
use crate::World;

/// Takes out what comments allow, and adds what is wrong with those comments.
pub(super) fn settle(at: At<'_>, list: &mut Vec<Finding>) {
    let At { world, path, .. } = at;
    let Some(facts) = world.facts(path).filter(|facts| !facts.allows().is_empty()) else { return };
    let mut about = Findings::new(at);
    let mut silenced = vec![false; list.len()];
    for allow in facts.allows() {
        let is_meant = |finding: &Finding| {
            finding.rule.id() == &*allow.rule && allow.lines.touches(finding.place.range.start())
        };
        let (mut is_used, mut is_refused) = (false, false);
        for (finding, is_silenced) in list.iter().zip(&mut silenced) {
            if is_meant(finding) {
                *is_silenced = !finding.needs_decision;
                is_used |= !finding.needs_decision;
                is_refused |= finding.needs_decision;
            }
        }
        if is_refused {
            about.add(needs_decision(allow.range));
        } else if !is_used {
            about.add(unused(world, &allow.rule, allow.range));
        } else if !allow.has_reason {
            about.add(NewFinding::new(
                Rule::AllowNoReason,
                allow.range,
                format!("This allows {} and does not say why", allow.rule),
                "Write the reason behind the bracket",
            ));
        }
    }
    let mut is_silenced = silenced.into_iter();
    list.retain(|_| !is_silenced.next().unwrap_or(false));
    list.append(&mut about.list);
}

/// What would allow a finding that only a decision settles.
pub(super) fn needs_decision(range: boundstone_text::TextRange) -> NewFinding {
    NewFinding::new(
        Rule::AllowUnused,
        range,
        "A frozen item changes with a decision alone: this allows nothing".to_owned(),
        "Remove it, and write down the decision in a record that governs the item",
    )
}

fn unused(world: &World, rule: &str, range: boundstone_text::TextRange) -> NewFinding {
    let (message, help) = match Rule::from_id(rule) {
        Some(known) if world.severity(known).is_none() => {
            (format!("{rule} is off here"), "Remove the comment".to_owned())
        }
        Some(_) => {
            let help = "Remove it; it stands on the line of the finding or directly above";
            (format!("Nothing here breaks {rule}"), help.to_owned())
        }
        None => {
            let help = match nearest_name(rule, Rule::ALL.iter().map(|rule| rule.id())) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => "`boundstone rules` lists the rules".to_owned(),
            };
            (format!("This version checks no rule `{rule}`"), help)
        }
    };
    NewFinding::new(Rule::AllowUnused, range, message, help)
}
