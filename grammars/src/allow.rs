//! Comments of the form `boundstone: allow(rule) reason`.

use boundstone_model::{AllowComment, FactsBuilder, Language};
use boundstone_text::TextRange;
use memchr::{memchr, memmem, memrchr};

use crate::comment::{Comment, Comments};
use crate::syntax_tree::SyntaxTree;

const TAG: &str = "boundstone:";
const VERB: &str = "allow(";

/// Adds what comments allow.
pub(crate) fn comments(
    language: Language,
    text: &str,
    tree: &SyntaxTree,
    facts: &mut FactsBuilder,
) {
    let mut comments = None;
    for at in memmem::find_iter(text.as_bytes(), TAG) {
        let comments = comments.get_or_insert_with(|| Comments::new(language, text, tree));
        if let Some(comment) = comments.at(at as u32) {
            read(text, &comment, at, facts);
        }
    }
}

/// Reads `allow(rule, rule) reason` behind the tag at `at`, to the end of its line.
fn read(text: &str, comment: &Comment, at: usize, facts: &mut FactsBuilder) -> Option<()> {
    // Prose that speaks of such a comment allows nothing.
    let opening = line_start(text, at).max(comment.range.start() as usize);
    if text.get(opening..at)?.contains(|ch: char| !matches!(ch, '/' | '*' | '!' | ' ' | '\t')) {
        return None;
    }
    let start = at + TAG.len();
    let line = text.get(start..comment.range.end() as usize)?.lines().next()?;
    let inside = line.trim_start().strip_prefix(VERB)?;
    let (rules, reason) = inside.split_once(')')?;
    let reason = reason.trim_end().trim_end_matches("*/");
    let has_reason = reason.contains(char::is_alphanumeric);
    let mut rule_at = start + line.len() - inside.len();
    let lines = lines_of(text, comment, at);
    for rule in rules.split(',') {
        let indent = rule.len() - rule.trim_start().len();
        let name = rule.trim();
        let range = TextRange::of(rule_at + indent..rule_at + indent + name.len());
        rule_at += rule.len() + 1;
        facts.allows.push(AllowComment { rule: name.into(), range, lines, has_reason });
    }
    Some(())
}

/// The line of the comment, and where nothing else stands on it, all to the next one that is no comment.
fn lines_of(text: &str, comment: &Comment, at: usize) -> TextRange {
    let start = line_start(text, at);
    let (comment_start, comment_end) =
        (comment.range.start() as usize, comment.range.end() as usize);
    let mut end = line_end(text, comment_end);
    let before = text.get(line_start(text, comment_start)..comment_start).unwrap_or_default();
    let behind = text.get(comment_end..end).unwrap_or_default();
    if !before.trim().is_empty() || !behind.trim().is_empty() {
        return TextRange::of(start..end);
    }
    loop {
        let next = (end + 1).min(text.len());
        end = line_end(text, next);
        let line = text.get(next..end).unwrap_or_default();
        if !line.trim_start().starts_with("//") {
            return TextRange::of(start..end);
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    memrchr(b'\n', text.as_bytes().get(..at).unwrap_or_default()).map_or(0, |before| before + 1)
}

fn line_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr(b'\n', rest).map_or(text.len(), |to| from + to)
}
