//! What a record says it governs.

use boundstone_model::{Constraint, Demand, GovernsEntry, GovernsTarget, Problem, Rule};

use super::document::Line;
use super::head::{Head, Origin};
use super::words::Key;

/// Reads `governs`, and what others write for it: `applies-to`, `affects`, `files`, a section `Applies To`.
/// Of those, only what has the form of a path or of a symbol is meant as one.
pub(super) fn read(head: &Head, text: &str) -> Vec<GovernsEntry> {
    let mut entries = Vec::new();
    for field in &head.fields {
        let takes_all = match field.key {
            Key::Governs => true,
            Key::Affects => false,
            _ => continue,
        };
        for line in &field.lines {
            let line = match field.origin {
                Origin::FrontMatter => line.clone(),
                Origin::Section | Origin::Inline => as_written(line, text),
            };
            entries.extend(parts(&line).iter().filter_map(|part| entry(part, takes_all)));
        }
    }
    entries
}

/// Adds the symbols that a record freezes to what it governs: who freezes an item decides on it.
pub(super) fn add_frozen(
    entries: &mut Vec<GovernsEntry>,
    constraints: &[Constraint],
    problems: &mut Vec<Problem>,
) {
    for frozen in constraints.iter().filter(|it| it.demand == Demand::Freeze).map(|it| &it.what) {
        let (text, range) = (frozen.value.trim(), frozen.range);
        match target(text) {
            Some(target @ GovernsTarget::Symbol { .. }) => {
                match entries.iter_mut().find(|entry| entry.target == target) {
                    Some(entry) => entry.freezes = true,
                    None => entries.push(GovernsEntry {
                        target,
                        text: text.into(),
                        range,
                        freezes: true,
                    }),
                }
            }
            _ => problems.push(Problem::new(
                Rule::DecisionMalformed,
                range,
                format!("`{text}` names no item, and freezes nothing"),
                "Write `BOUNDARY#path`, the path as a consumer writes it",
            )),
        }
    }
}

/// A line with the stars and underscores that its markup took for emphasis: in `src/__tests__/**` they are
/// none. What else the markup says stays as it was read.
fn as_written(line: &Line, text: &str) -> Line {
    let range = line.range();
    let (start, end) = (range.start() as usize, range.end() as usize);
    let start = text.get(..start).map_or(start, start_of_marks);
    let end = text.get(end..).map_or(end, |behind| end + end_of_marks(behind));
    let written = text.get(start..end).unwrap_or_default();
    let letters = |of: &str| of.replace(MARKS, "").replace('`', "");
    if !line.links.is_empty() || written.contains('\n') || letters(written) != letters(&line.text) {
        return line.clone();
    }
    let mut whole = Line::default();
    let mut at = start;
    for part in written.split('`') {
        whole.push(part, at..at + part.len());
        at += part.len() + 1;
    }
    whole
}

const MARKS: [char; 2] = ['*', '_'];

/// Where the marks begin that `before` ends with, if they begin a word.
fn start_of_marks(before: &str) -> usize {
    let rest = before.trim_end_matches(MARKS);
    let begins = rest.is_empty() || rest.ends_with(|ch: char| ch.is_whitespace() || ch == ',');
    if begins { rest.len() } else { before.len() }
}

/// The length of the marks that `behind` begins with, if they end a word.
fn end_of_marks(behind: &str) -> usize {
    let rest = behind.trim_start_matches(MARKS);
    let ends = rest.is_empty() || rest.starts_with(|ch: char| ch.is_whitespace() || ch == ',');
    if ends { behind.len() - rest.len() } else { 0 }
}

/// One entry a line, or several with commas between them. Commas in braces belong to their glob.
fn parts(line: &Line) -> Vec<Line> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in line.text.char_indices().chain([(line.text.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 || at == line.text.len() => {
                parts.push(line.part(from..at));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

fn entry(part: &Line, takes_all: bool) -> Option<GovernsEntry> {
    let text = part.text.trim();
    if !takes_all && !is_meant(text) {
        return None;
    }
    let target = target(text)?;
    Some(GovernsEntry { target, text: text.into(), range: part.range(), freezes: false })
}

fn is_meant(text: &str) -> bool {
    let has_form =
        text.contains(['/', '*', '#']) || text.contains("::") || text.starts_with("boundary:");
    has_form && !text.contains("://") && !text.contains(char::is_whitespace)
}

fn target(text: &str) -> Option<GovernsTarget> {
    if let Some(name) = text.strip_prefix("boundary:") {
        let name = name.trim();
        return (!name.is_empty()).then(|| GovernsTarget::Boundary(name.into()));
    }
    if let Some((container, path)) = text.split_once('#') {
        let is_whole = !container.is_empty() && !path.is_empty();
        return is_whole
            .then(|| GovernsTarget::Symbol { container: container.into(), path: path.into() });
    }
    if let Some((container, path)) = text.split_once("::")
        && !text.contains(['/', '*'])
        && !container.is_empty()
        && !path.is_empty()
    {
        return Some(GovernsTarget::Symbol { container: container.into(), path: path.into() });
    }
    let (glob, is_exclusion) = text.strip_prefix('!').map_or((text, false), |rest| (rest, true));
    (!glob.is_empty()).then(|| GovernsTarget::Paths { glob: glob.into(), is_exclusion })
}
