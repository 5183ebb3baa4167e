//! Crates with their macros expanded, made when they are asked for.

use std::sync::{Arc, Mutex, PoisonError};

use boundstone_engine::query::{ExpandedFile, least_version};
use boundstone_grammars::{self as grammars, BuiltVersion, BuiltWith, LeastVersion};
use boundstone_model::{Language, Origins, RepoPath};

use crate::snapshot::Snapshot;

/// So many crates are kept: the one whose contract is written, as it is and as it was.
const MOST_CRATES: usize = 2;

const LOCK_FILE: &str = "Cargo.lock";

/// What was made of which texts.
#[derive(Default)]
pub(crate) struct KnownExpansions(Mutex<Vec<Known>>);

#[derive(Clone)]
struct Known {
    root: RepoPath,
    built: BuiltWith,
    /// Every file that was asked for, with a hash of its text; `None` where there was none.
    consulted: Vec<(RepoPath, Option<u64>)>,
    files: Arc<[ExpandedFile]>,
}

impl KnownExpansions {
    fn all(&self) -> Vec<Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, new: Known) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_CRATES {
            known.remove(0);
        }
        known.push(new);
    }
}

impl Snapshot {
    /// The files of the crate with this root that are another text when its own macros are expanded, by path.
    pub(crate) fn expanded_files(&self, root: &RepoPath) -> Arc<[ExpandedFile]> {
        if !self.may_expand(root) {
            return Arc::default();
        }
        let text_of = |path: &RepoPath| self.world.facts(path).map(|facts| facts.text);
        let built = self.built_with(root);
        let is_current = |known: &Known| {
            (&known.root, &known.built) == (root, &built)
                && known.consulted.iter().all(|(path, was)| text_of(path) == *was)
        };
        if let Some(known) = self.reader().expansions.all().into_iter().find(is_current) {
            return known.files;
        }
        let mut consulted = Vec::new();
        let mut read = |path: &RepoPath| {
            consulted.push((path.clone(), text_of(path)));
            let facts = self.world.facts(path).filter(|facts| facts.language == Language::Rust)?;
            self.text_of(path, facts).ok()
        };
        let expanded = grammars::expanded(root, &built, &mut read);
        let files: Arc<[ExpandedFile]> =
            expanded.into_iter().filter_map(|it| file(it, &mut read)).collect();
        let known = Known { root: root.clone(), built, consulted, files: Arc::clone(&files) };
        self.reader().expansions.keep(known);
        files
    }
}

impl Snapshot {
    /// Whether a file of the crate with this root may be another text when its macros are expanded: known from facts, so
    /// that most crates need not be read. A module that is named by its path may lie anywhere.
    fn may_expand(&self, root: &RepoPath) -> bool {
        let folder = root.parent().unwrap_or_else(RepoPath::root);
        let facts = self.world.files_below(&folder).filter_map(|(_, input)| input.source.as_ref());
        let mut rust = facts.filter(|facts| facts.language == Language::Rust);
        rust.any(|it| it.may_expand() || it.says_for_all() || it.not_checked.is_some())
    }

    /// The versions of other crates that a build of the one with this root takes, as far as that is known: what the
    /// manifest asks for at least, and what `Cargo.lock` says.
    fn built_with(&self, root: &RepoPath) -> BuiltWith {
        let asked = grammars::VERSIONED
            .into_iter()
            .filter_map(|package| Some((package, least_version(&self.world, root, package)?)));
        let asked: Vec<(&'static str, LeastVersion)> = asked.collect();
        if asked.is_empty() {
            return BuiltWith::default();
        }
        let above =
            root.parent().into_iter().flat_map(|folder| folder.ancestors().collect::<Vec<_>>());
        let lock = above.filter_map(|it| it.join(LOCK_FILE)).find_map(|path| self.text(&path));
        let version = |(package, asked): (&'static str, LeastVersion)| {
            let fits = |(it, _): &(LeastVersion, u32)| it.0 == asked.0 && *it >= asked;
            let mut found =
                lock.iter().flat_map(|text| locked_versions(text, package)).filter(fits);
            let locked = found.next().filter(|_| found.next().is_none());
            let (locked, patch) = locked.unzip();
            BuiltVersion { package, asked, locked, patch: patch.unwrap_or_default() }
        };
        BuiltWith(asked.into_iter().map(version).collect())
    }
}

/// The versions of a crate that a lock file names, each with its last number. Source: The Cargo Book, "Cargo.toml vs Cargo.lock".
fn locked_versions(lock: &str, package: &str) -> impl Iterator<Item = (LeastVersion, u32)> {
    lock.split("[[package]]").filter_map(move |entry| {
        let value = |key: &str| {
            let mut lines = entry.lines().filter_map(|line| line.split_once(" = "));
            lines.find(|(name, _)| *name == key).map(|(_, value)| value.trim_matches('"'))
        };
        let version = value("version").filter(|_| value("name") == Some(package))?;
        let plain = version.split(['-', '+']).next()?;
        let mut parts = plain.split('.').map(str::parse);
        Some(((parts.next()?.ok()?, parts.next()?.ok()?), parts.next()?.ok()?))
    })
}

/// What an expanded text says, or what the file itself does where that is too large to be read.
fn file(
    expanded: grammars::Expanded,
    read: &mut dyn FnMut(&RepoPath) -> Option<Arc<str>>,
) -> Option<ExpandedFile> {
    let (path, expanded_calls) = (expanded.path.clone(), expanded.left_calls.clone());
    readable(expanded).or_else(|| {
        let (text, origins) = (read(&path)?.to_string(), Origins::default());
        let (left_calls, none) = (expanded_calls, Vec::new());
        let written = grammars::Expanded { path, text, origins, not_followed: none, left_calls };
        let not_followed = vec!["what its macros make is too large to be read".to_owned()];
        Some(ExpandedFile { not_followed, ..readable(written)? })
    })
}

fn readable(expanded: grammars::Expanded) -> Option<ExpandedFile> {
    let text: Arc<str> = expanded.text.into();
    let tree = grammars::parse(Language::Rust, &text, None)?;
    let (facts, _) = grammars::extract(Language::Rust, &text, Some(&tree));
    if facts.not_checked.is_some() {
        return None;
    }
    let signatures = grammars::signatures(&text, &facts, Some(&tree))?;
    let clause = |(name, why): &(Arc<str>, &str)| {
        let sign = if name.ends_with([')', ']']) { "" } else { "!" };
        format!("`{name}{sign}` is not followed: {why}")
    };
    Some(ExpandedFile {
        path: expanded.path,
        facts: Arc::new(facts),
        signatures: Arc::new(signatures),
        origins: expanded.origins,
        not_followed: expanded.not_followed.iter().map(clause).collect(),
        left_calls: expanded.left_calls,
    })
}
