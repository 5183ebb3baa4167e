//! A glob as records write it, made ready to match: `*` stays in a folder, `**` crosses folders, and what names a
//! folder means what lies below it too.

use boundstone_model::RepoPath;
use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::pattern::Pattern;
use crate::globs;

#[derive(Debug)]
pub(crate) struct PathGlob {
    /// The folders, or the file, that it names before its first pattern. Only there and below is anything that it
    /// matches.
    place: Box<str>,
    reach: Reach,
}

/// What a glob means of the place that it names.
#[derive(Debug)]
enum Reach {
    /// `a/b`: it, and what lies below it.
    Whole,
    /// `a/b/**`
    Below,
    /// What the glob matches behind its place.
    Pattern(Pattern),
    /// What the glob matches, where more than names and stars is in it.
    Set(Box<GlobSet>),
}

impl PathGlob {
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub(crate) fn new(glob: &str) -> Result<Self, String> {
        globs::check(glob)?;
        let (place, reach) = match plain(glob) {
            Some(plain) => plain,
            None => {
                let place = place_of(glob);
                let pattern = behind(glob, place).and_then(Pattern::new).map(Reach::Pattern);
                (place, pattern.map_or_else(|| set(glob).map(Reach::Set), Ok)?)
            }
        };
        Ok(Self { place: place.into(), reach })
    }

    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    pub(crate) fn is_match(&self, path: &RepoPath) -> bool {
        let path = path.as_str();
        let Some(rest) = path.strip_prefix(&*self.place) else { return false };
        match rest.strip_prefix('/') {
            _ if self.place.is_empty() => self.holds(path, path, true),
            Some(behind) => self.holds(path, behind, true),
            None => rest.is_empty() && self.holds(path, "", false),
        }
    }

    /// Whether it means all below its place, and the place itself too; `None` where more than that is asked.
    pub(super) fn takes_place(&self) -> Option<bool> {
        match self.reach {
            Reach::Whole => Some(true),
            Reach::Below => Some(false),
            Reach::Pattern(_) | Reach::Set(_) => None,
        }
    }

    /// Whether it means a path at or below its place. `behind` is what follows the place in the path.
    pub(super) fn holds(&self, path: &str, behind: &str, is_below: bool) -> bool {
        match &self.reach {
            Reach::Whole => true,
            Reach::Below => is_below,
            Reach::Pattern(pattern) => is_below && pattern.is_match(behind),
            Reach::Set(set) => set.is_match(path),
        }
    }

    /// What must stand in every path that it matches: a name behind its place, or an extension. `glob` is what it was
    /// made of.
    pub(super) fn telling<'g>(&self, glob: &'g str) -> Option<&'g str> {
        let is_pattern = matches!(self.reach, Reach::Pattern(_) | Reach::Set(_));
        let behind = behind(glob, &self.place).filter(|_| is_pattern)?.trim_matches('/');
        // Braces may hold slashes, so that nothing is told of a glob with them.
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
}

/// Calls `each` with the words by which [`PathGlob::telling`] is found: each name in a path, and its extension. A
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

fn is_plain(path: &str) -> bool {
    !path.contains(['*', '?', '[', ']', '{', '}', '\\', '!'])
}

fn from_root(glob: &str) -> &str {
    glob.trim_start_matches("./").trim_start_matches('/')
}

fn set(glob: &str) -> Result<Box<GlobSet>, String> {
    let mut set = GlobSetBuilder::new();
    for spelling in spellings(glob) {
        set.add(compile(&spelling)?);
    }
    set.build().map(Box::new).map_err(|error| error.kind().to_string())
}

/// The globs that one stands for: itself, and what lies below it when it names a folder.
pub(super) fn spellings(glob: &str) -> Vec<String> {
    let glob = from_root(glob);
    let folder = glob.trim_end_matches('/');
    if folder.ends_with("**") {
        return vec![glob.to_owned()];
    }
    vec![folder.to_owned(), format!("{folder}/**")]
}

/// The glob, or what is wrong with it.
pub(super) fn compile(glob: &str) -> Result<Glob, String> {
    globs::check(glob)?;
    let built = GlobBuilder::new(glob).literal_separator(true).build();
    built.map_err(|error| error.kind().to_string())
}
