//! What a record can govern: paths, boundaries, and symbols of a boundary.

use boundstone_model::{Choice, ChoiceAbout};

use super::{Found, paths, symbols, value};
use crate::World;

const BOUNDARY: &str = "boundary:";

pub(super) fn governed(world: &World, found: &mut Found<'_>) {
    let typed = &found.slot.typed;
    if let Some((container, _)) = typed.split_once('#') {
        return symbols::symbols(world, container, found);
    }
    if !typed.starts_with(BOUNDARY) {
        paths::paths(world, found);
    }
    if !found.slot.typed.starts_with('!') {
        boundaries(world, found);
    }
}

/// Each boundary as `boundary:NAME`, and as what symbols begin with.
fn boundaries(world: &World, found: &mut Found<'_>) {
    let quotes = found.slot.quotes;
    let names = world.boundaries.all().iter().map(|boundary| &boundary.name);
    for name in names.clone() {
        let label = format!("{BOUNDARY}{name}");
        let text = value::written(&label, quotes);
        let filter = label.clone();
        if !found.add(Choice { label, filter, text, about: ChoiceAbout::Boundary }) {
            return;
        }
    }
    // Nobody looks for a symbol before something of its boundary is typed.
    for name in names.filter(|_| !found.slot.typed.is_empty()) {
        let label = format!("{name}#");
        let text = value::begun(&label, quotes);
        let filter = label.clone();
        if !found.add(Choice { label, filter, text, about: ChoiceAbout::Boundary }) {
            return;
        }
    }
}
