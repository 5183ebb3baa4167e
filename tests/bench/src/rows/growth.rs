//! One edit in a large tree against the same in a small one, in this process.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use boundstone_engine::{Change, FileInput, InTurn, World};
use boundstone_model::RepoPath;
use boundstone_workspace::{Options, Root, Workspace};

use crate::cost::time;
use crate::sample::Pairs;
use crate::table::{Figure, Quantity};

const PAIRS: usize = 9;
/// Edits of one measurement.
const EDITS: usize = 40;

/// A file, and what it is after each edit.
pub struct Edits {
    pub path: RepoPath,
    pub after: Box<dyn Fn(usize) -> Arc<FileInput>>,
}

impl Edits {
    /// The time of one edit.
    fn run(&self, world: &World) -> Duration {
        let mut world = world.clone();
        let (time, _) = time(|| {
            for number in 0..EDITS {
                let files = vec![(self.path.clone(), Some((self.after)(number)))];
                world = world.apply(Change { files }, &InTurn);
            }
        });
        time / EDITS as u32
    }
}

/// What an edit costs in the large tree, against one of 1,600 files.
pub fn growth(
    what: &str,
    (in_large, large): (&Edits, &World),
    (in_small, small): (&Edits, &World),
) -> Result<Figure> {
    let pairs = Pairs::measure(PAIRS, || Ok(in_large.run(large)), || Ok(in_small.run(small)))?;
    let ours = Quantity::Seconds(pairs.ours.median());
    let theirs = Quantity::Seconds(pairs.theirs.median());
    let figure = Figure::ratio(what, ours, ("1,600 files", theirs), 1.3, 1.1);
    Ok(figure.with_value(Quantity::Ratio(pairs.ratio())))
}

/// The World of a tree on disk.
pub fn world(root: &Path) -> Result<Arc<World>> {
    Ok(Workspace::load(Root::of(root)?, &Options::default())?.world)
}
