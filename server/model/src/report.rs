use std::sync::Arc;

use boundstone_text::TextRange;

use crate::Language;
use crate::place::Name;

/// What a tool wrote of the public items of a package when it was last run: a report of API Extractor, `*.api.md`, or
/// the output of `cargo public-api`, `public-api.txt`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiReport {
    /// The npm package, or the library as its users call it.
    pub package: Name,
    pub language: Language,
    /// The items as code of the language. What stands in the report in another form is written as such.
    pub code: Arc<str>,
    /// Where parts of the code begin, and where each stands in the report.
    pub parts: Box<[(u32, u32)]>,
}

impl ApiReport {
    /// Where in the report an offset of the code stands.
    pub fn place(&self, offset: u32) -> TextRange {
        let part = self.parts.partition_point(|(code, _)| *code <= offset);
        let part = part.checked_sub(1).and_then(|part| self.parts.get(part));
        let (_, report) = part.copied().unwrap_or_default();
        // A part that is written anew is told by its beginning.
        let is_whole = self.parts.len() == 1;
        TextRange::empty(if is_whole { report + offset } else { report })
    }
}
