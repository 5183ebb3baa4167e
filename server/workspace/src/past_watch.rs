//! A watch over git's own files, so that a commit or a fetch is seen when nothing of the repository changes with it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Told from another thread when one of the watched files may have changed.
pub(crate) type Hook = Arc<dyn Fn() + Send + Sync>;

/// Watches where HEAD and the base point, wherever git keeps that: a worktree has it outside of its own folder.
/// Without a hook, nothing is watched.
#[derive(Default)]
pub(crate) struct PastWatch {
    hook: OnceLock<Hook>,
    watched: Mutex<Option<Watched>>,
}

struct Watched {
    places: Vec<Place>,
    /// It ends with this.
    _watcher: RecommendedWatcher,
}

/// A name in a folder. Files that are not there yet are waited for where the way to them ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Place {
    folder: PathBuf,
    name: PathBuf,
}

impl PastWatch {
    pub(crate) fn tell(&self, hook: Hook) {
        if self.hook.set(hook).is_err() {
            tracing::error!("the base is watched for somebody else already");
        }
    }

    /// Watches these files in place of those before.
    pub(crate) fn follow<'f>(&self, files: impl Iterator<Item = &'f PathBuf>) {
        let Some(hook) = self.hook.get() else { return };
        let mut places: Vec<Place> = files.filter_map(|file| Place::of(file)).collect();
        places.sort();
        places.dedup();
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if watched.as_ref().is_some_and(|it| it.places == places) {
            return;
        }
        match start(&places, Arc::clone(hook)) {
            Ok(watcher) => *watched = Some(Watched { places, _watcher: watcher }),
            Err(error) => {
                tracing::warn!(%error, "git's folder cannot be watched: after a commit, findings follow with the next edit");
                *watched = None;
            }
        }
    }
}

impl Place {
    fn of(file: &Path) -> Option<Self> {
        let folder = file.ancestors().skip(1).find(|folder| folder.is_dir())?;
        let name = file.strip_prefix(folder).ok()?.components().next()?;
        Some(Self { folder: folder.to_path_buf(), name: name.as_os_str().into() })
    }
}

fn start(places: &[Place], hook: Hook) -> notify::Result<RecommendedWatcher> {
    // The system may spell the folder in another way.
    let names: Vec<PathBuf> = places.iter().map(|place| place.name.clone()).collect();
    let is_meant = move |path: &PathBuf| {
        path.file_name().is_some_and(|name| names.iter().any(|it| it.as_os_str() == name))
    };
    let mut watcher =
        notify::recommended_watcher(move |event: notify::Result<notify::Event>| match event {
            Ok(event) => {
                let is_change = !matches!(event.kind, EventKind::Access(_));
                if event.need_rescan() || (is_change && event.paths.iter().any(&is_meant)) {
                    hook();
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the watcher of git's folder lost events");
                hook();
            }
        })?;
    let mut folders: Vec<&PathBuf> = places.iter().map(|place| &place.folder).collect();
    folders.dedup();
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}
