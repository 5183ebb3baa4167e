//! Crossings: what resolving all of a tree costs, and what one edit of a file does.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use boundstone_engine::{Change, FileInput, InTurn, World, query};
use boundstone_grammars::{extract, parse};
use boundstone_model::{Language, RepoPath};
use boundstone_workspace::{Options, Root, Workspace};

use super::Context;
use crate::cost;
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};
use crate::worker;

const PAIRS: usize = 5;
/// Edits of one measurement.
const EDITS: usize = 40;

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
        let in_small = Edits::of(&small, &context.small_tree()?, is_export)?;
        let in_large = Edits::of(&large, &context.root, is_export)?;
        let pairs =
            Pairs::measure(PAIRS, || Ok(in_large.run(&large)), || Ok(in_small.run(&small)))?;
        let ours = Quantity::Seconds(pairs.ours.median());
        let theirs = Quantity::Seconds(pairs.theirs.median());
        let figure = Figure::ratio(
            &format!("CPU an edit of {what}"),
            ours,
            ("1,600 files", theirs),
            1.3,
            1.1,
        );
        figures.push(figure.with_value(Quantity::Ratio(pairs.ratio())));
    }
    Ok(figures)
}

/// A file as it is and as it is after an edit.
struct Edits {
    path: RepoPath,
    texts: [Arc<FileInput>; 2],
}

impl Edits {
    /// Edits of the root of the Rust library that is used most: one more call at its end, or one more
    /// public function.
    fn of(world: &World, root: &Path, is_export: bool) -> Result<Self> {
        let roots = world.files().filter(|(path, _)| path.as_str().ends_with("/src/lib.rs"));
        let (path, _) = roots
            .map(|(path, _)| (path, query::uses_of_file(world, path).len()))
            .max_by_key(|(_, uses)| *uses)
            .context("it has no library")?;
        let before = world.shared_file(path).context("the file is gone")?.clone();
        let text = std::fs::read_to_string(root.join(path.as_str()))?;
        let addition =
            if is_export { "pub fn bench() {}" } else { "fn bench() { crate::x::y(); }" };
        let text = format!("{text}\n{addition}\n");
        let tree = parse(Language::Rust, &text, None);
        let facts = Arc::new(extract(Language::Rust, &text, tree.as_ref()).0);
        ensure!(
            before.source.as_ref().is_some_and(|it| it.shape != facts.shape),
            "nothing differs"
        );
        let mut after = FileInput::clone(&before);
        after.source = Some(facts);
        Ok(Self { path: path.clone(), texts: [Arc::new(after), before] })
    }

    /// The time of one edit.
    fn run(&self, world: &World) -> Duration {
        let mut world = world.clone();
        let (time, _) = time(|| {
            for input in self.texts.iter().cycle().take(EDITS) {
                let files = vec![(self.path.clone(), Some(input.clone()))];
                world = world.apply(Change { files }, &InTurn);
            }
        });
        time / EDITS as u32
    }
}

fn world(root: &std::path::Path) -> Result<Arc<World>> {
    Ok(Workspace::load(Root::of(root)?, &Options::default())?.world)
}

/// CPU time of this thread for some work.
fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let begun = cost::of_this_thread();
    let result = work();
    (cost::of_this_thread().saturating_sub(begun), std::hint::black_box(result))
}
