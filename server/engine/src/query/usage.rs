//! Who uses an item or a boundary, counted and in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use boundstone_model::{
    Boundary, BoundaryEdge, BoundaryUses, ItemNumber, RepoPath, Usage, UsageInWords, UseCount,
};
use rustc_hash::FxHashMap;

use crate::World;
use crate::crossings::FileId;

/// How often other boundaries use an item.
pub fn usage(world: &World, path: &RepoPath, item: ItemNumber) -> Usage {
    let count = || {
        let facts = world.facts(path)?;
        let file = world.crossings.files.number(path)?;
        let kind = facts.item(item)?.kind;
        let name = facts.path(item);
        let by = by_boundary(world, file, &name, facts.language.separator());
        kind.is_symbol().then(|| Usage { by, is_partial: kind.is_reached_through_values() })
    };
    count().unwrap_or_default()
}

/// How often other boundaries use several items, together.
pub(super) fn usage_of_all(world: &World, items: &[(RepoPath, ItemNumber)]) -> Usage {
    let mut by: BTreeMap<Arc<str>, UseCount> = BTreeMap::new();
    let mut is_partial = false;
    for (path, item) in items {
        let of_one = usage(world, path, *item);
        is_partial |= of_one.is_partial;
        for uses in of_one.by {
            let sum = by.entry(uses.boundary).or_default();
            *sum = sum.plus(uses.count);
        }
    }
    let by = by.into_iter().map(|(boundary, count)| BoundaryUses { boundary, count }).collect();
    Usage { by, is_partial }
}

fn by_boundary(world: &World, file: FileId, name: &str, separator: &str) -> Vec<BoundaryUses> {
    let is_member =
        |of: &str| of.strip_prefix(name).is_some_and(|rest| rest.starts_with(separator));
    let mut by_file: FxHashMap<FileId, UseCount> = FxHashMap::default();
    world.crossings.each_use(
        file,
        |of| of == name || is_member(of),
        |reader, found| {
            let count = by_file.entry(reader).or_default();
            let counted = match (found.path == name, found.is_likely, found.is_test) {
                (false, ..) => &mut count.members,
                (true, true, _) => &mut count.likely,
                (true, false, true) => &mut count.tests,
                (true, false, false) => &mut count.code,
            };
            *counted += 1;
        },
    );
    let mut by: BTreeMap<usize, UseCount> = BTreeMap::new();
    for (reader, count) in by_file {
        let boundary = world.crossings.files.path(reader);
        let boundary = boundary.and_then(|path| world.boundaries.position_at(path));
        if let Some(boundary) = boundary {
            let sum = by.entry(boundary).or_default();
            *sum = sum.plus(count);
        }
    }
    let all = world.boundaries.all();
    let uses = by.into_iter().filter_map(|(boundary, count)| {
        Some(BoundaryUses { boundary: all.get(boundary)?.name.clone(), count })
    });
    let mut uses: Vec<_> = uses.collect();
    uses.sort_by(|a, b| a.boundary.cmp(&b.boundary));
    uses
}

/// The boundaries that refer to another one, by name.
pub fn dependents(world: &World, boundary: &Boundary) -> Vec<BoundaryEdge> {
    let edges = world.crossings.edges().filter(|((_, to), _)| *to == boundary.path);
    let dependent = |((from, _), count): (&(RepoPath, RepoPath), &crate::crossings::EdgeCount)| {
        Some(BoundaryEdge {
            from: world.boundaries.in_folder(from)?.name.clone(),
            to: boundary.name.clone(),
            code: count.code,
            tests: count.tests,
        })
    };
    let mut dependents: Vec<_> = edges.filter_map(dependent).collect();
    dependents.sort_by(|a, b| a.from.cmp(&b.from));
    dependents
}

/// Boundaries that are named where several use something.
const NAMED: usize = 3;

/// A class of references, from the surest to the least sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Code,
    Tests,
    Likely,
    Members,
}

const CLASSES: [Class; 4] = [Class::Code, Class::Tests, Class::Likely, Class::Members];

impl Class {
    fn of(self, count: UseCount) -> u32 {
        match self {
            Self::Code => count.code,
            Self::Tests => count.tests,
            Self::Likely => count.likely,
            Self::Members => count.members,
        }
    }
}

/// What the uses of an item are called; `None` where there are none. What is not of the surest class there
/// is, is counted apart.
pub fn usage_in_words(usage: &Usage) -> Option<UsageInWords> {
    let total = usage.total();
    let class = CLASSES.into_iter().find(|class| class.of(total) > 0)?;
    let counted = class.of(total);
    let (times, least) = (times(counted), at_least(usage.is_partial));
    let by: Vec<_> = usage.by.iter().filter(|it| class.of(it.count) > 0).collect();
    let boundaries = counted_boundaries(by.len());
    let used = match class {
        Class::Code => format!("used {least}{times} by {boundaries}"),
        Class::Tests => format!("used {least}{times} in tests of {boundaries}"),
        Class::Likely => format!("likely used {least}{times} by {boundaries}"),
        Class::Members => format!("members used at least {times} by {boundaries}"),
    };
    let is_apart = |other: &Class| *other != class && other.of(total) > 0;
    let apart = CLASSES.into_iter().filter(is_apart).map(|other| apart(other, other.of(total)));
    Some(UsageInWords {
        used,
        named: by.iter().take(NAMED).map(|it| it.boundary.clone()).collect(),
        unnamed: by.len().saturating_sub(NAMED),
        apart: apart.collect(),
    })
}

fn apart(class: Class, count: u32) -> String {
    match class {
        Class::Code => times(count),
        Class::Tests => format!("{} in tests", times(count)),
        Class::Likely => format!("likely {count} more"),
        Class::Members => format!("at least {count} more of its members"),
    }
}

/// The same, short, as a lens says it: `14 uses in 3 boundaries`.
pub(super) fn usage_in_short(usage: &Usage) -> Option<String> {
    let total = usage.total();
    let class = CLASSES.into_iter().find(|class| class.of(total) > 0)?;
    let counted = class.of(total);
    let by = usage.by.iter().filter(|it| class.of(it.count) > 0).count();
    let boundaries = counted_boundaries(by);
    let (uses, least) = (uses(counted), at_least(usage.is_partial));
    let said = match class {
        Class::Code => format!("{least}{uses} in {boundaries}"),
        Class::Tests => format!("{least}{uses} in tests of {boundaries}"),
        Class::Likely => format!("likely {least}{uses} in {boundaries}"),
        Class::Members => format!("at least {uses} of its members in {boundaries}"),
    };
    let of_members = (class != Class::Members && total.members > 0)
        .then(|| format!(", {}", apart(Class::Members, total.members)));
    Some(format!("{said}{}", of_members.unwrap_or_default()))
}

/// Which boundaries use a boundary: `used by 3 boundaries`; `None` where none does.
pub(super) fn dependents_in_short(dependents: &[BoundaryEdge]) -> Option<String> {
    let in_code = dependents.iter().filter(|edge| edge.code > 0).count();
    match (in_code, dependents.len()) {
        (0, 0) => None,
        (0, tests) => Some(format!("used in tests of {}", counted_boundaries(tests))),
        (code, _) => Some(format!("used by {}", counted_boundaries(code))),
    }
}

/// The same with what a person reads of it elsewhere: who they are.
pub fn dependents_in_words(dependents: &[BoundaryEdge]) -> Option<UsageInWords> {
    let used = dependents_in_short(dependents)?;
    let in_code: Vec<_> = dependents.iter().filter(|edge| edge.code > 0).collect();
    let in_tests: Vec<_> = dependents.iter().filter(|edge| edge.code == 0).collect();
    let (by, apart) = match in_code.as_slice() {
        [] => (&in_tests, None),
        _ => (&in_code, Some(in_tests.len()).filter(|count| *count > 0)),
    };
    Some(UsageInWords {
        used,
        named: by.iter().take(NAMED).map(|edge| edge.from.clone()).collect(),
        unnamed: by.len().saturating_sub(NAMED),
        apart: apart.map(|count| format!("in tests of {count} more")).into_iter().collect(),
    })
}

/// What goes before a number that may be too small.
fn at_least(is_partial: bool) -> &'static str {
    if is_partial { "at least " } else { "" }
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

fn uses(count: u32) -> String {
    match count {
        1 => "1 use".to_owned(),
        count => format!("{count} uses"),
    }
}

fn counted_boundaries(count: usize) -> String {
    match count {
        1 => "1 boundary".to_owned(),
        count => format!("{count} boundaries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Uses by boundaries called `a`, `b` and so on: in code, in tests, likely, of members.
    fn usage_of(counts: &[[u32; 4]]) -> Usage {
        let uses = |(name, count): (char, &[u32; 4])| {
            let &[code, tests, likely, members] = count;
            let count = UseCount { code, tests, likely, members };
            BoundaryUses { boundary: Arc::from(name.to_string()), count }
        };
        Usage { by: ('a'..).zip(counts).map(uses).collect(), is_partial: false }
    }

    /// As a person reads it, and as a lens says it.
    fn said(usage: &Usage) -> [String; 2] {
        let words = usage_in_words(usage).unwrap_or_default();
        let more = if words.unnamed == 0 { String::new() } else { format!(" +{}", words.unnamed) };
        let used = format!("{} ({}{more})", words.used, words.named.join(", "));
        let said = [vec![used], words.apart].concat().join(", ");
        [said, usage_in_short(usage).unwrap_or_default()]
    }

    #[test]
    fn what_is_less_sure_is_never_counted_with_what_is_sure() {
        for (counts, expected) in [
            (&[[1, 0, 0, 0]][..], ["used once by 1 boundary (a)", "1 use in 1 boundary"]),
            (
                &[[9, 2, 1, 3], [5, 0, 0, 2], [0, 4, 0, 0]],
                [
                    "used 14 times by 2 boundaries (a, b), 6 times in tests, likely 1 more, at least 5 more of its members",
                    "14 uses in 2 boundaries, at least 5 more of its members",
                ],
            ),
            (
                &[[1; 4], [1; 4], [1; 4], [1; 4], [1; 4]],
                [
                    "used 5 times by 5 boundaries (a, b, c +2), 5 times in tests, likely 5 more, at least 5 more of its members",
                    "5 uses in 5 boundaries, at least 5 more of its members",
                ],
            ),
            (
                &[[0, 2, 0, 0]],
                ["used 2 times in tests of 1 boundary (a)", "2 uses in tests of 1 boundary"],
            ),
            (
                &[[0, 0, 2, 1]],
                [
                    "likely used 2 times by 1 boundary (a), at least 1 more of its members",
                    "likely 2 uses in 1 boundary, at least 1 more of its members",
                ],
            ),
            (
                &[[0, 0, 0, 2]],
                [
                    "members used at least 2 times by 1 boundary (a)",
                    "at least 2 uses of its members in 1 boundary",
                ],
            ),
        ] {
            assert_eq!(said(&usage_of(counts)), expected);
        }
        assert_eq!(usage_in_words(&usage_of(&[])), None);
    }

    #[test]
    fn a_method_may_be_used_more_often_than_is_seen() {
        let method = Usage { is_partial: true, ..usage_of(&[[2, 0, 0, 0]]) };
        let expected = ["used at least 2 times by 1 boundary (a)", "at least 2 uses in 1 boundary"];
        assert_eq!(said(&method), expected);
        let of_values = Usage { is_partial: true, ..usage_of(&[[0, 0, 5, 0]]) };
        let expected = [
            "likely used at least 5 times by 1 boundary (a)",
            "likely at least 5 uses in 1 boundary",
        ];
        assert_eq!(said(&of_values), expected);
    }

    #[test]
    fn dependents_in_tests_alone_are_told_apart() {
        let edge = |from: &str, code, tests| BoundaryEdge {
            from: Arc::from(from),
            to: Arc::from("z"),
            code,
            tests,
        };
        let words = |edges: &[BoundaryEdge]| {
            let words = dependents_in_words(edges).unwrap_or_default();
            (words.used, words.named.join(", "), words.apart)
        };
        let (a, b) = (edge("a", 3, 1), edge("b", 0, 2));
        let in_tests = |apart: &str| vec![apart.to_owned()];
        assert_eq!(
            words(&[a, b.clone()]),
            ("used by 1 boundary".into(), "a".into(), in_tests("in tests of 1 more"))
        );
        assert_eq!(words(&[b]), ("used in tests of 1 boundary".into(), "b".into(), vec![]));
        assert_eq!(dependents_in_words(&[]), None);
    }
}
