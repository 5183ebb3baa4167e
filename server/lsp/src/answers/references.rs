//! `textDocument/references`.

use boundstone_engine::query;
use boundstone_model::RepoPath;
use boundstone_text::Position;
use tower_lsp::ls_types::Location;

use crate::view::View;

pub(crate) fn answer(
    view: &View,
    path: &RepoPath,
    position: Position,
    includes_itself: bool,
) -> Option<Vec<Location>> {
    let offset = view.offset(path, position)?;
    let places = query::references(&view.snapshot.world, path, offset, includes_itself);
    let locations: Vec<_> = places.iter().filter_map(|place| view.location(place)).collect();
    (!locations.is_empty()).then_some(locations)
}
