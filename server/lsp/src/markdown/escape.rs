//! Repository text made safe to show.

/// `text` on one line, without characters that hide or reorder what is read.
pub(super) fn visible(text: &str) -> String {
    let shown =
        text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).filter(|ch| !is_hidden(*ch));
    shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` as Markdown that shows exactly its letters: no emphasis, links, images, HTML or headings.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in visible(text).chars() {
        match ch {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            // A bare address would become a link.
            ':' => escaped.push_str("&#58;"),
            // Only what can begin or end a construct inside a line; a hyphen or dot in a name cannot.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '!' | '|'
            | '~' | '>' | '$' => {
                escaped.push('\\');
                escaped.push(ch);
            }
            // So would one without a scheme.
            '.' if ends_with_www(&escaped) => escaped.push_str("\\."),
            _ => escaped.push(ch),
        }
    }
    escaped
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
    }

    #[test]
    fn a_cut_ends_at_a_character() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("aé", 9), "aé");
    }
}
