use std::sync::Arc;

use boundstone_model::{
    CargoManifest, ConfigFile, ContractFile, DecisionFile, FileFacts, NpmManifest, OwnershipSource,
    PnpmWorkspace, Problem, RepoPath, TsConfig,
};

/// What happened to the repository since the last World.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Each file that is new or different, with all that was read from it; `None` for one that is
    /// gone. A path that stands here twice counts as its last entry says.
    pub files: Vec<(RepoPath, Option<Arc<FileInput>>)>,
}

/// All that was read from one file. The default is a file of which only the path matters.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FileInput {
    /// Items, mentions and owner comments of a file in a supported language.
    pub source: Option<Arc<FileFacts>>,
    /// What the file says as one of the formats that Boundstone reads.
    pub record: Option<Record>,
    /// What is wrong in the file itself.
    pub problems: Arc<[Problem]>,
    /// Why the file could not be read or understood, in words; counted and said by `check`.
    pub not_checked: Option<Arc<str>>,
}

/// A file in one of the formats that Boundstone reads.
#[derive(Clone, PartialEq, Debug)]
pub enum Record {
    Ownership(Arc<OwnershipSource>),
    Contract(Arc<ContractFile>),
    Config(Arc<ConfigFile>),
    Decision(Arc<DecisionFile>),
    Cargo(Arc<CargoManifest>),
    Npm(Arc<NpmManifest>),
    Pnpm(Arc<PnpmWorkspace>),
    /// A `tsconfig.json`, or another file of its form.
    TsConfig(Arc<TsConfig>),
    /// A symbolic link: the file or folder of the repository that it leads to.
    Link(RepoPath),
    /// `.adr-dir` or `.log4brains.yml`: folders of decision records, from the root.
    DecisionFolders(Arc<[RepoPath]>),
}
