//! What a record says it governs.

use boundstone_model::{GovernsEntry, GovernsTarget};

use super::document::Line;
use super::head::Head;
use super::words::Key;

/// Reads `governs`, and what others write for it: `applies-to`, `affects`, `files`, a section `Applies To`.
/// Of those, only what has the form of a path or of a symbol is meant as one.
pub(super) fn read(head: &Head) -> Vec<GovernsEntry> {
    let mut entries = Vec::new();
    for field in &head.fields {
        let takes_all = match field.key {
            Key::Governs => true,
            Key::Affects => false,
            _ => continue,
        };
        for line in &field.lines {
            entries.extend(parts(line).iter().filter_map(|part| entry(part, takes_all)));
        }
    }
    entries
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
    Some(GovernsEntry { target: target(text)?, text: text.into(), range: part.range() })
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
