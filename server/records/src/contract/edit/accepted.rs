//! `[[accepted]]`, the baseline.

use boundstone_model::{NewAccepted, Replacement};

use super::{Source, bytes, lines, list, quoted, replacement, table};
use crate::toml::Node;

pub(super) fn add(source: &Source<'_>, entry: &NewAccepted) -> Result<Replacement, String> {
    let text = source.text;
    let line_break = lines::line_break(text);
    let at = match source.get("accepted") {
        None => text.len(),
        Some(node) => {
            let last = list(node).and_then(<[Node]>::last);
            let last = last.filter(|it| source.slice(bytes(it.range)).starts_with("[["));
            let last = last.ok_or("its `accepted` is no list of tables under [[accepted]]")?;
            lines::next(text, end_of(last))
        }
    };
    let before = source.slice(0..at);
    let gap = match before {
        "" => String::new(),
        _ if before.ends_with('\n') => line_break.to_owned(),
        _ => line_break.repeat(2),
    };
    let mut written = format!("{gap}[[accepted]]{line_break}");
    let mut line = |key: &str, value: &str| {
        written.push_str(&format!("{key} = {}{line_break}", quoted(value)));
    };
    line("rule", &entry.rule);
    line("in", &entry.in_path);
    if let Some(to) = &entry.to {
        line("to", to);
    }
    line("reason", &entry.reason);
    let behind_quote = line_break.len() + quoted(&entry.reason).len() - 1;
    let cursor = (written.len() - behind_quote) as u32;
    Ok(Replacement { cursor: Some(cursor), ..replacement(at..at, written) })
}

/// Where the last value of a table under a header ends.
pub(super) fn end_of(node: &Node) -> usize {
    let values = table(node).into_iter().flat_map(|it| &it.entries);
    let last = values.map(|entry| entry.value.range.end()).max();
    last.unwrap_or_default().max(node.range.end()) as usize
}
