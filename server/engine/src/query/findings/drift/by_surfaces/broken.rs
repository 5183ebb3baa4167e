//! A promise that the surfaces show to be broken: what settles it, where it is told, and in which words.

use std::collections::BTreeMap;

use boundstone_model::{
    BoundaryChange, BrokenPromise, ChangeClass, Confidence, ItemNumber, Place, RepoPath, Severity,
    SignatureChange, Stability,
};

use super::super::settled;
use super::{Anchor, Untold};
use crate::World;
use crate::boundaries::{CARGO_FILE, CONTRACT_FILE, NPM_FILE};
use crate::query::code::CodeState;
use crate::query::findings::At;
use crate::query::statement::called;
use crate::query::symbol::NamedItem;

/// So many names are shown of those that went together.
const SHOWN: usize = 3;

/// A promise that a boundary breaks.
#[derive(Clone, Copy)]
pub(super) struct Broken<'a> {
    pub(super) boundary: &'a BoundaryChange,
    pub(super) before: &'a World,
    pub(super) now: CodeState<'a>,
    pub(super) it: &'a BrokenPromise,
}

impl<'a> Broken<'a> {
    pub(super) fn symbol(&self) -> String {
        format!("{}#{}", self.boundary.boundary, self.it.path)
    }

    fn is_frozen(&self) -> bool {
        self.it.promise.entry.stability.value == Stability::Frozen
    }

    /// The item that changed, where it is.
    pub(super) fn item(&self) -> Option<(&'a RepoPath, ItemNumber)> {
        let place = self.it.change.now.as_ref()?;
        Some((&place.path, item_named_at(self.now.world, place)?))
    }

    /// What it still is for its own package, which others can name no more.
    fn item_inside(&self) -> Option<(&'a RepoPath, ItemNumber)> {
        let was = self.it.change.before.as_ref().filter(|_| self.it.change.now.is_none())?;
        let inner = self.before.facts(&was.path)?.path(item_named_at(self.before, was)?);
        Some((&was.path, called(self.now.world.facts(&was.path)?, &inner)?))
    }

    pub(super) fn is_settled(&self) -> bool {
        let CodeState { world, code } = self.now;
        let Some(contract) = self.boundary.path.join(CONTRACT_FILE) else { return false };
        let of_item = |(path, item)| {
            let named = NamedItem::find(world, path, item);
            named.is_some_and(|named| settled::by_decision(world, code, path, &named))
                || settled::by_decision_on_owner(world, code, path, item)
        };
        (!self.is_frozen() && settled::by_version(world, code, &contract))
            || self.item().is_some_and(of_item)
            || settled::by_decision_on_gone(At { world, code, path: &contract }, &self.it.path)
    }

    /// Where the hands are: at the item, or else at the promise, whose name leads nowhere; where that is gone as well, at the manifest.
    fn anchor(&self) -> (RepoPath, Anchor) {
        let item = if self.it.is_lost { self.item_inside() } else { self.item() };
        let named = item.and_then(|(path, item)| {
            Some((path.clone(), Anchor::Item(self.now.world.facts(path)?.path(item))))
        });
        named.unwrap_or_else(|| self.entry())
    }

    fn entry(&self) -> (RepoPath, Anchor) {
        let promise = &self.it.promise;
        let record = &promise.because.place.path;
        let is_there = |path: &RepoPath| self.now.world.file(path).is_some();
        let mut manifests =
            [CARGO_FILE, NPM_FILE].into_iter().filter_map(|it| self.boundary.path.join(it));
        match manifests.find(|it| !is_there(record) && is_there(it)) {
            Some(manifest) => (manifest, Anchor::Start),
            None => (record.clone(), Anchor::Entry(promise.entry.key.value.clone())),
        }
    }

    fn severity(&self) -> Severity {
        match self.it.change.class() {
            ChangeClass::Breaking if self.is_frozen() => Severity::Error,
            ChangeClass::Breaking => Severity::Warning,
            _ => Severity::Hint,
        }
    }
}

fn item_named_at(world: &World, place: &Place) -> Option<ItemNumber> {
    world.facts(&place.path)?.item_named_at(place.range.start())
}

/// One finding for each item. Names that went with many others of one promise are told together, and so is much of one boundary
/// of which nobody knows what it means.
pub(super) fn in_words(all: Vec<Broken<'_>>, base: &str) -> Vec<Untold> {
    let mut together: BTreeMap<(&RepoPath, ChangeClass, Option<&Place>), Vec<Broken<'_>>> =
        BTreeMap::new();
    let mut untold = Vec::new();
    for it in all {
        let (class, promised) = (it.it.change.class(), &it.it.promise.because.place);
        let is_unknown = class == ChangeClass::Unknown;
        if is_unknown || it.it.is_lost {
            let key = (&it.boundary.path, class, Some(promised).filter(|_| !is_unknown));
            together.entry(key).or_default().push(it);
        } else {
            untold.push(it.untold(base));
        }
    }
    for all in together.into_values() {
        match all.as_slice() {
            [first, ..] if all.len() > SHOWN => untold.push(first.untold_with(&all, base)),
            few => untold.extend(few.iter().map(|it| it.untold(base))),
        }
    }
    untold
}

impl Broken<'_> {
    fn untold(&self, base: &str) -> Untold {
        let what = (self.subject(), self.symbol(), self.reasons());
        self.told_at(self.anchor(), what, base)
    }

    /// With all that went, at the first of them, or at the promise where they were in several files.
    fn untold_with(&self, all: &[Self], base: &str) -> Untold {
        let (own, promised) = (self.anchor(), self.entry());
        let is_beside = all.iter().all(|it| it.anchor().0 == own.0);
        let key = format!("{}#{}", self.boundary.boundary, self.it.promise.entry.key.value);
        let (place, subject) = match self.it.is_lost {
            true => (if is_beside { own } else { promised }, key.clone()),
            false => (own, self.boundary.boundary.to_string()),
        };
        self.told_at(place, (subject, key, names_in_words(all)), base)
    }

    fn told_at(
        &self,
        (path, anchor): (RepoPath, Anchor),
        (subject, about, why): (String, String, String),
        base: &str,
    ) -> Untold {
        let (what, promised) = (self.what(), self.it.promise.stability_in_words());
        Untold {
            path,
            anchor,
            message: format!("{what} change since {base} of {subject}, {promised}: {why}"),
            about: about.into(),
            promise: self.it.promise.clone(),
            severity: self.severity(),
        }
    }

    /// What is broken, and by what where that is something else.
    fn subject(&self) -> String {
        let (symbol, changed) = (self.symbol(), &self.it.change.symbol);
        match self.it.is_by_another {
            true => format!("`{changed}`, and with it of {symbol}"),
            false => symbol,
        }
    }

    fn what(&self) -> String {
        let class = self.it.change.class();
        let mut worst = self.worst();
        let is_likely = worst.all(|it| it.confidence == Confidence::Likely);
        let likely = if is_likely && class != ChangeClass::Unknown { "likely " } else { "" };
        format!("{likely}{}", class.name())
    }

    fn reasons(&self) -> String {
        self.worst().map(|it| &*it.reason).collect::<Vec<_>>().join("; ")
    }

    fn worst(&self) -> impl Iterator<Item = &SignatureChange> {
        let class = self.it.change.class();
        self.it.change.changes.iter().filter(move |it| it.class == class)
    }
}

fn names_in_words(all: &[Broken<'_>]) -> String {
    let names = all.iter().take(SHOWN).map(|it| format!("`{}`", it.it.path));
    let names = names.collect::<Vec<_>>().join(", ");
    let more = all.len().saturating_sub(SHOWN);
    let is_lost = all.iter().all(|it| it.it.is_lost);
    let (what, where_to_look) = match is_lost {
        true => ("names are gone", ""),
        false => ("promised items say something else", "; `boundstone contract diff` shows what"),
    };
    format!("{} {what}: {names} and {more} more{where_to_look}", all.len())
}
