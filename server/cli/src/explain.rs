//! `boundstone explain`: the context card of a place.

mod contract;

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_engine::{World, query};
use boundstone_model::{
    Card, Decision, DecisionSummary, Governing, GoverningHow, HoverContent, InterfaceAnswer,
    OwnerAnswer, Reached, RepoPath, RuleAnswer, UsageInWords,
};

use crate::EXIT_CLEAN;
use crate::arguments::{ExplainArguments, Format};
use crate::decisions::summary_status;
use crate::json::{DecisionsJson, VERSION, card as card_json, decision as decision_json};
use crate::output::{FAINT, STRONG, counted, plain, print_json, stdout, styled, wrapped};
use crate::owners::{owners_in_words, source_in_words};
use crate::places::{LineColumn, Places};
use crate::position::{Repository, line_column, split_position};

pub(crate) fn run(arguments: &ExplainArguments) -> Result<u8> {
    let repository = Repository::read(arguments.common.root.as_deref())?;
    let places = Places::new(&repository.snapshot);
    let content = content(&repository, &places, &arguments.place)?;
    match arguments.common.format {
        Format::Json => json(&repository.snapshot.world, &places, &content)?,
        Format::Human => {
            let mut out = stdout();
            write(&mut out, &places, &content)?;
            out.flush()?;
        }
    }
    Ok(EXIT_CLEAN)
}

/// What is known of the place or symbol that was named.
fn content(repository: &Repository, places: &Places<'_>, written: &str) -> Result<HoverContent> {
    let world = &repository.snapshot.world;
    let is_file = |path: &RepoPath| world.file(path).is_some();
    // A path that exists as written wins over the position at its end, and both over a symbol.
    if let Ok(path) = repository.path(written)
        && is_file(&path)
    {
        return Ok(of_file(repository, &path));
    }
    if let (file, Some(line), column) = split_position(written) {
        let path = repository.path(file)?;
        if !is_file(&path) {
            bail!("{path} is no file of this repository");
        }
        return of_position(repository, places, &path, line_column(line, column), column.is_some());
    }
    if let Some((place, number)) = query::items_named(world, written).into_iter().next()
        && let Some(card) = query::card_of_item(world, &place.path, number)
    {
        return Ok(HoverContent::Card(Box::new(card)));
    }
    if let Some(boundary) = query::boundary_named(world, written) {
        return Ok(HoverContent::Card(Box::new(query::card_of_boundary(world, boundary))));
    }
    let decisions = query::decision_named(world, written);
    if !decisions.is_empty() {
        return Ok(HoverContent::Decisions(decisions));
    }
    if written.contains('#') || written.contains("::") {
        bail!("no item is called {written}; write BOUNDARY#path, or name its file and line");
    }
    // The owner of a path that does not exist yet is a fair question.
    Ok(of_file(repository, &repository.path(written)?))
}

fn of_file(repository: &Repository, path: &RepoPath) -> HoverContent {
    HoverContent::Card(Box::new(query::card_of_file(&repository.snapshot.world, path)))
}

/// The answer of a hover there; else the card of the item that the line belongs to, else the file's.
fn of_position(
    repository: &Repository,
    places: &Places<'_>,
    path: &RepoPath,
    at: LineColumn,
    has_column: bool,
) -> Result<HoverContent> {
    let world = &repository.snapshot.world;
    let Some(line) = places.line_range(path, at.line) else {
        bail!("{path} has no line {}", at.line);
    };
    if has_column
        && let Some(offset) = places.offset(path, at)
        && let Some(hover) = repository.snapshot.hover(path, offset)
    {
        return Ok(hover.content);
    }
    let facts = world.facts(path);
    let starts_here = facts.and_then(|facts| {
        let on_line = |range: boundstone_text::TextRange| {
            line.start() <= range.start() && range.start() <= line.end()
        };
        let first =
            facts.items().position(|item| item.kind.is_symbol() && on_line(item.name_range));
        first.map(|number| number as u32)
    });
    let inside = || {
        let offset = places.offset(path, at).unwrap_or(line.start()).max(line.start());
        let around = |offset| query::symbol_around(world, path, offset);
        around(offset).or_else(|| around(line.end().saturating_sub(1)))
    };
    let item = if has_column { inside().or(starts_here) } else { starts_here.or_else(inside) };
    let card = item.and_then(|number| query::card_of_item(world, path, number));
    Ok(card.map_or_else(|| of_file(repository, path), |card| HoverContent::Card(Box::new(card))))
}

fn json(world: &World, places: &Places<'_>, content: &HoverContent) -> Result<()> {
    match content {
        HoverContent::Card(card) => print_json(&card_json(places, card)),
        HoverContent::Decisions(decisions) => {
            let json = |it: &Decision| {
                let body = query::body_references(world, &it.summary.path);
                decision_json(places, it, &body)
            };
            let decisions = decisions.iter().map(json).collect();
            print_json(&DecisionsJson { version: VERSION, decisions })
        }
        HoverContent::UnknownDecision(name) => {
            print_json(&serde_json::json!({"version": VERSION, "unknown_decision": name.as_ref()}))
        }
        HoverContent::Gone(name) => {
            print_json(&serde_json::json!({"version": VERSION, "gone": name.as_ref()}))
        }
        HoverContent::Owner(owner) => {
            let rules = owner.rules.iter().map(|(pattern, place, line)| {
                serde_json::json!({"path": place.path.as_str(), "line": line, "pattern": pattern.as_ref()})
            });
            let boundaries: Vec<&str> = owner.boundaries.iter().map(AsRef::as_ref).collect();
            print_json(&serde_json::json!({
                "version": VERSION, "owner": owner.owner.as_ref(), "rules": rules.collect::<Vec<_>>(), "boundaries": boundaries,
            }))
        }
        HoverContent::Rule(rule) => print_json(&serde_json::json!({
            "version": VERSION, "pattern": rule.pattern.as_ref(), "dialect": rule.dialect.name(),
            "owners": rule.owners.iter().map(AsRef::as_ref).collect::<Vec<&str>>(),
            "section": rule.section.as_deref(), "matched": rule.matched, "won": rule.won,
        })),
        HoverContent::Level(level) => contract::level_json(places, level),
        HoverContent::Named(named) => contract::named_json(places, named),
        HoverContent::Layer(layer) => contract::layer_json(places, layer),
        HoverContent::RuleOfOurs(rule) => contract::rule_json(*rule),
        HoverContent::Key(key) => contract::key_json(key),
    }
}

fn write(out: &mut impl Write, places: &Places<'_>, content: &HoverContent) -> Result<()> {
    match content {
        HoverContent::Card(card) => write_card(out, places, card),
        HoverContent::Decisions(decisions) => {
            decisions.iter().try_for_each(|it| write_decision(out, it))
        }
        HoverContent::UnknownDecision(name) => {
            writeln!(out, "No decision {name} in this repository.").map_err(Into::into)
        }
        HoverContent::Gone(name) => {
            writeln!(out, "{} no longer exists.", plain(name)).map_err(Into::into)
        }
        HoverContent::Owner(owner) => write_owner(out, owner),
        HoverContent::Rule(rule) => write_rule(out, rule),
        HoverContent::Level(level) => contract::write_level(out, places, level),
        HoverContent::Named(named) => contract::write_named(out, places, named),
        HoverContent::Layer(layer) => contract::write_layer(out, places, layer),
        HoverContent::RuleOfOurs(rule) => contract::write_rule(out, *rule),
        HoverContent::Key(key) => contract::write_key(out, key),
    }
}

fn write_card(out: &mut impl Write, places: &Places<'_>, card: &Card) -> Result<()> {
    match &card.symbol {
        Some(symbol) => {
            let at = places.start(&symbol.place);
            let place = format!("{} · {}:{}", symbol.kind.name(), symbol.place.path, at.line);
            writeln!(out, "{}  {}", styled(&symbol.symbol, STRONG), styled(place, FAINT))?;
        }
        None => {
            let path = if card.path.is_root() { "." } else { card.path.as_str() };
            writeln!(out, "{}", styled(path, STRONG))?;
        }
    }
    if let Some(boundary) = &card.boundary {
        let folder = if boundary.path.is_root() { "." } else { boundary.path.as_str() };
        let layer = boundary.layer.as_ref().map(|layer| format!(" · layer {layer}"));
        let more = format!("  {folder}{}", layer.unwrap_or_default());
        writeln!(out, "  boundary  {}{}", boundary.name, styled(more, FAINT))?;
    }
    let source =
        source_in_words(places, &card.ownership).map(|it| styled(format!("  {it}"), FAINT));
    let owners = owners_in_words(&card.ownership);
    writeln!(out, "  owner     {owners}{}", source.unwrap_or_default())?;
    if card.ownership.owners != card.ownership.forge_owners
        && !card.ownership.forge_owners.is_empty()
    {
        let asked = card.ownership.forge_owners.join(" ");
        let rule = card.ownership.rules.iter().find(|rule| rule.wins);
        let source = rule.map(|rule| styled(format!("  {}:{}", rule.place.path, rule.line), FAINT));
        writeln!(out, "            the forge asks {asked}{}", source.unwrap_or_default())?;
    }
    if let Some(reached) = &card.reached {
        write_reached(out, reached)?;
    }
    if let Some(signature) = card.promised.as_ref().and_then(|it| it.signature.as_ref()) {
        writeln!(out, "  promises  {}", plain(signature))?;
    }
    if let Some(answer) = &card.interface {
        write_interface(out, places, answer)?;
    }
    let dependents = || query::dependents_in_words(&card.dependents);
    if let Some(usage) = query::usage_in_words(&card.usage).or_else(dependents) {
        write_usage(out, &usage)?;
    }
    for said in card.decisions.chunk_by(|a, b| a.decision.path == b.decision.path) {
        write_governing(out, places, said)?;
    }
    Ok(())
}

fn write_interface(
    out: &mut impl Write,
    places: &Places<'_>,
    answer: &InterfaceAnswer,
) -> Result<()> {
    let entry = &answer.entry;
    let instead = entry.replacement.as_ref().map(|it| format!(", use {}", it.value));
    let source = format!("  {}:{}", answer.because.place.path, places.line(&answer.because.place));
    let promise = answer.stability_in_words() + &instead.unwrap_or_default();
    writeln!(out, "  contract  {promise}{}", styled(source, FAINT))?;
    Ok(())
}

/// Through whom a use reaches what it means.
fn write_reached(out: &mut impl Write, reached: &Reached) -> Result<()> {
    if let Some(facade) = &reached.facade {
        writeln!(out, "  through   {}", plain(facade))?;
    }
    if reached.is_likely {
        writeln!(out, "  likely    syntax alone does not settle what is meant")?;
    }
    Ok(())
}

fn write_usage(out: &mut impl Write, usage: &UsageInWords) -> Result<()> {
    const LABEL: &str = "  used      ";
    let names: Vec<String> = usage.named.iter().map(|name| plain(name)).collect();
    let more = match usage.unnamed {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let used = usage.used.strip_prefix("used ").unwrap_or(&usage.used);
    let said = format!("{used} ({}{more})", names.join(", "));
    let whole = [vec![said], usage.apart.clone()].concat().join(", ");
    let lines = wrapped(&whole, LABEL.len());
    writeln!(out, "{LABEL}{}", lines.trim_start())?;
    Ok(())
}

/// One decision, and every place that says it governs.
fn write_governing(out: &mut impl Write, places: &Places<'_>, said: &[Governing]) -> Result<()> {
    const INDENT: usize = 12;
    let Some(decision) = said.first().map(|governing| &governing.decision) else { return Ok(()) };
    let clause = said.iter().find_map(|governing| governing.clause.as_ref());
    let clause = clause.map(|clause| format!(" {clause}")).unwrap_or_default();
    let name = styled(format!("{}{clause}", decision.display), STRONG);
    let (title, status) = (plain(&decision.title), summary_status(decision));
    writeln!(out, "  decision  {name}  {title} ({status})")?;
    let spaces = " ".repeat(INDENT);
    writeln!(out, "{spaces}{}", styled(&decision.path, FAINT))?;
    for governing in said {
        let place = &governing.because.place;
        // A text that only names the place is quoted: it may mean another thing of that name.
        let how = match governing.how {
            GoverningHow::Body => format!("mentions {}", plain(&governing.what)),
            how => how.name().to_owned(),
        };
        let source = format!("{how} {}:{}", place.path, places.line(place));
        writeln!(out, "{spaces}{}", styled(source, FAINT))?;
    }
    if let Some(outcome) = &decision.outcome {
        writeln!(out, "{}", wrapped(outcome, INDENT))?;
    }
    Ok(())
}

fn write_decision(out: &mut impl Write, decision: &Decision) -> Result<()> {
    const INDENT: usize = 2;
    let summary: &DecisionSummary = &decision.summary;
    writeln!(out, "{}  {}", styled(&summary.display, STRONG), plain(&summary.title))?;
    let date = summary.date.map(|date| format!(" · {date}")).unwrap_or_default();
    writeln!(out, "  {}{date}  {}", summary_status(summary), styled(&summary.path, FAINT))?;
    if let Some(outcome) = &summary.outcome {
        writeln!(out, "{}", wrapped(outcome, INDENT))?;
    }
    let counts =
        [counted(decision.governs.len(), "place"), counted(decision.mentions.len(), "mention")];
    writeln!(out, "  governs {}, {}", counts[0], counts[1])?;
    Ok(())
}

fn write_owner(out: &mut impl Write, owner: &OwnerAnswer) -> Result<()> {
    writeln!(out, "{}", styled(&owner.owner, STRONG))?;
    for boundary in &owner.boundaries {
        writeln!(out, "  boundary  {boundary}")?;
    }
    for (pattern, place, line) in &owner.rules {
        writeln!(
            out,
            "  rule      {pattern}  {}",
            styled(format!("{}:{line}", place.path), FAINT)
        )?;
    }
    Ok(())
}

fn write_rule(out: &mut impl Write, rule: &RuleAnswer) -> Result<()> {
    writeln!(out, "{}  {}", styled(&rule.pattern, STRONG), rule.owners.join(" "))?;
    writeln!(
        out,
        "  matches {}, decides for {} of them",
        counted(rule.matched as usize, "file"),
        rule.won
    )?;
    writeln!(
        out,
        "  {}",
        styled(format!("read as {} because {}", rule.dialect, rule.dialect_why), FAINT)
    )?;
    Ok(())
}
