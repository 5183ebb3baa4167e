//! Repository text made safe to show.

use std::borrow::Cow;

/// `text` on one line, without characters that hide or reorder what is read.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if is_one_visible_line(text) {
        return Cow::Borrowed(text);
    }
    let shown =
        text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).filter(|ch| !is_hidden(*ch));
    Cow::Owned(shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether `text` is words of ASCII with one space between them, which show as they are.
fn is_one_visible_line(text: &str) -> bool {
    let mut is_after_space = true;
    let all = text.bytes().all(|byte| {
        let is_space = byte == b' ';
        let was_after_space = std::mem::replace(&mut is_after_space, is_space);
        byte.is_ascii_graphic() || (is_space && !was_after_space)
    });
    all && (!is_after_space || text.is_empty())
}

/// `text` as Markdown that shows exactly its letters: no emphasis, links, images, HTML or headings.
pub(super) fn escaped(text: &str) -> String {
    let visible = visible(text);
    let mut rest: &str = &visible;
    let mut escaped = String::with_capacity(rest.len());
    // All marks are ASCII, so that the text is always cut between two characters.
    while let Some(at) = rest.bytes().position(may_mean_something) {
        let (plain, marked) = rest.split_at(at);
        escaped.push_str(plain);
        let mut marks = marked.chars();
        match marks.next() {
            Some('<') => escaped.push_str("&lt;"),
            Some('&') => escaped.push_str("&amp;"),
            // A bare address would become a link.
            Some(':') => escaped.push_str("&#58;"),
            // So would one without a scheme.
            Some('.') if !ends_with_www(&escaped) => escaped.push('.'),
            Some(mark) => escaped.extend(['\\', mark]),
            None => {}
        }
        rest = marks.as_str();
    }
    escaped.push_str(rest);
    escaped
}

/// Only what can begin or end a construct inside a line; a hyphen in a name cannot.
fn may_mean_something(byte: u8) -> bool {
    matches!(
        byte,
        b'<' | b'&'
            | b':'
            | b'.'
            | b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'{'
            | b'}'
            | b'['
            | b']'
            | b'('
            | b')'
            | b'#'
            | b'+'
            | b'!'
            | b'|'
            | b'~'
            | b'>'
            | b'$'
    )
}

fn ends_with_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.last_chunk().is_some_and(|last: &[u8; 3]| last.eq_ignore_ascii_case(b"www"))
}

/// The first `bytes` of `text`, ending at a character.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Zero-width and bidirectional control characters, and tags: they show as nothing.
/// Source: Unicode Standard Annex 9 and the general category Cf.
fn is_hidden(ch: char) -> bool {
    matches!(ch,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repository_text_can_neither_format_nor_link() {
        assert_eq!(escaped("[x](command:run)"), "\\[x\\]\\(command&#58;run\\)");
        assert_eq!(escaped("<img src=x>"), "&lt;img src=x\\>");
        assert_eq!(escaped("a\n\n# b"), "a \\# b");
        assert_eq!(escaped("WWW.x.example"), "WWW\\.x.example");
    }

    #[test]
    fn hidden_characters_are_not_shown() {
        assert_eq!(visible("a\u{202E}b\u{200B}c\u{E0041}"), "abc");
        assert_eq!(visible(" a \t b\u{A0}é\n"), "a b é");
        assert_eq!(visible("a — é"), "a — é");
    }

    #[test]
    fn a_cut_ends_at_a_character() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("aé", 9), "aé");
    }
}
