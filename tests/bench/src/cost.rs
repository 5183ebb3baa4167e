//! What a process has cost so far: CPU time, memory, wake-ups. All from the kernel.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use rustix::time::{ClockId, clock_gettime};

/// CPU time of this process, all threads, user and system.
pub fn of_this_process() -> Duration {
    on(ClockId::ProcessCPUTime)
}

/// CPU time of the calling thread.
pub fn of_this_thread() -> Duration {
    on(ClockId::ThreadCPUTime)
}

fn on(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

/// CPU time of the living threads of a process. To the nanosecond, where `/proc/PID/stat` counts
/// hundredths of a second; threads that have ended are missing, so it is read around work that
/// starts no threads.
pub fn of_process(pid: u32) -> Result<Duration> {
    let nanoseconds = of_threads(pid, "schedstat", |text| {
        text.split_whitespace().next().and_then(|number| number.parse().ok())
    })?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// How often the threads of a process have gone to sleep, and so been woken, by themselves.
pub fn sleeps_of_process(pid: u32) -> Result<u64> {
    of_threads(pid, "status", |text| {
        let line = text.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|number| number.trim().parse().ok())
    })
}

fn of_threads(pid: u32, file: &str, number: impl Fn(&str) -> Option<u64>) -> Result<u64> {
    let mut sum = 0;
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let path = thread?.path().join(file);
        // A thread may end between the listing and the reading.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        sum += number(&text).with_context(|| format!("no number in {}", path.display()))?;
    }
    Ok(sum)
}

/// Bytes of a process in memory.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    pub resident: u64,
    pub peak: u64,
}

pub fn memory_of_process(pid: u32) -> Result<Memory> {
    let path = format!("/proc/{pid}/status");
    let text = fs::read_to_string(&path)?;
    let bytes = |key: &str| -> Result<u64> {
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
        let number: u64 = kilobytes.with_context(|| format!("no {key} in {path}"))?.parse()?;
        Ok(number * 1024)
    };
    Ok(Memory { resident: bytes("VmRSS:")?, peak: bytes("VmHWM:")? })
}

/// CPU time of this thread for some work, and what it gave.
pub fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = of_this_thread();
    let result = work();
    (of_this_thread().saturating_sub(begun), std::hint::black_box(result))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_cost_is_seen_from_inside_and_outside() {
        let before = of_process(std::process::id()).unwrap();
        let start = of_this_thread();
        while of_this_thread() - start < Duration::from_millis(20) {}
        assert!(of_process(std::process::id()).unwrap() - before > Duration::from_millis(10));
        assert!(of_this_process() >= of_this_thread());
        let memory = memory_of_process(std::process::id()).unwrap();
        assert!(memory.resident > 0 && memory.peak >= memory.resident);
    }
}
