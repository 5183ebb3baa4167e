//! Documents that are open in the editor and of no repository that is served. Should their folder be opened
//! later, no client says again what they hold.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use boundstone_text::{Edit, Encoding, LineIndex};
use boundstone_workspace::SIZE_BUDGET;

#[derive(Default)]
pub(crate) struct Strays(HashMap<PathBuf, (i32, String)>);

impl Strays {
    pub(crate) fn open(&mut self, file: PathBuf, version: i32, text: String) {
        if is_kept(&text) {
            self.0.insert(file, (version, text));
        } else {
            self.0.remove(&file);
        }
    }

    pub(crate) fn change(&mut self, file: &Path, version: i32, edits: &[Edit], encoding: Encoding) {
        let Some((before, text)) = self.0.get_mut(file) else { return };
        if version < *before {
            return tracing::warn!(file = %file.display(), version, "a change older than the document");
        }
        *before = version;
        for edit in edits {
            let index = LineIndex::new(text);
            *text = boundstone_text::apply(text, &index, edit, encoding).0;
        }
        if !is_kept(text) {
            self.0.remove(file);
        }
    }

    /// The version and the text of a document, which is kept no more.
    pub(crate) fn close(&mut self, file: &Path) -> Option<(i32, String)> {
        self.0.remove(file)
    }

    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.0.keys().cloned().collect()
    }
}

/// Each edit of a document costs as much as its text is long.
fn is_kept(text: &str) -> bool {
    text.len() as u64 <= SIZE_BUDGET
}
