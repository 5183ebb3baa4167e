//! In front of tower-lsp's codec, which ends the session at the first byte it does not understand: only good frames pass.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};

use super::frames::{Frame, Frames};
use super::lifecycle::{Ending, Lifecycle};
use super::output::{self, Output};

/// Bytes asked of stdin at once.
const CHUNK: usize = 64 * 1024;

/// Reads `input`, passes on good frames, answers bad ones through `output`.
pub struct FrameGuard<R> {
    input: R,
    output: Output,
    lifecycle: Lifecycle,
    frames: Frames,
    chunk: Box<[u8]>,
    /// A good frame on its way to the codec, and how much of it is there.
    frame: Vec<u8>,
    passed: usize,
    /// The answer to a bad frame. Nothing more is read until stdout has room for it.
    answer: Option<Vec<u8>>,
    is_over: bool,
}

impl<R: AsyncRead + Unpin> FrameGuard<R> {
    /// `lifecycle` is told when the input ends.
    pub fn new(input: R, output: Output, lifecycle: Lifecycle) -> Self {
        Self {
            input,
            output,
            lifecycle,
            frames: Frames::default(),
            chunk: vec![0; CHUNK].into_boxed_slice(),
            frame: Vec::new(),
            passed: 0,
            answer: None,
            is_over: false,
        }
    }

    /// Makes the next frame ready; an empty one is the end of the input.
    fn poll_frame(&mut self, context: &mut Context) -> Poll<io::Result<()>> {
        loop {
            if let Some(answer) = &self.answer {
                ready!(self.output.poll_send(context, answer))?;
                self.answer = None;
            }
            match self.frames.next() {
                Some(Frame::Message(body)) => {
                    self.frame = output::header(body.len());
                    self.frame.extend_from_slice(&body);
                    self.passed = 0;
                    return Poll::Ready(Ok(()));
                }
                Some(Frame::Fault(fault)) => {
                    let response = fault.into_response();
                    tracing::warn!("a message that cannot be read: {response:?}");
                    self.answer = Some(output::frame(&response)?);
                }
                None if self.is_over => return Poll::Ready(Ok(())),
                None => ready!(self.poll_input(context)),
            }
        }
    }

    fn poll_input(&mut self, context: &mut Context) -> Poll<()> {
        let mut chunk = ReadBuf::new(&mut self.chunk);
        let read = Pin::new(&mut self.input).poll_read(context, &mut chunk);
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

impl<R: AsyncRead + Unpin> AsyncRead for FrameGuard<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.passed == this.frame.len() {
            this.frame = Vec::new();
            this.passed = 0;
            ready!(this.poll_frame(context))?;
        }
        let rest = this.frame.get(this.passed..).unwrap_or_default();
        let bytes = rest.get(..rest.len().min(buffer.remaining())).unwrap_or_default();
        buffer.put_slice(bytes);
        this.passed += bytes.len();
        Poll::Ready(Ok(()))
    }
}
