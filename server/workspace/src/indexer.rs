//! The thread that looks at the disk, so that the writer never waits for it.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use boundstone_allocator::give_back;
use boundstone_engine::World;
use boundstone_model::RepoPath;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use crate::event::{Notice, Progress};
use crate::ignores::IGNORE_FILE;
use crate::index::{Index, SettingBuffers};
use crate::ledger::{Ledger, Piece};
use crate::reader::Reader;
use crate::settings::Settings;
use crate::watch::Watch;
use crate::writer::{Message, Notify};

/// A burst of events is over when nothing came for this long.
const QUIET: Duration = Duration::from_millis(50);
/// A burst that goes on for longer is looked at all the same.
const LONGEST_BURST: Duration = Duration::from_secs(5);
/// Files that change at one go without being a burst: a save with its formatter.
const FEW: usize = 16;
/// While changes go on to come one by one, the disk is left alone for this part of the time that they
/// have come for, so that the looks at it grow in number as the logarithm of that time.
const SHARE_OF_RUN: u32 = 32;
/// Where so many paths changed, looking at every file is cheaper than going down to each.
const MANY: usize = 500;
/// After any activity, the disk is looked at once more in case its watcher was silent. Nothing runs
/// on an idle repository.
const NET: Duration = Duration::from_secs(5 * 60);
/// Work that is done sooner is not worth showing.
const PROGRESS_AFTER: Duration = Duration::from_millis(500);

const GIT: &str = ".git";
/// What happens in here to the files of git may mean that other files of the repository changed.
const GIT_HINTS: [&str; 3] = [".git/HEAD", ".git/index", ".git/info/exclude"];
/// The paths it names are listed with the rest.
const SUBMODULES_FILE: &str = ".gitmodules";

/// What the indexer is asked to do.
#[derive(Debug)]
pub(crate) enum Task {
    /// Look at these paths and what is below them.
    Check(Vec<RepoPath>),
    /// Look at everything.
    Scan,
    /// Read files as the settings in open buffers say.
    Settings(SettingBuffers),
    Stop,
}

/// Where tasks are sent.
#[derive(Clone)]
pub(crate) struct Tasks(pub(crate) Sender<(Task, Piece)>);

impl Tasks {
    pub(crate) fn send(&self, task: Task, piece: Piece) {
        if self.0.send((task, piece)).is_err() {
            tracing::debug!("a task came after the indexer ended");
        }
    }
}

/// A new World of the disk.
pub(crate) struct Indexed {
    pub(crate) world: World,
    pub(crate) settings: Arc<Settings>,
    pub(crate) changed: Vec<RepoPath>,
    /// Where the disk was looked at: whether what is here and below belongs to the repository may be
    /// another matter than before.
    pub(crate) places: Vec<RepoPath>,
}

pub(crate) struct Indexer {
    pub(crate) reader: Arc<Reader>,
    pub(crate) index: Index,
    pub(crate) watch: Option<Watch>,
    pub(crate) writer: Sender<(Message, Piece)>,
    pub(crate) ledger: Ledger,
    pub(crate) notify: Notify,
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) recent: Recent,
    /// The lock of a git that died.
    pub(crate) dead_lock: Option<u64>,
    pub(crate) has_told_panic: bool,
}

/// Changes that came with less than [`QUIET`] between them.
pub(crate) struct Recent {
    begun: Instant,
    /// When the disk was last looked at.
    looked: Option<Instant>,
}

impl Default for Recent {
    fn default() -> Self {
        Self { begun: Instant::now(), looked: None }
    }
}

impl Recent {
    /// When to look at what came `now`: at once after a quiet time.
    fn next_look(&mut self, now: Instant) -> Instant {
        let looked = self.looked.filter(|looked| now.duration_since(*looked) <= QUIET);
        let Some(looked) = looked else {
            self.begun = now;
            return now;
        };
        looked + (looked.duration_since(self.begun) / SHARE_OF_RUN).min(QUIET)
    }
}

/// Tasks that are done together.
#[derive(Default)]
struct Batch {
    paths: BTreeSet<RepoPath>,
    scan: bool,
    settings: Option<SettingBuffers>,
    stop: bool,
    pieces: Vec<Piece>,
}

impl Indexer {
    /// Indexes the repository, then does what it is asked to until told to stop.
    pub(crate) fn run(mut self, tasks: &Receiver<(Task, Piece)>, first: Piece) {
        self.work(Batch { scan: true, pieces: vec![first], ..Batch::default() });
        self.tell(Message::LookedThrough);
        let mut is_active = false;
        while !self.stop.load(Ordering::Relaxed) {
            let mut batch = Batch::default();
            match next(tasks, is_active) {
                Ok((task, piece)) => batch.add(task, piece),
                Err(RecvTimeoutError::Timeout) => batch.scan = true,
                Err(RecvTimeoutError::Disconnected) => return,
            }
            is_active = !batch.pieces.is_empty();
            self.gather(&mut batch, tasks);
            if batch.stop {
                return;
            }
            self.work(batch);
            self.recent.looked = Some(Instant::now());
        }
    }

    /// Takes what else has come, and all of a burst. A change that stands alone is not kept waiting.
    /// While git writes a checkout, what it has written so far is not looked at.
    fn gather(&mut self, batch: &mut Batch, tasks: &Receiver<(Task, Piece)>) {
        let begun = Instant::now();
        let next_look = self.recent.next_look(begun);
        batch.add_queued(tasks);
        while !batch.stop {
            let lock = self.lock_of_git();
            if begun.elapsed() > LONGEST_BURST {
                self.dead_lock = lock.or(self.dead_lock);
                break;
            }
            let is_burst = batch.paths.len() > FEW || lock.is_some();
            let wait =
                if is_burst { QUIET } else { next_look.saturating_duration_since(Instant::now()) };
            if wait.is_zero() {
                break;
            }
            match tasks.recv_timeout(wait) {
                Ok((task, piece)) => {
                    batch.add(task, piece);
                    batch.add_queued(tasks);
                }
                Err(RecvTimeoutError::Timeout) if lock.is_some() => {}
                Err(_) => break,
            }
        }
    }

    /// The lock of git's index, which git holds during a checkout. One that was waited for in vain was
    /// left behind by a git that died.
    fn lock_of_git(&self) -> Option<u64> {
        if !self.reader.root.has_git() {
            return None;
        }
        let lock = self.reader.root.path().join(GIT).join("index.lock");
        let look = self.reader.system.look(&lock).ok()?;
        (self.dead_lock != Some(look.identity)).then_some(look.identity)
    }

    fn work(&mut self, batch: Batch) {
        let step = AssertUnwindSafe(|| self.bring_up_to_date(&batch));
        if catch_unwind(step).is_err() {
            tracing::error!("a panic while files were read; what was known before stays");
            if !std::mem::replace(&mut self.has_told_panic, true) {
                (self.notify)(Notice::Trouble(PANIC.to_owned()));
            }
        }
    }

    fn bring_up_to_date(&mut self, batch: &Batch) {
        if let Some(buffers) = &batch.settings {
            self.index.buffers.clone_from(buffers);
        }
        if batch.paths.iter().any(|path| path.name() == IGNORE_FILE) {
            self.reader.kept.forget();
        }
        let (places, is_all) = to_check(&batch.paths);
        let mut places: Vec<RepoPath> = places.into_iter().collect();
        let changed = if batch.scan || is_all || places.len() > MANY {
            places = vec![RepoPath::root()];
            self.scan()
        } else {
            self.index.check(&places)
        };
        if self.stop.load(Ordering::Relaxed) {
            return;
        }
        let indexed = Indexed {
            world: self.index.world.clone(),
            settings: Arc::clone(&self.index.settings),
            changed,
            places,
        };
        let is_all = indexed.places.first().is_some_and(RepoPath::is_root);
        self.tell(Message::Indexed(Box::new(indexed)));
        self.follow();
        // Somebody may wait for the World, and changes come unseen until it is watched; nobody waits for this.
        self.index.keep();
        if is_all {
            give_back();
        }
    }

    fn tell(&self, message: Message) {
        if self.writer.send((message, self.ledger.begin())).is_err() {
            tracing::debug!("the writer ended before the indexer");
        }
    }

    fn scan(&mut self) -> Vec<RepoPath> {
        let begun = Instant::now();
        let is_shown = AtomicBool::new(false);
        let notify = &self.notify;
        let changed = self.index.scan(&|done, of| {
            if begun.elapsed() < PROGRESS_AFTER {
                return;
            }
            if !is_shown.swap(true, Ordering::Relaxed) {
                notify(Notice::Progress(Progress::Begin));
            }
            notify(Notice::Progress(Progress::Report { done, of }));
        });
        if is_shown.load(Ordering::Relaxed) {
            notify(Notice::Progress(Progress::End));
        }
        changed
    }

    /// Watches the folders that are new. What came into one before it was watched is looked for again.
    fn follow(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        let folders = std::mem::take(&mut self.index.folders);
        let new = watch.follow(&self.reader.root, &folders);
        if let Some(trouble) = watch.trouble() {
            (self.notify)(Notice::Trouble(trouble));
        }
        if !new.is_empty() {
            watch.tasks().send(Task::Check(new), self.ledger.begin());
        }
    }
}

impl Batch {
    fn add_queued(&mut self, tasks: &Receiver<(Task, Piece)>) {
        while let Ok((task, piece)) = tasks.try_recv() {
            self.add(task, piece);
        }
    }

    fn add(&mut self, task: Task, piece: Piece) {
        self.pieces.push(piece);
        match task {
            Task::Check(paths) => self.paths.extend(paths),
            Task::Scan => self.scan = true,
            Task::Settings(buffers) => self.settings = Some(buffers),
            Task::Stop => self.stop = true,
        }
    }
}

fn next(
    tasks: &Receiver<(Task, Piece)>,
    is_active: bool,
) -> Result<(Task, Piece), RecvTimeoutError> {
    if is_active {
        tasks.recv_timeout(NET)
    } else {
        tasks.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }
}

/// Where to look when something happened at `paths`, and whether that is everywhere.
fn to_check(paths: &BTreeSet<RepoPath>) -> (BTreeSet<RepoPath>, bool) {
    let mut places = BTreeSet::new();
    let mut is_all = false;
    for path in paths {
        let parent = path.parent().unwrap_or_else(RepoPath::root);
        if path.segments().next() == Some(GIT) {
            is_all |= path.as_str() == GIT || GIT_HINTS.contains(&path.as_str());
        } else if path.as_str() == SUBMODULES_FILE {
            is_all = true;
        } else if path.name() == IGNORE_FILE || path.name() == GIT {
            places.insert(parent);
        } else if !path.segments().any(|name| name == GIT) {
            places.insert(path.clone());
        }
    }
    (places, is_all)
}

const PANIC: &str = "Boundstone met an error of its own while it read files, and goes on with what it \
                     knew before. The log has the details; please report it.";

#[cfg(test)]
mod tests {
    use super::*;

    /// How often the disk is looked at when `changes` come so far apart, and the longest that any of
    /// them is kept waiting.
    fn looks(changes: u32, apart: Duration) -> (usize, Duration) {
        let mut recent = Recent::default();
        let start = Instant::now();
        let coming = (0..changes).map(|number| start + apart * number);
        let mut waits = Vec::new();
        let mut until = None;
        for came in coming {
            if until.is_some_and(|until| came <= until) {
                continue;
            }
            let look = recent.next_look(came).max(came);
            recent.looked = Some(look);
            waits.push(look - came);
            until = Some(look);
        }
        (waits.len(), waits.into_iter().max().unwrap_or_default())
    }

    #[test]
    fn a_change_after_a_quiet_time_is_looked_at_at_once() {
        assert_eq!(looks(100, QUIET * 2), (100, Duration::ZERO));
    }

    #[test]
    fn changes_one_after_the_other_are_looked_at_ever_more_rarely() {
        let (of_a_second, _) = looks(1_000, Duration::from_millis(1));
        assert!((50..250).contains(&of_a_second), "{of_a_second}");
        let (of_a_minute, longest) = looks(600_000, Duration::from_micros(100));
        let quiet_times = (Duration::from_secs(60).as_millis() / QUIET.as_millis()) as usize;
        let at_most = 2 * quiet_times;
        assert!(of_a_minute <= at_most && longest <= QUIET, "{of_a_minute} {longest:?}");
    }
}
