//! The one thread that changes the World.
//!
//! Architecture invariant: only this thread owns the open documents and replaces the World. Events are
//! applied in the order in which they were sent, and a read sees exactly those sent before it. Were
//! any other thread to write, an edit could overtake another and a buffer be wrong for ever.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use boundstone_allocator::give_back;
use boundstone_engine::query::{self, BySurfaces};
use boundstone_engine::{Change, Difference, FileInput, InTurn, World};
use boundstone_model::RepoPath;
use crossbeam_channel::Receiver;

use crate::document::Document;
use crate::event::{Event, Notice};
use crate::first::First;
use crate::index::SettingBuffers;
use crate::indexer::{Indexed, Task, Tasks};
use crate::latest::{Latest, Queued};
use crate::ledger::{Ledger, Piece};
use crate::pool::{Cancel, Job, Pool};
use crate::reader::Reader;
use crate::role::Format;
use crate::settings::Settings;
use crate::snapshot::{Documents, Snapshot};
use crate::surfaces::Comparing;
use crate::walk::Walk;

/// Reads that wait for the whole repository. With more, the oldest is done with what there is.
const WAITING_AT_MOST: usize = 256;

pub(crate) type Notify = Arc<dyn Fn(Notice) + Send + Sync>;

pub(crate) enum Message {
    Event(Event, Queued),
    Read(Cancel, Job),
    /// A read that waits until the repository was looked through once, and sees what has come until then.
    ReadWhole(Cancel, Job),
    /// Boxed, because it is far larger than what else is sent.
    Indexed(Box<Indexed>),
    /// The repository was looked through once, or that failed.
    LookedThrough,
    /// Git's files changed from which the base follows.
    PastMoved,
    /// What the surfaces say of promises.
    Compared(Arc<BySurfaces>),
    Stop,
}

pub(crate) struct Writer {
    reader: Arc<Reader>,
    pool: Arc<Pool>,
    latest: Latest,
    tasks: Tasks,
    ledger: Ledger,
    notify: Notify,
    comparing: Comparing,
    by_surfaces: Arc<BySurfaces>,
    /// The World of the disk alone, as the indexer last saw it.
    disk: World,
    settings: Arc<Settings>,
    is_complete: bool,
    /// Reads that wait until the repository was looked through; `None` afterwards.
    waiting: Option<VecDeque<(Cancel, Job, Piece)>>,
    documents: Documents,
    /// What is read from each open document; `None` for one that does not belong to the repository.
    inputs: BTreeMap<RepoPath, Option<Arc<FileInput>>>,
    /// Open documents that do not belong to the repository, though they lie in its folder.
    left_alone: BTreeSet<RepoPath>,
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
    /// The whole disk was looked through.
    is_whole: bool,
    /// What ends when the World is made.
    pieces: Vec<Piece>,
    queued: Vec<Queued>,
}

impl Writer {
    pub(crate) fn new(
        reader: Arc<Reader>,
        pool: Arc<Pool>,
        latest: Latest,
        tasks: Tasks,
        ledger: Ledger,
        notify: Notify,
        comparing: Comparing,
    ) -> Self {
        Self {
            reader,
            pool,
            latest,
            tasks,
            ledger,
            notify,
            comparing,
            by_surfaces: Arc::default(),
            disk: World::empty(),
            settings: Arc::default(),
            is_complete: false,
            waiting: Some(VecDeque::new()),
            documents: Documents::new(),
            inputs: BTreeMap::new(),
            left_alone: BTreeSet::new(),
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
                    Message::ReadWhole(cancel, job) => self.read_whole(cancel, job, piece),
                    Message::LookedThrough => {
                        for (cancel, job, piece) in self.waiting.take().into_iter().flatten() {
                            self.read(cancel, job, piece);
                        }
                    }
                    Message::PastMoved => self.look_back(piece),
                    Message::Compared(by_surfaces) => self.compared(by_surfaces),
                    Message::Event(event, queued) => {
                        self.pending.pieces.push(piece);
                        self.pending.queued.push(queued);
                        self.guarded(|writer| writer.event(event));
                    }
                    Message::Indexed(indexed) => {
                        self.pending.pieces.push(piece);
                        self.guarded(|writer| writer.indexed(*indexed));
                    }
                }
                next = messages.try_recv().ok();
            }
            let is_whole = self.pending.is_whole;
            self.publish();
            if is_whole {
                give_back();
            }
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

    fn read_whole(&mut self, cancel: Cancel, job: Job, piece: Piece) {
        let Some(waiting) = &mut self.waiting else { return self.read(cancel, job, piece) };
        waiting.push_back((cancel, job, piece));
        if waiting.len() > WAITING_AT_MOST {
            waiting.retain(|(cancel, ..)| !cancel.is_cancelled());
        }
        // Each holds up a request, of which the client may have only so many open.
        if waiting.len() > WAITING_AT_MOST
            && let Some((cancel, job, piece)) = waiting.pop_front()
        {
            self.read(cancel, job, piece);
        }
    }

    /// Finds out, on a thread that may wait for git, whether the base is another commit.
    fn look_back(&mut self, piece: Piece) {
        let notify = Arc::clone(&self.notify);
        let look = move |snapshot: Snapshot| {
            if snapshot.has_another_past() {
                notify(Notice::PastMoved);
            }
        };
        self.read(Cancel::default(), Box::new(look), piece);
        self.compare();
    }

    /// Has the surfaces compared with the base: as often as the disk or the base changes, and not with each key press.
    fn compare(&self) {
        if self.is_complete && (query::has_promises(&self.world) || !self.by_surfaces.is_empty()) {
            self.comparing.ask(self.snapshot(), self.ledger.begin());
        }
    }

    fn compared(&mut self, by_surfaces: Arc<BySurfaces>) {
        if by_surfaces == self.by_surfaces {
            return;
        }
        self.publish();
        let before = std::mem::replace(&mut self.by_surfaces, by_surfaces);
        let mut paths: Vec<RepoPath> =
            before.paths().chain(self.by_surfaces.paths()).cloned().collect();
        paths.sort();
        paths.dedup();
        let snapshot = self.snapshot();
        self.latest.set(snapshot.clone());
        let difference = Difference { paths, reaches_others: true, ..Difference::default() };
        (self.notify)(Notice::Published { snapshot, difference });
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
            let files = first.into_iter().map(|(path, input)| (path, Some(input.into()))).collect();
            self.disk = self.disk.apply(Change { files }, &InTurn);
        }
        self.judge(&path);
        self.pending.documents.insert(path);
    }

    fn check(&mut self, paths: Vec<RepoPath>) {
        self.tasks.send(Task::Check(paths), self.ledger.begin());
    }

    fn indexed(&mut self, indexed: Indexed) {
        self.disk = indexed.world;
        let is_resettled = !indexed.settings.is_same(&self.settings);
        self.settings = indexed.settings;
        self.is_complete = true;
        // What is read of a document depends on the settings, and whether it belongs to the repository
        // at all on what is on its way down.
        for path in self.documents.keys().cloned().collect::<Vec<_>>() {
            let is_on_way = indexed.places.iter().any(|place| path.starts_with(place));
            let is_other = is_on_way && self.judge(&path);
            if is_resettled || is_other {
                self.pending.documents.insert(path);
            }
        }
        self.pending.disk.get_or_insert_default().extend(indexed.changed);
        self.pending.is_whole |= indexed.places.iter().any(RepoPath::is_root);
    }

    /// Makes the World of all that is pending, and tells of it.
    fn publish(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        // Dropped last: whoever sees no event queued must see the snapshot that the events made.
        let _queued = std::mem::take(&mut pending.queued);
        if pending.documents.is_empty() && pending.disk.is_none() {
            return;
        }
        let before = Arc::clone(&self.world);
        let was_made = self.guarded(|writer| writer.make_world(&pending));
        if was_made.is_none() {
            return self.forget_trees(&pending.documents);
        }
        let is_first = pending.is_whole;
        let is_of_disk = is_first || pending.disk.as_ref().is_some_and(|it| !it.is_empty());
        let mut changed: BTreeSet<RepoPath> = pending.documents;
        changed.extend(pending.disk.into_iter().flatten());
        let changed: Vec<RepoPath> = changed.into_iter().collect();
        let mut difference = self.world.difference(&before, &changed);
        let mut reached = self.reader.followed.reached(&changed);
        reached.retain(|path| !difference.paths.contains(path));
        difference.reaches_others |= !reached.is_empty();
        difference.paths.extend(reached);
        let snapshot = self.snapshot();
        self.latest.set(snapshot.clone());
        (self.notify)(Notice::Published { snapshot, difference });
        self.tell_settings();
        if is_of_disk {
            self.compare();
        }
    }

    fn make_world(&mut self, pending: &Pending) {
        for path in &pending.documents {
            match self.documents.get(path) {
                Some(document) if !self.left_alone.contains(path) => {
                    let mut document = Document::clone(document);
                    let input = document.input(path, &self.settings);
                    self.documents.insert(path.clone(), Arc::new(document));
                    self.inputs.insert(path.clone(), Some(input.into()));
                }
                Some(_) => {
                    self.inputs.insert(path.clone(), None);
                }
                None => {
                    self.inputs.remove(path);
                    self.left_alone.remove(path);
                }
            }
        }
        let (base, mut files): (&World, Vec<_>) = if pending.disk.is_some() {
            let open = self.inputs.iter();
            (&self.disk, open.map(|(path, input)| (path.clone(), input.clone())).collect())
        } else {
            let of_disk = |path| self.disk.shared_file(path).cloned();
            let now = |path| self.inputs.get(path).cloned().unwrap_or_else(|| of_disk(path));
            let changed = pending.documents.iter().map(|path| (path.clone(), now(path)));
            (&self.world, changed.collect())
        };
        files.retain(|(path, input)| base.file(path) != input.as_deref());
        // A server may run for days, and what expires is looked at with every change.
        let world = base.apply(Change { files }, &InTurn).on(self.reader.clock.today());
        self.world = Arc::new(world);
    }

    /// Tells the indexer what the open settings files say, when that is news.
    fn tell_settings(&mut self) {
        let is_setting = |path: &RepoPath| Format::of_name(path).is_some_and(Format::is_setting);
        let open = self.inputs.iter().filter(|(path, _)| is_setting(path));
        let record = |input: &Option<Arc<FileInput>>| input.as_ref()?.record().cloned();
        let buffers: SettingBuffers =
            open.map(|(path, input)| (path.clone(), record(input))).collect();
        if buffers != self.buffers {
            self.buffers.clone_from(&buffers);
            self.tasks.send(Task::Settings(buffers), self.ledger.begin());
        }
    }

    /// Finds out whether an open document belongs to the repository, and says whether that is news.
    /// Reads the ignore files on its way down, so that this is not for every edit.
    fn judge(&mut self, path: &RepoPath) -> bool {
        let walk = Walk::new(&self.reader);
        if walk.leaves_alone(path) {
            self.left_alone.insert(path.clone())
        } else {
            self.left_alone.remove(path)
        }
    }

    fn snapshot(&self) -> Snapshot {
        let (reader, world) = (Arc::clone(&self.reader), Arc::clone(&self.world));
        let snapshot = Snapshot::new(reader, world, self.documents.clone(), self.is_complete);
        snapshot.with_surfaces(Some(Arc::clone(&self.by_surfaces)))
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
