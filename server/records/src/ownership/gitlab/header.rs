//! Section headers: `^[Name][approvals] @default @owners`.

use super::super::line::{Span, is_space};

/// A section header, taken apart as GitLab does: what it does not expect ends the header, and is
/// ignored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'t> {
    pub(super) name: Span<'t>,
    /// The name with its brackets.
    pub(super) brackets: Span<'t>,
    pub(super) is_optional: bool,
    pub(super) approvals: Option<u32>,
    pub(super) default_owners: Span<'t>,
    pub(super) ignored: Span<'t>,
    /// Whether something other than a number of approvals or a comment is glued to the brackets.
    pub(super) is_followed_by_pattern: bool,
}

impl<'t> Header<'t> {
    pub(super) fn of(line: Span<'t>) -> Option<Self> {
        let open = usize::from(line.text.starts_with('^'));
        let inside = line.text.get(open..)?.strip_prefix('[')?;
        let close = open + 1 + inside.find(']')?;
        let after_name = line.from(close + 1);
        let (approvals, after_approvals) = approvals(after_name);
        let owners_end = default_owners_end(after_approvals.text);
        let first_after = after_approvals.text.chars().next();
        Some(Self {
            name: line.part(open + 1, close),
            brackets: line.part(open, close + 1),
            is_optional: open == 1,
            approvals,
            default_owners: after_approvals.part(0, owners_end).trimmed(),
            ignored: after_approvals.from(owners_end).trimmed(),
            is_followed_by_pattern: first_after
                .is_some_and(|ch| !is_space(ch) && !matches!(ch, '#' | '[')),
        })
    }
}

/// Whether the line starts a section header that it does not finish.
pub(super) fn is_broken(line: &str) -> bool {
    line.strip_prefix('^').unwrap_or(line).starts_with('[') && !line.contains(']')
}

/// `[2]` after the name. Anything but digits in the brackets is no number of approvals.
fn approvals(after_name: Span<'_>) -> (Option<u32>, Span<'_>) {
    let digits = after_name.text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match digits {
        Some((digits, _)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            let number = (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX));
            (number, after_name.from(digits.len() + 2))
        }
        _ => (None, after_name),
    }
}

/// Where the default owners end, which start with white space.
fn default_owners_end(text: &str) -> usize {
    let is_expected =
        |ch: char| ch.is_ascii_alphanumeric() || "@_.-/+".contains(ch) || is_space(ch);
    match text.starts_with(is_space) {
        true => text.find(|ch| !is_expected(ch)).unwrap_or(text.len()),
        false => 0,
    }
}
