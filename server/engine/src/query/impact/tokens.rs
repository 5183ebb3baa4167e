//! What of a text its readers see who do not read comments.

/// The words and marks of source text without its comments, white space, and the commas that a
/// formatter sets. Rough: a comment mark in a string counts as one.
pub(super) fn tokens<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    read(parts, false)
}

/// The same, with the words of comments.
pub(super) fn words<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    read(parts, true)
}

fn read<'a>(parts: &[&'a str], with_comments: bool) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for part in parts {
        let mut rest = part.trim_start();
        while let Some(first) = rest.chars().next() {
            let comment = comment_length(rest);
            let length = if comment > 0 { comment } else { word_length(rest, first) };
            let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            if comment == 0 {
                if matches!(token, ")" | "]" | "}" | ">") && found.last() == Some(&",") {
                    found.pop();
                }
                found.push(token);
            } else if with_comments {
                found.extend(token.split_whitespace());
            }
            rest = after.trim_start();
        }
    }
    found
}

/// The length of the comment that `text` begins with; 0 where it begins with none.
fn comment_length(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return text.find("*/").map_or(text.len(), |end| end + "*/".len());
    }
    0
}

fn word_length(text: &str, first: char) -> usize {
    let is_word = |ch: char| ch.is_alphanumeric() || ch == '_';
    if !is_word(first) {
        return first.len_utf8();
    }
    text.find(|ch| !is_word(ch)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{tokens, words};

    #[test]
    fn a_formatter_changes_nothing() {
        let one = tokens(&["fn f(a: u8, b: u8) -> A<B, C> { g(1) /* é */ }"]);
        let other = tokens(&["fn f(\n  a: u8, // a\n  b: u8,\n) -> A<B, C> {\n  g(1)\n}"]);
        assert_eq!(one, other);
        assert_ne!(one, tokens(&["fn f(a: u8, b: u16) -> A<B, C> { g(1) }"]));
        assert_eq!(words(&["a(b, /* c\r\n d */ e,\n)"]), words(&["a(b, /* c d */ e)"]));
        assert_ne!(words(&["a // b"]), words(&["a // c"]));
        assert_eq!(tokens(&["é/"]), ["é", "/"]);
        assert_eq!(tokens(&["/* open", "//", "a b"]), ["a", "b"]);
    }
}
