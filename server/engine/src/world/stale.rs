//! Which tables a change of one file makes out of date.

use boundstone_model::{Language, RepoPath};

use super::GITLAB_CI_FILE;
use crate::boundaries::BoundaryMap;
use crate::change::{FileInput, Record};

/// Which tables a change makes out of date.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Stale {
    pub(super) config: bool,
    pub(super) forge: bool,
    pub(super) boundaries: bool,
    pub(super) decisions: bool,
    /// The packages, which Cargo manifests alone describe.
    pub(super) packages: bool,
    /// What npm manifests and tsconfig files say of modules.
    pub(super) modules: bool,
    /// The SCIP indexes.
    pub(super) indexes: bool,
}

impl Stale {
    pub(super) const ALL: Self = Self {
        config: true,
        forge: true,
        boundaries: true,
        decisions: true,
        packages: true,
        modules: true,
        indexes: true,
    };

    pub(super) fn any(self) -> bool {
        self.config
            || self.forge
            || self.boundaries
            || self.decisions
            || self.packages
            || self.modules
            || self.indexes
    }

    /// Notes what the change of one file from `old` to `new` makes out of date.
    pub(super) fn note(
        &mut self,
        path: &RepoPath,
        old: Option<&FileInput>,
        new: Option<&FileInput>,
    ) {
        let appears_or_goes = old.is_some() != new.is_some();
        if appears_or_goes && path.as_str() == GITLAB_CI_FILE {
            self.forge = true;
        }
        // Links between records, and what mentions call a record, depend on the Markdown there is.
        if appears_or_goes && Language::of(path) == Some(Language::Markdown) {
            self.decisions = true;
        }
        let old_record = old.and_then(FileInput::record);
        let new_record = new.and_then(FileInput::record);
        if old_record == new_record {
            return;
        }
        for record in [old_record, new_record].into_iter().flatten() {
            self.packages |= matches!(record, Record::Cargo(_));
            self.modules |= matches!(
                record,
                Record::Npm(_)
                    | Record::TsConfig(_)
                    | Record::ApiExtractorConfig(_)
                    | Record::Link(_)
            );
            self.indexes |= matches!(record, Record::Scip(_));
            match record {
                Record::Ownership(_) => self.forge = true,
                Record::Contract(_) | Record::Cargo(_) | Record::Npm(_) | Record::Pnpm(_) => {
                    let both = old_record.zip(new_record);
                    let alike = both.is_some_and(|(old, new)| BoundaryMap::follow_alike(old, new));
                    self.boundaries |= !alike;
                }
                Record::Decision(_) | Record::DecisionFolders(_) => self.decisions = true,
                // They say what references mean, and nothing else.
                Record::TsConfig(_) | Record::ApiExtractorConfig(_) => {}
                Record::Link(_) | Record::Scip(_) => {}
                Record::Report(_) => {}
                Record::Config(_) => {
                    *self = Self::ALL;
                }
            }
        }
    }
}
