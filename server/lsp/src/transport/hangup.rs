//! Notices that the other end of stdin or stdout is gone, when nothing is being read or written.

use super::lifecycle::Lifecycle;

/// Starts the watching thread.
///
/// # Errors
/// When the system starts no more threads.
#[cfg(unix)]
pub fn watch(lifecycle: Lifecycle) -> std::io::Result<()> {
    std::thread::Builder::new().name("hangup".to_owned()).spawn(move || {
        if let Err(error) = pipes::wait(&lifecycle) {
            tracing::warn!("the pipes to the client cannot be watched: {error}");
        }
    })?;
    Ok(())
}

/// Reads and writes notice by themselves, only later.
#[cfg(not(unix))]
pub fn watch(_: Lifecycle) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod pipes {
    use std::io;
    use std::os::fd::AsFd;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::retry_on_intr;

    use super::super::lifecycle::{Ending, Lifecycle};

    /// How long a session whose client is gone may neither read nor write before it counts as stuck.
    const STALL: Timespec = Timespec { tv_sec: 0, tv_nsec: 600_000_000 };

    /// Returns once the session is over.
    pub fn wait(lifecycle: &Lifecycle) -> io::Result<()> {
        let (stdin, stdout) = (io::stdin(), io::stdout());
        let mut both =
            [PollFd::new(&stdin, PollFlags::empty()), PollFd::new(&stdout, PollFlags::empty())];
        loop {
            retry_on_intr(|| poll(&mut both, None))?;
            let [input, output] = &both;
            if is_gone(output) {
                lifecycle.end(Ending::OutputFailed);
                return Ok(());
            }
            if is_gone(input) {
                return wait_for_stall(lifecycle, &stdout.as_fd());
            }
        }
    }

    /// What is left in the pipe is still read, as long as anything moves.
    fn wait_for_stall(lifecycle: &Lifecycle, stdout: &impl AsFd) -> io::Result<()> {
        let mut output = [PollFd::new(stdout, PollFlags::empty())];
        loop {
            let before = lifecycle.standstill();
            if retry_on_intr(|| poll(&mut output, Some(&STALL)))? > 0 {
                lifecycle.end(Ending::OutputFailed);
                return Ok(());
            }
            if before.is_some() && lifecycle.standstill() == before {
                lifecycle.end(Ending::Stalled);
                return Ok(());
            }
        }
    }

    fn is_gone(end: &PollFd) -> bool {
        end.revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
    }
}
