//! References to what is going away, and to what should be gone.

use boundstone_model::{Because, Date, How, ItemKind, Place, RepoPath, Rule, Spanned, Stability};
use rustc_hash::FxHashMap;

use super::super::{Findings, NewFinding};
use super::contract_of;
use super::offer::{Closeness, entry_for};
use super::usage::{Usage, Use};
use crate::World;
use crate::crossings::{FileId, TargetForm};

pub(super) fn check(found: &mut Findings<'_>, usage: &Usage<'_>) {
    let world = found.world;
    let own = contract_of(world, usage.from);
    let mut marked = Marked::default();
    for used in &usage.uses {
        if let Some((path, contract)) = own.as_ref().filter(|_| used.is_entry) {
            let entry = contract.uses.iter().flatten();
            let mut entry = entry.filter(|it| world.boundaries.may_mean(&it.name.value, used.to));
            if let Some(entry) = entry.next() {
                let ended = is_past(world, entry.until.as_ref());
                if ended || entry.deprecated.is_some() {
                    let by = entry.deprecated.as_ref().map(|it| format!(": {}", it.value));
                    let what = format!("the use of {}", used.to.name);
                    let help = format!("Do without {}{}", used.to.name, by.unwrap_or_default());
                    let going = Going { what, help, until: entry.until.as_ref(), ended };
                    let place = Place { path: path.clone(), range: entry.name.range };
                    found.add(going.finding(used, place, usage));
                }
            }
        }
        if used.row.is_likely || used.target.form != TargetForm::Item {
            continue;
        }
        if let Some((going, place)) = symbol(world, usage, used, &mut marked) {
            found.add(going.finding(used, place, usage));
        }
    }
}

/// What is said of something that is going away.
struct Going<'w> {
    what: String,
    help: String,
    until: Option<&'w Spanned<Date>>,
    /// Its last day is past.
    ended: bool,
}

impl Going<'_> {
    fn finding(self, used: &Use<'_>, place: Place, usage: &Usage<'_>) -> NewFinding {
        let (rule, message) = match (self.ended, self.until) {
            (true, Some(until)) => {
                let message = format!("{} ended on {}", self.what, until.value);
                (Rule::ContractExpired, message)
            }
            (_, Some(until)) => {
                let message = format!("{} is deprecated, until {}", self.what, until.value);
                (Rule::ContractDeprecatedUse, message)
            }
            (_, None) => (Rule::ContractDeprecatedUse, format!("{} is deprecated", self.what)),
        };
        let mut message = message;
        if let Some(first) = message.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let because = Because { place: place.clone(), how: How::Contract };
        NewFinding::new(rule, used.range, message, self.help)
            .related(place, "What says so")
            .because(because)
            .about(usage.full_symbol(used))
    }
}

/// What the contract says of the symbol, else what its source says.
fn symbol<'w>(
    world: &'w World,
    usage: &Usage<'_>,
    used: &Use<'w>,
    marked: &mut Marked,
) -> Option<(Going<'w>, Place)> {
    let named = contract_of(world, used.to).and_then(|(path, contract)| {
        let (entry, closeness) = entry_for(world, contract, used)?;
        (closeness >= Closeness::Level).then_some((path, entry))
    });
    if let Some((path, entry)) = named {
        if entry.stability.value != Stability::Deprecated {
            return None;
        }
        let ended = is_past(world, entry.until.as_ref());
        let help = match &entry.replacement {
            Some(replacement) => format!("Use `{}` instead", replacement.value),
            None => format!("{} says what serves instead, or its owner does", used.to.name),
        };
        let what = format!("`{}`", usage.symbol(used));
        let place = Place { path, range: entry.key.range };
        return Some((Going { what, help, until: entry.until.as_ref(), ended }, place));
    }
    let place = marked.deprecation(world, used)?;
    let what = format!("`{}`", usage.symbol(used));
    let help = "Use what its documentation names instead".to_owned();
    Some((Going { what, help, until: None, ended: false }, place))
}

/// Whether the last day is past.
pub(in crate::query::findings) fn is_past(world: &World, until: Option<&Spanned<Date>>) -> bool {
    until.zip(world.today).is_some_and(|(until, today)| today > until.value)
}

/// The items that are marked as deprecated in the files that were looked into, with their paths.
#[derive(Default)]
struct Marked(FxHashMap<FileId, Vec<(String, Place)>>);

impl Marked {
    /// Where the source says that an item is deprecated.
    fn deprecation(&mut self, world: &World, used: &Use<'_>) -> Option<Place> {
        let file = used.target.file;
        let path = world.crossings.files.path(file)?;
        let marked = self.0.entry(file).or_insert_with(|| deprecated_items(world, path));
        marked.iter().find(|(path, _)| *path == used.target.path).map(|(_, place)| place.clone())
    }
}

/// An item that has a twin without the mark, for another platform, is left out.
fn deprecated_items(world: &World, path: &RepoPath) -> Vec<(String, Place)> {
    let Some(facts) = world.facts(path) else { return Vec::new() };
    if facts.items().all(|item| !item.marks.is_deprecated) {
        return Vec::new();
    }
    let items = (0..).zip(facts.items()).filter(|(_, item)| item.kind != ItemKind::Impl);
    let (marked, others): (Vec<_>, Vec<_>) = items.partition(|(_, it)| it.marks.is_deprecated);
    let names: Vec<&str> = marked.iter().map(|(_, item)| item.name()).collect();
    let twins = others.iter().filter(|(_, item)| names.contains(&item.name()));
    let twins: Vec<String> = twins.map(|(number, _)| facts.path(*number)).collect();
    let place = |range| Place { path: path.clone(), range };
    let marked = marked.iter().map(|(number, it)| (facts.path(*number), place(it.name_range)));
    marked.filter(|(path, _)| !twins.contains(path)).collect()
}
