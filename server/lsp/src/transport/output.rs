//! The one owner of stdout: a thread that writes whole frames in the order it was given them.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::AsyncWrite;
use tokio::sync::mpsc::{self, OwnedPermit, Sender};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Response;

use super::lifecycle::{Ending, Lifecycle};

/// Writes that may wait for a client that does not read; beyond, nothing more is answered or read.
const QUEUE_BLOCKS: usize = 64;

/// A way to stdout. Each write is whole frames, because every write takes all it is given.
pub struct Output {
    queue: Sender<Vec<u8>>,
    reservation: Option<Reservation>,
}

type Reservation =
    Pin<Box<dyn Future<Output = Result<OwnedPermit<Vec<u8>>, mpsc::error::SendError<()>>> + Send>>;

/// Starts the thread that writes to `stdout`. It ends, and says so, when every [`Output`] is gone; a failed write ends the session.
///
/// # Errors
/// When the system starts no more threads.
pub fn start(
    mut stdout: impl Write + Send + 'static,
    lifecycle: Lifecycle,
) -> io::Result<(Output, oneshot::Receiver<()>)> {
    let (queue, mut blocks) = mpsc::channel::<Vec<u8>>(QUEUE_BLOCKS);
    let (drained, is_drained) = oneshot::channel();
    std::thread::Builder::new().name("stdout".to_owned()).spawn(move || {
        while let Some(block) = blocks.blocking_recv() {
            if let Err(error) = stdout.write_all(&block).and_then(|()| stdout.flush()) {
                tracing::error!("stdout cannot be written to: {error}");
                lifecycle.end(Ending::OutputFailed);
                return;
            }
            lifecycle.progress();
        }
        // The receiver is gone only when nobody waits for the end.
        let _ = drained.send(());
    })?;
    Ok((Output { queue, reservation: None }, is_drained))
}

impl Output {
    /// Queues `block` as soon as there is room.
    pub fn poll_send(&mut self, context: &mut Context, block: &[u8]) -> Poll<io::Result<()>> {
        let reservation =
            self.reservation.get_or_insert_with(|| Box::pin(self.queue.clone().reserve_owned()));
        let permit = ready!(reservation.as_mut().poll(context));
        self.reservation = None;
        match permit {
            Ok(permit) => {
                permit.send(block.to_vec());
                Poll::Ready(Ok(()))
            }
            Err(_) => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

impl Clone for Output {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone(), reservation: None }
    }
}

impl AsyncWrite for Output {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_send(context, bytes).map_ok(|()| bytes.len())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// A response as it goes over the wire.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn frame(response: &Response) -> serde_json::Result<Vec<u8>> {
    let body = serde_json::to_vec(response)?;
    let mut frame = header(body.len());
    frame.extend_from_slice(&body);
    Ok(frame)
}

/// The headers before a body of `length` bytes.
pub fn header(length: usize) -> Vec<u8> {
    format!("Content-Length: {length}\r\n\r\n").into_bytes()
}
