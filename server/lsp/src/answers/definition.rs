//! `textDocument/definition`.

use boundstone_engine::query;
use boundstone_model::RepoPath;
use boundstone_text::Position;
use tower_lsp::ls_types::GotoDefinitionResponse;

use crate::view::View;

pub(crate) fn answer(
    view: &View,
    path: &RepoPath,
    position: Position,
) -> Option<GotoDefinitionResponse> {
    let offset = view.offset(path, position)?;
    let places = query::definition(&view.snapshot.world, path, offset);
    let locations: Vec<_> = places.iter().filter_map(|place| view.location(place)).collect();
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}
