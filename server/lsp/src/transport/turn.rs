//! A turn that one message has to itself: what comes after it waits until it is over.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Free until taken.
#[derive(Clone, Default)]
pub struct Turn {
    state: Arc<Mutex<State>>,
}

/// The turn, taken. Dropping it gives it back.
pub struct Taken {
    turn: Turn,
}

#[derive(Default)]
struct State {
    is_taken: bool,
    waiting: Option<Waker>,
}

impl Turn {
    /// Takes the turn until the result is dropped.
    pub fn take(&self) -> Taken {
        self.state().is_taken = true;
        Taken { turn: self.clone() }
    }

    /// Ready when nobody has the turn. One task can wait.
    pub fn poll_free(&self, context: &mut Context) -> Poll<()> {
        let mut state = self.state();
        if !state.is_taken {
            return Poll::Ready(());
        }
        state.waiting = Some(context.waker().clone());
        Poll::Pending
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.turn.state();
            state.is_taken = false;
            state.waiting.take()
        };
        if let Some(waker) = waiting {
            waker.wake();
        }
    }
}
