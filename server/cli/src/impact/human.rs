//! The answer for a person at a terminal.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use boundstone_model::{
    AskedOwner, OwnedConsumer, SymbolChange, TouchedBoundary, TouchedFile, TouchedSymbol,
};

use super::{Answer, promise_in_words, reached, share};
use crate::output::{STRONG, counted, laid_out, stdout, styled};
use crate::position::since;

/// The most rows of one part; the rest is counted.
const MOST_ROWS: usize = 20;

pub(super) fn write(answer: &Answer<'_>) -> Result<()> {
    let (impact, base) = (&answer.impact, &answer.past.base);
    let mut out = stdout();
    let since = format!("Since {}, {}:", since(base), base.choice.reason());
    writeln!(out, "{}", fitted(&since, 0))?;
    writeln!(out, "{}", styled(answer.totals(), STRONG))?;
    let of_kind = |is_asked: bool| {
        let owners = impact.owners.iter().filter(move |it| it.is_asked() == is_asked);
        owners.flat_map(|owner| reasons(answer, owner)).collect::<Vec<String>>()
    };
    let mut ask = of_kind(true);
    if !impact.unowned.is_empty() {
        ask.push(format!("nobody owns {}", listed(&impact.unowned)));
    }
    section(&mut out, "Ask", &ask)?;
    section(&mut out, "Tell", &of_kind(false))?;
    section(&mut out, "Promises", &promises(answer))?;
    section(&mut out, "Decisions", &decisions(answer))?;
    section(&mut out, "Boundaries", &rows_of(&impact.boundaries, boundary))?;
    let is_telling = |it: &&TouchedSymbol| it.change != SymbolChange::Comments;
    let mut symbols: Vec<&TouchedSymbol> = impact.symbols.iter().filter(is_telling).collect();
    symbols.sort_by_key(|it| it.change);
    let silent = impact.symbols.len() - symbols.len();
    let mut symbols = rows_of(&symbols, |it| symbol(answer, it));
    if silent > 0 {
        symbols.push(format!("{} only in comments or white space", counted(silent, "symbol")));
    }
    section(&mut out, "Symbols", &symbols)?;
    section(&mut out, "Files", &rows_of(&impact.files, file))?;
    let not_checked: Vec<String> =
        answer.not_checked.iter().map(|(path, reason)| format!("{path}: {reason}")).collect();
    section(&mut out, "Not checked", &not_checked)?;
    out.flush()?;
    Ok(())
}

fn section(out: &mut impl Write, title: &str, rows: &[String]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", styled(title, STRONG))?;
    for row in rows.iter().take(MOST_ROWS) {
        writeln!(out, "{}", fitted(row, 2))?;
    }
    if rows.len() > MOST_ROWS {
        writeln!(out, "  and {} more; `--format json` lists all", rows.len() - MOST_ROWS)?;
    }
    Ok(())
}

fn rows_of<T>(list: &[T], row: impl Fn(&T) -> String) -> Vec<String> {
    list.iter().map(row).collect()
}

/// Text that fits the terminal, its further lines indented.
fn fitted(line: &str, indent: usize) -> String {
    const FURTHER: usize = 4;
    let is_shown = |ch: &char| !boundstone_text::is_hidden(*ch);
    let shown = line.chars().filter(is_shown).map(|ch| if ch.is_control() { ' ' } else { ch });
    laid_out(&shown.collect::<String>(), indent, indent + FURTHER)
}

/// One row for each reason to turn to an owner.
fn reasons(answer: &Answer<'_>, owner: &AskedOwner) -> Vec<String> {
    let mut by_source: BTreeMap<String, Vec<&boundstone_model::RepoPath>> = BTreeMap::new();
    for file in &owner.files {
        by_source.entry(answer.source(&file.source)).or_default().push(&file.path);
    }
    let files = by_source
        .into_iter()
        .map(|(source, paths)| format!("{}  owns {} ({source})", owner.owner, listed(&paths)));
    let consumers = owner.consumers.iter().map(|it| {
        let (what, source) = (consumer(it), answer.source(&it.source));
        format!("{}  owns {}, which {what} ({source})", owner.owner, it.boundary)
    });
    let reviews = owner.reviews.iter().map(|it| {
        let paths: Vec<_> = it.paths.iter().collect();
        let (paths, source) = (listed(&paths), answer.source(&it.source));
        format!("{}  must review {paths}: {} requires it ({source})", owner.owner, it.decision)
    });
    reviews.chain(files).chain(consumers).collect()
}

/// What a consumer has to do with the change.
pub(super) fn consumer(it: &OwnedConsumer) -> String {
    let uses = counted(it.uses as usize, "use");
    if it.lost > 0 {
        return format!("has {uses} of what is touched, {} of them lost", it.lost);
    }
    let what = match it.change {
        SymbolChange::Removed => "removed",
        SymbolChange::Moved => "moved",
        SymbolChange::Signature => "changed in its signature",
        SymbolChange::Attributes => "changed in its attributes",
        _ => "changed in its body",
    };
    match it.uses {
        0 => {
            let uses = counted(it.of_types as usize, "use");
            format!("has {uses} of types with a member that is {what}")
        }
        _ => format!("has {uses} of what is {what}"),
    }
}

fn listed(paths: &[impl std::fmt::Display]) -> String {
    const SHOWN: usize = 1;
    let names: Vec<String> = paths.iter().take(SHOWN).map(ToString::to_string).collect();
    match paths.len().saturating_sub(SHOWN) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn promises(answer: &Answer<'_>) -> Vec<String> {
    let promises = answer.impact.promises.iter();
    promises.map(|it| format!("{}  {}", it.symbol, promise_in_words(it))).collect()
}

fn decisions(answer: &Answer<'_>) -> Vec<String> {
    let impact = &answer.impact;
    let applying = impact.decisions.iter().map(|it| {
        let decision = &it.decision;
        let governs = it.because.first().map(|(side, path, governing)| {
            let because = &governing.because;
            let line = answer.line(*side, because);
            let more = match it.because.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("governs {path}{more} ({}:{line})", because.place.path)
        });
        let successors = decision.successors.iter().map(|(_, name)| name.as_ref());
        let replaced = match successors.collect::<Vec<_>>().join(", ") {
            names if names.is_empty() => String::new(),
            names => format!(", now {names}"),
        };
        format!(
            "{} {} [{}{replaced}]  {}",
            decision.display,
            decision.title,
            decision.status.name(),
            governs.unwrap_or_default()
        )
    });
    let changed = impact.changed_decisions.iter().map(|it| {
        format!("{} {}  {}{}", it.decision.display, it.decision.title, it.what, status_change(it))
    });
    applying.chain(changed).collect()
}

/// `, proposed to accepted`, where the status of a record differs.
pub(super) fn status_change(changed: &boundstone_model::ChangedDecision) -> String {
    match (changed.before, changed.now) {
        (Some(before), Some(now)) if before != now => {
            format!(", {} to {}", before.name(), now.name())
        }
        _ => String::new(),
    }
}

fn boundary(boundary: &TouchedBoundary) -> String {
    let owners = match boundary.owners.is_empty() {
        true => "no owner".to_owned(),
        false => boundary.owners.join(" "),
    };
    let parts = [share(boundary), reached(boundary)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}  {}  {owners}", boundary.name, parts.join("; "))
}

fn symbol(answer: &Answer<'_>, symbol: &TouchedSymbol) -> String {
    let line = answer.places(symbol.side).line(&symbol.place);
    let was = symbol.was.as_ref().map(|was| format!(", was {was}")).unwrap_or_default();
    let uses = match (symbol.uses, symbol.uses_of_type) {
        (0, 0) => String::new(),
        (uses, 0) => format!("  {}", counted(uses as usize, "use")),
        (uses, of_type) => {
            format!("  {}, {of_type} of its type", counted(uses as usize, "use"))
        }
    };
    let change = symbol.change.name();
    format!("{change}  {}{was}{uses}  {}:{line}", symbol.symbol, symbol.place.path)
}

fn file(file: &TouchedFile) -> String {
    let path = file.change.path().map(ToString::to_string).unwrap_or_default();
    let before = file.change.before.as_ref().map(ToString::to_string);
    let was = before.filter(|before| *before != path);
    let was = was.map(|was| format!(", was {was}")).unwrap_or_default();
    let owners = match file.owners.is_empty() {
        true => "no owner".to_owned(),
        false => file.owners.join(" "),
    };
    format!("{}  {path}{was}  {owners}", file.change.what())
}
