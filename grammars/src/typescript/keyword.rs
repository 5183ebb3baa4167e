//! The words in a text at which a module may be named, found without a look at the tree.

use std::sync::LazyLock;

use boundstone_model::Language;
use memchr::memmem::Finder;

use super::token::is_word;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What may begin at a place in the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Keyword {
    Import,
    Export,
    Require,
    /// `exports`, in JavaScript.
    Exports,
    /// `vi.` and `jest.`, behind the dot.
    Mock,
    /// `.mock`, from the dot.
    ChainedMock,
    /// `URL`
    Url,
    /// `module`, before a string.
    Module,
    /// `<reference`
    Reference,
}

static FINDERS: LazyLock<[(Keyword, Finder<'static>); 10]> = LazyLock::new(|| {
    [
        (Keyword::Import, Finder::new("import")),
        (Keyword::Export, Finder::new("export")),
        (Keyword::Require, Finder::new("require")),
        (Keyword::Exports, Finder::new("exports")),
        (Keyword::Mock, Finder::new("vi.")),
        (Keyword::Mock, Finder::new("jest.")),
        (Keyword::ChainedMock, Finder::new(".mock")),
        (Keyword::Url, Finder::new("new URL")),
        (Keyword::Module, Finder::new("declare module")),
        (Keyword::Reference, Finder::new("<reference")),
    ]
});

/// A place in the text where a keyword stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Found {
    pub start: usize,
    /// Behind it.
    pub end: usize,
    pub keyword: Keyword,
}

/// All of them, in order.
pub(super) fn keywords(language: Language, text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for (keyword, finder) in FINDERS.iter() {
        if *keyword == Keyword::Exports && language != Language::JavaScript {
            continue;
        }
        for start in finder.find_iter(bytes) {
            let end = start + finder.needle().len();
            let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
            let ends_with_word = finder.needle().last().copied().is_some_and(is_word);
            let goes_on = ends_with_word && bytes.get(end).copied().is_some_and(is_word);
            let is_part = |&byte: &u8| *keyword != Keyword::ChainedMock && is_word(byte);
            let is_first = start == BYTE_ORDER_MARK.len() && text.starts_with(BYTE_ORDER_MARK);
            if (is_first || !before.as_ref().is_some_and(is_part)) && !goes_on {
                found.push(Found { start, end, keyword: *keyword });
            }
        }
    }
    found.sort_unstable();
    found
}
