//! Stdin as messages. What is no message is answered here, and costs itself only.

use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};

use super::frames::{Frame, Frames};
use super::lifecycle::{Ending, Lifecycle};
use super::message::Message;
use super::output::{self, Output};

/// Bytes asked of stdin at once.
const CHUNK: usize = 64 * 1024;

/// Reads `stream`, gives out messages, answers the rest through `output`.
pub struct Input<R> {
    stream: R,
    output: Output,
    lifecycle: Lifecycle,
    frames: Frames,
    chunk: Box<[u8]>,
    /// The answer to what was no message. Nothing more is read until stdout has room for it.
    answer: Option<Vec<u8>>,
    is_over: bool,
}

impl<R: AsyncRead + Unpin> Input<R> {
    /// `lifecycle` is told when the input ends.
    pub fn new(stream: R, output: Output, lifecycle: Lifecycle) -> Self {
        Self {
            stream,
            output,
            lifecycle,
            frames: Frames::default(),
            chunk: vec![0; CHUNK].into_boxed_slice(),
            answer: None,
            is_over: false,
        }
    }

    /// The next message; `None` at the end of the input.
    pub fn poll_message(&mut self, context: &mut Context) -> Poll<Option<Message>> {
        loop {
            if let Some(answer) = &self.answer {
                if ready!(self.output.poll_send(context, answer)).is_err() {
                    return Poll::Ready(None);
                }
                self.answer = None;
            }
            match self.frames.next() {
                Some(Frame::Message(message)) => return Poll::Ready(Some(message)),
                Some(Frame::Fault(fault)) => {
                    let response = fault.into_response();
                    tracing::warn!("a message that cannot be read: {response:?}");
                    self.answer = output::frame(&response);
                }
                None if self.is_over => return Poll::Ready(None),
                None => ready!(self.poll_stream(context)),
            }
        }
    }

    fn poll_stream(&mut self, context: &mut Context) -> Poll<()> {
        let mut chunk = ReadBuf::new(&mut self.chunk);
        let read = std::pin::Pin::new(&mut self.stream).poll_read(context, &mut chunk);
        self.lifecycle.reading(read.is_pending());
        match ready!(read) {
            Ok(()) if !chunk.filled().is_empty() => {
                self.frames.feed(chunk.filled());
                self.lifecycle.progress();
            }
            end => {
                if let Err(error) = end {
                    tracing::error!("stdin cannot be read: {error}");
                }
                self.is_over = true;
                self.lifecycle.end(Ending::InputEnded);
            }
        }
        Poll::Ready(())
    }
}
