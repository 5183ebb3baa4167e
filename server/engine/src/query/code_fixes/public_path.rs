//! Imports past the `exports` of a package, of what it exports elsewhere.

use boundstone_model::{Finding, Import};
use boundstone_text::TextRange;

use super::{Asked, CodeFix, Expected};

const QUOTES: [char; 2] = ['"', '\''];

/// The import by each path that the package exports, the shortest first.
pub(super) fn fixes(asked: &Asked<'_>, finding: &Finding) -> Vec<CodeFix> {
    let Some(facts) = asked.world.facts(asked.path) else { return Vec::new() };
    let references = facts.references();
    let mut imports = references.imports.iter();
    let Some(import) = imports.find(|import| import.range == finding.place.range) else {
        return Vec::new();
    };
    let Some(range) = specifier(asked.text, import) else { return Vec::new() };
    let of_path = |path: String| {
        let title = format!("Import it from {path}");
        let fix = asked.fix(title, finding, true, [range], &path);
        CodeFix { fix, settles: finding.clone(), expected: Expected::SameCrossings }
    };
    asked.world.exported_specifiers(asked.path, import.from).into_iter().map(of_path).collect()
}

/// Where the specifier of an import stands, without its quotes, where the statement is a plain one.
fn specifier(text: &str, import: &Import<'_>) -> Option<TextRange> {
    let (start, end) = (import.range.start() as usize, import.range.end() as usize);
    let at = match text.get(start..)?.starts_with(QUOTES) {
        true => start,
        false => end + text.get(end..)?.find(QUOTES)?,
    };
    let between = text.get(end..at).unwrap_or_default();
    let is_plain = |ch: char| ch.is_alphanumeric() || ch.is_whitespace() || "_$,{}*".contains(ch);
    let leads =
        at == start || (between.trim_end().ends_with("from") && between.chars().all(is_plain));
    let inside = text.get(at + 1..)?.strip_prefix(import.from)?;
    let is_closed = inside.starts_with(text.get(at..)?.chars().next()?);
    (leads && is_closed).then(|| TextRange::of(at + 1..at + 1 + import.from.len()))
}
