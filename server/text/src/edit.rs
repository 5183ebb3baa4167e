use crate::{Encoding, LineIndex, Position, TextRange};

/// One change of a text, as an editor sends it: positions count in the negotiated [`Encoding`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced; `None` replaces the whole text.
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// The text after `edit`, and the bytes of the old text that it replaced.
pub fn apply(
    text: &str,
    index: &LineIndex,
    edit: &Edit,
    encoding: Encoding,
) -> (String, TextRange) {
    let Some((start, end)) = edit.range else {
        return (edit.text.clone(), TextRange::new(0, text.len() as u32));
    };
    let range = index.range(text, start, end, encoding);
    let mut edited = String::with_capacity(text.len() - range.len() as usize + edit.text.len());
    edited.push_str(TextRange::new(0, range.start()).slice(text));
    edited.push_str(&edit.text);
    edited.push_str(TextRange::new(range.end(), text.len() as u32).slice(text));
    (edited, range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edited(text: &str, start: (u32, u32), end: (u32, u32), with: &str) -> String {
        let at = |(line, column)| Position { line, column };
        let edit = Edit { range: Some((at(start), at(end))), text: with.to_owned() };
        apply(text, &LineIndex::new(text), &edit, Encoding::Utf16).0
    }

    #[test]
    fn replaces_what_lies_between_the_positions() {
        assert_eq!(edited("one\ntwo", (0, 1), (1, 1), "X"), "oXwo");
        assert_eq!(edited("one\ntwo", (1, 1), (0, 1), "X"), "oXwo", "swapped ends");
        assert_eq!(edited("😀", (0, 1), (0, 2), ""), "", "a split pair goes whole");
    }

    proptest! {
        #[test]
        fn any_edit_leaves_valid_text(
            text in "[aé😀\\r\\n]{0,20}", a in 0u32..9, b in 0u32..9, c in 0u32..9, d in 0u32..9,
        ) {
            let result = edited(&text, (a, b), (c, d), "é");
            prop_assert!(result.contains('é'));
        }
    }
}
