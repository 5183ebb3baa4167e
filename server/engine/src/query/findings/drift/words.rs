//! How it is said that an item is no longer what it was at the base, and whom that touches.

use std::collections::BTreeSet;

use boundstone_model::{
    Because, ChangeClass, Crossing, FileFacts, Item, ItemKind, RepoPath, Rule, Severity,
    VersionPart,
};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::gone::{came, standing};
use super::held::{By, Held, Promise};
use crate::World;
use crate::claims::Gone;
use crate::query::boundary::{version, version_by};
use crate::query::crossings::uses;
use crate::query::ownership::ownership;
use crate::query::usage::{usage, usage_in_words};

/// Boundaries of which one use is shown.
const SHOWN: usize = 3;

/// `what`: `breaking change`; `promised`: how it is kept; `why`: what differs; `range`: where.
pub(super) fn of_change(
    found: &Findings<'_>,
    held: &Held<'_>,
    (what, promised, why): (&str, &str, &str),
    range: TextRange,
) -> NewFinding {
    let symbol = &held.named.symbol;
    let message = format!("{what} of {symbol}, {promised}: {why}");
    with_dependents(found.world, held, new(found, held, range, message))
}

/// A member of a level is gone, which its file had `before`: told where it still stands, or else at what it was a member of.
pub(super) fn of_removal(
    found: &Findings<'_>,
    held: &Held<'_>,
    (gone, before): (&Gone, &FileFacts),
) -> NewFinding {
    let world = found.world;
    let base = found.code.base().unwrap_or_default();
    let what = format!("{} change since {base}", ChangeClass::Breaking.name());
    let boundary = world.boundaries.at(held.path).map(|it| it.name.to_string());
    let level = (!gone.level.is_empty()).then(|| gone.level.clone());
    let subject: Vec<String> = boundary.into_iter().chain(level).collect();
    let (subject, member, promise) = (subject.join("#"), &gone.name, held.promise.in_words());
    let message =
        format!("{what} of {subject}, {promise}: `{member}` is gone, or not public any more");
    let separator = world.facts(held.path).map_or("::", |it| it.language.separator());
    let in_level = if gone.level.is_empty() { "#" } else { separator };
    let symbol = format!("{subject}{in_level}{member}");
    let finding = new(found, held, place_of(world, held.path, (gone, before)), message);
    let finding = finding.about(symbol.as_str().into()).by_files();
    if held.promise.is_frozen { finding } else { finding.usually(Severity::Warning) }
}

/// Where it stands still; where its type does, or one of the impls of that; or what came in its place, or the start of the file.
fn place_of(world: &World, path: &RepoPath, (gone, before): (&Gone, &FileFacts)) -> TextRange {
    let nowhere = TextRange::empty(0);
    let (owner, Some(facts)) = (gone.level_name(), world.facts(path)) else { return nowhere };
    let then: Vec<Item<'_>> = before.items().collect();
    let named = (0..).zip(&then).filter(|(_, it)| it.name() == gone.name);
    // What stands in no item is of the level that the file is.
    let was = named.filter_map(|(number, it)| {
        let around = it.parent.and_then(|it| then.get(it as usize));
        let is_in = around.is_some_and(|it| it.name() == owner);
        (is_in || around.is_none()).then_some((!is_in, number))
    });
    let was = was.min().map(|(_, number)| number);
    let of_type = || {
        let is_part = |kind| {
            use ItemKind::{Field, Method, Property, Variant};
            matches!(kind, Field | Method | Property | Variant)
        };
        let named = facts.items().filter(|it| it.name() == owner && !is_part(it.kind));
        named.min_by_key(|it| it.kind == ItemKind::Impl).map(|it| it.name_range)
    };
    let stands = was.and_then(|it| standing(before, it, facts)).or_else(of_type);
    stands.or_else(|| came(before, was?, facts)).unwrap_or(nowhere)
}

fn new(found: &Findings<'_>, held: &Held<'_>, range: TextRange, message: String) -> NewFinding {
    let Promise { is_frozen, because, .. } = &held.promise;
    let is_decided = matches!(held.promise.by, By::Decision { .. });
    let finding = promised(found, held.path, (*is_frozen, is_decided, because), range, message);
    // A frozen item is held to its text.
    if *is_frozen { finding } else { finding.by_files() }
}

/// `promise`: whether it is a frozen one, whether a decision made it, and where.
pub(super) fn promised(
    found: &Findings<'_>,
    path: &RepoPath,
    (is_frozen, is_decided, because): (bool, bool, &Because),
    range: TextRange,
    message: String,
) -> NewFinding {
    let help = match (is_decided, is_frozen) {
        (true, _) => {
            "Restore it, or write down with the same change that it was decided: in this record, or in another \
             that governs the item"
                .to_owned()
        }
        (false, true) => {
            "Restore it, or write down the decision that governs it with the same change; \
             `boundstone contract lock` records what is promised"
                .to_owned()
        }
        (false, false) => format!(
            "Restore it, or keep the old form beside the new one. What settles it in the same change: {}, or a \
             decision that governs the item",
            settling_version(found, path)
        ),
    };
    let finding = NewFinding::new(Rule::ContractDrift, range, message, help)
        .related(because.place.clone(), "promised here")
        .because(because.clone());
    if is_frozen { finding.until_decided() } else { finding }
}

/// The version that may break the users of the package of a file: `version 0.15.0 of tonic`.
pub(super) fn settling_version(found: &Findings<'_>, path: &RepoPath) -> String {
    let usual = || "a major version".to_owned();
    let Some(boundary) = found.world.boundaries.at(path) else { return usual() };
    let then = |path: &RepoPath| found.code.past(path).ok().flatten()?.record().cloned();
    let before = version_by(&boundary.path, &then);
    let Some(before) = before.or_else(|| version(found.world, &boundary.path)) else {
        return usual();
    };
    let part = VersionPart::to_raise(ChangeClass::Breaking, Some(&before));
    let next = part.raised(&before).map(|next| format!("version {next} of {}", boundary.name));
    next.unwrap_or_else(usual)
}

/// Says how often the item is used and who owns that code, and shows one use by each of the first boundaries.
pub(super) fn with_dependents(
    world: &World,
    held: &Held<'_>,
    mut finding: NewFinding,
) -> NewFinding {
    let shown = shown_uses(world, held);
    let owners = |used: &Crossing| -> Vec<String> {
        let owners = ownership(world, &used.place.path).owners;
        owners.iter().map(|owner| owner.to_string()).collect()
    };
    if let Some(words) = usage_in_words(&usage(world, held.path, held.item)) {
        let more = (words.unnamed > 0).then(|| format!("{} more", words.unnamed));
        let named = words.named.iter().map(|it| it.to_string()).chain(more);
        let named = named.collect::<Vec<_>>().join(", ");
        let owners: BTreeSet<String> = shown.iter().flat_map(owners).collect();
        let whose = owned_by(&Vec::from_iter(owners));
        finding.message.push_str(&format!("; {} ({named}){whose}", words.used));
    }
    shown.into_iter().fold(finding.about(held.named.symbol.clone()), |finding, used| {
        let whose = owned_by(&owners(&used));
        finding.related(used.place, format!("used by {}{whose}", used.from))
    })
}

/// One by each boundary; code that is shipped before tests, what is sure before what is likely.
fn shown_uses(world: &World, held: &Held<'_>) -> Vec<Crossing> {
    let mut uses = uses(world, held.path, held.item).of_item;
    let order = |it: &Crossing| (it.is_test, it.from.clone(), it.is_likely, it.place.clone());
    uses.sort_by_cached_key(order);
    let mut known = BTreeSet::new();
    uses.retain(|it| known.insert(it.from.clone()));
    uses.truncate(SHOWN);
    uses
}

fn owned_by(owners: &[String]) -> String {
    if owners.is_empty() { String::new() } else { format!(", owned by {}", owners.join(" ")) }
}
