//! How far a change reaches: from the files that differ between two Worlds to the symbols, the
//! crossings, the boundaries, the decisions and the owners.

mod decisions;
mod manifests;
mod owners;
mod promises;
mod reach;
mod redirected;
mod symbols;
mod tokens;
mod touched;

use std::sync::Arc;

use boundstone_model::{FileChange, FileKind, Impact, RepoPath, Side, TouchedFile};
use rustc_hash::FxHashSet;

use super::code::CodeReader;
use crate::World;
use reach::Reaching;

/// The text of a source file, and where each of its items has its body.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceText {
    pub text: Arc<str>,
    /// By the number of the item; `None` for one without.
    pub bodies: Vec<Option<u32>>,
}

/// A repository on one side of a change.
#[derive(Clone, Copy)]
pub struct State<'a> {
    pub world: &'a World,
    /// Reads a source file whose items are asked about.
    pub source: &'a dyn Fn(&RepoPath) -> Option<SourceText>,
    pub code: &'a dyn CodeReader,
}

/// What the change touches. `before` is a World made from that of `now`, or the other way round.
pub fn impact(before: State<'_>, now: State<'_>, changes: &[FileChange]) -> Impact {
    let change = Compared::new(before, now, changes);
    let mut drafts = symbols::drafts(&change);
    let reaching = Reaching::new(&change, &mut drafts);
    let mut impact = Impact {
        files: changes.iter().filter_map(|it| file(&change, it)).collect(),
        promises: promises::touched(&change, &drafts),
        decisions: decisions::applying(&change, &drafts),
        changed_decisions: decisions::changed(&change),
        boundaries: reaching.boundaries(&change, &drafts),
        crossings: reaching.crossings(),
        ..Impact::default()
    };
    (impact.owners, impact.unowned) = owners::asked(&change, &impact.boundaries, &impact.decisions);
    impact.symbols = drafts.into_iter().map(|draft| draft.symbol).collect();
    impact
}

/// Both sides of a change, and the files of it.
struct Compared<'a> {
    before: State<'a>,
    now: State<'a>,
    changes: &'a [FileChange],
    /// Every path of the change, on both sides.
    paths: FxHashSet<&'a RepoPath>,
}

impl<'a> Compared<'a> {
    fn new(before: State<'a>, now: State<'a>, changes: &'a [FileChange]) -> Self {
        let paths = changes.iter().flat_map(|it| it.before.iter().chain(&it.now)).collect();
        Self { before, now, changes, paths }
    }

    fn world(&self, side: Side) -> &'a World {
        self.state(side).world
    }

    fn state(&self, side: Side) -> State<'a> {
        match side {
            Side::Before => self.before,
            Side::Now => self.now,
        }
    }

    /// The files that are read, on their sides: where they are now, else where they were.
    fn places(&self) -> impl Iterator<Item = (Side, &'a RepoPath)> {
        self.changes.iter().filter_map(|change| match (&change.now, &change.before) {
            (Some(now), _) => Some((Side::Now, now)),
            (None, Some(before)) => Some((Side::Before, before)),
            (None, None) => None,
        })
    }

    /// The changes of regular files: links and submodules have no text of their own.
    fn files(&self) -> impl Iterator<Item = &'a FileChange> {
        self.changes.iter().filter(|change| change.kind == FileKind::File)
    }
}

fn file(change: &Compared<'_>, file: &FileChange) -> Option<TouchedFile> {
    let side = if file.now.is_some() { Side::Now } else { Side::Before };
    let (world, path) = (change.world(side), file.path()?);
    Some(TouchedFile {
        change: file.clone(),
        boundary: world.boundaries.at(path).map(|boundary| boundary.name.clone()),
        owners: super::ownership(world, path).owners,
    })
}
