//! What the server does when nothing happens.

use std::thread;
use std::time::Duration;

use anyhow::Result;

use super::Context;
use crate::cost;
use crate::table::{Figure, Quantity};

const LOOKS: usize = 60;
const LOOK: Duration = Duration::from_secs(1);
/// CPU in a minute that is shown as 0 %: less than a hundredth of a percent.
const NOTHING: f64 = 0.006;

pub fn idle(context: &Context) -> Result<Vec<Figure>> {
    let server = context.settled_server(&context.root)?;
    let cpu = cost::of_process(server.pid)?;
    let mut sleeps = cost::sleeps_of_process(server.pid)?;
    // One tick of a timer may wake several threads; all of them within one look.
    let mut looks_with_wakes = 0_usize;
    for _ in 0..LOOKS {
        thread::sleep(LOOK);
        let now = cost::sleeps_of_process(server.pid)?;
        looks_with_wakes += usize::from(now != sleeps);
        sleeps = now;
    }
    let cpu = cost::of_process(server.pid)?.saturating_sub(cpu).as_secs_f64();
    let (cpu, wakes) = (Quantity::Seconds(cpu), Quantity::Count(looks_with_wakes as f64));
    Ok(vec![
        Figure::limited("CPU in a minute", cpu, None, cpu).with_must(Quantity::Seconds(NOTHING)),
        Figure::limited("wake-ups in a minute", wakes, None, wakes).with_must(Quantity::Count(1.0)),
    ])
}
