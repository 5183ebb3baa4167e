//! The way past the writer for reads that need not wait for it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::snapshot::Snapshot;

/// The last snapshot, and how many events were sent that are not in it. While there are none, a read
/// that goes past the writer sees what it would see behind it, and waits for nothing.
#[derive(Clone, Default)]
pub(crate) struct Latest(Arc<Shared>);

#[derive(Default)]
struct Shared {
    snapshot: Mutex<Option<Snapshot>>,
    queued: AtomicUsize,
}

/// An event that is not in the last snapshot yet.
pub(crate) struct Queued(Latest);

impl Latest {
    /// Counts an event that is sent from now on.
    pub(crate) fn queue(&self) -> Queued {
        self.0.queued.fetch_add(1, Ordering::AcqRel);
        Queued(self.clone())
    }

    pub(crate) fn set(&self, snapshot: Snapshot) {
        let mut latest = self.0.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        let before = latest.replace(snapshot);
        drop(latest);
        // Freeing a whole World takes its time, which nobody should wait for with the lock held.
        drop(before);
    }

    /// The last snapshot, when it holds every event that was sent.
    pub(crate) fn get(&self) -> Option<Snapshot> {
        if self.0.queued.load(Ordering::Acquire) > 0 {
            return None;
        }
        self.0.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        self.0.0.queued.fetch_sub(1, Ordering::AcqRel);
    }
}
