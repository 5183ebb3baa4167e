//! What the settings say of how files are read.

use boundstone_engine::{Record, globs};
use boundstone_model::RepoPath;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// The settings that decide which files are read, and as what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// As written, to tell whether the settings changed.
    globs: Vec<String>,
    exclude: GlobSet,
    /// Folders of decision records, beside the usual ones.
    pub(crate) decision_folders: Vec<RepoPath>,
}

impl Settings {
    /// The settings that these records state, in path order.
    pub(crate) fn of<'a>(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut globs = Vec::new();
        let mut decision_folders = Vec::new();
        for record in records {
            match record {
                Record::Config(config) => {
                    globs.extend(config.exclude.iter().map(|glob| glob.value.to_string()));
                    let named = config.decision_paths.iter();
                    let from_root =
                        |path: &str| RepoPath::root().join(path.trim_start_matches('/'));
                    decision_folders.extend(named.filter_map(|path| from_root(&path.value)));
                }
                Record::DecisionFolders(folders) => decision_folders.extend_from_slice(folders),
                _ => {}
            }
        }
        decision_folders.sort();
        decision_folders.dedup();
        let exclude = matcher(&globs);
        Self { globs, exclude, decision_folders }
    }

    pub(crate) fn excludes(&self, path: &RepoPath) -> bool {
        !self.exclude.is_empty() && self.exclude.is_match(path.as_str())
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.globs == other.globs && self.decision_folders == other.decision_folders
    }
}

/// Matches what the globs name, and everything below a folder that they name. A glob that is none
/// excludes nothing.
fn matcher(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        let glob = glob.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        if let Err(why) = globs::check(glob) {
            tracing::warn!(why, "an exclude glob is skipped");
            continue;
        }
        for spelling in [glob.to_owned(), format!("{glob}/**")] {
            match GlobBuilder::new(&spelling).literal_separator(true).build() {
                Ok(glob) => {
                    builder.add(glob);
                }
                Err(error) => tracing::warn!(glob, %error, "an exclude glob is skipped"),
            }
        }
    }
    builder.build().unwrap_or_else(|error| {
        tracing::warn!(%error, "the exclude globs are skipped");
        GlobSet::empty()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use boundstone_model::{ConfigFile, Spanned};
    use boundstone_text::TextRange;

    use super::*;

    #[test]
    fn a_glob_excludes_what_it_names_and_what_lies_below() {
        let exclude = ["vendor/", "gen/*.ts", "**/snapshots"]
            .map(|glob| Spanned::new(Arc::from(glob), TextRange::default()));
        let config = ConfigFile { exclude: exclude.to_vec(), ..ConfigFile::default() };
        let settings = Settings::of([Record::Config(Arc::new(config))].iter());
        let excludes = |path| settings.excludes(&RepoPath::new(path).unwrap());
        assert!(excludes("vendor/a/b.rs") && excludes("gen/a.ts") && excludes("a/snapshots/b.md"));
        assert!(!excludes("a/vendor/b.rs") && !excludes("gen/sub/a.ts"));
    }
}
