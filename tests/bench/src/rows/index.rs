//! The cold index: its cost, its growth, its use of threads. Each index and each parse is a process
//! of its own that measures itself.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::Context;
use crate::sample::{Pairs, Times};
use crate::table::{Figure, Quantity};
use crate::worker::{self, IndexCost};

const PAIRS: usize = 5;
/// Tracked files and multiplier of source size of the trees that the growth is fitted on. The sizes
/// differ in both, else the two costs could not be told apart.
const FITTED: [(usize, f64); 6] =
    [(1_600, 0.5), (1_600, 1.0), (1_600, 2.0), (3_200, 0.5), (3_200, 1.0), (3_200, 2.0)];
const FITTED_RUNS: usize = 3;

pub fn cold(context: &Context) -> Result<Vec<Figure>> {
    let cost = |name: &str| worker::run(name, &context.root, context.threads);
    same_files(&cost("index")?, &cost("parse")?)?;
    let cpu = |cost: IndexCost| Duration::from_secs_f64(cost.cpu);
    let pairs = Pairs::measure(PAIRS, || Ok(cpu(cost("index")?)), || Ok(cpu(cost("parse")?)))?;
    let figure = Figure::ratio(
        "CPU",
        Quantity::Seconds(pairs.ours.median()),
        ("bare tree-sitter parse", Quantity::Seconds(pairs.theirs.median())),
        1.35,
        0.35,
    );
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

/// Of every so many source files, one may be read by one side alone: one over a budget, or no UTF-8.
const SAME_FILES_OF: usize = 100;

/// Both sides must have read the same files, else the ratio means nothing.
fn same_files(ours: &IndexCost, theirs: &IndexCost) -> Result<()> {
    ensure!(
        ours.source_files.abs_diff(theirs.source_files) * SAME_FILES_OF <= theirs.source_files,
        "the index has {} source files, the bare parse {}",
        ours.source_files,
        theirs.source_files
    );
    Ok(())
}

pub fn threads(context: &Context) -> Result<Vec<Figure>> {
    ensure!(std::thread::available_parallelism()?.get() >= 2, "this machine has one core");
    let wall = |threads| {
        worker::run("index", &context.root, threads).map(|cost| Duration::from_secs_f64(cost.wall))
    };
    let pairs = Pairs::measure(PAIRS, || wall(2), || wall(1))?;
    let figure = Figure::ratio(
        "wall, 2 threads",
        Quantity::Seconds(pairs.ours.median()),
        ("1 thread", Quantity::Seconds(pairs.theirs.median())),
        0.60,
        0.54,
    );
    Ok(vec![figure.with_value(Quantity::Ratio(pairs.ratio()))])
}

pub fn growth(context: &Context) -> Result<Vec<Figure>> {
    let mut points = Vec::new();
    for (files, scale) in FITTED {
        points.push(point(context, &context.tree(files, scale)?)?);
    }
    let large = point(context, &context.root)?;
    let most = points.iter().map(|point| point.files).fold(0.0, f64::max);
    ensure!(large.files > 2.0 * most, "the tree is too small to be predicted from smaller ones");
    let (a_file, a_byte) = fit(&points)?;
    let predicted = a_file * large.files + a_byte * large.bytes;
    let figure = Figure::ratio(
        "CPU",
        Quantity::Seconds(large.seconds),
        ("a·files + b·MB of small trees", Quantity::Seconds(predicted)),
        1.10,
        1.05,
    );
    Ok(vec![figure])
}

/// What a tree is and what its index costs.
struct Point {
    files: f64,
    bytes: f64,
    seconds: f64,
}

fn point(context: &Context, root: &Path) -> Result<Point> {
    let mut times = Times::default();
    let mut last = worker::run("index", root, context.threads)?;
    for _ in 0..FITTED_RUNS {
        last = worker::run("index", root, context.threads)?;
        times.push(Duration::from_secs_f64(last.cpu));
    }
    let (files, bytes) = (last.files as f64, last.source_bytes as f64);
    Ok(Point { files, bytes, seconds: times.median() })
}

/// Least squares without a constant: seconds a file, and seconds a byte.
fn fit(points: &[Point]) -> Result<(f64, f64)> {
    let sum = |term: fn(&Point) -> f64| points.iter().map(term).sum::<f64>();
    let files_squared = sum(|it| it.files * it.files);
    let bytes_squared = sum(|it| it.bytes * it.bytes);
    let mixed = sum(|it| it.files * it.bytes);
    let files = sum(|it| it.files * it.seconds);
    let bytes = sum(|it| it.bytes * it.seconds);
    let determinant = files_squared * bytes_squared - mixed * mixed;
    ensure!(determinant > 0.0, "the small trees do not differ enough");
    let a_file = (files * bytes_squared - bytes * mixed) / determinant;
    let a_byte = (bytes * files_squared - files * mixed) / determinant;
    Ok((a_file, a_byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fit_finds_both_costs() {
        let points: Vec<Point> = [(100.0, 1e6), (100.0, 4e6), (300.0, 2e6)]
            .map(|(files, bytes)| Point { files, bytes, seconds: 2e-5 * files + 8e-8 * bytes })
            .into();
        let (a_file, a_byte) = fit(&points).unwrap();
        assert!((a_file - 2e-5).abs() < 1e-12 && (a_byte - 8e-8).abs() < 1e-15);
        assert!(fit(&points[..1]).is_err());
    }
}
