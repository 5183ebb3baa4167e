//! Traits that promised types have lost by an edit of the file that implemented them.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Item, ItemKind, ItemNumber, Language, RepoPath, Severity, SignatureChange,
};
use boundstone_text::TextRange;

use super::super::Findings;
use super::base::{Past, finding, was_promised};
use super::held::{Held, held_item};
use super::settled;
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::query::code::{CodeReader, CodeState};
use crate::query::lost_traits::{Before, Changed, LostTrait, OneFile, lost_traits};

/// Whether a file implements something in a boundary that promises, so that it may have implemented more.
pub(super) fn may_implement(world: &World, path: &RepoPath) -> bool {
    let Some(facts) = world.facts(path).filter(|it| it.language == Language::Rust) else {
        return false;
    };
    let Some(boundary) = world.boundaries.at(path) else { return false };
    let contract = boundary.path.join(CONTRACT_FILE).and_then(|it| world.record(&it));
    let is_promising = match contract {
        Some(Record::Contract(it)) => {
            it.interface.iter().flatten().any(|entry| entry.stability.value.is_promise())
        }
        _ => false,
    };
    let freezes =
        || world.decisions.iter().any(|(_, it)| it.file.governs.iter().any(|entry| entry.freezes));
    (is_promising || freezes()) && facts.items().any(|it| it.kind == ItemKind::Impl)
}

/// Gives the files on which it depends what is found. Of files that are held against the base.
pub(super) fn check(found: &mut Findings<'_>) -> BTreeSet<RepoPath> {
    let (world, code, path) = (found.world, found.code, found.path);
    let Past::Other { input, signatures } = Past::of(world, code, path) else {
        return BTreeSet::new();
    };
    let Some(facts) = input.source else { return BTreeSet::new() };
    let then = world.with_names_of(std::iter::once((path, &facts)));
    let this = OneFile { facts, signatures };
    let file = |other: &RepoPath| match other == path {
        true => Some(this.clone()),
        false => past_file(code, other),
    };
    let change = Changed {
        before: Before { world: &then, file: &file },
        now: CodeState { world, code },
        paths: [path, path],
    };
    let is_promised = |path: &RepoPath, item| held_item(world, path, item).is_some();
    let Some(mut lost) = lost_traits(&change, &is_promised) else { return BTreeSet::new() };
    lost.sort_by(|a, b| a.of.cmp(&b.of));
    for of_one in lost.chunk_by(|a, b| a.of == b.of) {
        tell(found, of_one);
    }
    // Any of these may bring what is missed, or settle it.
    let own = world.boundaries.at(path).map(|it| it.path.clone()).unwrap_or_else(RepoPath::root);
    let below = world.files_below(&own).map(|(path, _)| path);
    let decisions = world.decisions.iter().map(|(_, it)| &it.path);
    below.chain(decisions).cloned().collect()
}

fn past_file(code: &dyn CodeReader, path: &RepoPath) -> Option<OneFile> {
    let facts = code.past(path).ok().flatten()?.source?;
    let signatures = code.past_signatures(path).ok()?;
    Some(OneFile { facts: Arc::clone(&facts), signatures })
}

fn tell(found: &mut Findings<'_>, lost: &[LostTrait]) {
    let (world, code) = (found.world, found.code);
    let Some((path, item)) = lost.first().map(|it| &it.of) else { return };
    let Some(held) = held_item(world, path, *item) else { return };
    if was_promised(code, &held) != Ok(true) || is_settled(found, &held) {
        return;
    }
    let mut changes: Vec<SignatureChange> = lost.iter().map(|it| it.change.clone()).collect();
    changes.sort_by(|a, b| (b.class, a.confidence).cmp(&(a.class, b.confidence)));
    let severity = match changes.first().map(|it| it.class) {
        Some(ChangeClass::Breaking) if held.promise.is_frozen => Severity::Error,
        Some(ChangeClass::Breaking) => Severity::Warning,
        _ => Severity::Hint,
    };
    let now = lost.iter().find_map(|it| it.now);
    let range = place(world, (found.path, now), &held);
    let new = finding(found, &held, &changes, range).usually(severity);
    found.add(new);
}

/// At what is in the place of the `impl`; else at its type, or at another `impl` of that.
fn place(
    world: &World,
    (path, now): (&RepoPath, Option<ItemNumber>),
    held: &Held<'_>,
) -> TextRange {
    let Some(facts) = world.facts(path) else { return TextRange::empty(0) };
    let own = || (path == held.path).then_some(held.named.item.name_range);
    let of_type = |it: &Item<'_>| it.kind == ItemKind::Impl && it.name() == held.named.item.name();
    let other = || facts.items().find(of_type).map(|it| it.name_range);
    let now = now.and_then(|number| facts.item(number)).map(|it| it.name_range);
    now.or_else(own).or_else(other).unwrap_or(TextRange::empty(0))
}

/// Whether what comes with the same change allows it, where the type is or where it was implemented.
fn is_settled(found: &Findings<'_>, held: &Held<'_>) -> bool {
    let (world, code) = (found.world, found.code);
    settled::by_decision(world, code, held.path, &held.named)
        || settled::by_decision_on(world, code, found.path)
        || !held.promise.is_frozen && settled::by_version(world, code, held.path)
}
