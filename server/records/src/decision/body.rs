//! What the text of a record names: in backticks, or as what a link leads to.

use boundstone_model::Spanned;
use boundstone_text::TextRange;

use super::document::Document;

/// The most names that one record is read for: far more than the longest of them has.
const MOST_NAMES: usize = 2_000;
/// Longer than any path or symbol that somebody names in prose.
const MOST_BYTES: usize = 256;

/// The names that have the form of a path or of a symbol, as written, in the order of the text. Whether they
/// name something, only the repository can say.
pub(super) fn read(document: &Document) -> Vec<Spanned<std::sync::Arc<str>>> {
    let spans = document.spans.iter();
    let written = spans.map(|(text, source)| (text.as_str(), source)).filter(|(it, _)| is_name(it));
    let lines = document.blocks.iter().flat_map(|block| &block.lines);
    let links = lines.flat_map(|line| &line.links).map(|link| (link.href.as_str(), &link.source));
    let links = links.filter(|(href, _)| leads_to_a_path(href));
    let mut names: Vec<_> = written
        .chain(links)
        .take(MOST_NAMES)
        .map(|(text, source)| Spanned::new(text.into(), TextRange::of(source.clone())))
        .collect();
    names.sort_by_key(|name| name.range);
    names
}

/// Whether text in backticks has the form of a path or of a symbol. A word that prose could hold is neither:
/// `main`, `yarn`, `GET`.
fn is_name(text: &str) -> bool {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || "_./:#()!<>,@-+[]$~".contains(c));
    let is_bounded = (2..=MOST_BYTES).contains(&text.len());
    let has_lower = text.contains(char::is_lowercase);
    let has_upper = text.contains(char::is_uppercase);
    let is_joined = text.contains(['/', '.', '#', '_', '(', '!']) || text.contains("::");
    is_plain && is_bounded && (is_joined || (has_lower && has_upper))
}

fn leads_to_a_path(href: &str) -> bool {
    let is_elsewhere = href.contains(':') || href.starts_with(['#', '?']) || href.starts_with("//");
    !is_elsewhere && !href.is_empty() && href.len() <= MOST_BYTES
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let names = read(&markdown::read(text, 0));
        names.iter().map(|name| format!("{}={}", name.value, name.range.slice(text))).collect()
    }

    #[test]
    fn paths_and_symbols_in_backticks_are_names_and_words_are_not() {
        let text =
            "The `Ledger::post` of `src/ledger.rs` is `fast`, says `GET`, `Some text` and `a b/c`.";
        assert_eq!(names(text), ["Ledger::post=Ledger::post", "src/ledger.rs=src/ledger.rs"]);
        assert_eq!(
            names("`Ledger` `post()` `MAX_LEN` `x`"),
            ["Ledger=Ledger", "post()=post()", "MAX_LEN=MAX_LEN"]
        );
    }

    #[test]
    fn links_name_what_they_lead_to() {
        let text = "See [the ledger](../../src/ledger.rs), [docs](https://e.example/a/b) and [below](#below).";
        assert_eq!(names(text), ["../../src/ledger.rs=[the ledger](../../src/ledger.rs)"]);
    }

    #[test]
    fn code_blocks_and_globs_name_nothing() {
        assert_eq!(names("```\n`src/a.rs`\n```\n\n    src/b.rs\n\n`src/*.rs` `{a,b}/c`"), [""; 0]);
    }
}
