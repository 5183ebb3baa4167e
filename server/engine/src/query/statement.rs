//! What a file says of the names that it has for others, and what keys of a contract lead to by that.

use boundstone_model::{
    FileFacts, Import, ImportForm, Item, ItemKind, ItemNumber, Language, RepoPath, SignatureChange,
    Visibility,
};

use crate::claims::segments_of;
use crate::crossings::Meant;

/// What a file says of a name that it has for others.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Statement<'f> {
    /// An item stands there.
    Own,
    /// Form, where from, what, and whether as a type alone.
    Imports(Vec<(ImportForm, &'f str, &'f str, bool)>),
    /// Where all names come from that stand in no statement of their own.
    Globs(Vec<&'f str>),
}

impl Statement<'_> {
    pub(super) fn is_type_only(&self) -> bool {
        matches!(self, Self::Imports(all) if all.iter().all(|it| it.3))
    }
}

pub(super) fn statement<'f>(facts: &'f FileFacts, name: &str) -> Statement<'f> {
    let mut items = facts.items().filter(|it| it.parent.is_none() && it.kind != ItemKind::Impl);
    if items.any(|it| it.name() == name && it.visibility == Visibility::Public) {
        return Statement::Own;
    }
    let named = handed_on(facts).filter(|it| it.bound == name);
    let named: Vec<_> = named.map(|it| (it.form, it.from, it.name, it.is_type_only)).collect();
    if !named.is_empty() {
        return Statement::Imports(named);
    }
    let globs = handed_on(facts).filter(|it| it.form == ImportForm::Glob);
    Statement::Globs(globs.map(|it| it.from).collect())
}

/// The imports by which a file hands names on.
pub(super) fn handed_on(facts: &FileFacts) -> impl Iterator<Item = Import<'_>> {
    let is_code = facts.language.is_code();
    let imports = facts.references().imports.into_iter().filter(move |it| {
        let hands_on = matches!(
            it.form,
            ImportForm::Named | ImportForm::Glob | ImportForm::Namespace | ImportForm::Local
        );
        is_code && hands_on && it.visibility == Visibility::Public
    });
    let is_rust = facts.language == Language::Rust;
    imports.filter(move |it| !(is_rust && it.form == ImportForm::Local))
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
