//! What a bound on a standard trait demands beside it.

use std::sync::Arc;

use crate::rust_types::list;

/// Traits of the standard library, and what who implements one implements too. Source: the documentation of `std`,
/// "Supertraits", and `impl<I: Iterator> IntoIterator for I`, `impl<F: Future> IntoFuture for F`, `impl<T: Display>
/// ToString for T`. By the paths that signatures have: those of the prelude are short, and a trait of the same name from
/// elsewhere is another.
const IMPLIED: [(&str, &str); 20] = [
    ("Copy", "Clone"),
    ("DoubleEndedIterator", "Iterator"),
    ("Eq", "PartialEq"),
    ("std::error::Error", "std::fmt::Debug"),
    ("std::error::Error", "std::fmt::Display"),
    ("ExactSizeIterator", "Iterator"),
    ("Fn", "FnMut"),
    ("FnMut", "FnOnce"),
    ("std::iter::FusedIterator", "Iterator"),
    ("Future", "IntoFuture"),
    ("std::fmt::Display", "ToString"),
    ("Iterator", "IntoIterator"),
    ("Ord", "Eq"),
    ("Ord", "PartialOrd"),
    ("PartialOrd", "PartialEq"),
    ("std::io::BufRead", "std::io::Read"),
    ("std::any::Any", "'static"),
    ("std::borrow::BorrowMut", "std::borrow::Borrow"),
    ("std::ops::DerefMut", "std::ops::Deref"),
    ("std::ops::IndexMut", "std::ops::Index"),
];

/// Traits that only what has a size implements, whatever they are given. Source: their documentation in `std`.
const OF_SIZED: [&str; 11] = [
    "Clone",
    "Copy",
    "Default",
    "From",
    "FromIterator",
    "Into",
    "TryFrom",
    "TryInto",
    "std::iter::Product",
    "std::iter::Sum",
    "std::str::FromStr",
];

/// A type as it is for those who fulfilled the old bounds: of a `T: Iterator`, `T::IntoIter` is `T`. Source: `impl<I: Iterator>
/// IntoIterator for I` and `impl<F: Future> IntoFuture for F` in the documentation of `std`.
pub(super) fn as_before(ty: &str, bounds: &[Arc<str>]) -> String {
    let mut ty = ty.to_owned();
    for bound in bounds {
        let Some((of, demanded)) = split(bound) else { continue };
        let of_itself = match named(demanded).0 {
            "Iterator" | "DoubleEndedIterator" | "ExactSizeIterator" => "IntoIter",
            "Future" => "IntoFuture",
            _ => continue,
        };
        let is_end = |it: &str| !it.starts_with(|sign: char| sign.is_alphanumeric() || sign == '_');
        let written = format!("{of}::{of_itself}");
        let mut from = 0;
        while let Some(at) = ty.get(from..).and_then(|it| it.find(&written)).map(|at| at + from) {
            let end = at + written.len();
            if ty.get(end..).is_some_and(is_end) {
                ty.replace_range(at..end, of);
            }
            from = at + of.len();
        }
    }
    ty
}

/// Whether `T: Copy` holds only where `T: Clone` does, by what the standard library says.
pub(crate) fn implies(one: &str, other: &str) -> bool {
    let (Some((bounded, one)), Some((same, other))) = (split(one), split(other)) else {
        return false;
    };
    bounded == same && trait_implies(one, other)
        || into(bounded, one).is_some_and(|into| into == format!("{same}: {other}"))
}

/// What who is made of something gives that: `T0: From<u8>` says `u8: Into<T0>`, and `<T0 as TryFrom<u8>>::Error` is
/// `<u8 as TryInto<T0>>::Error`. Source: `impl<T, U: From<T>> Into<U> for T` in the documentation of `std`.
fn into(bounded: &str, demanded: &str) -> Option<String> {
    let turned = |of: &str, demanded: &str| -> Option<(String, String)> {
        let (name, given) = named(demanded);
        let name =
            [("From", "Into"), ("TryFrom", "TryInto")].into_iter().find(|it| it.0 == name)?.1;
        let given = given.strip_prefix('<')?.strip_suffix('>')?;
        Some((given.to_owned(), format!("{name}<{of}>")))
    };
    let projected = || -> Option<String> {
        let (of, rest) = bounded.strip_prefix('<')?.split_once(" as ")?;
        let (of_trait, member) = rest.rsplit_once(">::")?;
        let (of, of_trait) = turned(of, of_trait)?;
        Some(format!("<{of} as {of_trait}>::{member}: {demanded}"))
    };
    let whole = turned(bounded, demanded).map(|(of, demanded)| format!("{of}: {demanded}"));
    whole.or_else(projected)
}

/// Whether all that fulfils these bounds fulfils another one.
pub(super) fn all_imply(all: &[Arc<str>], bound: &str) -> bool {
    // Source: `impl<E: Error> From<E> for Box<dyn Error>` in the documentation of `std`.
    let is_boxed = || {
        let of = bound.strip_suffix(": Into<Box<dyn std::error::Error>>")?;
        let has = |demanded: &str| {
            all.iter().any(|it| split(it).is_some_and(|(own, it)| own == of && it == demanded))
        };
        Some(has("std::error::Error") && has("'static"))
    };
    all.iter().any(|it| implies(it, bound)) || is_boxed().unwrap_or(false)
}

/// The same of what a trait builds on.
pub(crate) fn trait_implies(one: &str, other: &str) -> bool {
    let ((name, given), (other_name, other_given)) = (named(one), named(other));
    if other == "Sized" && OF_SIZED.contains(&name) {
        return true;
    }
    if is_deserialized(name, other_name) {
        return true;
    }
    // What says which types a trait has demands the trait as well.
    let given = if other_given.is_empty() && says_types_alone(given) { "" } else { given };
    if given != other_given {
        return one == "'static" && other.starts_with('\'');
    }
    name == other_name
        || (one == "'static" && other.starts_with('\''))
        || IMPLIED.iter().any(|(of, implied)| {
            *of == name
                && (*implied == other_name || trait_implies(&format!("{implied}{given}"), other))
        })
}

/// Source: `impl<T> DeserializeOwned for T where T: for<'de> Deserialize<'de>` in the documentation of `serde`.
fn is_deserialized(name: &str, other: &str) -> bool {
    let of_serde = |it: &'_ str| {
        it.strip_prefix("serde::").or(it.strip_prefix("serde_core::")).map(str::to_owned)
    };
    of_serde(name).as_deref() == Some("de::DeserializeOwned")
        && matches!(of_serde(other).as_deref(), Some("Deserialize" | "de::Deserialize"))
}

/// `<Item = u8>`
fn says_types_alone(given: &str) -> bool {
    let inner = given.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    inner.is_some_and(|inner| list(inner).iter().all(|it| it.contains(" = ")))
}

/// Whether bounds demand another one.
pub(crate) type Demands<'d> = &'d dyn Fn(&[Arc<str>], &str) -> bool;

/// Both lists of bounds, each with what the other says and it demands anyway.
pub(crate) fn complete(
    old: &mut Box<[Arc<str>]>,
    new: &mut Box<[Arc<str>]>,
    demands: [Demands<'_>; 2],
) {
    let [by_old, by_new] = demands;
    let missing = |own: &[Arc<str>], other: &[Arc<str>], is_demanded: Demands<'_>| {
        let others = other.iter().filter(|it| !own.contains(it) && is_demanded(own, it));
        others.cloned().collect::<Vec<_>>()
    };
    let (of_old, of_new) = (missing(old, new, by_old), missing(new, old, by_new));
    for (own, missing) in [(old, of_old), (new, of_new)] {
        if !missing.is_empty() {
            let mut all = [own.to_vec(), missing].concat();
            all.sort();
            *own = all.into();
        }
    }
}

/// The type, and the trait that it is bound by.
fn split(bound: &str) -> Option<(&str, &str)> {
    bound.split_once(": ")
}

/// The path of a trait, and what it is given: `FnMut`, `(u8)`.
fn named(bound: &str) -> (&str, &str) {
    let end = bound.find(['<', '(']).unwrap_or(bound.len());
    bound.split_at_checked(end).unwrap_or((bound, ""))
}

#[cfg(test)]
mod tests {
    use super::{as_before, implies};

    #[test]
    fn what_is_an_iterator_is_its_own() {
        let bounds = ["T0: Iterator<Item = u8>".into(), "T1: Future".into(), "T2: Clone".into()];
        for (ty, expected) in [
            ("A<T0::IntoIter>", "A<T0>"),
            ("(T1::IntoFuture, T0::IntoIter)", "(T1, T0)"),
            ("T0::IntoIterator", "T0::IntoIterator"),
            ("T2::IntoIter", "T2::IntoIter"),
        ] {
            assert_eq!(as_before(ty, &bounds), expected);
        }
    }

    #[test]
    fn a_bound_demands_what_the_trait_builds_on() {
        for (one, other) in [
            ("T0: From<&'0 T1>", "&'0 T1: Into<T0>"),
            ("Uri: TryFrom<T0>", "T0: TryInto<Uri>"),
            ("<Uri as TryFrom<T0>>::Error: Into<E>", "<T0 as TryInto<Uri>>::Error: Into<E>"),
            ("T0: Copy", "T0: Clone"),
            ("T0: Ord", "T0: PartialEq"),
            ("T0: Fn(u8) -> u8", "T0: FnOnce(u8) -> u8"),
            ("T0: Future", "T0: IntoFuture"),
            ("T0: ExactSizeIterator<Item = u8>", "T0: IntoIterator<Item = u8>"),
            ("T0: 'static", "T0: '0"),
            ("T0: Copy", "T0: Sized"),
            ("T0: From<u8>", "T0: Sized"),
            ("T0: DoubleEndedIterator<Item = u8>", "T0: Iterator"),
            ("T0: std::any::Any", "T0: 'static"),
        ] {
            assert!(implies(one, other), "{one} {other}");
            assert!(!implies(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("T0: Copy", "T1: Clone"),
            ("T0: Fn(u8)", "T0: FnOnce(u16)"),
            ("T0: Clone", "T0: std::fmt::Debug"),
            ("T0: std::fmt::Write", "T0: std::io::Write"),
            ("T0: serde::de::Error", "T0: std::fmt::Debug"),
            ("T0: '0", "T0: '1"),
            ("T0: From<u8>", "T0: From"),
        ] {
            assert!(!implies(one, other), "{one} {other}");
        }
    }
}
