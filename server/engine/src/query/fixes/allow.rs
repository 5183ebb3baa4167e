//! Comments that allow nothing, taken out.

use std::ops::Range;

use boundstone_model::{Finding, Fix, Rule};
use boundstone_text::TextRange;

use super::Asked;

const TAG: &str = "boundstone:";
/// What a comment begins with, or a line of a longer one; the longest first.
const OPENINGS: [&str; 7] = ["///", "//!", "/**", "/*!", "//", "/*", "*"];

/// Without the rule, where its comment names others; else without the comment.
pub(super) fn unused(asked: &Asked<'_>, finding: &Finding) -> Option<Fix> {
    let range = finding.place.range;
    let allows = asked.world.facts(asked.path)?.allows();
    let rule = &allows.iter().find(|allow| allow.range == range)?.rule;
    if *range.slice(asked.text) != **rule {
        return None;
    }
    let at = range.start() as usize..range.end() as usize;
    // A rule that this version does not know may be a slip of the pen.
    let is_known = Rule::from_id(rule).is_some();
    let (title, removed) = match in_list(asked.text, at.clone()) {
        Some(removed) => (format!("Remove {rule} from the comment"), removed),
        None => ("Remove the comment".to_owned(), comment(asked.text, at)?),
    };
    Some(asked.settle(finding, title, is_known, (TextRange::of(removed), String::new())))
}

/// The rule with the comma beside it, where it is one of several.
fn in_list(text: &str, rule: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..rule.start)?;
    let behind = text.get(rule.end..)?;
    let (trimmed, rest) = (before.trim_end_matches([' ', '\t']), behind.trim_start());
    if let Some(rest) = rest.strip_prefix(',') {
        let rest = rest.trim_start_matches([' ', '\t']);
        return Some(rule.start..text.len() - rest.len());
    }
    trimmed.strip_suffix(',').map(|kept| kept.trim_end().len()..rule.end)
}

/// The comment around the rule: its whole line where nothing else stands there.
fn comment(text: &str, rule: Range<usize>) -> Option<Range<usize>> {
    let line_start = text.get(..rule.start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_break = text.get(rule.end..)?.find('\n').map(|at| rule.end + at);
    let line = text.get(line_start..line_break.unwrap_or(text.len()))?.trim_end_matches('\r');
    let tag = text.get(line_start..rule.start)?.rfind(TAG)?;
    let lead = line.get(..tag)?.trim_end();
    let opening = OPENINGS.into_iter().find(|opening| lead.ends_with(opening))?;
    let before = lead.strip_suffix(opening)?;
    let (end, behind) = match line.get(tag..)?.find("*/").map(|at| tag + at + "*/".len()) {
        Some(end) if opening.starts_with("/*") => (end, line.get(end..)?),
        None if opening.starts_with("//") => (line.len(), ""),
        None if opening == "*" && before.trim().is_empty() => (line.len(), ""),
        // The comment goes on beyond this line, or ends here what began before.
        _ => return None,
    };
    // Of `////` and its like nobody knows where it begins.
    if before.ends_with(['/', '*', '!']) {
        return None;
    }
    let (is_first, is_last) = (before.trim().is_empty(), behind.trim().is_empty());
    let removed = match (is_first, is_last) {
        (true, true) => return Some(line_start..line_break.map_or(text.len(), |at| at + 1)),
        (false, true) => before.trim_end().len()..line.len(),
        (_, false) => before.len()..end + usize::from(behind.starts_with(' ')),
    };
    Some(line_start + removed.start..line_start + removed.end)
}
