//! The files of a crate with the macros expanded that it defines itself and calls among items.
//!
//! A crate is read as the compiler reads it, from its root, so that it is known which macro a call means: one that
//! is defined before it, or the only one of its name that the crate has, where a path or an import leads to it. A
//! call of anything else, and one that no rule takes, is left as it stands.

mod budget;
mod built;
mod condition;
mod derives;
mod file;
mod fragment;
mod imports;
mod item;
mod matching;
mod others;
mod pasting;
mod rules;
mod scope;
#[cfg(test)]
mod tests;
mod transcription;
mod tree;
mod writing;

use std::sync::{Arc, LazyLock};

use boundstone_model::{LeftCall, Origins, RepoPath};
use rustc_hash::FxHashSet;

pub use self::built::{BuiltVersion, BuiltWith, LeastVersion, VERSIONED};

/// A file with its macros expanded.
#[derive(Debug)]
pub struct Expanded {
    pub path: RepoPath,
    pub text: String,
    pub origins: Origins,
    /// Calls of the crate's own macros that were left as they stand, with the reason, as a clause.
    pub not_followed: Vec<(Arc<str>, &'static str)>,
    pub left_calls: Vec<LeftCall>,
}

/// The files of the crate with this root that call its own macros among their items, or such of other crates as are
/// known, for which it matters what versions of those it is built with. `read` gives the text of a file.
pub fn expanded(
    root: &RepoPath,
    built: &BuiltWith,
    read: &mut dyn FnMut(&RepoPath) -> Option<Arc<str>>,
) -> Vec<Expanded> {
    file::Expander::new(built, read).run(root)
}

/// Whether an attribute in which this word stands may make items, or says that what it makes is not known.
pub(super) fn may_make_items(word: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| derives::names().chain(file::attributes()).collect());
    NAMES.contains(word)
}
