//! The outcome of a decision: the first paragraph of its decision section, word for word.

use boundstone_text::TextRange;

use super::document::{Document, Kind};
use super::words;

/// The most of an outcome that is kept, in bytes.
const MAX_OUTCOME: usize = 4 * 1024;

/// Where the outcome stands. A long one ends at the last whole character that fits.
pub(super) fn find(document: &Document, text: &str) -> Option<TextRange> {
    let mut level = None;
    for block in &document.blocks {
        match (block.kind, level) {
            (Kind::Heading(own), None) => {
                level = words::is_decision_section(&block.flow().text).then_some(own);
            }
            (Kind::Heading(own), Some(opened)) if own <= opened => level = None,
            (Kind::Heading(_), Some(_)) | (_, None) | (Kind::Row { .. }, _) => {}
            (_, Some(_)) => return bounded(block.range.clone(), text),
        }
    }
    None
}

fn bounded(range: std::ops::Range<usize>, text: &str) -> Option<TextRange> {
    let written = text.get(range.clone())?;
    let lead = written.len() - written.trim_start().len();
    let start = range.start + lead;
    let mut end = (start + written.trim().len()).min(start + MAX_OUTCOME);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (start < end).then(|| TextRange::of(start..end))
}
