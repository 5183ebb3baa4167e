//! Owners of every path: by the engine's matcher against one GlobSet, and after an edit of the
//! ownership file. All in this process, on one thread.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use boundstone_engine::ownership::Matcher;
use boundstone_engine::{Change, FileInput, InTurn, Record, World, query};
use boundstone_model::{Dialect, RepoPath};
use boundstone_records::ownership;
use boundstone_workspace::{Options, Root, Workspace};

use super::Context;
use crate::cost::time;
use crate::counterpart::globset::Rules;
use crate::generate;
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};

const PAIRS: usize = 11;
const MORE_RULES: usize = 4;

/// For each path, the line of the rule that wins; 0 for none.
type Lines = Vec<u32>;

pub fn of_every_path(context: &Context) -> Result<Vec<Figure>> {
    let world = world(context)?;
    let paths: Vec<RepoPath> = world.files().map(|(path, _)| path.clone()).collect();
    let (_, text) = ownership_file(&context.root)?;
    agree(&paths, &by_matcher(&text, &paths), &by_globset(&text, &paths)?)?;
    let pairs = Pairs::measure(
        PAIRS,
        || Ok(time(|| by_matcher(&text, &paths)).0),
        || {
            let (time, lines) = time(|| by_globset(&text, &paths));
            lines.map(|_| time)
        },
    )?;
    let ours = Quantity::Seconds(pairs.ours.median());
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let mut figures = vec![
        Figure::ratio("CPU, build and all paths", ours, ("one GlobSet", theirs), 0.35, 0.12)
            .with_value(Quantity::Ratio(pairs.ratio())),
    ];
    if let Some(size) = context.size {
        let more = generate::ownership(size, MORE_RULES);
        let pairs = Pairs::measure(
            PAIRS,
            || Ok(time(|| by_matcher(&more, &paths)).0),
            || Ok(time(|| by_matcher(&text, &paths)).0),
        )?;
        figures.push(
            Figure::limited(
                "CPU, four times the rules",
                Quantity::Seconds(pairs.ours.median()),
                Some(("the rules", Quantity::Seconds(pairs.theirs.median()))),
                Quantity::Ratio(pairs.ratio()),
            )
            .with_aim(Quantity::Ratio(2.0)),
        );
    }
    Ok(figures)
}

fn by_matcher(text: &str, paths: &[RepoPath]) -> Lines {
    let (file, _) = ownership::read_as(Dialect::GitHub, text);
    let mut lines = Vec::with_capacity(paths.len());
    Matcher::new(&file).walk(paths, |_, matched| {
        let winner = matched.last().and_then(|&rule| file.rules.get(rule as usize));
        lines.push(winner.map_or(0, |rule| rule.line));
    });
    lines
}

fn by_globset(text: &str, paths: &[RepoPath]) -> Result<Lines> {
    let rules = Rules::new(text)?;
    let mut matches = Vec::new();
    Ok(paths.iter().map(|path| rules.line(path.as_str(), &mut matches).unwrap_or(0)).collect())
}

/// Owners must be equal by both methods, else the times mean nothing.
fn agree(paths: &[RepoPath], ours: &[u32], theirs: &[u32]) -> Result<()> {
    let lines = ours.iter().zip(theirs);
    let mut differing = paths.iter().zip(lines).filter(|(_, (ours, theirs))| ours != theirs);
    if let Some((path, (ours, theirs))) = differing.next() {
        let others = differing.count();
        bail!(
            "{path} has its owner from line {ours}, by GlobSet from line {theirs}; {others} more"
        );
    }
    Ok(())
}

/// One rule more in the ownership file, until the owners of every path are known again: the file read,
/// the World made, every path asked for its owners and the rule or contract that decided. Against the same done from nothing by the matcher alone (P16).
pub fn edited(context: &Context) -> Result<Vec<Figure>> {
    let world = world(context)?;
    let paths: Vec<RepoPath> = world.files().map(|(path, _)| path.clone()).collect();
    let (path, text) = ownership_file(&context.root)?;
    let changed = format!("{text}\n*.boundstone-bench  @boundstone/bench\n");
    let mut texts = [changed.as_str(), text.as_str()].into_iter().cycle();
    let pairs = Pairs::measure(
        PAIRS,
        || {
            let text = texts.next().unwrap_or_default();
            let (time, lines) = time(|| owners_after(&world, &path, text));
            ensure!(lines.len() == paths.len(), "not every path was answered");
            Ok(time)
        },
        || Ok(time(|| by_matcher(&text, &paths)).0),
    )?;
    let ours = Quantity::Seconds(pairs.ours.median());
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let figure = Figure::ratio("CPU, every answer", ours, ("p16_owners", theirs), 2.0, 1.2);
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

/// Asks for the owners of every path, and what decided; the line of the rule for each, 0 where none did.
fn owners_after(world: &World, path: &RepoPath, text: &str) -> Lines {
    let record = Record::Ownership(Arc::new(ownership::read(text)));
    let input = FileInput::of_record(record);
    let world = world.apply(Change { files: vec![(path.clone(), Some(input.into()))] }, &InTurn);
    let mut lines = Vec::new();
    query::owners_below(&world, &RepoPath::root(), |_, owners| {
        lines.push(owners.source_line.unwrap_or(0));
    });
    lines
}

fn world(context: &Context) -> Result<Arc<World>> {
    Ok(Workspace::load(Root::of(&context.root)?, &Options::default())?.world)
}

fn ownership_file(root: &Path) -> Result<(RepoPath, String)> {
    for place in Dialect::GitHub.locations() {
        if let Ok(text) = fs::read_to_string(root.join(place)) {
            let syntax = ownership::read(&text).has_gitlab_syntax;
            ensure!(syntax.is_none(), "{place} is GitLab's, which one GlobSet cannot answer");
            return Ok((RepoPath::new(place).context("no path")?, text));
        }
    }
    bail!("it has no ownership file of GitHub")
}
