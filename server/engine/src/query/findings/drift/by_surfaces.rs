//! What breaks a promise and no file says by itself: what comes or goes with re-exports, macros and levels, and with types that
//! nobody can import. The surfaces of the boundaries show it, where they are compared as a whole; and they show what breaks nobody,
//! though its file looks so.

mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{
    BoundaryChange, BrokenPromise, ChangeClass, Confidence, FileChange, Finding, InterfaceAnswer,
    ItemNumber, Place, RepoPath, Rule, Severity, SignatureChange, Stability, names_to,
};
use boundstone_text::TextRange;

use self::told::Told;
use super::super::{At, Findings};
use super::{settled, words};
use crate::World;
use crate::boundaries::CONTRACT_FILE;
use crate::change::Record;
use crate::query::code::CodeState;
use crate::query::symbol::NamedItem;

/// So many names are shown of those that went together.
const SHOWN: usize = 3;

/// What the surfaces say of promises: what no file does, and what files say that is not so.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct BySurfaces {
    untold: Vec<Untold>,
    /// Findings, by what they say: after an edit that has them say something else, they count again.
    refuted: BTreeSet<(RepoPath, Rule, String)>,
}

impl BySurfaces {
    /// The files whose findings are others by it.
    pub fn paths(&self) -> impl Iterator<Item = &RepoPath> {
        let refuted = self.refuted.iter().map(|(path, ..)| path);
        self.untold.iter().map(|it| &it.path).chain(refuted)
    }

    pub fn is_empty(&self) -> bool {
        self.untold.is_empty() && self.refuted.is_empty()
    }

    pub(in crate::query::findings) fn refutes(&self, finding: &Finding) -> bool {
        let Finding { place, rule, message, .. } = finding;
        !self.refuted.is_empty()
            && self.refuted.contains(&(place.path.clone(), *rule, message.clone()))
    }
}

/// A finding of the whole change, by the file that it belongs to.
#[derive(PartialEq, Eq, Debug)]
struct Untold {
    path: RepoPath,
    anchor: Anchor,
    message: String,
    about: Arc<str>,
    promise: InterfaceAnswer,
    severity: Severity,
}

/// Where a finding stands, whatever is typed around it.
#[derive(PartialEq, Eq, Debug)]
enum Anchor {
    /// The item with these names, outermost first.
    Item(Vec<String>),
    /// The entry of a contract or of a decision.
    Entry(Arc<str>),
}

/// Those of the file, where they still are.
pub(super) fn check(found: &mut Findings<'_>) {
    let (world, path) = (found.world, found.path);
    let Some(by_surfaces) = found.code.by_surfaces() else { return };
    for it in by_surfaces.untold.iter().filter(|it| it.path == *path) {
        let Some(range) = it.anchor.range(world, path) else { continue };
        let promise = &it.promise;
        let kind = (
            promise.entry.stability.value == Stability::Frozen,
            promise.frozen_by.is_some(),
            &promise.because,
        );
        let finding = words::promised(found, path, kind, range, it.message.clone());
        found.add(finding.about(it.about.clone()).usually(it.severity));
    }
}

impl Anchor {
    fn range(&self, world: &World, path: &RepoPath) -> Option<TextRange> {
        match self {
            Self::Item(names) => {
                let (facts, number) = (world.facts(path)?, item_called(world, path, names)?);
                Some(facts.item(number)?.name_range)
            }
            Self::Entry(key) => match world.record(path)? {
                Record::Contract(contract) => {
                    let mut entries = contract.interface.iter().flatten();
                    let entry = entries.find(|it| it.key.value == *key);
                    Some(entry.map_or(TextRange::empty(0), |it| it.key.range))
                }
                Record::Decision(file) => {
                    let mut entries = file.governs.iter().filter(|it| it.freezes);
                    entries.find(|it| it.text.ends_with(&**key)).map(|it| it.range)
                }
                _ => None,
            },
        }
    }
}

/// What of the boundaries that were compared breaks a promise, is not settled, and stands in none of the findings of files; and which of
/// these the surfaces refute.
pub fn by_surfaces(
    before: &World,
    now: CodeState<'_>,
    changes: &[FileChange],
    compared: &[BoundaryChange],
) -> BySurfaces {
    if compared.is_empty() {
        return BySurfaces::default();
    }
    let all = compared.iter().flat_map(|boundary| {
        boundary.broken.iter().map(move |it| Broken { boundary, before, now, it })
    });
    // Of a name that another package may bring, the contract tells that it was not compared.
    let is_known =
        |it: &Broken<'_>| !it.it.is_lost || it.it.change.class() == ChangeClass::Breaking;
    let mut left: Vec<Broken<'_>> = all.filter(is_known).filter(|it| !it.is_settled()).collect();
    let mut told = Told::of(now, changes, compared);
    let refuted = told.take_refuted(now.world, compared);
    left.retain(|it| !told.has(it));
    let untold = in_words(left, &now.code.base().unwrap_or_default());
    BySurfaces { untold, refuted }
}

/// A promise that a boundary breaks.
#[derive(Clone, Copy)]
struct Broken<'a> {
    boundary: &'a BoundaryChange,
    before: &'a World,
    now: CodeState<'a>,
    it: &'a BrokenPromise,
}

impl<'a> Broken<'a> {
    fn symbol(&self) -> String {
        format!("{}#{}", self.boundary.boundary, self.it.path)
    }

    fn is_frozen(&self) -> bool {
        self.it.promise.entry.stability.value == Stability::Frozen
    }

    /// The item that changed, where it is.
    fn item(&self) -> Option<(&'a RepoPath, ItemNumber)> {
        let place = self.it.change.now.as_ref()?;
        Some((&place.path, item_named_at(self.now.world, place)?))
    }

    /// What it still is for its own package, which others can name no more.
    fn item_inside(&self) -> Option<(&'a RepoPath, ItemNumber)> {
        let was = self.it.change.before.as_ref().filter(|_| self.it.change.now.is_none())?;
        let names = names_of(self.before, &was.path, item_named_at(self.before, was)?)?;
        Some((&was.path, item_called(self.now.world, &was.path, &names)?))
    }

    fn is_settled(&self) -> bool {
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

    /// Where the hands are: at the item, or else at the promise, whose name leads nowhere.
    fn anchor(&self) -> (RepoPath, Anchor) {
        let item = if self.it.is_lost { self.item_inside() } else { self.item() };
        let named = item.and_then(|(path, item)| {
            Some((path.clone(), Anchor::Item(names_of(self.now.world, path, item)?)))
        });
        named.unwrap_or_else(|| self.entry())
    }

    fn entry(&self) -> (RepoPath, Anchor) {
        let promise = &self.it.promise;
        let key = promise.entry.key.value.clone();
        (promise.because.place.path.clone(), Anchor::Entry(key))
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

fn names_of(world: &World, path: &RepoPath, item: ItemNumber) -> Option<Vec<String>> {
    let items: Vec<_> = world.facts(path)?.items().collect();
    Some(names_to(&items, item).into_iter().map(str::to_owned).collect())
}

fn item_called(world: &World, path: &RepoPath, names: &[String]) -> Option<ItemNumber> {
    let items: Vec<_> = world.facts(path)?.items().collect();
    (0..).zip(&items).map(|(number, _)| number).find(|it| names_to(&items, *it) == names)
}

/// One finding for each item. Names that went with many others of one promise are told together, and so is much of one boundary
/// of which nobody knows what it means.
fn in_words(all: Vec<Broken<'_>>, base: &str) -> Vec<Untold> {
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
