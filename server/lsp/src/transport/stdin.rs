//! Stdin, read by the thread that answers.
//!
//! A thread of its own would cost every message the wait until the other one wakes, which is longer than
//! most answers take.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, ReadBuf};

/// Stdin, in the cheapest way that the system has for what it is.
pub enum Stdin {
    #[cfg(unix)]
    Polled(polled::Polled),
    /// Files and consoles cannot be waited for.
    Threaded(tokio::io::Stdin),
}

impl Stdin {
    /// Must be called inside a runtime.
    pub fn open() -> Self {
        #[cfg(unix)]
        if let Ok(polled) = polled::Polled::open() {
            return Self::Polled(polled);
        }
        Self::Threaded(tokio::io::stdin())
    }
}

impl AsyncRead for Stdin {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            #[cfg(unix)]
            Self::Polled(stdin) => stdin.poll_read(context, buffer),
            Self::Threaded(stdin) => Pin::new(stdin).poll_read(context, buffer),
        }
    }
}

#[cfg(unix)]
mod polled {
    use std::io;
    use std::task::{Context, Poll, ready};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, retry_on_intr};
    use tokio::io::unix::AsyncFd;
    use tokio::io::{Interest, ReadBuf};

    const AT_ONCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 0 };

    pub struct Polled(AsyncFd<io::Stdin>);

    impl Polled {
        /// # Errors
        /// When stdin is nothing that can be waited for.
        #[expect(deprecated, reason = "its successor is unsafe; stdin stays open as what it is")]
        pub fn open() -> io::Result<Self> {
            AsyncFd::with_interest(io::stdin(), Interest::READABLE).map(Self)
        }

        /// Asks before each read whether it would wait. Stdin is not made non-blocking for that, because
        /// whoever shares it with us would find theirs changed as well.
        pub fn poll_read(
            &self,
            context: &mut Context,
            buffer: &mut ReadBuf,
        ) -> Poll<io::Result<()>> {
            loop {
                let mut ready = ready!(self.0.poll_read_ready(context))?;
                let stdin = self.0.get_ref();
                let mut asked = [PollFd::new(stdin, PollFlags::IN)];
                if retry_on_intr(|| poll(&mut asked, Some(&AT_ONCE)))? == 0 {
                    ready.clear_ready();
                    continue;
                }
                let room = buffer.initialize_unfilled();
                let length = match retry_on_intr(|| rustix::io::read(stdin, &mut *room)) {
                    // Whoever shares it with us made it non-blocking, and has read what there was.
                    Err(Errno::AGAIN) => {
                        ready.clear_ready();
                        continue;
                    }
                    read => read?,
                };
                if length < room.len() {
                    // That was all; what comes now is announced anew.
                    ready.clear_ready();
                }
                buffer.advance(length);
                return Poll::Ready(Ok(()));
            }
        }
    }
}
