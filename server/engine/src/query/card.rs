use std::sync::Arc;

use boundstone_model::{
    Because, Binding, Boundary, Card, Governing, GoverningHow, How, InterfaceAnswer, ItemNumber,
    Place, RepoPath, Spanned, SymbolAnswer, Usage,
};

use rustc_hash::FxHashSet;

use super::body::named_in_bodies;
use super::freeze::promise_of;
use super::ownership;
use super::symbol::{NamedItem, symbol};
use super::usage::{dependents, usage};
use crate::World;
use crate::change::Record;
use crate::claims::Claim;

/// The card of a file as a whole.
pub fn card_of_file(world: &World, path: &RepoPath) -> Card {
    let card = card_of_place(world, path);
    let dependents = card.boundary.as_ref().map(|boundary| dependents(world, boundary));
    Card {
        decisions: with_bodies(world, path, None, governing(world, path, None)),
        dependents: dependents.unwrap_or_default(),
        ..card
    }
}

/// The card of a file, of a boundary by its folder, or of another folder.
pub(super) fn card_of_path(world: &World, path: &RepoPath) -> Card {
    match world.boundaries.in_folder(path) {
        Some(boundary) => card_of_boundary(world, boundary),
        None => card_of_file(world, path),
    }
}

/// What is the same for all that a file holds.
fn card_of_place(world: &World, path: &RepoPath) -> Card {
    Card {
        path: path.clone(),
        symbol: None,
        boundary: world.boundaries.at(path).cloned(),
        ownership: ownership(world, path),
        interface: None,
        decisions: Vec::new(),
        usage: Usage::default(),
        dependents: Vec::new(),
        reached: None,
        promised: None,
        range: None,
    }
}

/// The card of a boundary: what is said of its folder, and the owner of the file that makes it a
/// boundary. A rule such as `/crates/orders/` speaks of what lies in a folder, not of the folder.
pub fn card_of_boundary(world: &World, boundary: &Boundary) -> Card {
    let made_by = boundary.because.first().map_or(&boundary.path, |because| &because.place.path);
    Card {
        boundary: Some(boundary.clone()),
        ownership: ownership(world, made_by),
        ..card_of_file(world, &boundary.path)
    }
}

/// The card of one item; `None` when the file has no such item.
pub fn card_of_item(world: &World, path: &RepoPath, number: ItemNumber) -> Option<Card> {
    let item = NamedItem::find(world, path, number)?;
    let range = item.item.name_range;
    Some(Card {
        symbol: Some(SymbolAnswer {
            symbol: item.symbol.clone(),
            kind: item.item.kind,
            place: Place { path: path.clone(), range },
        }),
        interface: promise_of(world, path, number),
        decisions: with_bodies(world, path, Some(number), governing(world, path, Some(&item))),
        usage: usage(world, path, number),
        range: Some(range),
        ..card_of_place(world, path)
    })
}

/// The contract's entry for an item, or else for the type that it is a member of.
pub(super) fn interface(
    world: &World,
    path: &RepoPath,
    item: ItemNumber,
) -> Option<InterfaceAnswer> {
    own_interface(world, path, item).or_else(|| {
        let mut answer = stated(world, world.claims.of_owner(world, path, item)?)?;
        // That is the signature of the type.
        answer.entry.signature = None;
        Some(answer)
    })
}

/// The contract's entry that names an item: the exact key before a `*`.
pub(super) fn own_interface(
    world: &World,
    path: &RepoPath,
    item: ItemNumber,
) -> Option<InterfaceAnswer> {
    let own = world.claims.of_item(world, path, item).into_iter();
    let own = own.filter_map(|claim| stated(world, claim));
    own.min_by_key(|answer| answer.entry.key.value.ends_with('*'))
}

/// What a contract says by a claim; `None` for one of a decision.
fn stated(world: &World, claim: &Claim) -> Option<InterfaceAnswer> {
    let Record::Contract(contract) = world.record(&claim.by)? else { return None };
    let entry = contract.interface.as_ref()?.get(claim.entry)?;
    let because = Because::new(&claim.by, entry.key.range, How::Contract);
    Some(InterfaceAnswer::stated(entry, because))
}

/// The decisions that govern a file, or an item of it: those of the item first, then by path.
pub(super) fn governing(
    world: &World,
    path: &RepoPath,
    item: Option<&NamedItem>,
) -> Vec<Governing> {
    let mut all = Vec::new();
    if let Some(item) = item {
        by_claims(world, item, &mut all);
    }
    by_mentions(world, path, item, &mut all);
    by_globs(world, path, &mut all);
    by_boundary(world, path, &mut all);
    if all.len() < 2 {
        return all;
    }
    let specific: FxHashSet<RepoPath> =
        all.iter().filter(|it| it.is_specific).map(|it| it.decision.path.clone()).collect();
    // What is said of one decision stands together.
    all.sort_by_cached_key(|it| {
        let path = it.decision.path.clone();
        (!specific.contains(&path), path, !it.is_specific, it.how, it.because.clone())
    });
    all.dedup_by_key(|it| (it.decision.path.clone(), it.is_specific, it.how));
    all
}

/// Adds the decisions whose text names the place, and that do not govern it.
fn with_bodies(
    world: &World,
    path: &RepoPath,
    item: Option<ItemNumber>,
    mut all: Vec<Governing>,
) -> Vec<Governing> {
    let governing: FxHashSet<RepoPath> = all.iter().map(|it| it.decision.path.clone()).collect();
    let named = named_in_bodies(world, path, item).into_iter();
    all.extend(named.filter(|it| !governing.contains(&it.decision.path)));
    all
}

fn by_claims(world: &World, item: &NamedItem, all: &mut Vec<Governing>) {
    for claim in &item.claims {
        match world.record(&claim.by) {
            Some(Record::Contract(contract)) => {
                let entry = contract.interface.as_ref().and_then(|it| it.get(claim.entry));
                let Some(entry) = entry else { continue };
                named_in_contract(world, &claim.by, &entry.decisions, &entry.key.value, true, all);
            }
            Some(Record::Decision(file)) => {
                let Some(entry) = file.governs.get(claim.entry) else { continue };
                let index = world.decisions.at(&claim.by);
                let decision = index.and_then(|index| world.decisions.summary(index));
                all.extend(decision.map(|decision| Governing {
                    decision,
                    how: GoverningHow::FrontMatter,
                    what: entry.text.clone(),
                    is_specific: true,
                    clause: None,
                    because: Because::new(&claim.by, entry.range, How::FrontMatter),
                }));
            }
            _ => {}
        }
    }
}

/// Mentions bound to the file count for all of it; those bound to an item, for it and what it
/// contains.
fn by_mentions(world: &World, path: &RepoPath, item: Option<&NamedItem>, all: &mut Vec<Governing>) {
    let Some(facts) = world.facts(path) else { return };
    let enclosing = item.map(|item| item.enclosing.as_slice()).unwrap_or_default();
    // Outwards from the item itself.
    let distance = |bound| enclosing.iter().position(|(number, _)| *number == bound);
    for mention in facts.mentions() {
        let (what, is_specific) = match mention.binding {
            Binding::File => (Arc::from(path.as_str()), false),
            Binding::Item(bound) => match (distance(bound), item) {
                (Some(0), Some(item)) => (item.symbol.clone(), true),
                (Some(_), _) => (symbol(world, path, bound).unwrap_or_default(), false),
                (None, _) => continue,
            },
            Binding::Nothing => continue,
        };
        if let crate::decisions::Meaning::One(index) = world.decisions.meaning(path, mention) {
            all.extend(world.decisions.summary(index).map(|decision| Governing {
                decision,
                how: GoverningHow::Mention,
                what,
                is_specific,
                clause: mention.clause.as_deref().map(Arc::from),
                because: Because::new(path, mention.range, How::Mention),
            }));
        }
    }
}

fn by_globs(world: &World, path: &RepoPath, all: &mut Vec<Governing>) {
    for (index, entry) in world.governs.of(path) {
        let Some(record) = world.decisions.get(index) else { continue };
        let Some(entry) = record.file.governs.get(entry) else { continue };
        all.extend(world.decisions.summary(index).map(|decision| Governing {
            decision,
            how: GoverningHow::FrontMatter,
            what: entry.text.clone(),
            is_specific: false,
            clause: None,
            because: Because::new(&record.path, entry.range, How::FrontMatter),
        }));
    }
}

fn by_boundary(world: &World, path: &RepoPath, all: &mut Vec<Governing>) {
    let Some(boundary) = world.boundaries.at(path) else { return };
    for (index, entry) in world.governs.of_boundary(boundary) {
        let Some(record) = world.decisions.get(index) else { continue };
        let Some(entry) = record.file.governs.get(entry) else { continue };
        all.extend(world.decisions.summary(index).map(|decision| Governing {
            decision,
            how: GoverningHow::FrontMatter,
            what: boundary.name.clone(),
            is_specific: false,
            clause: None,
            because: Because::new(&record.path, entry.range, How::FrontMatter),
        }));
    }
    if !boundary.is_declared {
        return;
    }
    let Some(file) = boundary.path.join("boundary.toml") else { return };
    if let Some(Record::Contract(contract)) = world.record(&file) {
        named_in_contract(world, &file, &contract.decisions, &boundary.name, false, all);
    }
}

fn named_in_contract(
    world: &World,
    file: &RepoPath,
    names: &[Spanned<Arc<str>>],
    what: &Arc<str>,
    is_specific: bool,
    all: &mut Vec<Governing>,
) {
    for name in names {
        for index in world.decisions.named(file, &name.value) {
            all.extend(world.decisions.summary(index).map(|decision| Governing {
                decision,
                how: GoverningHow::Contract,
                what: what.clone(),
                is_specific,
                clause: None,
                because: Because::new(file, name.range, How::Contract),
            }));
        }
    }
}
