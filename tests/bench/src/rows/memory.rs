//! Memory of the server once the index is ready.

use anyhow::Result;

use super::Context;
use crate::cost;
use crate::counterpart::syntax;
use crate::table::{Figure, Quantity};

pub fn resident(context: &Context) -> Result<Vec<Figure>> {
    let source: usize =
        syntax::source_files(&context.root)?.iter().map(|(_, text)| text.len()).sum();
    let server = context.settled_server(&context.root)?;
    let memory = cost::memory_of_process(server.pid)?;
    let resident = Quantity::Bytes(memory.resident as f64);
    let peak = Quantity::Bytes(memory.peak as f64);
    let ratio = Quantity::Ratio(memory.peak as f64 / memory.resident as f64);
    Ok(vec![
        Figure::ratio(
            "resident",
            resident,
            ("bytes of source", Quantity::Bytes(source as f64)),
            0.5,
            0.25,
        ),
        Figure::limited("peak", peak, Some(("resident", resident)), ratio)
            .with_aim(Quantity::Ratio(1.5)),
    ])
}
