//! The World of what is on disk, and how it is brought up to date.

use std::collections::BTreeMap;
use std::io;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use boundstone_engine::{Change, FileInput, InTurn, Parallel, Record, World};
use boundstone_model::RepoPath;
use crossbeam_channel::bounded;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::cache::{Cache, Known, Remembered};
use crate::content;
use crate::disk::{Kind, Look};
use crate::pool::STACK_BYTES;
use crate::prints::Prints;
use crate::reader::{Content, Reader, of_facts};
use crate::role::{Format, INDEX_FILE, Role};
use crate::settings::Settings;
use crate::walk::{Found, Listing, MOST_PATHS, Walk, What};
use crate::workspace::Options;

/// Files between two reports of progress.
const PROGRESS_STEP: usize = 256;

/// Files that are read before they are kept.
const READ_AHEAD: usize = 64;

/// So many files are read faster than threads are started.
const FEW_FILES: usize = 64;

const SUBMODULES_FILE: &str = ".gitmodules";

/// What open buffers say in place of the settings files on disk; `None` for a buffer without any.
pub(crate) type SettingBuffers = BTreeMap<RepoPath, Option<Record>>;

/// What is told while many files are read: how many, and of how many.
pub(crate) type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The disk as it was last seen.
///
/// Architecture invariant: the World of an index is that of the disk alone. Open buffers are laid over
/// it by the writer; only their settings reach in here, because they say how files are read.
pub(crate) struct Index {
    reader: Arc<Reader>,
    /// Threads of a scan.
    threads: usize,
    stop: Arc<AtomicBool>,
    pub(crate) world: World,
    pub(crate) settings: Arc<Settings>,
    pub(crate) buffers: SettingBuffers,
    /// What the settings files on disk say; there are few, among many records.
    setting_records: SettingBuffers,
    prints: Prints,
    /// The folders that were looked into since someone asked.
    pub(crate) folders: Vec<RepoPath>,
    /// `None` once it was asked, or where nothing is kept.
    cache: Option<Cache>,
    to_keep: Option<(Cache, Vec<Read>)>,
    leaves_uses: bool,
}

/// A file to be read, and how it looks.
struct Task {
    found: Found,
    look: Option<Look>,
    role: Role,
}

struct Done {
    path: RepoPath,
    print: Option<u64>,
    input: Option<Arc<FileInput>>,
    /// Of a file that is nothing but source.
    content: Option<Content>,
}

/// A source file whose facts may be kept for the next run, and how it looked when it was read.
struct Read {
    path: RepoPath,
    print: Option<u64>,
    content: Content,
}

impl Index {
    pub(crate) fn new(reader: Arc<Reader>, options: &Options, stop: Arc<AtomicBool>) -> Self {
        let cache = options.cache.as_deref().map(|folder| Cache::of(folder, &reader.root));
        Self {
            reader,
            threads: options.thread_count(),
            stop,
            world: World::empty(),
            settings: Arc::default(),
            buffers: SettingBuffers::new(),
            setting_records: SettingBuffers::new(),
            prints: Prints::default(),
            folders: Vec::new(),
            cache,
            to_keep: None,
            leaves_uses: options.leaves_uses,
        }
    }

    /// Brings everything up to date, and says which files changed.
    ///
    /// Runs on a thread of its own, because the allocator gives memory back only when the thread that
    /// used it ends or asks for more: a repository of 100,000 files leaves tens of megabytes.
    pub(crate) fn scan(&mut self, progress: Progress<'_>) -> Vec<RepoPath> {
        let builder = thread::Builder::new().name("boundstone-scan".to_owned());
        let builder = builder.stack_size(STACK_BYTES);
        let scanned = thread::scope(|scope| {
            let scan = builder.spawn_scoped(scope, || self.scan_here(progress))?;
            io::Result::Ok(scan.join())
        });
        match scanned {
            Ok(Ok(changed)) => changed,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(error) => {
                tracing::warn!(%error, "no thread to scan on");
                self.scan_here(progress)
            }
        }
    }

    fn scan_here(&mut self, progress: Progress<'_>) -> Vec<RepoPath> {
        let root = RepoPath::root();
        self.reader.kept.forget();
        // Made for the one scan: what its threads keep, parsers and buffers, is worth more memory than
        // a World, and goes with them.
        let pool = self.pool();
        let mut listing = match &pool {
            Some(pool) => pool.install(|| self.walk().whole()),
            None => self.walk().below(std::slice::from_ref(&root)),
        };
        self.complete(&mut listing, std::slice::from_ref(&root));
        self.folders = std::mem::take(&mut listing.folders);
        let gone = self.gone(std::slice::from_ref(&root), &listing.found);
        let settings = Arc::new(self.settings_of(&listing.found, &gone));
        let before = std::mem::replace(&mut self.settings, settings);
        let is_resettled = !before.is_same(&self.settings);
        let before = is_resettled.then_some(before);
        let pool = pool.as_ref();
        let changed = self.take(listing.found, gone, before.as_deref(), pool, progress);
        self.reader.forget_contents();
        changed
    }

    /// Keeps what was read in the first scan for the next run, where that is worth it.
    pub(crate) fn keep(&mut self) {
        let Some((cache, read)) = self.to_keep.take() else { return };
        let known = read.iter().filter_map(|Read { path, print, content }| {
            let facts = self.world.file(path)?.source.as_ref()?;
            Some(Known { path, print: *print, content: *content, facts })
        });
        cache.store(known);
    }

    /// Brings these paths and what is below them up to date, and says which files changed.
    pub(crate) fn check(&mut self, paths: &[RepoPath]) -> Vec<RepoPath> {
        let mut listing = self.walk().below(paths);
        self.complete(&mut listing, paths);
        self.folders.append(&mut listing.folders);
        let gone = self.gone(paths, &listing.found);
        if !self.settings_of(&listing.found, &gone).is_same(&self.settings) {
            return self.scan(&|_, _| {});
        }
        let pool = if listing.found.len() > FEW_FILES { self.pool() } else { None };
        let changed = self.take(listing.found, gone, None, pool.as_ref(), &|_, _| {});
        self.reader.forget_contents();
        changed
    }

    /// Threads to read with; `None` when the system gives none, which costs time and nothing else.
    fn pool(&self) -> Option<ThreadPool> {
        let name = |number| format!("boundstone-index-{number}");
        let builder = ThreadPoolBuilder::new().num_threads(self.threads).thread_name(name);
        let pool = builder.stack_size(STACK_BYTES).build();
        pool.inspect_err(|error| tracing::warn!(%error, "no threads to read with")).ok()
    }

    fn walk(&self) -> Walk<'_> {
        Walk::new(&self.reader)
    }

    /// Adds to what a walk found at `paths` what it does not see, and puts it in path order.
    fn complete(&self, listing: &mut Listing, paths: &[RepoPath]) {
        // An index of the code is made anew by each who wants it, and git is told to ignore it.
        let is_asked = |path: &RepoPath| paths.iter().any(|from| path.starts_with(from));
        if let Some(path) = RepoPath::new(INDEX_FILE).filter(is_asked) {
            let look = self.reader.system.look(&self.reader.root.absolute(&path));
            let is_there = look.is_ok_and(|look| look.kind == Kind::File);
            listing.found.extend(is_there.then_some(Found { path, what: What::File }));
        }
        // A checkout may lack its submodules; they are paths of the repository all the same.
        let submodules = self.submodules().into_iter().filter(is_asked);
        listing.found.extend(submodules.map(|path| Found { path, what: What::Repository }));
        if listing.is_cut {
            let reason = format!("it has more than {MOST_PATHS} files; the rest was not read");
            let path = RepoPath::root();
            listing.found.push(Found { path, what: What::Unknown(reason) });
        }
        // The empty folder of a submodule that was not checked out is listed as both.
        let rank = |what: &What| usize::from(*what == What::Folder);
        listing.found.sort_by(|a, b| (&a.path, rank(&a.what)).cmp(&(&b.path, rank(&b.what))));
        listing.found.dedup_by(|later, kept| later.path == kept.path);
    }

    /// The paths that `.gitmodules` names.
    fn submodules(&self) -> Vec<RepoPath> {
        if !self.reader.root.has_git() {
            return Vec::new();
        }
        let file = self.reader.root.path().join(SUBMODULES_FILE);
        let bytes = content::read(self.reader.system.as_ref(), &file, None).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let path_of = |line: &str| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == "path").then(|| RepoPath::new(value.trim())).flatten()
        };
        text.lines().filter_map(path_of).filter(|path| !path.is_root()).collect()
    }

    /// The settings, once the settings files among `found` are read again and those among `gone` are
    /// forgotten.
    fn settings_of(&self, found: &[Found], gone: &[RepoPath]) -> Settings {
        let mut records = self.setting_records.clone();
        records.extend(gone.iter().map(|path| (path.clone(), None)));
        for item in found.iter().filter(|item| is_setting(&item.path)) {
            let input = self.reader.input_now(&item.path, &self.settings);
            records.insert(item.path.clone(), input.and_then(|input| input.record().cloned()));
        }
        records.extend(self.buffers.iter().map(|(path, record)| (path.clone(), record.clone())));
        Settings::of(records.values().flatten())
    }

    /// The files at these paths and below them that are known but were not found.
    fn gone(&self, paths: &[RepoPath], found: &[Found]) -> Vec<RepoPath> {
        let is_found = |path: &RepoPath| found.binary_search_by(|it| it.path.cmp(path)).is_ok();
        paths
            .iter()
            .flat_map(|path| self.world.files_below(path))
            .map(|(path, _)| path)
            .filter(|path| !is_found(path))
            .cloned()
            .collect()
    }

    /// Reads what may differ of `found`, and makes the World of it. `before`: the settings under which
    /// the files that are known were read, when they were others.
    fn take(
        &mut self,
        found: Vec<Found>,
        gone: Vec<RepoPath>,
        before: Option<&Settings>,
        pool: Option<&ThreadPool>,
        progress: Progress<'_>,
    ) -> Vec<RepoPath> {
        let task = |item| self.task(item, before);
        let tasks = match pool {
            Some(pool) => pool.install(|| found.into_par_iter().filter_map(task).collect()),
            None => found.into_iter().filter_map(task).collect(),
        };
        let cache = self.cache.take();
        let remembered = cache.as_ref().and_then(|cache| cache.load(pool)).unwrap_or_default();
        self.reader.remember(&remembered);
        let mut done = self.read(tasks, &remembered, pool, progress);
        if self.stop.load(Ordering::Relaxed) {
            return Vec::new();
        }
        self.to_keep = cache.and_then(|cache| Some((cache, to_keep(&done, &remembered)?)));
        drop(remembered);
        done.extend(gone.into_iter().map(|path| Done {
            path,
            print: None,
            input: None,
            content: None,
        }));
        for item in &done {
            if is_setting(&item.path) {
                let record = item.input.as_ref().and_then(|input| input.record().cloned());
                self.setting_records.insert(item.path.clone(), record);
            }
        }
        self.prints.note(done.iter().map(|item| (item.path.clone(), item.print)).collect());
        done.retain(|item| self.world.file(&item.path) != item.input.as_deref());
        let mut changed: Vec<RepoPath> = done.iter().map(|item| item.path.clone()).collect();
        changed.sort();
        changed.dedup();
        let files = done.into_iter().map(|item| (item.path, item.input));
        let world = if self.world.files().next().is_none() {
            let files = files.filter_map(|(path, input)| Some((path, input?)));
            match self.leaves_uses {
                true => World::without_uses(files),
                false => World::from_scratch(files, &OnPool(pool)),
            }
        } else {
            self.world.apply(Change { files: files.collect() }, &OnPool(pool))
        };
        self.world = world.on(self.reader.clock.today());
        changed
    }

    /// What has to be read of one path; `None` when all of it is known.
    fn task(&self, found: Found, before: Option<&Settings>) -> Option<Task> {
        let role = Role::of(&found.path, &self.settings);
        if found.what != What::File || !role.is_read() {
            let is_known = found.what == What::File
                && self.world.file(&found.path).is_some_and(|it| *it == FileInput::default());
            return (!is_known).then_some(Task { found, look: None, role });
        }
        let look = self.reader.system.look(&self.reader.root.absolute(&found.path)).ok();
        let print = look.and_then(|look| look.print);
        let was_read_so = before.is_none_or(|before| Role::of(&found.path, before) == role);
        let is_known = was_read_so && print.is_some() && print == self.prints.get(&found.path);
        (!is_known).then_some(Task { found, look, role })
    }

    /// Reads the largest files first, so that no thread is left alone with one at the end.
    fn read(
        &self,
        mut tasks: Vec<Task>,
        remembered: &Remembered,
        pool: Option<&ThreadPool>,
        progress: Progress<'_>,
    ) -> Vec<Done> {
        tasks.sort_by_key(|task| std::cmp::Reverse(task.look.map_or(0, |look| look.len)));
        // Folders come last, because nothing is read of them.
        let files = tasks.iter().filter(|task| task.found.what == What::File).count();
        let next = AtomicUsize::new(0);
        let read_next = || {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let task = tasks.get(number).filter(|_| !self.stop.load(Ordering::Relaxed))?;
            let Found { path, what } = &task.found;
            let as_before =
                || self.reader.remembered(remembered, path, task.look?.print?, task.role);
            let read = as_before().or_else(|| {
                self.reader.input_of_content(path, what, task.look.as_ref(), task.role)
            });
            if number.is_multiple_of(PROGRESS_STEP) {
                progress(number.min(files), files);
            }
            Some((task, read))
        };
        let keep = |(task, read): (&Task, Option<(FileInput, Option<Content>)>)| {
            let content = read.as_ref().and_then(|(_, content)| *content);
            let input = read.map(|(input, content)| self.reader.keep(input, content));
            let print = task.look.and_then(|look| look.print);
            let content = content.filter(|_| task.role.format.is_none());
            Done { path: task.found.path.clone(), print, input, content }
        };
        let Some(pool) = pool else { return std::iter::from_fn(read_next).map(keep).collect() };
        let (sender, reads) = bounded(READ_AHEAD);
        pool.in_place_scope(|scope| {
            for _ in 0..pool.current_num_threads() {
                let (sender, read_next) = (sender.clone(), &read_next);
                scope
                    .spawn(move |_| while read_next().is_some_and(|it| sender.send(it).is_ok()) {});
            }
            drop(sender);
            // The receiver goes in here, so that a panic leaves nobody waiting to send.
            reads.into_iter().map(keep).collect()
        })
    }
}

/// Runs what the engine has to do for many files on the threads of a scan.
pub(crate) struct OnPool<'a>(pub(crate) Option<&'a ThreadPool>);

impl Parallel for OnPool<'_> {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        match self.0 {
            Some(pool) => pool.install(|| (0..count).into_par_iter().for_each(work)),
            None => InTurn.each(count, work),
        }
    }
}

/// Whether what the file says decides how others are read.
fn is_setting(path: &RepoPath) -> bool {
    Format::of_name(path).is_some_and(Format::is_setting)
}

/// What the next run is spared to read, `None` where what it finds is nearly that. Facts are kept of files
/// without anything else to say.
fn to_keep(done: &[Done], remembered: &Remembered) -> Option<Vec<Read>> {
    let of_done = |item: &Done| {
        let input = item.input.as_ref()?;
        (**input == of_facts(Arc::clone(input.source.as_ref()?))).then_some(())?;
        Some(Read { path: item.path.clone(), print: item.print, content: item.content? })
    };
    let read: Vec<Read> = done.iter().filter_map(of_done).collect();
    let is_remembered = |read: &&Read| {
        read.print.is_some_and(|print| remembered.content(&read.path, print).is_some())
    };
    let as_before = read.iter().filter(is_remembered).count();
    (read.len().max(remembered.len()) - as_before >= FEW_FILES).then_some(read)
}
