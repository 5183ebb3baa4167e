//! `textDocument/documentSymbol`: the outline of the files of ours.

use boundstone_model::{OutlineEntry, OutlineKind, RepoPath};
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri,
};

use crate::markdown;
use crate::view::View;

pub(crate) fn answer(view: &View, path: &RepoPath) -> Option<DocumentSymbolResponse> {
    let outline = view.snapshot.outline(path)?;
    if view.client.nests_symbols {
        let nested = outline.iter().filter_map(|entry| nested(view, path, entry)).collect();
        return Some(DocumentSymbolResponse::Nested(nested));
    }
    let mut all = Vec::new();
    flat(view, path, &view.uri(path)?, None, &outline, &mut all);
    Some(DocumentSymbolResponse::Flat(all))
}

/// `None` for a name of which nothing shows: editors refuse the whole outline for one.
fn nested(view: &View, path: &RepoPath, entry: &OutlineEntry) -> Option<DocumentSymbol> {
    let inside: Vec<_> = entry.inside.iter().filter_map(|it| nested(view, path, it)).collect();
    #[expect(deprecated, reason = "the type has no other way to be made")]
    let symbol = DocumentSymbol {
        name: markdown::words(&entry.name),
        detail: Some(markdown::words(&entry.detail)).filter(|detail| !detail.is_empty()),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: view.range(path, entry.range),
        selection_range: view.range(path, entry.name_range),
        children: Some(inside).filter(|inside| !inside.is_empty()),
    };
    Some(symbol).filter(|symbol| !symbol.name.is_empty())
}

/// For a client that nests nothing: each with the name of what it is in.
fn flat(
    view: &View,
    path: &RepoPath,
    uri: &Uri,
    around: Option<&str>,
    outline: &[OutlineEntry],
    all: &mut Vec<SymbolInformation>,
) {
    for entry in outline {
        let name = markdown::words(&entry.name);
        if name.is_empty() {
            continue;
        }
        #[expect(deprecated, reason = "the type has no other way to be made")]
        all.push(SymbolInformation {
            name,
            kind: kind(entry.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: view.range(path, entry.range) },
            container_name: around.map(markdown::words),
        });
        flat(view, path, uri, Some(&entry.name), &entry.inside, all);
    }
}

fn kind(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Key => SymbolKind::KEY,
        OutlineKind::Table => SymbolKind::MODULE,
        OutlineKind::Item => SymbolKind::INTERFACE,
        OutlineKind::Accepted => SymbolKind::EVENT,
    }
}
