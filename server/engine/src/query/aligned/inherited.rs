//! Members of TypeScript's classes and interfaces that moved into what these extend, or out of it.

use std::sync::Arc;

use boundstone_model::{Member, Record};

use super::Pair;
use super::derived::parents;
use crate::types::{self, Follower, Meant, Origin, Type, members_of, parse};

/// What a class or an interface has.
struct Whole {
    own: Vec<types::Member>,
    parents: Vec<Parent>,
}

/// What it extends.
struct Parent {
    text: Arc<str>,
    /// `None` where that cannot be said.
    members: Option<Vec<types::Member>>,
    /// Users may ask whether a value is one.
    is_exported_class: bool,
}

/// A parent as it is written, and what it gives.
type Extended<'w> = (&'w Arc<str>, &'w [types::Member]);

impl Whole {
    fn of(record: &Record, origin: Origin, names: Follower<'_>) -> Self {
        let own = record.members.iter().filter_map(|it| types::member(it, origin));
        let extended = record.parents.iter().filter(|it| it.starts_with("extends "));
        let parent = |text: &Arc<str>| {
            let ty = text.strip_prefix("extends ").and_then(|it| parse(it, origin));
            let definition = match &ty {
                Some(Type::Name(name)) => match names.lookup.ty(name) {
                    Meant::Item(definition) => Some(definition),
                    _ => None,
                },
                _ => None,
            };
            let is_exported_class =
                definition.is_some_and(|it| it.is_exported && it.stands_for.is_none());
            let members = ty.and_then(|ty| members_of(&ty, names));
            Parent { text: text.clone(), members, is_exported_class }
        };
        Self { own: own.flatten().collect(), parents: extended.map(parent).collect() }
    }

    fn inherited(&self) -> impl Iterator<Item = &types::Member> {
        self.parents.iter().filter_map(|it| it.members.as_ref()).flatten()
    }

    fn all(&self) -> impl Iterator<Item = &types::Member> {
        self.own.iter().chain(self.inherited())
    }

    fn named(&self, wanted: &types::Member) -> Option<&types::Member> {
        self.all().find(|it| it.name().is_some() && it.name() == wanted.name())
    }

    /// The parents that the other side has not, and of which all is known: each with its members.
    fn only(&self, others: &[Arc<str>]) -> Vec<Extended<'_>> {
        let only = self.parents.iter().filter(|it| !others.contains(&it.text));
        let known = only.filter(|it| !it.is_exported_class);
        known.filter_map(|it| Some((&it.text, it.members.as_deref()?))).collect()
    }
}

impl Pair<'_> {
    /// Writes what the new one builds on as the old one does, where that is the same in other words.
    fn same_parents(&self, old: &Record, new: &mut Record) {
        let meant = |parent: &str, origin: Origin| parse(parent.strip_prefix("extends ")?, origin);
        let was: Vec<_> = old.parents.iter().filter(|it| !new.parents.contains(it)).collect();
        for parent in new.parents.iter_mut().filter(|it| !old.parents.contains(it)) {
            let Some(is) = meant(parent, self.new) else { continue };
            let is_it = |was: &&&Arc<str>| {
                meant(was, self.old).is_some_and(|was| self.comparison().is_same(&was, &is))
            };
            if let Some(same) = was.iter().find(is_it) {
                *parent = Arc::clone(same);
            }
        }
    }

    /// Makes both say as their own what one of them inherits alone, or says itself where the other inherits it.
    pub(super) fn inherited(&self, old: &mut Record, new: &mut Record) {
        if old.parents.is_empty() && new.parents.is_empty() {
            return;
        }
        self.same_parents(old, new);
        if old.word == "class" {
            self.constructors(old, new);
            ancestors(old, self.old, self.follower(self.sides.old), &new.parents);
            ancestors(new, self.new, self.follower(self.sides.new), &old.parents);
        }
        let were = Whole::of(old, self.old, self.follower(self.sides.old));
        let are = Whole::of(new, self.new, self.follower(self.sides.new));
        let is_same =
            |was: &types::Member, is: &types::Member| self.comparison().same_member(was, is);
        let moved_up = moved(old, self.old, new, |was| are.inherited().any(|is| is_same(was, is)));
        let moved_down =
            moved(new, self.new, old, |is| were.inherited().any(|was| is_same(was, is)));
        add(new, moved_up);
        add(old, moved_down);
        let (restated, said) = (otherwise(new, &were), otherwise(old, &are));
        add(old, restated);
        add(new, said);
        let (gone, came) = (were.only(&new.parents), are.only(&old.parents));
        let kept = |was: &types::Member| are.all().any(|is| is_same(was, is));
        let was_there = |is: &types::Member| were.all().any(|was| is_same(was, is));
        own(old, &gone, (new, &are), &kept);
        own(new, &came, (old, &were), &was_there);
    }
}

/// So many classes are looked up of which one extends another.
pub(super) const LONGEST_LINE: usize = 16;

/// Where a class extends another one than on the other side, whose own line leads to a parent that is there: says so, with
/// the members of those that nobody else can name.
fn ancestors(record: &mut Record, origin: Origin, names: Follower<'_>, others: &[Arc<str>]) {
    let is_extended = |it: &&Arc<str>| it.starts_with("extends ");
    let Some(own) =
        record.parents.iter().find(is_extended).filter(|it| !others.contains(it)).cloned()
    else {
        return;
    };
    let mut line = own.strip_prefix("extends ").and_then(|it| parse(it, origin));
    let mut between = Vec::new();
    for _ in 0..LONGEST_LINE {
        let Some(ty) = line.take() else { return };
        let text: Arc<str> = format!("extends {ty}").into();
        if others.contains(&text) {
            let without = record.parents.iter().filter(|it| **it != own).cloned();
            record.parents = without.chain([text]).collect();
            return add(record, between);
        }
        let Type::Name(name) = &ty else { return };
        let definition = match names.lookup.ty(name) {
            Meant::Item(definition) => definition,
            Meant::Global => {
                line = parents(&ty, names.lookup).pop();
                continue;
            }
            Meant::Foreign => return,
        };
        let is_plain = definition.generics.is_empty() && definition.stands_for.is_none();
        let Some(Type::Object(members)) = definition.members.as_ref().filter(|_| is_plain) else {
            return;
        };
        between.extend(members.iter().filter_map(types::Member::written));
        line = definition.parents.first().cloned();
    }
}

/// Takes what `record` alone extends for its own, and what the other has under the same names for that one's.
fn own(
    record: &mut Record,
    parents: &[Extended<'_>],
    (other, has): (&mut Record, &Whole),
    is_same: &dyn Fn(&types::Member) -> bool,
) {
    for (text, members) in parents {
        let differing: Vec<&types::Member> = members.iter().filter(|it| !is_same(it)).collect();
        let written: Option<Vec<Member>> = differing.iter().map(|it| it.written()).collect();
        let Some(written) = written else { continue };
        record.parents = record.parents.iter().filter(|it| it != text).cloned().collect();
        let counterparts = differing.iter().filter_map(|it| has.named(it)?.written());
        add(other, counterparts.collect());
        add(record, written);
    }
}

/// The members of `own` that the other does not state itself, and inherits.
fn moved(
    own: &Record,
    origin: Origin,
    other: &Record,
    is_inherited: impl Fn(&types::Member) -> bool,
) -> Vec<Member> {
    let only = own.members.iter().filter(|it| other.members.iter().all(|own| own.name != it.name));
    let moved = only.filter(|it| {
        let forms = types::member(it, origin).filter(|forms| !forms.is_empty());
        forms.is_some_and(|forms| forms.iter().all(&is_inherited))
    });
    moved.cloned().collect()
}

/// As the other side inherits them, those of whose names it has some that say otherwise.
fn otherwise(own: &Record, other: &Whole) -> Vec<Member> {
    let is_own = |it: &types::Member| {
        let written = it.written();
        written.filter(|it| own.members.iter().filter(|own| own.name == it.name).count() == 1)
    };
    other.inherited().filter_map(is_own).collect()
}

/// Adds those of whose names it has none.
pub(super) fn add(record: &mut Record, members: Vec<Member>) {
    let mut all = record.members.to_vec();
    for member in members {
        if all.iter().all(|it| it.name != member.name) {
            all.push(member);
        }
    }
    all.sort_by_cached_key(|it| (it.name.clone(), it.signature.to_string()));
    record.members = all.into();
}
