//! Texts of closed files that answers point into.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use boundstone_model::RepoPath;
use boundstone_text::LineIndex;
use rustc_hash::FxHashMap;

/// The most bytes of text that are kept. An answer points into a few records, the same ones again and again, and
/// what a package shows is read from all of its files, for several questions each.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Longer texts are read anew each time, so that none of them takes the place of all others.
const LONGEST_TEXT: usize = 256 * 1024;

/// A text, and where its lines start.
pub(crate) type Lines = (Arc<str>, Arc<LineIndex>);

/// The texts that were read last. A text leaves when its file is read anew for its facts, so that it is
/// the one that the ranges in the World speak of.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Texts>);

#[derive(Default)]
struct Texts {
    by_path: FxHashMap<RepoPath, Lines>,
    /// How long the texts are together, and those that left since all of them did.
    bytes: usize,
    /// How many texts were forgotten so far.
    forgotten: u64,
}

/// When a file began to be read for the shelf.
pub(crate) struct Begun(u64);

impl Shelf {
    pub(crate) fn get(&self, path: &RepoPath) -> Option<Lines> {
        self.texts().by_path.get(path).cloned()
    }

    pub(crate) fn begin(&self) -> Begun {
        Begun(self.texts().forgotten)
    }

    /// Keeps a text that was read since `begun`, unless its file may have changed in the meantime.
    pub(crate) fn put(&self, path: &RepoPath, lines: &Lines, Begun(forgotten): Begun) {
        let mut texts = self.texts();
        if lines.0.len() > LONGEST_TEXT || texts.forgotten != forgotten {
            return;
        }
        texts.bytes += lines.0.len();
        if texts.bytes > MOST_BYTES {
            texts.by_path.clear();
            texts.bytes = lines.0.len();
        }
        texts.by_path.insert(path.clone(), lines.clone());
    }

    pub(crate) fn forget(&self, path: &RepoPath) {
        let mut texts = self.texts();
        texts.forgotten += 1;
        texts.by_path.remove(path);
    }

    fn texts(&self) -> MutexGuard<'_, Texts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
