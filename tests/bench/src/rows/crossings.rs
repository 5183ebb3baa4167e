//! Crossings: what resolving all of a tree costs, and what one edit of a file does.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use boundstone_engine::{FileInput, InTurn, World, query};
use boundstone_grammars::{extract, parse};
use boundstone_model::{Language, RepoPath};

use super::Context;
use super::growth::{Edits, growth, world};
use crate::cost::time;
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};
use crate::worker;

const PAIRS: usize = 5;

/// The World from facts that are there, with all its crossings, against the bare parse of the tree.
pub fn cold(context: &Context) -> Result<Vec<Figure>> {
    let world = world(&context.root)?;
    let crossings = query::crossings(&world, &query::CrossingFilter::default()).0.len();
    ensure!(crossings > 0, "the tree has no crossings");
    let files: Vec<(RepoPath, Arc<FileInput>)> = world
        .files()
        .filter_map(|(path, _)| Some((path.clone(), world.shared_file(path)?.clone())))
        .collect();
    let parse =
        || worker::run("parse", &context.root, 1).map(|cost| Duration::from_secs_f64(cost.cpu));
    let pairs = Pairs::measure(
        PAIRS,
        || Ok(time(|| World::from_scratch(files.iter().cloned(), &InTurn)).0),
        parse,
    )?;
    let ours = Quantity::Seconds(pairs.ours.median());
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let figure = Figure::ratio("CPU", ours, ("bare tree-sitter parse", theirs), 0.10, 0.05);
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

/// One edit of a file in a large tree against the same in a small one: of a use, and of an export.
pub fn edit(context: &Context) -> Result<Vec<Figure>> {
    let small = world(&context.small_tree()?)?;
    let large = world(&context.root)?;
    let mut figures = Vec::new();
    for (what, is_export) in [("a use", false), ("an export", true)] {
        let in_small = edits(&small, &context.small_tree()?, is_export)?;
        let in_large = edits(&large, &context.root, is_export)?;
        let what = format!("CPU an edit of {what}");
        figures.push(growth(&what, (&in_large, &large), (&in_small, &small))?);
    }
    Ok(figures)
}

/// Edits of the root of the Rust library that is used most: one more call at its end, or one more
/// public function.
fn edits(world: &World, root: &Path, is_export: bool) -> Result<Edits> {
    let roots = world.files().filter(|(path, _)| path.as_str().ends_with("/src/lib.rs"));
    let (path, _) = roots
        .map(|(path, _)| (path, query::uses_of_file(world, path).len()))
        .max_by_key(|(_, uses)| *uses)
        .context("it has no library")?;
    let before = world.shared_file(path).context("the file is gone")?.clone();
    let text = std::fs::read_to_string(root.join(path.as_str()))?;
    let addition = if is_export { "pub fn bench() {}" } else { "fn bench() { crate::x::y(); }" };
    let text = format!("{text}\n{addition}\n");
    let tree = parse(Language::Rust, &text, None);
    let facts = Arc::new(extract(Language::Rust, &text, tree.as_ref()).0);
    ensure!(before.source.as_ref().is_some_and(|it| it.shape != facts.shape), "nothing differs");
    let mut after = FileInput::clone(&before);
    after.source = Some(facts);
    let (more, text) = (Arc::new(after), before);
    let after =
        move |number: usize| Arc::clone(if number.is_multiple_of(2) { &more } else { &text });
    Ok(Edits { path: path.clone(), after: Box::new(after) })
}
