//! The place of a message on the wire.

tokio::task_local! {
    /// The place of the message that the running handler answers.
    pub(super) static SEQUENCE: Sequence;
}

/// The place of a message on the wire, counted from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(u64);

impl Sequence {
    /// The place as a number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Steps to the next place and returns it.
    pub(super) fn advance(&mut self) -> Self {
        self.0 += 1;
        *self
    }
}

/// The place on the wire of the message whose handler runs here; `None` outside a handler, and in tasks it spawned.
pub fn sequence() -> Option<Sequence> {
    SEQUENCE.try_get().ok()
}
