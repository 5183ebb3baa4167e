//! What a bound on a standard trait demands beside it.

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

/// Whether `T: Copy` holds only where `T: Clone` does, by what the standard library says.
pub(super) fn implies(one: &str, other: &str) -> bool {
    let (Some((bounded, one)), Some((same, other))) = (split(one), split(other)) else {
        return false;
    };
    bounded == same && trait_implies(one, other)
}

/// The same of what a trait builds on.
pub(super) fn trait_implies(one: &str, other: &str) -> bool {
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
    use super::implies;

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
