use std::sync::Arc;

use boundstone_model::{
    Because, Binding, Decision, DecisionLink, Governed, GoverningHow, GovernsTarget, How, Place,
    RepoPath, Spanned,
};

use super::symbol::symbol;
use crate::World;
use crate::change::Record;
use crate::decisions::DecisionIndex;

/// Every decision, in path order, each with its links, what it governs and its mentions.
pub fn decisions(world: &World) -> Vec<Decision> {
    world.decisions.iter().filter_map(|(index, _)| decision(world, index)).collect()
}

/// The decisions that `name` means: a display id, a number, a slug, or a path.
pub fn decision_named(world: &World, name: &str) -> Vec<Decision> {
    let found = world.decisions.named(&RepoPath::root(), name);
    found.into_iter().filter_map(|index| decision(world, index)).collect()
}

/// The decision that the record at `path` is.
pub fn decision_at(world: &World, path: &RepoPath) -> Option<Decision> {
    decision(world, world.decisions.at(path)?)
}

pub(super) fn decision(world: &World, index: DecisionIndex) -> Option<Decision> {
    let mentions = world.mentions.of(&world.decisions, index, |path| world.facts(path));
    let mut governs = governed_by_front_matter(world, index);
    governs.extend(governed_by_contracts(world, index));
    governs.extend(
        mentions.iter().filter_map(|(path, mention)| governed_by_mention(world, path, *mention)),
    );
    let place = |(path, number): &(RepoPath, u32)| {
        let mention = world.facts(path)?.mentions().get(*number as usize)?;
        Some(Place { path: path.clone(), range: mention.range })
    };
    Some(Decision {
        summary: world.decisions.summary(index)?,
        links: links(world, index),
        governs,
        constraints: world.decisions.get(index)?.file.constraints.to_vec(),
        mentions: mentions.iter().filter_map(place).collect(),
    })
}

fn links(world: &World, index: DecisionIndex) -> Vec<DecisionLink> {
    let edges = world.decisions.edges(index).iter();
    let link = |edge: &crate::decisions::Edge| {
        let to = world.decisions.get(edge.to)?;
        Some(DecisionLink {
            id: to.file.id.clone(),
            path: to.path.clone(),
            kind: edge.kind,
            is_partial: edge.is_partial,
            is_derived: edge.is_derived,
        })
    };
    let mut links: Vec<_> = edges.filter_map(link).collect();
    links.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    links
}

fn governed_by_front_matter(world: &World, index: DecisionIndex) -> Vec<Governed> {
    let Some(record) = world.decisions.get(index) else { return Vec::new() };
    let governed = |entry: &boundstone_model::GovernsEntry| Governed {
        to: match &entry.target {
            GovernsTarget::Paths { .. } => "path",
            GovernsTarget::Boundary(_) => "boundary",
            GovernsTarget::Symbol { .. } => "symbol",
        },
        what: entry.text.clone(),
        how: GoverningHow::FrontMatter,
        because: Because::new(&record.path, entry.range, How::FrontMatter),
    };
    record.file.governs.iter().map(governed).collect()
}

fn governed_by_contracts(world: &World, index: DecisionIndex) -> Vec<Governed> {
    let mut governed = Vec::new();
    for (path, record) in world.records() {
        let Record::Contract(contract) = record else { continue };
        let boundary = path.parent().and_then(|folder| world.boundaries.in_folder(&folder));
        let Some(boundary) = boundary else { continue };
        let means = |name: &str| world.decisions.named(path, name).contains(&index);
        for name in contract.decisions.iter().filter(|name| means(&name.value)) {
            governed.push(Governed {
                to: "boundary",
                what: boundary.name.clone(),
                how: GoverningHow::Contract,
                because: Because::new(path, name.range, How::Contract),
            });
        }
        for entry in contract.interface.iter().flatten() {
            for name in entry.decisions.iter().filter(|name| means(&name.value)) {
                governed.push(Governed {
                    to: "symbol",
                    what: Arc::from(format!("{}#{}", boundary.name, entry.key.value)),
                    how: GoverningHow::Contract,
                    because: Because::new(path, name.range, How::Contract),
                });
            }
        }
    }
    governed
}

/// Whether a contract ties its boundary or an item of it to the decision.
pub(super) fn is_named_in_contract(world: &World, index: DecisionIndex) -> bool {
    let named = named_by_contracts(world, index);
    !named.boundaries.is_empty() || !named.entries.is_empty()
}

/// What contracts tie to a decision.
#[derive(Default)]
pub(super) struct NamedByContracts {
    /// The folders of boundaries.
    pub(super) boundaries: Vec<RepoPath>,
    /// Contracts, and the positions of their items.
    pub(super) entries: Vec<(RepoPath, usize)>,
}

pub(super) fn named_by_contracts(world: &World, index: DecisionIndex) -> NamedByContracts {
    let mut named = NamedByContracts::default();
    for (path, record) in world.records() {
        let Record::Contract(contract) = record else { continue };
        let means =
            |name: &Spanned<Arc<str>>| world.decisions.named(path, &name.value).contains(&index);
        if contract.decisions.iter().any(means) {
            named.boundaries.extend(path.parent());
        }
        let entries = contract.interface.iter().flatten().enumerate();
        let meant = entries.filter(|(_, entry)| entry.decisions.iter().any(means));
        named.entries.extend(meant.map(|(number, _)| (path.clone(), number)));
    }
    named
}

fn governed_by_mention(world: &World, path: &RepoPath, number: u32) -> Option<Governed> {
    let mention = world.facts(path)?.mentions().get(number as usize)?;
    let (to, what) = match mention.binding {
        Binding::Item(item) => ("symbol", symbol(world, path, item)?),
        Binding::File => ("path", Arc::from(path.as_str())),
        Binding::Nothing => return None,
    };
    let because = Because::new(path, mention.range, How::Mention);
    Some(Governed { to, what, how: GoverningHow::Mention, because })
}
