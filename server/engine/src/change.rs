use std::sync::Arc;

use boundstone_model::{
    ApiExtractorConfig, ApiReport, CargoManifest, ConfigFile, ContractFile, DecisionFile,
    FileFacts, NpmManifest, OwnershipSource, PnpmWorkspace, Problem, RepoPath, ScipIndex, Spanned,
    TsConfig,
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
    /// Most files of code have none.
    details: Option<Arc<Details>>,
}

/// What is read from few files.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Details {
    /// What the file says as one of the formats that Boundstone reads.
    pub record: Option<Record>,
    /// What the text of a decision record names. Apart from the record, because to write about code changes
    /// nothing of what is decided.
    pub body: Arc<[Spanned<Arc<str>>]>,
    /// What is wrong in the file itself.
    pub problems: Arc<[Problem]>,
    /// Why the file could not be read or understood, in words; counted and said by `check`.
    pub not_checked: Option<Arc<str>>,
}

impl FileInput {
    pub fn new(source: Option<Arc<FileFacts>>, details: Details) -> Self {
        let is_empty = details == Details::default();
        Self { source, details: (!is_empty).then(|| Arc::new(details)) }
    }

    pub fn of_source(source: Arc<FileFacts>) -> Self {
        Self { source: Some(source), details: None }
    }

    pub fn of_record(record: Record) -> Self {
        Self::new(None, Details { record: Some(record), ..Details::default() })
    }

    pub fn of_unread(reason: impl Into<Arc<str>>) -> Self {
        Self::new(None, Details { not_checked: Some(reason.into()), ..Details::default() })
    }

    pub fn record(&self) -> Option<&Record> {
        self.details.as_ref()?.record.as_ref()
    }

    pub fn body(&self) -> &[Spanned<Arc<str>>] {
        self.details.as_ref().map(|it| &*it.body).unwrap_or_default()
    }

    pub fn problems(&self) -> &[Problem] {
        self.details.as_ref().map(|it| &*it.problems).unwrap_or_default()
    }

    pub fn not_checked(&self) -> Option<&str> {
        self.details.as_ref()?.not_checked.as_deref()
    }
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
    /// An `api-extractor.json`, or one that such a file extends.
    ApiExtractorConfig(Arc<ApiExtractorConfig>),
    /// What a tool wrote of the public items of a package.
    Report(Arc<ApiReport>),
    /// An `index.scip`.
    Scip(Arc<ScipIndex>),
    /// A symbolic link: the file or folder of the repository that it leads to.
    Link(RepoPath),
    /// `.adr-dir` or `.log4brains.yml`: folders of decision records, from the root.
    DecisionFolders(Arc<[RepoPath]>),
}

impl Record {
    /// What a manifest calls its package.
    pub(crate) fn package_name(&self) -> Option<&Spanned<Arc<str>>> {
        match self {
            Self::Cargo(it) => it.package.as_ref(),
            Self::Npm(it) => it.name.as_ref(),
            _ => None,
        }
    }
}
