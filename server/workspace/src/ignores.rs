//! What git leaves alone, and therefore Boundstone.

use std::path::Path;
use std::sync::Arc;

use boundstone_engine::globs;
use boundstone_model::RepoPath;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::content;
use crate::disk::FileSystem;
use crate::root::Root;

pub(crate) const IGNORE_FILE: &str = ".gitignore";
const EXCLUDE_FILE: &str = ".git/info/exclude";

/// Git's own folder; in a worktree and a submodule, a file.
const GIT: &str = ".git";
/// Packages that others wrote.
const PACKAGES: &str = "node_modules";

/// The rules of one `.gitignore` and of those above it. The nearest one that matches decides.
#[derive(Debug)]
pub(crate) struct Ignores {
    rules: Gitignore,
    /// Bytes of a path up to the part that the rules see.
    start: usize,
    above: Option<Arc<Ignores>>,
}

impl Ignores {
    /// The rules that hold for the whole repository: the user's own and `.git/info/exclude`.
    pub(crate) fn of_repository(system: &dyn FileSystem, root: &Root) -> Option<Arc<Self>> {
        if !root.has_git() {
            return None;
        }
        let users = ignore::gitignore::gitconfig_excludes_path();
        let users = users.and_then(|path| rules_of(system, &path));
        let above = users.map(|rules| Arc::new(Self { rules, start: 0, above: None }));
        match rules_of(system, &root.path().join(EXCLUDE_FILE)) {
            Some(rules) => Some(Arc::new(Self { rules, start: 0, above })),
            None => above,
        }
    }

    /// The rules that hold in `folder`, which has an ignore file.
    pub(crate) fn with(
        above: Option<&Arc<Self>>,
        system: &dyn FileSystem,
        root: &Root,
        folder: &RepoPath,
    ) -> Option<Arc<Self>> {
        let file = root.absolute(folder).join(IGNORE_FILE);
        match rules_of(system, &file) {
            Some(rules) => {
                let start = if folder.is_root() { 0 } else { folder.as_str().len() + 1 };
                Some(Arc::new(Self { rules, start, above: above.cloned() }))
            }
            None => above.cloned(),
        }
    }

    /// Whether `path`, in a folder that is not left alone itself, is.
    pub(crate) fn matches(ignores: Option<&Arc<Self>>, path: &str, is_folder: bool) -> bool {
        let mut next = ignores;
        while let Some(level) = next {
            let seen = path.get(level.start..).unwrap_or_default();
            match level.rules.matched(Path::new(seen), is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => next = level.above.as_ref(),
            }
        }
        false
    }
}

/// Whether what bears this name is never looked into, whatever the rules say.
pub(crate) fn is_left_alone(name: &str, is_folder: bool) -> bool {
    name == GIT || (is_folder && name == PACKAGES)
}

/// The rules of an ignore file; `None` when there are none. A line that is no pattern is skipped, as
/// git does.
fn rules_of(system: &dyn FileSystem, file: &Path) -> Option<Gitignore> {
    let bytes = content::read(system, file, None).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let mut builder = GitignoreBuilder::new("");
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        if let Err(why) = globs::check(line) {
            tracing::debug!(file = %file.display(), why, "a line of an ignore file is skipped");
            continue;
        }
        if let Err(error) = builder.add_line(None, line) {
            tracing::debug!(file = %file.display(), line, %error, "a line of an ignore file is no pattern");
        }
    }
    match builder.build() {
        Ok(rules) => (!rules.is_empty()).then_some(rules),
        Err(error) => {
            tracing::warn!(file = %file.display(), %error, "an ignore file cannot be used");
            None
        }
    }
}
