//! `textDocument/inlayHint`: the owner beside an import from another boundary.

use boundstone_engine::query;
use boundstone_model::{ImportOwner, RepoPath};
use boundstone_text::Position;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintTooltip};

use crate::view::View;

/// Owners that a hint names.
const NAMED: usize = 2;

/// One hint for each boundary that a line imports from, at the end of the line.
pub(crate) fn answer(
    view: &View,
    path: &RepoPath,
    (start, end): (Position, Position),
) -> Option<Vec<InlayHint>> {
    let (start, end) = (view.offset(path, start)?, view.offset(path, end)?);
    let mut hints: Vec<InlayHint> = Vec::new();
    let mut on_line = Vec::new();
    for import in query::import_owners(&view.snapshot.world, path) {
        if import.range.end() < start || end < import.range.start() {
            continue;
        }
        let Some(position) = view.line_end(path, import.range.start()) else { continue };
        if hints.last().is_some_and(|before| before.position != position) {
            on_line.clear();
        }
        if on_line.contains(&import.boundary) {
            continue;
        }
        on_line.push(import.boundary.clone());
        hints.push(InlayHint {
            position,
            label: InlayHintLabel::String(label(&import)),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(format!(
                "owner of {} in boundary {}",
                import.path, import.boundary
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    Some(hints)
}

fn label(import: &ImportOwner) -> String {
    let named: Vec<&str> = import.owners.iter().take(NAMED).map(AsRef::as_ref).collect();
    let more = import.owners.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", named.join(", "))
}
