//! From a path to all that is read from its file.

use std::sync::Arc;

use boundstone_engine::{Details, FileInput, Record};
use boundstone_model::{ApiReport, FileFacts, Problem, RepoPath, Spanned};
use boundstone_records as records;
use boundstone_text::LineIndex;
use dashmap::DashMap;
use rustc_hash::FxBuildHasher;
use xxhash_rust::xxh3::xxh3_128_with_seed;

use crate::cache::Remembered;
use crate::content;
use crate::disk::{FileSystem, Kind, Look};
use crate::enforce::Enforcement;
use crate::environment::Clock;
use crate::expansions::KnownExpansions;
use crate::followed::Followed;
use crate::kept::KeptFiles;
use crate::past::PastFiles;
use crate::role::{Format, Role};
use crate::root::{Root, relative_path};
use crate::settings::Settings;
use crate::shelf::{Lines, Shelf};
use crate::signatures::{KnownReports, KnownSignatures};
use crate::walk::{What, is_missing};

/// Reads files of one repository. Shared by all threads.
pub(crate) struct Reader {
    pub(crate) system: Arc<dyn FileSystem>,
    pub(crate) root: Root,
    pub(crate) clock: Clock,
    /// What source files say by content, so that equal files are parsed and kept once while many are read.
    known: DashMap<Content, FileInput, FxBuildHasher>,
    shelf: Shelf,
    pub(crate) enforcement: Enforcement,
    pub(crate) signatures: KnownSignatures,
    pub(crate) reports: KnownReports,
    pub(crate) expansions: KnownExpansions,
    pub(crate) past: PastFiles,
    pub(crate) followed: Followed,
    pub(crate) kept: KeptFiles,
    /// Of many files only the path matters; one entry serves them all.
    only_path: Arc<FileInput>,
}

/// A hash of a source file's language and bytes, from which its facts follow.
pub(crate) type Content = u128;

impl Reader {
    pub(crate) fn new(system: Arc<dyn FileSystem>, root: Root, clock: Clock) -> Self {
        Self {
            system,
            root,
            clock,
            known: DashMap::default(),
            shelf: Shelf::default(),
            enforcement: Enforcement::default(),
            signatures: KnownSignatures::default(),
            reports: KnownReports::default(),
            expansions: KnownExpansions::default(),
            past: PastFiles::default(),
            followed: Followed::default(),
            kept: KeptFiles::default(),
            only_path: Arc::default(),
        }
    }

    /// What stands at `path` on disk, as `role` reads it; `None` for what is no path of the
    /// repository. `look` is what is known of a regular file.
    pub(crate) fn input(
        &self,
        path: &RepoPath,
        what: &What,
        look: Option<&Look>,
        role: Role,
    ) -> Option<FileInput> {
        self.input_of_content(path, what, look, role).map(|(input, _)| input)
    }

    /// The same, with the content that the facts follow from.
    pub(crate) fn input_of_content(
        &self,
        path: &RepoPath,
        what: &What,
        look: Option<&Look>,
        role: Role,
    ) -> Option<(FileInput, Option<Content>)> {
        self.shelf.forget(path);
        if *what == What::File && role.is_read() {
            return self.file(path, look, role);
        }
        self.not_read(path, what, role).map(|input| (input, None))
    }

    /// Spares files whose content is remembered to be parsed.
    pub(crate) fn remember(&self, remembered: &Remembered) {
        for (content, facts) in &remembered.facts {
            self.known.insert(*content, of_facts(Arc::clone(facts)));
        }
    }

    /// What the file at `path` says, if it is source alone and looks as it did when that was remembered.
    pub(crate) fn remembered(
        &self,
        remembered: &Remembered,
        path: &RepoPath,
        print: u64,
        role: Role,
    ) -> Option<(FileInput, Option<Content>)> {
        let language = role.language.filter(|_| role.format.is_none())?;
        let content = remembered.content(path, print)?;
        let input = self.known.get(&content)?.clone();
        let is_same = input.source.as_ref().is_some_and(|facts| facts.language == language);
        is_same.then_some((input, Some(content)))
    }

    /// Copies what was read into memory of the thread that calls, where it is kept; facts of one content
    /// once. Left where they were made, the few facts of a file would each hold a page that its syntax
    /// tree filled.
    pub(crate) fn keep(&self, mut input: FileInput, content: Option<Content>) -> Arc<FileInput> {
        if input == *self.only_path {
            return Arc::clone(&self.only_path);
        }
        let (Some(content), Some(facts)) = (content, &input.source) else { return input.into() };
        let known = self.known.get(&content).and_then(|known| known.source.clone());
        let facts = known.unwrap_or_else(|| Arc::new(FileFacts::clone(facts)));
        input.source = Some(facts);
        if input.record().is_none() {
            self.known.insert(content, input.clone());
        }
        input.into()
    }

    fn not_read(&self, path: &RepoPath, what: &What, role: Role) -> Option<FileInput> {
        match what {
            What::File | What::Repository => Some(FileInput::default()),
            What::Link => Some(self.link(path, role)),
            // Anything else can be called `next.js`; these names are always meant for files.
            What::Folder => {
                Format::of_name(path).map(|_| FileInput::of_unread("it is a folder".to_owned()))
            }
            What::Other => {
                role.is_read().then(|| FileInput::of_unread("it is not a regular file".to_owned()))
            }
            What::Unknown(reason) => Some(FileInput::of_unread(reason.clone())),
        }
    }

    /// What the file at `path` says now, if there is a regular one.
    pub(crate) fn input_now(&self, path: &RepoPath, settings: &Settings) -> Option<FileInput> {
        let look = self.system.look(&self.root.absolute(path)).ok()?;
        let role = Role::of(path, settings);
        (look.kind == Kind::File).then(|| self.input(path, &What::File, Some(&look), role))?
    }

    /// The text of the file at `path`, if it was read not long ago.
    pub(crate) fn lines_at_hand(&self, path: &RepoPath) -> Option<Lines> {
        self.shelf.get(path)
    }

    /// The text of the file at `path`, if there is a regular one inside the repository.
    pub(crate) fn lines(&self, path: &RepoPath) -> Option<Lines> {
        if let Some(lines) = self.shelf.get(path) {
            return Some(lines);
        }
        let begun = self.shelf.begin();
        let absolute = self.root.absolute(path);
        let resolved = self.system.resolve(&absolute).ok()?;
        if !resolved.starts_with(self.root.canonical()) {
            return None;
        }
        let look = self.system.look(&absolute).ok()?;
        let bytes = content::read(self.system.as_ref(), &absolute, Some(&look)).ok()?;
        let text = content::decode(bytes).ok()?;
        let lines = (Arc::from(text.as_str()), Arc::new(LineIndex::new(&text)));
        self.shelf.put(path, &lines, begun);
        Some(lines)
    }

    /// Forgets which content has which facts. One file that moves is parsed faster than the table
    /// of a whole repository is kept.
    pub(crate) fn forget_contents(&self) {
        self.known.clear();
        self.known.shrink_to_fit();
    }

    /// `None` when the file is gone since it was listed.
    fn file(
        &self,
        path: &RepoPath,
        look: Option<&Look>,
        role: Role,
    ) -> Option<(FileInput, Option<Content>)> {
        let absolute = self.root.absolute(path);
        let is_index = role.format == Some(Format::Scip);
        let budget = if is_index { content::INDEX_BUDGET } else { content::SIZE_BUDGET };
        let bytes = match content::read_within(budget, self.system.as_ref(), &absolute, look) {
            Ok(bytes) => bytes,
            Err(_) if self.system.look(&absolute).is_err_and(|error| is_missing(&error)) => {
                return None;
            }
            Err(reason) => return Some((FileInput::of_unread(reason), None)),
        };
        if is_index {
            return Some((scip_index(path, &bytes), None));
        }
        let content = role.language.map(|language| xxh3_128_with_seed(&bytes, language as u64));
        let known = content.and_then(|content| Some(self.known.get(&content)?.clone()));
        if let (Some(known), None) = (&known, role.format) {
            return Some((known.clone(), content));
        }
        let text = match content::decode(bytes) {
            Ok(text) => text,
            Err(reason) => return Some((FileInput::of_unread(reason), None)),
        };
        let source = known.or_else(|| {
            let language = role.language?;
            let tree = boundstone_grammars::parse(language, &text, None);
            Some(of_source(boundstone_grammars::extract(language, &text, tree.as_ref())))
        });
        Some((input_of(path, &text, role, source), content))
    }

    fn link(&self, path: &RepoPath, role: Role) -> FileInput {
        match self.system.resolve(&self.root.absolute(path)) {
            Ok(target) if !target.starts_with(self.root.canonical()) => FileInput::of_unread(
                "it is a symbolic link that leads out of the repository, which is not followed"
                    .to_owned(),
            ),
            Ok(_) if role.format.is_some_and(|format| format != Format::Decision) => {
                FileInput::of_unread("it is a symbolic link, which is not followed".to_owned())
            }
            Ok(target) => {
                let inside = target.strip_prefix(self.root.canonical()).ok();
                let record = inside.and_then(relative_path).map(Record::Link);
                record.map(FileInput::of_record).unwrap_or_default()
            }
            // A record that leads nowhere says nothing, and somebody believes that it does.
            Err(_) if role.format.is_some_and(|it| it != Format::Decision) => {
                FileInput::of_unread("it is a symbolic link that leads nowhere".to_owned())
            }
            Err(_) => FileInput::default(),
        }
    }
}

/// What an `index.scip` says, which is no text.
pub(crate) fn scip_index(path: &RepoPath, bytes: &[u8]) -> FileInput {
    let folder = path.parent().unwrap_or_else(RepoPath::root);
    match records::scip::read(&folder, bytes) {
        Ok(index) => FileInput::of_record(Record::Scip(Arc::new(index))),
        Err(reason) => FileInput::of_unread(reason),
    }
}

/// What a file says as source, from its facts and what is wrong in it.
pub(crate) fn of_source((facts, problems): (FileFacts, Vec<Problem>)) -> FileInput {
    of_facts_with(Arc::new(facts), problems)
}

/// The same for a file in which nothing is wrong.
pub(crate) fn of_facts(facts: Arc<FileFacts>) -> FileInput {
    of_facts_with(facts, Vec::new())
}

fn of_facts_with(facts: Arc<FileFacts>, problems: Vec<Problem>) -> FileInput {
    let not_checked = facts.not_checked.map(|reason| Arc::from(reason.reason()));
    let details = Details { problems: problems.into(), not_checked, ..Details::default() };
    FileInput::new(Some(facts), details)
}

/// All that `role` reads from `text`, given what it says as source.
pub(crate) fn input_of(
    path: &RepoPath,
    text: &str,
    role: Role,
    source: Option<FileInput>,
) -> FileInput {
    let input = source.unwrap_or_default();
    let Some(format) = role.format else { return input };
    if let Some(reason) = content::over_budget(text.len()) {
        return FileInput::of_unread(reason);
    }
    let read = Read::of(format, path, text);
    let details = Details {
        record: read.record,
        body: read.body.into(),
        problems: input.problems().iter().cloned().chain(read.problems).collect(),
        not_checked: input.not_checked().map(Arc::from).or(read.not_checked.map(Arc::from)),
    };
    FileInput::new(input.source, details)
}

/// What a file says as one format.
struct Read {
    /// `None` for a file that is only called like one.
    record: Option<Record>,
    body: Vec<Spanned<Arc<str>>>,
    problems: Vec<Problem>,
    not_checked: Option<String>,
}

impl Read {
    fn of(format: Format, path: &RepoPath, text: &str) -> Self {
        match format {
            Format::Ownership => {
                Self::new(Record::Ownership(Arc::new(records::ownership::read(text))), Vec::new())
            }
            Format::Contract => {
                let (contract, problems) = records::contract::read(text);
                Self::new(Record::Contract(Arc::new(contract)), problems)
            }
            Format::Config => {
                let (config, problems) = records::config::read(text);
                Self::new(Record::Config(Arc::new(config)), problems)
            }
            Format::Decision => {
                let read = records::decision::read_whole(path, text);
                let record = Record::Decision(Arc::new(read.file));
                Self { body: read.body, ..Self::new(record, read.problems) }
            }
            Format::Cargo => {
                let (manifest, reason) = records::manifest::cargo(text);
                Self::manifest(Record::Cargo(Arc::new(manifest)), reason)
            }
            Format::Npm => {
                let (manifest, reason) = records::manifest::npm(text);
                Self::manifest(Record::Npm(Arc::new(manifest)), reason)
            }
            Format::Pnpm => {
                let (manifest, reason) = records::manifest::pnpm(text);
                Self::manifest(Record::Pnpm(Arc::new(manifest)), reason)
            }
            Format::TsConfig => {
                let (config, reason) = records::manifest::tsconfig(text);
                Self::manifest(Record::TsConfig(Arc::new(config)), reason)
            }
            Format::ApiExtractorConfig => {
                let (config, reason) = records::manifest::api_extractor(text);
                Self::manifest(Record::ApiExtractorConfig(Arc::new(config)), reason)
            }
            Format::AdrDir => Self::folders(path, records::decision::adr_dir(text)),
            Format::Log4brains => Self::folders(path, records::decision::log4brains(text)),
            Format::ApiExtractor => Self::report(records::report::api_extractor(text)),
            Format::PublicApi => Self::report(records::report::cargo_public_api(text)),
            // Only somebody's open buffer is asked for as text.
            Format::Scip => {
                let reason = "it is open as text, which an index is not".to_owned();
                Self::manifest(Record::Scip(Arc::default()), Some(reason))
            }
        }
    }

    fn new(record: Record, problems: Vec<Problem>) -> Self {
        Self { record: Some(record), body: Vec::new(), problems, not_checked: None }
    }

    fn report(read: Option<Result<ApiReport, String>>) -> Self {
        let (record, not_checked) = match read {
            None => (None, None),
            Some(Ok(report)) => (Some(Record::Report(Arc::new(report))), None),
            Some(Err(reason)) => (None, Some(reason)),
        };
        Self { record, body: Vec::new(), problems: Vec::new(), not_checked }
    }

    fn manifest(record: Record, not_checked: Option<String>) -> Self {
        Self { not_checked, ..Self::new(record, Vec::new()) }
    }

    /// Folders that are named relative to the one of the file at `path`.
    fn folders(path: &RepoPath, named: impl IntoIterator<Item = RepoPath>) -> Self {
        let folder = path.parent().unwrap_or_else(RepoPath::root);
        let from_root = |named: RepoPath| folder.join(named.as_str());
        let folders = named.into_iter().filter_map(from_root).collect();
        Self::new(Record::DecisionFolders(folders), Vec::new())
    }
}
