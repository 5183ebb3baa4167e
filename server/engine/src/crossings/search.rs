//! The looking up of names: which files it looked into, and which of its results may be kept.

use std::rc::Rc;

use boundstone_model::RepoPath;
use rustc_hash::FxHashMap;

use super::files::FileId;
use super::source::Source;
use crate::World;

/// Files that something was found from, each once.
pub(super) type Consulted = Rc<Vec<FileId>>;

/// How many modules are looked into for one reference. Real code needs a few dozen.
const MOST_STEPS: u32 = 5_000;

/// How many unpacked files are kept.
const MOST_SOURCES: usize = 2_000;

/// What the resolvers of both languages do alike: they unpack files, note them, and end.
pub(super) struct Search<'w> {
    pub(super) world: &'w World,
    sources: FxHashMap<FileId, Option<Rc<Source<'w>>>>,
    /// The files that were looked into, in order, with repetitions; `None` where nobody asks.
    consulted: Option<Vec<FileId>>,
    /// What is given where nobody asks: one for all lookups.
    none_consulted: Consulted,
    /// The outermost lookup under way that was reached again, by its depth. What is found inside of it is
    /// not the whole, and is not kept.
    cut: usize,
    steps: u32,
}

/// A lookup that began.
#[must_use]
pub(super) struct Frame {
    start: usize,
    cut: usize,
    depth: usize,
}

impl<'w> Search<'w> {
    pub(super) fn new(world: &'w World) -> Self {
        Self { consulted: Some(Vec::new()), ..Self::for_one_answer(world) }
    }

    /// For who does not keep what is found, and never asks what it was found from.
    pub(super) fn for_one_answer(world: &'w World) -> Self {
        Self {
            world,
            sources: FxHashMap::default(),
            consulted: None,
            none_consulted: Consulted::default(),
            cut: usize::MAX,
            steps: 0,
        }
    }

    /// Begins a new reference.
    pub(super) fn begin(&mut self) {
        self.steps = 0;
    }

    /// Looks into one module more; false when the reference asked too much.
    pub(super) fn step(&mut self) -> bool {
        self.steps += 1;
        if self.gave_up() {
            self.cut = 0;
        }
        !self.gave_up()
    }

    /// Whether the reference asked too much.
    pub(super) fn gave_up(&self) -> bool {
        self.steps >= MOST_STEPS
    }

    pub(super) fn path(&self, file: FileId) -> Option<&'w RepoPath> {
        self.world.crossings.files.path(file)
    }

    /// What a file defines and imports; from now on what is found depends on it.
    pub(super) fn source(&mut self, file: FileId) -> Option<Rc<Source<'w>>> {
        self.consult(file);
        if let Some(known) = self.sources.get(&file) {
            return known.clone();
        }
        if self.sources.len() > MOST_SOURCES {
            self.sources.clear();
        }
        let facts = self.path(file).and_then(|path| self.world.facts(path));
        let source = facts.map(|facts| Rc::new(Source::new(facts)));
        self.sources.insert(file, source.clone());
        source
    }

    pub(super) fn consult(&mut self, file: FileId) {
        if let Some(consulted) = &mut self.consulted {
            consulted.push(file);
        }
    }

    pub(super) fn consult_all(&mut self, files: &[FileId]) {
        if let Some(consulted) = &mut self.consulted {
            consulted.extend_from_slice(files);
        }
    }

    /// The files that were looked into, with repetitions; forgets them.
    pub(super) fn take_consulted(&mut self) -> Vec<FileId> {
        self.consulted.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Begins a lookup inside of `depth` others that it may reach again; `usize::MAX` for one that is never
    /// reached again itself.
    pub(super) fn enter(&mut self, depth: usize) -> Frame {
        let cut = std::mem::replace(&mut self.cut, usize::MAX);
        Frame { start: self.consulted.as_ref().map_or(0, Vec::len), cut, depth }
    }

    /// Says that the lookup at this depth was reached again, and cannot be followed.
    pub(super) fn cut(&mut self, depth: usize) {
        self.cut = self.cut.min(depth);
    }

    /// Ends a lookup. The files that it looked into, when what it found is the whole and may be kept.
    pub(super) fn leave(&mut self, frame: Frame) -> Option<Consulted> {
        let consulted = self.consulted_since(frame.start);
        let is_whole = self.cut >= frame.depth;
        self.cut = if is_whole { frame.cut } else { self.cut.min(frame.cut) };
        is_whole.then_some(consulted)
    }

    /// The files that were looked into since then, each once.
    fn consulted_since(&mut self, start: usize) -> Consulted {
        let Some(consulted) = &mut self.consulted else { return Rc::clone(&self.none_consulted) };
        let mut files = consulted.split_off(start.min(consulted.len()));
        files.sort_unstable();
        files.dedup();
        consulted.extend_from_slice(&files);
        Rc::new(files)
    }
}
