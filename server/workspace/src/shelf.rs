//! Texts of closed files that answers point into.

use std::sync::{Arc, Mutex, PoisonError};

use boundstone_model::RepoPath;
use boundstone_text::LineIndex;
use rustc_hash::FxHashMap;

/// The most texts that are kept. An answer points into a few records, the same ones again and again.
const MOST_TEXTS: usize = 32;
/// Longer texts are read anew each time, so that the shelf stays within a few MiB.
const LONGEST_TEXT: usize = 256 * 1024;

/// A text, and where its lines start.
pub(crate) type Lines = (Arc<str>, Arc<LineIndex>);

/// The texts that were read last, each with the print that its file had.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<FxHashMap<RepoPath, (u64, Lines)>>);

impl Shelf {
    pub(crate) fn get(&self, path: &RepoPath, print: u64) -> Option<Lines> {
        let texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.get(path).filter(|(kept, _)| *kept == print).map(|(_, lines)| lines.clone())
    }

    pub(crate) fn put(&self, path: &RepoPath, print: u64, lines: &Lines) {
        if lines.0.len() > LONGEST_TEXT {
            return;
        }
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if texts.len() >= MOST_TEXTS {
            texts.clear();
        }
        texts.insert(path.clone(), (print, lines.clone()));
    }
}
