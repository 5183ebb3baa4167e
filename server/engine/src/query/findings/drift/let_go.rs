//! Stable items that a contract lets go of with the change that breaks them.

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, ContractFile, InterfaceEntry, ItemNumber, RepoPath, Rule, Severity, Stability,
};
use boundstone_text::TextRange;

use super::super::named_item::was_in;
use super::super::{Findings, NewFinding};
use super::base::Past;
use super::{base, settled};
use crate::claims::{Claims, segments_of};
use crate::query::symbol::NamedItem;

/// Entries that were stable at the base and promise less now, while their items are not what they were.
pub(super) fn check(found: &mut Findings<'_>, contract: &ContractFile) {
    let before = base::promised_then(found.code, found.path);
    for old in before.iter().filter(|entry| entry.stability.value == Stability::Stable) {
        let mut entries = contract.interface.iter().flatten().enumerate();
        let new = entries.find(|(_, new)| new.key.value == old.key.value);
        if new.is_none() && found.has_problems() {
            continue;
        }
        let Some((range, state)) = let_go(new.map(|(_, entry)| entry)) else { continue };
        let Some(why) = broken(found, old, new.map(|(number, _)| number)) else { continue };
        let base = found.code.base().unwrap_or_default();
        let key = &old.key.value;
        let message = format!(
            "{key}, which is {state}, was stable at {base}, and this change breaks it: {why}"
        );
        let help = "Keep the promise until its users are told; or release a version that may break them, or write \
                    down a decision that governs the item, with the same change";
        let finding = NewFinding::new(Rule::ContractDrift, range, message, help);
        let finding = finding.usually(Severity::Warning);
        found.add(match found.world.boundaries.at(found.path) {
            Some(boundary) => finding.about(format!("{}#{key}", boundary.name).into()),
            None => finding,
        });
    }
}

/// Where a contract says that it no longer keeps an item, and how; `None` where it does.
fn let_go(new: Option<&InterfaceEntry>) -> Option<(TextRange, &'static str)> {
    match new {
        None => Some((TextRange::empty(0), "no longer promised")),
        Some(entry) => match entry.stability.value {
            Stability::Stable | Stability::Frozen => None,
            other => Some((entry.stability.range, other.name())),
        },
    }
}

/// What breaks the users of what an entry named at the base; `None` where nothing does, or it is settled.
fn broken(found: &Findings<'_>, old: &InterfaceEntry, entry: Option<usize>) -> Option<String> {
    let (world, code) = (found.world, found.code);
    if settled::by_version(world, code, found.path) {
        return None;
    }
    let alone;
    let (claims, number) = match entry {
        Some(number) => (&world.claims, number),
        None => {
            alone = Claims::of_key(world, found.path, &old.key.value);
            (&alone, 0)
        }
    };
    let meant = claims.meant(world, found.path, number);
    if meant.is_empty() {
        let last = segments_of(&old.key.value).pop().filter(|it| it != "*")?;
        let folder = found.path.parent().unwrap_or_else(RepoPath::root);
        let file = was_in(found.at(), claims, &folder, number, &last)?;
        let is_settled = settled::by_decision_on_gone(found.at(), &old.key.value);
        return (!is_settled)
            .then(|| format!("it was in {file}, and is gone or not public any more"));
    }
    let members = claims.promised_with(world, found.path, number);
    let all: Vec<&(RepoPath, ItemNumber)> = meant.iter().chain(&members).collect();
    let changed = all.iter().find_map(|at| reasons(found, at));
    changed.or_else(|| {
        let files: BTreeSet<&RepoPath> = all.iter().map(|(path, _)| path).collect();
        let gone = files.into_iter().find_map(|file| gone_from(found, claims, number, file))?;
        let is_settled = settled::by_decision_on_gone(found.at(), &old.key.value);
        (!is_settled).then(|| format!("`{gone}` is gone, or not public any more"))
    })
}

/// A member that a file had at the base, of what an entry names, and that is nowhere now.
fn gone_from(
    found: &Findings<'_>,
    claims: &Claims,
    entry: usize,
    file: &RepoPath,
) -> Option<String> {
    let Past::Other { input, .. } = Past::of(found.world, found.code, file) else { return None };
    let gone = claims.gone(found.world, file, input.source.as_deref()?).into_iter();
    let mut of_entry = gone.filter(|it| it.record == *found.path && it.entry == entry);
    of_entry.next().map(|it| it.name)
}

fn reasons(found: &Findings<'_>, (path, item): &(RepoPath, ItemNumber)) -> Option<String> {
    let (world, code) = (found.world, found.code);
    let changes = base::changes_of(world, code, path, *item)?;
    let breaking = changes.iter().filter(|it| it.class == ChangeClass::Breaking);
    let reasons: Vec<&str> = breaking.map(|it| &*it.reason).collect();
    let named = NamedItem::find(world, path, *item)?;
    let is_broken = !reasons.is_empty() && !settled::by_decision(world, code, path, &named);
    is_broken.then(|| reasons.join("; "))
}
