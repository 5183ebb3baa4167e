//! `boundstone impact`.

mod human;
mod json;
mod markdown;

use std::io::Write;

use anyhow::Result;
use boundstone_engine::query::{self, State};
use boundstone_model::{
    Because, ChangeClass, Confidence, Impact, OwnerSource, Side, SignatureChange, SymbolChange,
    TouchedBoundary, TouchedPromise,
};

pub(crate) use json::ImpactJson;
pub(crate) use markdown::code;

use crate::EXIT_CLEAN;
use crate::arguments::{ImpactArguments, ImpactFormat};
use crate::output::{counted, print_json, stdout};
use crate::places::Places;
use crate::position::{Past, Repository};

/// The answer, with all that it takes to show it.
struct Answer<'a> {
    impact: Impact,
    past: &'a Past,
    now: Places<'a>,
    before: Places<'a>,
    /// What could not be looked at: a path, and why not.
    not_checked: Vec<(String, String)>,
}

pub(crate) fn run(arguments: &ImpactArguments) -> Result<u8> {
    let (repository, past) = Repository::read_change(
        arguments.root.as_deref(),
        arguments.base.as_deref(),
        &boundstone_workspace::Options::of_user(),
    )?;
    let answer = Answer::of(&repository, &past);
    match arguments.format {
        ImpactFormat::Json => print_json(&json::of(&answer))?,
        ImpactFormat::Human => human::write(&answer)?,
        ImpactFormat::Markdown => {
            let mut out = stdout();
            out.write_all(markdown::of(&answer).as_bytes())?;
            out.flush()?;
        }
    }
    Ok(EXIT_CLEAN)
}

impl<'a> Answer<'a> {
    fn of(repository: &'a Repository, past: &'a Past) -> Self {
        let (now, before) = (&repository.snapshot, &past.before);
        let impact = query::impact(
            State { world: &before.world, source: &|path| before.source_text(path), code: before },
            State { world: &now.world, source: &|path| now.source_text(path), code: now },
            &past.changes,
        );
        let mut not_checked = past.not_checked.clone();
        let unread = query::not_checked(&now.world).into_iter();
        let of_change =
            unread.filter(|(path, _)| past.changes.iter().any(|it| it.now.as_ref() == Some(path)));
        not_checked.extend(of_change.map(|(path, reason)| (path.to_string(), reason)));
        not_checked.sort();
        let (now, before) = (Places::new(now), Places::new(before));
        Self { impact, past, now, before, not_checked }
    }

    fn places(&self, side: Side) -> &Places<'a> {
        match side {
            Side::Now => &self.now,
            Side::Before => &self.before,
        }
    }

    fn line(&self, side: Side, because: &Because) -> u32 {
        self.places(side).line(&because.place)
    }

    /// `.github/CODEOWNERS:3 /src/`, with what only was so.
    fn source(&self, source: &OwnerSource) -> String {
        let line = source.line.unwrap_or_else(|| self.line(source.side, &source.because));
        let pattern = source.pattern.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
        let was = if source.side == Side::Before { " before the change" } else { "" };
        format!("{}:{line}{pattern}{was}", source.because.place.path)
    }

    /// `4 files, 6 symbols, 14 crossings`.
    fn totals(&self) -> String {
        let impact = &self.impact;
        if impact.files.is_empty() {
            return "nothing changed".to_owned();
        }
        [
            counted(impact.files.len(), "file"),
            counted(impact.symbols.len(), "symbol"),
            counted(impact.boundaries.len(), "boundary"),
            counted(impact.crossings.len(), "crossing"),
        ]
        .join(", ")
    }
}

/// What a boundary has to do with the change: `3 files, 4 symbols`.
fn share(boundary: &TouchedBoundary) -> String {
    let mut parts = Vec::new();
    let counts = [(boundary.files, "file"), (boundary.symbols, "symbol")];
    for (count, noun) in counts.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(counted(count as usize, noun));
    }
    parts.join(", ")
}

/// What a boundary uses of what is touched: `12 uses, 2 in tests, 1 lost`.
fn reached(boundary: &TouchedBoundary) -> String {
    let mut parts = Vec::new();
    if boundary.code > 0 {
        parts.push(counted(boundary.code as usize, "use"));
    }
    if boundary.tests > 0 {
        parts.push(format!("{} in tests", boundary.tests));
    }
    if boundary.of_types > 0 {
        let uses = counted(boundary.of_types as usize, "use");
        parts.push(format!("{uses} of types with touched members"));
    }
    if boundary.lost > 0 {
        parts.push(format!("{} lost", boundary.lost));
    }
    parts.join(", ")
}

/// What happens to a promise: `frozen: signature of payments#Ledger::new`.
fn promise_in_words(promise: &TouchedPromise) -> String {
    let stability = |it: &Option<boundstone_model::InterfaceAnswer>| {
        it.as_ref().map(|it| match it.frozen_by {
            Some(_) => it.stability_in_words(),
            None => it.entry.stability.value.name().to_owned(),
        })
    };
    let entry = match (stability(&promise.before), stability(&promise.now)) {
        (Some(before), Some(now)) if before == now => now,
        (Some(before), Some(now)) => format!("{before}, now {now}"),
        (Some(before), None) => format!("{before}, no longer promised"),
        (None, Some(now)) => format!("{now}, newly promised"),
        (None, None) => String::new(),
    };
    let happens = |change: SymbolChange| match change {
        SymbolChange::Signature | SymbolChange::Attributes | SymbolChange::Body => {
            format!("{} changed", change.name())
        }
        other => other.name().to_owned(),
    };
    let touched = promise.touched.iter().map(|it| {
        let happens = happens(it.change) + &differs_in_words(&it.differs);
        if it.symbol == promise.symbol { happens } else { format!("{} {happens}", it.symbol) }
    });
    let mut touched: Vec<String> = touched.collect();
    touched.dedup();
    if touched.is_empty() { entry } else { format!("{entry}: {}", touched.join(", ")) }
}

/// ` (likely breaking: parameter 2 is another)`: the class of a change, and what of that class differs.
fn differs_in_words(differs: &[SignatureChange]) -> String {
    let Some(class) = differs.first().map(|it| it.class) else { return String::new() };
    let worst = differs.iter().filter(|it| it.class == class);
    let is_likely = worst.clone().all(|it| it.confidence == Confidence::Likely);
    let likely = if is_likely && class != ChangeClass::Unknown { "likely " } else { "" };
    let reasons: Vec<&str> = worst.map(|it| &*it.reason).collect();
    format!(" ({likely}{}: {})", class.name(), reasons.join("; "))
}
