//! The process that started the session: when it dies without a word, the server does not stay behind.

use std::io;

use super::lifecycle::{Ending, Lifecycle};

/// Ends the session when the process `id` is gone, at once if it already is; never where the system cannot tell.
pub fn watch(id: i64, lifecycle: Lifecycle) {
    let wait = move || match wait(id) {
        Ok(()) => lifecycle.end(Ending::ClientDied),
        Err(error) => tracing::warn!("the client's process {id} cannot be watched: {error}"),
    };
    if let Err(error) = std::thread::Builder::new().name("client".to_owned()).spawn(wait) {
        tracing::warn!("the client's process {id} is not watched: {error}");
    }
}

#[cfg(target_os = "linux")]
fn wait(id: i64) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::{Errno, retry_on_intr};
    use rustix::process::{PidfdFlags, pidfd_open};

    let process = match pidfd_open(pid(id)?, PidfdFlags::empty()) {
        Err(Errno::SRCH) => return Ok(()),
        Err(Errno::NOSYS | Errno::PERM) => return ask_until_gone(id),
        opened => opened?,
    };
    // A pidfd is readable once its process has ended.
    let mut ended = [PollFd::new(&process, PollFlags::IN)];
    retry_on_intr(|| poll(&mut ended, None))?;
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn wait(id: i64) -> io::Result<()> {
    ask_until_gone(id)
}

#[cfg(not(unix))]
fn wait(_: i64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Where no descriptor stands for a process, it is asked for again and again.
#[cfg(unix)]
fn ask_until_gone(id: i64) -> io::Result<()> {
    use std::time::Duration;

    use rustix::io::Errno;
    use rustix::process::test_kill_process;

    const PERIOD: Duration = Duration::from_millis(500);
    let process = pid(id)?;
    while test_kill_process(process) != Err(Errno::SRCH) {
        std::thread::sleep(PERIOD);
    }
    Ok(())
}

#[cfg(unix)]
fn pid(id: i64) -> io::Result<rustix::process::Pid> {
    let id = i32::try_from(id).ok().filter(|id| *id > 0);
    id.and_then(rustix::process::Pid::from_raw).ok_or_else(|| io::ErrorKind::InvalidInput.into())
}
