//! Repository text made safe to show.

use std::borrow::Cow;

/// Which bytes [`means_something`] has anything to say of.
#[expect(clippy::indexing_slicing, reason = "the compiler runs it")]
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut rest: &[u8] = b"\\`*[]<|~$_&:#>+-=.)";
    while let [mark, after @ ..] = rest {
        marks[*mark as usize] = true;
        rest = after;
    }
    marks
};

/// `text` on one line, without characters that hide or reorder what is read.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if is_one_visible_line(text) {
        return Cow::Borrowed(text);
    }
    let shown = text
        .chars()
        .map(|ch| if ch.is_control() { ' ' } else { ch })
        .filter(|ch| !boundstone_text::is_hidden(*ch));
    Cow::Owned(shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether `text` is words of ASCII with one space between them, which show as they are.
fn is_one_visible_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| *byte == b' ';
    // To its end in any case, which takes the processor a sixteenth of the steps.
    let is_shown = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let has_gap = pairs.fold(false, |any, (a, b)| any | (is_space(a) & is_space(b)));
    is_shown
        && !has_gap
        && !bytes.first().is_some_and(is_space)
        && !bytes.last().is_some_and(is_space)
}

/// Appends `text` as Markdown that shows exactly its letters: no emphasis, links, images, HTML or
/// headings. Terminals show the marks that escape, so there are no more of them than it takes.
pub(super) fn escape(text: &str, markdown: &mut String) {
    let visible = visible(text);
    let mut written = 0;
    for (at, &byte) in visible.as_bytes().iter().enumerate() {
        if !MARKS.get(usize::from(byte)).is_some_and(|is_mark| *is_mark) {
            continue;
        }
        // A mark is ASCII, so that the text is always cut between two characters.
        let (before, from) = visible.split_at(at);
        if means_something(before, byte, from.get(1..).unwrap_or_default()) {
            markdown.push_str(before.get(written..).unwrap_or_default());
            markdown.push('\\');
            written = at;
        }
    }
    markdown.push_str(visible.get(written..).unwrap_or_default());
}

/// Whether a mark between these texts can begin or end a construct of CommonMark, of GitHub's
/// tables, strikethrough and bare addresses, or of the mathematics that VS Code reads.
fn means_something(before: &str, mark: u8, after: &str) -> bool {
    match mark {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'|' | b'~' | b'$' => true,
        b'_' => {
            !(before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric))
        }
        b'&' => after.starts_with(|next: char| next == '#' || next.is_ascii_alphabetic()),
        b':' => {
            after.starts_with("//") || ["mailto", "xmpp"].iter().any(|it| ends_with(before, it))
        }
        b'#' | b'>' | b'+' | b'-' | b'=' => before.is_empty(),
        b'.' if ends_with(before, "www") => true,
        // A number before it would begin a list.
        b'.' | b')' => {
            (after.is_empty() || after.starts_with(' '))
                && !before.is_empty()
                && before.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

fn ends_with(text: &str, lower_case: &str) -> bool {
    let start = text.len().checked_sub(lower_case.len());
    let last = start.and_then(|start| text.as_bytes().get(start..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(lower_case.as_bytes()))
}

/// The first `bytes` of `text`, ending at a character.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    fn escaped(text: &str) -> String {
        let mut markdown = String::new();
        escape(text, &mut markdown);
        markdown
    }

    #[test]
    fn repository_text_can_neither_format_nor_link() {
        assert_eq!(escaped("[x](command:run)"), "\\[x\\](command:run)");
        assert_eq!(escaped("<img src=x>"), "\\<img src=x>");
        assert_eq!(escaped("a\n\n# b"), "a # b");
        assert_eq!(escaped("WWW.x.example"), "WWW\\.x.example");
        assert_eq!(escaped("see HTTPS://x.example"), "see HTTPS\\://x.example");
        assert_eq!(escaped("&lt; Q&A"), "\\&lt; Q\\&A");
    }

    #[test]
    fn what_means_nothing_is_left_as_it_is() {
        for text in ["C# and F#", "use snake_case_names (always)!", "10:30, a->b", "1.2.3"] {
            assert_eq!(escaped(text), text);
        }
    }

    proptest! {
        #[test]
        fn markdown_shows_the_letters_and_no_more(
            text in "([\\\\`*_\\[\\]()<>|~$&#+=!.:;/{}-]|[a-z0-9 ]|www|http://|&amp;|<b>|\\PC){0,24}"
        ) {
            let options = Options::ENABLE_TABLES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_MATH;
            let escaped = escaped(&text);
            let mut shown = String::new();
            for event in Parser::new_ext(&escaped, options) {
                match event {
                    Event::Text(text) => shown.push_str(&text),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => prop_assert!(false, "{other:?} in {escaped}"),
                }
            }
            prop_assert_eq!(&shown, &*visible(&text), "{}", escaped);
        }
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
