//! What the names in a `boundary.toml` mean, for a person and as JSON.

use std::io::Write;

use anyhow::Result;
use boundstone_engine::query;
use boundstone_model::{FileKey, LayerAnswer, LevelAnswer, NamedAnswer, Place, Rule, Severity};
use serde_json::{Value, json};

use super::{write_interface, write_usage};
use crate::json::VERSION;
use crate::output::{FAINT, STRONG, plain, print_json, styled, wrapped};
use crate::places::Places;

/// Where what is written behind a label begins.
const INDENT: usize = 12;

pub(super) fn write_level(
    out: &mut impl Write,
    places: &Places<'_>,
    level: &LevelAnswer,
) -> Result<()> {
    writeln!(out, "{}", styled(format!("{}#{}", level.boundary, level.key), STRONG))?;
    write_interface(out, places, &level.interface)?;
    let names: Vec<String> = level.items.iter().map(|symbol| plain(symbol)).collect();
    writeln!(out, "  names     {}", wrapped(&names.join(", "), INDENT).trim_start())?;
    match query::usage_in_words(&level.usage) {
        Some(usage) => write_usage(out, &usage),
        None => Ok(()),
    }
}

pub(super) fn level_json(places: &Places<'_>, level: &LevelAnswer) -> Result<()> {
    let uses = level.usage.total();
    let items: Vec<&str> = level.items.iter().map(AsRef::as_ref).collect();
    print_json(&json!({
        "version": VERSION,
        "key": level.key.as_ref(),
        "boundary": level.boundary.as_ref(),
        "stability": level.interface.entry.stability.value.name(),
        "source": line_json(places, &level.interface.because.place),
        "items": items,
        "usage": { "code": uses.code, "tests": uses.tests, "likely": uses.likely, "members": uses.members },
    }))
}

pub(super) fn write_named(
    out: &mut impl Write,
    places: &Places<'_>,
    named: &NamedAnswer,
) -> Result<()> {
    writeln!(out, "{}", styled(format!("{}#{}", named.boundary, named.key), STRONG))?;
    write_interface(out, places, &named.interface)?;
    if let Some(signature) = &named.signature {
        writeln!(out, "  is        {}", wrapped(&plain(signature), INDENT).trim_start())?;
    }
    if let Some(from) = &named.from {
        writeln!(out, "  from      {}", plain(from))?;
    }
    if let Some(place) = &named.place {
        writeln!(out, "  said in   {}:{}", place.path, places.line(place))?;
    }
    Ok(())
}

pub(super) fn named_json(places: &Places<'_>, named: &NamedAnswer) -> Result<()> {
    print_json(&json!({
        "version": VERSION,
        "key": named.key.as_ref(),
        "boundary": named.boundary.as_ref(),
        "stability": named.interface.entry.stability.value.name(),
        "source": line_json(places, &named.interface.because.place),
        "signature": named.signature.as_deref(),
        "from": named.from.as_deref(),
        "exported": named.place.as_ref().map(|place| line_json(places, place)),
    }))
}

pub(super) fn write_layer(
    out: &mut impl Write,
    places: &Places<'_>,
    layer: &LayerAnswer,
) -> Result<()> {
    let source = format!("  {}:{}", layer.place.path, places.line(&layer.place));
    writeln!(out, "layer {}{}", styled(plain(&layer.layer), STRONG), styled(source, FAINT))?;
    for (label, names) in
        [("above", &layer.above), ("below", &layer.below), ("holds", &layer.boundaries)]
    {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        if !names.is_empty() {
            writeln!(out, "  {label:9} {}", wrapped(&names.join(", "), INDENT).trim_start())?;
        }
    }
    Ok(())
}

pub(super) fn layer_json(places: &Places<'_>, layer: &LayerAnswer) -> Result<()> {
    let names =
        |names: &[std::sync::Arc<str>]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    print_json(&json!({
        "version": VERSION,
        "layer": layer.layer.as_ref(),
        "source": line_json(places, &layer.place),
        "above": names(&layer.above),
        "below": names(&layer.below),
        "boundaries": names(&layer.boundaries),
    }))
}

pub(super) fn write_rule(out: &mut impl Write, rule: Rule) -> Result<()> {
    writeln!(out, "{}  {}", styled(rule.id(), STRONG), severity(rule))?;
    writeln!(out, "  {}", rule.summary())?;
    Ok(())
}

pub(super) fn rule_json(rule: Rule) -> Result<()> {
    print_json(&json!({
        "version": VERSION, "rule": rule.id(), "severity": severity(rule), "summary": rule.summary(),
    }))
}

pub(super) fn write_key(out: &mut impl Write, key: &FileKey) -> Result<()> {
    writeln!(out, "{}", styled(key.name, STRONG))?;
    writeln!(out, "{}", wrapped(key.purpose, 2))?;
    Ok(())
}

pub(super) fn key_json(key: &FileKey) -> Result<()> {
    print_json(&json!({ "version": VERSION, "key": key.name, "purpose": key.purpose }))
}

fn severity(rule: Rule) -> &'static str {
    rule.default_severity().map_or("off", Severity::name)
}

fn line_json(places: &Places<'_>, place: &Place) -> Value {
    json!({ "path": place.path.as_str(), "line": places.line(place) })
}
