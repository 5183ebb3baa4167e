//! Which way the values of TypeScript's types go: whether users are handed them, or hand them over.
//!
//! It is followed from what users call and read, through parameters, results, members and callbacks. What is left to
//! inference may go any way, and so may what a type that nobody can read leads to.

mod known;
mod reached;
mod walk;
mod ways;

use boundstone_model::{
    ChangeClass, Confidence, Form, ItemKind, Language, Place, Signature, SignatureChange, Surface,
    SurfaceItem,
};
use rustc_hash::FxHashMap;

use self::reached::reached;
use self::walk::Walk;
use self::ways::{BOTH, GOT, NONE, Ways};
use super::super::aligned::Meanings;
use super::Side;
use crate::class::{Handling, changes_handled, doubt};
use crate::types::Origin;

/// What users do with the types of a package.
pub(super) struct Handled {
    /// By what its functions, variables and classes say.
    by_values: FxHashMap<Origin, Ways>,
    /// By the exported types that these do not lead to as well: users may do anything with values of those.
    by_types: FxHashMap<Origin, Ways>,
    /// What may be in what is left to inference, with what is done with that; `None` where too much may.
    lost: Option<FxHashMap<Origin, Ways>>,
}

impl Handled {
    pub(super) fn of(surface: &Surface, meanings: &Meanings<'_>) -> Self {
        let mut walk = Walk::new(meanings);
        let origin = |it: &SurfaceItem| meanings.origin(&it.place.path, it.place.range);
        let whole = || {
            let own = |it: &&SurfaceItem| it.language != Language::Rust && !it.is_part;
            surface.items.iter().filter(own)
        };
        for item in whole().filter(|it| !is_type(it.kind) || it.kind == ItemKind::Class) {
            if let Some(origin) = origin(item) {
                walk.item(origin, GOT);
            }
        }
        let by_values = walk.ways.clone();
        for item in whole().filter(|it| is_type(it.kind)) {
            let is_known = |it: &Origin| by_values.get(it).is_some_and(|ways| !ways.is_of_names());
            if let Some(origin) = origin(item).filter(|it| !is_known(it)) {
                walk.item(origin, BOTH);
            }
        }
        let lost = if walk.is_cut { None } else { reached(&walk.lost, meanings) };
        Self { by_values, by_types: walk.ways, lost }
    }

    fn of_type(&self, origin: Origin) -> Option<Known> {
        let ways = *self.by_values.get(&origin)?;
        let lost = match &self.lost {
            Some(lost) if !ways.is_of_others() => lost.get(&origin).copied().unwrap_or(NONE),
            _ => BOTH,
        };
        let all = self.by_types.get(&origin).copied().unwrap_or(NONE);
        let handling = match (ways.is_got(), ways.is_given_at_all()) {
            (true, false) => Handling::Read,
            (false, true) => Handling::Given,
            _ => Handling::Both,
        };
        Some(Known { handling, ways, lost, is_alone: all == ways })
    }
}

/// What is known of a type.
pub(super) struct Known {
    handling: Handling,
    ways: Ways,
    /// What else may be done with it by what is left to inference.
    lost: Ways,
    /// No other exported type leads to it another way.
    pub(super) is_alone: bool,
}

impl Known {
    fn is_sure(&self) -> bool {
        self.lost == NONE
    }

    /// What differs for those who do only that.
    pub(super) fn changes(&self, was: &Signature, is: &Signature) -> Vec<SignatureChange> {
        let mut found = changes_handled(self.handling, was, is);
        if self.is_of_names() {
            found.retain(says_which_members);
        }
        if !self.is_made() {
            let is_of_makers =
                |it: &&mut SignatureChange| it.rule == "required_member_added" && is_at_the_top(it);
            let settle = if self.lost.is_given() { in_doubt } else { not_made };
            found.iter_mut().filter(is_of_makers).for_each(settle);
        }
        self.told_of_each(&mut found);
        if self.is_sure() && (self.ways.is_given_for_each() || self.ways.is_given_in_full()) {
            self.needs_each((was, is), &mut found);
        }
        let (is_got, is_given) = (self.ways.is_got(), self.ways.is_given_at_all());
        let may_be_got = self.lost.is_got() && !is_got;
        let may_be_given = self.lost.is_given_at_all() && !is_given;
        match (is_got || is_given, may_be_got || may_be_given) {
            (false, true) => breaks_one_of_them((was, is), &mut found),
            (true, true) => may_break((was, is), &mut found),
            (_, false) => {}
        }
        found
    }

    /// Users make whole values of it, or may.
    fn is_made(&self) -> bool {
        self.ways.is_given()
    }

    fn is_of_names(&self) -> bool {
        self.is_sure() && self.ways.is_of_names()
    }

    /// Members of an enum that came, or names of members, where users hand over something for each, or are handed one and may
    /// tell all of them apart.
    fn told_of_each(&self, changes: &mut [SignatureChange]) {
        let is_of_names = self.is_of_names();
        let why = match self.ways {
            it if it.is_given_for_each() => "users hand over something for each of them",
            it if it.is_got() || is_of_names && it.has_names_got() => {
                "users who tell all of them apart are handed another one"
            }
            _ => return,
        };
        let is_told = |it: &&mut SignatureChange| match it.rule {
            "variant_added" => true,
            "member_added" => is_of_names && !self.ways.is_given_for_each(),
            _ => false,
        };
        changes.iter_mut().filter(is_told).for_each(|it| breaks(it, why));
    }

    /// Members that came, where users hand over something for each.
    fn needs_each(&self, (was, is): (&Signature, &Signature), changes: &mut [SignatureChange]) {
        let all = changes_handled(Handling::Both, was, is);
        let is_needed = |it: &&SignatureChange| match it.rule {
            "required_member_added" => true,
            "member_added" => self.ways.is_given_in_full(),
            _ => false,
        };
        for needed in all.iter().filter(is_needed).filter(|it| is_at_the_top(it)) {
            let name = needed.reason.split(':').next().unwrap_or_default();
            let told = changes.iter_mut().find(|it| it.reason.split(':').next() == Some(name));
            if let Some(change) = told.filter(|it| it.class != ChangeClass::Breaking) {
                breaks(change, "users hand over something for each of them");
            }
        }
    }

    /// Whether a change is less sure than its text: who reads what is handed over, and who makes what has methods and is got as
    /// well, nobody sees.
    fn doubts(&self, change: &SignatureChange, was: &Signature) -> bool {
        match change.rule {
            "member_optional" => !self.ways.is_got_with_gaps(),
            "required_member_added" | "member_required" => {
                let is_got_alone = self.ways.is_got() && !self.ways.is_given();
                let is_seldom_made = self.ways.is_only_put_in() || has_methods(was);
                !self.is_made() || is_got_alone || self.ways.is_got() && is_seldom_made
            }
            _ => false,
        }
    }
}

/// What breaks nobody as far as the text says, and would break those who do more with the type: whether somebody does, is left to
/// inference.
fn may_break((was, is): (&Signature, &Signature), changes: &mut [SignatureChange]) {
    let all = changes_handled(Handling::Both, was, is);
    let of = |it: &SignatureChange| it.reason.split(':').next().map(str::to_owned);
    let breaks = |it: &&SignatureChange| it.class == ChangeClass::Breaking;
    let is_told = |it: &SignatureChange| changes.iter().any(|told| of(told) == of(it));
    let is_of_all = all.iter().filter(breaks).any(|it| !is_told(it));
    let is_in_doubt = |it: &SignatureChange| {
        it.class < ChangeClass::Breaking
            && (is_of_all || all.iter().filter(breaks).any(|other| of(other) == of(it)))
    };
    changes.iter_mut().filter(|it| is_in_doubt(it)).for_each(in_doubt);
}

/// What breaks only those who are handed one, or only those who hand one over, where nobody sees who is there.
fn breaks_one_of_them((was, is): (&Signature, &Signature), changes: &mut [SignatureChange]) {
    let of = |it: &SignatureChange| it.reason.split(':').next().map(str::to_owned);
    let breaks = |it: &SignatureChange| it.class == ChangeClass::Breaking;
    for handling in [Handling::Read, Handling::Given] {
        let all = changes_handled(handling, was, is);
        let is_felt =
            |it: &SignatureChange| all.iter().any(|told| breaks(told) && of(told) == of(it));
        let others = changes.iter_mut().filter(|it| breaks(it) && !is_felt(it));
        others.for_each(in_doubt);
    }
}

fn in_doubt(change: &mut SignatureChange) {
    (change.class, change.confidence) = (ChangeClass::Unknown, Confidence::Likely);
    change.reason =
        format!("{}; who uses its type is in part left to inference", change.reason).into();
}

fn breaks(change: &mut SignatureChange, why: &str) {
    (change.class, change.confidence) = (ChangeClass::Breaking, Confidence::Likely);
    change.reason = format!("{}: {why}", change.reason).into();
}

/// Whether it is of which members there are.
fn says_which_members(change: &SignatureChange) -> bool {
    matches!(change.rule, "member_removed" | "member_added" | "required_member_added")
        && is_at_the_top(change)
}

/// Whether it is of a member of the type itself, and not of what one of its members has, takes or gives: `a.b`, and `b` of a
/// parameter of `a`.
fn is_at_the_top(change: &SignatureChange) -> bool {
    let mut words = change.reason.split('`');
    let (name, behind) = (words.nth(1).unwrap_or_default(), words.next().unwrap_or_default());
    !name.contains('.') && !behind.starts_with(" of ")
}

fn has_methods(signature: &Signature) -> bool {
    let Form::Record(record) = &signature.form else { return false };
    record.members.iter().any(|it| matches!(it.signature.form, Form::Function(_)))
}

/// What a change of an exported type is to those who are only handed its values, or only hand them over: as that, likely.
pub(super) fn settle(
    (item, side): (&SurfaceItem, &Side<'_>),
    (before, now): (&Signature, &Signature),
    changes: &mut Vec<SignatureChange>,
) {
    if item.kind == ItemKind::Enum {
        return of_enum(item, side, changes);
    }
    let is_breaking = |it: &SignatureChange| it.class == ChangeClass::Breaking;
    let is_open = matches!(item.kind, ItemKind::Interface | ItemKind::TypeAlias);
    if item.language == Language::Rust || !is_open || changes.is_empty() {
        return;
    }
    let Some(known) = known(&item.place, side) else { return };
    if known.is_of_names() {
        // Whoever asks it for names makes none.
        let is_of_makers = |it: &&mut SignatureChange| {
            is_breaking(it) && it.rule == "required_member_added" && is_at_the_top(it)
        };
        changes.iter_mut().filter(is_of_makers).for_each(doubt);
        return;
    }
    let mut found = known.changes(before, now);
    // Others may make one as well, or read what they hand over.
    if !known.is_alone {
        let is_doubtful = |it: &&mut SignatureChange| is_breaking(it) && !found.contains(it);
        changes.iter_mut().filter(is_doubtful).for_each(|it| it.confidence = Confidence::Likely);
        return;
    }
    let is_doubtful = |it: &&mut SignatureChange| !changes.contains(it) || known.doubts(it, before);
    found.iter_mut().filter(is_doubtful).for_each(|it| it.confidence = Confidence::Likely);
    *changes = found;
}

/// A member that came breaks who hands over something for each of them, or is handed one and tells all of them apart. Whether
/// others name them all, nobody knows.
fn of_enum(item: &SurfaceItem, side: &Side<'_>, changes: &mut [SignatureChange]) {
    if item.language == Language::Rust || !changes.iter().any(|it| it.rule == "variant_added") {
        return;
    }
    let is_added = |it: &&mut SignatureChange| it.rule == "variant_added";
    changes.iter_mut().filter(is_added).for_each(|it| it.confidence = Confidence::Likely);
    if let Some(known) = known(&item.place, side) {
        known.told_of_each(changes);
    }
}

/// What is known of the type that stands here.
pub(super) fn known(place: &Place, side: &Side<'_>) -> Option<Known> {
    let origin = side.meanings.origin(&place.path, place.range)?;
    side.handled().of_type(origin)
}

/// A required member that came into a type that nobody makes whole values of.
fn not_made(change: &mut SignatureChange) {
    (change.class, change.rule) = (ChangeClass::Additive, "member_added");
    change.reason = change.reason.replace(": who makes one must write it", "").into();
}

fn is_type(kind: ItemKind) -> bool {
    use ItemKind::{Class, Enum, Interface, TypeAlias};
    matches!(kind, Class | Enum | Interface | TypeAlias)
}
