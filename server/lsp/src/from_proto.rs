//! The protocol's types to ours.

use std::path::PathBuf;

use boundstone_text::{Edit, Position};
use tower_lsp::ls_types::{self as lsp, Uri};

/// The path of a `file:` URI; `None` for `untitled:`, `git:`, `vscode-remote:` and the like, and for
/// files of other machines, which are no files of a repository.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    // Of another machine, a path would name a file of this one.
    let host = uri.authority().map_or("", |authority| authority.host());
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost") || cfg!(windows);
    (is_file && is_here)
        .then(|| uri.to_file_path().map(|path| path.into_owned()))
        .flatten()
        .filter(|path| path.is_absolute())
}

pub(crate) fn position(position: lsp::Position) -> Position {
    Position { line: position.line, column: position.character }
}

pub(crate) fn edit(change: lsp::TextDocumentContentChangeEvent) -> Edit {
    let range = change.range.map(|range| (position(range.start), position(range.end)));
    Edit { range, text: change.text }
}
