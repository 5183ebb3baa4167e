use boundstone_model::{
    Dialect, OwnershipFile, OwnershipRule, Pattern, RepoPath, Section, Segment,
};
use boundstone_records::ownership::read_as;
use boundstone_text::TextRange;
use proptest::prelude::*;

use super::Matcher;
use super::glob::Glob;

/// The definition of [`Pattern`], one pattern and one path at a time.
fn matches(pattern: &Pattern, path: &[&str]) -> bool {
    let is_below = |end: usize| path.get(..end).is_some_and(|it| spans(&pattern.segments, it));
    (pattern.matches_self && is_below(path.len()))
        || (pattern.matches_below && (0..path.len()).any(is_below))
}

fn spans(segments: &[Segment], path: &[&str]) -> bool {
    match (segments.split_first(), path.split_first()) {
        (None, _) => path.is_empty(),
        (Some((Segment::AnyDepth, rest)), _) => {
            (0..=path.len()).any(|from| spans(rest, &path[from..]))
        }
        (Some((Segment::Literal(name), rest)), Some((&first, below))) => {
            **name == *first && spans(rest, below)
        }
        (Some((Segment::Glob(glob), rest)), Some((&first, below))) => {
            Glob::new(glob).is_match(first) && spans(rest, below)
        }
        (Some(_), None) => false,
    }
}

/// `File.fnmatch(pattern, path, FNM_DOTMATCH | FNM_PATHNAME)`, as its documentation defines it.
fn fnmatch(pattern: &[char], path: &[char], is_start: bool) -> bool {
    if is_start && let ['*', '*', '/', rest @ ..] = pattern {
        let slashes = path.iter().enumerate().filter(|(_, ch)| **ch == '/');
        let mut deeper = slashes.map(|(at, _)| fnmatch(rest, &path[at + 1..], true));
        return fnmatch(rest, path, true) || deeper.any(|it| it);
    }
    match (pattern, path) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            let name = path.iter().take_while(|ch| **ch != '/').count();
            (0..=name).any(|taken| fnmatch(rest, &path[taken..], false))
        }
        (['?', rest @ ..], [ch, below @ ..]) => *ch != '/' && fnmatch(rest, below, false),
        (['\\', escaped, rest @ ..], [ch, below @ ..]) => {
            escaped == ch && fnmatch(rest, below, *ch == '/')
        }
        ([own, rest @ ..], [ch, below @ ..]) => own == ch && fnmatch(rest, below, *ch == '/'),
        _ => false,
    }
}

fn file(patterns: Vec<Pattern>) -> OwnershipFile {
    let rule = |(index, pattern): (u32, Pattern)| OwnershipRule {
        line: index + 1,
        range: TextRange::default(),
        text: "".into(),
        text_range: TextRange::default(),
        pattern,
        owners: Box::default(),
        section: 0,
        approvals: None,
        is_exclusion: false,
        precedence: index,
        is_replaced: false,
    };
    OwnershipFile {
        dialect: Dialect::GitHub,
        sections: Box::new([Section {
            name: None,
            is_optional: false,
            range: TextRange::default(),
        }]),
        rules: (0..).zip(patterns).map(rule).collect(),
    }
}

fn any_segment() -> impl Strategy<Value = Segment> {
    prop_oneof![
        3 => "[ab]{1,2}".prop_map(|name| Segment::Literal(name.into())),
        3 => "(\\*|\\?|a|b|\\[ab\\]|\\[!a\\]){1,3}".prop_map(|glob| Segment::Glob(glob.into())),
        2 => Just(Segment::AnyDepth),
    ]
}

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let segments = prop::collection::vec(any_segment(), 0..5);
    (segments, any::<bool>(), any::<bool>()).prop_map(|(segments, matches_self, matches_below)| {
        Pattern { segments: segments.into(), matches_self, matches_below }
    })
}

fn any_paths() -> impl Strategy<Value = Vec<RepoPath>> {
    let path =
        prop::collection::vec("[ab.]{1,3}", 1..5).prop_map(|it| RepoPath::new(&it.join("/")));
    prop::collection::vec(path, 1..12).prop_map(|paths| paths.into_iter().flatten().collect())
}

proptest! {
    #[test]
    fn the_trie_is_every_rule_by_itself(
        patterns in prop::collection::vec(any_pattern(), 1..40), paths in any_paths(), sort in any::<bool>(),
    ) {
        let file = file(patterns);
        let matcher = Matcher::new(&file);
        let mut paths = paths;
        if sort {
            paths.sort();
        }
        let mut walked = Vec::new();
        matcher.walk(&paths, |path, rules| walked.push((path.clone(), rules.to_vec())));
        prop_assert_eq!(walked.len(), paths.len());
        for (path, rules) in walked {
            let segments: Vec<_> = path.segments().collect();
            let naive: Vec<u32> = (0..)
                .zip(&file.rules)
                .filter(|(_, rule)| matches(&rule.pattern, &segments))
                .map(|(index, _)| index)
                .collect();
            prop_assert_eq!(&rules, &naive, "{}", path);
            prop_assert_eq!(&matcher.matching(&path), &naive, "{} alone", path);
            prop_assert_eq!(&matcher.matching_segments(segments), &naive, "{} by segments", path);
        }
    }

    #[test]
    fn a_gitlab_pattern_is_rubys_fnmatch(
        pattern in "/(\\*\\*/|\\*|\\?|a|b|/|\\\\\\*){1,8}", paths in any_paths(),
    ) {
        let (file, _) = read_as(Dialect::GitLab, &format!("{pattern} @owner\n"));
        let matcher = Matcher::new(&file);
        let end = if pattern.ends_with('/') { "**/*" } else { "" };
        let whole: Vec<char> = format!("{pattern}{end}").chars().collect();
        for path in &paths {
            let text: Vec<char> = format!("/{path}").chars().collect();
            prop_assert_eq!(
                !matcher.matching(path).is_empty(), fnmatch(&whole, &text, true), "{} {}", pattern, path
            );
        }
    }
}

#[test]
fn the_root_itself_has_no_rules() {
    let (file, _) = read_as(Dialect::GitHub, "* @a\n** @b\n");
    assert!(Matcher::new(&file).matching(&RepoPath::root()).is_empty());
}

#[test]
fn a_path_far_deeper_than_any_rule_is_walked() {
    let (file, _) = read_as(Dialect::GitHub, "a/**/a/**/a/**/b @a\na/ @b\n");
    let deep = RepoPath::new(&format!("{}b", "a/".repeat(2_000))).unwrap();
    assert_eq!(Matcher::new(&file).matching(&deep), [0, 1]);
}
