//! What is being written at a place of an ownership file.

use boundstone_model::{Quotes, Slot, SlotKind};
use boundstone_text::TextRange;

use super::line::is_space;

/// The owner that is being written at `cursor`, behind a pattern or the header of a section; `None` in
/// patterns and comments.
pub fn slot(text: &str, cursor: u32) -> Option<Slot> {
    let cursor = cursor as usize;
    let before = text.get(..cursor)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(line_start..)?.trim_start_matches(['\u{feff}', ' ', '\t']);
    let behind = behind_pattern(line)?;
    // A word that starts so begins a comment.
    if behind.split(is_space).any(|word| word.starts_with('#')) {
        return None;
    }
    let start = before.trim_end_matches(|ch| !is_space(ch)).len();
    let after = text.get(cursor..)?;
    let end = cursor + after.find(is_space).unwrap_or(after.len());
    Some(Slot {
        kind: SlotKind::Owner,
        range: TextRange::of(start..end),
        typed: text.get(start..cursor)?.into(),
        quotes: Quotes::Needless,
        beside: Box::default(),
    })
}

/// What stands behind the pattern or the header that a line begins with, with the space that ends it.
fn behind_pattern(line: &str) -> Option<&str> {
    if line.starts_with('#') {
        return None;
    }
    // The name of a section may hold spaces.
    let header = line.strip_prefix('^').unwrap_or(line).strip_prefix('[');
    let from = match header {
        Some(inside) => line.len() - inside.len() + inside.find(']')? + 1,
        None => 0,
    };
    let mut is_escaped = false;
    for (at, ch) in line.char_indices().skip_while(|(at, _)| *at < from) {
        if is_space(ch) && !is_escaped {
            return line.get(at..);
        }
        is_escaped = ch == '\\' && !is_escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(marked: &str) -> Option<(String, String)> {
        let cursor = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let slot = slot(&text, cursor as u32)?;
        Some((slot.typed.to_string(), slot.range.slice(&text).to_owned()))
    }

    #[test]
    fn owners_stand_behind_patterns_and_headers() {
        let is = |typed: &str, whole: &str| Some((typed.to_owned(), whole.to_owned()));
        assert_eq!(at("* @|\n"), is("@", "@"));
        assert_eq!(at("# x\n/a/ @a/b @c|/d e\n"), is("@c", "@c/d"));
        assert_eq!(at("/a\\ b/ |"), is("", ""));
        assert_eq!(at("^[Our Docs][2] @|\n"), is("@", "@"));
        assert_eq!(at("[Docs]\n*.md\t@x|\r\n"), is("@x", "@x"));
    }

    #[test]
    fn nothing_stands_in_patterns_and_comments() {
        for none in ["@|", "/a\\ @|", "# * @|", "/a/ @a # @|", "[Our @|", "[Docs][2]@|", "\n|"] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
