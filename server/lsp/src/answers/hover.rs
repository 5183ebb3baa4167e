//! `textDocument/hover`.

use boundstone_model::RepoPath;
use boundstone_text::Position;
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use crate::markdown;
use crate::view::View;

pub(crate) fn answer(view: &View, path: &RepoPath, position: Position) -> Option<Hover> {
    let offset = view.offset(path, position)?;
    let hover = view.snapshot.hover(path, offset)?;
    let kind = match view.client.reads_markdown {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    let value = markdown::hover(view, &hover.content);
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Some(Hover { contents, range: Some(view.range(path, hover.range)) })
}
