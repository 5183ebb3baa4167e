//! What a bound on a standard trait demands beside it.

use std::sync::Arc;

/// Traits of the standard library, and what who implements one implements too. Source: the documentation of `std`,
/// "Supertraits", and `impl<I: Iterator> IntoIterator for I`, `impl<F: Future> IntoFuture for F`, `impl<T: Display>
/// ToString for T`. By the paths that signatures have: those of the prelude are short, and a trait of the same name from
/// elsewhere is another.
const IMPLIED: [(&str, &str); 16] = [
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
}

/// The same of what a trait builds on.
pub(crate) fn trait_implies(one: &str, other: &str) -> bool {
    let ((name, given), (other_name, other_given)) = (named(one), named(other));
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
            ("T0: Copy", "T0: Clone"),
            ("T0: Ord", "T0: PartialEq"),
            ("T0: Fn(u8) -> u8", "T0: FnOnce(u8) -> u8"),
            ("T0: Future", "T0: IntoFuture"),
            ("T0: ExactSizeIterator<Item = u8>", "T0: IntoIterator<Item = u8>"),
            ("T0: 'static", "T0: '0"),
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
        ] {
            assert!(!implies(one, other), "{one} {other}");
        }
    }
}
