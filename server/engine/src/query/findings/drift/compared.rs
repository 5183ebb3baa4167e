//! What differs of the items of a file since the base, with what names stood for there.

use std::collections::BTreeSet;

use boundstone_model::{
    ChangeClass, FileSignatures, ItemNumber, ItemSignature, Language, RepoPath, SignatureChange,
};

use boundstone_text::TextRange;

use super::held::Held;
use super::pairs::Side;
use crate::query::code::Signed;
use crate::query::item_change::{OneSide, item_change, written_change};
use crate::query::then::{Asked, Then};

/// A file at the base and now. Nothing is looked up for items that promise what they did.
pub(super) struct ComparedFile<'s> {
    pub(super) then: Then<'s>,
    pub(super) now: Signed<'s>,
    pub(super) language: Language,
    /// At the base, and now.
    pub(super) paths: [&'s RepoPath; 2],
    /// What its items promised at the base, and what they promise now.
    pub(super) signatures: [&'s FileSignatures; 2],
    /// The files that were looked into for what names mean.
    pub(super) followed: BTreeSet<RepoPath>,
}

type Numbered<'s> = (ItemNumber, &'s ItemSignature);

impl ComparedFile<'_> {
    /// What differs of an item, the worst first. Names lead to files that may be others than they were: those are
    /// looked up, and then the names again.
    pub(super) fn changes(&mut self, old: Numbered<'_>, new: Numbered<'_>) -> Vec<SignatureChange> {
        if old.1.signature == new.1.signature && old.1.cfg == new.1.cfg {
            return Vec::new();
        }
        loop {
            let found = item_change(self.before(old), self.now(new));
            let [before, now] = &found.followed;
            let asked = self.then.ask(before);
            self.followed.extend(before.iter().chain(now).cloned());
            match asked {
                Asked::Same => return found.changes,
                Asked::Others => {}
                Asked::Unknown => return self.written(old, new),
            }
        }
    }

    /// Where the first part of an item stands that breaks its users, or else the first that is new: of a type, what was edited
    /// in it. `None` for a change of the whole, and of what is gone.
    pub(super) fn changed_part(
        &mut self,
        (here, then): (&Side<'_>, &Side<'_>),
        held: &Held<'_>,
        changes: &[SignatureChange],
    ) -> Option<TextRange> {
        let is_felt =
            |it: &SignatureChange| held.promise.is_frozen || it.class == ChangeClass::Breaking;
        let is_addition = |it: &SignatureChange| is_felt(it) && it.rule.ends_with("_added");
        let is_of_new = changes.iter().any(is_addition);
        let mut first_new = None;
        for (number, part, own) in here.parts(held.item) {
            let Some(before) = here.before(then, number) else {
                first_new.get_or_insert(part.name_range);
                continue;
            };
            if self.changes(before, (number, own)).iter().any(is_felt) {
                return Some(part.name_range);
            }
        }
        first_new.filter(|_| is_of_new)
    }

    /// The same by the texts alone.
    pub(super) fn written(&self, old: Numbered<'_>, new: Numbered<'_>) -> Vec<SignatureChange> {
        written_change(self.before(old), self.now(new))
    }

    fn before<'o>(&'o self, item: Numbered<'o>) -> OneSide<'o> {
        self.side(self.then.signed(), (self.paths[0], self.signatures[0]), item)
    }

    fn now<'o>(&'o self, item: Numbered<'o>) -> OneSide<'o> {
        self.side(self.now, (self.paths[1], self.signatures[1]), item)
    }

    fn side<'o>(
        &'o self,
        state: Signed<'o>,
        (path, file): (&'o RepoPath, &'o FileSignatures),
        (number, own): Numbered<'o>,
    ) -> OneSide<'o> {
        OneSide { state, language: self.language, path, number, file, own }
    }
}
