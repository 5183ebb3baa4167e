use boundstone_model::{
    DecisionReach, FileFacts, Governing, InterfaceAnswer, Item, ItemNumber, Lens, LensAbout,
    LensTitle, Ownership, OwnershipState, RepoPath, Stability, names_to,
};
use boundstone_text::TextRange;
use rustc_hash::FxHashSet;

use super::card::governing;
use super::code::CodeReader;
use super::freeze::promise_of;
use super::governed::decision_reach;
use super::ownership;
use super::symbol::NamedItem;
use super::usage::{dependents, dependents_in_short, usage, usage_in_short};
use crate::World;
use crate::decisions::Meaning;

/// Where lenses stand in a file of a supported language: on its first line, and above each item that
/// a contract or a decision speaks of, or that other boundaries use. What they say is computed by
/// [`lens_title`]. In a record: at its title.
pub fn lenses(world: &World, path: &RepoPath) -> Vec<Lens> {
    if let Some(index) = world.decisions.at(path) {
        let range = world.decisions.get(index).map(|record| record.file.title.range);
        let lens = |range| Lens { range, about: LensAbout::Decision };
        return range.into_iter().map(lens).collect();
    }
    let Some(facts) = world.facts(path).filter(|facts| facts.language.is_code()) else {
        return Vec::new();
    };
    let mut lenses = Vec::new();
    let mut push = |range, about| lenses.push(Lens { range, about });
    if has_file_context(world, path) {
        push(TextRange::default(), LensAbout::File);
    }
    if has_dependents(world, path) {
        push(TextRange::default(), LensAbout::Dependents);
    }
    let items: Vec<Item<'_>> = facts.items().collect();
    let spoken_of = spoken_of(world, path, facts);
    let used = used(world, path, facts, &items);
    for (number, item) in (0..).zip(&items) {
        if spoken_of.binary_search(&number).is_ok() {
            push(item.name_range, LensAbout::Item(number));
        }
        if used.binary_search(&number).is_ok() {
            push(item.name_range, LensAbout::Uses(number));
        }
    }
    lenses
}

/// The items that a contract or a decision speaks of.
fn spoken_of(world: &World, path: &RepoPath, facts: &FileFacts) -> Vec<ItemNumber> {
    let mut items = world.claims.items_of(world, path);
    items.extend(facts.mentions().iter().filter_map(|mention| {
        let boundstone_model::Binding::Item(item) = mention.binding else { return None };
        matches!(world.decisions.meaning(path, mention), Meaning::One(_)).then_some(item)
    }));
    items.sort_unstable();
    items.dedup();
    items
}

/// The items that other boundaries use. Of several with one path, as of a function and its overloads, the
/// first: they are counted together.
fn used(world: &World, path: &RepoPath, facts: &FileFacts, items: &[Item<'_>]) -> Vec<ItemNumber> {
    let Some(file) = world.crossings.files.number(path) else { return Vec::new() };
    let mut paths = world.crossings.used_in(file);
    let separator = facts.language.separator();
    let last = |path: &String| path.rsplit(separator).next().unwrap_or(path).to_owned();
    let names: FxHashSet<String> = paths.iter().map(last).collect();
    let is_used = |(number, item): &(ItemNumber, &Item<'_>)| {
        item.kind.is_symbol()
            && names.contains(item.name())
            && paths.remove(&names_to(items, *number).join(separator))
    };
    (0..).zip(items).filter(is_used).map(|(number, _)| number).collect()
}

fn has_dependents(world: &World, path: &RepoPath) -> bool {
    let Some(boundary) = world.boundaries.at(path) else { return false };
    world.crossings.edges().any(|((_, to), _)| *to == boundary.path)
}

fn has_file_context(world: &World, path: &RepoPath) -> bool {
    world.boundaries.at(path).is_some()
        || ownership(world, path).state != OwnershipState::NoRule
        || !governing(world, path, None).is_empty()
}

/// What a lens says; `None` when the item is gone or nothing is said of it any more.
pub fn lens_title(
    world: &World,
    code: &dyn CodeReader,
    path: &RepoPath,
    about: &LensAbout,
) -> Option<LensTitle> {
    match about {
        LensAbout::Decision => {
            decision_reach(world, code, path).map(|it| plain(reach_in_words(&it)))
        }
        LensAbout::File => file_title(world, path),
        LensAbout::Item(number) => item_title(world, path, *number),
        LensAbout::Dependents => {
            let dependents = dependents(world, world.boundaries.at(path)?);
            dependents_in_short(&dependents).map(plain)
        }
        LensAbout::Uses(number) => usage_in_short(&usage(world, path, *number)).map(plain),
    }
}

fn plain(text: String) -> LensTitle {
    LensTitle { text, decisions: Vec::new() }
}

/// `governs 41 files, 3 symbols · mentioned 12 times · 2 violations`
fn reach_in_words(reach: &DecisionReach) -> String {
    let counted = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let governs = [(reach.files, "file"), (reach.symbols, "symbol")];
    let governs = governs.into_iter().filter(|(count, _)| *count > 0);
    let governs: Vec<String> = governs.map(|(count, noun)| counted(count, noun)).collect();
    let governs = match governs.is_empty() {
        true => "governs nothing by declaration".to_owned(),
        false => format!("governs {}", governs.join(", ")),
    };
    let mentions = match reach.mentions {
        0 => "not mentioned".to_owned(),
        count => format!("mentioned {}", counted(count, "time")),
    };
    let violations = match reach.violations {
        _ if !reach.is_searched => Some("violations not counted".to_owned()),
        Some(count) => Some(counted(count, "violation")),
        None => None,
    };
    let not_looked_into = match reach.not_looked_into {
        0 => None,
        count => Some(format!("{} not looked into", counted(count, "file"))),
    };
    let parts = [governs, mentions].into_iter().chain(violations).chain(not_looked_into);
    let parts: Vec<String> = parts.collect();
    parts.join(SEPARATOR)
}

const SEPARATOR: &str = " · ";

fn file_title(world: &World, path: &RepoPath) -> Option<LensTitle> {
    let decisions = governing(world, path, None);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(world.boundaries.at(path).map(|boundary| boundary.name.to_string()));
    parts.extend(owners_in_words(&ownership(world, path)));
    parts.extend(count_in_words(&decisions));
    title(parts, &decisions)
}

fn item_title(world: &World, path: &RepoPath, number: ItemNumber) -> Option<LensTitle> {
    let item = NamedItem::find(world, path, number)?;
    let mut decisions = governing(world, path, Some(&item));
    decisions.retain(|it| it.is_specific);
    let mut parts = Vec::new();
    if let Some(answer) = promise_of(world, path, number) {
        parts.push(promise_in_words(&answer));
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

fn promise_in_words(answer: &InterfaceAnswer) -> String {
    let entry = &answer.entry;
    let replacement = entry
        .replacement
        .as_ref()
        .filter(|_| entry.stability.value == Stability::Deprecated)
        .map(|use_| format!(", use {}", use_.value));
    answer.stability_in_words() + &replacement.unwrap_or_default()
}
