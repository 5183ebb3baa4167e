//! `workspace/symbol`: boundaries and decisions.

use boundstone_engine::query;
use tower_lsp::ls_types::WorkspaceSymbol;

use crate::to_proto;
use crate::view::View;

pub(crate) fn answer(view: &View, text: &str) -> Vec<WorkspaceSymbol> {
    let found = query::named_places(&view.snapshot.world, text);
    found.iter().filter_map(|named| to_proto::symbol(view, named)).collect()
}
