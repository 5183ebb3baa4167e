//! `CODEOWNERS` files, as GitHub and as GitLab read them.
//!
//! What it is: from bytes to rules with spans, each pattern normalised to [`Pattern`]. What it is
//! not: it does not choose the dialect, match paths, or know whether an owner exists.
//!
//! [`Pattern`]: boundstone_model::Pattern

mod fault;
mod github;
mod gitlab;
mod line;
mod pattern;
mod slot;

use boundstone_model::{Dialect, OwnershipFile, OwnershipSource, Problem};

pub use slot::slot;

/// Reads an ownership file in every dialect.
pub fn read(text: &str) -> OwnershipSource {
    OwnershipSource {
        github: github::read(text),
        gitlab: gitlab::read(text),
        has_gitlab_syntax: gitlab::syntax_of_its_own(text),
    }
}

/// Reads an ownership file in one dialect. A line that cannot be read is a problem and costs only
/// itself; what remains of it is what the forge would make of it.
pub fn read_as(dialect: Dialect, text: &str) -> (OwnershipFile, Vec<Problem>) {
    match dialect {
        Dialect::GitHub => github::read(text),
        Dialect::GitLab => gitlab::read(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boundstone_text::LineIndex;
    use proptest::prelude::*;

    /// Each problem as `line: marked text`.
    fn marked(dialect: Dialect, text: &str) -> Vec<String> {
        let index = LineIndex::new(text);
        let (_, problems) = read_as(dialect, text);
        let shown = problems.iter().map(|problem| {
            let line = index.line_of(problem.range.start()) + 1;
            format!("{line}: {}", problem.range.slice(text))
        });
        shown.collect()
    }

    #[test]
    fn a_conflict_is_one_problem_and_both_sides_count() {
        let text = "* @a\n<<<<<<< HEAD\nx @b\n||||||| base\nx @o\n=======\nx @c\n>>>>>>> theirs\n";
        for dialect in [Dialect::GitHub, Dialect::GitLab] {
            assert_eq!(marked(dialect, text), ["2: <<<<<<< HEAD"]);
            let lines: Vec<_> = read_as(dialect, text).0.rules.iter().map(|it| it.line).collect();
            assert_eq!(lines, [1, 3, 5, 7]);
        }
    }

    #[test]
    fn a_line_of_equals_signs_is_a_pattern_outside_a_conflict() {
        let (file, problems) = read_as(Dialect::GitHub, "======= @a\n");
        assert_eq!((file.rules.len(), problems.len()), (1, 0));
    }

    #[test]
    fn byte_order_mark_carriage_returns_and_tabs_are_no_part_of_a_rule() {
        let text = "\u{feff}*.rs\t@a\t@b\r\n\r\n  docs/ @c  \r\n";
        for dialect in [Dialect::GitHub, Dialect::GitLab] {
            let (file, problems) = read_as(dialect, text);
            assert_eq!(problems, []);
            let seen: Vec<_> = file.rules.iter().map(|rule| (rule.line, &*rule.text)).collect();
            assert_eq!(seen, [(1, "*.rs"), (3, "docs/")]);
            assert_eq!(file.rules[0].text_range.slice(text), "*.rs");
            assert_eq!(file.rules[0].owners[1].range.slice(text), "@b");
            assert_eq!(file.rules[1].range.slice(text), "docs/ @c");
        }
    }

    #[test]
    fn a_line_with_a_nul_costs_only_itself() {
        let text = "a @x\nb\0c @y\nd @z\n";
        for dialect in [Dialect::GitHub, Dialect::GitLab] {
            assert_eq!(marked(dialect, text), ["2: \0"]);
            assert_eq!(read_as(dialect, text).0.rules.len(), 2);
        }
    }

    #[test]
    fn only_gitlab_has_section_headers_and_roles() {
        let why = |text| read(text).has_gitlab_syntax;
        assert_eq!(why("[Docs]\n*.md @a\n"), Some("it has a section header"));
        assert_eq!(why("^[Docs][2] @a # x\n"), Some("it has a section header"));
        assert_eq!(why("*.md @@maintainers\n"), Some("it has an `@@` role"));
        assert_eq!(why("* @a # ask @@maintainer\n# [Docs]\n"), None);
        assert_eq!(why("[locale]/page.tsx @a\n[ab]*.rb @b\n"), None, "a folder, a character set");
    }

    #[test]
    fn hostile_patterns_are_read_in_bounds() {
        let stars = "*".repeat(1_000_000);
        let (file, problems) = read_as(Dialect::GitLab, &format!("{stars} @a\n"));
        assert_eq!((file.rules.len(), problems.len()), (1, 0), "stars in a row are one");
        let deep = "**/a/".repeat(200_000);
        for dialect in [Dialect::GitHub, Dialect::GitLab] {
            let (file, problems) = read_as(dialect, &format!("{deep} @a\n"));
            assert_eq!((file.rules.len(), problems.len()), (0, 1), "longer than any path");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            read(&text);
        }

        #[test]
        fn any_rule_like_text_is_read_with_ranges_inside_it(
            text in "([ \\t@*?!^#/\\\\.a\\[\\]\\-<=>\\r\\n\u{0}\u{feff}é]|\\[S\\]|@@owner|\\*\\*|@a){0,40}",
        ) {
            for dialect in [Dialect::GitHub, Dialect::GitLab] {
                let (file, problems) = read_as(dialect, &text);
                for rule in &file.rules {
                    prop_assert!(rule.range.contains(rule.text_range));
                    prop_assert_eq!(rule.text_range.slice(&text), &*rule.text);
                    for owner in &rule.owners {
                        prop_assert_eq!(owner.range.slice(&text), &*owner.name);
                    }
                }
                for problem in &problems {
                    prop_assert!(!problem.range.slice(&text).is_empty());
                }
            }
        }
    }
}
