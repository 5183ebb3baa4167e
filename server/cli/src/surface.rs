//! `boundstone surface`.

use std::io::Write;

use anyhow::{Result, bail};
use boundstone_engine::query;
use boundstone_model::{HandedOnName, RepoPath, Surface, SurfaceItem};
use schemars::JsonSchema;
use serde::Serialize;

use crate::EXIT_CLEAN;
use crate::arguments::{Format, SurfaceArguments};
use crate::json::{PlaceJson, UnreadJson, VERSION, kind_name, place};
use crate::output::{FAINT, STRONG, counted, plain, print_json, stdout, styled, wrapped};
use crate::places::Places;
use crate::position::Repository;

/// `surface --format json`: the public items of one boundary, by symbol.
#[derive(Serialize, JsonSchema, Debug)]
pub(crate) struct SurfaceJson {
    version: u32,
    boundary: String,
    items: Vec<SurfaceItemJson>,
    /// The other packages of which it exports every name.
    handed_on: Vec<HandedOnJson>,
    /// Files that could not be looked into: there may be more items.
    not_checked: Vec<UnreadJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct SurfaceItemJson {
    /// The shortest path under which a consumer can name it, without the boundary's name.
    symbol: String,
    /// Every such path.
    paths: Vec<String>,
    /// `re-export` for a name of another package whose definition is not in the repository.
    kind: String,
    /// What it promises, normalised; null where the text could not be read.
    signature: Option<String>,
    /// A part of the signature is left to inference.
    inferred: bool,
    /// From the contract, else from the language; null where neither says.
    stability: Option<String>,
    defined: PlaceJson,
    /// The condition under which it is compiled.
    cfg: Option<String>,
    /// The trait whose implementation brings it.
    #[serde(skip_serializing_if = "Option::is_none")]
    of_trait: Option<String>,
    /// A default of the trait, which the implementation leaves as it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    inherited: bool,
    /// It is exported as a type alone: `export type { A }`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    type_only: bool,
    /// Its symbol names a type as an import does, because the crate of that type is not in the repository: where the
    /// crate defines it may have another path.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    as_imported: bool,
    /// The macro of the package that makes it: `defined` is where that is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    made_by: Option<String>,
    /// Of a name that another package defines: what that calls it, and how it is imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<DefinerJson>,
}

#[derive(Serialize, JsonSchema, Debug)]
struct DefinerJson {
    name: String,
    from: String,
}

#[derive(Serialize, JsonSchema, Debug)]
struct HandedOnJson {
    /// The shortest path, which ends with `*`.
    symbol: String,
    paths: Vec<String>,
    /// The specifier of the other package, or of a file that is not there.
    from: String,
    /// The condition under which it is compiled.
    cfg: Option<String>,
    exported: PlaceJson,
}

pub(crate) fn run(arguments: &SurfaceArguments) -> Result<u8> {
    let repository = Repository::read(arguments.common.root.as_deref())?;
    let snapshot = &repository.snapshot;
    let name = &arguments.boundary;
    let Some(boundary) = query::boundary_named(&snapshot.world, name) else {
        bail!("no boundary is called {name}; `boundstone boundaries` lists them");
    };
    let surface = query::surface(&snapshot.world, snapshot, boundary).documented();
    let places = Places::new(snapshot);
    match arguments.common.format {
        Format::Json => print_json(&json(&places, &surface))?,
        Format::Human => write(&surface)?,
    }
    Ok(EXIT_CLEAN)
}

fn json(places: &Places<'_>, surface: &Surface) -> SurfaceJson {
    let item = |it: &SurfaceItem| SurfaceItemJson {
        symbol: it.symbol().to_owned(),
        paths: it.paths.iter().map(ToString::to_string).collect(),
        kind: it.kind.name().to_owned(),
        signature: it.signature.as_ref().map(ToString::to_string),
        inferred: it.signature.as_ref().is_some_and(|signature| signature.is_inferred),
        stability: it.stability.map(|stability| stability.name().to_owned()),
        defined: place(places, &it.place),
        cfg: it.cfg.as_ref().map(ToString::to_string),
        of_trait: it.of_trait.as_ref().map(ToString::to_string),
        inherited: it.is_inherited,
        type_only: it.is_type_only(),
        as_imported: it.is_as_imported,
        made_by: it.made_by.as_ref().map(ToString::to_string),
        of: None,
    };
    let handed_on = |it: &HandedOnName| HandedOnJson {
        symbol: it.symbol().to_owned(),
        paths: it.paths.iter().map(ToString::to_string).collect(),
        from: it.from.to_string(),
        cfg: it.cfg.as_ref().map(ToString::to_string),
        exported: place(places, &it.place),
    };
    let named = |it: &HandedOnName| SurfaceItemJson {
        symbol: it.symbol().to_owned(),
        paths: it.paths.iter().map(ToString::to_string).collect(),
        kind: kind_name(it.kind).to_owned(),
        signature: None,
        inferred: false,
        stability: None,
        defined: place(places, &it.place),
        cfg: it.cfg.as_ref().map(ToString::to_string),
        of_trait: None,
        inherited: false,
        type_only: false,
        as_imported: false,
        made_by: None,
        of: Some(DefinerJson { name: it.name.to_string(), from: it.from.to_string() }),
    };
    let of_others = surface.handed_on.iter().filter(|it| !it.is_glob()).map(named);
    let mut items: Vec<SurfaceItemJson> = surface.items.iter().map(item).chain(of_others).collect();
    items.sort_by(|a, b| a.symbol.cmp(&b.symbol));
    let not_read = |(path, reason): &(RepoPath, String)| UnreadJson {
        path: path.to_string(),
        reason: reason.clone(),
    };
    SurfaceJson {
        version: VERSION,
        boundary: surface.boundary.to_string(),
        items,
        handed_on: surface.handed_on.iter().filter(|it| it.is_glob()).map(handed_on).collect(),
        not_checked: unread(surface).map(not_read).collect(),
    }
}

/// What was not checked, and why.
fn unread(surface: &Surface) -> impl Iterator<Item = &(RepoPath, String)> {
    surface.lost.iter().chain(&surface.not_checked)
}

fn shown_condition(cfg: Option<&str>) -> String {
    cfg.map(|it| format!("  cfg({})", plain(it))).unwrap_or_default()
}

fn write(surface: &Surface) -> Result<()> {
    let mut out = stdout();
    for item in surface.items.iter().filter(|item| !item.is_inherited) {
        let signature = item.signature.as_ref().map(|it| plain(&it.to_string()));
        let signature = signature.unwrap_or_else(|| item.kind.name().to_owned());
        let stability = item.stability.map(|it| format!("  {}", it.name())).unwrap_or_default();
        let cfg = shown_condition(item.cfg.as_deref());
        let as_imported = if item.is_as_imported { "  as imported" } else { "" };
        let type_only = if item.is_type_only() { "  type only" } else { "" };
        let notes = styled(format!("{stability}{cfg}{type_only}{as_imported}"), FAINT);
        writeln!(out, "{}  {signature}{notes}", styled(plain(item.symbol()), STRONG))?;
    }
    for it in &surface.handed_on {
        let symbol = styled(plain(it.paths.first().map_or("", |path| path)), STRONG);
        let cfg = shown_condition(it.cfg.as_deref());
        let of = format!("{} of {}{cfg}", plain(&it.name), plain(&it.from));
        writeln!(out, "{symbol}  {}", styled(of, FAINT))?;
    }
    writeln!(out, "{} of {}", counted(surface.items.len(), "public item"), surface.boundary)?;
    for (path, reason) in unread(surface) {
        writeln!(out, "{}", wrapped(&format!("Not checked: {path}: {reason}"), 0))?;
    }
    out.flush()?;
    Ok(())
}
