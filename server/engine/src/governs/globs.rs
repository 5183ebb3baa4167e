//! The globs of one record, made ready to match: read once, and kept while its globs stay the same.

use std::sync::Arc;

use boundstone_model::{Constraint, DecisionFile, GovernsEntry, GovernsTarget, RepoPath};
use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

use super::pattern::Pattern;
use crate::globs;

/// What a record says of paths.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    /// The entries of `governs` that are globs.
    pub(super) governs: Vec<Arc<PathEntry>>,
    /// Entries whose glob cannot be compiled, by their position, and why.
    invalid: Vec<(usize, String)>,
    /// What constraints leave out, by the position of the constraint.
    excepts: Vec<(usize, GlobSet)>,
    /// Exceptions whose glob cannot be compiled, by the positions of the constraint and of the exception.
    invalid_excepts: Vec<((usize, usize), String)>,
}

/// An entry of `governs` that is a glob.
#[derive(Debug)]
pub(super) struct PathEntry {
    /// Its position in `governs`.
    pub(super) number: usize,
    pub(super) is_exclusion: bool,
    /// The folders, or the file, that the glob names before its first pattern. Only there and below is anything
    /// that it matches.
    pub(super) place: Box<str>,
    /// The name of a folder or file, or the extension with its dot, without which no path matches.
    pub(super) telling: Option<Arc<str>>,
    pub(super) reach: Reach,
}

/// What an entry means of the place that it names.
#[derive(Debug)]
pub(super) enum Reach {
    /// `a/b`: it, and what lies below it.
    Whole,
    /// `a/b/**`
    Below,
    /// What its glob matches behind its place.
    Pattern(Pattern),
    /// What its glob matches, where more than names and stars is in it.
    Set(Box<GlobSet>),
}

impl Reach {
    /// Whether an entry means a path at or below its place. `behind` is what follows the place in the path.
    pub(super) fn holds(&self, path: &str, behind: &str, is_below: bool) -> bool {
        match self {
            Self::Whole => true,
            Self::Below => is_below,
            Self::Pattern(pattern) => is_below && pattern.is_match(behind),
            Self::Set(set) => set.is_match(path),
        }
    }
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
            match read(glob) {
                Ok((place, reach)) => {
                    let is_pattern = matches!(reach, Reach::Pattern(_) | Reach::Set(_));
                    let telling = is_pattern.then(|| telling(glob, place)).flatten();
                    let telling = telling.map(Arc::from);
                    let (place, is_exclusion) = (place.into(), *is_exclusion);
                    let entry = PathEntry { number, is_exclusion, place, telling, reach };
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
            match set(&except.value) {
                Ok(set) => self.excepts.push((number, set)),
                Err(why) => self.invalid_excepts.push(((number, position), why)),
            }
        }
    }

    /// Whether the constraint at a position leaves a path out.
    pub(crate) fn excepts(&self, number: usize, path: &RepoPath) -> bool {
        let mut of_it = self.excepts.iter().filter(|(other, _)| *other == number);
        of_it.any(|(_, set)| set.is_match(path.as_str()))
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

/// The place that a glob names, and what it means of it.
fn read(glob: &str) -> Result<(&str, Reach), String> {
    globs::check(glob)?;
    if let Some(plain) = plain(glob) {
        return Ok(plain);
    }
    let place = place_of(glob);
    let reach = match behind(glob, place).and_then(Pattern::new) {
        Some(pattern) => Reach::Pattern(pattern),
        None => Reach::Set(Box::new(set(glob)?)),
    };
    Ok((place, reach))
}

/// The path that a glob names without any pattern; `None` for one with a pattern.
fn plain(glob: &str) -> Option<(&str, Reach)> {
    let glob = from_root(glob);
    let (path, reach) = match glob.strip_suffix("**") {
        Some("") => ("", Reach::Below),
        Some(folder) => (folder.strip_suffix('/')?, Reach::Below),
        None => (glob.trim_end_matches('/'), Reach::Whole),
    };
    let is_path = matches!(reach, Reach::Below) || !path.is_empty();
    (is_path && is_plain(path)).then_some((path, reach))
}

/// The folders in front of the first name with a pattern.
fn place_of(glob: &str) -> &str {
    let glob = from_root(glob);
    let ends = glob.match_indices('/').map(|(at, _)| at);
    let folders = ends.filter_map(|end| glob.get(..end));
    folders.take_while(|folder| is_plain(folder)).last().unwrap_or_default()
}

/// What a glob with a pattern says behind its place.
fn behind<'g>(glob: &'g str, place: &str) -> Option<&'g str> {
    let behind = from_root(glob).get(place.len()..)?;
    if place.is_empty() { Some(behind) } else { behind.strip_prefix('/') }
}

/// What must stand in every path that a glob with patterns matches: a name behind its `place`, or an extension.
/// Braces may hold slashes, so that nothing is told of a glob with them.
fn telling<'g>(glob: &'g str, place: &str) -> Option<&'g str> {
    let behind = behind(glob, place)?.trim_matches('/');
    if behind.contains(['{', '}', '[', ']', '\\', '!']) {
        return None;
    }
    let names = behind.split('/').filter(|name| !name.is_empty());
    // It stands for what lies below it too, so that its last name need not be that of a file.
    let extension = |name: &'g str| name.strip_prefix('*').filter(|it| it.starts_with('.'));
    let mut plain = names.clone().filter(|name| is_plain(name));
    let last = || names.clone().next_back().and_then(extension).filter(|it| is_plain(it));
    plain.next().or_else(|| last().filter(|it| !it.get(1..).unwrap_or_default().contains('.')))
}

/// Calls `each` with the words by which [`PathEntry::telling`] is found: each name in a path, and its extension. A
/// folder may bear one as well as a file.
pub(super) fn words_in<'p>(path: &'p str, mut each: impl FnMut(&'p str)) {
    let (mut start, mut dot) = (0, None);
    for (at, byte) in path.bytes().chain([b'/']).enumerate() {
        match byte {
            b'.' => dot = Some(at),
            b'/' => {
                let words = [Some(start), dot].into_iter().flatten();
                words.filter_map(|from| path.get(from..at)).for_each(&mut each);
                (start, dot) = (at + 1, None);
            }
            _ => {}
        }
    }
}

fn is_plain(path: &str) -> bool {
    !path.contains(['*', '?', '[', ']', '{', '}', '\\', '!'])
}

fn from_root(glob: &str) -> &str {
    glob.trim_start_matches("./").trim_start_matches('/')
}

/// The globs that an entry stands for: itself, and what lies below it when it names a folder.
fn spellings(glob: &str) -> Vec<String> {
    let glob = from_root(glob);
    let folder = glob.trim_end_matches('/');
    if folder.ends_with("**") {
        return vec![glob.to_owned()];
    }
    vec![folder.to_owned(), format!("{folder}/**")]
}

fn set(glob: &str) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for spelling in spellings(glob) {
        set.add(compile(&spelling)?);
    }
    set.build().map_err(|error| error.kind().to_string())
}

/// Matches the paths of one glob, for the question whether it matches any; `None` when it is invalid.
pub(crate) fn matchers(glob: &str) -> Option<Vec<GlobMatcher>> {
    let matcher = |spelling: &String| compile(spelling).ok().map(|glob| glob.compile_matcher());
    spellings(glob).iter().map(matcher).collect()
}

/// Whether one of the globs matches a path, and none of those that exclude.
pub(crate) fn is_governed(
    path: &RepoPath,
    wanted: &[GlobMatcher],
    excluded: &[GlobMatcher],
) -> bool {
    let is_match = |globs: &[GlobMatcher]| globs.iter().any(|it| it.is_match(path.as_str()));
    is_match(wanted) && !is_match(excluded)
}

/// The glob, or what is wrong with it.
fn compile(glob: &str) -> Result<Glob, String> {
    globs::check(glob)?;
    let built = GlobBuilder::new(glob).literal_separator(true).build();
    built.map_err(|error| error.kind().to_string())
}
