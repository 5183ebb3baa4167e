//! Which traits the types of one side have, by the `impl`s of their package.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use boundstone_model::{Implementation, ImplementedTrait};

use super::Side;
use crate::class::{
    NO_FEATURES, in_same_words, is_same, may_meet, parameters_in, stand_for, trait_name,
};
use crate::rust_types::{Type, demands, fulfils, list, parse};

/// What one side says of types: of all of a surface, or of one.
pub(in crate::query) trait Types {
    fn implemented(&self) -> &Implemented<'_>;

    /// What users feel of the types of this path, in the builds of a condition: `derive(Clone)`.
    fn marks(&self, path: &str, cfg: &Option<Arc<str>>) -> Vec<&Arc<str>>;
}

impl Types for Side<'_> {
    fn implemented(&self) -> &Implemented<'_> {
        &self.implemented
    }

    fn marks(&self, path: &str, cfg: &Option<Arc<str>>) -> Vec<&Arc<str>> {
        let types = self.under(path, cfg);
        types.filter_map(|it| it.signature.as_ref()).flat_map(|it| &it.marks).collect()
    }
}

/// The `impl`s of one side by the paths of their types.
pub(in crate::query) struct Implemented<'s> {
    by_type: BTreeMap<&'s str, Vec<&'s ImplementedTrait>>,
    for_all: Vec<&'s ImplementedTrait>,
}

impl<'s> Implemented<'s> {
    pub(in crate::query) fn new(all: &'s [ImplementedTrait]) -> Self {
        let mut by_type: BTreeMap<&str, Vec<&ImplementedTrait>> = BTreeMap::new();
        for it in all {
            for path in it.paths.iter().chain(&it.known_as) {
                by_type.entry(path).or_default().push(it);
            }
        }
        let for_all = all.iter().filter(|it| it.head.is_blanket).collect();
        Self { by_type, for_all }
    }

    /// All `impl`s of traits for a type.
    pub(super) fn all_of(&self, ty: &str) -> impl Iterator<Item = &'s ImplementedTrait> {
        self.by_type.get(ty).into_iter().flatten().copied()
    }

    /// By another name of a type it has what it has by its own.
    pub(super) fn also_called(&mut self, name: &'s str, own: &str) {
        let all = self.by_type.get(own).cloned().unwrap_or_default();
        self.by_type.entry(name).or_default().extend(all);
    }

    /// The `impl`s of a trait, whatever it is given, for a type.
    pub(super) fn of<'a>(
        &'a self,
        ty: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = &'s ImplementedTrait> + 'a {
        let all = self.by_type.get(ty).into_iter().flatten().copied();
        all.filter(move |it| name_of(it) == Some(name))
    }

    /// Those of the same trait, given the same, for the same type, in a build that has the other one.
    pub(super) fn same_as<'a>(
        &'a self,
        it: &'a ImplementedTrait,
    ) -> impl Iterator<Item = &'s ImplementedTrait> + 'a {
        self.in_some_build(it).filter(move |other| may_be_together(it, other))
    }

    /// The same in whatever build.
    pub(super) fn in_some_build<'a>(
        &'a self,
        it: &'a ImplementedTrait,
    ) -> impl Iterator<Item = &'s ImplementedTrait> + 'a {
        let name = name_of(it).unwrap_or_default();
        let found = it.paths.iter().chain(&it.known_as).flat_map(move |path| self.of(path, name));
        // One that has several paths is found by each.
        let mut places = BTreeSet::new();
        let found = found.filter(move |it| places.insert((&it.place, &it.head.head)));
        found.filter(|other| {
            let is_called_alike =
                is_same_trait(trait_of(it), trait_of(other)) || are_of_others(it, other);
            is_called_alike && may_be_of_one_trait(it, other)
        })
    }

    pub(super) fn has(&self, it: &ImplementedTrait) -> bool {
        self.same_as(it).next().is_some()
    }

    /// Whether a bound of types that are named holds, as far as the standard library or an `impl` for just that says it.
    pub(super) fn fulfils(&self, bound: &str) -> bool {
        let Some((ty, demanded)) = bound.split_once(": ") else { return false };
        // Those are had by what a type holds.
        if matches!(demanded, "Send" | "Sync" | "Unpin") {
            return false;
        }
        let by_table =
            demands(bound).is_some_and(|all| all.iter().all(|it| fulfils(&it.of, &it.bound)));
        // A type of the package is named by its path in another module.
        let is_type =
            |other| other == ty || !ty.contains('<') && trait_name(other) == trait_name(ty);
        let mut all = self.by_type.values().flatten().filter(|it| it.cfg.is_none());
        by_table
            || all.any(|it| match it.head.parts() {
                Some((of_trait, of, "")) => of_trait == demanded && is_type(of),
                _ => false,
            })
    }

    /// Whether a trait of this name is implemented for all that have another one.
    pub(super) fn has_for_all(&self, name: &str) -> bool {
        self.for_all.iter().any(|it| name_of(it) == Some(name))
    }

    /// Whether a type has a trait by what the standard library gives to all, or by an `impl` for all that have another one,
    /// which the other side has not: beside one that both have, no `impl` of its own could stand.
    pub(super) fn is_given(&self, ty: &str, it: &ImplementedTrait, other: &Self) -> bool {
        let Some(name) = name_of(it) else { return false };
        let is_known = |one: &ImplementedTrait| {
            other.for_all.iter().any(|other| is_same_head(&other.head, &one.head))
        };
        // Source: `impl<T: Display + ?Sized> ToString for T` in the documentation of `std`.
        name == "ToString" && self.of(ty, "Display").next().is_some()
            || self.is_given_by_from(it, name)
            || self.for_all.iter().any(|one| name_of(one) == Some(name) && !is_known(one))
    }

    /// Whether an array has the trait by an `impl` for those of any length.
    pub(super) fn has_for_any_length(&self, it: &ImplementedTrait) -> bool {
        let Some((of_trait, ty, _)) = it.head.parts() else { return false };
        let mut all = self.by_type.values().flatten().filter(|it| it.cfg.is_none());
        all.any(|other| {
            may_be_of_one_trait(it, other)
                && other.head.parts().is_some_and(|(same, general, bounds)| {
                    same == of_trait && bounds.is_empty() && is_of_any_length(general, ty)
                })
        })
    }

    /// `impl From<A> for B` gives `impl Into<B> for A`.
    fn is_given_by_from(&self, it: &ImplementedTrait, name: &str) -> bool {
        let by = match name {
            "Into" => "From",
            "TryInto" => "TryFrom",
            _ => return false,
        };
        let Some((of_trait, ty, _)) = it.head.parts() else { return false };
        let Some(wanted) = given(of_trait) else { return false };
        let all = self.by_type.values().flatten();
        all.filter(|other| name_of(other) == Some(by)).any(|other| {
            let parts = other.head.parts();
            parts.is_some_and(|(from, target, _)| given(from) == Some(ty) && target == wanted)
        })
    }
}

/// Whether two heads name one trait that is given the same, if by other names of `std`.
fn is_same_trait(one: Option<&str>, other: Option<&str>) -> bool {
    let both =
        one.zip(other).filter(|(one, other)| one.contains("std::") || other.contains("std::"));
    one == other || both.is_some_and(|(one, other)| is_same(one, other))
}

/// `[u8; N0]` of `[u8; 0]`, and `[T0; N0]`.
fn is_of_any_length(general: &str, special: &str) -> bool {
    match (parse(general), parse(special)) {
        (Some(Type::Array { ty, length }), Some(Type::Array { ty: own, .. })) => {
            parameters_in(&length).any(|it| it.starts_with('N') && *it == *length)
                && stand_for(&ty.to_string(), &own.to_string()).is_some()
        }
        _ => false,
    }
}

/// Whether two `impl`s of traits of one name may be of one trait: not where users call them by other paths.
pub(super) fn may_be_of_one_trait(one: &ImplementedTrait, other: &ImplementedTrait) -> bool {
    let (one, other) = (&one.own_trait, &other.own_trait);
    one.is_empty() || other.is_empty() || one.iter().any(|path| other.contains(path))
}

/// Whether some build may have what stands under the conditions of both.
pub(super) fn may_be_together(one: &ImplementedTrait, other: &ImplementedTrait) -> bool {
    may_meet((&one.cfg, NO_FEATURES), (&other.cfg, NO_FEATURES))
}

/// Whether both may be of one trait of another crate: a module of its own hands it on to one of the files, `lib::error::Error`, and
/// signatures write that by its last name.
fn are_of_others(one: &ImplementedTrait, other: &ImplementedTrait) -> bool {
    let both = trait_of(one).zip(trait_of(other));
    let is_alone = |it: &str| !it.split('<').next().unwrap_or(it).contains("::");
    one.own_trait.is_empty()
        && other.own_trait.is_empty()
        && both.is_some_and(|(one, other)| {
            is_alone(one) != is_alone(other)
                && trait_name(one) == trait_name(other)
                && given(one) == given(other)
        })
}

/// Whether two heads say the same, if in other words.
pub(in crate::query) fn is_same_head(one: &Implementation, other: &Implementation) -> bool {
    let parted = |it: &Implementation| -> (String, Vec<Arc<str>>) {
        let (what, bounds) = it.head.split_once(" where ").unwrap_or((&it.head, ""));
        (what.to_owned(), list(bounds).into_iter().map(Arc::from).collect())
    };
    one.head == other.head || {
        let ((what, bounds), (other_what, others)) = (parted(one), parted(other));
        let is_same = |(one, other)| one == other;
        what == other_what && is_same(in_same_words(&bounds, &others))
    }
}

/// `A` of `From<A>`.
fn given(of_trait: &str) -> Option<&str> {
    of_trait.split_once('<')?.1.strip_suffix('>')
}

pub(super) fn name_of(it: &ImplementedTrait) -> Option<&str> {
    name_of_head(&it.head)
}

pub(super) fn trait_of(it: &ImplementedTrait) -> Option<&str> {
    trait_of_head(&it.head)
}

pub(in crate::query) fn name_of_head(head: &Implementation) -> Option<&str> {
    // The file may call the trait otherwise.
    trait_of_head(head).map(|it| trait_name(it.trim_start_matches('!')))
}

/// `From<T0>`
pub(in crate::query) fn trait_of_head(head: &Implementation) -> Option<&str> {
    head.parts().map(|(of_trait, ..)| of_trait)
}

#[cfg(test)]
mod tests {
    use super::given;

    #[test]
    fn what_a_trait_is_given_stands_in_its_brackets() {
        assert_eq!(given("Into<Vec<u8>>"), Some("Vec<u8>"));
        assert_eq!(given("Into"), None);
    }
}
