//! The command `boundstone.context`: the context card of a file or a place in it, for what an extension
//! draws itself, such as a status bar or a tree. Places are the protocol's, so that they can be opened.

use boundstone_engine::query;
use boundstone_model::{Because, Card, Governing, OwnershipState, Place, RepoPath};
use boundstone_text::Position;
use serde::Serialize;
use tower_lsp::ls_types::{Location, Range};

use crate::view::View;

/// The answer; record 0028 has its shape.
#[derive(Serialize, Debug)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Context {
    path: String,
    symbol: Option<Symbol>,
    boundary: Option<Named>,
    ownership: Owned,
    contract: Option<Contract>,
    decisions: Vec<Decision>,
    /// False while the repository is still being read: there may be more.
    is_complete: bool,
}

#[derive(Serialize, Debug)]
struct Symbol {
    name: String,
    kind: &'static str,
    location: Option<Location>,
}

#[derive(Serialize, Debug)]
struct Named {
    name: String,
    location: Option<Location>,
}

#[derive(Serialize, Debug)]
struct Owned {
    state: &'static str,
    owners: Vec<String>,
    /// What decided, also when it says that nobody owns the file.
    location: Option<Location>,
}

#[derive(Serialize, Debug)]
struct Contract {
    stability: &'static str,
    location: Option<Location>,
}

#[derive(Serialize, Debug)]
#[serde(rename_all = "camelCase")]
struct Decision {
    name: String,
    title: String,
    status: &'static str,
    is_in_force: bool,
    how: Vec<&'static str>,
    location: Option<Location>,
}

/// The card of the innermost item around `position`, or of the file.
pub(crate) fn answer(view: &View, path: &RepoPath, position: Option<Position>) -> Context {
    let world = &view.snapshot.world;
    let of_item = || {
        let offset = view.offset(path, position?)?;
        query::card_of_item(world, path, query::symbol_around(world, path, offset)?)
    };
    let card = of_item().unwrap_or_else(|| query::card_of_file(world, path));
    Context {
        path: card.path.to_string(),
        symbol: card.symbol.as_ref().map(|symbol| Symbol {
            name: symbol.symbol.to_string(),
            kind: symbol.kind.name(),
            location: view.location(&symbol.place),
        }),
        boundary: card.boundary.as_ref().map(|boundary| Named {
            name: boundary.name.to_string(),
            location: boundary.because.first().and_then(|because| said(view, because)),
        }),
        ownership: owned(view, &card),
        contract: card.interface.as_ref().map(|answer| Contract {
            stability: answer.entry.stability.value.name(),
            location: said(view, &answer.because),
        }),
        decisions: card
            .decisions
            .chunk_by(|a, b| a.decision.path == b.decision.path)
            .filter_map(|said| decision(view, said))
            .collect(),
        is_complete: view.snapshot.is_complete,
    }
}

fn said(view: &View, because: &Because) -> Option<Location> {
    view.location(&because.place)
}

fn owned(view: &View, card: &Card) -> Owned {
    let ownership = &card.ownership;
    Owned {
        state: ownership.state.name(),
        owners: match ownership.state {
            OwnershipState::Owned => ownership.owners.iter().map(ToString::to_string).collect(),
            OwnershipState::DeliberatelyUnowned | OwnershipState::NoRule => Vec::new(),
        },
        location: ownership.because.first().and_then(|because| said(view, because)),
    }
}

/// One decision, with every way in which it comes to govern the place.
fn decision(view: &View, said: &[Governing]) -> Option<Decision> {
    let decision = &said.first()?.decision;
    let mut how: Vec<_> = said.iter().map(|governing| governing.how.name()).collect();
    how.dedup();
    let title = Place { path: decision.path.clone(), range: decision.title_range };
    Some(Decision {
        name: decision.display.to_string(),
        title: decision.title.to_string(),
        status: decision.status.name(),
        is_in_force: decision.is_in_force,
        how,
        location: view.location(&title).map(|it| Location { range: start(it.range), ..it }),
    })
}

/// The place to put a cursor: a decision opened whole would have its title selected.
fn start(range: Range) -> Range {
    Range { start: range.start, end: range.start }
}
