use boundstone_text::TextRange;

use crate::{Place, RepoPath};

/// A change of one file that somebody asked for, by a quick fix or a command.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileEdit {
    /// A file that is not there yet.
    Create { path: RepoPath, text: String },
    /// Text in place of what stands there.
    Replace { place: Place, text: String },
}

impl FileEdit {
    pub fn path(&self) -> &RepoPath {
        match self {
            Self::Create { path, .. } => path,
            Self::Replace { place, .. } => &place.path,
        }
    }

    /// `text` after the edits, which are all of its file; `None` where one makes the file anew, two of
    /// them overlap, or one lies outside of the text.
    pub fn applied(text: &str, edits: &[Self]) -> Option<String> {
        let replacements: Option<Vec<_>> = edits.iter().map(Self::replacement).collect();
        let mut replacements = replacements?;
        replacements.sort_by_key(|(range, _)| *range);
        let mut after = String::with_capacity(text.len());
        let mut at = 0;
        for (range, with) in replacements {
            after.push_str(text.get(at..range.start() as usize)?);
            after.push_str(with);
            at = range.end() as usize;
        }
        after.push_str(text.get(at..)?);
        Some(after)
    }

    fn replacement(&self) -> Option<(TextRange, &str)> {
        match self {
            Self::Create { .. } => None,
            Self::Replace { place, text } => Some((place.range, text)),
        }
    }
}

/// Why nothing is changed: what stands in the way, where, and the next action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    pub message: String,
    pub help: String,
    /// Where it is to be seen; `None` where it is no matter of one place.
    pub place: Option<Place>,
}

impl Refusal {
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), place: None }
    }

    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_a_text_count_in_what_it_was_and_never_overlap() {
        let path = RepoPath::new("a.md").unwrap();
        let edit = |start, end, text: &str| FileEdit::Replace {
            place: Place { path: path.clone(), range: TextRange::new(start, end) },
            text: text.to_owned(),
        };
        let applied = |edits: &[FileEdit]| FileEdit::applied("one two", edits);
        assert_eq!(applied(&[edit(4, 7, "2"), edit(0, 3, "1")]).as_deref(), Some("1 2"));
        assert_eq!(applied(&[edit(3, 3, ","), edit(7, 7, "!")]).as_deref(), Some("one, two!"));
        assert_eq!(applied(&[edit(0, 5, ""), edit(4, 7, "")]), None);
        assert_eq!(applied(&[edit(4, 70, "")]), None);
        let made = FileEdit::Create { path: path.clone(), text: String::new() };
        assert_eq!(applied(&[made]), None);
    }
}
