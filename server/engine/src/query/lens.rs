use boundstone_model::{
    Governing, InterfaceEntry, ItemNumber, Lens, LensAbout, LensTitle, Ownership, OwnershipState,
    RepoPath, Stability,
};
use boundstone_text::TextRange;

use super::card::{card_of_file, governing, interface};
use super::ownership;
use super::symbol::NamedItem;
use crate::World;
use crate::decisions::Meaning;

/// Where lenses stand in a file of a supported language: on its first line, and above each item that
/// a contract or a decision speaks of. What they say is computed by [`lens_title`].
pub fn lenses(world: &World, path: &RepoPath) -> Vec<Lens> {
    let Some(facts) = world.facts(path).filter(|facts| facts.language.is_code()) else {
        return Vec::new();
    };
    let mut lenses = Vec::new();
    if has_file_context(world, path) {
        lenses.push(Lens { range: TextRange::default(), about: LensAbout::File });
    }
    let mut items = world.claims.items_of(path);
    items.extend(facts.mentions.iter().filter_map(|mention| {
        let boundstone_model::Binding::Item(item) = mention.binding else { return None };
        matches!(world.decisions.meaning(path, mention), Meaning::One(_)).then_some(item)
    }));
    items.sort_unstable();
    items.dedup();
    let named = (0..).zip(facts.items()).filter(|(number, _)| items.binary_search(number).is_ok());
    lenses.extend(
        named.map(|(number, item)| Lens { range: item.name_range, about: LensAbout::Item(number) }),
    );
    lenses
}

fn has_file_context(world: &World, path: &RepoPath) -> bool {
    world.boundaries.at(path).is_some()
        || ownership(world, path).state != OwnershipState::NoRule
        || !governing(world, path, None).is_empty()
}

/// What a lens says; `None` when the item is gone or nothing is said of it any more.
pub fn lens_title(world: &World, path: &RepoPath, about: &LensAbout) -> Option<LensTitle> {
    match about {
        LensAbout::File => file_title(world, path),
        LensAbout::Item(number) => item_title(world, path, *number),
    }
}

const SEPARATOR: &str = " · ";

fn file_title(world: &World, path: &RepoPath) -> Option<LensTitle> {
    let card = card_of_file(world, path);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(card.boundary.iter().map(|boundary| boundary.name.to_string()));
    parts.extend(owners_in_words(&card.ownership));
    parts.extend(count_in_words(&card.decisions));
    title(parts, &card.decisions)
}

fn item_title(world: &World, path: &RepoPath, number: ItemNumber) -> Option<LensTitle> {
    let item = NamedItem::find(world, path, number)?;
    let mut decisions = governing(world, path, Some(&item));
    decisions.retain(|it| it.is_specific);
    let mut parts = Vec::new();
    if let Some(answer) = interface(world, &item) {
        parts.push(stability_in_words(&answer.entry));
    }
    let mut named: Vec<String> = Vec::new();
    for it in &decisions {
        let name = match it.decision.is_in_force {
            true => it.decision.display.to_string(),
            false => format!("{} ({})", it.decision.display, it.decision.status.name()),
        };
        if !named.contains(&name) {
            named.push(name);
        }
    }
    parts.extend(named);
    title(parts, &decisions)
}

fn title(parts: Vec<String>, decisions: &[Governing]) -> Option<LensTitle> {
    if parts.is_empty() {
        return None;
    }
    let mut summaries: Vec<_> = decisions.iter().map(|it| it.decision.clone()).collect();
    summaries.sort_by(|a, b| a.path.cmp(&b.path));
    summaries.dedup_by(|a, b| a.path == b.path);
    Some(LensTitle { text: parts.join(SEPARATOR), decisions: summaries })
}

/// The owners as a lens names them; `None` where there is nothing to say.
fn owners_in_words(ownership: &Ownership) -> Option<String> {
    const NAMED: usize = 3;
    match ownership.state {
        // Where nobody keeps ownership, its absence is no news.
        OwnershipState::NoRule => ownership.dialect.map(|_| "no owner".to_owned()),
        OwnershipState::DeliberatelyUnowned => Some("deliberately unowned".to_owned()),
        OwnershipState::Owned => {
            let named: Vec<&str> = ownership.owners.iter().take(NAMED).map(AsRef::as_ref).collect();
            let more = ownership.owners.len().saturating_sub(NAMED);
            let names = named.join(", ");
            Some(if more == 0 { names } else { format!("{names} and {more} more") })
        }
    }
}

fn count_in_words(decisions: &[Governing]) -> Option<String> {
    let mut paths: Vec<_> = decisions.iter().map(|it| &it.decision.path).collect();
    paths.sort();
    paths.dedup();
    match paths.len() {
        0 => None,
        1 => Some("1 decision".to_owned()),
        count => Some(format!("{count} decisions")),
    }
}

fn stability_in_words(entry: &InterfaceEntry) -> String {
    let stability = entry.stability.value;
    let since = entry.since.as_ref().map(|since| format!(" since {}", since.value));
    let replacement = entry
        .replacement
        .as_ref()
        .filter(|_| stability == Stability::Deprecated)
        .map(|use_| format!(", use {}", use_.value));
    format!("{}{}{}", stability.name(), since.unwrap_or_default(), replacement.unwrap_or_default())
}
