mod promise;

use std::sync::Arc;

use boundstone_model::{
    BodyTarget, Boundary, Card, Decision, DecisionFile, Demand, GovernsTarget, Hover, HoverContent,
    ItemNumber, LayerAnswer, OwnerAnswer, Place, RepoPath, RuleAnswer, Spanned,
};
use boundstone_text::TextRange;

use super::body::body_reference_at;
use super::card::{card_of_boundary, card_of_item, card_of_path};
use super::code::CodeReader;
use super::contract_name::{Named, named_at};
use super::decision::decision;
use super::reached::{card_of_use, use_at};
use crate::World;
use crate::change::Record;
use crate::decisions::{DecisionIndex, Meaning};
use crate::forge::Forge;
use crate::world::CONFIG_FILE;

/// What stands at `offset` of a file; `None` where Boundstone has nothing to say: locals, items
/// without a contract, a decision or a use from another boundary, plain text.
pub fn hover(world: &World, code: &dyn CodeReader, path: &RepoPath, offset: u32) -> Option<Hover> {
    of_mention(world, path, offset)
        .or_else(|| of_record(world, code, path, offset))
        .or_else(|| of_item(world, path, offset))
        .or_else(|| of_use(world, path, offset))
}

/// The mention at `offset`, and what it means.
pub(super) fn mention_at(
    world: &World,
    path: &RepoPath,
    offset: u32,
) -> Option<(TextRange, Meaning)> {
    let mentions = world.facts(path)?.mentions();
    let mention = mentions.iter().find(|mention| mention.range.touches(offset))?;
    Some((mention.range, world.decisions.meaning(path, mention)))
}

fn of_mention(world: &World, path: &RepoPath, offset: u32) -> Option<Hover> {
    let (range, meaning) = mention_at(world, path, offset)?;
    let content = match meaning {
        Meaning::Nothing => return None,
        Meaning::Unknown { display, .. } => HoverContent::UnknownDecision(Arc::from(display)),
        Meaning::One(index) => HoverContent::Decisions(all(world, &[index])),
        Meaning::Several(indexes) => HoverContent::Decisions(all(world, &indexes)),
    };
    Some(Hover { range, content })
}

fn all(world: &World, indexes: &[DecisionIndex]) -> Vec<Decision> {
    indexes.iter().filter_map(|&index| decision(world, index)).collect()
}

fn of_item(world: &World, path: &RepoPath, offset: u32) -> Option<Hover> {
    let number: ItemNumber = world.facts(path)?.item_named_at(offset)?;
    let card = card_of_item(world, path, number)?;
    let is_spoken_of = card.interface.is_some() || !card.decisions.is_empty();
    let range = card.range.filter(|_| is_spoken_of || !card.usage.is_empty())?;
    Some(Hover { range, content: HoverContent::Card(Box::new(card)) })
}

/// Where code uses another boundary, the card of what it uses.
fn of_use(world: &World, path: &RepoPath, offset: u32) -> Option<Hover> {
    let used = use_at(world, path, offset)?;
    let card = card_of_use(world, &used)?;
    Some(Hover { range: used.range, content: HoverContent::Card(Box::new(card)) })
}

fn of_record(world: &World, code: &dyn CodeReader, path: &RepoPath, offset: u32) -> Option<Hover> {
    match world.record(path)? {
        Record::Contract(_) => of_contract(world, code, path, offset),
        Record::Ownership(_) => {
            let forge = world.forge.as_deref().filter(|forge| forge.path == *path)?;
            of_ownership(world, forge, offset)
        }
        Record::Decision(record) => of_decision(world, path, record, offset),
        _ => None,
    }
}

/// In a record: what it links to and what it says that it governs, who must review, and at its title itself.
fn of_decision(
    world: &World,
    path: &RepoPath,
    record: &DecisionFile,
    offset: u32,
) -> Option<Hover> {
    let of = |index, range| {
        Some(Hover { range, content: HoverContent::Decisions(all(world, &[index])) })
    };
    if let Some((range, index)) = super::definition::linked_decision_at(world, path, offset) {
        return of(index, range);
    }
    let index = world.decisions.at(path)?;
    let range = record.title.range;
    if !range.is_empty() && range.touches(offset) {
        return of(index, range);
    }
    let reviews = record.constraints.iter().filter(|it| it.demand == Demand::Review);
    if let Some(owner) = at(reviews.map(|review| &review.what), offset) {
        let content = HoverContent::Owner(owner_answer(world, &owner.value));
        return Some(Hover { range: owner.range, content });
    }
    let mut entries = record.governs.iter().enumerate();
    let Some((number, entry)) = entries.find(|(_, entry)| entry.range.touches(offset)) else {
        return of_body(world, path, offset);
    };
    let card = match &entry.target {
        GovernsTarget::Paths { .. } => return None,
        GovernsTarget::Boundary(name) => card_of_boundary(world, world.boundaries.by_name(name)?),
        GovernsTarget::Symbol { .. } => {
            let (file, item) = world.claims.meant(world, path, number).into_iter().next()?;
            card_of_item(world, &file, item)?
        }
    };
    Some(Hover { range: entry.range, content: HoverContent::Card(Box::new(card)) })
}

/// What the text of a record names.
fn of_body(world: &World, path: &RepoPath, offset: u32) -> Option<Hover> {
    let named = body_reference_at(world, path, offset)?;
    let content = match &named.to {
        BodyTarget::Path(to) => HoverContent::Card(Box::new(card_of_path(world, to))),
        BodyTarget::Symbol { path, item, .. } => {
            HoverContent::Card(Box::new(card_of_item(world, path, *item)?))
        }
        BodyTarget::GonePath | BodyTarget::GoneSymbol => HoverContent::Gone(named.text),
    };
    Some(Hover { range: named.place.range, content })
}

/// In a contract: what its names mean.
fn of_contract(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    offset: u32,
) -> Option<Hover> {
    let (range, named) = named_at(world, path, offset)?;
    let content = match named {
        Named::Owner(owner) => HoverContent::Owner(owner_answer(world, &owner)),
        Named::Decisions(name, found) if found.is_empty() => HoverContent::UnknownDecision(name),
        Named::Decisions(_, found) => HoverContent::Decisions(all(world, &found)),
        Named::Boundary(boundary) => card(card_of_boundary(world, boundary)),
        Named::Layer(layer) => HoverContent::Layer(layer_answer(world, layer)),
        Named::Rule(rule) => HoverContent::RuleOfOurs(rule),
        Named::File(file) => card(card_of_path(world, &file)),
        Named::Key(number) => promise::of_key(world, code, path, number)?,
        Named::Items(items) => {
            let (file, item) = items.into_iter().next()?;
            card(promise::by_public_path(world, code, card_of_item(world, &file, item)?))
        }
    };
    Some(Hover { range, content })
}

fn card(card: Card) -> HoverContent {
    HoverContent::Card(Box::new(card))
}

fn layer_answer(world: &World, layer: &Spanned<Arc<str>>) -> LayerAnswer {
    let layers = world.config.layers.as_deref().unwrap_or_default();
    let names = |layers: &[Spanned<Arc<str>>]| layers.iter().map(|it| it.value.clone()).collect();
    let rank = layers.iter().position(|it| it.value == layer.value).unwrap_or(layers.len());
    let boundaries = world.boundaries.all().iter();
    let of_it = boundaries.filter(|it| it.layer.as_ref() == Some(&layer.value));
    LayerAnswer {
        layer: layer.value.clone(),
        place: layer_place(layer),
        above: names(layers.get(..rank).unwrap_or_default()),
        below: names(layers.get(rank + 1..).unwrap_or_default()),
        boundaries: of_it.map(|it| it.name.clone()).collect(),
    }
}

/// Where the root file states a layer.
pub(super) fn layer_place(layer: &Spanned<Arc<str>>) -> Place {
    let path = RepoPath::root().join(CONFIG_FILE).unwrap_or_else(RepoPath::root);
    Place { path, range: layer.range }
}

fn at<'a>(
    mut names: impl Iterator<Item = &'a Spanned<Arc<str>>>,
    offset: u32,
) -> Option<&'a Spanned<Arc<str>>> {
    names.find(|name| name.range.touches(offset))
}

fn of_ownership(world: &World, forge: &Forge, offset: u32) -> Option<Hover> {
    let file = forge.file();
    let (number, rule) =
        file.rules.iter().enumerate().find(|(_, rule)| rule.range.touches(offset))?;
    // A default owner stands in its section's header, not in the rule's line.
    if let Some(owner) = rule.owners.iter().find(|owner| owner.range.touches(offset)) {
        let content = HoverContent::Owner(owner_answer(world, &owner.name));
        return Some(Hover { range: owner.range, content });
    }
    if !rule.text_range.touches(offset) {
        return None;
    }
    let usage = forge.matcher.usage(file, world.files().map(|(path, _)| path));
    let content = HoverContent::Rule(RuleAnswer {
        pattern: rule.text.clone(),
        owners: rule.owners.iter().map(|owner| owner.name.clone()).collect(),
        section: file.sections.get(rule.section as usize).and_then(|section| section.name.clone()),
        dialect: forge.dialect,
        dialect_why: forge.why.clone(),
        matched: usage.matched.get(number).copied().unwrap_or(0),
        won: usage.won.get(number).copied().unwrap_or(0),
    });
    Some(Hover { range: rule.text_range, content })
}

pub(super) fn owner_answer(world: &World, owner: &Arc<str>) -> OwnerAnswer {
    let forge = world.forge.as_deref();
    let rules = forge
        .into_iter()
        .flat_map(|forge| forge.file().rules.iter().map(move |rule| (forge, rule)));
    let named =
        rules.filter(|(_, rule)| rule.owners.iter().any(|it| it.name.eq_ignore_ascii_case(owner)));
    let rule = |(forge, rule): (&Forge, &boundstone_model::OwnershipRule)| {
        let place = Place { path: forge.path.clone(), range: rule.range };
        (rule.text.clone(), place, rule.line)
    };
    let is_owned = |boundary: &&Boundary| {
        let contract = world.boundaries.owner_of(&boundary.path);
        contract
            .is_some_and(|(_, owners)| owners.iter().any(|it| it.value.eq_ignore_ascii_case(owner)))
    };
    OwnerAnswer {
        owner: owner.clone(),
        rules: named.map(rule).collect(),
        boundaries: world
            .boundaries
            .all()
            .iter()
            .filter(is_owned)
            .map(|it| it.name.clone())
            .collect(),
    }
}
