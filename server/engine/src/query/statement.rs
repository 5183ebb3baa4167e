//! What a file says of the names that it has for others, and what keys of a contract lead to by that.

use std::collections::{BTreeMap, BTreeSet};

use boundstone_model::{
    ChangeClass, Confidence, FileFacts, Import, ImportForm, Item, ItemKind, ItemNumber, Language,
    RepoPath, SignatureChange, Visibility,
};

use super::contract_diff::one;
use crate::claims::segments_of;
use crate::crossings::Meant;

/// One statement of a name that a file has for others.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Statement<'f> {
    /// An item stands there.
    Own,
    /// How, where from, what, and whether as a type alone.
    Import(ImportForm, &'f str, &'f str, bool),
}

/// What a file says of each of them.
struct Statements<'f> {
    named: BTreeMap<&'f str, BTreeSet<Statement<'f>>>,
    /// Where all names come from that stand in no statement of their own, and whether as types alone.
    globs: BTreeSet<(&'f str, bool)>,
}

impl<'f> Statements<'f> {
    fn of(facts: &'f FileFacts) -> Self {
        let mut said = Self { named: BTreeMap::new(), globs: BTreeSet::new() };
        let is_own = |it: &Item<'_>| it.parent.is_none() && it.kind != ItemKind::Impl;
        for item in facts.items().filter(|it| is_own(it) && it.visibility == Visibility::Public) {
            said.named.entry(item.name()).or_default().insert(Statement::Own);
        }
        let references = facts.references();
        let mut brought: BTreeMap<&str, Vec<&Import<'f>>> = BTreeMap::new();
        for import in &references.imports {
            if import.form != ImportForm::Local {
                brought.entry(import.bound).or_default().push(import);
            }
        }
        for import in references.imports.iter().filter(|it| is_handed_on(facts, it)) {
            if import.form == ImportForm::Glob {
                said.globs.insert((import.from, import.is_type_only));
                continue;
            }
            let named = said.named.entry(import.bound).or_default();
            named.insert(of_import(import));
            // `import { a as b } from "./c"; export { b };`
            let first = import.name.split('.').next().unwrap_or_default();
            let by = brought.get(first).filter(|_| import.form == ImportForm::Local);
            named.extend(by.into_iter().flatten().map(|it| of_import(it)));
        }
        said
    }
}

fn of_import<'f>(import: &Import<'f>) -> Statement<'f> {
    Statement::Import(import.form, import.from, import.name, import.is_type_only)
}

/// The names of which a file says something else than at the base.
#[derive(Default, Debug)]
pub(super) struct Differing {
    pub(super) names: BTreeSet<String>,
    /// What it hands on whole is other, so that any name may be.
    has_other_globs: bool,
}

impl Differing {
    pub(super) fn of(before: &FileFacts, now: &FileFacts) -> Self {
        let (before, now) = (Statements::of(before), Statements::of(now));
        let all: BTreeSet<&str> = before.named.keys().chain(now.named.keys()).copied().collect();
        // A name that was not there led nowhere.
        let was_there =
            |name: &&&str| before.named.contains_key(**name) || !before.globs.is_empty();
        let is_other = |name: &&&str| before.named.get(**name) != now.named.get(**name);
        let names = all.iter().filter(was_there).filter(is_other);
        Self {
            names: names.map(|name| (*name).to_owned()).collect(),
            has_other_globs: before.globs != now.globs,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && !self.has_other_globs
    }

    /// The names that a level of a contract (`"*"`, `"testing/*"`) has by these; exact keys go first.
    pub(super) fn keys_of_level(&self, level: &str) -> Vec<String> {
        let around = level.strip_suffix('*');
        around.map_or_else(Vec::new, |around| {
            self.names.iter().map(|name| format!("{around}{name}")).collect()
        })
    }
}

/// The imports by which a file hands names on.
pub(super) fn handed_on(facts: &FileFacts) -> impl Iterator<Item = Import<'_>> {
    let imports = facts.references().imports.into_iter();
    imports.filter(move |it| is_handed_on(facts, it))
}

fn is_handed_on(facts: &FileFacts, import: &Import<'_>) -> bool {
    use ImportForm::{Glob, Local, Named, Namespace};
    let is_local = import.form == Local && facts.language != Language::Rust;
    facts.language.is_code()
        && (is_local || matches!(import.form, Named | Glob | Namespace))
        && import.visibility == Visibility::Public
}

/// What a class or a value loses where users can have its type alone.
pub(super) fn type_alone(kind: ItemKind) -> Option<SignatureChange> {
    let is_value = !matches!(kind, ItemKind::Interface | ItemKind::TypeAlias);
    let what = (ChangeClass::Breaking, Confidence::Proved);
    let change = || one(what, "type_only", "is exported as a type alone now".to_owned());
    is_value.then(change)
}

/// The one item that a key means, and no level.
pub(super) fn only(mut meant: Vec<Meant>) -> Option<Meant> {
    meant.dedup();
    let only = meant.pop().filter(|_| meant.is_empty())?;
    (!only.is_level && !only.path.is_empty()).then_some(only)
}

/// The item of a file with this path in it, and no `impl` of it.
pub(super) fn called(facts: &FileFacts, path: &str) -> Option<ItemNumber> {
    let last = segments_of(path).pop()?;
    let mut items = (0..).zip(facts.items());
    let is_it = |(number, item): &(ItemNumber, Item<'_>)| {
        item.name() == last && item.kind != ItemKind::Impl && facts.path(*number) == path
    };
    items.find(is_it).map(|(number, _)| number)
}

/// The first of the reasons where a name leads to another item, each by its name and its file. `worst`: the worst difference;
/// without one, there is nothing to say.
pub(super) fn leads_elsewhere(
    (was, old): (&str, &RepoPath),
    (is, new): (&str, &RepoPath),
    worst: Option<&SignatureChange>,
) -> Option<SignatureChange> {
    let reason = match was == is {
        true => format!("it leads to `{is}` of {new} now, and led to that of {old}"),
        false => format!("it leads to `{is}` now, and led to `{was}`"),
    };
    worst.map(|worst| SignatureChange { reason: reason.into(), ..worst.clone() })
}
