//! The forge's ownership file: which of the candidates counts, in which dialect, and its rules made
//! ready to match.

use std::sync::Arc;

use boundstone_model::{Dialect, OwnershipFile, OwnershipSource, Problem, RepoPath};

use crate::ownership::{Matcher, choose_dialect};

#[derive(Clone, Debug)]
pub(crate) struct Forge {
    pub(crate) path: RepoPath,
    pub(crate) dialect: Dialect,
    /// Why it is read in that dialect, as a clause.
    pub(crate) why: String,
    source: Arc<OwnershipSource>,
    pub(crate) matcher: Matcher,
}

impl Forge {
    /// The file that the forge reads, of those that `source` has.
    pub(crate) fn choose(
        setting: Option<Dialect>,
        has_gitlab_ci: bool,
        source: impl Fn(&RepoPath) -> Option<Arc<OwnershipSource>>,
    ) -> Option<Self> {
        // GitHub's own folder is looked at first, because no other forge reads it.
        let order = setting.map_or([Dialect::GitHub, Dialect::GitLab].as_slice(), |it| match it {
            Dialect::GitHub => &[Dialect::GitHub],
            Dialect::GitLab => &[Dialect::GitLab],
        });
        let mut places = order.iter().flat_map(|dialect| dialect.locations());
        let (path, source) = places.find_map(|place| {
            let path = RepoPath::new(place)?;
            source(&path).map(|source| (path, source))
        })?;
        let (dialect, why) =
            choose_dialect(setting, &path, source.has_gitlab_syntax, has_gitlab_ci);
        let matcher = Matcher::new(&Self::reading(&source, dialect).0);
        Some(Self { path, dialect, why, source, matcher })
    }

    pub(crate) fn file(&self) -> &OwnershipFile {
        &Self::reading(&self.source, self.dialect).0
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        &Self::reading(&self.source, self.dialect).1
    }

    fn reading(source: &OwnershipSource, dialect: Dialect) -> &(OwnershipFile, Vec<Problem>) {
        match dialect {
            Dialect::GitHub => &source.github,
            Dialect::GitLab => &source.gitlab,
        }
    }
}
