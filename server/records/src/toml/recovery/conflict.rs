use boundstone_model::{Problem, Rule};
use boundstone_text::{LineIndex, TextRange};

use super::cut::trimmed;

/// The marks that git puts before the two sides of a conflict, between them, and after.
const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "=======";
const END: &str = ">>>>>>>";

/// Takes the merge conflicts out of `rest`, so that our side is left; a problem for each marker.
/// Whether there were any.
pub(super) fn cut(
    text: &str,
    index: &LineIndex,
    rest: &mut String,
    problems: &mut Vec<Problem>,
) -> bool {
    let mut kept = String::with_capacity(text.len());
    let mut is_dropped = false;
    let mut end_of_previous = 0;
    let before = problems.len();
    for line in 0..index.line_count() {
        let range = index.line_range(text, line);
        kept.push_str(TextRange::new(end_of_previous, range.start()).slice(text));
        end_of_previous = range.end();
        let content = range.slice(text);
        let marker =
            [OURS, BASE, THEIRS, END].into_iter().find(|marker| is_marker(content, marker));
        if let Some(marker) = marker {
            is_dropped = matches!(marker, BASE | THEIRS);
            problems.push(Problem::new(
                Rule::ConfigMalformed,
                trimmed(text, range),
                "a merge conflict is not resolved here",
                "until it is, the first of its sides counts",
            ));
        }
        if marker.is_some() || is_dropped {
            kept.extend(std::iter::repeat_n(' ', content.len()));
        } else {
            kept.push_str(content);
        }
    }
    *rest = kept;
    problems.len() > before
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
