//! `boundstone decisions`.

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_engine::query::{self, DecisionFilter, DecisionState};
use boundstone_model::{BodyReference, BodyTarget, Decision, Finding, Status};

use crate::EXIT_CLEAN;
use crate::arguments::{DecisionsArguments, Format, StatusArgument};
use crate::decision_edit;
use crate::json::{DecisionsJson, VERSION, decision as json_of, decision_with as json_with};
use crate::output::{FAINT, STRONG, counted, plain, print_json, stdout, styled, wrapped};
use crate::places::Places;
use crate::position::Repository;

pub(crate) fn run(arguments: &DecisionsArguments) -> Result<u8> {
    if let Some(edit) = &arguments.edit {
        return decision_edit::run(edit);
    }
    let repository = Repository::read(arguments.common.root.as_deref())?;
    let world = &repository.snapshot.world;
    let decisions = match &arguments.decision {
        None => query::decisions_of(world, &filter(&repository, arguments)?),
        Some(name) => {
            let found = query::decision_named(world, name);
            if found.is_empty() {
                bail!("no decision is called {name}; `boundstone decisions` lists them");
            }
            found
        }
    };
    let places = Places::new(&repository.snapshot);
    let snapshot = &repository.snapshot;
    let body = |it: &Decision| query::body_references(world, &it.summary.path);
    let broken = |it: &Decision| query::violations(world, snapshot, &it.summary.path);
    match arguments.common.format {
        Format::Json => {
            let json = |it| match arguments.decision {
                None => json_of(&places, it, &body(it)),
                Some(_) => json_with(&places, it, &body(it), &broken(it)),
            };
            let decisions = decisions.iter().map(json).collect();
            print_json(&DecisionsJson { version: VERSION, decisions })?;
        }
        Format::Human => {
            let mut out = stdout();
            for decision in &decisions {
                match arguments.decision {
                    None => write_line(&mut out, decision)?,
                    Some(_) => {
                        let (body, broken) = (body(decision), broken(decision));
                        write_whole(&mut out, &places, decision, &body, &broken)?;
                    }
                }
            }
            if decisions.is_empty() {
                match query::decisions(world).len() {
                    0 => writeln!(out, "No decision records found.")?,
                    all => writeln!(out, "None of {} matches.", counted(all, "decision"))?,
                }
            }
            out.flush()?;
        }
    }
    Ok(EXIT_CLEAN)
}

fn filter(repository: &Repository, arguments: &DecisionsArguments) -> Result<DecisionFilter> {
    let governs = arguments.governs.as_deref().map(|path| repository.path(path)).transpose()?;
    let words = arguments.text.iter().flat_map(|text| text.split_whitespace());
    Ok(DecisionFilter {
        states: arguments.status.iter().map(|status| state(*status)).collect(),
        governs,
        words: words.map(str::to_owned).collect(),
    })
}

fn state(status: StatusArgument) -> DecisionState {
    match status {
        StatusArgument::InForce => DecisionState::InForce,
        StatusArgument::Accepted => DecisionState::Is(Status::Accepted),
        StatusArgument::Proposed => DecisionState::Is(Status::Proposed),
        StatusArgument::Rejected => DecisionState::Is(Status::Rejected),
        StatusArgument::Deprecated => DecisionState::Is(Status::Deprecated),
        StatusArgument::Superseded => DecisionState::Is(Status::Superseded),
        StatusArgument::Unknown => DecisionState::Is(Status::Unknown),
    }
}

fn write_line(out: &mut impl Write, decision: &Decision) -> Result<()> {
    let summary = &decision.summary;
    let status = status_in_words(decision);
    let mut details = vec![status];
    if !decision.governs.is_empty() {
        details.push(format!("governs {}", counted(decision.governs.len(), "place")));
    }
    if !decision.mentions.is_empty() {
        details.push(format!("mentioned {}", counted(decision.mentions.len(), "time")));
    }
    writeln!(
        out,
        "{}  {}{}",
        styled(&summary.display, STRONG),
        plain(&summary.title),
        styled(format!("  {}", details.join(" · ")), FAINT)
    )?;
    Ok(())
}

/// `accepted`, `superseded by ADR-0009`, `no status`.
pub(crate) fn status_in_words(decision: &Decision) -> String {
    summary_status(&decision.summary)
}

pub(crate) fn summary_status(summary: &boundstone_model::DecisionSummary) -> String {
    let word = plain(summary.status_in_words());
    let successors: Vec<&str> = summary.successors.iter().map(|(_, name)| name.as_ref()).collect();
    match successors.is_empty() {
        true => word,
        false if word == "accepted" => format!("superseded by {}", successors.join(", ")),
        false => format!("{word} by {}", successors.join(", ")),
    }
}

fn write_whole(
    out: &mut impl Write,
    places: &Places<'_>,
    decision: &Decision,
    body: &[BodyReference],
    broken: &[Finding],
) -> Result<()> {
    const INDENT: usize = 2;
    write_line(out, decision)?;
    let summary = &decision.summary;
    writeln!(out, "  {}", styled(&summary.path, FAINT))?;
    if let Some(date) = summary.date {
        writeln!(out, "  {date}")?;
    }
    if let Some(outcome) = &summary.outcome {
        writeln!(out, "\n{}", wrapped(outcome, INDENT))?;
    }
    if !decision.links.is_empty() {
        writeln!(out)?;
    }
    for link in &decision.links {
        let partial = if link.is_partial { " in part" } else { "" };
        let derived = if link.is_derived { " (the other record says so)" } else { "" };
        writeln!(out, "  {}{partial} {}{}", link.kind.name(), link.path, styled(derived, FAINT))?;
    }
    if !decision.governs.is_empty() {
        writeln!(out, "\n  {}", styled("governs", STRONG))?;
    }
    for governed in &decision.governs {
        let place = &governed.because.place;
        let source = format!("  {} {}:{}", governed.how.name(), place.path, places.line(place));
        writeln!(out, "    {} {}{}", governed.to, governed.what, styled(source, FAINT))?;
    }
    write_body(out, places, body)?;
    if !decision.constraints.is_empty() {
        writeln!(out, "\n  {}", styled("enforces", STRONG))?;
    }
    for constraint in &decision.constraints {
        let what = plain(&constraint.what.value).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "    {} {what}", constraint.demand.name())?;
    }
    if !broken.is_empty() {
        writeln!(out, "\n  {}", styled("broken", STRONG))?;
    }
    for finding in broken {
        let at = places.start(&finding.place);
        writeln!(out, "    {}:{}:{}", finding.place.path, at.line, at.column)?;
    }
    if !decision.mentions.is_empty() {
        writeln!(out, "\n  {}", styled("mentioned", STRONG))?;
    }
    for mention in &decision.mentions {
        let at = places.start(mention);
        writeln!(out, "    {}:{}:{}", mention.path, at.line, at.column)?;
    }
    Ok(())
}

/// What the text of the decision names, each once.
fn write_body(out: &mut impl Write, places: &Places<'_>, body: &[BodyReference]) -> Result<()> {
    if !body.is_empty() {
        writeln!(out, "\n  {}", styled("names in its text", STRONG))?;
    }
    let mut seen = Vec::new();
    for named in body {
        let what = match &named.to {
            BodyTarget::Path(path) => path.as_str(),
            BodyTarget::Symbol { symbol, .. } => symbol,
            BodyTarget::GonePath | BodyTarget::GoneSymbol => &named.text,
        };
        if seen.contains(&what) {
            continue;
        }
        seen.push(what);
        let gone = if named.to.is_gone() { " (no longer exists)" } else { "" };
        let source = format!("{gone}  line {}", places.line(&named.place));
        writeln!(out, "    {} {}{}", named.to.name(), plain(what), styled(source, FAINT))?;
    }
    Ok(())
}
