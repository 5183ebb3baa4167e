//! Which processors run the bench and what it starts.
//!
//! Left alone, the scheduler puts one server beside its client on a processor, and another on a
//! processor of its own that has to be woken up for each message. That is luck, stays so for a whole run,
//! and costs more than the answers.

use anyhow::{Result, bail};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// Processors for the bench and for what it starts, one each. Gives all of them back when dropped.
pub struct Apart {
    all: CpuSet,
    own: CpuSet,
}

impl Apart {
    /// What is started from now on by this thread runs on a processor of its own.
    pub fn begin() -> Result<Self> {
        let all = sched_getaffinity(None)?;
        let mut usable = (0..CpuSet::MAX_CPU).filter(|&cpu| all.is_set(cpu));
        let (Some(first), Some(last)) = (usable.next(), usable.next_back()) else {
            bail!("a client and a server that run at once need two processors");
        };
        let (mut own, mut others) = (CpuSet::new(), CpuSet::new());
        own.set(first);
        others.set(last);
        sched_setaffinity(None, &others)?;
        Ok(Self { all, own })
    }

    /// All is started: this thread moves to the other processor.
    pub fn part(&self) -> Result<()> {
        Ok(sched_setaffinity(None, &self.own)?)
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        if let Err(error) = sched_setaffinity(None, &self.all) {
            eprintln!("the bench stays on one processor: {error}");
        }
    }
}
