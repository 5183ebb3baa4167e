//! What refers to the names of contracts: to boundaries, layers and owners, and to promised items in baselines.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{Boundary, ContractFile, GovernsTarget, Place, RepoPath, Spanned};

use super::super::contract_name::boundary_names;
use super::super::hover::{layer_place, owner_answer};
use crate::World;
use crate::change::Record;

/// Where contracts and records name a boundary, also as what holds a symbol.
pub(super) fn to_boundary(
    world: &World,
    boundary: &Boundary,
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    let is_it = |name: &str| {
        let named = world.boundaries.by_name(name);
        named.is_some_and(|named| named.path == boundary.path)
    };
    for (path, record) in world.records() {
        let place = |range| Place { path: path.clone(), range };
        match record {
            Record::Contract(contract) => {
                let names = boundary_names(contract).filter(|name| is_it(&name.value));
                places.extend(names.map(|name| place(name.range)));
                let accepted = accepted_symbols(contract).filter(|to| is_it(container(&to.value)));
                places.extend(accepted.map(|to| place(to.range)));
            }
            Record::Decision(file) if world.decisions.at(path).is_some() => {
                let governed = file.governs.iter().filter(|entry| match &entry.target {
                    GovernsTarget::Boundary(name) => is_it(name),
                    GovernsTarget::Symbol { container, .. } => is_it(container),
                    GovernsTarget::Paths { .. } => false,
                });
                places.extend(governed.map(|entry| place(entry.range)));
            }
            _ => {}
        }
    }
    if includes_itself {
        places.extend(boundary.because.iter().map(|because| because.place.clone()));
    }
}

/// The contracts whose boundaries are in a layer.
pub(super) fn to_layer(
    world: &World,
    layer: &Spanned<Arc<str>>,
    includes_itself: bool,
    places: &mut BTreeSet<Place>,
) {
    for (path, contract) in contracts(world) {
        let stated = contract.layer.as_ref().filter(|stated| stated.value == layer.value);
        places.extend(stated.map(|stated| Place { path: path.clone(), range: stated.range }));
    }
    places.extend(includes_itself.then(|| layer_place(layer)));
}

/// The rules of the forge's file and the contracts that name an owner.
pub(super) fn to_owner(world: &World, owner: &Arc<str>, places: &mut BTreeSet<Place>) {
    places.extend(owner_answer(world, owner).rules.into_iter().map(|(_, place, _)| place));
    for (path, contract) in contracts(world) {
        let owners = contract.owners.iter().flatten();
        let named = owners.filter(|it| it.value.eq_ignore_ascii_case(owner));
        places.extend(named.map(|it| Place { path: path.clone(), range: it.range }));
    }
}

/// The entries of baselines that accept a use of any of these symbols, `BOUNDARY#path`, and in contracts what serves
/// instead of another item.
pub(super) fn to_symbols(
    world: &World,
    symbols: &BTreeSet<Arc<str>>,
    places: &mut BTreeSet<Place>,
) {
    for (path, contract) in contracts(world) {
        let accepted = accepted_symbols(contract).filter(|to| is_of(world, symbols, &to.value));
        places.extend(accepted.map(|to| Place { path: path.clone(), range: to.range }));
        let own = path.parent().and_then(|folder| world.boundaries.in_folder(&folder));
        let entries = contract.interface.iter().flatten();
        let instead = entries.filter_map(|entry| entry.replacement.as_ref()).filter(|it| {
            let whole = own.map(|own| format!("{}#{}", own.name, it.value));
            symbols.contains(&it.value) || whole.is_some_and(|it| symbols.contains(it.as_str()))
        });
        places.extend(instead.map(|it| Place { path: path.clone(), range: it.range }));
    }
}

/// Whether a symbol is one of these, by whatever name of its boundary.
fn is_of(world: &World, symbols: &BTreeSet<Arc<str>>, to: &str) -> bool {
    let Some((name, inside)) = to.split_once('#') else { return false };
    let boundary = world.boundaries.by_name(name);
    boundary.is_some_and(|it| symbols.contains(format!("{}#{inside}", it.name).as_str()))
}

fn contracts(world: &World) -> impl Iterator<Item = (&RepoPath, &ContractFile)> {
    world.records().filter_map(|(path, record)| match record {
        Record::Contract(contract) => Some((path, contract.as_ref())),
        _ => None,
    })
}

fn accepted_symbols(contract: &ContractFile) -> impl Iterator<Item = &Spanned<Arc<str>>> {
    contract.accepted.iter().filter_map(|entry| entry.to.as_ref())
}

/// What stands before the `#` of a symbol.
fn container(symbol: &str) -> &str {
    symbol.split_once('#').map_or(symbol, |(container, _)| container)
}
