//! Which versions a range of npm no longer allows. Source: the documentation of node-semver, "Ranges".

use std::collections::BTreeSet;

use nodejs_semver::{Range, Version};

/// Longer ranges are of no package, and are not read.
const LONGEST: usize = 500;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Difference {
    /// No version of a line is allowed any more that was: those that are compatible, `1.x`, or `0.4.x`.
    LosesLine,
    /// Of each line some are, and not all that were.
    LosesVersions,
    /// All that were are, and more.
    Gains,
    /// One of them is no range, as a tag: `next`.
    NotRead,
}

/// How two ranges differ; `None` where they allow the same.
pub(super) fn difference(old: &str, new: &str) -> Option<Difference> {
    if old == new {
        return None;
    }
    let read = |range: &str| {
        let is_short = range.len() <= LONGEST;
        is_short.then(|| Range::parse(range).ok()).flatten()
    };
    let (Some(was), Some(is)) = (read(old), read(new)) else {
        return Some(Difference::NotRead);
    };
    let mut points: Vec<Version> = around(old).into_iter().chain(around(new)).collect();
    points.push(Version::from((0_u64, 0_u64, 0_u64)));
    points.push(Version::from((LATEST, 0_u64, 0_u64)));
    let lines = |range: &Range| -> BTreeSet<(u64, u64)> {
        points.iter().filter(|it| range.satisfies(it)).map(line).collect()
    };
    let (were, are) = (lines(&was), lines(&is));
    let loses = points.iter().any(|it| was.satisfies(it) && !is.satisfies(it));
    let gains = points.iter().any(|it| is.satisfies(it) && !was.satisfies(it));
    match (were.is_subset(&are), loses, gains) {
        (false, ..) => Some(Difference::LosesLine),
        (true, true, _) => Some(Difference::LosesVersions),
        (true, false, true) => Some(Difference::Gains),
        (true, false, false) => None,
    }
}

/// Newer than any that is asked for.
const LATEST: u64 = 1_000_000;

/// Versions of one line are compatible with each other.
fn line(version: &Version) -> (u64, u64) {
    match version.major() {
        0 => (0, version.minor()),
        major => (major, 0),
    }
}

/// The versions that a range names, and the first behind them of each kind: between two of these, it allows all or none.
fn around(range: &str) -> Vec<Version> {
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '.' | 'x' | 'X' | '*');
    let named =
        range.split(|it| !is_part(it)).filter(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let numbers = |it: &str| {
        let mut parts = it.split('.').map(|it| it.parse::<u64>().unwrap_or(0).min(LATEST));
        let mut next = || parts.next().unwrap_or(0);
        (next(), next(), next())
    };
    let each = named.map(numbers).flat_map(|(major, minor, patch)| {
        [(major, minor, patch), (major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0)]
    });
    each.map(Version::from).collect()
}

#[cfg(test)]
mod tests {
    use super::Difference::{Gains, LosesLine, LosesVersions, NotRead};
    use super::difference;

    #[test]
    fn a_range_loses_lines_or_versions_or_gains_some() {
        for (old, new, expected) in [
            ("^6.0.0", "^7.0.0", Some(LosesLine)),
            (">=16", ">=18", Some(LosesLine)),
            ("^16 || ^17 || ^18", "^17 || ^18", Some(LosesLine)),
            ("^17 || ^18", "^17 || ^18 || ^19", Some(Gains)),
            ("^18.0.0", "^18.2.0", Some(LosesVersions)),
            ("~0.4.1", "~0.5.0", Some(LosesLine)),
            ("^0.4.1", "^0.4.3", Some(LosesVersions)),
            (">=16 <19", ">=16.0.0 <19.0.0", None),
            (">=18", "^18 || ^19 || >=20", None),
            ("*", ">=1", Some(LosesLine)),
            (">= 14.17.0", ">=18.0.0", Some(LosesLine)),
            ("^18.18.0 || >=20", "^18.18.0 || ^20.9.0 || >=21.1.0", Some(LosesVersions)),
            ("18 - 20", "18.x || 19.x || 20.x", None),
            ("next", "^2", Some(NotRead)),
            ("^2", "a thing", Some(NotRead)),
        ] {
            assert_eq!(difference(old, new), expected, "{old} to {new}");
        }
    }
}
