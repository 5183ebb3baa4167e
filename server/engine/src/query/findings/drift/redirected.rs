//! Promised names that a file leads to something else than at the base: `export { shallowRef as ref }`, and a class that is
//! exported as a type alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, ImportForm, InterfaceEntry, RepoPath, SignatureChange,
    Stability,
};
use boundstone_text::TextRange;

use super::super::Findings;
use super::super::crossing::contract_of;
use super::base::{Past, finding, told_as};
use super::held::{Held, Promise};
use super::moved::{self, Was};
use crate::World;
use crate::crossings::{Keys, Meant};
use crate::query::code::CodeReader;
use crate::query::contract_diff::one;
use crate::query::freeze::{freezes_in, name_of};
use crate::query::statement::{Differing, called, handed_on, leads_elsewhere, only, type_alone};
use crate::query::symbol::NamedItem;
use crate::query::then::{Asked, Then};

/// Whether a file hands names on, in a boundary that promises some.
pub(super) fn may_lead(world: &World, path: &RepoPath) -> bool {
    world.facts(path).is_some_and(|facts| handed_on(facts).next().is_some())
        && promises_any(world, path)
}

fn promises_any(world: &World, path: &RepoPath) -> bool {
    let Some(boundary) = world.boundaries.at(path) else { return false };
    let by_contract = || {
        let contract = contract_of(world, boundary);
        let mut entries = contract.iter().flat_map(|(_, file)| file.interface.iter().flatten());
        entries.any(|entry| entry.stability.value.is_promise())
    };
    by_contract() || !freezes_in(world, &boundary.path, None).is_empty()
}

/// Gives the files on which it depends what is found.
pub(super) fn check(found: &mut Findings<'_>) -> BTreeSet<RepoPath> {
    let (world, code, path) = (found.world, found.code, found.path);
    let mut followed = BTreeSet::new();
    let Past::Other { input, .. } = Past::of(world, code, path) else { return followed };
    let (Some(before), Some(facts)) = (input.source, world.facts(path)) else { return followed };
    let differing = Differing::of(&before, facts);
    let Some(boundary) = world.boundaries.at(path).filter(|_| !differing.is_empty()) else {
        return followed;
    };
    let mut promised = promised_in(world, path);
    promised.extend(by_levels(world, path, &differing, &promised));
    let folder = &boundary.path;
    let then = Then::new(world, code, path, &before);
    let (mut were, mut are) = (Keys::new(then.signed().world), Keys::new(world));
    let mut all_then = WholeWay::new(Then::new(world, code, path, &before), code, &before);
    for Promised { key, promise, has_key } in promised {
        let is = Led::of(&mut are, world, folder, &key);
        let was = Led::of(&mut were, then.signed().world, folder, &key);
        // What it led to may be gone, too: told where a statement led there, and not where it stood.
        let mut along =
            || all_then.led_to(folder, &key, &differing).filter(|was| was.path != *path);
        let Some(was) = was.or_else(|| is.as_ref().and_then(|_| along())) else { continue };
        // Of a key, the contract tells that it leads nowhere.
        let is_lost = is.is_none() && !has_key && are.is_absent(folder, &key);
        let Some(is) = is.or_else(|| is_lost.then(|| was.clone())) else { continue };
        let loses_value = is.is_type_alone && !was.is_type_alone;
        if was.meant == is.meant && !is_lost && !loses_value {
            continue;
        }
        let Some(mut ends) = Ends::of(found, (&was, &is), &promise) else { continue };
        ends.held.named.symbol = format!("{}#{key}", boundary.name).into();
        followed.extend([ends.was.path.clone(), ends.held.path.clone()]);
        followed.insert(promise.because.place.path.clone());
        let mut changes = match was.meant == is.meant {
            true if is_lost => vec![not_exported()],
            true => Vec::new(),
            false => ends.led_elsewhere(found),
        };
        if loses_value {
            changes.splice(..0, type_alone(ends.held.named.item.kind));
        }
        let Some(severity) = told_as(found, &ends.held, &changes, false) else { continue };
        let is_it = |name: &str| leads_to(&mut are, world, path, name, &is.meant);
        let range = place(facts, &key, &differing, is_it);
        let finding = finding(found, &ends.held, &changes, range).usually(severity);
        found.add(finding);
    }
    followed
}

/// Whether a file of TypeScript exports an item under a name.
fn leads_to(are: &mut Keys<'_>, world: &World, path: &RepoPath, name: &str, is: &Meant) -> bool {
    let file = world.crossings.files.number(path);
    file.and_then(|file| are.exported(file, name)).as_ref() == Some(is)
}

/// The repository at the base along the ways of keys, which lead through files that are other now, or gone.
struct WholeWay<'c> {
    then: Then<'c>,
    code: &'c dyn CodeReader,
    before: &'c FileFacts,
    has_holders: bool,
}

impl<'c> WholeWay<'c> {
    fn new(then: Then<'c>, code: &'c dyn CodeReader, before: &'c FileFacts) -> Self {
        Self { then, code, before, has_holders: false }
    }

    /// What a key led to. `differing`: what one file on the way says otherwise now.
    fn led_to(&mut self, folder: &RepoPath, key: &str, differing: &Differing) -> Option<Led> {
        loop {
            let world = self.then.signed().world;
            let mut keys = Keys::new(world);
            let led = Led::of(&mut keys, world, folder, key);
            let path = |file| world.crossings.files.path(file).cloned();
            let mut way: Vec<RepoPath> = keys.consulted().into_iter().filter_map(path).collect();
            if led.is_none() && !std::mem::replace(&mut self.has_holders, true) {
                way.extend(self.holders(folder, differing));
            }
            self.code.read_past(&way);
            way.retain(|path| matches!(self.code.past(path), Ok(Some(_))));
            match self.then.ask(&way) {
                Asked::Others => {}
                Asked::Same => return led,
                Asked::Unknown => return None,
            }
        }
    }

    /// The files that held at the base what the file names there, and are gone.
    fn holders(&self, folder: &RepoPath, differing: &Differing) -> BTreeSet<RepoPath> {
        let named = handed_on(self.before).filter(|it| differing.names.contains(it.bound));
        let named: BTreeSet<String> = named.map(|it| it.name.to_owned()).collect();
        let world = self.then.signed().world;
        let held = named.iter().filter(|name| !name.is_empty());
        let files = held.flat_map(|name| self.code.past_holders(folder, name).unwrap_or_default());
        files.filter(|path| world.facts(path).is_none()).collect()
    }
}

fn not_exported() -> SignatureChange {
    let what = (ChangeClass::Breaking, Confidence::Proved);
    one(what, "item_removed", "no entry of the package exports it".to_owned())
}

/// A promise of the boundary of a file, by the name that users have for the item.
struct Promised {
    key: Arc<str>,
    promise: Promise,
    /// Whether the contract has it, whoever promises most.
    has_key: bool,
}

/// Those whose signatures are not recorded: what they lead to is compared there.
fn promised_in(world: &World, path: &RepoPath) -> Vec<Promised> {
    let Some(boundary) = world.boundaries.at(path) else { return Vec::new() };
    let mut promised: Vec<Promised> = Vec::new();
    for freeze in freezes_in(world, &boundary.path, None) {
        let key = name_of(&freeze.text).into();
        promised.push(Promised { key, promise: Promise::by_decision(freeze), has_key: false });
    }
    let Some((contract, file)) = contract_of(world, boundary) else { return promised };
    for (number, entry) in file.interface.iter().flatten().enumerate() {
        let key = &entry.key.value;
        let is_recorded = entry.stability.value == Stability::Frozen && entry.signature.is_some();
        if is_recorded {
            promised.retain(|it| it.key != *key);
        } else if let Some(frozen) = promised.iter_mut().find(|it| it.key == *key) {
            frozen.has_key = true;
        } else if entry.stability.value.is_promise() && !key.ends_with('*') {
            let promise = Promise::by_contract(entry, (&contract, number));
            promised.push(Promised { key: Arc::clone(key), promise, has_key: true });
        }
    }
    promised
}

/// What levels of the contract promise of the names of which a file says something else, and no exact key does.
fn by_levels(
    world: &World,
    path: &RepoPath,
    differing: &Differing,
    exact: &[Promised],
) -> Vec<Promised> {
    let Some(boundary) = world.boundaries.at(path) else { return Vec::new() };
    let Some((contract, file)) = contract_of(world, boundary) else { return Vec::new() };
    let entries: Vec<&InterfaceEntry> = file.interface.iter().flatten().collect();
    let mut promised = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        if !entry.stability.value.is_promise() {
            continue;
        }
        for key in differing.keys_of_level(&entry.key.value) {
            let is_stated = entries.iter().any(|it| *it.key.value == *key)
                || exact.iter().any(|it| *it.key == *key);
            if !is_stated {
                let promise = Promise::by_contract(entry, (&contract, number));
                promised.push(Promised { key: key.into(), promise, has_key: false });
            }
        }
    }
    promised
}

/// What a key leads to in one World.
#[derive(Clone)]
struct Led {
    meant: Meant,
    path: RepoPath,
    is_type_alone: bool,
}

impl Led {
    fn of(keys: &mut Keys<'_>, world: &World, folder: &RepoPath, key: &str) -> Option<Self> {
        let meant = only(keys.meant(folder, key).0)?;
        let path = world.crossings.files.path(meant.file)?.clone();
        Some(Self { meant, path, is_type_alone: keys.is_type_alone(folder, key) })
    }
}

/// What a name led to at the base, and what it leads to.
struct Ends<'w> {
    was: Was,
    held: Held<'w>,
}

impl<'w> Ends<'w> {
    fn of(found: &Findings<'w>, (was, is): (&Led, &Led), promise: &Promise) -> Option<Self> {
        let world = found.world;
        let was = Was::at(found.code, &was.path, &was.meant.path)?;
        let path = world.crossings.files.path(is.meant.file)?;
        let item = called(world.facts(path)?, &is.meant.path)?;
        let named = NamedItem::find(world, path, item)?;
        // What is new and has the old name is held as one that moved.
        let is_same_name = was.name() == named.item.name();
        if is_same_name && Was::at(found.code, path, &is.meant.path).is_none() {
            return None;
        }
        Some(Self { was, held: Held { path, item, named, promise: promise.clone() } })
    }

    fn led_elsewhere(&self, found: &Findings<'_>) -> Vec<SignatureChange> {
        let (world, code) = (found.world, found.code);
        let Ok(now) = code.signatures(self.held.path) else { return Vec::new() };
        let changes = moved::changes(world, code, (&self.held, &now), &self.was);
        let mut changes = changes.unwrap_or_default();
        let was = (self.was.name(), &self.was.path);
        let is = (self.held.named.item.name(), self.held.path);
        changes.splice(..0, leads_elsewhere(was, is, changes.first()));
        changes
    }
}

/// Where the file says what the name leads to: `is_it` tells so of a name that another file calls otherwise.
fn place(
    facts: &FileFacts,
    key: &str,
    differing: &Differing,
    mut is_it: impl FnMut(&str) -> bool,
) -> TextRange {
    let names: Vec<&str> =
        key.rsplit('/').next().into_iter().flat_map(|it| it.split(['.', ':'])).collect();
    let by_key = handed_on(facts).find(|it| names.contains(&it.bound));
    let item = || {
        facts
            .items()
            .find(|it| it.parent.is_none() && names.contains(&it.name()))
            .map(|it| it.name_range)
    };
    let mut others = handed_on(facts).filter(|it| differing.names.contains(it.bound));
    let otherwise = || others.find(|it| is_it(it.bound)).map(|it| it.range);
    let glob = || handed_on(facts).find(|it| it.form == ImportForm::Glob).map(|it| it.range);
    let range = by_key.map(|it| it.range).or_else(item).or_else(otherwise).or_else(glob);
    range.unwrap_or(TextRange::empty(0))
}
