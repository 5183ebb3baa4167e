//! The one owner of stdout: whole frames, in the order in which they were given.
//!
//! A frame that fits is written at once by whoever has it; a thread writes what would have to wait, so
//! that a client that does not read holds up nobody.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use serde::Serialize;
use tokio::sync::mpsc::{self, OwnedPermit, Receiver, Sender};
use tokio::sync::oneshot;

use super::lifecycle::{Ending, Lifecycle};

/// Writes that may wait for a client that does not read; beyond, nothing more is answered or read.
const QUEUE_BLOCKS: usize = 64;

/// A way to stdout. Each write is whole frames, because every write takes all it is given.
pub struct Output {
    shared: Arc<Shared>,
    queue: Sender<Vec<u8>>,
    reservation: Option<Reservation>,
}

struct Shared {
    /// Held while a block is written.
    writing: Mutex<()>,
    /// Blocks in the queue, with the one that is being written.
    waiting: AtomicUsize,
    lifecycle: Lifecycle,
}

type Reservation =
    Pin<Box<dyn Future<Output = Result<OwnedPermit<Vec<u8>>, mpsc::error::SendError<()>>> + Send>>;

/// Takes possession of stdout. The receiver hears when every [`Output`] is gone and all is written; a
/// failed write ends the session.
///
/// # Errors
/// When the system starts no more threads.
pub fn start(lifecycle: Lifecycle) -> io::Result<(Output, oneshot::Receiver<()>)> {
    let (queue, blocks) = mpsc::channel::<Vec<u8>>(QUEUE_BLOCKS);
    let (drained, is_drained) = oneshot::channel();
    let shared =
        Arc::new(Shared { writing: Mutex::default(), waiting: AtomicUsize::new(0), lifecycle });
    let writing = Arc::clone(&shared);
    std::thread::Builder::new().name("stdout".to_owned()).spawn(move || {
        if writing.write_all(blocks) {
            // The receiver is gone only when nobody waits for the end.
            let _ = drained.send(());
        }
    })?;
    Ok((Output { shared, queue, reservation: None }, is_drained))
}

impl Shared {
    /// Writes until every [`Output`] is gone; false when a write failed before.
    fn write_all(&self, mut blocks: Receiver<Vec<u8>>) -> bool {
        while let Some(block) = blocks.blocking_recv() {
            let was_written = self.write(&block);
            self.waiting.fetch_sub(1, Ordering::AcqRel);
            if !was_written {
                return false;
            }
        }
        true
    }

    fn write(&self, block: &[u8]) -> bool {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        match stdout::write_all(block) {
            Ok(()) => self.lifecycle.progress(),
            Err(error) => {
                tracing::error!("stdout cannot be written to: {error}");
                self.lifecycle.end(Ending::OutputFailed);
                return false;
            }
        }
        true
    }

    /// Whether `block` can be written without waiting, and without overtaking another.
    fn can_write_now(&self, block: &[u8]) -> bool {
        self.waiting.load(Ordering::Acquire) == 0 && stdout::has_room(block.len())
    }
}

impl Output {
    /// Writes `block`, or queues it as soon as there is room.
    pub fn poll_send(&mut self, context: &mut Context, block: &[u8]) -> Poll<io::Result<()>> {
        if self.reservation.is_none() && self.shared.can_write_now(block) {
            let was_written = self.shared.write(block);
            return Poll::Ready(was_written.then_some(()).ok_or(io::ErrorKind::BrokenPipe.into()));
        }
        let reservation =
            self.reservation.get_or_insert_with(|| Box::pin(self.queue.clone().reserve_owned()));
        let permit = ready!(reservation.as_mut().poll(context));
        self.reservation = None;
        match permit {
            Ok(permit) => {
                self.shared.waiting.fetch_add(1, Ordering::AcqRel);
                permit.send(block.to_vec());
                Poll::Ready(Ok(()))
            }
            Err(_) => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

impl Clone for Output {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), queue: self.queue.clone(), reservation: None }
    }
}

/// A message as it goes over the wire.
pub fn frame(message: &impl Serialize) -> Option<Vec<u8>> {
    let written = serde_json::to_string(message);
    // What holds only JSON values can always be written.
    let body = written.map_err(|error| tracing::error!("a message cannot be written: {error}"));
    body.ok().map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes())
}

/// Stdout without the standard library's buffer, which would write each frame in two pieces: up to its
/// last line break, and the rest.
#[cfg(unix)]
mod stdout {
    use std::io;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::retry_on_intr;
    use rustix::pipe::PIPE_BUF;

    const AT_ONCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

    /// Whether stdout takes so many bytes without waiting. A pipe that can be written to takes
    /// `PIPE_BUF`, and a socket takes more.
    pub fn has_room(length: usize) -> bool {
        let stdout = io::stdout();
        let mut asked = [PollFd::new(&stdout, PollFlags::OUT)];
        length <= PIPE_BUF
            && poll(&mut asked, Some(&AT_ONCE)).is_ok()
            && asked.iter().all(|asked| asked.revents() == PollFlags::OUT)
    }

    pub fn write_all(mut bytes: &[u8]) -> io::Result<()> {
        let stdout = io::stdout();
        while !bytes.is_empty() {
            let written = retry_on_intr(|| rustix::io::write(&stdout, bytes))?;
            if written == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            bytes = bytes.get(written..).unwrap_or_default();
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod stdout {
    use std::io::{self, Write};

    pub fn has_room(_: usize) -> bool {
        false
    }

    pub fn write_all(bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout();
        stdout.write_all(bytes)?;
        stdout.flush()
    }
}
