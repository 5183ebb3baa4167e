//! Which paths the decisions say they govern: every glob of every record, matched at once.

use std::sync::Arc;

use boundstone_model::{Boundary, Constraint, GovernsTarget, RepoPath};
use boundstone_text::TextRange;
use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};
use rustc_hash::FxHashMap;

use crate::decisions::{DecisionIndex, Decisions};
use crate::globs;

#[derive(Clone, Debug, Default)]
pub(crate) struct Governs {
    /// Entries that name a file or a folder without any pattern, as most do; by its path.
    plain: FxHashMap<Box<str>, Vec<(Plain, Origin)>>,
    set: GlobSet,
    /// Where each glob of `set` stands.
    origin: Vec<Origin>,
    /// The boundaries that entries name.
    boundaries: Vec<(Arc<str>, DecisionIndex, usize)>,
    /// What constraints leave out, by the decision and the position of the constraint there.
    excepts: FxHashMap<(DecisionIndex, usize), GlobSet>,
    /// Exceptions whose glob cannot be compiled.
    pub(crate) invalid_excepts: Vec<(DecisionIndex, TextRange, String)>,
    /// Entries whose glob cannot be compiled.
    pub(crate) invalid: Vec<(DecisionIndex, usize, String)>,
}

/// A decision, the position of the entry there, and whether it excludes.
type Origin = (DecisionIndex, usize, bool);

/// What an entry without a pattern means of the path that it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Plain {
    /// `a/b`: it, and what lies below it.
    Whole,
    /// `a/b/**`
    Below,
}

impl Governs {
    pub(crate) fn new(decisions: &Decisions) -> Self {
        let mut builder = GlobSetBuilder::new();
        let mut all = Self::default();
        for (decision, record) in decisions.iter() {
            for (number, constraint) in record.file.constraints.iter().enumerate() {
                all.except(decision, number, constraint);
            }
            for (number, entry) in record.file.governs.iter().enumerate() {
                if let GovernsTarget::Boundary(name) = &entry.target {
                    all.boundaries.push((name.clone(), decision, number));
                }
                let GovernsTarget::Paths { glob, is_exclusion } = &entry.target else { continue };
                if let Some((path, plain)) = plain(glob) {
                    let origin = (decision, number, *is_exclusion);
                    all.plain.entry(path.into()).or_default().push((plain, origin));
                    continue;
                }
                for spelling in spellings(glob) {
                    match compile(&spelling) {
                        Ok(glob) => {
                            builder.add(glob);
                            all.origin.push((decision, number, *is_exclusion));
                        }
                        Err(why) => {
                            all.invalid.push((decision, number, why));
                            break;
                        }
                    }
                }
            }
        }
        match builder.build() {
            Ok(set) => all.set = set,
            // Together the globs are too large for one automaton: none is checked, and each says so.
            Err(error) => {
                let entries = all.origin.drain(..);
                all.invalid.extend(entries.map(|(d, entry, _)| (d, entry, error.to_string())));
            }
        }
        all
    }

    fn except(&mut self, decision: DecisionIndex, number: usize, constraint: &Constraint) {
        let mut builder = GlobSetBuilder::new();
        for except in &constraint.except {
            for spelling in spellings(&except.value) {
                match compile(&spelling) {
                    Ok(glob) => drop(builder.add(glob)),
                    Err(why) => {
                        self.invalid_excepts.push((decision, except.range, why));
                        break;
                    }
                }
            }
        }
        match builder.build() {
            Ok(set) if set.is_empty() => {}
            Ok(set) => drop(self.excepts.insert((decision, number), set)),
            Err(why) => {
                let range = constraint.what.range;
                self.invalid_excepts.push((decision, range, why.to_string()));
            }
        }
    }

    /// Whether a constraint leaves a path out.
    pub(crate) fn excepts(&self, decision: DecisionIndex, number: usize, path: &RepoPath) -> bool {
        self.excepts.get(&(decision, number)).is_some_and(|set| set.is_match(path.as_str()))
    }

    /// The decisions that govern `path` by a glob, each with the entry that says so first.
    pub(crate) fn of(&self, path: &RepoPath) -> Vec<(DecisionIndex, usize)> {
        let by_set = match self.set.is_empty() {
            true => Vec::new(),
            false => self.set.matches(path.as_str()),
        };
        let by_set = by_set.into_iter().filter_map(|at| self.origin.get(at));
        let matched: Vec<&Origin> = by_set.chain(self.plainly(path.as_str())).collect();
        if matched.is_empty() {
            return Vec::new();
        }
        let excluded =
            |decision| matched.iter().any(|(other, _, excludes)| *excludes && *other == decision);
        let mut found: Vec<_> = matched
            .iter()
            .filter(|(decision, _, excludes)| !excludes && !excluded(*decision))
            .map(|(decision, entry, _)| (*decision, *entry))
            .collect();
        found.sort_unstable();
        found.dedup_by_key(|(decision, _)| *decision);
        found
    }

    /// The entries without a pattern that mean a path: by itself, and by each folder around it.
    fn plainly<'s>(&'s self, path: &'s str) -> impl Iterator<Item = &'s Origin> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let folders = std::iter::once(0).chain(ends).filter_map(|end| path.get(..end));
        let named = |name: &str| self.plain.get(name).map(Vec::as_slice).unwrap_or_default();
        let itself = named(path).iter().filter(|(plain, _)| *plain == Plain::Whole);
        let around = folders.filter(move |_| !self.plain.is_empty()).flat_map(named);
        itself.chain(around).map(|(_, origin)| origin)
    }

    /// The decisions that govern a boundary by its name, each with the entry that says so.
    pub(crate) fn of_boundary(
        &self,
        boundary: &Boundary,
    ) -> impl Iterator<Item = (DecisionIndex, usize)> {
        let is_meant =
            |name: &Arc<str>| *name == boundary.name || Some(name) == boundary.alias.as_ref();
        self.boundaries
            .iter()
            .filter(move |(name, _, _)| is_meant(name))
            .map(|(_, decision, entry)| (*decision, *entry))
    }
}

/// The path that a glob names without any pattern; `None` for one with a pattern, or that is invalid.
fn plain(glob: &str) -> Option<(&str, Plain)> {
    let glob = glob.trim_start_matches("./").trim_start_matches('/');
    let (path, plain) = match glob.strip_suffix("**") {
        Some("") => ("", Plain::Below),
        Some(folder) => (folder.strip_suffix('/')?, Plain::Below),
        None => (glob.trim_end_matches('/'), Plain::Whole),
    };
    let is_plain = !path.contains(['*', '?', '[', ']', '{', '}', '\\', '!']);
    let is_path = plain == Plain::Below || !path.is_empty();
    (is_plain && is_path && globs::check(glob).is_ok()).then_some((path, plain))
}

/// The globs that an entry stands for: itself, and what lies below it when it names a folder.
fn spellings(glob: &str) -> Vec<String> {
    let glob = glob.trim_start_matches("./").trim_start_matches('/');
    let folder = glob.trim_end_matches('/');
    if folder.ends_with("**") {
        return vec![glob.to_owned()];
    }
    vec![folder.to_owned(), format!("{folder}/**")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_pattern_it_is_the_same_as_by_its_glob() {
        let globs = [
            "**", "a", "a/", "/a/b", "./a/b.rs", "a/**", "a/b/**", "a//b", "", "/", "a/../b", "b*",
            "a/{b,c}", "[a]",
        ];
        let paths = ["a", "a/b", "a/b.rs", "a/b/c.rs", "ab/c", "b", "x/a/b", "a//b"];
        let mut compared = 0;
        for glob in globs {
            let Some((path, kind)) = plain(glob) else { continue };
            let mut governs = Governs::default();
            governs.plain.entry(path.into()).or_default().push((kind, (0, 0, false)));
            let matchers = matchers(glob).unwrap();
            for path in paths.iter().filter_map(|path| RepoPath::new(path)) {
                let by_glob = matchers.iter().any(|it| it.is_match(path.as_str()));
                assert_eq!(
                    governs.plainly(path.as_str()).next().is_some(),
                    by_glob,
                    "{glob} {path}"
                );
                compared += 1;
            }
        }
        assert!(compared > 40, "{compared}");
    }
}
