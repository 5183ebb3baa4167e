//! Associated types that are named in different ways: `T0::Item`, `<T0 as A>::Item`, and `B` of `T0: A<Item: B>`.

use std::collections::{BTreeMap, BTreeSet};

use super::bound::demands_by_trait;
use super::{Argument, Bound, Demand, Given, Path, Segment, Type};
use crate::class::trait_implies;

/// What texts demand, or a text that demands nothing of a type.
pub(crate) type Demanded = Vec<Result<Demand, String>>;

/// What the bounds of two sides demand, each associated type called alike on both: without its trait where no other trait
/// of the two sides has one of its name.
pub(crate) fn demands_alike<T: AsRef<str>>(sides: [&[T]; 2]) -> [Demanded; 2] {
    let [mut old, mut new] = sides.map(|texts| {
        let read = texts.iter().map(AsRef::as_ref).map(|text| match demands_by_trait(text) {
            Some(demands) => demands.into_iter().map(Ok).collect(),
            None => vec![Err(text.to_owned())],
        });
        read.flatten().collect::<Demanded>()
    });
    // Each round calls by their short names what stands in another one: those of real code are two or three.
    for _ in 0..MOST_ROUNDS {
        let mut traits = BTreeMap::new();
        each_type(old.iter_mut().chain(&mut new), &mut |ty, _| names(ty, &mut traits));
        let is_known = |key: &Key| traits.get(key).is_some_and(are_one);
        let mut is_done = true;
        each_type(old.iter_mut().chain(&mut new), &mut |ty, declared| {
            is_done &= !shorten(ty, declared, &is_known);
        });
        if is_done {
            break;
        }
    }
    [of_what_is_made(old), of_what_is_made(new)]
}

const MOST_ROUNDS: usize = 8;

/// A type, and the name of one that is associated with it.
type Key = (String, String);

/// Calls `each` for every type of demands, with the lifetimes that are declared around it.
fn each_type<'d>(
    demands: impl Iterator<Item = &'d mut Result<Demand, String>>,
    each: &mut dyn FnMut(&mut Type, &[String]),
) {
    for demand in demands.flatten() {
        let Demand { lifetimes, of, bound, .. } = demand;
        of.inside_out(&mut |ty| each(ty, lifetimes));
        let declared = match bound {
            Bound::Trait { lifetimes: own, .. } => [lifetimes.as_slice(), own].concat(),
            _ => lifetimes.clone(),
        };
        bound.types(&mut |ty| each(ty, &declared));
    }
}

fn key(ty: &Type) -> Option<(Key, &Path)> {
    let Type::Qualified { ty: of, of_trait: Some(of_trait), rest } = ty else { return None };
    let is_path = matches!(**of, Type::Path(_));
    let name = rest.first().filter(|_| is_path)?.name.clone();
    Some(((of.to_string(), name), of_trait))
}

fn names(ty: &Type, traits: &mut BTreeMap<Key, BTreeSet<String>>) {
    if let Some((key, of_trait)) = key(ty) {
        traits.entry(key).or_default().insert(of_trait.to_string());
    }
}

/// Whether all these are one trait and those that build on it, which hand on what it has.
fn are_one(traits: &BTreeSet<String>) -> bool {
    traits.iter().any(|one| traits.iter().all(|it| it == one || trait_implies(it, one)))
}

/// Whether it was the long name of what is known by the short one. That of a trait for all lifetimes has no short name.
fn shorten(ty: &mut Type, declared: &[String], is_known: &dyn Fn(&Key) -> bool) -> bool {
    let Some((_, of_trait)) = key(ty).filter(|(key, _)| is_known(key)) else { return false };
    let mut is_for_all = false;
    Type::Path(of_trait.clone()).lifetimes(&mut |it| is_for_all |= declared.contains(it));
    if is_for_all {
        return false;
    }
    let Type::Qualified { ty: of, rest, .. } = ty else { return false };
    let Type::Path(path) = &**of else { return false };
    let segments = [path.segments.as_slice(), rest].concat();
    *ty = Type::Path(Path { segments });
    true
}

/// What says of what it is made into which type of its own that has: of a `T: IntoIterator`, `T::IntoIter: Iterator<Item = A>` says
/// `T: IntoIterator<Item = A>`. Source: the declarations of both in the documentation of `std`.
const MADE: [(&str, &str, &str); 2] =
    [("IntoIterator", "IntoIter", "Item"), ("IntoFuture", "IntoFuture", "Output")];

/// Demands in which what something is made into has no type of its own that is one of that as well.
fn of_what_is_made(mut demands: Demanded) -> Demanded {
    let mut said = Vec::new();
    for (of_trait, made, name) in MADE {
        let makes = |it: &Demand| match &it.bound {
            Bound::Trait { path, .. } => path.names() == of_trait,
            _ => false,
        };
        let makers: BTreeSet<String> = demands
            .iter()
            .flatten()
            .filter(|it| makes(it) && it.lifetimes.is_empty())
            .map(|it| it.of.to_string())
            .collect();
        if makers.is_empty() {
            continue;
        }
        let maker = |segments: &[Segment]| {
            let (last, before) = segments.split_last()?;
            let before = Type::Path(Path { segments: before.to_vec() });
            (last.name == made && makers.contains(&before.to_string())).then_some(before)
        };
        each_type(demands.iter_mut(), &mut |ty, _| {
            if let Type::Path(path) = ty
                && let Some((last, before)) = path.segments.split_last()
                && last.name == name
                && maker(before).is_some()
            {
                path.segments.remove(before.len() - 1);
            }
        });
        for demand in demands.iter_mut().flatten() {
            let Type::Path(of) = &demand.of else { continue };
            let Some(maker) = maker(&of.segments) else { continue };
            let Bound::Trait { lifetimes, path, .. } = &mut demand.bound else { continue };
            let Some(segment) = path.segments.last_mut().filter(|_| lifetimes.is_empty()) else {
                continue;
            };
            let Given::Arguments(arguments) = &mut segment.given else { continue };
            let is_it =
                |it: &mut Argument| matches!(it, Argument::Is { name: of, .. } if of == name);
            for is in arguments.extract_if(.., is_it) {
                said.extend(demands_by_trait(&format!("{maker}: {of_trait}<{is}>")));
            }
            if arguments.is_empty() {
                segment.given = Given::Nothing;
            }
        }
    }
    demands.extend(said.into_iter().flatten().map(Ok));
    demands
}

#[cfg(test)]
mod tests {
    use super::demands_alike;

    #[test]
    fn what_is_demanded_in_other_words_is_called_alike() {
        let written =
            |bounds: &str| -> Vec<String> { bounds.split("; ").map(str::to_owned).collect() };
        let alike = |old: &str, new: &str| {
            let sides = demands_alike([&written(old), &written(new)]);
            let [old, new] = sides.map(|all| {
                let mut all: Vec<String> = all
                    .into_iter()
                    .map(|it| it.map_or_else(|text| text, |it| it.to_string()))
                    .collect();
                all.sort();
                all.dedup();
                all
            });
            (old == new, old, new)
        };
        for (old, new) in [
            ("T0: A; T0::B: C", "T0: A<B: C>"),
            ("T0: A; <T0 as A>::B: C", "T0: A<B: C>"),
            (
                "T0: A; <T0 as A>::B: C; &'0 T0: A; <&'0 T0 as A>::B: D",
                "&'0 T0: A<B: D>; T0: A<B: C>",
            ),
            ("T0: A; T0::B: A; <T0::B as A>::C: D", "T0: A<B: A<C: D>>"),
            ("T0: A; T0::B: A; <<T0 as A>::B as A>::C: D", "T0: A<B: A<C: D>>"),
            ("T0: A<u8>; <T0 as A<u8>>::B: C", "T0: A<u8, B: C>"),
            ("for<'r0> &'r0 T0: A; for<'r0> <&'r0 T0 as A>::B: C", "for<'r0> &'r0 T0: A<B: C>"),
            ("T0: for<'r0> A<'r0>; for<'r0> <T0 as A<'r0>>::B: C", "T0: for<'r0> A<'r0, B: C>"),
            ("T0: ExactSizeIterator; <T0 as Iterator>::Item: C", "T0: ExactSizeIterator<Item: C>"),
            ("T0: A<T1>; T1: B; <T1 as B>::C: D", "T0: A<T1>; T1: B<C: D>"),
            (
                "T0: IntoIterator<Item = u8>; T0: IntoIterator; T0::IntoIter: ExactSizeIterator<Item = u8>",
                "T0: IntoIterator<Item = u8, IntoIter: ExactSizeIterator>; T0: IntoIterator",
            ),
            (
                "T0: IntoIterator; T0::Item: C; T0::IntoIter: Iterator",
                "T0: IntoIterator<IntoIter: Iterator<Item: C>>",
            ),
        ] {
            let (are_alike, old, new) = alike(old, new);
            assert!(are_alike, "{old:?} {new:?}");
        }
        for (old, new) in [
            ("<T0 as A>::B: C", "<T0 as D>::B: C"),
            ("T0: A + D; <T0 as A>::B: C", "T0: A; T0: D<B: C>"),
            ("T0: A<u8>; <T0 as A<u8>>::B: C", "T0: A<u16>; <T0 as A<u16>>::B: C"),
            (
                "T0: A; T0::IntoIter: Iterator<Item = u8>",
                "T0: A<Item = u8>; T0::IntoIter: Iterator",
            ),
        ] {
            let (are_alike, old, new) = alike(old, new);
            assert!(!are_alike, "{old:?} {new:?}");
        }
    }
}
