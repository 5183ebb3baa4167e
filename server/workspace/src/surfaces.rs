//! What the comparison of whole surfaces says of promises: found once for the command line, and in the background for an
//! editor, as often as the disk changes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use boundstone_allocator::give_back;
use boundstone_engine::query::{self, BySurfaces, CodeState};
use boundstone_engine::{InTurn, Parallel};
use boundstone_model::FileChange;
use crossbeam_channel::{Receiver, Sender, unbounded};

use crate::comparison::Comparison;
use crate::git::GitError;
use crate::index::OnPool;
use crate::ledger::Piece;
use crate::pool::threads;
use crate::snapshot::Snapshot;
use crate::workspace::thread;
use crate::writer::Message;

/// The repository now, with what the surfaces say of promises that the changes break, or do not.
#[must_use]
pub fn with_surfaces(before: &Snapshot, now: Snapshot, changes: &[FileChange]) -> Snapshot {
    let pool = (changes.len() > 1).then(threads).flatten();
    let found = by_surfaces(before, &now, changes, &OnPool(pool.as_ref()));
    now.with_surfaces(Some(found))
}

/// The same of a repository that is compared with the base of its findings; as it is where nothing is promised, and where git has no
/// base, which is counted for each contract.
///
/// # Errors
/// When git does not know what changed since the base.
pub fn with_surfaces_since_base(now: &Snapshot) -> Result<Snapshot, GitError> {
    if !query::has_promises(&now.world) || now.base_name().is_err() {
        return Ok(now.clone());
    }
    let compared = Comparison::of_snapshot(now.clone())?;
    Ok(with_surfaces(&compared.before, now.clone(), &compared.changes))
}

fn by_surfaces(
    before: &Snapshot,
    now: &Snapshot,
    changes: &[FileChange],
    parallel: &dyn Parallel,
) -> Arc<BySurfaces> {
    // What an earlier comparison found is none of the findings in files.
    let now = &now.clone().with_surfaces(None);
    let then = CodeState { world: &before.world, code: before };
    let state = CodeState { world: &now.world, code: now };
    let compared = query::promised_diff(then, state, changes, parallel);
    query::by_surfaces(&before.world, state, changes, &compared).into()
}

/// Compares in the background. Of what is asked for while it compares, it does the last alone.
pub(crate) struct Comparing(Sender<(Snapshot, Piece)>);

impl Comparing {
    /// Starts the thread, which ends with this. What it finds is sent to the writer.
    pub(crate) fn start(writer: Sender<(Message, Piece)>) -> std::io::Result<Self> {
        let (asked, inbox) = unbounded();
        thread("boundstone-surfaces").spawn(move || run(&inbox, &writer))?;
        Ok(Self(asked))
    }

    pub(crate) fn ask(&self, snapshot: Snapshot, piece: Piece) {
        if self.0.send((snapshot, piece)).is_err() {
            tracing::error!("surfaces are compared no more");
        }
    }
}

fn run(inbox: &Receiver<(Snapshot, Piece)>, writer: &Sender<(Message, Piece)>) {
    while let Ok(first) = inbox.recv() {
        let (snapshot, piece) = inbox.try_iter().last().unwrap_or(first);
        let found = catch_unwind(AssertUnwindSafe(|| since_base(&snapshot)));
        let Ok(found) = found else {
            tracing::error!("a panic while surfaces were compared; what was found before stays");
            continue;
        };
        if writer.send((Message::Compared(found), piece)).is_err() {
            return;
        }
        give_back();
    }
}

fn since_base(now: &Snapshot) -> Arc<BySurfaces> {
    if !query::has_promises(&now.world) {
        return Arc::default();
    }
    match Comparison::of_snapshot(now.clone()) {
        // One processor: the others are for the one who types.
        Ok(it) => by_surfaces(&it.before, now, &it.changes, &InTurn),
        Err(error) => {
            tracing::info!(%error, "surfaces are not compared with the past");
            Arc::default()
        }
    }
}
