//! The command `boundstone.showCrossings`: where other boundaries use an item, or the boundary of a file,
//! for an editor's view of references. Record 0033 has its shape.

use boundstone_engine::query;
use boundstone_model::{Place, RepoPath};
use boundstone_text::Position;
use serde::Serialize;
use tower_lsp::ls_types::{self as lsp, Location};

use crate::view::View;

/// The answer.
#[derive(Serialize, Debug)]
pub(crate) struct Crossings {
    pub(crate) locations: Vec<Location>,
    /// What each place is called where a user chooses among them: `crates/orders/src/checkout.rs:1`.
    #[serde(skip)]
    pub(crate) names: Vec<String>,
}

/// The crossings into the item whose name stands at `position`. Without a position, one place in each file
/// that uses the file's boundary from outside.
pub(crate) fn answer(view: &View, path: &RepoPath, position: Option<Position>) -> Crossings {
    let world = &view.snapshot.world;
    let of_item = |position| {
        let offset = view.offset(path, position)?;
        let item = world.facts(path)?.item_named_at(offset)?;
        Some(query::crossings_into_item(world, path, item))
    };
    let of_boundary = || {
        let boundary = query::boundary(world, path)?;
        Some(query::crossings_into_boundary(world, boundary))
    };
    let places = position.map_or_else(of_boundary, of_item).unwrap_or_default();
    let name = |place: &Place| format!("{}:{}", place.path, view.line(place));
    let found = places.iter().filter_map(|place| Some((view.location(place)?, name(place))));
    let (locations, names) = found.unzip();
    Crossings { locations, names }
}

/// The argument with which a lens asks.
pub(crate) fn question(uri: &lsp::Uri, position: Option<lsp::Position>) -> serde_json::Value {
    serde_json::json!({ "uri": uri, "position": position })
}
