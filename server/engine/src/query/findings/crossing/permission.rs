//! References that a contract or the layers forbid, or that nothing allows.

use boundstone_model::{Because, Boundary, ContractFile, How, Place, RepoPath, Rule, Spanned};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::contract_of;
use super::usage::{Usage, Use};
use crate::World;

pub(super) fn check(found: &mut Findings<'_>, usage: &Usage<'_>) {
    let world = found.world;
    let own = contract_of(world, usage.from);
    for used in usage.uses.iter().filter(|it| it.is_entry) {
        let by_own = own.as_ref().map(|(path, it)| not_in_uses(world, usage.from, used, path, it));
        let forbidden = match by_own.flatten() {
            Some(finding) => Some(finding),
            None => not_in_used_by(world, usage.from, used),
        };
        for finding in [forbidden, wrong_layer(world, usage.from, used)].into_iter().flatten() {
            found.add(finding.about(usage.full_symbol(used)));
        }
        let says_uses = own.as_ref().is_some_and(|(_, contract)| contract.uses.is_some());
        if !says_uses && world.severity(Rule::BoundaryUndeclared).is_some() {
            found.add(undeclared(usage.from, used).about(usage.full_symbol(used)));
        }
    }
}

fn not_in_uses(
    world: &World,
    from: &Boundary,
    used: &Use<'_>,
    path: &RepoPath,
    contract: &ContractFile,
) -> Option<NewFinding> {
    let uses = contract.uses.as_ref()?;
    if uses.iter().any(|it| world.boundaries.may_mean(&it.name.value, used.to)) {
        return None;
    }
    let range = uses.first().map_or(TextRange::default(), |it| it.name.range);
    let finding = NewFinding::new(
        Rule::BoundaryForbiddenUse,
        used.range,
        format!("{} may not use {}: its `uses` does not name it", from.name, used.to.name),
        format!("Do without it, or add \"{}\" to `uses` in {path}", used.to.name),
    );
    let place = Place { path: path.clone(), range };
    Some(finding.related(place, format!("What {} may use", from.name)).because(Because::new(
        path,
        range,
        How::Contract,
    )))
}

fn not_in_used_by(world: &World, from: &Boundary, used: &Use<'_>) -> Option<NewFinding> {
    let (path, contract) = contract_of(world, used.to)?;
    let used_by = contract.used_by.as_ref()?;
    if used_by.iter().any(|it| world.boundaries.may_mean(&it.value, from)) {
        return None;
    }
    let range = used_by.first().map_or(TextRange::default(), |it| it.range);
    let finding = NewFinding::new(
        Rule::BoundaryForbiddenUse,
        used.range,
        format!("{} may not use {}: its `used-by` does not name it", from.name, used.to.name),
        format!("Do without it, or add \"{}\" to `used-by` in {path}", from.name),
    );
    let because = Because::new(&path, range, How::Contract);
    let message = format!("Who may use {}", used.to.name);
    Some(finding.related(Place { path, range }, message).because(because))
}

/// A use of what lies in a higher layer.
fn wrong_layer(world: &World, from: &Boundary, used: &Use<'_>) -> Option<NewFinding> {
    let layers = world.config.layers.as_ref()?;
    let position = |boundary: &Boundary| {
        let layer = boundary.layer.as_ref()?;
        layers.iter().position(|it: &Spanned<_>| it.value == *layer)
    };
    let (own, other) = (position(from)?, position(used.to)?);
    if own <= other {
        return None;
    }
    let (low, high) = (layers.get(own)?, layers.get(other)?);
    let finding = NewFinding::new(
        Rule::BoundaryLayer,
        used.range,
        format!(
            "{} in layer `{}` may not use {} in layer `{}` above it",
            from.name, low.value, used.to.name, high.value
        ),
        "Turn the use around, or move what is needed to a layer below both",
    );
    let config = RepoPath::new(crate::world::CONFIG_FILE)?;
    let because = Because::new(&config, high.range, How::Contract);
    let place = Place { path: config, range: high.range };
    Some(finding.related(place, "The layers, from high to low").because(because))
}

fn undeclared(from: &Boundary, used: &Use<'_>) -> NewFinding {
    NewFinding::new(
        Rule::BoundaryUndeclared,
        used.range,
        format!("{} does not say that it uses {}", from.name, used.to.name),
        format!("Name what it may use in its boundary.toml: uses = [\"{}\"]", used.to.name),
    )
}
