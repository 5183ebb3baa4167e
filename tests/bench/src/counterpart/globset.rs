//! Ownership by one GlobSet of all rules: what is quickly written, and the measure for the trie.

use anyhow::Result;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Every rule of an ownership file in GitHub's dialect.
pub struct Rules {
    set: GlobSet,
    /// The line of the rule that each glob stands for.
    lines: Vec<u32>,
}

impl Rules {
    pub fn new(text: &str) -> Result<Self> {
        let mut set = GlobSetBuilder::new();
        let mut lines = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let Some(pattern) = line.split_whitespace().next().filter(|it| !it.starts_with('#'))
            else {
                continue;
            };
            for glob in globs(pattern) {
                set.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
                lines.push(number);
            }
        }
        Ok(Self { set: set.build()?, lines })
    }

    /// The line of the last rule that matches, 1-based.
    pub fn line(&self, path: &str, matches: &mut Vec<usize>) -> Option<u32> {
        self.set.matches_into(path, matches);
        matches.iter().max().and_then(|&last| self.lines.get(last)).copied()
    }
}

/// The globs that together match what a pattern of GitHub's dialect matches.
fn globs(pattern: &str) -> Vec<String> {
    let body = pattern.trim_end_matches('/');
    let is_folder = pattern.ends_with('/');
    let is_anchored = body.contains('/');
    let body = body.trim_start_matches('/');
    let start = if is_anchored || body.starts_with("**/") { "" } else { "**/" };
    let below = format!("{start}{body}/**");
    // `dir/*` is direct children only; a folder pattern does not match a file of that name.
    let is_children_only = is_anchored && body.ends_with("/*") || pattern == "/*";
    // Nobody gives a folder a name such as `x.rs`, and one glob less is faster.
    let name = body.rsplit('/').next().unwrap_or_default();
    let is_of_files = name.contains('*') && name.contains('.');
    match (is_folder, is_children_only || is_of_files || body.ends_with("**")) {
        (true, _) => vec![below],
        (false, true) => vec![format!("{start}{body}")],
        (false, false) => vec![format!("{start}{body}"), below],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, path: &str) -> Option<u32> {
        Rules::new(text).unwrap().line(path, &mut Vec::new())
    }

    #[test]
    fn the_last_rule_wins() {
        let rules = "# all\n* @a\n/src/ @b\n*.md @c\n";
        assert_eq!(line(rules, "x/y.rs"), Some(2));
        assert_eq!(line(rules, "src/y.rs"), Some(3));
        assert_eq!(line(rules, "src/y.md"), Some(4));
    }

    #[test]
    fn anchors_and_children() {
        assert_eq!(line("docs/ @a", "a/docs/x"), Some(1));
        assert_eq!(line("a/b/ @a", "x/a/b/c"), None);
        assert_eq!(line("/docs/* @a", "docs/x"), Some(1));
        assert_eq!(line("/docs/* @a", "docs/x/y"), None);
        assert_eq!(line("**/logs @a", "a/logs/x"), Some(1));
        assert_eq!(line("/apps/*.js @a", "apps/x/y.js"), None);
    }
}
