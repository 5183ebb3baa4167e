//! Byte ranges of files as lines and columns, read when an answer needs them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use boundstone_model::{Place, RepoPath};
use boundstone_text::{Encoding, LineIndex, Position, TextRange};
use boundstone_workspace::Snapshot;

/// A line and a column, counted from 1; columns count UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct LineColumn {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

pub(crate) struct Places<'a> {
    snapshot: &'a Snapshot,
    files: RefCell<HashMap<RepoPath, Option<Rc<File>>>>,
}

struct File {
    text: Arc<str>,
    index: LineIndex,
}

impl<'a> Places<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, files: RefCell::default() }
    }

    pub(crate) fn start(&self, place: &Place) -> LineColumn {
        self.at(&place.path, place.range.start())
    }

    pub(crate) fn end(&self, place: &Place) -> LineColumn {
        self.at(&place.path, place.range.end())
    }

    pub(crate) fn line(&self, place: &Place) -> u32 {
        self.start(place).line
    }

    /// The byte offset of a line and a column; `None` when the file cannot be read or has no such line.
    pub(crate) fn offset(&self, path: &RepoPath, at: LineColumn) -> Option<u32> {
        let file = self.file(path)?;
        let line = at.line.checked_sub(1).filter(|&line| line < file.index.line_count())?;
        let position = Position { line, column: at.column.saturating_sub(1) };
        Some(file.index.offset(&file.text, position, Encoding::Utf8))
    }

    /// The bytes of a line, counted from 1; `None` when the file cannot be read or has no such line.
    pub(crate) fn line_range(&self, path: &RepoPath, line: u32) -> Option<TextRange> {
        let file = self.file(path)?;
        let line = line.checked_sub(1).filter(|&line| line < file.index.line_count())?;
        Some(file.index.line_range(&file.text, line))
    }

    /// The text of the line that holds the place's start, and the columns of the place in it.
    pub(crate) fn line_text(&self, place: &Place) -> Option<String> {
        let file = self.file(&place.path)?;
        let line = file.index.line_of(place.range.start());
        Some(file.index.line_range(&file.text, line).slice(&file.text).to_owned())
    }

    fn at(&self, path: &RepoPath, offset: u32) -> LineColumn {
        // A file that vanished since it was read has no lines any more; its first one is shown.
        let Some(file) = self.file(path) else { return LineColumn { line: 1, column: 1 } };
        let position = file.index.position(&file.text, offset, Encoding::Utf8);
        LineColumn { line: position.line + 1, column: position.column + 1 }
    }

    fn file(&self, path: &RepoPath) -> Option<Rc<File>> {
        let read = || {
            let text = self.snapshot.text(path)?;
            let index = LineIndex::new(&text);
            Some(Rc::new(File { text, index }))
        };
        self.files.borrow_mut().entry(path.clone()).or_insert_with(read).clone()
    }
}
