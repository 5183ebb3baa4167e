//! The one thread that changes the World.
//!
//! Architecture invariant: only this thread owns the open documents and replaces the World. Events are
//! applied in the order in which they were sent, and a read sees exactly those sent before it. Were
//! any other thread to write, an edit could overtake another and a buffer be wrong for ever.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use boundstone_engine::{Change, FileInput, World};
use boundstone_model::RepoPath;
use crossbeam_channel::Receiver;

use crate::document::Document;
use crate::event::{Event, Notice};
use crate::first::First;
use crate::index::SettingBuffers;
use crate::indexer::{Indexed, Task, Tasks};
use crate::ledger::{Ledger, Piece};
use crate::pool::{Cancel, Job, Pool};
use crate::reader::Reader;
use crate::role::Format;
use crate::settings::Settings;
use crate::snapshot::{Documents, Snapshot};
use crate::walk::Walk;

pub(crate) type Notify = Arc<dyn Fn(Notice) + Send + Sync>;

pub(crate) enum Message {
    Event(Event),
    Read(Cancel, Job),
    Indexed(Indexed),
    Stop,
}

pub(crate) struct Writer {
    reader: Arc<Reader>,
    pool: Pool,
    tasks: Tasks,
    ledger: Ledger,
    notify: Notify,
    /// The World of the disk alone, as the indexer last saw it.
    disk: World,
    settings: Arc<Settings>,
    is_complete: bool,
    documents: Documents,
    /// What is read from each open document that belongs to the repository.
    inputs: BTreeMap<RepoPath, FileInput>,
    /// The disk with the open documents laid over it.
    world: Arc<World>,
    buffers: SettingBuffers,
    pending: Pending,
    has_told_panic: bool,
}

/// What happened since the last World was made.
#[derive(Default)]
struct Pending {
    /// Documents that opened, changed or closed.
    documents: BTreeSet<RepoPath>,
    /// Files that differ on disk, when the World of the disk is another one.
    disk: Option<Vec<RepoPath>>,
    /// Ends when the World is made.
    pieces: Vec<Piece>,
}

impl Writer {
    pub(crate) fn new(
        reader: Arc<Reader>,
        pool: Pool,
        tasks: Tasks,
        ledger: Ledger,
        notify: Notify,
    ) -> Self {
        Self {
            reader,
            pool,
            tasks,
            ledger,
            notify,
            disk: World::empty(),
            settings: Arc::default(),
            is_complete: false,
            documents: Documents::new(),
            inputs: BTreeMap::new(),
            world: Arc::new(World::empty()),
            buffers: SettingBuffers::new(),
            pending: Pending::default(),
            has_told_panic: false,
        }
    }

    /// Runs until told to stop.
    pub(crate) fn run(mut self, messages: &Receiver<(Message, Piece)>, first: Piece) {
        self.pending.pieces.push(first);
        self.guarded(Self::begin);
        while let Ok((message, piece)) = messages.recv() {
            let mut next = Some((message, piece));
            // A burst is taken whole before it is made a World, unless a read stands in it.
            while let Some((message, piece)) = next {
                match message {
                    Message::Stop => return,
                    Message::Read(cancel, job) => self.read(cancel, job, piece),
                    Message::Event(event) => {
                        self.pending.pieces.push(piece);
                        self.guarded(|writer| writer.event(event));
                    }
                    Message::Indexed(indexed) => {
                        self.pending.pieces.push(piece);
                        self.guarded(|writer| writer.indexed(indexed));
                    }
                }
                next = messages.try_recv().ok();
            }
            self.publish();
        }
    }

    /// Reads what serves the first answers, before the repository is walked.
    fn begin(&mut self) {
        let first = First::of_root(&self.reader);
        self.disk = first.world;
        self.settings = Arc::new(first.settings);
        self.pending.disk = Some(Vec::new());
        self.publish();
    }

    fn read(&mut self, cancel: Cancel, job: Job, piece: Piece) {
        if cancel.is_cancelled() {
            return;
        }
        self.publish();
        self.pool.run(self.snapshot(), cancel, job, piece);
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Open { path, version, text } => self.open(path, Document::new(version, text)),
            Event::Change { path, version, edits, encoding } => {
                let Some(document) = self.documents.get(&path) else {
                    return tracing::warn!(%path, "a change of a document that is not open");
                };
                if version < document.version {
                    return tracing::warn!(%path, version, "a change older than the document");
                }
                let mut document = Document::clone(document);
                document.edit(version, &edits, encoding);
                self.documents.insert(path.clone(), Arc::new(document));
                self.pending.documents.insert(path);
            }
            Event::Close { path } => {
                if self.documents.remove(&path).is_none() {
                    return tracing::warn!(%path, "a document that is not open was closed");
                }
                self.pending.documents.insert(path.clone());
                self.check(vec![path]);
            }
            Event::Saved { path } => {
                if !self.documents.contains_key(&path) {
                    return tracing::warn!(%path, "a document that is not open was saved");
                }
                self.check(vec![path]);
            }
            Event::Watched(paths) => self.check(paths),
            Event::Rescan => self.tasks.send(Task::Scan, self.ledger.begin()),
        }
    }

    fn open(&mut self, path: RepoPath, document: Document) {
        if self.documents.insert(path.clone(), Arc::new(document)).is_some() {
            tracing::warn!(%path, "a document that is open was opened again");
        }
        if !self.is_complete {
            let first = First::of_file(&self.reader, &path, &self.settings, &self.disk);
            let changed = first.iter().map(|(path, _)| path.clone());
            self.pending.disk.get_or_insert_default().extend(changed);
            let files = first.into_iter().map(|(path, input)| (path, Some(input))).collect();
            self.disk = self.disk.apply(Change { files });
        }
        self.pending.documents.insert(path);
    }

    fn check(&mut self, paths: Vec<RepoPath>) {
        self.tasks.send(Task::Check(paths), self.ledger.begin());
    }

    fn indexed(&mut self, indexed: Indexed) {
        self.disk = indexed.world;
        // What may be read of a document, and whether it belongs to the repository, depends on both.
        if !indexed.settings.is_same(&self.settings) || indexed.may_leave_others_alone {
            self.pending.documents.extend(self.documents.keys().cloned());
        }
        self.settings = indexed.settings;
        self.pending.disk.get_or_insert_default().extend(indexed.changed);
        if !self.is_complete {
            self.is_complete = true;
            self.pending.documents.extend(self.documents.keys().cloned());
        }
    }

    /// Makes the World of all that is pending, and tells of it.
    fn publish(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if pending.documents.is_empty() && pending.disk.is_none() {
            return;
        }
        let before = Arc::clone(&self.world);
        let was_made = self.guarded(|writer| writer.make_world(&pending));
        if was_made.is_none() {
            return self.forget_trees(&pending.documents);
        }
        let mut changed: BTreeSet<RepoPath> = pending.documents;
        changed.extend(pending.disk.into_iter().flatten());
        let changed: Vec<RepoPath> = changed.into_iter().collect();
        let difference = self.world.difference(&before, &changed);
        (self.notify)(Notice::Published { snapshot: self.snapshot(), difference });
        self.tell_settings();
    }

    fn make_world(&mut self, pending: &Pending) {
        for path in &pending.documents {
            match self.documents.get(path) {
                Some(document) if !self.leaves_alone(path) => {
                    let mut document = Document::clone(document);
                    let input = document.input(path, &self.settings);
                    self.documents.insert(path.clone(), Arc::new(document));
                    self.inputs.insert(path.clone(), input);
                }
                _ => {
                    self.inputs.remove(path);
                }
            }
        }
        let over = |path: &RepoPath| (path.clone(), self.inputs.get(path).cloned());
        let (base, mut files): (&World, Vec<_>) = if pending.disk.is_some() {
            (&self.disk, self.inputs.keys().map(over).collect())
        } else {
            let of_disk = |path: &RepoPath| (path.clone(), self.disk.file(path).cloned());
            let now =
                |path| if self.inputs.contains_key(path) { over(path) } else { of_disk(path) };
            (&self.world, pending.documents.iter().map(now).collect())
        };
        files.retain(|(path, input)| base.file(path) != input.as_ref());
        self.world = Arc::new(base.apply(Change { files }));
    }

    /// Tells the indexer what the open settings files say, when that is news.
    fn tell_settings(&mut self) {
        let is_setting = |path: &RepoPath| Format::of_name(path).is_some_and(Format::is_setting);
        let open = self.inputs.iter().filter(|(path, _)| is_setting(path));
        let buffers: SettingBuffers =
            open.map(|(path, input)| (path.clone(), input.record.clone())).collect();
        if buffers != self.buffers {
            self.buffers.clone_from(&buffers);
            self.tasks.send(Task::Settings(buffers), self.ledger.begin());
        }
    }

    fn leaves_alone(&self, path: &RepoPath) -> bool {
        Walk::new(self.reader.system.as_ref(), &self.reader.root).leaves_alone(path)
    }

    fn snapshot(&self) -> Snapshot {
        let (reader, world) = (Arc::clone(&self.reader), Arc::clone(&self.world));
        Snapshot::new(reader, world, self.documents.clone(), self.is_complete)
    }

    /// Runs a step. Should it panic, the last World stays, and the user is told once.
    fn guarded<T>(&mut self, step: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let result = catch_unwind(AssertUnwindSafe(|| step(self)));
        if result.is_err() {
            tracing::error!("a panic while the World changed; the last one stays");
            if !std::mem::replace(&mut self.has_told_panic, true) {
                (self.notify)(Notice::Trouble(PANIC.to_owned()));
            }
        }
        result.ok()
    }

    fn forget_trees(&mut self, paths: &BTreeSet<RepoPath>) {
        for path in paths {
            if let Some(document) = self.documents.get(path) {
                let mut document = Document::clone(document);
                document.forget_tree();
                self.documents.insert(path.clone(), Arc::new(document));
            }
        }
    }
}

const PANIC: &str = "Boundstone met an error of its own and goes on with what it knew before. \
                     The log has the details; please report it.";
