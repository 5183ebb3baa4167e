//! The packages whose exports are those of another: what API Extractor is told to bundle.

use std::collections::BTreeMap;

use boundstone_model::{ApiExtractorConfig, RepoPath};

use crate::ownership::Glob;

/// By the folder of a package, the names of those that are part of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Bundled(BTreeMap<RepoPath, Vec<Name>>);

/// The parts of a name between slashes.
type Name = Vec<Glob>;

/// How many files extend one another. Real ones are three or four.
const MOST_FILES: usize = 16;

/// What a path begins with that is one from the folder of the package.
const PROJECT_FOLDER: &str = "<projectFolder>/";

impl Bundled {
    /// `package` is the folder of the package around a file.
    pub(super) fn new(
        configs: &BTreeMap<&RepoPath, &ApiExtractorConfig>,
        package: impl Fn(&RepoPath) -> Option<RepoPath>,
    ) -> Self {
        let mut bundled: BTreeMap<RepoPath, Vec<Name>> = BTreeMap::new();
        for path in configs.keys() {
            let Some(folder) = package(path) else { continue };
            for name in stated(configs, path, &folder) {
                let name: Name = name.split('/').map(Glob::new).collect();
                let names = bundled.entry(folder.clone()).or_default();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Self(bundled)
    }

    pub(super) fn holds(&self, folder: &RepoPath, name: &str) -> bool {
        let is_match = |glob: &Name| {
            let parts: Vec<&str> = name.split('/').collect();
            parts.len() == glob.len() && glob.iter().zip(parts).all(|(it, part)| it.is_match(part))
        };
        self.0.get(folder).is_some_and(|names| names.iter().any(is_match))
    }

    /// The folders of the packages of which the two say different things.
    pub(super) fn difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = RepoPath> + 'a {
        let folders = self.0.keys().chain(other.0.keys());
        folders.filter(|folder| self.0.get(*folder) != other.0.get(*folder)).cloned()
    }
}

/// What a file says of a package, or else the first one that it extends.
fn stated<'a>(
    configs: &BTreeMap<&RepoPath, &'a ApiExtractorConfig>,
    path: &RepoPath,
    package: &RepoPath,
) -> &'a [std::sync::Arc<str>] {
    let mut path = path.clone();
    for _ in 0..MOST_FILES {
        let Some(config) = configs.get(&path) else { break };
        if let Some(names) = &config.bundled_packages {
            return names;
        }
        let extended =
            config.extends.as_deref().and_then(|it| match it.strip_prefix(PROJECT_FOLDER) {
                Some(rest) => package.join(rest),
                None => path.parent()?.join(it),
            });
        let Some(extended) = extended else { break };
        path = extended;
    }
    &[]
}
