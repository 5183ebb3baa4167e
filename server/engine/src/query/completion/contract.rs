//! What can be written in a `boundary.toml`.

use std::collections::BTreeMap;

use boundstone_model::{
    Boundary, Choice, ChoiceAbout, ContractSlot, KeyChoice, RepoPath, Rule, Stability,
};

use super::super::code::CodeReader;
use super::super::crossings::crossings_of;
use super::{Found, decisions, interface, symbols, value};
use crate::World;

/// Each stability, the most common first.
const STABILITIES: [Stability; 5] = [
    Stability::Stable,
    Stability::Experimental,
    Stability::Frozen,
    Stability::Deprecated,
    Stability::Internal,
];

pub(super) fn choices(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    belongs: &ContractSlot,
    found: &mut Found<'_>,
) {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    let Some(own) = world.boundaries.in_folder(&folder) else { return };
    match belongs {
        ContractSlot::Key(choices) => keys(choices, found),
        ContractSlot::Layer => layers(world, found),
        ContractSlot::Boundary => boundaries(world, own, found),
        ContractSlot::Decision => decisions::in_contract(world, path, found),
        ContractSlot::InterfaceKey { has_value } => {
            interface::keys(world, code, own, *has_value, found);
        }
        ContractSlot::Item => interface::items(world, code, own, found),
        ContractSlot::Stability => stabilities(found),
        ContractSlot::Rule => rules(found),
        ContractSlot::File => files(world, own, found),
        ContractSlot::Symbol { file } => used_symbols(world, own, file.as_deref(), found),
    }
}

fn keys(choices: &[KeyChoice], found: &mut Found<'_>) {
    for choice in choices {
        found.add(Choice {
            label: choice.key.name.to_owned(),
            filter: choice.key.name.to_owned(),
            text: choice.text.to_string(),
            about: ChoiceAbout::Key(choice.key.purpose),
        });
    }
}

/// A choice that is written as a string.
fn named(name: &str, about: ChoiceAbout, found: &Found<'_>) -> Choice {
    let text = value::written(name, found.slot.quotes);
    Choice { label: name.to_owned(), filter: name.to_owned(), text, about }
}

fn layers(world: &World, found: &mut Found<'_>) {
    let layers = world.config.layers.as_deref().unwrap_or_default();
    for (rank, layer) in (1..).zip(layers) {
        let about = ChoiceAbout::Layer { rank, of: layers.len() };
        found.add(named(&layer.value, about, found));
    }
}

/// Every boundary but the own one.
fn boundaries(world: &World, own: &Boundary, found: &mut Found<'_>) {
    let others = world.boundaries.all().iter().filter(|it| it.path != own.path);
    for boundary in others {
        if !found.add(named(&boundary.name, ChoiceAbout::Boundary, found)) {
            return;
        }
    }
}

fn stabilities(found: &mut Found<'_>) {
    for stability in STABILITIES {
        found.add(named(stability.name(), ChoiceAbout::Word(stability.promise()), found));
    }
}

fn rules(found: &mut Found<'_>) {
    for rule in Rule::ALL {
        found.add(named(rule.id(), ChoiceAbout::Rule(*rule), found));
    }
}

/// The files of source of the boundary, as seen from its folder.
fn files(world: &World, own: &Boundary, found: &mut Found<'_>) {
    for (path, input) in world.files_below(&own.path) {
        let inside = path.strip_prefix(&own.path).filter(|_| input.source.is_some());
        // To ask whose a file is takes longer than to compare its name.
        let Some(inside) = inside.filter(|inside| found.takes(inside, inside)) else { continue };
        let is_own = world.boundaries.at(path).is_some_and(|it| it.path == own.path);
        if is_own && !found.add(named(inside, ChoiceAbout::File, found)) {
            return;
        }
    }
}

/// What the file that a finding is in uses of other boundaries; where no file is named, or it uses nothing, any
/// boundary and its symbols.
fn used_symbols(world: &World, own: &Boundary, file: Option<&str>, found: &mut Found<'_>) {
    let file = file.and_then(|file| own.path.join(file));
    let crossings = file.map(|file| crossings_of(world, &file)).unwrap_or_default();
    let mut symbols: BTreeMap<String, usize> = BTreeMap::new();
    for crossing in &crossings {
        let symbol = format!("{}#{}", crossing.to.boundary, crossing.to.symbol);
        *symbols.entry(symbol).or_default() += 1;
    }
    for (symbol, uses) in &symbols {
        if !found.add(named(symbol, ChoiceAbout::Used(*uses), found)) {
            return;
        }
    }
    if !symbols.is_empty() {
        return;
    }
    if let Some((container, _)) = found.slot.typed.split_once('#') {
        return symbols::symbols(world, container, found);
    }
    boundaries(world, own, found);
    // Nobody looks for a symbol before something of its boundary is typed.
    let others = world.boundaries.all().iter().filter(|it| it.path != own.path);
    for boundary in others.filter(|_| !found.slot.typed.is_empty()) {
        let label = format!("{}#", boundary.name);
        let text = value::begun(&label, found.slot.quotes);
        let filter = label.clone();
        if !found.add(Choice { label, filter, text, about: ChoiceAbout::Boundary }) {
            return;
        }
    }
}
