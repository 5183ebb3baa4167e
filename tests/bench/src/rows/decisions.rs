//! Decisions: what it costs to know which of them govern each path, and what one edit of a record does.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use boundstone_engine::ownership::Matcher;
use boundstone_engine::{FileInput, Record, World, query};
use boundstone_model::RepoPath;
use boundstone_records::decision;

use super::Context;
use super::growth::{Edits, growth, world};
use crate::cost::time;
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};

const PAIRS: usize = 7;

/// The decisions that govern each path by their globs, against the owners of each path by the matcher: asked path by
/// path, as an editor asks, and against a walk over all paths, which owners alone have.
pub fn cold(context: &Context) -> Result<Vec<Figure>> {
    let world = world(&context.root)?;
    let paths: Vec<RepoPath> = world.files().map(|(path, _)| path.clone()).collect();
    let text = std::fs::read_to_string(context.root.join(".github/CODEOWNERS"))?;
    let (file, _) =
        boundstone_records::ownership::read_as(boundstone_model::Dialect::GitHub, &text);
    let matcher = Matcher::new(&file);
    let governed =
        || paths.iter().map(|path| query::decisions_by_globs(&world, path).len()).sum::<usize>();
    ensure!(governed() > 0, "no decision governs anything");
    let asked = || paths.iter().map(|path| matcher.matching(path).len()).sum::<usize>();
    let walked = || {
        let mut owned = 0_usize;
        matcher.walk(&paths, |_, matched| owned += usize::from(matched.last().is_some()));
        owned
    };
    Ok(vec![
        held_against("CPU, path by path", governed, ("owners, path by path", &asked))?,
        held_against("CPU, all paths", governed, ("owners of all paths in one walk", &walked))?,
    ])
}

fn held_against(
    what: &'static str,
    governed: impl Fn() -> usize,
    (against, owned): (&'static str, &dyn Fn() -> usize),
) -> Result<Figure> {
    let pairs = Pairs::measure(PAIRS, || Ok(time(&governed).0), || Ok(time(owned).0))?;
    let ours = Quantity::Seconds(pairs.ours.median());
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let figure = Figure::ratio(what, ours, (against, theirs), 1.0, 0.5);
    Ok(figure.with_value(Quantity::Ratio(pairs.ratio())))
}

/// One edit of a record, in a large tree against a small one: of what it governs, and of its prose. From its text to the
/// World in which it holds.
pub fn edit(context: &Context) -> Result<Vec<Figure>> {
    let small_tree = context.small_tree()?;
    let (small, large) = (world(&small_tree)?, world(&context.root)?);
    // The same text in both, so that they differ by their trees alone.
    let mut texts = records_with_governs(&small)
        .filter_map(|path| std::fs::read_to_string(small_tree.join(path.as_str())).ok());
    let text = texts.find(|text| text.contains("governs:\n"));
    let text = text.context("no record states `governs` as a list")?;
    let mut figures = Vec::new();
    for (what, edit) in EDITS {
        let in_small = edits(&small, &text, edit)?;
        let in_large = edits(&large, &text, edit)?;
        figures.push(growth(what, (&in_large, &large), (&in_small, &small))?);
    }
    Ok(figures)
}

/// What an edit puts in the place of a text that stands in the record once.
type EditOf = (&'static str, &'static str);

const EDITS: [(&str, EditOf); 3] = [
    ("CPU an edit of `governs`", ("governs:\n", "governs:\n  - bench/**\n")),
    ("CPU an edit of a symbol", ("governs:\n", "governs:\n  - \"bench/src/a.rs#Symbol\"\n")),
    ("CPU an edit of its prose", ("\n---\n", "\n---\n\nMore is to be said.\n")),
];

/// A record with the text, and as it is after the edit.
fn edits(world: &World, text: &str, (place, new): EditOf) -> Result<Edits> {
    let path = records_with_governs(world).next().context("no record states `governs`")?;
    let (more, text) = (text.replacen(place, new, 1), text.to_owned());
    let of_record = path.clone();
    let after = move |number: usize| {
        let text = if number.is_multiple_of(2) { &more } else { &text };
        let (record, _) = decision::read(&of_record, text);
        Arc::new(FileInput::of_record(Record::Decision(Arc::new(record))))
    };
    ensure!(after(0) != after(1), "nothing differs");
    Ok(Edits { path, after: Box::new(after) })
}

fn records_with_governs(world: &World) -> impl Iterator<Item = RepoPath> + '_ {
    let all = world.records().filter(|(path, record)| {
        let governs = matches!(record, Record::Decision(it) if !it.governs.is_empty());
        governs && query::decision_at(world, path).is_some()
    });
    all.map(|(path, _)| path.clone())
}
