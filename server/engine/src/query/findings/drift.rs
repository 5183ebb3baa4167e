//! Frozen items whose signature is no longer the one that their contract records.

use std::sync::Arc;

use boundstone_model::{
    InterfaceAnswer, ItemNumber, Place, RepoPath, Rule, Severity, Spanned, Stability,
};

use super::{Findings, NewFinding};
use crate::World;
use crate::query::card::interface;
use crate::query::code::CodeReader;
use crate::query::promised_signature::is_recorded;
use crate::query::symbol::NamedItem;

/// A frozen item, and what its contract records of it.
struct Frozen<'w> {
    item: ItemNumber,
    named: NamedItem<'w>,
    answer: InterfaceAnswer,
    recorded: Spanned<Arc<str>>,
}

fn frozen<'w>(world: &'w World, path: &'w RepoPath) -> impl Iterator<Item = Frozen<'w>> {
    let items = world.claims.items_of(path).into_iter();
    items.filter_map(move |item| {
        let named = NamedItem::find(world, path, item)?;
        let answer = interface(world, &named)?;
        let is_frozen = answer.entry.stability.value == Stability::Frozen;
        let recorded = answer.entry.signature.clone().filter(|_| is_frozen)?;
        Some(Frozen { item, named, answer, recorded })
    })
}

/// The frozen items of a file whose signature could not be compared, and why: for the list of what was not checked.
pub(super) fn not_compared(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
) -> Vec<(RepoPath, String)> {
    let mut frozen = frozen(world, path).peekable();
    if frozen.peek().is_none() {
        return Vec::new();
    }
    let signatures = code.signatures(path);
    let why = |it: &Frozen<'_>| match &signatures {
        Err(why) => Some(why.clone()),
        Ok(all) if all.of(it.item).is_none_or(|own| own.signature.is_none()) => {
            Some("its signature cannot be read".to_owned())
        }
        Ok(_) => None,
    };
    let said = |(it, why): (Frozen<'_>, String)| {
        (path.clone(), format!("the frozen {} was not compared: {why}", it.named.symbol))
    };
    frozen.filter_map(|it| why(&it).map(|why| (it, why))).map(said).collect()
}

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    let mut frozen = frozen(world, path).peekable();
    if frozen.peek().is_none() {
        return;
    }
    // What cannot be compared is counted by `not_compared`.
    let Ok(signatures) = found.code.signatures(path) else { return };
    for Frozen { item, named, answer, recorded } in frozen {
        let own = signatures.of(item).and_then(|own| own.signature.as_ref());
        let Some(now) = own.filter(|now| !is_recorded(&recorded.value, now)) else { continue };
        let since = answer.entry.since.as_ref().map(|since| format!(" since {}", since.value));
        let message = format!(
            "{} is frozen{} as `{}`, and is `{now}` now",
            named.symbol,
            since.unwrap_or_default(),
            recorded.value
        );
        let help = "Restore it; or change `sig` in the contract with the same change, and write down the \
                    decision that governs it";
        let place = Place { path: answer.because.place.path.clone(), range: recorded.range };
        let mut finding =
            NewFinding::new(Rule::ContractDrift, named.item.name_range, message, help)
                .about(named.symbol.clone())
                .related(place, "recorded here")
                .because(answer.because);
        if now.is_inferred {
            finding = finding.usually(Severity::Hint);
        }
        found.add(finding);
    }
}
