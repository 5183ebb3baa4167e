//! The table of all entries answers as every glob by itself would.

use std::sync::Arc;

use boundstone_model::{DecisionFile, GovernsEntry, GovernsTarget, RepoPath, Spanned, Status};
use boundstone_text::TextRange;
use proptest::prelude::*;

use globset::GlobMatcher;

use super::glob::{compile, spellings};
use super::{Governs, PathGlob};
use crate::decisions::Decisions;

const GLOBS: [&str; 50] = [
    "*/**",
    "**/*b",
    "**/b/**/**/x.rs",
    "a/**/b/**/x.rs",
    "**/*/x.rs",
    "a/*/**/x.rs",
    "*b*/c",
    "**/b/*",
    "**/*/*/**",
    "a/**/*.b.rs",
    "a/b/*c/",
    "**/*.rs",
    "a/**/*.rs",
    "**/b/**/x.rs",
    "*.rs/**",
    "**/*.b.rs",
    "**",
    "*",
    "a",
    "a/",
    "/a/b",
    "./a/b.rs",
    "a/**",
    "a/b/**",
    "a//b",
    "a//**",
    "",
    "/",
    "a/../b",
    "b*",
    "a/{b,c}",
    "[a]",
    "[",
    "{a,b/c}/x.rs",
    "**/x.rs",
    "**/b/**",
    "a/**/x.rs",
    "a/*.rs",
    "a/b*/",
    "a/?",
    "a/b/*",
    "a/[!b]/x.rs",
    "a\\*",
    "a/**/",
    "*.rs",
    "x.rs",
    "a/b/c/**",
    "*/b",
    "a**/b",
    "!a",
];

const PATHS: [&str; 20] = [
    "x.rs/a",
    "a/x.rs/c",
    "c/a.b.rs",
    "",
    "a",
    "a/b",
    "a/b.rs",
    "a/x.rs",
    "a/b/x.rs",
    "a/b/c",
    "a/b/c/x.rs",
    "a/c",
    "a/c/x.rs",
    "ab/c",
    "b",
    "b/c/x.rs",
    "x/a/b",
    "x.rs",
    "a*",
    "!a",
];

fn file(governs: &[(&str, bool)]) -> Arc<DecisionFile> {
    let entry = |(glob, is_exclusion): &(&str, bool)| GovernsEntry {
        freezes: false,
        target: GovernsTarget::Paths { glob: Arc::from(*glob), is_exclusion: *is_exclusion },
        text: Arc::from(*glob),
        range: TextRange::default(),
    };
    Arc::new(DecisionFile {
        id: Arc::from("x"),
        number: None,
        prefix: None,
        title: Spanned::new(Arc::from("T"), TextRange::default()),
        status: Status::Accepted,
        status_raw: None,
        date: None,
        links: Box::default(),
        constraints: Box::default(),
        governs: governs.iter().map(entry).collect(),
        outcome: None,
    })
}

type Entries = Vec<(&'static str, bool)>;

fn decisions(records: &[Entries]) -> Decisions {
    let path = |number| RepoPath::new(&format!("docs/adr/{number}.md")).unwrap();
    let files = records.iter().enumerate().map(|(number, it)| (path(number), file(it)));
    Decisions::new(files, &Decisions::default(), |_| false)
}

/// What `globset` makes of one glob; `None` when it is invalid.
fn matchers(glob: &str) -> Option<Vec<GlobMatcher>> {
    let matcher = |spelling: &String| compile(spelling).ok().map(|glob| glob.compile_matcher());
    spellings(glob).iter().map(matcher).collect()
}

fn is_match(path: &RepoPath, globs: &[GlobMatcher]) -> bool {
    globs.iter().any(|it| it.is_match(path.as_str()))
}

/// The decisions that govern a path, and the entry that says so first, by each glob alone.
fn one_by_one(records: &[Entries], path: &RepoPath) -> Vec<(usize, usize)> {
    let of = |entries: &Entries| {
        let globs = |excludes| {
            let of_kind = entries.iter().filter(move |(_, it)| *it == excludes);
            of_kind.filter_map(|(glob, _)| matchers(glob)).flatten().collect::<Vec<_>>()
        };
        let first = entries.iter().position(|(glob, excludes)| {
            !excludes && matchers(glob).is_some_and(|it| is_match(path, &it))
        });
        first.filter(|_| !is_match(path, &globs(true)))
    };
    records.iter().enumerate().filter_map(|(number, it)| Some((number, of(it)?))).collect()
}

fn entries() -> impl Strategy<Value = Entries> {
    let entry = (prop::sample::select(GLOBS.as_slice()), prop::bool::weighted(0.2));
    prop::collection::vec(entry, 0..4)
}

proptest! {
    #[test]
    fn the_table_is_every_glob_by_itself(
        mut records in prop::collection::vec(entries(), 1..6),
        edits in prop::collection::vec((any::<prop::sample::Index>(), entries()), 0..6),
    ) {
        let mut all = decisions(&records);
        let mut governs = Governs::new(&all);
        for (at, entries) in edits {
            let at = at.index(records.len());
            let (before, now) = all.rewrite(at, &file(&entries), |_| false).unwrap();
            governs.replace(at, &before, &now);
            records[at] = entries;
        }
        for path in PATHS.iter().map(|path| RepoPath::new(path).unwrap()) {
            prop_assert_eq!(governs.of(&path), one_by_one(&records, &path), "{} {:?}", path, records);
        }
    }
}

#[test]
fn each_glob_alone_means_what_it_means_to_globset() {
    for glob in GLOBS {
        let records = [vec![(glob, false)]];
        let governs = Governs::new(&decisions(&records));
        for path in PATHS.iter().map(|path| RepoPath::new(path).unwrap()) {
            let expected = one_by_one(&records, &path);
            assert_eq!(governs.of(&path), expected, "{glob:?} {path:?}");
            let alone = PathGlob::new(glob).is_ok_and(|glob| glob.is_match(&path));
            assert_eq!(alone, !expected.is_empty(), "{glob:?} {path:?}");
        }
    }
}

#[test]
fn what_no_record_names_any_more_leaves_nothing() {
    let mut all = decisions(&[vec![("a/b/**", false), ("a/c/*.rs", true)], vec![("a/b", false)]]);
    let mut governs = Governs::new(&all);
    for at in [1, 0] {
        let (before, now) = all.rewrite(at, &file(&[]), |_| false).unwrap();
        governs.replace(at, &before, &now);
    }
    assert!(governs.since.is_empty());
}
