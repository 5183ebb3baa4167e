//! What an answer is computed from: one snapshot, and how the client wants to read it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use boundstone_model::{Place, RepoPath};
use boundstone_text::{LineIndex, Position, TextRange};
use boundstone_workspace::Snapshot;
use tower_lsp::ls_types::{self as lsp, Uri};

use crate::capabilities::Client;

type Lines = Option<(Arc<str>, Arc<LineIndex>)>;

pub(crate) struct View {
    pub(crate) snapshot: Snapshot,
    pub(crate) client: Client,
    /// The lines of files that an answer points into, read once for each answer.
    lines: RefCell<HashMap<RepoPath, Lines>>,
    /// Whether files may be read, which takes as long as the disk takes.
    reads: bool,
    has_missed: Cell<bool>,
}

impl View {
    pub(crate) fn new(snapshot: Snapshot, client: Client) -> Self {
        let (lines, has_missed) = (RefCell::default(), Cell::default());
        Self { snapshot, client, lines, reads: true, has_missed }
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

    pub(crate) fn location(&self, place: &Place) -> Option<lsp::Location> {
        let uri = self.uri(&place.path)?;
        Some(lsp::Location { uri, range: self.range(&place.path, place.range) })
    }

    /// The 1-based line of a place.
    pub(crate) fn line(&self, place: &Place) -> u32 {
        self.range(&place.path, place.range).start.line + 1
    }

    pub(crate) fn uri(&self, path: &RepoPath) -> Option<Uri> {
        Uri::from_file_path(self.snapshot.root().absolute(path))
    }

    /// A link to a line of a file, as editors understand it.
    pub(crate) fn uri_of_line(&self, path: &RepoPath, line: u32) -> Option<String> {
        Some(format!("{}#L{line}", self.uri(path)?.as_str()))
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
