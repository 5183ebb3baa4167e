//! The answer for a person at a terminal.

use std::io::Write;

use anyhow::Result;
use boundstone_model::{Confidence, Side, SurfaceChange};

use super::{Answer, advice, changed, several};
use crate::output::{FAINT, STRONG, laid_out, plain, stdout, styled, wrapped};
use crate::position::since;

/// Where what a change is of begins, behind its class.
const ITEM: usize = 12;

pub(super) fn write(answer: &Answer<'_>) -> Result<()> {
    let mut out = stdout();
    let base = &answer.base;
    writeln!(out, "{}", wrapped(&format!("Since {}, {}:", since(base), base.choice.reason()), 0))?;
    for it in answer.told() {
        let said = format!("{}  {}", styled(&it.boundary, STRONG), advice(it, plain));
        writeln!(out, "{}", laid_out(&said, 0, 4))?;
        for change in &it.changes {
            write_change(&mut out, answer, change)?;
        }
        for (path, reason) in &it.not_checked {
            writeln!(out, "{}", laid_out(&plain(&format!("not checked: {path}: {reason}")), 2, 6))?;
        }
    }
    if answer.told().next().is_none() {
        writeln!(out, "No public item of any boundary changed.")?;
    }
    for (reason, paths) in answer.unread() {
        let said = format!("Not checked: {}: {reason}", several(&paths));
        writeln!(out, "{}", laid_out(&plain(&said), 0, 4))?;
    }
    out.flush()?;
    Ok(())
}

fn write_change(out: &mut impl Write, answer: &Answer<'_>, change: &SurfaceChange) -> Result<()> {
    let at = answer.place(change).map(|(side, at, line)| {
        let was = if side == Side::Before { " before the change" } else { "" };
        format!("  {}:{line}{was}", at.path)
    });
    let promised = change.stability.map(|it| format!(", {}", styled(it.name(), STRONG)));
    let said = format!(
        "{:9} {} {}{}{}",
        change.class().name(),
        changed(change.kind),
        plain(&change.symbol),
        promised.unwrap_or_default(),
        styled(at.unwrap_or_default(), FAINT)
    );
    writeln!(out, "{}", laid_out(&said, 2, ITEM))?;
    for reason in &change.changes {
        let likely = match reason.confidence {
            Confidence::Likely => " (likely)",
            Confidence::Proved => "",
        };
        let said = format!("{}{likely}", plain(&reason.reason));
        writeln!(out, "{}", laid_out(&said, ITEM, ITEM + 2))?;
    }
    Ok(())
}
