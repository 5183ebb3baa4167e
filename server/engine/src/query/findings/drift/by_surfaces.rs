//! What breaks a promise and no file says by itself: what comes or goes with re-exports, macros and levels, and with types that
//! nobody can import. The surfaces of the boundaries show it, where they are compared as a whole; and they show what breaks nobody,
//! though its file looks so.

mod broken;
mod told;

use std::collections::BTreeSet;
use std::sync::Arc;

use boundstone_model::{
    BoundaryChange, ChangeClass, FileChange, Finding, InterfaceAnswer, RepoPath, Rule, Severity,
    Stability,
};
use boundstone_text::TextRange;

use self::broken::{Broken, in_words};
use self::told::Told;
use super::super::Findings;
use super::words;
use crate::World;
use crate::change::Record;
use crate::query::code::CodeState;
use crate::query::freeze::name_of;
use crate::query::statement::called;

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
    /// The item of this path in its file.
    Item(String),
    /// The entry of a contract or of a decision.
    Entry(Arc<str>),
    /// A manifest: what promised is gone.
    Start,
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
            Self::Item(inner) => {
                let facts = world.facts(path)?;
                Some(facts.item(called(facts, inner)?)?.name_range)
            }
            Self::Start => Some(TextRange::empty(0)),
            Self::Entry(key) => match world.record(path)? {
                Record::Contract(contract) => {
                    let mut entries = contract.interface.iter().flatten();
                    let entry = entries.find(|it| it.key.value == *key);
                    Some(entry.map_or(TextRange::empty(0), |it| it.key.range))
                }
                Record::Decision(file) => {
                    let mut entries = file.governs.iter().filter(|it| it.freezes);
                    entries.find(|it| name_of(&it.text) == &**key).map(|it| it.range)
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
    let mut refuted = told.take_refuted(now.world, compared);
    refuted.extend(told.take_doubting(&left));
    left.retain(|it| !told.has(it));
    let untold = in_words(left, &now.code.base().unwrap_or_default());
    BySurfaces { untold, refuted }
}
