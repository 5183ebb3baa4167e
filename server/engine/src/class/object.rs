//! Object types whose properties are written out: each is told by itself.

use boundstone_model::{ChangeClass, Confidence};

use super::assignable::{
    are_given_related, is_readonly_of, is_same, literal_of, takes, takes_what_is_given,
};
use super::brackets::parts;
use super::callable::is_guess;
use super::keys::is_part_of;
use super::type_text::{
    Property, are_of_other_forms, function, is_given_on_one_side, object, objects, tuple,
};
use super::{Found, HELD, Implementers};
use crate::rust_types::{Outlives, Relation, differ_by_constant, gives_more, takes_more};

/// What users do with the values of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Handling {
    /// They are handed them.
    Read,
    /// They hand them over.
    Given,
    /// Both, or nobody knows.
    Both,
}

impl Handling {
    /// Whether what users did with the values of the old type they can certainly do with those of the new.
    pub(super) fn welcomes(self, old: &str, new: &str) -> bool {
        let is_wider = match self {
            Self::Read => takes(old, new),
            Self::Given => takes_what_is_given(new, old),
            Self::Both => new == "any" || is_readonly_of(old, new),
        };
        // What is `any` takes everything, and is taken for everything.
        is_wider || known_as_any(old) == new
    }
}

/// A type with `any` for each `unknown` in it.
pub(super) fn known_as_any(ty: &str) -> String {
    let is_part = |sign: char| sign.is_alphanumeric() || "_$.\"'".contains(sign);
    let mut text = String::with_capacity(ty.len());
    let mut rest = ty;
    while let Some((before, behind)) = rest.split_once("unknown") {
        let is_word = !before.ends_with(is_part) && !behind.starts_with(is_part);
        text.push_str(before);
        text.push_str(if is_word { "any" } else { "unknown" });
        rest = behind;
    }
    text + rest
}

/// Where a type stands.
#[derive(Clone, Copy)]
pub(super) struct Position<'a> {
    pub(super) handling: Handling,
    /// The path of the properties around, empty for the type itself.
    pub(super) path: &'a str,
    /// ` of parameter 1`, ` of what it returns`; empty where the path says it.
    pub(super) of: &'a str,
    /// Rust: which lifetimes are at least as long as which.
    pub(super) outlives: Outlives<'a>,
}

/// What lives for ever lives long enough.
pub(super) fn outlives(long: Option<&str>, short: Option<&str>) -> bool {
    long == short || long == Some("'static")
}

impl Found {
    /// Whether both are objects, and what differs of their properties was told.
    pub(super) fn properties(&mut self, at: Position<'_>, old: &str, new: &str) -> bool {
        let (old, new) = without_common(old, new);
        let Some((old, new)) = objects(old, new) else { return false };
        let told = self.list.len();
        let find = |list: &[Property], name: &str| list.iter().find(|it| it.name == name).cloned();
        for it in &old {
            match find(&new, &it.name) {
                Some(now) => self.property(at, it, &now),
                None => self.property_removed(at, it),
            }
        }
        for it in new.iter().filter(|it| find(&old, &it.name).is_none()) {
            self.property_added(at, it);
        }
        self.list.len() > told
    }

    /// Whether both are unions of as many objects, one of each pair with all names of the other, and what differs of them was
    /// told. Which became which is not certain.
    fn arms_of_union(&mut self, at: Position<'_>, old: &str, new: &str) -> bool {
        let (olds, news) = (parts(old, '|'), parts(new, '|'));
        let (gone, came) = (without(&olds, &news), without(&news, &olds));
        let pairs = gone.iter().copied().zip(came.iter().copied());
        if olds.len() < 2 || gone.len() != came.len() || !pairs.clone().all(may_be_one) {
            return false;
        }
        let told = self.list.len();
        pairs.for_each(|(old, new)| {
            self.properties(at, old, new);
        });
        self.list.iter_mut().skip(told).for_each(|it| it.confidence = Confidence::Likely);
        self.list.len() > told
    }

    /// Whether both are tuples with as many elements, of which one became another, or some are left to inference; and what differs
    /// of them was told.
    fn elements(&mut self, at: Position<'_>, rule: &'static str, (old, new): (&str, &str)) -> bool {
        let (Some((olds, was_readonly)), Some((news, is_readonly))) = (tuple(old), tuple(new))
        else {
            return false;
        };
        let is_plain = |it: &&str| !it.starts_with("...") && !it.ends_with('?');
        let pairs = || (0..).zip(olds.iter().zip(&news)).filter(|(_, (old, new))| old != new);
        let is_told = pairs().count() == 1 || is_guess(old) || is_guess(new);
        if was_readonly != is_readonly
            || olds.len() != news.len()
            || !is_told
            || !olds.iter().chain(&news).all(is_plain)
        {
            return false;
        }
        let told = self.list.len();
        let is_left = self.is_inferred;
        for (number, (old, new)) in pairs() {
            let path = format!("{}[{number}]", at.path);
            let reason = format!("`{path}`{} is of type `{new}`, and was of `{old}`", at.of);
            self.is_inferred = is_left && (is_guess(old) || is_guess(new));
            self.type_at(Position { path: &path, ..at }, rule, (old, new), reason);
        }
        self.is_inferred = is_left;
        self.list.len() > told
    }

    /// Whether both are functions that users call, and what differs of them was told.
    fn call(&mut self, at: Position<'_>, old: &str, new: &str) -> bool {
        let (Some(old), Some(new)) = (function(old), function(new)) else { return false };
        if at.handling == Handling::Given {
            return false;
        }
        let told = self.list.len();
        let what = match at.path {
            "" => at.of.trim_start_matches(" of ").to_owned(),
            path => format!("`{path}`{}", at.of),
        };
        let around = std::mem::replace(&mut self.members_of, HELD);
        self.callable(&what, &old, &new);
        self.members_of = around;
        self.list.len() > told
    }

    fn property_removed(&mut self, at: Position<'_>, it: &Property) {
        let reason = format!("{} removed", at.named(&it.name));
        match at.handling {
            Handling::Given if it.is_forbidden() => self.wider("member_removed", reason),
            _ if it.is_forbidden() => self.text("member_removed", reason),
            // A value with more than that is taken, unless it is written out where it is given.
            Handling::Given => self.text("member_removed", reason),
            _ => self.breaking("member_removed", reason),
        }
    }

    fn property_added(&mut self, at: Position<'_>, it: &Property) {
        let reason = format!("{} added", at.named(&it.name));
        match (at.handling, it.is_optional) {
            (Handling::Given | Handling::Both, _) if it.is_forbidden() => {
                self.text("member_added", format!("{reason}, which nobody can give a value"));
            }
            (Handling::Read, _) | (_, true) => self.additive("member_added", reason),
            _ => self.breaking(
                "required_member_added",
                format!("{reason}: who makes one must write it"),
            ),
        }
    }

    fn property(&mut self, at: Position<'_>, old: &Property, new: &Property) {
        let name = at.named(&new.name);
        match (old.is_optional, new.is_optional, at.handling) {
            (true, false, Handling::Read) => {
                self.additive("member_required", format!("{name} is always there"))
            }
            (true, false, _) => {
                self.breaking("member_required", format!("{name} is no longer optional"))
            }
            (false, true, Handling::Given) => {
                self.additive("member_optional", format!("{name} may be missing"))
            }
            (false, true, _) => {
                self.breaking("member_optional", format!("{name} may be missing now"))
            }
            _ => {}
        }
        match (old.is_readonly, new.is_readonly, at.handling) {
            (true, false, _) => self.additive("readonly", format!("{name} is no longer readonly")),
            (false, true, Handling::Given) => self.cosmetic("readonly"),
            (false, true, _) => self.text("readonly", format!("{name} is now readonly")),
            _ => {}
        }
        if old.ty == new.ty {
            return;
        }
        let path = match at.path {
            "" => new.name.clone(),
            path => format!("{path}.{}", new.name),
        };
        let reason = format!("{name} is of type `{}`, and was of `{}`", new.ty, old.ty);
        let told = self.list.len();
        // What is written is known, whatever stands beside it is left to inference.
        let is_left = self.is_inferred;
        self.is_inferred = is_left && (is_guess(&old.ty) || is_guess(&new.ty));
        self.type_at(Position { path: &path, ..at }, "type_changed", (&old.ty, &new.ty), reason);
        self.is_inferred = is_left;
        if old.is_optional && new.is_optional {
            self.seldom_called(told);
        }
    }

    /// A function that may be missing is mostly a callback: who writes one may take fewer parameters.
    pub(super) fn seldom_called(&mut self, told: usize) {
        let list = self.list.iter_mut().skip(told);
        for change in list.filter(|it| it.rule == "parameter_required") {
            change.confidence = Confidence::Likely;
        }
    }

    /// The text of a type changed: what it means where it stands.
    pub(super) fn type_at(
        &mut self,
        at: Position<'_>,
        rule: &'static str,
        (old, new): (&str, &str),
        reason: String,
    ) {
        match at.handling {
            _ if self.is_rust() => self.rust_type(at, rule, (old, new), reason),
            _ if is_same(old, new) => self.cosmetic(rule),
            _ if self.properties(at, old, new) || self.arms_of_union(at, old, new) => {}
            it if it.welcomes(old, new) => self.wider(rule, reason),
            _ if self.elements(at, rule, (old, new)) => {}
            _ if is_mapped_more_openly(old, new) => {
                self.additive("readonly", reason);
            }
            _ if self.call(at, old, new) => {}
            _ if are_given_related(old, new) || is_given_on_one_side(old, new) => {
                self.unknown(rule, reason);
            }
            Handling::Given if is_part_of(new, old) => self.unknown(rule, reason),
            _ if are_of_other_forms(old, new) => {
                self.add(ChangeClass::Breaking, Confidence::Likely, rule, reason);
            }
            _ => self.text(rule, reason),
        }
    }
}

impl Found {
    /// Whether it is a member of a trait that others implement.
    pub(super) fn is_of_others(&self) -> bool {
        self.members_of == "trait" && self.implementers == Implementers::Others
    }

    /// What the types of Rust tell of each other where one is handed over. A member of a trait must be as the trait says.
    fn rust_type(
        &mut self,
        at: Position<'_>,
        rule: &'static str,
        (old, new): (&str, &str),
        reason: String,
    ) {
        let (relation, wider) = match at.handling {
            _ if differ_by_constant(old, new) => (Relation::Unknown, rule),
            _ if self.is_of_others() => (Relation::Other, rule),
            Handling::Read => (gives_more(old, new, at.outlives), "result_narrower"),
            Handling::Given => (takes_more(old, new, at.outlives), "parameter_wider"),
            Handling::Both => (Relation::Other, rule),
        };
        match relation {
            Relation::More => self.wider(wider, reason),
            Relation::Unknown => self.unknown(rule, reason),
            Relation::Other => self.text(rule, reason),
        }
    }
}

/// `{readonly [T0 in A]: B}` as `{[T0 in A]: B}`, or that as `{-readonly [T0 in A]: B}`.
fn is_mapped_more_openly(old: &str, new: &str) -> bool {
    let read = |ty: &'_ str| {
        let signs = ["{readonly [", "{[", "{-readonly ["];
        let mut all = signs.iter().zip(0..);
        all.find_map(|(sign, rank)| Some((rank, ty.strip_prefix(sign)?.to_owned())))
    };
    let (Some((was, before)), Some((is, now))) = (read(old), read(new)) else { return false };
    is > was && before == now
}

/// Whether an object may be another arm of a union now: one has all names of the other, and no literal is another one.
fn may_be_one((old, new): (&str, &str)) -> bool {
    let (Some(old), Some(new)) = (object(old), object(new)) else { return false };
    let has_all = |all: &[Property], some: &[Property]| {
        some.iter().all(|it| all.iter().any(|other| other.name == it.name))
    };
    let is_told_apart = |it: &Property| {
        let other = new.iter().find(|other| other.name == it.name);
        literal_of(&it.ty).is_some() && other.is_some_and(|other| other.ty != it.ty)
    };
    // What may not be there forbids what another arm has.
    let forbids = old.iter().chain(&new).any(|it| it.ty == "never");
    (has_all(&old, &new) || has_all(&new, &old)) && !forbids && !old.iter().any(is_told_apart)
}

fn without<'t>(list: &[&'t str], other: &[&str]) -> Vec<&'t str> {
    list.iter().copied().filter(|it| !other.contains(it)).collect()
}

/// The two types of an intersection in which two differ; both whole, where that is no one.
fn without_common<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str) {
    let (olds, news) = (parts(old, '&'), parts(new, '&'));
    match (without(&olds, &news).as_slice(), without(&news, &olds).as_slice()) {
        ([old], [new]) if olds.len() == news.len() => (old, new),
        _ => (old, new),
    }
}

impl Position<'_> {
    fn named(&self, property: &str) -> String {
        match self.path {
            "" => format!("`{property}`{}", self.of),
            path => format!("`{path}.{property}`{}", self.of),
        }
    }
}
