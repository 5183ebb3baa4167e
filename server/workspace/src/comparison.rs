//! A repository now, and as it was at a revision.

use std::io;
use std::sync::{Arc, Mutex};
use std::thread;

use boundstone_engine::query::{self, CodeState};
use boundstone_engine::{Change, FileInput, InTurn, Record, World};
use boundstone_model::{BoundaryChange, FileChange, FileKind, RepoPath};
use rayon::prelude::*;

use crate::content;
use crate::disk::Kind;
use crate::document::Document;
use crate::git::{
    Base, BaseChoice, Blob, Entry, Found, GitChange, GitChanges, GitError, base, blobs, changes,
};
use crate::index::OnPool;
use crate::past::{Past, PastSide};
use crate::pool::threads;
use crate::reader::{Reader, scip_index};
use crate::role::{Format, Role};
use crate::root::Root;
use crate::settings::Settings;
use crate::snapshot::{Documents, Snapshot};
use crate::walk::Walk;
use crate::workspace::{Options, Workspace};

/// So many files are read faster than threads are started.
const FEW_FILES: usize = 32;

const CONFIG_FILE: &str = "boundstone.toml";

/// What the work tree changes since a revision, and the repository on both sides of the change.
pub struct Comparison {
    pub base: Base,
    /// By their paths now, or before where they are gone.
    pub changes: Vec<FileChange>,
    /// What of the change could not be looked at: a path, and why not.
    pub not_checked: Vec<(String, String)>,
    pub now: Snapshot,
    /// As the revision has it. Costs the files of the change: the rest is shared.
    pub before: Snapshot,
}

/// What git says, and what it keeps of the files before the change.
struct Told {
    base: Base,
    changes: GitChanges,
    contents: Vec<Option<Blob>>,
}

impl Comparison {
    /// Reads the repository, while git says what changed since `revision`; without one, since the
    /// default branch upstream.
    ///
    /// # Errors
    /// When git does not know the change, with what to do about it; when the root cannot be listed.
    pub fn load(root: &Root, options: &Options, revision: Option<&str>) -> Result<Self, GitError> {
        let unreadable = |error: io::Error| {
            GitError(format!("the repository cannot be read: {error}; see its permissions"))
        };
        let (told, now) = thread::scope(|scope| {
            let told = scope.spawn(|| ask(root, revision));
            let now = Workspace::load(root.clone(), options);
            (told.join(), now)
        });
        let told = told.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        Ok(Self::of(now.map_err(unreadable)?, told))
    }

    /// A repository that was read, since the base that findings are compared with.
    ///
    /// # Errors
    /// As those of [`Comparison::load`].
    pub fn of_snapshot(now: Snapshot) -> Result<Self, GitError> {
        let told = ask(now.root(), None)?;
        Ok(Self::of(now, told))
    }

    fn of(mut now: Snapshot, told: Told) -> Self {
        let not_checked = told.changes.odd_names.iter();
        let reason = "its name is not UTF-8, and no answer can name it".to_owned();
        let mut not_checked: Vec<_> =
            not_checked.map(|name| (name.clone(), reason.clone())).collect();
        let before = Rewind::new(&now).run(&told, &mut not_checked).with_past(Past::Itself);
        let changes: Vec<FileChange> =
            told.changes.files.iter().map(|change| file_change(&now, change)).collect();
        now.is_complete = true;
        let renamed = |change: &FileChange| Some((change.now.clone()?, change.before.clone()?));
        let side = PastSide {
            base: told.base.clone(),
            before: before.clone(),
            renamed: changes.iter().filter_map(renamed).collect(),
            holders: Mutex::default(),
        };
        let now = now.with_past(Past::Side(Arc::new(side)));
        Self { base: told.base, changes, not_checked, now, before }
    }
}

/// What the changes do to the public surfaces of boundaries, on all processors.
pub fn contract_diff(
    before: &Snapshot,
    now: &Snapshot,
    changes: &[FileChange],
) -> Vec<BoundaryChange> {
    let before = CodeState { world: &before.world, code: before };
    let now = CodeState { world: &now.world, code: now };
    let pool = (changes.len() > 1).then(threads).flatten();
    query::contract_diff(before, now, changes, &OnPool(pool.as_ref()))
}

fn ask(root: &Root, revision: Option<&str>) -> Result<Told, GitError> {
    let asked =
        revision.map(|revision| Found { revision: revision.to_owned(), choice: BaseChoice::Asked });
    let base = base(root, asked.or_else(|| configured(root)))?;
    let changes = changes(root, &base.commit)?;
    // Of many files only the path matters, whatever the settings say.
    let is_read = |entry: &&Entry| match entry.kind {
        FileKind::File => Role::may_be_read(&entry.path),
        FileKind::Link => true,
        FileKind::Submodule => false,
    };
    let object = |change: &GitChange| {
        let entry = change.before.as_ref().filter(is_read)?;
        entry.object.clone()
    };
    let objects: Vec<Option<String>> = changes.files.iter().map(object).collect();
    let wanted: Vec<&str> = objects.iter().flatten().map(String::as_str).collect();
    let mut found = blobs(root, &wanted)?.into_iter();
    let contents =
        objects.iter().map(|object| object.as_ref().and_then(|_| found.next())).collect();
    Ok(Told { base, changes, contents })
}

/// `base` in the settings on disk.
fn configured(root: &Root) -> Option<Found> {
    let path = root.path().join(CONFIG_FILE);
    let bytes = content::read(&crate::disk::Disk, &path, None).ok()?;
    let (config, _) = boundstone_records::config::read(&content::decode(bytes).ok()?);
    let revision = config.base?.value.to_string();
    Some(Found { revision, choice: BaseChoice::Configured })
}

fn file_change(now: &Snapshot, change: &GitChange) -> FileChange {
    let path = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.path.clone());
    let mut kind = change.now.as_ref().or(change.before.as_ref()).map(|entry| entry.kind);
    // Git says of files that it does not track only their names.
    let is_link = |path: &RepoPath| {
        now.reader().system.look(&now.root().absolute(path)).is_ok_and(|it| it.kind == Kind::Link)
    };
    if change.before.is_none() && change.now.as_ref().is_some_and(|entry| is_link(&entry.path)) {
        kind = Some(FileKind::Link);
    }
    FileChange {
        before: path(&change.before),
        now: path(&change.now),
        kind: kind.unwrap_or(FileKind::File),
    }
}

/// Makes the repository as it was from the one that is.
struct Rewind<'a> {
    now: &'a Snapshot,
    reader: &'a Arc<Reader>,
}

/// A file as it was: what is read from it, and its text where it has one.
type AsItWas = (RepoPath, FileInput, Option<Document>);

impl<'a> Rewind<'a> {
    fn new(now: &'a Snapshot) -> Self {
        Self { now, reader: now.reader() }
    }

    fn run(&self, told: &Told, not_checked: &mut Vec<(String, String)>) -> Snapshot {
        let walk = Walk::of_git(self.reader);
        let files: Vec<(&Entry, Option<&Blob>)> = told
            .changes
            .files
            .iter()
            .zip(&told.contents)
            .filter_map(|(change, blob)| Some((change.before.as_ref()?, blob.as_ref())))
            .filter(|(entry, _)| !walk.leaves_alone(&entry.path))
            .collect();
        let (settings_now, settings) = self.settings(&told.changes, &files);
        let pool = (files.len() > FEW_FILES).then(threads).flatten();
        let past = |(entry, blob): &(&Entry, Option<&Blob>)| past(entry, *blob, &settings);
        let past: Vec<AsItWas> = match &pool {
            Some(pool) => pool.install(|| files.par_iter().map(past).collect()),
            None => files.iter().map(past).collect(),
        };
        let mut change: Vec<(RepoPath, Option<Arc<FileInput>>)> = self
            .read_otherwise(&settings_now, &settings)
            .into_iter()
            .map(|(path, input)| (path, Some(input.into())))
            .collect();
        let gone = told.changes.files.iter().filter_map(|change| change.now.as_ref());
        change.extend(gone.map(|entry| (entry.path.clone(), None)));
        let mut documents = Documents::new();
        for (path, input, document) in past {
            if let Some(reason) = input.not_checked() {
                not_checked.push((path.to_string(), format!("before the change, {reason}")));
            }
            if let Some(document) = document {
                documents.insert(path.clone(), Arc::new(document));
            }
            change.push((path, Some(input.into())));
        }
        let world = self.apply(change, pool.as_ref());
        Snapshot::new(Arc::clone(self.reader), Arc::new(world), documents, true)
    }

    fn apply(
        &self,
        files: Vec<(RepoPath, Option<Arc<FileInput>>)>,
        pool: Option<&rayon::ThreadPool>,
    ) -> World {
        let change = Change { files };
        match pool {
            Some(_) => self.now.world.apply(change, &OnPool(pool)),
            None => self.now.world.apply(change, &InTurn),
        }
    }

    /// The settings now and before the change.
    fn settings(
        &self,
        changes: &GitChanges,
        files: &[(&Entry, Option<&Blob>)],
    ) -> (Settings, Settings) {
        let is_setting = |path: &RepoPath| Format::of_name(path).is_some_and(Format::is_setting);
        let mut records: std::collections::BTreeMap<_, _> = self
            .now
            .world
            .records()
            .filter(|(path, _)| is_setting(path))
            .map(|(path, record)| (path.clone(), record.clone()))
            .collect();
        let now = Settings::of(records.values());
        for entry in changes.files.iter().filter_map(|change| change.now.as_ref()) {
            records.remove(&entry.path);
        }
        for (entry, blob) in files.iter().filter(|(entry, _)| is_setting(&entry.path)) {
            let (path, input, _) = past(entry, *blob, &now);
            records.extend(input.record().map(|record| (path, record.clone())));
        }
        let before = Settings::of(records.values());
        (now, before)
    }

    /// The files that did not change, but that the settings before the change have read as something
    /// else.
    fn read_otherwise(&self, now: &Settings, before: &Settings) -> Vec<(RepoPath, FileInput)> {
        if now.is_same(before) {
            return Vec::new();
        }
        let paths = self.now.world.files().map(|(path, _)| path);
        let others = paths.filter(|path| Role::of(path, now) != Role::of(path, before));
        others
            .filter_map(|path| Some((path.clone(), self.reader.input_now(path, before)?)))
            .collect()
    }
}

/// A file as it was at the base.
fn past(entry: &Entry, blob: Option<&Blob>, settings: &Settings) -> AsItWas {
    let path = entry.path.clone();
    let role = Role::of(&path, settings);
    let not_checked = |reason: String| (entry.path.clone(), FileInput::of_unread(reason), None);
    if entry.kind == FileKind::Link {
        return (path, past_link(entry, blob, role), None);
    }
    let bytes = match blob {
        Some(Blob::Bytes(bytes)) if role.is_read() => bytes,
        Some(Blob::TooLarge(size)) if role.is_read() => {
            return not_checked(content::too_large(Some(*size)));
        }
        Some(Blob::Missing) if role.is_read() => {
            return not_checked(
                "it is not in this clone, which left contents out; `git fetch` it".to_owned(),
            );
        }
        _ => return (path, FileInput::default(), None),
    };
    if role.format == Some(Format::Scip) {
        return (path.clone(), scip_index(&path, bytes), None);
    }
    match content::decode(bytes.clone()) {
        Ok(text) => {
            let mut document = Document::new(0, text);
            let input = document.input(&path, settings);
            (path, input, Some(document))
        }
        Err(reason) => not_checked(reason),
    }
}

/// A link as it was. Where it leads through other links is not looked up: they may be others now.
fn past_link(entry: &Entry, blob: Option<&Blob>, role: Role) -> FileInput {
    if role.format.is_some_and(|format| format != Format::Decision) {
        return FileInput::of_unread("it is a symbolic link, which is not followed");
    }
    let target = match blob {
        Some(Blob::Bytes(bytes)) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    let folder = entry.path.parent().unwrap_or_else(RepoPath::root);
    let target = target.and_then(|target| folder.join(target));
    target.map(|target| FileInput::of_record(Record::Link(target))).unwrap_or_default()
}
