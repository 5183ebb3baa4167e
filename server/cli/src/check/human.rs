//! The answer for a person at a terminal.

use std::io::Write;

use anyhow::Result;
use boundstone_model::{Finding, Severity};

use super::{Answer, SummaryJson};
use crate::accept::Accepted;
use crate::output::{FAINT, STRONG, counted, laid_out, plain, stdout, style_of, styled, wrapped};
use crate::places::Places;

pub(super) fn write(answer: &Answer<'_>, accepted: &Accepted) -> Result<()> {
    let mut out = stdout();
    write_accepted(&mut out, accepted)?;
    for finding in &answer.findings {
        write_finding(&mut out, &answer.places, finding)?;
    }
    write_not_checked(&mut out, &answer.not_checked)?;
    if !answer.unresolved.is_empty() {
        let count = counted(answer.unresolved.len(), "reference");
        let said =
            format!("Not checked: {count} into other boundaries; `boundstone crossings` says why.");
        writeln!(out, "{said}\n")?;
    }
    write_errors(&mut out, answer)?;
    writeln!(out, "{}", wrapped(&summary(answer), 0))?;
    out.flush()?;
    Ok(())
}

/// `12 files checked: 1 error, 0 warnings, 3 hints.`
fn summary(answer: &Answer<'_>) -> String {
    let SummaryJson { errors, warnings, hints, files } = &answer.summary;
    let since = answer.since.as_ref().map(|since| format!(", new since {since}"));
    let left_out = (errors + warnings + hints).saturating_sub(answer.findings.len());
    let left_out = match left_out {
        0 => String::new(),
        1 => " 1 of them is not shown.".to_owned(),
        count => format!(" {count} of them are not shown."),
    };
    format!(
        "{} checked{}: {}, {}, {}.{left_out}",
        counted(*files, "file"),
        since.unwrap_or_default(),
        counted(*errors, "error"),
        counted(*warnings, "warning"),
        counted(*hints, "hint")
    )
}

fn write_accepted(out: &mut impl Write, accepted: &Accepted) -> Result<()> {
    for (contract, count) in accepted {
        writeln!(out, "{contract}: {} accepted", counted(*count, "finding"))?;
    }
    if !accepted.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, places: &Places<'_>, finding: &Finding) -> Result<()> {
    let severity = styled(finding.severity.name(), style_of(finding.severity));
    let place = styled(place(places, finding), STRONG);
    writeln!(out, "{}", laid_out(&format!("{place}: {severity} {}", finding.rule), 0, 4))?;
    writeln!(out, "{}", wrapped(&finding.message, 2))?;
    if let Some(line) = places.line_text(&finding.place).filter(|line| !line.trim().is_empty()) {
        writeln!(out, "  {} {}", styled("|", FAINT), shown(&line))?;
    }
    for related in &finding.related {
        let place = format!("{}:{}", related.place.path, places.line(&related.place));
        write_named(out, "see:", &format!("{place} {}", related.message))?;
    }
    write_named(out, "help:", &finding.help)?;
    writeln!(out)?;
    Ok(())
}

fn write_named(out: &mut impl Write, name: &str, text: &str) -> Result<()> {
    let said = format!("{} {}", styled(name, FAINT), plain(text));
    writeln!(out, "{}", laid_out(&said, 2, 4))?;
    Ok(())
}

/// `src/lib.rs:12:5`.
fn place(places: &Places<'_>, finding: &Finding) -> String {
    let start = places.start(&finding.place);
    format!("{}:{}:{}", finding.place.path, start.line, start.column)
}

/// A line of a file, short enough for the terminal.
fn shown(line: &str) -> String {
    const LONGEST_LINE: usize = 92;
    let line = plain(line);
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn write_not_checked(out: &mut impl Write, not_checked: &[(String, String)]) -> Result<()> {
    const SHOWN: usize = 10;
    if not_checked.is_empty() {
        return Ok(());
    }
    writeln!(out, "Not checked ({}):", counted(not_checked.len(), "file"))?;
    for (path, reason) in not_checked.iter().take(SHOWN) {
        writeln!(out, "{}", laid_out(&plain(&format!("{path}: {reason}")), 2, 4))?;
    }
    if not_checked.len() > SHOWN {
        writeln!(out, "  and {} more; `--format json` lists all", not_checked.len() - SHOWN)?;
    }
    writeln!(out)?;
    Ok(())
}

/// The places of errors once more, where they stand among others: the end is what is read first.
fn write_errors(out: &mut impl Write, answer: &Answer<'_>) -> Result<()> {
    const SHOWN: usize = 20;
    let is_error = |it: &&Finding| it.severity == Severity::Error;
    let errors: Vec<&Finding> = answer.findings.iter().filter(is_error).collect();
    if errors.is_empty() || errors.len() == answer.findings.len() {
        return Ok(());
    }
    writeln!(out, "{}:", styled("Errors", style_of(Severity::Error)))?;
    for error in errors.iter().take(SHOWN) {
        let said = format!("{} {}", place(&answer.places, error), error.rule);
        writeln!(out, "{}", laid_out(&said, 2, 4))?;
    }
    if errors.len() > SHOWN {
        let more = errors.len() - SHOWN;
        writeln!(out, "  and {more} more; `--min-severity error` shows nothing else")?;
    }
    writeln!(out)?;
    Ok(())
}
