//! When the process ends, and with which code.
//!
//! | why | code |
//! |---|---|
//! | `exit` after `shutdown` | 0 |
//! | `exit` without; the end of stdin; a dead stdout; a dead client | 1 |
//! | SIGINT, SIGTERM | 130, 143: 128 and the signal's number, as a shell reports a killed process |

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// How long answers already promised may take to reach the client once the session is over. Two seconds is the limit for all.
pub const GRACE: Duration = Duration::from_secs(1);

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The `exit` notification.
    Exit,
    /// Stdin has nothing more to say.
    InputEnded,
    /// Stdin's other end is closed, and what it left is not being read because nothing here moves.
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing there tells of it"))]
    Stalled,
    OutputFailed,
    /// The process named by `processId` is gone.
    ClientDied,
    /// The number of the signal.
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing there tells of it"))]
    Signal(u8),
    /// The session stopped by itself.
    Broken,
}

/// A handle to the life of the session, for everything that can end it.
#[derive(Clone)]
pub struct Lifecycle {
    shared: Arc<Shared>,
}

struct Shared {
    endings: UnboundedSender<Ending>,
    has_shut_down: AtomicBool,
    progress: AtomicU64,
    is_reading: AtomicBool,
}

impl Lifecycle {
    /// The receiver gets every ending, the first one first.
    pub fn new() -> (Self, UnboundedReceiver<Ending>) {
        let (endings, receiver) = mpsc::unbounded_channel();
        let shared = Shared {
            endings,
            has_shut_down: AtomicBool::new(false),
            progress: AtomicU64::new(0),
            is_reading: AtomicBool::new(false),
        };
        (Self { shared: Arc::new(shared) }, receiver)
    }

    /// Ends the session. Only the first ending counts.
    pub fn end(&self, ending: Ending) {
        // Nobody listens any more once the process is ending.
        let _ = self.shared.endings.send(ending);
    }

    /// The client asked for `shutdown`: `exit` will be a success.
    pub fn shut_down(&self) {
        self.shared.has_shut_down.store(true, Ordering::Release);
    }

    /// Something was read or written.
    pub fn progress(&self) {
        self.shared.progress.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether stdin is being waited for, which will see by itself that it has ended.
    pub fn reading(&self, is_reading: bool) {
        self.shared.is_reading.store(is_reading, Ordering::Relaxed);
    }

    /// Stays the same while nothing is read or written; `None` while stdin is being waited for.
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing there tells of it"))]
    pub fn standstill(&self) -> Option<u64> {
        let is_reading = self.shared.is_reading.load(Ordering::Relaxed);
        (!is_reading).then(|| self.shared.progress.load(Ordering::Relaxed))
    }

    /// The process's exit code for `ending`.
    pub fn code(&self, ending: Ending) -> u8 {
        const SIGNALLED: u8 = 128;
        match ending {
            Ending::Exit if self.shared.has_shut_down.load(Ordering::Acquire) => 0,
            Ending::Signal(number) => SIGNALLED + number,
            _ => 1,
        }
    }
}

impl Ending {
    /// Whether the client may still be there to read the last answers.
    pub fn leaves_time(self) -> bool {
        matches!(self, Self::Exit | Self::InputEnded | Self::Broken)
    }
}

/// Ends the session when the system asks for it. From the return on, no signal kills the process: a client may
/// send one as soon as it has an answer. Must be called within a tokio runtime.
#[cfg(unix)]
pub fn watch_signals(lifecycle: Lifecycle) {
    use tokio::signal::unix::{Signal, SignalKind, signal};

    let number = |kind: SignalKind| u8::try_from(kind.as_raw_value()).unwrap_or_default();
    let watched = |kind| signal(kind).map_err(|error| tracing::warn!("no signals: {error}"));
    let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
    let (Ok(mut on_terminate), Ok(mut on_interrupt)): (Result<Signal, ()>, Result<Signal, ()>) =
        (watched(terminate), watched(interrupt))
    else {
        return;
    };
    tokio::spawn(async move {
        let signal = tokio::select! {
            _ = on_terminate.recv() => terminate,
            _ = on_interrupt.recv() => interrupt,
        };
        lifecycle.end(Ending::Signal(number(signal)));
    });
}

/// Where there are no signals, nobody sends one.
#[cfg(not(unix))]
pub fn watch_signals(_: Lifecycle) {}
