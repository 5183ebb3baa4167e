//! Whether any work is left.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Counts the pieces of work that have begun and not ended. Work that causes other work begins it
/// before it ends itself, so that the count reaches zero only when all is done.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Arc<(Mutex<usize>, Condvar)>);

/// A piece of work; it ends when this is dropped, also by a panic.
pub(crate) struct Piece(Ledger);

impl Ledger {
    pub(crate) fn begin(&self) -> Piece {
        let (count, _) = &*self.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Piece(self.clone())
    }

    /// Blocks until no work is left.
    pub(crate) fn settled(&self) {
        let (count, ended) = &*self.0;
        let mut left = count.lock().unwrap_or_else(PoisonError::into_inner);
        while *left > 0 {
            left = ended.wait(left).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        let (count, ended) = &*self.0.0;
        let mut left = count.lock().unwrap_or_else(PoisonError::into_inner);
        *left -= 1;
        if *left == 0 {
            ended.notify_all();
        }
    }
}
