//! Files as they were at the base of the change that is being made, looked up one by one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use boundstone_engine::query::CodeReader;
use boundstone_engine::{FileInput, Record};
use boundstone_model::{FileKind, FileSignatures, Language, RepoPath, may_be_record};
use rustc_hash::FxHashMap;

use crate::content;
use crate::disk::Look;
use crate::document::Document;
use crate::first::DECISION_FOLDERS;
use crate::git::{
    Base, BaseChoice, Blob, Entry, Found, base, blobs, entries, files_in, files_of_base,
    files_with, names_no_commit,
};
use crate::past_watch::PastWatch;
use crate::reader::Reader;
use crate::role::Role;
use crate::settings::Settings;
use crate::snapshot::Snapshot;

/// So many files are kept: those of a large change, and of what is being edited.
const MOST_FILES: usize = 4_000;

/// What a snapshot is compared with.
#[derive(Clone, Default)]
pub(crate) enum Past {
    /// What git says is the base.
    #[default]
    Git,
    /// The other side of a comparison.
    Side(Arc<PastSide>),
    /// Nothing: it is the past itself.
    Itself,
}

pub(crate) struct PastSide {
    pub(crate) base: Base,
    pub(crate) before: Snapshot,
    /// From a path now to the one before.
    pub(crate) renamed: FxHashMap<RepoPath, RepoPath>,
    /// The files below a folder that held a word: each file of a boundary asks for the same.
    pub(crate) holders: Mutex<FxHashMap<(RepoPath, String), Vec<RepoPath>>>,
}

impl PastSide {
    fn holders_of(
        &self,
        folder: &RepoPath,
        word: &str,
        find: impl FnOnce(&Snapshot) -> Vec<RepoPath>,
    ) -> Vec<RepoPath> {
        let mut known = self.holders.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = (folder.clone(), word.to_owned());
        known.entry(asked).or_insert_with(|| find(&self.before)).clone()
    }
}

/// A file as it was, read when it was first asked for.
struct PastFile {
    input: FileInput,
    /// Where it is another one than the file had when this was read.
    text: Option<Arc<str>>,
    signatures: Option<Arc<FileSignatures>>,
}

type Answer<T> = Result<T, String>;

/// What git said of the base and of files there.
#[derive(Default)]
pub(crate) struct PastFiles {
    known: Mutex<Known>,
    pub(crate) watch: PastWatch,
}

#[derive(Default)]
struct Known {
    base: Option<KnownBase>,
    /// The commit that findings which were told may have been compared with; `None` where none were.
    told: Option<Answer<String>>,
    files: FxHashMap<RepoPath, Answer<Option<PastFile>>>,
    /// The files below a folder that held a word.
    holders: FxHashMap<(RepoPath, String), Answer<Vec<RepoPath>>>,
    /// The files that may have been decisions.
    records: Option<Answer<Vec<RepoPath>>>,
}

struct KnownBase {
    /// `base` in the settings.
    named: Option<Arc<str>>,
    /// What changes with it in git's folder, as it was when git was asked; `None` where git does not say what that
    /// is, so that it is asked each time.
    seen: Option<Vec<(PathBuf, Option<Look>)>>,
    base: Answer<Base>,
}

impl Known {
    /// The base, asked of git again when it may be another one.
    fn base(&mut self, snapshot: &Snapshot) -> Answer<Base> {
        let reader = snapshot.reader();
        let named = snapshot.world.config().base.as_ref().map(|base| Arc::clone(&base.value));
        let is_current = |known: &&KnownBase| {
            let is_seen = |(path, look): &(PathBuf, Option<Look>)| is_same(reader, path, *look);
            known.named == named && known.seen.as_ref().is_some_and(|it| it.iter().all(is_seen))
        };
        if let Some(known) = self.base.as_ref().filter(is_current) {
            return known.base.clone();
        }
        let found = named.as_ref().map(|revision| Found {
            revision: revision.to_string(),
            choice: BaseChoice::Configured,
        });
        let revision = |base: &Answer<Base>| match base {
            Ok(base) => base.revision.clone(),
            Err(_) => "HEAD".to_owned(),
        };
        if !reader.root.has_git() {
            return Err("the folder is in no git repository".to_owned());
        }
        let base = base(&reader.root, found).map_err(|why| why.to_string());
        let files = files_of_base(&reader.root, &revision(&base)).ok();
        let look = |path: PathBuf| {
            let look = reader.system.look(&path).ok();
            (path, look)
        };
        let commit = |base: &Answer<Base>| base.as_ref().ok().map(|base| base.commit.clone());
        if self.base.as_ref().map(|known| commit(&known.base)) != Some(commit(&base)) {
            self.files.clear();
            self.holders.clear();
            self.records = None;
        }
        let seen: Option<Vec<_>> = files.map(|files| files.into_iter().map(look).collect());
        let files = seen.iter().flatten().map(|(path, _)| path);
        reader.past.watch.follow(files);
        self.told.get_or_insert_with(|| base.clone().map(|base| base.commit));
        self.base = Some(KnownBase { named, seen, base: base.clone() });
        base
    }

    /// Has a file read again that was what it is now, and may be another one since.
    fn forget_without_text(&mut self, path: &RepoPath) {
        if let Some(Ok(Some(PastFile { text: None, .. }))) = self.files.get(path) {
            self.files.remove(path);
        }
    }

    /// Asks git for those of the files that are not known, all at once.
    fn read(&mut self, snapshot: &Snapshot, base: &Base, paths: &[RepoPath]) {
        if self.files.len() + paths.len() > MOST_FILES {
            self.files.clear();
        }
        let mut wanted: Vec<RepoPath> =
            paths.iter().filter(|path| !self.files.contains_key(path)).cloned().collect();
        wanted.sort();
        wanted.dedup();
        if wanted.is_empty() {
            return;
        }
        let answers = ask(snapshot, base, &wanted);
        match answers {
            Ok(answers) => self.files.extend(wanted.into_iter().zip(answers)),
            Err(why) => {
                self.files.extend(wanted.into_iter().map(|path| (path, Err(why.clone()))));
            }
        }
    }
}

/// A file that is too young for its times to tell counts as another one.
fn is_same(reader: &Reader, path: &std::path::Path, seen: Option<Look>) -> bool {
    match (reader.system.look(path).ok(), seen) {
        (Some(now), Some(seen)) => {
            now.print.is_some() && now.print == seen.print && now.identity == seen.identity
        }
        (now, seen) => now.is_none() && seen.is_none(),
    }
}

fn ask(
    snapshot: &Snapshot,
    base: &Base,
    paths: &[RepoPath],
) -> Answer<Vec<Answer<Option<PastFile>>>> {
    let root = snapshot.root();
    let found = entries(root, &base.commit, paths).map_err(|why| why.to_string())?;
    let files = found.iter().flatten().filter(|entry| entry.kind == FileKind::File);
    let objects: Vec<&str> = files.filter_map(|entry| entry.object.as_deref()).collect();
    let mut contents = blobs(root, &objects).map_err(|why| why.to_string())?.into_iter();
    let settings = Settings::of(snapshot.world.records().map(|(_, record)| record));
    let answer = |entry: Option<Entry>| match entry {
        Some(entry) if entry.kind == FileKind::File => {
            let content = contents.next().ok_or("git gives no content of it")?;
            past_file(snapshot, &entry, content, &settings).map(Some)
        }
        _ => Ok(None),
    };
    Ok(found.into_iter().map(answer).collect())
}

fn past_file(
    snapshot: &Snapshot,
    entry: &Entry,
    content: Blob,
    settings: &Settings,
) -> Answer<PastFile> {
    let bytes = match content {
        Blob::Bytes(bytes) => bytes,
        Blob::TooLarge(size) => return Err(content::too_large(Some(size))),
        Blob::Missing => {
            return Err("its content is not in this clone; `git fetch` it".to_owned());
        }
    };
    if !Role::of(&entry.path, settings).is_read() {
        return Ok(PastFile { input: FileInput::default(), text: None, signatures: None });
    }
    let text = content::decode(bytes)?;
    let now = snapshot.world.file(&entry.path);
    if let Some(now) = now.filter(|now| is_read_from(now, &text)) {
        return Ok(PastFile { input: now.clone(), text: None, signatures: None });
    }
    let mut document = Document::new(0, text);
    let input = document.input(&entry.path, settings);
    if let Some(why) = input.not_checked() {
        return Err(why.to_owned());
    }
    Ok(PastFile { input, text: Some(document.text), signatures: None })
}

/// Most files are what they were: they are neither parsed again nor kept twice.
fn is_read_from(input: &FileInput, text: &str) -> bool {
    let hash = boundstone_grammars::hash(text.as_bytes());
    input.not_checked().is_none() && input.source.as_ref().is_some_and(|it| it.text == hash)
}

impl PastFile {
    fn signatures(&mut self) -> Answer<Arc<FileSignatures>> {
        if let Some(known) = &self.signatures {
            return Ok(Arc::clone(known));
        }
        let facts = self.input.source.as_deref().ok_or("it was no file of code")?;
        let text = self.text.as_deref().ok_or("its text is not kept")?;
        let found = boundstone_grammars::signatures(text, facts, None);
        let found = Arc::new(found.ok_or("it cannot be parsed")?);
        self.signatures = Some(Arc::clone(&found));
        Ok(found)
    }
}

impl Snapshot {
    /// What changes are seen from, as messages name it: `origin/main`.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    pub(crate) fn base_name(&self) -> Answer<String> {
        match self.past() {
            Past::Itself => Ok("itself".to_owned()),
            Past::Side(side) => Ok(side.base.name()),
            Past::Git => self.known_past(|known, _| known.base(self).map(|base| base.name())),
        }
    }

    /// Why the base may be another one than is meant, with what to do about it, as a clause.
    pub(crate) fn doubt_of_base(&self) -> Option<&'static str> {
        let choice = match self.past() {
            Past::Itself => return None,
            Past::Side(side) => side.base.choice,
            Past::Git => self.known_past(|known, _| known.base(self)).ok()?.choice,
        };
        choice.is_doubtful().then(|| choice.reason())
    }

    /// Whether a revision that the settings name is no commit for certain.
    pub(crate) fn is_no_commit(&self, revision: &str) -> bool {
        // Asked so, the base is watched, and the answer follows a fetch.
        let is_base = || self.known_past(|known, _| known.base(self).is_ok());
        let is_known = matches!(self.past(), Past::Git) && is_base();
        !is_known && names_no_commit(self.root(), revision)
    }

    /// The file at `path` as it was at the base; `None` where there was none.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    pub(crate) fn past_input(&self, path: &RepoPath) -> Answer<Option<FileInput>> {
        let of_world = |snapshot: &Self, path: &RepoPath| match snapshot.world.file(path) {
            Some(input) => match input.not_checked() {
                Some(why) => Err(why.to_owned()),
                None => Ok(Some(input.clone())),
            },
            None => Ok(None),
        };
        match self.past() {
            Past::Itself => of_world(self, path),
            Past::Side(side) => of_world(&side.before, side.renamed.get(path).unwrap_or(path)),
            Past::Git => self.past_file(path, |file| Ok(file.map(|file| file.input.clone()))),
        }
    }

    /// The signatures of that file.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    pub(crate) fn past_signatures_of(&self, path: &RepoPath) -> Answer<Arc<FileSignatures>> {
        match self.past() {
            Past::Itself => self.signatures_of(path),
            Past::Side(side) => side.before.signatures_of(side.renamed.get(path).unwrap_or(path)),
            Past::Git => {
                self.known_past(|known, _| known.forget_without_text(path));
                self.past_file(path, |file| match file {
                    Some(file) if file.text.is_none() => self.signatures_of(path),
                    Some(file) => file.signatures(),
                    None => Err("there was no such file".to_owned()),
                })
            }
        }
    }

    /// The files of code below `folder` that held `word` at the base, by their paths there.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    pub(crate) fn past_holders_of(&self, folder: &RepoPath, word: &str) -> Answer<Vec<RepoPath>> {
        let of_world = |snapshot: &Self| {
            let files = snapshot.world.files_below(folder);
            let code = files.filter(|(_, input)| input.source.is_some());
            let holds = |path: &&RepoPath| snapshot.may_hold_word(path, word);
            code.map(|(path, _)| path).filter(holds).cloned().collect()
        };
        match self.past() {
            Past::Itself => Ok(of_world(self)),
            Past::Side(side) => Ok(side.holders_of(folder, word, of_world)),
            Past::Git => self.known_past(|known, _| {
                let base = known.base(self)?;
                let asked = (folder.clone(), word.to_owned());
                let ask = || {
                    let found = files_with(self.root(), &base.commit, folder, word);
                    let is_code = |path: &RepoPath| Language::of(path).is_some();
                    let code = found.map(|it| it.into_iter().filter(is_code).collect());
                    code.map_err(|why| why.to_string())
                };
                known.holders.entry(asked).or_insert_with(ask).clone()
            }),
        }
    }

    /// The files that may have been decisions at the base, in the usual folders and those that hold decisions now.
    ///
    /// # Errors
    /// Why nobody can say, as a clause.
    pub(crate) fn past_records_of(&self) -> Answer<Vec<RepoPath>> {
        let of_world = |snapshot: &Self| snapshot.decision_paths().cloned().collect();
        match self.past() {
            Past::Itself => Ok(of_world(self)),
            Past::Side(side) => Ok(of_world(&side.before)),
            Past::Git => self.known_past(|known, _| {
                let base = known.base(self)?;
                known.records.get_or_insert_with(|| self.records_at(&base)).clone()
            }),
        }
    }

    fn records_at(&self, base: &Base) -> Answer<Vec<RepoPath>> {
        let settings = Settings::of(self.world.records().map(|(_, record)| record));
        let named = settings.decision_folders;
        let usual = DECISION_FOLDERS.into_iter().filter_map(RepoPath::new);
        let of_records = self.decision_paths().filter_map(RepoPath::parent);
        let mut folders: Vec<RepoPath> =
            usual.chain(named.iter().cloned()).chain(of_records).collect();
        folders.sort();
        folders.dedup();
        let found = files_in(self.root(), &base.commit, &folders).map_err(|why| why.to_string())?;
        Ok(found.into_iter().filter(|path| may_be_record(path, &named)).collect())
    }

    fn decision_paths(&self) -> impl Iterator<Item = &RepoPath> {
        let records = self.world.records();
        records.filter(|(_, it)| matches!(it, Record::Decision(_))).map(|(path, _)| path)
    }

    /// Whether findings that were told were compared with another base than there is now; said once.
    pub(crate) fn has_another_past(&self) -> bool {
        self.known_past(|known, snapshot| {
            let Some(told) = known.told.clone() else { return false };
            let now = known.base(snapshot).map(|base| base.commit);
            let is_other = now != told;
            known.told = Some(now);
            is_other
        })
    }

    /// Asks git for all these files at once, where somebody will ask for them one by one.
    pub(crate) fn read_past_of(&self, paths: &[RepoPath]) {
        if paths.is_empty() || !matches!(self.past(), Past::Git) {
            return;
        }
        self.known_past(|known, snapshot| {
            if let Ok(base) = known.base(snapshot) {
                known.read(snapshot, &base, paths);
            }
        });
    }

    fn past_file<T>(
        &self,
        path: &RepoPath,
        answer: impl FnOnce(Option<&mut PastFile>) -> Answer<T>,
    ) -> Answer<T> {
        self.known_past(|known, snapshot| {
            let base = known.base(snapshot)?;
            known.read(snapshot, &base, std::slice::from_ref(path));
            match known.files.get_mut(path) {
                Some(Ok(file)) => answer(file.as_mut()),
                Some(Err(why)) => Err(why.clone()),
                None => answer(None),
            }
        })
    }

    fn known_past<T>(&self, ask: impl FnOnce(&mut Known, &Self) -> T) -> T {
        let mut known = self.reader().past.known.lock().unwrap_or_else(PoisonError::into_inner);
        ask(&mut known, self)
    }
}
