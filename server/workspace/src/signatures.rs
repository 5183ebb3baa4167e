//! The signatures of files, read from their texts when they are asked for.

use std::sync::{Arc, Mutex, PoisonError};

use boundstone_engine::Record;
use boundstone_engine::query::RecordedItems;
use boundstone_model::{FileSignatures, RepoPath};
use rustc_hash::FxHashMap;

use crate::snapshot::Snapshot;

/// So many files are kept for certain, and at most twice as many: those that are being edited, with what their
/// signatures name, and those of a package on the other side of a change.
const MOST_FILES: usize = 256;

/// So many reports are kept: a package has one for each of its entries.
const MOST_REPORTS: usize = 64;

/// The items of reports, by the hash of their code.
#[derive(Default)]
pub(crate) struct KnownReports(Mutex<FxHashMap<u64, Arc<RecordedItems>>>);

/// What was read from which text, by a hash of it and its language. It never goes out of date.
#[derive(Default)]
pub(crate) struct KnownSignatures(Mutex<Generations>);

type Key = (u64, u8);

#[derive(Default)]
struct Generations {
    new: FxHashMap<Key, Arc<FileSignatures>>,
    /// What was new before, and goes with the next one.
    old: FxHashMap<Key, Arc<FileSignatures>>,
}

impl KnownSignatures {
    fn get(&self, key: Key) -> Option<Arc<FileSignatures>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.new.get(&key).or_else(|| known.old.get(&key)).cloned()
    }

    fn keep(&self, key: Key, signatures: &Arc<FileSignatures>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.new.len() >= MOST_FILES {
            known.old = std::mem::take(&mut known.new);
        }
        known.new.insert(key, Arc::clone(signatures));
    }

    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Generations::default();
    }
}

impl Snapshot {
    /// The signatures of the file at `path`.
    ///
    /// # Errors
    /// Why they are not to be had, as a clause.
    pub(crate) fn signatures_of(&self, path: &RepoPath) -> Result<Arc<FileSignatures>, String> {
        let Some(facts) = self.world.facts(path) else {
            return Err("it is no file of code".to_owned());
        };
        if let Some(why) = facts.not_checked {
            return Err(why.reason().to_owned());
        }
        let key = (facts.text, facts.language as u8);
        if let Some(known) = self.reader().signatures.get(key) {
            return Ok(known);
        }
        let text = self.text_of(path, facts)?;
        let found = boundstone_grammars::signatures(&text, facts, self.tree(path));
        let found = Arc::new(found.ok_or("it cannot be parsed")?);
        self.reader().signatures.keep(key, &found);
        Ok(found)
    }
}

impl Snapshot {
    /// The items of the report at `path`.
    ///
    /// # Errors
    /// Why they are not to be had, as a clause.
    pub(crate) fn recorded_in(&self, path: &RepoPath) -> Result<Arc<RecordedItems>, String> {
        let record = self.world.file(path).and_then(|input| input.record());
        let Some(Record::Report(report)) = record else {
            return Err("it is no report of public items".to_owned());
        };
        let key = boundstone_grammars::hash(report.code.as_bytes());
        let lock = || self.reader().reports.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        let tree = boundstone_grammars::parse(report.language, &report.code, None);
        let tree = tree.ok_or("it cannot be parsed")?;
        let (facts, _) = boundstone_grammars::extract(report.language, &report.code, Some(&tree));
        if let Some(why) = facts.not_checked {
            return Err(why.reason().to_owned());
        }
        let signatures = boundstone_grammars::signatures(&report.code, &facts, Some(&tree));
        let signatures = signatures.ok_or("it cannot be parsed")?;
        let items = Arc::new(RecordedItems { facts, signatures });
        let mut known = lock();
        if known.len() >= MOST_REPORTS {
            known.clear();
        }
        known.insert(key, Arc::clone(&items));
        Ok(items)
    }
}
