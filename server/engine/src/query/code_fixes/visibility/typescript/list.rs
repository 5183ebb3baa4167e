//! A name in the braces of an `export`, taken out of them.

use boundstone_text::TextRange;

const EXPORT: &str = "export";

/// What goes with the name: its comma, its line where it has one of its own, and the statement when it exports nothing
/// else. `None` where the statement is not a plain one. Comments stay.
pub(super) fn removed(text: &str, name: TextRange) -> Option<TextRange> {
    let start = start_of(text, name.start() as usize)?;
    let before = text.get(..start)?.trim_end();
    let behind = text.get(name.end() as usize..)?;
    let rest = behind.trim_start();
    let is_first = before.ends_with('{');
    let has_comma = rest.starts_with(',');
    let after = rest.strip_prefix(',').unwrap_or(rest);
    if !has_comma && !rest.starts_with('}') {
        return None;
    }
    if is_first && after.trim_start().starts_with('}') {
        let open = before.len() - 1;
        let close = text.len() - after.trim_start().len();
        return statement(text, open, close + 1);
    }
    if !has_comma {
        // The last one: the comma of the one before it goes, unless a comment stands between them.
        let is_plain = before.ends_with(',');
        let from = if is_plain { before.len() - 1 } else { start };
        return Some(TextRange::of(from..name.end() as usize));
    }
    let comma = text.len() - after.len();
    let line = after.split('\n').next().unwrap_or_default();
    let ends_line = line.trim().is_empty() && line.len() < after.len();
    let own_line = text.get(..start)?.rfind('\n').map(|at| at + 1);
    let own_line =
        own_line.filter(|from| text.get(*from..start).is_some_and(|it| it.trim().is_empty()));
    Some(match own_line {
        Some(from) if ends_line => TextRange::of(from..comma + line.len() + 1),
        _ => {
            let space = line.len() - line.trim_start().len();
            TextRange::of(start..comma + space)
        }
    })
}

/// Where the name begins, with a `type` before it. `None` where something else stands before it.
fn start_of(text: &str, name: usize) -> Option<usize> {
    let before = text.get(..name)?;
    let plain = before.trim_end();
    let is_boundary = |it: &str| {
        let line = it.rsplit('\n').next().unwrap_or_default();
        it.ends_with(['{', ',']) || it.ends_with("*/") || line.contains("//")
    };
    if is_boundary(plain) {
        return Some(name);
    }
    let outer = plain.strip_suffix("type").filter(|_| plain.len() < before.len())?;
    is_boundary(outer.trim_end()).then_some(outer.len())
}

/// All of `export { … } from "…"`, whose braces these are, with the end of its line.
fn statement(text: &str, open: usize, close: usize) -> Option<TextRange> {
    let head = text.get(..open)?.trim_end();
    let head = head.strip_suffix("type").map_or(head, str::trim_end);
    let start = head.strip_suffix(EXPORT)?.len();
    let rest = text.get(close..)?;
    let line = rest.split('\n').next()?;
    let said = line.trim();
    let source = said.strip_prefix("from")?.trim().trim_end_matches(';');
    let quote = source.chars().next().filter(|it| ['"', '\''].contains(it))?;
    let is_plain =
        source.len() > 1 && source.ends_with(quote) && source.matches(quote).count() == 2;
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text.get(line_start..start)?.trim().is_empty();
    let end = (close + line.len() + 1).min(text.len());
    // A file without any import or export is no module any more.
    let others = [text.get(..line_start)?, text.get(end..)?];
    let is_module = others
        .iter()
        .any(|it| it.lines().any(|line| line.starts_with(EXPORT) || line.starts_with("import")));
    (is_plain && is_alone && is_module).then(|| TextRange::of(line_start..end))
}
