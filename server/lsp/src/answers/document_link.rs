//! `textDocument/documentLink`.

use std::str::FromStr;

use boundstone_engine::query;
use boundstone_model::{Place, RepoPath};
use boundstone_text::TextRange;
use tower_lsp::ls_types::{DocumentLink, Uri};

use crate::view::View;

pub(crate) fn answer(view: &View, path: &RepoPath) -> Vec<DocumentLink> {
    let link = |(range, place): (TextRange, Place)| {
        let target = view.uri_of_line(&place.path, view.line(&place));
        DocumentLink {
            range: view.range(path, range),
            target: Uri::from_str(&target).ok(),
            tooltip: view.client.shows_tooltips.then(|| place.path.to_string()),
            data: None,
        }
    };
    query::links(&view.snapshot.world, path).into_iter().map(link).collect()
}
