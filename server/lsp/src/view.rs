//! What an answer is computed from: one snapshot, and how the client wants to read it.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt::Write as _;
use std::sync::Arc;

use boundstone_model::{Place, RepoPath};
use boundstone_text::{LineIndex, Position, TextRange};
use boundstone_workspace::Snapshot;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{self as lsp, Uri};

use crate::capabilities::Client;

/// What a path's URI spells as numbers: the same as in [`Uri::from_file_path`].
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

type Lines = Option<(Arc<str>, Arc<LineIndex>)>;

pub(crate) struct View {
    pub(crate) snapshot: Snapshot,
    pub(crate) client: Client,
    /// The lines of files that an answer points into, read once for each answer.
    lines: RefCell<FxHashMap<RepoPath, Lines>>,
    /// Whether files may be read, which takes as long as the disk takes.
    reads: bool,
    has_missed: Cell<bool>,
    root_uri: OnceCell<String>,
}

impl View {
    pub(crate) fn new(snapshot: Snapshot, client: Client) -> Self {
        Self {
            snapshot,
            client,
            lines: RefCell::default(),
            reads: true,
            has_missed: Cell::default(),
            root_uri: OnceCell::new(),
        }
    }

    /// A view of what is in memory.
    pub(crate) fn at_hand(snapshot: Snapshot, client: Client) -> Self {
        Self { reads: false, ..Self::new(snapshot, client) }
    }

    /// Whether an answer wanted a file that is not in memory, so that it is not to be trusted.
    pub(crate) fn has_missed(&self) -> bool {
        self.has_missed.get()
    }

    /// The byte offset of a position in a file; `None` when there is no such file.
    pub(crate) fn offset(&self, path: &RepoPath, position: Position) -> Option<u32> {
        let (text, index) = self.lines(path)?;
        Some(index.offset(&text, position, self.client.encoding))
    }

    /// The range in the client's columns. A file that vanished since has only its first line.
    pub(crate) fn range(&self, path: &RepoPath, range: TextRange) -> lsp::Range {
        let Some((text, index)) = self.lines(path) else { return lsp::Range::default() };
        let position = |offset| {
            let at = index.position(&text, offset, self.client.encoding);
            lsp::Position { line: at.line, character: at.column }
        };
        lsp::Range { start: position(range.start()), end: position(range.end()) }
    }

    /// The text that ranges of a file are counted in: of the open document, else of the disk.
    pub(crate) fn text(&self, path: &RepoPath) -> Option<Arc<str>> {
        self.lines(path).map(|(text, _)| text)
    }

    /// The end of the line of an offset.
    pub(crate) fn line_end(&self, path: &RepoPath, offset: u32) -> Option<lsp::Position> {
        let (text, index) = self.lines(path)?;
        let line = index.line_range(&text, index.line_of(offset));
        Some(self.range(path, TextRange::new(line.end(), line.end())).start)
    }

    pub(crate) fn location(&self, place: &Place) -> Option<lsp::Location> {
        let uri = self.uri(&place.path)?;
        Some(lsp::Location { uri, range: self.range(&place.path, place.range) })
    }

    /// The 1-based line of a place; the first of a file that vanished since.
    pub(crate) fn line(&self, place: &Place) -> u32 {
        let lines = self.lines(&place.path);
        lines.map_or(0, |(_, index)| index.line_of(place.range.start())) + 1
    }

    pub(crate) fn uri(&self, path: &RepoPath) -> Option<Uri> {
        Uri::from_file_path(self.snapshot.root().absolute(path))
    }

    /// A link to a line of a file, as editors understand it.
    pub(crate) fn uri_of_line(&self, path: &RepoPath, line: u32) -> String {
        let mut uri = String::new();
        self.push_uri_of_line(path, line, &mut uri);
        uri
    }

    /// Appends [`View::uri_of_line`]. Ends no link in Markdown, whatever the path holds.
    pub(crate) fn push_uri_of_line(&self, path: &RepoPath, line: u32, text: &mut String) {
        text.push_str(self.root_uri());
        if !path.is_root() {
            text.push('/');
            text.extend(utf8_percent_encode(path.as_str(), ESCAPED));
        }
        // A string takes all that is written to it.
        let _ = write!(text, "#L{line}");
    }

    /// Without a slash at its end. Made once for each answer, because an URI is checked when it is made.
    fn root_uri(&self) -> &str {
        self.root_uri.get_or_init(|| {
            let uri = Uri::from_file_path(self.snapshot.root().path());
            // There is one for each absolute path.
            uri.map(|uri| uri.as_str().trim_end_matches('/').to_owned()).unwrap_or_default()
        })
    }

    fn lines(&self, path: &RepoPath) -> Lines {
        let find = || {
            if self.reads {
                return self.snapshot.lines(path);
            }
            let lines = self.snapshot.lines_at_hand(path);
            self.has_missed.set(self.has_missed.get() || lines.is_none());
            lines
        };
        self.lines.borrow_mut().entry(path.clone()).or_insert_with(find).clone()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn paths_are_escaped_as_in_other_uris(path in "[a-z /.~_()<>%#?é\\x7f-]{1,20}") {
            let uri = Uri::from_file_path(format!("/{path}")).unwrap();
            let escaped = utf8_percent_encode(&path, ESCAPED).to_string();
            prop_assert_eq!(uri.as_str(), format!("file:///{escaped}"));
        }
    }
}
