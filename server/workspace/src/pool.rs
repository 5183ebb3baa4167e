//! The threads on which reads run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Sender, unbounded};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::ledger::Piece;
use crate::snapshot::Snapshot;

/// Says that an answer is no longer wanted. Clones say the same.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Reads a snapshot and hands its answer on.
pub type Job = Box<dyn FnOnce(Snapshot) + Send>;

/// The stack of a thread that answers or parses: source nests deeper than people write.
pub(crate) const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Threads for the work on many files, one a processor; `None` where the system gives none.
pub(crate) fn threads() -> Option<ThreadPool> {
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build();
    pool.inspect_err(|error| tracing::warn!(%error, "no threads for many files")).ok()
}

struct Read {
    snapshot: Snapshot,
    cancel: Cancel,
    job: Job,
    _piece: Piece,
}

/// A fixed number of threads that run reads in the order in which they came. They end when this is
/// dropped and nothing is left to run.
pub(crate) struct Pool(Sender<Read>);

impl Pool {
    pub(crate) fn new(threads: usize) -> Self {
        let (sender, reads) = unbounded::<Read>();
        for number in 0..threads.max(1) {
            let reads = reads.clone();
            let thread = std::thread::Builder::new()
                .name(format!("boundstone-read-{number}"))
                .stack_size(STACK_BYTES)
                .spawn(move || reads.iter().for_each(run));
            if let Err(error) = thread {
                tracing::error!(%error, "a thread for reads cannot be started");
            }
        }
        Self(sender)
    }

    pub(crate) fn run(&self, snapshot: Snapshot, cancel: Cancel, job: Job, piece: Piece) {
        let read = Read { snapshot, cancel, job, _piece: piece };
        if self.0.send(read).is_err() {
            tracing::error!("a read is lost: no thread runs reads");
        }
    }
}

fn run(read: Read) {
    let Read { snapshot, cancel, job, _piece } = read;
    if cancel.is_cancelled() {
        return;
    }
    // Dropped by the panic, the job's own end of the answer says that it failed.
    if catch_unwind(AssertUnwindSafe(|| job(snapshot))).is_err() {
        tracing::error!("a read panicked");
    }
}
