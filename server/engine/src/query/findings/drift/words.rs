//! How it is said that an item is no longer what it was at the base, and whom that touches.

use boundstone_model::{ChangeClass, ItemKind, Place, RepoPath, Rule, Severity, VersionPart};
use boundstone_text::TextRange;

use super::super::{Findings, NewFinding};
use super::held::{By, Held};
use crate::World;
use crate::claims::Gone;
use crate::query::boundary::{version, version_by};
use crate::query::crossings::uses;
use crate::query::ownership::ownership;
use crate::query::usage::{usage, usage_in_words};

/// Boundaries of which one use is shown.
const SHOWN: usize = 3;

/// `what`: `breaking change`; `promised`: how it is kept; `why`: what differs.
pub(super) fn of_change(
    found: &Findings<'_>,
    held: &Held<'_>,
    what: &str,
    promised: &str,
    why: &str,
) -> NewFinding {
    let (world, symbol) = (found.world, &held.named.symbol);
    let mut message = format!("{what} of {symbol}, {promised}: {why}");
    let usage = usage_in_words(&usage(world, held.path, held.item));
    if let Some(words) = usage {
        let more = (words.unnamed > 0).then(|| format!("{} more", words.unnamed));
        let named = words.named.iter().map(|it| it.to_string()).chain(more);
        let named = named.collect::<Vec<_>>().join(", ");
        message.push_str(&format!("; {} ({named})", words.used));
    }
    let finding = new(found, held, held.named.item.name_range, message).about(symbol.clone());
    with_dependents(world, held, finding)
}

/// A member of a level is gone: told at what it was a member of.
pub(super) fn of_removal(found: &Findings<'_>, held: &Held<'_>, gone: &Gone) -> NewFinding {
    let world = found.world;
    let base = found.code.base().unwrap_or_default();
    let name = gone.level.rsplit([':', '.']).next().unwrap_or(&gone.level);
    let place = place_of_level(world, held.path, name).unwrap_or(held.named.item.name_range);
    let what = format!("{} change since {base}", ChangeClass::Breaking.name());
    let boundary = world.boundaries.at(held.path).map(|it| format!("{}#", it.name));
    let (level, member, promise) = (&gone.level, &gone.name, held.promise.in_words());
    let message = format!(
        "{what} of {}{level}, {promise}: `{member}` is gone, or not public any more",
        boundary.unwrap_or_default()
    );
    let finding = new(found, held, place, message);
    if held.promise.is_frozen { finding } else { finding.usually(Severity::Warning) }
}

/// Where the name of a type stands, or that of one of its impls.
fn place_of_level(world: &World, path: &RepoPath, name: &str) -> Option<TextRange> {
    let named = world.facts(path)?.items().filter(|item| item.name() == name);
    let first = named.min_by_key(|item| item.kind == ItemKind::Impl)?;
    Some(first.name_range)
}

fn new(found: &Findings<'_>, held: &Held<'_>, range: TextRange, message: String) -> NewFinding {
    let promise = &held.promise;
    let help = match (&promise.by, promise.is_frozen) {
        (By::Contract { .. }, false) => format!(
            "Restore it, or keep the old form beside the new one. What settles it in the same change: {}, or a \
             decision that governs the item",
            settling_version(found, held.path)
        ),
        (By::Contract { .. }, true) => {
            "Restore it, or write down the decision that governs it with the same change; \
             `boundstone contract lock` records what is promised"
                .to_owned()
        }
        (By::Decision { .. }, _) => {
            "Restore it, or write down with the same change that it was decided: in this record, or in another \
             that governs the item"
                .to_owned()
        }
    };
    let because = promise.because.clone();
    let finding = NewFinding::new(Rule::ContractDrift, range, message, help)
        .related(because.place.clone(), "promised here")
        .because(because);
    if promise.is_frozen { finding.until_decided() } else { finding }
}

/// The version that may break the users of the package of a file: `version 0.15.0 of tonic`.
fn settling_version(found: &Findings<'_>, path: &RepoPath) -> String {
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

/// Shows one use by each of the first boundaries, with whom to ask there.
fn with_dependents(world: &World, held: &Held<'_>, finding: NewFinding) -> NewFinding {
    let mut uses = uses(world, held.path, held.item).of_item;
    // Code that is shipped before its tests, what is sure before what is likely.
    uses.sort_by(|a, b| {
        (&a.from, a.is_test, a.is_likely, &a.place).cmp(&(
            &b.from,
            b.is_test,
            b.is_likely,
            &b.place,
        ))
    });
    uses.dedup_by(|other, first| other.from == first.from);
    uses.into_iter().take(SHOWN).fold(finding, |finding, used| {
        let owners = ownership(world, &used.place.path).owners;
        let owners: Vec<String> = owners.iter().map(|owner| owner.to_string()).collect();
        let whose = match owners.as_slice() {
            [] => String::new(),
            owners => format!(", owned by {}", owners.join(" ")),
        };
        let Place { path, range } = used.place;
        finding.related(Place { path, range }, format!("used by {}{whose}", used.from))
    })
}
