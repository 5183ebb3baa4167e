//! Items of which the contract says one thing, and the language another.

use boundstone_model::{Language, Marks, Place, Rule, Stability};

use super::super::crossing::Closeness;
use super::super::{Findings, NewFinding};
use super::Promised;

pub(super) fn check(found: &mut Findings<'_>, promised: &Promised<'_>) {
    for (number, item) in promised.visible().filter(|(_, item)| item.marks != Marks::default()) {
        let Some((entry, closeness)) = promised.entry(number) else { continue };
        let stated = entry.stability.value;
        let said = said(item.marks).filter(|said| !agree(stated, *said));
        let Some(said) = said.filter(|_| closeness >= Closeness::Level) else { continue };
        let path = promised.path(number);
        // For another platform it is what the contract says.
        let has_twin = promised.visible().any(|(twin, other)| {
            other.marks != item.marks && other.name() == item.name() && promised.path(twin) == path
        });
        if has_twin {
            continue;
        }
        let mark = mark(item.marks, said, promised.facts.language);
        let name = item.name();
        let message = format!(
            "{} says that `{name}` is {}, and {mark} here says {}",
            promised.boundary.name,
            stated.name(),
            said.name()
        );
        let help = format!(
            "The contract counts: take {mark} away, or write \"{}\" in {}",
            said.name(),
            promised.contract_path
        );
        let place = Place { path: promised.contract_path.clone(), range: entry.key.range };
        let about = format!("{}#{}", promised.boundary.name, promised.symbol(found.path, number));
        let finding = NewFinding::new(Rule::ContractDisagreement, item.name_range, message, help)
            .about(about.into())
            .related(place, format!("What {} says of it", promised.boundary.name));
        found.add(finding);
    }
}

/// What the marks of an item say; the one that warns most, where they are several.
pub(in crate::query) fn said(marks: Marks) -> Option<Stability> {
    let said = [
        (marks.is_deprecated, Stability::Deprecated),
        (marks.is_hidden, Stability::Internal),
        (marks.is_experimental, Stability::Experimental),
        (marks.is_stable, Stability::Stable),
    ];
    said.into_iter().find_map(|(is_said, stability)| is_said.then_some(stability))
}

/// Whether who reads the one is not misled by the other. What warns in both is harmless: what is deprecated may be
/// hidden as well, and what is internal may be anything that no other boundary hears of.
fn agree(stated: Stability, said: Stability) -> bool {
    match stated {
        Stability::Stable | Stability::Frozen => said == Stability::Stable,
        Stability::Experimental => matches!(said, Stability::Experimental | Stability::Internal),
        Stability::Internal | Stability::Deprecated => said != Stability::Stable,
    }
}

/// How the language says it.
fn mark(marks: Marks, said: Stability, language: Language) -> &'static str {
    match (said, language) {
        (Stability::Deprecated, Language::Rust) => "`#[deprecated]`",
        (Stability::Internal, Language::Rust) => "`#[doc(hidden)]`",
        (Stability::Deprecated, _) => "`@deprecated`",
        (Stability::Internal, _) => "`@internal`",
        (Stability::Stable, _) if marks.is_stable => "`@public`",
        _ => "its tag (`@alpha`, `@beta`, `@experimental`)",
    }
}
