use boundstone_model::{FactsBuilder, Language, OwnerComment, Problem, Rule};
use boundstone_text::TextRange;
use memchr::{memchr_iter, memmem};

use crate::comment::Comments;
use crate::syntax_tree::SyntaxTree;

/// The lines at the top of a file in which a comment may name its owners.
const OWNER_LINES: usize = 10;

const TAG: &str = "@owner";

/// Adds the owners that `@owner` comments name; returns what of them cannot be read.
pub(crate) fn comments(
    language: Language,
    text: &str,
    tree: &SyntaxTree,
    facts: &mut FactsBuilder,
) -> Vec<Problem> {
    let bytes = text.as_bytes();
    let end = memchr_iter(b'\n', bytes).nth(OWNER_LINES - 1).unwrap_or(bytes.len());
    let head = text.get(..end).unwrap_or_default();
    let mut problems = Vec::new();
    let mut comments = None;
    for at in memmem::find_iter(head.as_bytes(), TAG) {
        let comment =
            comments.get_or_insert_with(|| Comments::new(language, text, tree)).at(at as u32);
        let is_word = head.get(..at).is_some_and(|before| !before.ends_with(is_name_char));
        if let (Some(comment), true) = (comment, is_word) {
            let start = (at + TAG.len()) as u32;
            let rest = TextRange::new(start, comment.range.end()).slice(text);
            problems.extend(read_owners(rest.lines().next().unwrap_or_default(), start, facts));
        }
    }
    problems
}

/// Reads `@org/team, @user` from a comment's line behind the tag. A line whose first word looks like
/// no owner at all, as in the JSDoc of others, is left alone.
fn read_owners(line: &str, start: u32, facts: &mut FactsBuilder) -> Option<Problem> {
    if !line.starts_with([' ', '\t', ':']) {
        return None;
    }
    let mut at = 0;
    for (position, part) in line.split(',').enumerate() {
        let indent = part.len() - part.trim_start_matches([' ', '\t', ':']).len();
        let owner = part.split_whitespace().find(|word| *word != ":")?;
        let owner = owner.trim_start_matches(':').trim_end_matches(['.', ';', ')']);
        let range = TextRange::of(at + indent..at + indent + owner.len()).shifted(start);
        at += part.len() + 1;
        if is_owner(owner) {
            facts.owners.push(OwnerComment { owner: owner.into(), range });
        } else if owner.starts_with('@') || (position > 0 && owner.contains('@')) {
            return Some(Problem::new(
                Rule::OwnershipMalformed,
                range,
                format!("`{owner}` is no owner"),
                "write `@user`, `@org/team` or an email address",
            ));
        } else {
            return None;
        }
    }
    None
}

/// Where the owner starts that is being written at `cursor` behind an `@owner` tag at the top of a file.
/// Whether that stands in a comment is for the caller to say; something stands before it in any case.
pub(crate) fn unfinished(text: &str, cursor: usize) -> Option<usize> {
    let before = text.get(..cursor)?;
    let line = before.rsplit('\n').next()?;
    let is_top = memchr_iter(b'\n', before.as_bytes()).take(OWNER_LINES).count() < OWNER_LINES;
    let (_, behind) = line.split_once(TAG).filter(|_| is_top)?;
    let start = before.trim_end_matches(is_part).len();
    let between = behind.get(..behind.len().checked_sub(cursor - start)?)?;
    // Others may have been named before, with commas between them.
    let is_place = |named: &str| named.is_empty() || named.trim_end().ends_with([',', ':']);
    let is_spaced = between.starts_with([' ', '\t', ':']);
    (is_spaced && is_place(between.trim_start_matches([' ', '\t', ':']))).then_some(start)
}

/// Whether a character may be part of the name of an owner.
pub(crate) fn is_part(ch: char) -> bool {
    is_name_char(ch) || matches!(ch, '@' | '/' | '+')
}

fn is_owner(word: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(is_name_char);
    match word.strip_prefix('@') {
        Some(name) => name.split('/').all(is_name),
        None => word.split_once('@').is_some_and(|(local, domain)| {
            local.chars().all(|ch| is_name_char(ch) || ch == '+')
                && !local.is_empty()
                && domain.split('.').count() > 1
                && domain.split('.').all(is_name)
        }),
    }
}

fn is_name_char(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.')
}
