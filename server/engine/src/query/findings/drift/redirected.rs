//! Promised names that a file leads to something else than at the base: `export { shallowRef as ref }`, and a class that is
//! exported as a type alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, ItemKind, RepoPath, SignatureChange, Stability,
};
use boundstone_text::TextRange;

use super::super::Findings;
use super::super::crossing::contract_of;
use super::base::{Past, finding, told_as};
use super::held::{Held, Promise};
use super::moved::{self, Was};
use crate::World;
use crate::claims::segments_of;
use crate::crossings::{FileId, Keys, Meant};
use crate::query::contract_diff::one;
use crate::query::freeze::{freezes_in, name_of};
use crate::query::statement::{called, handed_on, leads_elsewhere, only, statement};
use crate::query::symbol::NamedItem;
use crate::query::then::Then;

/// Whether a file hands names on, in a boundary that promises some.
pub(super) fn may_lead(world: &World, path: &RepoPath) -> bool {
    world.facts(path).is_some_and(|facts| handed_on(facts).next().is_some())
        && !promised_in(world, path).is_empty()
}

/// Gives the files on which it depends what is found.
pub(super) fn check(found: &mut Findings<'_>) -> BTreeSet<RepoPath> {
    let (world, code, path) = (found.world, found.code, found.path);
    let mut followed = BTreeSet::new();
    let Past::Other { input, .. } = Past::of(world, code, path) else { return followed };
    let (Some(before), Some(facts)) = (input.source, world.facts(path)) else { return followed };
    let differs = |name: &str| statement(&before, name) != statement(facts, name);
    let mut promised = promised_in(world, path);
    promised.retain(|it| segments_of(&it.key).iter().any(|name| differs(name)));
    if promised.is_empty() {
        return followed;
    }
    let Some(boundary) = world.boundaries.at(path) else { return followed };
    let then = Then::new(world, code, path, &before);
    let (mut were, mut are) = (Keys::new(then.signed().world), Keys::new(world));
    let folder = &boundary.path;
    for Promised { key, promise, has_key } in promised {
        let Some(was) = only(were.meant(folder, &key).0) else { continue };
        let is = only(are.meant(folder, &key).0);
        // Of a key, the contract tells that it leads nowhere.
        let is_lost = is.is_none() && !has_key && are.is_absent(folder, &key);
        let Some(is) = is.or_else(|| is_lost.then(|| was.clone())) else { continue };
        let Some(mut ends) = Ends::of(found, (&was, &is), &promise) else { continue };
        ends.held.named.symbol = format!("{}#{key}", boundary.name).into();
        followed.extend([ends.was.path.clone(), ends.held.path.clone()]);
        followed.insert(promise.because.place.path.clone());
        let changes = match was == is {
            true if is_lost => vec![not_exported()],
            true if leads_through(world, are.through(folder, &key), path) => {
                ends.as_type_alone(&before, facts, &key)
            }
            true => Vec::new(),
            false => ends.led_elsewhere(found),
        };
        let Some(severity) = told_as(found, &ends.held, &changes, false) else { continue };
        let range = place(facts, &key);
        let finding = finding(found, &ends.held, &changes, range).usually(severity);
        found.add(finding);
    }
    followed
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

fn leads_through(world: &World, way: Vec<FileId>, path: &RepoPath) -> bool {
    way.into_iter().any(|file| world.crossings.files.path(file) == Some(path))
}

/// What a name led to at the base, and what it leads to.
struct Ends<'w> {
    was: Was,
    held: Held<'w>,
}

impl<'w> Ends<'w> {
    fn of(found: &Findings<'w>, (was, is): (&Meant, &Meant), promise: &Promise) -> Option<Self> {
        let world = found.world;
        let file = |meant: &Meant| world.crossings.files.path(meant.file);
        let was = Was::at(found.code, file(was)?, &was.path)?;
        let path = file(is)?;
        let item = called(world.facts(path)?, &is.path)?;
        let named = NamedItem::find(world, path, item)?;
        // What is new and has the old name is held as one that moved.
        let is_same_name = was.name() == named.item.name();
        if is_same_name && Was::at(found.code, path, &is.path).is_none() {
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

    /// What it is at run time is lost to those who import it.
    fn as_type_alone(
        &self,
        before: &FileFacts,
        now: &FileFacts,
        key: &str,
    ) -> Vec<SignatureChange> {
        let is_value =
            !matches!(self.held.named.item.kind, ItemKind::Interface | ItemKind::TypeAlias);
        let first = segments_of(key).into_iter().next().unwrap_or_default();
        let is_type_only = |facts: &FileFacts| statement(facts, &first).is_type_only();
        let is_lost = is_value && is_type_only(now) && !is_type_only(before);
        let what = (ChangeClass::Breaking, Confidence::Proved);
        let change = || one(what, "type_only", "is exported as a type alone now".to_owned());
        is_lost.then(change).into_iter().collect()
    }
}

/// Where the file says what the name leads to.
fn place(facts: &FileFacts, key: &str) -> TextRange {
    let names = segments_of(key);
    let import = handed_on(facts).find(|it| names.iter().any(|name| *name == it.bound));
    let item = || {
        facts.items().find(|it| it.parent.is_none() && names.iter().any(|name| name == it.name()))
    };
    let import = import.map(|it| it.range);
    import.or_else(|| item().map(|it| it.name_range)).unwrap_or(TextRange::empty(0))
}
