//! The globs of one record, made ready to match: read once, and kept while its globs stay the same.

use std::sync::Arc;

use boundstone_model::{Constraint, DecisionFile, GovernsEntry, GovernsTarget, RepoPath};

use super::glob::PathGlob;

/// What a record says of paths.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    /// The entries of `governs` that are globs.
    pub(super) governs: Vec<Arc<PathEntry>>,
    /// Entries whose glob cannot be compiled, by their position, and why.
    invalid: Vec<(usize, String)>,
    /// What constraints leave out, by the position of the constraint.
    excepts: Vec<(usize, PathGlob)>,
    /// Exceptions whose glob cannot be compiled, by the positions of the constraint and of the exception.
    invalid_excepts: Vec<((usize, usize), String)>,
}

/// An entry of `governs` that is a glob.
#[derive(Debug)]
pub(super) struct PathEntry {
    /// Its position in `governs`.
    pub(super) number: usize,
    pub(super) is_exclusion: bool,
    pub(super) glob: PathGlob,
    /// The name of a folder or file, or the extension with its dot, without which no path matches.
    pub(super) telling: Option<Arc<str>>,
}

impl Globs {
    /// Those of a record, taken from what it was `before` where they are the same.
    pub(crate) fn of(
        file: &DecisionFile,
        before: Option<(&DecisionFile, &Arc<Self>)>,
    ) -> Arc<Self> {
        match before.filter(|(before, _)| states_the_same(before, file)) {
            Some((_, known)) => Arc::clone(known),
            None => Arc::new(Self::new(file)),
        }
    }

    fn new(file: &DecisionFile) -> Self {
        let mut all = Self::default();
        for (number, entry) in file.governs.iter().enumerate() {
            let GovernsTarget::Paths { glob, is_exclusion } = &entry.target else { continue };
            match PathGlob::new(glob) {
                Ok(path_glob) => {
                    let telling = path_glob.telling(glob).map(Arc::from);
                    let is_exclusion = *is_exclusion;
                    let entry = PathEntry { number, is_exclusion, glob: path_glob, telling };
                    all.governs.push(Arc::new(entry));
                }
                Err(why) => all.invalid.push((number, why)),
            }
        }
        for (number, constraint) in file.constraints.iter().enumerate() {
            all.except(number, constraint);
        }
        all
    }

    fn except(&mut self, number: usize, constraint: &Constraint) {
        for (position, except) in constraint.except.iter().enumerate() {
            match PathGlob::new(&except.value) {
                Ok(glob) => self.excepts.push((number, glob)),
                Err(why) => self.invalid_excepts.push(((number, position), why)),
            }
        }
    }

    /// Whether the constraint at a position leaves a path out.
    pub(crate) fn excepts(&self, number: usize, path: &RepoPath) -> bool {
        let mut of_it = self.excepts.iter().filter(|(other, _)| *other == number);
        of_it.any(|(_, glob)| glob.is_match(path))
    }

    /// The globs of what is governed, whatever is left out of it.
    pub(crate) fn governed(&self) -> impl Iterator<Item = &PathGlob> {
        self.governs.iter().filter(|it| !it.is_exclusion).map(|it| &it.glob)
    }

    /// The globs of what is left out.
    pub(crate) fn exclusions(&self) -> impl Iterator<Item = &PathGlob> {
        self.governs.iter().filter(|it| it.is_exclusion).map(|it| &it.glob)
    }

    /// Why the glob of an entry of `governs` cannot be compiled.
    pub(crate) fn invalid(&self, number: usize) -> Option<&str> {
        self.invalid.iter().find(|(other, _)| *other == number).map(|(_, why)| why.as_str())
    }

    /// The exceptions whose glob cannot be compiled, by the positions of the constraint and of the exception.
    pub(crate) fn invalid_excepts(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        self.invalid_excepts.iter().map(|(at, why)| (*at, why.as_str()))
    }
}

/// Whether two texts of a record say the same of paths, wherever in the text.
fn states_the_same(a: &DecisionFile, b: &DecisionFile) -> bool {
    let except = |a: &Constraint, b: &Constraint| {
        a.except.iter().map(|it| &it.value).eq(b.except.iter().map(|it| &it.value))
    };
    let target = |entry: &GovernsEntry| entry.target.clone();
    a.governs.iter().map(target).eq(b.governs.iter().map(target))
        && a.constraints.len() == b.constraints.len()
        && a.constraints.iter().zip(&b.constraints).all(|(a, b)| except(a, b))
}
