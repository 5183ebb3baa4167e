//! Our own watch over the disk, for editors that have none.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use boundstone_model::RepoPath;
use notify::event::ModifyKind::Name;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use rustc_hash::FxHashSet;

use crate::indexer::{Task, Tasks};
use crate::ledger::Ledger;
use crate::root::Root;

/// Where the system can watch a whole tree at one go, it does; else each folder is watched by itself,
/// so that those which the repository leaves alone cost nothing.
const WATCHES_TREES: bool = cfg!(any(target_os = "macos", target_os = "windows"));

const GIT: &str = ".git";

/// The folders that are watched. The system itself ends the watch of a folder that is removed.
type Followed = Arc<Mutex<FxHashSet<RepoPath>>>;

pub(crate) struct Watch {
    watcher: RecommendedWatcher,
    tasks: Tasks,
    followed: Followed,
    trouble: Option<String>,
    has_trouble: bool,
}

impl Watch {
    /// Starts to watch; what happens is sent to `tasks`.
    pub(crate) fn start(root: &Root, tasks: Tasks, ledger: Ledger) -> notify::Result<Self> {
        let followed = Followed::default();
        let (sender, base, known) = (tasks.clone(), root.clone(), Arc::clone(&followed));
        let mut watcher = notify::recommended_watcher(move |event| {
            if let Ok(event) = &event {
                forget_removed(&base, &known, event);
            }
            if let Some(task) = task_of(&base, event) {
                sender.send(task, ledger.begin());
            }
        })?;
        if WATCHES_TREES {
            watcher.watch(root.path(), RecursiveMode::Recursive)?;
        } else if root.has_git() {
            // A worktree's `.git` is a file, which its folder's watch covers.
            let git = root.path().join(GIT);
            if git.is_dir() {
                watcher.watch(&git, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(Self { watcher, tasks, followed, trouble: None, has_trouble: false })
    }

    /// Watches these folders, and says which of them were not watched before.
    pub(crate) fn follow(&mut self, root: &Root, folders: &[RepoPath]) -> Vec<RepoPath> {
        let mut new = Vec::new();
        if WATCHES_TREES {
            return new;
        }
        for folder in folders {
            if !lock(&self.followed).insert(folder.clone()) {
                continue;
            }
            match self.watcher.watch(&root.absolute(folder), RecursiveMode::NonRecursive) {
                Ok(()) => new.push(folder.clone()),
                Err(error) => {
                    lock(&self.followed).remove(folder);
                    self.note(&error);
                }
            }
        }
        new
    }

    /// What keeps folders from being watched, told once.
    pub(crate) fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    pub(crate) fn tasks(&self) -> &Tasks {
        &self.tasks
    }

    fn note(&mut self, error: &notify::Error) {
        // A folder that is gone by now needs no watch.
        let is_gone = matches!(&error.kind, notify::ErrorKind::PathNotFound)
            || matches!(&error.kind, notify::ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::NotFound);
        if !is_gone && !std::mem::replace(&mut self.has_trouble, true) {
            self.trouble = Some(format!(
                "Some folders cannot be watched ({error}). Changes in them are seen after a while, or \
                 when a file is saved in the editor. On Linux, raise fs.inotify.max_user_watches"
            ));
        }
    }
}

fn lock(followed: &Followed) -> MutexGuard<'_, FxHashSet<RepoPath>> {
    followed.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Should a folder that went away come back, it is to be watched anew.
fn forget_removed(root: &Root, followed: &Followed, event: &notify::Event) {
    let is_removal = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(Name(_)));
    let removed = event.paths.iter().filter(|_| is_removal);
    for path in removed.filter_map(|path| root.relative(path)) {
        let mut followed = lock(followed);
        if followed.contains(&path) {
            followed.retain(|folder| !folder.starts_with(&path));
        }
    }
}

/// What to do about an event of the system.
fn task_of(root: &Root, event: notify::Result<notify::Event>) -> Option<Task> {
    let event = match event {
        Ok(event) => event,
        Err(error) => {
            tracing::warn!(%error, "the watcher lost events");
            return Some(Task::Scan);
        }
    };
    if event.need_rescan() {
        return Some(Task::Scan);
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return None;
    }
    let paths: Vec<RepoPath> = event.paths.iter().filter_map(|path| root.relative(path)).collect();
    (!paths.is_empty()).then_some(Task::Check(paths))
}
