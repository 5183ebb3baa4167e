use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use boundstone_engine::{Change, InTurn};
use boundstone_model::{Date, RepoPath};
use crossbeam_channel::{Receiver, Sender, unbounded};

use crate::disk::Disk;
use crate::document::Document;
use crate::environment::{Clock, cache_folder};
use crate::event::{Event, Notice};
use crate::index::Index;
use crate::indexer::{Indexer, Recent, Task, Tasks};
use crate::latest::Latest;
use crate::ledger::{Ledger, Piece};
use crate::pool::{Cancel, Job, Pool, STACK_BYTES};
use crate::reader::Reader;
use crate::role::Format;
use crate::root::Root;
use crate::snapshot::{Documents, Snapshot};
use crate::surfaces::Comparing;
use crate::walk::Walk;
use crate::watch::Watch;
use crate::writer::{Message, Notify, Writer};

/// A repository that is kept up to date while it is edited. Cheap to clone; it ends with its last clone.
#[derive(Clone)]
pub struct Workspace(Arc<Handle>);

/// How a repository is kept up to date.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Threads that read files, and as many that answer; `None` for one a processor.
    pub threads: Option<NonZero<usize>>,
    /// Whether to watch the disk; not needed where the editor does.
    pub watches: bool,
    /// The day that counts as today; `None` for what the system's clock says.
    pub today: Option<Date>,
    /// The folder for what is kept from one run to the next; `None` to keep nothing.
    pub cache: Option<PathBuf>,
    /// Whether nobody asks which boundary uses what of another one; then that is not resolved.
    pub leaves_uses: bool,
}

impl Options {
    /// What somebody who runs the program expects.
    pub fn of_user() -> Self {
        Self { cache: cache_folder(), ..Self::default() }
    }

    pub(crate) fn thread_count(&self) -> usize {
        let processors = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.threads.unwrap_or_else(processors).get()
    }
}

struct Handle {
    messages: Sender<(Message, Piece)>,
    tasks: Tasks,
    ledger: Ledger,
    latest: Latest,
    pool: Arc<Pool>,
    stop: Arc<AtomicBool>,
    root: Root,
}

impl Workspace {
    /// Starts to read the repository, and returns at once. `notify` is called from other threads, and
    /// must not hold them up.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn start(
        root: Root,
        options: &Options,
        notify: Box<dyn Fn(Notice) + Send + Sync>,
    ) -> std::io::Result<Self> {
        let (messages, inbox) = unbounded();
        let (tasks, task_inbox) = unbounded();
        let handle = Handle {
            messages,
            tasks: Tasks(tasks),
            ledger: Ledger::default(),
            latest: Latest::default(),
            pool: Arc::new(Pool::new(options.thread_count())),
            stop: Arc::default(),
            root: root.clone(),
        };
        let reader = Arc::new(Reader::new(Arc::new(Disk), root, Clock(options.today)));
        let notify: Notify = notify.into();
        let (moved, ledger) = (handle.messages.clone(), handle.ledger.clone());
        reader.past.watch.tell(Arc::new(move || {
            if moved.send((Message::PastMoved, ledger.begin())).is_err() {
                tracing::debug!("git's files changed after the end");
            }
        }));
        handle.spawn_writer(&reader, &notify, inbox)?;
        handle.spawn_indexer(reader, options, notify, task_inbox)?;
        Ok(Self(Arc::new(handle)))
    }

    pub fn root(&self) -> &Root {
        &self.0.root
    }

    /// Hands an event on. Never blocks; events and reads count in the order in which they are sent.
    pub fn send(&self, event: Event) {
        let queued = self.0.latest.queue();
        self.0.tell(Message::Event(event, queued));
    }

    /// The repository as all events sent before have made it, unless some of them have yet to.
    pub fn now(&self) -> Option<Snapshot> {
        self.0.latest.get()
    }

    /// Runs `job` on another thread, on the repository as all events sent before have made it. A job
    /// that is cancelled before it begins is dropped.
    pub fn read(&self, cancel: Cancel, job: Job) {
        match self.0.latest.get() {
            Some(snapshot) => self.0.pool.run(snapshot, cancel, job, self.0.ledger.begin()),
            None => self.0.tell(Message::Read(cancel, job)),
        }
    }

    /// The same, but not before the repository was looked through once. Where that failed, or
    /// too many wait for it, the snapshot says that it is not complete.
    pub fn read_whole(&self, cancel: Cancel, job: Job) {
        match self.0.latest.get().filter(|snapshot| snapshot.is_complete) {
            Some(snapshot) => self.0.pool.run(snapshot, cancel, job, self.0.ledger.begin()),
            None => self.0.tell(Message::ReadWhole(cancel, job)),
        }
    }

    /// Blocks until all that was sent is done: events are applied, the disk is read, and what came of
    /// it is told.
    pub fn settled(&self) {
        self.0.ledger.settled();
    }

    /// Reads the whole repository, and returns when that is done.
    ///
    /// # Errors
    /// When the root cannot be listed.
    pub fn load(root: Root, options: &Options) -> std::io::Result<Snapshot> {
        Self::load_over(root, options, Vec::new())
    }

    /// The same, with texts that count instead of what is on disk.
    ///
    /// # Errors
    /// When the root cannot be listed.
    pub fn load_over(
        root: Root,
        options: &Options,
        buffers: Vec<(RepoPath, String)>,
    ) -> std::io::Result<Snapshot> {
        let reader = Arc::new(Reader::new(Arc::new(Disk), root, Clock(options.today)));
        reader.system.list(reader.root.path())?;
        let mut index = Index::new(Arc::clone(&reader), options, Arc::default());
        let walk = Walk::new(&reader);
        let mut buffers: Vec<(RepoPath, Document)> = buffers
            .into_iter()
            .filter(|(path, _)| !walk.leaves_alone(path))
            .map(|(path, text)| (path, Document::new(0, text)))
            .collect();
        for (path, document) in &mut buffers {
            if Format::of_name(path).is_some_and(Format::is_setting) {
                let input = document.input(path, &index.settings);
                index.buffers.insert(path.clone(), input.record().cloned());
            }
        }
        index.scan(&|_, _| {});
        index.keep();
        let files = buffers.iter_mut().map(|(path, document)| {
            (path.clone(), Some(document.input(path, &index.settings).into()))
        });
        let world = index.world.apply(Change { files: files.collect() }, &InTurn);
        let documents: Documents =
            buffers.into_iter().map(|(path, document)| (path, Arc::new(document))).collect();
        Ok(Snapshot::new(reader, Arc::new(world), documents, true))
    }
}

impl Handle {
    fn tell(&self, message: Message) {
        if self.messages.send((message, self.ledger.begin())).is_err() {
            tracing::error!("the thread that changes the World has ended");
        }
    }

    fn spawn_writer(
        &self,
        reader: &Arc<Reader>,
        notify: &Notify,
        inbox: Receiver<(Message, Piece)>,
    ) -> std::io::Result<()> {
        let comparing = Comparing::start(self.messages.clone())?;
        let writer = Writer::new(
            Arc::clone(reader),
            Arc::clone(&self.pool),
            self.latest.clone(),
            self.tasks.clone(),
            self.ledger.clone(),
            Arc::clone(notify),
            comparing,
        );
        let piece = self.ledger.begin();
        thread("boundstone-writer").spawn(move || writer.run(&inbox, piece))?;
        Ok(())
    }

    fn spawn_indexer(
        &self,
        reader: Arc<Reader>,
        options: &Options,
        notify: Notify,
        inbox: Receiver<(Task, Piece)>,
    ) -> std::io::Result<()> {
        let watch = options
            .watches
            .then(|| Watch::start(&reader.root, self.tasks.clone(), self.ledger.clone()));
        let watch = match watch.transpose() {
            Ok(watch) => watch,
            Err(error) => {
                let trouble = format!("The repository cannot be watched ({error})");
                notify(Notice::Trouble(trouble));
                None
            }
        };
        let indexer = Indexer {
            index: Index::new(Arc::clone(&reader), options, Arc::clone(&self.stop)),
            reader,
            watch,
            writer: self.messages.clone(),
            ledger: self.ledger.clone(),
            notify,
            stop: Arc::clone(&self.stop),
            recent: Recent::default(),
            dead_lock: None,
            has_told_panic: false,
        };
        let piece = self.ledger.begin();
        thread("boundstone-indexer").spawn(move || indexer.run(&inbox, piece))?;
        Ok(())
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.tell(Message::Stop);
        self.tasks.send(Task::Stop, self.ledger.begin());
    }
}

pub(crate) fn thread(name: &str) -> std::thread::Builder {
    std::thread::Builder::new().name(name.to_owned()).stack_size(STACK_BYTES)
}
