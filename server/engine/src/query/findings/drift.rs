//! Frozen items whose signature is no longer the one that their contract records.

use boundstone_model::{Place, Rule, Severity, Stability};

use super::{Findings, NewFinding};
use crate::query::card::interface;
use crate::query::promised_signature::is_recorded;
use crate::query::symbol::NamedItem;

pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    let items = world.claims.items_of(path);
    let named =
        items.into_iter().filter_map(|item| Some((item, NamedItem::find(world, path, item)?)));
    let promised = named.filter_map(|(item, named)| Some((item, interface(world, &named)?, named)));
    let mut recorded = promised.filter_map(|(item, answer, named)| {
        let is_frozen = answer.entry.stability.value == Stability::Frozen;
        let recorded = answer.entry.signature.clone().filter(|_| is_frozen)?;
        Some((item, answer, named, recorded))
    });
    let Some(first) = recorded.next() else { return };
    // Without a text there is nothing to compare; `check` counts the file.
    let Ok(signatures) = found.code.signatures(path) else { return };
    for (item, answer, named, recorded) in std::iter::once(first).chain(recorded) {
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
